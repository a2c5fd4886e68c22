//! TLS to exactly one hall: the certificate's public key *is* the pinned identity key,
//! and the handshake is signed with it.
//!
//! Names, dates and chains are ignored: the clocks of hall computers and phones are often
//! wrong, and addresses change. The ring provider is named, never looked up, so that no
//! other part of an app can change it.

use std::io;
use std::sync::Arc;

use camtay_journal::keys::PublicKey;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::verify_tls13_signature;
use rustls::crypto::{WebPkiSupportedAlgorithms, ring, verify_tls12_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, SignatureScheme};

/// What stands in front of the point in the SubjectPublicKeyInfo of every P-256 key
/// (RFC 5480): sequence, id-ecPublicKey, prime256v1, bit string.
const P256_SPKI: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A,
    0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

#[derive(Debug)]
struct PinnedHall {
    hall: PublicKey,
    algorithms: WebPkiSupportedAlgorithms,
}

impl ServerCertVerifier for PinnedHall {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let certificate = ParsedCertificate::try_from(end_entity)?;
        let key = certificate.subject_public_key_info();
        let key = key.as_ref().strip_prefix(&P256_SPKI).map(PublicKey::from_sec1);
        if key == Some(Ok(self.hall)) {
            Ok(ServerCertVerified::assertion())
        } else {
            Err(CertificateError::ApplicationVerificationFailure.into())
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        vec![SignatureScheme::ECDSA_NISTP256_SHA256]
    }
}

/// The configuration for connections to `hall` and no other: TLS 1.3 or 1.2, HTTP/2 or 1.1.
///
/// # Errors
/// None that ring's own versions can cause; rustls' signature has one.
pub fn pinned(hall: PublicKey) -> Result<ClientConfig, Error> {
    let provider = ring::default_provider();
    let algorithms = provider.signature_verification_algorithms;
    let mut config = ClientConfig::builder_with_provider(Arc::new(provider))
        .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(PinnedHall { hall, algorithms }))
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

/// Whether a connection failed because another key than the pinned one answered.
#[must_use]
pub fn met_another_key(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        if matches!(error.downcast_ref(), Some(Error::InvalidCertificate(_))) {
            return true;
        }
        // An io::Error hides the error inside it from `source`.
        next = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::net::NetError;
    use crate::net::client::{HallClient, SMALL};
    use crate::net::test_hall::{Answer, TlsKey};

    fn yes(_request: &str) -> Answer {
        ("200 OK", "", b"yes".to_vec())
    }

    async fn ask(client: &HallClient) -> Result<Vec<u8>, NetError> {
        client.get("/", None, SMALL).await
    }

    #[tokio::test]
    async fn the_pinned_key_is_believed_whatever_name_and_dates_its_certificate_has() {
        let hall = TlsKey::generate();
        let address = hall.serve(yes).await;
        let client = HallClient::new(hall.public(), vec![address]).unwrap();
        assert_eq!(ask(&client).await, Ok(b"yes".to_vec()));
    }

    #[tokio::test]
    async fn another_key_is_refused() {
        let other = TlsKey::generate();
        let address = other.serve(yes).await;
        let client = HallClient::new(TlsKey::generate().public(), vec![address]).unwrap();
        assert_eq!(ask(&client).await, Err(NetError::AnotherHall));
    }

    #[tokio::test]
    async fn the_halls_certificate_without_the_halls_key_is_refused() {
        let (hall, thief) = (TlsKey::generate(), TlsKey::generate());
        let address = thief.serve_showing(&hall, yes).await;
        let client = HallClient::new(hall.public(), vec![address]).unwrap();
        assert!(ask(&client).await.is_err());
    }
}
