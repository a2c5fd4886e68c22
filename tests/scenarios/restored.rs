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
    let household = phone.new_household(&phone.village("Đông"), "Phạm Thị Bảy");
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
    assert!(told.contains("a new life of the hall"), "{told}");
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
    assert!(held.generation.number > 1);
    assert_eq!(held.backed_up, receipt.received, "the backup is one still");
    // It goes on: what it decides now is of the new life, and its next backup holds too.
    hall.backup(&stick);
    guided(&phone, "Lê Thị Sáu");
    phone.hand_in();
    assert_eq!(phone.receipt().backed_up, after.received);
    assert_sound(&hall);
}

#[test]
fn a_phone_with_nothing_new_is_told_again_that_a_restored_hall_has_everything() {
    let (mut hall, key) = hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    guided(&phone, "Nguyễn Văn Ba");
    phone.hand_in();
    let stick = hall.folder("stick");
    let backup = hall.backup(&stick);
    hall.lose();
    hall.restore(&backup, &key);
    hall.serve();
    phone.pull();
    assert_eq!(phone.waiting().unwrap().records, 4, "this hall hasn't said yet that it has them");
    phone.hand_in();
    assert_eq!(phone.waiting().unwrap().records, 0);
    assert!(phone.receipt().generation.number > 1);
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
fn of_two_halls_restored_from_one_backup_the_later_one_lives() {
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

    // That computer too is given up, before it made a backup of its own.
    let mut later = Hall::restored(&backup, &key, port);
    later.serve();
    guided(&phone, "Hồ Văn Năm");
    phone.hand_in();
    assert_eq!(practised(&later), 3, "what only the one before had came again");
    assert_sound(&later);
    later.stop();

    // Switched on again, it gets nothing and is told apart.
    hall.serve();
    guided(&phone, "Lê Thị Sáu");
    let refused = phone.try_hand_in().unwrap_err();
    assert_eq!(refused, Error::Hall { problem: HallProblem::TwoHalls });
    assert_eq!(phone.try_pull().unwrap_err(), refused);
    assert_eq!(practised(&hall), 2);
    hall.stop();
    later.serve();
    phone.hand_in();
    assert_eq!(practised(&later), 4);
    assert_sound(&later);
}

/// A hall that lacks a visit which it had confirmed, and a phone with another one.
fn hall_that_lacks_what_it_confirmed() -> (Hall, InProcessPhone) {
    let (mut hall, key) = hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    let stick = hall.folder("stick");
    let backup = hall.backup(&stick);
    guided(&phone, "Nguyễn Văn Ba");
    phone.hand_in();
    hall.lose();
    hall.restore(&backup, &key);
    hall.serve();
    guided(&phone, "Trần Thị Tư");
    (hall, phone)
}

#[test]
fn a_phone_that_only_sends_files_hears_from_the_reply_what_a_restored_hall_lacks() {
    let (hall, phone) = hall_that_lacks_what_it_confirmed();
    let bag = tempfile::tempdir().unwrap();
    let folder = bag.path().display().to_string();
    let data = hall.data().display().to_string();
    let file = phone.save_parcel(folder.clone()).unwrap();
    let refused = hall.say(&["receive", &data, &file, "--replies", &folder]);
    assert_eq!(refused.code, 1);
    assert!(refused.out.contains("entries 1 to 4 of its phone are missing"), "{refused:?}");
    assert_eq!(practised(&hall), 0);

    let taken = phone.take_reply(std::fs::read(file.replace(".ctp", ".ctr")).unwrap()).unwrap();
    assert_eq!(taken.unwrap().confirmed_at, None, "nothing was confirmed");
    assert_eq!(phone.waiting().unwrap().records, 8, "all of it is on this phone alone");
    let file = phone.save_parcel(folder.clone()).unwrap();
    hall.run(&["receive", &data, &file, "--replies", &folder]);
    phone.take_reply(std::fs::read(file.replace(".ctp", ".ctr")).unwrap()).unwrap();
    assert_eq!((practised(&hall), phone.waiting().unwrap().records), (2, 0));
    assert_sound(&hall);
}

#[test]
fn an_outbox_goes_whole_to_a_hall_that_lacks_what_it_had_confirmed() {
    let (hall, mut phone) = hall_that_lacks_what_it_confirmed();
    phone.set_pin("135790".to_owned()).unwrap();
    phone.lock().unwrap();
    phone.restart_locked();
    // Its store is closed: the outbox alone can't be taken, and isn't thought to be.
    let refused = phone.wait(phone.send_outbox()).unwrap_err();
    assert_eq!(refused, Error::Hall { problem: HallProblem::EarlierMissing });
    assert!(!phone.outbox_state().unwrap().given);
    phone.unlock("135790".to_owned()).unwrap();
    assert_eq!(phone.wait(phone.send_outbox()).unwrap().records, 8);
    assert_eq!((practised(&hall), phone.waiting().unwrap().records), (2, 0));
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
