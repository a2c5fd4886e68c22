//! What each step does.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use camtay_core::api::Error;
use camtay_core::error::{HallProblem, StoreProblem};
use camtay_hub::{Hall, erasure, parcels};
use camtay_journal::entry::{ResidentsMerged, Subject};
use camtay_journal::ids::{EntryId, ResidentId};

use super::World;
use crate::book::{Broken, Property, must};
use crate::disk::Disk;
use crate::morning::phone_folder;
use crate::net::Fault;
use crate::phone::Phone;
use crate::step::{Step, Verb, Who};

impl World<'_> {
    /// Takes a step; tells what came of it, or nothing where it couldn't be.
    pub(super) fn take(&mut self, step: Step) -> Result<Option<String>, Broken> {
        let Step { who, verb, pick } = step;
        match (who, verb) {
            (_, Verb::LosesPower) => self.disk(who).cut_power_after(pick),
            (_, Verb::SyncFails) => self.disk(who).fail_sync_after(pick % 8),
            (_, Verb::DiskFull) => self.disk(who).fill_after(pick % 20),
            (_, Verb::Restarts) => match who {
                Who::Hall => {
                    self.close_hall();
                    // The power may go while it is closed; then it is restarted below.
                    if !self.hall_disk.is_dead() {
                        self.hall_disk.calm();
                        self.open_hall()?;
                    }
                }
                Who::Phone(number) => {
                    self.phone(number).close();
                    self.disk(who).calm();
                }
            },
            (Who::Phone(number), _) if verb.is_of_the_network() => self.arm(number, verb, pick),
            (Who::Phone(number), _) => return self.phone_acts(number, verb, pick),
            (Who::Hall, Verb::Waits) => {
                self.clock.fetch_add(i64::from(pick % 72) * 3_600, Ordering::Relaxed);
            }
            (Who::Hall, _) => return self.hall_acts(verb, pick),
        }
        Ok(Some("so be it".to_owned()))
    }

    fn disk(&self, who: Who) -> &Disk {
        match who {
            Who::Hall => &self.hall_disk,
            Who::Phone(number) => &self.phones[(number - 1) % self.phones.len()].disk,
        }
    }

    pub(super) fn phone(&mut self, number: usize) -> &mut Phone {
        let at = (number - 1) % self.phones.len();
        &mut self.phones[at]
    }

    fn arm(&mut self, phone: usize, verb: Verb, pick: u32) {
        let byte = pick as usize;
        let fault = match verb {
            Verb::QuestionLost => Fault::QuestionLost,
            Verb::QuestionCut => Fault::QuestionCut(byte),
            Verb::AnswerLost => Fault::AnswerLost,
            Verb::AnswerCut => Fault::AnswerCut(byte),
            Verb::Repeated => Fault::Repeated,
            Verb::Late => Fault::Late,
            _ => Fault::Delayed(700),
        };
        self.net.arm(phone, pick % 6, fault);
    }

    fn phone_acts(
        &mut self,
        number: usize,
        verb: Verb,
        pick: u32,
    ) -> Result<Option<String>, Broken> {
        if verb == Verb::Forges {
            return Ok(self.forge(pick));
        }
        let Self { phones, people, runtime, parcels, replies, folder, net, .. } = self;
        let at = (number - 1) % phones.len();
        let phone = &mut phones[at];
        let (faults, late) = (phone.disk.seen().faults, net.carried().others);
        let done = match verb {
            Verb::HandsIn => phone.hand_in(runtime, pick).map(Some),
            Verb::Pulls => phone.pull(runtime).map(Some),
            Verb::Locks => {
                phone.open().and_then(|core| core.lock()).map(|()| Some("locked".into()))
            }
            Verb::SendsOutbox => phone
                .running()
                .map_err(|_| Error::Internal)
                .and_then(|core| runtime.block_on(core.send_outbox()))
                .map(|sent| Some(format!("{} records", sent.records))),
            Verb::SavesParcel => save(phone, folder.path(), parcels),
            Verb::TakesReply => {
                let Some(reply) = replies.get(pick as usize % replies.len().max(1)) else {
                    return Ok(None);
                };
                let core = phone.running().map_err(|_| Error::Internal);
                core.and_then(|core| core.take_reply(reply.clone()))
                    .map(|taken| Some(format!("{}", taken.is_some())))
            }
            _ => phone.record(verb, pick, people),
        };
        let explained = phone.disk.seen().faults > faults || phone.disk.is_in_trouble();
        match done {
            Ok(told) => Ok(told),
            Err(error) => {
                // A phone proves itself twice before it gives up.
                let refused = Error::Hall { problem: HallProblem::Refused };
                if error != refused || net.carried().others < late + 2 {
                    judge(&error, explained, number)?;
                }
                Ok(Some(format!("{error}")))
            }
        }
    }

    fn forge(&mut self, pick: u32) -> Option<String> {
        let ids: Vec<EntryId> =
            self.people.residents.iter().filter_map(|(id, _)| id.parse().ok()).collect();
        let one = *ids.get(pick as usize % ids.len().max(1))?;
        let other = *ids.get((pick as usize + 1) % ids.len().max(1))?;
        let now = self.clock.load(Ordering::Relaxed);
        let forged = self.forger.forge(&self.net, now, pick, [one, other]);
        Some(match self.runtime.block_on(forged) {
            Ok(()) => "handed in".to_owned(),
            Err(error) => error.to_string(),
        })
    }

    fn hall_acts(&mut self, verb: Verb, pick: u32) -> Result<Option<String>, Broken> {
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
            Verb::Erases => {
                let all = &self.people.residents;
                let Some((id, _)) = all.get(pick as usize % all.len().max(1)) else {
                    return Ok(None);
                };
                let Ok(id) = id.parse::<EntryId>() else { return Ok(None) };
                // Whoever was merged with them goes too, also where another process of the
                // hall heard of them. What keeps the hall from looking fails the erasure too.
                let _ = hall.refresh();
                let subjects = erasure::subjects(&hall.state(), id).unwrap_or_default();
                self.erasing.extend(subjects.iter().filter_map(|subject| match subject {
                    Subject::Resident(id) => Some(id.0),
                    _ => None,
                }));
                let erased = erasure::erase(&hall, id);
                Ok(Some(
                    erased.map_or_else(|error| error.to_string(), |it| format!("{}", it.len())),
                ))
            }
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
}

fn save(
    phone: &mut Phone,
    world: &Path,
    parcels: &mut Vec<Vec<u8>>,
) -> Result<Option<String>, Error> {
    let bag: PathBuf = phone_folder(world, phone.number).with_extension("bag");
    let core = phone.running().map_err(|_| Error::Internal)?;
    if std::fs::create_dir_all(&bag).is_err() {
        return Err(Error::Internal);
    }
    let file = match core.save_parcel(bag.to_string_lossy().into_owned()) {
        Err(Error::NotFound { .. }) => return Ok(None),
        saved => saved?,
    };
    let bytes = std::fs::read(&file).map_err(|_| Error::Internal)?;
    let told = format!("parcel {}", parcels.len());
    parcels.push(bytes);
    Ok(Some(told))
}

/// Errors that no plan explains.
fn judge(error: &Error, disk_fault: bool, phone: usize) -> Result<(), Broken> {
    let broken = |property| must(property, false, || format!("phone {phone} says: {error}"));
    match error {
        Error::Hall { problem: HallProblem::Fork } => broken(Property::HeadsAgree),
        Error::Internal => broken(Property::NothingFailsByItself),
        Error::Hall { problem: HallProblem::BadAnswer | HallProblem::Refused } => {
            broken(Property::NothingFailsByItself)
        }
        Error::Store { problem: StoreProblem::Damaged | StoreProblem::WrongKey } => {
            broken(Property::NothingFailsByItself)
        }
        Error::Store { .. } if !disk_fault => broken(Property::NothingFailsByItself),
        _ => Ok(()),
    }
}
