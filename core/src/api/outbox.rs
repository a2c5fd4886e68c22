//! The outbox: what the hall lacks, on its way without the store's key. All of this but
//! taking a reply in works while the store is locked, and when it can't be opened any more.

use std::path::Path;

use camtay_journal::courier::frames::{Collector, FrameError, frames_of};
use camtay_journal::courier::{MAX_REPLY, PATH};

use super::hall::OnlyOne;
use super::{Core, Error, Inner};
use crate::error::{BadInput, CoreError, HallProblem};
use crate::net::{Desk, NetError};
use crate::outbox::{ReplyTaken, Shelf, check_label, label_of};

/// What lies in the outbox, as far as a locked phone knows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct OutboxState {
    /// How many records lie ready for the hall.
    pub records: u64,
    /// When the first of them was written, by the phone's clock, Unix seconds.
    pub since: Option<i64>,
    /// The size of the file that holds them.
    pub bytes: u64,
    /// It was sent, or saved as a file, since it was last written.
    pub given: bool,
    /// How many replies wait until the store is opened.
    pub replies: u32,
}

/// What sending the outbox came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct OutboxSent {
    /// How many records the hall has got; 0 when there was nothing to send.
    pub records: u64,
    /// What the hall's reply brought; `None` while it waits until the store is opened.
    pub reply: Option<ReplyTaken>,
}

/// A parcel's file that another app is offered.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct LentParcel {
    /// The path of the file.
    pub file: String,
    /// Which of the phone's parcels it is.
    pub number: u64,
}

/// A file that is read from QR codes.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct FramesTaken {
    /// How many of its frames were read.
    pub taken: u32,
    /// How many there are.
    pub count: u32,
    /// The file, once all were read: a colleague's parcel to save, or a reply.
    pub file: Option<Vec<u8>>,
}

#[uniffi::export]
impl Core {
    /// What lies in the outbox. The store need not be open.
    pub fn outbox_state(&self) -> Result<OutboxState, Error> {
        self.with("outbox_state", |phone| {
            let shelf = Shelf::of(phone.folder());
            let replies = shelf.replies()?.len() as u32;
            Ok(match shelf.lying()? {
                None => OutboxState { replies, ..OutboxState::default() },
                Some((_, note)) => OutboxState {
                    records: note.records,
                    since: Some(note.since),
                    bytes: note.bytes,
                    given: note.given,
                    replies,
                },
            })
        })
    }

    /// The app goes out of sight, and the system may end it at any time: what the hall lacks is
    /// kept outside the store too. Nothing where that is so already, and while the phone is
    /// locked.
    pub fn renew_outbox(&self) {
        self.inner.renew_outbox();
    }

    /// Saves the outbox as a file in `folder`, to be carried to the hall by anybody; the
    /// path of the file. Its name says which phone it is of, and which of its parcels.
    pub fn save_parcel(&self, folder: String) -> Result<String, Error> {
        let lent = self.lend_parcel(folder)?;
        self.parcel_given(lent.number)?;
        Ok(lent.file)
    }

    /// Saves the outbox as a file in `folder` for another app, which may send it or not:
    /// whoever holds the phone knows, and says so by [`Core::parcel_given`]. Until then the
    /// parcel waits.
    pub fn lend_parcel(&self, folder: String) -> Result<LentParcel, Error> {
        self.with("lend_parcel", |phone| {
            if phone.is_open() {
                phone.renew_outbox()?;
            }
            let saved = Shelf::of(phone.folder()).save(Path::new(&folder))?;
            let (file, number) = saved.ok_or(CoreError::NotFound("parcel"))?;
            Ok(LentParcel { file: file.to_string_lossy().into_owned(), number })
        })
    }

    /// The parcel of this number has left the phone. Nothing where another one lies here by
    /// now: what was recorded since is in no file.
    pub fn parcel_given(&self, number: u64) -> Result<(), Error> {
        let noted =
            self.with("parcel_given", |phone| Ok(Shelf::of(phone.folder()).note_given(number)?));
        self.inner.obey_here();
        noted
    }

    /// The outbox as a series of texts, one for each QR code.
    pub fn parcel_frames(&self) -> Result<Vec<String>, Error> {
        self.with("parcel_frames", |phone| {
            if phone.is_open() {
                phone.renew_outbox()?;
            }
            let parcel = Shelf::of(phone.folder()).parcel()?;
            let (_, _, bytes) = parcel.ok_or(CoreError::NotFound("parcel"))?;
            frames_of(&bytes).map_err(|_| CoreError::input("parcel", BadInput::TooLong))
        })
    }

    /// Puts together the file of the frames that were read so far, in any order; the app
    /// keeps the texts and asks again with one more.
    pub fn take_frames(&self, frames: Vec<String>) -> Result<FramesTaken, Error> {
        let mut collector = Collector::default();
        let file = frames
            .iter()
            .try_for_each(|frame| collector.take(frame))
            .and_then(|()| collector.file())
            .map_err(|error| {
                let reason = match error {
                    FrameError::OtherFile => BadInput::OtherFile,
                    FrameError::NotAFrame | FrameError::TooLarge => BadInput::NotRecognised,
                };
                CoreError::input("frames", reason)
            });
        let file = self.inner.told("take_frames", file)?;
        let (taken, count) = (collector.taken() as u32, collector.count() as u32);
        Ok(FramesTaken { taken, count, file })
    }

    /// Takes in the hall's reply to a parcel. While the store is locked it is kept, and
    /// taken in when it is opened: then this gives nothing.
    pub fn take_reply(&self, reply: Vec<u8>) -> Result<Option<ReplyTaken>, Error> {
        let core = &*self.inner;
        let taken = OnlyOne::take(core).map_err(CoreError::from).and_then(|_only| {
            label_of(&reply)?;
            core.take_or_keep(&reply)
        });
        let taken = core.told("take_reply", taken)?;
        core.renew_outbox();
        core.obey_here();
        Ok(taken)
    }

    /// Begins as a new phone when the PIN was forgotten or the key store has lost its key:
    /// once the outbox was sent or saved as a file. Nothing is deleted; enrol again.
    pub fn start_over(&self) -> Result<(), Error> {
        self.with("start_over", |phone| phone.start_over())
    }
}

#[uniffi::export(async_runtime = "tokio")]
impl Core {
    /// Sends the outbox over the network, with the store open or not. Drop it to cancel;
    /// sending the same again counts nothing twice.
    pub async fn send_outbox(&self) -> Result<OutboxSent, Error> {
        let core = &*self.inner;
        let sent = core.told("send_outbox", core.send_outbox().await)?;
        core.renew_outbox();
        core.obey_here();
        Ok(sent)
    }
}

impl Inner {
    pub(super) async fn send_outbox(&self) -> Result<OutboxSent, CoreError> {
        match self.send_parcel().await {
            Err(CoreError::Hall(HallProblem::EarlierMissing))
                if self.phone(|phone| Ok(phone.is_open()))? =>
            {
                // It was restored, and lacks what it had confirmed. The store has that.
                self.greet().await?;
                self.send_parcel().await
            }
            sent => sent,
        }
    }

    async fn send_parcel(&self) -> Result<OutboxSent, CoreError> {
        let _only = OnlyOne::take(self)?;
        let parcel = self.phone(|phone| {
            if phone.is_open() {
                phone.renew_outbox()?;
            }
            Ok(Shelf::of(phone.folder()).parcel()?)
        })?;
        let Some((card, note, bytes)) = parcel else { return Ok(OutboxSent::default()) };
        let client = self.client(card.hall, card.addresses)?;
        let reply = client.post_for(PATH, bytes, MAX_REPLY).await?;
        let label = label_of(&reply).ok().filter(|label| {
            label.number == note.number
                && check_label(label, card.hall.device(), card.device).is_ok()
        });
        label.ok_or(NetError::BadAnswer("no reply to this parcel"))?;
        self.phone(|phone| Ok(Shelf::of(phone.folder()).note_given(note.number)?))?;
        Ok(OutboxSent { records: note.records, reply: self.take_or_keep(&reply)? })
    }

    /// Takes a reply in, or keeps it until the store is open.
    fn take_or_keep(&self, reply: &[u8]) -> Result<Option<ReplyTaken>, CoreError> {
        self.phone(|phone| {
            if phone.is_open() {
                return Ok(Some(phone.take_reply(reply)?));
            }
            phone.keep_reply(reply)?;
            Ok(None)
        })
    }

    /// A visit has ended, or the hall has more than before: what it lacks now is kept
    /// outside the store. When that fails it is tried again at the next occasion: what was
    /// recorded is in the store all the same.
    pub(super) fn renew_outbox(&self) {
        let renewed = self.phone(|phone| match phone.is_open() {
            true => phone.renew_outbox(),
            false => Ok(()),
        });
        let _told = self.told("outbox", renewed);
    }

    /// The store was opened: what came for it meanwhile is taken in.
    pub(super) fn take_inbox(&self) {
        if let Ok(unusable) = self.told("inbox", self.phone(|phone| phone.take_inbox())) {
            for error in unusable {
                let _told = self.told::<()>("inbox", Err(error));
            }
        }
        self.renew_outbox();
        self.obey_here();
    }
}
