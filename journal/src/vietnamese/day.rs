//! A day of the calendar in Vietnam.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A calendar day in Vietnam, which keeps UTC+7 all year. Ordered as days are; always in
/// the years 1 to 9999.
///
/// Shown as "2026-11-20", in serde too where people read it; elsewhere serde has the
/// number of days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// A text or number is no [`Day`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("not a day of the calendar")]
pub struct BadDay;

/// How far Vietnam is ahead of UTC, in seconds.
const AHEAD_OF_UTC: i64 = 7 * 60 * 60;
const SECONDS_A_DAY: i64 = 24 * 60 * 60;
/// From 0001-01-01 to 1970-01-01.
const DAYS_BEFORE_1970: i32 = days_before_year(1970);
const DAYS_IN_400_YEARS: i32 = days_before_year(401);

/// Days from 0001-01-01 to the first day of a year ≥ 1.
const fn days_before_year(year: i32) -> i32 {
    let whole = year - 1;
    365 * whole + whole / 4 - whole / 100 + whole / 400
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in_months(year: i32) -> [u8; 12] {
    [31, if is_leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
}

impl Day {
    /// 0001-01-01.
    pub const MIN: Self = Self(-DAYS_BEFORE_1970);
    /// 9999-12-31.
    pub const MAX: Self = Self(days_before_year(10_000) - 1 - DAYS_BEFORE_1970);

    /// The day of a year (1–9999), month (1–12) and day of the month, if there is one.
    #[must_use]
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        let months = days_in_months(year);
        let earlier = usize::from(month.checked_sub(1)?);
        let length = *months.get(earlier)?;
        if !(1..=length).contains(&day) {
            return None;
        }
        let in_year: i32 = months.iter().take(earlier).map(|&days| i32::from(days)).sum();
        Some(Self(days_before_year(year) + in_year + i32::from(day) - 1 - DAYS_BEFORE_1970))
    }

    /// Year, month (1–12) and day of the month.
    #[must_use]
    pub fn to_ymd(self) -> (i32, u8, u8) {
        let since_year_1 = self.0 + DAYS_BEFORE_1970;
        // Right for the average length of a year, so at most one year off.
        let mut year = (i64::from(since_year_1) * 400 / i64::from(DAYS_IN_400_YEARS)) as i32 + 1;
        if days_before_year(year) > since_year_1 {
            year -= 1;
        } else if days_before_year(year + 1) <= since_year_1 {
            year += 1;
        }
        let mut left = since_year_1 - days_before_year(year);
        let mut month = 1;
        for days in days_in_months(year) {
            if left < i32::from(days) {
                break;
            }
            left -= i32::from(days);
            month += 1;
        }
        (year, month, left as u8 + 1)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.to_ymd().0
    }

    /// The day it is in Vietnam at a moment in Unix seconds; moments outside the years
    /// 1 to 9999 give the first or the last day.
    #[must_use]
    pub fn of_unix(seconds: i64) -> Self {
        let number = seconds.saturating_add(AHEAD_OF_UTC).div_euclid(SECONDS_A_DAY);
        Self(number.clamp(i64::from(Self::MIN.0), i64::from(Self::MAX.0)) as i32)
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn number(self) -> i32 {
        self.0
    }

    /// The inverse of [`Day::number`], for the years 1 to 9999.
    #[must_use]
    pub fn from_number(number: i32) -> Option<Self> {
        (Self::MIN.0..=Self::MAX.0).contains(&number).then_some(Self(number))
    }

    /// So many days later, or earlier for a negative number; stops at the ends of the
    /// calendar.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days).clamp(Self::MIN.0, Self::MAX.0))
    }

    /// How many days it is after `earlier`; negative when it is before.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// Monday is 0, Sunday 6.
    #[must_use]
    pub fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday.
        (self.0 + 3).rem_euclid(7) as u8
    }

    /// The Monday with which its week begins (ISO 8601).
    #[must_use]
    pub fn monday(self) -> Self {
        self.plus(-i32::from(self.weekday()))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.to_ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Day({self})")
    }
}

impl FromStr for Day {
    type Err = BadDay;

    /// Reads "2026-11-20" and nothing else; what people type is for
    /// [`WrittenDate`](super::WrittenDate).
    fn from_str(text: &str) -> Result<Self, BadDay> {
        let shaped = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shaped {
            return Err(BadDay);
        }
        let year = text[..4].parse().map_err(|_| BadDay)?;
        let month = text[5..7].parse().map_err(|_| BadDay)?;
        let day = text[8..].parse().map_err(|_| BadDay)?;
        Self::from_ymd(year, month, day).ok_or(BadDay)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_i32(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
        } else {
            let number = i32::deserialize(deserializer)?;
            Self::from_number(number).ok_or_else(|| de::Error::custom(BadDay))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn known_days_have_their_numbers_and_weekdays() {
        for (text, number, weekday) in [
            ("1970-01-01", 0, 3),
            ("1969-12-31", -1, 2),
            ("2000-02-29", 11_016, 1),
            ("2026-11-20", 20_777, 4),
            ("2026-11-23", 20_780, 0),
            ("0001-01-01", -719_162, 0),
            ("9999-12-31", 2_932_896, 4),
        ] {
            assert_eq!(day(text).number(), number, "{text}");
            assert_eq!(day(text).weekday(), weekday, "{text}");
            assert_eq!(Day::from_number(number), Some(day(text)));
        }
        assert_eq!((Day::MIN, Day::MAX), (day("0001-01-01"), day("9999-12-31")));
    }

    #[test]
    fn walking_through_the_whole_calendar_meets_every_date_once() {
        let mut number = Day::MIN.number();
        for year in 1..=9999 {
            for (month, days) in (1..).zip(days_in_months(year)) {
                for dom in 1..=days {
                    let day = Day::from_ymd(year, month, dom).unwrap();
                    assert_eq!(day.number(), number);
                    assert_eq!(day.to_ymd(), (year, month, dom));
                    number += 1;
                }
                assert_eq!(Day::from_ymd(year, month, days + 1), None);
            }
        }
        assert_eq!(number - 1, Day::MAX.number());
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for (year, month, dom) in [
            (2026, 2, 29),
            (1900, 2, 29),
            (2026, 4, 31),
            (2026, 0, 1),
            (2026, 13, 1),
            (2026, 1, 0),
            (0, 1, 1),
            (10_000, 1, 1),
        ] {
            assert_eq!(Day::from_ymd(year, month, dom), None);
        }
        for text in [
            "",
            "2026-11-2",
            "2026-11-31",
            "20/11/2026",
            "2026-1-020",
            "+026-11-20",
            "２026-11-0",
            "0000-01-01",
        ] {
            assert_eq!(text.parse::<Day>(), Err(BadDay), "{text}");
        }
        assert_eq!(Day::from_number(i32::MAX), None);
        assert_eq!(Day::from_number(i32::MIN), None);
    }

    #[test]
    fn the_day_begins_at_midnight_in_vietnam() {
        // 2026-11-19T17:00:00Z
        let midnight = 1_795_107_600;
        assert_eq!(Day::of_unix(midnight), day("2026-11-20"));
        assert_eq!(Day::of_unix(midnight - 1), day("2026-11-19"));
        assert_eq!(Day::of_unix(midnight + SECONDS_A_DAY - 1), day("2026-11-20"));
        assert_eq!(Day::of_unix(-AHEAD_OF_UTC - 1), day("1969-12-31"));
        assert_eq!(Day::of_unix(i64::MAX), Day::MAX);
        assert_eq!(Day::of_unix(i64::MIN), Day::MIN);
    }

    #[test]
    fn counting_stops_at_the_ends_of_the_calendar() {
        assert_eq!(Day::MAX.plus(1), Day::MAX);
        assert_eq!(Day::MIN.plus(i32::MIN), Day::MIN);
        assert_eq!(Day::MIN.monday(), Day::MIN);
        assert_eq!(day("2026-11-22").monday(), day("2026-11-16"));
        assert_eq!(day("2026-12-31").plus(1), day("2027-01-01"));
    }

    fn any_day() -> impl Strategy<Value = Day> {
        (Day::MIN.number()..=Day::MAX.number()).prop_map(|number| Day::from_number(number).unwrap())
    }

    proptest! {
        #[test]
        fn text_and_parts_give_the_day_back(day in any_day()) {
            let (year, month, dom) = day.to_ymd();
            prop_assert_eq!(Day::from_ymd(year, month, dom), Some(day));
            prop_assert_eq!(day.to_string().parse(), Ok(day));
            let json = serde_json::to_string(&day).unwrap();
            prop_assert_eq!(&json, &format!("\"{day}\""));
            prop_assert_eq!(serde_json::from_str::<Day>(&json).unwrap(), day);
            let bytes = postcard::to_stdvec(&day).unwrap();
            prop_assert_eq!(&bytes, &postcard::to_stdvec(&day.number()).unwrap());
            prop_assert_eq!(postcard::from_bytes::<Day>(&bytes).unwrap(), day);
        }

        #[test]
        fn texts_order_as_days_do(a in any_day(), b in any_day()) {
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
            prop_assert_eq!(b.plus(a.days_since(b)), a);
        }

        #[test]
        fn a_week_begins_on_the_monday_not_after(day in any_day()) {
            let monday = day.monday();
            prop_assert_eq!(monday.weekday(), 0);
            prop_assert_eq!(day.days_since(monday), i32::from(day.weekday()));
        }

        #[test]
        fn no_number_outside_the_calendar_is_read(number in any::<i32>()) {
            let read = postcard::from_bytes::<Day>(&postcard::to_stdvec(&number).unwrap()).ok();
            prop_assert_eq!(read, Day::from_number(number));
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            if let Ok(day) = text.parse::<Day>() {
                prop_assert_eq!(day.to_string(), text);
            }
        }
    }
}
