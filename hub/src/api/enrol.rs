//! A phone shows its invitation's code.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use camtay_journal::wire::EnrolRequest;

use super::{App, Refused, json, message};
use crate::enrolment;

pub async fn enrol(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refused> {
    let asked: EnrolRequest = json(request).await?;
    let answer = app.work(move |hall| enrolment::show_code(hall, &asked)).await?;
    Ok(message(answer))
}
