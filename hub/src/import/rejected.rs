//! The rows that were not imported, as a file to correct and import again.

use std::collections::BTreeMap;

use super::{BadRow, ListFile};

/// The header of the column with the reasons. It names no column of any list, so a
/// corrected file can be imported as it is.
const REASON: &str = "vi_sao";

/// The bad rows of `file` as CSV (UTF-8 with a mark that spreadsheets know): the columns
/// as they came, and the reasons in `language` (`vi`, `en`). `None` when no row is bad.
#[must_use]
pub fn rejected_rows(file: &ListFile, bad: &[BadRow], language: &str) -> Option<Vec<u8>> {
    let mut reasons: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for bad in bad.iter().filter(|bad| bad.list == file.list) {
        let reason = format!("{}: {}", bad.column, bad.sentence(language));
        reasons.entry(bad.line).or_default().push(reason);
    }
    if reasons.is_empty() {
        return None;
    }
    let kept: Vec<usize> = (0..file.table.header.len())
        .filter(|at| file.table.header.get(*at).is_some_and(|name| name != REASON))
        .collect();
    let mut writer = csv::Writer::from_writer(b"\xEF\xBB\xBF".to_vec());
    let header = kept.iter().filter_map(|at| file.table.header.get(*at)).map(String::as_str);
    // Writing into memory cannot fail.
    writer.write_record(header.chain([REASON])).ok()?;
    for row in &file.table.rows {
        let Some(reasons) = reasons.get(&row.line) else { continue };
        let cells = kept.iter().map(|at| row.cells.get(*at).map_or("", |cell| cell.text.as_str()));
        let reasons = reasons.join("; ");
        writer.write_record(cells.chain([reasons.as_str()])).ok()?;
    }
    writer.into_inner().ok()
}
