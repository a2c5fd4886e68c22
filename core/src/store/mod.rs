//! The phone's one encrypted file: the journal, and what it comes to.
//!
//! Every change is one transaction that writes the entry, folds the subjects that it
//! touches anew with [`camtay_journal::fold`] and writes their rows: an entry and its effect are
//! durable together or not at all.

mod about;
mod cards;
mod contact;
mod courier;
mod drafts;
mod hall;
mod journal;
mod lists;
mod migrate;
mod moments;
mod numbers;
mod open;
mod page;
mod pages;
mod reading;
mod refold;
mod rows;
mod settle;
mod succession;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use camtay_journal::chain::Head;
use camtay_journal::clock::{Clock, Hlc};
use camtay_journal::fold::Control;
use camtay_journal::ids::{DeviceId, EntryId, Seq};
use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use cards::{SESSION_PREFIX, SessionCard};
pub(crate) use courier::Courier;
pub use drafts::Draft;
pub use hall::HallRecord;
pub(crate) use hall::MOST_ADDRESSES;
pub(crate) use lists::{HouseholdRow, ResidentRow};
pub use migrate::NEWEST;
pub(crate) use numbers::Key;
pub(crate) use open::FILES;
pub use open::{FILE, StoreKey, file_in, move_aside, remove};
pub(crate) use reading::{Reading, Table};
pub use rows::HouseholdState;
pub(crate) use rows::ResidentState;
pub(crate) use succession::Succession;

use numbers::Devices;

use crate::error::{CoreError, Denied, StoreError};

/// The store, open.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
    memory: Memory,
    changed: BTreeSet<Changed>,
}

/// A row whose name, number or village changed: the search looks at it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Changed {
    /// A household.
    Household(Key),
    /// A resident.
    Resident(Key),
    /// Too much to say.
    Everything,
}

/// What is known of the store without asking it. A transaction works on a copy, which
/// takes the place of the original when it is durable.
#[derive(Debug, Clone)]
struct Memory {
    own: DeviceId,
    last_seq: Seq,
    /// The chain's head after the last own entry; means nothing before a hall is known.
    head: Head,
    clock: Clock,
    devices: Arc<Devices>,
    /// `None` before a hall is known.
    control: Option<Arc<Control>>,
    /// What was noticed of the own clock.
    moments: Arc<moments::Moments>,
}

impl Store {
    /// Makes a new, empty store for `own`, this phone's device.
    ///
    /// # Errors
    /// [`Denied::AlreadyCreated`]; [`StoreError`].
    pub fn create(folder: &Path, key: &StoreKey, own: DeviceId) -> Result<Self, CoreError> {
        if file_in(folder).exists() {
            return Err(CoreError::NotAllowed(Denied::AlreadyCreated));
        }
        std::fs::create_dir_all(folder)?;
        let conn = open::open(folder, key, true)?;
        let mut devices = Devices::default();
        devices.key(EntryId { device: own, seq: 0 })?;
        devices.write(&conn)?;
        conn.execute(
            "INSERT INTO journal (one, last_seq, head, clock) VALUES (1, 0, ?1, 0)",
            [[0u8; 32]],
        )?;
        Self::read(conn).map_err(CoreError::from)
    }

    /// Opens the store of a folder.
    ///
    /// # Errors
    /// [`StoreError::WrongKey`], [`StoreError::Newer`], [`StoreError::Missing`], … The
    /// file is left as it is.
    pub fn open(folder: &Path, key: &StoreKey) -> Result<Self, CoreError> {
        let mut store = Self::read(open::open(folder, key, false)?)?;
        store.refold_if_older()?;
        Ok(store)
    }

    fn read(conn: Connection) -> Result<Self, StoreError> {
        let devices = Devices::read(&conn)?;
        let own = camtay_journal::codec::row::DeviceNumbers::device(&devices, numbers::OWN)
            .ok_or(StoreError::Malformed("device"))?;
        let (last_seq, head, clock) =
            conn.query_row("SELECT last_seq, head, clock FROM journal", [], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, [u8; 32]>(1)?, row.get::<_, i64>(2)?))
            })?;
        let control = reading::read_control(&conn)?;
        let memory = Memory {
            own,
            last_seq: last_seq as u64,
            head: Head(head),
            clock: Clock::resume(Hlc::from_packed(clock as u64)),
            devices: Arc::new(devices),
            control: control.map(Arc::new),
            moments: Arc::new(moments::read_moments(&conn)?),
        };
        Ok(Self { conn, memory, changed: BTreeSet::from([Changed::Everything]) })
    }

    /// This phone's device.
    #[must_use]
    pub fn own_device(&self) -> DeviceId {
        self.memory.own
    }

    /// The seq of the last entry that this phone wrote; 0 before the first.
    #[must_use]
    pub fn own_last_seq(&self) -> Seq {
        self.memory.last_seq
    }

    /// Lists, decisions and corrections, as far as this phone has heard of them.
    ///
    /// # Errors
    /// [`Denied::NotEnrolled`] before a hall is known.
    pub fn control(&self) -> Result<&Control, CoreError> {
        self.memory.control.as_deref().ok_or(CoreError::NotAllowed(Denied::NotEnrolled))
    }

    /// The key of an entry whose device was heard of.
    pub(crate) fn key_of(&self, id: EntryId) -> Option<Key> {
        self.memory.devices.find(id)
    }

    /// Reads in the light of what is known now.
    pub(crate) fn reading(&self) -> Result<Reading<'_>, CoreError> {
        Ok(Reading::new(&self.conn, self.control()?, &self.memory.devices))
    }

    /// One transaction: durable when this returns, or as if it had never begun.
    pub(crate) fn write<T>(
        &mut self,
        now: i64,
        work: impl FnOnce(&mut Work<'_>) -> Result<T, CoreError>,
    ) -> Result<T, CoreError> {
        let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
        let mut at_work = Work {
            conn: &tx,
            now,
            memory: self.memory.clone(),
            control_changed: false,
            moments_changed: false,
            touched: settle::Touched::default(),
            changed: BTreeSet::new(),
        };
        let result = work(&mut at_work)?;
        at_work.settle()?;
        let Work { memory, changed, .. } = at_work;
        tx.commit()?;
        self.memory = memory;
        self.changed.extend(changed);
        Ok(result)
    }
}

/// A transaction under way.
pub(crate) struct Work<'a> {
    conn: &'a Connection,
    now: i64,
    memory: Memory,
    control_changed: bool,
    moments_changed: bool,
    touched: settle::Touched,
    changed: BTreeSet<Changed>,
}

impl Work<'_> {
    /// Reads in the light of what this transaction has written so far.
    pub(crate) fn reading(&self) -> Result<Reading<'_>, CoreError> {
        Ok(Reading::new(self.conn, self.control()?, &self.memory.devices))
    }

    pub(crate) fn control(&self) -> Result<&Control, CoreError> {
        self.memory.control.as_deref().ok_or(CoreError::NotAllowed(Denied::NotEnrolled))
    }

    /// The key of an entry; its device gets a number if it has none.
    fn key(&mut self, id: EntryId) -> Result<Key, StoreError> {
        numbers::Shared(&mut self.memory.devices).key(id)
    }
}

#[cfg(test)]
mod tests;
