//! What the hall itself wrote after its last backup comes back with the pages that phones
//! kept, and nothing else comes that way.

use camtay_hub::backup::{make, restore};
use camtay_hub::check::check;
use camtay_hub::hall::open_store;
use camtay_hub::place::Place;
use camtay_hub::{Hall, HubError, pages, returned};
use camtay_journal::entry::{HouseholdAdded, Setting, SettingChanged, VillageDefined};
use camtay_journal::ids::EntryId;
use camtay_journal::vietnamese::Day;
use camtay_journal::wire::{Log, Page};

use crate::world::{MORNING, World, clock_source, named};

/// A hall, what it wrote after its backup as pages of three entries each, and the hall
/// restored from that backup.
struct Lost {
    world: World,
    pages: Vec<Vec<u8>>,
    written: Vec<EntryId>,
    again: Hall,
    place: Place,
    _dir: tempfile::TempDir,
}

fn village(number: usize) -> VillageDefined {
    VillageDefined {
        village: None,
        key: format!("new{number}"),
        name: format!("Thôn mới {number}"),
        valid_from: Day::of_unix(MORNING),
        valid_to: None,
        successor: None,
    }
}

impl Lost {
    fn new() -> Self {
        let world = World::new(1);
        let dir = tempfile::tempdir().unwrap();
        let made = make(&world.hall, &world.place, dir.path(), None).unwrap();
        let from = control_length(&world.hall);
        let mut written = Vec::new();
        for number in 0..9 {
            written.extend(world.hall.write(vec![(village(number).into(), None)]).unwrap());
        }
        let pages = (0..3).map(|page| three(&world, from + 3 * page)).collect();
        let place = Place::new(&dir.path().join("again"), None);
        let clock = clock_source(&world.clock);
        let restored =
            restore(&made.folder, &place, &world.recovery, None, clock.clone(), [9; 32]).unwrap();
        assert_eq!(i64::from(restored.generation.number), MORNING);
        let again = Hall::open(&place, clock, [8; 32]).unwrap();
        assert_eq!(again.device(), world.hall.device());
        Self { world, pages, written, again, place, _dir: dir }
    }

    fn problems(&self) -> Vec<String> {
        let (store, keys) = open_store(&self.place).unwrap();
        check(&store, &keys).unwrap().problems
    }
}

fn control_length(hall: &Hall) -> u64 {
    let bytes = pages::signed(hall, Log::Control, 0, &[]).unwrap();
    let page = Page::open(&bytes, &hall.keys().public()).unwrap();
    assert!(!page.more);
    page.next
}

/// A page of three entries, as if the log had been asked for at that moment.
fn three(world: &World, from: u64) -> Vec<u8> {
    let keys = world.hall.keys();
    let bytes = pages::signed(&world.hall, Log::Control, from, &[]).unwrap();
    let mut page = Page::open(&bytes, &keys.public()).unwrap();
    page.entries.truncate(3);
    page.next = from + 3;
    page.more = true;
    page.sign(&keys.identity).unwrap()
}

#[test]
fn lost_entries_come_back_once_in_any_order_and_count_at_once() {
    let lost = Lost::new();
    let hall = &lost.again;
    assert_eq!(lost.problems(), [""; 0]);
    let villages = || hall.state().control.villages().count();
    let before = villages();
    for (page, there) in [(2, 3), (0, 6), (1, 9)] {
        assert_eq!(returned::take_in(hall, &lost.pages[page]).unwrap(), 3);
        assert_eq!(villages(), before + there);
        assert_eq!(lost.problems(), [""; 0], "after page {page}");
        assert_eq!(returned::take_in(hall, &lost.pages[page]).unwrap(), 0, "again");
    }
    for id in &lost.written {
        let (one, other) = (hall.entry(*id).unwrap(), lost.world.hall.entry(*id).unwrap());
        assert_eq!(one.unwrap().body, other.unwrap().body);
    }
    // What it writes now is of its own journal, later than all that came back.
    let ids = hall.write(vec![(village(10).into(), None)]).unwrap();
    assert!(ids[0].device != hall.device() && ids[0].device.is_of_hall(hall.device()));
    assert!(
        hall.entry(ids[0]).unwrap().unwrap().at > hall.entry(lost.written[8]).unwrap().unwrap().at
    );
    let runs = returned::own_runs(hall).unwrap();
    assert_eq!(runs.len(), 2, "one for each life: {runs:?}");
    assert!(lost.written.iter().all(|id| runs.iter().any(|run| run.has(*id))));
    // Another process, and the next life, have the same.
    drop(Hall::open(&lost.place, clock_source(&lost.world.clock), [7; 32]).unwrap());
    let stick = tempfile::tempdir().unwrap();
    let made = make(hall, &lost.place, stick.path(), None).unwrap();
    let third = Place::new(&stick.path().join("third"), None);
    let clock = clock_source(&lost.world.clock);
    let restored = restore(&made.folder, &third, &lost.world.recovery, None, clock, [6; 32]);
    assert_eq!(i64::from(restored.unwrap().generation.number), MORNING + 1, "the same second");
}

#[test]
fn only_what_this_hall_signed_in_an_earlier_life_is_taken() {
    let lost = Lost::new();
    let hall = &lost.again;
    let refused = |page: &[u8]| {
        let refused = returned::take_in(hall, page).unwrap_err();
        assert!(matches!(refused, HubError::BadRequest(_)), "{refused}");
    };
    for at in (0..lost.pages[0].len()).step_by(7) {
        let mut changed = lost.pages[0].clone();
        changed[at] ^= 1;
        refused(&changed);
    }
    let stranger = World::seeded(1, 5);
    refused(&three(&stranger, 0));
    refused(b"");
    // A phone's entries on a page prove nothing that a batch of the phone would not.
    let mut phone = lost.world.phone(0);
    let village = lost.world.villages[0];
    phone.add_with(MORNING, HouseholdAdded { village }, Some(named("Trần Văn Ba")));
    let mut page = Page::open(&lost.pages[0], &hall.keys().public()).unwrap();
    page.entries = phone.entries.clone();
    let page = page.sign(&hall.keys().identity).unwrap();
    assert_eq!(returned::take_in(hall, &page).unwrap(), 0);
    // Nor has a hall lost anything in the life that it lives.
    assert_eq!(returned::take_in(&lost.world.hall, &lost.pages[0]).unwrap(), 0);
    let setting = SettingChanged { setting: Setting::WeeklyLessonShare(60) };
    hall.write(vec![(setting.into(), None)]).unwrap();
    let own = pages::signed(hall, Log::Control, 0, &[]).unwrap();
    assert_eq!(returned::take_in(hall, &own).unwrap(), 0);
    assert_eq!(lost.problems(), [""; 0]);
}

#[test]
fn an_edited_entry_that_came_back_is_found() {
    let lost = Lost::new();
    returned::take_in(&lost.again, &lost.pages[1]).unwrap();
    lost.again.save_checkpoint().unwrap();
    let store = rusqlite::Connection::open(lost.place.data().join("hall.db")).unwrap();
    camtay_hub::store::unlock(&store, &lost.again.keys().store).unwrap();
    let last = "(SELECT max(arrival) FROM chunk)";
    for edit in [
        format!("UPDATE chunk SET first_seq = first_seq + 1 WHERE arrival = {last}"),
        format!("UPDATE chunk SET head_after = x'00' WHERE arrival = {last}"),
    ] {
        store.execute_batch("BEGIN").unwrap();
        store.execute(&edit, []).unwrap();
        store.execute_batch("COMMIT").unwrap();
        let problems = check_of(&lost);
        assert!(!problems.is_empty(), "{edit}");
    }
}

/// What `check` says, or that it can't even read the store.
fn check_of(lost: &Lost) -> Vec<String> {
    let (store, keys) = open_store(&lost.place).unwrap();
    check(&store, &keys).map_or_else(|error| vec![error.to_string()], |found| found.problems)
}
