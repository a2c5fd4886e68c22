//! Words in several languages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A text in Vietnamese and English, and in any further language.
///
/// The name of a thing on a screen stands between “ ” exactly as the screen shows it.
/// A blank that a commune fills is written `{commune.citizen_app}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Vietnamese: always there.
    #[serde(default)]
    pub vi: String,
    /// English: always there.
    #[serde(default)]
    pub en: String,
    /// Further languages by their tag (BCP 47: `bru`, `cor`, `hre`…), where somebody
    /// has translated.
    #[serde(flatten)]
    pub others: BTreeMap<String, String>,
}

impl Text {
    /// Words in the two languages that every text has.
    pub(crate) fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { vi: vi.into(), en: en.into(), others: BTreeMap::new() }
    }

    /// The words in `language` (`vi`, `en`, `bru`…), in Vietnamese where there are none.
    #[must_use]
    pub fn in_language(&self, language: &str) -> &str {
        let words = match language {
            "en" => self.en.as_str(),
            "vi" => self.vi.as_str(),
            other => self.others.get(other).map_or("", String::as_str),
        };
        if words.is_empty() { &self.vi } else { words }
    }

    /// The language that [`Text::in_language`] answers in: the one asked for, or `vi`.
    #[must_use]
    pub fn language_shown<'a>(&self, language: &'a str) -> &'a str {
        let words = match language {
            "en" => Some(&self.en),
            other => self.others.get(other),
        };
        if words.is_some_and(|words| !words.is_empty()) { language } else { "vi" }
    }

    /// Every language that has words, with them.
    pub(crate) fn languages(&self) -> impl Iterator<Item = (&str, &str)> {
        [("vi", self.vi.as_str()), ("en", self.en.as_str())]
            .into_iter()
            .chain(self.others.iter().map(|(tag, words)| (tag.as_str(), words.as_str())))
    }

    /// The words in `language` with the commune's blanks filled: `value` gives what the
    /// commune entered for a key. A blank without a value stays as it is.
    pub fn filled<'a>(&self, language: &str, value: impl Fn(&str) -> Option<&'a str>) -> String {
        let mut rest = self.in_language(language);
        let mut filled = String::with_capacity(rest.len());
        while let Some((before, key, after)) = next_blank(rest) {
            filled.push_str(before);
            match value(key) {
                Some(words) => filled.push_str(words),
                None => {
                    filled.push('{');
                    filled.push_str(key);
                    filled.push('}');
                }
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}

/// Splits off the next `{key}`: what stands before, the key, what stands after.
fn next_blank(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (key, after) = rest.split_once('}')?;
    Some((before, key, after))
}

/// The keys of the blanks in `text`, in order.
pub(crate) fn blanks(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (_, key, after) = next_blank(rest)?;
        rest = after;
        Some(key)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> Text {
        Text {
            vi: "Mở {commune.citizen_app}.".into(),
            en: "Open {commune.citizen_app}.".into(),
            others: BTreeMap::from([("bru".into(), "(bru)".into())]),
        }
    }

    #[test]
    fn a_language_that_nobody_translated_falls_back_to_vietnamese() {
        assert_eq!(text().in_language("en"), "Open {commune.citizen_app}.");
        assert_eq!(text().in_language("bru"), "(bru)");
        assert_eq!(text().in_language("hre"), text().vi);
        let untranslated = Text { en: String::new(), ..text() };
        assert_eq!(untranslated.in_language("en"), text().vi);
        let shown = |text: &Text, asked| text.language_shown(asked).to_owned();
        assert_eq!(
            ["en", "bru", "hre", "vi"].map(|it| shown(&text(), it)),
            ["en", "bru", "vi", "vi"]
        );
        assert_eq!(shown(&untranslated, "en"), "vi");
    }

    #[test]
    fn a_commune_fills_the_blanks_it_knows() {
        let value = |key: &str| (key == "commune.citizen_app").then_some("QUANGTRI-S");
        assert_eq!(text().filled("vi", value), "Mở QUANGTRI-S.");
        assert_eq!(text().filled("vi", |_| None), text().vi);
        let odd = Text { vi: "a } b { c".into(), ..Text::default() };
        assert_eq!(odd.filled("vi", value), "a } b { c");
    }
}
