//! The platform's key store, through one small trait, and what the core makes of it.

mod software;

use std::sync::Arc;

use camtay_journal::ids::DeviceId;
use camtay_journal::keys::{KeyError, PublicKey, Purpose, Signature, Signer};

pub use software::SoftwareKeyStore;

/// Why the platform's key store did not do what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum KeyStoreError {
    /// It doesn't answer, or has lost its key.
    #[error("the key store does not answer")]
    Unavailable,
    /// The person cancelled, or wasn't recognised.
    #[error("the key store refused")]
    Refused,
}

/// Which of the key store's two wrapping keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum WrapKey {
    /// Bound to this phone; asks nobody.
    Device,
    /// Bound to this phone and to a finger or face; a newly enrolled finger makes it
    /// useless, which costs nothing but the shortcut.
    Biometric,
}

/// What a phone's key store does for the core: Android Keystore, Secure Enclave. Every
/// call is synchronous and may come from any thread.
#[uniffi::export(with_foreign)]
pub trait KeyStore: Send + Sync {
    /// The public half of the device's P-256 key, made now if there is none; any SEC 1
    /// form.
    fn public_key(&self) -> Result<Vec<u8>, KeyStoreError>;

    /// Makes a new key for the device, in place of the one that was there: a new store is
    /// a new device.
    fn make_key(&self) -> Result<(), KeyStoreError>;

    /// Signs the message (hashing it with SHA-256) with the device's key: DER, or 64
    /// bytes of `r ‖ s`.
    fn sign(&self, message: Vec<u8>) -> Result<Vec<u8>, KeyStoreError>;

    /// Wraps a few bytes so that only this phone's key store opens them.
    fn wrap(&self, key: WrapKey, plain: Vec<u8>) -> Result<Vec<u8>, KeyStoreError>;

    /// Opens what [`KeyStore::wrap`] made.
    fn unwrap(&self, key: WrapKey, wrapped: Vec<u8>) -> Result<Vec<u8>, KeyStoreError>;

    /// Deletes the device's key and both wrapping keys: nothing that was wrapped opens any
    /// more. New ones are made when they are next needed.
    fn forget(&self) -> Result<(), KeyStoreError>;
}

/// The device's key as the journal wants it.
#[derive(Clone)]
pub struct DeviceKey {
    store: Arc<dyn KeyStore>,
    public: PublicKey,
}

impl std::fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("DeviceKey").field(&self.public.device()).finish()
    }
}

impl DeviceKey {
    /// Asks the key store for its key.
    ///
    /// # Errors
    /// [`KeyStoreError`]; a key that is no P-256 key counts as none.
    pub fn of(store: Arc<dyn KeyStore>) -> Result<Self, KeyStoreError> {
        let public =
            PublicKey::from_sec1(&store.public_key()?).map_err(|_| KeyStoreError::Unavailable)?;
        Ok(Self { store, public })
    }

    /// The device that it stands for.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.public.device()
    }
}

impl Signer for DeviceKey {
    fn public_key(&self) -> PublicKey {
        self.public
    }

    fn sign(&self, purpose: Purpose, message: &[u8]) -> Result<Signature, KeyError> {
        let signature =
            self.store.sign(purpose.message(message)).map_err(|_| KeyError::CannotSign)?;
        match <[u8; 64]>::try_from(signature.as_slice()) {
            Ok(raw) => Ok(Signature(raw)),
            Err(_) => Signature::from_der(&signature).map_err(|_| KeyError::CannotSign),
        }
    }
}
