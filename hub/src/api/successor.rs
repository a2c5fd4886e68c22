//! A phone finds where its journal and the hall's parted, and goes on as a new device.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
pub use camtay_journal::successor::{HEAD_PATH, PATH};
use camtay_journal::successor::{HeadAnswer, SuccessorRequest};

use super::{App, Refused, json, let_in, message, query};
use crate::web::peer::Peer;
use crate::{HubError, successor};

pub async fn head(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refused> {
    let device = app.device(request.headers())?;
    let seq = query(&request, "seq").and_then(|seq| seq.parse().ok());
    let seq = seq.ok_or(HubError::BadRequest("seq is no number"))?;
    let head = app
        .work(move |hall| {
            hall.refresh()?;
            let_in(hall, device)?;
            successor::head(hall, device, seq)
        })
        .await?;
    Ok(message(HeadAnswer { seq, head }))
}

pub async fn successor(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refused> {
    app.allowances.enrolments.take(Peer::who_sent(&request), app.hall.now())?;
    let asked: SuccessorRequest = json(request).await?;
    Ok(message(app.work(move |hall| successor::let_in(hall, &asked)).await?))
}
