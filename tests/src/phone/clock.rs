//! The phone's clock: the machine's until a script sets it, then it stands still until
//! the script says otherwise.

use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// A clock that can be set.
pub struct Clock(Mutex<Option<i64>>);

impl Clock {
    /// Standing still at `unix`, or the machine's.
    pub fn new(unix: Option<i64>) -> Self {
        Self(Mutex::new(unix))
    }

    /// Unix seconds.
    pub fn now(&self) -> i64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).unwrap_or_else(machine)
    }

    /// Sets it; it stands still from now on.
    pub fn set(&self, unix: i64) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(unix);
    }
}

#[allow(clippy::disallowed_methods, reason = "the edge: here the machine's clock comes in")]
fn machine() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}
