//! The pack as `camtay-content build` writes it, before a hall has signed it.
//!
//! | bytes | what |
//! |---|---|
//! | 4 | `CTPU` |
//! | 2 | format, as in [`crate::pack_file`] |
//! | 32 | SHA-256 of everything behind it |
//! | n | words, pictures and voices, as in the signed file |
//!
//! The digest is no proof of who made it: it tells a file that was cut off or changed on a
//! stick from one that is as it was built. The hall signs; only then phones take it.

use sha2::{Digest, Sha256};

use crate::pack_file::{FORMAT, MAX_FILE};
use crate::{Pack, PackError};

const MAGIC: &[u8; 4] = b"CTPU";
const DIGEST: usize = 32;

impl Pack {
    /// The pack as a file that a hall can publish: the same bytes on every machine.
    ///
    /// # Errors
    /// [`PackError::TooLarge`], [`PackError::Damaged`].
    pub fn unsigned(&self) -> Result<Vec<u8>, PackError> {
        let payload = self.payload()?;
        let mut file = Vec::with_capacity(payload.len() + MAGIC.len() + DIGEST + 2);
        file.extend(MAGIC);
        file.extend(FORMAT.to_le_bytes());
        file.extend(Sha256::digest(&payload));
        file.extend(payload);
        if file.len() > MAX_FILE {
            return Err(PackError::TooLarge);
        }
        Ok(file)
    }

    /// Opens what [`Pack::unsigned`] gave.
    ///
    /// # Errors
    /// [`PackError::TooLarge`], [`PackError::NotAPack`], [`PackError::Newer`],
    /// [`PackError::Damaged`].
    pub fn open_unsigned(file: &[u8]) -> Result<Self, PackError> {
        if file.len() > MAX_FILE {
            return Err(PackError::TooLarge);
        }
        let rest = file.strip_prefix(MAGIC).ok_or(PackError::NotAPack)?;
        let (format, rest) = rest.split_first_chunk().ok_or(PackError::NotAPack)?;
        match u16::from_le_bytes(*format) {
            0 => return Err(PackError::NotAPack),
            1..=FORMAT => {}
            found => return Err(PackError::Newer { found, known: FORMAT }),
        }
        let (digest, payload) =
            rest.split_first_chunk::<DIGEST>().ok_or(PackError::Damaged("it ends too early"))?;
        if Sha256::digest(payload)[..] != digest[..] {
            return Err(PackError::Damaged("it was cut off or changed after it was built"));
        }
        Self::from_payload(payload)
    }
}
