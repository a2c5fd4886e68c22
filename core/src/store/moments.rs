//! What the phone noticed of its own clock, so that the hall can tell on which day a record
//! was written though the clock was set since.
//!
//! The moments of a journal never go back. Where the wall clock does, they run ahead of it;
//! and before that they were wrong, as far as they lie in what is the future now. A clock
//! that shows 1970 is wrong too, though nobody knows by how much until it is set: then the
//! records are as of that moment. The phone keeps from which entry on its moments were
//! by how much ahead of the wall clock, and tells the hall at contact; the hall measures
//! the wall clock and writes down the sum.

use camtay_journal::ids::Seq;
use camtay_journal::wire::ClockMark;
use serde::{Deserialize, Serialize};

use super::hall::{keep, kept};
use super::{Store, Work};
use crate::error::{CoreError, StoreError};

/// Seconds that don't matter: a record's day is asked for, not its minute.
const TOLERANCE: i64 = 60 * 60;

/// 2025-12-01, Unix seconds: there was no such app before, so no right clock shows less.
const FLOOR: i64 = 1_764_547_200;

/// More marks than these aren't kept; the earliest go.
const MOST: usize = 64;

const MOMENTS: &str = "moments";

/// What was noticed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Moments(Vec<Mark>);

/// From an entry on, by how many seconds moments were ahead of the wall clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    from_seq: Seq,
    /// `None` while the wall clock itself is before [`FLOOR`].
    ahead: Option<i64>,
}

/// The own entries as far as they matter here.
pub(super) struct Own<'a> {
    /// The last one that the hall has.
    pub(super) received: Seq,
    /// The last one.
    pub(super) last: Seq,
    /// The moment of one of them, Unix seconds.
    pub(super) at: &'a dyn Fn(Seq) -> Result<Option<i64>, StoreError>,
}

impl Moments {
    /// An entry would be written as of `at` while the wall clock shows `now`; whether that
    /// is worth a mark.
    pub(super) fn notice(&mut self, now: i64, at: i64, own: &Own<'_>) -> Result<bool, StoreError> {
        let next = own.last + 1;
        let ahead = (now >= FLOOR).then(|| at.saturating_sub(now));
        let before = self.0.last().map_or(Some(0), |mark| mark.ahead);
        let mut from_seq = next;
        match (before, ahead) {
            (None, None) => return Ok(false),
            (Some(before), Some(ahead)) if before.abs_diff(ahead) <= TOLERANCE as u64 => {
                return Ok(false);
            }
            // The clock was set right: the last entry isn't later than now.
            (None, Some(_)) => {
                let last = (own.at)(own.last)?;
                if let (Some(mark), Some(last)) = (self.0.last_mut(), last) {
                    mark.ahead = Some(last.saturating_sub(now));
                }
            }
            // The clock went back: what lies in the future was wrong before, too.
            (Some(before), Some(ahead)) if before < ahead => {
                while from_seq > own.received + 1
                    && (own.at)(from_seq - 1)?.is_some_and(|at| at > now + TOLERANCE)
                {
                    from_seq -= 1;
                }
                self.0.retain(|mark| mark.from_seq < from_seq);
            }
            (Some(_), _) => {}
        }
        self.0.push(Mark { from_seq, ahead });
        let surplus = self.0.len().saturating_sub(MOST);
        self.0.drain(..surplus);
        Ok(true)
    }

    /// The entries after `common` are counted from 1 now.
    pub(super) fn renumber(&mut self, common: Seq) {
        for mark in &mut self.0 {
            mark.from_seq = mark.from_seq.saturating_sub(common).max(1);
        }
    }

    /// For the hall: what concerns the entries that it lacks.
    fn told(&self, received: Seq) -> Vec<ClockMark> {
        let next = received + 1;
        let known = self.0.iter().rfind(|mark| mark.from_seq <= next);
        let later = self.0.iter().filter(|mark| mark.from_seq > next);
        let mark = |mark: &Mark| ClockMark {
            from_seq: mark.from_seq.max(next),
            ahead: mark.ahead.unwrap_or(0),
        };
        known.into_iter().chain(later).map(mark).collect()
    }
}

impl Store {
    /// What the phone noticed of its own clock, the wall clock showing `now`: for the hall.
    ///
    /// # Errors
    /// [`StoreError`].
    pub(crate) fn clock_marks(&self, now: i64) -> Result<Vec<ClockMark>, CoreError> {
        let received = self.received_seq()?;
        let mut moments = (*self.memory.moments).clone();
        let at = { self.memory.clock }.tick(now).seconds();
        let at_of = |seq| own_moment(&self.conn, &self.memory, seq);
        let own = Own { received, last: self.memory.last_seq, at: &at_of };
        moments.notice(now, at, &own)?;
        Ok(moments.told(received))
    }
}

impl Work<'_> {
    /// The next own entry is written as of `at`.
    pub(super) fn notice_clock(&mut self, at: i64) -> Result<(), CoreError> {
        let last = self.memory.last_seq;
        let received = super::hall::received(self.conn)?;
        let memory = &self.memory;
        let at_of = |seq| own_moment(self.conn, memory, seq);
        let mut moments = (*memory.moments).clone();
        if moments.notice(self.now, at, &Own { received, last, at: &at_of })? {
            self.memory.moments = std::sync::Arc::new(moments);
            self.moments_changed = true;
        }
        Ok(())
    }

    pub(super) fn write_moments(&mut self) -> Result<(), StoreError> {
        if std::mem::take(&mut self.moments_changed) {
            keep(self.conn, MOMENTS, &*self.memory.moments)?;
        }
        Ok(())
    }
}

pub(super) fn read_moments(conn: &rusqlite::Connection) -> Result<Moments, StoreError> {
    Ok(kept(conn, MOMENTS)?.unwrap_or_default())
}

fn own_moment(
    conn: &rusqlite::Connection,
    memory: &super::Memory,
    seq: Seq,
) -> Result<Option<i64>, StoreError> {
    let key = i64::from(super::numbers::OWN) << 32 | seq as i64;
    let entry = super::reading::read_entry(conn, &memory.devices, key)?;
    Ok(entry.map(|entry| entry.at.seconds()))
}
