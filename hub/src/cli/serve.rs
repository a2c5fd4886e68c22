//! `camtay-hub serve`: answers phones.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Edge, print};
use crate::create::note_listening;
use crate::{HubError, web};

/// What `serve` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The hall's folder.
    pub folder: PathBuf,
    /// Where to listen; port 0 takes a free one, which the first line names.
    #[arg(long, default_value_t = web::LISTEN)]
    pub listen: SocketAddr,
}

/// Runs until SIGINT or SIGTERM.
///
/// # Errors
/// As [`Hall::open`] and [`web::serve`].
pub fn run(args: &Args, edge: Edge) -> Result<(), HubError> {
    let hall = Arc::new(edge.open(&args.folder)?);
    if let Some(doubt) = hall.doubt()? {
        tracing::warn!("{doubt}");
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(HubError::file("the threads"))?;
    let folder = args.folder.clone();
    let ready = move |address: SocketAddr| {
        // Without it `enrol` asks for the address.
        if let Err(error) = note_listening(&folder, address) {
            tracing::warn!(%error, "the address could not be noted");
        }
        if let Err(error) = print(&format!("camtay-hub listening on {address}\n")) {
            tracing::warn!(%error, "the address could not be printed");
        }
    };
    runtime.block_on(web::serve(hall, args.listen, ready, stop()))
}

/// Ends when the operator or the system wants the hall to stop.
async fn stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = interrupted.await;
}
