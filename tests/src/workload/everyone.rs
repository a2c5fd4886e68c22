//! A commune where everybody was guided through everything: the size of a report.

use camtay_journal::clock::{Clock, Hlc};
use camtay_journal::entry::{
    Body, Entry, Guided, HouseholdVisited, Organiser, Personal, SessionKind, SessionOpened,
};
use camtay_journal::ids::{DeviceId, EntryId, SessionId, SkillId};

use super::completions::{PACK, SKILLS, marks};
use super::ground::Ground;
use super::random::Random;

/// Over how many days the visits are spread.
const DAYS: usize = 300;
/// Skills a visit: everybody is visited three times.
const AT_ONCE: u16 = 10;

/// Hands `each` the entries with which one device records every resident of the ground
/// guided through every skill once: three visits to each household within 300 days from
/// `start` (Unix seconds), a session a household and visit.
pub fn everyone(
    seed: u64,
    device: DeviceId,
    start: i64,
    ground: &Ground,
    each: &mut dyn FnMut(&Entry),
) {
    let mut random = Random::new(seed, "everyone");
    let mut rounds: Vec<_> = (0..SKILLS.div_ceil(AT_ONCE))
        .flat_map(|round| ground.places.iter().map(move |place| (round, place)))
        .collect();
    random.shuffle(&mut rounds);
    let gap = (DAYS * 86_400 / rounds.len().max(1)) as i64;
    let mut clock = Clock::resume(Hlc::default());
    let mut now = start;
    let mut seq = 0;
    let mut add = |now: i64, body: Body| {
        seq += 1;
        let id = EntryId { device, seq };
        each(&Entry { id, at: clock.tick(now), body, personal: Personal::None });
        id
    };
    for (round, place) in rounds {
        let opened = SessionOpened {
            village: place.village,
            kind: SessionKind::HomeVisit,
            audience: Vec::new(),
            organiser: Organiser::Team,
            host: None,
            place: None,
            skills: Vec::new(),
        };
        let session = Some(SessionId(add(now, opened.into())));
        let residents = place.residents.clone();
        let household = place.household;
        add(now, HouseholdVisited { household, session, residents }.into());
        for resident in &place.residents {
            for skill in 1 + round * AT_ONCE..=SKILLS.min((round + 1) * AT_ONCE) {
                let skill = SkillId(skill);
                let (steps, _) = marks(&mut random, skill);
                let guided = Guided {
                    session,
                    residents: vec![*resident],
                    skill,
                    pack: PACK,
                    steps,
                    whole: None,
                    come_back: None,
                };
                add(now, guided.into());
            }
        }
        now += gap;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::workload::{Commune, CommuneKind, Size};

    #[test]
    fn every_resident_meets_every_skill_once() {
        let size = Size { villages: 2, households: 10, volunteers: 1 };
        let commune = Commune::generate(1, CommuneKind::Rural, size);
        let (ground, _) = Ground::listed(&commune, DeviceId([1; 8]), 1_790_000_000);
        let mut met = BTreeSet::new();
        let mut count = 0;
        everyone(1, DeviceId([2; 8]), 1_760_000_000, &ground, &mut |entry| {
            if let Body::Guided(it) = &entry.body {
                met.insert((it.residents.clone(), it.skill));
                count += 1;
            }
        });
        assert_eq!(count, ground.residents().count() * usize::from(SKILLS));
        assert_eq!(met.len(), count);
    }
}
