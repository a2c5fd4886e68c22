//! How long ago the hall was last in contact, by a clock that may lie, and forgetting what
//! was pulled when that is too long.
//!
//! Time is counted forwards only, between one look at the clock and the next: a clock that
//! is set back loses nothing of what was counted and goes on counting from there; one that
//! is set forward counts too much, and then what was pulled goes early. Either way the
//! phone's own records stay, and the next pull brings the others back.

use camtay_journal::entry::Body;
use camtay_journal::wire::Log;
use serde::{Deserialize, Serialize};

use super::hall::{keep, kept, set_position};
use super::numbers::Key;
use super::reading::read_entry;
use super::settle::is_decision;
use super::{Store, Work};
use crate::error::{CoreError, StoreError};

const CONTACT: &str = "contact";

/// A look at the clock is written down when it is so far from the last one, in seconds.
const LOOK_EVERY: u64 = 600;

const DAY: i64 = 24 * 60 * 60;

/// Time since the last contact, as it was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Contact {
    /// Seconds counted so far.
    passed: i64,
    /// The phone's clock when it was last looked at, Unix seconds.
    looked: i64,
    /// What was pulled is gone, and nothing was pulled since.
    expired: bool,
}

impl Contact {
    fn at(self, now: i64) -> Self {
        let passed = self.passed.saturating_add(now.saturating_sub(self.looked).max(0));
        Self { passed, looked: now, ..self }
    }
}

impl Store {
    /// Looks at the clock, and forgets what was pulled when there was no contact for as
    /// long as the commune allows; whether it did.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing is forgotten.
    pub fn expire(&mut self, now: i64) -> Result<bool, CoreError> {
        let Ok(control) = self.control() else { return Ok(false) };
        let allowed = i64::from(control.settings().expiry_days) * DAY;
        let Some(known) = kept::<Contact>(&self.conn, CONTACT)? else {
            let begun = Contact { passed: 0, looked: now, expired: false };
            // Here too a full disk locks nobody out.
            let _later = self.write(now, |work| Ok(keep(work.conn, CONTACT, &begun)?));
            return Ok(false);
        };
        let contact = known.at(now);
        let due = contact.passed > allowed && !known.expired;
        if !due && now.abs_diff(known.looked) < LOOK_EVERY {
            return Ok(false);
        }
        let contact = Contact { expired: known.expired || due, ..contact };
        let looked = self.write(now, |work| {
            if due {
                work.forget_pulled()?;
            }
            Ok(keep(work.conn, CONTACT, &contact)?)
        });
        match looked {
            // A look that a full disk kept out is taken the next time.
            Err(_) if !due => Ok(false),
            looked => looked.map(|()| due),
        }
    }

    /// The hall answered this phone as one of its own.
    ///
    /// # Errors
    /// [`StoreError`].
    pub(crate) fn note_contact(&mut self, now: i64) -> Result<(), CoreError> {
        self.write(now, |work| Ok(work.in_contact()?))
    }

    /// Whether what was pulled is gone, and nothing was pulled since.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn is_expired(&self) -> Result<bool, CoreError> {
        Ok(kept::<Contact>(&self.conn, CONTACT)?.is_some_and(|contact| contact.expired))
    }
}

impl Work<'_> {
    /// See [`Store::note_contact`].
    pub(super) fn in_contact(&mut self) -> Result<(), StoreError> {
        let expired = kept::<Contact>(self.conn, CONTACT)?.is_some_and(|it| it.expired);
        keep(self.conn, CONTACT, &Contact { passed: 0, looked: self.now, expired })
    }

    /// What was pulled is coming back.
    pub(super) fn pulled_again(&mut self) -> Result<(), StoreError> {
        match kept::<Contact>(self.conn, CONTACT)? {
            Some(contact) => keep(self.conn, CONTACT, &Contact { expired: false, ..contact }),
            None => Ok(()),
        }
    }

    /// Forgets every entry of others but lists, decisions and corrections, and what they
    /// came to. The villages' logs are read from their beginning again.
    fn forget_pulled(&mut self) -> Result<(), CoreError> {
        let heard: Vec<Key> = {
            let mut statement = self.conn.prepare("SELECT key FROM heard")?;
            let keys = statement.query_map([], |row| row.get(0))?;
            keys.collect::<Result<_, _>>()?
        };
        for key in heard {
            let entry = read_entry(self.conn, &self.memory.devices, key)?
                .ok_or(StoreError::Malformed("entry"))?;
            if !is_decision(&entry.body) && !matches!(entry.body, Body::Unknown { .. }) {
                self.conn.prepare_cached("DELETE FROM heard WHERE key = ?1")?.execute([key])?;
            }
        }
        for village in super::hall::assigned(self.conn)? {
            set_position(self.conn, Log::Village(village), 0)?;
        }
        self.refold()
    }
}
