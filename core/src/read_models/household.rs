//! Hộ: who lives there, what was done.

use camtay_journal::entry::Consent;
use camtay_journal::ids::HouseholdId;
use camtay_journal::vietnamese::sort_key;

use super::PersonLine;
use crate::error::CoreError;
use crate::phone::Phone;
use crate::shared;
use crate::store::{HouseholdState, ResidentState};

/// A household's screen.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct HouseholdPage {
    /// Its id.
    pub id: String,
    /// The head's name; empty when erased.
    pub head: String,
    /// Where the house is.
    pub place: Option<String>,
    /// Its village's id.
    pub village: String,
    /// Its village's name.
    pub village_name: String,
    /// How far it is.
    pub state: HouseholdState,
    /// The days on which it was visited, the latest first.
    pub visited: Vec<String>,
    /// The days on which somebody wanted no name written, the latest first.
    pub refused: Vec<String>,
    /// Who lives there, by given name.
    pub people: Vec<PersonLine>,
    /// Whom of them nobody has asked yet, by id.
    pub not_asked: Vec<String>,
}

impl Phone {
    /// A household's screen.
    ///
    /// # Errors
    /// [`CoreError::NotFound`]; [`CoreError::Locked`]; the store's.
    pub fn household(&self, household: &str) -> Result<HouseholdPage, CoreError> {
        let id: HouseholdId = shared::id("household", household)?;
        let store = self.store()?;
        let reading = store.reading()?;
        let view = reading.household(id)?.ok_or(CoreError::NotFound("household"))?;
        let row = store.household_line(id)?.ok_or(CoreError::NotFound("household"))?;
        let head = view.part.name.unwrap_or_default();
        let mut rows = store.people_of(id)?;
        rows.retain(|row| row.state != ResidentState::Out);
        rows.sort_by_cached_key(|row| (sort_key(row.name.as_deref().unwrap_or_default()), row.id));
        let mut not_asked = Vec::new();
        for row in &rows {
            let consent = reading.resident(row.id)?.and_then(|view| view.consent);
            if matches!(consent, None | Some(Consent::Asked)) {
                not_asked.push(row.id.to_string());
            }
        }
        Ok(HouseholdPage {
            id: id.to_string(),
            place: view.part.place,
            village: view.village.to_string(),
            village_name: super::village_name(store.control()?, view.village),
            state: row.state,
            visited: view.visited.iter().rev().map(ToString::to_string).collect(),
            refused: view.refused.iter().rev().map(ToString::to_string).collect(),
            people: rows.into_iter().map(|row| PersonLine::of(row, &head)).collect(),
            not_asked,
            head,
        })
    }
}
