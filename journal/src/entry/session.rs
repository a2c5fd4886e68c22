//! Sessions (buổi): home visits, classes, campaign days.

use serde::{Deserialize, Serialize};

use crate::ids::{ResidentId, SessionId, SkillId, VillageId};

/// What kind of session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionKind {
    /// Going from house to house.
    HomeVisit,
    /// A class.
    Class,
    /// The weekly community lesson (row 2.10).
    WeeklyLesson,
    /// A campaign day (ra quân, 10/10).
    CampaignDay,
    /// The week of public services.
    PublicServiceWeek,
    /// A conference.
    Conference,
    /// The one-stop desk at the hall.
    OneStopDesk,
}

/// Whom a session is aimed at. It belongs to the session, never to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Segment {
    /// Older people.
    OlderPeople,
    /// People with disabilities.
    PeopleWithDisabilities,
    /// Ethnic minorities.
    EthnicMinorities,
    /// Poor and near-poor households.
    Poor,
    /// Small traders.
    SmallTraders,
    /// Farmers.
    Farmers,
    /// Free workers.
    FreeWorkers,
    /// Workers of companies and cooperatives.
    Workers,
    /// Cooperative owners and OCOP makers.
    CooperativeOwners,
    /// Household businesses.
    HouseholdBusinesses,
    /// Pupils and students.
    Pupils,
    /// Officials.
    Officials,
    /// Teachers.
    Teachers,
    /// Party members.
    PartyMembers,
    /// Remote villages.
    RemoteVillages,
}

impl Segment {
    /// Every segment, in order.
    pub const ALL: [Self; 15] = [
        Self::OlderPeople,
        Self::PeopleWithDisabilities,
        Self::EthnicMinorities,
        Self::Poor,
        Self::SmallTraders,
        Self::Farmers,
        Self::FreeWorkers,
        Self::Workers,
        Self::CooperativeOwners,
        Self::HouseholdBusinesses,
        Self::Pupils,
        Self::Officials,
        Self::Teachers,
        Self::PartyMembers,
        Self::RemoteVillages,
    ];
}

/// Who organises a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Organiser {
    /// The village's team.
    Team,
    /// The youth union.
    YouthUnion,
    /// The women's union.
    WomensUnion,
    /// The farmers' union.
    FarmersUnion,
    /// The veterans' association.
    VeteransUnion,
    /// A party cell.
    PartyCell,
    /// A school.
    School,
    /// The commune itself.
    Commune,
}

/// A session begins. Its day is the day of this entry, whenever it ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionOpened {
    /// Where.
    pub village: VillageId,
    /// What kind.
    pub kind: SessionKind,
    /// Aimed at whom.
    pub audience: Vec<Segment>,
    /// By whom.
    pub organiser: Organiser,
    /// The host organisation, where there is one (a cooperative); never a person.
    pub host: Option<String>,
    /// The place in words ("nhà văn hoá thôn"), never a household.
    pub place: Option<String>,
    /// What is taught.
    pub skills: Vec<SkillId>,
}

/// New particulars of a session; what is absent stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionChanged {
    /// Which session.
    pub session: SessionId,
    /// New kind.
    pub kind: Option<SessionKind>,
    /// New audience.
    pub audience: Option<Vec<Segment>>,
    /// New organiser.
    pub organiser: Option<Organiser>,
    /// New host organisation.
    pub host: Option<String>,
    /// New place.
    pub place: Option<String>,
    /// New skills.
    pub skills: Option<Vec<SkillId>>,
}

/// The writing device takes part in a session that another one opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionJoined {
    /// Which session.
    pub session: SessionId,
}

/// Residents were present, or (a correction) were not. The latest word on each counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attended {
    /// Which session.
    pub session: SessionId,
    /// Who.
    pub residents: Vec<ResidentId>,
    /// Were there, or were not.
    pub present: bool,
}

/// How many were there without a name: one value a session, the latest counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadsCounted {
    /// Which session.
    pub session: SessionId,
    /// Heads without a name.
    pub unnamed: u32,
}

/// A session ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionClosed {
    /// Which session.
    pub session: SessionId,
}
