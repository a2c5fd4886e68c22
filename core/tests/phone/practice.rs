//! The practice household: shown on a phone, and nothing of it is ever written.

use camtay_core::commands::{CheckAnswer, NewResident, ResidentChange, StepOutcome, WholeGuide};
use camtay_core::error::{BadInput, CoreError};
use camtay_core::read_models::PracticeHome;
use camtay_journal::entry::{Consent, PhoneKind, Reason};

use crate::support::{Device, Hall, new_resident};

fn home(device: &Device) -> PracticeHome {
    device.phone.practice("vi").unwrap()
}

#[test]
fn the_practice_household_shows_people_the_list_and_what_to_do() {
    let mut hall = Hall::new();
    let device = Device::enrolled(&mut hall, 1);
    let home = home(&device);
    assert_eq!(
        (home.head.as_str(), home.people.len(), home.exercises.len()),
        ("Trần Văn Mẫu", 4, 7)
    );
    let [head, ..] = home.people.as_slice() else { panic!("nobody lives there") };
    assert_eq!((head.key.as_str(), head.role.as_deref()), ("mau", Some("Chủ hộ")));
    assert_eq!(head.phone, Some(PhoneKind::Own));
    let same: Vec<Option<&str>> = home.listed.iter().map(|it| it.same_as.as_deref()).collect();
    assert_eq!(same, [Some("thu"), None]);
    let outcome = |key: &str| home.exercises.iter().find(|it| it.key == key).unwrap().outcome;
    assert_eq!(outcome("finished"), Some(StepOutcome::Helped));
    assert_eq!(outcome("stuck"), Some(StepOutcome::Stuck { reason: Reason::AtPolice }));
    assert_eq!(outcome("refused"), None);
    // The commune's own word stands in the texts, and each skill can be gone through.
    assert!(home.exercises[0].task.contains("thôn"), "{}", home.exercises[0].task);
    for exercise in &home.exercises {
        for key in &exercise.who {
            assert!(home.people.iter().any(|person| person.key == *key), "{key}");
        }
        if let Some(skill) = exercise.skill {
            assert!(!device.phone.steps(skill, None, &[], "vi").unwrap().steps.is_empty());
        }
    }
    let english = device.phone.practice("en").unwrap();
    assert_eq!(english.people[0].role.as_deref(), Some("Head of the household"));
}

/// Every command that writes about a person or a household, tried with a key of practice.
fn write_all(device: &mut Device, key: &str) -> Vec<Result<(), CoreError>> {
    let phone = &mut device.phone;
    let resident = || key.to_owned();
    let new: NewResident = new_resident(key, "Trần Văn Mẫu");
    let whole = WholeGuide {
        resident: resident(),
        skill: 23,
        outcome: StepOutcome::Helped,
        come_back: None,
        note: None,
        session: None,
    };
    let change = ResidentChange { birth_year: Some(1958), ..ResidentChange::of(key) };
    let answers = [CheckAnswer { question: 1, answer: 1 }];
    vec![
        phone.add_resident(&new).map(drop),
        phone.change_resident(&change),
        phone.record_consent(key, Consent::Given, None),
        phone.count_unnamed_refusal(key, None).map(drop),
        phone.visit_household(key, &[], None).map(drop),
        phone.start_guide(key, 23, None),
        phone.guide_whole(&whole).map(drop),
        phone.quick_check(key, false, &answers),
        phone.set_appointment(key, None, "2026-12-24"),
        phone.mark_duplicate(key, "thu"),
        phone.ask_erasure(key),
        phone.check_page(key, "vi").map(drop),
        phone.resident(key, "vi").map(drop),
        phone.household(key).map(drop),
    ]
}

#[test]
fn nothing_of_the_practice_household_enters_journal_counts_or_hand_in() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    let real = device.household(hall.villages[0], "Trần Văn Đức");
    device.resident(&real, "Nguyễn Thị Hoà");
    let village = hall.villages[0];
    let state = |device: &Device| {
        let store = device.phone.store().unwrap();
        (
            store.own_last_seq(),
            device.phone.digest(village).unwrap().to_string(),
            device.phone.waiting().unwrap(),
            device.phone.contribution().unwrap(),
            device.phone.households(&village.to_string(), None, None, 50).unwrap(),
        )
    };
    let before = state(&device);

    let practice = home(&device);
    for person in &practice.people {
        for (at, result) in write_all(&mut device, &person.key).into_iter().enumerate() {
            let refused = matches!(
                result,
                Err(CoreError::BadInput { reason: BadInput::Id, .. } | CoreError::NotFound(_))
            );
            assert!(refused, "command {at} with {}: {result:?}", person.key);
        }
        let found = device.phone.search(&person.name, 10).unwrap();
        assert!(found.residents.is_empty() && found.households.is_empty(), "{}", person.name);
    }
    for exercise in &practice.exercises {
        assert!(
            device
                .phone
                .steps(exercise.skill.unwrap_or(1), Some(&exercise.key), &[], "vi")
                .is_err()
        );
    }
    assert_eq!(state(&device), before);
    device.reopen();
    assert_eq!(state(&device), before, "not at the next start either");
    let entries = device.phone.store().unwrap().own_entries(1, 100).unwrap();
    let written = format!("{entries:?}");
    for person in &practice.people {
        assert!(!written.contains(&person.name), "{}", person.name);
    }
}
