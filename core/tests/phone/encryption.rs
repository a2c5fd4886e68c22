//! At rest: nothing in clear, the right key or an error, never a wipe.

use std::fs;

use camtay_core::error::{CoreError, Denied, ErrorKind, StoreError, StoreProblem};
use camtay_core::phone::PhoneStatus;
use camtay_core::store::{Store, StoreKey, file_in};
use camtay_journal::vietnamese::folded;

use crate::support::{Device, Hall, PIN};

const CANARY: &str = "Nguyễn Thị Chim Hoàng Yến";

fn spellings() -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for text in
        [CANARY.to_owned(), folded(CANARY), "chim hoang yen".to_owned(), "Hoàng Yến".to_owned()]
    {
        all.push(text.as_bytes().to_vec());
        all.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        all.push(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    all
}

#[test]
fn a_name_is_found_nowhere_in_clear() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    let household = device.household(hall.villages[0], CANARY);
    let resident = device.resident(&household, CANARY);
    device.phone.start_guide(&resident, 1, None).unwrap();
    assert_eq!(device.phone.search("chim hoang", 10).unwrap().residents.len(), 1);

    let mut looked_at = Vec::new();
    for file in fs::read_dir(device.path()).unwrap() {
        let path = file.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        for spelling in spellings() {
            let found = bytes.windows(spelling.len()).any(|window| window == spelling);
            assert!(!found, "in clear in {}", path.display());
        }
        looked_at.push(path.file_name().unwrap().to_string_lossy().into_owned());
    }
    for name in ["camtay.db", "camtay.db-wal", "lock.json"] {
        assert!(looked_at.iter().any(|known| known == name), "{name} was not looked at");
    }
}

#[test]
fn a_wrong_key_is_an_error_and_touches_nothing() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    device.household(hall.villages[0], "Trần Văn Ba");
    device.phone.lock().unwrap();
    let before = fs::read(file_in(device.path())).unwrap();
    let wrong = Store::open(device.path(), &StoreKey::new([7; 32]));
    assert!(matches!(wrong, Err(CoreError::Store(StoreError::WrongKey))));
    assert_eq!(fs::read(file_in(device.path())).unwrap(), before);
    device.phone.unlock(PIN).unwrap();
    assert_eq!(device.phone.store().unwrap().own_last_seq(), 1);
}

#[test]
fn a_damaged_store_is_moved_aside_and_reported() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    device.phone.lock().unwrap();
    let file = file_in(device.path());
    let mut bytes = fs::read(&file).unwrap();
    bytes[100] ^= 0xFF;
    fs::write(&file, &bytes).unwrap();
    let error = device.phone.unlock(PIN).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Store { problem: StoreProblem::Damaged });
    assert_eq!(device.phone.status().unwrap(), PhoneStatus::New);
    let aside = fs::read_dir(device.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.file_name().unwrap().to_string_lossy().starts_with("damaged-"))
        .unwrap();
    assert_eq!(fs::read(aside.join("camtay.db")).unwrap(), bytes);
    device.phone.create().unwrap();
}

#[test]
fn a_store_that_is_there_is_never_created_over() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    device.phone.lock().unwrap();
    assert!(matches!(device.phone.create(), Err(CoreError::NotAllowed(Denied::AlreadyCreated))));
    device.phone.unlock(PIN).unwrap();
}
