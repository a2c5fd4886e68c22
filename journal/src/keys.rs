//! Signatures: ECDSA over P-256 with SHA-256, the curve that Android Keystore and
//! the Secure Enclave both offer.
//!
//! Every signature is made over `purpose ‖ 0x00 ‖ message`, so that a signature given
//! for one thing can never be shown as another.

use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature as EcdsaSignature, SigningKey, VerifyingKey};
use rand::CryptoRng;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use sha2::{Digest, Sha256};

use crate::bytes::fixed_bytes;
use crate::ids::DeviceId;

/// What a signature is for. The text is part of the signed bytes and never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A batch of journal entries.
    Batch,
    /// A receipt of the hall.
    Receipt,
    /// A page that the hall hands to a phone.
    Page,
    /// A request proved over a nonce of the hall.
    Request,
    /// A skill pack.
    Pack,
    /// The hall's card: keys, addresses, generation.
    HallCard,
    /// What a phone gives away to be carried to the hall.
    Parcel,
    /// What the hall gives back to be carried to a phone.
    Reply,
    /// The hall's order to one phone.
    Order,
    /// The list of the erased that lies beside a hall's backups.
    Erasures,
}

impl Purpose {
    fn text(self) -> &'static str {
        match self {
            Self::Batch => "camtay/batch/1",
            Self::Receipt => "camtay/receipt/1",
            Self::Page => "camtay/page/1",
            Self::Request => "camtay/request/1",
            Self::Pack => "camtay/pack/1",
            Self::HallCard => "camtay/hall-card/1",
            Self::Parcel => "camtay/parcel/1",
            Self::Reply => "camtay/reply/1",
            Self::Order => "camtay/order/1",
            Self::Erasures => "camtay/erasures/1",
        }
    }

    /// The exact bytes that are signed for `message`; a key store that signs
    /// (hashing with SHA-256 itself) must be given these.
    #[must_use]
    pub fn message(self, message: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.text().len() + 1 + message.len());
        bytes.extend_from_slice(self.text().as_bytes());
        bytes.push(0);
        bytes.extend_from_slice(message);
        bytes
    }
}

fixed_bytes! {
    /// A P-256 public key, compressed SEC 1 form, 33 bytes.
    PublicKey, 33
}

fixed_bytes! {
    /// An ECDSA signature, `r ‖ s`, 64 bytes, `s` in the lower half.
    Signature, 64
}

/// What can go wrong with keys and signatures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The bytes are not a point of the curve, or not a private key.
    #[error("not a P-256 key")]
    BadKey,
    /// The signature is not one that this key gave for this purpose and message.
    #[error("the signature does not match")]
    BadSignature,
    /// The key store refused or could not sign.
    #[error("the key store could not sign")]
    CannotSign,
}

/// Something that holds a P-256 private key: a [`SoftwareKey`], a phone's key store.
pub trait Signer: Send + Sync {
    /// The public half.
    fn public_key(&self) -> PublicKey;

    /// Signs `message` for `purpose`.
    ///
    /// # Errors
    /// [`KeyError::CannotSign`] when the key store refuses.
    fn sign(&self, purpose: Purpose, message: &[u8]) -> Result<Signature, KeyError>;
}

impl PublicKey {
    /// The device that this key stands for: the first 8 bytes of the key's SHA-256.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        let digest = Sha256::digest(self.0);
        let mut id = [0; 8];
        id.copy_from_slice(&digest[..8]);
        DeviceId(id)
    }

    /// Checks a signature.
    ///
    /// # Errors
    /// [`KeyError::BadKey`] when these bytes are no point of the curve,
    /// [`KeyError::BadSignature`] when the signature does not match.
    pub fn verify(
        &self,
        purpose: Purpose,
        message: &[u8],
        signature: &Signature,
    ) -> Result<(), KeyError> {
        let key = VerifyingKey::from_sec1_bytes(&self.0).map_err(|_| KeyError::BadKey)?;
        // ring checks three times as fast as p256, and a hall checks thousands in an evening.
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key.to_sec1_point(false).as_bytes())
            .verify(&purpose.message(message), &signature.0)
            .map_err(|_| KeyError::BadSignature)
    }

    /// Reads a key in any SEC 1 form (compressed or not), as platform key stores give it.
    ///
    /// # Errors
    /// [`KeyError::BadKey`] when it is no point of the curve.
    pub fn from_sec1(bytes: &[u8]) -> Result<Self, KeyError> {
        let key = VerifyingKey::from_sec1_bytes(bytes).map_err(|_| KeyError::BadKey)?;
        let point = key.to_sec1_point(true);
        Self::try_from(point.as_bytes()).map_err(|_| KeyError::BadKey)
    }
}

impl Signature {
    /// Reads a DER signature, as Android Keystore and the Secure Enclave give it, and
    /// brings `s` to the lower half.
    ///
    /// # Errors
    /// [`KeyError::BadSignature`] when it is not one.
    pub fn from_der(bytes: &[u8]) -> Result<Self, KeyError> {
        let signature = EcdsaSignature::from_der(bytes).map_err(|_| KeyError::BadSignature)?;
        Ok(Self(signature.normalize_s().to_bytes().into()))
    }
}

/// A P-256 private key held in memory: the hall's, and a phone's in tests.
#[derive(Clone)]
pub struct SoftwareKey(SigningKey);

impl std::fmt::Debug for SoftwareKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("SoftwareKey").field(&self.public_key()).finish()
    }
}

impl SoftwareKey {
    /// Makes a new key.
    pub fn generate(random: &mut impl CryptoRng) -> Self {
        loop {
            let mut bytes = [0; 32];
            random.fill_bytes(&mut bytes);
            if let Ok(key) = Self::from_bytes(&bytes) {
                return key;
            }
        }
    }

    /// Reads a key from its 32 secret bytes.
    ///
    /// # Errors
    /// [`KeyError::BadKey`] when they are no private key of the curve.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, KeyError> {
        SigningKey::from_slice(bytes).map(Self).map_err(|_| KeyError::BadKey)
    }

    /// The 32 secret bytes. Whoever has them can sign as this key.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes().into()
    }

    /// Signs bytes as they are, as a platform's key store does; they must already say what
    /// the signature is for ([`Purpose::message`]).
    ///
    /// # Errors
    /// [`KeyError::CannotSign`].
    pub fn sign_bytes(&self, bytes: &[u8]) -> Result<Signature, KeyError> {
        let signature: EcdsaSignature = self.0.try_sign(bytes).map_err(|_| KeyError::CannotSign)?;
        Ok(Signature(signature.normalize_s().to_bytes().into()))
    }
}

impl Signer for SoftwareKey {
    fn public_key(&self) -> PublicKey {
        let point = self.0.verifying_key().to_sec1_point(true);
        let mut bytes = [0; 33];
        bytes.copy_from_slice(point.as_bytes());
        PublicKey(bytes)
    }

    fn sign(&self, purpose: Purpose, message: &[u8]) -> Result<Signature, KeyError> {
        self.sign_bytes(&purpose.message(message))
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::*;

    #[test]
    fn a_signature_holds_for_its_purpose_and_message_only() {
        let key = SoftwareKey::generate(&mut StdRng::seed_from_u64(1));
        let signature = key.sign(Purpose::Batch, b"one").unwrap();
        let public = key.public_key();
        assert_eq!(public.verify(Purpose::Batch, b"one", &signature), Ok(()));
        assert_eq!(
            public.verify(Purpose::Receipt, b"one", &signature),
            Err(KeyError::BadSignature)
        );
        assert_eq!(public.verify(Purpose::Batch, b"two", &signature), Err(KeyError::BadSignature));
    }
}
