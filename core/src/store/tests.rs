//! What only the store itself can be made to suffer: statements that fail, schemas of
//! other versions.

use camtay_content::Pack;
use camtay_journal::entry::{HouseholdAdded, Personal, PersonalPart, Sealed, VillageDefined};
use camtay_journal::ids::{EntryId, VillageId};
use camtay_journal::keys::{Signer, SoftwareKey};
use camtay_journal::seal::OpeningKey;
use camtay_journal::vietnamese::Day;
use camtay_journal::wire::{Generation, Log, OwnRun, Page};
use rand::SeedableRng;
use rand::rngs::StdRng;

use super::*;
use crate::packs::{self, BuiltInGuides};

const NOW: i64 = 1_795_399_200;

fn key() -> StoreKey {
    StoreKey::new([3; 32])
}

fn hall_key() -> SoftwareKey {
    SoftwareKey::generate(&mut StdRng::seed_from_u64(9))
}

fn store(folder: &Path) -> (Store, VillageId) {
    let mut random = StdRng::seed_from_u64(1);
    let hall = hall_key();
    let own = SoftwareKey::generate(&mut random).public_key().device();
    let mut store = Store::create(folder, &key(), own).unwrap();
    let record = HallRecord {
        key: hall.public_key(),
        device: hall.public_key().device(),
        sealing: OpeningKey::generate(&mut random).sealing_key(),
        addresses: Vec::new(),
        code: None,
    };
    store.save_hall(NOW, &record).unwrap();
    let page = page_of_a_village(1);
    store.take_page(NOW, &page).unwrap();
    (store, VillageId(page.entries[0].id))
}

/// The page of the control log with this entry of the hall alone.
fn page_of_a_village(seq: u64) -> Page {
    let defined = VillageDefined {
        village: None,
        key: seq.to_string(),
        name: "Suối Môn".to_owned(),
        valid_from: Day::MIN,
        valid_to: None,
        successor: None,
    };
    let entry = camtay_journal::entry::Entry {
        id: EntryId { device: hall_key().public_key().device(), seq },
        at: Hlc::new(NOW, 0),
        body: defined.into(),
        personal: Personal::None,
    };
    Page {
        log: Log::Control,
        from: seq - 1,
        next: seq,
        more: false,
        entries: vec![entry],
        left: Vec::new(),
    }
}

fn add(store: &mut Store, village: VillageId) -> Result<EntryId, CoreError> {
    let part =
        PersonalPart { name: Some("Trần Văn Đức".to_owned()), ..PersonalPart::default() };
    let personal = Personal::Here(Sealed::new(part, &mut StdRng::seed_from_u64(2)));
    store.write(NOW, |work| work.append(HouseholdAdded { village }, personal))
}

#[test]
fn an_entry_and_its_effect_are_written_together_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, village) = store(folder.path());
    add(&mut store, village).unwrap();
    let digest = store.digest(village).unwrap();
    let head = store.own_head(1).unwrap();
    // Whichever statement fails, nothing of the command is left.
    for (table, verb) in
        [("own", "INSERT"), ("household", "INSERT"), ("household", "UPDATE"), ("journal", "UPDATE")]
    {
        let fail = format!(
            "CREATE TEMP TRIGGER broken BEFORE {verb} ON main.{table}
             BEGIN SELECT RAISE(ABORT, 'broken'); END"
        );
        store.conn.execute_batch(&fail).unwrap();
        assert!(add(&mut store, village).is_err(), "{verb} {table}");
        store.conn.execute_batch("DROP TRIGGER broken").unwrap();
        assert_eq!(store.own_last_seq(), 1);
        assert_eq!(store.own_entries(1, 10).unwrap().len(), 1);
        assert_eq!(store.own_head(1).unwrap(), head);
        assert_eq!(store.digest(village).unwrap(), digest);
    }
    let next = add(&mut store, village).unwrap();
    assert_eq!(next.seq, 2);
    drop(store);
    let store = Store::open(folder.path(), &key()).unwrap();
    assert_eq!(store.own_last_seq(), 2);
    assert_ne!(store.digest(village).unwrap(), digest);
}

#[test]
fn a_page_is_put_together_again_for_a_hall_that_lost_what_is_on_it() {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, _) = store(folder.path());
    let first = Generation { number: 1, mark: [1; 8] };
    let second = Generation { number: 2, mark: [2; 8] };
    store.begin_generation(NOW, first).unwrap();
    let heard = |store: &mut Store, seq| {
        let bytes = page_of_a_village(seq).sign(&hall_key()).unwrap();
        let page = Page::open(&bytes, &hall_key().public_key()).unwrap();
        store.take_signed_page(NOW, &page, Page::front(&bytes).unwrap()).unwrap();
        bytes
    };
    let pages = [heard(&mut store, 1), heard(&mut store, 2)];
    assert_eq!(store.to_hand_back().unwrap(), None, "this hall lost nothing");
    store.begin_generation(NOW, second).unwrap();
    assert_eq!(store.log_position(Log::Control).unwrap(), 0);
    assert_eq!(store.to_hand_back().unwrap(), Some(second));
    let device = hall_key().public_key().device();
    let has = [OwnRun { device, first: 1, next: 2 }];
    let lacking = store.pages_lacking(&has).unwrap();
    assert_eq!(lacking.len(), 1);
    assert_eq!(store.page_again(lacking[0]).unwrap().unwrap(), pages[1]);
    assert_eq!(store.pages_lacking(&[]).unwrap().len(), 2);
    assert_eq!(store.pages_lacking(&[OwnRun { next: 3, ..has[0] }]).unwrap(), []);
    store.handed_back(NOW, second).unwrap();
    assert_eq!(store.to_hand_back().unwrap(), None);
    // What an entry is missing of can't be made again, and stops nothing.
    store.conn.execute("DELETE FROM heard", []).unwrap();
    assert_eq!(store.page_again(lacking[0]).unwrap(), None);
    // The new life says it all again: the old pages prove nothing more.
    heard(&mut store, 1);
    assert_eq!(store.pages_lacking(&[]).unwrap(), []);
}

#[test]
fn a_schema_of_a_later_version_is_a_typed_error_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = store(folder.path());
    store.conn.pragma_update(None, "user_version", NEWEST + 1).unwrap();
    drop(store);
    for _ in 0..2 {
        let opened = Store::open(folder.path(), &key());
        assert!(matches!(
            opened,
            Err(CoreError::Store(StoreError::Newer { found, known }))
                if found == NEWEST + 1 && known == NEWEST
        ));
    }
}

#[test]
fn what_is_stored_is_durable_before_a_command_returns() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = store(folder.path());
    let pragma = |name: &str| -> String {
        store
            .conn
            .pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))
            .map(|value| match value {
                rusqlite::types::Value::Integer(number) => number.to_string(),
                rusqlite::types::Value::Text(text) => text,
                other => format!("{other:?}"),
            })
            .unwrap()
    };
    // 2 is FULL for `synchronous`, and MEMORY for `temp_store`.
    assert_eq!(pragma("journal_mode"), "wal");
    assert_eq!(pragma("synchronous"), "2");
    assert_eq!(pragma("temp_store"), "2");
    assert_eq!(pragma("secure_delete"), "1");
}

#[test]
fn rows_of_another_fold_are_made_anew_when_the_store_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, village) = store(folder.path());
    add(&mut store, village).unwrap();
    let digest = store.digest(village).unwrap();
    store
        .conn
        .execute_batch(
            "UPDATE control SET fold = 0, bytes = x'00';
             UPDATE household SET name = 'x', hash = zeroblob(32);",
        )
        .unwrap();
    drop(store);
    let store = Store::open(folder.path(), &key()).unwrap();
    assert_eq!(store.digest(village).unwrap(), digest);
}

#[test]
fn guides_that_cannot_be_read_any_more_give_way_to_those_that_came_with_the_app() {
    let folder = tempfile::tempdir().unwrap();
    let (mut store, _) = store(folder.path());
    let mut pack = Pack::built_in().unwrap();
    pack.version = 7;
    store.save_pack(NOW, &pack.sign(&hall_key()).unwrap()).unwrap();
    assert_eq!(packs::in_use(&store, &BuiltInGuides).unwrap().version, 7);
    store.conn.execute("UPDATE pack SET bytes = CAST(substr(bytes, 1, 900) AS BLOB)", []).unwrap();
    assert_eq!(packs::in_use(&store, &BuiltInGuides).unwrap().version, 1);
}
