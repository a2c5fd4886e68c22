//! A phone that goes on as a new device: its journal and the hall's parted, because its
//! store came from a copy, lost what it had written last, or another phone writes with the
//! same key.
//!
//! The old key's last act is to consent to a secret that only this phone's store knows;
//! then the key store makes a new key, and the old one is gone. Whoever shows the secret
//! with that consent, and proves the new key over it, is the phone's successor. So neither
//! a restart between these steps nor a hall that can't be reached loses the way back in.

use serde::{Deserialize, Serialize};

use crate::chain::Head;
use crate::ids::{DeviceId, Seq};
use crate::keys::{KeyError, PublicKey, Purpose, Signature, Signer};

/// GET `?seq=N` → [`HeadAnswer`]; needs a token. How a phone finds where the journals part.
pub const HEAD_PATH: &str = "/v1/head";

/// POST [`SuccessorRequest`] → [`crate::wire::EnrolAnswer`]; needs no token: the request
/// proves itself.
pub const PATH: &str = "/v1/successor";

/// The head of the asking phone's chain, as the hall has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadAnswer {
    /// After which entry.
    pub seq: Seq,
    /// The head after it; `None` when the hall doesn't have that entry.
    pub head: Option<Head>,
}

/// A phone asks to go on as a new device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuccessorRequest {
    /// The device that it was.
    pub before: DeviceId,
    /// The secret, hex. Good for one new key.
    pub code: String,
    /// By the old key, over [`consent`].
    pub consent: Signature,
    /// The new key.
    pub key: PublicKey,
    /// By the new key, over [`proof`].
    pub proof: Signature,
}

/// The bytes that the old key signs (purpose [`Purpose::Request`]).
#[must_use]
pub fn consent(hall: DeviceId, code: &[u8; 16]) -> Vec<u8> {
    [&b"successor-consent\0"[..], &hall.0, code].concat()
}

/// The bytes that the new key signs (purpose [`Purpose::Request`]).
#[must_use]
pub fn proof(hall: DeviceId, before: DeviceId, code: &[u8; 16]) -> Vec<u8> {
    [&b"successor-proof\0"[..], &hall.0, &before.0, code].concat()
}

impl SuccessorRequest {
    /// The request of the phone whose new key `signer` holds.
    ///
    /// # Errors
    /// [`KeyError::CannotSign`].
    pub fn sign(
        hall: DeviceId,
        before: DeviceId,
        code: &[u8; 16],
        consent: Signature,
        signer: &dyn Signer,
    ) -> Result<Self, KeyError> {
        let proof = signer.sign(Purpose::Request, &proof(hall, before, code))?;
        let code = crate::bytes::to_hex(code);
        Ok(Self { before, code, consent, key: signer.public_key(), proof })
    }

    /// Checks both signatures; `before` is the old device's key. Gives the secret.
    ///
    /// # Errors
    /// [`KeyError::BadSignature`], also for a code that is not 16 bytes in hex;
    /// [`KeyError::BadKey`].
    pub fn verify(&self, hall: DeviceId, before: &PublicKey) -> Result<[u8; 16], KeyError> {
        let code = crate::bytes::from_hex(&self.code).and_then(|bytes| bytes.try_into().ok());
        let code: [u8; 16] = code.ok_or(KeyError::BadSignature)?;
        before.verify(Purpose::Request, &consent(hall, &code), &self.consent)?;
        self.key.verify(Purpose::Request, &proof(hall, self.before, &code), &self.proof)?;
        Ok(code)
    }
}
