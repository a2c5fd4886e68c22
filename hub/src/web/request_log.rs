//! One line a request: number, route, status, time. Nothing of its content, nothing of
//! people. Errors are logged here and nowhere else, and become what the phone is told.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use axum::Json;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::HubError;
use crate::api::App;

/// Numbers a request, bounds its time, turns its error into a refusal and logs it.
pub async fn log(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let number = app.requests.fetch_add(1, Ordering::Relaxed) + 1;
    let method = request.method().clone();
    // The pattern of the route, never the query.
    let route = request.extensions().get::<MatchedPath>().cloned();
    let started = Instant::now();
    let (response, error) = match tokio::time::timeout(app.limits.request, next.run(request)).await
    {
        Ok(mut response) => {
            let error = response.extensions_mut().remove::<Arc<HubError>>();
            (response, error)
        }
        Err(_) => {
            let error = HubError::BadRequest("the request took too long");
            (StatusCode::REQUEST_TIMEOUT.into_response(), Some(Arc::new(error)))
        }
    };
    let response = match &error {
        Some(error) => refusal(error, number),
        None => response,
    };
    let route = route.as_ref().map_or("-", |route| route.as_str());
    let (status, took) = (response.status().as_u16(), started.elapsed().as_millis());
    match error {
        Some(error) if status >= 500 => {
            tracing::error!(number, %method, route, status, took, %error);
        }
        Some(error) => tracing::info!(number, %method, route, status, took, %error),
        None => tracing::info!(number, %method, route, status, took),
    }
    response
}

fn refusal(error: &HubError, number: u64) -> Response {
    let (status, refusal) = error.refusal(number);
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let wait = refusal.retry_after;
    let mut response = (status, Json(refusal)).into_response();
    if let Some(wait) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
    }
    response
}
