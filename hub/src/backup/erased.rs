//! Who was erased, beside the backups: an old backup still has them, so a restore reads
//! this list and erases them again before anything is served.
//!
//! Layout: `"CTE" ‖ 1 ‖ signature (64) ‖ list`, the list in postcard, signed by the hall.
//! It names ids, never people.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use camtay_journal::entry::Subject;
use camtay_journal::ids::DeviceId;
use camtay_journal::keys::{PublicKey, Purpose, Signature, Signer};
use serde::{Deserialize, Serialize};

use super::on_disk;
use crate::create::sync_folder;
use crate::keys::Keys;
use crate::{Hall, HubError};

const MAGIC: &[u8; 4] = b"CTE\x01";

/// Everybody and everything that a hall has erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// Up to when, Unix seconds.
    pub at: i64,
    /// Who or what.
    pub subjects: BTreeSet<Subject>,
}

/// Where a hall's list lies in a folder of backups.
#[must_use]
pub fn file_of(hall: DeviceId, folder: &Path) -> PathBuf {
    folder.join(format!("camtay-{hall}.erased"))
}

/// Brings the list in a folder of backups up to date. It never gets shorter.
///
/// # Errors
/// [`HubError::NoRoom`], [`HubError::File`], [`HubError::Key`], [`HubError::Unavailable`].
pub fn bring_up_to_date(hall: &Hall, folder: &Path) -> Result<(), HubError> {
    hall.refresh()?;
    let mut subjects: BTreeSet<_> = hall.state().control.erased().collect();
    // What can't be read says nothing that would be kept.
    if let Ok(Some(known)) = read(&file_of(hall.device(), folder), &hall.keys().public()) {
        subjects.extend(known.subjects);
    }
    write(hall.keys(), &Erased { at: hall.now(), subjects }, folder)
}

fn write(keys: &Keys, erased: &Erased, folder: &Path) -> Result<(), HubError> {
    let damaged = |_| HubError::Damaged("the list of the erased".to_owned());
    let list = postcard::to_stdvec(erased).map_err(damaged)?;
    let signature = keys.identity.sign(Purpose::Erasures, &list)?;
    let file = file_of(keys.device(), folder);
    let draft = file.with_extension("erased.new");
    let written = std::fs::File::create(&draft).and_then(|mut draft| {
        draft.write_all(&[&MAGIC[..], &signature.0, &list].concat())?;
        draft.sync_all()
    });
    let put = written.and_then(|()| std::fs::rename(&draft, &file));
    put.map_err(on_disk("the list of the erased"))?;
    sync_folder(Some(folder))
}

/// Reads a list; `None` when there is no such file.
///
/// # Errors
/// [`HubError::Refused`] when it isn't the list of the hall with this key;
/// [`HubError::File`].
pub fn read(file: &Path, hall: &PublicKey) -> Result<Option<Erased>, HubError> {
    let bytes = match std::fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(HubError::file("the list of the erased")(error)),
    };
    verified(&bytes, hall).map(Some).ok_or_else(|| {
        HubError::Refused(format!(
            "{} is damaged, or another hall's list of who was erased; name a good one with \
             --erased FILE, or move it away and erase them again",
            file.display()
        ))
    })
}

fn verified(bytes: &[u8], hall: &PublicKey) -> Option<Erased> {
    let (signature, list) = bytes.strip_prefix(MAGIC)?.split_first_chunk()?;
    hall.verify(Purpose::Erasures, list, &Signature(*signature)).ok()?;
    match postcard::take_from_bytes(list) {
        Ok((erased, [])) => Some(erased),
        _ => None,
    }
}
