//! Sealing to one reader: HPKE (RFC 9180) with X25519, HKDF-SHA256 and
//! ChaCha20-Poly1305. Nobody but the holder of the private key can read it; whoever
//! carries it learns nothing but its size.
//!
//! Layout: `"CTS" ‖ 1 ‖ encapsulated key (32) ‖ ciphertext with tag`. The caller's
//! purpose is HPKE's `info`, its header the associated data.

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem as _, OpModeR, OpModeS, Serializable};
use rand::CryptoRng;

use crate::bytes::fixed_bytes;
use crate::codec::{CodecError, Reader};

type Kem = X25519HkdfSha256;

const MAGIC: &[u8; 3] = b"CTS";
const VERSION: u8 = 1;

fixed_bytes! {
    /// The public half of a sealing key, X25519, 32 bytes.
    SealingKey, 32
}

/// Why something could not be sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The bytes are nothing that was sealed.
    #[error("not a sealed message")]
    Codec(#[from] CodecError),
    /// The key is no key.
    #[error("not a sealing key")]
    BadKey,
    /// Sealed to another key or for another purpose, or changed on the way.
    #[error("sealed to another key, or changed on the way")]
    CannotOpen,
}

/// The private half of a sealing key.
#[derive(Clone)]
pub struct OpeningKey(<Kem as hpke::Kem>::PrivateKey);

impl std::fmt::Debug for OpeningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OpeningKey(…)")
    }
}

impl OpeningKey {
    /// Makes a new key.
    pub fn generate(random: &mut impl CryptoRng) -> Self {
        let mut seed = [0; 32];
        random.fill_bytes(&mut seed);
        Self(Kem::derive_keypair(&seed).0)
    }

    /// Reads a key from its 32 secret bytes.
    ///
    /// # Errors
    /// [`SealError::BadKey`].
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, SealError> {
        <Kem as hpke::Kem>::PrivateKey::from_bytes(bytes).map(Self).map_err(|_| SealError::BadKey)
    }

    /// The 32 secret bytes.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes().into()
    }

    /// The public half.
    #[must_use]
    pub fn sealing_key(&self) -> SealingKey {
        SealingKey(Kem::sk_to_pk(&self.0).to_bytes().into())
    }

    /// Opens what was sealed to this key for `purpose` with `header`.
    ///
    /// # Errors
    /// [`SealError`].
    pub fn open(&self, purpose: &str, header: &[u8], sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let mut reader = Reader::new(sealed);
        if reader.raw(MAGIC.len())? != MAGIC {
            return Err(CodecError::Malformed("sealed message").into());
        }
        match reader.u8()? {
            VERSION => {}
            newer if newer > VERSION => return Err(CodecError::NewerVersion(newer).into()),
            _ => return Err(CodecError::Malformed("sealed message").into()),
        }
        let key = <Kem as hpke::Kem>::EncappedKey::from_bytes(reader.raw(32)?)
            .map_err(|_| SealError::CannotOpen)?;
        let ciphertext = reader.raw(reader.remaining())?;
        hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, Kem>(
            &OpModeR::Base,
            &self.0,
            &key,
            purpose.as_bytes(),
            ciphertext,
            header,
        )
        .map_err(|_| SealError::CannotOpen)
    }
}

impl SealingKey {
    /// Seals `plain` for `purpose`; `header` travels beside it in clear and is bound to it.
    ///
    /// # Errors
    /// [`SealError::BadKey`].
    pub fn seal(
        &self,
        purpose: &str,
        header: &[u8],
        plain: &[u8],
        random: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, SealError> {
        let key =
            <Kem as hpke::Kem>::PublicKey::from_bytes(&self.0).map_err(|_| SealError::BadKey)?;
        let (encapsulated, ciphertext) =
            hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, Kem>(
                &OpModeS::Base,
                &key,
                purpose.as_bytes(),
                plain,
                header,
                random,
            )
            .map_err(|_| SealError::BadKey)?;
        let mut sealed = Vec::with_capacity(36 + ciphertext.len());
        sealed.extend_from_slice(MAGIC);
        sealed.push(VERSION);
        sealed.extend_from_slice(&encapsulated.to_bytes());
        sealed.extend_from_slice(&ciphertext);
        Ok(sealed)
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::*;

    #[test]
    fn only_the_right_key_purpose_and_header_open() {
        let mut random = StdRng::seed_from_u64(7);
        let key = OpeningKey::generate(&mut random);
        let other = OpeningKey::generate(&mut random);
        let sealed = key.sealing_key().seal("outbox/1", b"head", b"words", &mut random).unwrap();
        assert_eq!(key.open("outbox/1", b"head", &sealed).unwrap(), b"words");
        assert_eq!(other.open("outbox/1", b"head", &sealed), Err(SealError::CannotOpen));
        assert_eq!(key.open("reply/1", b"head", &sealed), Err(SealError::CannotOpen));
        assert_eq!(key.open("outbox/1", b"tail", &sealed), Err(SealError::CannotOpen));
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(key.open("outbox/1", b"head", &changed).is_err());
            assert!(key.open("outbox/1", b"head", &sealed[..at]).is_err());
        }
    }
}
