//! Frozen reports: kept with their figures and the records behind them. What arrives
//! later shows as an amendment, never as a silent change.

use std::collections::BTreeSet;

use camtay_journal::entry::{ReportFrozen, Sha256Digest};
use camtay_journal::ids::EntryId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::document::{Amendment, Amendments, Report, Row};
use super::table::Records;
use super::typed::TypedRows;

/// A report as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// The report.
    pub report: Report,
    /// What the officer had typed.
    pub typed: TypedRows,
    /// The records behind its counts.
    pub records: Records,
}

/// A kept report can't be read.
#[derive(Debug, thiserror::Error)]
pub enum FrozenError {
    /// It is not what the journal says it was.
    #[error("report {0} was changed after it was frozen: restore it from a backup")]
    Changed(u32),
    /// Not such a file.
    #[error("a frozen report is not understood: {0}")]
    NotUnderstood(#[from] serde_json::Error),
}

impl Frozen {
    /// The bytes to keep, and the entry that binds them.
    ///
    /// # Errors
    /// None that a value of these types can cause; serde's signature has one.
    pub fn keep(&self, number: u32) -> Result<(Vec<u8>, ReportFrozen), FrozenError> {
        let json = serde_json::to_vec(self)?;
        let entry = ReportFrozen {
            number,
            from: self.report.from,
            as_of: self.report.as_of,
            digest: digest(&json),
        };
        Ok((json, entry))
    }

    /// Reads a kept report and compares it with the journal's entry.
    ///
    /// # Errors
    /// [`FrozenError`].
    pub fn read(json: &[u8], entry: &ReportFrozen) -> Result<Self, FrozenError> {
        if digest(json) != entry.digest {
            return Err(FrozenError::Changed(entry.number));
        }
        Ok(serde_json::from_slice(json)?)
    }

    /// What changed: the same report counted now, row by row beside the frozen one.
    #[must_use]
    pub fn amendments(&self, number: u32, now: &Report, records_now: &Records) -> Amendments {
        let mut changes = Vec::new();
        for was in &self.report.rows {
            let now = now.rows.iter().find(|row| row.number == was.number);
            for figure in figure_names(was, now) {
                let (was_value, now_value) =
                    (value(was, &figure), now.and_then(|now| value(now, &figure)));
                let ids = |records: &Records| -> BTreeSet<EntryId> {
                    let row = records.get(&was.number);
                    let ids = row.and_then(|row| row.get(&figure));
                    ids.into_iter().flatten().copied().collect()
                };
                let (before, after) = (ids(&self.records), ids(records_now));
                let added = after.difference(&before).count() as u64;
                let removed = before.difference(&after).count() as u64;
                if was_value != now_value || added > 0 || removed > 0 {
                    changes.push(Amendment {
                        row: was.number.clone(),
                        figure,
                        was: was_value,
                        now: now_value,
                        added,
                        removed,
                    });
                }
            }
        }
        Amendments { number, from: self.report.from, as_of: self.report.as_of, changes }
    }
}

fn digest(json: &[u8]) -> Sha256Digest {
    Sha256Digest(Sha256::digest(json).into())
}

const NUMERATOR: &str = "numerator";
const DENOMINATOR: &str = "denominator";

fn figure_names(was: &Row, now: Option<&Row>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for row in std::iter::once(was).chain(now) {
        names.extend(row.counts.keys().cloned());
        if row.rate.is_some() {
            names.extend([NUMERATOR.to_owned(), DENOMINATOR.to_owned()]);
        }
    }
    names
}

fn value(row: &Row, figure: &str) -> Option<u64> {
    match figure {
        NUMERATOR => row.rate.map(|rate| rate.numerator),
        DENOMINATOR => row.rate.map(|rate| rate.denominator),
        count => row.counts.get(count).copied(),
    }
}
