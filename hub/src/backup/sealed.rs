//! `keys.sealed`: what opens a backup and makes the hall again, for whoever holds the
//! recovery key.
//!
//! Layout: `"CTK" ‖ 1 ‖ hall (8) ‖ when made (8, low byte first) ‖ sealed`. What stands
//! before `sealed` is in clear, and bound to it.

use std::path::Path;

use camtay_journal::ids::{DeviceId, Seq};
use camtay_journal::seal::{OpeningKey, SealingKey};
use camtay_journal::wire::Generation;
use rand::CryptoRng;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use crate::HubError;

/// The file's name in a backup.
pub const FILE: &str = "keys.sealed";

const MAGIC: &[u8; 4] = b"CTK\x01";
const PURPOSE: &str = "camtay/backup-keys/1";

/// What stands in clear in front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// Whose backup it is.
    pub hall: DeviceId,
    /// When it was made, Unix seconds.
    pub made: i64,
}

/// What is sealed.
#[derive(Serialize, Deserialize)]
pub struct Contents {
    /// Opens the copy of the store.
    pub store: [u8; 32],
    /// The hall's identity key.
    pub identity: [u8; 32],
    /// The hall's sealing key.
    pub sealing: [u8; 32],
    /// The recovery key's public half: later backups are sealed to it too.
    pub recovery: [u8; 32],
    /// The life of the hall that made the backup.
    pub generation: Generation,
    /// The last arrival in the copy.
    pub arrival: u64,
    /// Up to which seq each device's journal is in the copy.
    pub seqs: Vec<(DeviceId, Seq)>,
}

impl Drop for Contents {
    fn drop(&mut self) {
        for secret in [&mut self.store, &mut self.identity, &mut self.sealing] {
            secret.zeroize();
        }
    }
}

impl Label {
    const LENGTH: usize = MAGIC.len() + DeviceId::LENGTH + 8;

    fn to_bytes(self) -> Vec<u8> {
        [&MAGIC[..], &self.hall.0, &self.made.to_le_bytes()].concat()
    }

    fn read(bytes: &[u8]) -> Option<(Self, &[u8], &[u8])> {
        let (front, sealed) = bytes.split_at_checked(Self::LENGTH)?;
        let (hall, made) = front.strip_prefix(MAGIC)?.split_first_chunk()?;
        let made = i64::from_le_bytes(made.try_into().ok()?);
        Some((Self { hall: DeviceId(*hall), made }, front, sealed))
    }

    /// The label of the backup in a folder; `None` when it is none that can be read.
    #[must_use]
    pub fn of(backup: &Path) -> Option<Self> {
        let bytes = std::fs::read(backup.join(FILE)).ok()?;
        Self::read(&bytes).map(|(label, _, _)| label)
    }
}

/// Seals the contents to the recovery key.
///
/// # Errors
/// [`HubError::Damaged`] when the recovery key's public half is no key.
pub fn seal(
    label: Label,
    contents: &Contents,
    recovery: &SealingKey,
    random: &mut impl CryptoRng,
) -> Result<Vec<u8>, HubError> {
    let broken = || HubError::Damaged("the recovery key's public half".to_owned());
    let plain = Zeroizing::new(postcard::to_stdvec(contents).map_err(|_| broken())?);
    let front = label.to_bytes();
    let sealed = recovery.seal(PURPOSE, &front, &plain, random).map_err(|_| broken())?;
    Ok([front, sealed].concat())
}

/// Opens the keys of the backup in a folder.
///
/// # Errors
/// [`HubError::Refused`] when there are none, or the recovery key isn't theirs;
/// [`HubError::File`].
pub fn open(backup: &Path, recovery: &OpeningKey) -> Result<(Label, Contents), HubError> {
    let refused = |why: &str| HubError::Refused(format!("{}: {why}", backup.display()));
    let bytes = match std::fs::read(backup.join(FILE)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(refused(
                "this is no backup, keys.sealed is missing; name a folder whose name ends in \
                 .backup",
            ));
        }
        Err(error) => return Err(HubError::file("the keys of the backup")(error)),
    };
    let damaged = || refused("keys.sealed is no such file or damaged; take an older backup");
    let (label, front, sealed) = Label::read(&bytes).ok_or_else(damaged)?;
    let plain = recovery.open(PURPOSE, front, sealed).map_err(|_| {
        refused(
            "this recovery key doesn't open it: the key is another hall's, or keys.sealed is \
             damaged; look for the right paper, or take an older backup",
        )
    })?;
    let plain = Zeroizing::new(plain);
    match postcard::take_from_bytes(&plain) {
        Ok((contents, [])) => Ok((label, contents)),
        _ => Err(refused("a later version made it; use the newer camtay-hub")),
    }
}
