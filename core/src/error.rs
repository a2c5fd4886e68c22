//! What can go wrong inside the phone, and the ten kinds of it that a screen acts on.
//!
//! Each layer says what happened in its own enum; [`CoreError::kind`] is the one place
//! where that becomes something to show. No error carries a name, a number or a text that
//! somebody typed.

use camtay_content::PackError;
use camtay_journal::codec::CodecError;
use camtay_journal::keys::KeyError;
use camtay_journal::wire::SignedError;

use crate::keys::KeyStoreError;
use crate::packs::AppGuidesError;

/// Everything that can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum CoreError {
    /// The store is locked.
    #[error("the store is locked")]
    Locked,
    /// The PIN was wrong, or it is too early to try another one.
    #[error("the PIN was wrong or comes too early; wait {wait_seconds} s")]
    WrongPin {
        /// Seconds until the next try; 0 when it may come at once.
        wait_seconds: u64,
        /// How many tries have failed in a row.
        failed: u32,
    },
    /// There is no such thing here.
    #[error("no such {0}")]
    NotFound(&'static str),
    /// A rule forbids it.
    #[error("not allowed: {0:?}")]
    NotAllowed(Denied),
    /// Something that was typed or chosen can't be taken.
    #[error("the {field} can't be taken: {reason:?}")]
    BadInput {
        /// Which field.
        field: &'static str,
        /// What is wrong with it.
        reason: BadInput,
    },
    /// The resident has not been asked yet, or has said no.
    #[error("no consent: {0:?}")]
    NeedsConsent(ConsentMissing),
    /// The network.
    #[error("the network: {0:?}")]
    Network(NetworkProblem),
    /// The hall said no, or something that can't be used.
    #[error("the hall: {0:?}")]
    Hall(HallProblem),
    /// The encrypted store.
    #[error("the store")]
    Store(#[from] StoreError),
    /// The platform's key store.
    #[error("the key store")]
    Keys(#[from] KeyStoreError),
    /// A pack of guides that can't be used.
    #[error("the pack of guides")]
    Pack(#[from] PackError),
    /// The app's own guides can't be had.
    #[error("the app's guides")]
    NoAppGuides(#[from] AppGuidesError),
    /// The app's own guides aren't as they were built.
    #[error("the app's guides")]
    BadAppGuides(#[source] PackError),
    /// What should not be possible.
    #[error("unexpected: {0}")]
    Unexpected(&'static str),
}

/// The kinds that the apps tell apart, one for each way in which a screen acts.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, thiserror::Error, uniffi::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[uniffi(name = "CoreError")]
pub enum ErrorKind {
    /// Unlock first.
    #[error("locked")]
    Locked,
    /// Wrong PIN, or too early.
    #[error("wrong PIN, or too early")]
    WrongPin {
        /// Seconds until the next try.
        wait_seconds: u64,
        /// Failed tries in a row.
        failed: u32,
    },
    /// There is no such thing (any more).
    #[error("no such {what}")]
    NotFound {
        /// What: `resident`, `household`, `session`, `skill`, …
        what: String,
    },
    /// A rule forbids it.
    #[error("not allowed: {reason:?}")]
    NotAllowed {
        /// Which.
        reason: Denied,
    },
    /// A field can't be taken as it is.
    #[error("{field} can't be taken: {reason:?}")]
    BadInput {
        /// Which field.
        field: String,
        /// Why.
        reason: BadInput,
    },
    /// Ask for consent first, or respect the answer.
    #[error("consent: {reason:?}")]
    NeedsConsent {
        /// Not asked, refused or withdrawn.
        reason: ConsentMissing,
    },
    /// The network.
    #[error("network: {problem:?}")]
    Network {
        /// What about it.
        problem: NetworkProblem,
    },
    /// The hall.
    #[error("hall: {problem:?}")]
    Hall {
        /// What about it.
        problem: HallProblem,
    },
    /// The phone's own store, keys or disk.
    #[error("store: {problem:?}")]
    Store {
        /// What about it.
        problem: StoreProblem,
    },
    /// A mistake of ours.
    #[error("internal")]
    Internal,
}

/// Which rule forbids something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum Denied {
    /// This phone hasn't been let in by a hall yet.
    NotEnrolled,
    /// It already belongs to another hall.
    OtherHall,
    /// The entry was written on another phone.
    NotYourOwn,
    /// Only adults are written down; others are heads.
    NotAnAdult,
    /// The session has ended.
    SessionClosed,
    /// The resident has moved away, died, or was joined with another.
    NoLongerHere,
    /// The personal fields were erased.
    Erased,
    /// The guide isn't open.
    NoGuideOpen,
    /// There is a store already.
    AlreadyCreated,
    /// A store that has a PIN can't be opened without it.
    PinNeeded,
    /// The PIN was wrong so often that it opens nothing any more: begin again.
    TooManyTries,
    /// Biometrics were never switched on, or were switched off by the platform.
    NoBiometrics,
    /// Something hasn't been handed in yet.
    NotHandedIn,
    /// A hand-in is under way already.
    HandInRunning,
    /// Somebody lives in the household: they would live nowhere.
    PeopleLiveThere,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
// In Kotlin a variant of the error hides a type of its own name.
#[uniffi(name = "InputProblem")]
pub enum BadInput {
    /// It must not be empty.
    Empty,
    /// It is too long.
    TooLong,
    /// It may hold the number of an identity paper or an account.
    IdNumber,
    /// It is no name.
    NotAName,
    /// It is no birth year of an adult who may be alive.
    BirthYear,
    /// It is no Vietnamese mobile number.
    Phone,
    /// It is no day of the calendar.
    Day,
    /// The day lies in the past.
    PastDay,
    /// It is no id.
    Id,
    /// The guides have no such skill, step or question.
    NotInPack,
    /// It is out of range.
    OutOfRange,
    /// It is not what it should be: a QR of something else, a file of something else.
    NotRecognised,
    /// A PIN is six digits.
    Pin,
    /// Both are the same.
    Same,
    /// It is for another phone.
    OtherPhone,
    /// It is of or for another hall.
    OtherHall,
    /// It is cut, or was changed on the way.
    Damaged,
    /// It was taken in before.
    AlreadyTaken,
    /// A later one was taken in before.
    Outdated,
    /// It belongs to another file than the ones before.
    OtherFile,
}

/// Why nothing may be recorded for a resident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum ConsentMissing {
    /// Nobody has asked yet.
    NotAsked,
    /// Asked, no answer yet.
    NotAnswered,
    /// They said no.
    Refused,
    /// They took their yes back.
    Withdrawn,
}

/// What is wrong with the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum NetworkProblem {
    /// Nothing answers at any address.
    Unreachable,
    /// It broke in the middle; what was received stays received.
    Interrupted,
    /// It took too long.
    TooSlow,
    /// Something answers that isn't the hall: a portal page, another computer.
    NotTheHall,
    /// Somebody cancelled.
    Cancelled,
}

/// What the hall said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum HallProblem {
    /// The QR is no invitation.
    BadInvitation,
    /// The code is unknown, used or too old.
    BadCode,
    /// The officer hasn't said yes.
    NotApproved,
    /// Suspended for the time being.
    Suspended,
    /// Revoked for good.
    Revoked,
    /// Hall and phone have different entries under one number.
    Fork,
    /// It was restored from a backup and lacks earlier records of this phone: unlock it and
    /// hand in.
    EarlierMissing,
    /// Another life of the hall than the one known answered: two were opened from one
    /// backup, or the old one was switched on again. The officer decides which goes on.
    TwoHalls,
    /// Too many at once; the phone comes back by itself.
    Busy {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// It can't just now.
    Unavailable {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// It doesn't understand this phone, or what it sent is too large.
    Refused,
    /// It speaks a newer version.
    Newer,
    /// Its answer is damaged or not signed by it.
    BadAnswer,
    /// The guides it offers can't be used; the old ones stay.
    BadPack,
}

/// What is wrong with the phone's own store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum StoreProblem {
    /// There is none.
    Missing,
    /// The key doesn't open it. Nothing was touched.
    WrongKey,
    /// It was written by a newer version of the app.
    Newer,
    /// It is damaged; it was moved aside.
    Damaged,
    /// The disk is full.
    DiskFull,
    /// The platform's key store doesn't answer, or has lost its key.
    KeysUnavailable,
    /// The person cancelled, or wasn't recognised.
    KeysRefused,
    /// The disk failed.
    Failed,
}

/// What can go wrong in the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no store in this folder.
    #[error("there is no store here")]
    Missing,
    /// The key is not this store's.
    #[error("the key does not open this store")]
    WrongKey,
    /// The schema is newer than this program.
    #[error("the store has schema {found}; this version knows up to {known}")]
    Newer {
        /// Its schema.
        found: u32,
        /// The newest known here.
        known: u32,
    },
    /// The file is damaged; it was moved aside, not deleted.
    #[error("the store is damaged and was moved aside")]
    Damaged,
    /// The store holds something that this version did not write.
    #[error("the store holds a malformed {0}")]
    Malformed(&'static str),
    /// Another entry is known under this id.
    #[error("another entry is known under this id")]
    Conflict,
    /// The hall has entries of this phone that the phone itself lacks.
    #[error("the hall has entries of this phone that are not here")]
    OwnEntriesMissing,
    /// A page doesn't go on from where the last one ended.
    #[error("the page doesn't go on from where the last one ended")]
    PageOutOfOrder,
    /// An entry's bytes.
    #[error("an entry's bytes")]
    Codec(#[from] CodecError),
    /// SQLite.
    #[error("the database")]
    Sqlite(#[from] rusqlite::Error),
    /// Files beside it.
    #[error("a file beside the database")]
    Io(#[from] std::io::Error),
}

impl From<rusqlite::Error> for CoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl From<CodecError> for CoreError {
    fn from(error: CodecError) -> Self {
        Self::Store(error.into())
    }
}

impl From<std::io::Error> for CoreError {
    fn from(error: std::io::Error) -> Self {
        Self::Store(error.into())
    }
}

impl From<KeyError> for CoreError {
    fn from(error: KeyError) -> Self {
        match error {
            KeyError::CannotSign => Self::Keys(KeyStoreError::Unavailable),
            KeyError::BadKey | KeyError::BadSignature => Self::Hall(HallProblem::BadAnswer),
        }
    }
}

impl From<SignedError> for CoreError {
    fn from(error: SignedError) -> Self {
        match error {
            SignedError::Codec(CodecError::NewerVersion(_)) => Self::Hall(HallProblem::Newer),
            SignedError::Codec(_) => Self::Hall(HallProblem::BadAnswer),
            SignedError::Key(error) => error.into(),
        }
    }
}

impl CoreError {
    /// A field that can't be taken.
    pub(crate) fn input(field: &'static str, reason: BadInput) -> Self {
        Self::BadInput { field, reason }
    }

    /// What a screen has to know of it.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Locked => ErrorKind::Locked,
            Self::WrongPin { wait_seconds, failed } => {
                ErrorKind::WrongPin { wait_seconds: *wait_seconds, failed: *failed }
            }
            Self::NotFound(what) => ErrorKind::NotFound { what: (*what).to_owned() },
            Self::NotAllowed(reason) => ErrorKind::NotAllowed { reason: *reason },
            Self::BadInput { field, reason } => {
                ErrorKind::BadInput { field: (*field).to_owned(), reason: *reason }
            }
            Self::NeedsConsent(reason) => ErrorKind::NeedsConsent { reason: *reason },
            Self::Network(problem) => ErrorKind::Network { problem: *problem },
            Self::Hall(problem) => ErrorKind::Hall { problem: *problem },
            Self::Store(error) => error.kind(),
            Self::Keys(KeyStoreError::Unavailable) => {
                ErrorKind::Store { problem: StoreProblem::KeysUnavailable }
            }
            Self::Keys(KeyStoreError::Refused) => {
                ErrorKind::Store { problem: StoreProblem::KeysRefused }
            }
            Self::Pack(_) => ErrorKind::Hall { problem: HallProblem::BadPack },
            Self::NoAppGuides(_) | Self::BadAppGuides(_) | Self::Unexpected(_) => {
                ErrorKind::Internal
            }
        }
    }
}

impl StoreError {
    fn kind(&self) -> ErrorKind {
        let problem = match self {
            Self::Missing => StoreProblem::Missing,
            Self::WrongKey => StoreProblem::WrongKey,
            Self::Newer { .. } => StoreProblem::Newer,
            Self::Damaged | Self::Malformed(_) | Self::Codec(_) => StoreProblem::Damaged,
            Self::Conflict | Self::OwnEntriesMissing => {
                return ErrorKind::Hall { problem: HallProblem::Fork };
            }
            Self::PageOutOfOrder => return ErrorKind::Hall { problem: HallProblem::BadAnswer },
            Self::Sqlite(error) => match error.sqlite_error_code() {
                Some(rusqlite::ErrorCode::DiskFull) => StoreProblem::DiskFull,
                Some(rusqlite::ErrorCode::DatabaseCorrupt) => StoreProblem::Damaged,
                _ => StoreProblem::Failed,
            },
            Self::Io(error) if error.kind() == std::io::ErrorKind::StorageFull => {
                StoreProblem::DiskFull
            }
            Self::Io(_) => StoreProblem::Failed,
        };
        ErrorKind::Store { problem }
    }
}
