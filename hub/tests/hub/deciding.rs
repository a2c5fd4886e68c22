//! What an officer decides, typed at the hall.

use std::process::{Command, Output};

use camtay_hub::Hall;
use camtay_journal::entry::{DuplicateMarked, HouseholdAdded, ResidentAdded, Status};
use camtay_journal::ids::{EntryId, HouseholdId, ResidentId};

use crate::world::{MORNING, World, named};

fn decide(world: &World, words: &[&str]) -> Output {
    let folder = world.folder.to_str().unwrap();
    let mut arguments = vec!["decide", folder];
    arguments.extend(words);
    Command::new(env!("CARGO_BIN_EXE_camtay-hub")).args(arguments).output().unwrap()
}

fn two_residents(world: &World) -> [EntryId; 2] {
    let mut phone = world.phone(0);
    let household = HouseholdId(phone.add(MORNING, HouseholdAdded { village: world.villages[0] }));
    let resident = ResidentAdded {
        household,
        adult: true,
        status: Status::Active,
        phone_kind: None,
        occupation: None,
    };
    let [one, other] = ["Lê Thị Hoa", "Lê Thị Hoà"]
        .map(|name| phone.add_with(MORNING, resident, Some(named(name))));
    phone.add(MORNING, DuplicateMarked { one: ResidentId(one), other: ResidentId(other) });
    world.take(&phone, 0, 4).unwrap();
    [one, other]
}

fn resolved(hall: &Hall, resident: EntryId) -> EntryId {
    hall.refresh().unwrap();
    hall.state().control.resolve(ResidentId(resident)).0
}

#[test]
fn a_marked_duplicate_is_listed_without_a_name_merged_and_separated_again() {
    let world = World::new(1);
    let [one, other] = two_residents(&world);
    let (one_id, other_id) = (one.to_string(), other.to_string());

    let listed = String::from_utf8(decide(&world, &["list"]).stdout).unwrap();
    assert_eq!(listed, format!("perhaps one resident: {one} {other}\n"));

    assert!(decide(&world, &["merge", &one_id, &other_id]).status.success());
    assert_eq!(resolved(&world.hall, other), one);
    assert_eq!(decide(&world, &["merge", &one_id, &other_id]).status.code(), Some(1));
    let listed = String::from_utf8(decide(&world, &["list"]).stdout).unwrap();
    assert_eq!(listed, "nothing waits for a decision\n");

    assert!(decide(&world, &["separate", &one_id, &other_id]).status.success());
    assert_eq!(resolved(&world.hall, other), other);
    assert_eq!(decide(&world, &["separate", &one_id, &other_id]).status.code(), Some(1));
}

#[test]
fn a_record_is_set_aside_and_taken_up_again() {
    let world = World::new(1);
    let [one, _] = two_residents(&world);
    let id = one.to_string();
    assert_eq!(decide(&world, &["take-up", &id]).status.code(), Some(1));
    assert!(decide(&world, &["set-aside", &id]).status.success());
    world.hall.refresh().unwrap();
    assert!(world.hall.state().resident(ResidentId(one)).is_none());
    assert!(decide(&world, &["take-up", &id]).status.success());
    world.hall.refresh().unwrap();
    assert!(world.hall.state().resident(ResidentId(one)).is_some());
}

#[test]
fn what_the_hall_does_not_know_is_refused_and_nothing_is_written() {
    let world = World::new(1);
    let mark = world.hall.mark(world.hall.device()).unwrap();
    let unknown = "0123456789abcdef-7";
    for words in [
        &["merge", unknown, "0123456789abcdef-8"][..],
        &["merge", unknown, unknown],
        &["separate", unknown, "0123456789abcdef-8"],
        &["set-aside", unknown],
    ] {
        let refused = decide(&world, words);
        assert_eq!(refused.status.code(), Some(1), "{words:?}");
        assert!(!refused.stderr.is_empty());
    }
    assert_eq!(world.hall.mark(world.hall.device()).unwrap(), mark);
}
