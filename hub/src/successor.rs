//! A phone whose journal and the hall's parted goes on as a new device. The officer let in
//! a person with a phone; it is the same person with the same phone, and the old key says
//! so. So nobody is asked again (decision 11).

use camtay_journal::chain::Head;
use camtay_journal::codec::batch::Batch;
use camtay_journal::entry::{DeviceApproved, DeviceEnrolled, VillagesAssigned};
use camtay_journal::fold::DeviceStanding;
use camtay_journal::ids::{DeviceId, EntryId, Seq, VolunteerId};
use camtay_journal::successor::SuccessorRequest;
use camtay_journal::wire::{EnrolAnswer, safety_code};

use crate::enrolment::{code_hash, not_the_halls};
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
/// [`HubError::BadRequest`] when a signature doesn't hold; [`HubError::BadCode`] when another
/// key was let in with this secret; [`HubError::Unavailable`].
pub fn let_in(hall: &Hall, request: &SuccessorRequest) -> Result<EnrolAnswer, HubError> {
    hall.refresh()?;
    let before = request.before;
    let device = request.key.device();
    not_the_halls(hall, device)?;
    let (enrolled, standing, holder, known) = {
        let state = hall.state();
        let control = &state.control;
        let last = hall.mark(before)?.next_seq;
        let known = control.enrolment(device).is_some();
        let holder = control.holder(before, last);
        (control.enrolment(before).copied(), control.standing(before), holder, known)
    };
    let enrolled = enrolled.ok_or(HubError::NotLetIn(DeviceStanding::Pending))?;
    let code = request
        .verify(hall.device(), &enrolled.key)
        .map_err(|_| HubError::BadRequest("the phone did not prove its old and new key"))?;
    let answer =
        EnrolAnswer { hall: hall.device(), sealing: hall.keys.sealing.sealing_key(), device };
    if known {
        // How it stands it learns as every phone does, whatever became of the old one since.
        return Ok(answer);
    }
    match standing.unwrap_or(DeviceStanding::Pending) {
        DeviceStanding::Approved => {}
        standing => return Err(HubError::NotLetIn(standing)),
    }
    let volunteer = holder.unwrap_or(enrolled.volunteer);
    use_once(hall, &code, volunteer, request)?;
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
    Ok(answer)
}

/// The secret is used as an invitation's code is: it lets in one key. Its consent is
/// signed, so that, unlike an invitation, it may come late.
fn use_once(
    hall: &Hall,
    code: &[u8; 16],
    volunteer: VolunteerId,
    request: &SuccessorRequest,
) -> Result<(), HubError> {
    let device = request.key.device();
    let digits = safety_code(&hall.keys.public(), &request.key, code);
    let code = code_hash(code);
    let used = || hall.store.use_invitation(code, device, &digits, hall.now());
    if let CodeUse::Good(_) = used()? {
        return Ok(());
    }
    // Refused where there is such a code: then another key has used it.
    let _refused = hall.store.add_invitation(code, volunteer, i64::MAX);
    match used()? {
        CodeUse::Good(_) => Ok(()),
        CodeUse::Bad => Err(HubError::BadCode),
    }
}
