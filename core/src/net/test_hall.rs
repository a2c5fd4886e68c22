//! A hall that answers what a test tells it, over real TLS.

use std::sync::Arc;

use camtay_journal::keys::{PublicKey, SoftwareKey};
use rcgen::{CertificateParams, KeyPair, PKCS_ECDSA_P256_SHA256, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::PrivatePkcs8KeyDer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// What the hall answers: status line, further headers, body.
pub type Answer = (&'static str, &'static str, Vec<u8>);

/// A key for TLS with a certificate that nobody should look at: for another name, and
/// expired in 1970.
pub struct TlsKey(KeyPair);

impl TlsKey {
    pub fn generate() -> Self {
        Self(KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap())
    }

    pub fn public(&self) -> PublicKey {
        PublicKey::from_sec1(self.0.public_key_raw()).unwrap()
    }

    /// The same key as a signer. In PKCS #8 the 32 secret bytes follow the inner version
    /// and their own header.
    pub fn signer(&self) -> SoftwareKey {
        let der = self.0.serialize_der();
        let before = [0x02, 0x01, 0x01, 0x04, 0x20];
        let at = der.windows(before.len()).position(|window| window == before).unwrap();
        let secret = der[at + before.len()..].first_chunk().unwrap();
        SoftwareKey::from_bytes(secret).unwrap()
    }

    fn acceptor(&self, shown: &Self) -> TlsAcceptor {
        let mut params = CertificateParams::new(vec!["someone.else".to_owned()]).unwrap();
        params.not_before = date_time_ymd(1970, 1, 1);
        params.not_after = date_time_ymd(1970, 1, 2);
        let certificate = params.self_signed(&shown.0).unwrap();
        let key = PrivatePkcs8KeyDer::from(self.0.serialize_der());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth();
        let resolver = Fixed(Arc::new(rustls::sign::CertifiedKey::new(
            vec![certificate.der().clone()],
            rustls::crypto::ring::sign::any_ecdsa_type(&key.into()).unwrap(),
        )));
        let mut config = config.with_cert_resolver(Arc::new(resolver));
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        TlsAcceptor::from(Arc::new(config))
    }

    /// Serves `answer` for every request, at the address returned.
    pub async fn serve(&self, answer: impl Fn(&str) -> Answer + Send + Sync + 'static) -> String {
        self.serve_showing(self, answer).await
    }

    /// The same, but shows the certificate of another key: what a thief of a certificate
    /// could do.
    pub async fn serve_showing(
        &self,
        shown: &Self,
        answer: impl Fn(&str) -> Answer + Send + Sync + 'static,
    ) -> String {
        let acceptor = self.acceptor(shown);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let answer = Arc::new(answer);
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let (acceptor, answer) = (acceptor.clone(), Arc::clone(&answer));
                tokio::spawn(async move {
                    let mut stream = acceptor.accept(stream).await.ok()?;
                    let mut request = Vec::new();
                    while !request.windows(4).any(|window| window == b"\r\n\r\n") {
                        if stream.read_buf(&mut request).await.ok()? == 0 {
                            return None;
                        }
                    }
                    let request = String::from_utf8_lossy(&request).into_owned();
                    let (status, headers, body) = answer(&request);
                    let head = format!(
                        "HTTP/1.1 {status}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n",
                        body.len()
                    );
                    stream.write_all(head.as_bytes()).await.ok()?;
                    stream.write_all(&body).await.ok()?;
                    stream.shutdown().await.ok()
                });
            }
        });
        address
    }
}

#[derive(Debug)]
struct Fixed(Arc<rustls::sign::CertifiedKey>);

impl rustls::server::ResolvesServerCert for Fixed {
    fn resolve(
        &self,
        _hello: rustls::server::ClientHello<'_>,
    ) -> Option<Arc<rustls::sign::CertifiedKey>> {
        Some(Arc::clone(&self.0))
    }
}
