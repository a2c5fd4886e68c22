//! When the hall's own clock is not to be believed: an old computer with an empty battery
//! wakes up in 2015. Until it is set, nobody's clock is measured by it and nobody's records
//! are set aside for being in its future.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

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
         Until then, or until three phones agree with it, no phone's clock is measured by it, \
         and no record is set aside as written in the future",
        Day::of_unix(*.now), Day::of_unix(*.journal)
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
/// process. What was measured by another setting of the clock is forgotten.
#[derive(Default)]
pub struct Measured(Mutex<Contacts>);

#[derive(Default)]
struct Contacts {
    /// A moment, and what the clock showed then.
    set: Option<(Instant, i64)>,
    ahead: HashMap<DeviceId, i64>,
}

/// More phones than these aren't remembered.
const REMEMBERED: usize = 4_096;

impl Measured {
    /// A phone's clock was read while the hall's showed `now`.
    pub fn note(&self, now: i64, device: DeviceId, ahead: i64) {
        let mut contacts = self.contacts(now);
        if contacts.ahead.len() < REMEMBERED || contacts.ahead.contains_key(&device) {
            contacts.ahead.insert(device, ahead);
        }
    }

    /// By how much the hall's clock, showing `now`, is ahead of what most phones agree on,
    /// and how many those are.
    fn agreed(&self, now: i64) -> Option<(i64, usize)> {
        let mut all: Vec<i64> = self.contacts(now).ahead.values().copied().collect();
        all.sort_unstable();
        // A majority that agrees has the middle one among it.
        let off = *all.get(all.len() / 2)?;
        let phones = all.iter().filter(|it| it.abs_diff(off) <= APART).count();
        (phones >= PHONES && phones * 2 > all.len()).then_some((off, phones))
    }

    fn contacts(&self, now: i64) -> MutexGuard<'_, Contacts> {
        let mut contacts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_set_anew = contacts.set.is_some_and(|(at, showed)| {
            let passed = i64::try_from(at.elapsed().as_secs()).unwrap_or(i64::MAX);
            now.abs_diff(showed.saturating_add(passed)) > APART
        });
        if is_set_anew {
            contacts.ahead.clear();
        }
        contacts.set = Some((Instant::now(), now));
        contacts
    }
}

impl Hall {
    /// Why the hall's clock is doubtful just now; `None` when nothing speaks against it.
    ///
    /// # Errors
    /// [`HubError::Unavailable`].
    pub fn doubt(&self) -> Result<Option<Doubt>, HubError> {
        let now = self.now();
        let doubt = of_clock(self.store.as_ref(), now)?;
        Ok(match (doubt, self.measured.agreed(now)) {
            (Some(Doubt::BehindProgram { .. }), _) | (_, None) => doubt,
            // Then the clock was wrong when the journal was written.
            (_, Some((off, _))) if off.unsigned_abs() <= MAX_AHEAD.unsigned_abs() => None,
            (_, Some((off, phones))) => Some(Doubt::AgainstPhones { now, phones, off }),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agreed(ahead: &[i64]) -> Option<(i64, usize)> {
        let measured = Measured::default();
        for (at, ahead) in (0u8..).zip(ahead) {
            measured.note(0, DeviceId([at; 8]), *ahead);
        }
        measured.agreed(0)
    }

    #[test]
    fn phones_agree_where_three_and_more_than_half_show_the_same_time() {
        let week = 7 * 86_400;
        assert_eq!(agreed(&[-week, -week + 60, -week - 60]), Some((-week, 3)));
        assert_eq!(agreed(&[week, week, week, 0]), Some((week, 3)));
        assert_eq!(agreed(&[]), None);
        assert_eq!(agreed(&[-week, -week]), None, "two are too few");
        assert_eq!(agreed(&[-week, -week, -week, 0, 1, 2]), None, "no majority");
        assert_eq!(agreed(&[-week, 5 * week, 40 * week]), None, "each is off by itself");
    }
}
