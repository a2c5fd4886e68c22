//! A phone whose journal and the hall's parted goes on as a new device. The officer let in
//! a person with a phone; it is the same person with the same phone, and the old key says
//! so. So nobody is asked again (decision 11).

use camtay_journal::chain::Head;
use camtay_journal::codec::batch::Batch;
use camtay_journal::entry::{DeviceApproved, DeviceEnrolled, VillagesAssigned};
use camtay_journal::fold::DeviceStanding;
use camtay_journal::ids::{DeviceId, EntryId, Seq};
use camtay_journal::successor::SuccessorRequest;
use camtay_journal::wire::{EnrolAnswer, safety_code};

use crate::enrolment::code_hash;
use crate::store::CodeUse;
use crate::{Hall, HubError};

/// The head of a device's chain after its entry `seq`, as it is stored; `None` where the
/// hall doesn't have that entry.
///
/// # Errors
/// [`HubError::Unavailable`], [`HubError::Damaged`].
pub fn head(hall: &Hall, device: DeviceId, seq: Seq) -> Result<Option<Head>, HubError> {
    if seq == 0 {
        return Ok(Some(Head::start(hall.device(), device)));
    }
    let key = hall.state().control.enrolment(device).map(|it| it.key);
    let chunk = hall.store.chunk_with(EntryId { device, seq })?;
    let (Some(key), Some(chunk)) = (key, chunk) else { return Ok(None) };
    let batch = Batch::open(&chunk.batch, &key)
        .map_err(|_| HubError::Damaged(format!("chunk {} can't be read", chunk.arrival)))?;
    let entries = batch.entries.iter().take_while(|entry| entry.id.seq <= seq);
    Ok(Some(batch.head_before.after_all(entries)))
}

/// Lets the new device in with what the old one had: its volunteer and its villages.
/// Asked again after a lost answer, it answers again and changes nothing.
///
/// # Errors
/// [`HubError::NotLetIn`] when the old device isn't let in (any more);
/// [`HubError::BadRequest`] when a signature doesn't hold; [`HubError::Unavailable`], also
/// when another key was let in with this secret.
pub fn let_in(hall: &Hall, request: &SuccessorRequest) -> Result<EnrolAnswer, HubError> {
    hall.refresh()?;
    let before = request.before;
    let device = request.key.device();
    let (enrolled, standing, holder) = {
        let state = hall.state();
        let control = &state.control;
        let last = hall.mark(before)?.next_seq;
        (control.enrolment(before).copied(), control.standing(before), control.holder(before, last))
    };
    let enrolled = enrolled.ok_or(HubError::NotLetIn(DeviceStanding::Pending))?;
    match standing.unwrap_or(DeviceStanding::Pending) {
        DeviceStanding::Approved => {}
        standing => return Err(HubError::NotLetIn(standing)),
    }
    let code = request
        .verify(hall.device(), &enrolled.key)
        .map_err(|_| HubError::BadRequest("the phone did not prove its old and new key"))?;
    let volunteer = holder.unwrap_or(enrolled.volunteer);
    let digits = safety_code(&hall.keys.public(), &request.key, &code);
    let (code, now) = (code_hash(&code), hall.now());
    let used = || hall.store.use_invitation(code, device, &digits, now);
    if used()? == CodeUse::Bad {
        // Its consent is signed: unlike an invitation's, this code may come late. The store
        // refuses one that another key has used.
        hall.store.add_invitation(code, volunteer, i64::MAX)?;
        used()?;
    }
    let new = hall.write_with(|own| {
        let state = hall.state();
        let control = &state.control;
        if control.enrolment(device).is_some() {
            return Ok(false);
        }
        let villages = control.assigned(before).to_vec();
        own.add(DeviceEnrolled { device, key: request.key, volunteer }, None);
        own.add(DeviceApproved { device }, None);
        own.add(VillagesAssigned { device, villages }, None);
        Ok(true)
    })?;
    if new {
        tracing::warn!(%before, %device, "a phone's journal had parted; it goes on as a new one");
    }
    Ok(EnrolAnswer { hall: hall.device(), sealing: hall.keys.sealing.sealing_key(), device })
}
