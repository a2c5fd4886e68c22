//! The guides that the hall gives to phones: published by an entry, kept as a signed file.

use std::sync::{Arc, Mutex, PoisonError};

use camtay_content::{Pack, PackError};
use camtay_journal::entry::{PackPublished, Sha256Digest};
use camtay_journal::keys::{PublicKey, SoftwareKey};
use sha2::{Digest, Sha256};

use crate::HubError;
use crate::store::Store;

/// A signed pack file and what is published of it.
pub struct PackFile {
    /// The signed bytes.
    pub bytes: Vec<u8>,
    /// Version and digest.
    pub published: PackPublished,
}

/// The guides inside the program, signed by this hall.
///
/// # Errors
/// [`HubError::Damaged`], which the program's own guides can't cause.
pub fn built_in(identity: &SoftwareKey) -> Result<PackFile, HubError> {
    let broken = |error: PackError| HubError::Damaged(error.to_string());
    let pack = Pack::built_in().map_err(broken)?;
    let bytes = pack.sign(identity).map_err(broken)?;
    let published = PackPublished { version: pack.version, digest: digest(&bytes) };
    Ok(PackFile { bytes, published })
}

/// SHA-256 of a pack file.
#[must_use]
pub fn digest(bytes: &[u8]) -> Sha256Digest {
    Sha256Digest(Sha256::digest(bytes).into())
}

/// The published pack, read once.
#[derive(Default)]
pub struct Shelf(Mutex<Option<(Sha256Digest, Opened)>>);

/// A pack file's bytes and what they say.
pub type Opened = (Arc<Vec<u8>>, Arc<Pack>);

impl Shelf {
    /// File and content of the pack with this digest.
    ///
    /// # Errors
    /// [`HubError::Damaged`] when the store has no such file or another one;
    /// [`HubError::Unavailable`].
    pub fn take(
        &self,
        wanted: Sha256Digest,
        hall: &PublicKey,
        store: &dyn Store,
    ) -> Result<Opened, HubError> {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((digest, opened)) = &*shelf
            && *digest == wanted
        {
            return Ok(opened.clone());
        }
        let damaged = || HubError::Damaged("the published pack of guides".to_owned());
        let bytes = store.pack(wanted)?.ok_or_else(damaged)?;
        if digest(&bytes) != wanted {
            return Err(damaged());
        }
        let pack = Pack::open(&bytes, hall).map_err(|_| damaged())?;
        let opened = (Arc::new(bytes), Arc::new(pack));
        *shelf = Some((wanted, opened.clone()));
        Ok(opened)
    }
}
