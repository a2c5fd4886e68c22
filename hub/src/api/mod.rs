//! What phones call. Every route of the hall stands here.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use axum::body::{Bytes, HttpBody as _};
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
use crate::web::limits::Limits;
use crate::web::places::Places;
use crate::web::request_log;
use crate::{Hall, HubError};

pub mod allowance;
mod enrol;
mod own;
mod pack;
mod pages;
mod parcels;
mod standing;
mod successor;
mod token;
mod upload;

use allowance::Allowances;
pub use token::Tokens;

/// The most bytes of a small message.
const MAX_MESSAGE: usize = 16 << 10;

/// The most bytes of a page that comes back.
const MAX_PAGE: usize = 16 << 20;

/// How many batches are in memory at once, from the first byte to the receipt.
const UPLOADS: usize = 96;

/// How many of them may be of one phone: a phone sends one after the other, or once more
/// when the first try hangs.
const UPLOADS_EACH: usize = 4;

/// How many checks of signatures, and reads of pages, run at once.
const WORKERS: usize = 16;

/// What the routes work with.
pub struct App {
    /// The hall.
    pub hall: Arc<Hall>,
    /// What the network may take.
    pub limits: Limits,
    allowances: Allowances,
    ingest: Ingest,
    tokens: Tokens,
    uploads: Semaphore,
    uploads_each: Places<DeviceId>,
    parcels: parcels::Door,
    own: own::Door,
    workers: Semaphore,
    /// Whether everything runs on the thread that asks.
    one_thread: bool,
    /// The number of the last request.
    pub requests: AtomicU64,
}

impl App {
    /// Starts the writing thread.
    #[must_use]
    pub fn new(hall: Arc<Hall>) -> Arc<Self> {
        Self::within(Limits::default(), hall)
    }

    /// The same within limits of one's own.
    #[must_use]
    pub fn within(limits: Limits, hall: Arc<Hall>) -> Arc<Self> {
        let ingest = Ingest::start(Arc::clone(&hall));
        Self::with(limits, hall, ingest, false)
    }

    /// Starts no thread: everything runs on the one that asks, in an order that only the
    /// questions decide. For simulations.
    #[must_use]
    pub fn on_one_thread(hall: Arc<Hall>) -> Arc<Self> {
        let ingest = Ingest::here(Arc::clone(&hall));
        Self::with(Limits::default(), hall, ingest, true)
    }

    fn with(limits: Limits, hall: Arc<Hall>, ingest: Ingest, one_thread: bool) -> Arc<Self> {
        Arc::new(Self {
            limits,
            allowances: Allowances::default(),
            ingest,
            hall,
            one_thread,
            tokens: Tokens::default(),
            uploads: Semaphore::new(UPLOADS),
            uploads_each: Places::new(UPLOADS_EACH),
            parcels: parcels::Door::default(),
            own: own::Door::default(),
            workers: Semaphore::new(WORKERS),
            requests: AtomicU64::new(0),
        })
    }

    /// Runs work that computes or reads files off the threads that serve connections.
    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Hall) -> Result<T, HubError> + Send + 'static,
    ) -> Result<T, HubError> {
        if self.one_thread {
            return work(&self.hall);
        }
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
    let own = Router::new()
        .route(path::OWN, get(own::runs).post(own::take_in))
        .layer(DefaultBodyLimit::max(MAX_PAGE));
    small
        .merge(large)
        .merge(parcels)
        .merge(own)
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
    // What is announced to be too large is not waited for.
    if request.body().size_hint().lower() > limit as u64 {
        return Err(HubError::TooLarge(limit));
    }
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
