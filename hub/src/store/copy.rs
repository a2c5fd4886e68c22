//! Copies of a store: made in one piece while it is in use, under another key, and looked
//! through page by page.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, params};

use super::StoreError;
use super::open::{StoreKey, as_text, open, wrong_key};

/// A store's file and what opens it.
#[derive(Clone, Copy)]
pub struct Encrypted<'a> {
    /// The file.
    pub file: &'a Path,
    /// Its key.
    pub key: &'a StoreKey,
}

/// Copies everything in `from`, as it is at one moment, into a new file under its own key.
/// Others may write to `from` meanwhile. Durable when this returns; after an error a piece
/// of the new file may lie there.
///
/// # Errors
/// [`StoreError::NoRoom`], [`StoreError::WrongKey`] for the key of `from`,
/// [`StoreError`].
pub fn copy(from: Encrypted<'_>, to: Encrypted<'_>) -> Result<(), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let connection = open(to.file, to.key, flags)?;
    let Some(file) = from.file.to_str() else {
        return Err(StoreError::Unavailable("its path is not text".to_owned()));
    };
    let key = as_text(from.key);
    connection
        .execute("ATTACH DATABASE ?1 AS source KEY ?2", params![file, *key])
        .map_err(wrong_key)?;
    let copied = copy_attached(&connection);
    // What broke off stays undone; the caller throws the file away.
    connection.execute_batch("DETACH DATABASE source").or_else(|error| match &copied {
        Ok(()) => Err(error),
        Err(_) => Ok(()),
    })?;
    copied
}

fn copy_attached(connection: &Connection) -> Result<(), StoreError> {
    // One transaction: all tables are of one moment.
    let transaction = connection.unchecked_transaction()?;
    let mark = |name: &str| -> Result<i32, StoreError> {
        let sql = format!("PRAGMA source.{name}");
        transaction.query_row(&sql, [], |row| row.get(0)).map_err(wrong_key)
    };
    let (application, version) = (mark("application_id")?, mark("user_version")?);
    transaction
        .query_row("SELECT sqlcipher_export('main', 'source')", [], |_| Ok(()))
        .map_err(export_failed)?;
    transaction.pragma_update(None, "application_id", application)?;
    transaction.pragma_update(None, "user_version", version)?;
    Ok(transaction.commit()?)
}

/// `sqlcipher_export` says what went wrong in SQLite's words alone: its code is always that
/// of a wrong statement.
fn export_failed(error: rusqlite::Error) -> StoreError {
    let words = error.to_string();
    if words.contains("disk is full") {
        StoreError::NoRoom
    } else if words.contains("malformed") || words.contains("not a database") {
        StoreError::Damaged(words)
    } else {
        error.into()
    }
}

/// Whether every page of a file is as it was written, and the tables hang together.
///
/// # Errors
/// [`StoreError::Damaged`] when not, [`StoreError::WrongKey`], [`StoreError`].
pub fn verify(store: Encrypted<'_>) -> Result<(), StoreError> {
    let connection = open(store.file, store.key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let mut statement = connection.prepare("PRAGMA cipher_integrity_check")?;
    let mut wrong = statement.query([])?;
    if wrong.next()?.is_some() {
        return Err(StoreError::Damaged("a page is not as it was written".to_owned()));
    }
    let found: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found == "ok" { Ok(()) } else { Err(StoreError::Damaged(found)) }
}
