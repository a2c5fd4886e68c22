//! From cells to values: each reader gives the value, nothing for a blank cell, and
//! notes down what is wrong.

use camtay_journal::vietnamese::{Day, PhoneNumber, WrittenDate, find_id_number, folded, nfc};

use super::bad::{BadRow, Problem};
use super::columns::List;
use super::table::{Cell, Row, Table};

/// The longest key, in characters.
const MAX_KEY: usize = 40;
/// The longest text, in characters; well inside what an entry may carry.
const MAX_TEXT: usize = 120;
/// Nobody living was born before.
const FIRST_BIRTH_YEAR: i32 = 1900;
/// From this age on a person is in the lists by name.
pub const ADULT_AGE: i32 = 18;
/// Separates several keys in one cell.
const SEPARATORS: [char; 3] = [',', ';', '|'];

/// A word of a list and what it means: its forms, folded, the first one to be shown.
pub type Words<T> = [(&'static [&'static str], T)];

/// Where each column of a list stands in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout(Vec<Option<usize>>);

impl Layout {
    /// Finds the columns of `list` in the header of `table`.
    ///
    /// # Errors
    /// The names of the needed columns that aren't there.
    pub fn find(list: List, table: &Table) -> Result<Self, Vec<&'static str>> {
        let places: Vec<_> = list
            .columns()
            .iter()
            .map(|column| table.header.iter().position(|header| column.is(header)))
            .collect();
        let missing: Vec<_> = list
            .columns()
            .iter()
            .zip(&places)
            .filter(|(column, place)| column.needed && place.is_none())
            .map(|(column, _)| column.name())
            .collect();
        if missing.is_empty() { Ok(Self(places)) } else { Err(missing) }
    }

    /// The header cells that no column of the list has, so that nothing in them is read.
    pub fn unread<'a>(&self, table: &'a Table) -> impl Iterator<Item = &'a str> {
        let places = self.0.clone();
        table
            .header
            .iter()
            .enumerate()
            .filter(move |(at, name)| !places.contains(&Some(*at)) && !name.trim().is_empty())
            .map(|(_, name)| name.as_str())
    }
}

/// Reads the cells of one row.
pub struct Cells<'a> {
    list: List,
    layout: &'a Layout,
    row: &'a Row,
    today: Day,
    bad: Vec<BadRow>,
}

impl<'a> Cells<'a> {
    /// Begins with a row. `today` is the day against which ages and years are judged.
    #[must_use]
    pub fn new(list: List, layout: &'a Layout, row: &'a Row, today: Day) -> Self {
        Self { list, layout, row, today, bad: Vec::new() }
    }

    /// What was wrong with the row.
    #[must_use]
    pub fn bad(self) -> Vec<BadRow> {
        self.bad
    }

    /// Notes down a problem of a column and goes on without a value.
    pub fn refuse<T>(&mut self, column: usize, problem: Problem) -> Option<T> {
        let name = self.list.columns().get(column).map_or("", |column| column.name());
        self.bad.push(BadRow { list: self.list, line: self.row.line, column: name, problem });
        None
    }

    fn cell(&self, column: usize) -> Option<&'a Cell> {
        let at = (*self.layout.0.get(column)?)?;
        self.row.cells.get(at).filter(|cell| !nfc(&cell.text).is_empty())
    }

    /// A free text in NFC, without ID numbers.
    pub fn text(&mut self, column: usize) -> Option<String> {
        let text = nfc(&self.cell(column)?.text);
        if find_id_number(&text) {
            return self.refuse(column, Problem::IdNumber);
        }
        if text.chars().count() > MAX_TEXT {
            return self.refuse(column, Problem::TooLong);
        }
        Some(text)
    }

    /// The same, where something must stand.
    pub fn needed_text(&mut self, column: usize) -> Option<String> {
        match self.cell(column) {
            None => self.refuse(column, Problem::Missing),
            Some(_) => self.text(column),
        }
    }

    /// A key that the commune gave.
    pub fn key(&mut self, column: usize) -> Option<String> {
        let key = self.needed_text(column)?;
        if key.chars().count() > MAX_KEY {
            return self.refuse(column, Problem::TooLong);
        }
        if key.contains(SEPARATORS) {
            return self.refuse(column, Problem::BadKey);
        }
        Some(key)
    }

    /// Several keys, separated by comma, semicolon or bar; a dash alone means none.
    pub fn keys(&mut self, column: usize) -> Option<Vec<String>> {
        let text = self.text(column)?;
        if matches!(text.as_str(), "-" | "–") {
            return Some(Vec::new());
        }
        let mut keys: Vec<String> =
            text.split(SEPARATORS).map(nfc).filter(|key| !key.is_empty()).collect();
        keys.sort_unstable();
        keys.dedup();
        Some(keys)
    }

    /// A day: 20/11/2026, 2026-11-20, or a date of the sheet.
    pub fn day(&mut self, column: usize) -> Option<Day> {
        let text = nfc(&self.cell(column)?.text);
        let day = text.parse::<Day>().ok().or_else(|| {
            let written: WrittenDate = text.parse().ok()?;
            Day::from_ymd(written.year()?, written.month(), written.day())
        });
        day.or_else(|| self.refuse(column, Problem::BadDay))
    }

    /// A mobile number, ten digits.
    pub fn phone(&mut self, column: usize) -> Option<String> {
        let cell = self.cell(column)?;
        let text = nfc(&cell.text);
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let parsed = if digits == 9 && cell.number {
            // The sheet made a number of it and dropped the zero.
            PhoneNumber::parse(&format!("0{text}"))
        } else {
            PhoneNumber::parse(&text)
        };
        match parsed {
            Ok(number) => Some(number.to_string()),
            Err(_) if digits == 9 && text.starts_with(['3', '5', '7', '8', '9']) => {
                self.refuse(column, Problem::LostZero)
            }
            Err(_) if find_id_number(&text) => self.refuse(column, Problem::IdNumber),
            Err(error) => self.refuse(column, error.into()),
        }
    }

    /// The birth year of an adult.
    pub fn birth_year(&mut self, column: usize) -> Option<u16> {
        let text = nfc(&self.cell(column)?.text);
        let year: Option<u16> = (text.len() == 4).then(|| text.parse().ok()).flatten();
        let sane = FIRST_BIRTH_YEAR..=self.today.year();
        match year {
            Some(year) if sane.contains(&i32::from(year)) => {
                if self.today.year() - i32::from(year) < ADULT_AGE {
                    return self.refuse(column, Problem::Minor);
                }
                Some(year)
            }
            _ => self.refuse(column, Problem::BadYear),
        }
    }

    /// One of some words.
    pub fn word<T: Copy>(
        &mut self,
        column: usize,
        words: &Words<T>,
        allowed: &'static str,
    ) -> Option<T> {
        let text = folded(&self.cell(column)?.text).replace(['_', '-'], " ");
        let found = words.iter().find(|(forms, _)| forms.contains(&text.as_str()));
        match found {
            Some((_, value)) => Some(*value),
            None => self.refuse(column, Problem::BadWord { allowed }),
        }
    }

    /// One of some words, where one must stand.
    pub fn needed_word<T: Copy>(
        &mut self,
        column: usize,
        words: &Words<T>,
        allowed: &'static str,
    ) -> Option<T> {
        match self.cell(column) {
            None => self.refuse(column, Problem::Missing),
            Some(_) => self.word(column, words, allowed),
        }
    }

    /// A day, where one must stand.
    pub fn needed_day(&mut self, column: usize) -> Option<Day> {
        match self.cell(column) {
            None => self.refuse(column, Problem::Missing),
            Some(_) => self.day(column),
        }
    }
}
