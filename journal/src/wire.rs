//! What phone and hall say to each other. Small messages are JSON, so that versions N
//! and N−1 can talk; what is signed is bytes. `docs/protocol.md` tells the story.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::base32;
use crate::chain::Head;
use crate::codec::{CodecError, Reader, Writer};
use crate::ids::{DeviceId, EntryId, Seq, VillageId};
use crate::keys::{KeyError, PublicKey, Purpose, Signature, Signer};
use crate::seal::SealingKey;

mod page;

pub use page::Page;

/// The paths of the hall's API.
pub mod path {
    /// POST [`super::EnrolRequest`] → [`super::EnrolAnswer`].
    pub const ENROL: &str = "/v1/enrol";
    /// GET → [`super::NonceAnswer`].
    pub const NONCE: &str = "/v1/nonce";
    /// POST [`super::TokenRequest`] → [`super::TokenAnswer`].
    pub const TOKEN: &str = "/v1/token";
    /// GET `?control=N` (how far the phone has read the control log) → [`super::Standing`];
    /// needs a token.
    pub const STANDING: &str = "/v1/standing";
    /// GET → [`super::Watermark`]; needs a token.
    pub const WATERMARK: &str = "/v1/watermark";
    /// POST a batch's bytes → a receipt's bytes; needs a token.
    pub const BATCHES: &str = "/v1/batches";
    /// GET `?log=control|<village>&from=N` → a page's bytes; needs a token.
    pub const PAGES: &str = "/v1/pages";
    /// GET → which of the hall's own entries it has, a list of [`super::OwnRun`]; POST a
    /// page of an earlier time → nothing. Neither needs a token: the page proves itself.
    pub const OWN: &str = "/v1/own";
    /// GET `?from=BYTE` → bytes of the pack file from there on; needs a token.
    pub const PACK: &str = "/v1/pack";
}

/// The header that carries the token: `authorization: camtay <token>`.
pub const TOKEN_SCHEME: &str = "camtay";

/// What a refusal is about; the phone decides by it, never by the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalKind {
    /// The request makes no sense to this hall.
    BadRequest,
    /// The enrolment code is unknown, used or too old.
    BadCode,
    /// Token missing, unknown or too old: ask for another.
    TokenNeeded,
    /// The officer hasn't said yes.
    NotApproved,
    /// The phone is suspended.
    Suspended,
    /// The phone is revoked.
    Revoked,
    /// Entries before this batch are missing: send from `wanted_seq`.
    Gap,
    /// The hall has other entries under these seqs.
    Fork,
    /// Too large.
    TooLarge,
    /// Too many at once: come back after `retry_after`.
    Busy,
    /// The hall can't just now (disk full, …).
    Unavailable,
}

/// Every answer that isn't a success.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// What it is about.
    pub kind: RefusalKind,
    /// One sentence for the hall's operator; never parsed, never shown on a phone.
    pub message: String,
    /// With [`RefusalKind::Gap`]: the seq the hall wants next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wanted_seq: Option<Seq>,
    /// Seconds to wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// The number under which the hall logged this request.
    #[serde(default)]
    pub request: u64,
}

/// What the QR on the officer's screen says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// The hall's identity key, which the phone pins.
    pub hall: PublicKey,
    /// The hall's sealing key.
    pub sealing: SealingKey,
    /// Where the hall may be found, `host:port`, most likely first.
    pub addresses: Vec<String>,
    /// Single use, 10 minutes, bound to a volunteer.
    pub code: [u8; 16],
}

/// The text in front of an invitation; the rest is Crockford base 32, upper case, which
/// a QR code holds most densely.
pub const INVITATION_PREFIX: &str = "CAMTAY1:";

/// The text is no invitation of this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an invitation")]
pub struct BadInvitation;

impl Invitation {
    /// The text of the QR, with a short check at its end against typing mistakes.
    ///
    /// # Errors
    /// None that these fields can cause; postcard's signature has one.
    pub fn to_text(&self) -> Result<String, BadInvitation> {
        let mut bytes = postcard::to_stdvec(self).map_err(|_| BadInvitation)?;
        let check = Sha256::digest(&bytes);
        bytes.extend_from_slice(&check[..4]);
        Ok(INVITATION_PREFIX.to_owned() + &base32::encode(&bytes))
    }

    /// Reads the text of a QR; spaces and letter case don't matter.
    ///
    /// # Errors
    /// [`BadInvitation`].
    pub fn from_text(text: &str) -> Result<Self, BadInvitation> {
        let text: String = text.split_whitespace().collect::<String>().to_ascii_uppercase();
        let text = text.strip_prefix(INVITATION_PREFIX).ok_or(BadInvitation)?;
        let bytes = base32::decode(text).ok_or(BadInvitation)?;
        let (bytes, check) = bytes.split_last_chunk::<4>().ok_or(BadInvitation)?;
        if Sha256::digest(bytes)[..4] != check[..] {
            return Err(BadInvitation);
        }
        match postcard::take_from_bytes(bytes) {
            Ok((invitation, [])) => Ok(invitation),
            _ => Err(BadInvitation),
        }
    }
}

/// A phone shows its code and its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolRequest {
    /// The code of the invitation, hex.
    pub code: String,
    /// The phone's key.
    pub key: PublicKey,
    /// Proof that the phone holds the key: over the code and the hall's device id.
    pub proof: Signature,
}

/// The bytes of [`EnrolRequest::proof`] (purpose [`Purpose::Request`]).
#[must_use]
pub fn enrol_proof(hall: DeviceId, code: &[u8; 16]) -> Vec<u8> {
    [&b"enrol\0"[..], &hall.0, code].concat()
}

/// The hall's answer: now the officer compares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolAnswer {
    /// The hall's device.
    pub hall: DeviceId,
    /// The hall's sealing key.
    pub sealing: SealingKey,
    /// The phone's device.
    pub device: DeviceId,
}

/// The six digits that stand on both screens.
#[must_use]
pub fn safety_code(hall: &PublicKey, phone: &PublicKey, code: &[u8; 16]) -> String {
    let digest = Sha256::new()
        .chain_update(b"camtay/safety-code/1\0")
        .chain_update(hall.0)
        .chain_update(phone.0)
        .chain_update(code)
        .finalize();
    let number = digest.iter().take(8).fold(0u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{:06}", number % 1_000_000)
}

/// A nonce, good for one request within a minute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NonceAnswer {
    /// 16 bytes, hex.
    pub nonce: String,
    /// The hall's clock, Unix seconds, so that the phone can tell people that its own is off.
    pub now: i64,
    /// Which life of the hall answers; older halls don't say.
    #[serde(default)]
    pub generation: Option<Generation>,
}

/// The phone proves its key over the nonce.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenRequest {
    /// The phone.
    pub device: DeviceId,
    /// The nonce, hex.
    pub nonce: String,
    /// The phone's clock, Unix seconds: the hall measures the offset.
    pub now: i64,
    /// Over [`token_proof`] (purpose [`Purpose::Request`]).
    pub proof: Signature,
    /// What the phone noticed of its clock, as far as entries are concerned that the hall
    /// lacks; in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<ClockMark>,
}

/// From an entry on, by how many seconds the journal's moments were ahead of the phone's
/// wall clock as it is set now; negative when they were behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockMark {
    /// From which entry on.
    pub from_seq: Seq,
    /// Seconds.
    pub ahead: i64,
}

/// The bytes of [`TokenRequest::proof`].
#[must_use]
pub fn token_proof(hall: DeviceId, device: DeviceId, nonce: &str, now: i64) -> Vec<u8> {
    [&b"token\0"[..], &hall.0, &device.0, &now.to_le_bytes(), nonce.as_bytes()].concat()
}

/// A token for the requests of the next minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenAnswer {
    /// Opaque.
    pub token: String,
    /// Seconds for which it is good.
    pub good_for: u32,
}

/// Where the phone stands with the hall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// `pending`, `approved`, `suspended`, `revoked`.
    pub standing: String,
    /// The villages it carries.
    pub villages: Vec<VillageId>,
    /// Version of the pack to use, 0 for none.
    pub pack: u32,
    /// Size of the pack file in bytes.
    pub pack_bytes: u64,
    /// SHA-256 of the pack file, hex; empty for none.
    pub pack_digest: String,
    /// Next position in the control log.
    pub control_next: u64,
    /// The latest report's number and as-of day, if one was frozen.
    #[serde(default)]
    pub report: Option<u32>,
    /// A signed [`crate::notice::Order`] to this phone, hex, if it ever was given one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// A signed [`crate::notice::HallCard`], hex, for a phone that is let in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<String>,
    /// The hall's generation; older halls don't say. Positions in its logs are of this one.
    #[serde(default)]
    pub generation: Option<Generation>,
}

/// What the hall has of a phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watermark {
    /// The next seq it wants.
    pub next_seq: Seq,
    /// The chain's head before that.
    pub head: Head,
}

/// Entries of the hall's own that it has: consecutive ones of one of its devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnRun {
    /// Under which device the hall wrote them.
    pub device: DeviceId,
    /// The first seq.
    pub first: Seq,
    /// The seq after the last.
    pub next: Seq,
}

impl OwnRun {
    /// Whether an entry is one of them.
    #[must_use]
    pub fn has(&self, entry: EntryId) -> bool {
        entry.device == self.device && (self.first..self.next).contains(&entry.seq)
    }
}

/// Which life of the hall: a restore opens a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Generation {
    /// 1 for a hall that was never restored, then the moment of the restore, Unix seconds:
    /// of two that were made of one backup, the later one has the higher number.
    pub number: u32,
    /// Random: tells two halls apart that were restored in the same second.
    pub mark: [u8; 8],
}

impl Generation {
    /// The life that begins at `now`, Unix seconds, from a backup of the one with the number
    /// `before`, still without a mark. A clock that says nothing better counts on from there.
    #[must_use]
    pub fn next(before: u32, now: i64) -> Self {
        let counted = before.saturating_add(1);
        Self { number: u32::try_from(now).unwrap_or(counted).max(counted), mark: [0; 8] }
    }

    /// The device under which a hall writes in this generation: each has a journal of its
    /// own, because phones may know entries of the one before that were lost (ADR 0009).
    #[must_use]
    pub fn writer(&self, hall: DeviceId) -> DeviceId {
        if self.number <= 1 { hall } else { hall.of_same_hall([self.mark[0], self.mark[1]]) }
    }
}

/// The hall's word that entries are durable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The hall.
    pub hall: DeviceId,
    /// Its generation.
    pub generation: Generation,
    /// Counts up for each device within a generation; the highest one holds.
    pub number: u64,
    /// For which device.
    pub device: DeviceId,
    /// Everything up to this seq is durable.
    pub seq: Seq,
    /// The chain's head after that entry.
    pub head: Head,
    /// Up to this seq it is in a verified backup too.
    pub backed_up: Seq,
    /// The hall's clock, Unix seconds.
    pub at: i64,
}

/// Why signed bytes of the hall were refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignedError {
    /// Not of this form.
    #[error("malformed")]
    Codec(#[from] CodecError),
    /// Not signed by the pinned hall.
    #[error("not signed by the hall")]
    Key(#[from] KeyError),
}

/// The bytes with a signature over them at their end.
pub(crate) fn sign(
    purpose: Purpose,
    bytes: Vec<u8>,
    signer: &dyn Signer,
) -> Result<Vec<u8>, SignedError> {
    let signature = signer.sign(purpose, &bytes)?;
    Ok([&bytes[..], &signature.0].concat())
}

/// What was signed, without the signature at its end.
pub(crate) fn verified<'a>(
    purpose: Purpose,
    bytes: &'a [u8],
    hall: &PublicKey,
) -> Result<&'a [u8], SignedError> {
    let (bytes, signature) =
        bytes.split_last_chunk::<{ Signature::LENGTH }>().ok_or(CodecError::Truncated)?;
    hall.verify(purpose, bytes, &Signature(*signature))?;
    Ok(bytes)
}

const RECEIPT_VERSION: u8 = 1;

impl Receipt {
    /// Signs it: `1 ‖ postcard ‖ signature`.
    ///
    /// # Errors
    /// [`KeyError::CannotSign`].
    pub fn sign(&self, hall: &dyn Signer) -> Result<Vec<u8>, SignedError> {
        let mut writer = Writer::default();
        writer.u8(RECEIPT_VERSION);
        writer.raw(&postcard::to_stdvec(self).map_err(|_| CodecError::Malformed("receipt"))?);
        sign(Purpose::Receipt, writer.into_vec(), hall)
    }

    /// Reads a receipt of this hall.
    ///
    /// # Errors
    /// [`SignedError`].
    pub fn open(bytes: &[u8], hall: &PublicKey) -> Result<Self, SignedError> {
        let mut reader = Reader::new(verified(Purpose::Receipt, bytes, hall)?);
        match reader.u8()? {
            RECEIPT_VERSION => {}
            newer if newer > RECEIPT_VERSION => {
                return Err(CodecError::NewerVersion(newer).into());
            }
            _ => return Err(CodecError::Malformed("receipt").into()),
        }
        match postcard::take_from_bytes(reader.raw(reader.remaining())?) {
            Ok((receipt, [])) => Ok(receipt),
            _ => Err(CodecError::Malformed("receipt").into()),
        }
    }
}

/// Which log a page is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Log {
    /// The hall's lists and decisions, and corrections: for every phone.
    Control,
    /// All that concerns a village, of every device.
    Village(VillageId),
}
