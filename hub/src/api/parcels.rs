//! What was kept outside a phone's store, sent by a phone that can't open it just now. No
//! token: the parcel proves itself. So anybody may make the hall look into one, and each
//! address may do so only so often.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use camtay_journal::courier::MAX_PARCEL;
use tokio::sync::Semaphore;

use super::{App, Refused, body, bytes};
use crate::web::peer::Peer;
use crate::web::places::Places;
use crate::{HubError, parcels};

/// How many parcels are in memory at once.
const AT_ONCE: usize = 8;

/// How many of them may be of one address: whoever sends slowly keeps no others out.
const AT_ONCE_EACH: usize = 4;

/// The way in for parcels.
pub struct Door {
    at_once: Semaphore,
    at_once_each: Places<Peer>,
}

impl Default for Door {
    fn default() -> Self {
        Self { at_once: Semaphore::new(AT_ONCE), at_once_each: Places::new(AT_ONCE_EACH) }
    }
}

pub async fn parcels(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refused> {
    let peer = Peer::who_sent(&request);
    app.allowances.parcels.take(peer, app.hall.now())?;
    let _place = app.parcels.at_once_each.take(peer).ok_or(HubError::Busy)?;
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
