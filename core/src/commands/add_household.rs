//! A household is added in two fields.

use camtay_journal::entry::{HouseholdAdded, PersonalPart};

use super::check::{optional_text, text};
use crate::error::{BadInput, CoreError};
use crate::phone::Phone;

/// A household that isn't in the list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct NewHousehold {
    /// Its village.
    pub village: String,
    /// The head's name, as people say it.
    pub head: String,
    /// Where the house is, in words.
    pub place: Option<String>,
}

impl Phone {
    /// Adds a household; its id.
    ///
    /// # Errors
    /// [`CoreError::BadInput`]; [`CoreError::NotFound`] for the village.
    pub fn add_household(&mut self, new: &NewHousehold) -> Result<String, CoreError> {
        let village = self.village(&new.village)?;
        let head = text("head", &new.head)?.ok_or(CoreError::input("head", BadInput::Empty))?;
        let place = optional_text("place", new.place.as_deref())?;
        let part = PersonalPart { name: Some(head), place, ..PersonalPart::default() };
        Ok(self.append(HouseholdAdded { village }, part)?.to_string())
    }
}
