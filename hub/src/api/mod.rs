//! What phones call. Every route of the hall stands here.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use camtay_journal::codec::batch::MAX_BATCH;
use camtay_journal::courier::{self, MAX_PARCEL};
use camtay_journal::fold::DeviceStanding;
use camtay_journal::ids::DeviceId;
use camtay_journal::wire::{TOKEN_SCHEME, path};
use serde::de::DeserializeOwned;
use tokio::sync::Semaphore;

use crate::ingest::Ingest;
use crate::web::request_log;
use crate::{Hall, HubError};

mod enrol;
mod pack;
mod pages;
mod parcels;
mod standing;
mod successor;
mod token;
mod upload;

pub use token::Tokens;

/// The most bytes of a small message.
const MAX_MESSAGE: usize = 16 << 10;

/// How many batches are in memory at once, from the first byte to the receipt.
const UPLOADS: usize = 96;

/// How many checks of signatures, and reads of pages, run at once.
const WORKERS: usize = 16;

/// How long a request may take, its body included.
pub const REQUEST_TIMEOUT: Duration = Duration::from_secs(60);

/// What the routes work with.
pub struct App {
    /// The hall.
    pub hall: Arc<Hall>,
    ingest: Ingest,
    tokens: Tokens,
    uploads: Semaphore,
    parcels: parcels::Door,
    workers: Semaphore,
    /// The number of the last request.
    pub requests: AtomicU64,
}

impl App {
    /// Starts the writing thread.
    #[must_use]
    pub fn new(hall: Arc<Hall>) -> Arc<Self> {
        Arc::new(Self {
            ingest: Ingest::start(Arc::clone(&hall)),
            hall,
            tokens: Tokens::default(),
            uploads: Semaphore::new(UPLOADS),
            parcels: parcels::Door::default(),
            workers: Semaphore::new(WORKERS),
            requests: AtomicU64::new(0),
        })
    }

    /// Runs work that computes or reads files off the threads that serve connections.
    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Hall) -> Result<T, HubError> + Send + 'static,
    ) -> Result<T, HubError> {
        let _worker = self.workers.acquire().await.map_err(|_| HubError::Busy)?;
        let hall = Arc::clone(&self.hall);
        let done = tokio::task::spawn_blocking(move || work(&hall)).await;
        done.map_err(|_| HubError::Unavailable("a request's work broke off".to_owned()))?
    }

    /// The phone that a request's token was given to, whatever its standing.
    fn device(&self, headers: &HeaderMap) -> Result<DeviceId, HubError> {
        let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let (scheme, token) =
            value.and_then(|value| value.split_once(' ')).ok_or(HubError::TokenNeeded)?;
        if scheme != TOKEN_SCHEME {
            return Err(HubError::TokenNeeded);
        }
        self.tokens.device(token, self.hall.now()).ok_or(HubError::TokenNeeded)
    }
}

/// A phone that isn't let in gets nothing but its standing.
fn let_in(hall: &Hall, device: DeviceId) -> Result<(), HubError> {
    match hall.state().control.standing(device) {
        Some(DeviceStanding::Approved) => Ok(()),
        Some(standing) => Err(HubError::NotLetIn(standing)),
        None => Err(HubError::NotLetIn(DeviceStanding::Pending)),
    }
}

/// The routes.
pub fn router(app: Arc<App>) -> Router {
    let log = middleware::from_fn_with_state(Arc::clone(&app), request_log::log);
    let small = Router::new()
        .route(path::ENROL, post(enrol::enrol))
        .route(path::NONCE, get(token::nonce))
        .route(path::TOKEN, post(token::token))
        .route(path::STANDING, get(standing::standing))
        .route(path::WATERMARK, get(upload::watermark))
        .route(path::PAGES, get(pages::pages))
        .route(path::PACK, get(pack::pack))
        .route(successor::HEAD_PATH, get(successor::head))
        .route(successor::PATH, post(successor::successor))
        .layer(DefaultBodyLimit::max(MAX_MESSAGE));
    let large = Router::new()
        .route(path::BATCHES, post(upload::batches))
        .layer(DefaultBodyLimit::max(MAX_BATCH));
    let parcels = Router::new()
        .route(courier::PATH, post(parcels::parcels))
        .layer(DefaultBodyLimit::max(MAX_PARCEL));
    small
        .merge(large)
        .merge(parcels)
        .fallback(unknown)
        .method_not_allowed_fallback(unknown)
        .layer(log)
        .with_state(app)
}

async fn unknown() -> Refused {
    Refused(HubError::BadRequest("the hall has no such path"))
}

/// An error on its way out: [`request_log`] turns it into what the phone is told.
pub struct Refused(pub HubError);

impl From<HubError> for Refused {
    fn from(error: HubError) -> Self {
        Self(error)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(Arc::new(self.0));
        response
    }
}

/// The body of a request, as far as its route allows.
async fn body(request: Request, limit: usize) -> Result<Bytes, HubError> {
    Bytes::from_request(request, &()).await.map_err(|rejection| {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            HubError::TooLarge(limit)
        } else {
            HubError::BadRequest("the body broke off")
        }
    })
}

async fn json<T: DeserializeOwned>(request: Request) -> Result<T, HubError> {
    let body = body(request, MAX_MESSAGE).await?;
    serde_json::from_slice(&body).map_err(|_| HubError::BadRequest("the body isn't this message"))
}

/// One value of the query.
fn query<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    let pairs = request.uri().query().unwrap_or_default().split('&');
    pairs.filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).map(|(_, it)| it)
}

/// A position in the query; absent is 0.
fn position(request: &Request) -> Result<u64, HubError> {
    match query(request, "from") {
        None => Ok(0),
        Some(from) => from.parse().map_err(|_| HubError::BadRequest("from is no position")),
    }
}

fn bytes(bytes: impl Into<Bytes>) -> Response {
    ([(header::CONTENT_TYPE, "application/octet-stream")], bytes.into()).into_response()
}

fn message(message: impl serde::Serialize) -> Response {
    Json(message).into_response()
}
