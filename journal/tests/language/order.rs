//! State is a function of the set of entries.

use camtay_journal::codec::batch::Batch;
use camtay_journal::entry::{Body, Entry, HeadsCounted};
use camtay_journal::fold::State;
use proptest::prelude::*;

use super::support::commune::{
    DEVICES, Writers, any_history, batches, fold, hall, public_key, session,
};
use super::support::views::{checkpoint, restored, views};

/// A history, and the same entries in another order, some of them several times.
fn history_and_shuffled() -> impl Strategy<Value = (Vec<Entry>, Vec<Entry>)> {
    any_history(50).prop_flat_map(|Writers { entries, .. }| {
        let again = prop::collection::vec(0..entries.len(), 0..20);
        let shuffled = again.prop_flat_map({
            let entries = entries.clone();
            move |again| {
                let mut more = entries.clone();
                more.extend(again.into_iter().map(|at| entries[at].clone()));
                Just(more).prop_shuffle()
            }
        });
        (Just(entries), shuffled)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_order_and_any_repetition_give_the_same_state((entries, shuffled) in history_and_shuffled()) {
        let (one, other) = (fold(&entries), fold(&shuffled));
        prop_assert_eq!(&one.control, &other.control);
        prop_assert_eq!(views(&one), views(&other));
        prop_assert_eq!(checkpoint(&one), checkpoint(&other));
    }

    #[test]
    fn a_checkpoint_in_the_middle_changes_nothing(
        (entries, shuffled) in history_and_shuffled(),
        middle in any::<prop::sample::Index>(),
    ) {
        let (before, after) = shuffled.split_at(middle.index(shuffled.len()));
        let mut state = restored(&checkpoint(&fold(before)));
        for entry in after {
            state.apply(entry);
        }
        prop_assert_eq!(views(&fold(&entries)), views(&state));
        prop_assert_eq!(checkpoint(&fold(&entries)), checkpoint(&state));
    }

    #[test]
    fn an_unknown_kind_is_folded_as_nothing((entries, _) in history_and_shuffled()) {
        let known = entries.iter().filter(|entry| !matches!(entry.body, Body::Unknown { .. }));
        prop_assert_eq!(checkpoint(&fold(known)), checkpoint(&fold(&entries)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_cut_into_batches_in_any_order_gives_the_same_state(
        (entries, again, packed) in any_history(40).prop_flat_map(|Writers { entries, .. }| {
            let cuts = || prop::collection::vec(1..9usize, 1..6);
            (Just(entries), cuts(), cuts()).prop_flat_map(|(entries, one, other)| {
                let twice = [batches(&entries, &one), batches(&entries, &other)].concat();
                (Just(entries), Just(one), Just(twice).prop_shuffle())
            })
        }),
    ) {
        prop_assert!(!again.is_empty());
        let mut state = State::new(hall());
        for (device, bytes) in &packed {
            let batch = Batch::open(bytes, &public_key(DEVICES[*device])).unwrap();
            prop_assert_eq!(batch.last_seq() + 1, batch.first_seq + batch.entries.len() as u64);
            batch.entries.iter().for_each(|entry| state.apply(entry));
        }
        let direct = fold(&entries);
        prop_assert_eq!(direct.digests(), state.digests());
        prop_assert_eq!(views(&direct), views(&state));
    }

    #[test]
    fn heads_without_a_name_are_one_value_a_session(
        counts in prop::collection::vec((1..4usize, 0..50u32), 1..10),
    ) {
        let mut writers = Writers::after_prelude();
        for (phone, unnamed) in &counts {
            let now = writers.later();
            writers.write(*phone, now, HeadsCounted { session: session(0), unnamed: *unnamed });
        }
        let last = counts.last().map(|(_, unnamed)| *unnamed);
        let view = fold(writers.entries.iter().rev()).session(session(0));
        prop_assert_eq!(view.map(|view| view.unnamed), last);
    }
}
