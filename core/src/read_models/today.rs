//! Hôm nay: whom to go back to, the session under way, what waits to be handed in.

use camtay_journal::entry::Reason;
use camtay_journal::fold::Progress;

use super::{SessionLine, Waiting};
use crate::error::CoreError;
use crate::phone::Phone;

/// How many to go back to are shown at once.
const MOST: u32 = 50;

/// Somebody to go back to.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct ComeBackLine {
    /// Their id.
    pub resident: String,
    /// Full name.
    pub name: String,
    /// Birth year, where known.
    pub birth_year: Option<u16>,
    /// The household's id.
    pub household: Option<String>,
    /// The household's head.
    pub head: String,
    /// Where the house is.
    pub place: Option<String>,
    /// The village's name.
    pub village_name: String,
    /// When.
    pub on: String,
    /// The day has passed.
    pub overdue: bool,
    /// For which skill, by number.
    pub skill: Option<u16>,
    /// What got stuck there.
    pub stuck: Option<Reason>,
}

/// A guide that is open on this phone.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct OpenGuide {
    /// With whom.
    pub resident: String,
    /// Full name.
    pub name: String,
    /// Which skill.
    pub skill: u16,
}

/// The first screen.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct TodayPage {
    /// Today, by this phone's clock.
    pub day: String,
    /// The session under way that this phone is in, if any.
    pub session: Option<SessionLine>,
    /// Open sessions of colleagues that it could join.
    pub to_join: Vec<SessionLine>,
    /// Whom to go back to, the earliest first, at most 50.
    pub come_back: Vec<ComeBackLine>,
    /// How many there are in all.
    pub come_back_all: u32,
    /// Guides that are open.
    pub open_guides: Vec<OpenGuide>,
    /// What hasn't been handed in.
    pub waiting: Waiting,
    /// The hall was not in contact for so long that the people whom others wrote down were
    /// forgotten here: pull, and they are back.
    pub expired: bool,
}

impl Phone {
    /// The first screen.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; the store's.
    pub fn today_page(&self) -> Result<TodayPage, CoreError> {
        let today = self.today();
        let store = self.store()?;
        let mut come_back = Vec::new();
        for row in store.come_back_until(today, MOST)? {
            let reading = store.reading()?;
            let Some(view) = reading.resident(row.id)? else { continue };
            let Some((on, skill)) = view.appointment else { continue };
            let household = store.household_line(view.household)?;
            let stuck = view
                .skills
                .iter()
                .filter(|known| skill.is_none_or(|skill| known.skill == skill))
                .find_map(|known| match known.progress() {
                    Progress::Stuck(reason) => Some(reason),
                    _ => None,
                });
            come_back.push(ComeBackLine {
                resident: row.id.to_string(),
                name: row.name.unwrap_or_default(),
                birth_year: row.birth_year,
                household: row.household.map(|id| id.to_string()),
                place: household.as_ref().and_then(|row| row.place.clone()),
                head: household.and_then(|row| row.name).unwrap_or_default(),
                village_name: view
                    .village
                    .map(|village| super::village_name(reading.control, village))
                    .unwrap_or_default(),
                on: on.to_string(),
                overdue: on < today,
                skill: skill.map(|skill| skill.0),
                stuck,
            });
        }
        let mut open_guides = Vec::new();
        for draft in store.drafts()? {
            let name = store.resident_line(draft.resident)?.and_then(|row| row.name);
            open_guides.push(OpenGuide {
                resident: draft.resident.to_string(),
                name: name.unwrap_or_default(),
                skill: draft.skill.0,
            });
        }
        let (session, to_join) = self.open_sessions_now()?;
        Ok(TodayPage {
            day: today.to_string(),
            session,
            to_join,
            come_back,
            come_back_all: store.count_come_back_until(today)?,
            open_guides,
            waiting: self.waiting()?,
            expired: store.is_expired()?,
        })
    }
}
