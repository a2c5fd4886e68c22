//! What the hall keeps, behind one trait: an encrypted SQLite file, or (later) PostgreSQL.
//!
//! Each verb is one transaction and may be repeated. SQL stands in this folder and in
//! `migrations/` alone. What every store must do is told by the stories in `contract.rs`.

use camtay_journal::chain::Head;
use camtay_journal::clock::Hlc;
use camtay_journal::entry::Sha256Digest;
use camtay_journal::ids::{DeviceId, EntryId, Seq, VolunteerId};
use camtay_journal::wire::Generation;

use crate::import::List;

#[cfg(test)]
mod contract;
mod copy;
mod migrate;
mod open;
mod phones;
mod sqlite;
mod sqlite_phones;

pub use copy::{Encrypted, copy, verify};
pub use open::{StoreKey, unlock};
pub use phones::{OrderNote, Parked, PhoneStore};
pub use sqlite::SqliteStore;

/// Why a store can't do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It doesn't answer: locked for too long, disk full, not readable.
    #[error("{0}")]
    Unavailable(String),
    /// The disk is full.
    #[error("the disk is full")]
    NoRoom,
    /// It holds what no version of this program wrote.
    #[error("{0}")]
    Damaged(String),
    /// The key doesn't open it: it is another's, or its first page is damaged.
    #[error("its key doesn't open it")]
    WrongKey,
    /// A later version of this program wrote it.
    #[error("a later version of this program wrote it (schema {found}, this one knows {known})")]
    Newer {
        /// Its schema.
        found: u32,
        /// The latest one that this program knows.
        known: u32,
    },
}

/// Who the hall is, and which life of it this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// The hall's device.
    pub device: DeviceId,
    /// Its generation.
    pub generation: Generation,
}

/// How far a device's journal has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The next seq that is wanted.
    pub next_seq: Seq,
    /// The chain's head before that.
    pub head: Head,
    /// How many receipts were given: one for each chunk.
    pub receipts: u64,
}

impl Mark {
    /// Of a device that wrote nothing yet.
    #[must_use]
    pub fn start(hall: DeviceId, device: DeviceId) -> Self {
        Self { next_seq: 1, head: Head::start(hall, device), receipts: 0 }
    }
}

/// A piece of a device's journal that is to be stored.
#[derive(Debug, Clone, Copy)]
pub struct Piece<'a> {
    /// Whose.
    pub device: DeviceId,
    /// Where the device's journal must stand for this piece to fit.
    pub expected: Mark,
    /// How many entries it adds.
    pub count: u64,
    /// The head after the last of them.
    pub head_after: Head,
    /// The signed batch that has them at its end.
    pub batch: &'a [u8],
}

/// A stored piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// Its number in the order in which pieces were stored.
    pub arrival: u64,
    /// Whose.
    pub device: DeviceId,
    /// The seq of its first entry.
    pub first_seq: Seq,
    /// How many entries it adds.
    pub count: u64,
    /// The head after the last of them.
    pub head_after: Head,
    /// The signed batch; entries before `first_seq` repeat earlier chunks.
    pub batch: Vec<u8>,
}

/// How far a phone has read the control log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contact {
    /// The phone.
    pub device: DeviceId,
    /// It has everything before this position.
    pub control: u64,
    /// When it last said so, Unix seconds.
    pub at: i64,
}

/// The key by which an imported list knows a household or resident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportKey {
    /// Which list.
    pub list: List,
    /// The list's key.
    pub key: String,
    /// The entry that made the household or resident.
    pub entry: EntryId,
}

/// What became of pieces that were to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Appended {
    /// All are durable.
    Stored {
        /// The last arrival before them.
        before: u64,
        /// Their own arrivals.
        arrivals: Vec<u64>,
    },
    /// This device's journal stands elsewhere than expected. Nothing was stored.
    Moved(DeviceId),
}

/// A backup that was verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// When it was made, Unix seconds.
    pub made: i64,
    /// The last arrival that is in it.
    pub arrival: u64,
    /// Where it lay then.
    pub folder: String,
}

/// What became of an enrolment code that a phone showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeUse {
    /// Good, and from now on this phone's; bound to this volunteer.
    Good(VolunteerId),
    /// Unknown, too old, or another phone's.
    Bad,
}

/// A state that was folded from the chunks up to `arrival`, as rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checkpoint {
    /// The version of the fold.
    pub fold_version: u32,
    /// The last chunk that it covers.
    pub arrival: u64,
    /// How many entries it covers.
    pub entries: u64,
    /// Rows by table. When saving: the rows to write, others stay as they are.
    pub rows: Vec<StateRow>,
}

/// The tables of a checkpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StateTable {
    /// One row: lists, decisions, corrections.
    Control,
    /// Facts by household.
    Household,
    /// Facts by resident.
    Resident,
    /// Facts by session.
    Session,
    /// Villages beyond its own in which a session is spoken of.
    Guest,
    /// Positions by log.
    Log,
    /// Digest by village.
    Digest,
}

/// A row of a checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateRow {
    /// In which table.
    pub table: StateTable,
    /// Its key; empty in a table of one row.
    pub key: Vec<u8>,
    /// What it says.
    pub value: Vec<u8>,
}

/// The hall's store.
pub trait Store: PhoneStore {
    /// Who the hall is.
    ///
    /// # Errors
    /// [`StoreError`], as every verb here.
    fn identity(&self) -> Result<Identity, StoreError>;

    /// Stores pieces in one durable transaction, all or none, and moves the clock to
    /// `clock` if that is later. Two pieces of one device go in order.
    fn append(&self, pieces: &[Piece<'_>], clock: Hlc) -> Result<Appended, StoreError> {
        self.append_with_keys(pieces, clock, &[])
    }

    /// As [`Store::append`], and keeps import keys in the same transaction; a key that is
    /// known means the new entry from now on.
    fn append_with_keys(
        &self,
        pieces: &[Piece<'_>],
        clock: Hlc,
        keys: &[ImportKey],
    ) -> Result<Appended, StoreError>;

    /// Stores pieces that stand beside their devices' journals, in one durable transaction,
    /// all or none, and moves the clock: no watermark moves, and of what a piece expects
    /// only the seq counts. [`Appended::Moved`] when one of their entries is stored.
    fn append_beside(&self, pieces: &[Piece<'_>], clock: Hlc) -> Result<Appended, StoreError>;

    /// The pieces of all devices from `first` to `last`, in order: whose, its first seq,
    /// and how many entries it adds.
    fn runs(
        &self,
        first: DeviceId,
        last: DeviceId,
    ) -> Result<Vec<(DeviceId, Seq, u64)>, StoreError>;

    /// Every import key.
    fn import_keys(&self) -> Result<Vec<ImportKey>, StoreError>;

    /// How far a device's journal has come; `None` when nothing of it is stored.
    fn mark(&self, device: DeviceId) -> Result<Option<Mark>, StoreError>;

    /// The last arrival, and every device's mark at that moment.
    fn marks(&self) -> Result<(u64, Vec<(DeviceId, Mark)>), StoreError>;

    /// The latest moment written or believed.
    fn clock(&self) -> Result<Hlc, StoreError>;

    /// The last arrival, 0 when there is none.
    fn last_arrival(&self) -> Result<u64, StoreError>;

    /// The chunks after an arrival, in order, at most `limit`.
    fn chunks_after(&self, arrival: u64, limit: usize) -> Result<Vec<Chunk>, StoreError>;

    /// The chunk that an entry is in.
    fn chunk_with(&self, entry: EntryId) -> Result<Option<Chunk>, StoreError>;

    /// Puts other bytes in place of stored batches, by arrival, and overwrites what stood
    /// there before. Nothing else of a chunk changes.
    fn replace_batches(&self, batches: &[(u64, Vec<u8>)]) -> Result<(), StoreError>;

    /// Notes that a phone has read the control log up to a position, at `at` by the hall's
    /// clock. It never goes back.
    fn note_contact(&self, device: DeviceId, control: u64, at: i64) -> Result<(), StoreError>;

    /// How far each phone has read, as far as it said so.
    fn contacts(&self) -> Result<Vec<Contact>, StoreError>;

    /// Keeps an invitation.
    fn add_invitation(
        &self,
        code_hash: [u8; 32],
        volunteer: VolunteerId,
        expires_at: i64,
    ) -> Result<(), StoreError>;

    /// A phone shows a code at `now`. The first phone that does so in time has it; showing
    /// it again gives the same answer.
    fn use_invitation(
        &self,
        code_hash: [u8; 32],
        device: DeviceId,
        safety_code: &str,
        now: i64,
    ) -> Result<CodeUse, StoreError>;

    /// The phones that showed a code with this safety code.
    fn phones_with_safety_code(&self, safety_code: &str) -> Result<Vec<DeviceId>, StoreError>;

    /// Keeps a pack file; one that was damaged meanwhile is put right.
    fn add_pack(&self, version: u32, digest: Sha256Digest, file: &[u8]) -> Result<(), StoreError>;

    /// A pack file.
    fn pack(&self, digest: Sha256Digest) -> Result<Option<Vec<u8>>, StoreError>;

    /// Keeps the figures of a report; `false` when the number has others.
    fn add_report(&self, number: u32, figures: &[u8]) -> Result<bool, StoreError>;

    /// The numbers of the kept reports, in order.
    fn reports(&self) -> Result<Vec<u32>, StoreError>;

    /// The figures of a report.
    fn report(&self, number: u32) -> Result<Option<Vec<u8>>, StoreError>;

    /// Keeps what the officer typed for the report, instead of what was kept.
    fn save_typed_rows(&self, json: &[u8]) -> Result<(), StoreError>;

    /// What the officer typed; `None` when nothing was.
    fn typed_rows(&self) -> Result<Option<Vec<u8>>, StoreError>;

    /// Writes rows of a checkpoint and how far it goes; `false` (and nothing written)
    /// when the stored one goes further, or is less far than `base`: then the rows that
    /// changed since `base` aren't all that differ.
    fn save_checkpoint(&self, change: &Checkpoint, base: u64) -> Result<bool, StoreError>;

    /// Notes a verified backup and how far each device's journal is in it, instead of what
    /// was noted before.
    fn note_backup(&self, backup: &Backup, seqs: &[(DeviceId, Seq)]) -> Result<(), StoreError>;

    /// The last verified backup; `None` before the first.
    fn last_backup(&self) -> Result<Option<Backup>, StoreError>;

    /// Up to which seq a device's journal is in a verified backup, 0 for nothing.
    fn backed_up(&self, device: DeviceId) -> Result<Seq, StoreError>;

    /// How many backups are kept in a folder.
    fn kept_backups(&self) -> Result<u32, StoreError>;

    /// Sets how many backups are kept in a folder.
    fn keep_backups(&self, count: u32) -> Result<(), StoreError>;

    /// Begins a newer life of the hall. Nothing of the one before may write after that.
    fn begin_generation(&self, newer: Generation) -> Result<(), StoreError>;

    /// Forgets the checkpoint.
    fn drop_checkpoint(&self) -> Result<(), StoreError>;

    /// The checkpoint with all its rows; `None` when there is none.
    fn checkpoint(&self) -> Result<Option<Checkpoint>, StoreError>;
}
