//! Thôn: the villages that this phone carries, each with how far it is.

use std::collections::BTreeMap;

use camtay_journal::ids::VillageId;
use camtay_journal::vietnamese::sort_key;

use crate::error::CoreError;
use crate::phone::Phone;
use crate::store::HouseholdState;

/// A village of the list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct VillageLine {
    /// Its id.
    pub id: String,
    /// Its name without the word for village.
    pub name: String,
    /// Households that are known here.
    pub households: u32,
    /// Chưa đến.
    pub not_visited: u32,
    /// Đang dở.
    pub in_progress: u32,
    /// Hẹn lại.
    pub come_back: u32,
    /// Xong.
    pub done: u32,
    /// People in them.
    pub people: u32,
}

impl Phone {
    /// The villages that this phone carries, in Vietnamese order.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; the store's.
    pub fn villages(&self) -> Result<Vec<VillageLine>, CoreError> {
        let store = self.store()?;
        let control = store.control()?;
        let mut lines: BTreeMap<VillageId, VillageLine> = BTreeMap::new();
        for village in store.assigned_villages()? {
            lines.insert(
                village,
                VillageLine {
                    id: village.to_string(),
                    name: super::village_name(control, village),
                    households: 0,
                    not_visited: 0,
                    in_progress: 0,
                    come_back: 0,
                    done: 0,
                    people: 0,
                },
            );
        }
        for count in store.village_counts()? {
            let Some(line) = lines.get_mut(&count.village) else { continue };
            line.households += count.households;
            line.people += count.people;
            let state = match count.state {
                HouseholdState::NotVisited => &mut line.not_visited,
                HouseholdState::InProgress => &mut line.in_progress,
                HouseholdState::ComeBack => &mut line.come_back,
                HouseholdState::Done => &mut line.done,
            };
            *state += count.households;
        }
        let mut lines: Vec<_> = lines.into_values().collect();
        lines.sort_by_cached_key(|line| sort_key(&line.name));
        Ok(lines)
    }

    /// The commune's word for village ("thôn", "tổ dân phố") and the title of its teams.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; the store's.
    pub fn commune_words(&self) -> Result<Vec<String>, CoreError> {
        let settings = self.store()?.control()?.settings();
        Ok(vec![settings.commune.1, settings.village_word, settings.team_title])
    }
}
