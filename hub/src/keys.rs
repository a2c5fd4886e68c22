//! The hall's two keys, each a file of 32 secret bytes that only its owner may read.

use std::fs;
use std::io::Write;
use std::path::Path;

use camtay_journal::ids::DeviceId;
use camtay_journal::keys::{PublicKey, Signer, SoftwareKey};
use camtay_journal::seal::OpeningKey;
use p256::pkcs8::EncodePrivateKey;
use rand::CryptoRng;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::HubError;

const FOLDER: &str = "keys";
const IDENTITY: &str = "identity.key";
const SEALING: &str = "sealing.key";

/// What makes this hall this hall.
pub struct Keys {
    /// Signs TLS, receipts, pages, packs and the hall's own journal.
    pub identity: SoftwareKey,
    /// Opens what was sealed to the hall.
    pub sealing: OpeningKey,
}

impl Keys {
    /// Makes new ones.
    pub fn generate(random: &mut impl CryptoRng) -> Self {
        Self { identity: SoftwareKey::generate(random), sealing: OpeningKey::generate(random) }
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

    /// Writes them below the hall's folder.
    ///
    /// # Errors
    /// [`HubError::File`]; also when there are keys already.
    pub fn save(&self, folder: &Path) -> Result<(), HubError> {
        let folder = folder.join(FOLDER);
        fs::create_dir_all(&folder).map_err(HubError::file("the folder for keys"))?;
        restrict(&folder)?;
        write_secret(&folder.join(IDENTITY), &self.identity.to_bytes())?;
        write_secret(&folder.join(SEALING), &self.sealing.to_bytes())
    }

    /// Reads them from below the hall's folder.
    ///
    /// # Errors
    /// [`HubError::Refused`] when they aren't there, [`HubError::Key`] when they aren't keys.
    pub fn load(folder: &Path) -> Result<Self, HubError> {
        let folder = folder.join(FOLDER);
        let identity = SoftwareKey::from_bytes(&read_secret(&folder.join(IDENTITY))?)?;
        let sealing = OpeningKey::from_bytes(&read_secret(&folder.join(SEALING))?)
            .map_err(|_| HubError::Damaged("the sealing key".to_owned()))?;
        Ok(Self { identity, sealing })
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

fn write_secret(path: &Path, secret: &[u8; 32]) -> Result<(), HubError> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(HubError::file("a key file"))?;
    file.write_all(secret).and_then(|()| file.sync_all()).map_err(HubError::file("a key file"))
}

fn read_secret(path: &Path) -> Result<[u8; 32], HubError> {
    let bytes = fs::read(path).map_err(HubError::file("a key file of the hall"))?;
    bytes.try_into().map_err(|_| HubError::Damaged("a key file has not 32 bytes".to_owned()))
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
