//! Hybrid logical clock: near the wall clock, never going back on one device, and
//! after everything that device has seen.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::{DeviceId, EntryId, Seq};

/// How far ahead of the own clock a heard time may be and still move it, in seconds.
pub const MAX_AHEAD: i64 = 24 * 60 * 60;

/// A moment: Unix seconds and a counter among entries of one second, packed so that
/// numbers order as moments do.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hlc(u64);

impl Hlc {
    /// The largest seconds value that fits.
    pub const MAX_SECONDS: u64 = (1 << 48) - 1;

    /// From Unix seconds and a counter; seconds outside 0..2^48 are brought inside.
    #[must_use]
    pub fn new(seconds: i64, counter: u16) -> Self {
        let seconds = u64::try_from(seconds).unwrap_or(0).min(Self::MAX_SECONDS);
        Self(seconds << 16 | u64::from(counter))
    }

    /// Unix seconds, as the device believed them.
    #[must_use]
    pub fn seconds(self) -> i64 {
        // 48 bits always fit.
        (self.0 >> 16) as i64
    }

    /// The counter within the second.
    #[must_use]
    pub fn counter(self) -> u16 {
        (self.0 & 0xFFFF) as u16
    }

    /// Both parts in one number, ordered as the moments are.
    #[must_use]
    pub fn packed(self) -> u64 {
        self.0
    }

    /// The inverse of [`Hlc::packed`].
    #[must_use]
    pub fn from_packed(packed: u64) -> Self {
        Self(packed)
    }

    fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Debug for Hlc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.seconds(), self.counter())
    }
}

/// The place of an entry in the total order of all entries: moment, device, seq.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// When it was written, by the writing device's clock.
    pub at: Hlc,
    /// Who wrote it.
    pub device: DeviceId,
    /// Where it stands in that device's journal.
    pub seq: Seq,
}

impl Stamp {
    /// The entry that stands at this place.
    #[must_use]
    pub fn entry(self) -> EntryId {
        EntryId { device: self.device, seq: self.seq }
    }
}

/// A device's clock: gives each entry its moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Clock {
    last: Hlc,
}

impl Clock {
    /// Goes on from the last moment given or accepted.
    #[must_use]
    pub fn resume(last: Hlc) -> Self {
        Self { last }
    }

    /// The last moment given or accepted; store it with the entry.
    #[must_use]
    pub fn last(self) -> Hlc {
        self.last
    }

    /// The moment of a new entry, later than every one before.
    ///
    /// `now` is the wall clock in Unix seconds.
    pub fn tick(&mut self, now: i64) -> Hlc {
        self.last = Hlc::new(now, 0).max(self.last.next());
        self.last
    }

    /// Hears a moment of another device. One that is more than [`MAX_AHEAD`] ahead of
    /// `now` is not believed and moves nothing.
    pub fn observe(&mut self, heard: Hlc, now: i64) {
        if heard.seconds() <= now.saturating_add(MAX_AHEAD) {
            self.last = self.last.max(heard);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_goes_back() {
        let mut clock = Clock::default();
        let first = clock.tick(1_000);
        let second = clock.tick(10);
        let third = clock.tick(1_001);
        assert!(first < second && second < third);
    }

    #[test]
    fn a_clock_years_ahead_moves_nobody() {
        let mut clock = Clock::default();
        clock.tick(1_000);
        clock.observe(Hlc::new(1_000 + MAX_AHEAD + 1, 0), 1_000);
        assert_eq!(clock.tick(1_001), Hlc::new(1_001, 0));
        clock.observe(Hlc::new(1_000 + MAX_AHEAD, 3), 1_001);
        assert_eq!(clock.tick(1_002), Hlc::new(1_000 + MAX_AHEAD, 4));
    }
}
