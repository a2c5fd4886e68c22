//! Journals that part: the phone takes back what the hall has and goes on as a new device.
//! What it wrote meanwhile counts once; nothing is lost.

use std::collections::BTreeSet;

use camtay_core::api::{Standing, StepOutcome, StepTap};
use camtay_core::read_models::Whereabouts;
use camtay_journal::entry::SessionKind;
use camtay_journal::ids::{DeviceId, EntryId};
use camtay_tests::harness::{DAY, Hall, InProcessPhone, wall_clock};
use tempfile::TempDir;

use crate::commune::{self, NEVER_SHARE, VNEID, count, report, whole};

fn hall() -> Hall {
    let hall = commune::hall();
    commune::make_essential(&hall, &[NEVER_SHARE]);
    hall
}

/// A household with a resident who was guided through one skill.
fn guided(phone: &InProcessPhone, name: &str) -> String {
    let village = phone.village("Đông");
    let household = phone.new_household(&village, name);
    let resident = phone.new_resident(&household, name);
    phone.guide_whole(whole(&resident, NEVER_SHARE, StepOutcome::Helped)).unwrap();
    resident
}

/// How many entries [`guided`] writes.
const GUIDED: u64 = 4;

fn practised(hall: &Hall) -> u64 {
    count(&report(hall), "3.3", "residents")
}

/// Each phone that handed something in, and how many entries the hall has of it.
fn stored(hall: &Hall) -> Vec<u64> {
    let library = hall.library();
    let devices: Vec<DeviceId> = library.state().control.devices().collect();
    let mut all: Vec<u64> =
        devices.into_iter().map(|it| library.mark(it).unwrap().next_seq - 1).collect();
    all.retain(|entries| *entries > 0);
    all.sort_unstable();
    all
}

fn device_of(id: &str) -> DeviceId {
    id.parse::<EntryId>().unwrap().device
}

/// Phone and hall come to the same, everything is received, and the hall is well.
fn agrees(phone: &InProcessPhone, hall: &Hall) {
    phone.pull();
    assert_eq!(phone.digests()["Đông"], hall.digests_by_key()["DONG"]);
    let records = phone.own_records(None, 100).unwrap().records;
    assert!(records.iter().all(|record| record.whereabouts != Whereabouts::OnThisPhone));
    let check = hall.check();
    assert_eq!(check.code, 0, "{}{}", check.out, check.err);
}

#[test]
fn a_store_restored_from_a_copy_gets_back_what_the_hall_has_and_loses_nothing_of_its_own() {
    let hall = hall();
    let mut phone = InProcessPhone::enrolled(&hall, "AN");
    let before = guided(&phone, "Nguyễn Thị Một");
    phone.hand_in();
    // In the copy, but the receipt is not.
    guided(&phone, "Nguyễn Thị Hai");
    let copy = phone.copy();
    phone.hand_in();
    // At the hall, but not in the copy.
    guided(&phone, "Nguyễn Thị Ba");
    phone.hand_in();
    phone.go_back_to(copy.path());

    // Three days ago by its clock: a session, a household and a resident that the session's
    // records name, a guide that is left open, and a record about somebody from before.
    let village = phone.village("Đông");
    let session = phone.new_session(&village, SessionKind::HomeVisit);
    let household = phone.new_household(&village, "Trần Văn Bốn");
    let resident = phone.new_resident(&household, "Trần Văn Bốn");
    let mut guide = whole(&resident, NEVER_SHARE, StepOutcome::Alone);
    guide.session = Some(session.clone());
    phone.guide_whole(guide).unwrap();
    phone.visit_household(household, vec![resident.clone()], Some(session.clone())).unwrap();
    let mistake = phone.guide_whole(whole(&resident, VNEID, StepOutcome::Alone)).unwrap();
    phone.take_back(mistake).unwrap();
    phone.guide_whole(whole(&before, VNEID, StepOutcome::Helped)).unwrap();
    phone.start_guide(resident.clone(), VNEID, Some(session)).unwrap();
    let tap = StepTap {
        resident: resident.clone(),
        skill: VNEID,
        step: 0,
        outcome: StepOutcome::Alone,
        come_back: None,
        note: None,
    };
    phone.mark_step(tap).unwrap();
    let digest = phone.digests()["Đông"].clone();

    let handed_in = phone.hand_in();
    assert_eq!(handed_in.entries, 9, "its own tail, and nothing that the hall has");
    assert_ne!(phone.digests()["Đông"], digest);
    let again = phone.resident_called("Trần Văn Bốn");
    assert_ne!(device_of(&again), device_of(&resident), "it is a new device");
    // The open guide goes on where it was.
    phone.finish_guide(again, VNEID).unwrap().unwrap();
    assert_eq!(phone.hand_in().entries, 1);
    assert!(!phone.resident_called("Nguyễn Thị Một").is_empty());
    agrees(&phone, &hall);
    assert!(!phone.resident_called("Nguyễn Thị Ba").is_empty());
    assert_eq!(practised(&hall), 4);
    assert_eq!(stored(&hall), [10, 3 * GUIDED]);
    assert_eq!(phone.wait(phone.ask_standing()).unwrap(), Standing::Approved);
    let aside = hall.library().state().control.all_set_aside().count();
    assert_eq!(aside, 0, "the correction in the tail follows its entry");
}

#[test]
fn flash_that_lost_the_last_writes_brings_them_back_from_the_hall() {
    let hall = hall();
    let mut phone = InProcessPhone::enrolled(&hall, "AN");
    guided(&phone, "Nguyễn Thị Một");
    let copy = phone.copy();
    guided(&phone, "Nguyễn Thị Hai");
    phone.hand_in();
    phone.go_back_to(copy.path());

    // It asks what is new, and hears of what it wrote itself.
    phone.pull();
    assert!(!phone.resident_called("Nguyễn Thị Hai").is_empty());
    assert_eq!(phone.hand_in().entries, 0);
    guided(&phone, "Nguyễn Thị Ba");
    assert_eq!(phone.hand_in().entries, GUIDED);
    agrees(&phone, &hall);
    assert_eq!(practised(&hall), 3);
    assert_eq!(stored(&hall), [GUIDED, 2 * GUIDED]);
}

#[test]
fn one_key_on_two_phones_becomes_two_phones() {
    let hall = hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    guided(&phone, "Nguyễn Thị Một");
    let twin = phone.twin_at(&hall);
    let (mut names, mut devices) = (1, BTreeSet::new());
    for round in ["Lê", "Hồ", "Phan"] {
        for (at, phone) in [&phone, &twin].into_iter().enumerate() {
            let resident = guided(phone, &format!("{round} Thị {}", ["Bình", "Chi"][at]));
            names += 1;
            assert!(phone.hand_in().confirmed_at.is_some());
            devices.insert(device_of(&resident));
            assert_eq!(practised(&hall), names);
        }
    }
    assert_eq!(devices.len(), 2, "one of them went on as a new device, once");
    agrees(&phone, &hall);
    agrees(&twin, &hall);
    assert_eq!(stored(&hall), [3 * GUIDED, 4 * GUIDED]);
}

#[test]
fn a_suspended_phone_gets_no_successor() {
    let hall = hall();
    let mut phone = InProcessPhone::enrolled(&hall, "AN");
    let copy = phone.copy();
    let device = device_of(&guided(&phone, "Nguyễn Thị Một"));
    phone.hand_in();
    phone.go_back_to(copy.path());
    guided(&phone, "Nguyễn Thị Hai");
    hall.decide(camtay_journal::entry::DeviceSuspended { device, suspended: true });
    phone.try_hand_in().unwrap_err();
    hall.decide(camtay_journal::entry::DeviceSuspended { device, suspended: false });
    assert_eq!(phone.hand_in().entries, GUIDED);
    agrees(&phone, &hall);
    assert_eq!(practised(&hall), 2);
}

#[test]
fn the_branch_that_turns_up_later_by_file_is_refused_and_counts_once() {
    let hall = hall();
    let mut phone = InProcessPhone::enrolled(&hall, "AN");
    let copy = phone.copy();
    guided(&phone, "Nguyễn Thị Một");
    phone.hand_in();
    phone.go_back_to(copy.path());
    phone.set_clock(wall_clock() - DAY);
    guided(&phone, "Nguyễn Thị Hai");
    let bags = [TempDir::new().unwrap(), TempDir::new().unwrap()];
    let give_away = |bag: &TempDir| phone.save_parcel(bag.path().display().to_string()).unwrap();
    let receive = |file: &str| hall.say(&["receive", hall.data().to_str().unwrap(), file]);
    let file = give_away(&bags[0]);
    let refused = receive(&file);
    assert_eq!(refused.code, 1, "{refused:?}");
    assert!(refused.out.contains("goes on as a new one"), "{refused:?}");
    assert_eq!(practised(&hall), 1);

    // It asks what is new and goes on as a new phone; what it gives away then is taken in.
    phone.pull();
    let taken = receive(&give_away(&bags[1]));
    assert_eq!(taken.code, 0, "{taken:?}");
    assert_eq!(practised(&hall), 2);
    let refused = receive(&file);
    assert_eq!(refused.code, 1, "{refused:?}");
    assert_eq!(phone.hand_in().entries, GUIDED);
    agrees(&phone, &hall);
    assert_eq!(practised(&hall), 2);
    assert_eq!(phone.outbox_state().unwrap().records, 0);
}
