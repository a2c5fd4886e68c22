//! Suspended and revoked phones at the hall: what they are told, and what becomes of what
//! they hand in.

use axum::body::Bytes;
use camtay_hub::bundle::{self, Bundle};
use camtay_hub::check::check;
use camtay_hub::erasure::erase;
use camtay_hub::hall::open_store;
use camtay_hub::store::PhoneStore as _;
use camtay_hub::{HubError, ingest, lost};
use camtay_journal::entry::{HouseholdAdded, HouseholdChanged};
use camtay_journal::fold::DeviceStanding;
use camtay_journal::ids::HouseholdId;
use camtay_journal::notice::{Command, HallCard, Order};
use camtay_journal::wire::{RefusalKind, Standing, path};

use crate::world::{MORNING, Phone, World, get, json, kind, named};

const NAME: &str = "Đoàn Quỳnh Ngọc Trâm";

fn household(world: &World, phone: &mut Phone) -> HouseholdId {
    let added = HouseholdAdded { village: world.villages[0] };
    HouseholdId(phone.add_with(MORNING, added, Some(named(NAME))))
}

/// Households whose entry counts.
fn counting(world: &World) -> usize {
    world.hall.refresh().unwrap();
    let state = world.hall.state();
    let homes = state.households.keys().filter(|id| state.household(**id).is_some());
    homes.count()
}

fn problems(world: &World) -> Vec<String> {
    let (store, keys) = open_store(&world.place).unwrap();
    check(&store, &keys).unwrap().problems
}

fn the_bundle(world: &World) -> Bundle {
    let mut all = bundle::all(&world.hall).unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

async fn standing(world: &World, token: &str) -> Standing {
    json(&world.call(get(path::STANDING, Some(token))).await.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_phone_is_told_the_order_and_nothing_else() {
    let world = World::new(1);
    let mut phone = world.phone(0);
    household(&world, &mut phone);
    let token = phone.token(&world).await.unwrap();
    let before = standing(&world, &token).await;
    assert_eq!(before.order, None);
    let card = HallCard::open(&before.card.unwrap(), &phone.hall).unwrap();
    assert_eq!((card.version, card.addresses.len()), (1, 1));

    lost::suspend(&world.hall, phone.device(), Some("lost")).unwrap();
    let told = standing(&world, &token).await;
    assert_eq!(told.standing, "suspended");
    assert_eq!((told.villages.len(), told.pack, told.control_next, &told.card), (0, 0, 0, &None));
    let order = Order::open(&told.order.unwrap(), &phone.hall).unwrap();
    assert_eq!((order.device, order.command), (phone.device(), Command::Stop));
    assert_eq!(kind(phone.watermark(&world, &token).await), RefusalKind::Suspended);
    assert_eq!(kind(phone.page(&world, &token, "control", 0).await), RefusalKind::Suspended);
    // Twice the same batch: kept once, no receipt.
    for _ in 0..2 {
        let sent = phone.send(&world, &token, phone.batch(0, 1)).await;
        assert_eq!(kind(sent), RefusalKind::Suspended);
    }
    let waits = the_bundle(&world);
    assert_eq!((waits.entries(), waits.waiting(), waits.from), (1, 1, MORNING));
    assert_eq!((counting(&world), problems(&world)), (0, Vec::new()));
    assert_eq!(world.hall.mark(phone.device()).unwrap().next_seq, 1);

    assert_eq!(lost::resume(&world.hall, phone.device()).unwrap(), 1);
    let told = standing(&world, &token).await;
    let later = Order::open(&told.order.unwrap(), &phone.hall).unwrap();
    assert_eq!(later.command, Command::CarryOn);
    assert!(later.place() > order.place());
    assert_eq!(phone.watermark(&world, &token).await.unwrap().next_seq, 2);
    assert_eq!((counting(&world), problems(&world)), (1, Vec::new()));
}

#[test]
fn a_batch_that_was_on_its_way_while_its_phone_was_revoked_waits_too() {
    let world = World::new(1);
    let mut phone = world.phone(0);
    for _ in 0..3 {
        household(&world, &mut phone);
    }
    world.take(&phone, 0, 1).unwrap();
    // Checked while it was let in; revoked by another process before it is stored.
    let batch = Bytes::from(phone.batch(1, 2));
    let arrived = ingest::check(&world.hall, phone.device(), batch.clone()).unwrap();
    lost::revoke(&world.other_process(), phone.device(), false).unwrap();
    let stored = ingest::take_in(&world.hall, &[arrived]).remove(0);
    assert!(matches!(stored, Err(HubError::NotLetIn(DeviceStanding::Revoked))), "{stored:?}");
    assert_eq!(bundle::park(&world.hall, phone.device(), &[batch]).unwrap(), 1);
    // Behind it goes what comes later; a gap and another chain do not.
    let park =
        |from, to| bundle::park(&world.hall, phone.device(), &[Bytes::from(phone.batch(from, to))]);
    assert_eq!(park(0, 3).unwrap(), 1);
    assert_eq!(park(0, 3).unwrap(), 0);
    let waits = the_bundle(&world);
    assert_eq!((waits.first, waits.last), (2, 3));
    assert_eq!((counting(&world), problems(&world)), (1, Vec::new()));
    assert_eq!(bundle::take(&world.hall, phone.device()).unwrap().entries(), 2);
    assert_eq!((counting(&world), problems(&world)), (3, Vec::new()));
    assert!(bundle::all(&world.hall).unwrap().is_empty());
    assert!(bundle::take(&world.hall, phone.device()).is_err());
    // What the fold says is what another process reads from the file.
    assert_eq!(world.other_process().state().digests(), world.hall.state().digests());
}

#[test]
fn what_was_stored_after_the_revocation_is_part_of_the_bundle() {
    let world = World::new(1);
    let mut phone = world.phone(0);
    household(&world, &mut phone);
    household(&world, &mut phone);
    // The revocation names the first entry, and the second was stored in the same moment.
    world.take(&phone, 0, 2).unwrap();
    let revoked = camtay_journal::entry::DeviceRevoked { device: phone.device(), last_seq: 1 };
    world.hall.write(vec![(revoked.into(), None)]).unwrap();
    assert_eq!(counting(&world), 1);
    let waits = the_bundle(&world);
    assert_eq!((waits.first, waits.last, waits.came), (2, 2, None));
    assert_eq!(bundle::refuse(&world.hall, phone.device()).unwrap().entries(), 1);
    assert_eq!(the_bundle(&world).waiting(), 0);
    bundle::take(&world.hall, phone.device()).unwrap();
    assert_eq!((counting(&world), problems(&world)), (2, Vec::new()));
}

#[test]
fn a_gap_and_another_chain_are_not_parked() {
    let world = World::new(1);
    let mut phone = world.phone(0);
    let mut twin = Phone::new(&world.invitation(0), 100);
    assert_eq!(twin.device(), phone.device());
    for _ in 0..3 {
        household(&world, &mut phone);
        let added = HouseholdAdded { village: world.villages[0] };
        twin.add_with(MORNING + 1, added, Some(named("Trần Văn Ba")));
    }
    lost::suspend(&world.hall, phone.device(), None).unwrap();
    let park = |batch| bundle::park(&world.hall, phone.device(), &[Bytes::from(batch)]);
    assert!(matches!(park(phone.batch(1, 2)), Err(HubError::Gap(1))));
    assert_eq!(park(phone.batch(0, 2)).unwrap(), 2);
    assert!(matches!(park(twin.batch(0, 3)), Err(HubError::Fork)));
    assert_eq!(the_bundle(&world).last, 2);
    assert_eq!(problems(&world), [""; 0]);
}

#[test]
fn who_is_erased_is_gone_from_what_waits_too() {
    let world = World::new(1);
    let mut phone = world.phone(0);
    let id = household(&world, &mut phone);
    world.take(&phone, 0, 1).unwrap();
    let changed = HouseholdChanged { household: id, village: None };
    phone.add_with(MORNING, changed, Some(named(NAME)));
    phone.add_with(MORNING, changed, Some(named(NAME)));
    lost::revoke(&world.hall, phone.device(), true).unwrap();
    let park = |to| bundle::park(&world.hall, phone.device(), &[Bytes::from(phone.batch(1, to))]);
    assert_eq!(park(2).unwrap(), 1);
    erase(&world.hall, id.0).unwrap();
    assert_eq!(park(3).unwrap(), 1);
    let (store, _) = open_store(&world.place).unwrap();
    for piece in store.parked(None).unwrap() {
        let entries = camtay_journal::codec::batch::Batch::stored_entries(&piece.batch).unwrap();
        assert!(entries.iter().all(|entry| entry.personal.part().is_none()));
    }
    assert_eq!(problems(&world), [""; 0]);
    bundle::take(&world.hall, phone.device()).unwrap();
    assert_eq!(problems(&world), [""; 0]);
}

#[test]
fn check_finds_an_edited_byte_in_what_waits() {
    let world = World::new(1);
    let mut phone = world.phone(0);
    household(&world, &mut phone);
    lost::suspend(&world.hall, phone.device(), None).unwrap();
    bundle::park(&world.hall, phone.device(), &[Bytes::from(phone.batch(0, 1))]).unwrap();
    let (store, _) = open_store(&world.place).unwrap();
    let mut piece = store.parked(None).unwrap().remove(0);
    let last = piece.batch.len() - 1;
    piece.batch[last] ^= 1;
    store.replace_parked(&[piece]).unwrap();
    let found = problems(&world);
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("what waits of phone"), "{found:?}");
}
