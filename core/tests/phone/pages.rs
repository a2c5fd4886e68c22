//! What the hall hands over: taken in whole or not at all.

use camtay_core::error::{CoreError, Denied, ErrorKind, HallProblem, StoreError};
use camtay_journal::chain::Head;
use camtay_journal::clock::Hlc;
use camtay_journal::entry::{Body, HouseholdAdded, Personal, ResidentChanged, VillagesAssigned};
use camtay_journal::ids::{EntryId, ResidentId};
use camtay_journal::wire::{Generation, Log, Page, Receipt};

use crate::support::{Device, Hall, MORNING, new_resident};

#[test]
fn the_same_page_again_changes_nothing() {
    let mut hall = Hall::new();
    let household = hall.listed_household(hall.villages[0], "Trần Văn Đức");
    hall.listed_resident(household, "Nguyễn Thị Hoà", 1950);
    let mut device = Device::enrolled(&mut hall, 1);
    let digest = device.phone.digest(hall.villages[0]).unwrap();
    let mut page = hall.page(0);
    page.next = 3;
    device.phone.store_mut().unwrap().take_page(MORNING, &page).unwrap();
    let store = device.phone.store().unwrap();
    assert_eq!(store.log_position(Log::Control).unwrap(), hall.entries.len() as u64);
    assert_eq!(device.phone.digest(hall.villages[0]).unwrap(), digest);
}

#[test]
fn another_entry_under_a_known_id_is_refused_with_its_whole_page() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    let known = hall.entries.len() as u64;
    let household = hall.listed_household(hall.villages[0], "Trần Văn Đức");
    let mut page = hall.page(known);
    let mut forged = hall.entries[0].clone();
    forged.at = Hlc::new(1, 0);
    page.entries.push(forged);
    let error = device.phone.store_mut().unwrap().take_page(MORNING, &page).unwrap_err();
    assert!(matches!(error, CoreError::Store(StoreError::Conflict)));
    assert_eq!(error.kind(), ErrorKind::Hall { problem: HallProblem::Fork });
    let store = device.phone.store().unwrap();
    assert_eq!(store.log_position(Log::Control).unwrap(), known);
    assert!(device.phone.household(&household.to_string()).is_err());
}

#[test]
fn a_page_from_further_on_is_refused() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    let mut page = hall.page(hall.entries.len() as u64);
    page.from += 1;
    page.next += 1;
    assert!(matches!(
        device.phone.store_mut().unwrap().take_page(MORNING, &page),
        Err(CoreError::Store(StoreError::PageOutOfOrder))
    ));
}

#[test]
fn own_entries_that_are_not_here_mean_that_the_store_lost_something() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    let from = hall.entries.len() as u64;
    let lost = camtay_journal::entry::Entry {
        id: EntryId { device: device.id(), seq: 1 },
        at: Hlc::new(MORNING, 0),
        body: Body::from(HouseholdAdded { village: hall.villages[0] }),
        personal: Personal::None,
    };
    hall.take(lost);
    assert!(matches!(
        device.phone.store_mut().unwrap().take_page(MORNING, &hall.page(from)),
        Err(CoreError::Store(StoreError::OwnEntriesMissing))
    ));
}

#[test]
fn a_clock_years_ahead_moves_nobody() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    hall.now = MORNING + 400 * 86_400;
    hall.listed_household(hall.villages[0], "Trần Văn Đức");
    device.hear(&hall);
    device.household(hall.villages[0], "Lê Văn Tư");
    let entry = device.phone.store().unwrap().own_entries(1, 1).unwrap().remove(0);
    assert_eq!(entry.at.seconds(), MORNING);
}

#[test]
fn those_who_moved_to_a_village_of_others_are_let_go() {
    let mut hall = Hall::new();
    let far = hall.villages.pop().unwrap();
    let here = hall.listed_household(hall.villages[0], "Trần Văn Đức");
    let mover = ResidentId(hall.listed_resident(here, "Nguyễn Thị Hoà", 1950));
    let stays = ResidentId(hall.listed_resident(here, "Trần Văn Đức", 1950));
    let mut device = Device::enrolled(&mut hall, 1);
    assert_eq!(device.phone.search("hoa", 10).unwrap().residents.len(), 1);
    let from = hall.entries.len() as u64;
    let there = hall.listed_household(far, "Hồ Văn A");
    hall.write(ResidentChanged { household: Some(there), ..ResidentChanged::of(mover) });
    let page = Page { left: vec![mover, stays], ..hall.page(from) };
    device.phone.store_mut().unwrap().take_page(MORNING, &page).unwrap();
    assert!(device.phone.resident(&mover.to_string(), "vi").is_err());
    assert!(device.phone.store().unwrap().entry(mover.0).unwrap().is_none());
    assert!(device.phone.search("hoa", 10).unwrap().residents.is_empty());
    // Who lives in one of its villages stays, whatever an old page says.
    assert!(device.phone.resident(&stays.to_string(), "vi").is_ok());
}

#[test]
fn a_village_that_is_no_longer_assigned_is_let_go() {
    let mut hall = Hall::new();
    let second = hall.listed_household(hall.villages[1], "Hồ Văn A");
    let gone = hall.listed_resident(second, "Hồ Thị Bé", 1950);
    let mut device = Device::enrolled(&mut hall, 1);
    let own = device.resident(&second.to_string(), "Hồ Văn Bảy");
    let villages = vec![hall.villages[0]];
    hall.write(VillagesAssigned { device: device.id(), villages: villages.clone() });
    device.hear(&hall);
    device.phone.store_mut().unwrap().save_assigned(MORNING, &villages).unwrap();
    assert_eq!(device.phone.villages().unwrap().len(), 1);
    assert!(device.phone.household(&second.to_string()).is_err());
    assert!(device.phone.resident(&own, "vi").is_err());
    assert!(device.phone.store().unwrap().entry(gone).unwrap().is_none());
    // What this phone wrote itself stays in its chain until the end.
    let last = device.phone.store().unwrap().own_last_seq();
    assert_eq!(device.phone.store().unwrap().own_entries(1, 10).unwrap().len() as u64, last);
}

#[test]
fn own_heads_are_those_of_the_chain_at_every_entry() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    let household = device.household(hall.villages[0], "Trần Văn Đức");
    for _ in 0..140 {
        device.phone.visit_household(&household, &[], None).unwrap();
    }
    device.reopen();
    let store = device.phone.store().unwrap();
    let entries = store.own_entries(1, 1_000).unwrap();
    let mut head = Head::start(hall.device(), device.id());
    assert_eq!(store.own_head(0).unwrap(), Some(head));
    for entry in &entries {
        head = head.after(entry);
        assert_eq!(store.own_head(entry.id.seq).unwrap(), Some(head));
    }
    assert_eq!(store.own_head(store.own_last_seq() + 1).unwrap(), None);
}

fn receipt(hall: &Hall, device: &Device, number: u64, seq: u64, generation: u32) -> Receipt {
    Receipt {
        hall: hall.device(),
        generation: Generation { number: generation, mark: [generation as u8; 8] },
        number,
        device: device.id(),
        seq,
        head: device.phone.store().unwrap().own_head(seq).unwrap().unwrap(),
        backed_up: 0,
        at: MORNING + 60,
    }
}

fn save(hall: &Hall, device: &mut Device, receipt: &Receipt) -> Result<(), CoreError> {
    let bytes = receipt.sign(&hall.key).unwrap();
    device.phone.store_mut().unwrap().save_receipt(MORNING, receipt, &bytes)
}

#[test]
fn the_highest_number_of_the_newest_generation_holds() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    for _ in 0..5 {
        device.household(hall.villages[0], "Trần Văn Đức");
    }
    let received = |device: &Device| device.phone.store().unwrap().received_seq().unwrap();
    let second = receipt(&hall, &device, 2, 4, 1);
    save(&hall, &mut device, &second).unwrap();
    let first = receipt(&hall, &device, 1, 2, 1);
    save(&hall, &mut device, &first).unwrap();
    assert_eq!(received(&device), 4);
    let restored = receipt(&hall, &device, 1, 3, 2);
    save(&hall, &mut device, &restored).unwrap();
    assert_eq!(received(&device), 3);
    assert_eq!(device.phone.store().unwrap().receipt().unwrap(), Some(restored));
    assert_eq!(device.phone.waiting().unwrap().records, 2);

    let mut forked = receipt(&hall, &device, 9, 5, 2);
    forked.head = Head([9; 32]);
    let error = save(&hall, &mut device, &forked).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Hall { problem: HallProblem::Fork });
    assert_eq!(received(&device), 3);
}

#[test]
fn a_phone_that_wrote_for_one_hall_takes_no_other() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    let household = device.household(hall.villages[0], "Trần Văn Đức");
    device.phone.add_resident(&new_resident(&household, "Nguyễn Thị Hoà")).unwrap();
    let mut other = hall.record();
    other.key = device
        .phone
        .device_key()
        .map(|key| {
            use camtay_journal::keys::Signer;
            key.public_key()
        })
        .unwrap();
    assert!(matches!(
        device.phone.store_mut().unwrap().save_hall(MORNING, &other),
        Err(CoreError::NotAllowed(Denied::OtherHall))
    ));
}
