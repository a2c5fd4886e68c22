//! A name, a number and a note that stand nowhere in clear: not in the files of phone or
//! hall, not beside them, not in backups and what couriers carry, not in any log or in what
//! a process that was killed had written. Once they are erased, not decrypted either.

use std::path::Path;

use camtay_core::api::{NewHousehold, NewResident, StepOutcome, WholeGuide};
use camtay_core::error::{CoreError, StoreError};
use camtay_core::store::{Store, StoreKey};
use camtay_journal::entry::Reason;
use camtay_tests::harness::{Hall, InProcessPhone, PhoneProcess, files_under, resident};
use serde_json::json;

use crate::commune::{self, VNEID, whole};

const NAME: &str = "Đoàn Quỳnh Ngọc Trâm";
const PLACE: &str = "sau vườn thanh trà nhà ông Kiểm";
const NOTE: &str = "màn hình vỡ góc trái như mạng nhện";
const PHONE: &str = "0983517264";

/// Every form in which somebody who looks through the bytes would find a text.
fn forms(text: &str) -> Vec<Vec<u8>> {
    let folded = camtay_journal::vietnamese::folded(text);
    let mut forms = Vec::new();
    for text in [text, &text.to_lowercase(), &text.to_uppercase(), &folded] {
        let units: Vec<u16> = text.encode_utf16().collect();
        forms.push(text.as_bytes().to_vec());
        forms.push(units.iter().flat_map(|unit| unit.to_le_bytes()).collect());
        forms.push(units.iter().flat_map(|unit| unit.to_be_bytes()).collect());
    }
    forms
}

fn needles() -> Vec<Vec<u8>> {
    let mut texts = vec![NAME, PLACE, NOTE, PHONE];
    // The parts of the name that nothing else is called.
    texts.extend(["Quỳnh Ngọc", "thanh trà", "mạng nhện"]);
    texts.iter().flat_map(|text| forms(text)).collect()
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// The files of a folder that hold one of the texts.
fn found_in(folder: &Path) -> Vec<String> {
    let needles = needles();
    let files = files_under(folder);
    assert!(!files.is_empty());
    files
        .into_iter()
        .filter(|file| {
            let bytes = std::fs::read(file).unwrap();
            needles.iter().any(|needle| holds(&bytes, needle))
        })
        .map(|file| file.file_name().unwrap().to_string_lossy().into_owned())
        .collect()
}

fn nowhere(phone: &PhoneProcess, hall: &Hall, when: &str) {
    assert_eq!(found_in(&phone.folder()), [""; 0], "{when}");
    assert_eq!(found_in(&hall.data()), [""; 0], "at the hall, {when}");
    for (log, of) in [(phone.log(), "phone"), (hall.log(), "hall")] {
        let found = needles().iter().any(|needle| holds(log.as_bytes(), needle));
        assert!(!found, "the {of}'s log, {when}");
    }
}

#[test]
fn a_canary_is_found_nowhere_in_clear() {
    let mut hall = commune::hall();
    let mut phone = PhoneProcess::enrolled(&hall, "AN", &[], 0);
    phone.ask(json!({ "command": "set_pin", "pin": "135790" }));
    let village = phone.village("Đông");
    let household = phone.ask_id(
        json!({ "command": "add_household", "village": village, "head": NAME, "place": PLACE }),
    );
    let resident = phone.ask_id(json!({
        "command": "add_resident", "household": household, "name": NAME, "birth_year": 1958,
        "adult": true, "phone": PHONE, "guest": false, "consent_given": true,
    }));
    let guide = |command: &str| json!({ "command": command, "resident": resident, "skill": VNEID });
    let mut tap = guide("mark_step");
    tap["step"] = json!(0);
    tap["outcome"] = json!({ "stuck": { "reason": "other" } });
    tap["note"] = json!(NOTE);
    phone.ask(guide("start_guide"));
    phone.ask(tap.clone());
    // A search leaves no index behind, a refused input no trace in the log.
    phone.ask(json!({ "command": "search", "query": "quynh ngoc tram" }));
    phone.try_ask(json!({
        "command": "change_resident", "resident": resident, "name": format!("{NAME} 046058001234"),
    }));
    phone.try_ask(json!({ "command": "resident", "resident": NAME }));
    nowhere(&phone, &hall, "while the store is open");

    phone.kill();
    nowhere(&phone, &hall, "after a crash in the middle of a guide");
    phone.start();
    phone.try_ask(json!({ "command": "unlock", "pin": "000000" }));
    phone.ask(json!({ "command": "unlock", "pin": "135790" }));
    let found = phone.ask(json!({ "command": "search", "query": "tram" }));
    assert_eq!(found["residents"][0]["name"], NAME, "it is there for whoever has the PIN");
    let carried = phone.folder().join("carried");
    std::fs::create_dir(&carried).unwrap();
    let file = phone.ask_id(json!({ "command": "save_parcel", "folder": carried }));
    let data = hall.data().display().to_string();
    hall.run(&["receive", &data, &file, "--replies", carried.to_str().unwrap()]);
    assert_eq!(files_under(&carried).len(), 2, "a parcel and a reply");
    nowhere(&phone, &hall, "while parcel and reply are carried");
    phone.hand_in();
    nowhere(&phone, &hall, "after the hand-in");
    phone.ask(json!({ "command": "pull" }));
    phone.ask(json!({ "command": "lock" }));
    nowhere(&phone, &hall, "when it is locked");
    phone.kill();
    nowhere(&phone, &hall, "at the end");
    hall.run(&["report", hall.data().to_str().unwrap(), "--freeze"]);
    assert!(
        hall.store_by_hand(&hall.data()).query_row("SELECT 1 FROM report", [], |_| Ok(())).is_ok()
    );
    nowhere(&phone, &hall, "after a report was frozen");
    let stick = hall.folder("stick");
    hall.backup(&stick);
    assert_eq!(found_in(&stick), [""; 0], "in a backup");
    hall.kill();
    nowhere(&phone, &hall, "when the hall was killed");
    hall.serve();
    hall.stop();
    nowhere(&phone, &hall, "when the hall stopped");
    // The search itself works: in the open, the canary would have been found.
    std::fs::write(phone.folder().join("notes.txt"), NAME.to_lowercase()).unwrap();
    assert_eq!(found_in(&phone.folder()), ["notes.txt"]);
}

/// The texts that the hall's store holds, once it is decrypted.
fn kept(hall: &Hall) -> Vec<&'static str> {
    [NAME, PLACE, NOTE, PHONE].into_iter().filter(|text| hall.has_name(text)).collect()
}

#[test]
fn what_was_erased_is_not_there_for_whoever_has_the_keys_either() {
    let (mut hall, key) = commune::hall_with_key();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    let household = NewHousehold {
        village: phone.village("Đông"),
        head: "Phạm Thị Bảy".to_owned(),
        place: Some(PLACE.to_owned()),
    };
    let household = phone.add_household(household).unwrap();
    let resident = NewResident { phone: Some(PHONE.to_owned()), ..resident(&household, NAME) };
    let resident = phone.add_resident(resident).unwrap();
    let stuck = StepOutcome::Stuck { reason: Reason::Other };
    let guide = WholeGuide { note: Some(NOTE.to_owned()), ..whole(&resident, VNEID, stuck) };
    phone.guide_whole(guide).unwrap();
    let bag = hall.folder("bag");
    let late = phone.save_parcel(bag.display().to_string()).unwrap();
    phone.hand_in();
    let stick = hall.folder("stick");
    let backup = hall.backup(&stick);
    assert_eq!(kept(&hall), [NAME, PLACE, NOTE, PHONE]);

    let data = hall.data().display().to_string();
    for subject in [&resident, &household] {
        hall.run(&["erase", &data, "person", subject, "--for-good"]);
    }
    assert_eq!(kept(&hall), [""; 0]);
    hall.run(&["receive", &data, &late, "--replies", &bag.display().to_string()]);
    phone.pull();
    phone.hand_in();
    assert_eq!(kept(&hall), [""; 0], "after a file from before");
    assert_eq!(found_in(phone.folder()), [""; 0], "on the phone");
    for folder in [&bag, &stick] {
        assert_eq!(found_in(folder), [""; 0]);
    }
    hall.lose();
    hall.restore(&backup, &key);
    assert_eq!(kept(&hall), [""; 0], "after a restore from before");
    hall.serve();
    phone.hand_in();
    assert_eq!(kept(&hall), [""; 0], "after a phone came");
    assert_eq!(hall.check().code, 0);
}

#[test]
fn a_store_opened_with_a_wrong_key_fails_and_is_left_as_it_was() {
    let hall = commune::hall();
    let mut phone = PhoneProcess::enrolled(&hall, "AN", &[], 0);
    phone.ask(json!({ "command": "lock" }));
    phone.kill();
    let folder = phone.folder();
    let before: Vec<_> = files_under(&folder)
        .into_iter()
        .map(|file| (std::fs::read(&file).unwrap(), file))
        .collect();
    let wrong = StoreKey::new([7; 32]);
    let opened = Store::open(&folder, &wrong);
    assert!(matches!(opened, Err(CoreError::Store(StoreError::WrongKey))), "{opened:?}");
    for (bytes, file) in before {
        assert_eq!(std::fs::read(&file).unwrap(), bytes, "{}", file.display());
    }
    phone.start();
    phone.ask(json!({ "command": "unlock_without_pin" }));
}
