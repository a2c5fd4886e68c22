//! Entries that the hall writes itself: in each generation a device with a chain like any
//! other.

use camtay_journal::chain::Head;
use camtay_journal::clock::{Clock, Hlc};
use camtay_journal::codec::CodecError;
use camtay_journal::codec::batch::{Batch, BatchError};
use camtay_journal::codec::columns::MAX_ENTRIES;
use camtay_journal::entry::{Body, Entry, Personal, PersonalPart, Sealed};
use camtay_journal::ids::{DeviceId, EntryId};
use camtay_journal::keys::SoftwareKey;
use rand::rngs::StdRng;

use crate::HubError;
use crate::store::{ImportKey, Mark, Piece};

/// Entries that the hall is about to write, in order; nothing is stored yet.
pub struct OwnEntries {
    hall: DeviceId,
    writer: DeviceId,
    start: Mark,
    clock: Clock,
    now: i64,
    random: StdRng,
    entries: Vec<Entry>,
    keys: Vec<ImportKey>,
}

/// A signed batch of the hall's own entries.
pub struct OwnBatch {
    device: DeviceId,
    expected: Mark,
    count: u64,
    head_after: Head,
    bytes: Vec<u8>,
}

impl OwnBatch {
    /// As a piece to store.
    #[must_use]
    pub fn piece(&self) -> Piece<'_> {
        Piece {
            device: self.device,
            expected: self.expected,
            count: self.count,
            head_after: self.head_after,
            batch: &self.bytes,
        }
    }
}

impl OwnEntries {
    /// Goes on after `start` in the journal of the hall's device `writer`, later than `clock`.
    pub(crate) fn new(
        hall: DeviceId,
        writer: DeviceId,
        start: Mark,
        clock: Hlc,
        now: i64,
        random: StdRng,
    ) -> Self {
        Self {
            hall,
            writer,
            start,
            clock: Clock::resume(clock),
            now,
            random,
            entries: Vec::new(),
            keys: Vec::new(),
        }
    }

    /// Adds an entry and says which id it will have, so that later ones can name it. An
    /// empty personal part is as none.
    pub fn add(&mut self, body: impl Into<Body>, part: Option<PersonalPart>) -> EntryId {
        let id = self.next();
        let personal = part
            .filter(|part| !part.is_empty())
            .map_or(Personal::None, |part| Personal::Here(Sealed::new(part, &mut self.random)));
        let at = self.clock.tick(self.now);
        self.entries.push(Entry { id, at, body: body.into(), personal });
        id
    }

    /// The id that the next entry will have.
    #[must_use]
    pub fn next(&self) -> EntryId {
        let seq = self.start.next_seq + self.entries.len() as u64;
        EntryId { device: self.writer, seq }
    }

    /// Keeps the key by which an imported list knows an entry, with the entries.
    pub fn keep_key(&mut self, key: ImportKey) {
        self.keys.push(key);
    }

    pub(crate) fn keys(&self) -> &[ImportKey] {
        &self.keys
    }

    /// How many were added.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether none was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(crate) fn clock(&self) -> Hlc {
        self.clock.last()
    }

    /// Signs them, in batches as large as may be.
    pub(crate) fn seal(&self, key: &SoftwareKey) -> Result<Vec<OwnBatch>, HubError> {
        let mut batches = Vec::new();
        let mut expected = self.start;
        let mut rest = self.entries.as_slice();
        while !rest.is_empty() {
            let mut count = rest.len().min(MAX_ENTRIES);
            let bytes = loop {
                match Batch::seal(self.hall, expected.head, &rest[..count], key) {
                    Ok(bytes) => break bytes,
                    Err(BatchError::Codec(CodecError::TooLarge(_))) if count > 1 => count /= 2,
                    Err(_) => {
                        return Err(HubError::Refused(
                            "an entry is too large to be written; shorten its texts".to_owned(),
                        ));
                    }
                }
            };
            let (sealed, later) = rest.split_at(count);
            let head_after = expected.head.after_all(sealed);
            let count = count as u64;
            batches.push(OwnBatch { device: self.writer, expected, count, head_after, bytes });
            expected = Mark {
                next_seq: expected.next_seq + count,
                head: head_after,
                receipts: expected.receipts + 1,
            };
            rest = later;
        }
        Ok(batches)
    }
}
