//! The stories that every store must pass. A verb without a story is a verb that nobody
//! may rely on.

use camtay_journal::chain::Head;
use camtay_journal::clock::Hlc;
use camtay_journal::entry::Sha256Digest;
use camtay_journal::ids::{DeviceId, EntryId, VolunteerId};
use camtay_journal::wire::Generation;

use super::{
    Appended, Backup, Checkpoint, CodeUse, Contact, Encrypted, Identity, Mark, OrderNote, Parked,
    Piece, SqliteStore, StateRow, StateTable, Store, StoreError, StoreKey, copy, verify,
};

const HALL: DeviceId = DeviceId([1; 8]);
const PHONE: DeviceId = DeviceId([2; 8]);
const OTHER: DeviceId = DeviceId([3; 8]);
const IDENTITY: Identity =
    Identity { device: HALL, generation: Generation { number: 1, mark: [7; 8] } };
const VOLUNTEER: VolunteerId = VolunteerId(EntryId { device: HALL, seq: 5 });

type Story = (&'static str, fn(&dyn Store));

const STORIES: &[Story] = &[
    ("a new store knows its hall and nothing else", new_store),
    ("a piece is durable and moves the watermark", append),
    ("a piece that does not fit stores nothing", append_that_does_not_fit),
    ("pieces of one append are all stored or none", append_all_or_none),
    ("what stands beside a journal moves no watermark and is stored once", beside),
    ("chunks come back in the order of arrival", chunks),
    ("a replaced batch takes the place of the old one alone", replaced_batches),
    ("a phone's word of how far it has read never goes back", contacts),
    ("what is parked goes on from the journal and from nothing else", parked),
    ("an order has a number that no other had", orders),
    ("a card with other addresses is another version", cards),
    ("the clock never goes back", clock),
    ("a code is the first phone's that shows it in time", invitations),
    ("pack files are kept by digest", packs),
    ("a kept report never changes", reports),
    ("a checkpoint is written over an older one only", checkpoints),
    ("the last backup says how far each device is in it", backups),
    ("a newer life of the hall begins, an older one never", generations),
];

#[test]
fn the_sqlite_store_passes_every_story() {
    for (name, story) in STORIES {
        println!("{name}");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("hall.db");
        story(&SqliteStore::create(&file, &key(), IDENTITY).unwrap());
        // What a store says it says again after a restart.
        let device = SqliteStore::open(&file, &key()).unwrap().identity().unwrap().device;
        assert_eq!(device, HALL);
    }
}

#[test]
fn a_store_is_made_once_and_opened_only_when_it_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hall.db");
    assert!(SqliteStore::open(&file, &key()).is_err());
    SqliteStore::create(&file, &key(), IDENTITY).unwrap();
    assert!(SqliteStore::create(&file, &key(), IDENTITY).is_err());
}

#[test]
fn a_wrong_key_opens_nothing_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hall.db");
    drop(SqliteStore::create(&file, &key(), IDENTITY).unwrap());
    let before = std::fs::read(&file).unwrap();
    assert!(!before.windows(6).any(|bytes| bytes == b"SQLite"), "nothing stands in clear");
    let wrong = StoreKey::new([9; 32]);
    assert!(matches!(SqliteStore::open(&file, &wrong), Err(StoreError::WrongKey)));
    assert_eq!(std::fs::read(&file).unwrap(), before);
    assert!(SqliteStore::open(&file, &key()).is_ok());
}

#[test]
fn a_copy_has_everything_under_another_key_and_a_changed_byte_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let other = StoreKey::new([6; 32]);
    let store = SqliteStore::create(&at("hall.db"), &key(), IDENTITY).unwrap();
    stored(&store, &[piece(PHONE, start(), 10, 1)]);
    let (from, to) = (at("hall.db"), at("copy.db"));
    let from = Encrypted { file: &from, key: &key() };
    let to = Encrypted { file: &to, key: &other };
    copy(from, to).unwrap();
    verify(to).unwrap();
    let copied = SqliteStore::open_copy(to.file, to.key).unwrap();
    assert_eq!(copied.identity().unwrap(), IDENTITY);
    assert_eq!(copied.marks().unwrap(), store.marks().unwrap());
    assert_eq!(copied.chunks_after(0, 10).unwrap(), store.chunks_after(0, 10).unwrap());
    assert!(copied.append(&[piece(OTHER, start(), 1, 2)], Hlc::default()).is_err());
    drop(copied);
    // Arrivals go on where they were: none is given twice.
    let opened = SqliteStore::open(to.file, to.key).unwrap();
    assert_eq!(stored(&opened, &[piece(OTHER, start(), 1, 2)]), [2]);
    drop(opened);
    assert!(matches!(verify(Encrypted { key: &key(), ..to }), Err(StoreError::WrongKey)));
    let right = std::fs::read(to.file).unwrap();
    for at in [5_000, right.len() / 2, right.len() - 1] {
        let mut wrong = right.clone();
        wrong[at] ^= 1;
        std::fs::write(to.file, &wrong).unwrap();
        assert!(matches!(verify(to), Err(StoreError::Damaged(_))), "byte {at}");
    }
    std::fs::write(to.file, &right[..right.len() - 4_096]).unwrap();
    assert!(verify(to).is_err(), "cut short");
}

fn key() -> StoreKey {
    StoreKey::new([5; 32])
}

fn head(number: u8) -> Head {
    Head([number; 32])
}

fn start() -> Mark {
    Mark { next_seq: 1, head: head(0), receipts: 0 }
}

fn after(mark: Mark, count: u64, head_after: Head) -> Mark {
    Mark { next_seq: mark.next_seq + count, head: head_after, receipts: mark.receipts + 1 }
}

fn piece(device: DeviceId, expected: Mark, count: u64, number: u8) -> Piece<'static> {
    Piece { device, expected, count, head_after: head(number), batch: b"batch" }
}

fn stored(store: &dyn Store, pieces: &[Piece<'_>]) -> Vec<u64> {
    match store.append(pieces, Hlc::default()).unwrap() {
        Appended::Stored { arrivals, .. } => arrivals,
        Appended::Moved(device) => panic!("{device} moved"),
    }
}

fn new_store(store: &dyn Store) {
    assert_eq!(store.identity().unwrap(), IDENTITY);
    assert_eq!(store.last_arrival().unwrap(), 0);
    assert_eq!(store.marks().unwrap(), (0, Vec::new()));
    assert_eq!(store.mark(PHONE).unwrap(), None);
    assert_eq!(store.clock().unwrap(), Hlc::default());
    assert_eq!(store.checkpoint().unwrap(), None);
    assert_eq!(store.chunks_after(0, 10).unwrap(), Vec::new());
    assert_eq!(store.chunk_with(EntryId { device: PHONE, seq: 1 }).unwrap(), None);
}

fn append(store: &dyn Store) {
    let first = store.append(&[piece(PHONE, start(), 10, 1)], Hlc::default()).unwrap();
    let Appended::Stored { before: 0, arrivals } = first else { panic!("{first:?}") };
    let mark = after(start(), 10, head(1));
    assert_eq!(store.mark(PHONE).unwrap(), Some(mark));
    assert_eq!(store.last_arrival().unwrap(), arrivals[0]);
    let second = store.append(&[piece(PHONE, mark, 5, 2)], Hlc::default()).unwrap();
    assert!(matches!(second, Appended::Stored { before, .. } if before == arrivals[0]));
    let (last, marks) = store.marks().unwrap();
    assert_eq!(last, store.last_arrival().unwrap());
    assert_eq!(marks, [(PHONE, after(mark, 5, head(2)))]);
}

fn append_that_does_not_fit(store: &dyn Store) {
    stored(store, &[piece(PHONE, start(), 10, 1)]);
    let mark = after(start(), 10, head(1));
    for wrong in [
        start(),
        Mark { next_seq: 12, ..mark },
        Mark { head: head(9), ..mark },
        Mark { receipts: 4, ..mark },
    ] {
        let moved = store.append(&[piece(PHONE, wrong, 1, 3)], Hlc::new(9, 0)).unwrap();
        assert_eq!(moved, Appended::Moved(PHONE));
    }
    assert_eq!(store.mark(PHONE).unwrap(), Some(mark));
    assert_eq!(store.clock().unwrap(), Hlc::default());
    let unknown = store.append(&[piece(OTHER, mark, 1, 3)], Hlc::default()).unwrap();
    assert_eq!(unknown, Appended::Moved(OTHER));
}

fn append_all_or_none(store: &dyn Store) {
    let mark = after(start(), 10, head(1));
    let chain =
        [piece(PHONE, start(), 10, 1), piece(OTHER, start(), 1, 4), piece(PHONE, mark, 2, 2)];
    let broken = [chain[0], chain[1], piece(PHONE, start(), 2, 2)];
    assert_eq!(store.append(&broken, Hlc::default()).unwrap(), Appended::Moved(PHONE));
    assert_eq!(store.marks().unwrap(), (0, Vec::new()));
    let arrivals = stored(store, &chain);
    assert!(arrivals.windows(2).all(|pair| pair[0] < pair[1]));
    assert_eq!(store.mark(PHONE).unwrap(), Some(after(mark, 2, head(2))));
    assert_eq!(store.mark(OTHER).unwrap(), Some(after(start(), 1, head(4))));
}

fn beside(store: &dyn Store) {
    stored(store, &[piece(PHONE, start(), 10, 1)]);
    let (_, marks) = store.marks().unwrap();
    let at = |seq| Mark { next_seq: seq, head: head(9), receipts: 0 };
    let run = |seq, count| piece(PHONE, at(seq), count, 4);
    let moved = |pieces: &[Piece<'_>]| {
        store.append_beside(pieces, Hlc::new(7, 0)).unwrap() == Appended::Moved(PHONE)
    };
    assert!(moved(&[run(20, 5), run(10, 2)]), "entry 10 is there");
    assert_eq!((store.last_arrival().unwrap(), store.clock().unwrap()), (1, Hlc::default()));
    let appended = store.append_beside(&[run(20, 5), run(13, 2)], Hlc::new(7, 0)).unwrap();
    assert!(matches!(appended, Appended::Stored { before: 1, .. }));
    for (seq, count) in [(20, 5), (19, 2), (24, 9), (1, 1), (5, 40)] {
        assert!(moved(&[run(seq, count)]), "{seq} {count}");
    }
    assert_eq!(store.marks().unwrap().1, marks);
    assert_eq!(store.clock().unwrap(), Hlc::new(7, 0));
    stored(store, &[piece(OTHER, start(), 3, 1)]);
    let phone = [(PHONE, 1, 10), (PHONE, 13, 2), (PHONE, 20, 5)];
    assert_eq!(store.runs(PHONE, PHONE).unwrap(), phone);
    assert_eq!(store.runs(PHONE, OTHER).unwrap().len(), 4);
    let with = |seq| store.chunk_with(EntryId { device: PHONE, seq }).unwrap();
    assert_eq!((with(12), with(15), with(25)), (None, None, None));
    assert_eq!(with(14).unwrap().first_seq, 13);
}

fn chunks(store: &dyn Store) {
    let mark = after(start(), 10, head(1));
    let arrivals = stored(
        store,
        &[piece(PHONE, start(), 10, 1), piece(OTHER, start(), 3, 4), piece(PHONE, mark, 2, 2)],
    );
    let all = store.chunks_after(0, 10).unwrap();
    assert_eq!(all.iter().map(|chunk| chunk.arrival).collect::<Vec<_>>(), arrivals);
    assert_eq!((all[2].device, all[2].first_seq, all[2].count), (PHONE, 11, 2));
    assert_eq!((all[2].head_after, all[2].batch.as_slice()), (head(2), &b"batch"[..]));
    assert_eq!(store.chunks_after(arrivals[0], 1).unwrap(), all[1..2]);
    let with = |device, seq| store.chunk_with(EntryId { device, seq }).unwrap();
    assert_eq!(with(PHONE, 1).as_ref(), Some(&all[0]));
    assert_eq!(with(PHONE, 10).as_ref(), Some(&all[0]));
    assert_eq!(with(PHONE, 11).as_ref(), Some(&all[2]));
    assert_eq!(with(OTHER, 3).as_ref(), Some(&all[1]));
    for (device, seq) in [(PHONE, 0), (PHONE, 13), (OTHER, 4), (HALL, 1), (PHONE, u64::MAX)] {
        assert_eq!(with(device, seq), None);
    }
}

fn clock(store: &dyn Store) {
    let at = |seconds| Hlc::new(seconds, 3);
    store.append(&[piece(PHONE, start(), 1, 1)], at(100)).unwrap();
    let mark = after(start(), 1, head(1));
    store.append(&[piece(PHONE, mark, 1, 2)], at(50)).unwrap();
    assert_eq!(store.clock().unwrap(), at(100));
    store.append(&[piece(PHONE, after(mark, 1, head(2)), 1, 3)], at(200)).unwrap();
    assert_eq!(store.clock().unwrap(), at(200));
}

fn replaced_batches(store: &dyn Store) {
    let arrivals = stored(store, &[piece(PHONE, start(), 10, 1), piece(OTHER, start(), 3, 2)]);
    let before = store.chunks_after(0, 10).unwrap();
    store.replace_batches(&[(arrivals[0], b"other".to_vec())]).unwrap();
    let after = store.chunks_after(0, 10).unwrap();
    assert_eq!(after[0].batch, b"other");
    assert_eq!((after[0].count, after[0].head_after), (before[0].count, before[0].head_after));
    assert_eq!(after[1], before[1]);
}

fn contacts(store: &dyn Store) {
    assert_eq!(store.contacts().unwrap(), []);
    store.note_contact(PHONE, 7, 100).unwrap();
    store.note_contact(OTHER, 0, 90).unwrap();
    store.note_contact(PHONE, 5, 120).unwrap();
    let phone = Contact { device: PHONE, control: 7, at: 120 };
    let other = Contact { device: OTHER, control: 0, at: 90 };
    assert_eq!(store.contacts().unwrap(), [phone, other]);
}

fn invitations(store: &dyn Store) {
    let (code, late) = ([1; 32], [2; 32]);
    store.add_invitation(code, VOLUNTEER, 1_000).unwrap();
    store.add_invitation(late, VOLUNTEER, 1_000).unwrap();
    let show = |code, device, now| store.use_invitation(code, device, "123456", now).unwrap();
    assert_eq!(show([9; 32], PHONE, 500), CodeUse::Bad);
    assert_eq!(show(late, PHONE, 1_001), CodeUse::Bad);
    assert!(store.phones_with_safety_code("123456").unwrap().is_empty());
    assert_eq!(show(code, PHONE, 1_000), CodeUse::Good(VOLUNTEER));
    assert_eq!(show(code, OTHER, 500), CodeUse::Bad);
    assert_eq!(show(code, PHONE, 9_000), CodeUse::Good(VOLUNTEER), "asked again");
    assert_eq!(store.phones_with_safety_code("123456").unwrap(), [PHONE]);
    assert!(store.phones_with_safety_code("654321").unwrap().is_empty());
    assert!(store.add_invitation(code, VOLUNTEER, 2_000).is_err(), "a code is made once");
}

fn packs(store: &dyn Store) {
    let digest = Sha256Digest([4; 32]);
    assert_eq!(store.pack(digest).unwrap(), None);
    store.add_pack(1, digest, b"file").unwrap();
    store.add_pack(1, digest, b"file").unwrap();
    assert_eq!(store.pack(digest).unwrap().as_deref(), Some(&b"file"[..]));
}

fn reports(store: &dyn Store) {
    assert!(store.add_report(2, b"two").unwrap());
    assert!(store.add_report(1, b"one").unwrap());
    assert!(store.add_report(2, b"two").unwrap(), "the same again");
    assert!(!store.add_report(2, b"other").unwrap());
    assert_eq!(store.reports().unwrap(), [1, 2]);
    assert_eq!(store.report(2).unwrap().as_deref(), Some(&b"two"[..]));
    assert_eq!(store.report(3).unwrap(), None);
}

fn backups(store: &dyn Store) {
    assert_eq!(store.last_backup().unwrap(), None);
    assert_eq!((store.backed_up(PHONE).unwrap(), store.kept_backups().unwrap()), (0, 8));
    let backup = |made| Backup { made, arrival: 4, folder: "stick".to_owned() };
    store.note_backup(&backup(1), &[(PHONE, 10), (HALL, 3)]).unwrap();
    store.note_backup(&backup(2), &[(PHONE, 12)]).unwrap();
    assert_eq!(store.last_backup().unwrap(), Some(backup(2)));
    assert_eq!([PHONE, HALL].map(|device| store.backed_up(device).unwrap()), [12, 0]);
    store.keep_backups(3).unwrap();
    assert_eq!(store.kept_backups().unwrap(), 3);
}

fn generations(store: &dyn Store) {
    let second = Generation { number: 2, mark: [8; 8] };
    store.begin_generation(second).unwrap();
    assert_eq!(store.identity().unwrap(), Identity { generation: second, ..IDENTITY });
    for older in [IDENTITY.generation, Generation { number: 2, mark: [9; 8] }] {
        assert!(store.begin_generation(older).is_err());
    }
    assert_eq!(store.identity().unwrap().generation, second);
}

fn checkpoints(store: &dyn Store) {
    let row = |table, key: &[u8], value: &[u8]| StateRow {
        table,
        key: key.to_vec(),
        value: value.to_vec(),
    };
    let save = |arrival, base, rows| {
        let checkpoint = Checkpoint { fold_version: 3, arrival, entries: arrival * 2, rows };
        store.save_checkpoint(&checkpoint, base).unwrap()
    };
    let control = row(StateTable::Control, b"", b"lists");
    let log = row(StateTable::Log, b"k", b"items");
    assert!(!save(5, 4, Vec::new()), "nothing is stored that this could go on from");
    assert!(save(5, 0, vec![control.clone(), row(StateTable::Resident, b"a", b"1"), log.clone()]));
    assert!(save(9, 5, vec![row(StateTable::Resident, b"b", b"2")]));
    assert!(!save(7, 5, vec![row(StateTable::Resident, b"a", b"old")]), "it goes further");
    assert!(save(9, 0, vec![row(StateTable::Resident, b"a", b"3")]));
    let found = store.checkpoint().unwrap().unwrap();
    assert_eq!((found.fold_version, found.arrival, found.entries), (3, 9, 18));
    let residents = [row(StateTable::Resident, b"a", b"3"), row(StateTable::Resident, b"b", b"2")];
    assert_eq!(found.rows, [control, residents[0].clone(), residents[1].clone(), log]);
    store.drop_checkpoint().unwrap();
    assert_eq!(store.checkpoint().unwrap(), None);
}

fn parked(store: &dyn Store) {
    stored(store, &[piece(PHONE, start(), 10, 1)]);
    let piece = |first_seq, count, number| Parked {
        device: PHONE,
        first_seq,
        count,
        head_after: head(number),
        batch: vec![number],
        at: 5,
    };
    assert!(!store.park(&piece(1, 3, 2)).unwrap());
    assert!(!store.park(&piece(12, 3, 2)).unwrap());
    assert!(store.park(&piece(11, 3, 2)).unwrap());
    assert!(!store.park(&piece(11, 3, 2)).unwrap(), "it is there already");
    assert!(store.park(&piece(14, 1, 3)).unwrap());
    let first = Parked { device: OTHER, ..piece(1, 1, 4) };
    assert!(store.park(&first).unwrap());
    assert_eq!(store.parked(Some(PHONE)).unwrap(), [piece(11, 3, 2), piece(14, 1, 3)]);
    assert_eq!(store.parked(None).unwrap().len(), 3);
    let other = Parked { batch: vec![9], ..piece(11, 3, 2) };
    store.replace_parked(std::slice::from_ref(&other)).unwrap();
    assert_eq!(store.parked(Some(PHONE)).unwrap()[0], other);
    assert_eq!(store.mark(PHONE).unwrap(), Some(after(start(), 10, head(1))), "not in the journal");
    store.unpark(PHONE, 14).unwrap();
    assert_eq!(store.parked(Some(PHONE)).unwrap(), [piece(14, 1, 3)]);
    assert_eq!(store.parked(Some(OTHER)).unwrap(), [first]);

    store.refuse(PHONE, 7).unwrap();
    store.refuse(PHONE, 5).unwrap();
    assert_eq!(store.refused().unwrap(), [(PHONE, 7)]);
}

fn orders(store: &dyn Store) {
    assert_eq!(store.order(PHONE).unwrap(), None);
    assert_eq!(store.give_order(PHONE, false, Some("lost"), 3).unwrap(), 1);
    assert_eq!(store.give_order(OTHER, false, None, 4).unwrap(), 2);
    assert_eq!(store.give_order(OTHER, true, None, 5).unwrap(), 3);
    assert_eq!(store.give_order(PHONE, false, None, 6).unwrap(), 4);
    let note = |device, number, wipe, at| OrderNote { device, number, wipe, why: None, at };
    let (one, other) = (note(PHONE, 4, false, 6), note(OTHER, 3, true, 5));
    assert_eq!(store.order(PHONE).unwrap(), Some(one.clone()));
    assert_eq!(store.orders().unwrap(), [one, other]);
}

fn cards(store: &dyn Store) {
    assert_eq!(store.card().unwrap(), None);
    let addresses = ["a:1".to_owned(), "b:2".to_owned()];
    assert_eq!(store.save_card(&addresses[..1]).unwrap(), 1);
    assert_eq!(store.save_card(&addresses).unwrap(), 2);
    assert_eq!(store.card().unwrap(), Some((2, addresses.to_vec())));
}
