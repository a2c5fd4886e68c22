//! The guides: the pack file from a byte on.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::response::Response;

use super::{App, Refused, bytes, let_in, position};
use crate::HubError;

pub async fn pack(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refused> {
    let device = app.device(request.headers())?;
    let from = position(&request)?;
    let rest = app
        .work(move |hall| {
            hall.refresh()?;
            let_in(hall, device)?;
            let file = hall.published_pack()?.map(|opened| opened.file).unwrap_or_default();
            let rest = usize::try_from(from).ok().and_then(|from| file.get(from..));
            let rest = rest.ok_or(HubError::BadRequest("the pack isn't so long"))?;
            Ok(Bytes::copy_from_slice(rest))
        })
        .await?;
    Ok(bytes(rest))
}
