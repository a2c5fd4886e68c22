//! Finding people by what somebody remembers of their name.

use super::text::{folded, folded_words};

/// The words of a search: any order, each the beginning of another word of the text,
/// case and marks ignored, also the marks typed in the search itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchTerms {
    /// Folded, longest first.
    words: Vec<String>,
}

impl SearchTerms {
    /// Reads what was typed into the search field.
    #[must_use]
    pub fn parse(query: &str) -> Self {
        let mut words: Vec<String> = folded_words(&folded(query)).map(str::to_owned).collect();
        words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        Self { words }
    }

    /// Whether nothing was asked for; such a search matches everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The folded words, longest first: the first one narrows an index best.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// Whether each word begins a word of its own in a text that
    /// [`folded`](super::folded) has made.
    #[must_use]
    pub fn matches(&self, folded_text: &str) -> bool {
        let mut free: Vec<&str> = folded_words(folded_text).collect();
        // Of two search words, either none begins the other, and they never want the same
        // word, or whatever suits the longer suits the shorter. So longest first may take
        // any, and nothing has to be taken back.
        self.words.iter().all(|wanted| {
            match free.iter().position(|word| word.starts_with(wanted.as_str())) {
                Some(at) => {
                    free.swap_remove(at);
                    true
                }
                None => false,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn finds(query: &str, name: &str) -> bool {
        SearchTerms::parse(query).matches(&folded(name))
    }

    #[test]
    fn finds_a_name_by_the_beginnings_of_its_words_in_any_order() {
        let name = "Nguyễn Thị Hoà";
        for query in [
            "nguyen thi hoa",
            "hoa nguyen",
            "ng h",
            "Hoà",
            "hòa",
            "HÓA",
            "nguyê\u{303}n",
            "  hoa,nguyen ",
            "",
            "?!",
        ] {
            assert!(finds(query, name), "{query}");
        }
        for query in ["nguyen van", "oa", "hoang", "ng ng", "thi thi", "hoa hoa"] {
            assert!(!finds(query, name), "{query}");
        }
    }

    #[test]
    fn finds_names_with_apostrophes_marks_and_nicknames() {
        for query in ["h'hen", "H’Hen", "h' hen", "hen", "h hen", "nie hen"] {
            assert!(finds(query, "H'Hen Niê"), "{query}");
            assert!(finds(query, "H’ Hen Niê"), "{query}");
        }
        assert!(finds("d d", "Đặng Đình"));
        assert!(finds("đ", "Dung"));
        assert!(finds("tu coi", "Nguyễn Văn Tư (Còi)"));
    }

    #[test]
    fn each_search_word_needs_a_word_of_its_own() {
        assert!(finds("an an", "Trần An An"));
        assert!(!finds("an an", "Trần An"));
        assert!(finds("a an anh", "Anh An Ái"));
        assert!(!finds("a an anh", "Anh An Lê"));
    }

    /// Tries every way to give each wanted word a word of its own.
    fn some_assignment_works(wanted: &[&str], words: &[&str]) -> bool {
        let Some((first, rest)) = wanted.split_first() else { return true };
        (0..words.len()).any(|at| {
            let mut others = words.to_vec();
            words[at].starts_with(first) && {
                others.remove(at);
                some_assignment_works(rest, &others)
            }
        })
    }

    proptest! {
        #[test]
        fn finds_exactly_when_some_assignment_works(
            wanted in prop::collection::vec("[ab]{1,3}", 0..5),
            words in prop::collection::vec("[ab]{1,3}", 0..6),
        ) {
            let expected = some_assignment_works(
                &wanted.iter().map(String::as_str).collect::<Vec<_>>(),
                &words.iter().map(String::as_str).collect::<Vec<_>>(),
            );
            prop_assert_eq!(finds(&wanted.join(" "), &words.join(" ")), expected);
        }

        #[test]
        fn any_text_is_found_by_itself_and_its_parts(text in any::<String>()) {
            prop_assert!(finds(&text, &text));
            let reversed: Vec<&str> = text.split_whitespace().rev().collect();
            prop_assert!(finds(&reversed.join(" "), &reversed.join("  ")));
        }
    }
}
