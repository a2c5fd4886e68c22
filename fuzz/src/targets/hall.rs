//! Files that an officer gives to the hall: lists, typed rows, a template.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use camtay_hub::import::{Ground, Keys, List, ListFile, plan, rejected_rows};
use camtay_hub::report::{Template, TypedRows};
use camtay_journal::fold::State;
use camtay_journal::ids::EntryId;
use camtay_journal::vietnamese::Day;
use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{choice, journal};
use crate::keys::hall;

/// A hall that knows the people of the golden journal.
static STATE: LazyLock<State> = LazyLock::new(|| {
    let mut state = State::new(hall());
    journal::golden_entries().iter().for_each(|entry| state.apply(entry));
    state
});

/// Reads a list, compares it with what the hall knows, and writes back what is bad.
fn import(list: u8, bytes: &[u8]) {
    let list = List::ALL[usize::from(list) % List::ALL.len()];
    let Ok(file) = ListFile::read(list, bytes) else { return };
    let _ = file.unread_columns();
    let ground = Ground {
        state: &STATE,
        keys: &Keys::default(),
        today: Day::from_ymd(2026, 11, 20).unwrap(),
        next: EntryId { device: hall(), seq: 1_000 },
    };
    let files = [file];
    let plan = plan(&ground, &files);
    for language in ["vi", "en"] {
        if let Some(rejected) = rejected_rows(&files[0], &plan.bad, language) {
            // What was corrected in it is read as the list that it came from.
            ListFile::read(list, &rejected).unwrap();
        }
    }
}

/// A list as text; the first byte says which one.
pub fn csv(data: &[u8]) {
    let (choice, data) = choice(data);
    // What begins like a sheet is tried there.
    if !data.starts_with(b"PK") {
        import(choice, data);
    }
}

/// The files inside a sheet that may be replaced.
const PARTS: [&str; 5] = [
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
];

/// A small list of villages as a spreadsheet writes it, by the files inside.
static SHEET: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let mut archive = ZipArchive::new(Cursor::new(sheet())).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.insert(part.name().unwrap().into_owned(), bytes);
    }
    parts
});

/// A small list of villages as a sheet.
pub(crate) fn sheet() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(["ma_thon", "ten_thon", "tu_ngay"]) {
        sheet.write(0, column, name).unwrap();
    }
    sheet.write(1, 0, "T1").unwrap();
    sheet.write(1, 1, "Suối Môn").unwrap();
    sheet.write(1, 2, 45_839.0).unwrap();
    sheet.write(2, 0, 7.5).unwrap();
    sheet.write(2, 1, true).unwrap();
    book.save_to_buffer().unwrap()
}

/// The files inside [`sheet`] that may be replaced, as inputs for [`xlsx`].
pub(crate) fn sheet_parts() -> Vec<Vec<u8>> {
    let parts = (1u8..).zip(PARTS);
    parts.filter_map(|(number, part)| Some([&[number], &SHEET.get(part)?[..]].concat())).collect()
}

/// A sheet as it comes (0), or one of which a file inside is this.
pub fn xlsx(data: &[u8]) {
    let (choice, data) = choice(data);
    let Some(part) = usize::from(choice).checked_sub(1).and_then(|at| PARTS.get(at)) else {
        import(0, &[b"PK\x03\x04", data].concat());
        import(0, data);
        return;
    };
    let mut book = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in &*SHEET {
        book.start_file(name, stored).unwrap();
        book.write_all(if name == part { data } else { bytes }).unwrap();
    }
    import(0, &book.finish().unwrap().into_inner());
}

/// What an officer typed for the report.
pub fn typed(data: &[u8]) {
    if let Ok(typed) = TypedRows::read(data) {
        let again = serde_json::to_vec(&typed).unwrap();
        assert_eq!(TypedRows::read(&again).unwrap(), typed);
        let _ = TypedRows::default().replaced_by(typed);
    }
}

/// A template of the report.
pub fn template(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = Template::read(text);
    }
}
