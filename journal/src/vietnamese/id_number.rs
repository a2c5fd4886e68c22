//! Keeps numbers of identity papers and accounts out of free text.
//!
//! The rule (Luật 91/2025/QH15: what is not needed is not collected): a run of exactly 9
//! digits (the old identity card) or of 12 and more (the chip card, bank accounts, cards)
//! is refused, whatever separates the digits. Letters end a run, since "12 bà, 20 ông" is
//! no number. Digits of other scripts and styles count, invisible characters do not.
//!
//! What is clearly something else is taken out of a run first:
//! - dates (20/11/2026, 2026-11-20, 20/11, 11/2026), school years (2025-2026) and times of
//!   day (17:30), if they stand free: "01-10-2001-2345" holds no date;
//! - mobile numbers, also several side by side. Many numbers of chip cards begin like a
//!   phone number, so digits that follow or precede one with nothing but a space, dot,
//!   dash or slash between are counted together with it: "0382000012 34" is refused,
//!   "0382000012, 34" is not.
//!
//! What is left on either side of these is judged by itself, and so is what stands between
//! commas, brackets, line ends and the like: company makes no number harmless. A group of
//! digits is never cut, so 12 digits in a row are refused whatever they look like.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::date::WrittenDate;
use super::phone::PhoneNumber;
use super::text::is_invisible;

/// A text holds what may be the number of an identity paper or account. Does not say
/// which or where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("the text may hold the number of an identity paper or account")]
pub struct IdNumberFound;

/// Passes a free text only if it holds no number that may be of an identity paper or
/// account.
///
/// # Errors
/// [`IdNumberFound`] for a run of exactly 9 or of 12 and more digits, whatever separates
/// them.
pub fn refuse_id_numbers(text: &str) -> Result<(), IdNumberFound> {
    if find_id_number(text) { Err(IdNumberFound) } else { Ok(()) }
}

/// Whether a free text holds a run of exactly 9 or of 12 and more digits, whatever
/// separates them, that is not made of mobile numbers and dates.
#[must_use]
pub fn find_id_number(text: &str) -> bool {
    runs(text).iter().any(|run| run.is_refused())
}

fn is_id_length(digits: usize) -> bool {
    digits == 9 || digits >= 12
}

/// Groups of digits, at least one, and what stands around them.
#[derive(Default)]
struct Run {
    /// Never empty; a digit of another script is a `?`, which is part of no phone or date.
    groups: Vec<String>,
    /// `around[i]` stands before group `i`, the last one after the last group.
    around: Vec<String>,
}

/// The runs of digits of a text: whatever stands between two letters.
fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut run = Run::default();
    let mut gap = String::new();
    let mut in_group = false;
    // NFKD makes plain digits of full-width, circled, superscript and mathematical ones.
    for c in text.chars().nfkd().filter(|&c| !is_invisible(c) && !is_combining_mark(c)) {
        let digit = if c.is_ascii_digit() { Some(c) } else { c.is_numeric().then_some('?') };
        if let Some(digit) = digit {
            match run.groups.last_mut() {
                Some(group) if in_group => group.push(digit),
                _ => {
                    run.around.push(std::mem::take(&mut gap));
                    run.groups.push(digit.to_string());
                }
            }
        } else if c.is_alphabetic() {
            if !run.groups.is_empty() {
                run.around.push(std::mem::take(&mut gap));
                runs.push(std::mem::take(&mut run));
            }
            gap.clear();
        } else {
            gap.push(c);
        }
        in_group = digit.is_some();
    }
    if !run.groups.is_empty() {
        run.around.push(gap);
        runs.push(run);
    }
    runs
}

/// What a part of a run is taken for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    Phone,
    DateOrTime,
}

impl Run {
    fn is_refused(&self) -> bool {
        let mut refused = false;
        // Since the last piece: all digits, and those that nothing parts from here.
        let (mut loose, mut near) = (0, 0);
        // The phone that nothing parts from here, with the digits that stood near it.
        let mut phone = 0;
        let mut at = 0;
        while at < self.groups.len() {
            if !self.is_weak(at) {
                refused |= is_id_length(near);
                (near, phone) = (0, 0);
            }
            if let Some((piece, next)) = self.piece(at) {
                phone = match piece {
                    Piece::DateOrTime => 0,
                    Piece::Phone => near + self.digits(at, next),
                };
                refused |= is_id_length(loose) || is_id_length(near);
                refused |= near > 0 && is_id_length(phone);
                (loose, near) = (0, 0);
                at = next;
            } else {
                let digits = self.digits(at, at + 1);
                loose += digits;
                near += digits;
                refused |= is_id_length(digits) || phone > 0 && is_id_length(phone + near);
                at += 1;
            }
        }
        refused || is_id_length(loose) || is_id_length(near)
    }

    fn digits(&self, from: usize, to: usize) -> usize {
        self.groups[from..to].iter().map(String::len).sum()
    }

    /// The piece that begins with a group, and the group after it.
    fn piece(&self, at: usize) -> Option<(Piece, usize)> {
        let dated = self.date_or_time(at).map(|next| (Piece::DateOrTime, next));
        dated.or_else(|| self.phone(at).map(|next| (Piece::Phone, next)))
    }

    /// Whether nothing that parts numbers stands before a group.
    fn is_weak(&self, at: usize) -> bool {
        let parts = |c| matches!(c, ',' | ';' | ':' | '|' | '(' | ')' | '[' | ']' | '\n' | '\r');
        !self.around[at].contains(parts)
    }

    fn date_or_time(&self, at: usize) -> Option<usize> {
        [3, 2].into_iter().map(|count| at + count).find(|&next| {
            let Some(parts) = self.groups.get(at..next) else { return false };
            let Some(separator) = self.separator(at, next) else { return false };
            // A chain that goes on with the same separator is something else.
            let free =
                !self.around[at].ends_with(separator) && !self.around[next].starts_with(separator);
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            free && is_date_or_time(&parts, separator)
        })
    }

    /// The single character that stands between all neighbours of these groups.
    fn separator(&self, from: usize, to: usize) -> Option<char> {
        let mut between = self.around[from + 1..to].iter();
        let first = between.next()?;
        let mut chars = first.chars();
        let separator = chars.next()?;
        (chars.next().is_none() && between.all(|other| other == first)).then_some(separator)
    }

    fn phone(&self, at: usize) -> Option<usize> {
        let plus = self.around[at].trim_end_matches([' ', '(']).ends_with('+');
        let mut written = if plus { "+".to_owned() } else { String::new() };
        for (next, group) in (at + 1..).zip(&self.groups[at..]) {
            written.push_str(group);
            // 0084 and eleven digits without their 0 are the longest.
            if written.len() > 14 {
                return None;
            }
            // Twelve bare digits are more likely something else.
            let clear = plus || written.len() != 12;
            if clear && PhoneNumber::parse(&written).is_ok() {
                return Some(next);
            }
            if !self.around[next].chars().all(|c| " \t.-–()".contains(c)) {
                return None;
            }
        }
        None
    }
}

fn is_date_or_time(parts: &[&str], separator: char) -> bool {
    let number = |text: &str, most: usize| {
        let short = text.len() <= most && !text.contains('?');
        short.then(|| text.parse::<u16>().ok()).flatten()
    };
    let year = |text: &str| text.len() == 4 && number(text, 4).is_some_and(is_likely_year);
    match *parts {
        [hour, minute] | [hour, minute, _] if separator == ':' => {
            let second = parts.get(2).map_or(Some(0), |second| number(second, 2));
            number(hour, 2).is_some_and(|hour| hour < 24)
                && minute.len() == 2
                && number(minute, 2).is_some_and(|minute| minute < 60)
                && second.is_some_and(|second| second < 60)
        }
        [month, of] if separator == '/' && year(of) => {
            number(month, 2).is_some_and(|month| (1..=12).contains(&month))
        }
        [from, to] if matches!(separator, '-' | '–') && year(from) && year(to) => from < to,
        // 20-11 and 20.11 may be anything.
        [_, _] if separator != '/' => false,
        _ => WrittenDate::from_parts(parts, separator).is_some_and(|date| {
            date.year().is_none_or(|year| u16::try_from(year).is_ok_and(is_likely_year))
        }),
    }
}

fn is_likely_year(year: u16) -> bool {
    (1900..=2099).contains(&year)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn refuses_id_and_account_numbers_whatever_separates_the_digits() {
        for text in [
            "044200001234",
            "CCCD 044200001234",
            "CCCD044200001234.",
            "số 044 200 001 234 nhé",
            "044.200.001.234",
            "044-200-001-234",
            "044/200/001/234",
            "044, 200, 001, 234",
            "044,200,001,234",
            "0 4 4 2 0 0 0 0 1 2 3 4",
            "0\u{200b}4\u{200d}4200001234",
            "044200\u{ad}001234",
            "044200\n001234",
            "０４４２００００１２３４",
            "𝟎𝟒𝟒𝟐𝟎𝟎𝟎𝟎𝟏𝟐𝟑𝟒",
            "٠٤٤٢٠٠٠٠١٢٣٤",
            "໐໔໔໒໐໐໐໐໑໒໓໔",
            "⓪④④②⓪⓪⓪⓪①②③④",
            "0️⃣4️⃣4️⃣2️⃣0️⃣0️⃣0️⃣0️⃣1️⃣2️⃣3️⃣4️⃣",
            "0➃➃200001234",
            "044_200_001_234",
            "044😀200😀001😀234",
            "(044) 200 [001] {234}",
            "CMND 191234567",
            "191 234 567",
            "191.234.567",
            "1-9-1-2-3-4-5-6-7",
            // An account, a bank card.
            "0381000456789",
            "9704 1234 5678 9012",
            "9704123456789012345",
        ] {
            assert!(find_id_number(text), "{text}");
            assert_eq!(refuse_id_numbers(text), Err(IdNumberFound));
        }
    }

    #[test]
    fn an_id_number_does_not_hide_as_or_beside_a_phone_or_date() {
        for text in [
            // Chip cards of Thanh Hoá (038), HCMC (079), Đà Nẵng (048)…
            "038200001234",
            "0382000012 34",
            "0382000012.34",
            "0382000012-3-4",
            "038 200 0012 34",
            "0 3 8 2 0 0 0 0 1 2 3 4",
            "03 82000012 34",
            "+038200001234",
            "841234567890",
            "0912345678 044200001234",
            "044200001234 0912345678",
            "044 200 001 234, 0912 345 678",
            "0912 345 678 - 044 200 001 234",
            "0912345678, 044 200 001 234",
            "191234567 0912345678",
            "0912345678 191234567",
            "20/11/2026 044200001234",
            "044200001234, 20/11/2026",
            "20/11/2026 191234567",
            "cấp 20/11/2021: 044200001234",
            "20/11/2026 0382000012 34",
            "01-10-2001-2345",
            "04/11/20/00/12/34",
            "04:42:00:00:12:34",
            "17:30 044 200 001 234",
            "044200001234 17:30",
            "0912345678 0987654321 34",
            "12 0382000012",
            "1 0382000012 3",
            "0 1 2000 1234567",
            "01,02,2000 12345678",
            "5/3 191234567",
            "nhà 5, 191234567",
            "nhà 5, 191 234 567, 6",
            "5 191234567 6",
        ] {
            assert!(find_id_number(text), "{text}");
        }
    }

    #[test]
    fn phones_dates_and_ordinary_numbers_pass() {
        for text in [
            "",
            "bác Tư, 72 tuổi",
            "0912345678",
            "gọi 0912 345 678 sau 17 giờ",
            "0912345678 0987654321",
            "0912 345 678 0987 654 321",
            "0912345678/0987654321",
            "0912345678 - 0987.654.321, 0355 123 456",
            "0912345678\n0987654321\n0355123456",
            "+84 912 345 678",
            "(+84) 912 345 678 hoặc 0084 912345678",
            "0084912345678",
            "84912345678 / 84987654321",
            "01621234567 01221234567",
            "0912345678, 17 giờ",
            "0912345678 (12 người)",
            "0912345678 2 lần",
            "0912345678 20/11",
            "0912345678 20/11/2026 17:30",
            "20/11/2026 0912345678",
            "12/10/2025",
            "12/10/2025 5 người",
            "12/10/2025, 1 lớp",
            "12/10/2025 1000 người",
            "12/10/2025 - 15/10/2025",
            "12-10-2025 15-10-2025",
            "12.10.2025, 15.10.2025",
            "2026-11-20 17:30:05",
            "04/12, 05/12, 06/12",
            "10/2025 11/2025",
            "năm học 2025-2026, 3 lớp",
            "2025–2026, 150 em",
            "thửa 12, tờ 34, 560 m², 25m²",
            "12a34b567c890d123",
            "1.500.000 đồng và 20.000.000 đồng",
            "số 0233 123 4567",
            "1234567890",
            "12345678901",
        ] {
            assert!(!find_id_number(text), "{text}");
        }
    }

    fn separator() -> impl Strategy<Value = String> {
        "[ .,/\\-_:;()\u{200b}\u{a0}|]{0,3}"
    }

    fn spread(digits: &str, gaps: &[String]) -> String {
        digits.chars().zip(gaps).map(|(digit, gap)| format!("{digit}{gap}")).collect()
    }

    proptest! {
        #[test]
        fn an_unbroken_run_is_refused_in_any_surroundings(
            digits in "[0-9]{12}|[0-9]{16}|[1-9][0-9]{8}",
            before in "\\PC{0,12}",
            after in "\\PC{0,12}",
        ) {
            let text = format!("{before}y{digits}x{after}");
            prop_assert!(find_id_number(&text));
            prop_assert!(find_id_number(&digits));
        }

        #[test]
        fn twelve_digits_are_refused_wherever_one_separator_stands(
            // After a phone number a comma or bracket is believed: see the head of this file.
            (digits, gap) in ("[0-9]{12}", "[ ._/-]").prop_union(("[24]{12}", "[,|;:()]")),
            cuts in prop::collection::vec(any::<bool>(), 12),
        ) {
            let gaps: Vec<String> =
                cuts.iter().map(|&cut| if cut { gap.clone() } else { String::new() }).collect();
            let text = spread(&digits, &gaps);
            prop_assert!(find_id_number(&text), "{}", text);
        }

        #[test]
        fn nine_digits_are_refused_with_any_dots_and_spaces(
            digits in "[0-9]{9}",
            gaps in prop::collection::vec("[ ,_]{0,2}", 9),
        ) {
            prop_assert!(find_id_number(&spread(&digits, &gaps)));
        }

        #[test]
        fn fewer_than_nine_digits_pass_however_separated(
            digits in "[0-9]{0,8}",
            gaps in prop::collection::vec(separator(), 8),
        ) {
            prop_assert!(!find_id_number(&spread(&digits, &gaps)));
        }

        #[test]
        fn ten_and_eleven_digits_pass(digits in "[0-9]{10,11}") {
            prop_assert!(!find_id_number(&digits));
        }

        #[test]
        fn what_is_refused_alone_is_refused_in_company(
            text in "[0-9 ./-]{0,20}",
            before in "[0-9 ]{0,6}, ",
            after in ", [0-9 ]{0,6}",
        ) {
            if find_id_number(&text) {
                let company = format!("{before}{text}{after}");
                prop_assert!(find_id_number(&company), "{}", company);
            }
        }

        #[test]
        fn phones_side_by_side_pass(
            phones in prop::collection::vec("0[35789][0-9]{8}|0[35789][0-9]{2} [0-9]{3} [0-9]{3}", 1..5),
            gap in " |, |/| - |\n|; |  ",
        ) {
            let text = phones.join(&gap);
            prop_assert!(!find_id_number(&text), "{}", text);
        }

        #[test]
        fn dates_side_by_side_pass(
            dates in prop::collection::vec((1_u8..=28, 1_u8..=12, 1930..=2030), 1..5),
            gap in " |, | - |; ",
        ) {
            let text: Vec<String> =
                dates.iter().map(|(day, month, year)| format!("{day:02}/{month:02}/{year}")).collect();
            prop_assert!(!find_id_number(&text.join(&gap)));
        }

        #[test]
        fn any_text_is_judged(text in any::<String>()) {
            let _ = find_id_number(&text);
        }
    }
}
