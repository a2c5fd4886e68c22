//! What was kept outside a phone's store, sent by a phone that can't open it just now. No
//! token: the parcel proves itself. So anybody may make the hall look into one, and each
//! address may do so only so often.

use std::net::Ipv4Addr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::response::Response;
use camtay_journal::courier::MAX_PARCEL;
use tokio::sync::Semaphore;

use super::door::Door;
use super::{App, Refused, body, bytes};
use crate::web::listener::Peer;
use crate::{HubError, parcels};

/// How many parcels are in memory at once.
const AT_ONCE: usize = 8;

/// How many parcels an address may send in one go, and how many seconds give back one.
const IN_ONE_GO: u32 = 30;
const SECONDS_EACH: i64 = 2;

/// The way in for parcels.
pub struct Way {
    at_once: Semaphore,
    door: Door,
}

impl Default for Way {
    fn default() -> Self {
        Self { at_once: Semaphore::new(AT_ONCE), door: Door::new(IN_ONE_GO, SECONDS_EACH) }
    }
}

pub async fn parcels(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refused> {
    let peer = request.extensions().get::<ConnectInfo<Peer>>();
    let address = peer.map_or(Ipv4Addr::UNSPECIFIED.into(), |peer| peer.0.0);
    app.parcels.door.count(address, app.hall.now())?;
    let _turn = app.parcels.at_once.try_acquire().map_err(|_| HubError::Busy)?;
    let parcel = body(request, MAX_PARCEL).await?;
    let reply = app
        .work(move |hall| {
            let taken = parcels::take_in(hall, &parcel)?;
            parcels::reply(hall, &taken)
        })
        .await?;
    Ok(bytes(reply))
}
