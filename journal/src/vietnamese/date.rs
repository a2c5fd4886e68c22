//! Dates as people write them.

use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

use super::day::Day;
use super::text::is_invisible;

/// A date that somebody wrote, perhaps without its year: a real day of that year, or of
/// some year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WrittenDate {
    year: Option<i32>,
    month: u8,
    day: u8,
}

/// A text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("not a date such as 20/11 or 20/11/2026")]
pub struct BadDate;

const SEPARATORS: [char; 3] = ['/', '-', '.'];

/// A year whose February has 29 days.
const SOME_LEAP_YEAR: i32 = 2000;

impl WrittenDate {
    /// The year, where it was written.
    #[must_use]
    pub fn year(self) -> Option<i32> {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }

    /// The day that is meant when it is about something to come: the written one, or
    /// without a year the first that is not before `today`. `None` at the end of the
    /// calendar only.
    #[must_use]
    pub fn on_or_after(self, today: Day) -> Option<Day> {
        let Some(year) = self.year else {
            // 29/2 may be eight years off, as in 2096–2104.
            return (today.year()..=today.year() + 8)
                .filter_map(|year| Day::from_ymd(year, self.month, self.day))
                .find(|&day| day >= today);
        };
        Day::from_ymd(year, self.month, self.day)
    }
}

impl FromStr for WrittenDate {
    type Err = BadDate;

    /// Reads "20/11", "20/11/2026", "20-11-2026", "20.11.2026", each with or without
    /// leading zeros and spaces, and "2026-11-20". Years have four digits: of "26" nobody
    /// knows the century.
    fn from_str(text: &str) -> Result<Self, BadDate> {
        let plain: String = text
            .chars()
            .filter(|&c| !is_invisible(c))
            .nfkc()
            .filter(|c| !c.is_whitespace())
            .collect();
        let separator = plain.chars().find(|c| SEPARATORS.contains(c)).ok_or(BadDate)?;
        let parts: Vec<&str> = plain.split(separator).collect();
        Self::from_parts(&parts, separator).ok_or(BadDate)
    }
}

impl WrittenDate {
    /// From groups of digits, as they stand between equal separators.
    pub(super) fn from_parts(parts: &[&str], separator: char) -> Option<Self> {
        if !SEPARATORS.contains(&separator) {
            return None;
        }
        let (year, month, day) = match *parts {
            [day, month] if separator != '.' => (None, month, day),
            [day, month, year] if year.len() == 4 => (Some(year), month, day),
            [year, month, day] if year.len() == 4 && separator == '-' => (Some(year), month, day),
            _ => return None,
        };
        let year = match year {
            Some(year) => Some(i32::from(digits(year, 4)?)),
            None => None,
        };
        let month = u8::try_from(digits(month, 2)?).ok()?;
        let day = u8::try_from(digits(day, 2)?).ok()?;
        Day::from_ymd(year.unwrap_or(SOME_LEAP_YEAR), month, day)?;
        Some(Self { year, month, day })
    }
}

/// A number of at most so many digits.
fn digits(text: &str, most: usize) -> Option<u16> {
    let plain = text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok())?
}

/// A day as it is written in reports: "20/11/2026".
#[must_use]
pub fn format_day(day: Day) -> String {
    let (year, month, dom) = day.to_ymd();
    format!("{dom:02}/{month:02}/{year:04}")
}

/// A day as it is said where the year is plain: "20/11", "5/3".
#[must_use]
pub fn format_day_short(day: Day) -> String {
    let (_, month, dom) = day.to_ymd();
    format!("{dom}/{month}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Option<(Option<i32>, u8, u8)> {
        text.parse::<WrittenDate>().ok().map(|date| (date.year(), date.month(), date.day()))
    }

    #[test]
    fn reads_dates_as_people_write_them() {
        for (text, date) in [
            ("20/11", (None, 11, 20)),
            ("5/3", (None, 3, 5)),
            ("05-03", (None, 3, 5)),
            ("29/2", (None, 2, 29)),
            (" 20 / 11 / 2026 ", (Some(2026), 11, 20)),
            ("20/11/2026", (Some(2026), 11, 20)),
            ("20-11-2026", (Some(2026), 11, 20)),
            ("20.11.2026", (Some(2026), 11, 20)),
            ("2026-11-20", (Some(2026), 11, 20)),
            ("29/02/2024", (Some(2024), 2, 29)),
            ("２０／１１", (None, 11, 20)),
        ] {
            assert_eq!(read(text), Some(date), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "20",
            "/",
            "20/",
            "20/13",
            "31/4",
            "0/5",
            "29/2/2026",
            "20/11/26",
            "2026/11/20",
            "20.11",
            "20/11-2026",
            "20/11/2026/1",
            "200/11",
            "20/011",
            "-5/3",
            "+5/3",
            "mai",
            "20/11/0000",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_without_a_year_is_the_next_one() {
        let today = Day::from_ymd(2026, 11, 20).unwrap();
        for (text, day) in [
            ("20/11", "2026-11-20"),
            ("21/11", "2026-11-21"),
            ("19/11", "2027-11-19"),
            ("29/2", "2028-02-29"),
            ("19/11/2026", "2026-11-19"),
        ] {
            let date: WrittenDate = text.parse().unwrap();
            assert_eq!(date.on_or_after(today).unwrap().to_string(), day, "{text}");
        }
        let leap: WrittenDate = "29/2".parse().unwrap();
        let late = Day::from_ymd(2096, 3, 1).unwrap();
        assert_eq!(leap.on_or_after(late), Day::from_ymd(2104, 2, 29));
        assert_eq!(leap.on_or_after(Day::MAX), None);
    }

    proptest! {
        #[test]
        fn what_is_written_can_be_read(number in Day::MIN.number()..=Day::MAX.number()) {
            let day = Day::from_number(number).unwrap();
            let long: WrittenDate = format_day(day).parse().unwrap();
            prop_assert_eq!(long.on_or_after(Day::MAX), Some(day));
            let iso: WrittenDate = day.to_string().parse().unwrap();
            prop_assert_eq!(iso, long);
            if day < Day::MAX.plus(-366 * 8) {
                let short: WrittenDate = format_day_short(day).parse().unwrap();
                prop_assert_eq!(short.on_or_after(day), Some(day));
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[0-9/. -]{0,12}|\\PC{0,12}") {
            if let Ok(date) = text.parse::<WrittenDate>() {
                let year = date.year().unwrap_or(SOME_LEAP_YEAR);
                prop_assert!(Day::from_ymd(year, date.month(), date.day()).is_some());
            }
        }
    }
}
