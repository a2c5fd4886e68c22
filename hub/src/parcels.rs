//! Parcels: what phones gave away, taken in by whatever way it came, and the replies.
//!
//! A parcel is sealed to the hall and signed by its phone, so it proves itself. Its
//! batches go the way of every batch: [`ingest`] checks, stores and folds them.

use axum::body::Bytes;
use camtay_journal::codec::CodecError;
use camtay_journal::courier::{CourierError, Parcel, Reply};
use camtay_journal::fold::DeviceStanding;
use camtay_journal::ids::{DeviceId, Seq};
use camtay_journal::wire::{Log, Page};
use rand::SeedableRng;
use rand::rngs::StdRng;

use crate::store::Mark;
use crate::{Hall, HubError, bundle, ingest, pages, standing};

/// The most bytes of pages in a reply; the phone pulls the rest, or sends another parcel.
const PAGES: usize = 8 << 20;

/// Why a parcel was not taken in. `Display` is a sentence for the operator.
#[derive(Debug, thiserror::Error)]
pub enum ParcelError {
    /// Something else.
    #[error("this is no parcel of a phone; give the files that end in .ctp")]
    NotAParcel,
    /// Of a later version.
    #[error("a later version of the app made it; update camtay-hub, then receive it again")]
    Newer,
    /// For another hall.
    #[error("it is for another hall; bring it to the hall that the phone belongs to")]
    OtherHall,
    /// Of a phone that was never enrolled here.
    #[error("its phone {0} is not known here; it belongs to another hall, or the file was changed")]
    UnknownPhone(DeviceId),
    /// Of a phone that may not hand in.
    #[error("its phone has not been let in yet; approve it, then receive the file again")]
    NotLetIn,
    /// Cut, changed, or not made by its phone.
    #[error("it is cut or was changed on the way; take it from the phone once more")]
    Damaged,
    /// Entries before it are missing.
    #[error(
        "entries {from} to {to} of its phone are missing; receive the file that has them first, or \
         bring the phone the reply and take another file from it"
    )]
    Gap {
        /// The first missing entry.
        from: Seq,
        /// The last missing entry.
        to: Seq,
    },
    /// Other entries are stored under its numbers.
    #[error(
        "the hall has other entries of this phone under the same numbers: the phone's store went \
         back to a copy, or two phones have one key. At its next contact the phone goes on as a \
         new one and hands in what this file has; keep the file until then"
    )]
    Fork,
    /// The phone itself made a batch that can't be taken.
    #[error("{0}; keep the file and ask for help")]
    BadBatch(&'static str),
    /// The hall.
    #[error(transparent)]
    Hub(#[from] HubError),
}

impl From<ParcelError> for HubError {
    fn from(error: ParcelError) -> Self {
        match error {
            ParcelError::NotAParcel => Self::BadRequest("this is no parcel"),
            ParcelError::Newer => Self::BadRequest("the parcel is of a later version"),
            ParcelError::OtherHall => Self::BadRequest("the parcel is for another hall"),
            ParcelError::UnknownPhone(_) => Self::BadRequest("the parcel's phone is not known"),
            ParcelError::Damaged => Self::BadRequest("the parcel was changed on the way"),
            ParcelError::BadBatch(why) => Self::BadRequest(why),
            ParcelError::NotLetIn => Self::NotLetIn(DeviceStanding::Pending),
            ParcelError::Gap { from, .. } => Self::Gap(from),
            ParcelError::Fork => Self::Fork,
            ParcelError::Hub(error) => error,
        }
    }
}

/// A parcel that was taken in, durably.
pub struct Taken {
    parcel: Parcel,
    mark: Mark,
    /// How many of its entries were new.
    pub new: u64,
    /// Its phone is suspended or revoked: they wait for an officer.
    pub parked: bool,
}

impl Taken {
    /// The phone.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.parcel.label.device
    }

    /// The parcel's number.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.parcel.label.number
    }

    /// Up to which entry the hall has everything of the phone.
    #[must_use]
    pub fn seq(&self) -> Seq {
        self.mark.next_seq.saturating_sub(1)
    }
}

/// Takes a parcel in: all of its batches in one durable transaction. One that comes again,
/// or after the network brought the same, changes nothing. What a suspended or revoked
/// phone made is parked.
///
/// # Errors
/// [`ParcelError`]; nothing was stored then.
pub fn take_in(hall: &Hall, bytes: &[u8]) -> Result<Taken, ParcelError> {
    hall.refresh()?;
    let (parcel, standing) = open(hall, bytes)?;
    let device = parcel.label.device;
    if let Some((_, position)) = parcel.logs.iter().find(|(log, _)| *log == Log::Control) {
        hall.note_contact(device, *position)?;
    }
    let before = hall.mark(device)?;
    if standing != DeviceStanding::Approved {
        let batches: Vec<_> = parcel.batches.iter().map(|it| Bytes::copy_from_slice(it)).collect();
        let new = bundle::park(hall, device, &batches).map_err(refused_batch)?;
        return Ok(Taken { parcel, mark: before, new, parked: true });
    }
    let mut arrived = Vec::with_capacity(parcel.batches.len());
    for batch in &parcel.batches {
        let batch = Bytes::copy_from_slice(batch);
        arrived.push(ingest::check(hall, device, batch).map_err(refused_batch)?);
    }
    let first = arrived.first().map(ingest::Arrived::first_seq);
    let mut mark = before;
    for result in ingest::take_in(hall, &arrived) {
        mark = result.map_err(|error| match (error, first) {
            (HubError::Gap(from), Some(first)) => {
                ParcelError::Gap { from, to: first.saturating_sub(1) }
            }
            (HubError::Fork, _) => ParcelError::Fork,
            (error, _) => ParcelError::Hub(error),
        })?;
    }
    let new = mark.next_seq.saturating_sub(before.next_seq);
    Ok(Taken { parcel, mark, new, parked: false })
}

/// A parcel of which nothing is taken in, because entries before it are missing: the reply
/// to it says up to which entry the hall has everything, and the phone's next parcel goes on
/// from there.
///
/// # Errors
/// [`ParcelError`].
pub fn only_answer(hall: &Hall, bytes: &[u8]) -> Result<Taken, ParcelError> {
    let (parcel, standing) = open(hall, bytes)?;
    let mark = hall.mark(parcel.label.device)?;
    Ok(Taken { parcel, mark, new: 0, parked: standing != DeviceStanding::Approved })
}

fn open(hall: &Hall, bytes: &[u8]) -> Result<(Parcel, DeviceStanding), ParcelError> {
    let label = Parcel::label(bytes).map_err(|error| match error {
        CodecError::NewerVersion(_) => ParcelError::Newer,
        CodecError::Truncated if !bytes.is_empty() => ParcelError::Damaged,
        _ => ParcelError::NotAParcel,
    })?;
    if label.hall != hall.device() {
        return Err(ParcelError::OtherHall);
    }
    let (key, standing) = {
        let state = hall.state();
        let control = &state.control;
        (control.enrolment(label.device).map(|it| it.key), control.standing(label.device))
    };
    let key = key.ok_or(ParcelError::UnknownPhone(label.device))?;
    let parcel = Parcel::open(bytes, &hall.keys().sealing, &key).map_err(|error| match error {
        CourierError::Codec(CodecError::NewerVersion(_)) => ParcelError::Newer,
        CourierError::Codec(_) | CourierError::Seal(_) | CourierError::Key(_) => {
            ParcelError::Damaged
        }
    })?;
    match standing.unwrap_or(DeviceStanding::Pending) {
        DeviceStanding::Pending => Err(ParcelError::NotLetIn),
        standing => Ok((parcel, standing)),
    }
}

fn refused_batch(error: HubError) -> ParcelError {
    match error {
        HubError::BadRequest(why) => ParcelError::BadBatch(why),
        HubError::TooLarge(_) => ParcelError::BadBatch("a batch in it is too large"),
        HubError::Fork => ParcelError::Fork,
        error => ParcelError::Hub(error),
    }
}

/// The reply to a parcel that was taken in, sealed to its phone: the receipt, how the
/// phone stands, what is new in its logs, and the guides if it has older ones. One that is
/// suspended or revoked hears what it was ordered and nothing else.
///
/// # Errors
/// [`HubError`].
pub fn reply(hall: &Hall, taken: &Taken) -> Result<Vec<u8>, HubError> {
    let Taken { parcel, mark, .. } = taken;
    let device = parcel.label.device;
    let standing = standing::of(hall, device)?;
    let carried = hall.state().control.assigned(device).to_vec();
    let mut room = PAGES;
    let mut new = Vec::new();
    let logs = std::iter::once(Log::Control).chain(carried.iter().copied().map(Log::Village));
    for log in logs.filter(|_| !taken.parked) {
        let known = parcel.logs.iter().find(|(known, _)| *known == log);
        let from = known.map_or(0, |(_, position)| *position);
        add_pages(hall, log, from, &carried, &mut room, &mut new)?;
    }
    let pack = match hall.published_pack()? {
        Some(new) if new.pack.version > parcel.pack && !taken.parked => new.file.to_vec(),
        _ => Vec::new(),
    };
    let reply = Reply {
        label: parcel.label,
        receipt: ingest::receipt(hall, device, mark)?,
        standing: serde_json::to_vec(&standing)
            .map_err(|_| HubError::Damaged("the standing of a phone".to_owned()))?,
        pages: new,
        pack,
    };
    let mut random = StdRng::from_seed(hall.random_bytes());
    reply.seal(&parcel.reply, &hall.keys().identity, &mut random).map_err(|error| match error {
        CourierError::Codec(error) => error.into(),
        CourierError::Key(error) => error.into(),
        CourierError::Seal(_) => HubError::BadRequest("the phone's key for the reply is no key"),
    })
}

/// The pages of a log from a position on, as far as there is room.
fn add_pages(
    hall: &Hall,
    log: Log,
    mut from: u64,
    carried: &[camtay_journal::ids::VillageId],
    room: &mut usize,
    pages: &mut Vec<Vec<u8>>,
) -> Result<(), HubError> {
    loop {
        let page = match pages::signed(hall, log, from, carried) {
            Ok(page) => page,
            // The phone heard more than this hall has, which was restored: the next pull
            // tells it so.
            Err(HubError::BadRequest(_)) => return Ok(()),
            Err(error) => return Err(error),
        };
        let Page { next, more, .. } = Page::open(&page, &hall.keys().public())
            .map_err(|_| HubError::Damaged("a page just signed".to_owned()))?;
        if next == from || page.len() > *room {
            return Ok(());
        }
        *room -= page.len();
        pages.push(page);
        if !more {
            return Ok(());
        }
        from = next;
    }
}
