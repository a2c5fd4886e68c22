//! A key store without hardware, for tests, simulations and scripted phones.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use camtay_journal::bytes::{from_hex, to_hex};
use camtay_journal::keys::{Signer, SoftwareKey};
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use rand::rngs::StdRng;
use rand::{CryptoRng, Rng, SeedableRng};

use super::{KeyStore, KeyStoreError, WrapKey};

/// A P-256 key and two wrapping keys in memory or in a file that only its owner reads.
pub struct SoftwareKeyStore {
    file: Option<PathBuf>,
    changing: Mutex<Changing>,
}

struct Changing {
    keys: Keys,
    /// For nonces and new keys.
    random: StdRng,
}

struct Keys {
    signing: SoftwareKey,
    device: [u8; 32],
    biometric: [u8; 32],
}

impl Keys {
    fn generate(random: &mut impl CryptoRng) -> Self {
        let mut bytes = || {
            let mut bytes = [0; 32];
            random.fill_bytes(&mut bytes);
            bytes
        };
        let (device, biometric) = (bytes(), bytes());
        Self { signing: SoftwareKey::generate(random), device, biometric }
    }
}

impl std::fmt::Debug for SoftwareKeyStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SoftwareKeyStore(…)")
    }
}

fn failed<E>(_: E) -> KeyStoreError {
    KeyStoreError::Unavailable
}

impl SoftwareKeyStore {
    /// New keys, in memory only.
    pub fn generate(random: &mut impl CryptoRng) -> Self {
        let keys = Keys::generate(random);
        Self::with(None, keys, random)
    }

    /// The keys in `file`, made now where there is no such file (mode 0600).
    ///
    /// # Errors
    /// [`KeyStoreError::Unavailable`] when the file can't be read, written or understood.
    pub fn in_file(file: &Path, random: &mut impl CryptoRng) -> Result<Self, KeyStoreError> {
        if file.exists() {
            let text = std::fs::read_to_string(file).map_err(failed)?;
            let bytes = from_hex(text.trim()).ok_or(KeyStoreError::Unavailable)?;
            let keys: [u8; 96] = bytes.try_into().map_err(failed)?;
            let (signing, rest) =
                keys.split_first_chunk::<32>().ok_or(KeyStoreError::Unavailable)?;
            let (device, rest) =
                rest.split_first_chunk::<32>().ok_or(KeyStoreError::Unavailable)?;
            let biometric = rest.try_into().map_err(failed)?;
            let signing = SoftwareKey::from_bytes(signing).map_err(failed)?;
            let keys = Keys { signing, device: *device, biometric };
            return Ok(Self::with(Some(file.to_owned()), keys, random));
        }
        let made = Self { file: Some(file.to_owned()), ..Self::generate(random) };
        made.write(&made.changing()?.keys)?;
        Ok(made)
    }

    fn with(file: Option<PathBuf>, keys: Keys, random: &mut impl CryptoRng) -> Self {
        let mut seed = [0; 32];
        random.fill_bytes(&mut seed);
        let changing = Mutex::new(Changing { keys, random: StdRng::from_seed(seed) });
        Self { file, changing }
    }

    fn changing(&self) -> Result<MutexGuard<'_, Changing>, KeyStoreError> {
        self.changing.lock().map_err(failed)
    }

    /// Writes the keys to the file, if there is one: the old ones or these, never half.
    fn write(&self, keys: &Keys) -> Result<(), KeyStoreError> {
        let Some(file) = &self.file else { return Ok(()) };
        let draft = file.with_extension("new");
        let keys = [keys.signing.to_bytes(), keys.device, keys.biometric].concat();
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let mut out = options.open(&draft).map_err(failed)?;
        out.write_all(to_hex(&keys).as_bytes()).map_err(failed)?;
        out.sync_all().map_err(failed)?;
        std::fs::rename(draft, file).map_err(failed)
    }

    fn cipher(&self, key: WrapKey) -> Result<XChaCha20Poly1305, KeyStoreError> {
        let changing = self.changing()?;
        let key = match key {
            WrapKey::Device => changing.keys.device,
            WrapKey::Biometric => changing.keys.biometric,
        };
        Ok(XChaCha20Poly1305::new(&Key::from(key)))
    }
}

impl KeyStore for SoftwareKeyStore {
    fn public_key(&self) -> Result<Vec<u8>, KeyStoreError> {
        Ok(Signer::public_key(&self.changing()?.keys.signing).0.to_vec())
    }

    fn make_key(&self) -> Result<(), KeyStoreError> {
        let mut changing = self.changing()?;
        let signing = SoftwareKey::generate(&mut changing.random);
        let keys = Keys { signing, ..changing.keys };
        self.write(&keys)?;
        changing.keys = keys;
        Ok(())
    }

    fn sign(&self, message: Vec<u8>) -> Result<Vec<u8>, KeyStoreError> {
        let signature = self.changing()?.keys.signing.sign_bytes(&message).map_err(failed)?;
        Ok(signature.0.to_vec())
    }

    fn wrap(&self, key: WrapKey, plain: Vec<u8>) -> Result<Vec<u8>, KeyStoreError> {
        let mut nonce = [0; 24];
        self.changing()?.random.fill_bytes(&mut nonce);
        let sealed =
            self.cipher(key)?.encrypt(&XNonce::from(nonce), plain.as_slice()).map_err(failed)?;
        Ok([&nonce[..], &sealed].concat())
    }

    fn unwrap(&self, key: WrapKey, wrapped: Vec<u8>) -> Result<Vec<u8>, KeyStoreError> {
        let (nonce, sealed) =
            wrapped.split_first_chunk::<24>().ok_or(KeyStoreError::Unavailable)?;
        self.cipher(key)?.decrypt(&XNonce::from(*nonce), sealed).map_err(failed)
    }

    fn forget(&self) -> Result<(), KeyStoreError> {
        let mut changing = self.changing()?;
        let keys = Keys::generate(&mut changing.random);
        self.write(&keys)?;
        changing.keys = keys;
        Ok(())
    }
}
