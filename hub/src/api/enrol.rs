//! A phone shows its invitation's code.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use camtay_journal::wire::EnrolRequest;

use super::{App, Refused, json, message};
use crate::web::peer::Peer;
use crate::{HubError, enrolment};

pub async fn enrol(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refused> {
    let (peer, now) = (Peer::who_sent(&request), app.hall.now());
    app.allowances.wrong_codes.look(peer, now)?;
    app.allowances.enrolments.take(peer, now)?;
    let asked: EnrolRequest = json(request).await?;
    app.allowances.codes.take(asked.code.clone(), now)?;
    let answer = app.work(move |hall| enrolment::show_code(hall, &asked)).await;
    if let Err(HubError::BadCode) = answer {
        app.allowances.wrong_codes.take(peer, now)?;
    }
    Ok(message(answer?))
}
