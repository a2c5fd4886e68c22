//! An entry its author may not write changes nothing.

use std::collections::BTreeSet;

use camtay_journal::author::{Author, may_write};
use camtay_journal::entry::{Body, Entry, GivenBack, TakenBack};
use camtay_journal::fold::Control;
use camtay_journal::ids::DeviceId;
use camtay_journal::wire::Generation;
use proptest::prelude::*;

use super::support::bodies::{hall_body, one_of_each};
use super::support::commune::{DEVICES, any_history, fold, id, index};
use super::support::views::{checkpoint, views};

/// What only the hall may write, or only the writer of the target; by number, so that
/// the table stands here a second time.
const HALL_ONLY: std::ops::RangeInclusive<u8> = 60..=81;
const OWN_ONLY: [u8; 2] = [1, 2];

#[test]
fn phones_write_about_people_and_the_hall_decides() {
    let (mut phone, mut hall) = (BTreeSet::new(), BTreeSet::new());
    for body in one_of_each() {
        let device = DEVICES[3];
        if may_write(Author::Hall, DEVICES[0], &body) {
            hall.insert(body.kind());
        }
        if may_write(Author::Phone, device, &body) && !OWN_ONLY.contains(&body.kind()) {
            phone.insert(body.kind());
        }
        assert_eq!(HALL_ONLY.contains(&body.kind()), {
            !OWN_ONLY.contains(&body.kind()) && !may_write(Author::Phone, device, &body)
        });
    }
    assert_eq!(hall.len(), one_of_each().len());
    assert_eq!(hall.difference(&phone).count(), HALL_ONLY.count() + OWN_ONLY.len());
}

#[test]
fn a_phone_takes_back_its_own_and_the_hall_anything() {
    let (own, foreign) = (id(1, 9), id(2, 9));
    for (entry, phone_may) in [(own, true), (foreign, false)] {
        for body in [Body::from(TakenBack { entry }), Body::from(GivenBack { entry })] {
            assert_eq!(may_write(Author::Phone, DEVICES[1], &body), phone_may);
            assert!(may_write(Author::Hall, DEVICES[0], &body));
        }
    }
}

/// A body that the phone of this number may not write.
fn forbidden(phone: usize) -> impl Strategy<Value = Body> {
    let foreign = (0..4usize, 1..15u64)
        .prop_filter("own", move |(device, _)| *device != phone)
        .prop_map(|(device, seq)| id(device, seq));
    prop_oneof![
        3 => hall_body(),
        1 => foreign.clone().prop_map(|entry| TakenBack { entry }.into()),
        1 => foreign.prop_map(|entry| GivenBack { entry }.into()),
    ]
}

/// The same entries as if their hall had written them in another of its lives.
fn rewritten(entries: &[Entry], writer: DeviceId) -> Vec<Entry> {
    let mut rewritten = entries.to_vec();
    for entry in rewritten.iter_mut().filter(|it| it.id.device == DEVICES[0]) {
        entry.id.device = writer;
    }
    rewritten
}

proptest! {
    #[test]
    fn each_life_of_the_hall_may_write_what_the_hall_may_and_nobody_else(
        writers in any_history(30),
        mark: [u8; 8],
        other in 0..6usize,
    ) {
        let control = |entries: &[Entry]| {
            let mut control = Control::new(DEVICES[0]);
            entries.iter().filter(|entry| control.apply(entry)).count()
        };
        let decided = control(&writers.entries);
        let later = Generation { number: 2, mark }.writer(DEVICES[0]);
        prop_assert_eq!(control(&rewritten(&writers.entries, later)), decided);
        prop_assert!(later.is_of_hall(DEVICES[0]));
        prop_assert_eq!(later.signer(DEVICES[0]), DEVICES[0]);
        let mut stranger = later;
        stranger.0[other] ^= 1;
        prop_assert!(!stranger.is_of_hall(DEVICES[0]));
        prop_assert_eq!(stranger.signer(DEVICES[0]), stranger);
        let strangers = rewritten(&writers.entries, stranger);
        let hall_only = |entry: &&Entry| {
            entry.id.device == stranger && HALL_ONLY.contains(&entry.body.kind())
        };
        let mut control = Control::new(DEVICES[0]);
        prop_assert!(!strangers.iter().filter(hall_only).any(|entry| control.apply(entry)));
    }

    #[test]
    fn what_its_author_may_not_write_changes_nothing(
        writers in any_history(30),
        (phone, bodies) in (1..4usize).prop_flat_map(|phone| {
            (Just(phone), prop::collection::vec(forbidden(phone), 1..6))
        }),
        first in any::<bool>(),
    ) {
        let without = fold(&writers.entries);
        let mut with = writers.clone();
        for body in bodies {
            let now = with.later();
            prop_assert!(!may_write(Author::Phone, DEVICES[phone], &body));
            with.write(phone, now, body);
        }
        if first {
            with.entries.reverse();
        }
        let with = fold(&with.entries);
        prop_assert_eq!(without.digests(), with.digests());
        prop_assert_eq!(views(&without), views(&with));
        prop_assert_eq!(checkpoint(&without), checkpoint(&with));
    }

    #[test]
    fn without_what_is_forbidden_the_state_is_the_same(writers in any_history(40)) {
        let allowed = writers.entries.iter().filter(|entry| {
            let hall = index(entry.id.device) == 0;
            let hall_only = HALL_ONLY.contains(&entry.body.kind());
            let known = !matches!(entry.body, Body::Unknown { .. });
            let foreign = match &entry.body {
                Body::TakenBack(it) => it.entry.device != entry.id.device,
                Body::GivenBack(it) => it.entry.device != entry.id.device,
                _ => false,
            };
            hall || !known || (!hall_only && !foreign)
        });
        prop_assert_eq!(checkpoint(&fold(allowed)), checkpoint(&fold(&writers.entries)));
    }
}
