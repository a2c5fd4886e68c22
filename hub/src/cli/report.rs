//! `camtay-hub report`: count the report, show it, freeze it.

use std::fs;
use std::path::PathBuf;

use camtay_journal::entry::ReportFrozen;
use camtay_journal::vietnamese::Day;
use serde::Serialize;

use super::{Edge, print, read_at_most};
use crate::HubError;
use crate::hall::Hall;
use crate::report::{
    Amendments, Counting, Figures, Frozen, FrozenError, Index, PackNames, Records, Report, Request,
    Template, TemplateError, TypedError, TypedRows, figures_of, html, report_of,
};

/// The most bytes of a template, and of typed rows.
const MAX_TYPED: u64 = 4 << 20;

/// What `report` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The hall's folder.
    pub folder: PathBuf,
    /// First day of the period, such as 2026-01-01; the year's first day unless told
    /// otherwise.
    #[arg(long, value_name = "DAY")]
    pub from: Option<Day>,
    /// As-of date and last day of the period; today unless told otherwise.
    #[arg(long, value_name = "DAY")]
    pub as_of: Option<Day>,
    /// JSON, or one HTML file to print and hand in.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    pub format: Format,
    /// Rows, population and supplements that the officer types; kept for the next report.
    #[arg(long, value_name = "FILE")]
    pub typed: Option<PathBuf>,
    /// Another template of rows, wording and columns.
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,
    /// Where to write; the screen unless told otherwise.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Freeze it with its figures under the next number.
    #[arg(long, conflicts_with_all = ["number", "records", "amendments"])]
    pub freeze: bool,
    /// Show the frozen report of this number.
    #[arg(long, value_name = "N", conflicts_with_all = ["from", "as_of", "typed", "amendments"])]
    pub number: Option<u32>,
    /// List the records behind a row instead, such as 3.3.
    #[arg(long, value_name = "ROW", conflicts_with = "amendments")]
    pub records: Option<String>,
    /// With names, in a list of records.
    #[arg(long, requires = "records")]
    pub names: bool,
    /// Show what changed since report N was frozen instead.
    #[arg(long, value_name = "N", conflicts_with_all = ["from", "as_of", "typed"])]
    pub amendments: Option<u32>,
}

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// As `docs/report.md` tells.
    Json,
    /// To print and hand in.
    Html,
}

impl From<TypedError> for HubError {
    fn from(error: TypedError) -> Self {
        Self::Refused(error.to_string())
    }
}

impl From<TemplateError> for HubError {
    fn from(error: TemplateError) -> Self {
        Self::Refused(error.to_string())
    }
}

impl From<FrozenError> for HubError {
    fn from(error: FrozenError) -> Self {
        Self::Damaged(error.to_string())
    }
}

/// Everything that a report is counted from.
struct Desk {
    hall: Hall,
    index: Index,
    names: PackNames,
    template: Template,
}

/// Runs it.
///
/// # Errors
/// [`HubError::Refused`] for days, typed rows or a template that make no report;
/// [`HubError::File`], [`HubError::Unavailable`], [`HubError::Damaged`].
pub fn run(args: &Args, edge: Edge) -> Result<(), HubError> {
    let template = match &args.template {
        None => Template::built_in()?,
        Some(path) => {
            let text = read_at_most(path, MAX_TYPED)
                .and_then(|bytes| String::from_utf8(bytes).map_err(std::io::Error::other))
                .map_err(HubError::file("the template"))?;
            Template::read(&text)?
        }
    };
    let typed = match &args.typed {
        None => None,
        Some(path) => {
            let json = read_at_most(path, MAX_TYPED).map_err(HubError::file("the typed rows"))?;
            Some(TypedRows::read(&json)?)
        }
    };
    let hall = edge.open(&args.folder)?;
    let names = PackNames::of(&*hall.pack()?);
    let index = Index::build(&hall.state());
    let desk = Desk { hall, index, names, template };

    if let Some(number) = args.amendments {
        let (frozen, _) = desk.frozen(number)?;
        return write_out(args, &to_json(&desk.amendments(&frozen, number))?);
    }
    let (request, figures) = match args.number {
        Some(number) => {
            let (mut frozen, _) = desk.frozen(number)?;
            frozen.report.number = Some(number);
            frozen.report.amendments = Some(desk.amendments(&frozen, number));
            let Frozen { report, typed, records } = frozen;
            let request = Request { from: report.from, as_of: report.as_of, typed };
            (request, Figures { report, records })
        }
        None => {
            let request = desk.request(args, typed)?;
            let mut figures = if args.freeze || args.records.is_some() {
                desk.count(&request)
            } else {
                Figures { report: desk.look(&request), records: Records::new() }
            };
            figures.report.amendments = desk.latest_amendments()?;
            (request, figures)
        }
    };
    if let Some(row) = &args.records {
        return write_out(args, &desk.record_lines(&request, &figures.records, row, args.names)?);
    }
    let mut report = figures.report.clone();
    if args.freeze {
        report.number = Some(desk.freeze(figures, request.typed)?);
    }
    let text = match args.format {
        Format::Json => to_json(&report)?,
        Format::Html => html(&report).map_err(|error| HubError::Damaged(error.to_string()))?,
    };
    write_out(args, &text)
}

impl Desk {
    /// What is asked, with the typed rows that are kept and those that come with it, which
    /// are kept from now on.
    fn request(&self, args: &Args, typed: Option<TypedRows>) -> Result<Request, HubError> {
        let as_of = args.as_of.unwrap_or_else(|| Day::of_unix(self.hall.now()));
        let first_of_year = Day::from_ymd(as_of.year(), 1, 1).unwrap_or(as_of);
        let from = args.from.unwrap_or(first_of_year);
        if as_of < from {
            return Err(HubError::Refused(format!(
                "the period from {from} to {as_of} ends before it begins; look at --from and --as-of"
            )));
        }
        let kept = match self.hall.typed_rows()? {
            Some(json) => TypedRows::read(&json)?,
            None => TypedRows::default(),
        };
        let typed = match typed {
            None => kept,
            Some(typed) => {
                let typed = kept.replaced_by(typed);
                self.hall.save_typed_rows(to_json(&typed)?.as_bytes())?;
                typed
            }
        };
        Ok(Request { from, as_of, typed })
    }

    /// The report, without the records behind it.
    fn look(&self, request: &Request) -> Report {
        let control = &self.hall.state().control;
        report_of(&self.index, control, request, &self.names, &self.template)
    }

    fn count(&self, request: &Request) -> Figures {
        let control = &self.hall.state().control;
        figures_of(&self.index, control, request, &self.names, &self.template)
    }

    /// Keeps the figures and writes the entry that binds them. Gives the number.
    fn freeze(&self, figures: Figures, typed: TypedRows) -> Result<u32, HubError> {
        let kept = self.hall.reports()?.into_iter().max();
        let written = self.hall.state().control.reports().map(|(_, it)| it.number).max();
        let number = kept.max(written).unwrap_or(0) + 1;
        let mut report: Report = figures.report;
        // Amendments belong to what is shown, not to what is frozen.
        report.amendments = None;
        report.number = Some(number);
        let frozen = Frozen { report, typed, records: figures.records };
        let (json, entry) = frozen.keep(number)?;
        self.hall.save_report(number, &json)?;
        self.hall.write_with(|own| {
            own.add(entry, None);
            Ok(())
        })?;
        Ok(number)
    }

    /// A frozen report with its entry, compared with each other.
    fn frozen(&self, number: u32) -> Result<(Frozen, ReportFrozen), HubError> {
        let entry = self
            .hall
            .state()
            .control
            .reports()
            .find(|(_, entry)| entry.number == number)
            .map(|(_, entry)| *entry);
        let entry = entry.ok_or_else(|| {
            HubError::Refused(format!(
                "no report {number} was frozen; freeze one with --freeze, or name another number"
            ))
        })?;
        let json = self.hall.report(number)?.ok_or_else(|| {
            HubError::Damaged(format!("the figures of report {number} are missing"))
        })?;
        Ok((Frozen::read(&json, &entry)?, entry))
    }

    fn amendments(&self, frozen: &Frozen, number: u32) -> Amendments {
        let typed = frozen.typed.clone();
        let request = Request { from: frozen.report.from, as_of: frozen.report.as_of, typed };
        let now = self.count(&request);
        frozen.amendments(number, &now.report, &now.records)
    }

    /// What changed since the last report was frozen; `None` when there is none.
    fn latest_amendments(&self) -> Result<Option<Amendments>, HubError> {
        let last = self.hall.state().control.reports().map(|(_, it)| it.number).max();
        last.map(|number| Ok(self.amendments(&self.frozen(number)?.0, number))).transpose()
    }

    fn record_lines(
        &self,
        request: &Request,
        records: &Records,
        row: &str,
        with_names: bool,
    ) -> Result<String, HubError> {
        let state = self.hall.state();
        let counting = Counting {
            index: &self.index,
            control: &state.control,
            settings: &state.control.settings(),
            names: &self.names,
            request,
            listing: true,
        };
        let lines = counting.record_lines(&state, records, row, with_names);
        let lines = lines.ok_or_else(|| {
            let rows: Vec<_> = records.keys().map(String::as_str).collect();
            HubError::Refused(format!(
                "row {row} has no records behind it; name one of {}",
                rows.join(", ")
            ))
        })?;
        to_json(&lines)
    }
}

fn to_json(value: &impl Serialize) -> Result<String, HubError> {
    let json = serde_json::to_string_pretty(value);
    json.map(|json| json + "\n").map_err(|error| HubError::Damaged(error.to_string()))
}

fn write_out(args: &Args, text: &str) -> Result<(), HubError> {
    match &args.out {
        Some(path) => fs::write(path, text).map_err(HubError::file("the report")),
        None => print(text),
    }
}
