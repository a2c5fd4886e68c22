//! A list as the commune keeps it: CSV or XLSX, read into rows of text.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use zip::ZipArchive;

/// How many rows are looked through for the header; lists often begin with a title.
const HEADER_WITHIN: usize = 20;

/// The most rows that one list may have; a commune has some 60,000 people.
const MAX_ROWS: usize = 500_000;

/// The most cells; blank ones between others count.
const MAX_CELLS: usize = 8_000_000;

/// The most bytes of a list's file, and of all texts of a list: a cell of a sheet may repeat a
/// long text that the file holds once.
pub const MAX_BYTES: usize = 128 << 20;

/// The most bytes that the files inside an XLSX may unpack to.
const MAX_UNPACKED: u64 = 256 << 20;

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its line in the file (CSV) or its row in the sheet (XLSX), from 1.
    pub line: u32,
    /// Its cells as text; a number without decimals has none, a date is 2026-11-20.
    pub cells: Vec<Cell>,
}

/// One cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// What stands there.
    pub text: String,
    /// The sheet holds it as a number, so a leading zero is lost.
    pub number: bool,
}

/// Header and rows of a list. Rows without any text are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns, as written.
    pub header: Vec<String>,
    /// The rows below.
    pub rows: Vec<Row>,
}

/// A file is no list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// Not the text encoding that is read.
    #[error("the file is not UTF-8: save it as \"CSV UTF-8\" or as XLSX")]
    NotUtf8,
    /// A damaged CSV.
    #[error("line {line} cannot be read as CSV: look for a quotation mark that is not closed")]
    BadCsv {
        /// Where.
        line: u64,
    },
    /// A damaged or locked XLSX.
    #[error("the file cannot be read as XLSX: open it, save it again without a password")]
    BadXlsx,
    /// The old binary format, or something else.
    #[error("the file is neither CSV nor XLSX: save it as one of them")]
    OtherFormat,
    /// No header.
    #[error("the file is empty: it needs a header row and a row for each item")]
    Empty,
    /// More than any commune has.
    #[error("the file has more than {MAX_ROWS} rows: split it")]
    TooLong,
    /// More than a list can have, or a file made to fill the memory.
    #[error("the file is larger than any list, or says that it is: copy the rows into a new file")]
    TooLarge,
}

impl Table {
    /// Reads the bytes of a file; its content says what it is, not its name. The header
    /// is the first row near the top in which `is_header` finds what it needs, else the
    /// first row.
    ///
    /// # Errors
    /// [`TableError`].
    pub fn read(bytes: &[u8], is_header: impl Fn(&[String]) -> bool) -> Result<Self, TableError> {
        if bytes.len() > MAX_BYTES {
            return Err(TableError::TooLarge);
        }
        let rows = match bytes {
            [b'P', b'K', 3, 4, ..] => read_xlsx(bytes)?,
            [0xD0, 0xCF, 0x11, 0xE0, ..] => return Err(TableError::OtherFormat),
            _ => read_csv(bytes, &is_header)?,
        };
        let texts = |row: &Row| row.cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>();
        let at = rows.iter().take(HEADER_WITHIN).position(|row| is_header(&texts(row)));
        let at = at.unwrap_or(0);
        let mut rows = rows.into_iter().skip(at);
        let header = rows.next().ok_or(TableError::Empty)?;
        Ok(Self { header: texts(&header), rows: rows.collect() })
    }
}

fn read_csv(bytes: &[u8], is_header: &impl Fn(&[String]) -> bool) -> Result<Vec<Row>, TableError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| TableError::NotUtf8)?;
    if text.contains('\0') {
        return Err(TableError::OtherFormat);
    }
    let mut rows = Rows::default();
    for record in records(text, delimiter(text, is_header)) {
        let record = record.map_err(|error| TableError::BadCsv {
            line: error.position().map_or(0, csv::Position::line),
        })?;
        if record.len() > MAX_CELLS {
            return Err(TableError::TooLarge);
        }
        let line = record.position().map_or(0, csv::Position::line);
        let cells: Vec<Cell> =
            record.iter().map(|text| Cell { text: text.to_owned(), number: false }).collect();
        rows.push(line, cells)?;
    }
    Ok(rows.rows)
}

fn records(text: &str, mark: u8) -> csv::StringRecordsIntoIter<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(mark)
        .from_reader(text.as_bytes())
        .into_records()
}

/// Comma, semicolon (Excel where the comma is the decimal mark) or tab: the one by which the
/// header is found. A title above it or a column's name may hold more of the others. Without
/// a header, whichever stands most often in the first line that has any.
fn delimiter(text: &str, is_header: &impl Fn(&[String]) -> bool) -> u8 {
    const MARKS: [u8; 3] = [b',', b';', b'\t'];
    let has_header = |mark: &u8| {
        records(text, *mark)
            .filter_map(Result::ok)
            .filter(|record| record.iter().any(|cell| !cell.trim().is_empty()))
            .take(HEADER_WITHIN)
            .any(|record| is_header(&record.iter().map(str::to_owned).collect::<Vec<_>>()))
    };
    let count = |line: &str, mark: u8| line.bytes().filter(|byte| *byte == mark).count();
    let most = || {
        text.lines().take(HEADER_WITHIN).find_map(|line| {
            let best = MARKS.into_iter().max_by_key(|mark| count(line, *mark))?;
            (count(line, best) > 0).then_some(best)
        })
    };
    MARKS.into_iter().find(has_header).or_else(most).unwrap_or(b',')
}

fn read_xlsx(bytes: &[u8]) -> Result<Vec<Row>, TableError> {
    unpacks_to_little(bytes)?;
    let mut book: Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| TableError::BadXlsx)?;
    let sheet = book.sheet_names().first().cloned().ok_or(TableError::Empty)?;
    let mut cells = book.worksheet_cells_reader(&sheet).map_err(|_| TableError::BadXlsx)?;
    // One by one: a whole sheet is as large as its farthest cell says.
    let mut left = Left::default();
    let mut lines: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
    while let Some(read) = cells.next_cell().map_err(|_| TableError::BadXlsx)? {
        let (row, column) = read.get_position();
        let text = cell(&Data::from(read.get_value().clone()));
        if text.text.contains('\0') {
            // XML has no such character, and what is written back as CSV must be readable.
            return Err(TableError::BadXlsx);
        }
        if text.text.trim().is_empty() {
            continue;
        }
        let line = lines.entry(row).or_default();
        let column = usize::try_from(column).map_err(|_| TableError::TooLarge)?;
        let more = column.saturating_add(1).saturating_sub(line.len());
        left.take(more, text.text.len())?;
        line.resize(line.len() + more, Cell::default());
        if let Some(place) = line.get_mut(column) {
            *place = text;
        }
    }
    let mut rows = Rows::default();
    for (row, cells) in lines {
        rows.push(u64::from(row) + 1, cells)?;
    }
    Ok(rows.rows)
}

/// A few kilobytes may unpack to as many gigabytes: everything inside is unpacked once to
/// be counted and thrown away, whatever its size is said to be.
fn unpacks_to_little(bytes: &[u8]) -> Result<(), TableError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| TableError::BadXlsx)?;
    let mut left = MAX_UNPACKED;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|_| TableError::BadXlsx)?;
        let unpacked = io::copy(&mut file.take(left + 1), &mut io::sink());
        let unpacked = unpacked.map_err(|_| TableError::BadXlsx)?;
        left = left.checked_sub(unpacked).ok_or(TableError::TooLarge)?;
    }
    Ok(())
}

fn cell(data: &Data) -> Cell {
    let text = match data {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            return Cell { text: format!("{number:.0}"), number: true };
        }
        Data::Int(_) | Data::Float(_) => {
            return Cell { text: data.to_string(), number: true };
        }
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string(),
    };
    Cell { text, number: false }
}

/// How much memory rows may still take.
struct Left {
    cells: usize,
    bytes: usize,
}

impl Default for Left {
    fn default() -> Self {
        Self { cells: MAX_CELLS, bytes: MAX_BYTES }
    }
}

impl Left {
    fn take(&mut self, cells: usize, bytes: usize) -> Result<(), TableError> {
        self.cells = self.cells.checked_sub(cells).ok_or(TableError::TooLarge)?;
        self.bytes = self.bytes.checked_sub(bytes).ok_or(TableError::TooLarge)?;
        Ok(())
    }
}

/// Rows that have any text, as many as there may be.
#[derive(Default)]
struct Rows {
    rows: Vec<Row>,
    left: Left,
}

impl Rows {
    fn push(&mut self, line: u64, mut cells: Vec<Cell>) -> Result<(), TableError> {
        let Some(last) = cells.iter().rposition(|cell| !cell.text.trim().is_empty()) else {
            return Ok(());
        };
        cells.truncate(last + 1);
        self.left.take(cells.len(), cells.iter().map(|cell| cell.text.len()).sum())?;
        if self.rows.len() > MAX_ROWS {
            return Err(TableError::TooLong);
        }
        self.rows.push(Row { line: u32::try_from(line).unwrap_or(u32::MAX), cells });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(row: &Row) -> Vec<&str> {
        row.cells.iter().map(|cell| cell.text.as_str()).collect()
    }

    #[test]
    fn comma_semicolon_and_tab_are_told_apart_and_a_byte_order_mark_is_no_text() {
        for mark in [",", ";", "\t"] {
            let text = format!("\u{feff}a{mark}b\n1{mark}hai, ba; bốn\n")
                .replace("hai, ba; bốn", "\"hai, ba; bốn\"");
            let table = Table::read(text.as_bytes(), |row| row == ["a", "b"]).unwrap();
            assert_eq!(table.header, ["a", "b"]);
            assert_eq!(texts(&table.rows[0]), ["1", "hai, ba; bốn"]);
        }
    }

    #[test]
    fn a_name_with_more_semicolons_than_there_are_commas_splits_nothing() {
        let table = Table::read(b"a,b,c;d;e;f\n1,2,3\n", |row| row.contains(&"b".to_owned()));
        let table = table.unwrap();
        assert_eq!(table.header, ["a", "b", "c;d;e;f"]);
        assert_eq!(texts(&table.rows[0]), ["1", "2", "3"]);
    }

    #[test]
    fn a_list_without_its_header_is_split_by_what_stands_most() {
        let table = Table::read(b"x;y\n1;2\n", |_| false).unwrap();
        assert_eq!(table.header, ["x", "y"]);
    }

    #[test]
    fn lines_are_those_of_the_file_and_empty_rows_are_left_out() {
        let text = "DANH SÁCH HỘ,,\n,,\nkey,name\n1,\"two\nlines\"\n\n,\n2,b\n";
        let table = Table::read(text.as_bytes(), |row| row[0] == "key").unwrap();
        assert_eq!(table.header, ["key", "name"]);
        assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [4, 8]);
    }

    #[test]
    fn what_is_no_list_says_what_to_do() {
        let any = |_: &[String]| true;
        assert_eq!(Table::read(b"", any), Err(TableError::Empty));
        assert_eq!(Table::read(b"\xFF\xFEa\0", any), Err(TableError::NotUtf8));
        assert_eq!(Table::read(b"a,b\n\xC3,1\n", any), Err(TableError::NotUtf8));
        assert_eq!(Table::read(b"PK\x03\x04 not a zip", any), Err(TableError::BadXlsx));
        assert_eq!(Table::read(b"\xD0\xCF\x11\xE0old", any), Err(TableError::OtherFormat));
    }
}
