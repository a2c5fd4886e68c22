//! Small numbers for devices, and the keys made of them.

use std::collections::HashMap;
use std::sync::Arc;

use camtay_journal::codec::row::DeviceNumbers;
use camtay_journal::ids::{DeviceId, EntryId};
use rusqlite::Connection;

use crate::error::StoreError;

/// The number of this phone.
pub(crate) const OWN: u32 = 0;

/// An entry's id as SQLite keeps it best: the device's number above 32 bits of seq.
pub(crate) type Key = i64;

const SEQ_BITS: u32 = 32;

/// Whether the key is of an entry that this phone wrote.
pub(crate) fn is_own(key: Key) -> bool {
    key >> SEQ_BITS == i64::from(OWN)
}

/// The seq of a key.
pub(crate) fn seq_of(key: Key) -> u64 {
    (key & 0xFFFF_FFFF) as u64
}

/// The devices that this store has heard of, by number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Devices {
    ids: Vec<DeviceId>,
    numbers: HashMap<DeviceId, u32>,
    stored: usize,
}

impl Devices {
    /// Reads them from the store.
    pub(crate) fn read(conn: &Connection) -> Result<Self, StoreError> {
        let mut devices = Self::default();
        let mut statement = conn.prepare("SELECT id FROM device ORDER BY no")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id: [u8; 8] = row.get(0).map_err(|_| StoreError::Malformed("device"))?;
            devices.number(DeviceId(id));
        }
        devices.stored = devices.ids.len();
        Ok(devices)
    }

    /// The same numbers for all devices but this phone's own, which goes on as `own`: what
    /// it was before has the next free number. None of them is written yet.
    pub(crate) fn succeeded_by(&self, own: DeviceId) -> Self {
        let mut devices = Self::default();
        let (before, others) =
            self.ids.split_first().map_or((None, &[][..]), |(it, rest)| (Some(it), rest));
        for id in std::iter::once(&own).chain(others).chain(before) {
            devices.number(*id);
        }
        devices
    }

    /// Writes those that are new.
    pub(crate) fn write(&mut self, conn: &Connection) -> Result<(), StoreError> {
        for (no, id) in self.ids.iter().enumerate().skip(self.stored) {
            conn.prepare_cached("INSERT INTO device (no, id) VALUES (?1, ?2)")?
                .execute((no as i64, id.0))?;
        }
        self.stored = self.ids.len();
        Ok(())
    }

    /// Whether some aren't written yet.
    pub(crate) fn has_new(&self) -> bool {
        self.stored < self.ids.len()
    }

    /// The key of an entry whose device has a number; `None` for one never heard of.
    pub(crate) fn find(&self, id: EntryId) -> Option<Key> {
        let number = self.numbers.get(&id.device)?;
        key(*number, id.seq)
    }

    /// The key of an entry; its device gets a number if it has none.
    pub(crate) fn key(&mut self, id: EntryId) -> Result<Key, StoreError> {
        let number = self.number(id.device);
        key(number, id.seq).ok_or(StoreError::Malformed("id"))
    }

    /// First and last possible key of each device under which the hall has written.
    pub(crate) fn keys_of_hall(&self, hall: DeviceId) -> impl Iterator<Item = (Key, Key)> {
        let known = self.ids.iter().zip(0i64..);
        known.filter(move |(id, _)| id.is_of_hall(hall)).map(|(_, number)| {
            let first = number << SEQ_BITS;
            (first, first | 0xFFFF_FFFF)
        })
    }

    /// The entry of a key.
    pub(crate) fn id(&self, key: Key) -> Result<EntryId, StoreError> {
        let number = u32::try_from(key >> SEQ_BITS).map_err(|_| StoreError::Malformed("key"))?;
        let device = self.device(number).ok_or(StoreError::Malformed("key"))?;
        Ok(EntryId { device, seq: seq_of(key) })
    }
}

fn key(number: u32, seq: u64) -> Option<Key> {
    let seq = u32::try_from(seq).ok()?;
    let number = i32::try_from(number).ok()?;
    Some(i64::from(number) << SEQ_BITS | i64::from(seq))
}

impl DeviceNumbers for Devices {
    fn number(&mut self, device: DeviceId) -> u32 {
        if let Some(number) = self.numbers.get(&device) {
            return *number;
        }
        let number = self.ids.len() as u32;
        self.ids.push(device);
        self.numbers.insert(device, number);
        number
    }

    fn device(&self, number: u32) -> Option<DeviceId> {
        self.ids.get(number as usize).copied()
    }
}

/// Devices that are shared until one more has to be numbered, which is seldom.
#[derive(Debug)]
pub(super) struct Shared<'a>(pub(super) &'a mut Arc<Devices>);

impl Shared<'_> {
    /// The key of an entry; its device gets a number if it has none.
    pub(super) fn key(&mut self, id: EntryId) -> Result<Key, StoreError> {
        match self.0.find(id) {
            Some(key) => Ok(key),
            None => Arc::make_mut(self.0).key(id),
        }
    }
}

impl DeviceNumbers for Shared<'_> {
    fn number(&mut self, device: DeviceId) -> u32 {
        match self.0.numbers.get(&device) {
            Some(number) => *number,
            None => Arc::make_mut(self.0).number(device),
        }
    }

    fn device(&self, number: u32) -> Option<DeviceId> {
        self.0.device(number)
    }
}
