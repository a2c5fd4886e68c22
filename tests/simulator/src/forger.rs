//! Somebody took the key out of a phone that was let in, and signs with it what only the
//! hall may write.

use std::path::Path;

use camtay_core::net::NetError;
use camtay_core::net::client::{HallClient, SMALL, json};
use camtay_core::net::link::Link;
use camtay_journal::chain::Head;
use camtay_journal::clock::Hlc;
use camtay_journal::codec::batch::Batch;
use camtay_journal::entry::{
    Body, DeviceApproved, DeviceRevoked, Entry, EntrySetAside, Erased, Personal, ResidentsMerged,
    SetAsideReason, Setting, SettingChanged, Subject,
};
use camtay_journal::ids::{DeviceId, EntryId, ResidentId};
use camtay_journal::keys::{PublicKey, Signer, SoftwareKey};
use camtay_journal::wire::{Watermark, path};

use crate::morning::{CantBegin, key_of_phone};
use crate::net::Net;
use crate::plan::PHONES;

/// The number of the phone whose key it is.
pub const FORGER: usize = PHONES + 1;

/// The name that a forged setting gives the commune.
const FORGED: &str = "xã Giả Mạo";

/// The forger, with a journal in memory.
pub struct Forger {
    key: SoftwareKey,
    hall: PublicKey,
    /// What was written so far.
    pub entries: Vec<Entry>,
}

impl Forger {
    /// Takes the key out of the phone's files.
    ///
    /// # Errors
    /// [`CantBegin`].
    pub fn new(world: &Path, hall: PublicKey) -> Result<Self, CantBegin> {
        let key = key_of_phone(world, FORGER)?;
        Ok(Self { key, hall, entries: Vec::new() })
    }

    /// Its device.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.key.public_key().device()
    }

    /// Writes an entry about somebody and about another phone's entry, and hands in what
    /// the hall lacks.
    ///
    /// # Errors
    /// [`NetError`].
    pub async fn forge(
        &mut self,
        net: &Net,
        now: i64,
        pick: u32,
        somebody: [EntryId; 2],
    ) -> Result<(), NetError> {
        let [one, other] = somebody;
        let body: Body = match pick % 6 {
            0 => Erased { subject: Subject::Resident(ResidentId(one)) }.into(),
            1 => DeviceApproved { device: one.device }.into(),
            2 => DeviceRevoked { device: one.device, last_seq: 0 }.into(),
            3 => ResidentsMerged { keep: ResidentId(one), other: ResidentId(other) }.into(),
            4 => EntrySetAside { entry: other, reason: SetAsideReason::Officer }.into(),
            _ => {
                let setting =
                    Setting::Commune { code: "00000".to_owned(), name: FORGED.to_owned() };
                SettingChanged { setting }.into()
            }
        };
        let id = EntryId { device: self.device(), seq: self.entries.len() as u64 + 1 };
        self.entries.push(Entry { id, at: Hlc::new(now, 0), body, personal: Personal::None });
        self.hand_in(net, now).await
    }

    /// Hands in what the hall lacks.
    ///
    /// # Errors
    /// [`NetError`].
    pub async fn hand_in(&self, net: &Net, now: i64) -> Result<(), NetError> {
        let client = HallClient::over(net.end_of(FORGER), self.hall, vec!["hall:8443".to_owned()]);
        let clock = move || now;
        let link = Link::new(&client, &self.key, &clock);
        let watermark: Watermark = json(&link.get(path::WATERMARK, SMALL).await?)?;
        let known = usize::try_from(watermark.next_seq - 1).unwrap_or(usize::MAX);
        let (before, rest) = self.entries.split_at(known.min(self.entries.len()));
        if rest.is_empty() {
            return Ok(());
        }
        let head = Head::start(self.hall.device(), self.device()).after_all(before);
        let batch = Batch::seal(self.hall.device(), head, rest, &self.key)?;
        link.post(path::BATCHES, batch).await?;
        Ok(())
    }

    /// What a setting of the forger's would call the commune.
    #[must_use]
    pub fn forged_name(&self) -> &'static str {
        FORGED
    }
}
