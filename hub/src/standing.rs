//! Where a phone stands, and what there is for it.

use camtay_journal::fold::DeviceStanding;
use camtay_journal::ids::DeviceId;
use camtay_journal::wire::{Log, Standing};

use crate::{Hall, HubError, lost};

/// Where a phone stands; one that is let in also hears what there is for it.
///
/// # Errors
/// [`HubError::Unavailable`], [`HubError::Damaged`].
pub fn of(hall: &Hall, device: DeviceId) -> Result<Standing, HubError> {
    hall.refresh()?;
    let pack = hall.published_pack()?;
    let card = lost::card(hall)?;
    let standing = hall.state().control.standing(device).unwrap_or(DeviceStanding::Pending);
    let order = lost::order(hall, device, standing)?;
    let folded = hall.folded();
    let control = &folded.state.control;
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
        order,
        card: None,
        generation: Some(hall.generation()),
    };
    if standing == DeviceStanding::Approved {
        answer.card = card;
        answer.villages = control.assigned(device).to_vec();
        answer.control_next = folded.logs.items(Log::Control).map_or(0, |it| it.len() as u64);
        answer.report = control.reports().map(|(_, report)| report.number).max();
        if let Some(opened) = pack {
            answer.pack = opened.published.version;
            answer.pack_bytes = opened.file.len() as u64;
            answer.pack_digest = opened.published.digest.to_string();
        }
    }
    Ok(answer)
}
