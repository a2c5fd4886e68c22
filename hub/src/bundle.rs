//! What suspended and revoked phones hand in: kept as it came, one bundle a phone, and not
//! in the journal until an officer takes it, as a whole.
//!
//! By whatever way it comes, [`park`] checks it as any batch is checked and puts it behind
//! what the phone handed in before, so that a second time adds nothing. [`take`] lets it
//! into the journal and moves the place up to which the phone's entries count; [`refuse`]
//! leaves it where it is. A batch that was on its way while its phone was revoked may have
//! been stored after the revocation: it doesn't count, and is part of the bundle.

use std::collections::BTreeMap;

use axum::body::Bytes;
use camtay_journal::codec::batch::Batch;
use camtay_journal::entry::{DeviceRevoked, Entry};
use camtay_journal::fold::DeviceStanding;
use camtay_journal::ids::{DeviceId, EntryId, Seq};

use crate::hall::TRIES;
use crate::ingest::{self, Fit};
use crate::lost::known;
use crate::store::{Mark, Parked};
use crate::{Hall, HubError};

/// The most bytes that are kept of one phone.
const MAX_BUNDLE: usize = 64 << 20;

/// What waits of one phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bundle {
    /// Of which.
    pub device: DeviceId,
    /// Its first entry.
    pub first: Seq,
    /// Its last entry.
    pub last: Seq,
    /// When its first entry was written, by the phone's clock, Unix seconds.
    pub from: i64,
    /// When its last entry was written, by the phone's clock.
    pub until: i64,
    /// When the last of it came, by the hall's clock; `None` for what was stored already
    /// when its phone was revoked.
    pub came: Option<i64>,
    /// Up to which entry an officer refused it.
    pub refused: Option<Seq>,
}

impl Bundle {
    /// How many entries it has.
    #[must_use]
    pub fn entries(&self) -> u64 {
        self.last - self.first + 1
    }

    /// How many of them no officer has seen yet.
    #[must_use]
    pub fn waiting(&self) -> u64 {
        let seen = self.refused.unwrap_or(0).max(self.first - 1);
        self.last.saturating_sub(seen)
    }
}

/// Keeps batches of a phone that may not hand in; how many entries were new. What is here
/// already changes nothing.
///
/// # Errors
/// As [`ingest::check`]; [`HubError::Gap`], [`HubError::Fork`]; [`HubError::TooLarge`] when
/// the phone has handed in more than anybody records.
pub fn park(hall: &Hall, device: DeviceId, batches: &[Bytes]) -> Result<u64, HubError> {
    let mut new = 0;
    for batch in batches {
        new += park_one(hall, device, batch)?;
    }
    Ok(new)
}

fn park_one(hall: &Hall, device: DeviceId, batch: &Bytes) -> Result<u64, HubError> {
    let arrived = ingest::verified(hall, device, batch.clone())?;
    for _ in 0..TRIES {
        let parked = hall.store.parked(Some(device))?;
        let end = end(hall, device, &parked)?;
        let count = match arrived.fit(&end) {
            Fit::New(known) => arrived.count() - known as u64,
            Fit::Known | Fit::Earlier => return Ok(0),
            Fit::Gap => return Err(HubError::Gap(end.next_seq)),
            Fit::Fork => return Err(HubError::Fork),
        };
        let size: usize = parked.iter().map(|it| it.batch.len()).sum();
        if size + batch.len() > MAX_BUNDLE {
            return Err(HubError::TooLarge(MAX_BUNDLE));
        }
        let piece = Parked {
            device,
            first_seq: end.next_seq,
            count,
            head_after: arrived.head_after(),
            batch: arrived.bytes().to_vec(),
            at: hall.now(),
        };
        if hall.store.park(&piece)? {
            return Ok(count);
        }
    }
    Err(HubError::Busy)
}

/// Where the next piece of a phone's journal goes on.
fn end(hall: &Hall, device: DeviceId, parked: &[Parked]) -> Result<Mark, HubError> {
    let mark = hall.mark(device)?;
    Ok(match parked.last() {
        Some(last) if last.next_seq() > mark.next_seq => {
            Mark { next_seq: last.next_seq(), head: last.head_after, ..mark }
        }
        _ => mark,
    })
}

/// Every bundle, whether it waits or was refused.
///
/// # Errors
/// [`HubError::Unavailable`], [`HubError::Damaged`].
pub fn all(hall: &Hall) -> Result<Vec<Bundle>, HubError> {
    hall.refresh()?;
    let mut parked: BTreeMap<DeviceId, Vec<Parked>> = BTreeMap::new();
    for piece in hall.store.parked(None)? {
        parked.entry(piece.device).or_default().push(piece);
    }
    let refused: BTreeMap<_, _> = hall.store.refused()?.into_iter().collect();
    let devices: Vec<_> = hall.state().control.devices().collect();
    let mut all = Vec::new();
    for device in devices {
        let pieces = parked.remove(&device).unwrap_or_default();
        let bundle = of(hall, device, &pieces)?;
        all.extend(bundle.map(|it| Bundle { refused: refused.get(&device).copied(), ..it }));
    }
    Ok(all)
}

fn of(hall: &Hall, device: DeviceId, parked: &[Parked]) -> Result<Option<Bundle>, HubError> {
    let next = hall.mark(device)?.next_seq;
    let revoked = hall.state().control.revoked_after(device);
    let first = revoked.map_or(next, |last| last + 1).min(next);
    let last = end(hall, device, parked)?.next_seq - 1;
    if last < first {
        return Ok(None);
    }
    let (from, until) = (moment(hall, device, first, parked)?, moment(hall, device, last, parked)?);
    let came = parked.last().map(|it| it.at);
    Ok(Some(Bundle { device, first, last, from, until, came, refused: None }))
}

/// When an entry of a bundle was written, by its phone's clock.
fn moment(hall: &Hall, device: DeviceId, seq: Seq, parked: &[Parked]) -> Result<i64, HubError> {
    let id = EntryId { device, seq };
    let piece = parked.iter().find(|it| it.first_seq <= seq && seq < it.next_seq());
    let entry = match piece {
        Some(piece) => {
            let entries: Vec<Entry> = Batch::stored_entries(&piece.batch)?;
            entries.into_iter().find(|entry| entry.id == id)
        }
        None => hall.entry(id)?,
    };
    let missing = || HubError::Damaged("a bundle names an entry that isn't there".to_owned());
    Ok(entry.ok_or_else(missing)?.at.seconds())
}

fn find(hall: &Hall, device: DeviceId) -> Result<(Bundle, DeviceStanding), HubError> {
    hall.refresh()?;
    let standing = known(&hall.state().control, device)?;
    let bundle = of(hall, device, &hall.store.parked(Some(device))?)?;
    let none = || {
        HubError::Refused(
            "nothing waits of this phone; `camtay-hub bundle DIR list` shows what does".to_owned(),
        )
    };
    Ok((bundle.ok_or_else(none)?, standing))
}

/// An officer takes the bundle of a phone: its entries count from now on. The phone stays
/// suspended or revoked.
///
/// # Errors
/// [`HubError::Refused`] when nothing waits of it; [`HubError::Unavailable`].
pub fn take(hall: &Hall, device: DeviceId) -> Result<Bundle, HubError> {
    let (bundle, standing) = find(hall, device)?;
    if standing == DeviceStanding::Revoked {
        // First the place up to which its entries count: a take that breaks off after this
        // goes on where it stood when it is repeated.
        hall.write_with(|own| {
            if hall.state().control.revoked_after(device).is_some_and(|last| last < bundle.last) {
                own.add(DeviceRevoked { device, last_seq: bundle.last }, None);
            }
            Ok(())
        })?;
    }
    bring_in(hall, device)?;
    Ok(bundle)
}

/// Lets what is parked of a phone into the journal; how many entries.
///
/// # Errors
/// As [`ingest::take_in`].
pub(crate) fn bring_in(hall: &Hall, device: DeviceId) -> Result<u64, HubError> {
    let before = hall.mark(device)?.next_seq;
    let mut next = before;
    for piece in hall.store.parked(Some(device))? {
        next = bring_in_one(hall, device, piece)?;
    }
    hall.store.unpark(device, next)?;
    Ok(next - before)
}

fn bring_in_one(hall: &Hall, device: DeviceId, piece: Parked) -> Result<Seq, HubError> {
    let bytes = Bytes::from(piece.batch);
    for _ in 0..TRIES {
        hall.refresh()?;
        let arrived = ingest::verified(hall, device, bytes.clone())?.by_officer();
        match ingest::take_in(hall, &[arrived]).pop() {
            Some(Ok(mark)) => return Ok(mark.next_seq),
            // Somebody was erased since it was checked.
            Some(Err(HubError::Busy)) | None => {}
            Some(Err(error)) => return Err(error),
        }
    }
    Err(HubError::Busy)
}

/// An officer refuses the bundle of a revoked phone, as it is now: it stays where it is,
/// counts for nothing, and coming again changes nothing. It can still be taken.
///
/// # Errors
/// [`HubError::Refused`] when nothing waits of it, or the phone isn't revoked.
pub fn refuse(hall: &Hall, device: DeviceId) -> Result<Bundle, HubError> {
    let (bundle, standing) = find(hall, device)?;
    if standing != DeviceStanding::Revoked {
        return Err(HubError::Refused(
            "this phone is not revoked: resume it and everything is taken in, or revoke it first"
                .to_owned(),
        ));
    }
    hall.store.refuse(device, bundle.last)?;
    Ok(bundle)
}

/// Takes the personal parts of those who were erased out of what is parked.
///
/// # Errors
/// [`HubError::Unavailable`], [`HubError::Damaged`].
pub(crate) fn forget_erased(hall: &Hall) -> Result<(), HubError> {
    let mut rewritten = Vec::new();
    for piece in hall.store.parked(None)? {
        let state = hall.state();
        let without = Batch::without_parts(&piece.batch, |it| state.control.must_forget(it))?;
        rewritten.extend(without.map(|batch| Parked { batch, ..piece }));
    }
    Ok(hall.store.replace_parked(&rewritten)?)
}
