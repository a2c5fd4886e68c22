//! The signed pack file.
//!
//! | bytes | what |
//! |---|---|
//! | 4 | `CTPK` |
//! | 2 | format, little-endian like every number here |
//! | 33 | public key of the signer (P-256, compressed) |
//! | 4 + n | length and bytes of the words: JSON in one zstd frame |
//! | 4 | number of pictures and voices, then for each: |
//! | 2 + n | length and bytes of its name, in ascending order |
//! | 4 + n | length and bytes of the file |
//! | 64 | signature over everything before it, for the purpose "pack" |
//!
//! The same content gives the same bytes on every machine: lists keep their order, maps
//! are sorted, and nothing of the clock or the machine goes in. JSON lets a phone of the
//! version before or after pass over what it does not know. A new word in a closed list
//! (a channel, a kind of source) is a new format, since older phones cannot read it; they
//! say so and keep the pack they have.
//!
//! | format | new in it |
//! |---|---|
//! | 1 | the first |
//! | 2 | a situation may arrive as a `post`; a check asks some of the questions, not all |

use std::collections::BTreeMap;
use std::io::Read;

use camtay_journal::keys::{KeyError, PublicKey, Purpose, Signature, Signer};

use crate::{Pack, Problems};

/// The format that this version writes, and the newest that it reads.
pub const FORMAT: u16 = 2;

/// The most bytes that a pack file may have.
pub const MAX_FILE: usize = 16 << 20;

/// The most bytes that the words may have when unpacked.
pub const MAX_PAYLOAD: usize = 16 << 20;

const MAGIC: &[u8; 4] = b"CTPK";
/// The highest level costs a hall ten times as long and saves half a percent of the file.
const LEVEL: i32 = 12;
/// Window of the decoder: 2^24 bytes, as much as the words may have.
const WINDOW_LOG: u32 = 24;

/// Why a pack cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// The file is something else.
    #[error("this is no pack of guides")]
    NotAPack,
    /// A newer version of the program made it.
    #[error("the pack has format {found}; this version reads up to {known}")]
    Newer {
        /// Its format.
        found: u16,
        /// The newest that is known here.
        known: u16,
    },
    /// Signed, but by another hall.
    #[error("the pack is signed by another hall")]
    OtherSigner,
    /// The signature does not fit the bytes: damaged on the way, or changed.
    #[error("the pack was damaged on the way or changed")]
    BadSignature,
    /// Good, and older than the one in use.
    #[error("the pack has version {found}; version {used} is in use already")]
    Older {
        /// Its version.
        found: u32,
        /// The version in use.
        used: u32,
    },
    /// Larger than a phone should take.
    #[error("the pack is too large")]
    TooLarge,
    /// Signed, yet not as this program would have written it.
    #[error("the pack is damaged: {0}")]
    Damaged(&'static str),
    /// The key could not sign.
    #[error("the pack could not be signed")]
    Sign(#[source] KeyError),
    /// The guides inside the program cannot be read.
    #[error("the built-in guides cannot be read")]
    BuiltIn(#[source] Problems),
}

impl Pack {
    /// The bytes between the signer's key and the signature: the same for the same pack,
    /// on every machine.
    ///
    /// # Errors
    /// [`PackError::TooLarge`], [`PackError::Damaged`].
    pub fn payload(&self) -> Result<Vec<u8>, PackError> {
        self.check()?;
        let words =
            serde_json::to_vec(self).map_err(|_| PackError::Damaged("words cannot be written"))?;
        if words.len() > MAX_PAYLOAD {
            return Err(PackError::TooLarge);
        }
        let words = zstd::bulk::compress(&words, LEVEL)
            .map_err(|_| PackError::Damaged("words cannot be compressed"))?;
        let mut bytes = Vec::with_capacity(words.len() + 8);
        push_block(&mut bytes, &words)?;
        bytes.extend(length_u32(self.files.len())?.to_le_bytes());
        for (name, file) in &self.files {
            let length = u16::try_from(name.len()).map_err(|_| PackError::TooLarge)?;
            bytes.extend(length.to_le_bytes());
            bytes.extend(name.as_bytes());
            push_block(&mut bytes, file)?;
        }
        Ok(bytes)
    }

    /// The pack file, signed.
    ///
    /// # Errors
    /// [`PackError::Sign`], [`PackError::TooLarge`], [`PackError::Damaged`].
    pub fn sign(&self, signer: &dyn Signer) -> Result<Vec<u8>, PackError> {
        let mut file = Vec::new();
        file.extend(MAGIC);
        file.extend(FORMAT.to_le_bytes());
        file.extend(signer.public_key().0);
        file.extend(self.payload()?);
        let signature = signer.sign(Purpose::Pack, &file).map_err(PackError::Sign)?;
        file.extend(signature.0);
        if file.len() > MAX_FILE {
            return Err(PackError::TooLarge);
        }
        Ok(file)
    }

    /// Opens a pack file that `trusted` signed. Nothing of it is unpacked before the
    /// signature holds, and never more than [`MAX_PAYLOAD`].
    ///
    /// # Errors
    /// Every kind of [`PackError`] but `Sign` and `BuiltIn`.
    pub fn open(file: &[u8], trusted: &PublicKey) -> Result<Self, PackError> {
        if file.len() > MAX_FILE {
            return Err(PackError::TooLarge);
        }
        let (signed, signature) =
            file.split_last_chunk::<{ Signature::LENGTH }>().ok_or(PackError::NotAPack)?;
        let mut rest = Rest(signed);
        if rest.array().ok_or(PackError::NotAPack)? != *MAGIC {
            return Err(PackError::NotAPack);
        }
        match u16::from_le_bytes(rest.array().ok_or(PackError::NotAPack)?) {
            0 => return Err(PackError::NotAPack),
            1..=FORMAT => {}
            found => return Err(PackError::Newer { found, known: FORMAT }),
        }
        if PublicKey(rest.array().ok_or(PackError::NotAPack)?) != *trusted {
            return Err(PackError::OtherSigner);
        }
        trusted
            .verify(Purpose::Pack, signed, &Signature(*signature))
            .map_err(|_| PackError::BadSignature)?;
        Self::from_payload(rest.0)
    }

    /// Reads what [`Pack::payload`] wrote.
    pub(crate) fn from_payload(payload: &[u8]) -> Result<Self, PackError> {
        let mut rest = Rest(payload);
        let cut = PackError::Damaged("it ends too early");
        let words = unpack(rest.block().ok_or(cut.clone())?)?;
        let mut pack: Self = serde_json::from_slice(&words)
            .map_err(|_| PackError::Damaged("words cannot be read"))?;
        let count = u32::from_le_bytes(rest.array().ok_or(cut.clone())?);
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for _ in 0..count {
            let name = rest.name().ok_or(cut.clone())?;
            if files.last_key_value().is_some_and(|(last, _)| last.as_str() >= name) {
                return Err(PackError::Damaged("files are not in order"));
            }
            files.insert(name.to_owned(), rest.block().ok_or(cut.clone())?.to_vec());
        }
        if !rest.0.is_empty() {
            return Err(PackError::Damaged("something stands behind its end"));
        }
        pack.files = files;
        pack.check()?;
        Ok(pack)
    }
}

fn push_block(bytes: &mut Vec<u8>, block: &[u8]) -> Result<(), PackError> {
    bytes.extend(length_u32(block.len())?.to_le_bytes());
    bytes.extend(block);
    Ok(())
}

fn length_u32(length: usize) -> Result<u32, PackError> {
    u32::try_from(length).map_err(|_| PackError::TooLarge)
}

/// Unpacks one zstd frame as a stream, so that memory follows what really comes out,
/// not what the frame's header claims.
fn unpack(packed: &[u8]) -> Result<Vec<u8>, PackError> {
    let unreadable = |_| PackError::Damaged("words cannot be unpacked");
    let mut decoder = zstd::stream::read::Decoder::new(packed).map_err(unreadable)?.single_frame();
    decoder.window_log_max(WINDOW_LOG).map_err(unreadable)?;
    let mut words = Vec::new();
    let most = u64::try_from(MAX_PAYLOAD).unwrap_or(u64::MAX);
    decoder.take(most + 1).read_to_end(&mut words).map_err(unreadable)?;
    if words.len() > MAX_PAYLOAD {
        return Err(PackError::TooLarge);
    }
    Ok(words)
}

/// What has not been read yet. Lengths are compared with it before anything is taken.
#[derive(Clone, Copy)]
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn array<const LENGTH: usize>(&mut self) -> Option<[u8; LENGTH]> {
        self.take(LENGTH)?.try_into().ok()
    }

    fn block(&mut self) -> Option<&'a [u8]> {
        let length = u32::from_le_bytes(self.array()?);
        self.take(usize::try_from(length).ok()?)
    }

    fn name(&mut self) -> Option<&'a str> {
        let length = u16::from_le_bytes(self.array()?);
        std::str::from_utf8(self.take(usize::from(length))?).ok()
    }
}
