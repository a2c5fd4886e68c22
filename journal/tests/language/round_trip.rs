//! Every kind comes back from columns, rows and batches as it was.

use camtay_journal::chain::Head;
use camtay_journal::codec::batch::Batch;
use camtay_journal::codec::columns;
use camtay_journal::codec::row::{self, DeviceNumbers};
use camtay_journal::entry::{Body, Entry, HeadsCounted, Personal};
use camtay_journal::ids::DeviceId;
use camtay_journal::keys::Signer;
use camtay_journal::keys::SoftwareKey;
use camtay_journal::wire::{Log, Page};
use proptest::prelude::*;

use super::support::bodies::{KINDS, one_of_each, unknown_body};
use super::support::commune::{
    DEVICES, KEYS, Writers, any_history, batches, fold, hall, journals, public_key, resident,
    session, village,
};

/// Numbers for devices as a store gives them.
#[derive(Default)]
pub struct Numbers(Vec<DeviceId>);

impl DeviceNumbers for Numbers {
    fn number(&mut self, device: DeviceId) -> u32 {
        let known = self.0.iter().position(|known| *known == device);
        known.unwrap_or_else(|| {
            self.0.push(device);
            self.0.len() - 1
        }) as u32
    }

    fn device(&self, number: u32) -> Option<DeviceId> {
        self.0.get(number as usize).copied()
    }
}

/// Every kind once, on one phone's journal, and what nobody knows.
pub fn every_kind() -> Vec<Entry> {
    let mut writers = Writers::default();
    for body in one_of_each() {
        let now = writers.later();
        writers.write_personal(1, now, body, super::support::commune::name_of("kind", 1));
    }
    let now = writers.later();
    for (kind, payload) in [(0, vec![]), (200, vec![1, 2, 3]), (30, vec![0xFF; 9]), (10, vec![7])] {
        writers.write(1, now, Body::Unknown { kind, payload });
    }
    writers.entries
}

/// Some parts are gone and some moments wild.
fn worn(mut entries: Vec<Entry>, moments: &[u64]) -> Vec<Entry> {
    for (entry, at) in entries.iter_mut().zip(moments) {
        if at % 3 == 0 {
            entry.personal = entry.personal.erased();
        }
        if at % 5 == 0 {
            entry.at = camtay_journal::clock::Hlc::from_packed(*at);
        }
    }
    entries
}

fn any_entries() -> impl Strategy<Value = Vec<Entry>> {
    let shuffled = any_history(40).prop_flat_map(|it| Just(it.entries).prop_shuffle());
    (shuffled, prop::collection::vec(any::<u64>(), 60))
        .prop_map(|(entries, moments)| worn(entries, &moments))
}

proptest! {
    #[test]
    fn entries_of_mixed_devices_come_back_from_columns(entries in any_entries()) {
        let packed = columns::encode(&entries).unwrap();
        prop_assert_eq!(columns::decode(&packed).unwrap(), entries);
    }

    #[test]
    fn entries_come_back_from_rows(entries in any_entries()) {
        let mut numbers = Numbers::default();
        for entry in &entries {
            let row = row::encode(entry, &mut numbers).unwrap();
            prop_assert_eq!(&row::decode(entry.id, &row, &numbers).unwrap(), entry);
        }
    }

    #[test]
    fn entries_come_back_from_pages(
        (entries, from, more) in (any_entries(), any::<u64>(), any::<bool>()),
    ) {
        let left = vec![resident(1)];
        let page = Page { log: Log::Village(village(0)), from, next: from, more, entries, left };
        let bytes = page.sign(&KEYS[0]).unwrap();
        prop_assert_eq!(Page::open(&bytes, &public_key(hall())).unwrap(), page);
    }

    #[test]
    fn a_kind_of_a_later_version_is_passed_on_byte_for_byte(body in unknown_body()) {
        let mut writers = Writers::after_prelude();
        let state = fold(&writers.entries);
        writers.write(2, 0, body);
        let own = journals(&writers.entries).swap_remove(2);
        // Through a batch into a hall's chunk, out of it into a page, into a phone's row.
        let (_, bytes) = batches(&own, &[own.len()]).swap_remove(0);
        let received = Batch::open(&bytes, &public_key(DEVICES[2])).unwrap().entries;
        let paged = columns::decode(&columns::encode(&received).unwrap()).unwrap();
        let mut numbers = Numbers::default();
        let (last, paged) = (own.last().unwrap(), paged.last().unwrap());
        let row = row::encode(paged, &mut numbers).unwrap();
        let stored = row::decode(paged.id, &row, &numbers).unwrap();
        prop_assert_eq!(last, &stored);
        prop_assert_eq!(last.body.payload().unwrap(), stored.body.payload().unwrap());
        prop_assert_eq!(state.digests(), fold(&writers.entries).digests());
    }
}

#[test]
fn every_kind_comes_back_from_a_batch() {
    let entries = every_kind();
    assert_eq!(entries.len(), KINDS.len() + 4);
    let (_, bytes) = batches(&entries, &[entries.len()]).swap_remove(0);
    let batch = Batch::open(&bytes, &public_key(DEVICES[1])).unwrap();
    assert_eq!(batch.entries, entries);
    let header = Batch::header(&bytes).unwrap();
    assert_eq!((header.device, header.first_seq), (DEVICES[1], 1));
    assert_eq!(header.count, entries.len() as u64);
}

/// Malformed bytes of a known kind don't stop the journal: they are kept, the chain over
/// them holds, and the hall can set them aside.
#[test]
fn a_bad_payload_is_kept_as_it_came() {
    let entries = every_kind();
    let bad: Vec<_> =
        entries.iter().filter(|entry| matches!(entry.body, Body::Unknown { .. })).collect();
    assert_eq!(bad.len(), 4);
    assert!(bad.iter().any(|entry| entry.body.kind() == 30));
    for entry in bad {
        assert!(entry.personal == Personal::None);
    }
    // Not the one form in which this kind is written, though it can be read: the chain
    // covers the bytes as they came.
    let heads = HeadsCounted { session: session(0), unnamed: 5 };
    let payload = Body::from(heads).payload().unwrap();
    let (last, start) = payload.split_last().unwrap();
    let longer = [start, &[last | 0x80, 0]].concat();
    assert_eq!(Body::read(44, &longer).unwrap(), heads.into());
    let mut entries = Writers::after_prelude().entries;
    entries.truncate(1);
    entries[0].body = Body::Unknown { kind: 44, payload: longer };
    let packed = columns::encode(&entries).unwrap();
    assert_eq!(columns::decode(&packed).unwrap(), entries);
    let mut numbers = Numbers::default();
    let row = row::encode(&entries[0], &mut numbers).unwrap();
    assert_eq!(row::decode(entries[0].id, &row, &numbers).unwrap(), entries[0]);
    assert!(fold(&entries).sessions.is_empty());
}

#[test]
fn a_batch_of_another_key_hall_or_chain_is_refused() {
    use camtay_journal::codec::batch::BatchError;
    let own = journals(&Writers::after_prelude().entries).swap_remove(1);
    let head = Head::start(hall(), DEVICES[1]);
    let bytes = Batch::seal(hall(), head, &own, &KEYS[1]).unwrap();
    assert!(matches!(Batch::open(&bytes, &public_key(DEVICES[2])), Err(BatchError::Key(_))));
    let stranger = SoftwareKey::from_bytes(&[9; 32]).unwrap();
    let forged = Batch::seal(hall(), head, &own, &stranger).unwrap();
    assert!(matches!(Batch::open(&forged, &public_key(DEVICES[1])), Err(BatchError::Key(_))));
    assert!(matches!(Batch::open(&forged, &stranger.public_key()), Err(BatchError::Key(_))));
    for wrong in
        [vec![], vec![own[0].clone(), own[2].clone()], vec![own[1].clone(), own[0].clone()]]
    {
        assert_eq!(Batch::seal(hall(), head, &wrong, &KEYS[1]), Err(BatchError::NotConsecutive));
    }
    assert_ne!(Head::start(hall(), DEVICES[1]), Head::start(hall(), DEVICES[2]));
    assert_ne!(Head::start(hall(), DEVICES[1]), Head::start(DEVICES[2], DEVICES[1]));
}
