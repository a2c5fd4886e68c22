//! The computer at the hall dies. A backup and the recovery key on paper make the hall
//! again, and phones bring what it lacks: their own records, and the hall's decisions.

use camtay_core::api::{Error, StepOutcome};
use camtay_core::error::HallProblem;
use camtay_tests::harness::{Hall, InProcessPhone, PhoneProcess, RecoveryKey, files_under};
use serde_json::{Value, json};

use crate::commune::{self, NEVER_SHARE, count, report, whole};

/// The name of somebody who is erased after the backup.
const ERASED: &str = "Đoàn Quỳnh Ngọc Trâm";

/// A hall and the paper with its recovery key.
fn hall() -> (Hall, RecoveryKey) {
    let (hall, key) = commune::hall_with_key();
    commune::make_essential(&hall, &[NEVER_SHARE]);
    (hall, key)
}

fn practised(hall: &Hall) -> u64 {
    count(&report(hall), "3.3", "residents")
}

/// The figures of a report, without the moment at which it was counted.
fn figures(hall: &Hall) -> Value {
    report(hall)["rows"].take()
}

/// A person in a household of their own, with a finished skill.
fn guided(phone: &InProcessPhone, name: &str) -> String {
    let household = phone.new_household(&phone.village("Đông"), name);
    let resident = phone.new_resident(&household, name);
    phone.guide_whole(whole(&resident, NEVER_SHARE, StepOutcome::Helped)).unwrap();
    resident
}

fn assert_sound(hall: &Hall) {
    let check = hall.check();
    assert_eq!(check.code, 0, "{}{}", check.out, check.err);
}

#[test]
fn a_lost_hall_is_restored_and_phones_bring_what_it_lacks() {
    let (mut hall, key) = hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    guided(&phone, "Nguyễn Văn Ba");
    phone.hand_in();
    let stick = hall.folder("stick");
    let backup = hall.backup(&stick);
    let receipt = phone.upload_page().unwrap();
    guided(&phone, "Trần Thị Tư");
    guided(&phone, "Hồ Văn Năm");
    phone.hand_in();
    phone.pull();
    let before = (figures(&hall), hall.digests_by_key());
    assert_eq!(practised(&hall), 3);

    hall.lose();
    let told = hall.restore(&backup, &key);
    assert!(told.contains("generation 2"), "{told}");
    assert!(told.contains("phones: 1"), "{told}");
    hall.serve();
    assert_eq!(practised(&hall), 1, "as it was when the backup was made");
    phone.hand_in();
    phone.pull();
    assert_eq!((figures(&hall), hall.digests_by_key()), before);
    assert_eq!(phone.digests()["Đông"], hall.digests_by_key()["DONG"]);
    assert_sound(&hall);
    let after = phone.upload_page().unwrap();
    assert!(after.received > receipt.received);
    let held = phone.receipt();
    assert_eq!(held.generation.number, 2);
    assert_eq!(held.backed_up, receipt.received, "the backup is one still");
    // It goes on: what it decides now is of the new life, and its next backup holds too.
    hall.backup(&stick);
    guided(&phone, "Lê Thị Sáu");
    phone.hand_in();
    assert_eq!(phone.receipt().backed_up, after.received);
    assert_sound(&hall);
}

#[test]
fn what_the_hall_itself_decided_after_the_backup_comes_back_with_a_phone_it_forgot() {
    let (mut hall, key) = hall();
    let one = InProcessPhone::enrolled(&hall, "AN");
    let kept = guided(&one, "Nguyễn Văn Ba");
    let double = guided(&one, "Nguyễn Văn Ba");
    let gone = guided(&one, ERASED);
    one.hand_in();
    let stick = hall.folder("stick");
    let backup = hall.backup(&stick);

    let other = InProcessPhone::enrolled(&hall, "BINH");
    guided(&other, "Trần Thị Tư");
    other.hand_in();
    let data = hall.data().display().to_string();
    hall.run(&["decide", &data, "merge", &kept, &double]);
    // The stick is elsewhere on that day: only phones know.
    let away = hall.folder("drawer");
    std::fs::rename(&backup, away.join("camtay.backup")).unwrap();
    std::fs::remove_dir_all(&stick).unwrap();
    let erased = hall.run(&["erase", &data, "person", &gone, "--for-good"]);
    assert!(erased.contains("could not be told"), "{erased}");
    other.pull();
    assert_eq!(other.search("quynh ngoc tram".to_owned(), 10).unwrap().residents.len(), 0);
    let before = (figures(&hall), hall.digests_by_key());

    hall.lose();
    let told = hall.restore(&away.join("camtay.backup"), &key);
    assert!(told.contains("no list of who was erased"), "{told}");
    hall.serve();
    assert_ne!(hall.digests_by_key(), before.1);
    // The hall doesn't know this phone, nor that anybody was merged or erased.
    other.hand_in();
    assert_eq!((figures(&hall), hall.digests_by_key()), before);
    assert_sound(&hall);
    for phone in [&one, &other] {
        phone.pull();
        assert_eq!(phone.search("quynh ngoc tram".to_owned(), 10).unwrap().residents.len(), 0);
        assert_eq!(phone.digests()["Đông"], hall.digests_by_key()["DONG"]);
    }
    assert!(!hall.has_name(ERASED), "the erased name is stored");
    let reached = hall.run(&["erase", &data, "list"]);
    assert!(reached.contains("forgotten by 2 of 2 phones"), "{reached}");
    // Nothing is taken in twice.
    let entries = hall.entries();
    one.pull();
    other.hand_in();
    assert_eq!(hall.entries(), entries);
}

#[test]
fn an_old_backup_brings_nobody_back_who_was_erased() {
    let (mut hall, key) = hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    let gone = guided(&phone, ERASED);
    phone.hand_in();
    let stick = hall.folder("stick");
    let backup = hall.backup(&stick);
    let data = hall.data().display().to_string();
    let erased = hall.run(&["erase", &data, "person", &gone, "--for-good"]);
    assert!(erased.contains("forgets them again"), "{erased}");
    assert_eq!(practised(&hall), 1);

    hall.lose();
    let told = hall.restore(&backup, &key);
    assert!(told.contains("were erased since then: 1,"), "{told}");
    assert!(!hall.has_name(ERASED), "the erased name is stored");
    assert_sound(&hall);
    hall.serve();
    assert_eq!(practised(&hall), 1, "counts stay");
    // The phone hasn't heard of it, hands in nothing that brings her back, and forgets her.
    phone.hand_in();
    phone.pull();
    assert_eq!(phone.search("quynh ngoc tram".to_owned(), 10).unwrap().residents.len(), 0);
    assert!(!hall.has_name(ERASED));
    assert_sound(&hall);
}

#[test]
fn of_two_halls_restored_from_one_backup_a_phone_knows_one() {
    let (mut hall, key) = hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    guided(&phone, "Nguyễn Văn Ba");
    phone.hand_in();
    let stick = hall.folder("stick");
    let backup = hall.backup(&stick);
    let port = hall.address();
    hall.lose();
    hall.restore(&backup, &key);
    hall.serve();
    guided(&phone, "Trần Thị Tư");
    phone.hand_in();
    hall.stop();

    let mut twin = Hall::restored(&backup, &key, port);
    twin.serve();
    guided(&phone, "Hồ Văn Năm");
    let refused = phone.try_hand_in().unwrap_err();
    assert_eq!(refused, Error::Hall { problem: HallProblem::TwoHalls });
    assert_eq!(phone.try_pull().unwrap_err(), refused);
    assert_eq!(practised(&twin), 1, "nothing went to the second one");
    twin.stop();
    hall.serve();
    phone.hand_in();
    assert_eq!(practised(&hall), 3);
    assert_sound(&hall);
}

#[test]
fn a_backup_is_sealed_even_for_who_finds_the_stick() {
    let (hall, _) = hall();
    let mut phone = PhoneProcess::enrolled(&hall, "AN", &[], 0);
    let village = phone.village("Đông");
    phone.ask(json!({ "command": "add_household", "village": village, "head": ERASED }));
    phone.hand_in();
    let stick = hall.folder("stick");
    let backup = hall.backup(&stick);
    let mut names: Vec<_> = files_under(&backup)
        .iter()
        .map(|file| file.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["hall.db", "keys.sealed"]);
    let secrets: Vec<Vec<u8>> = ["identity.key", "sealing.key", "store.key"]
        .iter()
        .map(|name| std::fs::read(hall.keys().join(name)).unwrap())
        .chain([ERASED.as_bytes().to_vec(), b"SQLite".to_vec()])
        .collect();
    for file in files_under(&stick) {
        let bytes = std::fs::read(&file).unwrap();
        for secret in &secrets {
            assert!(!bytes.windows(secret.len()).any(|it| it == secret), "{}", file.display());
        }
    }
}
