//! The hall's order to this phone, and carrying it out.
//!
//! An order is signed by the hall for one device and counts up, so that one of another
//! hall, for another phone, or kept from before the hall took it back does nothing. It is
//! held in a file beside the store: a stolen phone is locked, and hears it all the same.
//! An order to wipe waits until the outbox was sent or saved as a file; then keys, store,
//! lock and outbox go, and a note stays that says when and why.

use std::path::Path;

use camtay_journal::ids::DeviceId;
use camtay_journal::keys::PublicKey;
use camtay_journal::notice::{Command, Order};
use camtay_journal::wire::Standing;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::durable::write_durably;
use crate::error::{CoreError, StoreError};
use crate::keys::KeyStore;
use crate::outbox::Shelf;
use crate::phone::Phone;
use crate::store;

/// The latest order.
pub(crate) const FILE: &str = "order.json";

/// What is left after an order to wipe.
const WIPED: &str = "wiped.json";

/// Folders that stores and outboxes were moved aside to.
const ASIDE: [&str; 3] = ["before-", "damaged-", "sealed-"];

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Wiped {
    /// When, by the phone's clock, Unix seconds.
    at: i64,
    /// Nothing is left to be deleted.
    done: bool,
}

/// What came of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Obeyed {
    /// There is nothing to carry out.
    Nothing,
    /// The outbox has to be sent or saved first.
    OutboxFirst,
    /// Everything is gone.
    Wiped,
}

fn read<T: DeserializeOwned>(folder: &Path, name: &'static str) -> Result<Option<T>, StoreError> {
    match std::fs::read(folder.join(name)) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn write(folder: &Path, name: &'static str, value: &impl Serialize) -> Result<(), StoreError> {
    let bytes = serde_json::to_vec(value).map_err(|_| StoreError::Malformed(name))?;
    Ok(write_durably(folder, name, &bytes)?)
}

/// Holds the order that came with a standing, if it is one of this hall to this phone and
/// later than the one held; whether it is.
pub(crate) fn hear(
    folder: &Path,
    standing: &Standing,
    hall: &PublicKey,
    own: DeviceId,
) -> Result<bool, CoreError> {
    let order = standing.order.as_deref().and_then(|text| Order::open(text, hall).ok());
    let Some(order) = order.filter(|it| it.hall == hall.device() && it.device == own) else {
        return Ok(false);
    };
    let held: Option<Order> = read(folder, FILE)?;
    if held.is_some_and(|held| held.device == own && held.place() >= order.place()) {
        return Ok(false);
    }
    write(folder, FILE, &order)?;
    Ok(true)
}

/// The phone begins anew: the note goes.
pub(crate) fn forget_wiped(folder: &Path) -> Result<(), StoreError> {
    match std::fs::remove_file(folder.join(WIPED)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Deletes the keys, then everything of the phone but the note: also what was moved aside
/// before. Keys that could not be deleted are tried again at the next start; the files are
/// gone all the same.
fn wipe(folder: &Path, keys: &dyn KeyStore, at: i64) -> Result<(), CoreError> {
    let forgotten = keys.forget();
    store::remove(folder)?;
    Shelf::of(folder).remove()?;
    crate::net::remove_pack_parts(folder);
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let aside = name.to_str().is_some_and(|name| ASIDE.iter().any(|it| name.starts_with(it)));
        if aside && entry.file_type()?.is_dir() {
            std::fs::remove_dir_all(entry.path())?;
        }
    }
    forgotten?;
    Ok(write(folder, WIPED, &Wiped { at, done: true })?)
}

impl Phone {
    /// Carries out an order to wipe, once the outbox was sent or saved.
    ///
    /// # Errors
    /// The disk's; [`crate::keys::KeyStoreError`] when the keys could not be deleted: the
    /// files are gone all the same.
    pub(crate) fn obey(&mut self) -> Result<Obeyed, CoreError> {
        let held: Option<Order> = read(self.folder(), FILE)?;
        if held.is_none_or(|order| order.command != Command::Wipe) {
            return Ok(Obeyed::Nothing);
        }
        if self.is_open() {
            self.finish_open_guides()?;
            self.renew_outbox()?;
        }
        if Shelf::of(self.folder()).is_waiting()? {
            return Ok(Obeyed::OutboxFirst);
        }
        self.close();
        // The note first: whatever breaks off after it is gone on with at the next start.
        let at = self.now();
        write(self.folder(), WIPED, &Wiped { at, done: false })?;
        wipe(self.folder(), self.key_store(), at)?;
        Ok(Obeyed::Wiped)
    }

    /// When this phone was wiped; `None` when it wasn't, or began anew since. What was cut
    /// off in the middle is gone on with.
    ///
    /// # Errors
    /// The disk's.
    pub(crate) fn wiped_at(&self) -> Result<Option<i64>, CoreError> {
        let Some(Wiped { at, done }) = read(self.folder(), WIPED)? else { return Ok(None) };
        if !done {
            match wipe(self.folder(), self.key_store(), at) {
                // A key store that doesn't answer opens nothing either.
                Ok(()) | Err(CoreError::Keys(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Some(at))
    }
}
