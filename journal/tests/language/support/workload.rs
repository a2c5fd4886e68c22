//! Work as volunteers do it: sessions of guides in villages of a thousand people.

use camtay_journal::clock::Hlc;
use camtay_journal::entry::*;
use camtay_journal::ids::*;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};

use super::commune::{DEVICES, MORNING};

pub const VILLAGES: usize = 3;
pub const SKILLS: u16 = 15;
const PEOPLE: usize = 1_000;
const PACK: u32 = 3;

/// How residents are met.
#[derive(Clone, Copy)]
pub enum Meeting {
    /// Somebody else each time: the worst that can happen to the size.
    Shuffled,
    /// Some skills with one person, then the next person.
    InTurn,
}

/// Each village's people, made by the hall's import household after household, shuffled.
pub fn villages(random: &mut StdRng) -> Vec<Vec<ResidentId>> {
    let mut seq = 60;
    let mut villages = Vec::new();
    for _ in 0..VILLAGES {
        let mut people = Vec::new();
        while people.len() < PEOPLE {
            seq += 1; // The household.
            for _ in 0..random.random_range(1..=4) {
                seq += 1;
                people.push(ResidentId(EntryId { device: DEVICES[0], seq }));
            }
        }
        people.shuffle(random);
        villages.push(people);
    }
    villages
}

fn outcome(random: &mut StdRng) -> Outcome {
    match random.random_range(0..100) {
        0..55 => Outcome::Alone,
        55..88 => Outcome::Helped,
        88..91 => Outcome::Already,
        91..93 => Outcome::NotApplicable,
        93..97 => Outcome::Stuck(Reason::ALL[random.random_range(0..Reason::ALL.len())]),
        97..98 => Outcome::Refused,
        _ => Outcome::ComeBack,
    }
}

/// So many completions of one phone, with the sessions that they happen in.
pub fn day_after_day(completions: usize, meeting: Meeting, seed: u64) -> Vec<Entry> {
    let mut random = StdRng::seed_from_u64(seed);
    let villages = villages(&mut random);
    let steps_of: Vec<usize> = (0..SKILLS).map(|_| random.random_range(4..=8)).collect();
    let mut entries: Vec<Entry> = Vec::new();
    let mut now = MORNING;
    let push = |entries: &mut Vec<Entry>, now: i64, body: Body| {
        let id = EntryId { device: DEVICES[1], seq: entries.len() as u64 + 1 };
        entries.push(Entry { id, at: Hlc::new(now, 0), body, personal: Personal::None });
        id
    };
    let mut done = 0;
    let mut next_person = [0; VILLAGES];
    while done < completions {
        let at = random.random_range(0..VILLAGES);
        let opened = SessionOpened {
            village: VillageId(EntryId { device: DEVICES[0], seq: at as u64 + 1 }),
            kind: SessionKind::HomeVisit,
            audience: Vec::new(),
            organiser: Organiser::Team,
            host: None,
            place: None,
            skills: Vec::new(),
        };
        let session = SessionId(push(&mut entries, now, opened.into()));
        let until = (done + random.random_range(15..=25)).min(completions);
        while done < until {
            let people = &villages[at];
            let (resident, skills) = match meeting {
                Meeting::Shuffled => (people[random.random_range(0..people.len())], 1),
                Meeting::InTurn => {
                    next_person[at] = (next_person[at] + 1) % people.len();
                    (people[next_person[at]], random.random_range(1..=6))
                }
            };
            for _ in 0..skills.min(until - done) {
                now += random.random_range(60..=900);
                let skill = random.random_range(0..SKILLS);
                let marks: Vec<StepMark> = (0..steps_of[usize::from(skill)])
                    .map(|_| outcome(&mut random).into())
                    .collect();
                let guided = Guided {
                    session: Some(session),
                    residents: vec![resident],
                    skill: SkillId(skill + 1),
                    pack: PACK,
                    steps: Steps::new(&marks).unwrap(),
                    whole: None,
                    come_back: None,
                };
                push(&mut entries, now, guided.into());
                done += 1;
            }
        }
        now += random.random_range(30..=600);
        push(&mut entries, now, SessionClosed { session }.into());
        now += random.random_range(3_600..=60_000);
    }
    entries
}
