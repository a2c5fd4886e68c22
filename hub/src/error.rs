//! What can go wrong at the hall, and what a phone or an operator is told of it.

use camtay_journal::codec::CodecError;
use camtay_journal::fold::DeviceStanding;
use camtay_journal::ids::Seq;
use camtay_journal::keys::KeyError;
use camtay_journal::wire::{Refusal, RefusalKind};

/// Why the hall refused or failed. `Display` is one sentence or a fragment of one without
/// personal data.
#[derive(Debug, thiserror::Error)]
pub enum HubError {
    /// The operator's input is refused: one sentence that says what is wrong and what to do.
    #[error("{0}")]
    Refused(String),
    /// `check` found differences: how many.
    #[error("{0} differences found; restore the last good backup, or ask for help before going on")]
    CheckFailed(usize),
    /// `doctor` found something wrong: how much.
    #[error("{0} of these wrong; do what stands there")]
    Unwell(usize),
    /// A file can't be read or written.
    #[error("{what}: {source}")]
    File {
        /// Which file, or what was being done with it.
        what: String,
        /// Why.
        source: std::io::Error,
    },
    /// A disk is full; what was begun there is gone again.
    #[error("there is no room left on that disk; free some, or name a folder on another one")]
    NoRoom,
    /// The store can't do it now.
    #[error("the store does not answer: {0}")]
    Unavailable(String),
    /// The store holds what no version of this program wrote.
    #[error("the store is damaged: {0}; run camtay-hub check")]
    Damaged(String),
    /// A request makes no sense to this hall.
    #[error("{0}")]
    BadRequest(&'static str),
    /// An enrolment code is unknown, used or too old.
    #[error("this enrolment code is unknown, used or older than ten minutes; make a new one")]
    BadCode,
    /// No token, or one that is unknown or too old.
    #[error("a token is needed")]
    TokenNeeded,
    /// The phone may not: where it stands.
    #[error("this phone is not let in")]
    NotLetIn(DeviceStanding),
    /// Entries before these are missing.
    #[error("entries are missing before these")]
    Gap(Seq),
    /// The hall has other entries under these seqs.
    #[error("the hall has other entries under the same numbers")]
    Fork,
    /// Larger than the hall takes.
    #[error("larger than {0} bytes")]
    TooLarge(usize),
    /// Too much at once.
    #[error("too many at once")]
    Busy,
    /// A key could not sign or is no key.
    #[error("the hall's key: {0}")]
    Key(#[from] KeyError),
    /// Entries can't be packed or unpacked.
    #[error("the entries: {0}")]
    Codec(#[from] CodecError),
}

/// How long a refused phone should wait, in seconds.
const BUSY_WAIT: u32 = 2;
const UNAVAILABLE_WAIT: u32 = 30;

impl HubError {
    /// A file can't be read or written.
    pub fn file(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let what = what.into();
        move |source| Self::File { what, source }
    }

    /// The exit code of the program: 1 refused, 3 check or doctor found something, 4 the store or a file
    /// can't be used just now. (0 is success, 2 a wrong command line.)
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::CheckFailed(_) | Self::Unwell(_) => 3,
            Self::File { .. } | Self::NoRoom | Self::Unavailable(_) | Self::Damaged(_) => 4,
            _ => 1,
        }
    }

    /// What a phone is told, and the status of the answer. The cause stays in the log.
    #[must_use]
    pub fn refusal(&self, request: u64) -> (u16, Refusal) {
        let (status, kind) = match self {
            Self::BadRequest(_) | Self::Refused(_) => (400, RefusalKind::BadRequest),
            Self::TooLarge(_) => (413, RefusalKind::TooLarge),
            Self::BadCode => (410, RefusalKind::BadCode),
            Self::TokenNeeded => (401, RefusalKind::TokenNeeded),
            Self::NotLetIn(DeviceStanding::Suspended) => (403, RefusalKind::Suspended),
            Self::NotLetIn(DeviceStanding::Revoked) => (403, RefusalKind::Revoked),
            Self::NotLetIn(_) => (403, RefusalKind::NotApproved),
            Self::Gap(_) => (409, RefusalKind::Gap),
            Self::Fork => (409, RefusalKind::Fork),
            Self::Busy => (429, RefusalKind::Busy),
            Self::CheckFailed(_)
            | Self::Unwell(_)
            | Self::File { .. }
            | Self::NoRoom
            | Self::Unavailable(_)
            | Self::Damaged(_)
            | Self::Key(_)
            | Self::Codec(_) => (503, RefusalKind::Unavailable),
        };
        let retry_after = match kind {
            RefusalKind::Busy => Some(BUSY_WAIT),
            RefusalKind::Unavailable => Some(UNAVAILABLE_WAIT),
            _ => None,
        };
        let wanted_seq = match self {
            Self::Gap(wanted) => Some(*wanted),
            _ => None,
        };
        let message = match kind {
            RefusalKind::Unavailable => "the hall can't answer now; its log says why".to_owned(),
            _ => self.to_string(),
        };
        (status, Refusal { kind, message, wanted_seq, retry_after, request })
    }
}
