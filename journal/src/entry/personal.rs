//! Personal fields: a detached part that can be erased without breaking the chain.
//!
//! The entry carries `SHA-256(purpose ‖ salt ‖ part)`. With 16 random bytes of salt
//! nobody who has only the hash can find out the name by trying names.

use rand::CryptoRng;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::bytes::fixed_bytes;

/// How many bytes of salt a part has.
pub const SALT_LENGTH: usize = 16;

/// The most bytes that one text field may have.
pub const MAX_TEXT: usize = 400;

fixed_bytes! {
    /// The salted hash of a personal part, 32 bytes.
    PersonalHash, 32
}

/// What may be known of a person, and no more (domain: Privacy). All optional; what is
/// absent says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonalPart {
    /// Full name, family name first, NFC.
    pub name: Option<String>,
    /// Birth year.
    pub birth_year: Option<u16>,
    /// Phone number, ten digits; never a key.
    pub phone: Option<String>,
    /// Where the house is, in words.
    pub place: Option<String>,
    /// A short text.
    pub note: Option<String>,
}

impl PersonalPart {
    /// Whether it says nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Every free text in it.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        [&self.name, &self.phone, &self.place, &self.note].into_iter().flatten().map(String::as_str)
    }
}

/// A part with its salt: what travels and is stored, and is dropped when erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    salt: [u8; SALT_LENGTH],
    part: PersonalPart,
}

impl Sealed {
    /// Salts a part.
    pub fn new(part: PersonalPart, random: &mut impl CryptoRng) -> Self {
        let mut salt = [0; SALT_LENGTH];
        random.fill_bytes(&mut salt);
        Self { salt, part }
    }

    /// The part.
    #[must_use]
    pub fn part(&self) -> &PersonalPart {
        &self.part
    }

    /// The hash that binds it to its entry.
    #[must_use]
    pub fn hash(&self) -> PersonalHash {
        let mut hasher = Sha256::new();
        hasher.update(b"camtay/personal/1\0");
        hasher.update(self.salt);
        let PersonalPart { name, birth_year, phone, place, note } = &self.part;
        for text in [name, phone, place, note] {
            match text {
                None => hasher.update([0]),
                Some(text) => {
                    hasher.update([1]);
                    hasher.update((text.len() as u64).to_le_bytes());
                    hasher.update(text.as_bytes());
                }
            }
        }
        match birth_year {
            None => hasher.update([0]),
            Some(year) => {
                hasher.update([1]);
                hasher.update(year.to_le_bytes());
            }
        }
        PersonalHash(hasher.finalize().into())
    }
}
