//! The formats as they were written down: they fail here before they fail in a commune.
//!
//! Each file holds bytes as hex and what they mean. `CAMTAY_BLESS=1` writes the files
//! anew, which is right only for a format that nobody has used yet.

use std::path::PathBuf;

use camtay_journal::bytes::{from_hex, to_hex};
use camtay_journal::chain::Head;
use camtay_journal::codec::batch::Batch;
use camtay_journal::codec::columns;
use camtay_journal::codec::row;
use camtay_journal::entry::{Body, Entry};
use camtay_journal::keys::{PublicKey, Signer};
use camtay_journal::seal::OpeningKey;
use camtay_journal::wire::{Invitation, Log, Page, Receipt};
use rand::SeedableRng;
use rand::rngs::StdRng;
use serde_json::{Value, json};

use super::malformed::{invitation, receipt};
use super::round_trip::Numbers;
use super::support::bodies::{KINDS, one_of_each};
use super::support::commune::{
    DEVICES, KEYS, Writers, batches, fold, hall, journals, name_of, resident, village,
};
use super::support::workload::{Meeting, day_after_day};

/// What the file says; written first when asked to.
pub fn golden(name: &str, write: impl FnOnce() -> Value) -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("CAMTAY_BLESS").is_some() {
        let text = serde_json::to_string_pretty(&write()).unwrap();
        std::fs::write(&path, text + "\n").unwrap();
    }
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn bytes(value: &Value) -> Vec<u8> {
    from_hex(value.as_str().unwrap()).unwrap()
}

fn hall_key(value: &Value) -> PublicKey {
    let key: PublicKey = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(key, KEYS[0].public_key());
    key
}

/// The hall may write every kind: its journal has the prelude's and one of each.
fn every_kind_by_the_hall() -> Vec<Entry> {
    let mut writers = Writers::after_prelude();
    for body in one_of_each() {
        let now = writers.later();
        writers.write_personal(0, now, body, name_of("kind", 1));
    }
    let now = writers.later();
    writers.write(0, now, Body::Unknown { kind: 200, payload: vec![1, 2, 3] });
    journals(&writers.entries).swap_remove(0)
}

#[test]
fn batches_of_every_kind_are_written_and_read_as_ever() {
    let file = golden("batches.json", || {
        let entries = every_kind_by_the_hall();
        let packed = batches(&entries, &[1]);
        let described = packed.iter().zip(&entries).map(|((_, bytes), entry)| {
            let batch = Batch::open(bytes, &KEYS[0].public_key()).unwrap();
            json!({
                "kind": entry.body.kind(),
                "name": entry.body.name(),
                "payload": to_hex(&entry.body.payload().unwrap()),
                "entry": entry,
                "head": batch.head_after,
                "batch": to_hex(bytes),
            })
        });
        let batches: Vec<_> = described.collect();
        json!({ "hall": KEYS[0].public_key(), "batches": batches, "digests": fold(&entries).digests()
            .into_iter().map(|(id, digest)| json!([id, digest])).collect::<Vec<_>>() })
    });
    let key = hall_key(&file["hall"]);
    let mut head = Head::start(hall(), hall());
    let mut kinds = Vec::new();
    let mut entries = Vec::new();
    for described in file["batches"].as_array().unwrap() {
        let entry: Entry = serde_json::from_value(described["entry"].clone()).unwrap();
        let written = bytes(&described["batch"]);
        let batch = Batch::open(&written, &key).unwrap();
        assert_eq!(batch.entries, std::slice::from_ref(&entry), "{}", described["name"]);
        assert_eq!(Batch::seal(hall(), head, &batch.entries, &KEYS[0]).unwrap(), written);
        assert_eq!(bytes(&described["payload"]), entry.body.payload().unwrap());
        assert_eq!(described["name"], entry.body.name());
        head = head.after(&entry);
        assert_eq!(described["head"], head.to_string());
        kinds.push(entry.body.kind());
        entries.push(entry);
    }
    assert!(KINDS.iter().all(|kind| kinds.contains(kind)));

    let digests = fold(&entries).digests();
    let written = file["digests"].as_array().unwrap();
    assert_eq!(digests.len(), written.len());
    for (found, written) in digests.into_iter().zip(written) {
        assert_eq!(json!([found.0, found.1]), *written);
    }
}

#[test]
fn columns_and_rows_of_guides_are_written_and_read_as_ever() {
    let file = golden("guides.json", || {
        let entries = day_after_day(120, Meeting::InTurn, 3);
        let mut numbers = Numbers::default();
        let rows: Vec<_> =
            entries.iter().map(|it| to_hex(&row::encode(it, &mut numbers).unwrap())).collect();
        json!({
            "columns": to_hex(&columns::encode(&entries).unwrap()),
            "entries": entries,
            "rows": rows,
        })
    });
    let entries: Vec<Entry> = serde_json::from_value(file["entries"].clone()).unwrap();
    let packed = bytes(&file["columns"]);
    assert_eq!(columns::decode(&packed).unwrap(), entries);
    assert_eq!(columns::encode(&entries).unwrap(), packed);
    let mut numbers = Numbers::default();
    for (entry, written) in entries.iter().zip(file["rows"].as_array().unwrap()) {
        assert_eq!(row::encode(entry, &mut numbers).unwrap(), bytes(written));
        assert_eq!(row::decode(entry.id, &bytes(written), &numbers).unwrap(), *entry);
    }
}

#[test]
fn what_the_hall_signs_is_written_and_read_as_ever() {
    let page = || Page {
        log: Log::Village(village(0)),
        from: 4,
        next: 9,
        more: true,
        entries: Writers::after_prelude().entries.split_off(8),
        left: vec![resident(5)],
    };
    let file = golden("signed.json", || {
        json!({
            "hall": KEYS[0].public_key(),
            "receipt": to_hex(&receipt().sign(&KEYS[0]).unwrap()),
            "page": to_hex(&page().sign(&KEYS[0]).unwrap()),
            "page_entries": page().entries,
        })
    });
    let key = hall_key(&file["hall"]);
    let written = bytes(&file["receipt"]);
    assert_eq!(Receipt::open(&written, &key).unwrap(), receipt());
    assert_eq!(receipt().sign(&KEYS[0]).unwrap(), written);
    let written = bytes(&file["page"]);
    let entries: Vec<Entry> = serde_json::from_value(file["page_entries"].clone()).unwrap();
    let expected = Page { entries, ..page() };
    assert_eq!(Page::open(&written, &key).unwrap(), expected);
    assert_eq!(expected.sign(&KEYS[0]).unwrap(), written);
}

#[test]
fn invitations_and_sealed_messages_are_read_as_ever() {
    const WORDS: &str = "Xin chào, tổ công nghệ số cộng đồng";
    let file = golden("sealed.json", || {
        let mut random = StdRng::seed_from_u64(11);
        let key = OpeningKey::generate(&mut random);
        let sealed =
            key.sealing_key().seal("camtay/outbox/1", b"CTO1", WORDS.as_bytes(), &mut random);
        json!({
            "invitation": invitation(),
            "text": invitation().to_text().unwrap(),
            "opening_key": to_hex(&key.to_bytes()),
            "sealing_key": key.sealing_key(),
            "sealed": to_hex(&sealed.unwrap()),
        })
    });
    let invitation: Invitation = serde_json::from_value(file["invitation"].clone()).unwrap();
    let text = file["text"].as_str().unwrap();
    assert_eq!(Invitation::from_text(text), Ok(invitation.clone()));
    assert_eq!(invitation.to_text().unwrap(), text);

    let key = OpeningKey::from_bytes(&bytes(&file["opening_key"]).try_into().unwrap()).unwrap();
    assert_eq!(file["sealing_key"], key.sealing_key().to_string());
    let opened = key.open("camtay/outbox/1", b"CTO1", &bytes(&file["sealed"])).unwrap();
    assert_eq!(opened, WORDS.as_bytes());
}

#[test]
fn names_of_devices_and_starts_of_chains_stay() {
    let names = || {
        json!({
            "devices": DEVICES[..4],
            "starts": DEVICES[..4].iter().map(|it| Head::start(hall(), *it)).collect::<Vec<_>>(),
        })
    };
    assert_eq!(golden("names.json", names), names());
}
