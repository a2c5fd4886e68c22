//! Entries: the facts that a journal is made of.
//!
//! An entry is never changed. [`Body`] has one variant a kind; the number of a kind is
//! part of the format and never reused. A kind that this version doesn't know is kept
//! as it came ([`Body::Unknown`]), passed on, and understood after an upgrade.

mod guided;
mod hall;
mod people;
mod personal;
mod renamed;
mod session;

pub use guided::{Guided, MAX_STEPS, Outcome, Outcomes, Reason, StepMark, Steps, StepsError};
pub use hall::{
    ClockFixed, DeviceApproved, DeviceEnrolled, DeviceHeld, DeviceRevoked, DeviceSuspended,
    EntrySetAside, EntryTakenUp, Erased, PackPublished, ReportFrozen, ResidentsMerged,
    ResidentsSeparated, SessionsMerged, SessionsSeparated, SetAsideReason, Setting, SettingChanged,
    Sha256Digest, TeamDefined, TeamJoined, TeamLeft, VillageDefined, VillagesAssigned,
    VolunteerDefined, VolunteerKind,
};
pub use people::{
    AppointmentKept, AppointmentSet, Consent, ConsentRecorded, DuplicateMarked, ErasureAsked,
    HouseholdAdded, HouseholdChanged, HouseholdVisited, Occupation, PhoneKind, QuickCheckDone,
    ResidentAdded, ResidentChanged, Status,
};
pub use personal::{MAX_TEXT, PersonalHash, PersonalPart, SALT_LENGTH, Sealed};
pub use session::{
    Attended, HeadsCounted, Organiser, Segment, SessionChanged, SessionClosed, SessionJoined,
    SessionKind, SessionOpened,
};

use serde::{Deserialize, Serialize};

use crate::clock::{Hlc, Stamp};
use crate::ids::{EntryId, HouseholdId, ResidentId, SessionId, VolunteerId};

/// One fact, as written on one device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Who wrote it, and where it stands in that journal.
    pub id: EntryId,
    /// When, by the writing device's clock.
    pub at: Hlc,
    /// What is so.
    pub body: Body,
    /// The personal fields, detached: the chain covers only their salted hash.
    pub personal: Personal,
}

/// What an entry has of its personal part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Personal {
    /// It never had one.
    #[default]
    None,
    /// The part and its salt.
    Here(Sealed),
    /// Only the hash is left: the part was erased, or hasn't come.
    Gone(PersonalHash),
}

impl Personal {
    /// The hash that the chain covers, if there is (or was) a part.
    #[must_use]
    pub fn hash(&self) -> Option<PersonalHash> {
        match self {
            Self::None => None,
            Self::Here(sealed) => Some(sealed.hash()),
            Self::Gone(hash) => Some(*hash),
        }
    }

    /// The part itself, where it is still here.
    #[must_use]
    pub fn part(&self) -> Option<&PersonalPart> {
        match self {
            Self::Here(sealed) => Some(sealed.part()),
            Self::None | Self::Gone(_) => None,
        }
    }

    /// The same without part and salt.
    #[must_use]
    pub fn erased(&self) -> Self {
        self.hash().map_or(Self::None, Self::Gone)
    }
}

impl Entry {
    /// Its place in the total order.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        Stamp { at: self.at, device: self.id.device, seq: self.id.seq }
    }
}

/// An entry takes back another one, or gives it back. Phones may do so to their own,
/// the hall to any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBack {
    /// Which entry.
    pub entry: EntryId,
}

/// See [`TakenBack`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenBack {
    /// Which entry.
    pub entry: EntryId,
}

macro_rules! bodies {
    ($($(#[$doc:meta])* $number:literal $name:ident),+ $(,)?) => {
        /// What an entry says.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Body {
            $($(#[$doc])* $name($name),)+
            /// A kind of a later version, as it came.
            Unknown {
                /// Its number.
                kind: u8,
                /// Its bytes.
                payload: Vec<u8>,
            },
        }

        impl Body {
            /// The number of its kind in the format.
            #[must_use]
            pub fn kind(&self) -> u8 {
                match self {
                    $(Self::$name(_) => $number,)+
                    Self::Unknown { kind, .. } => *kind,
                }
            }

            /// The name of its kind, for people and logs.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => stringify!($name),)+
                    Self::Unknown { .. } => "Unknown",
                }
            }

            /// Its bytes (postcard of the variant's struct).
            ///
            /// # Errors
            /// None that a value of these types can cause; postcard's signature has one.
            pub fn payload(&self) -> Result<Vec<u8>, postcard::Error> {
                match self {
                    $(Self::$name(value) => postcard::to_stdvec(value),)+
                    Self::Unknown { payload, .. } => Ok(payload.clone()),
                }
            }

            /// Reads a body of `kind`. A number that no kind has becomes
            /// [`Body::Unknown`].
            ///
            /// # Errors
            /// When the bytes are not a body of that kind to the last byte.
            pub fn read(kind: u8, payload: &[u8]) -> Result<Self, postcard::Error> {
                match kind {
                    $($number => match postcard::take_from_bytes(payload)? {
                        (value, []) => Ok(Self::$name(value)),
                        _ => Err(postcard::Error::DeserializeBadEncoding),
                    },)+
                    _ => Ok(Self::Unknown { kind, payload: payload.to_vec() }),
                }
            }
        }

        $(impl From<$name> for Body {
            fn from(value: $name) -> Self {
                Self::$name(value)
            }
        })+
    };
}

bodies! {
    // Corrections
    /// An entry is taken back.
    1 TakenBack,
    /// An entry that was taken back counts again.
    2 GivenBack,

    // People, written on phones and by the hall's import
    /// A household comes to be.
    10 HouseholdAdded,
    /// A household's particulars change.
    11 HouseholdChanged,
    /// A household was visited in a session.
    12 HouseholdVisited,
    /// A resident comes to be.
    13 ResidentAdded,
    /// A resident's particulars, status or household change.
    14 ResidentChanged,
    /// Consent was asked, given, refused or withdrawn.
    15 ConsentRecorded,
    /// An appointment to come back was made or moved.
    16 AppointmentSet,
    /// An appointment was kept or dropped.
    17 AppointmentKept,
    /// A before/after check was done.
    18 QuickCheckDone,
    /// Two residents look like one.
    19 DuplicateMarked,
    /// A resident asks to be erased.
    20 ErasureAsked,

    // The guide
    /// Residents were guided through a skill.
    30 Guided,

    // Sessions
    /// A session begins.
    40 SessionOpened,
    /// A session's particulars change.
    41 SessionChanged,
    /// A device joins a session that another opened.
    42 SessionJoined,
    /// Who was there, by name.
    43 Attended,
    /// How many were there without a name.
    44 HeadsCounted,
    /// A session ends.
    45 SessionClosed,

    // The hall's own
    /// A village comes to be, or its particulars change.
    60 VillageDefined,
    /// A team comes to be, or its particulars change.
    61 TeamDefined,
    /// A volunteer comes to be, or their particulars change.
    62 VolunteerDefined,
    /// A volunteer joins a team.
    63 TeamJoined,
    /// A volunteer leaves a team.
    64 TeamLeft,
    /// A phone asked to be let in.
    65 DeviceEnrolled,
    /// The officer compared the safety code and let the phone in.
    66 DeviceApproved,
    /// A phone is held by a volunteer from a day on.
    67 DeviceHeld,
    /// A phone gets nothing for the time being, or gets everything again.
    68 DeviceSuspended,
    /// A phone's entries after a seq count no longer.
    69 DeviceRevoked,
    /// Which villages a phone carries.
    70 VillagesAssigned,
    /// Two residents are one.
    71 ResidentsMerged,
    /// Two residents that were merged are two.
    72 ResidentsSeparated,
    /// Two sessions are one.
    73 SessionsMerged,
    /// Two sessions that were merged are two.
    74 SessionsSeparated,
    /// A resident, household or volunteer is erased.
    75 Erased,
    /// An entry doesn't count, for a reason.
    76 EntrySetAside,
    /// An entry that was set aside counts again.
    77 EntryTakenUp,
    /// A device's clock was off.
    78 ClockFixed,
    /// A skill pack is the one to use.
    79 PackPublished,
    /// A report is fixed with its figures.
    80 ReportFrozen,
    /// A setting of the commune changes.
    81 SettingChanged,
}

/// Whom or what an entry speaks of, and who or what can be erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// A household.
    Household(HouseholdId),
    /// A resident.
    Resident(ResidentId),
    /// A session.
    Session(SessionId),
    /// A volunteer.
    Volunteer(VolunteerId),
}

impl Entry {
    /// The households, residents, sessions and volunteers that this entry speaks of;
    /// their state is the fold of the entries that name them. A correction speaks of
    /// what its target speaks of, which only the journal knows.
    #[must_use]
    pub fn subjects(&self) -> Vec<Subject> {
        let mut all = Vec::new();
        self.each_subject(|subject| all.push(subject));
        all
    }

    /// As [`Entry::subjects`], one by one.
    pub fn each_subject(&self, mut see: impl FnMut(Subject)) {
        use Subject::{Household, Resident, Session, Volunteer};
        match &self.body {
            Body::HouseholdAdded(_) => see(Household(HouseholdId(self.id))),
            Body::HouseholdChanged(it) => see(Household(it.household)),
            Body::HouseholdVisited(it) => {
                see(Household(it.household));
                it.session.map(Session).into_iter().for_each(&mut see);
                it.residents.iter().copied().map(Resident).for_each(see);
            }
            Body::ResidentAdded(it) => {
                see(Resident(ResidentId(self.id)));
                see(Household(it.household));
            }
            Body::ResidentChanged(it) => {
                see(Resident(it.resident));
                it.household.map(Household).into_iter().for_each(see);
            }
            Body::ConsentRecorded(it) => {
                it.resident.map(Resident).into_iter().for_each(&mut see);
                see(Household(it.household));
                it.session.map(Session).into_iter().for_each(see);
            }
            Body::AppointmentSet(it) => see(Resident(it.resident)),
            Body::AppointmentKept(it) => see(Resident(it.resident)),
            Body::QuickCheckDone(it) => see(Resident(it.resident)),
            Body::DuplicateMarked(it) => [it.one, it.other].map(Resident).into_iter().for_each(see),
            Body::ErasureAsked(it) => see(Resident(it.resident)),
            Body::Guided(it) => {
                it.residents.iter().copied().map(Resident).for_each(&mut see);
                it.session.map(Session).into_iter().for_each(see);
            }
            Body::SessionOpened(_) => see(Session(SessionId(self.id))),
            Body::SessionChanged(it) => see(Session(it.session)),
            Body::SessionJoined(it) => see(Session(it.session)),
            Body::Attended(it) => {
                see(Session(it.session));
                it.residents.iter().copied().map(Resident).for_each(see);
            }
            Body::HeadsCounted(it) => see(Session(it.session)),
            Body::SessionClosed(it) => see(Session(it.session)),
            Body::VolunteerDefined(it) => {
                see(Volunteer(it.volunteer.unwrap_or(VolunteerId(self.id))));
            }
            Body::ResidentsMerged(it) => {
                [it.keep, it.other].map(Resident).into_iter().for_each(see)
            }
            Body::ResidentsSeparated(it) => {
                [it.keep, it.other].map(Resident).into_iter().for_each(see);
            }
            Body::SessionsMerged(it) => [it.keep, it.other].map(Session).into_iter().for_each(see),
            Body::SessionsSeparated(it) => {
                [it.keep, it.other].map(Session).into_iter().for_each(see);
            }
            Body::Erased(it) => see(it.subject),
            Body::TakenBack(_)
            | Body::GivenBack(_)
            | Body::VillageDefined(_)
            | Body::TeamDefined(_)
            | Body::TeamJoined(_)
            | Body::TeamLeft(_)
            | Body::DeviceEnrolled(_)
            | Body::DeviceApproved(_)
            | Body::DeviceHeld(_)
            | Body::DeviceSuspended(_)
            | Body::DeviceRevoked(_)
            | Body::VillagesAssigned(_)
            | Body::EntrySetAside(_)
            | Body::EntryTakenUp(_)
            | Body::ClockFixed(_)
            | Body::PackPublished(_)
            | Body::ReportFrozen(_)
            | Body::SettingChanged(_)
            | Body::Unknown { .. } => {}
        }
    }

    /// Whether its personal part is about this subject: erasing the subject drops the
    /// part. A guide's note is about everybody whom the guide names.
    #[must_use]
    pub fn is_personal_of(&self, subject: Subject) -> bool {
        match (&self.body, subject) {
            (Body::HouseholdAdded(_), Subject::Household(id)) => id.0 == self.id,
            (Body::HouseholdChanged(it), Subject::Household(id)) => it.household == id,
            (Body::ResidentAdded(_), Subject::Resident(id)) => id.0 == self.id,
            (Body::ResidentChanged(it), Subject::Resident(id)) => it.resident == id,
            (Body::Guided(it), Subject::Resident(id)) => it.residents.contains(&id),
            (Body::VolunteerDefined(it), Subject::Volunteer(id)) => {
                it.volunteer.unwrap_or(VolunteerId(self.id)) == id
            }
            _ => false,
        }
    }
}
