//! A resident's state.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::control::Control;
use super::facts::Facts;
use super::person::merged;
use super::skill::{Best, SkillView, best};
use super::state::Days;
use crate::clock::Stamp;
use crate::entry::{
    AppointmentKept, AppointmentSet, Body, Consent, ConsentRecorded, DuplicateMarked, Entry,
    Guided, Occupation, Outcome, Outcomes, PersonalPart, PhoneKind, QuickCheckDone,
    ResidentChanged, Status, Steps, Subject,
};
use crate::ids::{EntryId, HouseholdId, ResidentId, SessionId, SkillId, VillageId, VolunteerId};
use crate::vietnamese::Day;

/// One visit of one resident for one skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuidedFact {
    /// Which skill.
    pub skill: SkillId,
    /// In which session.
    pub session: Option<SessionId>,
    /// The pack's version.
    pub pack: u32,
    /// A mark a step.
    pub steps: Steps,
    /// The outcome of the whole skill.
    pub whole: Option<Outcome>,
    /// The day to come back.
    pub come_back: Option<Day>,
}

impl From<&Guided> for GuidedFact {
    fn from(it: &Guided) -> Self {
        Self {
            skill: it.skill,
            session: it.session,
            pack: it.pack,
            steps: it.steps,
            whole: it.whole,
            come_back: it.come_back,
        }
    }
}

impl GuidedFact {
    /// Whether this visit by itself went through the whole skill with outcomes that count.
    #[must_use]
    pub fn practised(&self, counting: Outcomes) -> bool {
        super::skill::visit_how(self, counting).is_some()
    }

    /// Every outcome of it, of steps or of the whole.
    pub fn outcomes(&self) -> impl Iterator<Item = Outcome> {
        self.whole.into_iter().chain(self.steps.marks().iter().filter_map(|mark| mark.outcome()))
    }
}

/// The facts about one resident.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResidentFacts {
    /// The entry that made them, if it has come.
    added: Option<Stamp>,
    particulars: Facts<ResidentChanged>,
    personal: Facts<PersonalPart>,
    consents: Facts<ConsentRecorded>,
    guided: Facts<GuidedFact>,
    appointments: Facts<AppointmentSet>,
    kept: Facts<AppointmentKept>,
    checks: Facts<QuickCheckDone>,
    visits: Facts<(HouseholdId, Option<SessionId>)>,
    attended: Facts<(SessionId, bool)>,
    duplicates: Facts<DuplicateMarked>,
    erasure_asked: Facts<()>,
}

/// A resident as they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResidentView {
    /// Which.
    pub id: ResidentId,
    /// The resident that this one was merged into, if it was: nothing of it counts here.
    pub merged_into: Option<ResidentId>,
    /// Whether the personal fields were erased.
    pub erased: bool,
    /// Name, birth year, phone; empty when erased.
    pub part: PersonalPart,
    /// Where they live.
    pub household: HouseholdId,
    /// The village of that household; `None` when the household isn't known.
    pub village: Option<VillageId>,
    /// Life's status.
    pub status: Status,
    /// Adult, by year or by the volunteer's word.
    pub adult: bool,
    /// Which phone they use.
    pub phone_kind: Option<PhoneKind>,
    /// The occupation group.
    pub occupation: Option<Occupation>,
    /// Whether the hall's list brought them.
    pub listed_by_hall: bool,
    /// The last answer about consent.
    pub consent: Option<Consent>,
    /// Each skill that was ever worked on, in order of its number.
    pub skills: Vec<SkillView>,
    /// The next day to come back, with the skill if for one.
    pub appointment: Option<(Day, Option<SkillId>)>,
    /// The days on which they were met in a visited household, each once.
    pub visited: Vec<Day>,
    /// The checks before guidance and after.
    pub checks: Vec<(Day, QuickCheckDone)>,
    /// Residents that somebody thinks are the same, not yet decided.
    pub duplicates: Vec<ResidentId>,
    /// Whether they asked to be erased.
    pub erasure_asked: bool,
}

/// Two volunteers disagree: the same resident, skill and day, one finished, the other
/// refused or stuck. All else is history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Disagreement {
    /// Whom about.
    pub resident: ResidentId,
    /// Which skill.
    pub skill: SkillId,
    /// When.
    pub day: Day,
    /// The entry that says finished.
    pub finished: EntryId,
    /// The entry that says refused or stuck.
    pub not: EntryId,
}

impl ResidentFacts {
    /// Takes in an entry about `id`. Returns whether it said anything here.
    pub fn apply(&mut self, id: ResidentId, entry: &Entry, control: &Control) -> bool {
        let stamp = entry.stamp();
        match &entry.body {
            Body::ResidentAdded(it) if ResidentId(entry.id) == id => {
                self.added = Some(stamp);
                self.particulars.insert(
                    stamp,
                    ResidentChanged {
                        resident: id,
                        household: Some(it.household),
                        status: Some(it.status),
                        adult: Some(it.adult),
                        phone_kind: it.phone_kind,
                        occupation: it.occupation,
                    },
                );
                self.take_personal(id, entry, stamp, control);
            }
            Body::ResidentChanged(it) if it.resident == id => {
                self.particulars.insert(stamp, *it);
                self.take_personal(id, entry, stamp, control);
            }
            Body::ConsentRecorded(it) if it.resident == Some(id) => {
                self.consents.insert(stamp, *it);
            }
            Body::Guided(it) if it.residents.contains(&id) => {
                self.guided.insert(stamp, GuidedFact::from(it));
            }
            Body::AppointmentSet(it) if it.resident == id => self.appointments.insert(stamp, *it),
            Body::AppointmentKept(it) if it.resident == id => self.kept.insert(stamp, *it),
            Body::QuickCheckDone(it) if it.resident == id => self.checks.insert(stamp, it.clone()),
            Body::HouseholdVisited(it) if it.residents.contains(&id) => {
                self.visits.insert(stamp, (it.household, it.session));
            }
            Body::Attended(it) if it.residents.contains(&id) => {
                self.attended.insert(stamp, (it.session, it.present));
            }
            Body::DuplicateMarked(it) if it.one == id || it.other == id => {
                self.duplicates.insert(stamp, *it);
            }
            Body::ErasureAsked(it) if it.resident == id => self.erasure_asked.insert(stamp, ()),
            _ => return false,
        }
        true
    }

    fn take_personal(&mut self, id: ResidentId, entry: &Entry, stamp: Stamp, control: &Control) {
        if let Some(part) = entry.personal.part()
            && !control.is_erased(Subject::Resident(id))
        {
            self.personal.insert(stamp, part.clone());
        }
    }

    /// Drops the personal fields.
    pub fn erase(&mut self) {
        self.personal.clear();
    }

    /// The household they live in; `None` when the entry that made them was taken back
    /// or hasn't come.
    #[must_use]
    pub fn household(&self, control: &Control) -> Option<HouseholdId> {
        self.added.filter(|added| control.counts(*added))?;
        self.particulars.last_of(control, |it| it.household)
    }

    /// The changes of household, status and the like that count, in the total order, the
    /// one that made the resident included.
    pub fn particulars<'a>(
        &'a self,
        control: &'a Control,
    ) -> impl DoubleEndedIterator<Item = (Stamp, &'a ResidentChanged)> {
        self.particulars.counting(control)
    }

    /// Every entry that these facts come from, in order, each once.
    #[must_use]
    pub fn entries(&self) -> Vec<EntryId> {
        let mut all: Vec<_> = self.particulars.entries().collect();
        all.extend(self.personal.entries());
        all.extend(self.consents.entries());
        all.extend(self.guided.entries());
        all.extend(self.appointments.entries());
        all.extend(self.kept.entries());
        all.extend(self.checks.entries());
        all.extend(self.visits.entries());
        all.extend(self.attended.entries());
        all.extend(self.duplicates.entries());
        all.extend(self.erasure_asked.entries());
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The entries that say in which household they live.
    pub fn placings(&self) -> impl Iterator<Item = EntryId> {
        let particulars = self.particulars.all().filter(|(_, it)| it.household.is_some());
        particulars.map(|(stamp, _)| stamp.entry())
    }

    /// The sessions that their days depend on, whether the entries count or not.
    pub fn sessions(&self) -> impl Iterator<Item = SessionId> {
        let guided = self.guided.all().filter_map(|(_, fact)| fact.session);
        guided.chain(self.visits.all().filter_map(|(_, (_, session))| *session))
    }

    /// The visits for a skill that count, in the total order.
    pub fn guided<'a>(
        &'a self,
        control: &'a Control,
    ) -> impl DoubleEndedIterator<Item = (Stamp, &'a GuidedFact)> {
        self.guided.counting(control)
    }

    /// The sessions they were marked present in (or not), as far as that counts.
    pub fn attended<'a>(
        &'a self,
        control: &'a Control,
    ) -> impl Iterator<Item = (Stamp, SessionId, bool)> {
        self.attended
            .counting(control)
            .map(|(stamp, (session, present))| (stamp, *session, *present))
    }

    /// The visits of their household at which they were met, as far as they count.
    pub fn visits<'a>(
        &'a self,
        control: &'a Control,
    ) -> impl Iterator<Item = (Stamp, HouseholdId, Option<SessionId>)> {
        self.visits
            .counting(control)
            .map(|(stamp, (household, session))| (stamp, *household, *session))
    }

    /// The answers about consent that count.
    pub fn consents<'a>(
        &'a self,
        control: &'a Control,
    ) -> impl Iterator<Item = (Stamp, &'a ConsentRecorded)> {
        self.consents.counting(control)
    }

    /// The best that was reached in each skill on or before `as_of` (or ever), together
    /// with `same`, the facts of residents merged into this one.
    #[must_use]
    pub fn best(
        &self,
        same: &[&ResidentFacts],
        days: &impl Days,
        as_of: Option<Day>,
    ) -> BTreeMap<SkillId, Best> {
        let counting = days.counting();
        let mut reached = BTreeMap::new();
        for (skill, visits) in self.visits_by_skill(same, days) {
            let visits = visits
                .iter()
                .filter(|(day, ..)| as_of.is_none_or(|as_of| *day <= as_of))
                .map(|(day, _, fact)| (*day, *fact));
            if let Some(best) = best(visits, counting) {
                reached.insert(skill, best);
            }
        }
        reached
    }

    /// The counting visits of each skill in order of (day, stamp).
    fn visits_by_skill<'a>(
        &'a self,
        same: &[&'a ResidentFacts],
        days: &'a impl Days,
    ) -> BTreeMap<SkillId, Vec<(Day, Stamp, &'a GuidedFact)>> {
        let mut skills: BTreeMap<SkillId, Vec<_>> = BTreeMap::new();
        for facts in std::iter::once(self).chain(same.iter().copied()) {
            for (stamp, fact) in facts.guided.counting(days.control()) {
                let day = days.day_in(stamp, fact.session);
                skills.entry(fact.skill).or_default().push((day, stamp, fact));
            }
        }
        for visits in skills.values_mut() {
            visits.sort_unstable_by_key(|(day, stamp, _)| (*day, *stamp));
            // A class entry that names both of two merged residents is one visit.
            visits.dedup_by_key(|(_, stamp, _)| *stamp);
        }
        skills
    }

    /// The resident as they stand; `None` as in [`ResidentFacts::household`]. `same` are
    /// the facts of residents merged into this one: what was done with them counts here,
    /// their particulars do not.
    #[must_use]
    pub fn view(
        &self,
        id: ResidentId,
        same: &[&ResidentFacts],
        days: &impl Days,
    ) -> Option<ResidentView> {
        let control = days.control();
        let household = self.household(control)?;
        let all = || std::iter::once(self).chain(same.iter().copied());

        let counting = days.counting();
        let skills = self
            .visits_by_skill(same, days)
            .into_iter()
            .filter_map(|(skill, visits)| {
                let (day, latest, fact) = visits.iter().max_by_key(|(_, stamp, _)| *stamp)?;
                Some(SkillView {
                    skill,
                    best: best(visits.iter().map(|(day, _, fact)| (*day, *fact)), counting),
                    latest: *latest,
                    day: *day,
                    pack: fact.pack,
                    steps: fact.steps,
                    whole: fact.whole,
                    come_back: fact.come_back,
                    visits: u32::try_from(visits.len()).unwrap_or(u32::MAX),
                })
            })
            .collect();

        let visited: BTreeSet<_> = all()
            .flat_map(|facts| facts.visits.counting(control))
            .map(|(stamp, (_, session))| days.day_in(stamp, *session))
            .collect();
        let mut checks: Vec<_> = all()
            .flat_map(|facts| facts.checks.counting(control))
            .map(|(stamp, check)| (stamp, control.day(stamp), check.clone()))
            .collect();
        checks.sort_unstable_by_key(|(stamp, ..)| *stamp);
        let duplicates: BTreeSet<_> = all()
            .flat_map(|facts| facts.duplicates.counting(control))
            .filter(|(stamp, it)| !control.separated_since(*stamp, it.one, it.other))
            .flat_map(|(_, it)| [control.resolve(it.one), control.resolve(it.other)])
            .filter(|other| *other != control.resolve(id))
            .collect();
        Some(ResidentView {
            id,
            merged_into: Some(control.resolve(id)).filter(|into| *into != id),
            erased: control.is_erased(Subject::Resident(id)),
            part: merged(&self.personal, control),
            household,
            village: days.village_of(household),
            status: self.particulars.last_of(control, |it| it.status).unwrap_or(Status::Active),
            adult: self.particulars.last_of(control, |it| it.adult).unwrap_or(false),
            phone_kind: self.particulars.last_of(control, |it| it.phone_kind),
            occupation: self.particulars.last_of(control, |it| it.occupation),
            listed_by_hall: id.0.device.is_of_hall(control.hall()),
            consent: all()
                .filter_map(|facts| facts.consents.latest(control))
                .max_by_key(|(stamp, _)| *stamp)
                .map(|(_, consent)| consent.answer),
            skills,
            appointment: self.appointment(same, control),
            visited: visited.into_iter().collect(),
            checks: checks.into_iter().map(|(_, day, check)| (day, check)).collect(),
            duplicates: duplicates.into_iter().collect(),
            erasure_asked: all().any(|facts| facts.erasure_asked.latest(control).is_some()),
        })
    }

    /// The earliest appointment still open: for each skill (or for the resident as a
    /// whole) the last one set, by itself or by a guide that ended in "hẹn lại", unless
    /// a later entry says that it was kept or a later guide of the skill took place.
    fn appointment(
        &self,
        same: &[&ResidentFacts],
        control: &Control,
    ) -> Option<(Day, Option<SkillId>)> {
        enum Word {
            Set(Day),
            Done,
        }
        let mut words: Vec<(Stamp, Option<SkillId>, Word)> = Vec::new();
        let mut kept_all = None;
        for facts in std::iter::once(self).chain(same.iter().copied()) {
            for (stamp, set) in facts.appointments.counting(control) {
                words.push((stamp, set.skill, Word::Set(set.on)));
            }
            for (stamp, fact) in facts.guided.counting(control) {
                let word = fact.come_back.map_or(Word::Done, Word::Set);
                words.push((stamp, Some(fact.skill), word));
            }
            for (stamp, kept) in facts.kept.counting(control) {
                match kept.skill {
                    Some(_) => words.push((stamp, kept.skill, Word::Done)),
                    None => kept_all = kept_all.max(Some(stamp)),
                }
            }
        }
        words.sort_unstable_by_key(|(stamp, ..)| *stamp);
        let mut open = BTreeMap::new();
        for (stamp, skill, word) in words {
            if kept_all.is_some_and(|kept| stamp < kept) {
                continue;
            }
            match word {
                Word::Set(day) => open.insert(skill, day),
                Word::Done => open.remove(&skill),
            };
        }
        open.into_iter().map(|(skill, day)| (day, skill)).min()
    }

    /// Where two volunteers disagree about this resident.
    #[must_use]
    pub fn disagreements(
        &self,
        id: ResidentId,
        same: &[&ResidentFacts],
        days: &impl Days,
    ) -> Vec<Disagreement> {
        let control = days.control();
        let counting = days.counting();
        let mut found = Vec::new();
        for (skill, visits) in self.visits_by_skill(same, days) {
            let finished = visits
                .iter()
                .filter(|(day, _, fact)| best(std::iter::once((*day, *fact)), counting).is_some());
            for (day, done, _) in finished {
                for (other_day, not, fact) in &visits {
                    let against = fact
                        .outcomes()
                        .any(|it| matches!(it, Outcome::Refused | Outcome::Stuck(_)));
                    if day == other_day
                        && against
                        && volunteer(control, *done) != volunteer(control, *not)
                    {
                        found.push(Disagreement {
                            resident: id,
                            skill,
                            day: *day,
                            finished: done.entry(),
                            not: not.entry(),
                        });
                    }
                }
            }
        }
        found
    }
}

/// Who wrote: the volunteer who held the device, or, unknown, the device itself.
fn volunteer(control: &Control, stamp: Stamp) -> Result<VolunteerId, crate::ids::DeviceId> {
    control.holder(stamp.device, stamp.seq).ok_or(stamp.device)
}
