//! What the hall answered to a parcel, taken in: by whatever way it came.

use camtay_journal::codec::CodecError;
use camtay_journal::courier::{CourierError, Label, Reply};
use camtay_journal::ids::DeviceId;
use camtay_journal::seal::OpeningKey;
use camtay_journal::wire::{Log, Page, Receipt, SignedError, Standing};

use super::shelf::Shelf;
use crate::error::{BadInput, CoreError, Denied, ErrorKind, HallProblem, StoreError};
use crate::net::NetError;
use crate::net::client::json;
use crate::net::upload::plan;
use crate::orders;
use crate::phone::Phone;
use crate::store::HallRecord;

/// What a reply brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct ReplyTaken {
    /// When the hall confirmed the parcel, by its clock, Unix seconds; `None` when a later
    /// receipt was here already.
    pub confirmed_at: Option<i64>,
    /// How many entries came.
    pub entries: u64,
    /// Whether new guides came.
    pub new_guides: bool,
    /// Whether guides came that can't be used; the old ones stay.
    pub bad_guides: bool,
}

fn refused(reason: BadInput) -> CoreError {
    CoreError::input("reply", reason)
}

/// What stands on the outside of a reply.
///
/// # Errors
/// [`BadInput::NotRecognised`], [`BadInput::Damaged`], [`HallProblem::Newer`].
pub(crate) fn label_of(reply: &[u8]) -> Result<Label, CoreError> {
    Reply::label(reply).map_err(|error| match error {
        CodecError::NewerVersion(_) => CoreError::Hall(HallProblem::Newer),
        CodecError::Truncated if !reply.is_empty() => refused(BadInput::Damaged),
        _ => refused(BadInput::NotRecognised),
    })
}

/// Whether a reply is of this hall and for this phone.
///
/// # Errors
/// [`BadInput::OtherHall`], [`BadInput::OtherPhone`].
pub(crate) fn check_label(label: &Label, hall: DeviceId, own: DeviceId) -> Result<(), CoreError> {
    if label.hall != hall {
        return Err(refused(BadInput::OtherHall));
    }
    if label.device != own {
        return Err(refused(BadInput::OtherPhone));
    }
    Ok(())
}

/// A reply whose every part was checked.
struct Checked {
    number: u64,
    receipt: Receipt,
    receipt_bytes: Vec<u8>,
    standing: Standing,
    /// Each page, and what stood before its entries.
    pages: Vec<(Page, Vec<u8>)>,
    pack: Vec<u8>,
}

impl Phone {
    /// Takes in what the hall answered to a parcel: its receipt, how the phone stands,
    /// what is new there, guides. A reply that is refused has changed nothing; what a full
    /// disk kept out comes with the next pull.
    ///
    /// # Errors
    /// [`CoreError::BadInput`] for one that is for another phone, of another hall, damaged,
    /// taken in before, or older than one that was; [`HallProblem::Fork`],
    /// [`HallProblem::Newer`], [`HallProblem::BadAnswer`]; [`CoreError::Locked`]; the
    /// store's.
    pub fn take_reply(&mut self, bytes: &[u8]) -> Result<ReplyTaken, CoreError> {
        let checked = self.check_reply(bytes)?;
        let number = checked.number;
        let taken = self.take_checked(checked)?;
        let now = self.now();
        let store = self.store_mut()?;
        if let Some(mut courier) = store.courier()? {
            courier.answered = number;
            store.save_courier(now, &courier)?;
        }
        Ok(taken)
    }

    fn check_reply(&self, bytes: &[u8]) -> Result<Checked, CoreError> {
        let store = self.store()?;
        let label = label_of(bytes)?;
        let hall = store.hall()?.ok_or(CoreError::NotAllowed(Denied::NotEnrolled))?;
        check_label(&label, hall.device, store.own_device())?;
        let courier = store.courier()?;
        let (number, answered) = courier.as_ref().map_or((0, 0), |it| (it.number, it.answered));
        if label.number == answered {
            return Err(refused(BadInput::AlreadyTaken));
        }
        if label.number < answered {
            return Err(refused(BadInput::Outdated));
        }
        let courier = courier.ok_or_else(|| refused(BadInput::OtherPhone))?;
        let key = OpeningKey::from_bytes(&courier.opening)
            .map_err(|_| StoreError::Malformed("courier"))?;
        let reply = Reply::open(bytes, &key, &hall.key).map_err(|error| match error {
            CourierError::Codec(CodecError::NewerVersion(_)) => CoreError::Hall(HallProblem::Newer),
            CourierError::Codec(_) | CourierError::Seal(_) | CourierError::Key(_) => {
                refused(BadInput::Damaged)
            }
        })?;
        if label.number > number {
            // The answer to a parcel that this store never made: it went back to a copy.
            return Err(CoreError::Hall(HallProblem::Fork));
        }
        opened(reply, &hall)
    }

    fn take_checked(&mut self, reply: Checked) -> Result<ReplyTaken, CoreError> {
        let now = self.now();
        let store = self.store()?;
        let hall = store.hall()?.ok_or(CoreError::NotAllowed(Denied::NotEnrolled))?;
        let (own, receipt) = (store.own_device(), &reply.receipt);
        let own_head = store.own_head(receipt.seq)?;
        let held = store.receipt()?;
        let is_newer = plan::judge(receipt, held.as_ref(), hall.device, own, own_head)
            .map_err(NetError::from)?
            // A phone of which the hall has nothing gets one that confirms nothing.
            && receipt.seq > 0;
        let (known, met) = (store.generation()?, reply.standing.generation);
        if known.zip(met).is_some_and(|(known, met)| met.number < known.number) {
            // Of a hall that was restored since: its logs were other lists.
            return Err(refused(BadInput::Outdated));
        }
        let newer = |met| Ok::<_, NetError>(plan::meet(known, met)?.then_some(met));
        let met = met.map(newer).transpose()?.flatten();
        let mut taken = ReplyTaken::default();
        let folder = self.folder().to_owned();
        let store = self.store_mut()?;
        if let Some(met) = met {
            store.begin_generation(now, met)?;
        }
        if is_newer {
            store.save_receipt(now, receipt, &reply.receipt_bytes)?;
            taken.confirmed_at = Some(receipt.at);
        }
        // A reply may have been on its way for days: what the phone heard since then holds.
        let mut fresh = reply.standing.control_next >= store.log_position(Log::Control)?;
        fresh |= orders::hear(&folder, &reply.standing, &hall.key, own)?;
        if fresh {
            store.save_standing(now, &reply.standing)?;
        }
        let (control, villages): (Vec<_>, Vec<_>) =
            reply.pages.iter().partition(|(page, _)| page.log == Log::Control);
        for page in control {
            taken.entries += take_page(store, now, page)?;
        }
        // A phone that is suspended carries what it carried.
        if fresh && reply.standing.standing == "approved" {
            store.save_assigned(now, &reply.standing.villages)?;
        }
        let assigned = store.assigned_villages()?;
        for page in villages {
            if matches!(page.0.log, Log::Village(village) if assigned.contains(&village)) {
                taken.entries += take_page(store, now, page)?;
            }
        }
        if !reply.pack.is_empty() {
            match self.save_pack(&reply.pack) {
                Ok(()) => taken.new_guides = true,
                Err(CoreError::Pack(_)) => taken.bad_guides = true,
                Err(other) => return Err(other),
            }
        }
        Ok(taken)
    }

    /// Keeps a reply until the store is open.
    ///
    /// # Errors
    /// [`CoreError::BadInput`] for one that is not for this phone; [`CoreError::Locked`]
    /// when so many wait that the store has to be opened first; the disk's.
    pub fn keep_reply(&self, bytes: &[u8]) -> Result<(), CoreError> {
        let label = label_of(bytes)?;
        let shelf = Shelf::of(self.folder());
        // A phone without a card never gave a parcel away.
        let card = shelf.card()?.ok_or_else(|| refused(BadInput::OtherPhone))?;
        check_label(&label, card.hall.device(), card.device)?;
        shelf.keep_reply(label, bytes)
    }

    /// Takes in the replies that came while the store was locked. One that can't be used
    /// is dropped, and why is told; one that only can't be used now stays.
    ///
    /// # Errors
    /// As [`Phone::take_reply`], where it isn't the reply's fault.
    pub fn take_inbox(&mut self) -> Result<Vec<CoreError>, CoreError> {
        let mut unusable = Vec::new();
        for path in Shelf::of(self.folder()).replies()? {
            match self.take_reply(&Shelf::read_reply(&path)?) {
                Ok(_) => {}
                Err(error) => match error.kind() {
                    ErrorKind::BadInput { .. } | ErrorKind::Hall { .. } => unusable.push(error),
                    _ => return Err(error),
                },
            }
            std::fs::remove_file(path)?;
        }
        Ok(unusable)
    }
}

fn opened(reply: Reply, hall: &HallRecord) -> Result<Checked, CoreError> {
    let receipt = Receipt::open(&reply.receipt, &hall.key)?;
    let opened = |bytes: &Vec<u8>| {
        let front = Page::front(bytes)?.to_vec();
        Ok::<_, SignedError>((Page::open(bytes, &hall.key)?, front))
    };
    let pages: Result<_, _> = reply.pages.iter().map(opened).collect();
    Ok(Checked {
        number: reply.label.number,
        receipt,
        receipt_bytes: reply.receipt,
        standing: json(&reply.standing)?,
        pages: pages?,
        pack: reply.pack,
    })
}

/// Takes in a page that goes on from where its log was read to; how many entries it has.
/// One that doesn't is left to the next pull.
fn take_page(
    store: &mut crate::store::Store,
    now: i64,
    (page, front): &(Page, Vec<u8>),
) -> Result<u64, CoreError> {
    let position = store.log_position(page.log)?;
    if page.from > position || page.next <= position {
        return Ok(0);
    }
    store.take_signed_page(now, page, front)?;
    Ok(page.entries.len() as u64)
}
