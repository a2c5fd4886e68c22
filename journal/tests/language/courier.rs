//! What is carried by hand: written and read as ever, and refused when anything is wrong.

use std::panic::{AssertUnwindSafe, catch_unwind};

use camtay_journal::base32;
use camtay_journal::bytes::{from_hex, to_hex};
use camtay_journal::chain::Head;
use camtay_journal::codec::batch::Batch;
use camtay_journal::codec::{CodecError, Writer};
use camtay_journal::courier::frames::{Collector, frames_of};
use camtay_journal::courier::{
    CourierError, Label, MAX_BATCHES, MAX_LOGS, MAX_PARCEL, MAX_REPLY, Parcel, Reply,
};
use camtay_journal::keys::{KeyError, Purpose, Signer};
use camtay_journal::seal::{OpeningKey, SealError};
use camtay_journal::wire::{Log, Page};
use proptest::prelude::*;
use rand::SeedableRng;
use rand::rngs::StdRng;
use serde_json::json;

use super::golden::golden;
use super::malformed::receipt;
use super::round_trip::every_kind;
use super::support::commune::{DEVICES, KEYS, hall, public_key, village};

fn opening(seed: u64) -> OpeningKey {
    OpeningKey::generate(&mut StdRng::seed_from_u64(seed))
}

fn label() -> Label {
    Label { hall: hall(), device: DEVICES[1], number: 300 }
}

fn parcel() -> Parcel {
    let start = Head::start(hall(), DEVICES[1]);
    let entries = &every_kind()[..3];
    let batches = vec![
        Batch::seal(hall(), start, &entries[..1], &KEYS[1]).unwrap(),
        Batch::seal(hall(), start.after(&entries[0]), &entries[1..], &KEYS[1]).unwrap(),
    ];
    let logs = vec![(Log::Control, 5_000), (Log::Village(village(0)), 0)];
    let reply = opening(21).sealing_key();
    Parcel { label: label(), made: 1_794_790_800, reply, pack: 7, logs, batches }
}

fn reply() -> Reply {
    let page = Page {
        log: Log::Control,
        from: 5_000,
        next: 5_002,
        more: false,
        entries: every_kind()[..2].to_vec(),
        left: Vec::new(),
    };
    Reply {
        label: label(),
        receipt: receipt().sign(&KEYS[0]).unwrap(),
        standing: br#"{"standing":"approved"}"#.to_vec(),
        pages: vec![page.sign(&KEYS[0]).unwrap()],
        pack: Vec::new(),
    }
}

fn sealed_parcel() -> Vec<u8> {
    let mut random = StdRng::seed_from_u64(31);
    parcel().seal(&opening(20).sealing_key(), &KEYS[1], &mut random).unwrap()
}

fn sealed_reply() -> Vec<u8> {
    let mut random = StdRng::seed_from_u64(32);
    reply().seal(&opening(21).sealing_key(), &KEYS[0], &mut random).unwrap()
}

fn open_parcel(bytes: &[u8]) -> Result<Parcel, CourierError> {
    Parcel::open(bytes, &opening(20), &public_key(DEVICES[1]))
}

fn open_reply(bytes: &[u8]) -> Result<Reply, CourierError> {
    Reply::open(bytes, &opening(21), &public_key(hall()))
}

#[test]
fn parcels_replies_and_frames_are_written_and_read_as_ever() {
    let file = golden("courier.json", || {
        json!({
            "opening_key_of_the_hall": to_hex(&opening(20).to_bytes()),
            "opening_key_of_the_phone": to_hex(&opening(21).to_bytes()),
            "parcel": to_hex(&sealed_parcel()),
            "reply": to_hex(&sealed_reply()),
            "frames": frames_of(&sealed_parcel()).unwrap(),
        })
    });
    let bytes = |name: &str| from_hex(file[name].as_str().unwrap()).unwrap();
    let key = |name| OpeningKey::from_bytes(&bytes(name).try_into().unwrap()).unwrap();

    let written = bytes("parcel");
    let hall_key = key("opening_key_of_the_hall");
    assert_eq!(Parcel::label(&written), Ok(label()));
    assert_eq!(Parcel::open(&written, &hall_key, &public_key(DEVICES[1])), Ok(parcel()));
    assert_eq!(sealed_parcel(), written);

    let written = bytes("reply");
    let phone_key = key("opening_key_of_the_phone");
    assert_eq!(Reply::label(&written), Ok(label()));
    assert_eq!(Reply::open(&written, &phone_key, &public_key(hall())), Ok(reply()));
    assert_eq!(sealed_reply(), written);

    let mut collector = Collector::default();
    for frame in file["frames"].as_array().unwrap() {
        collector.take(frame.as_str().unwrap()).unwrap();
    }
    assert_eq!(collector.file(), Ok(Some(bytes("parcel"))));
    assert_eq!(file["frames"], json!(frames_of(&bytes("parcel")).unwrap()));
}

#[test]
fn nothing_carried_opens_when_a_bit_is_changed_or_the_end_is_missing() {
    let (parcel, reply) = (sealed_parcel(), sealed_reply());
    for at in 0..parcel.len() {
        let mut changed = parcel.clone();
        changed[at] ^= 1 << (at * 5 % 8);
        assert!(open_parcel(&changed).is_err(), "byte {at}");
        assert!(open_parcel(&parcel[..at]).is_err(), "up to {at}");
    }
    for at in 0..reply.len() {
        let mut changed = reply.clone();
        changed[at] ^= 1 << (at * 5 % 8);
        assert!(open_reply(&changed).is_err(), "byte {at}");
        assert!(open_reply(&reply[..at]).is_err(), "up to {at}");
    }
    assert!(open_parcel(&[&parcel[..], &[0]].concat()).is_err());
    assert!(open_reply(&[&reply[..], &[0]].concat()).is_err());
}

#[test]
fn only_the_right_keys_open_and_only_the_right_writer_is_believed() {
    let (parcel, reply) = (sealed_parcel(), sealed_reply());
    let cannot = SealError::CannotOpen.into();
    assert_eq!(Parcel::open(&parcel, &opening(9), &public_key(DEVICES[1])), Err(cannot));
    let other_phone = Parcel::open(&parcel, &opening(20), &public_key(DEVICES[2]));
    assert_eq!(other_phone, Err(KeyError::BadSignature.into()));
    // Nor is one the other, though both go to the same key.
    assert_eq!(open_parcel(&reply), Err(CodecError::Malformed("parcel").into()));
    assert_eq!(open_reply(&parcel), Err(CodecError::Malformed("reply").into()));
    // Whoever knows the hall's sealing key can seal, but not sign as the phone.
    let mut random = StdRng::seed_from_u64(1);
    let forged = self::parcel().seal(&opening(20).sealing_key(), &KEYS[2], &mut random).unwrap();
    assert_eq!(open_parcel(&forged), Err(KeyError::BadSignature.into()));
    let forged = self::reply().seal(&opening(21).sealing_key(), &KEYS[1], &mut random).unwrap();
    assert_eq!(open_reply(&forged), Err(KeyError::BadSignature.into()));
}

#[test]
fn a_newer_version_and_too_large_a_file_are_said_so() {
    for version in [0, 2] {
        let (mut parcel, mut reply) = (sealed_parcel(), sealed_reply());
        (parcel[3], reply[3]) = (version, version);
        let expected = |what| match version {
            0 => CodecError::Malformed(what),
            _ => CodecError::NewerVersion(2),
        };
        assert_eq!(Parcel::label(&parcel), Err(expected("parcel")));
        assert_eq!(open_parcel(&parcel), Err(expected("parcel").into()));
        assert_eq!(Reply::label(&reply), Err(expected("reply")));
        assert_eq!(open_reply(&reply), Err(expected("reply").into()));
    }
    let too_large = |what| CourierError::from(CodecError::TooLarge(what));
    assert_eq!(open_parcel(&vec![0; MAX_PARCEL + 1]), Err(too_large("parcel")));
    assert_eq!(open_reply(&vec![0; MAX_REPLY + 1]), Err(too_large("reply")));
    let mut random = StdRng::seed_from_u64(1);
    let mut seal = |parcel: &Parcel| parcel.seal(&opening(20).sealing_key(), &KEYS[1], &mut random);
    for parcel in [
        Parcel { batches: vec![Vec::new(); MAX_BATCHES + 1], ..parcel() },
        Parcel { logs: vec![(Log::Control, 0); MAX_LOGS + 1], ..parcel() },
        Parcel { batches: vec![vec![0; MAX_PARCEL / 2]; 2], ..parcel() },
    ] {
        assert_eq!(seal(&parcel), Err(too_large("parcel")));
    }
}

/// A content that its device itself signed and sealed: the phone may be malicious.
fn signed_and_sealed(content: &[u8]) -> Vec<u8> {
    let mut header = Writer::default();
    header.raw(b"CTP\x01");
    header.raw(&hall().0);
    header.raw(&DEVICES[1].0);
    header.varint(1);
    let header = header.into_vec();
    let signature = KEYS[1].sign(Purpose::Parcel, &[&header, content].concat()).unwrap();
    let plain = [content, &signature.0].concat();
    let mut random = StdRng::seed_from_u64(1);
    let key = opening(20).sealing_key();
    let sealed = key.seal("camtay/parcel/1", &header, &plain, &mut random).unwrap();
    [header, sealed].concat()
}

#[test]
fn claimed_counts_take_no_memory() {
    let mut start = Writer::default();
    start.signed(0);
    start.raw(&opening(21).sealing_key().0);
    start.varint(1);
    let mut huge = Writer::default();
    huge.varint(1 << 60);
    let (start, huge) = (start.into_vec(), huge.into_vec());
    let open = |content: &[&[u8]]| open_parcel(&signed_and_sealed(&content.concat()));
    assert!(open(&[&start, &[0], &[0]]).unwrap().batches.is_empty());
    assert_eq!(open(&[&start, &huge]), Err(CodecError::TooLarge("logs").into()));
    assert_eq!(open(&[&start, &[0], &huge]), Err(CodecError::TooLarge("batches").into()));
    assert_eq!(open(&[&start, &[0], &[1], &huge]), Err(CodecError::Truncated.into()));
    assert_eq!(open(&[&start, &[1], &[2]]), Err(CodecError::Malformed("log").into()));
    assert_eq!(open(&[&start, &[0], &[0], &[0]]), Err(CodecError::TrailingBytes.into()));
    assert_eq!(open(&[]), Err(CodecError::Truncated.into()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let opened = catch_unwind(AssertUnwindSafe(|| {
            let _ = open_parcel(&bytes);
            let _ = open_reply(&bytes);
            let _ = open_parcel(&[b"CTP\x01", &bytes[..]].concat());
            let _ = open_reply(&[b"CTR\x01", &bytes[..]].concat());
            let _ = open_parcel(&signed_and_sealed(&bytes));
        }));
        prop_assert!(opened.is_ok());
    }

    #[test]
    fn random_text_is_no_frame(text in "(CTQ1:)?[0-9A-Z ]{0,300}|\\PC{0,40}") {
        prop_assert!(Collector::default().take(&text).is_err());
    }

    #[test]
    fn base_32_comes_back_and_has_one_form(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let text = base32::encode(&bytes);
        prop_assert_eq!(base32::decode(&text), Some(bytes));
        prop_assert_eq!(base32::decode(&format!("{text}0")).filter(|it| base32::encode(it) == text), None);
    }
}
