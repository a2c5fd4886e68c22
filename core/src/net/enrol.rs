//! Enrolment: from the text of a QR to a phone that waits for the officer, then belongs
//! to the hall.

use camtay_journal::bytes::{from_hex, to_hex};
use camtay_journal::keys::{PublicKey, Purpose, Signer};
use camtay_journal::wire::{
    EnrolAnswer, EnrolRequest, Invitation, Log, enrol_proof, path, safety_code,
};

use super::greeting::greet;
use super::link::Link;
use super::{Desk, NetError, take_standing};
use crate::error::CoreError;
use crate::store::HallRecord;

/// Shows the hall the invitation's code and this phone's key; the hall is remembered,
/// pinned, and the phone waits for the officer. Returns the safety code that stands on
/// both screens.
///
/// The same text may be sent again after the connection broke: the hall knows code and
/// key already.
///
/// # Errors
/// [`CoreError`]; a phone that wrote something for one hall can't change to another.
pub(crate) async fn enrol(
    desk: &impl Desk,
    signer: &dyn Signer,
    text: &str,
) -> Result<String, CoreError> {
    let invitation = Invitation::from_text(text).map_err(|_| NetError::NotAnInvitation)?;
    let Invitation { hall, sealing, addresses, code } = invitation;
    let client = desk.client(hall, addresses.clone())?;
    let key = signer.public_key();
    let proof = signer
        .sign(Purpose::Request, &enrol_proof(hall.device(), &code))
        .map_err(NetError::from)?;
    let question = EnrolRequest { code: to_hex(&code), key, proof };
    let answer: EnrolAnswer = client.post_json(path::ENROL, &question).await?;
    if answer.hall != hall.device() || answer.device != key.device() || answer.sealing != sealing {
        return Err(NetError::BadAnswer("another hall or phone than in the invitation").into());
    }
    let record = HallRecord {
        key: hall,
        device: hall.device(),
        sealing,
        addresses,
        code: Some(to_hex(&code)),
    };
    let now = desk.now();
    desk.store(|store| store.save_hall(now, &record))?;
    Ok(safety_code(&hall, &key, &code))
}

/// The safety code of an enrolment that waits for the officer; `None` when none does.
#[must_use]
pub(crate) fn waiting_code(hall: &HallRecord, phone: &PublicKey) -> Option<String> {
    let code: [u8; 16] = from_hex(hall.code.as_deref()?)?.try_into().ok()?;
    Some(safety_code(&hall.key, phone, &code))
}

/// Asks how the phone stands and remembers it: `pending`, `approved`, `suspended`,
/// `revoked`.
///
/// # Errors
/// [`CoreError`].
pub(crate) async fn ask_standing(desk: &impl Desk, link: &Link<'_>) -> Result<String, CoreError> {
    greet(desk, link).await?;
    let known = desk.store(|store| store.log_position(Log::Control))?;
    let standing = link.standing(known).await?;
    let now = desk.now();
    take_standing(desk, &standing)?;
    desk.store(|store| {
        if standing.standing != "pending"
            && let Some(mut hall) = store.hall()?
            && hall.code.take().is_some()
        {
            store.save_hall(now, &hall)?;
        }
        Ok(())
    })?;
    Ok(standing.standing)
}
