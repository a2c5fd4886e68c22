//! What the hall keeps about phones beside their journals: what suspended and revoked ones
//! handed in, orders to them, and the hall's card.

use camtay_journal::chain::Head;
use camtay_journal::ids::{DeviceId, Seq};

use super::StoreError;

/// A piece of a phone's journal that waits for an officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parked {
    /// Whose.
    pub device: DeviceId,
    /// The seq of its first entry.
    pub first_seq: Seq,
    /// How many entries it adds.
    pub count: u64,
    /// The head after the last of them.
    pub head_after: Head,
    /// The signed batch; entries before `first_seq` repeat earlier ones.
    pub batch: Vec<u8>,
    /// When it came, by the hall's clock, Unix seconds.
    pub at: i64,
}

impl Parked {
    /// The seq after its last entry.
    #[must_use]
    pub fn next_seq(&self) -> Seq {
        self.first_seq + self.count
    }
}

/// The latest order to a phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderNote {
    /// To which.
    pub device: DeviceId,
    /// Counts up over all phones.
    pub number: u64,
    /// It is to forget everything.
    pub wipe: bool,
    /// The operator's words; they stay at the hall.
    pub why: Option<String>,
    /// When, by the hall's clock, Unix seconds.
    pub at: i64,
}

/// The part of the hall's store that is about phones.
pub trait PhoneStore: Send + Sync {
    /// Parks a piece behind those of its phone that are parked already; `false`, and
    /// nothing kept, when another process was faster and it doesn't fit any more.
    ///
    /// # Errors
    /// [`StoreError`], as every verb here.
    fn park(&self, piece: &Parked) -> Result<bool, StoreError>;

    /// What is parked of a phone, or of all phones, in order.
    fn parked(&self, device: Option<DeviceId>) -> Result<Vec<Parked>, StoreError>;

    /// Puts other bytes in place of parked batches, and overwrites what stood there.
    fn replace_parked(&self, pieces: &[Parked]) -> Result<(), StoreError>;

    /// Forgets what is parked of a phone before `next_seq`: it is in the journal now.
    fn unpark(&self, device: DeviceId, next_seq: Seq) -> Result<(), StoreError>;

    /// Notes that what a phone handed in up to an entry is refused; never less than before.
    fn refuse(&self, device: DeviceId, last_seq: Seq) -> Result<(), StoreError>;

    /// Up to which entry what each phone handed in is refused.
    fn refused(&self) -> Result<Vec<(DeviceId, Seq)>, StoreError>;

    /// Gives a phone a new order in place of the one it had; its number.
    fn give_order(
        &self,
        device: DeviceId,
        wipe: bool,
        why: Option<&str>,
        at: i64,
    ) -> Result<u64, StoreError>;

    /// The latest order to each phone that was ever given one.
    fn orders(&self) -> Result<Vec<OrderNote>, StoreError>;

    /// The latest order to a phone.
    fn order(&self, device: DeviceId) -> Result<Option<OrderNote>, StoreError>;

    /// Puts addresses on a new version of the hall's card; the version.
    fn save_card(&self, addresses: &[String]) -> Result<u64, StoreError>;

    /// Version and addresses of the hall's card; `None` while it has none.
    fn card(&self) -> Result<Option<(u64, Vec<String>)>, StoreError>;
}
