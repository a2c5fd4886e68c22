//! New particulars of a household.

use camtay_journal::entry::{HouseholdChanged, PersonalPart};

use super::check::optional_text;
use crate::error::CoreError;
use crate::phone::Phone;

/// What is new about a household; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct HouseholdChange {
    /// Which household.
    pub household: String,
    /// It moved to this village.
    pub village: Option<String>,
    /// The head's name.
    pub head: Option<String>,
    /// Where the house is, in words.
    pub place: Option<String>,
}

impl Phone {
    /// Changes a household.
    ///
    /// # Errors
    /// [`CoreError::BadInput`]; [`CoreError::NotFound`].
    pub fn change_household(&mut self, change: &HouseholdChange) -> Result<(), CoreError> {
        let household = self.known_household(&change.household)?.id;
        let village = change.village.as_deref().map(|id| self.village(id)).transpose()?;
        let part = PersonalPart {
            name: optional_text("head", change.head.as_deref())?,
            place: optional_text("place", change.place.as_deref())?,
            ..PersonalPart::default()
        };
        if village.is_some() || !part.is_empty() {
            self.append(HouseholdChanged { household, village }, part)?;
        }
        Ok(())
    }
}
