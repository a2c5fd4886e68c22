//! Where a phone stands, and what there is for it: the one answer that every token gets.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use camtay_journal::fold::DeviceStanding;
use camtay_journal::ids::DeviceId;
use camtay_journal::wire::{Log, Standing};

use super::{App, Refused, message};
use crate::{Hall, HubError};

pub async fn standing(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refused> {
    let device = app.device(request.headers())?;
    Ok(message(app.work(move |hall| of(hall, device)).await?))
}

fn of(hall: &Hall, device: DeviceId) -> Result<Standing, HubError> {
    hall.refresh()?;
    let pack = hall.published_pack()?;
    let folded = hall.folded();
    let control = &folded.state.control;
    let standing = control.standing(device).unwrap_or(DeviceStanding::Pending);
    let mut answer = Standing {
        standing: match standing {
            DeviceStanding::Pending => "pending",
            DeviceStanding::Approved => "approved",
            DeviceStanding::Suspended => "suspended",
            DeviceStanding::Revoked => "revoked",
        }
        .to_owned(),
        villages: Vec::new(),
        pack: 0,
        pack_bytes: 0,
        pack_digest: String::new(),
        control_next: 0,
        report: None,
        generation: Some(hall.generation()),
    };
    if standing == DeviceStanding::Approved {
        answer.villages = control.assigned(device).to_vec();
        answer.control_next = folded.logs.items(Log::Control).map_or(0, |it| it.len() as u64);
        answer.report = control.reports().map(|(_, report)| report.number).max();
        if let (Some((file, _)), Some(published)) = (pack, control.pack()) {
            answer.pack = published.version;
            answer.pack_bytes = file.len() as u64;
            answer.pack_digest = published.digest.to_string();
        }
    }
    Ok(answer)
}
