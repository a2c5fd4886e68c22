//! A household's state.

use serde::{Deserialize, Serialize};

use super::control::Control;
use super::facts::Facts;
use super::person::merged;
use super::state::Days;
use crate::clock::Stamp;
use crate::entry::{Body, Consent, Entry, HouseholdVisited, PersonalPart, Subject};
use crate::ids::{EntryId, HouseholdId, SessionId, VillageId};
use crate::vietnamese::Day;

/// The facts about one household.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdFacts {
    /// The entry that made it, if it has come.
    added: Option<Stamp>,
    village: Facts<VillageId>,
    personal: Facts<PersonalPart>,
    visits: Facts<HouseholdVisited>,
    /// Answers of people who gave no name.
    unnamed_consents: Facts<(Consent, Option<SessionId>)>,
}

/// A household as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseholdView {
    /// Which.
    pub id: HouseholdId,
    /// Where it lives.
    pub village: VillageId,
    /// Name of the head, place; empty when erased.
    pub part: PersonalPart,
    /// The days on which it was visited, in order, each once.
    pub visited: Vec<Day>,
    /// The days on which somebody without a name refused, in order, each once.
    pub refused: Vec<Day>,
}

impl HouseholdFacts {
    /// Takes in an entry about `id`. Returns whether it said anything here.
    pub fn apply(&mut self, id: HouseholdId, entry: &Entry, control: &Control) -> bool {
        let stamp = entry.stamp();
        match &entry.body {
            Body::HouseholdAdded(it) if HouseholdId(entry.id) == id => {
                self.added = Some(stamp);
                self.village.insert(stamp, it.village);
                self.take_personal(id, entry, stamp, control);
            }
            Body::HouseholdChanged(it) if it.household == id => {
                if let Some(village) = it.village {
                    self.village.insert(stamp, village);
                }
                self.take_personal(id, entry, stamp, control);
            }
            Body::HouseholdVisited(it) if it.household == id => {
                self.visits.insert(stamp, it.clone());
            }
            Body::ConsentRecorded(it) if it.household == id && it.resident.is_none() => {
                self.unnamed_consents.insert(stamp, (it.answer, it.session));
            }
            _ => return false,
        }
        true
    }

    fn take_personal(&mut self, id: HouseholdId, entry: &Entry, stamp: Stamp, control: &Control) {
        if let Some(part) = entry.personal.part()
            && !control.is_erased(Subject::Household(id))
        {
            self.personal.insert(stamp, part.clone());
        }
    }

    /// Drops the personal fields.
    pub fn erase(&mut self) {
        self.personal.clear();
    }

    /// Every entry that these facts come from, in order, each once.
    #[must_use]
    pub fn entries(&self) -> Vec<EntryId> {
        let mut all: Vec<_> = self.village.entries().collect();
        all.extend(self.personal.entries());
        all.extend(self.visits.entries());
        all.extend(self.unnamed_consents.entries());
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The entries that say where it lives.
    pub fn placings(&self) -> impl Iterator<Item = EntryId> {
        self.village.entries()
    }

    /// The sessions that its days depend on, whether the entries count or not.
    pub fn sessions(&self) -> impl Iterator<Item = SessionId> {
        let visits = self.visits.all().filter_map(|(_, visit)| visit.session);
        visits.chain(self.unnamed_consents.all().filter_map(|(_, (_, session))| *session))
    }

    /// The visits that count.
    pub fn visits<'a>(
        &'a self,
        control: &'a Control,
    ) -> impl Iterator<Item = (Stamp, &'a HouseholdVisited)> {
        self.visits.counting(control)
    }

    /// The answers of people without a name that count.
    pub fn unnamed_consents<'a>(
        &'a self,
        control: &'a Control,
    ) -> impl Iterator<Item = (Stamp, Consent, Option<SessionId>)> {
        self.unnamed_consents
            .counting(control)
            .map(|(stamp, (answer, session))| (stamp, *answer, *session))
    }

    /// The villages it lived in one after the other, as far as they count.
    pub fn villages<'a>(
        &'a self,
        control: &'a Control,
    ) -> impl DoubleEndedIterator<Item = (Stamp, VillageId)> {
        self.village.counting(control).map(|(stamp, village)| (stamp, *village))
    }

    /// The village it lives in; `None` when the entry that made it was taken back or
    /// hasn't come.
    #[must_use]
    pub fn village(&self, control: &Control) -> Option<VillageId> {
        self.added.filter(|added| control.counts(*added))?;
        self.village.latest(control).map(|(_, village)| *village)
    }

    /// The household as it stands; `None` as in [`HouseholdFacts::village`].
    #[must_use]
    pub fn view(&self, id: HouseholdId, days: &impl Days) -> Option<HouseholdView> {
        let control = days.control();
        let mut visited: Vec<_> =
            self.visits(control).map(|(stamp, visit)| days.day_in(stamp, visit.session)).collect();
        let mut refused: Vec<_> = self
            .unnamed_consents(control)
            .filter(|(_, answer, _)| *answer == Consent::Refused)
            .map(|(stamp, _, session)| days.day_in(stamp, session))
            .collect();
        for days in [&mut visited, &mut refused] {
            days.sort_unstable();
            days.dedup();
        }
        Some(HouseholdView {
            id,
            village: self.village(control)?,
            part: merged(&self.personal, control),
            visited,
            refused,
        })
    }
}
