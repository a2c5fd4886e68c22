//! The chain over a device's entries: each head covers everything before it, so batches
//! may be cut anywhere and two journals that differ anywhere have different heads.

use sha2::{Digest, Sha256};

use crate::bytes::fixed_bytes;
use crate::codec::{Writer, write_entry};
use crate::entry::Entry;
use crate::ids::DeviceId;

fixed_bytes! {
    /// The head of a chain: what all entries up to some seq come to, 32 bytes.
    Head, 32
}

impl Head {
    /// The head before a device's first entry, in the journal of one hall.
    #[must_use]
    pub fn start(hall: DeviceId, device: DeviceId) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(b"camtay/chain-start/1\0");
        hasher.update(hall.0);
        hasher.update(device.0);
        Self(hasher.finalize().into())
    }

    /// The head before entries of the hall that came back to it by themselves, after their
    /// place in the chain was lost: they stand beside the journal of their device.
    #[must_use]
    pub fn beside(hall: DeviceId, device: DeviceId) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(b"camtay/chain-beside/1\0");
        hasher.update(hall.0);
        hasher.update(device.0);
        Self(hasher.finalize().into())
    }

    /// The head after `entry`. Covers the hash of a personal part, not the part: erasing
    /// it changes no head.
    #[must_use]
    pub fn after(self, entry: &Entry) -> Self {
        let mut bytes = Writer::default();
        write_entry(&mut bytes, entry);
        let mut hasher = Sha256::new();
        hasher.update(b"camtay/chain/1\0");
        hasher.update(self.0);
        hasher.update(bytes.as_slice());
        Self(hasher.finalize().into())
    }

    /// The head after all of `entries`.
    #[must_use]
    pub fn after_all<'a>(self, entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        entries.into_iter().fold(self, Self::after)
    }
}
