//! Buổi: a session, and the lists of sessions.

use std::collections::BTreeSet;

use camtay_journal::entry::{Body, Organiser, Segment, SessionKind};
use camtay_journal::fold::SessionView;
use camtay_journal::ids::{SessionId, SkillId};
use camtay_journal::vietnamese::sort_key;

use super::PersonLine;
use crate::error::CoreError;
use crate::phone::Phone;
use crate::shared;
use crate::store::{Reading, SessionCard};

/// For so many days a session stays in the list.
const DAYS_LISTED: i32 = 60;

/// A session of a list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct SessionLine {
    /// Its id.
    pub id: String,
    /// What kind.
    pub kind: SessionKind,
    /// The day on which it began.
    pub day: String,
    /// The village's name.
    pub village_name: String,
    /// The place in words.
    pub place: Option<String>,
    /// It hasn't ended.
    pub open: bool,
    /// This phone opened or joined it.
    pub mine: bool,
}

/// A session's screen.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct SessionPage {
    /// As lists show it.
    pub line: SessionLine,
    /// Its village's id.
    pub village: String,
    /// Aimed at whom.
    pub audience: Vec<Segment>,
    /// By whom; `None` until its opening comes from the hall.
    pub organiser: Option<Organiser>,
    /// The host organisation.
    pub host: Option<String>,
    /// Numbers of the skills that are taught.
    pub skills: Vec<u16>,
    /// Who is in it: names of the volunteers, as far as they are known here.
    pub volunteers: Vec<String>,
    /// How many phones are in it.
    pub phones: u32,
    /// Those marked present, by given name.
    pub attended: Vec<PersonLine>,
    /// Heads without a name.
    pub unnamed: u32,
    /// People this phone guided in it.
    pub guided: u32,
    /// Its guides there: one person, one skill.
    pub guides: u32,
    /// Households this phone marked as visited in it.
    pub households: u32,
    /// It was joined with this one.
    pub same_as: Option<String>,
}

impl Phone {
    /// A session's screen.
    ///
    /// # Errors
    /// [`CoreError::NotFound`]; [`CoreError::Locked`]; the store's.
    pub fn session(&self, session: &str) -> Result<SessionPage, CoreError> {
        let id: SessionId = shared::id("session", session)?;
        let store = self.store()?;
        let reading = store.reading()?;
        let Some(view) = reading.session(id)? else {
            let cards = store.joined_cards()?;
            let card = cards.into_iter().rev().find(|card| card.session == id);
            return self.joined_page(card.ok_or(CoreError::NotFound("session"))?);
        };
        let mut attended = Vec::new();
        for resident in &view.attended {
            if let Some(row) = store.resident_line(*resident)? {
                let head = match row.household {
                    Some(household) => store.household_line(household)?.and_then(|it| it.name),
                    None => None,
                };
                attended.push(PersonLine::of(row, head.as_deref().unwrap_or_default()));
            }
        }
        attended.sort_by_cached_key(|line| (sort_key(&line.name), line.id.clone()));
        let (guided, guides, households) = self.own_work_in(id)?;
        let volunteers: BTreeSet<String> = view
            .devices
            .iter()
            .filter_map(|device| super::holder_name(reading.control, *device, u64::MAX))
            .collect();
        Ok(SessionPage {
            line: line(&reading, store.own_device(), &view),
            village: view.village.to_string(),
            audience: view.audience,
            organiser: Some(view.organiser),
            host: view.host,
            skills: view.skills.iter().map(|skill| skill.0).collect(),
            volunteers: volunteers.into_iter().collect(),
            phones: view.devices.len() as u32,
            attended,
            unnamed: view.unnamed,
            guided,
            guides,
            households,
            same_as: view.merged_into.map(|id| id.to_string()),
        })
    }

    /// The sessions of the last sixty days, the latest first.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; the store's.
    pub fn sessions(&self) -> Result<Vec<SessionLine>, CoreError> {
        let store = self.store()?;
        let reading = store.reading()?;
        let mut lines = Vec::new();
        for id in store.sessions_since(self.today().plus(-DAYS_LISTED))? {
            if let Some(view) = reading.session(id)?
                && view.merged_into.is_none()
            {
                lines.push(line(&reading, store.own_device(), &view));
            }
        }
        Ok(lines)
    }

    /// The session that this phone is in, and those it could join.
    pub(super) fn open_sessions_now(
        &self,
    ) -> Result<(Option<SessionLine>, Vec<SessionLine>), CoreError> {
        let store = self.store()?;
        let reading = store.reading()?;
        let today = self.today();
        let mut mine = None;
        let mut others = Vec::new();
        for id in store.open_sessions(false)? {
            let Some(view) = reading.session(id)? else { continue };
            let line = line(&reading, store.own_device(), &view);
            match (line.mine, &mine) {
                (true, None) => mine = Some(line),
                (true, Some(_)) => {}
                // Somebody forgot to close it: nobody is there any more.
                (false, _) if view.day < today => {}
                (false, _) => others.push(line),
            }
        }
        if mine.is_none()
            && let Some(card) = store.joined_cards()?.pop()
            && card.day == today
            && reading.session(card.session)?.is_none()
        {
            mine = Some(card_line(&reading, &card));
        }
        Ok((mine, others))
    }

    fn joined_page(&self, card: SessionCard) -> Result<SessionPage, CoreError> {
        let reading = self.store()?.reading()?;
        let (guided, guides, households) = self.own_work_in(card.session)?;
        Ok(SessionPage {
            line: card_line(&reading, &card),
            village: card.village.to_string(),
            audience: Vec::new(),
            organiser: None,
            host: None,
            skills: Vec::new(),
            volunteers: Vec::new(),
            phones: 1,
            attended: Vec::new(),
            unnamed: 0,
            guided,
            guides,
            households,
            same_as: None,
        })
    }

    /// People guided, guides and households visited by this phone in a session.
    fn own_work_in(&self, session: SessionId) -> Result<(u32, u32, u32), CoreError> {
        let store = self.store()?;
        let control = store.control()?;
        let mut guides: BTreeSet<(camtay_journal::ids::ResidentId, SkillId)> = BTreeSet::new();
        let mut households = BTreeSet::new();
        store.each_own_entry(1, |entry| {
            if !control.counts(entry.stamp()) {
                return;
            }
            match &entry.body {
                Body::Guided(it) if it.session == Some(session) => {
                    guides.extend(it.residents.iter().map(|resident| (*resident, it.skill)));
                }
                Body::HouseholdVisited(it) if it.session == Some(session) => {
                    households.insert(it.household);
                }
                _ => {}
            }
        })?;
        let people: BTreeSet<_> = guides.iter().map(|(resident, _)| *resident).collect();
        Ok((people.len() as u32, guides.len() as u32, households.len() as u32))
    }
}

fn line(
    reading: &Reading<'_>,
    own: camtay_journal::ids::DeviceId,
    view: &SessionView,
) -> SessionLine {
    SessionLine {
        id: view.id.to_string(),
        kind: view.kind,
        day: view.day.to_string(),
        village_name: super::village_name(reading.control, view.village),
        place: view.place.clone(),
        open: !view.closed,
        mine: view.devices.contains(&own),
    }
}

fn card_line(reading: &Reading<'_>, card: &SessionCard) -> SessionLine {
    SessionLine {
        id: card.session.to_string(),
        kind: card.kind,
        day: card.day.to_string(),
        village_name: super::village_name(reading.control, card.village),
        place: card.place.clone(),
        open: true,
        mine: true,
    }
}
