//! The PIN and the finger.

use std::sync::Arc;

use camtay_core::error::{BadInput, CoreError, Denied, ErrorKind};
use camtay_core::keys::{KeyStore, KeyStoreError, WrapKey};
use camtay_core::phone::{Phone, PhoneStatus};

use crate::support::{Device, Hall, PIN, edges, keys};

fn wait(error: CoreError) -> u64 {
    match error.kind() {
        ErrorKind::WrongPin { wait_seconds, .. } => wait_seconds,
        other => panic!("{other:?}"),
    }
}

#[test]
fn wrong_pins_slow_down_and_a_restart_does_not_help() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    device.phone.lock().unwrap();
    for expected in [0, 0, 30] {
        assert_eq!(wait(device.phone.unlock("000000").unwrap_err()), expected);
        device.restart();
    }
    // Too early: not even the right one is tried.
    assert_eq!(wait(device.phone.unlock(PIN).unwrap_err()), 30);
    device.clock.pass(29);
    assert_eq!(wait(device.phone.unlock(PIN).unwrap_err()), 1);
    device.clock.pass(-86_400);
    assert_eq!(wait(device.phone.unlock(PIN).unwrap_err()), 30);
    device.clock.pass(30);
    assert_eq!(wait(device.phone.unlock("000000").unwrap_err()), 60);
    device.clock.pass(60);
    device.phone.unlock(PIN).unwrap();
    device.phone.lock().unwrap();
    assert_eq!(wait(device.phone.unlock("000000").unwrap_err()), 0);
}

#[test]
fn the_pin_opens_nothing_on_another_phone() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    device.phone.lock().unwrap();
    let mut thief = Phone::new(device.path(), keys(2), edges(&device.clock, 3));
    assert!(matches!(thief.unlock(PIN), Err(CoreError::Keys(KeyStoreError::Unavailable))));
    // Nor did that count as a wrong PIN.
    device.restart();
    assert_eq!(wait(device.phone.unlock("000000").unwrap_err()), 0);
    device.phone.unlock(PIN).unwrap();
}

#[test]
fn a_finger_opens_the_store_beside_the_pin_and_can_be_switched_off() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    device.phone.enable_biometric().unwrap();
    device.phone.lock().unwrap();
    assert_eq!(device.phone.status().unwrap(), PhoneStatus::Locked { pin: true, biometric: true });
    device.phone.unlock_with_biometric().unwrap();
    device.phone.disable_biometric().unwrap();
    device.phone.lock().unwrap();
    assert!(matches!(
        device.phone.unlock_with_biometric(),
        Err(CoreError::NotAllowed(Denied::NoBiometrics))
    ));
    device.phone.unlock(PIN).unwrap();
}

#[test]
fn an_interrupted_enrolment_goes_on_without_a_pin_and_not_once_there_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let keys = keys(1);
    let clock = crate::support::TestClock::at(0);
    let mut phone = Phone::new(folder.path(), Arc::clone(&keys), edges(&clock, 1));
    assert_eq!(phone.status().unwrap(), PhoneStatus::New);
    phone.create().unwrap();
    drop(phone);
    let mut phone = Phone::new(folder.path(), keys, edges(&clock, 1));
    assert_eq!(phone.status().unwrap(), PhoneStatus::Locked { pin: false, biometric: false });
    phone.unlock_without_pin().unwrap();
    for bad in ["", "12345", "1234567", "12345a", "１２３４５６"] {
        assert!(matches!(
            phone.set_pin(bad),
            Err(CoreError::BadInput { field: "pin", reason: BadInput::Pin })
        ));
    }
    phone.set_pin(PIN).unwrap();
    phone.lock().unwrap();
    assert!(matches!(phone.unlock_without_pin(), Err(CoreError::NotAllowed(Denied::PinNeeded))));
    phone.unlock(PIN).unwrap();
    phone.change_pin(PIN, "271828").unwrap();
    phone.lock().unwrap();
    assert!(phone.unlock(PIN).is_err());
    phone.unlock("271828").unwrap();
}

#[test]
fn a_locked_phone_shows_nothing() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    device.phone.lock().unwrap();
    assert!(matches!(device.phone.today_page(), Err(CoreError::Locked)));
    assert!(matches!(device.phone.search("a", 10), Err(CoreError::Locked)));
    assert!(matches!(device.phone.villages(), Err(CoreError::Locked)));
}

/// A key store whose finger key becomes useless, as when a finger is added to the phone.
struct NewFinger {
    keys: Arc<dyn KeyStore>,
    added: std::sync::atomic::AtomicBool,
}

impl KeyStore for NewFinger {
    fn public_key(&self) -> Result<Vec<u8>, KeyStoreError> {
        self.keys.public_key()
    }

    fn make_key(&self) -> Result<(), KeyStoreError> {
        self.keys.make_key()
    }

    fn sign(&self, message: Vec<u8>) -> Result<Vec<u8>, KeyStoreError> {
        self.keys.sign(message)
    }

    fn wrap(&self, key: WrapKey, plain: Vec<u8>) -> Result<Vec<u8>, KeyStoreError> {
        if key == WrapKey::Biometric {
            // A new key in place of the one that is useless.
            self.added.store(false, std::sync::atomic::Ordering::SeqCst);
        }
        self.keys.wrap(key, plain)
    }

    fn unwrap(&self, key: WrapKey, wrapped: Vec<u8>) -> Result<Vec<u8>, KeyStoreError> {
        if key == WrapKey::Biometric && self.added.load(std::sync::atomic::Ordering::SeqCst) {
            return Err(KeyStoreError::Unavailable);
        }
        self.keys.unwrap(key, wrapped)
    }

    fn forget(&self) -> Result<(), KeyStoreError> {
        self.keys.forget()
    }
}

#[test]
fn a_new_finger_costs_the_shortcut_and_nothing_else() {
    let mut hall = Hall::new();
    let store = Arc::new(NewFinger { keys: keys(1), added: false.into() });
    let mut device = Device::enrolled_with(&mut hall, 1, Arc::clone(&store) as Arc<dyn KeyStore>);
    device.phone.enable_biometric().unwrap();
    let home = device.household(hall.villages[0], "Trần Văn Đức");
    device.phone.lock().unwrap();
    store.added.store(true, std::sync::atomic::Ordering::SeqCst);
    let useless = device.phone.unlock_with_biometric().unwrap_err();
    assert!(matches!(useless, CoreError::Keys(KeyStoreError::Unavailable)), "{useless}");
    // That was no wrong PIN, and the PIN opens what it opened before.
    device.phone.unlock(PIN).unwrap();
    device.phone.household(&home).unwrap();
    device.phone.enable_biometric().unwrap();
    device.phone.lock().unwrap();
    device.phone.unlock_with_biometric().unwrap();
    // A new PIN leaves the finger alone, and switching that off leaves the PIN.
    device.phone.set_pin("271828").unwrap();
    device.phone.lock().unwrap();
    device.phone.unlock_with_biometric().unwrap();
    device.phone.disable_biometric().unwrap();
    device.phone.lock().unwrap();
    device.phone.unlock("271828").unwrap();
    device.phone.household(&home).unwrap();
}

#[test]
fn forgotten_keys_open_nothing_any_more() {
    let mut hall = Hall::new();
    let store = keys(1);
    let mut device = Device::enrolled_with(&mut hall, 1, Arc::clone(&store));
    device.phone.enable_biometric().unwrap();
    device.phone.lock().unwrap();
    let before = store.public_key().unwrap();
    store.forget().unwrap();
    assert_ne!(store.public_key().unwrap(), before);
    assert!(device.phone.unlock(PIN).is_err());
    assert!(device.phone.unlock_with_biometric().is_err());
}
