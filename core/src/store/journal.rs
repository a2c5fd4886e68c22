//! Entries in and out: what this phone writes, and what it hears from the hall.

use std::sync::Arc;

use camtay_journal::chain::Head;
use camtay_journal::codec::row;
use camtay_journal::entry::{Body, Entry, Personal, Subject};
use camtay_journal::ids::{EntryId, Seq};

use super::numbers::{Key, Shared, is_own, seq_of};
use super::reading::{Table, read_entry};
use super::{Store, Work};
use crate::error::{CoreError, Denied, StoreError};

/// A head is written down after so many own entries.
const HEAD_EVERY: Seq = 128;

impl Store {
    /// The chain's head after the own entry `after` (0: before the first); `None` when
    /// there is no such entry or no hall yet.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn own_head(&self, after: Seq) -> Result<Option<Head>, CoreError> {
        let Some(control) = self.memory.control.as_deref() else { return Ok(None) };
        if after == self.memory.last_seq {
            return Ok(Some(self.memory.head));
        }
        if after > self.memory.last_seq {
            return Ok(None);
        }
        let near = after / HEAD_EVERY * HEAD_EVERY;
        let head = if near == 0 {
            Head::start(control.hall(), self.memory.own)
        } else {
            let head: [u8; 32] = self
                .conn
                .prepare_cached("SELECT head FROM head WHERE seq = ?1")?
                .query_row([near as i64], |row| row.get(0))?;
            Head(head)
        };
        let between = self.own_entries(near + 1, (after - near) as usize)?;
        Ok(Some(head.after_all(&between)))
    }

    /// Own entries from `from` on, at most `limit`, in order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn own_entries(&self, from: Seq, limit: usize) -> Result<Vec<Entry>, CoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT seq, bytes FROM own WHERE seq >= ?1 ORDER BY seq LIMIT ?2")?;
        let mut rows = statement.query((from as i64, limit as i64))?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.push(self.own_entry(row)?);
        }
        Ok(entries)
    }

    /// Shows every own entry from `from` on, in order, to `look`.
    pub(crate) fn each_own_entry(
        &self,
        from: Seq,
        mut look: impl FnMut(&Entry),
    ) -> Result<(), CoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT seq, bytes FROM own WHERE seq >= ?1 ORDER BY seq")?;
        let mut rows = statement.query([from as i64])?;
        while let Some(row) = rows.next()? {
            look(&self.own_entry(row)?);
        }
        Ok(())
    }

    fn own_entry(&self, row: &rusqlite::Row<'_>) -> Result<Entry, StoreError> {
        let seq: i64 = row.get(0)?;
        let bytes = row.get_ref(1)?.as_blob().map_err(|_| StoreError::Malformed("entry"))?;
        let id = EntryId { device: self.memory.own, seq: seq as u64 };
        Ok(row::decode(id, bytes, &*self.memory.devices)?)
    }

    /// An entry of any device, if it is here.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn entry(&self, id: EntryId) -> Result<Option<Entry>, CoreError> {
        match self.memory.devices.find(id) {
            Some(key) => Ok(read_entry(&self.conn, &self.memory.devices, key)?),
            None => Ok(None),
        }
    }
}

impl Work<'_> {
    /// Writes an own entry: the next seq, a moment after every other, its place in the
    /// chain, and what it comes to.
    pub(crate) fn append(
        &mut self,
        body: impl Into<Body>,
        personal: Personal,
    ) -> Result<EntryId, CoreError> {
        self.control()?;
        let id = EntryId { device: self.memory.own, seq: self.memory.last_seq + 1 };
        let at = self.memory.clock.tick(self.now);
        let entry = Entry { id, at, body: body.into(), personal };
        if !self.control()?.allows(&entry) {
            return Err(CoreError::NotAllowed(Denied::NotYourOwn));
        }
        self.notice_clock(at.seconds())?;
        self.insert(&entry)?;
        self.lengthen_chain(&entry)?;
        Ok(id)
    }

    /// The journal ends with this own entry from now on.
    pub(super) fn lengthen_chain(&mut self, entry: &Entry) -> Result<(), StoreError> {
        let seq = entry.id.seq;
        self.memory.last_seq = seq;
        self.memory.head = self.memory.head.after(entry);
        if seq.is_multiple_of(HEAD_EVERY) {
            self.conn
                .prepare_cached("INSERT INTO head (seq, head) VALUES (?1, ?2)")?
                .execute((seq as i64, self.memory.head.0))?;
        }
        Ok(())
    }

    /// Takes in an entry that the hall handed over; whether it was new here.
    pub(super) fn take(&mut self, entry: &Entry) -> Result<bool, CoreError> {
        self.memory.clock.observe(entry.at, self.now);
        let key = self.key(entry.id)?;
        match read_entry(self.conn, &self.memory.devices, key)? {
            Some(known) => {
                if known.at != entry.at
                    || known.body != entry.body
                    || known.personal.hash() != entry.personal.hash()
                {
                    return Err(StoreError::Conflict.into());
                }
                // The part may come later than its hash, never after an erasure.
                if known.personal.part().is_none() && entry.personal.part().is_some() {
                    self.insert(entry)?;
                } else {
                    self.touch(entry, key)?;
                }
                Ok(false)
            }
            None if is_own(key) => Err(StoreError::OwnEntriesMissing.into()),
            None => {
                self.insert(entry)?;
                Ok(true)
            }
        }
    }

    /// Stores an entry (again) and lets it take effect.
    fn insert(&mut self, entry: &Entry) -> Result<(), CoreError> {
        let key = self.key(entry.id)?;
        let erased = self.memory.control.as_deref().is_some_and(|control| {
            subjects_of_part(entry).into_iter().any(|subject| control.is_erased(subject))
        });
        let mut kept = std::borrow::Cow::Borrowed(entry);
        if erased && entry.personal.part().is_some() {
            kept.to_mut().personal = entry.personal.erased();
        }
        self.store(key, &kept)?;
        self.touch(&kept, key)
    }

    pub(super) fn store(&mut self, key: Key, entry: &Entry) -> Result<(), StoreError> {
        let bytes = row::encode(entry, &mut Shared(&mut self.memory.devices))?;
        if is_own(key) {
            self.conn
                .prepare_cached("INSERT OR REPLACE INTO own (seq, bytes) VALUES (?1, ?2)")?
                .execute((seq_of(key) as i64, bytes))?;
        } else {
            self.conn
                .prepare_cached("INSERT OR REPLACE INTO heard (key, bytes) VALUES (?1, ?2)")?
                .execute((key, bytes))?;
        }
        Ok(())
    }

    /// Drops the personal part of every entry that speaks of this subject.
    pub(super) fn erase(&mut self, subject: Subject) -> Result<(), CoreError> {
        let (table, id) = match subject {
            Subject::Household(id) => (Table::Household, id.0),
            Subject::Resident(id) => (Table::Resident, id.0),
            // A session's words name no person; a volunteer's entries are the hall's, few,
            // and are found by looking at all of them.
            Subject::Session(_) => return Ok(()),
            Subject::Volunteer(_) => return self.erase_volunteer(subject),
        };
        let entries = self.reading()?.entries_about(table, id)?;
        for entry in entries {
            if subjects_of_part(&entry).contains(&subject) {
                self.drop_part(&entry)?;
            }
        }
        Ok(())
    }

    fn erase_volunteer(&mut self, subject: Subject) -> Result<(), CoreError> {
        let Some(hall) = self.memory.control.as_ref().map(|control| control.hall()) else {
            return Ok(());
        };
        let mut keys: Vec<Key> = Vec::new();
        for (first, last) in self.memory.devices.keys_of_hall(hall) {
            let mut statement =
                self.conn.prepare_cached("SELECT key FROM heard WHERE key BETWEEN ?1 AND ?2")?;
            let found = statement.query_map((first, last), |row| row.get::<_, Key>(0))?;
            keys.extend(found.collect::<Result<Vec<_>, _>>()?);
        }
        for key in keys {
            if let Some(entry) = read_entry(self.conn, &self.memory.devices, key)?
                && subjects_of_part(&entry).contains(&subject)
            {
                self.drop_part(&entry)?;
            }
        }
        Ok(())
    }

    /// Rewrites an entry without its personal part, if it has one.
    pub(super) fn drop_part(&mut self, entry: &Entry) -> Result<(), CoreError> {
        if entry.personal.part().is_none() {
            return Ok(());
        }
        let mut entry = entry.clone();
        entry.personal = entry.personal.erased();
        let key = self.key(entry.id)?;
        Ok(self.store(key, &entry)?)
    }

    /// Writes down where journal, clock and control stand.
    pub(super) fn write_memory(&mut self) -> Result<(), StoreError> {
        if self.memory.devices.has_new() {
            Arc::make_mut(&mut self.memory.devices).write(self.conn)?;
        }
        self.write_moments()?;
        self.conn
            .prepare_cached("UPDATE journal SET last_seq = ?1, head = ?2, clock = ?3")?
            .execute((
                self.memory.last_seq as i64,
                self.memory.head.0,
                self.memory.clock.last().packed() as i64,
            ))?;
        if let Some(control) = self.memory.control.as_deref()
            && self.control_changed
        {
            let bytes =
                postcard::to_stdvec(control).map_err(|_| StoreError::Malformed("control"))?;
            self.conn
                .prepare_cached(
                    "INSERT OR REPLACE INTO control (one, fold, bytes) VALUES (1, ?1, ?2)",
                )?
                .execute((camtay_journal::fold::FOLD_VERSION, bytes))?;
        }
        Ok(())
    }
}

/// Whose personal fields an entry carries: erasing any of them drops its part.
pub(super) fn subjects_of_part(entry: &Entry) -> Vec<Subject> {
    let subjects = entry.subjects();
    match &entry.body {
        // The household of somebody who is added is not what the part speaks of.
        Body::ResidentAdded(_) | Body::ResidentChanged(_) => {
            subjects.into_iter().filter(|it| matches!(it, Subject::Resident(_))).collect()
        }
        _ => subjects.into_iter().filter(|it| !matches!(it, Subject::Session(_))).collect(),
    }
}
