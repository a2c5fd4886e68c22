//! The keys of the hall and of the phone that targets sign as: those of the golden files.

use std::sync::LazyLock;

use camtay_journal::ids::DeviceId;
use camtay_journal::keys::{Signer, SoftwareKey};
use camtay_journal::seal::OpeningKey;
use rand::SeedableRng;
use rand::rngs::StdRng;

/// The hall's identity.
pub static HALL: LazyLock<SoftwareKey> = LazyLock::new(|| key(1));
/// A phone's.
pub static PHONE: LazyLock<SoftwareKey> = LazyLock::new(|| key(2));
/// What is sealed is sealed to this.
pub static OPENING: LazyLock<OpeningKey> = LazyLock::new(|| OpeningKey::generate(&mut random()));

fn key(seed: u8) -> SoftwareKey {
    SoftwareKey::from_bytes(&[seed; 32]).unwrap()
}

/// Randomness that is the same for every input, so that an input always does the same.
#[must_use]
pub fn random() -> StdRng {
    StdRng::seed_from_u64(3)
}

/// The hall's id.
#[must_use]
pub fn hall() -> DeviceId {
    HALL.public_key().device()
}

/// The phone's id.
#[must_use]
pub fn phone() -> DeviceId {
    PHONE.public_key().device()
}
