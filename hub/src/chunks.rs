//! Entries read back from stored chunks; the last chunks used stay unpacked.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use camtay_journal::codec::batch::Batch;
use camtay_journal::entry::Entry;
use camtay_journal::ids::EntryId;

use crate::HubError;
use crate::store::{Chunk, Store};

/// How many unpacked chunks are kept: at most some 5,000 entries each.
const KEPT: usize = 16;

/// The entries that a chunk adds.
///
/// # Errors
/// [`HubError::Damaged`] when they can't be read.
pub fn entries(chunk: &Chunk) -> Result<Vec<Entry>, HubError> {
    let damaged = || HubError::Damaged(format!("chunk {} can't be read", chunk.arrival));
    let mut entries = Batch::stored_entries(&chunk.batch).map_err(|_| damaged())?;
    entries.retain(|entry| entry.id.seq >= chunk.first_seq);
    let whole = entries.len() as u64 == chunk.count
        && entries.first().is_some_and(|first| {
            first.id == EntryId { device: chunk.device, seq: chunk.first_seq }
        });
    if whole { Ok(entries) } else { Err(damaged()) }
}

/// Unpacked chunks, the last used first.
#[derive(Default)]
pub struct Unpacked(Mutex<VecDeque<Arc<Vec<Entry>>>>);

fn find(entries: &[Entry], id: EntryId) -> Option<&Entry> {
    let first = entries.first()?.id;
    if first.device != id.device {
        return None;
    }
    entries.get(usize::try_from(id.seq.checked_sub(first.seq)?).ok()?)
}

impl Unpacked {
    /// Forgets all of them.
    pub fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// One entry; `None` when none with this id is stored.
    ///
    /// # Errors
    /// [`HubError::Unavailable`], [`HubError::Damaged`].
    pub fn entry(&self, id: EntryId, store: &dyn Store) -> Result<Option<Entry>, HubError> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = kept.iter().position(|entries| find(entries, id).is_some()) {
            if at > 0
                && let Some(entries) = kept.remove(at)
            {
                kept.push_front(entries);
            }
            return Ok(kept.front().and_then(|entries| find(entries, id)).cloned());
        }
        drop(kept);
        let Some(chunk) = store.chunk_with(id)? else { return Ok(None) };
        let entries = Arc::new(entries(&chunk)?);
        let entry = find(&entries, id).cloned();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_front(entries);
        kept.truncate(KEPT);
        Ok(entry)
    }
}
