//! Who was erased never comes back; counts stay.

use camtay_journal::entry::*;
use proptest::prelude::*;

use super::support::commune::{
    HOUSEHOLD_COUNT, RESIDENT_COUNT, VOLUNTEER_COUNT, Writers, any_history, fold, household,
    name_of, resident, volunteer,
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
