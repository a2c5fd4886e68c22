//! Search: people and households by what somebody remembers of them.

use crate::error::CoreError;
use crate::phone::Phone;

/// A resident who was found. Year, village and head tell people of one name apart.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct FoundResident {
    /// Their id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Birth year, where known.
    pub birth_year: Option<u16>,
    /// Their household.
    pub household: Option<String>,
    /// The household's head.
    pub head: String,
    /// The village's name.
    pub village_name: String,
}

/// A household that was found by its head's name.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct FoundHousehold {
    /// Its id.
    pub id: String,
    /// The head's name.
    pub head: String,
    /// Where the house is.
    pub place: Option<String>,
    /// The village's name.
    pub village_name: String,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct SearchPage {
    /// Residents: those called so first, then others with that in their name, each by
    /// given name.
    pub residents: Vec<FoundResident>,
    /// Households whose head is called so.
    pub households: Vec<FoundHousehold>,
    /// There are more.
    pub more: bool,
}

impl Phone {
    /// Reads names into memory, so that the first letter is answered as fast as the
    /// others. They are dropped when the store is locked.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; the store's.
    pub fn prepare_search(&mut self) -> Result<(), CoreError> {
        let (search, store) = self.searching()?;
        search.learn(store)
    }

    /// People and households by the beginnings of words of their name in any order,
    /// without marks, or by digits of their phone number; at most `limit` (and 50) each.
    /// Nothing typed finds nothing.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; the store's.
    pub fn search(&mut self, query: &str, limit: u32) -> Result<SearchPage, CoreError> {
        let (search, store) = self.searching()?;
        search.learn(store)?;
        search.find(query, limit.clamp(1, 50) as usize, store.control()?)
    }
}
