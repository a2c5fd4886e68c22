//! Is the store what phones and hall made it? Every signature and chain is checked, the
//! whole journal folded again, and every row compared with that.

use std::collections::{HashMap, HashSet};

use camtay_journal::chain::Head;
use camtay_journal::codec::batch::Batch;
use camtay_journal::entry::{Entry, Subject};
use camtay_journal::fold::{Control, VillageDigest};
use camtay_journal::ids::{DeviceId, EntryId, Seq, VillageId};
use camtay_journal::keys::PublicKey;
use sha2::{Digest, Sha256};

use crate::HubError;
use crate::checkpoint::{Rows, key_text, rows};
use crate::folded::Folded;
use crate::keys::Keys;
use crate::pack;
use crate::store::{Checkpoint, Chunk, Mark, Parked, StateTable, Store};

const CHUNKS_AT_ONCE: usize = 64;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// One sentence a difference; empty when all is well.
    pub problems: Vec<String>,
    /// How many entries the journal has.
    pub entries: u64,
    /// How many devices wrote them.
    pub devices: usize,
    /// Each village: its key and name, and what its state comes to.
    pub digests: Vec<(VillageId, String, String, VillageDigest)>,
}

/// Checks a whole store. It may be in use meanwhile: what was there at the start counts.
///
/// # Errors
/// [`HubError::Unavailable`], [`HubError::Damaged`] when it can't even be read.
pub fn check(store: &dyn Store, keys: &Keys) -> Result<Findings, HubError> {
    let identity = store.identity()?;
    let mut checker = Checker::new(keys, identity.generation.writer(keys.device()));
    if identity.device != keys.device() {
        checker.problem("the keys are another hall's".to_owned());
    }
    let checkpoint = store.checkpoint()?;
    let parked = store.parked(None)?;
    let (last, marks) = store.marks()?;
    let mut compared = checkpoint.is_none();
    let mut at = 0;
    while at < last {
        let chunks = store.chunks_after(at, CHUNKS_AT_ONCE)?;
        if chunks.is_empty() {
            break;
        }
        for chunk in chunks.iter().filter(|chunk| chunk.arrival <= last) {
            checker.take(chunk);
            if let Some(checkpoint) = &checkpoint
                && checkpoint.arrival == chunk.arrival
            {
                checker.compare_state(checkpoint)?;
                compared = true;
            }
        }
        at = chunks.last().map_or(last, |chunk| chunk.arrival);
    }
    if !compared {
        checker.problem("the checkpoint covers a piece of the journal that isn't there".to_owned());
    }
    checker.compare_marks(&marks);
    checker.look_at_parked(parked);
    checker.look_for_erased();
    checker.check_files(store)?;
    Ok(checker.findings())
}

struct Checker<'a> {
    keys: &'a Keys,
    /// The device under which the hall writes in this life.
    writer: DeviceId,
    folded: Folded,
    marks: HashMap<DeviceId, Mark>,
    /// Entries that stand beside their device's journal: from which seq to before which.
    beside: HashMap<DeviceId, Vec<(Seq, Seq)>>,
    problems: Vec<String>,
    /// Of whom a stored batch has a personal part.
    named: HashSet<Subject>,
}

impl<'a> Checker<'a> {
    fn new(keys: &'a Keys, writer: DeviceId) -> Self {
        Self {
            keys,
            writer,
            folded: Folded::new(keys.device()),
            marks: HashMap::new(),
            beside: HashMap::new(),
            problems: Vec::new(),
            named: HashSet::new(),
        }
    }

    fn problem(&mut self, sentence: String) {
        self.problems.push(sentence);
    }

    fn key(&self, device: DeviceId) -> Option<PublicKey> {
        if device.is_of_hall(self.keys.device()) {
            return Some(self.keys.public());
        }
        self.folded.state.control.enrolment(device).map(|it| it.key)
    }

    fn take(&mut self, chunk: &Chunk) {
        match self.verified(chunk, self.mark(chunk.device)) {
            Ok((entries, mark)) => {
                match mark {
                    Some(mark) => {
                        self.marks.insert(chunk.device, mark);
                    }
                    None => {
                        let run = (chunk.first_seq, chunk.first_seq + chunk.count);
                        self.beside.entry(chunk.device).or_default().push(run);
                    }
                }
                self.note_named(&entries);
                self.folded.apply(chunk.arrival, &entries);
            }
            Err(why) => {
                self.folded.arrival = chunk.arrival;
                self.problem(format!(
                    "piece {} of the journal, {} entries of {} from {}: {why}",
                    chunk.arrival, chunk.count, chunk.device, chunk.first_seq
                ));
            }
        }
    }

    fn note_named(&mut self, entries: &[Entry]) {
        for entry in entries.iter().filter(|it| it.personal.part().is_some()) {
            let subjects = entry.subjects().into_iter();
            self.named.extend(subjects.filter(|it| entry.is_personal_of(*it)));
        }
    }

    fn mark(&self, device: DeviceId) -> Mark {
        let known = self.marks.get(&device).copied();
        known.unwrap_or_else(|| Mark::start(self.keys.device(), device))
    }

    /// What waits for an officer goes on from the journal of its phone.
    fn look_at_parked(&mut self, parked: Vec<Parked>) {
        let mut ends: HashMap<DeviceId, Mark> = HashMap::new();
        for piece in parked {
            let device = piece.device;
            let before = ends.get(&device).copied().unwrap_or_else(|| self.mark(device));
            if piece.next_seq() <= before.next_seq {
                // It was taken while this check read.
                continue;
            }
            let (first, count) = (piece.first_seq, piece.count);
            match self.verified(&chunk(piece), before) {
                Ok((entries, mark)) => {
                    ends.extend(mark.map(|mark| (device, mark)));
                    self.note_named(&entries);
                }
                Err(why) => self.problem(format!(
                    "what waits of phone {device}, {count} entries from {first}: {why}"
                )),
            }
        }
    }

    /// What a chunk adds, and where its device's journal stands then: nowhere else when it
    /// stands beside it.
    fn verified(&self, chunk: &Chunk, before: Mark) -> Result<(Vec<Entry>, Option<Mark>), String> {
        let key = self.key(chunk.device).ok_or("its device never enrolled")?;
        let batch = Batch::open(&chunk.batch, &key).map_err(|error| error.to_string())?;
        if batch.hall != self.keys.device() {
            return Err("it is for another hall".to_owned());
        }
        if batch.head_before == Head::beside(self.keys.device(), chunk.device) {
            return self.verified_beside(chunk, batch).map(|entries| (entries, None));
        }
        if chunk.first_seq != before.next_seq {
            return Err(format!("entry {} should come next", before.next_seq));
        }
        let known = chunk.first_seq.checked_sub(batch.first_seq);
        let known = known.and_then(|known| usize::try_from(known).ok());
        let (repeated, entries) = known
            .and_then(|known| batch.entries.split_at_checked(known))
            .ok_or("it has not the entries that it should have")?;
        if entries.len() as u64 != chunk.count {
            return Err(format!("it has {} entries", entries.len()));
        }
        if batch.head_before.after_all(repeated) != before.head
            || batch.head_after != chunk.head_after
        {
            return Err("its chain doesn't go on from what is before it".to_owned());
        }
        let mark = Mark {
            next_seq: before.next_seq + chunk.count,
            head: chunk.head_after,
            receipts: before.receipts + 1,
        };
        Ok((entries.to_vec(), Some(mark)))
    }

    /// Own entries of an earlier life, which came back one by one.
    fn verified_beside(&self, chunk: &Chunk, batch: Batch) -> Result<Vec<Entry>, String> {
        if !chunk.device.is_of_hall(self.keys.device()) || chunk.device == self.writer {
            return Err("nothing of this device stands beside its journal".to_owned());
        }
        let next = chunk.first_seq.saturating_add(chunk.count);
        let journal = self.marks.get(&chunk.device).map(|mark| (1, mark.next_seq));
        let known = self.beside.get(&chunk.device).into_iter().flatten().copied();
        if known.chain(journal).any(|(from, to)| from < next && chunk.first_seq < to) {
            return Err("some of it is stored twice".to_owned());
        }
        let whole = batch.first_seq == chunk.first_seq
            && batch.entries.len() as u64 == chunk.count
            && batch.head_after == chunk.head_after;
        if whole { Ok(batch.entries) } else { Err("it has other entries".to_owned()) }
    }

    fn compare_state(&mut self, checkpoint: &Checkpoint) -> Result<(), HubError> {
        if checkpoint.entries != self.folded.entries {
            self.problem(format!(
                "the checkpoint says {} entries, the journal has {}",
                checkpoint.entries, self.folded.entries
            ));
        }
        let right = rows(&self.folded)?;
        let stored: Rows = checkpoint
            .rows
            .iter()
            .map(|row| ((row.table, row.key.clone()), row.value.clone()))
            .collect();
        for ((table, key), value) in &right {
            match stored.get(&(*table, key.clone())) {
                Some(found) if found == value => {}
                Some(_) => self.problem(format!(
                    "{} {} is not what the journal says",
                    name(*table),
                    key_text(*table, key)
                )),
                None => {
                    self.problem(format!("{} {} is missing", name(*table), key_text(*table, key)))
                }
            }
        }
        for (table, key) in stored.keys().filter(|key| !right.contains_key(*key)) {
            self.problem(format!("{} {} is in no journal", name(*table), key_text(*table, key)));
        }
        Ok(())
    }

    fn compare_marks(&mut self, stored: &[(DeviceId, Mark)]) {
        let stored: HashMap<_, _> = stored.iter().copied().collect();
        let mut devices: Vec<_> = self.marks.keys().chain(stored.keys()).copied().collect();
        devices.sort_unstable();
        devices.dedup();
        for device in devices {
            if self.marks.get(&device) != stored.get(&device) {
                self.problem(format!("the watermark of {device} is not where its journal ends"));
            }
        }
    }

    fn look_for_erased(&mut self) {
        let control = &self.folded.state.control;
        let still = control.erased().filter(|subject| self.named.contains(subject)).count();
        if still > 0 {
            self.problem(format!("{still} who were erased still have a personal part stored"));
        }
    }

    /// Pack files and frozen reports are what the journal says they are. What was published
    /// or frozen after the last backup of an earlier life is nowhere.
    fn check_files(&mut self, store: &dyn Store) -> Result<(), HubError> {
        let newest = self.folded.state.control.packs().next();
        if let Some((entry, published)) = newest.map(|(stamp, it)| (stamp.entry(), *it)) {
            match store.pack(published.digest)? {
                None if self.is_beside(entry) => {}
                Some(file) if pack::digest(&file) == published.digest => {}
                _ => self.problem("the published guides are missing or changed".to_owned()),
            }
        }
        let reports = self.folded.state.control.reports();
        let frozen: Vec<_> = reports.map(|(stamp, it)| (stamp.entry(), *it)).collect();
        for (entry, report) in frozen {
            let figures = store.report(report.number)?;
            if figures.is_none() && self.is_beside(entry) {
                continue;
            }
            let digest = figures.map(|figures| <[u8; 32]>::from(Sha256::digest(figures)));
            if digest != Some(report.digest.0) {
                self.problem(format!("report {} is missing or changed", report.number));
            }
        }
        Ok(())
    }

    fn is_beside(&self, entry: EntryId) -> bool {
        let mut runs = self.beside.get(&entry.device).into_iter().flatten();
        runs.any(|(from, to)| (*from..*to).contains(&entry.seq))
    }

    fn findings(self) -> Findings {
        let control: &Control = &self.folded.state.control;
        let digests = self.folded.state.digests().into_iter().filter_map(|(id, digest)| {
            let village = control.village(id)?;
            Some((id, village.key.clone(), village.name.clone(), digest))
        });
        Findings {
            digests: digests.collect(),
            entries: self.folded.entries,
            devices: self.marks.len(),
            problems: self.problems,
        }
    }
}

/// A parked piece as the piece of the journal that it would be.
fn chunk(piece: Parked) -> Chunk {
    let Parked { device, first_seq, count, head_after, batch, .. } = piece;
    Chunk { arrival: 0, device, first_seq, count, head_after, batch }
}

fn name(table: StateTable) -> &'static str {
    match table {
        StateTable::Control => "the state of",
        StateTable::Household => "the state of household",
        StateTable::Resident => "the state of resident",
        StateTable::Session => "the state of session",
        StateTable::Guest => "the list of guest villages of session",
        StateTable::Log => "the log",
        StateTable::Digest => "the digest of village",
    }
}
