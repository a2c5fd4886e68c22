//! Crashes and restarts, and what is looked at after each step.

use camtay_journal::entry::Subject;
use camtay_journal::ids::{EntryId, ResidentId};
use camtay_tests::workload::Random;

use super::World;
use crate::book::{Broken, Property, look_at, must};
use crate::disk::Disk;
use crate::morning::way_into;
use crate::step::Who;

impl World<'_> {
    /// Whose power is gone is restarted, with what its disk has kept.
    pub(crate) fn restart_the_dead(&mut self, pick: u32) -> Result<(), Broken> {
        for at in 0..self.phones.len() {
            if self.phones[at].disk.is_dead() {
                let mut random = self.random("phone crashes", pick);
                self.crashes += 1;
                let phone = &mut self.phones[at];
                phone.close();
                power_on(&phone.disk, &mut random)?;
                let opened = phone.open().map(drop);
                must(Property::NothingFailsByItself, opened.is_ok(), || {
                    format!("phone {} doesn't open after a crash: {opened:?}", at + 1)
                })?;
                self.look_at_phone(at + 1)?;
            }
        }
        if self.hall_disk.is_dead() {
            let mut random = self.random("hall crashes", pick);
            self.crashes += 1;
            self.close_hall();
            power_on(&self.hall_disk, &mut random)?;
            self.open_hall()?;
            self.look_at_all_acknowledged()?;
        }
        Ok(())
    }

    /// The power goes everywhere at once, and comes back.
    pub(crate) fn crash_everything(&mut self) -> Result<(), Broken> {
        for disk in self.phones.iter().map(|it| &it.disk).chain([&self.hall_disk]) {
            disk.calm();
            disk.cut_power();
        }
        self.restart_the_dead(u32::MAX)
    }

    pub(crate) fn close_hall(&mut self) {
        self.net.set_hall(None);
        self.hall = None;
    }

    pub(crate) fn open_hall(&mut self) -> Result<(), Broken> {
        let mut faults = self.hall_disk.seen().faults;
        loop {
            match self.another_hall() {
                Ok(hall) => {
                    self.net.set_hall(Some((way_into(&hall), self.hall_disk.clone())));
                    self.hall = Some(hall);
                    return Ok(());
                }
                // A fault that was waiting for the next change struck while it was opened.
                Err(_) if self.hall_disk.seen().faults > faults => {
                    faults = self.hall_disk.seen().faults;
                    self.hall_disk.cut_power();
                    power_on(&self.hall_disk, &mut self.random("hall opens", 0))?;
                }
                Err(error) => {
                    let why = error.to_string();
                    return Err(Broken { property: Property::NothingFailsByItself, why });
                }
            }
        }
    }

    /// After each step: what a phone shows, and whether the hall has what it acknowledged.
    pub(super) fn look(&mut self, who: Who) -> Result<(), Broken> {
        let Who::Phone(number) = who else { return Ok(()) };
        self.look_at_phone(number)
    }

    fn look_at_phone(&mut self, number: usize) -> Result<(), Broken> {
        let phone = self.phone(number);
        let records = match phone.records() {
            Ok(records) => records,
            // Its disk failed, or its power went, while it was opened: the next look tells.
            Err(_) if phone.disk.seen().faults > 0 => return Ok(()),
            Err(error) => {
                return must(Property::NothingFailsByItself, false, || {
                    format!("phone {number} doesn't show its records: {error}")
                });
            }
        };
        if phone.disk.is_dead() {
            return Ok(());
        }
        let new = look_at(&mut phone.told, &records)?;
        self.are_at_the_hall(number, &new)
    }

    pub(crate) fn look_at_all_acknowledged(&mut self) -> Result<(), Broken> {
        for number in 1..=self.phones.len() {
            let told = &self.phone(number).told;
            let all: Vec<_> = told.received.union(&told.received_before).cloned().collect();
            self.are_at_the_hall(number, &all)?;
        }
        Ok(())
    }

    fn are_at_the_hall(&self, phone: usize, entries: &[String]) -> Result<(), Broken> {
        if self.behind.contains(&phone) {
            return Ok(());
        }
        let Some(hall) = self.hall.as_ref().filter(|_| !self.hall_disk.is_dead()) else {
            return Ok(());
        };
        for entry in entries {
            let there = match entry.parse::<EntryId>().map(|id| hall.entry(id)) {
                Ok(Ok(there)) => there.is_some(),
                Ok(Err(_)) if self.hall_disk.seen().faults > 0 => true,
                _ => false,
            };
            must(Property::NothingAcknowledgedIsLost, there, || {
                format!("phone {phone} shows {entry} as received; the hall does not have it")
            })?;
        }
        Ok(())
    }

    /// Whether no disk of the hall ever failed, and it has heard of all that was stored.
    pub(crate) fn hall_is_well(&self) -> bool {
        let heard = self.hall.as_ref().is_some_and(|hall| hall.refresh().is_ok());
        heard && self.hall_disk.seen().faults == 0
    }

    /// Of everybody whom the hall erased: the words of their names and numbers.
    pub(crate) fn erased_words(&self) -> Vec<String> {
        let Some(hall) = &self.hall else { return Vec::new() };
        let state = hall.state();
        let is_erased = |id: &str| {
            id.parse().is_ok_and(|id| state.control.is_erased(Subject::Resident(ResidentId(id))))
        };
        let erased = self.people.residents.iter().filter(|(id, _)| is_erased(id));
        erased.flat_map(|(_, words)| words.iter().cloned()).collect()
    }
}

fn power_on(disk: &Disk, random: &mut Random) -> Result<(), Broken> {
    disk.power_on(random).map_err(|error| Broken {
        property: Property::NothingFailsByItself,
        why: error.to_string(),
    })
}
