//! Reading entries and folding what one subject's rows are made of.

use std::cell::RefCell;

use camtay_journal::clock::{Hlc, Stamp};
use camtay_journal::codec::row;
use camtay_journal::entry::Entry;
use camtay_journal::fold::{
    Control, Days, FOLD_VERSION, HouseholdFacts, HouseholdView, ResidentFacts, ResidentView,
    SessionFacts, SessionView,
};
use camtay_journal::ids::{EntryId, HouseholdId, ResidentId, SessionId, VillageId};
use rusqlite::{Connection, OptionalExtension};

use super::about::About;
use super::numbers::{Devices, Key, is_own, seq_of};
use crate::error::StoreError;

/// The store as one transaction sees it.
pub(crate) struct Reading<'a> {
    pub(crate) conn: &'a Connection,
    pub(crate) control: &'a Control,
    pub(crate) devices: &'a Devices,
    /// [`Days`] has no room for an error; it waits here for whoever asked.
    failed: RefCell<Option<StoreError>>,
}

/// Which of the three tables of subjects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Table {
    Session,
    Household,
    Resident,
}

impl Table {
    pub(super) fn about_sql(self) -> &'static str {
        match self {
            Self::Session => "SELECT about FROM session WHERE key = ?1",
            Self::Household => "SELECT about FROM household WHERE key = ?1",
            Self::Resident => "SELECT about FROM resident WHERE key = ?1",
        }
    }
}

impl<'a> Reading<'a> {
    pub(super) fn new(conn: &'a Connection, control: &'a Control, devices: &'a Devices) -> Self {
        Self { conn, control, devices, failed: RefCell::new(None) }
    }

    /// The entry of a key.
    pub(crate) fn entry(&self, key: Key) -> Result<Option<Entry>, StoreError> {
        read_entry(self.conn, self.devices, key)
    }

    /// The entries that a subject's row is folded from.
    pub(crate) fn about(&self, table: Table, subject: EntryId) -> Result<About, StoreError> {
        let Some(key) = self.devices.find(subject) else { return Ok(About::default()) };
        read_about(self.conn, table, key)
    }

    /// The entries themselves.
    pub(crate) fn entries_about(
        &self,
        table: Table,
        subject: EntryId,
    ) -> Result<Vec<Entry>, StoreError> {
        let about = self.about(table, subject)?;
        about
            .keys()
            .iter()
            .map(|key| self.entry(*key)?.ok_or(StoreError::Malformed("about")))
            .collect()
    }

    /// The facts about a resident.
    pub(crate) fn resident_facts(&self, id: ResidentId) -> Result<ResidentFacts, StoreError> {
        let mut facts = ResidentFacts::default();
        for entry in self.entries_about(Table::Resident, id.0)? {
            facts.apply(id, &entry, self.control);
        }
        Ok(facts)
    }

    /// A resident as they stand.
    pub(crate) fn resident(&self, id: ResidentId) -> Result<Option<ResidentView>, StoreError> {
        let facts = self.resident_facts(id)?;
        let same = self.same_residents(id)?;
        let view = facts.view(id, &same.iter().collect::<Vec<_>>(), self);
        self.answered(view)
    }

    /// The facts of residents merged into this one.
    pub(crate) fn same_residents(&self, id: ResidentId) -> Result<Vec<ResidentFacts>, StoreError> {
        let same = self.control.same_as(id);
        same.iter().skip(1).map(|other| self.resident_facts(*other)).collect()
    }

    /// The facts about a household.
    pub(crate) fn household_facts(&self, id: HouseholdId) -> Result<HouseholdFacts, StoreError> {
        let mut facts = HouseholdFacts::default();
        for entry in self.entries_about(Table::Household, id.0)? {
            facts.apply(id, &entry, self.control);
        }
        Ok(facts)
    }

    /// A household as it stands.
    pub(crate) fn household(&self, id: HouseholdId) -> Result<Option<HouseholdView>, StoreError> {
        let view = self.household_facts(id)?.view(id, self);
        self.answered(view)
    }

    /// The facts about a session.
    pub(crate) fn session_facts(&self, id: SessionId) -> Result<SessionFacts, StoreError> {
        let mut facts = SessionFacts::default();
        for entry in self.entries_about(Table::Session, id.0)? {
            facts.apply(id, &entry);
        }
        Ok(facts)
    }

    /// A session as it stands.
    pub(crate) fn session(&self, id: SessionId) -> Result<Option<SessionView>, StoreError> {
        let facts = self.session_facts(id)?;
        let same = self.control.same_session_as(id);
        let same: Vec<_> = same
            .iter()
            .skip(1)
            .map(|other| self.session_facts(*other))
            .collect::<Result<_, _>>()?;
        let view = facts.view(id, &same.iter().collect::<Vec<_>>(), self);
        self.answered(view)
    }

    /// What the fold made of answers that all came, or the first error.
    pub(crate) fn answered<T>(&self, value: T) -> Result<T, StoreError> {
        match self.failed.borrow_mut().take() {
            None => Ok(value),
            Some(error) => Err(error),
        }
    }

    fn try_session_began(&self, session: SessionId) -> Result<Option<Stamp>, StoreError> {
        let Some(key) = self.devices.find(session.0) else { return Ok(None) };
        let began: Option<Option<i64>> = self
            .conn
            .prepare_cached("SELECT began FROM session WHERE key = ?1")?
            .query_row([key], |row| row.get(0))
            .optional()?;
        Ok(began.flatten().map(|began| Stamp {
            at: Hlc::from_packed(began as u64),
            device: session.0.device,
            seq: session.0.seq,
        }))
    }

    fn try_village_of(&self, household: HouseholdId) -> Result<Option<VillageId>, StoreError> {
        let Some(key) = self.devices.find(household.0) else { return Ok(None) };
        let village: Option<Option<Key>> = self
            .conn
            .prepare_cached("SELECT village FROM household WHERE key = ?1")?
            .query_row([key], |row| row.get(0))
            .optional()?;
        village.flatten().map(|village| Ok(VillageId(self.devices.id(village)?))).transpose()
    }

    fn remember<T>(&self, result: Result<Option<T>, StoreError>) -> Option<T> {
        result.unwrap_or_else(|error| {
            self.failed.borrow_mut().get_or_insert(error);
            None
        })
    }
}

impl Days for Reading<'_> {
    fn control(&self) -> &Control {
        self.control
    }

    fn session_began(&self, session: SessionId) -> Option<Stamp> {
        self.remember(self.try_session_began(session))
    }

    fn village_of(&self, household: HouseholdId) -> Option<VillageId> {
        self.remember(self.try_village_of(household))
    }
}

/// The entry of a key.
pub(super) fn read_entry(
    conn: &Connection,
    devices: &Devices,
    key: Key,
) -> Result<Option<Entry>, StoreError> {
    let mut statement = if is_own(key) {
        conn.prepare_cached("SELECT bytes FROM own WHERE seq = ?1")?
    } else {
        conn.prepare_cached("SELECT bytes FROM heard WHERE key = ?1")?
    };
    let at = if is_own(key) { seq_of(key) as i64 } else { key };
    let mut rows = statement.query([at])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let bytes = row.get_ref(0)?.as_blob().map_err(|_| StoreError::Malformed("entry"))?;
    Ok(Some(row::decode(devices.id(key)?, bytes, devices)?))
}

/// The list of a row; empty where there is no row.
pub(super) fn read_about(conn: &Connection, table: Table, key: Key) -> Result<About, StoreError> {
    let mut statement = conn.prepare_cached(table.about_sql())?;
    let mut rows = statement.query([key])?;
    match rows.next()? {
        None => Ok(About::default()),
        Some(row) => {
            About::read(row.get_ref(0)?.as_blob().map_err(|_| StoreError::Malformed("about"))?)
        }
    }
}

/// Control as it was written last; `None` before a hall is known. A version of the fold
/// that differs is for [`super::refold`] to see to.
pub(super) fn read_control(conn: &Connection) -> Result<Option<Control>, StoreError> {
    let Some((fold, bytes)) = conn
        .query_row("SELECT fold, bytes FROM control", [], |row| {
            Ok((row.get::<_, u16>(0)?, row.get::<_, Vec<u8>>(1)?))
        })
        .optional()?
    else {
        return Ok(None);
    };
    if fold != FOLD_VERSION {
        let hall = super::hall::read_hall(conn)?.ok_or(StoreError::Malformed("hall"))?;
        return Ok(Some(Control::new(hall.key.device())));
    }
    postcard::from_bytes(&bytes).map(Some).map_err(|_| StoreError::Malformed("control"))
}
