//! Đóng góp của tôi: people, visits and skills by month, and what the hall confirmed.

use std::collections::{BTreeMap, BTreeSet};

use camtay_journal::entry::Body;
use camtay_journal::fold::Days;
use camtay_journal::ids::{EntryId, HouseholdId, ResidentId, SessionId, SkillId};
use camtay_journal::vietnamese::Day;

use crate::error::CoreError;
use crate::phone::Phone;

/// One month of this phone's work.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Month {
    /// "2026-11".
    pub month: String,
    /// Distinct people who were guided.
    pub people: u32,
    /// Visits: a household on a day.
    pub visits: u32,
    /// Skills: a person and a skill, each once.
    pub skills: u32,
    /// Sessions it took part in.
    pub sessions: u32,
    /// Of the people, those of whom the hall has every record.
    pub people_confirmed: u32,
    /// Of the skills, those of which the hall has every record.
    pub skills_confirmed: u32,
}

/// The screen.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Contribution {
    /// The volunteer's name, where it is known here.
    pub name: Option<String>,
    /// Each month with work, the latest first.
    pub months: Vec<Month>,
}

#[derive(Default)]
struct Tally {
    skills: BTreeMap<(ResidentId, SkillId), bool>,
    visits: BTreeSet<(HouseholdId, Day)>,
    sessions: BTreeSet<SessionId>,
}

impl Phone {
    /// The screen: what counts, by the day of each record.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; the store's.
    pub fn contribution(&self) -> Result<Contribution, CoreError> {
        let store = self.store()?;
        let reading = store.reading()?;
        let control = reading.control;
        let received = store.received_seq()?;
        let mut months: BTreeMap<(i32, u8), Tally> = BTreeMap::new();
        store.each_own_entry(1, |entry| {
            if !control.counts(entry.stamp()) {
                return;
            }
            let session = match &entry.body {
                Body::Guided(it) => it.session,
                Body::HouseholdVisited(it) => it.session,
                Body::SessionOpened(_) => Some(SessionId(entry.id)),
                Body::SessionJoined(it) => Some(it.session),
                _ => return,
            };
            let day = reading.day_in(entry.stamp(), session);
            let (year, month, _) = day.to_ymd();
            let tally = months.entry((year, month)).or_default();
            tally.sessions.extend(session);
            match &entry.body {
                Body::Guided(it) => {
                    for resident in &it.residents {
                        let key = (control.resolve(*resident), it.skill);
                        *tally.skills.entry(key).or_insert(true) &= entry.id.seq <= received;
                    }
                }
                Body::HouseholdVisited(it) => {
                    tally.visits.insert((it.household, day));
                }
                _ => {}
            }
        })?;
        reading.answered(())?;
        let own = store.own_device();
        let last = EntryId { device: own, seq: store.own_last_seq() };
        Ok(Contribution {
            name: super::holder_name(control, own, last.seq),
            months: months.into_iter().rev().map(|(month, tally)| tally.month(month)).collect(),
        })
    }
}

impl Tally {
    fn month(&self, (year, month): (i32, u8)) -> Month {
        let mut people: BTreeMap<ResidentId, bool> = BTreeMap::new();
        for ((resident, _), confirmed) in &self.skills {
            *people.entry(*resident).or_insert(true) &= confirmed;
        }
        let confirmed = |all: &mut dyn Iterator<Item = &bool>| all.filter(|it| **it).count() as u32;
        Month {
            month: format!("{year:04}-{month:02}"),
            people: people.len() as u32,
            visits: self.visits.len() as u32,
            skills: self.skills.len() as u32,
            sessions: self.sessions.len() as u32,
            people_confirmed: confirmed(&mut people.values()),
            skills_confirmed: confirmed(&mut self.skills.values()),
        }
    }
}
