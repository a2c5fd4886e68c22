//! Opening an encrypted store: the right key or a typed error, never a wipe.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};
use zeroize::Zeroizing;

use super::StoreError;

/// The key of a store, 32 random bytes. SQLCipher takes it as it is: it needs no
/// stretching, and opening a store costs nothing.
pub type StoreKey = Zeroizing<[u8; 32]>;

/// How long a writer waits for another process.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Opens an encrypted file; with `SQLITE_OPEN_CREATE` a new one.
pub(super) fn open(
    path: &Path,
    key: &StoreKey,
    flags: OpenFlags,
) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    unlock(&connection, key)?;
    // The first page is read here: a wrong key shows now.
    connection
        .query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
        .map_err(wrong_key)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // What is erased is overwritten, not just unlinked.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Gives a connection its key, before anything is read. Whether it is the right one shows
/// at the first reading.
///
/// # Errors
/// As SQLite.
pub fn unlock(connection: &Connection, key: &StoreKey) -> Result<(), rusqlite::Error> {
    // A wrong key is an answer, not something to print.
    connection.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    let pragma = Zeroizing::new(format!("PRAGMA key = \"{}\";", *as_text(key)));
    connection.execute_batch(&pragma)
}

/// The key as SQLCipher reads one that is not to be stretched.
pub(super) fn as_text(key: &StoreKey) -> Zeroizing<String> {
    let hex = Zeroizing::new(camtay_journal::bytes::to_hex(&key[..]));
    Zeroizing::new(format!("x'{}'", *hex))
}

/// SQLCipher can't tell a wrong key from a first page that isn't its own.
pub(super) fn wrong_key(error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::WrongKey,
        _ => error.into(),
    }
}
