//! What the figures need of the state, prepared: for each resident, household and session
//! the days that count. Kept beside the state and brought up to date entry by entry
//! ([`Index::apply`]), it answers a report about any day without reading visits again.

mod lines;
mod lists;
mod prepared;

use std::collections::{BTreeMap, BTreeSet};

use camtay_journal::entry::{Body, Consent, Entry, Outcome, Setting, Subject};
use camtay_journal::fold::{Days, Disagreement, State};
use camtay_journal::ids::{HouseholdId, ResidentId, SessionId, SkillId};
use camtay_journal::vietnamese::Day;

pub use lines::{HouseLine, Line, Lines, Span, TroubleLine};
pub use lists::MeetingLists;
pub(super) use prepared::REASONS;
use prepared::all_practised;
pub use prepared::{House, Meeting, Over, Person, Practice, Scene, Short, Times, Trouble};

/// See the module.
#[derive(Debug, Clone, Default)]
pub struct Index {
    pub(super) people: BTreeMap<ResidentId, Person>,
    /// Everybody of `people`, in short.
    pub(super) lines: Lines<ResidentId, Line>,
    pub(super) houses: BTreeMap<HouseholdId, House>,
    /// Every one of `houses`, in short.
    pub(super) house_lines: Lines<HouseholdId, HouseLine>,
    /// Who ever belonged to a household: their lines name its village.
    members: BTreeMap<HouseholdId, BTreeSet<ResidentId>>,
    pub(super) meetings: BTreeMap<SessionId, Meeting>,
    /// The same, by what figures ask for: most of them are home visits that none does.
    pub(super) lists: MeetingLists,
    /// Named refusals: household and day of residents whose last answer isn't yes.
    pub(super) refused: BTreeMap<ResidentId, Vec<(HouseholdId, Day)>>,
    /// Where residents got stuck; those of one session stand together.
    pub(super) troubles: BTreeMap<ResidentId, Vec<Trouble>>,
    /// Everybody of `troubles`, in short.
    pub(super) trouble_lines: Lines<ResidentId, TroubleLine>,
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
        // Sessions first, then households: residents' lines are made of both.
        for id in state.sessions.keys() {
            index.take_session(state, *id);
        }
        for id in state.households.keys() {
            index.take_household(state, *id);
        }
        for id in state.residents.keys() {
            index.take_resident(state, *id);
        }
        index
    }

    /// Whether it answers every question as `other` does.
    #[must_use]
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        self.people == other.people
            && self.lines.has_the_same_as(&other.lines)
            && self.houses == other.houses
            && self.house_lines.has_the_same_as(&other.house_lines)
            && self.meetings == other.meetings
            && self.lists == other.lists
            && self.refused == other.refused
            && self.troubles == other.troubles
            && self.trouble_lines.has_the_same_as(&other.trouble_lines)
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
                    for (id, person) in &mut self.people {
                        person.essential = all_practised(&person.practised, &self.essential);
                        self.lines.put(Line::of(*id, person, &self.houses));
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
        let before = self.houses.remove(&id);
        let now = self.house(state, id);
        match &now {
            Some(house) => self.house_lines.put(HouseLine::of(id, house)),
            None => self.house_lines.remove(id),
        }
        let moved = before.map(|it| it.village) != now.as_ref().map(|it| it.village.clone());
        self.houses.extend(now.map(|house| (id, house)));
        if moved {
            for member in self.members.get(&id).into_iter().flatten() {
                if let Some(person) = self.people.get(member) {
                    self.lines.put(Line::of(*member, person, &self.houses));
                }
            }
        }
    }

    fn house(&mut self, state: &State, id: HouseholdId) -> Option<House> {
        let facts = state.households.get(&id)?;
        let control = &state.control;
        facts.village(control)?;
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
        Some(House { village, visited, refused })
    }

    fn take_resident(&mut self, state: &State, id: ResidentId) {
        let before = self.people.remove(&id);
        for household in before.iter().flat_map(|person| person.household.all()) {
            if let Some(members) = self.members.get_mut(&household) {
                members.remove(&id);
            }
        }
        self.refused.remove(&id);
        self.troubles.remove(&id);
        self.appointments.remove(&id);
        self.disagreements.remove(&id);
        let view = state.resident(id).filter(|view| view.merged_into.is_none());
        let (Some(facts), Some(view)) = (state.residents.get(&id), view) else {
            self.lines.remove(id);
            self.trouble_lines.remove(id);
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
        let mut troubles: BTreeMap<_, Times> = BTreeMap::new();
        let mut seen = BTreeSet::new();
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
            for reason in reasons {
                let times = troubles.entry((session, day)).or_default();
                if let Some(times) = times.get_mut(reason as usize) {
                    *times = times.saturating_add(1);
                }
            }
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
            let troubles = troubles.into_iter().map(|((session, day), times)| {
                let meeting = session.and_then(|session| self.meetings.get(&session));
                Trouble { session, day, scene: meeting.map(Meeting::scene), times }
            });
            self.troubles.insert(id, troubles.collect());
        }
        self.shorten_troubles(id);
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
        for household in person.household.all() {
            self.members.entry(household).or_default().insert(id);
        }
        self.lines.put(Line::of(id, &person, &self.houses));
        self.people.insert(id, person);
    }

    fn shorten_troubles(&mut self, id: ResidentId) {
        let troubles = self.troubles.get(&id).map(Vec::as_slice).unwrap_or_default();
        match TroubleLine::of(id, troubles) {
            Some(line) => self.trouble_lines.put(line),
            None => self.trouble_lines.remove(id),
        }
    }

    fn take_session(&mut self, state: &State, id: SessionId) {
        let before = self.meetings.remove(&id);
        let now = meeting(state, id);
        self.lists.change(id, before.as_ref(), now.as_ref());
        let before = before.as_ref().map(Meeting::scene);
        let scene = now.as_ref().map(Meeting::scene);
        self.meetings.extend(now.map(|meeting| (id, meeting)));
        if before.is_some() && before != scene {
            let mut concerned = Vec::new();
            for (resident, troubles) in &mut self.troubles {
                for trouble in troubles.iter_mut().filter(|it| it.session == Some(id)) {
                    trouble.scene = scene;
                    concerned.push(*resident);
                }
            }
            for resident in concerned {
                self.shorten_troubles(resident);
            }
        }
    }
}

/// A session as the figures need it; `None` for one that isn't opened, or is another.
fn meeting(state: &State, id: SessionId) -> Option<Meeting> {
    let view = state.session(id).filter(|view| view.merged_into.is_none())?;
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
    Some(Meeting {
        day: view.day,
        village: view.village,
        kind: view.kind,
        audience: view.audience,
        host: view.host,
        place: view.place,
        named: view.attended.len() as u64,
        unnamed: u64::from(view.unnamed),
        volunteers,
    })
}
