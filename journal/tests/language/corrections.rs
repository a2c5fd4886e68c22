//! Taking back, giving back, setting aside, revoking.

use camtay_journal::entry::*;
use proptest::prelude::*;

use super::support::bodies::{people_body, session_body};
use super::support::commune::{
    DEVICES, Writers, any_history, fold, household, index, resident, session, village,
};
use super::support::views::{best, views};

/// A history and one more entry about people or sessions by a phone or the hall.
fn history_and_one_more() -> impl Strategy<Value = (Writers, Writers, usize)> {
    let body = prop_oneof![3 => people_body(), 1 => session_body()];
    (any_history(30), 0..4usize, body).prop_map(|(writers, author, body)| {
        let mut more = writers.clone();
        let now = more.later();
        more.write(author, now, body);
        (writers, more, author)
    })
}

proptest! {
    #[test]
    fn what_is_taken_back_was_never_there((without, mut with, author) in history_and_one_more()) {
        let entry = with.entries.last().map(|entry| entry.id).unwrap();
        // A decision that the history happens to aim at it or at the corrections to come,
        // or its phone's revocation, would have the last word.
        let aimed = with.entries.iter().any(|it| match &it.body {
            Body::EntrySetAside(it) => {
                it.entry.device == entry.device && it.entry.seq >= entry.seq
            }
            Body::TakenBack(it) => it.entry == entry,
            Body::DeviceRevoked(it) => it.device == entry.device,
            _ => false,
        });
        prop_assume!(!aimed);
        let there = views(&fold(&with.entries));
        let now = with.later();
        with.write(author, now, TakenBack { entry });
        prop_assert_eq!(views(&fold(&without.entries)), views(&fold(&with.entries)));
        let now = with.later();
        with.write(author, now, GivenBack { entry });
        prop_assert_eq!(&there, &views(&fold(&with.entries)));
        with.write(0, now + 1, EntrySetAside { entry, reason: SetAsideReason::Officer });
        prop_assert_eq!(views(&fold(&without.entries)), views(&fold(&with.entries)));
        with.write(0, now + 2, EntryTakenUp { entry });
        prop_assert_eq!(&there, &views(&fold(&with.entries)));
    }
}

fn practised(writers: &Writers) -> usize {
    best(&fold(&writers.entries), None).len()
}

/// The prelude, and one skill practised with resident 0 on phone 1.
fn one_practised() -> (Writers, camtay_journal::ids::EntryId) {
    let mut writers = Writers::after_prelude();
    let now = writers.later();
    let guided = writers.write(1, now, whole(Outcome::Alone));
    assert_eq!(practised(&writers), 1);
    (writers, guided)
}

fn whole(outcome: Outcome) -> Guided {
    Guided {
        session: None,
        residents: vec![resident(0)],
        skill: camtay_journal::ids::SkillId(1),
        pack: 1,
        steps: Steps::EMPTY,
        whole: Some(outcome),
        come_back: None,
    }
}

#[test]
fn a_revoked_phone_takes_nothing_back() {
    let (mut writers, guided) = one_practised();
    let now = writers.later();
    let last_seq = guided.seq;
    writers.write(0, now, DeviceRevoked { device: DEVICES[1], last_seq });
    writers.write(1, now + 1, TakenBack { entry: guided });
    writers.write(1, now + 2, whole(Outcome::Helped));
    let state = fold(&writers.entries);
    assert!(!state.control.is_taken_back(guided));
    assert_eq!(best(&state, None).len(), 1);
    assert_eq!(state.resident(resident(0)).unwrap().skills[0].visits, 1);
}

#[test]
fn a_correction_that_is_set_aside_corrects_nothing() {
    let (mut writers, guided) = one_practised();
    let now = writers.later();
    let entry = writers.write(1, now, TakenBack { entry: guided });
    assert_eq!(practised(&writers), 0);
    writers.write(0, now + 1, EntrySetAside { entry, reason: SetAsideReason::FromTheFuture });
    assert_eq!(practised(&writers), 1);
    writers.write(0, now + 2, EntryTakenUp { entry });
    assert_eq!(practised(&writers), 0);
}

#[test]
fn a_correction_is_undone_by_its_opposite_only() {
    let (mut writers, guided) = one_practised();
    let now = writers.later();
    let entry = writers.write(1, now, TakenBack { entry: guided });
    writers.write(1, now + 1, TakenBack { entry });
    assert_eq!(practised(&writers), 0);
    writers.write(1, now + 2, GivenBack { entry: guided });
    assert_eq!(practised(&writers), 1);
}

#[test]
fn a_decision_of_the_hall_is_undone_by_its_opposite_only() {
    let (mut writers, _) = one_practised();
    let now = writers.later();
    let entry = writers.write(0, now, ResidentsMerged { keep: resident(1), other: resident(0) });
    writers.write(0, now + 1, TakenBack { entry });
    writers.write(0, now + 2, EntrySetAside { entry, reason: SetAsideReason::Officer });
    assert_eq!(fold(&writers.entries).control.resolve(resident(0)), resident(1));
}

#[test]
fn a_resident_who_was_taken_back_stays_away_whatever_else_was_written_about_them() {
    let mut writers = Writers::after_prelude();
    let now = writers.later();
    let mut changed = ResidentChanged::of(resident(2));
    changed.household = Some(household(2));
    writers.write(2, now, changed);
    writers.write(2, now, HouseholdChanged { household: household(1), village: Some(village(1)) });
    assert!(fold(&writers.entries).resident(resident(2)).is_some());
    writers.write(1, now, TakenBack { entry: resident(2).0 });
    writers.write(1, now, TakenBack { entry: household(1).0 });
    let state = fold(&writers.entries);
    assert_eq!(state.resident(resident(2)), None);
    assert_eq!(state.household(household(1)), None);
    // Resident 3 lived in that household: still a person, in no village.
    assert_eq!(state.resident(resident(3)).unwrap().village, None);
}

#[test]
fn what_is_written_about_somebody_unknown_makes_nobody() {
    let mut writers = Writers::after_prelude();
    let before = views(&fold(&writers.entries));
    let unknown = super::support::commune::RESIDENT_COUNT - 1;
    let mut changed = ResidentChanged::of(resident(unknown));
    changed.household = Some(household(0));
    let now = writers.later();
    writers.write(1, now, changed);
    let nowhere = household(super::support::commune::HOUSEHOLD_COUNT - 1);
    writers.write(1, now, HouseholdChanged { household: nowhere, village: Some(village(0)) });
    let unopened = session(super::support::commune::SESSION_COUNT - 1);
    writers.write(1, now, HeadsCounted { session: unopened, unnamed: 4 });
    writers.write(1, now, Guided { residents: vec![resident(unknown)], ..whole(Outcome::Alone) });
    assert_eq!(before, views(&fold(&writers.entries)));
    assert_eq!(index(DEVICES[1]), 1);
}
