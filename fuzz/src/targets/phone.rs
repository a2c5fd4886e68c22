//! A phone that pulls what other phones wrote.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use camtay_core::store::{HallRecord, Store, StoreKey};
use camtay_hub::logs::is_malformed;
use camtay_journal::entry::Entry;
use camtay_journal::fold::State;
use camtay_journal::keys::{Signer, SoftwareKey};
use camtay_journal::wire::{Log, Page};
use tempfile::TempDir;

use super::journal::{GOLDEN, on_top_of_golden};
use crate::keys::{HALL, OPENING, hall};

/// By the phone's clock, Unix seconds.
const NOW: i64 = 1_795_399_200;

fn key() -> StoreKey {
    StoreKey::new([3; 32])
}

/// Memory instead of a disk, where there is such a folder.
fn folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

fn page(from: usize, entries: Vec<Entry>) -> Page {
    let from = from as u64;
    let next = from + entries.len() as u64;
    Page { log: Log::Control, from, next, more: false, entries, left: Vec::new() }
}

/// The store of a phone that has pulled the golden journal.
static STORE: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = folder();
    let own = SoftwareKey::from_bytes(&[9; 32]).unwrap().public_key().device();
    let mut store = Store::create(folder.path(), &key(), own).unwrap();
    let record = HallRecord {
        key: HALL.public_key(),
        device: hall(),
        sealing: OPENING.sealing_key(),
        addresses: Vec::new(),
        code: None,
    };
    store.save_hall(NOW, &record).unwrap();
    store.take_page(NOW, &page(0, GOLDEN.clone())).unwrap();
    folder
});

fn copy(from: &Path, to: &Path) {
    for file in fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

/// Whatever phones with a valid key wrote: every other phone takes it in, and comes to what
/// the hall comes to.
pub fn pull(data: &[u8]) {
    let Some(entries) = on_top_of_golden(data) else { return };
    // What its kind can't read the hall sets aside and gives to nobody.
    let entries: Vec<_> = entries.into_iter().filter(|it| !is_malformed(&it.body)).collect();
    let mut state = State::new(hall());
    GOLDEN.iter().chain(&entries).for_each(|entry| state.apply(entry));

    let folder = folder();
    copy(STORE.path(), folder.path());
    let mut store = Store::open(folder.path(), &key()).unwrap();
    store.take_page(NOW, &page(GOLDEN.len(), entries)).unwrap();
    for (village, digest) in state.digests() {
        if state.control.village(village).is_some() {
            assert_eq!(store.digest(village).unwrap(), digest, "{village}");
        }
    }
}
