//! Files that were made to fill the hall's memory, not to list anything.

use std::io::{Cursor, Write};

use camtay_hub::import::{ImportError, List, ListFile, TableError};
use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const HEADER: [&str; 3] = ["ma_thon", "ten_thon", "tu_ngay"];

fn read(bytes: &[u8]) -> Result<usize, TableError> {
    match ListFile::read(List::Villages, bytes) {
        Ok(file) => Ok(file.table.rows.len()),
        Err(ImportError::Unreadable { source, .. }) => Err(source),
        Err(error) => panic!("{error}"),
    }
}

/// A sheet with a header and a village, and whatever `more` puts there.
fn sheet(more: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(HEADER) {
        sheet.write(0, column, name).unwrap();
    }
    sheet.write(1, 0, "T1").unwrap();
    more(sheet);
    book.save_to_buffer().unwrap()
}

/// The same workbook with other bytes for one of the files in it.
fn with_part(book: &[u8], part: &str, bytes: impl Fn(&mut dyn Write)) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let file = from.by_index_raw(at).unwrap();
        if file.name().unwrap() != part {
            to.raw_copy_file(file).unwrap();
        }
    }
    to.start_file(part, SimpleFileOptions::default()).unwrap();
    bytes(&mut to);
    to.finish().unwrap().into_inner()
}

#[test]
fn a_list_made_to_fill_the_memory_is_refused() {
    // Two cells as far apart as a sheet goes: 17 thousand million cells between them.
    let far = sheet(|sheet| {
        sheet.write(1_048_575, 16_383, "x").unwrap();
    });
    assert_eq!(read(&far), Ok(2), "only what is there takes memory");

    // A long text that stands in the file once, in many cells.
    let often = sheet(|sheet| {
        let long = "x".repeat(32_000);
        for row in 2..6_000 {
            sheet.write(row, 1, &long).unwrap();
        }
    });
    assert!(often.len() < 1 << 20);
    assert_eq!(read(&often), Err(TableError::TooLarge));

    // Spaces without end, packed to nearly nothing.
    let bomb = with_part(&sheet(|_| {}), "xl/sharedStrings.xml", |part| {
        let spaces = vec![b' '; 1 << 20];
        for _ in 0..260 {
            part.write_all(&spaces).unwrap();
        }
    });
    assert!(bomb.len() < 4 << 20);
    assert_eq!(read(&bomb), Err(TableError::TooLarge));

    let wide = format!("{}\n{}x\n", HEADER.join(","), ",".repeat(8_100_000));
    assert_eq!(read(wide.as_bytes()), Err(TableError::TooLarge));
    let many = format!("{}\n{}", HEADER.join(","), "x\n".repeat(500_002));
    assert_eq!(read(many.as_bytes()), Err(TableError::TooLong));
}

#[test]
fn cells_stand_where_the_sheet_says_whatever_is_left_blank() {
    let book = sheet(|sheet| {
        sheet.write(3, 1, "Suối Môn").unwrap();
        sheet.write(3, 2, 7).unwrap();
        sheet.write_blank(4, 1, &rust_xlsxwriter::Format::new().set_bold()).unwrap();
    });
    let file = ListFile::read(List::Villages, &book).unwrap();
    let rows: Vec<_> = file
        .table
        .rows
        .iter()
        .map(|row| (row.line, row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>()))
        .collect();
    assert_eq!(rows, [(2, vec!["T1"]), (4, vec!["", "Suối Môn", "7"])]);
}
