//! Copies of the hall on another disk or a stick: sealed to the recovery key, opened again
//! before they count, the oldest deleted when there are enough.
//!
//! In a straight line: [`make`] copies the store under a fresh key while the hall goes on,
//! seals that key and the hall's own, checks all of it, gives the folder its name, notes
//! how far each device is in it and lets go of old ones. [`restore()`] goes the other way
//! and opens a new generation.

mod erased;
mod restore;
mod sealed;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use camtay_journal::ids::{DeviceId, Seq};
use rand::SeedableRng;
use rand::rngs::StdRng;

use crate::check::check;
use crate::create::sync_folder;
use crate::hall::STORE_FILE;
use crate::keys::{new_store_key, write_secret};
use crate::place::{Place, beside};
use crate::store::{self, Backup, Encrypted, Mark, SqliteStore, Store, StoreError};
use crate::{Hall, HubError};

pub use restore::{Restored, restore};
use sealed::{Contents, Label};

/// How the name of a backup ends.
const ENDING: &str = "backup";

/// A backup that was verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Where it lies.
    pub folder: PathBuf,
    /// How many entries are in it.
    pub entries: u64,
    /// How many devices wrote them.
    pub devices: usize,
    /// How many older ones were deleted.
    pub deleted: usize,
}

/// Makes a backup in the folder `to`, which must be there, while others use the hall; then
/// deletes older ones of this hall, so that `keep` are left, or as many as its settings
/// say. After an error nothing of it is left.
///
/// # Errors
/// [`HubError::Refused`] for a folder that isn't there or lies within the hall's own;
/// [`HubError::NoRoom`]; [`HubError::CheckFailed`] when the hall itself isn't sound;
/// [`HubError::File`], [`HubError::Unavailable`], [`HubError::Damaged`].
pub fn make(hall: &Hall, place: &Place, to: &Path, keep: Option<u32>) -> Result<Made, HubError> {
    if !to.is_dir() {
        return Err(HubError::Refused(format!(
            "{} is no folder; plug in the stick, or make the folder first",
            to.display()
        )));
    }
    place.refuse_inside(to)?;
    let code = hall.state().control.settings().commune.0.clone();
    let made = hall.now();
    let name = format!("camtay-{code}-{}", local_time(made, "%Y-%m-%d-%H%M%S"));
    let folder = free(to, &name);
    let unfinished = beside(&folder, ".unfinished");
    let filled = fill(hall, place, made, &unfinished).and_then(|filled| {
        erased::bring_up_to_date(hall, to)?;
        fs::rename(&unfinished, &folder).map_err(HubError::file("the backup's folder"))?;
        sync_folder(Some(to))?;
        Ok(filled)
    });
    let filled = filled.inspect_err(|_| {
        // What can't be removed has no name under which anybody would take it for a backup.
        let _ = fs::remove_dir_all(&unfinished);
    })?;
    let here = std::path::absolute(to).map_err(HubError::file("the folder of backups"))?;
    let backup = Backup { made, arrival: filled.arrival, folder: here.display().to_string() };
    hall.store.note_backup(&backup, &filled.seqs)?;
    // Whoever was erased meanwhile: from now on `erase` itself tells this folder.
    erased::bring_up_to_date(hall, to)?;
    let keep = match keep {
        Some(keep) => keep,
        None => hall.store.kept_backups()?,
    };
    let deleted = delete_older(hall.device(), &folder, keep)?;
    clear_unfinished(to, &code);
    Ok(Made { folder, entries: filled.entries, devices: filled.devices, deleted })
}

/// A name that nothing has yet: there may be two backups of one second.
fn free(to: &Path, name: &str) -> PathBuf {
    let names = std::iter::once(format!("{name}.{ENDING}"))
        .chain((2..).map(|number: u64| format!("{name}-{number}.{ENDING}")));
    let mut folders = names.map(|name| to.join(name));
    folders.find(|folder| !folder.exists()).unwrap_or_else(|| to.join(name))
}

/// What is in a backup.
struct Filled {
    arrival: u64,
    seqs: Vec<(DeviceId, Seq)>,
    entries: u64,
    devices: usize,
}

fn fill(hall: &Hall, place: &Place, made: i64, folder: &Path) -> Result<Filled, HubError> {
    fs::create_dir(folder).map_err(on_disk("the backup's folder"))?;
    let mut random = StdRng::from_seed(hall.random_bytes());
    let key = new_store_key(&mut random);
    let file = folder.join(STORE_FILE);
    let from = place.data().join(STORE_FILE);
    let copied = Encrypted { file: &file, key: &key };
    store::copy(Encrypted { file: &from, key: &hall.keys().store }, copied).map_err(full)?;
    // Opened again, as a restore would: only what can be read back is a backup.
    store::verify(copied)?;
    let copy = SqliteStore::open_copy(&file, &key)?;
    let findings = check(&copy, hall.keys())?;
    if !findings.problems.is_empty() {
        return Err(HubError::CheckFailed(findings.problems.len()));
    }
    let (arrival, marks) = copy.marks()?;
    let generation = copy.identity()?.generation;
    drop(copy);
    let seqs = seqs(&marks);
    let keys = hall.keys();
    let contents = Contents {
        store: *key,
        identity: keys.identity.to_bytes(),
        sealing: keys.sealing.to_bytes(),
        recovery: keys.recovery.0,
        generation,
        arrival,
        seqs: seqs.clone(),
    };
    let label = Label { hall: hall.device(), made };
    let bytes = sealed::seal(label, &contents, &keys.recovery, &mut random)?;
    let file = folder.join(sealed::FILE);
    write_secret(&file, &bytes).map_err(on_disk("the keys of the backup"))?;
    let back = fs::read(&file).map_err(HubError::file("the keys of the backup"))?;
    if back != bytes {
        return Err(HubError::Unavailable("the disk gave back other bytes".to_owned()));
    }
    sync_folder(Some(folder))?;
    Ok(Filled { arrival, seqs, entries: findings.entries, devices: marks.len() })
}

fn seqs(marks: &[(DeviceId, Mark)]) -> Vec<(DeviceId, Seq)> {
    marks.iter().map(|(device, mark)| (*device, mark.next_seq.saturating_sub(1))).collect()
}

/// The disk of the backup is meant, not the hall's.
fn full(error: StoreError) -> HubError {
    match error {
        StoreError::NoRoom => HubError::NoRoom,
        error => error.into(),
    }
}

fn on_disk(what: &'static str) -> impl FnOnce(std::io::Error) -> HubError {
    move |error| match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => HubError::NoRoom,
        _ => HubError::file(what)(error),
    }
}

/// Deletes the backups of this hall beside the new one, so that it and the newest of them
/// are left, `keep` in all; how many that were. Others' backups, and whatever else lies
/// there, stay.
fn delete_older(hall: DeviceId, new: &Path, keep: u32) -> Result<usize, HubError> {
    let folder = new.parent().unwrap_or(Path::new("."));
    let listed = fs::read_dir(folder).map_err(HubError::file("the folder of backups"))?;
    let mut ours: Vec<(i64, PathBuf)> = listed
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path != new && path.extension().is_some_and(|ending| ending == ENDING))
        .filter_map(|path| Some((Label::of(&path)?, path)))
        .filter(|(label, _)| label.hall == hall)
        .map(|(label, path)| (label.made, path))
        .collect();
    ours.sort();
    ours.reverse();
    let keep = usize::try_from(keep).unwrap_or(usize::MAX).saturating_sub(1);
    let old = ours.get(keep..).unwrap_or_default();
    for (_, path) in old {
        // Without this file nobody can read the rest, even if it can't be deleted.
        let sealed = fs::remove_file(path.join(sealed::FILE));
        let gone = sealed.and_then(|()| fs::remove_dir_all(path));
        gone.map_err(HubError::file(format!("the old backup {}", path.display())))?;
    }
    Ok(old.len())
}

/// Removes what backups of this commune left that were cut off. What can't be removed has
/// no name under which anybody would take it for a backup.
fn clear_unfinished(folder: &Path, code: &str) {
    let (start, end) = (format!("camtay-{code}-"), format!(".{ENDING}.unfinished"));
    let listed = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in listed {
        let name = entry.file_name();
        if name.to_str().is_some_and(|name| name.starts_with(&start) && name.ends_with(&end)) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Tells the folder of the last backup who was erased; which folder that is, and whether
/// it could be told. `None` when there was no backup yet.
///
/// # Errors
/// [`HubError::Unavailable`].
pub fn tell_of_erasures(hall: &Hall) -> Result<Option<(PathBuf, bool)>, HubError> {
    let Some(backup) = hall.store.last_backup()? else { return Ok(None) };
    let folder = PathBuf::from(backup.folder);
    let told = folder.is_dir() && erased::bring_up_to_date(hall, &folder).is_ok();
    Ok(Some((folder, told)))
}

/// A moment as clocks in Vietnam show it.
#[must_use]
pub fn local_time(unix: i64, format: &str) -> String {
    const AHEAD_OF_UTC: i64 = 7 * 60 * 60;
    let moment = chrono::DateTime::from_timestamp(unix.saturating_add(AHEAD_OF_UTC), 0);
    moment.unwrap_or_default().format(format).to_string()
}
