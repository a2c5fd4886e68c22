//! The report as one HTML file that opens from disk, prints on A4 and needs nothing else.

use askama::Template;
use camtay_journal::vietnamese::{Day, format_day};

use super::document::{Amendments, ColumnKind, Evidence, ReasonLine, Report, Row, RowState};
use super::words;

/// How many lines of evidence stand open; the rest unfolds.
const OPEN_EVIDENCE: usize = 6;

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    report: &'a Report,
}

/// The report in Vietnamese, the language it is handed in.
///
/// # Errors
/// None that a report can cause; the template engine's signature has one.
pub fn html(report: &Report) -> Result<String, askama::Error> {
    Page { report }.render()
}

impl Page<'_> {
    fn commune_in_capitals(&self) -> String {
        self.report.commune.name.to_uppercase()
    }

    fn period(&self) -> String {
        format!(
            "Từ ngày {} đến ngày {}",
            format_day(self.report.from),
            format_day(self.report.as_of)
        )
    }

    fn day(&self, day: &Day) -> String {
        format_day(*day)
    }

    fn is_heading(&self, row: &Row) -> bool {
        row.state == RowState::Heading
    }

    fn waits(&self, row: &Row) -> bool {
        row.state == RowState::NotTyped
    }

    fn open<'r>(&self, row: &'r Row) -> &'r [Evidence] {
        row.evidence.get(..OPEN_EVIDENCE.min(row.evidence.len())).unwrap_or_default()
    }

    fn folded<'r>(&self, row: &'r Row) -> &'r [Evidence] {
        row.evidence.get(OPEN_EVIDENCE..).unwrap_or_default()
    }

    fn number(&self, number: &u64) -> String {
        words::number(*number).vi
    }

    fn often(&self, line: &ReasonLine) -> String {
        let people = words::number(line.often.people).vi;
        if line.often.times > line.often.people {
            format!(
                "{}: {people} người ({} lần)",
                line.label.vi,
                words::number(line.often.times).vi
            )
        } else {
            format!("{}: {people} người", line.label.vi)
        }
    }

    fn amended(&self, amendments: &Amendments) -> Vec<[String; 4]> {
        let shown = |value: Option<u64>| value.map_or("–".to_owned(), |n| words::number(n).vi);
        let line = |change: &super::document::Amendment| {
            let figure = match change.figure.as_str() {
                "numerator" => "tử số",
                "denominator" => "mẫu số",
                "residents" | "people" | "volunteers" => "số người",
                "households" => "số hộ",
                "sessions" => "số buổi",
                "classes" => "số lớp",
                "groups" => "số nền tảng",
                "villages" => self.report.commune.village_word.as_str(),
                other => other,
            };
            let records = match (change.added, change.removed) {
                (0, 0) => String::new(),
                (added, 0) => format!("thêm {added} bản ghi"),
                (0, removed) => format!("bớt {removed} bản ghi"),
                (added, removed) => format!("thêm {added}, bớt {removed} bản ghi"),
            };
            [format!("{} · {figure}", change.row), shown(change.was), shown(change.now), records]
        };
        amendments.changes.iter().map(line).collect()
    }
}
