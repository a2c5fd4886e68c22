//! "Màn hình khác": where volunteers found another screen than the guide says. A hall
//! exports it, whoever keeps the guides reviews with it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The form of the export that this version writes and reads.
pub const SCREENS_FORMAT: u16 = 1;

/// What a hall knows. Nobody is named in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreenReports {
    /// [`SCREENS_FORMAT`].
    pub format: u16,
    /// The day of the export.
    #[serde(with = "crate::day")]
    pub as_of: NaiveDate,
    /// The version of the guides that the hall publishes.
    pub pack: u32,
    /// What was found, most often first.
    pub screens: Vec<ScreenReport>,
}

/// How often one step was found to differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreenReport {
    /// The skill's number.
    pub number: u16,
    /// Its slug; `None` when the hall's guides do not know it.
    pub skill: Option<String>,
    /// The step's id; `None` when the whole skill was meant, or the step is not known.
    pub step: Option<String>,
    /// The step's place in the skill, from 0; `None` when the whole skill was meant.
    pub place: Option<u8>,
    /// The version of the guides it was found with.
    pub pack: u32,
    /// In how many visits.
    pub visits: u64,
    /// With how many people.
    pub people: u64,
    /// The last day of it.
    #[serde(with = "crate::day")]
    pub last: NaiveDate,
}

/// An export that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScreensError {
    /// It is something else.
    #[error(
        "this is no export of screens that differ: {0}; camtay-hub pack HALL screens makes one"
    )]
    NotAnExport(String),
    /// A newer version made it.
    #[error("the export has form {0}; this version reads form {SCREENS_FORMAT}")]
    Newer(u16),
}

impl ScreenReports {
    /// Reads an export.
    ///
    /// # Errors
    /// [`ScreensError`].
    pub fn read(json: &[u8]) -> Result<Self, ScreensError> {
        #[derive(Deserialize)]
        struct Form {
            format: u16,
        }
        let other = |error: serde_json::Error| ScreensError::NotAnExport(error.to_string());
        let Form { format } = serde_json::from_slice(json).map_err(other)?;
        if format != SCREENS_FORMAT {
            return Err(ScreensError::Newer(format));
        }
        serde_json::from_slice(json).map_err(other)
    }
}
