//! TLS with the hall's own certificate: a slow handshake keeps nobody else waiting, a
//! silent connection is closed, and there is a limit to how many there are, from all
//! addresses and from one.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use rustls::ServerConfig;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::time::{Instant, Sleep};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::limits::Limits;
use super::peer::Peer;
use super::places::{Place, Places};
use crate::HubError;
use crate::keys::Keys;

/// The name of HTTP/2 in the handshake.
const HTTP2: &[u8] = b"h2";

/// How long to wait when the system has no more files to give.
const BREATHER: Duration = Duration::from_millis(100);

/// Accepts connections and brings them through the handshake.
pub struct TlsListener {
    ready: mpsc::Receiver<(Connection, Peer)>,
    accepting: tokio::task::JoinHandle<()>,
}

impl TlsListener {
    /// Starts accepting.
    ///
    /// # Errors
    /// [`HubError::Damaged`] when the keys can't make a certificate.
    pub fn new(tcp: TcpListener, keys: &Keys, limits: Limits) -> Result<Self, HubError> {
        let acceptor = TlsAcceptor::from(Arc::new(config(keys)?));
        let (sender, ready) = mpsc::channel(64);
        let accepting = tokio::spawn(accept(tcp, acceptor, limits, sender));
        Ok(Self { ready, accepting })
    }

    /// The next connection whose handshake is done, and where it comes from.
    pub async fn next(&mut self) -> (Connection, Peer) {
        match self.ready.recv().await {
            Some(accepted) => accepted,
            // The accepting task ends only together with this.
            None => std::future::pending().await,
        }
    }
}

fn config(keys: &Keys) -> Result<ServerConfig, HubError> {
    let (certificate, key) = keys.certificate()?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(vec![certificate], key))
        .map_err(|error| HubError::Damaged(format!("the certificate: {error}")))?;
    config.alpn_protocols = vec![HTTP2.to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

async fn accept(
    tcp: TcpListener,
    acceptor: TlsAcceptor,
    limits: Limits,
    ready: mpsc::Sender<(Connection, Peer)>,
) {
    let connections = Arc::new(Semaphore::new(limits.connections));
    let places = Places::new(limits.connections_each);
    loop {
        let Ok(permit) = Arc::clone(&connections).acquire_owned().await else { return };
        let (stream, peer) = match tcp.accept().await {
            Ok((stream, address)) => (stream, Peer::of(address.ip())),
            Err(_) => {
                tokio::time::sleep(BREATHER).await;
                continue;
            }
        };
        let Some(place) = places.take(peer) else { continue };
        let (acceptor, ready) = (acceptor.clone(), ready.clone());
        tokio::spawn(async move {
            // Answers are small and complete: waiting to fill a packet only delays them.
            let _ = stream.set_nodelay(true);
            let handshake = tokio::time::timeout(limits.handshake, acceptor.accept(stream));
            if let Ok(Ok(stream)) = handshake.await {
                let connection = Connection::new(stream, limits.idle, (permit, place));
                let _ = ready.send((connection, peer)).await;
            }
        });
    }
}

impl Drop for TlsListener {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// A connection that ends when it is silent for too long.
pub struct Connection {
    stream: TlsStream<TcpStream>,
    silence: Duration,
    idle: Pin<Box<Sleep>>,
    _taken: (OwnedSemaphorePermit, Place<Peer>),
}

impl Connection {
    fn new(
        stream: TlsStream<TcpStream>,
        silence: Duration,
        taken: (OwnedSemaphorePermit, Place<Peer>),
    ) -> Self {
        Self { stream, silence, idle: Box::pin(tokio::time::sleep(silence)), _taken: taken }
    }

    /// Whether both sides agreed to speak HTTP/2.
    #[must_use]
    pub fn speaks_http2(&self) -> bool {
        self.stream.get_ref().1.alpn_protocol() == Some(HTTP2)
    }

    /// Something moved, or nothing did and the time may be over.
    fn moved<T>(
        &mut self,
        polled: Poll<io::Result<T>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<T>> {
        if polled.is_ready() {
            let until = Instant::now() + self.silence;
            self.idle.as_mut().reset(until);
            return polled;
        }
        match self.idle.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.stream).poll_read(context, buffer);
        self.moved(polled, context)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.moved(polled, context)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.stream).poll_flush(context);
        self.moved(polled, context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.stream).poll_shutdown(context);
        self.moved(polled, context)
    }
}
