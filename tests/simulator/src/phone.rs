//! A phone in the simulation, and what its volunteer does with it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use camtay_core::api::{
    Core, Error, NewHousehold, NewResident, NewSession, PhoneStatus, ResidentChange, StepOutcome,
    StepTap, WholeGuide,
};
use camtay_core::read_models::OwnRecord;
use camtay_journal::entry::{Organiser, Reason, SessionKind};
use camtay_tests::harness::Lines;
use tokio::runtime::Runtime;

use crate::book::Told;
use crate::disk::Disk;
use crate::morning::{CantBegin, open_phone, phone_folder};
use crate::net::Net;
use crate::step::Verb;

/// Skills that need no other before them.
const SKILLS: [u16; 2] = [1, 30];

/// A phone.
pub struct Phone {
    /// Its number, from 1 on.
    pub number: usize,
    /// Its disk.
    pub disk: Disk,
    /// What it told.
    pub told: Told,
    /// Its log.
    pub log: Arc<Lines>,
    core: Option<Arc<Core>>,
    world: PathBuf,
    net: Net,
    clock: Arc<AtomicI64>,
}

/// Who is known, to whoever picks somebody.
#[derive(Debug, Default)]
pub struct People {
    /// Ids of households that some phone added.
    pub households: Vec<String>,
    /// Ids of residents that some phone added, with words that stand in their name and
    /// number and nowhere else.
    pub residents: Vec<(String, Vec<String>)>,
    /// How many names were given.
    names: u32,
}

impl People {
    fn resident(&self, pick: u32) -> Option<&str> {
        nth(&self.residents, pick).map(|(id, _)| id.as_str())
    }

    /// A word that nobody else's name has, and a number.
    fn fresh(&mut self) -> (String, String) {
        self.names += 1;
        let letter = |at: u32| char::from(b'a' + (at % 26) as u8);
        let word = format!("Zq{}{}x", letter(self.names / 26), letter(self.names));
        (word, format!("09{:08}", 17_000_000 + self.names * 37))
    }
}

fn nth<T>(all: &[T], pick: u32) -> Option<&T> {
    all.get(pick as usize % all.len().max(1))
}

impl Phone {
    /// The phone with this number, in a world where it was let in; closed.
    #[must_use]
    pub fn new(world: &Path, number: usize, net: &Net, clock: &Arc<AtomicI64>) -> Self {
        Self {
            number,
            disk: Disk::of(&phone_folder(world, number)),
            told: Told::default(),
            log: Arc::default(),
            core: None,
            world: world.to_owned(),
            net: net.clone(),
            clock: Arc::clone(clock),
        }
    }

    /// Closes the app without a word.
    pub fn close(&mut self) {
        self.core = None;
    }

    /// The app runs; its store may be locked.
    ///
    /// # Errors
    /// [`CantBegin`].
    pub fn running(&mut self) -> Result<Arc<Core>, CantBegin> {
        if let Some(core) = &self.core {
            return Ok(Arc::clone(core));
        }
        let log = Arc::clone(&self.log);
        let core = open_phone(&self.world, self.number, &self.net, &self.clock, log)?;
        self.core = Some(Arc::clone(&core));
        Ok(core)
    }

    /// The app runs and its store is open.
    ///
    /// # Errors
    /// What the core says.
    pub fn open(&mut self) -> Result<Arc<Core>, Error> {
        let core = self.running().map_err(|_| Error::Internal)?;
        if let PhoneStatus::Locked { .. } = core.status()? {
            core.unlock_without_pin()?;
        }
        Ok(core)
    }

    /// All its records, the latest first.
    ///
    /// # Errors
    /// What the core says.
    pub fn records(&mut self) -> Result<Vec<OwnRecord>, Error> {
        let core = self.open()?;
        let mut all = Vec::new();
        let mut before = None;
        loop {
            let page = core.own_records(before, 200)?;
            all.extend(page.records);
            before = page.before;
            if before.is_none() {
                return Ok(all);
            }
        }
    }

    /// What its volunteer writes down. `None` where nothing could be done.
    ///
    /// # Errors
    /// What the core says.
    pub fn record(
        &mut self,
        verb: Verb,
        pick: u32,
        people: &mut People,
    ) -> Result<Option<String>, Error> {
        let core = self.open()?;
        let skill = SKILLS[pick as usize % SKILLS.len()];
        let made = match verb {
            Verb::AddsHousehold => {
                let villages = core.villages()?;
                let Some(village) = nth(&villages, pick) else { return Ok(None) };
                let (word, _) = people.fresh();
                let id = core.add_household(NewHousehold {
                    village: village.id.clone(),
                    head: format!("Nguyễn Văn {word}"),
                    place: None,
                })?;
                people.households.push(id.clone());
                id
            }
            Verb::AddsResident => {
                let Some(household) = nth(&people.households, pick).cloned() else {
                    return Ok(None);
                };
                let (word, number) = people.fresh();
                let id = core.add_resident(NewResident {
                    household,
                    name: format!("Trần Thị {word}"),
                    birth_year: Some(1960),
                    adult: true,
                    phone: Some(number.clone()),
                    phone_kind: None,
                    occupation: None,
                    guest: false,
                    consent_given: true,
                    session: None,
                })?;
                people.residents.push((id.clone(), vec![word, number]));
                id
            }
            Verb::ChangesResident => {
                let Some(id) = people.resident(pick).map(str::to_owned) else { return Ok(None) };
                let (_, number) = people.fresh();
                let phone = Some(number.clone());
                core.change_resident(ResidentChange { phone, ..ResidentChange::of(&id) })?;
                let known = people.residents.iter_mut().find(|(known, _)| *known == id);
                known.into_iter().for_each(|(_, words)| words.push(number.clone()));
                return Ok(Some(id));
            }
            Verb::Visits => {
                let Some(household) = nth(&people.households, pick) else { return Ok(None) };
                core.visit_household(household.clone(), Vec::new(), None)?
            }
            Verb::HoldsClass => return self.hold_class(&core, pick, people),
            Verb::TakesBack => {
                let records = core.own_records(None, 200)?.records;
                let Some(record) = nth(&records, pick) else { return Ok(None) };
                core.take_back(record.entry.clone())?;
                return Ok(Some(record.entry.clone()));
            }
            Verb::MarksDouble => {
                let (one, other) = (people.resident(pick), people.resident(pick / 3 + 1));
                let (Some(one), Some(other)) = (one, other) else { return Ok(None) };
                core.mark_duplicate(one.to_owned(), other.to_owned())?;
                return Ok(Some(one.to_owned()));
            }
            _ => {
                let Some(resident) = people.resident(pick).map(str::to_owned) else {
                    return Ok(None);
                };
                match verb {
                    Verb::Guides => core.guide_whole(WholeGuide {
                        resident,
                        skill,
                        outcome: match pick % 3 {
                            0 => StepOutcome::Alone,
                            1 => StepOutcome::Helped,
                            _ => StepOutcome::Stuck { reason: Reason::NoNetwork },
                        },
                        come_back: None,
                        note: None,
                        session: None,
                    })?,
                    Verb::MarksStep => {
                        core.start_guide(resident.clone(), skill, None)?;
                        core.mark_step(StepTap {
                            resident: resident.clone(),
                            skill,
                            step: pick % 2,
                            outcome: StepOutcome::Helped,
                            come_back: None,
                            note: None,
                        })?;
                        if pick % 2 == 1 {
                            let entry = core.finish_guide(resident, skill)?;
                            self.told.recorded.extend(entry);
                        }
                        return Ok(Some("step".to_owned()));
                    }
                    Verb::AsksErasure => {
                        core.ask_erasure(resident.clone())?;
                        return Ok(Some(resident));
                    }
                    _ => return Ok(None),
                }
            }
        };
        self.told.recorded.insert(made.clone());
        Ok(Some(made))
    }

    fn hold_class(
        &mut self,
        core: &Core,
        pick: u32,
        people: &People,
    ) -> Result<Option<String>, Error> {
        let villages = core.villages()?;
        let Some(village) = nth(&villages, pick) else { return Ok(None) };
        let session = core.open_session(NewSession {
            village: village.id.clone(),
            kind: SessionKind::Class,
            audience: Vec::new(),
            organiser: Organiser::Team,
            host: None,
            place: None,
            skills: Vec::new(),
        })?;
        self.told.recorded.insert(session.clone());
        let both = [people.resident(pick), people.resident(pick / 2 + 1)];
        let mut present: Vec<_> = both.into_iter().flatten().map(str::to_owned).collect();
        present.dedup();
        if !present.is_empty() {
            core.mark_attendance(session.clone(), present.clone(), true)?;
            let guide =
                core.guide_class(session.clone(), SKILLS[0], present, StepOutcome::Helped)?;
            self.told.recorded.insert(guide);
        }
        core.close_session(session.clone())?;
        Ok(Some(session))
    }

    /// Hands in.
    ///
    /// # Errors
    /// What the core says.
    pub fn hand_in(&mut self, runtime: &Runtime, pick: u32) -> Result<String, Error> {
        let core = self.open()?;
        let hand_in = match pick % 7 {
            0 => core.hand_in(None)?,
            most => core.hand_in_batches_of(most.into()),
        };
        let done = runtime.block_on(hand_in.run())?;
        Ok(format!("{} entries", done.entries))
    }

    /// Pulls.
    ///
    /// # Errors
    /// What the core says.
    pub fn pull(&mut self, runtime: &Runtime) -> Result<String, Error> {
        let core = self.open()?;
        let pulled = runtime.block_on(core.pull())?;
        Ok(format!("{} entries", pulled.entries))
    }
}
