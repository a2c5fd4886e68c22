//! Taking in what the hall hands over, and letting go of people who are elsewhere.

use std::collections::BTreeSet;

use camtay_journal::entry::{Entry, Subject};
use camtay_journal::fold::Days;
use camtay_journal::ids::{ResidentId, VillageId};
use camtay_journal::wire::{Log, Page};

use super::numbers::{Key, is_own};
use super::reading::Table;
use super::{Store, Work, hall};
use crate::error::{CoreError, StoreError};

impl Store {
    /// Takes in a page whose signature was checked, in one transaction, and remembers how
    /// far the log was read. What is here already must be the same; then it changes
    /// nothing.
    ///
    /// # Errors
    /// [`StoreError::Conflict`], [`StoreError::OwnEntriesMissing`],
    /// [`StoreError::PageOutOfOrder`]; nothing of the page is kept then.
    pub fn take_page(&mut self, now: i64, page: &Page) -> Result<(), CoreError> {
        self.take(now, page, None)
    }

    /// As [`Store::take_page`], and keeps what proves the page to the hall that signed it:
    /// `front` is what stood before its entries.
    ///
    /// # Errors
    /// As [`Store::take_page`].
    pub fn take_signed_page(
        &mut self,
        now: i64,
        page: &Page,
        front: &[u8],
    ) -> Result<(), CoreError> {
        self.take(now, page, Some(front))
    }

    fn take(&mut self, now: i64, page: &Page, front: Option<&[u8]>) -> Result<(), CoreError> {
        self.write(now, |work| {
            let position = hall::position(work.conn, page.log)?;
            if page.from > position || page.next < page.from {
                return Err(StoreError::PageOutOfOrder.into());
            }
            for entry in &page.entries {
                work.take(entry)?;
            }
            work.settle()?;
            if let Some(front) = front {
                work.keep_page(page, front)?;
            }
            for resident in &page.left {
                work.let_go(*resident)?;
            }
            Ok(hall::set_position(work.conn, page.log, page.next.max(position))?)
        })
    }
}

impl Work<'_> {
    /// Forgets a resident who lives in none of this phone's villages. What this phone
    /// itself wrote about them stays in its journal; what others wrote goes, or at least
    /// its personal part.
    fn let_go(&mut self, id: ResidentId) -> Result<(), CoreError> {
        let key = self.key(id.0)?;
        let village = match self.household_of(key)? {
            Some(household) => {
                let reading = self.reading()?;
                let village = reading.village_of(household);
                reading.answered(village)?
            }
            None => None,
        };
        let ours: BTreeSet<_> = hall::assigned(self.conn)?.into_iter().collect();
        if village.is_some_and(|village| ours.contains(&village)) {
            return Ok(());
        }
        for entry in self.reading()?.entries_about(Table::Resident, id.0)? {
            self.forget_entry(&entry, Subject::Resident(id))?;
        }
        self.forget_row(key, true)?;
        self.conn.prepare_cached("DELETE FROM draft WHERE resident = ?1")?.execute([key])?;
        Ok(())
    }

    /// Forgets the households and people of a village that this phone no longer carries.
    pub(super) fn let_go_of_village(&mut self, village: VillageId) -> Result<(), CoreError> {
        hall::set_position(self.conn, Log::Village(village), 0)?;
        self.forget_pages(Log::Village(village))?;
        let Some(village) = self.memory.devices.find(village.0) else { return Ok(()) };
        let people = self.keys(
            "SELECT resident.key FROM household JOIN resident
                 ON resident.household = household.key WHERE household.village = ?1",
            village,
        )?;
        for key in people {
            let id = ResidentId(self.memory.devices.id(key)?);
            self.let_go(id)?;
        }
        for key in self.keys("SELECT key FROM household WHERE village = ?1", village)? {
            let id = self.memory.devices.id(key)?;
            for entry in self.reading()?.entries_about(Table::Household, id)? {
                let subject = Subject::Household(camtay_journal::ids::HouseholdId(id));
                self.forget_entry(&entry, subject)?;
            }
            self.forget_row(key, false)?;
        }
        Ok(())
    }

    fn keys(&self, sql: &str, of: Key) -> Result<Vec<Key>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(sql)?
            .query_map([of], |row| row.get(0))?
            .collect::<Result<_, _>>()?)
    }

    fn forget_entry(&mut self, entry: &Entry, subject: Subject) -> Result<(), CoreError> {
        let key = self.key(entry.id)?;
        if is_own(key) {
            return Ok(());
        }
        let about_this_alone = super::journal::subjects_of_part(entry) == [subject];
        if about_this_alone {
            self.conn.prepare_cached("DELETE FROM heard WHERE key = ?1")?.execute([key])?;
        }
        Ok(())
    }
}
