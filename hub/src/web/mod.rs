//! The hall on the network: listening, limits, the request log.

use std::future::Future;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;

use crate::api::{self, App};
use crate::{Hall, HubError};

pub mod listener;
pub mod ours;
pub mod request_log;

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
    let tcp = TcpListener::bind(listen).await.map_err(|error| {
        HubError::Refused(format!(
            "the hall can't listen on {listen}: {error}; is it running already?"
        ))
    })?;
    let address = tcp.local_addr().map_err(HubError::file("the address"))?;
    let listener = TlsListener::new(tcp, &hall.keys)?;
    ready(address);

    let app = App::new(Arc::clone(&hall));
    let (stopping, mut stopped) = tokio::sync::watch::channel(());
    let checkpoints = tokio::spawn(checkpoints(Arc::clone(&hall)));
    let serving = axum::serve(
        listener,
        api::router(app).into_make_service_with_connect_info::<listener::Peer>(),
    )
    .with_graceful_shutdown(async move {
        stop.await;
        drop(stopping);
    });
    let too_late = async move {
        while stopped.changed().await.is_ok() {}
        tokio::time::sleep(LAST_REQUESTS).await;
    };
    tokio::select! {
        served = async { serving.await } => served.map_err(HubError::file("the network"))?,
        () = too_late => tracing::warn!("some requests were cut off"),
    }
    checkpoints.abort();
    hall.refresh()?;
    hall.save_checkpoint()?;
    Ok(())
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
