//! What the figures need of the state, prepared: for each resident, household and session
//! the days that count. Kept beside the state and brought up to date entry by entry
//! ([`Index::apply`]), it answers a report about any day without reading visits again.

use std::collections::BTreeMap;

use camtay_journal::entry::{
    Body, Consent, Entry, Occupation, Outcome, Reason, Segment, SessionKind, Setting, Status,
    Subject,
};
use camtay_journal::fold::{Days, Disagreement, State};
use camtay_journal::ids::{HouseholdId, ResidentId, SessionId, SkillId, VillageId, VolunteerId};
use camtay_journal::vietnamese::Day;

/// A value as it was on different days, in the order in which it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Over<T> {
    // Nearly always the only one, so it stands here and not behind a pointer.
    first: Option<(Day, T)>,
    later: Vec<(Day, T)>,
}

impl<T: Copy + PartialEq> Over<T> {
    fn of(values: impl Iterator<Item = (Day, T)>) -> Self {
        let mut over = Self { first: None, later: Vec::new() };
        for (day, value) in values {
            match over.later.last().or(over.first.as_ref()) {
                None => over.first = Some((day, value)),
                Some((_, last)) if *last == value => {}
                Some(_) => over.later.push((day, value)),
            }
        }
        over
    }

    /// The value on a day: the last one written on it or before. Before the first one,
    /// the first: somebody entered late lived there all the same.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<T> {
        let known = self.later.iter().rev().find(|(since, _)| *since <= day);
        known.or(self.first.as_ref()).map(|(_, value)| *value)
    }
}

/// A skill that a resident practised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Practice {
    /// Which skill.
    pub skill: SkillId,
    /// The first day on which it was practised.
    pub first: Day,
}

/// A step at which a resident got stuck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trouble {
    /// When.
    pub day: Day,
    /// In which session.
    pub session: Option<SessionId>,
    /// Why.
    pub reason: Reason,
}

/// A resident, with everybody who was merged into them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Status over time.
    pub status: Over<Status>,
    /// Household over time.
    pub household: Over<HouseholdId>,
    /// Birth year; absent when unknown or erased.
    pub birth_year: Option<u16>,
    /// Adult by a person's word.
    pub adult: bool,
    /// The occupation group.
    pub occupation: Option<Occupation>,
    /// The days on which they were met in a visited household.
    pub visited: Vec<Day>,
    /// What they practised, in the order of skills.
    pub practised: Vec<Practice>,
    /// The first day on which every essential skill was practised.
    pub essential: Option<Day>,
    /// Further days on which they went through a skill.
    pub again: Vec<(SkillId, Day)>,
    /// What the two lists say, in short.
    pub short: Short,
}

/// Which skills somebody practised, and between which days: enough for a period that
/// covers all of them, or none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Short {
    /// Bit n for the skill with the number n; the last bit for every skill above.
    pub skills: u64,
    /// First and last day.
    pub days: Option<(Day, Day)>,
}

/// The last bit of [`Short::skills`].
const ABOVE: u16 = 63;

impl Short {
    fn of(practised: &[Practice], again: &[(SkillId, Day)]) -> Self {
        let mut short = Self::default();
        let first = practised.iter().map(|practice| (practice.skill, practice.first));
        for (skill, day) in first.chain(again.iter().copied()) {
            short.skills |= Self::bit(skill);
            let (from, to) = short.days.unwrap_or((day, day));
            short.days = Some((from.min(day), to.max(day)));
        }
        short
    }

    /// The bit of a skill.
    #[must_use]
    pub fn bit(skill: SkillId) -> u64 {
        1 << skill.0.min(ABOVE)
    }

    /// Whether a skill is among those that share a bit.
    #[must_use]
    pub fn is_vague(self) -> bool {
        self.skills & (1 << ABOVE) != 0
    }
}

/// From this age on a person is an adult.
const ADULT_AGE: i32 = 18;

impl Person {
    /// Whether an adult on a day: its year minus the birth year is at least 18; without a
    /// birth year the volunteer's word counts.
    #[must_use]
    pub fn is_adult(&self, on: Day) -> bool {
        self.birth_year.map_or(self.adult, |year| on.year() - i32::from(year) >= ADULT_AGE)
    }
}

/// The day on which the last of `skills` was first practised; `None` while one is missing,
/// and for no skills at all: nobody has practised a set that isn't chosen.
fn all_practised(practised: &[Practice], skills: &[SkillId]) -> Option<Day> {
    let mut last = None;
    for skill in skills {
        let at = practised.binary_search_by_key(skill, |practice| practice.skill).ok()?;
        last = last.max(Some(practised.get(at)?.first));
    }
    last
}

/// A household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct House {
    /// Village over time.
    pub village: Over<VillageId>,
    /// The days on which it was visited.
    pub visited: Vec<Day>,
    /// The days on which somebody without a name refused.
    pub refused: Vec<Day>,
}

/// A session, with those that were merged into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// When.
    pub day: Day,
    /// Where.
    pub village: VillageId,
    /// What kind.
    pub kind: SessionKind,
    /// Aimed at whom.
    pub audience: Vec<Segment>,
    /// The host organisation.
    pub host: Option<String>,
    /// The place.
    pub place: Option<String>,
    /// Present by name.
    pub named: u64,
    /// Present without a name.
    pub unnamed: u64,
    /// The volunteers who took part.
    pub volunteers: Vec<VolunteerId>,
}

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Index {
    pub(super) people: BTreeMap<ResidentId, Person>,
    // In order, because neighbours are written one after the other: walking through people
    // then finds households near by.
    pub(super) houses: BTreeMap<HouseholdId, House>,
    pub(super) meetings: BTreeMap<SessionId, Meeting>,
    /// Named refusals: household and day of residents whose last answer isn't yes.
    pub(super) refused: BTreeMap<ResidentId, Vec<(HouseholdId, Day)>>,
    /// Where residents got stuck: once a visit and reason.
    pub(super) troubles: BTreeMap<ResidentId, Vec<Trouble>>,
    /// The next open day to come back.
    pub(super) appointments: BTreeMap<ResidentId, Day>,
    /// Where volunteers disagree.
    pub(super) disagreements: BTreeMap<ResidentId, Vec<Disagreement>>,
    essential: Vec<SkillId>,
    /// Who waits for a session whose opening hasn't come: its day will be theirs.
    waiting: BTreeMap<SessionId, Vec<Subject>>,
}

impl Index {
    /// Prepares everything.
    #[must_use]
    pub fn build(state: &State) -> Self {
        let essential = state.control.settings().essential_skills;
        let mut index = Self { essential, ..Self::default() };
        for id in state.households.keys() {
            index.take_household(state, *id);
        }
        for id in state.residents.keys() {
            index.take_resident(state, *id);
        }
        for id in state.sessions.keys() {
            index.take_session(state, *id);
        }
        index
    }

    /// Whether it answers every question as `other` does.
    #[must_use]
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        self.people == other.people
            && self.houses == other.houses
            && self.meetings == other.meetings
            && self.refused == other.refused
            && self.troubles == other.troubles
            && self.appointments == other.appointments
            && self.disagreements == other.disagreements
    }

    /// Brings up to date with an entry that `state` has taken in. Corrections and
    /// decisions that may concern anything prepare everything anew.
    pub fn apply(&mut self, state: &State, entry: &Entry) {
        match &entry.body {
            Body::TakenBack(_)
            | Body::GivenBack(_)
            | Body::EntrySetAside(_)
            | Body::EntryTakenUp(_)
            | Body::DeviceRevoked(_)
            | Body::DeviceEnrolled(_)
            | Body::DeviceHeld(_)
            | Body::ClockFixed(_)
            | Body::ResidentsMerged(_)
            | Body::ResidentsSeparated(_)
            | Body::SessionsMerged(_)
            | Body::SessionsSeparated(_) => *self = Self::build(state),
            Body::SettingChanged(changed) => match &changed.setting {
                Setting::CountingOutcomes(_) => *self = Self::build(state),
                Setting::EssentialSkills(_) => {
                    self.essential = state.control.settings().essential_skills;
                    for person in self.people.values_mut() {
                        person.essential = all_practised(&person.practised, &self.essential);
                    }
                }
                _ => {}
            },
            Body::SessionOpened(_) => {
                let session = SessionId(entry.id);
                self.take_session(state, session);
                for subject in self.waiting.remove(&session).unwrap_or_default() {
                    self.take(state, subject);
                }
            }
            _ => {
                for subject in entry.subjects() {
                    self.take(state, subject);
                }
            }
        }
    }

    fn take(&mut self, state: &State, subject: Subject) {
        match subject {
            Subject::Household(id) => self.take_household(state, id),
            Subject::Resident(id) => self.take_resident(state, state.control.resolve(id)),
            Subject::Session(id) => self.take_session(state, state.control.resolve_session(id)),
            Subject::Volunteer(_) => {}
        }
    }

    /// The day of a record, and a note to come back when its session isn't known yet.
    fn day(
        &mut self,
        state: &State,
        stamp: camtay_journal::clock::Stamp,
        session: Option<SessionId>,
        subject: Subject,
    ) -> Day {
        if let Some(session) = session
            && state.session_began(session).is_none()
        {
            let waiting = self.waiting.entry(session).or_default();
            if !waiting.contains(&subject) {
                waiting.push(subject);
            }
        }
        state.day_in(stamp, session)
    }

    fn take_household(&mut self, state: &State, id: HouseholdId) {
        self.houses.remove(&id);
        let Some(facts) = state.households.get(&id) else { return };
        let control = &state.control;
        if facts.village(control).is_none() {
            return;
        }
        let villages = facts.villages(control);
        let village = Over::of(villages.map(|(stamp, village)| (control.day(stamp), village)));
        let subject = Subject::Household(id);
        let mut visited: Vec<_> = facts
            .visits(control)
            .map(|(stamp, visit)| self.day(state, stamp, visit.session, subject))
            .collect();
        let mut refused: Vec<_> = facts
            .unnamed_consents(control)
            .filter(|(_, answer, _)| *answer == Consent::Refused)
            .map(|(stamp, _, session)| self.day(state, stamp, session, subject))
            .collect();
        for days in [&mut visited, &mut refused] {
            days.sort_unstable();
            days.dedup();
        }
        self.houses.insert(id, House { village, visited, refused });
    }

    fn take_resident(&mut self, state: &State, id: ResidentId) {
        self.people.remove(&id);
        self.refused.remove(&id);
        self.troubles.remove(&id);
        self.appointments.remove(&id);
        self.disagreements.remove(&id);
        let Some(facts) = state.residents.get(&id) else { return };
        let Some(view) = state.resident(id).filter(|view| view.merged_into.is_none()) else {
            return;
        };
        let control = &state.control;
        let counting = state.counting();
        let same = state.same_residents(id);
        let all = || std::iter::once(facts).chain(same.iter().copied());
        let subject = Subject::Resident(id);

        let mut practised: Vec<_> = view
            .skills
            .iter()
            .filter_map(|it| Some(Practice { skill: it.skill, first: it.best?.first }))
            .collect();
        practised.sort_unstable_by_key(|practice| practice.skill);
        let first = |skill| {
            let at = practised.binary_search_by_key(&skill, |practice| practice.skill);
            at.ok().and_then(|at| practised.get(at)).map(|practice| practice.first)
        };
        let mut again = Vec::new();
        let mut troubles = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        for (stamp, fact) in all().flat_map(|facts| facts.guided(control)) {
            // A class entry that names both of two merged residents is one visit.
            if !seen.insert(stamp) {
                continue;
            }
            let day = self.day(state, stamp, fact.session, subject);
            if fact.practised(counting) && first(fact.skill) != Some(day) {
                again.push((fact.skill, day));
            }
            let session = fact.session.map(|session| control.resolve_session(session));
            let mut reasons: Vec<_> = fact
                .outcomes()
                .filter_map(|outcome| match outcome {
                    Outcome::Stuck(reason) => Some(reason),
                    _ => None,
                })
                .collect();
            reasons.sort_unstable();
            reasons.dedup();
            troubles.extend(reasons.into_iter().map(|reason| Trouble { day, session, reason }));
        }
        let may_disagree = all().flat_map(|facts| facts.guided(control)).any(|(_, fact)| {
            fact.outcomes().any(|it| matches!(it, Outcome::Stuck(_) | Outcome::Refused))
        });
        if may_disagree {
            let found = facts.disagreements(id, &same, state);
            if !found.is_empty() {
                self.disagreements.insert(id, found);
            }
        }
        if !troubles.is_empty() {
            self.troubles.insert(id, troubles);
        }
        if let Some((day, _)) = view.appointment {
            self.appointments.insert(id, day);
        }

        let mut refused: Vec<_> = all()
            .flat_map(|facts| facts.consents(control))
            .filter(|(_, it)| it.answer == Consent::Refused && view.consent != Some(Consent::Given))
            .map(|(stamp, it)| (it.household, self.day(state, stamp, it.session, subject)))
            .collect();
        refused.sort_unstable();
        if !refused.is_empty() {
            self.refused.insert(id, refused);
        }
        let visits: Vec<_> = all().flat_map(|facts| facts.visits(control)).collect();
        for (stamp, _, session) in visits {
            self.day(state, stamp, session, subject);
        }
        let particulars = || facts.particulars(control).map(|(stamp, it)| (control.day(stamp), it));
        let person = Person {
            status: Over::of(particulars().filter_map(|(day, it)| Some((day, it.status?)))),
            household: Over::of(particulars().filter_map(|(day, it)| Some((day, it.household?)))),
            birth_year: view.part.birth_year,
            adult: view.adult,
            occupation: view.occupation,
            visited: view.visited,
            essential: all_practised(&practised, &self.essential),
            short: Short::of(&practised, &again),
            practised,
            again,
        };
        self.people.insert(id, person);
    }

    fn take_session(&mut self, state: &State, id: SessionId) {
        self.meetings.remove(&id);
        let Some(view) = state.session(id).filter(|view| view.merged_into.is_none()) else {
            return;
        };
        let control = &state.control;
        let mut volunteers: Vec<_> = control
            .same_session_as(id)
            .iter()
            .filter_map(|same| state.sessions.get(same))
            .flat_map(|facts| facts.took_part(control))
            .filter_map(|stamp| control.holder(stamp.device, stamp.seq))
            .collect();
        volunteers.sort_unstable();
        volunteers.dedup();
        let meeting = Meeting {
            day: view.day,
            village: view.village,
            kind: view.kind,
            audience: view.audience,
            host: view.host,
            place: view.place,
            named: view.attended.len() as u64,
            unnamed: u64::from(view.unnamed),
            volunteers,
        };
        self.meetings.insert(id, meeting);
    }
}
