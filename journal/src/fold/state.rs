//! The whole state in memory: what the hall keeps.

use std::collections::{BTreeMap, HashMap};

use super::control::Control;
use super::digest::{DigestSum, VillageDigest, view_hash, village_digest};
use super::household::{HouseholdFacts, HouseholdView};
use super::resident::{ResidentFacts, ResidentView};
use super::session::{SessionFacts, SessionView};
use crate::clock::Stamp;
use crate::entry::{Body, Entry, Outcomes, Subject};
use crate::ids::{DeviceId, HouseholdId, ResidentId, SessionId, VillageId};
use crate::vietnamese::Day;

/// What a subject's view needs to know besides its own facts.
pub trait Days {
    /// Lists, decisions, corrections, clocks.
    fn control(&self) -> &Control;

    /// The moment a session began; `None` when it isn't known.
    fn session_began(&self, session: SessionId) -> Option<Stamp>;

    /// The village of a household; `None` when it isn't known.
    fn village_of(&self, household: HouseholdId) -> Option<VillageId>;

    /// Which outcomes count now.
    fn counting(&self) -> Outcomes {
        self.control().counting()
    }

    /// The day of a record: that of the session it was written in, else its own.
    fn day_in(&self, stamp: Stamp, session: Option<SessionId>) -> Day {
        let began = session.and_then(|session| self.session_began(session));
        self.control().day(began.unwrap_or(stamp))
    }
}

/// The fold of a set of entries.
#[derive(Debug, Clone)]
pub struct State {
    /// Lists, decisions, corrections, clocks.
    pub control: Control,
    /// Households by id.
    pub households: HashMap<HouseholdId, HouseholdFacts>,
    /// Residents by id.
    pub residents: HashMap<ResidentId, ResidentFacts>,
    /// Sessions by id.
    pub sessions: HashMap<SessionId, SessionFacts>,
}

impl Days for State {
    fn control(&self) -> &Control {
        &self.control
    }

    fn session_began(&self, session: SessionId) -> Option<Stamp> {
        self.sessions.get(&session)?.began(&self.control)
    }

    fn village_of(&self, household: HouseholdId) -> Option<VillageId> {
        self.households.get(&household)?.village(&self.control)
    }
}

impl State {
    /// The state of no entries.
    #[must_use]
    pub fn new(hall: DeviceId) -> Self {
        Self {
            control: Control::new(hall),
            households: HashMap::new(),
            residents: HashMap::new(),
            sessions: HashMap::new(),
        }
    }

    /// Takes in an entry. One that its author may not write changes nothing; one that
    /// was taken in before changes nothing again.
    pub fn apply(&mut self, entry: &Entry) {
        if !self.control.allows(entry) || self.control.apply(entry) {
            self.forget_erased(entry);
            return;
        }
        entry.each_subject(|subject| match subject {
            Subject::Household(id) => {
                self.households.entry(id).or_default().apply(id, entry, &self.control);
            }
            Subject::Resident(id) => {
                self.residents.entry(id).or_default().apply(id, entry, &self.control);
            }
            // A session knows nothing of the guides in it: they know their session.
            Subject::Session(_) if matches!(entry.body, Body::Guided(_)) => {}
            Subject::Session(id) => {
                self.sessions.entry(id).or_default().apply(id, entry);
            }
            Subject::Volunteer(_) => {}
        });
    }

    fn forget_erased(&mut self, entry: &Entry) {
        let Body::Erased(erased) = &entry.body else { return };
        if !self.control.is_erased(erased.subject) {
            return;
        }
        match erased.subject {
            Subject::Household(id) => {
                if let Some(facts) = self.households.get_mut(&id) {
                    facts.erase();
                }
            }
            Subject::Resident(id) => {
                if let Some(facts) = self.residents.get_mut(&id) {
                    facts.erase();
                }
            }
            Subject::Session(_) | Subject::Volunteer(_) => {}
        }
    }

    /// A resident as they stand.
    #[must_use]
    pub fn resident(&self, id: ResidentId) -> Option<ResidentView> {
        self.residents.get(&id)?.view(id, &self.same_residents(id), self)
    }

    /// The facts of the residents that were merged into this one, without its own.
    #[must_use]
    pub fn same_residents(&self, id: ResidentId) -> Vec<&ResidentFacts> {
        let same = self.control.same_as(id);
        same.iter().skip(1).filter_map(|other| self.residents.get(other)).collect()
    }

    /// A household as it stands.
    #[must_use]
    pub fn household(&self, id: HouseholdId) -> Option<HouseholdView> {
        self.households.get(&id)?.view(id, self)
    }

    /// A session as it stands.
    #[must_use]
    pub fn session(&self, id: SessionId) -> Option<SessionView> {
        let same = self.control.same_session_as(id);
        let same: Vec<_> =
            same.iter().skip(1).filter_map(|other| self.sessions.get(other)).collect();
        self.sessions.get(&id)?.view(id, &same, self)
    }

    /// The digest of every village that has one.
    #[must_use]
    pub fn digests(&self) -> BTreeMap<VillageId, VillageDigest> {
        let mut sums: BTreeMap<VillageId, DigestSum> =
            self.control.villages().map(|(id, _)| (id, DigestSum::default())).collect();
        for id in self.households.keys() {
            if let Some(view) = self.household(*id) {
                sums.entry(view.village).or_default().add(&view_hash(&view));
            }
        }
        for id in self.residents.keys() {
            if let Some(view) = self.resident(*id)
                && let Some(village) = view.village
            {
                sums.entry(village).or_default().add(&view_hash(&view));
            }
        }
        for id in self.sessions.keys() {
            if let Some(view) = self.session(*id) {
                sums.entry(view.village).or_default().add(&view_hash(&view));
            }
        }
        sums.into_iter()
            .map(|(village, sum)| (village, village_digest(village, &self.control, &sum)))
            .collect()
    }
}
