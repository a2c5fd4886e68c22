//! The prepared index stays what a new one would be, entry by entry, in any order.

use camtay_hub::report::Index;
use camtay_journal::entry::{
    HouseholdChanged, Outcome, Outcomes, Reason, ResidentChanged, ResidentsMerged, Segment,
    SessionChanged, SessionKind, Setting, TakenBack, VolunteerKind,
};
use camtay_journal::fold::State;
use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;

use crate::commune::{Commune, ESSENTIAL};

fn busy() -> Commune {
    let mut commune = Commune::new();
    let village = commune.village("Suối Môn");
    let (_, phone) = commune.volunteer(VolunteerKind::TeamMember);
    let (_, second) = commune.volunteer(VolunteerKind::Pupil);
    commune.at("2026-10-05", 22);
    let session = commune.session(phone, village, SessionKind::Class, &[Segment::Poor]);
    let household = commune.household(phone, village);
    let hoa = commune.resident(phone, household);
    let lan = commune.resident(second, household);
    commune.at("2026-10-06", 1).visit(second, Some(session), household, &[hoa, lan]);
    commune.attend(second, session, &[hoa, lan], 3);
    let stuck = Outcome::Stuck(Reason::NoSim);
    let guided = commune.guide(second, Some(session), &[hoa, lan], ESSENTIAL[0], &[stuck]);
    commune.guide(phone, Some(session), &[hoa], ESSENTIAL[0], &[Outcome::Alone]);
    commune.refuse(phone, household, Some(lan));
    let hall = commune.hall;
    commune.write(hall, ResidentsMerged { keep: hoa, other: lan });
    commune.guide_all(phone, lan);
    commune.write(second, TakenBack { entry: guided });
    let troubled = commune.at("2026-10-20", 3).resident(phone, household);
    commune.guide(phone, Some(session), &[troubled], ESSENTIAL[1], &[stuck]);
    commune.guide(phone, None, &[troubled], ESSENTIAL[1], &[stuck]);
    let audience = Some(vec![Segment::Farmers, Segment::OlderPeople]);
    let (kind, organiser, host, place, skills) = (None, None, None, None, None);
    let changed = SessionChanged { session, kind, audience, organiser, host, place, skills };
    commune.write(phone, changed);
    let other = commune.village("Trà Long");
    commune.at("2026-11-02", 3);
    commune.write(second, HouseholdChanged { household, village: Some(other) });
    let own_house = commune.household(second, village);
    let moved = ResidentChanged { household: Some(own_house), ..ResidentChanged::of(troubled) };
    commune.write(second, moved);
    commune.visit(second, None, own_house, &[troubled]);
    commune.set(Setting::CountingOutcomes(Outcomes { alone: true, helped: false, already: true }));
    commune
}

#[test]
fn entry_by_entry_in_any_order_it_is_what_a_new_one_would_be() {
    let commune = busy();
    for seed in 0..40 {
        let mut entries = commune.entries.clone();
        entries.shuffle(&mut StdRng::seed_from_u64(seed));
        let mut state = State::new(commune.hall);
        let mut index = Index::build(&state);
        for entry in &entries {
            state.apply(entry);
            index.apply(&state, entry);
        }
        assert!(index.says_the_same_as(&Index::build(&commune.state)), "seed {seed}");
    }
}
