//! The guides.

use std::io::Write;

use camtay_content::Pack;
use camtay_journal::keys::{PublicKey, Purpose, Signature, Signer};
use sha2::{Digest, Sha256};

use super::choice;
use crate::keys::HALL;

/// Where the signer's key stands in a pack file.
const KEY_AT: usize = 6;

/// A pack file as it comes, or as the hall would have signed it; or one whose words are
/// this JSON, or this Zstandard frame.
pub fn pack(data: &[u8]) {
    let (choice, data) = choice(data);
    let file = match choice % 4 {
        0 => data.to_vec(),
        1 => as_signed(data),
        2 => {
            let mut words = zstd::stream::write::Encoder::new(Vec::new(), 1).unwrap();
            words.write_all(data).unwrap();
            with_words(&words.finish().unwrap())
        }
        _ => with_words(data),
    };
    if let Ok(pack) = Pack::open(&file, &HALL.public_key()) {
        let again = pack.sign(&*HALL).unwrap();
        assert_eq!(Pack::open(&again, &HALL.public_key()).unwrap(), pack);
        // What an officer publishes is held against every rule.
        let _ = pack.problems();
        let built = pack.unsigned().unwrap();
        assert_eq!(Pack::open_unsigned(&built).unwrap(), pack);
    }
    for file in [data.to_vec(), as_built(data)] {
        if let Ok(pack) = Pack::open_unsigned(&file) {
            assert_eq!(Pack::open_unsigned(&pack.unsigned().unwrap()).unwrap(), pack);
        }
    }
}

/// The same bytes with the hall's key and signature where they belong.
fn as_signed(data: &[u8]) -> Vec<u8> {
    let mut file = data.to_vec();
    if let Some(key) = file.get_mut(KEY_AT..KEY_AT + PublicKey::LENGTH) {
        key.copy_from_slice(&HALL.public_key().0);
    }
    file.truncate(file.len().saturating_sub(Signature::LENGTH));
    signed(file)
}

/// The same bytes behind the digest that they would have been built with.
fn as_built(data: &[u8]) -> Vec<u8> {
    let mut file = b"CTPU\x02\x00".to_vec();
    file.extend(Sha256::digest(data));
    file.extend(data);
    file
}

fn with_words(words: &[u8]) -> Vec<u8> {
    let mut file = b"CTPK\x01\x00".to_vec();
    file.extend(HALL.public_key().0);
    file.extend(u32::try_from(words.len()).unwrap().to_le_bytes());
    file.extend(words);
    file.extend(0u32.to_le_bytes());
    signed(file)
}

fn signed(mut file: Vec<u8>) -> Vec<u8> {
    let signature = HALL.sign(Purpose::Pack, &file).unwrap();
    file.extend(signature.0);
    file
}
