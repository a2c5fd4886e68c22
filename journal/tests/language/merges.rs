//! One or two: residents and sessions merged and separated.

use std::collections::BTreeSet;

use camtay_journal::entry::*;
use camtay_journal::ids::{ResidentId, SkillId};
use proptest::prelude::*;

use super::support::bodies::any_resident;
use super::support::commune::{
    RESIDENT_COUNT, SESSION_COUNT, Writers, any_history, fold, resident, session,
};
use super::support::views::{best, views};

fn is_merge(entry: &Entry) -> bool {
    matches!(
        entry.body,
        Body::ResidentsMerged(_)
            | Body::ResidentsSeparated(_)
            | Body::SessionsMerged(_)
            | Body::SessionsSeparated(_)
    )
}

fn history_without_merges() -> impl Strategy<Value = Writers> {
    any_history(40).prop_map(|mut writers| {
        writers.entries.retain(|entry| !is_merge(entry));
        writers
    })
}

proptest! {
    #[test]
    fn separated_is_as_never_merged(
        mut writers in history_without_merges(),
        pair in (0..RESIDENT_COUNT, 0..RESIDENT_COUNT),
        sessions in (0..SESSION_COUNT, 0..SESSION_COUNT),
    ) {
        // That two look like one is decided by separating them, so it doesn't come back.
        writers.entries.retain(|entry| !matches!(entry.body, Body::DuplicateMarked(_)));
        let before = views(&fold(&writers.entries));
        let (keep, other) = (resident(pair.0), resident(pair.1));
        let now = writers.later();
        writers.write(0, now, ResidentsMerged { keep, other });
        let (keep_session, other_session) = (session(sessions.0), session(sessions.1));
        writers.write(0, now, SessionsMerged { keep: keep_session, other: other_session });
        writers.write(0, now, ResidentsSeparated { keep, other });
        writers.write(0, now, SessionsSeparated { keep: keep_session, other: other_session });
        prop_assert_eq!(before, views(&fold(&writers.entries)));
    }

    #[test]
    fn merging_loses_no_skill_and_makes_none(
        mut writers in history_without_merges(),
        pairs in prop::collection::vec((any_resident(), any_resident()), 1..8),
    ) {
        let before = fold(&writers.entries);
        let now = writers.later();
        for (keep, other) in &pairs {
            writers.write(0, now, ResidentsMerged { keep: *keep, other: *other });
        }
        let after = fold(&writers.entries);
        let control = &after.control;
        let one_each = |ids: BTreeSet<(ResidentId, SkillId)>| ids;
        let expected = one_each(
            best(&before, None).into_keys().map(|(id, skill)| (control.resolve(id), skill)).collect(),
        );
        let found = one_each(best(&after, None).into_keys().collect());
        // Together two may have finished what neither finished alone, never less. Who is
        // merged into somebody that isn't there counts under nobody.
        let there = |id: &ResidentId| after.resident(*id).is_some();
        prop_assert!(expected.iter().filter(|(id, _)| there(id)).all(|pair| found.contains(pair)));
    }

    /// Rings, chains and merges into oneself end somewhere, once, for everybody.
    #[test]
    fn every_resident_ends_at_one_who_ends_at_itself(
        pairs in prop::collection::vec((any_resident(), any_resident(), any::<bool>()), 0..14),
    ) {
        let mut writers = Writers::after_prelude();
        for (keep, other, merged) in pairs {
            let now = writers.later();
            if merged {
                writers.write(0, now, ResidentsMerged { keep, other });
            } else {
                writers.write(0, now, ResidentsSeparated { keep, other });
            }
        }
        let control = fold(&writers.entries).control;
        let mut groups = BTreeSet::new();
        for at in 0..RESIDENT_COUNT {
            let end = control.resolve(resident(at));
            prop_assert_eq!(control.resolve(end), end);
            prop_assert!(control.same_as(end).contains(&resident(at)));
            groups.extend(control.same_as(resident(at)).into_iter().skip(1));
            // Whoever is merged into another has nobody of its own.
            if end != resident(at) {
                prop_assert_eq!(control.same_as(resident(at)), vec![resident(at)]);
            }
        }
        let ends: BTreeSet<_> = (0..RESIDENT_COUNT).map(resident).collect();
        prop_assert!(groups.is_subset(&ends));
        for at in &groups {
            prop_assert_ne!(control.resolve(*at), *at);
        }
    }
}

#[test]
fn a_ring_of_merges_ends_at_its_smallest_member() {
    let mut writers = Writers::after_prelude();
    let now = writers.later();
    for (keep, other) in [(1, 0), (2, 1), (0, 2), (2, 3)] {
        writers.write(0, now, ResidentsMerged { keep: resident(keep), other: resident(other) });
    }
    let control = fold(&writers.entries).control;
    let smallest = (0..3).map(resident).min().unwrap();
    for at in 0..4 {
        assert_eq!(control.resolve(resident(at)), smallest);
    }
    assert_eq!(control.same_as(smallest).len(), 4);
}

#[test]
fn who_was_told_apart_is_no_longer_shown_as_a_duplicate() {
    let (one, other) = (resident(0), resident(3));
    let mut writers = Writers::after_prelude();
    let now = writers.later();
    writers.write(2, now, DuplicateMarked { one, other });
    let duplicates = |writers: &Writers| fold(&writers.entries).resident(one).unwrap().duplicates;
    assert_eq!(duplicates(&writers), [other]);
    writers.write(0, now + 1, ResidentsMerged { keep: one, other });
    assert!(duplicates(&writers).is_empty());
    writers.write(0, now + 2, ResidentsSeparated { keep: one, other });
    assert!(duplicates(&writers).is_empty());
    // Somebody still thinks so, knowing better: shown again.
    writers.write(2, now + 3, DuplicateMarked { one: other, other: one });
    assert_eq!(duplicates(&writers), [other]);
}

#[test]
fn a_class_that_two_phones_opened_is_one_class_after_merging() {
    let mut writers = Writers::after_prelude();
    let now = writers.later();
    let attended =
        |at: usize, session| Attended { session, residents: vec![resident(at)], present: true };
    writers.write(1, now, attended(0, session(0)));
    writers.write(2, now, attended(1, session(1)));
    writers.write(1, now, HeadsCounted { session: session(0), unnamed: 12 });
    writers.write(2, now + 1, HeadsCounted { session: session(1), unnamed: 11 });
    writers.write(0, now, SessionsMerged { keep: session(0), other: session(1) });
    let state = fold(&writers.entries);
    let view = state.session(session(0)).unwrap();
    assert_eq!(view.attended, [resident(0), resident(1)]);
    assert_eq!((view.unnamed, view.devices.len()), (11, 2));
    assert_eq!(state.session(session(1)).unwrap().merged_into, Some(session(0)));
}
