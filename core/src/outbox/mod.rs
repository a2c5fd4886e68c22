//! The outbox: what the hall lacks, kept a second time outside the encrypted store, as one
//! parcel that is signed by the phone and sealed to the hall.
//!
//! It is written anew when a visit ends and when the phone locks ([`Phone::renew_outbox`]),
//! and goes when a receipt covers everything. Whatever happens to PIN and key store, it can
//! be sent over the network, saved as a file or shown as QR codes, and the hall can read
//! it. What the hall answers comes back through [`Phone::take_reply`].

mod reply;
mod shelf;

use camtay_journal::chain::Head;
use camtay_journal::codec::CodecError;
use camtay_journal::codec::batch::{Batch, BatchError};
use camtay_journal::courier::{CourierError, Label, MAX_BATCHES, MAX_PARCEL, Parcel};
use camtay_journal::entry::Entry;
use camtay_journal::ids::Seq;
use camtay_journal::seal::OpeningKey;
use camtay_journal::wire::Log;

pub use reply::ReplyTaken;
pub(crate) use reply::{check_label, label_of};
pub(crate) use shelf::Shelf;
use shelf::{Card, FILES, Note};

use crate::error::{CoreError, Denied, StoreError};
use crate::net::upload::plan::LARGEST_BATCH;
use crate::phone::Phone;
use crate::store::{self, Courier, HallRecord};

/// Room in a parcel for everything but its batches.
const OVERHEAD: usize = 64 << 10;

impl Phone {
    /// Writes down outside the store what the hall lacks, unless that is there already;
    /// nothing where the hall has everything, or isn't known yet.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; [`crate::keys::KeyStoreError`]; the store's, the disk's. The
    /// outbox that was there stays.
    pub fn renew_outbox(&mut self) -> Result<(), CoreError> {
        let store = self.store()?;
        let Some(hall) = store.hall()? else { return Ok(()) };
        let (first, last) = (store.received_seq()? + 1, store.own_last_seq());
        let control = store.log_position(Log::Control)?;
        let shelf = Shelf::of(self.folder());
        let known = shelf.card()?;
        // What lies there of a device that this phone no longer is goes.
        let lying = shelf.lying()?.filter(|(card, _)| card.device == store.own_device());
        let lying = lying.map(|(_, note)| note);
        let mut card = Card {
            hall: hall.key,
            device: store.own_device(),
            addresses: hall.addresses.clone(),
            parcel: None,
        };
        if first > last {
            return if known.as_ref() == Some(&card) { Ok(()) } else { Ok(shelf.clear(&card)?) };
        }
        card.parcel =
            lying.filter(|note| (note.first, note.last, note.control) == (first, last, control));
        if card.parcel.is_some() {
            return if known.as_ref() == Some(&card) {
                Ok(())
            } else {
                Ok(shelf.write_card(&card)?)
            };
        }
        let (note, parcel) = self.make_parcel(&hall, first, last, control)?;
        card.parcel = Some(note);
        Ok(Shelf::of(self.folder()).put(&card, &parcel)?)
    }

    fn make_parcel(
        &mut self,
        hall: &HallRecord,
        first: Seq,
        last: Seq,
        control: u64,
    ) -> Result<(Note, Vec<u8>), CoreError> {
        let courier = self.next_courier()?;
        let signer = self.device_key()?;
        let pack = self.pack()?.version;
        let store = self.store()?;
        let cut = Cut { store, hall, signer: &signer };
        let (batches, records) = cut.batches(first, last)?;
        let since = store.own_entries(first, 1)?.first().map_or(0, |entry| entry.at.seconds());
        let opening = OpeningKey::from_bytes(&courier.opening)
            .map_err(|_| StoreError::Malformed("courier"))?;
        let parcel = Parcel {
            label: Label { hall: hall.device, device: store.own_device(), number: courier.number },
            made: self.now(),
            reply: opening.sealing_key(),
            pack,
            logs: store.log_positions()?,
            batches,
        };
        let bytes = parcel.seal(&hall.sealing, &signer, &mut self.random).map_err(unsealed)?;
        let (number, size) = (courier.number, bytes.len() as u64);
        let note = Note { number, first, last, control, records, since, bytes: size, given: false };
        Ok((note, bytes))
    }

    /// The next parcel's number is durable before the parcel is made: none comes twice.
    fn next_courier(&mut self) -> Result<Courier, CoreError> {
        let now = self.now();
        let courier = match self.store()?.courier()? {
            Some(courier) => Courier { number: courier.number + 1, ..courier },
            None => {
                let opening = OpeningKey::generate(&mut self.random).to_bytes();
                Courier { opening, number: 1, answered: 0 }
            }
        };
        self.store_mut()?.save_courier(now, &courier)?;
        Ok(courier)
    }

    /// Begins as a new phone: the PIN was forgotten, or the key store has lost its key.
    /// The old store is moved aside with its outbox; enrol again, and what was recorded
    /// comes back from the hall.
    ///
    /// # Errors
    /// [`Denied::NotHandedIn`] while the outbox was neither sent nor saved as a file since
    /// it was last written; [`StoreError::Missing`] where there is no store.
    pub fn start_over(&mut self) -> Result<(), CoreError> {
        if !store::file_in(self.folder()).exists() {
            return Err(StoreError::Missing.into());
        }
        if self.is_open() {
            self.finish_open_guides()?;
            self.renew_outbox()?;
        }
        self.outbox_is_given()?;
        self.close();
        let names = [&store::FILES[..], &FILES[..]].concat();
        store::move_aside(self.folder(), &names, "before", self.now())?;
        Ok(())
    }

    /// What an earlier store of this folder left behind is moved out of the way of a new
    /// one.
    pub(crate) fn set_outbox_aside(&self) -> Result<(), CoreError> {
        self.outbox_is_given()?;
        if FILES.iter().any(|name| self.folder().join(name).exists()) {
            store::move_aside(self.folder(), &FILES, "before", self.now())?;
        }
        Ok(())
    }

    /// Whether all that the hall lacks lies in one parcel that was sent or saved as a file
    /// since. One that had no room for everything, and one that is older than the last entry
    /// or than an erasure that was heard of, is none.
    pub(crate) fn is_sealed_away(&mut self) -> Result<bool, CoreError> {
        self.renew_outbox()?;
        let lying = Shelf::of(self.folder()).lying()?;
        Ok(lying.is_some_and(|(_, note)| note.given && note.records == note.last + 1 - note.first))
    }

    /// Leaves the parcel behind in a folder of its own: what was given away may get lost.
    pub(crate) fn keep_sealed(&self) -> Result<(), CoreError> {
        store::move_aside(self.folder(), &[shelf::PARCEL], "sealed", self.now())?;
        Ok(())
    }

    fn outbox_is_given(&self) -> Result<(), CoreError> {
        if Shelf::of(self.folder()).is_waiting()? {
            return Err(CoreError::NotAllowed(Denied::NotHandedIn));
        }
        Ok(())
    }
}

fn unsealed(error: CourierError) -> CoreError {
    match error {
        CourierError::Key(error) => error.into(),
        CourierError::Codec(_) | CourierError::Seal(_) => CoreError::Unexpected("a parcel"),
    }
}

/// Cuts own entries into signed batches.
struct Cut<'a> {
    store: &'a store::Store,
    hall: &'a HallRecord,
    signer: &'a crate::keys::DeviceKey,
}

impl Cut<'_> {
    /// The entries from `first` to `last`, or as many of them as a parcel holds, and how
    /// many these are. The hall's receipt makes room for the rest.
    fn batches(&self, first: Seq, last: Seq) -> Result<(Vec<Vec<u8>>, u64), CoreError> {
        let gap = CoreError::Unexpected("a gap in the own journal");
        let mut head = self.store.own_head(first - 1)?.ok_or(gap)?;
        let (mut batches, mut next, mut size) = (Vec::new(), first, OVERHEAD);
        while next <= last && batches.len() < MAX_BATCHES {
            let count = (last - next + 1).min(LARGEST_BATCH) as usize;
            let entries = self.store.own_entries(next, count)?;
            let (batch, taken) = self.batch(head, &entries)?;
            size += batch.len() + 8;
            if size > MAX_PARCEL {
                break;
            }
            let entries = entries.get(..taken).unwrap_or_default();
            head = head.after_all(entries);
            next += entries.len() as u64;
            batches.push(batch);
        }
        Ok((batches, next - first))
    }

    /// A batch of these entries, or of the first ones where all are too large for one.
    fn batch(&self, head: Head, entries: &[Entry]) -> Result<(Vec<u8>, usize), CoreError> {
        let mut count = entries.len();
        loop {
            let some = entries.get(..count).unwrap_or_default();
            match Batch::seal(self.hall.device, head, some, self.signer) {
                Ok(batch) => return Ok((batch, count)),
                Err(BatchError::Codec(CodecError::TooLarge(_))) if count > 1 => count /= 2,
                Err(BatchError::Key(error)) => return Err(error.into()),
                Err(_) => return Err(CoreError::Unexpected("a batch of own entries")),
            }
        }
    }
}
