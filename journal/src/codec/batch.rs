//! A batch: consecutive entries of one device, signed by it. What travels to the hall,
//! over the network or as a file.
//!
//! Layout, version 1: `"CTB" ‖ 1 ‖ hall (8) ‖ device (8) ‖ first seq ‖ count ‖ head before
//! (32) ‖ head after (32) ‖ signature (64) ‖ length ‖ columns`. The signature covers all
//! before it, and through the heads every entry, but of a personal part only its salted
//! hash: a part that is erased ([`Batch::without_parts`]) leaves signature and chain whole.

use super::columns::{self, MAX_ENTRIES};
use super::{CodecError, Reader, Writer};
use crate::chain::Head;
use crate::entry::Entry;
use crate::ids::{DeviceId, MAX_SEQ, Seq};
use crate::keys::{KeyError, PublicKey, Purpose, Signature, Signer};

const MAGIC: &[u8; 3] = b"CTB";
const VERSION: u8 = 1;

/// The most bytes that a batch may have.
pub const MAX_BATCH: usize = 4 << 20;

/// A batch whose signature and chain hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// For which hall.
    pub hall: DeviceId,
    /// By which device.
    pub device: DeviceId,
    /// The seq of its first entry.
    pub first_seq: Seq,
    /// The chain's head before its first entry.
    pub head_before: Head,
    /// The chain's head after its last entry.
    pub head_after: Head,
    /// The entries, in order.
    pub entries: Vec<Entry>,
}

/// Why a batch was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BatchError {
    /// Its bytes are no batch.
    #[error("not a batch")]
    Codec(#[from] CodecError),
    /// The signature isn't the device's.
    #[error("not signed by its device")]
    Key(#[from] KeyError),
    /// It has no entries, or they are not consecutive entries of its device.
    #[error("its entries are not consecutive entries of its device")]
    NotConsecutive,
    /// Its entries don't lead from the one head to the other.
    #[error("its entries do not lead from one head to the other")]
    BrokenChain,
}

/// What stands in front: enough to know whose key to check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BatchHeader {
    /// For which hall.
    pub hall: DeviceId,
    /// By which device.
    pub device: DeviceId,
    /// The seq of its first entry.
    pub first_seq: Seq,
    /// How many entries it says it has.
    pub count: u64,
}

impl Batch {
    /// Packs and signs consecutive entries of one device.
    ///
    /// # Errors
    /// [`BatchError::NotConsecutive`], [`CodecError::TooLarge`], [`KeyError::CannotSign`].
    pub fn seal(
        hall: DeviceId,
        head_before: Head,
        entries: &[Entry],
        signer: &dyn Signer,
    ) -> Result<Vec<u8>, BatchError> {
        let first = entries.first().ok_or(BatchError::NotConsecutive)?;
        consecutive(first.id.device, first.id.seq, entries)?;
        let mut writer = Writer::default();
        writer.raw(MAGIC);
        writer.u8(VERSION);
        writer.raw(&hall.0);
        writer.raw(&first.id.device.0);
        writer.varint(first.id.seq);
        writer.varint(entries.len() as u64);
        writer.raw(&head_before.0);
        writer.raw(&head_before.after_all(entries).0);
        let signature = signer.sign(Purpose::Batch, writer.as_slice())?;
        writer.raw(&signature.0);
        writer.sized(&columns::encode(entries)?);
        let bytes = writer.into_vec();
        if bytes.len() > MAX_BATCH {
            return Err(CodecError::TooLarge("batch").into());
        }
        Ok(bytes)
    }

    /// The same batch without the personal parts of the entries that `forget` names, as
    /// good as before for [`Batch::open`]. `None` when it has none of these parts.
    ///
    /// # Errors
    /// [`CodecError`] for bytes that are no batch.
    pub fn without_parts(
        bytes: &[u8],
        forget: impl Fn(&Entry) -> bool,
    ) -> Result<Option<Vec<u8>>, CodecError> {
        let mut reader = Reader::new(bytes);
        read_header(&mut reader)?;
        reader.raw(2 * Head::LENGTH + Signature::LENGTH)?;
        let front = bytes.len() - reader.remaining();
        let mut entries = columns::decode(reader.sized()?)?;
        let mut any = false;
        for entry in &mut entries {
            if entry.personal.part().is_some() && forget(entry) {
                entry.personal = entry.personal.erased();
                any = true;
            }
        }
        if !any {
            return Ok(None);
        }
        let mut writer = Writer::default();
        writer.raw(bytes.get(..front).unwrap_or_default());
        writer.sized(&columns::encode(&entries)?);
        Ok(Some(writer.into_vec()))
    }

    /// Reads whose batch it says it is. Nothing is checked yet.
    ///
    /// # Errors
    /// [`CodecError`].
    pub fn header(bytes: &[u8]) -> Result<BatchHeader, CodecError> {
        read_header(&mut Reader::new(bytes))
    }

    /// Opens a batch: checks the signature with its device's key, then the chain.
    ///
    /// # Errors
    /// [`BatchError`].
    pub fn open(bytes: &[u8], key: &PublicKey) -> Result<Self, BatchError> {
        if bytes.len() > MAX_BATCH {
            return Err(CodecError::TooLarge("batch").into());
        }
        let mut reader = Reader::new(bytes);
        let header = read_header(&mut reader)?;
        let head_before = Head(reader.array()?);
        let head_after = Head(reader.array()?);
        let signed = &bytes[..bytes.len() - reader.remaining()];
        let signature = Signature(reader.array()?);
        let packed = reader.sized()?;
        reader.end()?;
        if key.device() != header.device.signer(header.hall) {
            return Err(KeyError::BadSignature.into());
        }
        key.verify(Purpose::Batch, signed, &signature)?;
        let entries = columns::decode(packed)?;
        if entries.len() as u64 != header.count {
            return Err(BatchError::NotConsecutive);
        }
        consecutive(header.device, header.first_seq, &entries)?;
        if head_before.after_all(&entries) != head_after {
            return Err(BatchError::BrokenChain);
        }
        let BatchHeader { hall, device, first_seq, .. } = header;
        Ok(Self { hall, device, first_seq, head_before, head_after, entries })
    }

    /// The entries of a batch that [`Batch::open`] found good when it was taken in:
    /// nothing but the form is checked again.
    ///
    /// # Errors
    /// [`CodecError`].
    pub fn stored_entries(bytes: &[u8]) -> Result<Vec<Entry>, CodecError> {
        let mut reader = Reader::new(bytes);
        read_header(&mut reader)?;
        reader.raw(2 * Head::LENGTH + Signature::LENGTH)?;
        columns::decode(reader.sized()?)
    }

    /// The seq of its last entry.
    #[must_use]
    pub fn last_seq(&self) -> Seq {
        self.first_seq + (self.entries.len() as u64).saturating_sub(1)
    }
}

fn read_header(reader: &mut Reader<'_>) -> Result<BatchHeader, CodecError> {
    if reader.raw(MAGIC.len())? != MAGIC {
        return Err(CodecError::Malformed("batch"));
    }
    match reader.u8()? {
        VERSION => {}
        newer if newer > VERSION => return Err(CodecError::NewerVersion(newer)),
        _ => return Err(CodecError::Malformed("batch")),
    }
    let header = BatchHeader {
        hall: DeviceId(reader.array()?),
        device: DeviceId(reader.array()?),
        first_seq: reader.varint()?,
        count: reader.varint()?,
    };
    if header.count > MAX_ENTRIES as u64 {
        return Err(CodecError::TooLarge("entries"));
    }
    Ok(header)
}

fn consecutive(device: DeviceId, first: Seq, entries: &[Entry]) -> Result<(), BatchError> {
    let right = !entries.is_empty()
        && first > 0
        && first.saturating_add(entries.len() as u64) <= MAX_SEQ
        && entries
            .iter()
            .zip(first..)
            .all(|(entry, seq)| entry.id.device == device && entry.id.seq == seq);
    if right { Ok(()) } else { Err(BatchError::NotConsecutive) }
}
