//! Phones for load: a key, signed batches made before the clock starts, and a connection
//! of its own over TLS to the hall.

use std::time::{Duration, Instant};

use camtay_core::net::client::HallClient;
use camtay_core::net::link::Link;
use camtay_journal::chain::Head;
use camtay_journal::codec::batch::Batch;
use camtay_journal::entry::Entry;
use camtay_journal::ids::DeviceId;
use camtay_journal::keys::{PublicKey, Signer as _, SoftwareKey};
use camtay_journal::wire::{Receipt, path};
use camtay_tests::workload::{Ground, Random, Shift, completions};

use crate::{Failure, failed};

/// The most entries that a phone puts into one batch, and with how many it begins.
const FIRST_BATCH: usize = 200;
const LARGEST_BATCH: usize = 5_000;

/// A phone with something to hand in.
pub struct Phone {
    key: SoftwareKey,
    batches: Vec<Vec<u8>>,
    /// How many entries they have together.
    pub entries: usize,
    head: Head,
}

/// What one phone's hand-in took.
#[derive(Debug)]
pub struct HandedIn {
    /// From sending each batch to its receipt.
    pub acknowledged: Vec<Duration>,
    /// From the first byte to the last receipt.
    pub whole: Duration,
    receipts: Vec<Vec<u8>>,
    expected: (u64, Head),
}

impl HandedIn {
    /// Whether every receipt is the hall's, and the last one covers all that was sent.
    /// Apart from the hand-in: a phone checks with a processor of its own.
    ///
    /// # Errors
    /// When not.
    pub fn check(&self, hall: &PublicKey) -> Result<(), Failure> {
        let mut covered = None;
        for receipt in &self.receipts {
            let receipt = Receipt::open(receipt, hall).map_err(failed)?;
            covered = Some((receipt.seq, receipt.head));
        }
        if covered == Some(self.expected) {
            return Ok(());
        }
        Err(Failure("the last receipt is not for the phone's own head".to_owned()))
    }
}

/// The key of the phone with this number.
#[must_use]
pub fn key(number: usize) -> SoftwareKey {
    let mut random = Random::new(number as u64, "phone");
    loop {
        // All but a vanishing few 32 bytes are a key.
        if let Ok(key) = SoftwareKey::from_bytes(&random.bytes32()) {
            return key;
        }
    }
}

/// Sizes of batches for so many entries, growing as a phone's do: all goes well.
pub fn growing(mut entries: usize) -> impl Iterator<Item = usize> {
    let mut size = FIRST_BATCH;
    std::iter::from_fn(move || {
        let this = size.min(entries);
        entries -= this;
        size = (size * 2).min(LARGEST_BATCH);
        (this > 0).then_some(this)
    })
}

/// Cuts entries into signed batches, growing from 200 to 5,000.
///
/// # Errors
/// When they are no consecutive entries of the key's device.
pub fn seal(
    hall: DeviceId,
    key: &SoftwareKey,
    entries: &[Entry],
) -> Result<(Vec<Vec<u8>>, Head), Failure> {
    let mut head = Head::start(hall, key.public_key().device());
    let mut batches = Vec::new();
    let mut rest = entries;
    for size in growing(entries.len()) {
        let (these, later) = rest.split_at(size);
        batches.push(Batch::seal(hall, head, these, key).map_err(failed)?);
        head = head.after_all(these);
        rest = later;
    }
    Ok((batches, head))
}

impl Phone {
    /// A phone that recorded `count` entries on this ground.
    ///
    /// # Errors
    /// As [`seal`].
    pub fn busy(
        number: usize,
        count: usize,
        start: i64,
        hall: DeviceId,
        ground: &Ground,
    ) -> Result<Self, Failure> {
        let key = key(number);
        let shift = Shift { seed: number as u64, completions: count, visits: false, start };
        let mut entries = completions(shift, key.public_key().device(), 1, ground);
        entries.truncate(count);
        Self::with(key, hall, &entries)
    }

    /// A phone with these entries.
    ///
    /// # Errors
    /// As [`seal`].
    pub fn with(key: SoftwareKey, hall: DeviceId, entries: &[Entry]) -> Result<Self, Failure> {
        let (batches, head) = seal(hall, &key, entries)?;
        Ok(Self { key, batches, entries: entries.len(), head })
    }

    /// How many bytes its batches have together.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.batches.iter().map(Vec::len).sum()
    }

    /// Hands everything in over a new connection; `ready` is waited for once the phone is
    /// connected and proved, where it should be.
    ///
    /// # Errors
    /// Anything but an answer to every request.
    pub async fn hand_in(
        self,
        hall: PublicKey,
        address: String,
        now: i64,
        ready: Option<&tokio::sync::Barrier>,
    ) -> Result<HandedIn, Failure> {
        let began = Instant::now();
        let client = HallClient::new(hall, vec![address]).map_err(failed)?;
        let clock = move || now;
        let link = Link::new(&client, &self.key, &clock);
        let mark = link.get(path::WATERMARK, 4_096).await.map_err(failed)?;
        let mark: camtay_journal::wire::Watermark =
            serde_json::from_slice(&mark).map_err(failed)?;
        if mark.next_seq != 1 {
            return Err(Failure("the hall knew this phone already".to_owned()));
        }
        let mut began_sending = began;
        if let Some(ready) = ready {
            ready.wait().await;
            began_sending = Instant::now();
        }
        let mut acknowledged = Vec::with_capacity(self.batches.len());
        let mut receipts = Vec::with_capacity(self.batches.len());
        for batch in self.batches {
            let sent = Instant::now();
            receipts.push(link.post(path::BATCHES, batch).await.map_err(failed)?);
            acknowledged.push(sent.elapsed());
        }
        let expected = (self.entries as u64, self.head);
        Ok(HandedIn { acknowledged, whole: began_sending.elapsed(), receipts, expected })
    }
}
