//! One short line a resident and a household, all of them side by side in memory: a
//! figure about a whole commune reads these from end to end, and looks at the whole
//! [`Person`] or [`House`] only where the line can't say.

use std::collections::BTreeMap;

use camtay_journal::entry::{Occupation, Status};
use camtay_journal::ids::{HouseholdId, ResidentId, VillageId};
use camtay_journal::vietnamese::Day;

use super::prepared::{House, Person, Scene, Short, Times, Trouble};

/// First and last of some days; absent where there are none.
pub type Span = Option<(Day, Day)>;

fn span(days: &[Day]) -> Span {
    Some((*days.iter().min()?, *days.iter().max()?))
}

/// A resident in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Who.
    pub id: ResidentId,
    /// What they practised, and when.
    pub short: Short,
    /// The first day on which every essential skill was practised.
    pub essential: Option<Day>,
    /// First and last day on which they were met in a visited household.
    pub visited: Span,
    /// Birth year, where known.
    pub birth_year: Option<u16>,
    /// Adult by a person's word.
    pub adult: bool,
    /// Belongs to the group of workers.
    pub worker: bool,
    /// Status and village, where neither ever changed; else ask the person.
    pub settled: Option<(Status, Option<VillageId>)>,
}

/// Why a resident got stuck, in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TroubleLine {
    /// Who.
    pub id: ResidentId,
    /// First and last day of them.
    pub days: (Day, Day),
    /// Where all of them were: no scene where that is the resident's home. Absent when it
    /// was more than one; then ask the troubles.
    pub scene: Option<Option<Scene>>,
    /// All of them together.
    pub times: Times,
}

impl TroubleLine {
    pub(super) fn of(id: ResidentId, troubles: &[Trouble]) -> Option<Self> {
        let mut days = troubles.iter().map(|it| it.day);
        let first = days.next()?;
        let mut times = Times::default();
        let all = troubles.iter().flat_map(|it| it.times.iter().enumerate());
        for (at, more) in all {
            if let Some(times) = times.get_mut(at) {
                *times = times.saturating_add(*more);
            }
        }
        let scene = troubles.first()?.scene;
        Some(Self {
            id,
            days: days.fold((first, first), |(from, to), day| (from.min(day), to.max(day))),
            scene: troubles.iter().all(|it| it.scene == scene).then_some(scene),
            times,
        })
    }
}

/// A household in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HouseLine {
    /// Which.
    pub id: HouseholdId,
    /// Its village, where it never changed; else ask the house.
    pub settled: Option<VillageId>,
    /// First and last day on which it was visited.
    pub visited: Span,
    /// First and last day on which somebody without a name refused.
    pub refused: Span,
}

impl HouseLine {
    pub(super) fn of(id: HouseholdId, house: &House) -> Self {
        Self {
            id,
            settled: house.village.always(),
            visited: span(&house.visited),
            refused: span(&house.refused),
        }
    }
}

/// From this age on a person is an adult.
const ADULT_AGE: i32 = 18;

impl Line {
    /// Whether an adult on a day: its year minus the birth year is at least 18; without a
    /// birth year the volunteer's word counts.
    #[must_use]
    pub fn is_adult(&self, on: Day) -> bool {
        self.birth_year.map_or(self.adult, |year| on.year() - i32::from(year) >= ADULT_AGE)
    }

    pub(super) fn of(
        id: ResidentId,
        person: &Person,
        houses: &BTreeMap<HouseholdId, House>,
    ) -> Self {
        let settled = || {
            let status = person.status.always()?;
            let Some(house) = houses.get(&person.household.always()?) else {
                return Some((status, None));
            };
            Some((status, Some(house.village.always()?)))
        };
        Self {
            id,
            short: person.short,
            essential: person.essential,
            visited: span(&person.visited),
            birth_year: person.birth_year,
            adult: person.adult,
            worker: person.occupation == Some(Occupation::Worker),
            settled: settled(),
        }
    }
}

/// Lines by id: found by it, read from end to end in the order in which they came.
#[derive(Debug, Clone)]
pub struct Lines<I, L> {
    lines: Vec<L>,
    at: BTreeMap<I, usize>,
}

impl<I, L> Default for Lines<I, L> {
    fn default() -> Self {
        Self { lines: Vec::new(), at: BTreeMap::new() }
    }
}

/// What a line is found by.
pub trait Named<I> {
    /// Its id.
    fn id(&self) -> I;
}

impl Named<ResidentId> for Line {
    fn id(&self) -> ResidentId {
        self.id
    }
}

impl Named<ResidentId> for TroubleLine {
    fn id(&self) -> ResidentId {
        self.id
    }
}

impl Named<HouseholdId> for HouseLine {
    fn id(&self) -> HouseholdId {
        self.id
    }
}

impl<I: Ord + Copy, L: Named<I> + Copy + PartialEq> Lines<I, L> {
    pub(super) fn put(&mut self, line: L) {
        match self.at.get(&line.id()) {
            Some(at) => {
                if let Some(place) = self.lines.get_mut(*at) {
                    *place = line;
                }
            }
            None => {
                self.at.insert(line.id(), self.lines.len());
                self.lines.push(line);
            }
        }
    }

    pub(super) fn remove(&mut self, id: I) {
        let Some(at) = self.at.remove(&id) else { return };
        self.lines.swap_remove(at);
        if let Some(moved) = self.lines.get(at) {
            self.at.insert(moved.id(), at);
        }
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, L> {
        self.lines.iter()
    }

    /// Whether the same lines are in both, in whatever order.
    pub(super) fn has_the_same_as(&self, other: &Self) -> bool {
        self.lines.len() == other.lines.len()
            && self.lines.iter().all(|line| other.get(line.id()) == Some(line))
    }

    fn get(&self, id: I) -> Option<&L> {
        self.lines.get(*self.at.get(&id)?)
    }
}
