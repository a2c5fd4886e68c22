//! Folding everything anew: after an upgrade that changed the fold, and to prove in tests
//! that the rows are what the entries come to.

use std::sync::Arc;

use camtay_journal::fold::{Control, FOLD_VERSION};
use rusqlite::OptionalExtension;

use super::numbers::Key;
use super::reading::read_entry;
use super::settle::is_decision;
use super::{Store, Work};
use crate::error::{CoreError, StoreError};

impl Store {
    pub(super) fn refold_if_older(&mut self) -> Result<(), CoreError> {
        let fold: Option<u16> =
            self.conn.query_row("SELECT fold FROM control", [], |row| row.get(0)).optional()?;
        match fold {
            Some(fold) if fold != FOLD_VERSION => self.refold(0),
            _ => Ok(()),
        }
    }

    /// Drops every row that entries come to and folds them again, in one transaction.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing has changed.
    pub fn refold(&mut self, now: i64) -> Result<(), CoreError> {
        if self.control().is_err() {
            return Ok(());
        }
        self.write(now, |work| work.refold())
    }
}

impl Work<'_> {
    /// See [`Store::refold`].
    pub(super) fn refold(&mut self) -> Result<(), CoreError> {
        let hall = self.control()?.hall();
        self.conn.execute_batch(
            "DELETE FROM session; DELETE FROM household; DELETE FROM resident;
             DELETE FROM awaited;",
        )?;
        self.memory.control = Some(Arc::new(Control::new(hall)));
        self.control_changed = true;
        let mut keys: Vec<Key> = Vec::new();
        for sql in ["SELECT seq FROM own", "SELECT key FROM heard"] {
            let mut statement = self.conn.prepare(sql)?;
            let found = statement.query_map([], |row| row.get(0))?;
            keys.extend(found.collect::<Result<Vec<Key>, _>>()?);
        }
        // Decisions first: then each subject is folded once, in their light.
        for decisions in [true, false] {
            for key in &keys {
                let entry = read_entry(self.conn, &self.memory.devices, *key)?
                    .ok_or(StoreError::Malformed("entry"))?;
                if is_decision(&entry.body) == decisions {
                    self.touch(&entry, *key)?;
                }
            }
        }
        self.changed.insert(super::Changed::Everything);
        Ok(())
    }
}
