//! A hall from its backup: the same keys and entries, on another computer, as a newer life
//! of the hall.

use std::path::Path;

use camtay_journal::entry::Erased as ErasedEntry;
use camtay_journal::fold::DeviceStanding;
use camtay_journal::keys::SoftwareKey;
use camtay_journal::seal::{OpeningKey, SealingKey};
use camtay_journal::wire::Generation;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use super::sealed::{self, Contents};
use super::{erased, on_disk};
use crate::check::check;
use crate::create::all_or_nothing;
use crate::hall::{ClockSource, STORE_FILE};
use crate::keys::{Keys, new_store_key, restrict};
use crate::place::Place;
use crate::store::{self, Backup, Encrypted, SqliteStore, Store, StoreError, StoreKey};
use crate::{Hall, HubError, erasure};

/// What was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// When the backup was made, Unix seconds.
    pub made: i64,
    /// Which life of the hall begins.
    pub generation: Generation,
    /// How many entries it has.
    pub entries: u64,
    /// How many phones are let in.
    pub phones: usize,
    /// How many were erased since the backup and were erased again, and up to when the
    /// list of them goes; `None` when there was no list.
    pub erased: Option<(usize, i64)>,
}

/// Makes the hall of a backup anew at `place`, whose folders must be empty or not exist.
/// Who was erased since is erased again, by the list `erased` or the one beside the backup.
/// Either all is there afterwards or nothing.
///
/// # Errors
/// [`HubError::Refused`] for a wrong recovery key, a damaged backup or a folder in use;
/// [`HubError::NoRoom`], [`HubError::File`], [`HubError::Unavailable`].
pub fn restore(
    backup: &Path,
    place: &Place,
    recovery: &OpeningKey,
    erased: Option<&Path>,
    clock: ClockSource,
    seed: [u8; 32],
) -> Result<Restored, HubError> {
    let (label, contents) = sealed::open(backup, recovery)?;
    let mut random = StdRng::from_seed(seed);
    let keys = keys(&contents, &mut random)?;
    if keys.device() != label.hall {
        return Err(damaged(backup));
    }
    let beside = backup.parent().unwrap_or(Path::new("."));
    let list = match erased {
        Some(file) => Some(
            erased::read(file, &keys.public())?
                .ok_or_else(|| HubError::Refused(format!("there is no file {}", file.display())))?,
        ),
        None => erased::read(&erased::file_of(label.hall, beside), &keys.public())?,
    };
    all_or_nothing(place, |place| {
        let entries = put_in_place(backup, &contents, &keys, place)?;
        let begun = Begun { made: label.made, at: clock() };
        let generation = begin(&contents, &keys, place, begun, backup, &mut random)?;
        let mut seed = [0; 32];
        random.fill_bytes(&mut seed);
        let hall = Hall::open(place, clock, seed)?;
        let erased = match &list {
            Some(list) => Some((erase_again(&hall, list)?, list.at)),
            None => None,
        };
        hall.save_checkpoint()?;
        let phones = {
            let state = hall.state();
            let control = &state.control;
            let let_in = |it| control.standing(it) == Some(DeviceStanding::Approved);
            control.devices().filter(|it| let_in(*it)).count()
        };
        Ok(Restored { made: label.made, generation, entries, phones, erased })
    })
}

fn damaged(backup: &Path) -> HubError {
    HubError::Refused(format!(
        "the backup {} is damaged; take an older one, and ask for help with this one",
        backup.display()
    ))
}

/// The hall's keys, with a new one for its store.
fn keys(contents: &Contents, random: &mut StdRng) -> Result<Keys, HubError> {
    Ok(Keys {
        identity: SoftwareKey::from_bytes(&contents.identity)?,
        sealing: OpeningKey::from_bytes(&contents.sealing)
            .map_err(|_| HubError::Damaged("the sealing key".to_owned()))?,
        store: new_store_key(random),
        recovery: SealingKey(contents.recovery),
    })
}

/// Copies store and keys to their folders, checked; how many entries they have.
fn put_in_place(
    backup: &Path,
    contents: &Contents,
    keys: &Keys,
    place: &Place,
) -> Result<u64, HubError> {
    let from = backup.join(STORE_FILE);
    if !from.is_file() {
        return Err(damaged(backup));
    }
    std::fs::create_dir_all(place.data()).map_err(on_disk("the hall's folder"))?;
    restrict(place.data())?;
    let file = place.data().join(STORE_FILE);
    let key = StoreKey::new(contents.store);
    let copied = Encrypted { file: &file, key: &keys.store };
    let sound = store::copy(Encrypted { file: &from, key: &key }, copied)
        .and_then(|()| store::verify(copied));
    sound.map_err(|error| match error {
        StoreError::NoRoom => HubError::NoRoom,
        StoreError::Damaged(_) | StoreError::WrongKey => damaged(backup),
        error => error.into(),
    })?;
    let copy = SqliteStore::open_copy(&file, &keys.store)?;
    let (arrival, _) = copy.marks()?;
    let findings = check(&copy, keys)?;
    if arrival != contents.arrival || !findings.problems.is_empty() {
        return Err(damaged(backup));
    }
    keys.save(place.keys())?;
    Ok(findings.entries)
}

/// When the backup was made, and when the life that it is the beginning of begins; Unix
/// seconds.
struct Begun {
    made: i64,
    at: i64,
}

/// Opens the newer life. What it lacks of the one before, phones bring.
fn begin(
    contents: &Contents,
    keys: &Keys,
    place: &Place,
    begun: Begun,
    backup: &Path,
    random: &mut StdRng,
) -> Result<Generation, HubError> {
    let mut generation = Generation::next(contents.generation.number, begun.at);
    // The end of a device id that a hall of this backup writes under already is not free.
    let taken = |writer| contents.seqs.iter().any(|(device, _)| *device == writer);
    while generation.mark == [0; 8] || taken(generation.writer(keys.device())) {
        random.fill_bytes(&mut generation.mark);
    }
    let store = SqliteStore::open(&place.data().join(STORE_FILE), &keys.store)?;
    store.begin_generation(generation)?;
    let backup = std::path::absolute(backup).map_err(HubError::file("the backup"))?;
    let folder = backup.parent().unwrap_or(Path::new(".")).display().to_string();
    let noted = Backup { made: begun.made, arrival: contents.arrival, folder };
    store.note_backup(&noted, &contents.seqs)?;
    Ok(generation)
}

/// Erases whom the list names and the backup still had; how many that were.
fn erase_again(hall: &Hall, list: &erased::Erased) -> Result<usize, HubError> {
    let again: Vec<_> = {
        let state = hall.state();
        let new = list.subjects.iter().filter(|it| !state.control.is_erased(**it));
        new.copied().collect()
    };
    let entries = again.iter().map(|it| (ErasedEntry { subject: *it }.into(), None));
    hall.write(entries.collect())?;
    hall.save_checkpoint()?;
    erasure::forget_in_store(hall, &again)?;
    Ok(again.len())
}
