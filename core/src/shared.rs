//! The journal's words as the apps get them, and ids and days as text.

use std::str::FromStr;

use camtay_journal::entry::{
    Consent, Occupation, Organiser, Outcome, PhoneKind, Reason, Segment, SessionKind,
    SetAsideReason, Status, StepMark,
};
use camtay_journal::vietnamese::Day;

use crate::error::{BadInput, CoreError};

#[uniffi::remote(Enum)]
pub enum PhoneKind {
    Own,
    Shared,
    Keypad,
    None,
}

#[uniffi::remote(Enum)]
pub enum Occupation {
    Worker,
    Other,
}

#[uniffi::remote(Enum)]
pub enum Status {
    Active,
    MovedAway,
    Died,
    Guest,
}

#[uniffi::remote(Enum)]
pub enum Consent {
    Asked,
    Given,
    Refused,
    Withdrawn,
}

#[uniffi::remote(Enum)]
pub enum Reason {
    NoSmartphone,
    SharedPhone,
    OldPhone,
    NoNetwork,
    NoSim,
    NoChipCard,
    AtPolice,
    ForgotPassword,
    ScreenDiffers,
    AfraidOfScams,
    Other,
}

#[uniffi::remote(Enum)]
pub enum SessionKind {
    HomeVisit,
    Class,
    WeeklyLesson,
    CampaignDay,
    PublicServiceWeek,
    Conference,
    OneStopDesk,
}

#[uniffi::remote(Enum)]
pub enum Segment {
    OlderPeople,
    PeopleWithDisabilities,
    EthnicMinorities,
    Poor,
    SmallTraders,
    Farmers,
    FreeWorkers,
    Workers,
    CooperativeOwners,
    HouseholdBusinesses,
    Pupils,
    Officials,
    Teachers,
    PartyMembers,
    RemoteVillages,
}

#[uniffi::remote(Enum)]
pub enum Organiser {
    Team,
    YouthUnion,
    WomensUnion,
    FarmersUnion,
    VeteransUnion,
    PartyCell,
    School,
    Commune,
}

#[uniffi::remote(Enum)]
pub enum SetAsideReason {
    NotAllowed,
    Malformed,
    FromTheFuture,
    UnknownTarget,
    IdNumber,
    Officer,
}

/// What came of a step or a whole skill: the journal's `Outcome` with a named field.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, uniffi::Enum,
)]
#[serde(rename_all = "snake_case")]
pub enum StepOutcome {
    /// Tự làm được.
    Alone,
    /// Làm được khi có hỗ trợ.
    Helped,
    /// Đã có từ trước.
    Already,
    /// Không áp dụng.
    NotApplicable,
    /// Vướng.
    Stuck {
        /// Why.
        reason: Reason,
    },
    /// Từ chối.
    Refused,
    /// Hẹn lại.
    ComeBack,
}

impl From<StepOutcome> for Outcome {
    fn from(outcome: StepOutcome) -> Self {
        match outcome {
            StepOutcome::Alone => Self::Alone,
            StepOutcome::Helped => Self::Helped,
            StepOutcome::Already => Self::Already,
            StepOutcome::NotApplicable => Self::NotApplicable,
            StepOutcome::Stuck { reason } => Self::Stuck(reason),
            StepOutcome::Refused => Self::Refused,
            StepOutcome::ComeBack => Self::ComeBack,
        }
    }
}

impl From<Outcome> for StepOutcome {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Alone => Self::Alone,
            Outcome::Helped => Self::Helped,
            Outcome::Already => Self::Already,
            Outcome::NotApplicable => Self::NotApplicable,
            Outcome::Stuck(reason) => Self::Stuck { reason },
            Outcome::Refused => Self::Refused,
            Outcome::ComeBack => Self::ComeBack,
        }
    }
}

impl StepOutcome {
    pub(crate) fn of(mark: StepMark) -> Option<Self> {
        mark.outcome().map(Self::from)
    }
}

/// An id that came back from a screen.
pub(crate) fn id<Id: FromStr>(field: &'static str, text: &str) -> Result<Id, CoreError> {
    text.parse().map_err(|_| CoreError::input(field, BadInput::Id))
}

/// A day in ISO form.
pub(crate) fn day(field: &'static str, text: &str) -> Result<Day, CoreError> {
    text.parse().map_err(|_| CoreError::input(field, BadInput::Day))
}
