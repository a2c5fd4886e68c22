//! Whatever bytes come: a typed error or a value, never a panic, never much memory.

use std::panic::{AssertUnwindSafe, catch_unwind};

use camtay_journal::chain::Head;
use camtay_journal::clock::Hlc;
use camtay_journal::codec::batch::{Batch, BatchError, MAX_BATCH};
use camtay_journal::codec::columns::{self, MAX_ENTRIES, MAX_UNPACKED};
use camtay_journal::codec::{CodecError, Reader, Writer, row};
use camtay_journal::entry::{Body, Entry, HouseholdVisited, MAX_STEPS, Personal, Sealed, Steps};
use camtay_journal::ids::{EntryId, HouseholdId, MAX_SEQ, ResidentId};
use camtay_journal::keys::{Purpose, Signer};
use camtay_journal::seal::{OpeningKey, SealError};
use camtay_journal::wire::{Generation, Invitation, Log, Page, Receipt, SignedError};
use proptest::prelude::*;
use rand::SeedableRng;
use rand::rngs::StdRng;

use super::round_trip::{Numbers, every_kind};
use super::support::bodies::KINDS;
use super::support::commune::{DEVICES, KEYS, hall, id, public_key};
use super::support::workload::{Meeting, day_after_day};

pub fn receipt() -> Receipt {
    Receipt {
        hall: hall(),
        generation: Generation { number: 1, mark: [7; 8] },
        number: 3,
        device: DEVICES[1],
        seq: 40,
        head: Head([5; 32]),
        backed_up: 12,
        at: 1_794_790_800,
    }
}

pub fn invitation() -> Invitation {
    Invitation {
        hall: KEYS[0].public_key(),
        sealing: OpeningKey::generate(&mut StdRng::seed_from_u64(3)).sealing_key(),
        addresses: vec!["192.168.1.10:8443".to_owned(), "ủy-ban.example:8443".to_owned()],
        code: [0xAB; 16],
    }
}

fn page() -> Page {
    let entries = every_kind();
    Page { log: Log::Control, from: 0, next: 46, more: false, entries, left: Vec::new() }
}

/// A bit of every byte flipped, and every shorter piece.
fn mangled(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let cut = (0..bytes.len()).map(|length| bytes[..length].to_vec());
    let flipped = (0..bytes.len()).map(|at| {
        let mut bytes = bytes.to_vec();
        bytes[at] ^= 1 << (at * 5 % 8);
        bytes
    });
    cut.chain(flipped)
}

#[test]
fn nothing_signed_opens_when_a_bit_is_changed_or_the_end_is_missing() {
    let key = KEYS[1].public_key();
    let head = Head::start(hall(), DEVICES[1]);
    let batch = Batch::seal(hall(), head, &every_kind()[..3], &KEYS[1]).unwrap();
    // The last bits of the coded columns may say nothing: then it is the same batch.
    let whole = Batch::open(&batch, &key).unwrap();
    for bytes in mangled(&batch) {
        if let Ok(opened) = Batch::open(&bytes, &key) {
            assert_eq!(opened, whole);
        }
    }
    let receipt = receipt().sign(&KEYS[0]).unwrap();
    for bytes in mangled(&receipt) {
        assert!(Receipt::open(&bytes, &public_key(hall())).is_err());
    }
    let whole = Page { entries: every_kind()[..2].to_vec(), ..page() };
    let few = whole.sign(&KEYS[0]).unwrap();
    for bytes in mangled(&few) {
        if let Ok(opened) = Page::open(&bytes, &public_key(hall())) {
            assert_eq!(opened, whole);
        }
    }
    // What is signed for one thing opens as nothing else.
    assert!(Page::open(&receipt, &public_key(hall())).is_err());
    assert!(Receipt::open(&few, &public_key(hall())).is_err());
}

/// Behind a valid signature too: a phone may be malicious, a hall's disk may be bad.
#[test]
fn mangled_columns_are_refused_or_read_and_never_more() {
    let packed = columns::encode(&every_kind()).unwrap();
    assert!((0..packed.len()).all(|length| columns::decode(&packed[..length]).is_err()));
    assert!(columns::decode(&[&packed[..], &[0]].concat()).is_err());
    for bytes in mangled(&packed) {
        if let Ok(entries) = columns::decode(&bytes) {
            assert_eq!(columns::decode(&columns::encode(&entries).unwrap()).unwrap(), entries);
        }
    }
    let guides = columns::encode(&day_after_day(60, Meeting::InTurn, 1)).unwrap();
    for bytes in mangled(&guides) {
        let _ = columns::decode(&bytes);
    }
}

#[test]
fn mangled_rows_are_refused_or_read_and_never_more() {
    let mut numbers = Numbers::default();
    for entry in every_kind().iter().chain(&day_after_day(5, Meeting::Shuffled, 1)) {
        let row = row::encode(entry, &mut numbers).unwrap();
        for bytes in mangled(&row) {
            if let Ok(other) = row::decode(entry.id, &bytes, &numbers) {
                let again = row::encode(&other, &mut numbers).unwrap();
                assert_eq!(row::decode(entry.id, &again, &numbers).unwrap(), other);
            }
        }
        if entry.body.kind() == 30 {
            assert!((0..row.len()).all(|at| row::decode(entry.id, &row[..at], &numbers).is_err()));
        }
    }
}

#[test]
fn a_mistyped_invitation_is_noticed() {
    let text = invitation().to_text().unwrap();
    assert_eq!(Invitation::from_text(&text), Ok(invitation()));
    let spoken = text.to_lowercase().replace('7', " 7\n");
    assert_eq!(Invitation::from_text(&spoken), Ok(invitation()));
    for at in 0..text.len() {
        assert!(Invitation::from_text(&text[..at]).is_err());
        let mut letters: Vec<char> = text.chars().collect();
        letters[at] = if letters[at] == 'X' { 'Y' } else { 'X' };
        assert!(Invitation::from_text(&letters.iter().collect::<String>()).is_err());
    }
    assert!(Invitation::from_text(&text.replacen('1', "2", 1)).is_err());
}

#[test]
fn a_later_version_says_so() {
    let key = public_key(DEVICES[1]);
    let head = Head::start(hall(), DEVICES[1]);
    let mut batch = Batch::seal(hall(), head, &every_kind(), &KEYS[1]).unwrap();
    batch[3] = 2;
    assert_eq!(Batch::header(&batch), Err(CodecError::NewerVersion(2)));
    assert_eq!(Batch::open(&batch, &key), Err(BatchError::Codec(CodecError::NewerVersion(2))));

    let newer = |purpose: Purpose, bytes: &[u8]| {
        let plain = &bytes[..bytes.len() - 64];
        let plain = [&[plain[0] + 1], &plain[1..]].concat();
        let signature = KEYS[0].sign(purpose, &plain).unwrap();
        [&plain[..], &signature.0].concat()
    };
    let expected = Err(SignedError::Codec(CodecError::NewerVersion(2)));
    let bytes = newer(Purpose::Receipt, &receipt().sign(&KEYS[0]).unwrap());
    assert_eq!(Receipt::open(&bytes, &public_key(hall())).map(|_| ()), expected);
    let bytes = newer(Purpose::Page, &page().sign(&KEYS[0]).unwrap());
    assert_eq!(Page::open(&bytes, &public_key(hall())).map(|_| ()), expected);

    let mut random = StdRng::seed_from_u64(5);
    let opening = OpeningKey::generate(&mut random);
    let mut sealed = opening.sealing_key().seal("a", b"", b"b", &mut random).unwrap();
    sealed[3] = 2;
    let expected = Err(SealError::Codec(CodecError::NewerVersion(2)));
    assert_eq!(opening.open("a", b"", &sealed), expected);
}

#[test]
fn claimed_counts_take_no_memory() {
    let mut writer = Writer::default();
    writer.varint(1 << 60);
    let count = writer.into_vec();
    assert_eq!(columns::decode(&count), Err(CodecError::TooLarge("entries")));
    for kind in KINDS {
        for before in 0..40 {
            // A count somewhere in a payload, after what may stand before it.
            let payload = [&vec![1; before][..], &count].concat();
            let _ = Body::read(kind, &payload);
        }
    }
    // A visit: household, no session, so many residents.
    let visit = [&hall().0[..], &[9, 0], &count].concat();
    assert!(Body::read(12, &visit).is_err());
    let mut reader = Reader::new(&count);
    assert_eq!(reader.sized(), Err(CodecError::Truncated));
    assert!(columns::encode(&vec![every_kind()[0].clone(); MAX_ENTRIES + 1]).is_err());
    assert_eq!(
        Batch::open(&vec![0; MAX_BATCH + 1], &public_key(hall())),
        Err(CodecError::TooLarge("batch").into())
    );
}

/// A phone's store has room for so many seqs of a device: a name beyond them would be
/// refused there, with everything that came along with it.
#[test]
fn a_name_that_no_entry_can_have_is_not_read() {
    let far = EntryId { device: DEVICES[1], seq: MAX_SEQ + 1 };
    let visited = HouseholdVisited {
        household: HouseholdId(id(1, 1)),
        session: None,
        residents: vec![ResidentId(far)],
    };
    let body = Body::from(visited);
    let payload = body.payload().unwrap();
    assert!(Body::read(body.kind(), &payload).is_err());
    // In a batch it is kept as it came, so that the chain holds and the hall sets it aside.
    let entry = Entry { id: id(1, 1), at: Hlc::new(1, 0), body, personal: Personal::None };
    let read = columns::decode(&columns::encode(std::slice::from_ref(&entry)).unwrap()).unwrap();
    assert_eq!(read[0].body, Body::Unknown { kind: 12, payload });
    // Nor is an entry under such a name written, nor a guide that speaks of one; reading
    // goes the same way.
    let beyond = Entry { id: far, ..every_kind()[0].clone() };
    assert!(columns::encode(&[beyond]).is_err());
    let day = day_after_day(1, Meeting::InTurn, 1);
    let mut guide = day.into_iter().find(|it| matches!(it.body, Body::Guided(_))).unwrap();
    if let Body::Guided(guided) = &mut guide.body {
        guided.residents = vec![ResidentId(far)];
    }
    assert!(columns::encode(&[guide.clone()]).is_err());
    let mut numbers = Numbers::default();
    let row = row::encode(&guide, &mut numbers).unwrap();
    assert!(row::decode(guide.id, &row, &numbers).is_err());
    assert!(far.to_string().parse::<EntryId>().is_err());
    assert!(id(1, MAX_SEQ).to_string().parse::<EntryId>().is_ok());
}

/// Columns pack what repeats nearly to nothing: what unpacks beyond the limit is refused
/// when packing and, from somebody who packs it all the same, when unpacking.
#[test]
fn what_unpacks_to_too_much_is_refused() {
    let mut entries = vec![every_kind()[0].clone(); 2];
    let half = MAX_UNPACKED / 2 - 1_000;
    entries[0].body = Body::Unknown { kind: 250, payload: vec![0; half] };
    entries[1].body = Body::Unknown { kind: 250, payload: vec![0; half] };
    let packed = columns::encode(&entries).unwrap();
    assert!(packed.len() < 10_000);
    assert_eq!(columns::decode(&packed).unwrap(), entries);
    entries.push(entries[0].clone());
    assert_eq!(columns::encode(&entries), Err(CodecError::TooLarge("entries")));
    // The same bytes with one entry more announced: they end too early.
    let more = [&[3], &packed[1..]].concat();
    assert!(columns::decode(&more).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let key = public_key(hall());
        let numbers = Numbers::default();
        let decoded = catch_unwind(AssertUnwindSafe(|| {
            let _ = columns::decode(&bytes);
            let _ = columns::decode(&[&[20], &bytes[..]].concat());
            let _ = row::decode(id(1, 1), &bytes, &numbers);
            let _ = Batch::open(&bytes, &key);
            let _ = Page::open(&bytes, &key);
            let _ = Receipt::open(&bytes, &key);
            let _ = postcard::from_bytes::<Sealed>(&bytes);
            let mut reader = Reader::new(&bytes);
            while reader.remaining() > 0 && reader.sized().is_ok() {}
            for kind in KINDS {
                let _ = Body::read(kind, &bytes);
            }
        }));
        prop_assert!(decoded.is_ok());
        match Steps::from_bytes(&bytes) {
            Ok(steps) => prop_assert!(steps.marks().len() == bytes.len() && bytes.len() <= MAX_STEPS),
            Err(_) => prop_assert!(!bytes.is_empty()),
        }
    }

    #[test]
    fn random_text_is_no_invitation(text in "(CAMTAY1:)?[0-9A-Z ]{0,300}|\\PC{0,40}") {
        prop_assert!(Invitation::from_text(&text).is_err());
    }

    #[test]
    fn random_signed_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        let sign = |purpose| {
            let bytes = [&[1], &bytes[..]].concat();
            let signature = KEYS[0].sign(purpose, &bytes).unwrap();
            [&bytes[..], &signature.0].concat()
        };
        let _ = Page::open(&sign(Purpose::Page), &public_key(hall()));
        let _ = Receipt::open(&sign(Purpose::Receipt), &public_key(hall()));
    }
}
