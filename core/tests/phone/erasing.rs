//! Erasing the whole phone: nothing that the hall lacks goes, unless it was given away sealed.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use camtay_core::api::{Core, Error, LentParcel, LogLevel, Logger};
use camtay_core::commands::{NewHousehold, StepOutcome, StepTap};
use camtay_core::error::{CoreError, Denied};
use camtay_core::packs::BuiltInGuides;
use camtay_core::phone::PhoneStatus;

use crate::support::{CHEAP, Device, Hall, PIN};

struct Silent;

impl Logger for Silent {
    fn log(&self, _level: LogLevel, _line: String) {}
}

/// The app's own door to the same phone, unlocked.
fn app(device: &Device) -> Arc<Core> {
    let clock = device.clock.clone();
    let core = Core::open_with_clock(
        device.path().display().to_string(),
        Arc::clone(&device.keys),
        Arc::new(BuiltInGuides),
        Arc::new(Silent),
        Arc::new(move || clock.now()),
        CHEAP,
    )
    .unwrap();
    core.unlock(PIN.to_owned()).unwrap();
    core
}

fn household(core: &Core, hall: &Hall, head: &str) {
    let village = hall.villages[0].to_string();
    core.add_household(NewHousehold { village, head: head.to_owned(), place: None }).unwrap();
}

fn is_refused(core: &Core) -> bool {
    match core.erase_everything() {
        Ok(()) => false,
        Err(error) => {
            assert!(matches!(error, Error::NotAllowed { reason: Denied::NotHandedIn }), "{error}");
            assert!(matches!(core.status(), Ok(PhoneStatus::Open { .. })), "nothing was erased");
            true
        }
    }
}

fn names(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap();
    files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn a_phone_is_erased_once_everything_was_handed_in() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    device.household(hall.villages[0], "Trần Văn Ba");
    assert!(matches!(
        device.phone.erase_everything(),
        Err(CoreError::NotAllowed(Denied::NotHandedIn))
    ));
    hall.confirm(&mut device);
    device.phone.erase_everything().unwrap();
    assert_eq!(device.phone.status().unwrap(), PhoneStatus::New);
    assert_eq!(names(device.path()), Vec::<String>::new());
    device.phone.create().unwrap();
}

#[test]
fn a_phone_is_erased_when_all_that_the_hall_lacks_was_given_away_sealed() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    device.household(hall.villages[0], "Trần Văn Ba");
    device.phone.lock().unwrap();
    let core = app(&device);
    // It lies ready since the lock; that nobody has got is no reason to erase.
    assert_eq!(core.outbox_state().unwrap().records, 1);
    assert!(is_refused(&core));
    core.parcel_frames().unwrap();
    assert!(is_refused(&core), "whether a camera has read them nobody knows");

    let bag = tempfile::tempdir().unwrap();
    let LentParcel { file, number } = core.lend_parcel(bag.path().display().to_string()).unwrap();
    assert!(is_refused(&core), "another app may not have sent it");
    core.parcel_given(number - 1).unwrap();
    assert!(is_refused(&core), "an earlier one holds less");
    core.parcel_given(number).unwrap();
    core.erase_everything().unwrap();
    assert_eq!(core.status().unwrap(), PhoneStatus::New);

    // What was given away is still here, sealed, and nothing else.
    let [aside] = &names(device.path())[..] else { panic!("{:?}", names(device.path())) };
    assert!(aside.starts_with("sealed-"), "{aside}");
    let kept = device.path().join(aside);
    assert_eq!(names(&kept), ["outbox.ctp"]);
    assert_eq!(fs::read(kept.join("outbox.ctp")).unwrap(), fs::read(file).unwrap());
    core.create().unwrap();
}

#[test]
fn what_was_recorded_after_the_file_was_saved_keeps_the_phone_from_being_erased() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    let home = device.household(hall.villages[0], "Trần Văn Ba");
    let resident = device.resident(&home, "Nguyễn Thị Hoà");
    device.phone.lock().unwrap();
    let core = app(&device);
    let bag = tempfile::tempdir().unwrap();
    let save = || core.save_parcel(bag.path().display().to_string()).unwrap();
    save();
    household(&core, &hall, "Lê Thị Tư");
    assert!(is_refused(&core));
    save();
    // A guide that is open becomes an entry when the phone is to be erased: not in the file.
    core.start_guide(resident.clone(), 1, None).unwrap();
    let outcome = StepOutcome::Alone;
    let tap = StepTap { resident, skill: 1, step: 0, outcome, come_back: None, note: None };
    core.mark_step(tap).unwrap();
    assert!(is_refused(&core));
    assert!(is_refused(&core), "refusing twice makes nothing better");
    save();
    core.erase_everything().unwrap();
}
