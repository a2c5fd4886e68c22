//! What the index holds of one resident, household or session.

use camtay_journal::entry::{Occupation, Reason, Segment, SessionKind, Status};
use camtay_journal::ids::{HouseholdId, SessionId, SkillId, VillageId, VolunteerId};
use camtay_journal::vietnamese::Day;

/// A value as it was on different days, in the order in which it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Over<T> {
    // Nearly always the only one, so it stands here and not behind a pointer.
    first: Option<(Day, T)>,
    later: Vec<(Day, T)>,
}

impl<T: Copy + PartialEq> Over<T> {
    pub(super) fn of(values: impl Iterator<Item = (Day, T)>) -> Self {
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

    /// The value on every day, where it never was another one.
    #[must_use]
    pub fn always(&self) -> Option<T> {
        if self.later.is_empty() { self.on(Day::MIN) } else { None }
    }

    /// Every value that it ever had.
    pub(super) fn all(&self) -> impl Iterator<Item = T> {
        self.first.iter().chain(&self.later).map(|(_, value)| *value)
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

/// How many reasons there are.
pub(in crate::report) const REASONS: usize = Reason::ALL.len();

/// How often each reason stood in one resident's way, in the order of [`Reason::ALL`].
pub type Times = [u16; REASONS];

/// Why a resident got stuck on one day in one session, or outside of any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// In which session.
    pub session: Option<SessionId>,
    /// When.
    pub day: Day,
    /// Where that was and whom it was aimed at; absent outside of any session, and while
    /// its opening hasn't come.
    pub scene: Option<Scene>,
    /// Why: each reason once a visit.
    pub times: Times,
}

/// Where a session was and whom it was aimed at: what difficulties are listed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scene {
    /// Where.
    pub village: VillageId,
    /// Aimed at whom: bit n for the n-th of [`Segment::ALL`].
    pub audience: u32,
}

impl Scene {
    pub(super) fn of(village: VillageId, audience: &[Segment]) -> Self {
        let audience = audience.iter().fold(0, |bits, segment| bits | 1 << (*segment as u32));
        Self { village, audience }
    }

    /// Those whom it was aimed at.
    pub(in crate::report) fn segments(self) -> impl Iterator<Item = Segment> {
        let aimed = move |segment: &Segment| self.audience & 1 << (*segment as u32) != 0;
        Segment::ALL.into_iter().filter(aimed)
    }
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
    pub(super) fn of(practised: &[Practice], again: &[(SkillId, Day)]) -> Self {
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

/// The day on which the last of `skills` was first practised; `None` while one is missing,
/// and for no skills at all: nobody has practised a set that isn't chosen.
pub(super) fn all_practised(practised: &[Practice], skills: &[SkillId]) -> Option<Day> {
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

impl Meeting {
    pub(super) fn scene(&self) -> Scene {
        Scene::of(self.village, &self.audience)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_and_segment_stands_at_its_place() {
        assert!(Reason::ALL.into_iter().enumerate().all(|(at, reason)| reason as usize == at));
        assert!(Segment::ALL.into_iter().enumerate().all(|(at, segment)| segment as usize == at));
        let aimed = [Segment::Poor, Segment::RemoteVillages];
        let village = VillageId(camtay_journal::ids::EntryId {
            device: camtay_journal::ids::DeviceId([1; 8]),
            seq: 1,
        });
        assert_eq!(Scene::of(village, &aimed).segments().collect::<Vec<_>>(), aimed);
    }
}
