//! What the store of a hall says, once it is decrypted: looked at and edited by hand.

use std::path::Path;

use camtay_hub::store::{StoreKey, unlock};
use camtay_journal::codec::batch::Batch;
use rusqlite::Connection;

/// Opens the store in the folder `data` with the key in the folder `keys`.
#[must_use]
pub fn store_by_hand(data: &Path, keys: &Path) -> Connection {
    let key = std::fs::read(keys.join("store.key")).expect("the store's key");
    let key = StoreKey::new(key.try_into().expect("32 bytes"));
    let connection = Connection::open(data.join("hall.db")).expect("a file");
    unlock(&connection, &key).expect("a key");
    connection
}

/// Everything that it holds of people: the personal parts of the entries that were taken in
/// or are parked, and the rows of the checkpoint, which have names among other bytes.
#[must_use]
pub fn personal_texts(store: &Connection) -> Vec<Vec<u8>> {
    let blobs = |sql: &str| -> Vec<Vec<u8>> {
        let mut statement = store.prepare(sql).expect("a statement");
        let rows = statement.query_map([], |row| row.get(0)).expect("rows");
        rows.map(|row| row.expect("a row")).collect()
    };
    let batches =
        ["SELECT batch FROM chunk", "SELECT batch FROM parked"].into_iter().flat_map(blobs);
    let parts = batches.flat_map(|batch| {
        let entries = Batch::stored_entries(&batch).expect("a batch");
        entries.into_iter().filter_map(|it| it.personal.part().cloned()).collect::<Vec<_>>()
    });
    let texts = parts.flat_map(|part| [part.name, part.phone, part.place, part.note]).flatten();
    let rows = ["state_control", "state_household", "state_resident", "state_session"]
        .into_iter()
        .flat_map(|table| blobs(&format!("SELECT facts FROM {table}")));
    texts.map(String::into_bytes).chain(rows).collect()
}

/// Whether a text stands somewhere in these bytes.
#[must_use]
pub fn has_text(bytes: &[u8], text: &str) -> bool {
    memchr::memmem::find(bytes, text.as_bytes()).is_some()
}
