//! The report of the commune: figures, drill-down, freezing, amendments, JSON and HTML.
//!
//! In a straight line: the state is prepared by day ([`Index`]), [`figures`] counts what
//! [`Template`] asks for and joins it with what the officer typed ([`TypedRows`]), the
//! result is a [`Report`] with the [`Records`] behind it. All of it is pure.

mod difficulties;
mod document;
mod figures;
mod freeze;
mod html;
mod index;
mod notes;
mod records;
mod table;
mod template;
mod typed;
mod words;

use camtay_journal::fold::{Control, State};

pub use document::{
    Amendment, Amendments, Appointments, AudienceReasons, Basis, ColumnHead, ColumnKind, Commune,
    Difficulties, DisagreementLine, Evidence, Often, Rate, ReasonLine, Refusals, Report, Row,
    RowState, SCHEMA, SkillLine, Supplement, VillageHeads, VillageReasons,
};
pub use figures::{Counted, Counting, Request, weeks};
pub use freeze::{Frozen, FrozenError};
pub use html::html;
pub use index::{
    House, HouseLine, Index, Line, Lines, Meeting, Over, Person, Practice, Scene, Short, Span,
    Times, Trouble,
};
pub use records::RecordLine;
pub use table::Records;
pub use template::{Figure, Template, TemplateError, TemplateRow};
pub use typed::{TypedError, TypedRow, TypedRows};
pub use words::PackNames;

/// A report with the records behind its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// The report.
    pub report: Report,
    /// The records.
    pub records: Records,
}

/// Counts a report over a state from nothing. Who asks often keeps an [`Index`] beside
/// the state and uses [`figures_of`].
#[must_use]
pub fn figures(
    state: &State,
    request: &Request,
    names: &PackNames,
    template: &Template,
) -> Figures {
    figures_of(&Index::build(state), &state.control, request, names, template)
}

/// Counts a report over a prepared state, with the records behind every count.
#[must_use]
pub fn figures_of(
    index: &Index,
    control: &Control,
    request: &Request,
    names: &PackNames,
    template: &Template,
) -> Figures {
    let settings = &control.settings();
    let counting = Counting { index, control, settings, names, request, listing: true };
    let (report, records) = counting.report(template);
    Figures { report, records }
}

/// Counts a report over a prepared state, to be looked at: without the lists of records.
#[must_use]
pub fn report_of(
    index: &Index,
    control: &Control,
    request: &Request,
    names: &PackNames,
    template: &Template,
) -> Report {
    let settings = &control.settings();
    let counting = Counting { index, control, settings, names, request, listing: false };
    counting.report(template).0
}

impl Counting<'_> {
    fn report(&self, template: &Template) -> (Report, Records) {
        let Request { from, as_of, .. } = *self.request;
        let settings = self.settings;
        let (rows, records) = self.rows(template);
        let refusals = self.refusals();
        let basis = self.basis();
        let notes = self.notes(&basis, &refusals);
        let report = Report {
            schema: SCHEMA.to_owned(),
            commune: Commune {
                code: settings.commune.0.clone(),
                name: settings.commune.1.clone(),
                village_word: settings.village_word.clone(),
                team_title: settings.team_title.clone(),
            },
            from,
            as_of,
            weeks: weeks(from, as_of),
            number: None,
            title: template.title.clone(),
            columns: template.columns.clone(),
            rows,
            difficulties: self.difficulties(),
            refusals,
            disagreements: self.disagreements(),
            appointments: self.appointments(),
            basis,
            notes,
            amendments: None,
        };
        (report, records)
    }
}
