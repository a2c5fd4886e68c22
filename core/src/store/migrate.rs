//! The schema, one numbered file a step. Released files never change.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::StoreError;

/// Every step, in order; the schema's version is how many were taken.
const STEPS: &[&str] = &[
    include_str!("../../migrations/001_store.sql"),
    include_str!("../../migrations/002_village_counts.sql"),
    include_str!("../../migrations/003_pages.sql"),
];

/// The newest schema that this version knows.
pub const NEWEST: u32 = STEPS.len() as u32;

/// Takes the steps that are missing, all in one transaction.
pub(super) fn bring_up_to_date(conn: &mut Connection) -> Result<(), StoreError> {
    if version(conn)? == NEWEST {
        return Ok(());
    }
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&tx)?;
    if found > NEWEST {
        return Err(StoreError::Newer { found, known: NEWEST });
    }
    for step in STEPS.iter().skip(found as usize) {
        tx.execute_batch(step)?;
    }
    tx.pragma_update(None, "user_version", NEWEST)?;
    tx.commit()?;
    Ok(())
}

fn version(conn: &Connection) -> Result<u32, StoreError> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}
