//! Hand-in (nộp): sends what the hall lacks, keeps its receipts. It may be broken off at
//! any byte and begun again; what is recorded meanwhile is a later seq, for the next time.

pub mod plan;

use camtay_journal::codec::CodecError;
use camtay_journal::codec::batch::{Batch, BatchError};
use camtay_journal::ids::Seq;
use camtay_journal::wire::{Receipt, RefusalKind, Watermark, path};

use self::plan::{Pace, Piece};
use super::client::{SMALL, json};
use super::error::Stop;
use super::greeting::greet;
use super::link::Link;
use super::patience::{Cancel, pause};
use super::{Desk, NetError};
use crate::error::CoreError;

/// How far a hand-in is, in entries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sent {
    /// How many there were to send when it began.
    pub total: u64,
    /// How many of them a receipt covers.
    pub done: u64,
}

/// Sends everything that was recorded before now and that no receipt covers. Returns
/// the receipt held at the end; `None` when nothing was ever recorded.
///
/// # Errors
/// [`CoreError`]; what a receipt covers stays covered.
pub(crate) async fn hand_in(
    desk: &impl Desk,
    link: &Link<'_>,
    cancel: &Cancel,
    tell: &(dyn Fn(Sent) + Send + Sync),
    pace: Pace,
) -> Result<Option<Receipt>, CoreError> {
    let (last, held) = desk.store(|store| Ok((store.own_last_seq(), store.receipt()?)))?;
    let mut errand = Errand { desk, link, tell, last, from: 0, held, pace };
    errand.from = errand.covered().min(last);
    errand.tell();
    loop {
        let error = match cancel.or(errand.send_all()).await {
            Ok(()) => return Ok(errand.held),
            Err(Stop::Net(error)) if error.is_passing() || is_worth_another_look(&error) => error,
            Err(stop) => return Err(stop.into()),
        };
        let Some(trouble) = errand.pace.trouble() else { return Err(error.into()) };
        let pause = pause(&error, trouble, desk.dice());
        cancel
            .or(async {
                desk.wait(pause).await;
                Ok::<_, Stop>(())
            })
            .await?;
    }
}

/// The hall wants another seq than it said (somebody else of this phone was quicker), or
/// a smaller batch: comparing again settles it.
fn is_worth_another_look(error: &NetError) -> bool {
    error.is_refusal(RefusalKind::Gap)
        || error.is_refusal(RefusalKind::TooLarge)
        || matches!(error, NetError::Batch(BatchError::Codec(CodecError::TooLarge(_))))
}

struct Errand<'a, D> {
    desk: &'a D,
    link: &'a Link<'a>,
    tell: &'a (dyn Fn(Sent) + Send + Sync),
    /// The last seq to send, fixed when the hand-in began.
    last: Seq,
    /// Covered when the hand-in began.
    from: Seq,
    held: Option<Receipt>,
    pace: Pace,
}

impl<D: Desk> Errand<'_, D> {
    fn covered(&self) -> Seq {
        self.held.as_ref().map_or(0, |receipt| receipt.seq)
    }

    fn tell(&self) {
        let total = self.last.saturating_sub(self.from);
        let done = self.covered().saturating_sub(self.from).min(total);
        (self.tell)(Sent { total, done });
    }

    /// From the watermark on, batch by batch.
    async fn send_all(&mut self) -> Result<(), Stop> {
        greet(self.desk, self.link).await?;
        self.held = self.desk.store(|store| store.receipt())?;
        let watermark: Watermark = json(&self.link.get(path::WATERMARK, SMALL).await?)?;
        let known = watermark.next_seq.checked_sub(1).ok_or(NetError::BadAnswer("watermark"))?;
        let own_head = self.desk.store(|store| store.own_head(known))?;
        let mut next = plan::begin(&watermark, own_head)?;
        while let Some(piece) = plan::next_piece(next, self.last, self.covered(), self.pace) {
            self.send(piece).await?;
            next = piece.first + piece.count;
            self.pace.went_well();
            self.tell();
        }
        Ok(())
    }

    async fn send(&mut self, piece: Piece) -> Result<(), Stop> {
        let (head, entries) = self.desk.store(|store| {
            let entries = store.own_entries(piece.first, piece.count as usize)?;
            Ok((store.own_head(piece.first - 1)?, entries))
        })?;
        let head = head.ok_or(CoreError::Unexpected("a gap in the own journal"))?;
        let client = self.link.client();
        let batch = Batch::seal(client.device(), head, &entries, self.link.signer())?;
        let bytes = self.link.post(path::BATCHES, batch).await?;
        self.keep(&bytes)
    }

    /// Keeps a receipt, if it is to be believed. The answer to what was just sent is newer
    /// than the receipt held; a hall that gives an older one would be asked for ever.
    fn keep(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        let client = self.link.client();
        let receipt = Receipt::open(bytes, client.hall())?;
        let own_head = self.desk.store(|store| store.own_head(receipt.seq))?;
        let (hall, device) = (client.device(), self.link.device());
        if !plan::judge(&receipt, self.held.as_ref(), hall, device, own_head)? {
            return Err(NetError::BadAnswer("an older receipt than the one held").into());
        }
        let now = self.desk.now();
        self.desk.store(|store| store.save_receipt(now, &receipt, bytes))?;
        self.held = Some(receipt);
        Ok(())
    }
}
