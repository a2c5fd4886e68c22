//! The lock: a random store key, wrapped by the PIN and, independently, by biometrics.
//!
//! The PIN alone opens nothing: Argon2id mixes it with a secret that only this phone's key
//! store unwraps, so a copy of the files can't be tried on another computer. Tries are
//! counted durably before they are made, so pulling the battery doesn't help either.
//! Each wrap stands by itself: a new fingerprint costs the biometric one only.

mod tries;

use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use camtay_journal::bytes::{from_hex, to_hex};
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use rand::CryptoRng;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::durable::write_durably;
use crate::error::{BadInput, CoreError, Denied, StoreError};
use crate::keys::{KeyStore, WrapKey};
use crate::store::StoreKey;

pub use tries::FILE as TRIES;

/// The name of the lock's file, beside the store.
pub const FILE: &str = "lock.json";

/// How much a try costs. Written beside the wrap, so that it can grow later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinCost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes.
    pub passes: u32,
}

impl Default for PinCost {
    /// 32 MiB, three passes: about a third of a second on a phone of 2018.
    fn default() -> Self {
        Self { memory: 32 << 10, passes: 3 }
    }
}

/// What the lock's file says: wraps of the one store key, bytes as hex.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct LockFile {
    /// By the key store alone, until a PIN was chosen.
    #[serde(default)]
    device: Option<String>,
    #[serde(default)]
    pin: Option<PinWrap>,
    #[serde(default)]
    biometric: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct PinWrap {
    cost: PinCost,
    salt: String,
    /// The secret, as the key store wrapped it.
    secret: String,
    nonce: String,
    sealed: String,
}

/// Which ways into the store there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ways {
    /// A PIN was chosen.
    pub pin: bool,
    /// Biometrics were switched on.
    pub biometric: bool,
}

/// The lock of the store in one folder.
pub struct Lock<'a> {
    folder: &'a Path,
    keys: &'a dyn KeyStore,
}

impl std::fmt::Debug for Lock<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Lock(…)")
    }
}

impl<'a> Lock<'a> {
    /// The lock in `folder`.
    #[must_use]
    pub fn new(folder: &'a Path, keys: &'a dyn KeyStore) -> Self {
        Self { folder, keys }
    }

    /// Which ways in there are; `None` where there is no lock.
    ///
    /// # Errors
    /// [`StoreError::Malformed`] when the file can't be read.
    pub fn ways(&self) -> Result<Option<Ways>, CoreError> {
        Ok(self
            .read()?
            .map(|file| Ways { pin: file.pin.is_some(), biometric: file.biometric.is_some() }))
    }

    /// A new lock with a new store key, open to the key store alone until a PIN is set.
    ///
    /// # Errors
    /// [`crate::keys::KeyStoreError`]; the disk's.
    pub fn create(&self, random: &mut impl CryptoRng) -> Result<StoreKey, CoreError> {
        let mut key = StoreKey::default();
        random.fill_bytes(&mut key[..]);
        let wrapped = self.keys.wrap(WrapKey::Device, key.to_vec())?;
        self.write(&LockFile { device: Some(to_hex(&wrapped)), ..LockFile::default() })?;
        Ok(key)
    }

    /// Opens a lock that has no PIN yet.
    ///
    /// # Errors
    /// [`Denied::PinNeeded`] when it has one.
    pub fn open_without_pin(&self) -> Result<StoreKey, CoreError> {
        let wrapped = self.file()?.device.ok_or(CoreError::NotAllowed(Denied::PinNeeded))?;
        self.unwrapped(WrapKey::Device, &wrapped)
    }

    /// Sets a PIN, in place of none or of another. From now on nothing opens the store
    /// without it, but biometrics where they are on.
    ///
    /// # Errors
    /// [`BadInput::Pin`] unless it is six digits.
    pub fn set_pin(
        &self,
        key: &StoreKey,
        pin: &str,
        cost: PinCost,
        random: &mut impl CryptoRng,
    ) -> Result<(), CoreError> {
        if pin.len() != 6 || !pin.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(CoreError::input("pin", BadInput::Pin));
        }
        let mut salt = [0; 16];
        let mut nonce = [0; 24];
        let mut secret = Zeroizing::new([0; 32]);
        random.fill_bytes(&mut salt);
        random.fill_bytes(&mut nonce);
        random.fill_bytes(&mut secret[..]);
        let stretched = stretch(pin, &salt, &secret[..], cost)?;
        let sealed = XChaCha20Poly1305::new(&Key::from(*stretched))
            .encrypt(&XNonce::from(nonce), &key[..])
            .map_err(|_| CoreError::Unexpected("sealing the store key"))?;
        let wrap = PinWrap {
            cost,
            salt: to_hex(&salt),
            secret: to_hex(&self.keys.wrap(WrapKey::Device, secret.to_vec())?),
            nonce: to_hex(&nonce),
            sealed: to_hex(&sealed),
        };
        let file = self.file()?;
        self.write(&LockFile { device: None, pin: Some(wrap), ..file })?;
        tries::forget(self.folder)
    }

    /// Opens the lock with the PIN. The try is counted, durably, before it is made.
    ///
    /// # Errors
    /// [`CoreError::WrongPin`], also for a try that comes too early.
    pub fn open_with_pin(&self, pin: &str, now: i64) -> Result<StoreKey, CoreError> {
        let wrap = self.file()?.pin.ok_or(CoreError::NotFound("PIN"))?;
        let failed = tries::count(self.folder, now)?;
        let salt = bytes(&wrap.salt)?;
        let secret = self.keys.unwrap(WrapKey::Device, bytes(&wrap.secret)?);
        let secret = match secret {
            Ok(secret) => Zeroizing::new(secret),
            Err(error) => {
                // The key store's failure is no wrong PIN.
                tries::uncount(self.folder, now)?;
                return Err(error.into());
            }
        };
        let stretched = stretch(pin, &salt, &secret, wrap.cost)?;
        let nonce: [u8; 24] =
            bytes(&wrap.nonce)?.try_into().map_err(|_| StoreError::Malformed("lock"))?;
        let opened = XChaCha20Poly1305::new(&Key::from(*stretched))
            .decrypt(&XNonce::from(nonce), bytes(&wrap.sealed)?.as_slice());
        match opened {
            Ok(key) => {
                tries::forget(self.folder)?;
                store_key(key)
            }
            Err(_) => Err(CoreError::WrongPin { wait_seconds: tries::wait_after(failed), failed }),
        }
    }

    /// Lets a finger or face open the store too.
    ///
    /// # Errors
    /// [`crate::keys::KeyStoreError`].
    pub fn enable_biometric(&self, key: &StoreKey) -> Result<(), CoreError> {
        let wrapped = self.keys.wrap(WrapKey::Biometric, key.to_vec())?;
        let file = self.file()?;
        self.write(&LockFile { biometric: Some(to_hex(&wrapped)), ..file })
    }

    /// Switches biometrics off.
    ///
    /// # Errors
    /// The disk's.
    pub fn disable_biometric(&self) -> Result<(), CoreError> {
        let file = self.file()?;
        self.write(&LockFile { biometric: None, ..file })
    }

    /// Opens the lock by a finger or face.
    ///
    /// # Errors
    /// [`Denied::NoBiometrics`]; [`crate::keys::KeyStoreError`].
    pub fn open_with_biometric(&self) -> Result<StoreKey, CoreError> {
        let wrapped = self.file()?.biometric.ok_or(CoreError::NotAllowed(Denied::NoBiometrics))?;
        self.unwrapped(WrapKey::Biometric, &wrapped)
    }

    fn unwrapped(&self, by: WrapKey, wrapped: &str) -> Result<StoreKey, CoreError> {
        store_key(self.keys.unwrap(by, bytes(wrapped)?)?)
    }

    fn file(&self) -> Result<LockFile, CoreError> {
        Ok(self.read()?.ok_or(StoreError::Missing)?)
    }

    fn read(&self) -> Result<Option<LockFile>, CoreError> {
        match std::fs::read(self.folder.join(FILE)) {
            Ok(bytes) => {
                Ok(Some(serde_json::from_slice(&bytes).map_err(|_| StoreError::Malformed("lock"))?))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn write(&self, file: &LockFile) -> Result<(), CoreError> {
        let bytes = serde_json::to_vec(file).map_err(|_| StoreError::Malformed("lock"))?;
        std::fs::create_dir_all(self.folder)?;
        Ok(write_durably(self.folder, FILE, &bytes)?)
    }
}

fn stretch(
    pin: &str,
    salt: &[u8],
    secret: &[u8],
    cost: PinCost,
) -> Result<Zeroizing<[u8; 32]>, CoreError> {
    let failed = |_| CoreError::Unexpected("stretching the PIN");
    let params = Params::new(cost.memory, cost.passes, 1, Some(32)).map_err(failed)?;
    let argon = Argon2::new_with_secret(secret, Algorithm::Argon2id, Version::V0x13, params)
        .map_err(failed)?;
    let mut key = Zeroizing::new([0; 32]);
    argon.hash_password_into(pin.as_bytes(), salt, &mut key[..]).map_err(failed)?;
    Ok(key)
}

fn bytes(hex: &str) -> Result<Vec<u8>, StoreError> {
    from_hex(hex).ok_or(StoreError::Malformed("lock"))
}

fn store_key(bytes: Vec<u8>) -> Result<StoreKey, CoreError> {
    let bytes = Zeroizing::new(bytes);
    let key: [u8; 32] = bytes.as_slice().try_into().map_err(|_| StoreError::Malformed("lock"))?;
    Ok(Zeroizing::new(key))
}
