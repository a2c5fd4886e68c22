//! The narrative part: why people got stuck, who did not want a name written, where
//! volunteers disagree, who waits for somebody to come back.

use std::collections::{BTreeMap, BTreeSet};

use camtay_journal::entry::{Reason, Segment};
use camtay_journal::ids::{HouseholdId, ResidentId, SessionId, VillageId};

use super::document::{
    Appointments, AudienceReasons, Difficulties, DisagreementLine, Often, ReasonLine, Refusals,
    VillageHeads, VillageReasons, text,
};
use super::figures::Counting;
use super::words;

/// Distinct people and records for each reason. People are added one after the other, so
/// that the last one is enough to know who was counted.
#[derive(Clone, Copy, Default)]
struct Tally([(Often, Option<ResidentId>); REASONS]);

const REASONS: usize = Reason::ALL.len();

/// How often each reason stood in one resident's way.
type Times = [u64; REASONS];

/// The place of a reason in [`Reason::ALL`].
fn place(reason: Reason) -> usize {
    reason as usize
}

impl Tally {
    fn add(&mut self, times: &Times, resident: ResidentId) {
        for ((often, last), times) in self.0.iter_mut().zip(times) {
            often.times += times;
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

impl Counting<'_> {
    /// Why people got stuck in the period. A record belongs to its session's village,
    /// else to that of the resident.
    #[must_use]
    pub fn difficulties(&self) -> Difficulties {
        let mut all = Tally::default();
        let mut by_village: BTreeMap<Option<VillageId>, Tally> = BTreeMap::new();
        let mut by_audience: BTreeMap<Option<Segment>, Tally> = BTreeMap::new();
        for (id, troubles) in &self.index.troubles {
            // Most records of a resident lie outside sessions or in one: sorted by that first.
            let mut by_session: BTreeMap<Option<SessionId>, Times> = BTreeMap::new();
            for trouble in troubles.iter().filter(|it| self.request.covers(it.day)) {
                let times = by_session.entry(trouble.session).or_default();
                if let Some(times) = times.get_mut(place(trouble.reason)) {
                    *times += 1;
                }
            }
            for (session, times) in &by_session {
                let meeting = session.and_then(|it| self.index.meetings.get(&it));
                let village = meeting
                    .map(|it| it.village)
                    .or_else(|| self.index.people.get(id).and_then(|person| self.home(person)));
                all.add(times, *id);
                by_village.entry(village).or_default().add(times, *id);
                match meeting.map(|it| it.audience.as_slice()) {
                    None | Some([]) => by_audience.entry(None).or_default().add(times, *id),
                    Some(audience) => {
                        for segment in audience {
                            by_audience.entry(Some(*segment)).or_default().add(times, *id);
                        }
                    }
                }
            }
        }
        let unknown = by_village.remove(&None);
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
        for (id, house) in &self.index.houses {
            if house.refused.iter().any(|day| self.request.covers(*day)) {
                households.insert(*id);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_stands_at_its_place() {
        for (at, reason) in Reason::ALL.into_iter().enumerate() {
            assert_eq!(place(reason), at);
        }
    }
}
