//! When the hall's own clock is not to be believed: an old computer with an empty battery
//! wakes up in 2015. Until it is set, nobody's clock is measured by it and nobody's records
//! are set aside for being in its future.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use camtay_journal::clock::MAX_AHEAD;
use camtay_journal::ids::DeviceId;
use camtay_journal::vietnamese::Day;

use crate::store::Store;
use crate::{Hall, HubError};

/// 2025-12-01, Unix seconds: there was no camtay-hub before, so no right clock shows less.
const MADE: i64 = 1_764_547_200;

/// How many phones must agree against the hall's clock.
const PHONES: usize = 3;

/// How far phones that agree may be apart, in seconds.
const APART: u64 = 10 * 60;

/// Why the hall's clock is doubtful. `Display` is a sentence for the operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Doubt {
    /// It shows a time before there was a camtay-hub.
    #[error(
        "this computer's clock shows {}, before there was any camtay-hub ({}); set it right. \
         Until then no phone's clock is measured by it, and no record is set aside \
         as written in the future", Day::of_unix(*.now), Day::of_unix(MADE)
    )]
    BehindProgram {
        /// What it shows, Unix seconds.
        now: i64,
    },
    /// It shows a time before the latest entry of the hall's journal.
    #[error(
        "this computer's clock shows {}, but the hall's journal goes on to {}; set it right. \
         Until then no phone's clock is measured by it, and no record is set aside as written \
         in the future", Day::of_unix(*.now), Day::of_unix(*.journal)
    )]
    BehindJournal {
        /// What it shows, Unix seconds.
        now: i64,
        /// The latest moment of the journal, Unix seconds.
        journal: i64,
    },
    /// Several phones agree on another time.
    #[error(
        "this computer's clock shows {}, but {phones} phones agree that it is {}; set it right. \
         Until then no phone's clock is measured by it, and no record is set aside as written \
         in the future", Day::of_unix(*.now), Day::of_unix(*.now - *.off)
    )]
    AgainstPhones {
        /// What it shows, Unix seconds.
        now: i64,
        /// How many phones.
        phones: usize,
        /// By how many seconds it is ahead of theirs.
        off: i64,
    },
}

/// Whether a clock that shows `now` is behind the program or the journal.
///
/// # Errors
/// [`HubError::Unavailable`].
pub fn of_clock(store: &dyn Store, now: i64) -> Result<Option<Doubt>, HubError> {
    if now < MADE {
        return Ok(Some(Doubt::BehindProgram { now }));
    }
    let journal = store.clock()?.seconds();
    let behind = now.saturating_add(MAX_AHEAD) < journal;
    Ok(behind.then_some(Doubt::BehindJournal { now, journal }))
}

/// By how much the hall's clock was ahead of each phone's at its last contact with this
/// process.
#[derive(Default)]
pub struct Measured(Mutex<HashMap<DeviceId, i64>>);

/// More phones than these aren't remembered.
const REMEMBERED: usize = 4_096;

impl Measured {
    /// A phone's clock was read.
    pub fn note(&self, device: DeviceId, ahead: i64) {
        let mut measured = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if measured.len() < REMEMBERED || measured.contains_key(&device) {
            measured.insert(device, ahead);
        }
    }

    /// Phones that agree with each other, are more than half of all, and are a day and more
    /// from the hall's clock.
    fn against(&self, now: i64) -> Option<Doubt> {
        let measured = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<i64> = measured.values().copied().collect();
        all.sort_unstable();
        // A majority that agrees has the middle one among it.
        let off = *all.get(all.len() / 2)?;
        let phones = all.iter().filter(|it| it.abs_diff(off) <= APART).count();
        let doubtful = phones >= PHONES
            && phones * 2 > all.len()
            && off.unsigned_abs() > MAX_AHEAD.unsigned_abs();
        doubtful.then_some(Doubt::AgainstPhones { now, phones, off })
    }
}

impl Hall {
    /// Why the hall's clock is doubtful just now; `None` when nothing speaks against it.
    ///
    /// # Errors
    /// [`HubError::Unavailable`].
    pub fn doubt(&self) -> Result<Option<Doubt>, HubError> {
        let now = self.now();
        match of_clock(self.store.as_ref(), now)? {
            Some(doubt) => Ok(Some(doubt)),
            None => Ok(self.measured.against(now)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn against(ahead: &[i64]) -> Option<Doubt> {
        let measured = Measured::default();
        for (at, ahead) in (0u8..).zip(ahead) {
            measured.note(DeviceId([at; 8]), *ahead);
        }
        measured.against(0)
    }

    #[test]
    fn a_clock_is_doubtful_where_most_phones_agree_on_another_day() {
        let week = 7 * 86_400;
        assert!(against(&[-week, -week + 60, -week - 60]).is_some());
        assert_eq!(against(&[-week, -week]), None, "two are too few");
        assert_eq!(against(&[-week, -week, -week, 0, 1, 2]), None, "no majority");
        assert_eq!(against(&[-week, 5 * week, 40 * week]), None, "each is off by itself");
        assert_eq!(against(&[3_600, 3_600, 3_600]), None, "an hour moves no day");
        assert!(against(&[week, week, week, 0]).is_some(), "ahead is as wrong as behind");
    }
}
