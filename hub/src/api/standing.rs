//! Where a phone stands, and what there is for it: the one answer that every token gets.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;

use super::{App, Refused, message, query};
use crate::{HubError, standing};

pub async fn standing(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refused> {
    let device = app.device(request.headers())?;
    let control = match query(&request, "control") {
        None => None,
        Some(control) => {
            Some(control.parse().map_err(|_| HubError::BadRequest("control is no position"))?)
        }
    };
    let answer = app.work(move |hall| {
        if let Some(control) = control {
            hall.note_contact(device, control)?;
        }
        standing::of(hall, device)
    });
    Ok(message(answer.await?))
}
