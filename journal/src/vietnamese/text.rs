//! Three forms of one text: as stored ([`nfc`]), as compared ([`equality_key`]) and as
//! searched ([`folded`]).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The five written tones in the order of the dictionary, as combining marks: huyền,
/// hỏi, ngã, sắc, nặng. The sixth, ngang, has no mark.
pub(super) const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// The stored form: what was typed, in NFC, without control and other invisible
/// characters, with single spaces and none at the ends (line breaks become spaces).
#[must_use]
pub fn nfc(text: &str) -> String {
    let visible: String = text.chars().filter(|&c| !is_invisible(c)).nfc().collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The search form: lower-case, đ→d, marks stripped, spaces collapsed, every apostrophe
/// written `'` and joined to what follows, so that "H’ Hen" and "H'Hen" are alike.
#[must_use]
pub fn folded(text: &str) -> String {
    collapse(letters(text).filter(|&c| !is_combining_mark(c)).map(|c| match c {
        'đ' => 'd',
        // Ê Đê, Gia Rai and Bru names.
        'ƀ' => 'b',
        other => other,
    }))
}

/// The words of a [`folded`] text; whatever is neither letter nor digit parts them, so
/// "h'hen" has the words "h" and "hen".
pub(super) fn folded_words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether two texts say the same: case, spaces, kind of apostrophe and the place of the
/// tone mark (hòa/hoà, thủy/thuỷ) make no difference; letters and tones do.
#[must_use]
pub fn same_text(a: &str, b: &str) -> bool {
    equality_key(a) == equality_key(b)
}

/// A key that is equal for texts that [`same_text`] holds equal, in NFC. Marks are kept;
/// a tone always stands on the last of its vowels.
///
/// No two Vietnamese syllables differ only in the vowel that carries the tone, so moving
/// it joins spellings, never words.
#[must_use]
pub fn equality_key(text: &str) -> String {
    let mut moved = Vec::with_capacity(text.len());
    let mut tones = Vec::new();
    let mut after_vowel = false;
    for c in letters(text) {
        if is_combining_mark(c) {
            if after_vowel && TONES.contains(&c) {
                tones.push(c);
            } else {
                moved.push(c);
            }
            continue;
        }
        after_vowel = is_vowel(c);
        if !after_vowel {
            moved.append(&mut tones);
        }
        moved.push(c);
    }
    moved.append(&mut tones);
    collapse(moved.into_iter().nfc())
}

/// Lower-case letters and their marks, decomposed (NFD), with the look-alikes of đ and
/// of the apostrophe unified and nothing invisible.
pub(super) fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|&c| !is_invisible(c)).nfd().flat_map(char::to_lowercase).nfd().map(|c| {
        match c {
            // Eth and African d come from old fonts and keyboards.
            'ð' | 'ɖ' => 'đ',
            c if is_apostrophe(c) => '\'',
            other => other,
        }
    })
}

/// A vowel letter without its marks, in lower case.
pub(super) fn is_vowel(base: char) -> bool {
    matches!(base, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// What keyboards and word processors put where H'Hen has an apostrophe.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '´' | '\u{2b9}' | '\u{2bb}'
            ..='\u{2bd}' | '\u{2c8}' | '‘' | '’' | '‛' | '′' | '＇'
    )
}

/// Control and format characters: nothing is seen of them, and pasted text is full of them.
pub(super) fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
        )
}

/// Single spaces, none at the ends and none after an apostrophe.
fn collapse(chars: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    let mut gap = false;
    for c in chars {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() && !out.ends_with('\'') {
            out.push(' ');
        }
        gap = false;
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PLAIN: &str = "aăâbcdđeêghiklmnoôơpqrstuưvxy";
    const TONED: &str = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ";

    #[test]
    fn stores_composed_text_with_single_spaces() {
        for (typed, stored) in [
            ("  Nguye\u{302}\u{303}n   Thi\u{323}  Hoa\u{300} ", "Nguyễn Thị Hoà"),
            ("Trần\tVăn\r\nTư", "Trần Văn Tư"),
            ("\u{feff}Lê\u{200b} Lợi\u{0}", "Lê Lợi"),
            ("Đa\u{200b}\u{323}o", "Đạo"),
            ("H’Hen Niê", "H’Hen Niê"),
            (" \u{3000}\u{a0} ", ""),
        ] {
            assert_eq!(nfc(typed), stored);
        }
    }

    #[test]
    fn folds_every_vietnamese_letter_to_plain_latin() {
        for letter in PLAIN.chars().chain(TONED.chars()) {
            for form in [letter.to_string(), letter.to_uppercase().collect()] {
                let decomposed: String = form.nfd().collect();
                let fold = folded(&form);
                assert!(fold.len() == 1 && fold.is_ascii(), "{form}");
                assert_eq!(folded(&decomposed), fold);
            }
        }
    }

    #[test]
    fn folds_names_for_search() {
        for (typed, fold) in [
            ("Nguyễn Thị Hoà", "nguyen thi hoa"),
            ("ĐẶNG  ĐÌNH Đương", "dang dinh duong"),
            ("Ðỗ Ðức", "do duc"),
            ("H'Hen Niê", "h'hen nie"),
            ("H’Hen Niê", "h'hen nie"),
            ("H` Hen Niê", "h'hen nie"),
            ("HʼHen Niê", "h'hen nie"),
            ("Y Ƀlô̆ Êñuôl", "y blo enuol"),
            ("Thôn 3, TDP Suối Môn", "thon 3, tdp suoi mon"),
        ] {
            assert_eq!(folded(typed), fold);
        }
    }

    #[test]
    fn the_place_of_the_tone_makes_no_difference() {
        for (a, b) in [
            ("hòa", "hoà"),
            ("Thủy", "thuỷ"),
            ("KHỎE", "khoẻ"),
            ("Qúy", "quý"),
            ("gìa", "già"),
            ("Nguyễn Thị Hòa", "NGUYE\u{302}\u{303}N  thị hoà"),
            ("cu\u{309}a", "cua\u{309}"),
            ("H' Hen", "H’Hen"),
            ("Ðạo", "đạo"),
        ] {
            assert!(same_text(a, b), "{a} {b}");
        }
    }

    #[test]
    fn letters_and_tones_do_make_a_difference() {
        for (a, b) in [
            ("hoa", "hoà"),
            ("hoà", "hoả"),
            ("Hồng", "Hông"),
            ("Lan", "Lân"),
            ("dao", "đao"),
            ("Mỹ", "Mĩ"),
            ("Đắk Lăk", "Đăk Lắk"),
            ("Thu Hà", "Thù Ha"),
            ("An Na", "Anna"),
        ] {
            assert!(!same_text(a, b), "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn each_form_of_any_text_is_final(text in any::<String>()) {
            prop_assert_eq!(nfc(&nfc(&text)), nfc(&text));
            prop_assert_eq!(folded(&folded(&text)), folded(&text));
            prop_assert_eq!(equality_key(&equality_key(&text)), equality_key(&text));
        }

        #[test]
        fn storing_changes_neither_search_nor_equality(text in any::<String>()) {
            let stored = nfc(&text);
            prop_assert_eq!(folded(&stored), folded(&text));
            prop_assert!(same_text(&stored, &text));
        }

        #[test]
        fn case_and_form_of_a_vietnamese_text_make_no_difference(
            text in "[aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằắặầấậềếệỉịồốộờớợủụừứựỳỷỹýỵ ]{0,24}",
        ) {
            let upper = text.to_uppercase();
            let decomposed: String = upper.nfd().collect();
            prop_assert!(same_text(&text, &upper));
            prop_assert!(same_text(&text, &decomposed));
            prop_assert_eq!(folded(&text), folded(&decomposed));
            prop_assert!(folded(&text).is_ascii());
        }

        #[test]
        fn same_texts_are_found_alike(a in "[hoòóàáuủyỷ ]{0,8}", b in "[hoòóàáuủyỷ ]{0,8}") {
            if same_text(&a, &b) {
                prop_assert_eq!(folded(&a), folded(&b));
            }
        }
    }
}
