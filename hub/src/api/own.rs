//! What the hall itself wrote and lost, handed back by phones. No token: a phone that was
//! let in after the last backup can't have one before its page is here, and the page
//! proves itself.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use tokio::sync::Semaphore;

use super::{App, MAX_PAGE, Refused, body, message};
use crate::web::peer::Peer;
use crate::web::places::Places;
use crate::{HubError, returned};

/// How many pages are in memory at once, and how many of them of one address.
const AT_ONCE: usize = 4;
const AT_ONCE_EACH: usize = 2;

/// The way in for pages.
pub struct Door {
    at_once: Semaphore,
    at_once_each: Places<Peer>,
}

impl Default for Door {
    fn default() -> Self {
        Self { at_once: Semaphore::new(AT_ONCE), at_once_each: Places::new(AT_ONCE_EACH) }
    }
}

pub async fn runs(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refused> {
    app.allowances.own_pages.take(Peer::who_sent(&request), app.hall.now())?;
    Ok(message(app.work(returned::own_runs).await?))
}

pub async fn take_in(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refused> {
    let peer = Peer::who_sent(&request);
    app.allowances.own_pages.take(peer, app.hall.now())?;
    let _place = app.own.at_once_each.take(peer).ok_or(HubError::Busy)?;
    let _turn = app.own.at_once.try_acquire().map_err(|_| HubError::Busy)?;
    let page = body(request, MAX_PAGE).await?;
    let new = app.work(move |hall| returned::take_in(hall, &page)).await?;
    if new > 0 {
        tracing::info!(new, "own entries that were lost came back");
    }
    Ok(message(()))
}
