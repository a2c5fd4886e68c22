//! Who was erased never comes back; counts stay.

use camtay_journal::chain::Head;
use camtay_journal::codec::batch::{Batch, BatchError};
use camtay_journal::entry::*;
use camtay_journal::keys::Signer;
use proptest::prelude::*;

use super::support::bodies::one_of_each;
use super::support::commune::{
    DEVICES, HOUSEHOLD_COUNT, KEYS, RESIDENT_COUNT, VOLUNTEER_COUNT, Writers, any_history, fold,
    hall, household, journals, name_of, resident, volunteer,
};
use super::support::views::{best, checkpoint};

const CANARY: &str = "Trịnh Hoàng Canary";

fn any_erasable() -> impl Strategy<Value = (Subject, PersonalPart)> {
    prop_oneof![
        (0..HOUSEHOLD_COUNT - 1)
            .prop_map(|at| (Subject::Household(household(at)), name_of("household", at))),
        (0..RESIDENT_COUNT - 1)
            .prop_map(|at| (Subject::Resident(resident(at)), name_of("resident", at))),
        (0..VOLUNTEER_COUNT - 1)
            .prop_map(|at| (Subject::Volunteer(volunteer(at)), name_of("volunteer", at))),
    ]
}

/// New particulars of a subject with the canary in them.
fn renamed(subject: Subject) -> (usize, Body) {
    match subject {
        Subject::Household(household) => (1, HouseholdChanged { household, village: None }.into()),
        Subject::Resident(resident) => (1, ResidentChanged::of(resident).into()),
        Subject::Volunteer(volunteer) => (
            0,
            VolunteerDefined {
                volunteer: Some(volunteer),
                key: "TNV".to_owned(),
                kind: VolunteerKind::Teacher,
                trained: None,
            }
            .into(),
        ),
        Subject::Session(_) => unreachable!("sessions have no personal part"),
    }
}

fn holds(haystack: &[u8], needle: &str) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle.as_bytes())
}

proptest! {
    #[test]
    fn personal_parts_of_an_erased_subject_never_come_back(
        (mut writers, order) in any_history(30).prop_flat_map(|writers| {
            let count = writers.entries.len() + 2;
            (Just(writers), Just((0..count).collect::<Vec<_>>()).prop_shuffle())
        }),
        (subject, first_name) in any_erasable(),
    ) {
        let (author, body) = renamed(subject);
        let now = writers.later();
        writers.write(0, now, Erased { subject });
        let part = PersonalPart { name: Some(CANARY.to_owned()), ..PersonalPart::default() };
        writers.write_personal(author, now, body, part);
        let before = fold(&writers.entries[..writers.entries.len() - 2]);
        let state = fold(order.iter().map(|at| &writers.entries[*at]));
        let stored = checkpoint(&state);
        prop_assert!(!holds(&stored, CANARY));
        let name = first_name.name.unwrap();
        prop_assert!(!holds(&stored, &name));
        let shown = format!("{state:?}");
        prop_assert!(!shown.contains(&name));
        // The counts stay.
        prop_assert_eq!(best(&before, None), best(&state, None));

        // A store that dropped the parts has the same state as one that never had them.
        let dropped: Vec<Entry> = writers.entries.iter().map(|entry| Entry {
            personal: if entry.is_personal_of(subject) {
                entry.personal.erased()
            } else {
                entry.personal.clone()
            },
            ..entry.clone()
        }).collect();
        prop_assert_eq!(stored, checkpoint(&fold(&dropped)));
    }
}

#[test]
fn an_erased_part_leaves_the_chain_as_it_was() {
    use camtay_journal::chain::Head;
    let Writers { entries, .. } = Writers::after_prelude();
    let start = Head::start(super::support::commune::hall(), entries[0].id.device);
    let erased: Vec<Entry> = entries
        .iter()
        .map(|entry| Entry { personal: entry.personal.erased(), ..entry.clone() })
        .collect();
    assert!(erased.iter().all(|entry| entry.personal.part().is_none()));
    assert_ne!(entries, erased);
    assert_eq!(start.after_all(&entries), start.after_all(&erased));
}

#[test]
fn a_batch_without_erased_parts_is_still_signed_and_chained() {
    let mut writers = Writers::after_prelude();
    for number in 0..20 {
        let now = writers.later();
        let body = one_of_each().swap_remove(number % 5);
        writers.write_personal(0, now, body, name_of("erase", number));
    }
    let entries = journals(&writers.entries).swap_remove(0);
    let before = Head::start(hall(), DEVICES[0]);
    let whole = Batch::seal(hall(), before, &entries, &KEYS[0]).unwrap();
    let erased = |entry: &Entry| entry.id.seq.is_multiple_of(2);
    let without = Batch::without_parts(&whole, erased).unwrap().unwrap();
    let opened = Batch::open(&without, &KEYS[0].public_key()).unwrap();
    assert_eq!(opened.head_after, Batch::open(&whole, &KEYS[0].public_key()).unwrap().head_after);
    for (kept, entry) in entries.iter().zip(&opened.entries) {
        if erased(kept) {
            assert_eq!(entry.personal, kept.personal.erased());
            assert_eq!(entry.body, kept.body);
        } else {
            assert_eq!(entry, kept);
        }
    }
    assert_eq!(Batch::without_parts(&without, erased).unwrap(), None, "there is nothing left");

    // Another part under the same hash is noticed.
    let mut forged = opened.entries.clone();
    let at = forged.iter().position(|entry| entry.personal.part().is_some()).unwrap();
    forged[at].personal = writers.entries[0].personal.clone();
    let stranger = Batch::seal(hall(), before, &forged, &KEYS[0]).unwrap();
    let front = 3 + 1 + 8 + 8 + 2 + 2 * Head::LENGTH + 64;
    let mixed = [&whole[..front], &stranger[front..]].concat();
    assert_eq!(Batch::open(&mixed, &KEYS[0].public_key()), Err(BatchError::BrokenChain));
}
