//! What the officer does at the hall, and what becomes of its computer.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use camtay_hub::{Hall, backup, bundle, erasure, lost, parcels};
use camtay_journal::entry::{ResidentsMerged, Subject};
use camtay_journal::fold::DeviceStanding;
use camtay_journal::ids::{DeviceId, EntryId, ResidentId};
use camtay_journal::keys::Signer;

use super::World;
use crate::book::{Broken, Property, must};
use crate::morning::{hall_place, key_of_phone, stick};
use crate::step::Verb;

impl World<'_> {
    /// Takes a step of the officer.
    pub(super) fn hall_acts(&mut self, verb: Verb, pick: u32) -> Result<Option<String>, Broken> {
        if verb == Verb::Restores {
            return self.restore(pick);
        }
        let Some(mut hall) = self.hall.clone() else { return Ok(None) };
        // Officers' commands are processes of their own beside the one that serves.
        if pick % 2 == 1 && !self.hall_disk.is_dead() {
            match self.another_hall() {
                Ok(other) => hall = other,
                Err(error) => {
                    let faulty = self.hall_disk.seen().faults > 0;
                    must(Property::NothingFailsByItself, faulty, || error.to_string())?;
                    return Ok(Some(error.to_string()));
                }
            }
        }
        match verb {
            Verb::SavesCheckpoint => {
                let saved = hall.save_checkpoint();
                Ok(Some(saved.map_or_else(|error| error.to_string(), |saved| saved.to_string())))
            }
            Verb::Receives => self.receive(&hall, pick),
            Verb::Erases => Ok(self.erase(&hall, pick)),
            Verb::Suspends | Verb::Resumes | Verb::Revokes | Verb::TakesBundle => {
                Ok(self.shut_out(&hall, verb, pick))
            }
            Verb::BacksUp => self.back_up(&hall).map(Some),
            _ => Ok(self.merge(&hall, pick)),
        }
    }

    fn receive(&mut self, hall: &Hall, pick: u32) -> Result<Option<String>, Broken> {
        let Some(parcel) = self.parcels.get(pick as usize % self.parcels.len().max(1)) else {
            return Ok(None);
        };
        let taken = parcels::take_in(hall, parcel).and_then(|taken| {
            let reply = parcels::reply(hall, &taken)?;
            Ok((taken.new, reply))
        });
        match taken {
            Ok((new, reply)) => {
                if !self.hall_disk.is_dead() {
                    self.replies.push(reply);
                }
                Ok(Some(format!("{new} new")))
            }
            Err(error) => {
                must(Property::HeadsAgree, !matches!(error, parcels::ParcelError::Fork), || {
                    format!("the hall refuses a parcel: {error}")
                })?;
                let damaged = matches!(error, parcels::ParcelError::Damaged);
                must(Property::NothingFailsByItself, !damaged, || error.to_string())?;
                Ok(Some(error.to_string()))
            }
        }
    }

    fn merge(&self, hall: &Hall, pick: u32) -> Option<String> {
        let residents = &self.people.residents;
        let id = |pick: u32| {
            let (id, _) = residents.get(pick as usize % residents.len().max(1))?;
            id.parse::<EntryId>().ok().map(ResidentId)
        };
        let (keep, other) = (id(pick)?, id(pick / 2 + 1)?);
        let merged = hall.write_with(|own| {
            let state = hall.state();
            let known = [keep, other].iter().all(|it| state.residents.contains_key(it));
            let one = state.control.resolve(keep) == state.control.resolve(other);
            if known && !one {
                own.add(ResidentsMerged { keep, other }, None);
            }
            Ok(known && !one)
        });
        Some(merged.map_or_else(|error| error.to_string(), |merged| merged.to_string()))
    }

    fn erase(&mut self, hall: &Hall, pick: u32) -> Option<String> {
        let (id, _) = nth(&self.people.residents, pick)?;
        let id: EntryId = id.parse().ok()?;
        // Whoever was merged with them goes too, also where another process of the
        // hall heard of them. What keeps the hall from looking fails the erasure too.
        let _ = hall.refresh();
        let subjects = erasure::subjects(&hall.state(), id).unwrap_or_default();
        self.erasing.extend(residents(&subjects));
        let erased = match erasure::erase(hall, id) {
            Ok(erased) => erased,
            Err(error) => return Some(error.to_string()),
        };
        // With the list beside the backups no restore brings them back.
        let told = match backup::tell_of_erasures(hall) {
            Ok(Some((_, told))) => told,
            Ok(None) => backups(self.folder.path()).is_empty(),
            Err(_) => false,
        };
        if told && !self.hall_disk.is_dead() {
            self.erased.extend(residents(&erased));
        }
        Some(format!("{}, the backups told: {told}", erased.len()))
    }

    fn shut_out(&mut self, hall: &Hall, verb: Verb, pick: u32) -> Option<String> {
        let number = pick as usize % self.phones.len() + 1;
        let device = key_of_phone(self.folder.path(), number).ok()?.public_key().device();
        let done = match verb {
            Verb::Suspends => lost::suspend(hall, device, None).map(|()| 0),
            Verb::Resumes => lost::resume(hall, device),
            Verb::Revokes => lost::revoke(hall, device, false).map(|it| it.last_seq),
            _ => bundle::take(hall, device).map(|it| it.entries()),
        };
        if matches!(verb, Verb::Suspends | Verb::Revokes) {
            // Also where the power went before the officer heard that it was done.
            self.shut_out.insert(number);
        }
        Some(done.map_or_else(|error| error.to_string(), |count| count.to_string()))
    }

    fn back_up(&mut self, hall: &Hall) -> Result<String, Broken> {
        let (world, faults) = (self.folder.path(), self.hall_disk.seen().faults);
        let stick = stick(world);
        let made =
            std::fs::create_dir_all(&stick).map_err(|error| error.to_string()).and_then(|()| {
                backup::make(hall, &hall_place(world), &stick, Some(3))
                    .map_err(|error| error.to_string())
            });
        let told = made.as_ref().map_or_else(Clone::clone, |it| format!("{} entries", it.entries));
        let seen = self.hall_disk.seen().faults > faults || self.hall_disk.is_in_trouble();
        must(Property::NothingFailsByItself, made.is_ok() || seen, || told.clone())?;
        Ok(told)
    }

    /// Suspended phones go on, and what waits of revoked ones is taken.
    pub(crate) fn let_in_what_waits(&self) -> Result<(), Broken> {
        let Some(hall) = &self.hall else { return Ok(()) };
        for device in self.devices_shut_out()? {
            let standing = hall.state().control.standing(device);
            let waits = bundle::all(hall).map(|all| all.iter().any(|it| it.device == device));
            let done = match (standing, waits) {
                (Some(DeviceStanding::Suspended), _) => lost::resume(hall, device).map(drop),
                (Some(DeviceStanding::Revoked), Ok(true)) => bundle::take(hall, device).map(drop),
                (_, waits) => waits.map(drop),
            };
            must(Property::NothingFailsByItself, done.is_ok(), || {
                format!("what waits of {device} is not let in: {done:?}")
            })?;
        }
        Ok(())
    }

    /// The devices of the phones that were ever suspended or revoked.
    pub(crate) fn devices_shut_out(&self) -> Result<Vec<DeviceId>, Broken> {
        let device = |number: &usize| {
            let key = key_of_phone(self.folder.path(), *number);
            key.map(|key| key.public_key().device()).map_err(|error| Broken {
                property: Property::NothingFailsByItself,
                why: error.to_string(),
            })
        };
        self.shut_out.iter().map(device).collect()
    }

    /// Whether a phone is out for good, as the hall knows it now.
    pub(crate) fn is_revoked(&self, number: usize) -> bool {
        let key = key_of_phone(self.folder.path(), number);
        let device = key.map(|key| key.public_key().device());
        let standing =
            |hall: &Arc<Hall>| device.ok().and_then(|device| hall.state().control.standing(device));
        self.hall.as_ref().and_then(standing) == Some(DeviceStanding::Revoked)
    }

    /// Data and keys are gone; a backup and the recovery key make the hall again.
    fn restore(&mut self, pick: u32) -> Result<Option<String>, Broken> {
        let world = self.folder.path().to_owned();
        let all = backups(&world);
        let Some(backup) = nth(&all, pick) else { return Ok(None) };
        self.close_hall();
        self.hall_disk.replace();
        // Nobody sets up a computer within a second; the moment is the number of its life.
        self.clock.fetch_add(3_600, Ordering::Relaxed);
        let place = hall_place(&world);
        for folder in [place.data(), place.keys()] {
            std::fs::remove_dir_all(folder).map_err(|error| broken(&error))?;
        }
        let clock = Arc::clone(&self.clock);
        let clock = Arc::new(move || clock.load(Ordering::Relaxed));
        let seed = self.random("restore", pick).bytes32();
        let recovery = self.morning.recovery();
        let restored = backup::restore(backup, &place, recovery, None, clock, seed);
        let restored = restored.map_err(|error| broken(&error))?;
        self.behind = (1..=self.phones.len()).collect();
        self.phones.iter_mut().for_each(|phone| phone.told.hall_restored());
        self.open_hall()?;
        Ok(Some(format!("{} entries, generation {}", restored.entries, restored.generation.number)))
    }
}

fn broken(error: &dyn std::error::Error) -> Broken {
    Broken { property: Property::NothingFailsByItself, why: format!("restore: {error}") }
}

/// The backups on the stick, the oldest first.
fn backups(world: &Path) -> Vec<PathBuf> {
    let listed = std::fs::read_dir(stick(world)).into_iter().flatten().flatten();
    let mut all: Vec<_> = listed
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "backup"))
        .collect();
    all.sort();
    all
}

fn residents(subjects: &[Subject]) -> impl Iterator<Item = EntryId> {
    subjects.iter().filter_map(|subject| match subject {
        Subject::Resident(id) => Some(id.0),
        _ => None,
    })
}

fn nth<T>(all: &[T], pick: u32) -> Option<&T> {
    all.get(pick as usize % all.len().max(1))
}
