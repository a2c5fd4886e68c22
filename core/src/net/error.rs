//! What can go wrong between this phone and its hall. No names, numbers or texts of
//! people, and no addresses.

use camtay_journal::codec::batch::BatchError;
use camtay_journal::ids::Seq;
use camtay_journal::keys::KeyError;
use camtay_journal::wire::{RefusalKind, SignedError};

use super::upload::plan::{Fork, WrongReceipt};
use crate::error::{CoreError, Denied, HallProblem, NetworkProblem};

/// Why a conversation with the hall ended. Everything recorded stays on the phone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NetError {
    /// The phone doesn't know a hall yet.
    #[error("this phone has no hall")]
    NoHall,
    /// None of the hall's addresses answered.
    #[error("no address of the hall answered")]
    NoAnswer,
    /// Somebody answered, but with another key than the pinned one, or in no TLS at all.
    #[error("another computer answers at the hall's addresses")]
    AnotherHall,
    /// The connection broke in the middle.
    #[error("the connection broke")]
    Broken,
    /// The hall said no.
    #[error("the hall refused: {kind:?}")]
    Refused {
        /// About what; the phone decides by it alone.
        kind: RefusalKind,
        /// With [`RefusalKind::Gap`]: the seq the hall wants.
        wanted_seq: Option<Seq>,
        /// Seconds to wait before asking again.
        retry_after: Option<u32>,
    },
    /// An answer of the pinned hall that this version can't use.
    #[error("the hall's answer can't be used: {0}")]
    BadAnswer(&'static str),
    /// Signed bytes of the hall that don't hold.
    #[error("the hall's answer isn't right")]
    Signed(#[from] SignedError),
    /// See [`Fork`].
    #[error(transparent)]
    Fork(#[from] Fork),
    /// See [`WrongReceipt`].
    #[error(transparent)]
    WrongReceipt(#[from] WrongReceipt),
    /// The text or picture that was read is no invitation of a hall.
    #[error("not an invitation of a hall")]
    NotAnInvitation,
    /// The person stopped it.
    #[error("stopped by hand")]
    Cancelled,
    /// Another hand-in is under way on this phone.
    #[error("another hand-in is under way")]
    AlreadyRunning,
    /// The key store could not sign.
    #[error("the key store could not sign")]
    Key(#[from] KeyError),
    /// A batch could not be made of the own entries.
    #[error("a batch could not be made")]
    Batch(#[from] BatchError),
}

impl NetError {
    /// Whether the same thing may well succeed a little later.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::NoAnswer | Self::Broken => true,
            Self::Refused { kind, .. } => {
                matches!(kind, RefusalKind::Busy | RefusalKind::Unavailable)
            }
            _ => false,
        }
    }

    /// How long the hall asked to wait, in seconds.
    #[must_use]
    pub fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Refused { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    /// Whether the hall refused for this reason.
    #[must_use]
    pub fn is_refusal(&self, wanted: RefusalKind) -> bool {
        matches!(self, Self::Refused { kind, .. } if *kind == wanted)
    }
}

/// How long a screen says to wait where the hall didn't say, in seconds.
const A_WHILE: u32 = 60;

impl From<NetError> for CoreError {
    fn from(error: NetError) -> Self {
        let hall = match error {
            NetError::NoHall => return Self::NotAllowed(Denied::NotEnrolled),
            NetError::NoAnswer => return Self::Network(NetworkProblem::Unreachable),
            NetError::AnotherHall => return Self::Network(NetworkProblem::NotTheHall),
            NetError::Broken => return Self::Network(NetworkProblem::Interrupted),
            NetError::Cancelled => return Self::Network(NetworkProblem::Cancelled),
            NetError::AlreadyRunning => return Self::NotAllowed(Denied::HandInRunning),
            NetError::Signed(error) => return error.into(),
            NetError::Key(error) => return error.into(),
            NetError::Batch(BatchError::Key(error)) => return error.into(),
            NetError::Batch(_) => return Self::Unexpected("a batch of own entries"),
            NetError::Refused { kind, retry_after, .. } => {
                let retry_after = retry_after.unwrap_or(A_WHILE);
                match kind {
                    RefusalKind::BadCode => HallProblem::BadCode,
                    RefusalKind::NotApproved => HallProblem::NotApproved,
                    RefusalKind::Suspended => HallProblem::Suspended,
                    RefusalKind::Revoked => HallProblem::Revoked,
                    RefusalKind::Fork => HallProblem::Fork,
                    RefusalKind::Busy => HallProblem::Busy { retry_after },
                    RefusalKind::Unavailable => HallProblem::Unavailable { retry_after },
                    RefusalKind::Gap => HallProblem::EarlierMissing,
                    RefusalKind::BadRequest | RefusalKind::TokenNeeded | RefusalKind::TooLarge => {
                        HallProblem::Refused
                    }
                }
            }
            NetError::NotAnInvitation => HallProblem::BadInvitation,
            NetError::Fork(_) => HallProblem::Fork,
            NetError::WrongReceipt(WrongReceipt::TwoHalls) => HallProblem::TwoHalls,
            NetError::BadAnswer(_) | NetError::WrongReceipt(_) => HallProblem::BadAnswer,
        };
        Self::Hall(hall)
    }
}

/// Why a piece of work ended: between phone and hall, or on the phone.
#[derive(Debug)]
pub(super) enum Stop {
    Net(NetError),
    Core(CoreError),
}

impl<E: Into<NetError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Net(error.into())
    }
}

impl From<CoreError> for Stop {
    fn from(error: CoreError) -> Self {
        Self::Core(error)
    }
}

impl From<Stop> for CoreError {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Net(error) => error.into(),
            Stop::Core(error) => error,
        }
    }
}
