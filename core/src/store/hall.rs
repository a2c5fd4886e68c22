//! What the phone knows of its hall: who it is, what it confirmed, what it assigned.

use camtay_content::{Pack, PackError};
use camtay_journal::chain::Head;
use camtay_journal::fold::Control;
use camtay_journal::ids::{DeviceId, EntryId, Seq, VillageId};
use camtay_journal::keys::PublicKey;
use camtay_journal::notice::HallCard;
use camtay_journal::seal::SealingKey;
use camtay_journal::wire::{Generation, Log, Receipt, Standing};
use rusqlite::{Connection, OptionalExtension};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use super::Store;
use crate::error::{CoreError, Denied, HallProblem, StoreError};

/// The hall that this phone belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HallRecord {
    /// Its identity key, pinned.
    pub key: PublicKey,
    /// Its device.
    pub device: DeviceId,
    /// The key that only it opens.
    pub sealing: SealingKey,
    /// Where it was found, `host:port`, the last good one first.
    pub addresses: Vec<String>,
    /// The code of the invitation while the officer hasn't said yes: the safety code
    /// stays on the screen over a restart. Hex.
    pub code: Option<String>,
}

/// What a later card than the one held says.
struct Later {
    /// Its place among the hall's cards.
    place: (u32, u64),
    hall: HallRecord,
}

const HALL: &str = "hall";
const STANDING: &str = "standing";
const ASSIGNED: &str = "assigned";
/// The place of the hall's card that was taken last: generation, version.
const CARD: &str = "hall_card";

/// More addresses of one hall than these aren't kept.
pub(crate) const MOST_ADDRESSES: usize = 16;
pub(super) const GENERATION: &str = "generation";

pub(super) fn read_hall(conn: &Connection) -> Result<Option<HallRecord>, StoreError> {
    kept(conn, HALL)
}

pub(super) fn kept<T: DeserializeOwned>(
    conn: &Connection,
    name: &'static str,
) -> Result<Option<T>, StoreError> {
    let value: Option<Vec<u8>> = conn
        .prepare_cached("SELECT value FROM kept WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    value
        .map(|value| serde_json::from_slice(&value).map_err(|_| StoreError::Malformed(name)))
        .transpose()
}

pub(super) fn keep<T: Serialize>(
    conn: &Connection,
    name: &'static str,
    value: &T,
) -> Result<(), StoreError> {
    let value = serde_json::to_vec(value).map_err(|_| StoreError::Malformed(name))?;
    conn.prepare_cached("INSERT OR REPLACE INTO kept (name, value) VALUES (?1, ?2)")?
        .execute((name, value))?;
    Ok(())
}

/// The number of a life of the hall; of one that never said which it lives, the first's.
pub(super) fn life(generation: Option<Generation>) -> u32 {
    generation.map_or(1, |generation| generation.number)
}

impl Store {
    /// The hall, once an invitation was read.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn hall(&self) -> Result<Option<HallRecord>, CoreError> {
        Ok(read_hall(&self.conn)?)
    }

    /// Remembers the hall, or what changed about it. A phone that has written something
    /// for one hall can't change to another.
    ///
    /// # Errors
    /// [`Denied::OtherHall`]; [`StoreError`].
    pub fn save_hall(&mut self, now: i64, hall: &HallRecord) -> Result<(), CoreError> {
        let other = self.hall()?.is_some_and(|known| known.key != hall.key);
        if other && (self.memory.last_seq > 0 || self.heard_anything()?) {
            return Err(CoreError::NotAllowed(Denied::OtherHall));
        }
        self.write(now, |work| {
            keep(work.conn, HALL, hall)?;
            if other {
                work.conn.execute("DELETE FROM device WHERE no > 0", [])?;
                work.conn.execute("DELETE FROM kept WHERE name = ?1", [GENERATION])?;
                let mut devices = super::numbers::Devices::read(work.conn)?;
                devices.key(EntryId { device: hall.device, seq: 0 })?;
                work.memory.devices = Arc::new(devices);
                work.memory.control = None;
            }
            if work.memory.control.is_none() {
                let devices = Arc::make_mut(&mut work.memory.devices);
                devices.key(EntryId { device: hall.device, seq: 0 })?;
                work.memory.head = Head::start(hall.device, work.memory.own);
                work.memory.control = Some(Arc::new(Control::new(hall.device)));
                work.control_changed = true;
            }
            Ok(())
        })
    }

    /// Which life of the hall answered last; `None` before the first time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn generation(&self) -> Result<Option<Generation>, CoreError> {
        Ok(kept(&self.conn, GENERATION)?)
    }

    /// Remembers a newer life of the hall. Its logs are other lists: they are read from
    /// their beginning, and what is known already changes nothing.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn begin_generation(&mut self, now: i64, newer: Generation) -> Result<(), CoreError> {
        self.write(now, |work| {
            keep(work.conn, GENERATION, &newer)?;
            work.conn.execute("DELETE FROM log", [])?;
            Ok(())
        })
    }

    fn heard_anything(&self) -> Result<bool, StoreError> {
        Ok(self.conn.query_row("SELECT EXISTS (SELECT 1 FROM heard)", [], |row| row.get(0))?)
    }

    /// Keeps a receipt whose signature was checked; `bytes` are what the hall signed.
    ///
    /// # Errors
    /// [`HallProblem::BadAnswer`] for another phone's or hall's,
    /// [`HallProblem::Fork`] when its head isn't this phone's.
    pub fn save_receipt(
        &mut self,
        now: i64,
        receipt: &Receipt,
        bytes: &[u8],
    ) -> Result<(), CoreError> {
        if receipt.device != self.memory.own || receipt.hall != self.control()?.hall() {
            return Err(CoreError::Hall(HallProblem::BadAnswer));
        }
        if self.own_head(receipt.seq)? != Some(receipt.head) {
            return Err(CoreError::Hall(HallProblem::Fork));
        }
        self.write(now, |work| {
            work.conn
                .prepare_cached(
                    "INSERT INTO receipt (generation, number, seq, at, bytes)
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute((
                    receipt.generation.number,
                    receipt.number as i64,
                    receipt.seq as i64,
                    receipt.at,
                    bytes,
                ))?;
            Ok(())
        })
    }

    /// The receipt that holds: of the life of the hall that is known, the highest number.
    /// What an earlier life confirmed says nothing of this one.
    ///
    /// # Errors
    /// [`StoreError`]; a damaged row is [`StoreError::Malformed`].
    pub fn receipt(&self) -> Result<Option<Receipt>, CoreError> {
        let bytes: Option<Vec<u8>> = self
            .conn
            .prepare_cached(
                "SELECT bytes FROM receipt WHERE generation >= ?1
                 ORDER BY generation DESC, number DESC, no DESC LIMIT 1",
            )?
            .query_row([life(self.generation()?)], |row| row.get(0))
            .optional()?;
        let Some(bytes) = bytes else { return Ok(None) };
        let hall = self.hall()?.ok_or(CoreError::NotAllowed(Denied::NotEnrolled))?;
        Ok(Some(Receipt::open(&bytes, &hall.key)?))
    }

    /// Up to which own seq the hall has everything durable; 0 for nothing, and for a
    /// restored hall that hasn't said yet.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn received_seq(&self) -> Result<Seq, CoreError> {
        Ok(received(&self.conn)?)
    }

    /// When the hall first confirmed an own entry, by the hall's clock; `None` while it
    /// hasn't, or lacks it again.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn received_at(&self, seq: Seq) -> Result<Option<i64>, CoreError> {
        if seq > self.received_seq()? {
            return Ok(None);
        }
        Ok(self
            .conn
            .prepare_cached("SELECT min(at) FROM receipt WHERE seq >= ?1")?
            .query_row([seq as i64], |row| row.get(0))?)
    }

    /// The position in a log from where to ask next.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn log_position(&self, log: Log) -> Result<u64, CoreError> {
        Ok(position(&self.conn, log)?)
    }

    /// How the hall said the phone stands.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn standing(&self) -> Result<Option<Standing>, CoreError> {
        Ok(kept(&self.conn, STANDING)?)
    }

    /// Remembers how the phone stands, and takes the hall's card that came along if it is
    /// of this hall and later than the one held.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn save_standing(&mut self, now: i64, standing: &Standing) -> Result<(), CoreError> {
        let card = self.later_card(standing)?;
        self.write(now, |work| {
            keep(work.conn, STANDING, standing)?;
            if let Some(Later { place, hall }) = card {
                keep(work.conn, CARD, &place)?;
                keep(work.conn, HALL, &hall)?;
            }
            if standing.standing == "approved" {
                work.in_contact()?;
            }
            Ok(())
        })
    }

    /// The hall as a later card says; addresses that the phone knew besides come last.
    fn later_card(&self, standing: &Standing) -> Result<Option<Later>, CoreError> {
        let Some(hall) = self.hall()? else { return Ok(None) };
        let card = standing.card.as_deref().and_then(|text| HallCard::open(text, &hall.key).ok());
        let held: Option<(u32, u64)> = kept(&self.conn, CARD)?;
        let later = card.filter(|it| it.hall == hall.device && Some(it.place()) > held);
        Ok(later.map(|card| {
            let place = card.place();
            let mut addresses = card.addresses;
            for known in hall.addresses {
                if addresses.len() < MOST_ADDRESSES && !addresses.contains(&known) {
                    addresses.push(known);
                }
            }
            Later { place, hall: HallRecord { sealing: card.sealing, addresses, ..hall } }
        }))
    }

    /// The villages that this phone carries.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn assigned_villages(&self) -> Result<Vec<VillageId>, CoreError> {
        Ok(assigned(&self.conn)?)
    }

    /// Remembers the villages that this phone carries; it lets go of the people of those
    /// that it no longer does.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn save_assigned(&mut self, now: i64, villages: &[VillageId]) -> Result<(), CoreError> {
        let before = self.assigned_villages()?;
        self.write(now, |work| {
            keep(work.conn, ASSIGNED, &villages)?;
            work.pulled_again()?;
            for gone in before.iter().filter(|village| !villages.contains(village)) {
                work.let_go_of_village(*gone)?;
            }
            Ok(())
        })
    }

    /// The pack file in use, as the hall signed it; `None` while the app's own is used.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn pack_bytes(&self) -> Result<Option<Vec<u8>>, CoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT bytes FROM pack")?
            .query_row([], |row| row.get(0))
            .optional()?)
    }

    /// Checks a pack file against the pinned hall and keeps it when it is newer than the
    /// one in use; the old one stays otherwise.
    ///
    /// # Errors
    /// [`CoreError::Pack`]; [`StoreError`].
    pub(crate) fn save_pack(&mut self, now: i64, bytes: &[u8]) -> Result<Pack, CoreError> {
        let hall = self.hall()?.ok_or(CoreError::NotAllowed(Denied::NotEnrolled))?;
        let pack = Pack::open(bytes, &hall.key)?;
        let kept: Option<u32> = self
            .conn
            .prepare_cached("SELECT version FROM pack")?
            .query_row([], |row| row.get(0))
            .optional()?;
        if let Some(used) = kept.filter(|used| *used > pack.version) {
            return Err(PackError::Older { found: pack.version, used }.into());
        }
        self.write(now, |work| {
            work.conn
                .prepare_cached(
                    "INSERT OR REPLACE INTO pack (one, version, bytes) VALUES (1, ?1, ?2)",
                )?
                .execute((pack.version, bytes))?;
            Ok(())
        })?;
        Ok(pack)
    }
}

pub(super) fn received(conn: &Connection) -> Result<Seq, StoreError> {
    let seq: Option<i64> = conn
        .prepare_cached(
            "SELECT seq FROM receipt WHERE generation >= ?1
             ORDER BY generation DESC, number DESC, no DESC LIMIT 1",
        )?
        .query_row([life(kept(conn, GENERATION)?)], |row| row.get(0))
        .optional()?;
    Ok(seq.unwrap_or(0) as Seq)
}

pub(super) fn assigned(conn: &Connection) -> Result<Vec<VillageId>, StoreError> {
    Ok(kept(conn, ASSIGNED)?.unwrap_or_default())
}

pub(super) fn position(conn: &Connection, log: Log) -> Result<u64, StoreError> {
    let next: Option<i64> = conn
        .prepare_cached("SELECT next FROM log WHERE name = ?1")?
        .query_row([log_name(log)?], |row| row.get(0))
        .optional()?;
    Ok(next.unwrap_or(0) as u64)
}

pub(super) fn set_position(conn: &Connection, log: Log, next: u64) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT OR REPLACE INTO log (name, next) VALUES (?1, ?2)")?
        .execute((log_name(log)?, next as i64))?;
    Ok(())
}

pub(super) fn log_name(log: Log) -> Result<Vec<u8>, StoreError> {
    postcard::to_stdvec(&log).map_err(|_| StoreError::Malformed("log"))
}
