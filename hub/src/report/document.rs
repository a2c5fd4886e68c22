//! The report as it is handed in and kept: rows, difficulties, notes. Its JSON is
//! documented in `docs/report.md`; fields are added, never renamed.

use std::collections::BTreeMap;

use camtay_content::Text;
use camtay_journal::entry::{Outcomes, Reason, Segment};
use camtay_journal::ids::{EntryId, HouseholdId, ResidentId, SessionId, SkillId, VillageId};
use camtay_journal::vietnamese::Day;
use serde::{Deserialize, Serialize};

/// The name of this JSON's form.
pub const SCHEMA: &str = "camtay/report/1";

/// A report with its figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: String,
    /// The commune.
    pub commune: Commune,
    /// First day of the period.
    pub from: Day,
    /// As-of date and last day of the period.
    pub as_of: Day,
    /// How many weeks (Monday to Sunday) the period touches.
    pub weeks: u32,
    /// The number it was frozen under; absent for a draft.
    pub number: Option<u32>,
    /// Title.
    pub title: Text,
    /// The columns of the table, in order.
    pub columns: Vec<ColumnHead>,
    /// The rows, in the template's order.
    pub rows: Vec<Row>,
    /// Why people got stuck in the period.
    pub difficulties: Difficulties,
    /// Those who were met and did not want their name written.
    pub refusals: Refusals,
    /// Where two volunteers say different things; for the officer to look at.
    pub disagreements: Vec<DisagreementLine>,
    /// Days to come back that are still open.
    pub appointments: Appointments,
    /// What the figures rest on.
    pub basis: Basis,
    /// What stands under the table.
    pub notes: Vec<Text>,
    /// What changed in the last frozen report's figures since it was frozen.
    pub amendments: Option<Amendments>,
}

/// The commune and its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commune {
    /// Five digits.
    pub code: String,
    /// "xã …", "phường …", "đặc khu …".
    pub name: String,
    /// Its word for village.
    pub village_word: String,
    /// The title of its teams.
    pub team_title: String,
}

/// What a column of the table shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// The row's number (TT).
    Number,
    /// The indicator.
    Label,
    /// The result.
    Result,
    /// The evidence.
    Evidence,
}

/// A column with its head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnHead {
    /// What it shows.
    pub shows: ColumnKind,
    /// Its head.
    pub head: Text,
}

/// Where a row's result comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowState {
    /// The head of a group of rows.
    Heading,
    /// Counted from the records.
    Counted,
    /// Typed by the officer.
    Typed,
    /// Waits for the officer.
    NotTyped,
    /// "Không thuộc thẩm quyền địa phương".
    OutsideAuthority,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// TT.
    pub number: String,
    /// The indicator's words.
    pub label: Text,
    /// Where the result comes from.
    pub state: RowState,
    /// The result in words.
    pub result: Text,
    /// The counts by name; which ones there are is fixed for each figure.
    pub counts: BTreeMap<String, u64>,
    /// The share, where the row is one.
    pub rate: Option<Rate>,
    /// What the officer adds from elsewhere: beside the figure, never in it.
    pub supplement: Option<Supplement>,
    /// What is wrong with the figure.
    pub error: Option<Text>,
    /// Lines of evidence.
    pub evidence: Vec<Evidence>,
}

/// A share. With a denominator of 0, or a numerator above it, there is no percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// How many.
    pub numerator: u64,
    /// Of how many.
    pub denominator: u64,
    /// Whole percent, half up.
    pub percent: Option<u8>,
}

impl Rate {
    /// The share of `numerator` in `denominator`.
    #[must_use]
    pub fn of(numerator: u64, denominator: u64) -> Self {
        let sane = denominator > 0 && numerator <= denominator;
        let percent = sane.then(|| {
            let (numerator, denominator) = (u128::from(numerator), u128::from(denominator));
            ((200 * numerator + denominator) / (2 * denominator)) as u8
        });
        Self { numerator, denominator, percent }
    }

    /// What is wrong with it.
    #[must_use]
    pub fn error(self) -> Option<Text> {
        if self.denominator == 0 {
            Some(text(
                "Mẫu số là 0 nên chưa tính được tỉ lệ",
                "The denominator is 0, so there is no share",
            ))
        } else if self.numerator > self.denominator {
            Some(text(
                "Tử số lớn hơn mẫu số: xem lại số liệu",
                "The numerator is above the denominator: look at these numbers again",
            ))
        } else {
            None
        }
    }
}

/// A number from elsewhere with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Supplement {
    /// How many.
    pub number: u64,
    /// Which document, list or office.
    pub source: String,
    /// Of which day.
    pub date: Day,
}

/// One line of evidence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The line.
    pub text: Text,
    /// The village it names.
    pub village: Option<VillageId>,
    /// The place it names.
    pub place: Option<String>,
    /// The day it names.
    pub day: Option<Day>,
    /// The session it stands for.
    pub session: Option<SessionId>,
}

/// How often something stood in the way: distinct people, and records.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Often {
    /// Distinct residents.
    pub people: u64,
    /// Records: one a visit and skill.
    pub times: u64,
}

/// Why people got stuck.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difficulties {
    /// Altogether, the most frequent first.
    pub reasons: Vec<ReasonLine>,
    /// By village, in the order of names.
    pub by_village: Vec<VillageReasons>,
    /// By audience of the session; a session with two audiences stands under both, one
    /// without stands under none.
    pub by_audience: Vec<AudienceReasons>,
}

/// A reason and how often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonLine {
    /// Which.
    pub reason: Reason,
    /// In words.
    pub label: Text,
    /// How often.
    #[serde(flatten)]
    pub often: Often,
}

/// The reasons of a village.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VillageReasons {
    /// Which; absent when it isn't known.
    pub village: Option<VillageId>,
    /// Its name.
    pub name: String,
    /// The reasons, the most frequent first.
    pub reasons: Vec<ReasonLine>,
}

/// The reasons of an audience.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AudienceReasons {
    /// Which; absent for records outside a session or in one without an audience.
    pub audience: Option<Segment>,
    /// In words.
    pub label: Text,
    /// The reasons, the most frequent first.
    pub reasons: Vec<ReasonLine>,
}

/// One anonymous head for each household in which somebody did not want to be written
/// down in the period.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusals {
    /// Altogether.
    pub heads: u64,
    /// By village, in the order of names.
    pub by_village: Vec<VillageHeads>,
}

/// Heads of a village.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VillageHeads {
    /// Which.
    pub village: VillageId,
    /// Its name.
    pub name: String,
    /// How many.
    pub heads: u64,
}

/// Two volunteers, one resident, one skill, one day, two stories.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisagreementLine {
    /// Whom about.
    pub resident: ResidentId,
    /// In which household.
    pub household: HouseholdId,
    /// The village's name.
    pub village: String,
    /// Which skill.
    pub skill: SkillId,
    /// Its title.
    pub title: Text,
    /// When.
    pub day: Day,
    /// The entry that says finished.
    pub finished: EntryId,
    /// The entry that says refused or stuck.
    pub not: EntryId,
}

/// Days to come back, as they stand now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointments {
    /// Residents with one that is open.
    pub open: u64,
    /// Of these, those whose day lies before the as-of date.
    pub overdue: u64,
}

/// What the figures rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// The skills of rows 3.3 and 3.5.
    pub essential_skills: Vec<SkillLine>,
    /// Which outcomes count.
    pub counting: Outcomes,
    /// Percent of weeks for a regular village.
    pub weekly_lesson_share: u8,
    /// The number of adults that the officer entered.
    pub population: Option<Supplement>,
    /// The number of workers that the officer entered.
    pub workers: Option<Supplement>,
}

/// A skill by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkillLine {
    /// Its number.
    pub skill: SkillId,
    /// Its title.
    pub title: Text,
}

/// What changed in a frozen report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendments {
    /// The frozen report's number.
    pub number: u32,
    /// Its period.
    pub from: Day,
    /// Its as-of date.
    pub as_of: Day,
    /// The figures that are different now, in the order of rows.
    pub changes: Vec<Amendment>,
}

/// A figure of a frozen report as it would be now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// The row.
    pub row: String,
    /// The count, or `numerator`, `denominator`.
    pub figure: String,
    /// As frozen; absent when the row had no such figure.
    pub was: Option<u64>,
    /// As it would be now.
    pub now: Option<u64>,
    /// Records that came to it.
    pub added: u64,
    /// Records that left it: corrected, merged, set aside.
    pub removed: u64,
}

/// Both languages.
pub(super) fn text(vi: impl Into<String>, en: impl Into<String>) -> Text {
    Text { vi: vi.into(), en: en.into(), ..Text::default() }
}
