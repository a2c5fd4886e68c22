//! The hall's keys, each a file of secret bytes that only its owner may read, in a folder
//! apart from the data.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

use camtay_journal::ids::DeviceId;
use camtay_journal::keys::{PublicKey, Signer, SoftwareKey};
use camtay_journal::seal::{OpeningKey, SealingKey};
use p256::pkcs8::EncodePrivateKey;
use rand::CryptoRng;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use zeroize::Zeroizing;

use crate::HubError;
use crate::place::Place;
use crate::store::StoreKey;

/// The file of the identity key.
pub const IDENTITY: &str = "identity.key";
/// The file of the sealing key.
pub const SEALING: &str = "sealing.key";
/// The file of the store's key.
pub const STORE: &str = "store.key";
/// The file of the recovery key's public half. The private one is on paper.
pub const RECOVERY: &str = "recovery.pub";

/// Every file of the folder.
pub const FILES: [&str; 4] = [IDENTITY, SEALING, STORE, RECOVERY];

/// What makes this hall this hall.
pub struct Keys {
    /// Signs TLS, receipts, pages, packs and the hall's own journal.
    pub identity: SoftwareKey,
    /// Opens what was sealed to the hall.
    pub sealing: OpeningKey,
    /// Encrypts the hall's store on this machine.
    pub store: StoreKey,
    /// Backups are sealed to it.
    pub recovery: SealingKey,
}

impl Keys {
    /// Makes new ones. The recovery key goes to paper and is kept nowhere.
    pub fn generate(random: &mut impl CryptoRng) -> (Self, OpeningKey) {
        let recovery = OpeningKey::generate(random);
        let keys = Self {
            identity: SoftwareKey::generate(random),
            sealing: OpeningKey::generate(random),
            store: new_store_key(random),
            recovery: recovery.sealing_key(),
        };
        (keys, recovery)
    }

    /// The hall's device.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.public().device()
    }

    /// The key that phones pin.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        self.identity.public_key()
    }

    /// Writes them into a folder, which is made if it isn't there.
    ///
    /// # Errors
    /// [`HubError::File`]; also when there are keys already.
    pub fn save(&self, folder: &Path) -> Result<(), HubError> {
        fs::create_dir_all(folder).map_err(HubError::file("the folder for keys"))?;
        restrict(folder)?;
        let write = |name: &str, key: &[u8; 32]| write_secret(&folder.join(name), key);
        write(IDENTITY, &self.identity.to_bytes())
            .and_then(|()| write(SEALING, &self.sealing.to_bytes()))
            .and_then(|()| write(STORE, &self.store))
            .and_then(|()| write(RECOVERY, &self.recovery.0))
            .map_err(HubError::file("a key file"))
    }

    /// Reads a hall's keys.
    ///
    /// # Errors
    /// [`HubError::Refused`] when they aren't there, [`HubError::Key`] or
    /// [`HubError::Damaged`] when they aren't keys.
    pub fn load(place: &Place) -> Result<Self, HubError> {
        let read = |name: &str| read_secret(place, name);
        let identity = SoftwareKey::from_bytes(&*read(IDENTITY)?)?;
        let sealing = OpeningKey::from_bytes(&*read(SEALING)?)
            .map_err(|_| HubError::Damaged("the sealing key".to_owned()))?;
        Ok(Self { identity, sealing, store: read(STORE)?, recovery: SealingKey(*read(RECOVERY)?) })
    }

    /// The certificate that the identity key signs for itself, and the key, for TLS.
    ///
    /// # Errors
    /// [`HubError::Damaged`], which no good key can cause.
    pub fn certificate(
        &self,
    ) -> Result<(CertificateDer<'static>, PrivateKeyDer<'static>), HubError> {
        let broken = || HubError::Damaged("the identity key".to_owned());
        let secret =
            p256::SecretKey::from_slice(&self.identity.to_bytes()).map_err(|_| broken())?;
        let pkcs8 = secret.to_pkcs8_der().map_err(|_| broken())?;
        let pkcs8 = PrivatePkcs8KeyDer::from(pkcs8.as_bytes().to_vec());
        let pair =
            rcgen::KeyPair::from_pkcs8_der_and_sign_algo(&pkcs8, &rcgen::PKCS_ECDSA_P256_SHA256)
                .map_err(|_| broken())?;
        let params =
            rcgen::CertificateParams::new(vec!["camtay-hub".to_owned()]).map_err(|_| broken())?;
        let certificate = params.self_signed(&pair).map_err(|_| broken())?;
        Ok((certificate.der().clone(), PrivateKeyDer::Pkcs8(pkcs8)))
    }
}

/// A fresh key for a store.
pub(crate) fn new_store_key(random: &mut impl CryptoRng) -> StoreKey {
    let mut key = StoreKey::default();
    random.fill_bytes(&mut *key);
    key
}

/// Writes a new file that only its owner may read, durably.
pub(crate) fn write_secret(path: &Path, secret: &[u8]) -> Result<(), std::io::Error> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(secret)?;
    file.sync_all()
}

fn read_secret(place: &Place, name: &str) -> Result<Zeroizing<[u8; 32]>, HubError> {
    let bytes = match fs::read(place.keys().join(name)) {
        Ok(bytes) => Zeroizing::new(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(HubError::Refused(format!(
                "the hall's keys are not in {}: {name} is missing; say where they are with \
                 --keys FOLDER or in CAMTAY_KEYS, or restore the hall from a backup",
                place.keys().display()
            )));
        }
        Err(error) => return Err(HubError::file("a key file of the hall")(error)),
    };
    let bytes = bytes[..].try_into().map(Zeroizing::new);
    bytes.map_err(|_| HubError::Damaged("a key file has not 32 bytes".to_owned()))
}

/// Lets nobody but the owner into a folder, where the system knows such modes.
pub(crate) fn restrict(folder: &Path) -> Result<(), HubError> {
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        fs::set_permissions(folder, mode).map_err(HubError::file("the hall's folder"))?;
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
