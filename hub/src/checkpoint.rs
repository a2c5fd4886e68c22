//! The folded state as rows of the store, so that a hall starts without folding its whole
//! journal again. The chunks alone are the truth: a checkpoint of another version of the
//! fold is thrown away.

use std::collections::{BTreeMap, BTreeSet};

use camtay_journal::entry::Subject;
use camtay_journal::fold::{
    Control, FOLD_VERSION, HouseholdFacts, ResidentFacts, SessionFacts, State,
};
use camtay_journal::ids::{DeviceId, EntryId, HouseholdId, ResidentId, SessionId, VillageId};
use camtay_journal::wire::Log;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::HubError;
use crate::folded::{Folded, Unsaved};
use crate::logs::{Items, Logs, SavedLogs};
use crate::store::{Checkpoint, StateRow, StateTable, Store};

/// Raised when rows would be written differently though the fold is the same.
const ROWS_VERSION: u32 = 1;

/// The version of fold and rows together.
fn version() -> u32 {
    u32::from(FOLD_VERSION) << 16 | ROWS_VERSION
}

fn bytes(value: &impl Serialize) -> Result<Vec<u8>, HubError> {
    postcard::to_stdvec(value).map_err(|_| HubError::Damaged("the state in memory".to_owned()))
}

fn row(
    table: StateTable,
    key: &impl Serialize,
    value: &impl Serialize,
) -> Result<StateRow, HubError> {
    Ok(StateRow { table, key: bytes(key)?, value: bytes(value)? })
}

fn control_row(control: &Control) -> Result<StateRow, HubError> {
    Ok(StateRow { table: StateTable::Control, key: Vec::new(), value: bytes(control)? })
}

/// The rows of one household, resident or session.
fn subject_row(subject: Subject, state: &State) -> Result<Option<StateRow>, HubError> {
    match subject {
        Subject::Household(id) => {
            state.households.get(&id).map(|it| row(StateTable::Household, &id, it))
        }
        Subject::Resident(id) => {
            state.residents.get(&id).map(|it| row(StateTable::Resident, &id, it))
        }
        Subject::Session(id) => state.sessions.get(&id).map(|it| row(StateTable::Session, &id, it)),
        Subject::Volunteer(_) => None,
    }
    .transpose()
}

fn digest_rows(state: &State) -> Result<Vec<StateRow>, HubError> {
    state
        .digests()
        .iter()
        .map(|(village, digest)| row(StateTable::Digest, village, digest))
        .collect()
}

/// Writes what changed since the last checkpoint. Returns whether one was written.
///
/// # Errors
/// [`HubError::Unavailable`], [`HubError::Damaged`].
pub fn save(folded: &mut Folded, store: &dyn Store) -> Result<bool, HubError> {
    if folded.unsaved.entries == 0 {
        return Ok(false);
    }
    let base = folded.unsaved.base;
    let mut rows = vec![control_row(&folded.state.control)?];
    for subject in &folded.unsaved.subjects {
        rows.extend(subject_row(*subject, &folded.state)?);
    }
    for (session, villages) in folded.logs.changed_guests() {
        rows.push(row(StateTable::Guest, &session, villages)?);
    }
    for (log, items) in folded.logs.all() {
        if folded.unsaved.log_lengths.get(&log) != Some(&items.len()) {
            rows.push(row(StateTable::Log, &log, items)?);
        }
    }
    rows.extend(digest_rows(&folded.state)?);
    let checkpoint = Checkpoint {
        fold_version: version(),
        arrival: folded.arrival,
        entries: folded.entries,
        rows,
    };
    let written = store.save_checkpoint(&checkpoint, base)?;
    if written {
        folded.logs.forget_changed_guests();
        folded.unsaved = unsaved_after(folded.arrival, &folded.logs);
    }
    Ok(written)
}

fn unsaved_after(arrival: u64, logs: &Logs) -> Unsaved {
    Unsaved {
        base: arrival,
        log_lengths: logs.all().map(|(log, items)| (log, items.len())).collect(),
        ..Unsaved::default()
    }
}

/// Rows by table and key.
pub type Rows = BTreeMap<(StateTable, Vec<u8>), Vec<u8>>;

/// All rows that the checkpoint of this state has.
///
/// # Errors
/// [`HubError::Damaged`], which no state of this program can cause.
pub fn rows(folded: &Folded) -> Result<Rows, HubError> {
    let state = &folded.state;
    let mut rows = vec![control_row(&state.control)?];
    let households = state.households.keys().copied().map(Subject::Household);
    let residents = state.residents.keys().copied().map(Subject::Resident);
    let sessions = state.sessions.keys().copied().map(Subject::Session);
    for subject in households.chain(residents).chain(sessions) {
        rows.extend(subject_row(subject, state)?);
    }
    for (session, villages) in folded.logs.guests() {
        rows.push(row(StateTable::Guest, session, villages)?);
    }
    for (log, items) in folded.logs.all() {
        rows.push(row(StateTable::Log, &log, items)?);
    }
    rows.extend(digest_rows(state)?);
    Ok(rows.into_iter().map(|row| ((row.table, row.key), row.value)).collect())
}

/// Reads a key of a row for people.
#[must_use]
pub fn key_text(table: StateTable, key: &[u8]) -> String {
    let id = read::<EntryId>(key).map(|id| id.to_string());
    let text = match table {
        StateTable::Control => Some("all lists and decisions".to_owned()),
        StateTable::Log => read::<Log>(key).map(|log| match log {
            Log::Control => "control".to_owned(),
            Log::Village(village) => village.to_string(),
        }),
        _ => id,
    };
    text.unwrap_or_else(|| camtay_journal::bytes::to_hex(key))
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    match postcard::take_from_bytes(bytes) {
        Ok((value, [])) => Some(value),
        _ => None,
    }
}

/// Loads the stored checkpoint; `None` when there is none that this version can use.
///
/// # Errors
/// [`HubError::Unavailable`], [`HubError::Damaged`].
pub fn load(hall: DeviceId, store: &dyn Store) -> Result<Option<Folded>, HubError> {
    match store.checkpoint()? {
        Some(checkpoint) if checkpoint.fold_version == version() => {
            let damaged = || HubError::Damaged("a row of its state can't be read".to_owned());
            unpack(hall, &checkpoint).map(Some).ok_or_else(damaged)
        }
        Some(_) => {
            store.drop_checkpoint()?;
            Ok(None)
        }
        None => Ok(None),
    }
}

fn unpack(hall: DeviceId, checkpoint: &Checkpoint) -> Option<Folded> {
    let mut folded = Folded::new(hall);
    let mut saved = SavedLogs::default();
    for StateRow { table, key, value } in &checkpoint.rows {
        match table {
            StateTable::Control => folded.state.control = read(value)?,
            StateTable::Household => {
                let (id, facts) = (read::<HouseholdId>(key)?, read::<HouseholdFacts>(value)?);
                folded.state.households.insert(id, facts);
            }
            StateTable::Resident => {
                let (id, facts) = (read::<ResidentId>(key)?, read::<ResidentFacts>(value)?);
                folded.state.residents.insert(id, facts);
            }
            StateTable::Session => {
                let (id, facts) = (read::<SessionId>(key)?, read::<SessionFacts>(value)?);
                folded.state.sessions.insert(id, facts);
            }
            StateTable::Guest => {
                let villages = read::<BTreeSet<VillageId>>(value)?;
                saved.guests.insert(read::<SessionId>(key)?, villages);
            }
            StateTable::Log => saved.logs.push((read::<Log>(key)?, read::<Items>(value)?)),
            StateTable::Digest => {}
        }
    }
    folded.arrival = checkpoint.arrival;
    folded.entries = checkpoint.entries;
    folded.logs = Logs::resume(saved, &folded.state);
    folded.unsaved = unsaved_after(folded.arrival, &folded.logs);
    Some(folded)
}
