//! What each step does; those of the officer are in [`super::officer`].

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use camtay_core::api::Error;
use camtay_core::error::{HallProblem, StoreProblem};
use camtay_journal::ids::EntryId;

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
        let Self { phones, people, runtime, parcels, replies, folder, net, behind, .. } = self;
        let at = (number - 1) % phones.len();
        let phone = &mut phones[at];
        let (faults, late) = (phone.disk.seen().faults, net.carried().others);
        let done = match verb {
            Verb::HandsIn => phone.hand_in(runtime, pick).map(|told| {
                behind.remove(&phone.number);
                Some(told)
            }),
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
                let shut = [HallProblem::Suspended, HallProblem::Revoked]
                    .map(|problem| Error::Hall { problem });
                let let_in = !self.shut_out.contains(&(at + 1));
                must(Property::NothingFailsByItself, !(let_in && shut.contains(&error)), || {
                    format!("phone {number} was never shut out, and is told: {error}")
                })?;
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
