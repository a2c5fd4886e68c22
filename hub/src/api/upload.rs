//! Handing in: what the hall has, and the next batch.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::response::Response;
use camtay_journal::codec::batch::MAX_BATCH;
use camtay_journal::fold::DeviceStanding;
use camtay_journal::wire::Watermark;

use super::{App, Refused, body, bytes, let_in, message};
use crate::{HubError, bundle, ingest};

/// How long a batch waits for its turn before the phone is told to come back.
const TURN: Duration = Duration::from_secs(10);

pub async fn watermark(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refused> {
    let device = app.device(request.headers())?;
    let mark = app
        .work(move |hall| {
            hall.refresh()?;
            let_in(hall, device)?;
            hall.mark(device)
        })
        .await?;
    Ok(message(Watermark { next_seq: mark.next_seq, head: mark.head }))
}

pub async fn batches(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refused> {
    let device = app.device(request.headers())?;
    let _place = app.uploads_each.take(device).ok_or(HubError::Busy)?;
    let turn = tokio::time::timeout(TURN, app.uploads.acquire()).await;
    let _turn = turn.map_err(|_| HubError::Busy)?.map_err(|_| HubError::Busy)?;
    let batch = body(request, MAX_BATCH).await?;
    let bytes_again = batch.clone();
    let arrived = app
        .work(move |hall| {
            hall.refresh()?;
            ingest::check(hall, device, batch)
        })
        .await;
    let stored = match arrived {
        Ok(arrived) => app.ingest.store(arrived).await,
        Err(error) => Err(error),
    };
    let mark = match stored {
        // It gets no receipt, but nothing that it hands in is lost.
        Err(HubError::NotLetIn(DeviceStanding::Suspended | DeviceStanding::Revoked)) => {
            app.work(move |hall| bundle::park(hall, device, &[bytes_again])).await?;
            stored?
        }
        stored => stored?,
    };
    let receipt = app.work(move |hall| ingest::receipt(hall, device, &mark)).await?;
    Ok(bytes(receipt))
}
