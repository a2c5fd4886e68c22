//! Rules for every text: both languages, right accents, short enough, one action.

use std::collections::BTreeSet;

use camtay_journal::vietnamese::find_id_number;
use serde_json::Value;
use unicode_normalization::is_nfc;

use crate::load::{Loaded, Read};
use crate::locate::{child, element};
use crate::text::blanks;
use crate::{Problem, Rule, Step, Text};

/// Letters (characters in NFC) that a short line holds: at 22 sp about two thirds of a
/// line fit a 360 dp phone, and all of it a printed card.
pub const LINE_LENGTH: usize = 45;

/// Lines that an instruction may take, broken between words.
pub const MAX_LINES: usize = 2;

/// Words that tell of a second action in Vietnamese.
const THEN_VI: [&str; 6] = [" rồi ", " sau đó ", " xong thì ", " và bấm ", " và nhập ", " và mở "];

/// The same in English.
const THEN_EN: [&str; 5] = [" then ", " and tap ", " and type ", " and open ", " and enter "];

/// Pronouns in Vietnamese; a step begins with the verb and speaks to nobody by name.
const PRONOUNS_VI: [&str; 4] = ["bác", "cháu", "bạn", "mình"];

pub(super) fn look(loaded: &Loaded, problems: &mut Vec<Problem>) {
    let settings = loaded.setting_keys();
    for read in &loaded.skills {
        look_at_texts(read, &settings, problems);
        for (at, step) in read.content.steps.iter().enumerate() {
            let place = element("steps", at);
            look_at_step(read, step, &place, problems);
        }
    }
    for read in &loaded.lists {
        look_at_texts(read, &settings, problems);
    }
    for read in &loaded.replacements {
        look_at_texts(read, &settings, problems);
        for (at, step) in read.content.steps.iter().enumerate() {
            look_at_step(read, step, &element("steps", at), problems);
        }
    }
    for read in &loaded.scenes {
        look_at_texts(read, &settings, problems);
    }
    if let Some(read) = &loaded.commune {
        look_at_texts(read, &settings, problems);
    }
}

/// Every table with a `vi` is a text: what was read is walked as a tree, so that no list
/// added later is forgotten.
fn look_at_texts<T>(read: &Read<T>, settings: &BTreeSet<&str>, problems: &mut Vec<Problem>) {
    walk(&read.tree, "", &mut |place, value| match value {
        // Voices are named by language too.
        Value::Object(languages) if languages.contains_key("vi") && !place.ends_with(".voices") => {
            for language in ["vi", "en"] {
                let words = languages.get(language).and_then(Value::as_str).unwrap_or("");
                if words.trim().is_empty() {
                    problems.push(read.problem(place, Rule::NoWords(language)));
                }
            }
            for tag in languages.keys().filter(|tag| !is_language(tag)) {
                problems.push(read.problem(child(place, tag), Rule::BadLanguage(tag.clone())));
            }
        }
        Value::String(words) => {
            let mut break_rule = |rule| problems.push(read.problem(place, rule));
            if !is_nfc(words) {
                break_rule(Rule::NotComposed);
            }
            if words.trim() != words || words.contains("  ") {
                break_rule(Rule::Spaces);
            }
            if !place.ends_with(".url") && find_id_number(words) {
                break_rule(Rule::LooksLikeIdNumber);
            }
            for key in blanks(words).filter(|key| !settings.contains(key)) {
                break_rule(Rule::UnknownBlank(key.to_owned()));
            }
        }
        _ => {}
    });
}

fn walk(value: &Value, place: &str, look: &mut impl FnMut(&str, &Value)) {
    look(place, value);
    match value {
        Value::Object(table) => {
            for (key, value) in table {
                walk(value, &child(place, key), look);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                walk(item, &element(place, at), look);
            }
        }
        _ => {}
    }
}

fn look_at_step<T>(read: &Read<T>, step: &Step, place: &str, problems: &mut Vec<Problem>) {
    let mut instruction = |say: &Text, place: &str| {
        for (language, words) in say.languages() {
            let lines = lines_needed(words);
            if lines > MAX_LINES {
                problems.push(read.problem(child(place, language), Rule::TooLong(lines)));
            }
        }
        for (language, rule) in [
            ("vi", second_action(&say.vi, &THEN_VI)),
            ("en", second_action(&say.en, &THEN_EN)),
            ("vi", pronoun(&say.vi)),
        ] {
            if let Some(rule) = rule {
                problems.push(read.problem(child(place, language), rule));
            }
        }
    };
    instruction(&step.say, &child(place, "say"));
    for say in step.say_for.values() {
        instruction(say, &child(place, "say_for"));
    }
}

/// Lines of [`LINE_LENGTH`] that `words` take, broken between words; a line break that
/// is written stays.
pub(super) fn lines_needed(words: &str) -> usize {
    let mut lines = 0;
    for line in words.lines() {
        lines += 1;
        let mut used = 0;
        for word in line.split_whitespace() {
            let length = word.chars().count();
            if used > 0 && used + 1 + length > LINE_LENGTH {
                lines += 1;
                used = 0;
            }
            used += length + usize::from(used > 0);
            // A word longer than a line (an address) goes on in the next.
            lines += used.saturating_sub(1) / LINE_LENGTH;
            used -= used.saturating_sub(1) / LINE_LENGTH * LINE_LENGTH;
        }
    }
    lines
}

/// A word that begins a second action, outside the names of things on the screen.
fn second_action(say: &str, words: &[&str]) -> Option<Rule> {
    let spaced: String = outside_quotes(say)
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .collect();
    let spaced = format!(" {} ", spaced.split_whitespace().collect::<Vec<_>>().join(" "));
    let spaced = spaced.to_lowercase();
    let word = words.iter().find(|word| {
        // "rồi" at the very end is no second action ("đã có rồi").
        spaced.find(**word).is_some_and(|at| at + word.len() < spaced.len())
    })?;
    Some(Rule::TwoActions(word.trim().to_owned()))
}

fn pronoun(say: &str) -> Option<Rule> {
    let outside = outside_quotes(say).to_lowercase();
    let found = outside
        .split(|letter: char| !letter.is_alphanumeric())
        .find(|word| PRONOUNS_VI.contains(word))?;
    Some(Rule::Pronoun(found.to_owned()))
}

/// The words without what stands between “ ” (names on a screen).
fn outside_quotes(words: &str) -> String {
    let mut outside = String::with_capacity(words.len());
    let mut inside = false;
    for letter in words.chars() {
        match letter {
            '“' => inside = true,
            '”' => inside = false,
            _ if !inside => outside.push(letter),
            _ => {}
        }
    }
    outside
}

pub(super) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or("");
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_they_break_between_words() {
        assert_eq!(lines_needed(""), 0);
        assert_eq!(lines_needed("Bấm “Cài đặt”"), 1);
        assert_eq!(lines_needed(&"a".repeat(45)), 1);
        assert_eq!(lines_needed(&"a".repeat(46)), 2);
        assert_eq!(lines_needed(&"ộ".repeat(45)), 1);
        assert_eq!(lines_needed(&format!("{} {}", "a".repeat(30), "b".repeat(14))), 1);
        assert_eq!(lines_needed(&format!("{} {}", "a".repeat(30), "b".repeat(15))), 2);
        assert_eq!(lines_needed(&"a".repeat(91)), 3);
        assert_eq!(lines_needed("một\nhai\nba"), 3);
    }

    #[test]
    fn a_second_action_is_heard_but_not_in_a_name_or_at_the_end() {
        let heard = |say: &str| second_action(say, &THEN_VI);
        assert_eq!(heard("Bấm “Cài đặt” rồi bấm “Mở”"), Some(Rule::TwoActions("rồi".into())));
        assert_eq!(heard("Nhập số, sau đó chờ"), Some(Rule::TwoActions("sau đó".into())));
        assert_eq!(heard("Bấm “Đã hiểu rồi đi tiếp”"), None);
        assert_eq!(heard("Bấm khi chữ hiện ra rồi"), None);
        assert_eq!(
            second_action("Tap Open, then wait", &THEN_EN),
            Some(Rule::TwoActions("then".into()))
        );
        assert_eq!(second_action("Strengthen the password", &THEN_EN), None);
    }

    #[test]
    fn a_language_is_known_by_its_tag() {
        for tag in ["vi", "en", "bru", "hre", "vi-VN", "bru-Latn"] {
            assert!(is_language(tag), "{tag}");
        }
        for tag in ["v", "Vi", "viet", "vi_VN", "vi-", ""] {
            assert!(!is_language(tag), "{tag}");
        }
    }
}
