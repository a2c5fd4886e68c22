//! A hall whose own clock is not to be believed sets nobody aside, and measures nobody.

use std::sync::atomic::Ordering;

use camtay_hub::doubt::Doubt;
use camtay_journal::entry::HouseholdAdded;
use camtay_journal::vietnamese::Day;

use crate::world::{MORNING, Phone, World, named};

/// 2015-06-01.
const LONG_AGO: i64 = 1_433_116_800;

fn set(world: &World, now: i64) {
    world.clock.store(now, Ordering::SeqCst);
}

/// The phone proves itself with its clock at `now`, and hands in what it has.
async fn contact(world: &World, phone: &Phone, now: i64) {
    phone.token_with_clock(world, now).await.unwrap();
    world.take(phone, 0, phone.entries.len()).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hall_in_2015_sets_nobody_aside_and_moves_no_day() {
    let world = World::new(1);
    let mut phone = world.phone(0);
    set(&world, LONG_AGO);
    assert!(matches!(world.hall.doubt().unwrap(), Some(Doubt::BehindProgram { .. })));
    let added = HouseholdAdded { village: world.villages[0] };
    let entry = phone.add_with(MORNING, added, Some(named("Lê Thị Hoa")));
    contact(&world, &phone, MORNING).await;
    {
        let state = world.hall.state();
        let control = &state.control;
        assert_eq!(control.set_aside(entry), None);
        assert_eq!(control.clock_offset(phone.device(), 1), 0, "nothing was measured");
        let stamp = world.hall.entry(entry).unwrap().unwrap().stamp();
        assert_eq!(control.day(stamp), Day::of_unix(MORNING));
    }
    // Set right, it measures and sets aside as ever.
    set(&world, MORNING + 3_600);
    assert_eq!(world.hall.doubt().unwrap(), None);
    let late = phone.add(MORNING + 9 * 86_400, added);
    contact(&world, &phone, MORNING + 3_600).await;
    assert!(world.hall.state().control.set_aside(late).is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hall_behind_its_own_journal_or_against_three_phones_is_doubtful() {
    let world = World::new(3);
    let phones: Vec<_> = (0..3).map(|number| world.phone(number)).collect();
    set(&world, MORNING - 30 * 86_400);
    assert!(matches!(world.hall.doubt().unwrap(), Some(Doubt::BehindJournal { .. })));
    // A month ahead nothing tells it but the phones.
    set(&world, MORNING + 30 * 86_400);
    assert_eq!(world.hall.doubt().unwrap(), None);
    for phone in &phones {
        phone.token_with_clock(&world, MORNING).await.unwrap();
    }
    assert!(matches!(world.hall.doubt().unwrap(), Some(Doubt::AgainstPhones { phones: 3, .. })));
    // What it writes now makes it doubtful once it is right; then the phones vouch for it.
    world.waiting_phone(0, 9);
    set(&world, MORNING);
    assert!(matches!(world.hall.doubt().unwrap(), Some(Doubt::BehindJournal { .. })));
    for phone in &phones {
        phone.token_with_clock(&world, MORNING).await.unwrap();
    }
    assert_eq!(world.hall.doubt().unwrap(), None);
}
