//! Where this phone's journal and the hall's parted, and asking the hall to let in the new
//! device that goes on from there.

use camtay_journal::ids::Seq;
use camtay_journal::successor::{HEAD_PATH, HeadAnswer, PATH, SuccessorRequest};
use camtay_journal::wire::{EnrolAnswer, Watermark, path};

use super::client::{SMALL, json};
use super::greeting::greet;
use super::link::Link;
use super::{Desk, NetError};
use crate::error::CoreError;
use crate::store::Succession;

/// The last entry that both have; `None` when the one journal goes on from the other, and
/// the hall lacks nothing that this phone can't send.
///
/// # Errors
/// [`CoreError`].
pub(crate) async fn parting(desk: &impl Desk, link: &Link<'_>) -> Result<Option<Seq>, CoreError> {
    greet(desk, link).await?;
    let watermark: Watermark = json(&link.get(path::WATERMARK, SMALL).await?)?;
    let known = watermark.next_seq.checked_sub(1).ok_or(NetError::BadAnswer("watermark"))?;
    let (last, head) = desk.store(|store| Ok((store.own_last_seq(), store.own_head(known)?)))?;
    if head == Some(watermark.head) {
        return Ok(None);
    }
    // Up to `agreed` they are the same: a head covers everything before it.
    let (mut agreed, mut perhaps) = (0, known.min(last));
    while agreed < perhaps {
        let seq = agreed + (perhaps - agreed).div_ceil(2);
        let answer: HeadAnswer = json(&link.get(&format!("{HEAD_PATH}?seq={seq}"), SMALL).await?)?;
        let own = desk.store(|store| store.own_head(seq))?;
        if answer.seq == seq && own.is_some() && answer.head == own {
            agreed = seq;
        } else {
            perhaps = seq - 1;
        }
    }
    Ok(Some(agreed))
}

/// Tells the hall of a succession, as long as the phone hasn't heard from the hall's log
/// that the new device is let in: an answer may get lost, and so may the hall's last days.
///
/// # Errors
/// [`CoreError`]; then the next contact tells it.
pub(crate) async fn tell(desk: &impl Desk, link: &Link<'_>) -> Result<(), CoreError> {
    let Some(succession) = desk.store(|store| store.untold_succession())? else { return Ok(()) };
    // A restored hall may not even know the old device before it was handed back its pages.
    greet(desk, link).await?;
    let client = link.client();
    let Succession { before, code, consent, .. } = succession;
    let request = SuccessorRequest::sign(client.device(), before, &code, consent, link.signer())?;
    let answer: EnrolAnswer = client.post_json(PATH, &request).await?;
    if answer.hall != client.device() || answer.device != request.key.device() {
        return Err(NetError::BadAnswer("another hall or phone than asked about").into());
    }
    Ok(())
}
