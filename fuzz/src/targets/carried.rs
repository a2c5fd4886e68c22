//! What is carried by hand: seals, parcels, replies, frames.

use camtay_journal::base32;
use camtay_journal::codec::Writer;
use camtay_journal::courier::frames::{Collector, PREFIX};
use camtay_journal::courier::{Parcel, Reply};
use camtay_journal::keys::{Purpose, Signer, SoftwareKey};
use sha2::{Digest, Sha256};

use super::choice;
use crate::keys::{HALL, OPENING, PHONE, hall, phone, random};

/// A sealed message as it comes.
pub fn seal(data: &[u8]) {
    let (choice, data) = choice(data);
    let header = &data[..usize::from(choice).min(data.len())];
    assert!(OPENING.open("camtay/parcel/1", header, data).is_err(), "nobody sealed this to us");
    let sealed = OPENING.sealing_key().seal("fuzz", header, data, &mut random()).unwrap();
    assert_eq!(OPENING.open("fuzz", header, &sealed).unwrap(), data);
}

/// A file with this content, signed and sealed as its writer would have done.
fn closed(
    magic: &[u8; 3],
    purpose: Purpose,
    info: &str,
    content: &[u8],
    key: &SoftwareKey,
) -> Vec<u8> {
    let mut header = Writer::default();
    header.raw(magic);
    header.u8(1);
    header.raw(&hall().0);
    header.raw(&phone().0);
    header.varint(5);
    let header = header.into_vec();
    let signature = key.sign(purpose, &[&header, content].concat()).unwrap();
    let inside = [content, &signature.0].concat();
    let sealed = OPENING.sealing_key().seal(info, &header, &inside, &mut random()).unwrap();
    [header, sealed].concat()
}

/// A parcel as it comes, and one with this content.
pub fn parcel(data: &[u8]) {
    let key = PHONE.public_key();
    let _ = Parcel::label(data);
    assert!(Parcel::open(data, &OPENING, &key).is_err(), "nobody sealed this to us");
    let file = closed(b"CTP", Purpose::Parcel, "camtay/parcel/1", data, &PHONE);
    if let Ok(parcel) = Parcel::open(&file, &OPENING, &key) {
        let again = parcel.seal(&OPENING.sealing_key(), &*PHONE, &mut random()).unwrap();
        assert_eq!(Parcel::open(&again, &OPENING, &key).unwrap(), parcel);
    }
}

/// A reply as it comes, and one with this content.
pub fn reply(data: &[u8]) {
    let key = HALL.public_key();
    let _ = Reply::label(data);
    assert!(Reply::open(data, &OPENING, &key).is_err(), "nobody sealed this to us");
    let file = closed(b"CTR", Purpose::Reply, "camtay/reply/1", data, &HALL);
    if let Ok(reply) = Reply::open(&file, &OPENING, &key) {
        let again = reply.seal(&OPENING.sealing_key(), &*HALL, &mut random()).unwrap();
        assert_eq!(Reply::open(&again, &OPENING, &key).unwrap(), reply);
    }
}

/// Lines read by a camera; and lines whose check is right, of bytes that mean anything.
pub fn frames(data: &[u8]) {
    let (choice, data) = choice(data);
    let mut collector = Collector::default();
    for line in data.split(|byte| *byte == b'\n') {
        let _ = match (choice, std::str::from_utf8(line)) {
            (0, Ok(text)) => collector.take(text),
            _ => {
                let check = Sha256::digest(line);
                collector
                    .take(&format!("{PREFIX}{}", base32::encode(&[line, &check[..4]].concat())))
            }
        };
        assert!(collector.taken() <= collector.count());
    }
    let _ = collector.file();
}
