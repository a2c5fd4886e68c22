//! What only the hall may write: its lists, its phones, its decisions.

use serde::{Deserialize, Serialize};

use super::Subject;
use super::guided::Outcomes;
use crate::bytes::fixed_bytes;
use crate::ids::{
    DeviceId, EntryId, ResidentId, Seq, SessionId, SkillId, TeamId, VillageId, VolunteerId,
};
use crate::keys::PublicKey;
use crate::vietnamese::Day;

fixed_bytes! {
    /// A SHA-256 digest.
    Sha256Digest, 32
}

/// A village, new (`village` absent: this entry names it) or changed: the whole of its
/// particulars, the latest counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VillageDefined {
    /// Which village; absent when new.
    pub village: Option<VillageId>,
    /// The commune's own code or key for it, unique in its list.
    pub key: String,
    /// Its name without the word for village.
    pub name: String,
    /// First day it exists.
    pub valid_from: Day,
    /// Last day it exists, where it was dissolved.
    pub valid_to: Option<Day>,
    /// The village that took over its people.
    pub successor: Option<VillageId>,
}

/// A team, new or changed. Its title is a setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamDefined {
    /// Which team; absent when new.
    pub team: Option<TeamId>,
    /// The commune's own key for it, unique in its list.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its villages; a youth campaign's team may span several.
    pub villages: Vec<VillageId>,
    /// Dissolved on this day.
    pub ended: Option<Day>,
}

/// What a volunteer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VolunteerKind {
    /// Member of a community digital team.
    TeamMember,
    /// Youth-union member.
    YouthUnion,
    /// Pupil or student (row 2.8).
    Pupil,
    /// Teacher.
    Teacher,
    /// Telecom staff.
    Telecom,
    /// Officer of the commune.
    Officer,
}

/// A volunteer, new or changed. Personal part: `name`, `phone`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VolunteerDefined {
    /// Who; absent when new.
    pub volunteer: Option<VolunteerId>,
    /// The commune's own key for them, unique in its list.
    pub key: String,
    /// What they are.
    pub kind: VolunteerKind,
    /// The day of their training, if trained.
    pub trained: Option<Day>,
}

/// A volunteer belongs to a team from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamJoined {
    /// Which team.
    pub team: TeamId,
    /// Who.
    pub volunteer: VolunteerId,
    /// First day.
    pub on: Day,
}

/// A volunteer no longer belongs to a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamLeft {
    /// Which team.
    pub team: TeamId,
    /// Who.
    pub volunteer: VolunteerId,
    /// First day without.
    pub on: Day,
}

/// A phone showed a valid code and its key; it waits for the officer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceEnrolled {
    /// The phone.
    pub device: DeviceId,
    /// Its key.
    pub key: PublicKey,
    /// Whose code it showed.
    pub volunteer: VolunteerId,
}

/// The officer compared the safety code on both screens and said yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceApproved {
    /// The phone.
    pub device: DeviceId,
}

/// A phone is in this volunteer's hands from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceHeld {
    /// The phone.
    pub device: DeviceId,
    /// Who.
    pub volunteer: VolunteerId,
    /// From its entry with this seq on: a position, not a clock.
    pub from_seq: Seq,
}

/// A phone gets nothing, or (a correction) everything again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceSuspended {
    /// The phone.
    pub device: DeviceId,
    /// Suspended, or lifted.
    pub suspended: bool,
}

/// What a phone wrote after `last_seq` counts no longer: by position, not by a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceRevoked {
    /// The phone.
    pub device: DeviceId,
    /// Its last entry that counts.
    pub last_seq: Seq,
}

/// The villages that a phone carries; the latest list counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VillagesAssigned {
    /// The phone.
    pub device: DeviceId,
    /// Its villages.
    pub villages: Vec<VillageId>,
}

/// Two residents are one person; what was recorded for `other` counts for `keep`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResidentsMerged {
    /// The one that stays.
    pub keep: ResidentId,
    /// The one that is the same.
    pub other: ResidentId,
}

/// They are two persons after all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResidentsSeparated {
    /// The one that had stayed.
    pub keep: ResidentId,
    /// The one that is another.
    pub other: ResidentId,
}

/// Two sessions were one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionsMerged {
    /// The one that stays.
    pub keep: SessionId,
    /// The one that is the same.
    pub other: SessionId,
}

/// They were two sessions after all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionsSeparated {
    /// The one that had stayed.
    pub keep: SessionId,
    /// The one that is another.
    pub other: SessionId,
}

/// The personal parts about this subject are gone for good; counts stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// Who or what.
    pub subject: Subject,
}

/// Why an entry was set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SetAsideReason {
    /// Its author may not write this kind.
    NotAllowed,
    /// Its bytes are not what its kind wants.
    Malformed,
    /// Its time lies too far ahead of the hall's.
    FromTheFuture,
    /// It names something that its own device never wrote.
    UnknownTarget,
    /// It carries what may be an ID number.
    IdNumber,
    /// An officer decided so.
    Officer,
}

/// An entry doesn't count; it stays stored and acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntrySetAside {
    /// Which entry.
    pub entry: EntryId,
    /// Why.
    pub reason: SetAsideReason,
}

/// It counts again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryTakenUp {
    /// Which entry.
    pub entry: EntryId,
}

/// A device's clock was off: the entries from `from_seq` on, up to the next fix, were
/// written `offset` seconds away from the true time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockFixed {
    /// The device.
    pub device: DeviceId,
    /// First entry concerned.
    pub from_seq: Seq,
    /// True time minus the device's, in seconds.
    pub offset: i64,
}

/// The pack to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackPublished {
    /// Its version.
    pub version: u32,
    /// SHA-256 of the pack file.
    pub digest: Sha256Digest,
}

/// A report stands with its figures; what comes later is an amendment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportFrozen {
    /// Its number, from 1.
    pub number: u32,
    /// First day of its period.
    pub from: Day,
    /// Its as-of date and last day.
    pub as_of: Day,
    /// SHA-256 of the figures as JSON.
    pub digest: Sha256Digest,
}

/// A setting that figures depend on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Setting {
    /// Which outcomes count as practised.
    CountingOutcomes(Outcomes),
    /// The essential skills of rows 3.3 and 3.5.
    EssentialSkills(Vec<SkillId>),
    /// Share of the period's weeks, in percent, that a village must have held a lesson
    /// in to be regular (row 2.10).
    WeeklyLessonShare(u8),
    /// The commune: its 5-digit code, its name.
    Commune {
        /// 5 digits, kept as text.
        code: String,
        /// "xã …", "phường …", "đặc khu …".
        name: String,
    },
    /// The word for village: "thôn", "tổ dân phố", …
    VillageWord(String),
    /// The title of a team.
    TeamTitle(String),
    /// After so many days without contact a phone forgets what it pulled.
    PulledDataExpires(u16),
}

/// A setting changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingChanged {
    /// To what.
    pub setting: Setting,
}
