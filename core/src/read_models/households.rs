//! Hộ dân: the households of a village, a page at a time.

use camtay_journal::bytes::{from_hex, to_hex};
use camtay_journal::ids::VillageId;

use crate::error::{BadInput, CoreError};
use crate::phone::Phone;
use crate::shared;
use crate::store::{HouseholdRow, HouseholdState};

/// The most lines of a page.
pub(super) const MOST: u32 = 200;

/// A household of a list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct HouseholdLine {
    /// Its id.
    pub id: String,
    /// The head's name; empty when erased.
    pub head: String,
    /// Where the house is.
    pub place: Option<String>,
    /// How many people are known.
    pub people: u32,
    /// How far it is.
    pub state: HouseholdState,
    /// The last day it was reached.
    pub visited: Option<String>,
}

/// A page of households.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct HouseholdsPage {
    /// In the order of the heads' given names.
    pub lines: Vec<HouseholdLine>,
    /// What to ask the next page with; `None` at the end.
    pub next: Option<String>,
}

impl HouseholdLine {
    pub(super) fn of(row: HouseholdRow) -> Self {
        Self {
            id: row.id.to_string(),
            head: row.name.unwrap_or_default(),
            place: row.place,
            people: row.people,
            state: row.state,
            visited: row.visited.map(|day| day.to_string()),
        }
    }
}

impl Phone {
    /// The households of a village from `after` (a page's `next`) on, all or those of one
    /// state, at most 200.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; [`CoreError::BadInput`]; the store's.
    pub fn households(
        &self,
        village: &str,
        state: Option<HouseholdState>,
        after: Option<&str>,
        limit: u32,
    ) -> Result<HouseholdsPage, CoreError> {
        let village: VillageId = shared::id("village", village)?;
        let limit = limit.clamp(1, MOST);
        let after = after.map(read_cursor).transpose()?;
        let after = after.as_ref().map(|(sort, key)| (sort.as_slice(), *key));
        let rows = self.store()?.households_after(village, state, after, limit)?;
        let next = match rows.last() {
            Some(last) if rows.len() == limit as usize => Some(cursor(last)),
            _ => None,
        };
        Ok(HouseholdsPage { lines: rows.into_iter().map(HouseholdLine::of).collect(), next })
    }
}

fn cursor(row: &HouseholdRow) -> String {
    format!("{:x}-{}", row.key, to_hex(&row.sort))
}

fn read_cursor(text: &str) -> Result<(Vec<u8>, i64), CoreError> {
    let bad = || CoreError::input("after", BadInput::NotRecognised);
    let (key, sort) = text.split_once('-').ok_or_else(bad)?;
    Ok((from_hex(sort).ok_or_else(bad)?, i64::from_str_radix(key, 16).map_err(|_| bad())?))
}
