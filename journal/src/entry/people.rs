//! Households and residents: who they are, what they agreed to, when to come back.

use serde::{Deserialize, Serialize};

use crate::ids::{HouseholdId, ResidentId, SessionId, SkillId, VillageId};
use crate::vietnamese::Day;

/// A household in a village. Personal part: the head's `name`, free-text `place`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdAdded {
    /// Where it lives.
    pub village: VillageId,
}

/// New particulars of a household; what is absent stays. Personal part: `name`, `place`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdChanged {
    /// Which household.
    pub household: HouseholdId,
    /// It moved to this village.
    pub village: Option<VillageId>,
}

/// The household was reached, in any kind of session (row 2.12 of the report).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdVisited {
    /// Which household.
    pub household: HouseholdId,
    /// During which session.
    pub session: Option<SessionId>,
    /// Whom of it the volunteer met.
    pub residents: Vec<ResidentId>,
}

/// Whether a phone is the person's own; what can be practised depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneKind {
    /// Their own smartphone.
    Own,
    /// A smartphone shared in the family.
    Shared,
    /// A phone with keys only.
    Keypad,
    /// No phone.
    None,
}

/// The optional occupation group that row 3.5 needs, and no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occupation {
    /// Worker of a company or cooperative.
    Worker,
    /// Anything else.
    Other,
}

/// Where a resident's life stands for the commune.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Lives here.
    Active,
    /// Moved out of the commune.
    MovedAway,
    /// Died.
    Died,
    /// From another commune: counts for volunteer and session, never in row 3.3.
    Guest,
}

/// A resident of a household; adults only. Personal part: `name`, `birth_year`, `phone`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResidentAdded {
    /// Which household.
    pub household: HouseholdId,
    /// Adult by birth year or, where that is unknown, by the volunteer's word. Stands
    /// outside the personal part so that counts stay after an erasure.
    pub adult: bool,
    /// Lives here or guest.
    pub status: Status,
    /// Which phone they use, if asked.
    pub phone_kind: Option<PhoneKind>,
    /// The occupation group, if told.
    pub occupation: Option<Occupation>,
}

/// New particulars of a resident; what is absent stays. Personal part: `name`,
/// `birth_year`, `phone`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResidentChanged {
    /// Which resident.
    pub resident: ResidentId,
    /// Now lives in this household: moved, also to another village, or the household split.
    pub household: Option<HouseholdId>,
    /// New status.
    pub status: Option<Status>,
    /// Adult or not.
    pub adult: Option<bool>,
    /// New phone.
    pub phone_kind: Option<PhoneKind>,
    /// New occupation group.
    pub occupation: Option<Occupation>,
}

impl ResidentChanged {
    /// A change of nothing yet, to be filled in with struct update syntax.
    #[must_use]
    pub fn of(resident: ResidentId) -> Self {
        Self {
            resident,
            household: None,
            status: None,
            adult: None,
            phone_kind: None,
            occupation: None,
        }
    }
}

/// The answer to the spoken question (Luật 91/2025/QH15).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// Asked, not yet answered.
    Asked,
    /// Yes.
    Given,
    /// No: still one anonymous head for the household and period.
    Refused,
    /// A yes was taken back.
    Withdrawn,
}

/// Consent asked and answered: who, when (the entry's moment), which wording, by whom
/// (the entry's device and who held it).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentRecorded {
    /// The person, where there is one; `None` for somebody who wants no name written.
    pub resident: Option<ResidentId>,
    /// Their household.
    pub household: HouseholdId,
    /// During which session.
    pub session: Option<SessionId>,
    /// The answer.
    pub answer: Consent,
    /// Which wording of the pack was said.
    pub wording: u16,
    /// The pack's version.
    pub pack: u32,
}

/// A day to come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentSet {
    /// Whom to see.
    pub resident: ResidentId,
    /// For which skill, if for one.
    pub skill: Option<SkillId>,
    /// When.
    pub on: Day,
}

/// The appointments of a resident that were set before this entry are done with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentKept {
    /// Whom.
    pub resident: ResidentId,
    /// For one skill, or for all.
    pub skill: Option<SkillId>,
}

/// The short check of everyday situations, before or after guidance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuickCheckDone {
    /// Whose.
    pub resident: ResidentId,
    /// After guidance, or before.
    pub after: bool,
    /// The pack's version.
    pub pack: u32,
    /// Question number of the pack, and whether the answer was the safe one.
    pub answers: Vec<(u16, bool)>,
}

/// Somebody thinks that two residents are one person. Only the hall merges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateMarked {
    /// One.
    pub one: ResidentId,
    /// The other.
    pub other: ResidentId,
}

/// A resident asks a volunteer to be erased. Only the hall erases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureAsked {
    /// Who.
    pub resident: ResidentId,
}
