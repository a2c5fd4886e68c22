//! Entries: packed, signed, folded.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use camtay_hub::aside;
use camtay_hub::folded::Folded;
use camtay_hub::report::{self, PackNames, Request, Template, TypedRows};
use camtay_journal::bytes::from_hex;
use camtay_journal::chain::Head;
use camtay_journal::codec::batch::Batch;
use camtay_journal::codec::row::DeviceNumbers;
use camtay_journal::codec::{self, Reader, row as rows};
use camtay_journal::entry::{Body, Entry};
use camtay_journal::fold::State;
use camtay_journal::ids::{DeviceId, EntryId};
use camtay_journal::keys::{Purpose, Signature, Signer};
use camtay_journal::vietnamese::Day;
use camtay_journal::wire::{Log, Page, Receipt};

use super::choice;
use crate::keys::{HALL, PHONE, hall, phone};

/// What reads is what is written again.
pub fn columns(data: &[u8]) {
    let Ok(entries) = codec::columns::decode(data) else { return };
    let again = codec::columns::encode(&entries).unwrap();
    assert_eq!(codec::columns::decode(&again).unwrap(), entries);
}

/// A phone's numbers for devices, as its store gives them.
#[derive(Default)]
struct Numbers(Vec<DeviceId>);

impl DeviceNumbers for Numbers {
    fn number(&mut self, device: DeviceId) -> u32 {
        let at = self.0.iter().position(|known| *known == device).unwrap_or_else(|| {
            self.0.push(device);
            self.0.len() - 1
        });
        u32::try_from(at).unwrap()
    }

    fn device(&self, number: u32) -> Option<DeviceId> {
        self.0.get(usize::try_from(number).ok()?).copied()
    }
}

/// A row of a phone's store, as a bad flash might give it back.
pub fn row(data: &[u8]) {
    let mut numbers = Numbers(vec![hall(), phone(), DeviceId([7; 8])]);
    let id = EntryId { device: phone(), seq: 7 };
    let Ok(entry) = rows::decode(id, data, &numbers) else { return };
    let again = rows::encode(&entry, &mut numbers).unwrap();
    assert_eq!(rows::decode(id, &again, &numbers).unwrap(), entry);
}

/// The payload of an entry: first its kind, then its bytes.
pub fn body(data: &[u8]) {
    let (kind, payload) = choice(data);
    let Ok(body) = Body::read(kind, payload) else { return };
    assert_eq!(body.kind(), kind);
    assert_eq!(Body::read(kind, &body.payload().unwrap()).unwrap(), body);
    let id = EntryId { device: phone(), seq: 7 };
    let entry = Entry { id, at: Default::default(), body, personal: Default::default() };
    let _ = aside::reason(&entry, &State::new(hall()).control, Some(1_794_790_800));
}

/// The entries of the golden journal, one of each kind.
pub(crate) fn golden_entries() -> Vec<Entry> {
    let golden = crate::seeds::golden("batches.json");
    let batches = golden["batches"].as_array().unwrap().iter();
    let batches = batches.map(|it| from_hex(it["batch"].as_str().unwrap()).unwrap());
    batches.flat_map(|batch| Batch::stored_entries(&batch).unwrap()).collect()
}

pub(crate) static GOLDEN: LazyLock<Vec<Entry>> = LazyLock::new(golden_entries);

/// Entries as columns, without those whose names the golden journal has or that come a
/// second time: two under one name are a fork, which the hall refuses.
pub(crate) fn on_top_of_golden(data: &[u8]) -> Option<Vec<Entry>> {
    let entries = codec::columns::decode(data).ok()?;
    let known: BTreeSet<EntryId> = GOLDEN.iter().map(|entry| entry.id).collect();
    let entries: BTreeMap<EntryId, Entry> = entries
        .into_iter()
        .filter(|it| it.id.seq > 0 && !known.contains(&it.id))
        .map(|it| (it.id, it))
        .collect();
    Some(entries.into_values().collect())
}

/// Entries with valid signatures and any content, on top of the golden journal: folded,
/// looked at from all sides, reported. Their order changes nothing.
pub fn fold(data: &[u8]) {
    let Some(entries) = on_top_of_golden(data) else { return };
    let mut folded = Folded::new(hall());
    folded.apply(1, &GOLDEN);
    for entry in &entries {
        let _ = aside::reason(entry, &folded.state.control, Some(1_794_790_800));
    }
    folded.apply(2, &entries);
    let digests = folded.state.digests();
    let template = Template::built_in().unwrap();
    let day = Day::from_ymd(2026, 11, 20).unwrap();
    let request = Request { from: day.plus(-200), as_of: day, typed: TypedRows::default() };
    let _ = report::figures(&folded.state, &request, &PackNames::default(), &template);

    let mut backwards = State::new(hall());
    for entry in entries.iter().rev().chain(GOLDEN.iter().rev()) {
        backwards.apply(entry);
    }
    assert_eq!(backwards.digests(), digests);
}

/// A batch as it comes, as its phone would have signed these bytes, and with these entries.
pub fn batch(data: &[u8]) {
    let key = PHONE.public_key();
    let _ = Batch::header(data);
    let _ = Batch::stored_entries(data);
    let _ = Batch::open(data, &key);
    if let Ok(Some(without)) = Batch::without_parts(data, |_| true) {
        let entries = Batch::stored_entries(&without).unwrap();
        assert!(entries.iter().all(|entry| entry.personal.part().is_none()));
    }
    if let Some(signed) = signed_anew(data) {
        let _ = Batch::open(&signed, &key);
    }
    let Ok(mut entries) = codec::columns::decode(data) else { return };
    let first = entries.first().map_or(1, |entry| entry.id.seq);
    for (entry, number) in entries.iter_mut().zip(0u64..) {
        entry.id = EntryId { device: phone(), seq: first.wrapping_add(number) };
    }
    let head = Head::start(hall(), phone());
    if let Ok(sealed) = Batch::seal(hall(), head, &entries, &*PHONE) {
        let opened = Batch::open(&sealed, &key).unwrap();
        assert_eq!(opened.entries, entries);
        assert_eq!(opened.last_seq(), entries.last().unwrap().id.seq);
    }
}

/// These bytes with our ids and a good signature, where they have the front of a batch.
fn signed_anew(data: &[u8]) -> Option<Vec<u8>> {
    let mut reader = Reader::new(data);
    reader.raw(4 + 8 + 8).ok()?;
    reader.varint().ok()?;
    reader.varint().ok()?;
    reader.raw(2 * Head::LENGTH).ok()?;
    let signed = data.len() - reader.remaining();
    reader.raw(Signature::LENGTH).ok()?;
    let mut bytes = data.to_vec();
    bytes[4..12].copy_from_slice(&hall().0);
    bytes[12..20].copy_from_slice(&phone().0);
    let signature = PHONE.sign(Purpose::Batch, &bytes[..signed]).unwrap();
    bytes[signed..signed + Signature::LENGTH].copy_from_slice(&signature.0);
    Some(bytes)
}

/// A page as it comes, with its head signed, and with these entries.
pub fn page(data: &[u8]) {
    let key = HALL.public_key();
    let _ = Page::open(data, &key);
    let mut reader = Reader::new(data);
    let front = (|| {
        reader.u8().ok()?;
        reader.sized().ok()?;
        reader.raw(32).ok()?;
        Some(data.len() - reader.remaining())
    })();
    if let Some(front) = front {
        let signature = HALL.sign(Purpose::Page, &data[..front]).unwrap();
        let rest = reader.raw(reader.remaining()).unwrap_or_default();
        let rest = rest.get(Signature::LENGTH..).unwrap_or_default();
        let _ = Page::open(&[&data[..front], &signature.0, rest].concat(), &key);
    }
    if let Ok(entries) = codec::columns::decode(data) {
        let page =
            Page { log: Log::Control, from: 1, next: 9, more: false, entries, left: Vec::new() };
        if let Ok(signed) = page.sign(&*HALL) {
            assert_eq!(Page::open(&signed, &key).unwrap(), page);
        }
    }
}

/// A receipt as it comes, and as the hall would have signed it.
pub fn receipt(data: &[u8]) {
    let key = HALL.public_key();
    let _ = Receipt::open(data, &key);
    let signature = HALL.sign(Purpose::Receipt, data).unwrap();
    if let Ok(receipt) = Receipt::open(&[data, &signature.0].concat(), &key) {
        let again = receipt.sign(&*HALL).unwrap();
        assert_eq!(Receipt::open(&again, &key).unwrap(), receipt);
    }
}
