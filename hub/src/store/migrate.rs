//! Brings a SQLite store to the schema that this program knows, each step in one
//! transaction.

use rusqlite::{Connection, TransactionBehavior};

use super::StoreError;

/// The steps, in order; released ones never change.
const STEPS: &[&str] = &[
    include_str!("../../migrations/sqlite/001_start.sql"),
    include_str!("../../migrations/sqlite/002_contact.sql"),
    include_str!("../../migrations/sqlite/003_backups.sql"),
    include_str!("../../migrations/sqlite/004_phones.sql"),
];

/// Marks the file as a hall's store ("CTHB").
const APPLICATION_ID: i32 = 0x4354_4842;

/// Runs the steps that are missing.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let known = u32::try_from(STEPS.len()).unwrap_or(u32::MAX);
    let found = version(connection)?;
    if found == known {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been faster.
    let found = version(&transaction)?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    for step in STEPS.iter().skip(found as usize) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", known)?;
    transaction.commit()?;
    Ok(())
}

fn version(connection: &Connection) -> Result<u32, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}
