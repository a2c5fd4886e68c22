//! Vietnamese mobile phone numbers.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use unicode_normalization::UnicodeNormalization;

use super::text::is_invisible;

/// The mobile prefixes of eleven-digit numbers and what became of them when numbers were
/// shortened to ten digits in 2018.
const SHORTENED: [(&str, &str); 21] = [
    // MobiFone
    ("0120", "070"),
    ("0121", "079"),
    ("0122", "077"),
    ("0126", "076"),
    ("0128", "078"),
    // VinaPhone
    ("0123", "083"),
    ("0124", "084"),
    ("0125", "085"),
    ("0127", "081"),
    ("0129", "082"),
    // Viettel
    ("0162", "032"),
    ("0163", "033"),
    ("0164", "034"),
    ("0165", "035"),
    ("0166", "036"),
    ("0167", "037"),
    ("0168", "038"),
    ("0169", "039"),
    // Vietnamobile
    ("0186", "056"),
    ("0188", "058"),
    // Gmobile
    ("0199", "059"),
];

/// A mobile number as it is dialled in Vietnam: `0[35789]` and eight more digits. It is
/// never unique and never a key; households share phones.
///
/// Shown as ten digits, in serde too. Its `Debug` form hides it, so that none ends up in a
/// log line.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumber([u8; 10]);

/// Why a text is no mobile number. Never says which text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum PhoneError {
    /// There is nothing.
    #[error("a phone number is missing")]
    Empty,
    /// Something stands there that is not part of any phone number.
    #[error("a phone number has a character other than digits")]
    NotDigits,
    /// Too few or too many digits.
    #[error("a phone number has the wrong number of digits")]
    WrongLength,
    /// Right length, but no mobile network has such numbers.
    #[error("not a number of a Vietnamese mobile network")]
    NotMobile,
}

impl PhoneNumber {
    /// Reads a number as people write it: with spaces, dots, dashes and brackets; with
    /// `+84`, `84` or `0084` for the leading 0, or before it; with the eleven digits that
    /// mobile numbers had before 2018.
    ///
    /// # Errors
    /// [`PhoneError`] when it is not a Vietnamese mobile number.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let mut digits = String::new();
        let mut plus = false;
        for c in text.chars().filter(|&c| !is_invisible(c)).nfkc() {
            match c {
                '0'..='9' => digits.push(c),
                '+' if digits.is_empty() && !plus => plus = true,
                '.' | '-' | '(' | ')' | '\u{2010}'..='\u{2015}' | '\u{2212}' => {}
                c if c.is_whitespace() => {}
                _ => return Err(PhoneError::NotDigits),
            }
        }
        if digits.is_empty() {
            return Err(PhoneError::Empty);
        }
        let dialled = dialled_at_home(&digits, plus).ok_or(PhoneError::NotMobile)?;
        let shortened = match dialled.len() {
            10 => dialled,
            11 => SHORTENED
                .iter()
                .find_map(|(old, new)| Some(format!("{new}{}", dialled.strip_prefix(old)?)))
                .ok_or(PhoneError::NotMobile)?,
            _ => return Err(PhoneError::WrongLength),
        };
        match shortened.as_bytes() {
            [b'0', b'3' | b'5' | b'7' | b'8' | b'9', ..] => {
                shortened.as_bytes().try_into().map(Self).map_err(|_| PhoneError::WrongLength)
            }
            _ => Err(PhoneError::NotMobile),
        }
    }

    /// As people read it out: "0912 345 678".
    #[must_use]
    pub fn grouped(&self) -> String {
        let mut grouped = self.to_string();
        grouped.insert(7, ' ');
        grouped.insert(4, ' ');
        grouped
    }
}

/// The digits with the country's code replaced by the leading 0.
fn dialled_at_home(digits: &str, plus: bool) -> Option<String> {
    let abroad = if plus {
        Some(digits.strip_prefix("84")?)
    } else {
        // Without 00 or + it can only be the country when no 0 leads.
        digits.strip_prefix("0084").or_else(|| digits.strip_prefix("84"))
    };
    Some(match abroad {
        Some(rest) => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
        None => digits.to_owned(),
    })
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&digit| write!(f, "{}", char::from(digit)))
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PhoneNumber(…)")
    }
}

impl FromStr for PhoneNumber {
    type Err = PhoneError;

    fn from_str(text: &str) -> Result<Self, PhoneError> {
        Self::parse(text)
    }
}

impl Serialize for PhoneNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PhoneNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<String, PhoneError> {
        PhoneNumber::parse(text).map(|number| number.to_string())
    }

    #[test]
    fn reads_a_number_however_it_is_written() {
        for text in [
            "0912345678",
            "0912 345 678",
            " 0912.345.678 ",
            "0912-345-678",
            "(091) 2345678",
            "+84912345678",
            "+84 912 345 678",
            "84912345678",
            "0084 912345678",
            "+84 (0)912 345 678",
            "(+84) 912.345.678",
            "０９１２３４５６７８",
            "0912\u{200b}345\u{a0}678",
            "0912–345–678",
        ] {
            assert_eq!(read(text).as_deref(), Ok("0912345678"), "{text}");
        }
    }

    #[test]
    fn numbers_of_before_2018_are_shortened() {
        for (old, new) in [
            ("01201234567", "0701234567"),
            ("0121 123 4567", "0791234567"),
            ("01221234567", "0771234567"),
            ("01261234567", "0761234567"),
            ("01281234567", "0781234567"),
            ("01231234567", "0831234567"),
            ("01241234567", "0841234567"),
            ("01251234567", "0851234567"),
            ("01271234567", "0811234567"),
            ("01291234567", "0821234567"),
            ("01621234567", "0321234567"),
            ("+84 163 123 4567", "0331234567"),
            ("841641234567", "0341234567"),
            ("00841651234567", "0351234567"),
            ("01661234567", "0361234567"),
            ("01671234567", "0371234567"),
            ("01681234567", "0381234567"),
            ("01691234567", "0391234567"),
            ("01861234567", "0561234567"),
            ("01881234567", "0581234567"),
            ("01991234567", "0591234567"),
        ] {
            assert_eq!(read(old).as_deref(), Ok(new), "{old}");
        }
    }

    #[test]
    fn refuses_what_is_no_mobile_number() {
        for (text, error) in [
            ("", PhoneError::Empty),
            (" - ", PhoneError::Empty),
            ("+", PhoneError::Empty),
            ("không có", PhoneError::NotDigits),
            ("0912345678 (Lan)", PhoneError::NotDigits),
            ("0912345678/0987654321", PhoneError::NotDigits),
            ("0912+345678", PhoneError::NotDigits),
            ("091234567", PhoneError::WrongLength),
            ("912345678", PhoneError::WrongLength),
            ("09123456789", PhoneError::NotMobile),
            ("044200001234", PhoneError::WrongLength),
            ("0233123456", PhoneError::NotMobile),
            ("02333123456", PhoneError::NotMobile),
            ("01601234567", PhoneError::NotMobile),
            ("0612345678", PhoneError::NotMobile),
            ("+1 9123456789", PhoneError::NotMobile),
            ("9912345678", PhoneError::NotMobile),
        ] {
            assert_eq!(read(text), Err(error), "{text}");
        }
    }

    #[test]
    fn is_grouped_for_reading_and_hidden_from_logs() {
        let number = PhoneNumber::parse("0912345678").unwrap();
        assert_eq!(number.grouped(), "0912 345 678");
        assert_eq!(format!("{number:?}"), "PhoneNumber(…)");
        assert_eq!(serde_json::to_string(&number).unwrap(), "\"0912345678\"");
        assert_eq!(serde_json::from_str::<PhoneNumber>("\"+84912345678\"").unwrap(), number);
        let refused = serde_json::from_str::<PhoneNumber>("\"0233123456\"").unwrap_err();
        assert!(!refused.to_string().contains("0233"));
    }

    proptest! {
        #[test]
        fn every_way_of_writing_gives_the_same_number(
            digits in "[35789][0-9]{8}",
            prefix in "0|\\+84|84|0084|\\+84 \\(0\\)",
            gaps in prop::collection::vec("[ .-]{0,2}", 9),
        ) {
            let spread: String =
                digits.chars().zip(&gaps).map(|(digit, gap)| format!("{gap}{digit}")).collect();
            prop_assert_eq!(read(&format!("{prefix}{spread}")), Ok(format!("0{digits}")));
        }

        #[test]
        fn whatever_is_read_is_a_mobile_number(text in "[+0-9 ]{0,16}|\\PC{0,16}") {
            if let Ok(number) = PhoneNumber::parse(&text) {
                let shown = number.to_string();
                prop_assert!(shown.len() == 10 && shown.bytes().all(|b| b.is_ascii_digit()));
                prop_assert_eq!(PhoneNumber::parse(&shown), Ok(number));
                prop_assert_eq!(PhoneNumber::parse(&number.grouped()), Ok(number));
            }
        }
    }
}
