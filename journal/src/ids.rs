//! Names of things. An entry is named by `(device, seq)`; a village, a household, a
//! resident, a session is named by the entry that created it. No random ids.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::bytes::fixed_bytes;

fixed_bytes! {
    /// One store on one phone with one key (or the hall): the first 8 bytes of the
    /// SHA-256 of its public key. Not a person.
    DeviceId, 8
}

impl DeviceId {
    /// How many of its bytes say which hall writes.
    const OF_HALL: usize = 6;

    /// Whether it is a device of the hall whose identity key gives the id `hall`: that one,
    /// or the one under which a later generation of it writes. A phone never is.
    #[must_use]
    pub fn is_of_hall(self, hall: Self) -> bool {
        self.0[..Self::OF_HALL] == hall.0[..Self::OF_HALL]
    }

    /// The device of the same hall that ends on these bytes.
    #[must_use]
    pub fn of_same_hall(self, end: [u8; 2]) -> Self {
        let mut id = self;
        id.0[Self::OF_HALL..].copy_from_slice(&end);
        id
    }

    /// Whose key signs what this device writes for a hall: its own, or the hall's.
    #[must_use]
    pub fn signer(self, hall: Self) -> Self {
        if self.is_of_hall(hall) { hall } else { self }
    }
}

/// Position in a device's journal, from 1, without gaps.
pub type Seq = u64;

/// The highest seq that an entry can have: far more than a device ever writes, and what a
/// phone's store has room for. A name with a higher one is no name; whoever writes it
/// wrote nothing that can be read.
pub const MAX_SEQ: Seq = u32::MAX as u64;

/// An entry: which device wrote it, and its position there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId {
    /// The device that wrote it.
    pub device: DeviceId,
    /// Its position in that device's journal.
    pub seq: Seq,
}

impl EntryId {
    /// The name of an entry; `None` when no entry has so high a seq.
    #[must_use]
    pub fn new(device: DeviceId, seq: Seq) -> Option<Self> {
        (seq <= MAX_SEQ).then_some(Self { device, seq })
    }
}

/// The text is not of the form `0123456789abcdef-12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id (16 hex digits, a dash, a number)")]
pub struct BadId;

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.device, self.seq)
    }
}

impl fmt::Debug for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for EntryId {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let (device, seq) = text.split_once('-').ok_or(BadId)?;
        let (device, seq) = (device.parse().ok(), seq.parse().ok());
        device.zip(seq).and_then(|(device, seq)| Self::new(device, seq)).ok_or(BadId)
    }
}

impl Serialize for EntryId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            (self.device, self.seq).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for EntryId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
            text.parse().map_err(serde::de::Error::custom)
        } else {
            let (device, seq) = Deserialize::deserialize(deserializer)?;
            Self::new(device, seq).ok_or_else(|| serde::de::Error::custom(BadId))
        }
    }
}

macro_rules! named_by_entry {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub EntryId);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                text.parse().map(Self)
            }
        }
    )+};
}

named_by_entry! {
    /// A thôn or tổ dân phố.
    VillageId,
    /// A community digital team (tổ công nghệ số cộng đồng).
    TeamId,
    /// A person who uses the phone app.
    VolunteerId,
    /// A household (hộ).
    HouseholdId,
    /// A resident (người dân).
    ResidentId,
    /// A session (buổi).
    SessionId,
}

/// A skill (kỹ năng). The number is given once in the content and never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SkillId(pub u16);

impl fmt::Display for SkillId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
