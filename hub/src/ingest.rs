//! A batch on its way in: checked → stored → folded → acknowledged.
//!
//! One thread writes. It takes all batches that wait, of any phones, and makes them
//! durable in one transaction: a sync of the disk costs the same for one batch as for
//! fifty. What the phones' journals must fit to is compared inside that transaction, so
//! other processes may write to the same store.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::thread;

use axum::body::Bytes;
use camtay_journal::chain::Head;
use camtay_journal::clock::{Hlc, MAX_AHEAD};
use camtay_journal::codec::CodecError;
use camtay_journal::codec::batch::{Batch, BatchError, MAX_BATCH};
use camtay_journal::entry::{Entry, EntrySetAside, SetAsideReason};
use camtay_journal::fold::DeviceStanding;
use camtay_journal::ids::{DeviceId, EntryId, Seq};
use camtay_journal::wire::{Receipt, SignedError};
use tokio::sync::{mpsc, oneshot};

use crate::HubError;
use crate::aside;
use crate::hall::{Hall, TRIES};
use crate::own::{OwnBatch, OwnEntries};
use crate::store::{Appended, Mark, Piece};

/// How many checked batches may wait for the writer.
const QUEUE: usize = 256;

/// How many batches are made durable together at most.
const TOGETHER: usize = 64;

/// A batch whose signature and chain hold, not yet stored.
pub struct Arrived {
    batch: Batch,
    bytes: Bytes,
    /// Entries to be set aside, in order.
    bad: Vec<(EntryId, SetAsideReason)>,
    /// The latest moment in it that the hall believes.
    latest: Hlc,
    /// How many people and households were erased when it was checked.
    erased: usize,
    /// An officer takes it, however its phone stands.
    by_officer: bool,
}

impl Arrived {
    /// The seq of its first entry.
    #[must_use]
    pub fn first_seq(&self) -> Seq {
        self.batch.first_seq
    }

    /// How many entries it has.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.batch.entries.len() as u64
    }

    /// The chain's head after its last entry.
    #[must_use]
    pub fn head_after(&self) -> Head {
        self.batch.head_after
    }

    /// Its bytes, without the personal parts of those who were erased.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// An officer takes it: how its phone stands doesn't matter.
    #[must_use]
    pub fn by_officer(self) -> Self {
        Self { by_officer: true, ..self }
    }

    /// How it lies to what is stored of its device.
    #[must_use]
    pub fn fit(&self, mark: &Mark) -> Fit {
        fit(&self.batch, mark)
    }
}

/// Checks a batch that `device` handed in: hall, device, standing, signature, chain.
///
/// # Errors
/// [`HubError::NotLetIn`], [`HubError::BadRequest`], [`HubError::TooLarge`].
pub fn check(hall: &Hall, device: DeviceId, bytes: Bytes) -> Result<Arrived, HubError> {
    let_in(hall, device)?;
    verified(hall, device, bytes)
}

fn let_in(hall: &Hall, device: DeviceId) -> Result<(), HubError> {
    match hall.state().control.standing(device).unwrap_or(DeviceStanding::Pending) {
        DeviceStanding::Approved => Ok(()),
        standing => Err(HubError::NotLetIn(standing)),
    }
}

/// As [`check`], however the phone stands.
///
/// # Errors
/// [`HubError::NotLetIn`] for a phone that never enrolled; as [`check`].
pub fn verified(hall: &Hall, device: DeviceId, bytes: Bytes) -> Result<Arrived, HubError> {
    let header = Batch::header(&bytes).map_err(refused_bytes)?;
    if header.hall != hall.device() {
        return Err(HubError::BadRequest("the batch is for another hall"));
    }
    if header.device != device {
        return Err(HubError::BadRequest("the batch is another phone's"));
    }
    let key = hall.state().control.enrolment(device).map(|it| it.key);
    let key = key.ok_or(HubError::NotLetIn(DeviceStanding::Pending))?;
    let mut batch = Batch::open(&bytes, &key).map_err(|error| match error {
        BatchError::Codec(error) => refused_bytes(error),
        BatchError::Key(_) => HubError::BadRequest("the batch is not signed by this phone"),
        BatchError::NotConsecutive => {
            HubError::BadRequest("the batch's entries are not consecutive")
        }
        BatchError::BrokenChain => HubError::BadRequest("the batch's chain is broken"),
    })?;
    let doubtful = hall.doubt()?.is_some();
    let now = hall.now();
    let believed = Hlc::new(now.saturating_add(MAX_AHEAD), u16::MAX);
    let latest = batch.entries.iter().map(|it| it.at).filter(|at| *at <= believed).max();
    let state = hall.state();
    let control = &state.control;
    let bad = batch
        .entries
        .iter()
        .filter_map(|it| Some((it.id, aside::reason(it, control, (!doubtful).then_some(now))?)))
        .collect();
    // A late batch brings nobody back who was erased.
    let mut bytes = bytes;
    if let Some(without) = Batch::without_parts(&bytes, |it| control.must_forget(it))? {
        batch.entries = Batch::stored_entries(&without)?;
        bytes = without.into();
    }
    let erased = control.erased().len();
    let latest = latest.unwrap_or_default();
    Ok(Arrived { batch, bytes, bad, latest, erased, by_officer: false })
}

fn refused_bytes(error: CodecError) -> HubError {
    match error {
        CodecError::TooLarge(_) => HubError::TooLarge(MAX_BATCH),
        CodecError::NewerVersion(_) => {
            HubError::BadRequest("the batch is of a later version; update the hall")
        }
        _ => HubError::BadRequest("this is no batch"),
    }
}

/// How a batch lies to what is stored of its device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// Its entries after so many are new.
    New(usize),
    /// All is stored, to the last entry.
    Known,
    /// It ends before what is stored.
    Earlier,
    /// Entries before it are missing.
    Gap,
    /// Other entries are stored under its seqs.
    Fork,
}

fn fit(batch: &Batch, mark: &Mark) -> Fit {
    let Some(known) = mark.next_seq.checked_sub(batch.first_seq) else { return Fit::Gap };
    let known = usize::try_from(known).unwrap_or(usize::MAX);
    let Some(repeated) = batch.entries.get(..known) else { return Fit::Earlier };
    // Equal heads say that everything before is equal, the repeated entries included.
    if batch.head_before.after_all(repeated) != mark.head {
        Fit::Fork
    } else if known == batch.entries.len() {
        Fit::Known
    } else {
        Fit::New(known)
    }
}

/// Stores batches in one transaction and folds them. For each, how far its device's
/// journal goes now, durably.
pub fn take_in(hall: &Hall, group: &[Arrived]) -> Vec<Result<Mark, HubError>> {
    match store_together(hall, group) {
        Ok(results) => results,
        Err(error) => {
            let why = error.to_string();
            let failed = |_: &Arrived| Err(HubError::Unavailable(why.clone()));
            group.iter().map(failed).collect()
        }
    }
}

fn store_together(hall: &Hall, group: &[Arrived]) -> Result<Vec<Result<Mark, HubError>>, HubError> {
    let _writing = hall.writing();
    for _ in 0..TRIES {
        if hall.is_behind()? {
            hall.fold_stored()?;
        }
        let plan = Plan::make(hall, group)?;
        if plan.pieces.is_empty() {
            return Ok(plan.results);
        }
        let asides = plan.asides(hall, group)?;
        let batches = asides.seal(&hall.keys.identity)?;
        let mut pieces = plan.pieces.clone();
        pieces.extend(batches.iter().map(OwnBatch::piece));
        let latest = group.iter().map(|it| it.latest).max().unwrap_or_default();
        match hall.store.append(&pieces, latest.max(asides.clock()))? {
            Appended::Stored { before, arrivals } => {
                let mut chunks: Vec<(u64, &[Entry])> =
                    arrivals.iter().copied().zip(plan.entries.iter().copied()).collect();
                let mut own = asides.entries();
                for (arrival, piece) in arrivals.iter().zip(&pieces).skip(chunks.len()) {
                    let count = usize::try_from(piece.count).unwrap_or(usize::MAX);
                    let (entries, rest) = own.split_at(count.min(own.len()));
                    chunks.push((*arrival, entries));
                    own = rest;
                }
                hall.fold_new(before, &chunks)?;
                return Ok(plan.results);
            }
            Appended::Moved(_) => {}
        }
    }
    Err(HubError::Unavailable("other processes write to it all the time".to_owned()))
}

/// What a group of batches comes to, given how far each device's journal goes.
struct Plan<'a> {
    results: Vec<Result<Mark, HubError>>,
    pieces: Vec<Piece<'a>>,
    /// The new entries of each piece.
    entries: Vec<&'a [Entry]>,
}

impl<'a> Plan<'a> {
    fn make(hall: &Hall, group: &'a [Arrived]) -> Result<Self, HubError> {
        let mut plan = Self { results: Vec::new(), pieces: Vec::new(), entries: Vec::new() };
        let mut marks: HashMap<DeviceId, Mark> = HashMap::new();
        let erased = hall.state().control.erased().len();
        for arrived in group {
            if arrived.erased != erased {
                // Somebody was erased since it was checked: the phone sends it again.
                plan.results.push(Err(HubError::Busy));
                continue;
            }
            let batch = &arrived.batch;
            // Its phone may have been suspended or revoked since it was checked.
            if !arrived.by_officer
                && let Err(error) = let_in(hall, batch.device)
            {
                plan.results.push(Err(error));
                continue;
            }
            let mark = match marks.get(&batch.device) {
                Some(mark) => *mark,
                None => hall.mark(batch.device)?,
            };
            let result = match fit(batch, &mark) {
                Fit::New(known) => {
                    let entries = batch.entries.get(known..).unwrap_or_default();
                    let count = entries.len() as u64;
                    plan.pieces.push(Piece {
                        device: batch.device,
                        expected: mark,
                        count,
                        head_after: batch.head_after,
                        batch: &arrived.bytes,
                    });
                    plan.entries.push(entries);
                    let after = Mark {
                        next_seq: mark.next_seq + count,
                        head: batch.head_after,
                        receipts: mark.receipts + 1,
                    };
                    marks.insert(batch.device, after);
                    Ok(after)
                }
                Fit::Known => Ok(mark),
                Fit::Earlier if plan.has_all(hall, batch)? => Ok(mark),
                Fit::Earlier | Fit::Fork => Err(HubError::Fork),
                Fit::Gap => Err(HubError::Gap(mark.next_seq)),
            };
            plan.results.push(result);
        }
        Ok(plan)
    }

    /// Whether every entry of a batch that ends before what is stored is the stored one,
    /// or one that is stored together with it.
    fn has_all(&self, hall: &Hall, batch: &Batch) -> Result<bool, HubError> {
        let zero = Head([0; Head::LENGTH]);
        for entry in &batch.entries {
            let stored = match self.new_entry(entry.id) {
                Some(new) => Some(new.clone()),
                None => hall.entry(entry.id)?,
            };
            // Heads, not entries: a personal part may have been erased since.
            if stored.is_none_or(|stored| zero.after(&stored) != zero.after(entry)) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn new_entry(&self, id: EntryId) -> Option<&'a Entry> {
        self.entries.iter().find_map(|entries| {
            let first = entries.first().filter(|first| first.id.device == id.device)?.id;
            entries.get(usize::try_from(id.seq.checked_sub(first.seq)?).ok()?)
        })
    }

    /// The entries of the hall that set the bad ones among the new ones aside.
    fn asides(&self, hall: &Hall, group: &[Arrived]) -> Result<OwnEntries, HubError> {
        let mut own = hall.own_entries()?;
        let mut done = HashSet::new();
        for (entry, reason) in group.iter().flat_map(|arrived| arrived.bad.iter().copied()) {
            if self.new_entry(entry).is_some() && done.insert(entry) {
                own.add(EntrySetAside { entry, reason }, None);
            }
        }
        Ok(own)
    }
}

/// The hall's signed word that everything up to `mark` is durable.
///
/// # Errors
/// [`HubError::Key`], [`HubError::Unavailable`].
pub fn receipt(hall: &Hall, device: DeviceId, mark: &Mark) -> Result<Vec<u8>, HubError> {
    let receipt = Receipt {
        hall: hall.device(),
        generation: hall.generation,
        number: mark.receipts,
        device,
        seq: mark.next_seq.saturating_sub(1),
        head: mark.head,
        backed_up: hall.store.backed_up(device)?,
        at: hall.now(),
    };
    receipt.sign(&hall.keys.identity).map_err(|error| match error {
        SignedError::Codec(error) => HubError::Codec(error),
        SignedError::Key(error) => HubError::Key(error),
    })
}

type Job = (Arrived, oneshot::Sender<Result<Mark, HubError>>);

/// The way to the writing thread, which ends when every clone of this is gone; or, in
/// [`Ingest::here`], to the hall itself.
#[derive(Clone)]
pub struct Ingest(Way);

#[derive(Clone)]
enum Way {
    Thread(mpsc::Sender<Job>),
    Here(Arc<Hall>),
}

impl Ingest {
    /// Starts the writing thread.
    #[must_use]
    pub fn start(hall: Arc<Hall>) -> Self {
        let (jobs, waiting) = mpsc::channel(QUEUE);
        thread::spawn(move || write(&hall, waiting));
        Self(Way::Thread(jobs))
    }

    /// Without a thread: each batch is stored where it is handed over, for simulations.
    #[must_use]
    pub fn here(hall: Arc<Hall>) -> Self {
        Self(Way::Here(hall))
    }

    /// Stores a checked batch together with others, and says how far its device's journal
    /// goes then.
    ///
    /// # Errors
    /// [`HubError::Busy`] when too many wait, [`HubError::Gap`], [`HubError::Fork`],
    /// [`HubError::Unavailable`].
    pub async fn store(&self, arrived: Arrived) -> Result<Mark, HubError> {
        let gone = || HubError::Unavailable("the writing thread ended".to_owned());
        match &self.0 {
            Way::Here(hall) => take_in(hall, &[arrived]).pop().ok_or_else(gone)?,
            Way::Thread(jobs) => {
                let (answer, answered) = oneshot::channel();
                jobs.try_send((arrived, answer)).map_err(|_| HubError::Busy)?;
                answered.await.map_err(|_| gone())?
            }
        }
    }
}

fn write(hall: &Hall, mut waiting: mpsc::Receiver<Job>) {
    while let Some(first) = waiting.blocking_recv() {
        let (mut group, mut answers) = (vec![first.0], vec![first.1]);
        while group.len() < TOGETHER
            && let Ok((arrived, answer)) = waiting.try_recv()
        {
            group.push(arrived);
            answers.push(answer);
        }
        for (answer, result) in answers.into_iter().zip(take_in(hall, &group)) {
            // A phone that hung up asks again.
            let _ = answer.send(result);
        }
    }
}
