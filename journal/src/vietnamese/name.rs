//! Names of people: the given name stands last, and lists are sorted by it.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::text::{TONES, is_apostrophe, is_vowel, letters, nfc};

/// The name by which a person is called: the last word, not counting what stands in
/// brackets or quotation marks ("Nguyễn Văn Tư (Còi)" is called "Tư").
///
/// In names of the Ê Đê and Gia Rai the given name follows the marker "Y" or "H'" and the
/// family comes last, and people are called with the marker: "H'Hen" of "H'Hen Niê",
/// "Y Moan" of "Y Moan Êñuôl". Empty when there is no word at all.
#[must_use]
pub fn given_name(name: &str) -> &str {
    Parts::of(name).given
}

/// A key for sorting names by comparing bytes: given name, then family and middle, in
/// Vietnamese alphabetical order (a ă â b c d đ e ê … z; f, j, w and z where Latin has
/// them; digits first), and only where all letters agree by tone (ngang, huyền, hỏi, ngã,
/// sắc, nặng) in the same order of words. Case, punctuation and the place of the tone mark
/// are ignored. The marker of "Y Moan" counts as a middle name; nicknames decide last.
#[must_use]
pub fn sort_key(name: &str) -> Vec<u8> {
    let name = nfc(name);
    let Parts { core, rest, aside, .. } = Parts::of(&name);
    let mut key = Vec::with_capacity(2 * name.len());
    push_words(&mut key, || std::iter::once(core).chain(rest.iter().copied()));
    push_words(&mut key, || aside.iter().copied());
    key
}

fn push_words<'a, I: Iterator<Item = &'a str>>(key: &mut Vec<u8>, words: impl Fn() -> I) {
    for word in words() {
        push_letters(word, key);
        key.push(END_OF_WORD);
    }
    key.push(END_OF_LETTERS);
    for word in words() {
        push_tones(word, key);
        key.push(END_OF_WORD);
    }
}

const END_OF_LETTERS: u8 = 0;
/// Lower than every letter, digit and tone, so that An comes before Anh.
const END_OF_WORD: u8 = 1;
const FIRST_TONE: u8 = 2;
const FIRST_DIGIT: u8 = 0x10;
const FIRST_LETTER: u8 = 0x20;
/// Before the UTF-8 of a letter of another alphabet.
const FOREIGN: u8 = 0x7f;

const ALPHABET: [char; 33] = [
    'a', 'ă', 'â', 'b', 'c', 'd', 'đ', 'e', 'ê', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',
    'ô', 'ơ', 'p', 'q', 'r', 's', 't', 'u', 'ư', 'v', 'w', 'x', 'y', 'z',
];

fn push_letters(word: &str, key: &mut Vec<u8>) {
    let mut chars = letters(word).peekable();
    while let Some(base) = chars.next() {
        let mut letter = base;
        while let Some(mark) = chars.next_if(|&c| is_combining_mark(c)) {
            letter = with_mark(letter, mark);
        }
        if let Some(at) = (FIRST_LETTER..).zip(ALPHABET).find(|&(_, known)| known == letter) {
            key.push(at.0);
        } else if let Some(digit) = (FIRST_DIGIT..).zip('0'..='9').find(|&(_, d)| d == letter) {
            key.push(digit.0);
        } else if letter.is_alphanumeric() {
            key.push(FOREIGN);
            key.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
}

/// The letter of the alphabet that a mark makes of another; tones and marks of other
/// languages make none.
fn with_mark(letter: char, mark: char) -> char {
    match (letter, mark) {
        ('a', '\u{306}') => 'ă',
        ('a', '\u{302}') => 'â',
        ('e', '\u{302}') => 'ê',
        ('o', '\u{302}') => 'ô',
        ('o', '\u{31b}') => 'ơ',
        ('u', '\u{31b}') => 'ư',
        (same, _) => same,
    }
}

/// One byte for each group of vowels, which is where a tone may stand.
fn push_tones(word: &str, key: &mut Vec<u8>) {
    let mut tone = None;
    for c in letters(word) {
        if is_vowel(c) {
            tone = tone.or(Some(FIRST_TONE));
        } else if !is_combining_mark(c) {
            key.extend(tone.take());
        } else if let (Some(tone), Some(at)) =
            (&mut tone, (FIRST_TONE + 1..).zip(TONES).find(|&(_, mark)| mark == c))
        {
            *tone = at.0;
        }
    }
    key.extend(tone);
}

/// A name taken apart.
struct Parts<'a> {
    /// What the person is called.
    given: &'a str,
    /// The given name without its marker.
    core: &'a str,
    /// Family and middle names and markers in their order.
    rest: Vec<&'a str>,
    /// What stood in brackets or quotation marks.
    aside: Vec<&'a str>,
}

impl<'a> Parts<'a> {
    fn of(name: &'a str) -> Self {
        let (mut proper, mut aside) = words(name);
        if proper.is_empty() {
            std::mem::swap(&mut proper, &mut aside);
        }
        let (given, core) = match proper.as_slice() {
            [] => (0..0, 0..0),
            [first, second, ..] if is_marker(&name[first.clone()]) => {
                (first.start..second.end, second.clone())
            }
            [first, ..] if joined_marker(&name[first.clone()]).is_some() => {
                let marker = joined_marker(&name[first.clone()]).unwrap_or_default();
                (first.clone(), first.start + marker..first.end)
            }
            [.., last] => (last.clone(), last.clone()),
        };
        let rest = proper
            .into_iter()
            .map(|word| if word.end == core.end { word.start..core.start } else { word })
            .filter(|word| !word.is_empty())
            .map(|word| &name[word])
            .collect();
        let aside = aside.into_iter().map(|word| &name[word]).collect();
        Self { given: &name[given], core: &name[core], rest, aside }
    }
}

/// "Y", or an "H'" that was typed with a space after it.
fn is_marker(word: &str) -> bool {
    matches!(word, "Y" | "y") || joined_marker(word) == Some(word.len())
}

/// The length in bytes of the "H'" that begins a word.
fn joined_marker(word: &str) -> Option<usize> {
    let mut chars = word.chars();
    let marked = matches!(chars.next(), Some('H' | 'h')) && chars.next().is_some_and(is_apostrophe);
    marked.then(|| word.len() - chars.as_str().len())
}

/// Where the words stand that are the name, and those in brackets or quotation marks.
fn words(name: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (mut proper, mut aside) = (Vec::new(), Vec::new());
    let (mut depth, mut quoted) = (0_u32, false);
    let mut start = None;
    for (at, c) in name.char_indices().chain([(name.len(), ' ')]) {
        let opens = matches!(c, '(' | '[' | '{' | '“' | '«');
        let closes = matches!(c, ')' | ']' | '}' | '”' | '»');
        if !(opens || closes || c.is_whitespace() || matches!(c, '"' | ',' | ';' | '/')) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            if depth > 0 || quoted { &mut aside } else { &mut proper }.push(start..at);
        }
        if opens {
            depth += 1;
        } else if closes {
            depth = depth.saturating_sub(1);
        } else if c == '"' {
            quoted = !quoted;
        }
    }
    (proper, aside)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;
    use crate::vietnamese::same_text;

    #[test]
    fn a_person_is_called_by_the_last_word() {
        for (name, given) in [
            ("Nguyễn Thị Hoà", "Hoà"),
            ("  Trần Văn   Tư  ", "Tư"),
            ("Thắm", "Thắm"),
            ("Nguyễn Văn Tư (Tư Còi)", "Tư"),
            ("Nguyễn Văn Tư (Còi", "Tư"),
            ("(mệ) Lê Thị Bưởi", "Bưởi"),
            ("Hồ Văn Pả \"Pỉ\"", "Pả"),
            ("Hồ Thị “Mười” Kăn, ", "Kăn"),
            ("(Tý)", "Tý"),
            ("Y Moan", "Y Moan"),
            ("Y Moan Êñuôl", "Y Moan"),
            ("Y", "Y"),
            ("H' Hen", "H' Hen"),
            ("H’ Hen Niê", "H’ Hen"),
            ("H'Hen Niê", "H'Hen"),
            ("H'", "H'"),
            ("", ""),
            (" () ", ""),
        ] {
            assert_eq!(given_name(name), given, "{name}");
        }
    }

    fn assert_sorted(names: &[&str]) {
        for pair in names.windows(2) {
            assert!(sort_key(pair[0]) < sort_key(pair[1]), "{} before {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn sorts_by_given_name_then_family_then_middle() {
        assert_sorted(&[
            "Trần Văn An",
            "Lê Ánh",
            "Nguyễn Thị Anh",
            "Nguyễn Văn Anh",
            "Phan Anh",
            "Lê Văn Ân",
            "Võ Bình",
            "Hồ Dũng",
            "Bùi Đạt",
            "Đỗ Đạt",
            "Y Moan",
            "H'Mơ Niê",
            "Lê Mùi",
        ]);
    }

    #[test]
    fn sorts_in_the_order_of_the_vietnamese_alphabet() {
        assert_sorted(&[
            "7", "A", "Ă", "Â", "B", "C", "D", "Đ", "E", "Ê", "F", "G", "H", "I", "J", "K", "L",
            "M", "N", "O", "Ô", "Ơ", "P", "Q", "R", "S", "T", "U", "Ư", "V", "W", "X", "Y", "Z",
            "Ж",
        ]);
        assert_sorted(&["Ma", "Mà", "Mả", "Mã", "Má", "Mạ", "Mă"]);
        assert_sorted(&["An", "Ang", "Anh", "Ánh", "Ăn"]);
    }

    #[test]
    fn letters_of_the_whole_name_come_before_tones() {
        assert_sorted(&["Lê Hoa", "Lệ Hoa", "Lê Hòa", "Mai Hoa", "Mai Hòa", "Lê Hoan", "Lê Hoàn"]);
        assert_sorted(&["Ngô Thị Mén", "Nguyễn Thị Men", "Ngô Thị Mến"]);
    }

    #[test]
    fn what_people_type_differently_sorts_alike() {
        for (a, b) in [
            ("Nguyễn Thị Hòa", "nguyễn thị HOÀ"),
            ("H'Hen Niê", "H’ Hen Niê"),
            ("Ðặng Tư", "Đặng  Tư"),
        ] {
            assert_eq!(sort_key(a), sort_key(b), "{a}");
        }
        assert_sorted(&["Nguyễn Văn Tư", "Nguyễn Văn Tư (Còi)", "Nguyễn Văn Tứ", "Lê Tước"]);
    }

    /// A slow comparison straight from the rule.
    fn rank(name: &str) -> (Vec<Vec<usize>>, Vec<usize>) {
        let tone_of =
            |c: char| c.to_string().nfd().find_map(|m| TONES.iter().position(|&t| t == m));
        let mut words: Vec<&str> = name.split(' ').collect();
        words.rotate_right(1);
        let place = |c: char| {
            let bare: String = c.to_string().nfd().filter(|m| !TONES.contains(m)).nfc().collect();
            ALPHABET.iter().position(|known| bare == known.to_string()).unwrap()
        };
        (
            words.iter().map(|word| word.chars().map(place).collect()).collect(),
            words.iter().map(|w| w.chars().find_map(tone_of).map_or(0, |at| at + 1)).collect(),
        )
    }

    proptest! {
        #[test]
        fn bytes_order_names_as_the_rule_does(
            a in "([bcdđlm](a|á|ạ|ă|ằ|â|e|ễ|ê|o|ỏ|ơ|u|ứ)[mn]? ){0,2}[bcdđ](a|á|ã|ă|ặ|ô|ồ)[mn]?",
            b in "([bcdđlm](a|á|ạ|ă|ằ|â|e|ễ|ê|o|ỏ|ơ|u|ứ)[mn]? ){0,2}[bcdđ](a|á|ã|ă|ặ|ô|ồ)[mn]?",
        ) {
            prop_assert_eq!(sort_key(&a).cmp(&sort_key(&b)), rank(&a).cmp(&rank(&b)));
        }

        #[test]
        fn any_text_has_a_given_name_and_a_key(text in any::<String>()) {
            prop_assert!(text.contains(given_name(&text)));
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(sort_key(&text), sort_key(&decomposed));
        }

        #[test]
        fn same_names_sort_alike(a in "[hoòóàáuủyỷ ]{0,8}", b in "[hoòóàáuủyỷ ]{0,8}") {
            if same_text(&a, &b) {
                prop_assert_eq!(sort_key(&a), sort_key(&b));
            }
        }
    }
}
