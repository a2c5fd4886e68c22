//! Real TLS on a real socket: the certificate's key is the hall's identity key.

use std::net::SocketAddr;
use std::sync::Arc;

use camtay_hub::web;
use camtay_journal::keys::PublicKey;
use camtay_journal::wire::{NonceAnswer, path};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, SignatureScheme};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::world::{World, json};

/// Believes the pinned key and nothing else.
#[derive(Debug)]
struct Pinned {
    key: PublicKey,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let certificate = rustls::server::ParsedCertificate::try_from(certificate)?;
        let info = certificate.subject_public_key_info();
        // The key is the uncompressed point at the end of the info.
        let point = &info.as_ref()[info.len() - 65..];
        match PublicKey::from_sec1(point) {
            Ok(key) if key == self.key => Ok(ServerCertVerified::assertion()),
            _ => Err(rustls::Error::General("another key".to_owned())),
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// A connection to a hall with this key, from this machine's address `from`, which speaks
/// `protocol`.
pub async fn connect(
    address: SocketAddr,
    key: PublicKey,
    from: [u8; 4],
    protocol: &str,
) -> std::io::Result<TlsStream<TcpStream>> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = Arc::new(Pinned { key, provider: Arc::clone(&provider) });
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    config.alpn_protocols = vec![protocol.as_bytes().to_vec()];
    let name = ServerName::try_from("any.name").unwrap();
    let socket = TcpSocket::new_v4()?;
    socket.bind(SocketAddr::from((from, 0)))?;
    let tcp = socket.connect(address).await?;
    TlsConnector::from(Arc::new(config)).connect(name, tcp).await
}

async fn get_nonce(address: SocketAddr, key: PublicKey) -> std::io::Result<String> {
    let mut stream = connect(address, key, [127, 0, 0, 1], "http/1.1").await?;
    let request =
        format!("GET {} HTTP/1.1\r\nhost: hall\r\nconnection: close\r\n\r\n", path::NONCE);
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pinned_key_gets_an_answer_and_any_other_key_none() {
    let world = World::new(1);
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let (ready, listening) = tokio::sync::oneshot::channel();
    let serving = tokio::spawn(web::serve(
        Arc::clone(&world.hall),
        "127.0.0.1:0".parse().unwrap(),
        |address| ready.send(address).unwrap(),
        async {
            let _ = stopped.await;
        },
    ));
    let address = listening.await.unwrap();
    // Somebody who never finishes the handshake keeps nobody waiting.
    let silent = TcpStream::connect(address).await.unwrap();

    let answer = get_nonce(address, world.hall.keys().public()).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let nonce: NonceAnswer = json(answer.split("\r\n\r\n").nth(1).unwrap().as_bytes());
    assert_eq!(nonce.now, world.now());

    let other = World::seeded(1, 5).hall.keys().public();
    assert!(get_nonce(address, other).await.is_err());

    assert!(world.hall.unsaved_entries() > 0);
    drop(silent);
    stop.send(()).unwrap();
    serving.await.unwrap().unwrap();
    assert_eq!(world.hall.unsaved_entries(), 0, "a checkpoint was written");
}
