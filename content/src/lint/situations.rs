//! Rules for scam practice: every kind of scam is practised, some messages are genuine, and
//! nothing in them leads to somebody real.

use std::collections::BTreeSet;

use super::skills::source_rule;
use super::words::lines_needed;
use super::{Once, is_slug};
use crate::load::{Lists, Loaded, Read};
use crate::locate::{child, element};
use crate::{Problem, Rule, Situation, Text};

/// From so many situations on their balance is looked at.
const ENOUGH: usize = 6;

/// Ends of addresses that no registry gives to anybody (RFC 2606).
const INVENTED: [&str; 3] = [".example", ".invalid", ".test"];

/// The end of every address of a Vietnamese public office.
const PUBLIC: &str = ".gov.vn";

pub(super) fn look(loaded: &Loaded, problems: &mut Vec<Problem>) {
    let lists = || loaded.lists.iter().map(|read| &read.content);
    let kinds: BTreeSet<&str> =
        lists().flat_map(|lists| &lists.scam_kinds).map(|kind| kind.id.as_str()).collect();
    let practised: BTreeSet<&str> = lists()
        .flat_map(|lists| &lists.situations)
        .filter(|situation| !situation.genuine)
        .filter_map(|situation| situation.kind.as_deref())
        .collect();
    for read in &loaded.lists {
        look_at_kinds(read, &practised, loaded, problems);
        for (at, situation) in read.content.situations.iter().enumerate() {
            let place = element("situations", at);
            let mut break_rule = |key: &str, rule: Option<Rule>| {
                problems.extend(rule.map(|rule| read.problem(child(&place, key), rule)));
            };
            break_rule("source", source_rule(&situation.source, loaded));
            break_rule("kind", kind_rule(situation, &kinds));
            for (key, text, most) in texts(situation) {
                for (language, words) in text.languages() {
                    let key = child(key, language);
                    let lines = lines_needed(words);
                    break_rule(&key, (lines > most).then_some(Rule::LongerThan(lines, most)));
                    break_rule(&key, real_link(words, may_be_real(situation, &key)));
                    break_rule(&key, real_number(words, may_be_real(situation, &key)));
                }
            }
        }
        let situations = &read.content.situations;
        let genuine = situations.iter().filter(|situation| situation.genuine).count();
        if situations.len() >= ENOUGH && !is_balanced(genuine, situations.len()) {
            problems.push(read.problem("situations", Rule::Balance(genuine, situations.len())));
        }
    }
}

fn look_at_kinds(
    read: &Read<Lists>,
    practised: &BTreeSet<&str>,
    loaded: &Loaded,
    problems: &mut Vec<Problem>,
) {
    let (mut ids, mut places_in_list) = (Once::new(), Once::new());
    for (at, kind) in read.content.scam_kinds.iter().enumerate() {
        let place = element("scam_kinds", at);
        let mut break_rule = |key: &str, rule: Option<Rule>| {
            problems.extend(rule.map(|rule| read.problem(child(&place, key), rule)));
        };
        break_rule("id", (!is_slug(&kind.id)).then(|| Rule::BadId(kind.id.clone())));
        break_rule("id", ids.give(kind.id.as_str(), &place));
        break_rule("official", kind.official.and_then(|it| places_in_list.give(it, &place)));
        break_rule("source", source_rule(&kind.source, loaded));
        let nowhere = !practised.contains(kind.id.as_str());
        break_rule("id", nowhere.then(|| Rule::NoSituation(kind.id.clone())));
    }
}

fn kind_rule(situation: &Situation, kinds: &BTreeSet<&str>) -> Option<Rule> {
    match situation.kind.as_deref() {
        Some(kind) if !kinds.contains(kind) => Some(Rule::NotThere(kind.to_owned())),
        None if !situation.genuine => Some(Rule::NoKind),
        _ => None,
    }
}

/// A third is the aim; a quarter to a half is let pass.
fn is_balanced(genuine: usize, all: usize) -> bool {
    genuine * 4 >= all && genuine * 2 <= all
}

/// The texts of a situation, with the lines that each may take.
fn texts(situation: &Situation) -> impl Iterator<Item = (&'static str, &Text, usize)> {
    let from = situation.from.iter().map(|from| ("from", from, 2));
    from.chain([
        ("setting", &situation.setting, 2),
        ("message", &situation.message, 8),
        ("sign", &situation.sign, 3),
        ("now", &situation.now, 3),
        ("comfort", &situation.comfort, 2),
    ])
}

/// What a trickster says leads nowhere; what we say about it may name a real office.
fn may_be_real(situation: &Situation, key: &str) -> bool {
    let as_it_arrives = ["from.", "setting.", "message."];
    situation.genuine || !as_it_arrives.iter().any(|start| key.starts_with(start))
}

/// The first address that may belong to somebody.
fn real_link(words: &str, public_is_fine: bool) -> Option<Rule> {
    let ends = |host: &str, end: &str| host.len() > end.len() && host.ends_with(end);
    words
        .split(|letter: char| letter.is_whitespace() || "()“”\"',;!?".contains(letter))
        .filter_map(host)
        .find(|host| {
            let invented = INVENTED.iter().any(|end| ends(host, end));
            let public = ends(host, PUBLIC) || PUBLIC.strip_prefix('.') == Some(host);
            !invented && !(public_is_fine && public)
        })
        .map(Rule::RealLink)
}

/// The host of a word that looks like a web address: `thang-lon.example/tai`.
fn host(word: &str) -> Option<String> {
    let address = word.split_once("://").map_or(word, |(_, address)| address);
    let host = address.split(['/', ':', '@']).next().unwrap_or(address).trim_matches('.');
    let (_, end) = host.rsplit_once('.')?;
    let is_end = end.len() >= 2 && end.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    (is_end && host.split('.').all(is_label)).then(|| host.to_ascii_lowercase())
}

/// The first phone number that may belong to somebody. Nobody has a number that begins with
/// 04 (06 has the ministries' 069 and satellite phones); short numbers of help lines are fine
/// where we speak ourselves.
fn real_number(words: &str, help_lines_are_fine: bool) -> Option<Rule> {
    digits(words)
        .find(|number| {
            let own = number.strip_prefix("84").filter(|_| number.len() >= 11);
            let own = own.or_else(|| number.strip_prefix('0').filter(|_| number.len() >= 10));
            let subscriber = own.is_some_and(|rest| !rest.starts_with('4'));
            let service =
                number.len() == 8 && ["1800", "1900"].iter().any(|it| number.starts_with(it));
            subscriber || (service && !help_lines_are_fine)
        })
        .map(Rule::RealNumber)
}

/// Runs of digits, whatever single space, dot or dash stands between them.
fn digits(words: &str) -> impl Iterator<Item = String> {
    let mut letters = words.chars().peekable();
    std::iter::from_fn(move || {
        let mut run = String::new();
        while let Some(letter) = letters.next() {
            let goes_on = letters.peek().is_some_and(char::is_ascii_digit);
            match letter {
                '0'..='9' => run.push(letter),
                ' ' | '.' | '-' if goes_on && !run.is_empty() => {}
                _ if run.is_empty() => {}
                _ => return Some(run),
            }
        }
        (!run.is_empty()).then_some(run)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_from_a_sum_and_a_sentence() {
        let link = |words: &str| real_link(words, false);
        for words in [
            "Chuyển 1.800.000 đồng.Xong",
            "gọi 1900.0368 v.v. cho xã",
            "thang-lon.example/tai",
            "(https://huy.example/a?b=c)",
            "",
        ] {
            assert_eq!(link(words), None, "{words}");
        }
        for (words, found) in [
            ("Bấm bank-vn.com/xacnhan ngay", "bank-vn.com"),
            ("HTTPS://WWW.Bank.VN:8080", "www.bank.vn"),
            ("bit.ly/abc.", "bit.ly"),
            ("example.com", "example.com"),
            ("dichvucong.gov.vn", "dichvucong.gov.vn"),
        ] {
            assert_eq!(link(words), Some(Rule::RealLink(found.into())), "{words}");
        }
        assert_eq!(real_link("gõ dichvucong.gov.vn", true), None);
        assert_eq!(real_link("trang Nhà nước có đuôi gov.vn", true), None);
        assert!(real_link("gov.vn", false).is_some());
        assert!(real_link("xagov.vn", true).is_some());
    }

    #[test]
    fn a_number_that_nobody_has_is_told_from_one_that_somebody_may_have() {
        for words in ["0412 345 078", "0412.345.078", "84412345078", "5.800.000 đồng 0", "113"] {
            assert_eq!(real_number(words, false), None, "{words}");
        }
        for (words, found) in [
            ("gọi 0912 345 678 ngay", "0912345678"),
            ("024.1234.5678", "02412345678"),
            ("069 234 0000", "0692340000"),
            ("+84 912-345-678", "84912345678"),
            ("1900 1234", "19001234"),
        ] {
            assert_eq!(real_number(words, false), Some(Rule::RealNumber(found.into())), "{words}");
        }
        assert_eq!(real_number("gọi 1900.0368", true), None);
    }

    #[test]
    fn about_a_third_is_genuine() {
        for (genuine, all) in [(2, 6), (18, 54), (3, 12), (6, 12)] {
            assert!(is_balanced(genuine, all), "{genuine} of {all}");
        }
        for (genuine, all) in [(0, 6), (2, 12), (7, 12)] {
            assert!(!is_balanced(genuine, all), "{genuine} of {all}");
        }
    }
}
