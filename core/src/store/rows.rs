//! The rows that lists are drawn from, one a session, household and resident, each with
//! the hash of its view: the village's digest is their sum.

use std::collections::BTreeSet;

use camtay_journal::entry::{Consent, Status};
use camtay_journal::fold::{
    Control, DigestSum, HouseholdView, Progress, ResidentView, SessionView, ViewHash,
    VillageDigest, view_hash, village_digest,
};
use camtay_journal::ids::{HouseholdId, ResidentId, VillageId};
use camtay_journal::vietnamese::sort_key;
use rusqlite::OptionalExtension;

use super::numbers::Key;
use super::{Changed, Store, Work};
use crate::error::{CoreError, StoreError};

/// How far a resident is, in one word for lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ResidentState {
    /// Nothing was done yet.
    Untouched = 0,
    /// Something was begun.
    InProgress = 1,
    /// There is a day to come back.
    ComeBack = 2,
    /// Everything essential was practised (or, where the commune named nothing essential,
    /// everything that was begun).
    Done = 3,
    /// Doesn't want to be written down.
    Refused = 4,
    /// Moved away, died, or is another resident's double: no row of any list.
    Out = 5,
}

impl ResidentState {
    pub(crate) fn of(view: &ResidentView, control: &Control) -> Self {
        if view.merged_into.is_some() || matches!(view.status, Status::MovedAway | Status::Died) {
            return Self::Out;
        }
        if matches!(view.consent, Some(Consent::Refused | Consent::Withdrawn)) {
            return Self::Refused;
        }
        if view.appointment.is_some() {
            return Self::ComeBack;
        }
        if view.skills.is_empty() {
            return Self::Untouched;
        }
        let essential = control.settings().essential_skills;
        let practised =
            |id| view.skills.iter().any(|skill| skill.skill == id && skill.best.is_some());
        let done = if essential.is_empty() {
            view.skills
                .iter()
                .all(|skill| matches!(skill.progress(), Progress::Practised | Progress::Refused))
        } else {
            essential.into_iter().all(practised)
        };
        if done { Self::Done } else { Self::InProgress }
    }

    pub(crate) fn from_number(number: i64) -> Result<Self, StoreError> {
        [Self::Untouched, Self::InProgress, Self::ComeBack, Self::Done, Self::Refused, Self::Out]
            .into_iter()
            .find(|state| *state as i64 == number)
            .ok_or(StoreError::Malformed("state"))
    }
}

/// How far a household is, in one word for lists.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    uniffi::Enum,
)]
#[serde(rename_all = "snake_case")]
pub enum HouseholdState {
    /// Chưa đến.
    NotVisited = 0,
    /// Đang dở.
    InProgress = 1,
    /// Hẹn lại.
    ComeBack = 2,
    /// Xong.
    Done = 3,
}

impl HouseholdState {
    fn of(residents: &[ResidentState], reached: bool) -> Self {
        use ResidentState as It;
        let mut here = residents.iter().filter(|state| !matches!(state, It::Out | It::Refused));
        if here.clone().any(|state| *state == It::ComeBack) {
            return Self::ComeBack;
        }
        let any = !residents.iter().all(|state| *state == It::Out);
        let begun = residents.iter().any(|state| !matches!(state, It::Out | It::Untouched));
        if any && begun && here.all(|state| *state == It::Done) {
            Self::Done
        } else if begun || reached {
            Self::InProgress
        } else {
            Self::NotVisited
        }
    }

    pub(crate) fn from_number(number: i64) -> Result<Self, StoreError> {
        [Self::NotVisited, Self::InProgress, Self::ComeBack, Self::Done]
            .into_iter()
            .find(|state| *state as i64 == number)
            .ok_or(StoreError::Malformed("state"))
    }
}

impl Store {
    /// The digest of a village, from its rows: equal to the hall's when both have folded
    /// the same entries.
    ///
    /// # Errors
    /// [`CoreError::NotAllowed`] before a hall is known; [`StoreError`].
    pub fn digest(&self, village: VillageId) -> Result<VillageDigest, CoreError> {
        let control = self.control()?;
        let mut sum = DigestSum::default();
        if let Some(key) = self.memory.devices.find(village.0) {
            for sql in [
                "SELECT hash FROM session WHERE village = ?1 AND hash IS NOT NULL",
                "SELECT hash FROM household WHERE village = ?1 AND hash IS NOT NULL",
                "SELECT resident.hash FROM household JOIN resident
                     ON resident.household = household.key
                 WHERE household.village = ?1 AND resident.hash IS NOT NULL",
            ] {
                let mut statement = self.conn.prepare_cached(sql)?;
                let mut rows = statement.query([key])?;
                while let Some(row) = rows.next()? {
                    sum.add(&ViewHash(row.get(0)?));
                }
            }
        }
        Ok(village_digest(village, control, &sum))
    }
}

impl Work<'_> {
    pub(super) fn settle_sessions(&mut self) -> Result<(), CoreError> {
        let mut ids: BTreeSet<_> = self.touched.sessions.keys().copied().collect();
        let control = self.control()?;
        let roots: Vec<_> = ids.iter().map(|id| control.resolve_session(*id)).collect();
        ids.extend(roots);
        for id in ids {
            let key = self.key(id.0)?;
            let before: Option<Option<i64>> = self
                .conn
                .prepare_cached("SELECT began FROM session WHERE key = ?1")?
                .query_row([key], |row| row.get(0))
                .optional()?;
            let Some(before) = before else { continue };
            let reading = self.reading()?;
            let began = reading.session_facts(id)?.began(reading.control);
            let began = began.map(|stamp| stamp.at.packed() as i64);
            let view = reading.session(id)?;
            self.write_session(key, began, view.as_ref())?;
            if before != began {
                let awaited = self
                    .conn
                    .prepare_cached("DELETE FROM awaited WHERE session = ?1")?
                    .execute([key])?
                    > 0;
                if before.is_some() || awaited {
                    self.touched.moved_sessions.insert(id);
                }
                if began.is_none() {
                    self.await_session(key)?;
                }
            }
        }
        for id in std::mem::take(&mut self.touched.named_sessions) {
            let key = self.key(id.0)?;
            let known: bool = self
                .conn
                .prepare_cached(
                    "SELECT EXISTS (SELECT 1 FROM session WHERE key = ?1 AND began IS NOT NULL)",
                )?
                .query_row([key], |row| row.get(0))?;
            if !known {
                self.await_session(key)?;
            }
        }
        Ok(())
    }

    fn await_session(&mut self, key: Key) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("INSERT OR IGNORE INTO awaited (session) VALUES (?1)")?
            .execute([key])?;
        Ok(())
    }

    fn write_session(
        &mut self,
        key: Key,
        began: Option<i64>,
        view: Option<&SessionView>,
    ) -> Result<(), StoreError> {
        let village = view.map(|view| self.key(view.village.0)).transpose()?;
        self.conn
            .prepare_cached(
                "UPDATE session SET began = ?2, village = ?3, day = ?4, open = ?5, mine = ?6,
                 hash = ?7 WHERE key = ?1",
            )?
            .execute((
                key,
                began,
                village,
                view.map(|view| view.day.number()),
                view.is_some_and(|view| !view.closed && view.merged_into.is_none()),
                view.is_some_and(|view| view.devices.contains(&self.memory.own)),
                view.map(|view| view_hash(view).0),
            ))?;
        Ok(())
    }

    pub(super) fn settle_households(&mut self) -> Result<(), CoreError> {
        let ids: Vec<_> = self.touched.households.keys().copied().collect();
        for id in ids {
            let key = self.key(id.0)?;
            let before: Option<(Option<Key>, Option<String>, Option<String>)> = self
                .conn
                .prepare_cached("SELECT village, name, place FROM household WHERE key = ?1")?
                .query_row([key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                .optional()?;
            let Some((village_before, name, place)) = before else { continue };
            let view = self.reading()?.household(id)?;
            let village = view.as_ref().map(|view| self.key(view.village.0)).transpose()?;
            self.write_household(key, village, view.as_ref())?;
            if village != village_before {
                self.touch_people_of(key)?;
            }
            let part = view.map(|view| view.part).unwrap_or_default();
            if village != village_before || name != part.name || place != part.place {
                self.changed.insert(Changed::Household(key));
            }
        }
        Ok(())
    }

    fn touch_people_of(&mut self, household: Key) -> Result<(), CoreError> {
        let people: Vec<Key> = self
            .conn
            .prepare_cached("SELECT key FROM resident WHERE household = ?1")?
            .query_map([household], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for person in people {
            let id = ResidentId(self.memory.devices.id(person)?);
            self.touched.residents.entry(id).or_default();
        }
        Ok(())
    }

    fn write_household(
        &mut self,
        key: Key,
        village: Option<Key>,
        view: Option<&HouseholdView>,
    ) -> Result<(), StoreError> {
        let name = view.and_then(|view| view.part.name.as_deref());
        let place = view.and_then(|view| view.part.place.as_deref());
        let reached = view.and_then(|view| view.visited.last().max(view.refused.last()));
        self.conn
            .prepare_cached(
                "UPDATE household SET village = ?2, name = ?3, place = ?4, sort = ?5,
                 visited = ?6, hash = ?7 WHERE key = ?1",
            )?
            .execute((
                key,
                village,
                name,
                place,
                view.map(|_| sort_key(name.unwrap_or_default())),
                reached.map(|day| day.number()),
                view.map(|view| view_hash(view).0),
            ))?;
        Ok(())
    }

    pub(super) fn settle_residents(&mut self) -> Result<(), CoreError> {
        let mut ids: BTreeSet<_> = self.touched.residents.keys().copied().collect();
        let control = self.control()?;
        let roots: Vec<_> = ids.iter().map(|id| control.resolve(*id)).collect();
        ids.extend(roots);
        let mut households: BTreeSet<Key> = BTreeSet::new();
        for id in self.touched.households.keys().copied().collect::<Vec<_>>() {
            households.insert(self.key(id.0)?);
        }
        for id in ids {
            self.settle_resident(id, &mut households)?;
        }
        for household in households {
            self.count_household(household)?;
        }
        Ok(())
    }

    fn settle_resident(
        &mut self,
        id: ResidentId,
        households: &mut BTreeSet<Key>,
    ) -> Result<(), CoreError> {
        type Before = (Option<Key>, Option<String>, Option<i64>, Option<String>, i64);
        let key = self.key(id.0)?;
        let before: Option<Before> = self
            .conn
            .prepare_cached(
                "SELECT household, name, birth_year, phone, state FROM resident WHERE key = ?1",
            )?
            .query_row([key], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
            })
            .optional()?;
        let Some(before) = before else { return Ok(()) };
        let view = self.reading()?.resident(id)?;
        let state = match &view {
            Some(view) => ResidentState::of(view, self.control()?),
            None => ResidentState::Out,
        };
        let household = view.as_ref().map(|view| self.key(view.household.0)).transpose()?;
        self.write_resident(key, household, state, view.as_ref())?;
        let part = view.map(|view| view.part).unwrap_or_default();
        let year = part.birth_year.map(i64::from);
        let state = state as i64;
        if before.0 != household || before.4 != state {
            households.extend(before.0);
            households.extend(household);
        }
        let out = ResidentState::Out as i64;
        if (before.0, before.1, before.2, before.3) != (household, part.name, year, part.phone)
            || (before.4 == out) != (state == out)
        {
            self.changed.insert(Changed::Resident(key));
        }
        Ok(())
    }

    fn write_resident(
        &mut self,
        key: Key,
        household: Option<Key>,
        state: ResidentState,
        view: Option<&ResidentView>,
    ) -> Result<(), StoreError> {
        let practised =
            view.map_or(0, |view| view.skills.iter().filter(|it| it.best.is_some()).count());
        let appointment = view
            .filter(|_| state == ResidentState::ComeBack)
            .and_then(|view| view.appointment)
            .map(|(day, _)| day.number());
        self.conn
            .prepare_cached(
                "UPDATE resident SET household = ?2, name = ?3, birth_year = ?4, phone = ?5,
                 state = ?6, practised = ?7, appointment = ?8, hash = ?9 WHERE key = ?1",
            )?
            .execute((
                key,
                household,
                view.and_then(|view| view.part.name.as_deref()),
                view.and_then(|view| view.part.birth_year),
                view.and_then(|view| view.part.phone.as_deref()),
                state as i64,
                practised as i64,
                appointment,
                view.map(|view| view_hash(view).0),
            ))?;
        Ok(())
    }

    /// What a household's row says of the people in it.
    fn count_household(&mut self, key: Key) -> Result<(), CoreError> {
        let states: Vec<i64> = self
            .conn
            .prepare_cached("SELECT state FROM resident WHERE household = ?1 AND hash IS NOT NULL")?
            .query_map([key], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let states: Vec<_> =
            states.into_iter().map(ResidentState::from_number).collect::<Result<_, _>>()?;
        let people = states.iter().filter(|state| **state != ResidentState::Out).count();
        let reached: Option<bool> = self
            .conn
            .prepare_cached("SELECT visited IS NOT NULL FROM household WHERE key = ?1")?
            .query_row([key], |row| row.get(0))
            .optional()?;
        let state = HouseholdState::of(&states, reached.unwrap_or(false));
        self.conn
            .prepare_cached(
                "UPDATE household SET people = ?2, state = ?3
                 WHERE key = ?1 AND (people <> ?2 OR state <> ?3)",
            )?
            .execute((key, people as i64, state as i64))?;
        Ok(())
    }

    /// Drops the row of a resident or household that this phone no longer carries.
    pub(super) fn forget_row(&mut self, key: Key, resident: bool) -> Result<(), StoreError> {
        let sql = if resident {
            "DELETE FROM resident WHERE key = ?1"
        } else {
            "DELETE FROM household WHERE key = ?1"
        };
        self.conn.prepare_cached(sql)?.execute([key])?;
        self.changed.insert(if resident {
            Changed::Resident(key)
        } else {
            Changed::Household(key)
        });
        Ok(())
    }

    /// The household that a resident's row names.
    pub(super) fn household_of(&self, resident: Key) -> Result<Option<HouseholdId>, StoreError> {
        let household: Option<Option<Key>> = self
            .conn
            .prepare_cached("SELECT household FROM resident WHERE key = ?1")?
            .query_row([resident], |row| row.get(0))
            .optional()?;
        household.flatten().map(|key| Ok(HouseholdId(self.memory.devices.id(key)?))).transpose()
    }
}
