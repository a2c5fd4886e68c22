//! The digest of a village: equal on a phone and in every store of the hall when both
//! folded the same entries.
//!
//! It is a sum of one hash a subject, so that a store that keeps a hash in each row gets
//! the village's digest from the rows, and a changed row changes the sum by subtraction
//! and addition. It shows differences; it is no proof against somebody who forges rows.

use std::fmt;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::control::Control;
use crate::bytes::fixed_bytes;
use crate::ids::VillageId;

/// Raised whenever the same entries would give another view.
pub const FOLD_VERSION: u16 = 1;

fixed_bytes! {
    /// What a village's state comes to, 32 bytes.
    VillageDigest, 32
}

fixed_bytes! {
    /// The hash of one subject's view, 32 bytes.
    ViewHash, 32
}

/// The hash of one subject's view.
#[must_use]
pub fn view_hash(view: &impl Serialize) -> ViewHash {
    let mut hasher = Sha256::new();
    hasher.update(b"camtay/view/1\0");
    // Writing into a hasher can't fail, and these views have no type that postcard refuses.
    let bytes = postcard::to_stdvec(view).unwrap_or_default();
    hasher.update(&bytes);
    ViewHash(hasher.finalize().into())
}

/// A sum of view hashes modulo 2^256.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct DigestSum([u64; 4]);

impl fmt::Debug for DigestSum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DigestSum({:x?})", self.0)
    }
}

impl DigestSum {
    /// Adds a view.
    pub fn add(&mut self, hash: &ViewHash) {
        let mut carry = false;
        for (limb, bytes) in self.0.iter_mut().zip(hash.0.chunks_exact(8)) {
            let mut word = [0; 8];
            word.copy_from_slice(bytes);
            let (sum, over) = limb.overflowing_add(u64::from_le_bytes(word));
            let (sum, over_carry) = sum.overflowing_add(u64::from(carry));
            *limb = sum;
            carry = over || over_carry;
        }
    }
}

/// The digest of a village: its particulars, and the sum over the views of its
/// households, residents and sessions.
#[must_use]
pub fn village_digest(village: VillageId, control: &Control, sum: &DigestSum) -> VillageDigest {
    let mut hasher = Sha256::new();
    hasher.update(b"camtay/village/1\0");
    hasher.update(FOLD_VERSION.to_le_bytes());
    hasher.update(village.0.device.0);
    hasher.update(village.0.seq.to_le_bytes());
    hasher.update(view_hash(&control.village(village)).0);
    for limb in sum.0 {
        hasher.update(limb.to_le_bytes());
    }
    VillageDigest(hasher.finalize().into())
}
