//! Opening the encrypted file: right key or a typed error, never a wipe.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode, OpenFlags};
use zeroize::Zeroizing;

use super::migrate;
use crate::error::StoreError;

/// The key of a store, 32 random bytes. SQLCipher takes it as it is: it needs no
/// stretching, and opening a store costs nothing.
pub type StoreKey = Zeroizing<[u8; 32]>;

/// The name of the store's file.
pub const FILE: &str = "camtay.db";

/// Where the store of a folder lies.
#[must_use]
pub fn file_in(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

/// Opens (or, `new`, creates) the store and brings its schema up to date.
pub(super) fn open(folder: &Path, key: &StoreKey, new: bool) -> Result<Connection, StoreError> {
    let file = file_in(folder);
    if !new && !file.exists() {
        return Err(StoreError::Missing);
    }
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if new {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let mut conn = Connection::open_with_flags(&file, flags)?;
    // A wrong key is an answer, not something to print.
    conn.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    give_key(&conn, key)?;
    conn.execute_batch(
        "PRAGMA temp_store = MEMORY;
         PRAGMA secure_delete = ON;
         PRAGMA cache_size = -8192;",
    )
    .map_err(wrong_key)?;
    // The first page is read here: a wrong key shows now.
    conn.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(())).map_err(wrong_key)?;
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
        .map_err(wrong_key)?;
    migrate::bring_up_to_date(&mut conn)?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(conn)
}

fn give_key(conn: &Connection, key: &StoreKey) -> Result<(), StoreError> {
    let hex = Zeroizing::new(camtay_journal::bytes::to_hex(&key[..]));
    let pragma = Zeroizing::new(format!("PRAGMA key = \"x'{}'\";", *hex));
    conn.execute_batch(&pragma)?;
    Ok(())
}

/// SQLCipher can't tell a wrong key from a first page that isn't its own.
fn wrong_key(error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::WrongKey,
        _ => error.into(),
    }
}

/// Every file of a store, its lock's first: without that one the others can't be read.
pub(crate) const FILES: [&str; 5] =
    [crate::lock::FILE, crate::lock::TRIES, FILE, "camtay.db-wal", "camtay.db-shm"];

/// Removes the store of a folder.
///
/// # Errors
/// When a file can't be removed.
pub fn remove(folder: &Path) -> Result<(), StoreError> {
    for name in FILES {
        match std::fs::remove_file(folder.join(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

/// Moves files of the folder, or what there is of them, into a folder of their own beside
/// them, `<why>-<moment>`: what can be saved from them later can be saved there.
///
/// # Errors
/// When the files can't be moved.
pub fn move_aside(
    folder: &Path,
    names: &[&str],
    why: &str,
    now: i64,
) -> Result<PathBuf, StoreError> {
    let mut aside = folder.join(format!("{why}-{now}"));
    let mut again = 1;
    while aside.exists() {
        again += 1;
        aside = folder.join(format!("{why}-{now}-{again}"));
    }
    std::fs::create_dir_all(&aside)?;
    for name in names {
        let from = folder.join(name);
        if from.exists() {
            std::fs::rename(from, aside.join(name))?;
        }
    }
    Ok(aside)
}
