//! The outbox's files beside the store. None of them needs the store's key, and none says
//! more in clear than which phone and hall it is between, how much there is, and where the
//! hall may be found.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use camtay_journal::courier::{Label, MAX_PARCEL, MAX_REPLY, Parcel, Reply};
use camtay_journal::ids::{DeviceId, Seq};
use camtay_journal::keys::PublicKey;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::durable::write_durably;
use crate::error::{CoreError, StoreError};
use crate::orders;

/// What the hall lacks, sealed to it.
pub(super) const PARCEL: &str = "outbox.ctp";
/// What may be known of it while the store is locked.
const CARD: &str = "outbox.json";
/// Replies that wait until the store is open.
const INBOX: &str = "inbox";

/// Everything of the outbox, and the order that was heard by the phone that wrote it.
pub(crate) const FILES: [&str; 4] = [PARCEL, CARD, INBOX, orders::FILE];

/// The most replies that wait: each parcel has one, and most are taken in the same day.
const MOST_REPLIES: usize = 16;

/// More bytes than any label has.
const LONGEST_LABEL: u64 = 64;

/// What a locked phone knows of its hall and its outbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Card {
    /// The hall's identity key, pinned.
    pub(crate) hall: PublicKey,
    /// This phone's device.
    pub(crate) device: DeviceId,
    /// Where the hall may be found.
    pub(crate) addresses: Vec<String>,
    /// What lies ready for it.
    pub(crate) parcel: Option<Note>,
}

/// What may be said of a parcel in clear.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Note {
    /// Its number.
    pub(crate) number: u64,
    /// The first entry that the hall lacks.
    pub(crate) first: Seq,
    /// The last one that was written when it was made.
    pub(crate) last: Seq,
    /// How far the control log was read: an erasure heard of since makes another parcel.
    pub(crate) control: u64,
    /// How many entries it holds.
    pub(crate) records: u64,
    /// When the first of them was written, by the phone's clock, Unix seconds.
    pub(crate) since: i64,
    /// The size of its file.
    pub(crate) bytes: u64,
    /// It was sent, or saved as a file.
    pub(crate) given: bool,
}

/// The files of one phone's folder.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shelf<'a>(&'a Path);

fn found<T>(read: std::io::Result<T>) -> Result<Option<T>, StoreError> {
    match read {
        Ok(it) => Ok(Some(it)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn at_most(file: &Path, most: u64) -> Result<Option<Vec<u8>>, StoreError> {
    let Some(file) = found(fs::File::open(file))? else { return Ok(None) };
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

impl<'a> Shelf<'a> {
    pub(crate) fn of(folder: &'a Path) -> Self {
        Self(folder)
    }

    /// The card; `None` before the first parcel, and when it can't be read: the next
    /// parcel writes it anew.
    pub(crate) fn card(self) -> Result<Option<Card>, StoreError> {
        let bytes = found(fs::read(self.0.join(CARD)))?;
        Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
    }

    /// The card with the note of the parcel that lies here; without one where none does,
    /// or another than the card says: the phone was cut off between the two.
    pub(crate) fn lying(self) -> Result<Option<(Card, Note)>, StoreError> {
        let Some(card) = self.card()? else { return Ok(None) };
        let note = card.parcel.clone();
        let label = self.label()?;
        Ok(note.filter(|note| label == Some(note.number)).map(|note| (card, note)))
    }

    /// Whether a parcel lies here that was neither sent nor saved since it was made.
    pub(crate) fn is_waiting(self) -> Result<bool, StoreError> {
        let given = self.lying()?.is_some_and(|(_, note)| note.given);
        Ok(!given && self.0.join(PARCEL).exists())
    }

    fn label(self) -> Result<Option<u64>, StoreError> {
        let start = at_most(&self.0.join(PARCEL), LONGEST_LABEL)?;
        Ok(start.and_then(|start| Parcel::label(&start).ok()).map(|label| label.number))
    }

    /// The parcel, and what is known of it.
    pub(crate) fn parcel(self) -> Result<Option<(Card, Note, Vec<u8>)>, StoreError> {
        let Some((card, note)) = self.lying()? else { return Ok(None) };
        let bytes = at_most(&self.0.join(PARCEL), MAX_PARCEL as u64)?;
        Ok(bytes.map(|bytes| (card, note, bytes)))
    }

    /// Puts a parcel in place of the one that lies here, durably.
    pub(crate) fn put(self, card: &Card, parcel: &[u8]) -> Result<(), StoreError> {
        write_durably(self.0, PARCEL, parcel)?;
        self.write_card(card)
    }

    /// The hall has everything: nothing lies here any more.
    pub(crate) fn clear(self, card: &Card) -> Result<(), StoreError> {
        found(fs::remove_file(self.0.join(PARCEL)))?;
        self.write_card(card)
    }

    pub(crate) fn write_card(self, card: &Card) -> Result<(), StoreError> {
        let bytes = serde_json::to_vec(card).map_err(|_| StoreError::Malformed("outbox"))?;
        Ok(write_durably(self.0, CARD, &bytes)?)
    }

    /// Remembers that this parcel was sent, or saved as a file.
    pub(crate) fn note_given(self, number: u64) -> Result<(), StoreError> {
        match self.lying()? {
            Some((mut card, mut note)) if note.number == number && !note.given => {
                note.given = true;
                card.parcel = Some(note);
                self.write_card(&card)
            }
            _ => Ok(()),
        }
    }

    /// Saves the parcel as a file of its own in `folder`, durably; where it is, and its
    /// number. `None` when there is none.
    pub(crate) fn save(self, folder: &Path) -> Result<Option<(PathBuf, u64)>, StoreError> {
        let Some((card, note, bytes)) = self.parcel()? else { return Ok(None) };
        let name = format!("{}-{}.ctp", card.device, note.number);
        write_durably(folder, &name, &bytes)?;
        Ok(Some((folder.join(name), note.number)))
    }

    /// Keeps a reply until the store is open; the same one twice is kept once.
    ///
    /// # Errors
    /// [`CoreError::Locked`] when so many wait that the store has to be opened first.
    pub(crate) fn keep_reply(self, label: Label, reply: &[u8]) -> Result<(), CoreError> {
        let folder = self.0.join(INBOX);
        let digest = camtay_journal::bytes::to_hex(&Sha256::digest(reply)[..8]);
        let name = format!("{}-{digest}.ctr", label.number);
        if self.replies()?.len() >= MOST_REPLIES && !folder.join(&name).exists() {
            return Err(CoreError::Locked);
        }
        fs::create_dir_all(&folder)?;
        Ok(write_durably(&folder, &name, reply)?)
    }

    /// The replies that wait, the oldest parcel's first.
    pub(crate) fn replies(self) -> Result<Vec<PathBuf>, StoreError> {
        let Some(folder) = found(fs::read_dir(self.0.join(INBOX)))? else { return Ok(Vec::new()) };
        let mut replies = Vec::new();
        for file in folder {
            let path = file?.path();
            if path.extension().is_some_and(|extension| extension == "ctr") {
                let start = at_most(&path, LONGEST_LABEL)?.unwrap_or_default();
                let number = Reply::label(&start).map_or(0, |label| label.number);
                replies.push((number, path));
            }
        }
        replies.sort();
        Ok(replies.into_iter().map(|(_, path)| path).collect())
    }

    /// A reply that waits.
    pub(crate) fn read_reply(path: &Path) -> Result<Vec<u8>, StoreError> {
        Ok(at_most(path, MAX_REPLY as u64 + 1)?.unwrap_or_default())
    }

    /// Removes everything.
    pub(crate) fn remove(self) -> Result<(), StoreError> {
        found(fs::remove_file(self.0.join(PARCEL)))?;
        found(fs::remove_file(self.0.join(CARD)))?;
        found(fs::remove_file(self.0.join(orders::FILE)))?;
        found(fs::remove_dir_all(self.0.join(INBOX)))?;
        Ok(())
    }
}
