//! TLS to exactly one hall: the certificate's public key *is* the pinned identity key,
//! and the handshake is signed with it.
//!
//! Names, dates and chains are ignored: the clocks of hall computers and phones are often
//! wrong, and addresses change. The ring provider is named, never looked up, so that no
//! other part of an app can change it.

use std::io;
use std::sync::Arc;

use camtay_journal::keys::PublicKey;
use rustls::SignatureScheme;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::verify_tls13_signature;
use rustls::crypto::{WebPkiSupportedAlgorithms, ring, verify_tls12_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{AlertDescription, CertificateError, ClientConfig, DigitallySignedStruct, Error};

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

/// Whether a connection failed because somebody else than the hall answered: with another key
/// than the pinned one; with a TLS that has no such key or no such version, which they say of
/// themselves or by an alert; or in words, as the sign-in page of a Wi-Fi does that takes every
/// connection for a browser's.
#[must_use]
pub fn met_somebody_else(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        if error.downcast_ref().is_some_and(is_somebody_elses) {
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

fn is_somebody_elses(error: &Error) -> bool {
    match error {
        Error::InvalidCertificate(_) | Error::InvalidMessage(_) | Error::PeerIncompatible(_) => {
            true
        }
        Error::AlertReceived(alert) => matches!(
            alert,
            AlertDescription::HandshakeFailure
                | AlertDescription::InsufficientSecurity
                | AlertDescription::NoApplicationProtocol
                | AlertDescription::ProtocolVersion
                | AlertDescription::UnrecognisedName
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use rcgen::{CertificateParams, KeyPair, PKCS_ECDSA_P384_SHA384};
    use rustls::ServerConfig;
    use rustls::crypto::ring;
    use rustls::pki_types::PrivatePkcs8KeyDer;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;
    use tokio_rustls::TlsAcceptor;

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
    async fn a_page_in_words_on_the_halls_port_is_somebody_else() {
        let pages: [&[u8]; 3] = [
            b"HTTP/1.1 302 Found\r\nLocation: http://login.wifi/\r\n\r\n",
            b"HTTP/1.0 400 Bad Request\r\n\r\n<html>The plain HTTP request was sent to HTTPS port",
            b"220 smtp ready\r\n",
        ];
        for page in pages {
            let address = serve_words(page).await;
            let client = HallClient::new(TlsKey::generate().public(), vec![address]).unwrap();
            assert_eq!(ask(&client).await, Err(NetError::AnotherHall));
        }
    }

    #[tokio::test]
    async fn whoever_hangs_up_without_a_word_is_nobody() {
        let address = serve_words(b"").await;
        let client = HallClient::new(TlsKey::generate().public(), vec![address]).unwrap();
        assert_eq!(ask(&client).await, Err(NetError::NoAnswer));
    }

    #[tokio::test]
    async fn a_certificate_of_another_kind_than_any_halls_is_somebody_else() {
        let kind = KeyPair::generate_for(&PKCS_ECDSA_P384_SHA384).unwrap();
        let certificate = CertificateParams::new(vec!["login.wifi".to_owned()]).unwrap();
        let certificate = certificate.self_signed(&kind).unwrap().der().clone();
        let key = PrivatePkcs8KeyDer::from(kind.serialize_der()).into();
        let provider = Arc::new(ring::default_provider());
        let portal = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)
            .unwrap();
        let portal = TlsAcceptor::from(Arc::new(portal));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let _no_common_ground = portal.accept(stream).await;
            }
        });
        let client = HallClient::new(TlsKey::generate().public(), vec![address]).unwrap();
        assert_eq!(ask(&client).await, Err(NetError::AnotherHall));
    }

    /// Hears what is asked, says `words` whatever it was, and hangs up.
    async fn serve_words(words: &'static [u8]) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut question = [0; 4096];
                let _heard = stream.read(&mut question).await;
                let _said = stream.write_all(words).await;
                let _ended = stream.shutdown().await;
            }
        });
        address
    }

    #[tokio::test]
    async fn the_halls_certificate_without_the_halls_key_is_refused() {
        let (hall, thief) = (TlsKey::generate(), TlsKey::generate());
        let address = thief.serve_showing(&hall, yes).await;
        let client = HallClient::new(hall.public(), vec![address]).unwrap();
        assert!(ask(&client).await.is_err());
    }
}
