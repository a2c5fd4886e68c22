//! Several processes on one folder, and processes that end at any moment.

use camtay_hub::{enrolment, ingest};
use camtay_journal::entry::{HouseholdAdded, Setting, SettingChanged, TakenBack};
use camtay_journal::wire::path;

use crate::world::{MORNING, World, get, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_serving_hall_sees_at_once_what_a_command_wrote() {
    let world = World::new(1);
    let phone = world.waiting_phone(0, 3);
    let command = world.other_process();
    enrolment::approve(&command, &phone.digits, &[]).unwrap();
    let token = phone.token(&world).await.unwrap();
    let standing: camtay_journal::wire::Standing =
        json(&world.call(get(path::STANDING, Some(&token))).await.unwrap());
    assert_eq!(standing.standing, "approved");
}

#[test]
fn entries_of_two_processes_of_the_hall_make_one_chain() {
    let world = World::new(1);
    let other = world.other_process();
    std::thread::scope(|scope| {
        for hall in [world.hall.as_ref(), &other] {
            scope.spawn(move || {
                for number in 0..40 {
                    let setting = Setting::VillageWord(format!("thôn {number}"));
                    hall.write(vec![(SettingChanged { setting }.into(), None)]).unwrap();
                }
            });
        }
    });
    world.hall.refresh().unwrap();
    other.refresh().unwrap();
    assert_eq!(world.hall.folded_to(), other.folded_to());
    assert_eq!(world.hall.state().control, other.state().control);
    let mark = world.hall.mark(world.hall.device()).unwrap();
    let fresh = world.other_process();
    assert_eq!(fresh.mark(fresh.device()).unwrap(), mark);
}

#[test]
fn uploads_to_two_processes_at_once_are_serialised_by_the_store() {
    let world = World::new(1);
    let mut phone = world.phone(0);
    for _ in 0..100 {
        phone.add(MORNING, HouseholdAdded { village: world.villages[0] });
    }
    let other = world.other_process();
    let phone = &phone;
    std::thread::scope(|scope| {
        for hall in [world.hall.as_ref(), &other] {
            scope.spawn(move || {
                for from in (0..100).step_by(5) {
                    let batch = phone.batch(from, from + 5).into();
                    let arrived = ingest::check(hall, phone.device(), batch).unwrap();
                    let mark = ingest::take_in(hall, &[arrived]).remove(0).unwrap();
                    assert!(mark.next_seq >= from as u64 + 6);
                }
            });
        }
    });
    world.hall.refresh().unwrap();
    assert_eq!(world.hall.state().households.len(), 100);
    assert_eq!(world.hall.mark(phone.device()).unwrap().receipts, 20);
}

#[test]
fn a_hall_that_ends_between_any_two_steps_starts_with_all_it_acknowledged() {
    let mut world = World::new(1);
    let mut phone = world.phone(0);
    for number in 0..40 {
        phone.add(MORNING, HouseholdAdded { village: world.villages[0] });
        if number % 7 == 3 {
            let entry = phone.entries[number / 2].id;
            phone.add(MORNING, TakenBack { entry });
        }
    }
    let length = phone.entries.len();
    let mut from = 0;
    while from < length {
        let to = (from + 3).min(length);
        world.take(&phone, from, to).unwrap();
        if from % 2 == 0 {
            world.hall.save_checkpoint().unwrap();
        }
        // As SIGKILL would: no goodbye.
        world.restart();
        assert_eq!(world.hall.mark(phone.device()).unwrap().next_seq, to as u64 + 1);
        from = to;
    }
    let digests = world.hall.state().digests();
    let connection = world.store_by_hand();
    connection.execute("UPDATE checkpoint SET fold_version = fold_version + 1", []).unwrap();
    world.restart();
    assert_eq!(world.hall.state().digests(), digests, "folded from the journal alone");
}

#[test]
fn a_report_stays_as_it_was_saved() {
    let world = World::new(1);
    world.hall.save_report(1, b"{}").unwrap();
    world.hall.save_report(1, b"{}").unwrap();
    assert!(world.hall.save_report(1, b"[]").is_err());
    assert_eq!(world.hall.report(1).unwrap().as_deref(), Some(&b"{}"[..]));
    assert_eq!(world.hall.report(2).unwrap(), None);
    assert_eq!(world.other_process().reports().unwrap(), [1]);
}
