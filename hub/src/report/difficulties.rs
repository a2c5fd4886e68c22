//! The narrative part: why people got stuck, who did not want a name written, where
//! volunteers disagree, who waits for somebody to come back.

use std::collections::{BTreeMap, BTreeSet};

use camtay_journal::entry::{Reason, Segment};
use camtay_journal::ids::{HouseholdId, ResidentId, VillageId};

use super::document::{
    Appointments, AudienceReasons, Difficulties, DisagreementLine, Often, ReasonLine, Refusals,
    VillageHeads, VillageReasons, text,
};
use super::figures::Counting;
use super::index::{REASONS, Scene, Times};
use super::words;

/// Distinct people and records for each reason. People are added one after the other, so
/// that the last one is enough to know who was counted.
#[derive(Clone, Copy, Default)]
struct Tally([(Often, Option<ResidentId>); REASONS]);

impl Tally {
    fn add(&mut self, times: &Times, resident: ResidentId) {
        for ((often, last), times) in self.0.iter_mut().zip(times) {
            often.times += u64::from(*times);
            if *times > 0 && *last != Some(resident) {
                often.people += 1;
                *last = Some(resident);
            }
        }
    }

    /// The most frequent first.
    fn lines(self) -> Vec<ReasonLine> {
        let mut lines: Vec<_> = Reason::ALL
            .into_iter()
            .zip(self.0)
            .filter(|(_, (often, _))| often.times > 0)
            .map(|(reason, (often, _))| ReasonLine { reason, label: words::reason(reason), often })
            .collect();
        lines.sort_by_key(|line| std::cmp::Reverse((line.often.people, line.often.times)));
        lines
    }
}

/// A tally for each village or audience; there are few.
struct Tallies<K>(Vec<(Option<K>, Tally)>);

impl<K> Default for Tallies<K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: PartialEq> Tallies<K> {
    fn of(&mut self, key: Option<K>) -> &mut Tally {
        let at = self.0.iter().position(|(known, _)| *known == key);
        let at = at.unwrap_or_else(|| {
            self.0.push((key, Tally::default()));
            self.0.len() - 1
        });
        &mut self.0[at].1
    }
}

impl Counting<'_> {
    /// Why people got stuck in the period. A record belongs to its session's village,
    /// else to that of the resident.
    #[must_use]
    pub fn difficulties(&self) -> Difficulties {
        let mut all = Tally::default();
        let mut by_village: Tallies<VillageId> = Tallies::default();
        let mut by_audience: Tallies<Segment> = Tallies::default();
        let mut add = |id: ResidentId, scene: Option<Scene>, times: &Times| {
            let at_home = || self.index.people.get(&id).and_then(|person| self.home(person));
            all.add(times, id);
            by_village.of(scene.map(|scene| scene.village).or_else(at_home)).add(times, id);
            let mut segments = scene.into_iter().flat_map(Scene::segments).peekable();
            if segments.peek().is_none() {
                by_audience.of(None).add(times, id);
            }
            for segment in segments {
                by_audience.of(Some(segment)).add(times, id);
            }
        };
        for line in self.index.trouble_lines.iter() {
            let (first, last) = line.days;
            match line.scene {
                _ if last < self.request.from || self.request.as_of < first => {}
                Some(scene) if self.request.covers(first) && self.request.covers(last) => {
                    add(line.id, scene, &line.times);
                }
                _ => {
                    let troubles = self.index.troubles.get(&line.id).into_iter().flatten();
                    for trouble in troubles.filter(|it| self.request.covers(it.day)) {
                        add(line.id, trouble.scene, &trouble.times);
                    }
                }
            }
        }
        let (mut by_village, by_audience) = (by_village.0, by_audience.0);
        let by_audience: BTreeMap<_, _> = by_audience.into_iter().collect();
        let unknown = by_village.iter().position(|(village, _)| village.is_none());
        let unknown = unknown.map(|at| by_village.swap_remove(at).1);
        let known = by_village.into_iter().filter_map(|(id, tally)| Some((id?, tally))).collect();
        let mut villages: Vec<_> = self
            .in_order(known)
            .into_iter()
            .map(|(id, tally)| VillageReasons {
                village: Some(id),
                name: self.village_name(id),
                reasons: tally.lines(),
            })
            .collect();
        villages.extend(unknown.map(|tally| VillageReasons {
            village: None,
            name: "?".to_owned(),
            reasons: tally.lines(),
        }));
        Difficulties {
            reasons: all.lines(),
            by_village: villages,
            by_audience: by_audience
                .into_iter()
                .map(|(audience, tally)| AudienceReasons {
                    audience,
                    label: audience.map_or_else(
                        || text("không nêu đối tượng", "no audience named"),
                        words::segment,
                    ),
                    reasons: tally.lines(),
                })
                .collect(),
        }
    }

    /// One anonymous head for each household with a refusal in the period.
    #[must_use]
    pub fn refusals(&self) -> Refusals {
        let mut households: BTreeSet<HouseholdId> = BTreeSet::new();
        for line in self.index.house_lines.iter() {
            let days = || self.index.houses.get(&line.id).map(|it| it.refused.as_slice());
            if self.within(line.refused, days).is_some() {
                households.insert(line.id);
            }
        }
        for (household, day) in self.index.refused.values().flatten() {
            if self.request.covers(*day) {
                households.insert(*household);
            }
        }
        let mut by_village: BTreeMap<VillageId, u64> = BTreeMap::new();
        for id in &households {
            let house = self.index.houses.get(id);
            if let Some(village) = house.and_then(|it| it.village.on(self.request.as_of)) {
                *by_village.entry(village).or_default() += 1;
            }
        }
        Refusals {
            heads: households.len() as u64,
            by_village: self
                .in_order(by_village)
                .into_iter()
                .map(|(id, heads)| VillageHeads { village: id, name: self.village_name(id), heads })
                .collect(),
        }
    }

    /// Where two volunteers disagree about a day of the period.
    #[must_use]
    pub fn disagreements(&self) -> Vec<DisagreementLine> {
        let mut lines: Vec<_> = self
            .index
            .disagreements
            .values()
            .flatten()
            .filter(|it| self.request.covers(it.day))
            .filter_map(|it| {
                let person = self.index.people.get(&it.resident)?;
                Some(DisagreementLine {
                    resident: it.resident,
                    household: person.household.on(self.request.as_of)?,
                    village: self.home(person).map(|id| self.village_name(id)).unwrap_or_default(),
                    skill: it.skill,
                    title: self.names.skill(it.skill),
                    day: it.day,
                    finished: it.finished,
                    not: it.not,
                })
            })
            .collect();
        lines.sort_by_key(|line| (line.day, line.resident, line.skill, line.finished, line.not));
        lines
    }

    /// Days to come back that are still open.
    #[must_use]
    pub fn appointments(&self) -> Appointments {
        let days = self.index.appointments.values();
        Appointments {
            open: days.len() as u64,
            overdue: days.filter(|day| **day < self.request.as_of).count() as u64,
        }
    }
}
