//! What one phone writes: home visits in shuffled order, several skills a resident,
//! several steps a skill, every outcome, reasons.

use camtay_journal::clock::{Clock, Hlc};
use camtay_journal::entry::{
    Body, Entry, Guided, HouseholdVisited, Organiser, Outcome, Personal, Reason, SessionClosed,
    SessionKind, SessionOpened, StepMark, Steps,
};
use camtay_journal::ids::{DeviceId, EntryId, SessionId, SkillId};
use camtay_journal::vietnamese::Day;

use super::ground::{Ground, Place};
use super::random::Random;

/// How many skills there are.
pub const SKILLS: u16 = 30;

/// The pack's version.
pub(super) const PACK: u32 = 3;

/// How many steps a skill of the workload has: 3 to 9.
#[must_use]
pub fn steps_of(skill: SkillId) -> usize {
    3 + usize::from(skill.0) * 5 % 7
}

/// Households visited in one session.
const LANE: usize = 8;

/// A working day of one phone: moments go on, days have evenings.
struct Phone<'a> {
    random: Random,
    device: DeviceId,
    clock: Clock,
    now: i64,
    first_seq: u64,
    entries: Vec<Entry>,
    guided: usize,
    wanted: usize,
    visits: bool,
    ground: &'a Ground,
}

/// What one phone is to record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// The same seed gives the same entries.
    pub seed: u64,
    /// How many completions: one resident guided through one skill each.
    pub completions: usize,
    /// Whether each household is marked visited too, as on a real day (row 2.12).
    pub visits: bool,
    /// When it begins, Unix seconds.
    pub start: i64,
}

/// The entries of one phone (`device`, from `first_seq` on): completions, and the sessions
/// around them.
///
/// Residents come in shuffled order; each is guided through one to five skills; a guide
/// takes two to eleven minutes. Nothing when the ground has no household.
#[must_use]
pub fn completions(shift: Shift, device: DeviceId, first_seq: u64, ground: &Ground) -> Vec<Entry> {
    let mut phone = Phone {
        random: Random::new(shift.seed, "completions"),
        device,
        clock: Clock::resume(Hlc::default()),
        now: shift.start,
        first_seq,
        entries: Vec::new(),
        guided: 0,
        wanted: shift.completions,
        visits: shift.visits,
        ground,
    };
    while phone.guided < phone.wanted && !ground.places.is_empty() {
        phone.round();
    }
    phone.entries
}

impl Phone<'_> {
    fn add(&mut self, body: Body) -> EntryId {
        let seq = self.first_seq + self.entries.len() as u64;
        let id = EntryId { device: self.device, seq };
        let at = self.clock.tick(self.now);
        self.entries.push(Entry { id, at, body, personal: Personal::None });
        id
    }

    /// Once through all households, in an order of its own.
    fn round(&mut self) {
        let ground = self.ground;
        let mut places: Vec<&Place> = ground.places.iter().collect();
        self.random.shuffle(&mut places);
        // A lane lies in one village.
        places.sort_by_key(|place| place.village);
        for lane in places.chunk_by(|one, other| one.village == other.village) {
            for houses in lane.chunks(LANE) {
                if self.guided < self.wanted {
                    self.session(houses);
                }
            }
        }
    }

    fn session(&mut self, houses: &[&Place]) {
        let Some(first) = houses.first() else { return };
        let kind = self.random.weighted(&[
            (80, SessionKind::HomeVisit),
            (8, SessionKind::CampaignDay),
            (8, SessionKind::WeeklyLesson),
            (4, SessionKind::Class),
        ]);
        let session = SessionId(
            self.add(
                SessionOpened {
                    village: first.village,
                    kind,
                    audience: Vec::new(),
                    organiser: Organiser::Team,
                    host: None,
                    place: None,
                    skills: Vec::new(),
                }
                .into(),
            ),
        );
        for house in houses {
            self.visit(session, house);
        }
        self.add(SessionClosed { session }.into());
        // Lunch, evening, the days between.
        self.now += self.random.between(3_600, 40_000) as i64;
    }

    fn visit(&mut self, session: SessionId, house: &Place) {
        let mut residents = house.residents.clone();
        self.random.shuffle(&mut residents);
        residents.truncate(self.random.between(1, residents.len().max(1)));
        self.now += self.random.between(120, 900) as i64;
        if self.visits {
            let residents = residents.clone();
            let household = house.household;
            self.add(HouseholdVisited { household, session: Some(session), residents }.into());
        }
        for resident in residents {
            let first = self.random.below(usize::from(SKILLS)) as u16;
            for step in 0..self.random.between(1, 5) as u16 {
                if self.guided == self.wanted {
                    return;
                }
                let skill = SkillId(1 + (first + step) % SKILLS);
                self.now += self.random.between(120, 660) as i64;
                let (steps, come_back) = marks(&mut self.random, skill);
                let come_back = come_back.then(|| Day::of_unix(self.now).plus(7));
                self.guided += 1;
                self.add(
                    Guided {
                        session: Some(session),
                        residents: vec![resident],
                        skill,
                        pack: PACK,
                        steps,
                        whole: None,
                        come_back,
                    }
                    .into(),
                );
            }
        }
    }
}

/// Marks of one guide: mostly one way of doing it, a step in eight another one, and one
/// guide in eight ends before its end. With them, whether to come back another day.
pub(super) fn marks(random: &mut Random, skill: SkillId) -> (Steps, bool) {
    let way =
        random.weighted(&[(60, Outcome::Helped), (27, Outcome::Alone), (13, Outcome::Already)]);
    let count = steps_of(skill);
    let ends = if random.percent(12) { Some(random.below(count)) } else { None };
    let mut marks = vec![StepMark::NOTHING; count];
    let mut come_back = false;
    for (at, mark) in marks.iter_mut().enumerate() {
        if ends == Some(at) {
            let outcome = match random.below(100) {
                0..55 => Outcome::Stuck(reason(random)),
                55..80 => Outcome::ComeBack,
                _ => Outcome::Refused,
            };
            come_back = outcome == Outcome::ComeBack;
            *mark = outcome.into();
            break;
        }
        *mark = match random.below(16) {
            0 => Outcome::Alone,
            1 => Outcome::NotApplicable,
            _ => way,
        }
        .into();
    }
    // At most nine steps: always fits.
    (Steps::new(&marks).unwrap_or(Steps::EMPTY), come_back)
}

fn reason(random: &mut Random) -> Reason {
    let common = random.percent(70);
    if common { *random.pick(&Reason::ALL[..5]) } else { *random.pick(&Reason::ALL) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::workload::{Commune, CommuneKind, Size};

    fn ground() -> Ground {
        let size = Size { villages: 3, households: 100, volunteers: 1 };
        let commune = Commune::generate(1, CommuneKind::Rural, size);
        Ground::listed(&commune, DeviceId([1; 8]), 1_790_000_000).0
    }

    fn written(count: usize) -> Vec<Entry> {
        let shift = Shift { seed: 5, completions: count, visits: true, start: 1_790_000_000 };
        completions(shift, DeviceId([2; 8]), 1, &ground())
    }

    #[test]
    fn as_many_completions_as_asked_stand_among_the_entries() {
        let entries = written(2_000);
        let guided = entries.iter().filter(|entry| matches!(entry.body, Body::Guided(_))).count();
        assert_eq!(guided, 2_000);
        assert_eq!(entries, written(2_000));
    }

    #[test]
    fn seqs_have_no_gap_and_moments_grow() {
        let entries = written(500);
        assert!(entries.iter().zip(1..).all(|(entry, seq)| entry.id.seq == seq));
        assert!(entries.windows(2).all(|pair| pair[0].at < pair[1].at));
    }

    #[test]
    fn all_seven_outcomes_every_reason_and_three_villages_occur() {
        let entries = written(5_000);
        let mut outcomes = BTreeSet::new();
        let mut villages = BTreeSet::new();
        for entry in &entries {
            match &entry.body {
                Body::Guided(it) => {
                    outcomes.extend(it.steps.marks().iter().filter_map(|mark| mark.outcome()));
                }
                Body::SessionOpened(it) => {
                    villages.insert(it.village);
                }
                _ => {}
            }
        }
        assert_eq!(outcomes.len(), 6 + Reason::ALL.len());
        assert_eq!(villages.len(), 3);
    }
}
