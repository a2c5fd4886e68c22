//! Pull: signed pages of the logs that a phone may have.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use camtay_journal::wire::Log;

use super::{App, Refused, bytes, let_in, position, query};
use crate::{HubError, pages};

pub async fn pages(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refused> {
    let device = app.device(request.headers())?;
    let from = position(&request)?;
    let log = match query(&request, "log") {
        Some("control") => Log::Control,
        Some(village) => {
            let id = village.parse().map_err(|_| HubError::BadRequest("log is no log"))?;
            Log::Village(id)
        }
        None => return Err(HubError::BadRequest("which log is wanted?").into()),
    };
    let page = app
        .work(move |hall| {
            hall.refresh()?;
            let_in(hall, device)?;
            let carried = hall.state().control.assigned(device).to_vec();
            if let Log::Village(village) = log
                && !carried.contains(&village)
            {
                return Err(HubError::BadRequest("this village is not assigned to this phone"));
            }
            pages::signed(hall, log, from, &carried)
        })
        .await?;
    Ok(bytes(page))
}
