//! This phone goes on as a new device: its journal and the hall's parted after an entry
//! that both have. Up to there everything stays as the old device's; what was written
//! since is written again by the new device, once, in one transaction.

use std::sync::Arc;

use camtay_journal::chain::Head;
use camtay_journal::codec::row;
use camtay_journal::entry::Entry;
use camtay_journal::ids::{DeviceId, EntryId, ResidentId, Seq, SessionId};
use camtay_journal::keys::Signature;
use serde::{Deserialize, Serialize};

use super::courier::COURIER;
use super::drafts::Draft;
use super::hall::{keep, kept};
use super::numbers::{Devices, Key};
use super::{Store, Work};
use crate::error::{CoreError, StoreError};

/// The last succession of this phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Succession {
    /// The device that this phone was.
    pub(crate) before: DeviceId,
    /// The last entry that both the phone and the hall have.
    pub(crate) common: Seq,
    /// The secret that the old key consented to.
    pub(crate) code: [u8; 16],
    /// The old key's consent.
    pub(crate) consent: Signature,
}

const SUCCESSION: &str = "succession";

impl Store {
    /// The last succession; `None` when there was none.
    pub(crate) fn succession(&self) -> Result<Option<Succession>, CoreError> {
        Ok(kept(&self.conn, SUCCESSION)?)
    }

    /// The same, while the phone hasn't heard that the hall let the new device in.
    pub(crate) fn untold_succession(&self) -> Result<Option<Succession>, CoreError> {
        match self.succession()? {
            Some(it) if self.control()?.enrolment(self.own_device()).is_none() => Ok(Some(it)),
            _ => Ok(None),
        }
    }

    /// Remembers that this phone goes on as a new device.
    pub(crate) fn begin_succession(
        &mut self,
        now: i64,
        succession: &Succession,
    ) -> Result<(), CoreError> {
        self.write(now, |work| Ok(keep(work.conn, SUCCESSION, succession)?))
    }

    /// Goes on as `device`. Moments, content and order stay; ids of what was written after
    /// `common` change, wherever this phone names them.
    pub(crate) fn succeed(
        &mut self,
        now: i64,
        common: Seq,
        device: DeviceId,
    ) -> Result<(), CoreError> {
        let drafts = self.drafts()?;
        self.write(now, |work| work.succeed(common, device, drafts))
    }
}

impl Work<'_> {
    fn succeed(
        &mut self,
        common: Seq,
        device: DeviceId,
        drafts: Vec<Draft>,
    ) -> Result<(), CoreError> {
        let hall = self.control()?.hall();
        let before = self.memory.own;
        let rename = |id: EntryId| match id.seq.checked_sub(common) {
            Some(seq) if seq > 0 && id.device == before => EntryId { device, seq },
            _ => id,
        };
        let known = Arc::clone(&self.memory.devices);
        let own = self.rows("SELECT seq, bytes FROM own ORDER BY seq", &known)?;
        let heard = self.rows("SELECT key, bytes FROM heard", &known)?;

        self.conn.execute_batch(
            "DELETE FROM own; DELETE FROM heard; DELETE FROM head; DELETE FROM receipt;
             DELETE FROM draft; DELETE FROM device;",
        )?;
        // The parcels that it gave away were the old device's.
        self.conn.execute("DELETE FROM kept WHERE name = ?1", [COURIER])?;
        self.memory.own = device;
        self.memory.devices = Arc::new(known.succeeded_by(device));
        self.memory.last_seq = 0;
        self.memory.head = Head::start(hall, device);
        self.renumber_pages(&known)?;
        Arc::make_mut(&mut self.memory.moments).renumber(common);
        self.moments_changed = true;

        let (kept, tail): (Vec<Entry>, Vec<Entry>) =
            own.into_iter().partition(|entry| entry.id.seq <= common);
        for entry in kept.iter().chain(&heard) {
            let key = self.key(entry.id)?;
            self.store(key, entry)?;
        }
        for entry in &tail {
            let entry = entry.renamed(rename);
            let key = self.key(entry.id)?;
            self.store(key, &entry)?;
            self.lengthen_chain(&entry)?;
        }
        for draft in drafts {
            self.save_draft(&Draft {
                resident: ResidentId(rename(draft.resident.0)),
                session: draft.session.map(|session| SessionId(rename(session.0))),
                ..draft
            })?;
        }
        self.refold()
    }

    /// Entries by the numbers of `devices`.
    fn rows(&self, sql: &str, devices: &Devices) -> Result<Vec<Entry>, StoreError> {
        let mut statement = self.conn.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            // An own entry's key is its seq: this phone's number is 0.
            let key: Key = row.get(0)?;
            let bytes = row.get_ref(1)?.as_blob().map_err(|_| StoreError::Malformed("entry"))?;
            entries.push(row::decode(devices.id(key)?, bytes, devices)?);
        }
        Ok(entries)
    }
}
