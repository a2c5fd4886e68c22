//! The hall on the network: listening, limits, the request log.

use std::future::Future;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::api::{self, App};
use crate::{Hall, HubError};

mod conversation;
pub mod limits;
pub mod listener;
pub mod ours;
pub mod peer;
pub mod places;
pub mod request_log;

pub use conversation::Conversation;
use limits::Limits;
use listener::TlsListener;

/// Where the hall listens unless it is told otherwise.
pub const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 8443);

/// How long open requests may go on after the hall was told to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

/// How often the hall looks whether a checkpoint is due.
const CHECKPOINT_EVERY: Duration = Duration::from_secs(30);

/// How many entries a checkpoint may lack, quiet or not.
const CHECKPOINT_AFTER: u64 = 500_000;

/// Serves phones until `stop` comes, then writes a checkpoint. `ready` is told the address
/// once connections are accepted.
///
/// # Errors
/// [`HubError::Unavailable`] when the address can't be had.
pub async fn serve(
    hall: Arc<Hall>,
    listen: SocketAddr,
    ready: impl FnOnce(SocketAddr),
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), HubError> {
    serve_within(Limits::default(), hall, listen, ready, stop).await
}

/// The same within limits of one's own.
///
/// # Errors
/// As [`serve`].
pub async fn serve_within(
    limits: Limits,
    hall: Arc<Hall>,
    listen: SocketAddr,
    ready: impl FnOnce(SocketAddr),
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), HubError> {
    let tcp = TcpListener::bind(listen).await.map_err(|error| {
        HubError::Refused(format!(
            "the hall can't listen on {listen}: {error}; is it running already?"
        ))
    })?;
    let address = tcp.local_addr().map_err(HubError::file("the address"))?;
    let listener = TlsListener::new(tcp, &hall.keys, limits)?;
    ready(address);

    let router = api::router(App::within(limits, Arc::clone(&hall)));
    let checkpoints = tokio::spawn(checkpoints(Arc::clone(&hall)));
    converse(listener, Arc::new(Conversation::new(router, limits)), stop).await;
    checkpoints.abort();
    hall.refresh()?;
    hall.save_checkpoint()?;
    Ok(())
}

/// Holds every conversation until `stop` comes and those that are open have ended.
async fn converse(
    mut listener: TlsListener,
    conversation: Arc<Conversation>,
    stop: impl Future<Output = ()> + Send + 'static,
) {
    let (stopping, stopped) = watch::channel(());
    let mut open = JoinSet::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            (stream, peer) = listener.next() => {
                let (conversation, stopped) = (Arc::clone(&conversation), stopped.clone());
                open.spawn(async move {
                    let http2 = stream.speaks_http2();
                    conversation.hold(stream, http2, peer, stopped).await;
                });
            }
            Some(_) = open.join_next() => {}
            () = &mut stop => break,
        }
    }
    drop((listener, stopping));
    let ended =
        tokio::time::timeout(LAST_REQUESTS, async { while open.join_next().await.is_some() {} });
    if ended.await.is_err() {
        tracing::warn!("some requests were cut off");
    }
}

/// Writes a checkpoint whenever it has become quiet.
async fn checkpoints(hall: Arc<Hall>) {
    let mut last = 0;
    loop {
        tokio::time::sleep(CHECKPOINT_EVERY).await;
        let unsaved = hall.unsaved_entries();
        if unsaved > 0 && (unsaved == last || unsaved > CHECKPOINT_AFTER) {
            let hall = Arc::clone(&hall);
            let saved = tokio::task::spawn_blocking(move || hall.save_checkpoint()).await;
            if let Ok(Err(error)) = saved {
                tracing::error!(%error, "no checkpoint could be written");
            }
        }
        last = unsaved;
    }
}
