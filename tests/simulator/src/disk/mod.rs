//! Disks that lose power. The file is what the running program sees; beside it stands what
//! was written and not yet synced, and that is what a crash may lose, reorder or tear.
//!
//! A disk belongs to a machine, by its folder. Only what SQLite writes goes through here:
//! the small files beside a store (lock, keys, outbox, parts of packs) are written whole,
//! synced and renamed, and count as safe.

mod vfs;

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use camtay_tests::workload::Random;

/// What of a torn write is there or not, in bytes: the sector of a small disk.
const SECTOR: usize = 512;

static DISKS: Mutex<Disks> =
    Mutex::new(Disks { machines: Vec::new(), files: BTreeMap::new(), deleted: BTreeMap::new() });

struct Disks {
    machines: Vec<Machine>,
    /// What was written and not synced, in order, by file.
    files: BTreeMap<PathBuf, Vec<Unsynced>>,
    /// Files that were deleted while the folder was not synced: they may come back.
    deleted: BTreeMap<PathBuf, Vec<u8>>,
}

struct Machine {
    folder: PathBuf,
    dead: bool,
    /// After how many more changes the power goes.
    power: Option<u32>,
    /// After how many more changes there is no room left; lasts until it is restarted.
    room: Option<u32>,
    /// After how many more syncs one fails.
    sync: Option<u32>,
    seen: Seen,
}

/// What happened on a disk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    /// Writes, truncations, deletions and syncs.
    pub changes: u64,
    /// Faults: power cuts, full disks and syncs that failed.
    pub faults: u64,
    /// Writes that a crash lost as a whole.
    pub lost: u64,
    /// Writes of which a crash left some sectors.
    pub torn: u64,
}

/// A change that is not on the disk yet.
struct Unsynced {
    /// How long the file was before.
    length: u64,
    /// Where the change begins.
    at: u64,
    /// What stood there, as far as the file went.
    old: Vec<u8>,
    /// What stands there now; nothing for a file that was cut off at `at`.
    new: Option<Vec<u8>>,
}

/// What is to happen to a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Good,
    /// It is done, and the power goes: nobody hears of it.
    Last,
    Dead,
    NoRoom,
    SyncFails,
}

fn disks() -> MutexGuard<'static, Disks> {
    DISKS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Puts the disks under every SQLite connection that is opened from now on.
///
/// # Errors
/// When SQLite won't have them.
pub fn install() -> io::Result<()> {
    vfs::install()
}

/// Begins with no machines, and nothing to lose.
pub fn reset() {
    let mut disks = disks();
    disks.machines.clear();
    disks.files.clear();
    disks.deleted.clear();
}

/// The disk of one machine.
#[derive(Debug, Clone)]
pub struct Disk(PathBuf);

impl Disk {
    /// Of a new machine, which has everything under `folder`.
    #[must_use]
    pub fn of(folder: &Path) -> Self {
        let folder = folder.to_owned();
        disks().machines.push(Machine {
            folder: folder.clone(),
            dead: false,
            power: None,
            room: None,
            sync: None,
            seen: Seen::default(),
        });
        Self(folder)
    }

    fn with<T>(&self, work: impl FnOnce(&mut Machine) -> T) -> Option<T> {
        disks().machines.iter_mut().find(|it| it.folder == self.0).map(work)
    }

    /// The power goes after so many more changes.
    pub fn cut_power_after(&self, changes: u32) {
        self.with(|it| it.power = Some(changes));
    }

    /// There is no room after so many more changes.
    pub fn fill_after(&self, changes: u32) {
        self.with(|it| it.room = Some(changes));
    }

    /// One sync fails after so many others.
    pub fn fail_sync_after(&self, syncs: u32) {
        self.with(|it| it.sync = Some(syncs));
    }

    /// Nothing is to go wrong from now on.
    pub fn calm(&self) {
        self.with(|it| (it.power, it.room, it.sync) = (None, None, None));
    }

    /// The power goes now.
    pub fn cut_power(&self) {
        self.with(|it| {
            it.dead = true;
            it.seen.faults += 1;
        });
    }

    /// A new disk is in its place, empty and without a fault. No connection may be open.
    pub fn replace(&self) {
        let mut disks = disks();
        disks.files.retain(|path, _| !path.starts_with(&self.0));
        disks.deleted.retain(|path, _| !path.starts_with(&self.0));
        drop(disks);
        self.calm();
        self.with(|it| it.dead = false);
    }

    /// Whether the power is gone.
    #[must_use]
    pub fn is_dead(&self) -> bool {
        self.with(|it| it.dead).unwrap_or(false)
    }

    /// Whether it has no power or no room.
    #[must_use]
    pub fn is_in_trouble(&self) -> bool {
        self.with(|it| it.dead || it.room == Some(0)).unwrap_or(false)
    }

    /// What happened on it so far.
    #[must_use]
    pub fn seen(&self) -> Seen {
        self.with(|it| it.seen).unwrap_or_default()
    }

    /// The power is back: of what was not synced, `random` decides what is there. No
    /// connection may be open.
    ///
    /// # Errors
    /// The real disk's.
    pub fn power_on(&self, random: &mut Random) -> io::Result<()> {
        let mut disks = disks();
        let Disks { machines, files, deleted } = &mut *disks;
        let Some(machine) = machines.iter_mut().find(|it| it.folder == self.0) else {
            return Ok(());
        };
        (machine.dead, machine.power, machine.room, machine.sync) = (false, None, None, None);
        let kept = Kept::choose(random);
        let lost: Vec<_> = files.keys().filter(|it| it.starts_with(&self.0)).cloned().collect();
        for path in lost {
            let changes = files.remove(&path).unwrap_or_default();
            match OpenOptions::new().read(true).write(true).open(&path) {
                Ok(file) => settle(&file, &changes, kept, random, &mut machine.seen)?,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        let gone: Vec<_> = deleted.keys().filter(|it| it.starts_with(&self.0)).cloned().collect();
        for path in gone {
            let bytes = deleted.remove(&path).unwrap_or_default();
            if !path.exists() && random.percent(50) {
                std::fs::write(&path, bytes)?;
            }
        }
        Ok(())
    }
}

/// How much of what was not synced is there after a crash.
#[derive(Debug, Clone, Copy)]
enum Kept {
    Nothing,
    Everything,
    /// Each write or not, in any order; of those that are, so many in a hundred are torn.
    Some {
        torn: usize,
    },
}

impl Kept {
    fn choose(random: &mut Random) -> Self {
        random.weighted(&[
            (20, Self::Nothing),
            (20, Self::Everything),
            (30, Self::Some { torn: 0 }),
            (30, Self::Some { torn: 50 }),
        ])
    }
}

/// Takes all changes back, then does those again that reached the disk.
fn settle(
    file: &File,
    changes: &[Unsynced],
    kept: Kept,
    random: &mut Random,
    seen: &mut Seen,
) -> io::Result<()> {
    for change in changes.iter().rev() {
        file.set_len(change.length)?;
        file.write_all_at(&change.old, change.at)?;
    }
    for change in changes {
        let (whole, torn) = match kept {
            Kept::Nothing => (false, false),
            Kept::Everything => (true, false),
            Kept::Some { torn } => (random.percent(60), random.percent(torn)),
        };
        match &change.new {
            _ if !whole => seen.lost += 1,
            None => file.set_len(change.at)?,
            Some(new) if torn && new.len() > SECTOR => {
                seen.torn += 1;
                for (number, sector) in new.chunks(SECTOR).enumerate() {
                    if random.percent(50) {
                        file.write_all_at(sector, change.at + (number * SECTOR) as u64)?;
                    }
                }
            }
            Some(new) => file.write_all_at(new, change.at)?,
        }
    }
    Ok(())
}

impl Disks {
    fn machine(&mut self, path: &Path) -> Option<&mut Machine> {
        self.machines.iter_mut().find(|it| path.starts_with(&it.folder))
    }

    /// What is to become of a change of `path`.
    fn judge(&mut self, path: &Path, is_sync: bool) -> Verdict {
        let Some(machine) = self.machine(path) else { return Verdict::Good };
        if machine.dead {
            return Verdict::Dead;
        }
        machine.seen.changes += 1;
        if is_due(&mut machine.power) {
            machine.dead = true;
            machine.seen.faults += 1;
            return Verdict::Last;
        }
        if !is_sync && let Some(room) = machine.room {
            if room == 0 {
                machine.seen.faults += 1;
                return Verdict::NoRoom;
            }
            machine.room = Some(room - 1);
        }
        if is_sync && is_due(&mut machine.sync) {
            machine.seen.faults += 1;
            return Verdict::SyncFails;
        }
        Verdict::Good
    }
}

/// Counts down; true when it is over.
fn is_due(left: &mut Option<u32>) -> bool {
    match left {
        None => false,
        Some(0) => {
            *left = None;
            true
        }
        Some(more) => {
            *more -= 1;
            false
        }
    }
}
