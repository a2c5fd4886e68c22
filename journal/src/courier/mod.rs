//! What is carried by hand where there is no network: a phone's [`Parcel`], the hall's
//! [`Reply`], and either of them as [`frames`] for QR codes.
//!
//! Both files are made alike, version 1: `magic (3) ‖ 1 ‖ hall (8) ‖ device (8) ‖ number ‖
//! sealed`. What stands before `sealed` is the [`Label`], in clear, and the associated data
//! of the seal; what is sealed ends with a signature over label and content. So whoever
//! carries the file learns which phone and which hall it is between, and nothing else; and
//! neither side takes what the other didn't write.

pub mod frames;
mod parcel;
mod reply;

use rand::CryptoRng;

pub use parcel::{MAX_BATCHES, MAX_LOGS, MAX_PARCEL, Parcel};
pub use reply::{MAX_PAGES, MAX_REPLY, Reply};

use crate::codec::{CodecError, Reader, Writer};
use crate::ids::DeviceId;
use crate::keys::{KeyError, PublicKey, Purpose, Signature, Signer};
use crate::seal::{OpeningKey, SealError, SealingKey};

/// The path of the hall's API that takes parcels: POST a parcel's bytes → a reply's bytes.
/// It needs no token: the parcel proves itself.
pub const PATH: &str = "/v1/parcels";

const VERSION: u8 = 1;

/// What stands on the outside of a parcel, and of the reply to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// The hall.
    pub hall: DeviceId,
    /// The phone.
    pub device: DeviceId,
    /// The number of the parcel; counts up on each phone.
    pub number: u64,
}

/// Why a parcel or a reply was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CourierError {
    /// Its bytes are none, or cut.
    #[error("not a file of this kind")]
    Codec(#[from] CodecError),
    /// It doesn't open: sealed to another key, cut or changed on the way.
    #[error("it does not open")]
    Seal(#[from] SealError),
    /// Not signed by the one it is said to come from.
    #[error("not signed by the one that it names")]
    Key(#[from] KeyError),
}

/// One of the two files.
struct Kind {
    magic: &'static [u8; 3],
    what: &'static str,
    purpose: Purpose,
    /// HPKE's `info`.
    info: &'static str,
    /// The most bytes of the whole file.
    most: usize,
}

impl Kind {
    fn label(&self, reader: &mut Reader<'_>) -> Result<Label, CodecError> {
        if reader.raw(self.magic.len())? != self.magic {
            return Err(CodecError::Malformed(self.what));
        }
        match reader.u8()? {
            VERSION => {}
            newer if newer > VERSION => return Err(CodecError::NewerVersion(newer)),
            _ => return Err(CodecError::Malformed(self.what)),
        }
        Ok(Label {
            hall: DeviceId(reader.array()?),
            device: DeviceId(reader.array()?),
            number: reader.varint()?,
        })
    }

    /// Signs label and content, and seals content and signature to `reader`.
    fn close(
        &self,
        label: Label,
        content: &[u8],
        reader: &SealingKey,
        signer: &dyn Signer,
        random: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, CourierError> {
        let mut writer = Writer::default();
        writer.raw(self.magic);
        writer.u8(VERSION);
        writer.raw(&label.hall.0);
        writer.raw(&label.device.0);
        writer.varint(label.number);
        let header = writer.into_vec();
        let signature = signer.sign(self.purpose, &[&header, content].concat())?;
        let sealed = reader.seal(self.info, &header, &[content, &signature.0].concat(), random)?;
        let bytes = [header, sealed].concat();
        if bytes.len() > self.most {
            return Err(CodecError::TooLarge(self.what).into());
        }
        Ok(bytes)
    }

    /// Opens a file with the reader's key and checks who wrote it; label and content.
    fn open(
        &self,
        bytes: &[u8],
        key: &OpeningKey,
        writer: &PublicKey,
    ) -> Result<(Label, Vec<u8>), CourierError> {
        if bytes.len() > self.most {
            return Err(CodecError::TooLarge(self.what).into());
        }
        let mut reader = Reader::new(bytes);
        let label = self.label(&mut reader)?;
        let (header, sealed) = bytes.split_at(bytes.len() - reader.remaining());
        let mut content = key.open(self.info, header, sealed)?;
        let (signed, signature) = content
            .split_last_chunk::<{ Signature::LENGTH }>()
            .map(|(signed, signature)| (signed.len(), Signature(*signature)))
            .ok_or(CodecError::Truncated)?;
        content.truncate(signed);
        writer.verify(self.purpose, &[header, &content].concat(), &signature)?;
        Ok((label, content))
    }
}

/// Reads so many sized byte strings; room is made for what is there, not for what is said.
fn sized_list(
    reader: &mut Reader<'_>,
    most: usize,
    what: &'static str,
) -> Result<Vec<Vec<u8>>, CodecError> {
    let count = reader.varint()?;
    if count > most as u64 {
        return Err(CodecError::TooLarge(what));
    }
    (0..count).map(|_| Ok(reader.sized()?.to_vec())).collect()
}
