//! Is it this hall that answers at an address?

use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{
    WebPkiSupportedAlgorithms, ring, verify_tls12_signature, verify_tls13_signature,
};
use rustls::pki_types::{CertificateDer, ServerName, SubjectPublicKeyInfoDer, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{
    CertificateError, ClientConfig, ClientConnection, DigitallySignedStruct, Error, SignatureScheme,
};

use crate::HubError;
use crate::keys::Keys;

/// Whether this hall shakes hands over the connection, within `patience` for each answer.
#[must_use]
pub fn answers(mut stream: TcpStream, keys: &Keys, patience: Duration) -> bool {
    let patient = stream
        .set_read_timeout(Some(patience))
        .and_then(|()| stream.set_write_timeout(Some(patience)));
    let Ok(mut connection) = connection(keys) else { return false };
    patient.is_ok() && connection.complete_io(&mut stream).is_ok() && !connection.is_handshaking()
}

fn connection(keys: &Keys) -> Result<ClientConnection, HubError> {
    let broken = |error: Error| HubError::Damaged(format!("the certificate: {error}"));
    let (certificate, _) = keys.certificate()?;
    let parsed = ParsedCertificate::try_from(&certificate).map_err(broken)?;
    let key = parsed.subject_public_key_info();
    let provider = ring::default_provider();
    let algorithms = provider.signature_verification_algorithms;
    let config = ClientConfig::builder_with_provider(Arc::new(provider))
        .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])
        .map_err(broken)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Own { key, algorithms }))
        .with_no_client_auth();
    let name =
        ServerName::try_from("camtay-hub").map_err(|_| broken(Error::UnsupportedNameType))?;
    ClientConnection::new(Arc::new(config), name).map_err(broken)
}

/// Takes this hall's key and no other; names and dates don't matter.
#[derive(Debug)]
struct Own {
    key: SubjectPublicKeyInfoDer<'static>,
    algorithms: WebPkiSupportedAlgorithms,
}

impl ServerCertVerifier for Own {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let shown = ParsedCertificate::try_from(end_entity)?;
        if shown.subject_public_key_info().as_ref() == self.key.as_ref() {
            Ok(ServerCertVerified::assertion())
        } else {
            Err(CertificateError::ApplicationVerificationFailure.into())
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signature, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signature, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        vec![SignatureScheme::ECDSA_NISTP256_SHA256]
    }
}
