//! What the hall gives back: its receipt, and what is new there, sealed to the phone.
//!
//! Content: `(length, receipt) ‖ (length, standing as JSON) ‖ count ‖ (length, page)… ‖
//! (length, pack file)`; no pack file is one of length 0.

use rand::CryptoRng;

use super::{CourierError, Kind, Label, sized_list};
use crate::codec::{CodecError, Reader, Writer};
use crate::keys::{PublicKey, Purpose, Signer};
use crate::seal::{OpeningKey, SealingKey};

/// The most bytes of a reply's file.
pub const MAX_REPLY: usize = 32 << 20;
/// The most pages in a reply.
pub const MAX_PAGES: usize = 4_096;

const KIND: Kind = Kind {
    magic: b"CTR",
    what: "reply",
    purpose: Purpose::Reply,
    info: "camtay/reply/1",
    most: MAX_REPLY,
};

/// The hall's answer to a parcel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// As on the parcel that it answers.
    pub label: Label,
    /// A signed [`crate::wire::Receipt`].
    pub receipt: Vec<u8>,
    /// Where the phone stands with the hall: [`crate::wire::Standing`] as JSON.
    pub standing: Vec<u8>,
    /// Signed [`crate::wire::Page`]s, those of one log in order.
    pub pages: Vec<Vec<u8>>,
    /// A signed pack file; empty when the phone has the guides already.
    pub pack: Vec<u8>,
}

impl Reply {
    /// Signs it as the hall and seals it to the phone.
    ///
    /// # Errors
    /// [`CodecError::TooLarge`], [`crate::keys::KeyError::CannotSign`],
    /// [`crate::seal::SealError::BadKey`].
    pub fn seal(
        &self,
        phone: &SealingKey,
        hall: &dyn Signer,
        random: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, CourierError> {
        if self.pages.len() > MAX_PAGES {
            return Err(CodecError::TooLarge(KIND.what).into());
        }
        let mut writer = Writer::default();
        writer.sized(&self.receipt);
        writer.sized(&self.standing);
        writer.varint(self.pages.len() as u64);
        for page in &self.pages {
            writer.sized(page);
        }
        writer.sized(&self.pack);
        KIND.close(self.label, writer.as_slice(), phone, hall, random)
    }

    /// Reads what stands on the outside. Nothing is checked yet.
    ///
    /// # Errors
    /// [`CodecError`].
    pub fn label(bytes: &[u8]) -> Result<Label, CodecError> {
        KIND.label(&mut Reader::new(bytes))
    }

    /// Opens a reply with the phone's key, and checks that the pinned hall wrote it.
    /// Receipt, pages and pack are signed by themselves and not opened.
    ///
    /// # Errors
    /// [`CourierError`].
    pub fn open(bytes: &[u8], phone: &OpeningKey, hall: &PublicKey) -> Result<Self, CourierError> {
        let (label, content) = KIND.open(bytes, phone, hall)?;
        let mut reader = Reader::new(&content);
        let receipt = reader.sized()?.to_vec();
        let standing = reader.sized()?.to_vec();
        let pages = sized_list(&mut reader, MAX_PAGES, "pages")?;
        let pack = reader.sized()?.to_vec();
        reader.end()?;
        Ok(Self { label, receipt, standing, pages, pack })
    }
}
