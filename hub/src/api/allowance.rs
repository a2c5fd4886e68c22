//! How often something may be asked: so many in one go, and so many come back with time,
//! for each address, code or phone by itself.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use camtay_journal::ids::DeviceId;

use crate::HubError;
use crate::web::peer::Peer;

/// How many askers are remembered; when all of them are still counted, others wait.
const REMEMBERED: usize = 8_192;

/// What may be asked for how often.
#[derive(Debug)]
pub struct Allowances {
    /// Parcels, by address: each is opened, and nobody needs a token for that.
    pub parcels: Allowance<Peer>,
    /// What the hall wrote and lost, asked about or handed back, by address.
    pub own_pages: Allowance<Peer>,
    /// Invitations shown, by address: an officer lets in some tens of phones an evening.
    /// Phones that go on as new devices are as few.
    pub enrolments: Allowance<Peer>,
    /// Invitations that were no good, by address.
    pub wrong_codes: Allowance<Peer>,
    /// One invitation's code shown again: its phone repeats a lost answer, others try it.
    pub codes: Allowance<String>,
    /// Nonces, by address. A thousand phones may come at once from behind one router; no
    /// address gets so many in the minute for which they are good that others' are pushed
    /// out.
    pub nonces: Allowance<Peer>,
    /// Tokens, by phone: a phone with a valid key doesn't push out the others' tokens.
    pub tokens: Allowance<DeviceId>,
}

impl Default for Allowances {
    fn default() -> Self {
        Self {
            parcels: Allowance::new(30, 1, 2),
            own_pages: Allowance::new(300, 1, 1),
            enrolments: Allowance::new(60, 1, 2),
            wrong_codes: Allowance::new(10, 1, 30),
            codes: Allowance::new(20, 1, 30),
            nonces: Allowance::new(3_000, 30, 1),
            tokens: Allowance::new(60, 1, 10),
        }
    }
}

/// Counts what each asker has used up.
#[derive(Debug)]
pub struct Allowance<K> {
    in_one_go: u32,
    back: u32,
    every: u32,
    /// What is used up, and when that was counted, Unix seconds.
    used: Mutex<HashMap<K, (u32, i64)>>,
}

impl<K: Eq + Hash> Allowance<K> {
    /// `in_one_go`, of which `back` come back `every` so many seconds.
    #[must_use]
    pub fn new(in_one_go: u32, back: u32, every: u32) -> Self {
        Self { in_one_go, back, every, used: Mutex::default() }
    }

    /// Takes one; `now` is the hall's clock.
    ///
    /// # Errors
    /// [`HubError::Busy`] when none is left.
    pub fn take(&self, asker: K, now: i64) -> Result<(), HubError> {
        self.with(asker, now, true)
    }

    /// Whether one is left, without taking it.
    ///
    /// # Errors
    /// [`HubError::Busy`] when none is left.
    pub fn look(&self, asker: K, now: i64) -> Result<(), HubError> {
        self.with(asker, now, false)
    }

    fn with(&self, asker: K, now: i64, take: bool) -> Result<(), HubError> {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if used.len() >= REMEMBERED {
            used.retain(|_, counted| self.left(*counted, now).0 > 0);
        }
        let known = used.get(&asker).copied();
        let (count, at) = known.map_or((0, now), |counted| self.left(counted, now));
        if count >= self.in_one_go || (known.is_none() && used.len() >= REMEMBERED) {
            return Err(HubError::Busy);
        }
        if take {
            used.insert(asker, (count + 1, at));
        }
        Ok(())
    }

    /// What is used up now, and the moment up to which that was reckoned: seconds that
    /// are too few to give one back are not lost.
    fn left(&self, (used, at): (u32, i64), now: i64) -> (u32, i64) {
        let every = i64::from(self.every.max(1));
        // A clock that was set back must keep nobody out until it has caught up.
        let Ok(steps) = u32::try_from(now.saturating_sub(at).div_euclid(every)) else {
            return (0, now);
        };
        let left = used.saturating_sub(steps.saturating_mul(self.back));
        (left, if left == 0 { now } else { at.saturating_add(i64::from(steps) * every) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_asks_too_often_waits_and_others_do_not() {
        let allowance = Allowance::new(30, 1, 2);
        for _ in 0..30 {
            allowance.take('a', 100).unwrap();
        }
        assert!(matches!(allowance.take('a', 101), Err(HubError::Busy)));
        assert!(matches!(allowance.look('a', 101), Err(HubError::Busy)));
        allowance.take('b', 101).unwrap();
        allowance.take('a', 102).unwrap();
        assert!(matches!(allowance.take('a', 103), Err(HubError::Busy)));
        allowance.take('a', 104).unwrap();
    }

    #[test]
    fn a_clock_set_back_keeps_nobody_out() {
        let allowance = Allowance::new(2, 1, 30);
        allowance.take('a', 2_000_000).unwrap();
        allowance.take('a', 2_000_000).unwrap();
        assert!(allowance.take('a', 2_000_001).is_err());
        allowance.take('a', 1_000_000).unwrap();
    }

    #[test]
    fn those_who_have_all_back_are_forgotten_before_anybody_is_refused() {
        let allowance = Allowance::new(2, 1, 1);
        for asker in 0..REMEMBERED {
            allowance.take(asker, 100).unwrap();
        }
        assert!(allowance.take(REMEMBERED, 100).is_err());
        allowance.take(REMEMBERED, 101).unwrap();
        assert_eq!(allowance.used.lock().unwrap().len(), 1);
    }
}
