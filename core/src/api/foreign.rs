//! What the apps do for the core, besides [`crate::keys::KeyStore`].

/// How bad a line of the log is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum LogLevel {
    /// Something that a person was told on the screen.
    Note,
    /// The network or the hall.
    Warning,
    /// The phone itself, or a mistake of ours.
    Error,
}

/// Where the core's log goes. No line holds a name, a number or a text that somebody
/// typed.
#[uniffi::export(with_foreign)]
pub trait Logger: Send + Sync {
    /// One line; may come from any thread.
    fn log(&self, level: LogLevel, line: String);
}

/// How far a hand-in is, in journal entries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct HandInProgress {
    /// How many there are to hand in.
    pub total: u64,
    /// How many the hall has confirmed.
    pub done: u64,
}

/// Hears how a hand-in gets on.
#[uniffi::export(with_foreign)]
pub trait HandInListener: Send + Sync {
    /// After each batch; may come from any thread.
    fn progressed(&self, progress: HandInProgress);
}
