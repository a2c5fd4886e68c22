//! What the hall itself wrote and lost, handed back by phones. No token: a phone that was
//! let in after the last backup can't have one before its page is here, and the page
//! proves itself.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::response::Response;
use tokio::sync::Semaphore;

use super::door::Door;
use super::{App, MAX_PAGE, Refused, body, message};
use crate::web::listener::Peer;
use crate::{HubError, returned};

/// How many pages are in memory at once.
const AT_ONCE: usize = 4;

/// How many questions and pages an address may send in one go, and how many seconds give
/// back one.
const IN_ONE_GO: u32 = 300;
const SECONDS_EACH: i64 = 1;

/// The way in for pages.
pub struct Way {
    at_once: Semaphore,
    door: Door,
}

impl Default for Way {
    fn default() -> Self {
        Self { at_once: Semaphore::new(AT_ONCE), door: Door::new(IN_ONE_GO, SECONDS_EACH) }
    }
}

impl Way {
    fn count(&self, request: &Request, now: i64) -> Result<(), HubError> {
        let peer = request.extensions().get::<ConnectInfo<Peer>>();
        let address: IpAddr = peer.map_or(Ipv4Addr::UNSPECIFIED.into(), |peer| peer.0.0);
        self.door.count(address, now)
    }
}

pub async fn runs(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refused> {
    app.own.count(&request, app.hall.now())?;
    Ok(message(app.work(returned::own_runs).await?))
}

pub async fn take_in(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refused> {
    app.own.count(&request, app.hall.now())?;
    let _turn = app.own.at_once.try_acquire().map_err(|_| HubError::Busy)?;
    let page = body(request, MAX_PAGE).await?;
    let new = app.work(move |hall| returned::take_in(hall, &page)).await?;
    if new > 0 {
        tracing::info!(new, "own entries that were lost came back");
    }
    Ok(message(()))
}
