//! The hall's own entries that its store lost, brought back by phones: what it decided
//! after the last backup stands on the pages that phones pulled, signed by the hall.
//!
//! Each entry is proved by the page alone and counts at once. It stands beside its device's
//! journal, which ends where the backup ended: nobody can tell whether what came between is
//! still on some phone, and one lost entry must not keep the others out.

use std::collections::BTreeMap;

use camtay_journal::chain::Head;
use camtay_journal::codec::CodecError;
use camtay_journal::codec::batch::{Batch, BatchError};
use camtay_journal::entry::{Body, Entry};
use camtay_journal::ids::EntryId;
use camtay_journal::wire::{OwnRun, Page};

use crate::hall::TRIES;
use crate::store::{Appended, Mark, Piece};
use crate::{Hall, HubError, erasure};

/// Which of its own entries the hall has, in as few runs as may be.
///
/// # Errors
/// [`HubError::Unavailable`].
pub fn own_runs(hall: &Hall) -> Result<Vec<OwnRun>, HubError> {
    let hall_device = hall.device();
    let pieces =
        hall.store.runs(hall_device.of_same_hall([0; 2]), hall_device.of_same_hall([0xFF; 2]))?;
    let mut runs: Vec<OwnRun> = Vec::new();
    for (device, first, count) in pieces {
        let next = first + count;
        match runs.last_mut() {
            Some(last) if last.device == device && last.next == first => last.next = next,
            _ => runs.push(OwnRun { device, first, next }),
        }
    }
    Ok(runs)
}

/// Takes in a page that this hall signed in an earlier life: its own entries on it that it
/// lacks. How many those were.
///
/// # Errors
/// [`HubError::BadRequest`] for what this hall never signed; [`HubError::Unavailable`],
/// [`HubError::Damaged`].
pub fn take_in(hall: &Hall, page: &[u8]) -> Result<u64, HubError> {
    let page = Page::open(page, &hall.keys().public())
        .map_err(|_| HubError::BadRequest("this is no page that this hall signed"))?;
    hall.refresh()?;
    let new = store(hall, page.entries)?;
    let erased: Vec<_> = new
        .iter()
        .filter_map(|entry| match &entry.body {
            Body::Erased(it) => Some(it.subject),
            _ => None,
        })
        .collect();
    if !erased.is_empty() {
        hall.save_checkpoint()?;
        erasure::forget_in_store(hall, &erased)?;
    }
    Ok(new.len() as u64)
}

/// Stores and folds what the hall lacks of these entries; which those are.
fn store(hall: &Hall, entries: Vec<Entry>) -> Result<Vec<Entry>, HubError> {
    // What it wrote in this life it has; and no phone may write in its name.
    let earlier = |id: EntryId| id.device.is_of_hall(hall.device()) && id.device != hall.writer();
    let offered: BTreeMap<EntryId, Entry> =
        entries.into_iter().filter(|it| earlier(it.id)).map(|it| (it.id, it)).collect();
    let _writing = hall.writing();
    for _ in 0..TRIES {
        if hall.is_behind()? {
            hall.fold_stored()?;
        }
        let lacking = lacking(hall, &offered)?;
        if lacking.is_empty() {
            return Ok(lacking);
        }
        let batches = seal(hall, &lacking)?;
        let pieces: Vec<_> = batches.iter().map(|(run, batch)| piece(hall, run, batch)).collect();
        let latest = lacking.iter().map(|it| it.at).max().unwrap_or_default();
        match hall.store.append_beside(&pieces, latest)? {
            Appended::Stored { before, arrivals } => {
                let runs = batches.iter().map(|(run, _)| *run);
                let chunks: Vec<(u64, &[Entry])> = arrivals.into_iter().zip(runs).collect();
                hall.fold_new(before, &chunks)?;
                return Ok(lacking);
            }
            Appended::Moved(_) => {}
        }
    }
    Err(HubError::Unavailable("other processes write to it all the time".to_owned()))
}

fn lacking(hall: &Hall, offered: &BTreeMap<EntryId, Entry>) -> Result<Vec<Entry>, HubError> {
    let mut lacking = Vec::new();
    for (id, entry) in offered {
        if hall.entry(*id)?.is_some() {
            continue;
        }
        let mut entry = entry.clone();
        if hall.state().control.must_forget(&entry) {
            entry.personal = entry.personal.erased();
        }
        lacking.push(entry);
    }
    Ok(lacking)
}

/// A run of consecutive entries, and the batch that the hall signed of it.
type Sealed<'a> = (&'a [Entry], Vec<u8>);

fn seal<'a>(hall: &Hall, entries: &'a [Entry]) -> Result<Vec<Sealed<'a>>, HubError> {
    let follows = |one: &Entry, next: &Entry| {
        next.id.device == one.id.device && next.id.seq == one.id.seq + 1
    };
    let mut sealed = Vec::new();
    for mut run in entries.chunk_by(follows) {
        while !run.is_empty() {
            let mut count = run.len();
            let batch = loop {
                match batch(hall, run.get(..count).unwrap_or_default()) {
                    Err(BatchError::Codec(CodecError::TooLarge(_))) if count > 1 => count /= 2,
                    result => break result,
                }
            };
            let batch = batch.map_err(|_| HubError::BadRequest("an entry can't be stored"))?;
            let (piece, rest) = run.split_at(count);
            sealed.push((piece, batch));
            run = rest;
        }
    }
    Ok(sealed)
}

fn batch(hall: &Hall, run: &[Entry]) -> Result<Vec<u8>, BatchError> {
    let device = run.first().ok_or(BatchError::NotConsecutive)?.id.device;
    Batch::seal(hall.device(), Head::beside(hall.device(), device), run, &hall.keys().identity)
}

fn piece<'a>(hall: &Hall, run: &[Entry], batch: &'a [u8]) -> Piece<'a> {
    let (device, next_seq) = run.first().map_or((hall.device(), 0), |it| (it.id.device, it.id.seq));
    let head = Head::beside(hall.device(), device);
    Piece {
        device,
        expected: Mark { next_seq, head, receipts: 0 },
        count: run.len() as u64,
        head_after: head.after_all(run),
        batch,
    }
}
