//! How fast: printed, never asserted. `cargo test --release -p camtay-journal speed --
//! --nocapture`.

use std::time::Instant;

use camtay_journal::chain::Head;
use camtay_journal::clock::Hlc;
use camtay_journal::codec::columns::{self, MAX_ENTRIES};
use camtay_journal::entry::*;
use camtay_journal::fold::State;
use camtay_journal::ids::*;

use super::support::commune::{DEVICES, MORNING, hall, village};
use super::support::workload::{Meeting, day_after_day};

fn measured<T>(what: &str, count: usize, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let result = work();
    let seconds = begun.elapsed().as_secs_f64();
    println!("{what}: {seconds:.3} s, {:.0} a second", count as f64 / seconds);
    result
}

/// Small without optimisation, so that it costs a moment only.
const SCALE: usize = if cfg!(debug_assertions) { 100 } else { 1 };

#[test]
fn how_fast_a_journal_is_packed_hashed_unpacked_and_folded() {
    let entries = day_after_day(200_000 / SCALE, Meeting::Shuffled, 7);
    let count = entries.len();
    let packed: Vec<_> = measured("columns::encode", count, || {
        entries.chunks(MAX_ENTRIES).map(|part| columns::encode(part).unwrap()).collect()
    });
    let unpacked: Vec<Entry> = measured("columns::decode", count, || {
        packed.iter().flat_map(|part| columns::decode(part).unwrap()).collect()
    });
    assert_eq!(unpacked, entries);
    measured("Head::after_all", count, || Head::start(hall(), DEVICES[1]).after_all(&entries));
    let mut state = State::new(hall());
    measured("State::apply", count, || entries.iter().for_each(|entry| state.apply(entry)));
}

/// A commune of the largest size, every skill practised by everybody.
#[test]
fn how_fast_the_digests_of_a_whole_commune_are_found() {
    const SKILLS: u16 = 30;
    let residents = 60_000 / SCALE;
    let mut state = State::new(hall());
    let mut seq = 100;
    let mut write = |state: &mut State, body: Body| {
        seq += 1;
        let id = EntryId { device: DEVICES[0], seq };
        let at = Hlc::new(MORNING + seq as i64, 0);
        state.apply(&Entry { id, at, body, personal: Personal::None });
        id
    };
    let marks = [StepMark::from(Outcome::Alone); 6];
    let opened = SessionOpened {
        village: village(0),
        kind: SessionKind::HomeVisit,
        audience: Vec::new(),
        organiser: Organiser::Team,
        host: None,
        place: None,
        skills: Vec::new(),
    };
    let session = Some(SessionId(write(&mut state, opened.into())));
    measured("State::apply, a commune", residents * usize::from(SKILLS), || {
        let mut household = None;
        for at in 0..residents {
            if at % 4 == 0 {
                let added = HouseholdAdded { village: village(at % 2) };
                household = Some(HouseholdId(write(&mut state, added.into())));
            }
            let added = ResidentAdded {
                household: household.unwrap(),
                adult: true,
                status: Status::Active,
                phone_kind: None,
                occupation: None,
            };
            let resident = ResidentId(write(&mut state, added.into()));
            for skill in 0..SKILLS {
                write(
                    &mut state,
                    Body::from(Guided {
                        session,
                        residents: vec![resident],
                        skill: SkillId(skill),
                        pack: 1,
                        steps: Steps::new(&marks).unwrap(),
                        whole: None,
                        come_back: None,
                    }),
                );
            }
        }
    });
    let resident = |at: u64| ResidentId(EntryId { device: DEVICES[0], seq: 103 + at });
    for at in 0..200 {
        let merged = ResidentsMerged { keep: resident(at * 40), other: resident(at * 40 + 31) };
        write(&mut state, merged.into());
        let taken = TakenBack { entry: resident(at * 40 + 5).0 };
        write(&mut state, taken.into());
    }
    measured("State::digests, residents", residents, || state.digests());
}
