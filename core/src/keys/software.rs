//! A key store without hardware, for tests, simulations and scripted phones.

use std::io::Write;
use std::path::Path;

use camtay_journal::bytes::{from_hex, to_hex};
use camtay_journal::keys::{Signature, Signer, SoftwareKey};
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use rand::CryptoRng;
use std::sync::Mutex;

use super::{KeyStore, KeyStoreError, WrapKey};

/// A P-256 key and two wrapping keys in memory or in a file that only its owner reads.
pub struct SoftwareKeyStore {
    signing: SoftwareKey,
    device: [u8; 32],
    biometric: [u8; 32],
    /// Nonces count up from a random start.
    nonce: Mutex<[u8; 24]>,
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
        let mut bytes = || {
            let mut bytes = [0; 32];
            random.fill_bytes(&mut bytes);
            bytes
        };
        let (device, biometric) = (bytes(), bytes());
        let mut nonce = [0; 24];
        random.fill_bytes(&mut nonce);
        Self { signing: SoftwareKey::generate(random), device, biometric, nonce: Mutex::new(nonce) }
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
            let mut nonce = [0; 24];
            random.fill_bytes(&mut nonce);
            return Ok(Self {
                signing: SoftwareKey::from_bytes(signing).map_err(failed)?,
                device: *device,
                biometric,
                nonce: Mutex::new(nonce),
            });
        }
        let made = Self::generate(random);
        let keys = [made.signing.to_bytes(), made.device, made.biometric].concat();
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let mut out = options.open(file).map_err(failed)?;
        out.write_all(to_hex(&keys).as_bytes()).map_err(failed)?;
        out.sync_all().map_err(failed)?;
        Ok(made)
    }

    fn cipher(&self, key: WrapKey) -> XChaCha20Poly1305 {
        let key = match key {
            WrapKey::Device => &self.device,
            WrapKey::Biometric => &self.biometric,
        };
        XChaCha20Poly1305::new(&Key::from(*key))
    }

    fn next_nonce(&self) -> Result<[u8; 24], KeyStoreError> {
        let mut nonce = self.nonce.lock().map_err(failed)?;
        for byte in nonce.iter_mut() {
            *byte = byte.wrapping_add(1);
            if *byte != 0 {
                break;
            }
        }
        Ok(*nonce)
    }
}

impl KeyStore for SoftwareKeyStore {
    fn public_key(&self) -> Result<Vec<u8>, KeyStoreError> {
        Ok(Signer::public_key(&self.signing).0.to_vec())
    }

    fn sign(&self, message: Vec<u8>) -> Result<Vec<u8>, KeyStoreError> {
        self.signing
            .sign_bytes(&message)
            .map(|signature: Signature| signature.0.to_vec())
            .map_err(failed)
    }

    fn wrap(&self, key: WrapKey, plain: Vec<u8>) -> Result<Vec<u8>, KeyStoreError> {
        let nonce = self.next_nonce()?;
        let sealed =
            self.cipher(key).encrypt(&XNonce::from(nonce), plain.as_slice()).map_err(failed)?;
        Ok([&nonce[..], &sealed].concat())
    }

    fn unwrap(&self, key: WrapKey, wrapped: Vec<u8>) -> Result<Vec<u8>, KeyStoreError> {
        let (nonce, sealed) =
            wrapped.split_first_chunk::<24>().ok_or(KeyStoreError::Unavailable)?;
        self.cipher(key).decrypt(&XNonce::from(*nonce), sealed).map_err(failed)
    }
}
