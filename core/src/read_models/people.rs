//! People as lists show them: in a household, in a class, in a village.

use camtay_journal::ids::VillageId;

use crate::error::CoreError;
use crate::phone::Phone;
use crate::shared;
use crate::store::{ResidentRow, ResidentState};

/// A resident of a list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct PersonLine {
    /// Their id.
    pub id: String,
    /// Full name; empty when erased.
    pub name: String,
    /// Birth year, where known: it tells people of one name apart.
    pub birth_year: Option<u16>,
    /// The household's head.
    pub head: String,
    /// Their household.
    pub household: Option<String>,
    /// How many skills were practised.
    pub practised: u32,
    /// Something was begun and isn't finished.
    pub in_progress: bool,
    /// Doesn't want to be written down.
    pub refused: bool,
    /// The day to come back.
    pub come_back: Option<String>,
}

/// A page of people.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct PeoplePage {
    /// In Vietnamese order, by given name.
    pub lines: Vec<PersonLine>,
    /// What to ask the next page with; `None` at the end.
    pub next: Option<String>,
}

impl PersonLine {
    pub(super) fn of(row: ResidentRow, head: &str) -> Self {
        Self {
            id: row.id.to_string(),
            name: row.name.unwrap_or_default(),
            birth_year: row.birth_year,
            head: head.to_owned(),
            household: row.household.map(|id| id.to_string()),
            practised: row.practised,
            in_progress: matches!(row.state, ResidentState::InProgress | ResidentState::ComeBack),
            refused: row.state == ResidentState::Refused,
            come_back: row.appointment.map(|day| day.to_string()),
        }
    }
}

impl Phone {
    /// The people of a village by given name from `after` (a page's `next`) on, at most
    /// 200: the list that a class is ticked on.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; [`CoreError::BadInput`]; the store's.
    pub fn people(
        &mut self,
        village: &str,
        after: Option<&str>,
        limit: u32,
    ) -> Result<PeoplePage, CoreError> {
        let village: VillageId = shared::id("village", village)?;
        let after = after.map(|after| shared::id("after", after)).transpose()?;
        let limit = limit.clamp(1, super::households::MOST) as usize;
        let (search, store) = self.searching()?;
        search.learn(store)?;
        let keys = search.people(village, after, limit);
        let mut lines = Vec::with_capacity(keys.len());
        for (key, head) in keys {
            if let Some(row) = store.resident_by_key(key)? {
                lines.push(PersonLine::of(row, &head));
            }
        }
        let full = lines.len() == limit;
        let next = lines.last().filter(|_| full).map(|line| line.id.clone());
        Ok(PeoplePage { lines, next })
    }
}
