//! The guides that the hall gives to phones: published by an entry, kept as a signed file.
//! One that can't be used is never in the way of people's records: the one before it stays
//! in force.

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

/// A published pack: the entry, the signed file, and what it says.
#[derive(Clone)]
pub struct Opened {
    /// Version and digest.
    pub published: PackPublished,
    /// The signed bytes.
    pub file: Arc<Vec<u8>>,
    /// The guides.
    pub pack: Arc<Pack>,
}

/// The pack in force, read once.
#[derive(Default)]
pub struct Shelf(Mutex<Option<Opened>>);

impl Shelf {
    /// The first of these packs (the newest first) whose file the store has as it was
    /// published. A restored hall has entries of packs whose files were lost with the disk;
    /// then, and when a file is damaged, the one before is in force.
    ///
    /// # Errors
    /// [`HubError::Unavailable`].
    pub fn take(
        &self,
        published: &[PackPublished],
        hall: &PublicKey,
        store: &dyn Store,
    ) -> Result<Option<Opened>, HubError> {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for wanted in published {
            if let Some(opened) = &*shelf
                && opened.published == *wanted
            {
                return Ok(Some(opened.clone()));
            }
            if let Some(opened) = open_stored(*wanted, hall, store)? {
                if published.first() != Some(wanted) {
                    tracing::warn!(
                        version = wanted.version,
                        "the published guides are missing or damaged; older ones are in force"
                    );
                }
                *shelf = Some(opened.clone());
                return Ok(Some(opened));
            }
        }
        Ok(None)
    }
}

/// A pack as the store has it; `None` when it isn't there as it was published.
///
/// # Errors
/// [`HubError::Unavailable`].
pub fn open_stored(
    published: PackPublished,
    hall: &PublicKey,
    store: &dyn Store,
) -> Result<Option<Opened>, HubError> {
    let file = store.pack(published.digest)?.filter(|file| digest(file) == published.digest);
    Ok(file.and_then(|file| {
        let pack = Pack::open(&file, hall).ok()?;
        Some(Opened { published, file: Arc::new(file), pack: Arc::new(pack) })
    }))
}
