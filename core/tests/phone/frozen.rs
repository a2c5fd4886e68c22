//! Stores of every released schema open, migrate, and come to what they came to when they
//! were written. `tests/frozen/core/README.md` says how one is made.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use camtay_core::commands::{StepOutcome, StepTap, WholeGuide};
use camtay_core::keys::SoftwareKeyStore;
use camtay_core::phone::Phone;
use camtay_core::read_models::{HouseholdState, SkillState};
use camtay_journal::chain::Head;
use camtay_journal::codec::batch::Batch;
use camtay_journal::entry::{Consent, Reason, SessionKind};
use camtay_journal::ids::VillageId;
use camtay_journal::keys::Signer;
use camtay_journal::wire::Log;
use rand::SeedableRng;
use rand::rngs::StdRng;

use crate::support::{Device, Hall, MORNING, PIN, TestClock, edges};

/// What the two villages of the story come to.
const DIGESTS: [&str; 2] = [
    "797555972e5dab7057a021c2496d148c24f1eaf6ab18dd3090cfa10d04355e78",
    "ba0bd7e02450a00a15b3f98985fc56b1caa4796b11365e7b46702f2961426b0c",
];

/// A day of visits and a class, with one guide still open at its end.
pub fn story(hall: &mut Hall, device: &mut Device) {
    let listed_home = hall.listed_household(hall.villages[1], "Hồ Văn A");
    let listed = hall.listed_resident(listed_home, "Hồ Thị Bé", 1958).to_string();
    device.hear(hall);
    let home = device.household(hall.villages[0], "Trần Văn Đức");
    let one = device.resident(&home, "Nguyễn Thị Hoà");
    let other = device.resident(&home, "Trần Văn Đức");
    let visit = device.session(hall.villages[0], SessionKind::HomeVisit);
    let phone = &mut device.phone;
    phone.visit_household(&home, std::slice::from_ref(&one), Some(&visit)).unwrap();
    phone.start_guide(&one, 1, Some(&visit)).unwrap();
    let tap = |resident: &str, step, outcome, note: Option<&str>| StepTap {
        resident: resident.to_owned(),
        skill: 1,
        step,
        outcome,
        come_back: None,
        note: note.map(str::to_owned),
    };
    phone.mark_step(&tap(&one, 0, StepOutcome::Alone, None)).unwrap();
    let stuck = StepOutcome::Stuck { reason: Reason::Other };
    phone.mark_step(&tap(&one, 1, stuck, Some("máy hết pin"))).unwrap();
    phone.finish_guide(&one, 1).unwrap();
    phone.set_appointment(&one, Some(1), "2026-11-30").unwrap();
    let whole = WholeGuide {
        resident: other.clone(),
        skill: 2,
        outcome: StepOutcome::Already,
        come_back: None,
        note: None,
        session: Some(visit.clone()),
    };
    phone.guide_whole(&whole).unwrap();
    let mistaken = phone.guide_whole(&WholeGuide { skill: 30, ..whole }).unwrap();
    phone.take_back(&mistaken).unwrap();
    phone.count_unnamed_refusal(&home, Some(&visit)).unwrap();
    phone.close_session(&visit).unwrap();
    device.clock.pass(3 * 3_600);
    let class = device.session(hall.villages[1], SessionKind::Class);
    let phone = &mut device.phone;
    phone.record_consent(&listed, Consent::Given, Some(&class)).unwrap();
    phone.mark_attendance(&class, std::slice::from_ref(&listed), true).unwrap();
    phone.count_heads(&class, 12).unwrap();
    phone.guide_class(&class, 20, &[listed], StepOutcome::Helped).unwrap();
    phone.start_guide(&other, 1, None).unwrap();
    phone.mark_step(&tap(&other, 0, StepOutcome::Helped, None)).unwrap();
}

fn frozen(version: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/frozen/core").join(version)
}

/// The phone of a frozen folder, on a copy of it.
fn thaw(version: &str) -> (tempfile::TempDir, Phone) {
    let folder = tempfile::tempdir().unwrap();
    for file in fs::read_dir(frozen(version)).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    let keys =
        SoftwareKeyStore::in_file(&folder.path().join("keys.hex"), &mut StdRng::seed_from_u64(0));
    let clock = TestClock::at(MORNING + 86_400);
    let phone = Phone::new(folder.path(), Arc::new(keys.unwrap()), edges(&clock, 7));
    (folder, phone)
}

fn villages(phone: &Phone) -> Vec<VillageId> {
    let mut villages = phone.store().unwrap().assigned_villages().unwrap();
    villages.sort_unstable();
    villages
}

#[test]
fn a_store_of_schema_1_opens_and_comes_to_what_it_came_to() {
    let (_folder, mut phone) = thaw("v1");
    phone.unlock(PIN).unwrap();
    // The pages are asked for once more, to keep what proves them.
    assert_eq!(phone.store().unwrap().log_position(Log::Control).unwrap(), 0);
    // The guide that was open when the app was killed is finished now.
    let found = phone.search("duc", 10).unwrap().residents.remove(0);
    let page = phone.resident(&found.id, "vi").unwrap();
    assert_eq!(page.groups[0].skills[0].state, SkillState::Begun);
    assert_eq!(page.groups[0].skills[1].state, SkillState::Already);
    assert!(phone.store().unwrap().drafts().unwrap().is_empty());
    let last = phone.own_records(None, 1).unwrap().records.remove(0);
    phone.take_back(&last.entry).unwrap();

    for (village, expected) in villages(&phone).into_iter().zip(DIGESTS) {
        assert_eq!(phone.digest(village).unwrap().to_string(), expected);
    }
    phone.store_mut().unwrap().refold(MORNING).unwrap();
    for (village, expected) in villages(&phone).into_iter().zip(DIGESTS) {
        assert_eq!(phone.digest(village).unwrap().to_string(), expected, "refolded");
    }
    let line = &phone.villages().unwrap()[1];
    let back = phone.households(&line.id, Some(HouseholdState::ComeBack), None, 10).unwrap();
    assert_eq!(back.lines[0].head, "Trần Văn Đức");
}

/// Whatever version wrote it: the hall gets it in today's batches.
#[test]
fn a_store_of_schema_1_hands_in_all_that_it_wrote() {
    let (_folder, mut phone) = thaw("v1");
    phone.unlock(PIN).unwrap();
    let store = phone.store().unwrap();
    let hall = store.hall().unwrap().unwrap().device;
    let entries = store.own_entries(1, usize::MAX >> 1).unwrap();
    let key = phone.device_key().unwrap();
    let batch = Batch::seal(hall, Head::start(hall, key.device()), &entries, &key).unwrap();
    let opened = Batch::open(&batch, &key.public_key()).unwrap();
    assert_eq!(opened.entries, entries);
    assert_eq!(store.own_head(store.own_last_seq()).unwrap(), Some(opened.head_after));
}

#[test]
fn the_story_told_today_comes_to_the_same_on_phone_and_hall() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    story(&mut hall, &mut device);
    device.hand_in(&mut hall);
    let digests = hall.state.digests();
    let villages = villages(&device.phone);
    assert_eq!(villages.len(), DIGESTS.len());
    for village in villages {
        assert_eq!(device.phone.digest(village).unwrap(), digests[&village]);
    }
}
