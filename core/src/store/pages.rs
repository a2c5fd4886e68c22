//! Pages that prove what the hall itself wrote: kept without their entries, which are in
//! the journal already, and put together again for a hall that lost some.

use camtay_journal::entry::Entry;
use camtay_journal::ids::EntryId;
use camtay_journal::wire::{Generation, Log, OwnRun, Page};

use super::hall::{GENERATION, keep, kept, life, log_name};
use super::numbers::{Devices, Key};
use super::reading::read_entry;
use super::{Store, Work};
use crate::error::{CoreError, StoreError};

/// For which life of the hall everything was handed back.
const HANDED_BACK: &str = "handed_back";

/// The number of a kept page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PageNumber(i64);

impl Work<'_> {
    /// Keeps what proves a page, if an entry of the hall's own is on it. When it is the
    /// last one of its log for now, what an earlier life of the hall said there has come
    /// again, and its pages go.
    pub(super) fn keep_page(&mut self, page: &Page, front: &[u8]) -> Result<(), CoreError> {
        let log = log_name(page.log)?;
        let generation = life(kept(self.conn, GENERATION)?);
        let hall = self.control()?.hall();
        if page.entries.iter().any(|entry| entry.id.device.is_of_hall(hall)) {
            let keys = page.entries.iter().map(|entry| self.key(entry.id));
            let keys = keys.collect::<Result<Vec<Key>, _>>()?;
            self.conn
                .prepare_cached(
                    "INSERT INTO page (log, generation, front, entries) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute((&log, generation, front, pack(&keys)?))?;
        }
        if !page.more {
            self.conn
                .prepare_cached("DELETE FROM page WHERE log = ?1 AND generation < ?2")?
                .execute((&log, generation))?;
        }
        Ok(())
    }

    /// Kept pages name their entries by numbers of devices: of now, no longer of `before`.
    pub(super) fn renumber_pages(&mut self, before: &Devices) -> Result<(), StoreError> {
        let pages: Vec<(i64, Vec<u8>)> = self
            .conn
            .prepare("SELECT no, entries FROM page")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        for (no, keys) in pages {
            let ids = unpack(&keys)?.into_iter().map(|key| before.id(key));
            let keys = ids.map(|id| self.key(id?)).collect::<Result<Vec<Key>, _>>()?;
            self.conn
                .prepare_cached("UPDATE page SET entries = ?1 WHERE no = ?2")?
                .execute((pack(&keys)?, no))?;
        }
        Ok(())
    }

    /// Forgets what proves the pages of a log that this phone no longer carries.
    pub(super) fn forget_pages(&mut self, log: Log) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM page WHERE log = ?1")?.execute([log_name(log)?])?;
        Ok(())
    }
}

impl Store {
    /// The life of the hall to which the pages of earlier ones are still to be handed
    /// back; `None` when there is nothing to do.
    ///
    /// # Errors
    /// [`StoreError`].
    pub(crate) fn to_hand_back(&self) -> Result<Option<Generation>, CoreError> {
        let Some(known) = self.generation()? else { return Ok(None) };
        let done: Option<Generation> = kept(&self.conn, HANDED_BACK)?;
        Ok((known.number > 1 && done != Some(known)).then_some(known))
    }

    /// The pages of earlier lives of the hall on which it wrote something that it hasn't
    /// any more: `has` is what it has.
    ///
    /// # Errors
    /// [`StoreError`].
    pub(crate) fn pages_lacking(&self, has: &[OwnRun]) -> Result<Vec<PageNumber>, CoreError> {
        let generation = life(self.generation()?);
        let Some(control) = self.memory.control.as_deref() else { return Ok(Vec::new()) };
        let mut statement = self
            .conn
            .prepare_cached("SELECT no, entries FROM page WHERE generation < ?1 ORDER BY no")?;
        let mut rows = statement.query([generation])?;
        let mut pages = Vec::new();
        while let Some(row) = rows.next()? {
            let ids = self.ids(row.get_ref(1)?.as_blob().map_err(|_| malformed())?)?;
            let lost = |id: &EntryId| {
                id.device.is_of_hall(control.hall()) && !has.iter().any(|run| run.has(*id))
            };
            if ids.iter().any(lost) {
                pages.push(PageNumber(row.get(0)?));
            }
        }
        Ok(pages)
    }

    /// A kept page as the hall signed it; `None` when one of its entries isn't here any
    /// more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub(crate) fn page_again(&self, page: PageNumber) -> Result<Option<Vec<u8>>, CoreError> {
        let (front, keys): (Vec<u8>, Vec<u8>) = self
            .conn
            .prepare_cached("SELECT front, entries FROM page WHERE no = ?1")?
            .query_row([page.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut entries: Vec<Entry> = Vec::new();
        for key in unpack(&keys)? {
            match read_entry(&self.conn, &self.memory.devices, key)? {
                Some(entry) => entries.push(entry),
                None => return Ok(None),
            }
        }
        Ok(Page::again(&front, &entries).ok())
    }

    /// Everything was handed back to this life of the hall.
    ///
    /// # Errors
    /// [`StoreError`].
    pub(crate) fn handed_back(&mut self, now: i64, to: Generation) -> Result<(), CoreError> {
        self.write(now, |work| Ok(keep(work.conn, HANDED_BACK, &to)?))
    }

    fn ids(&self, keys: &[u8]) -> Result<Vec<EntryId>, StoreError> {
        unpack(keys)?.into_iter().map(|key| self.memory.devices.id(key)).collect()
    }
}

fn malformed() -> StoreError {
    StoreError::Malformed("page")
}

/// Keys as differences: most follow one another.
fn pack(keys: &[Key]) -> Result<Vec<u8>, StoreError> {
    let mut before = 0;
    let differences = keys.iter().map(|key| {
        let difference = key.wrapping_sub(before);
        before = *key;
        difference
    });
    postcard::to_stdvec(&differences.collect::<Vec<Key>>()).map_err(|_| malformed())
}

fn unpack(bytes: &[u8]) -> Result<Vec<Key>, StoreError> {
    let differences: Vec<Key> = postcard::from_bytes(bytes).map_err(|_| malformed())?;
    let mut key: Key = 0;
    Ok(differences
        .into_iter()
        .map(|difference| {
            key = key.wrapping_add(difference);
            key
        })
        .collect())
}
