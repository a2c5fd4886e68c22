//! Drill-down: the records behind a figure, as lines that somebody can follow.

use camtay_journal::fold::State;
use camtay_journal::ids::{EntryId, HouseholdId, ResidentId, SessionId, VillageId, VolunteerId};
use camtay_journal::vietnamese::Day;
use serde::Serialize;

use super::figures::Counting;
use super::table::Records;

/// One record behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordLine {
    /// The count that it belongs to.
    pub count: String,
    /// `resident`, `household`, `session`, `village` or `volunteer`.
    pub kind: &'static str,
    /// Its id.
    pub id: EntryId,
    /// The name of its village.
    pub village: Option<String>,
    /// Its day: of a session; of a resident in a row of essential skills, the day on
    /// which the last of them was reached.
    pub day: Option<Day>,
    /// The name of the resident or volunteer, or of the household's head; only where
    /// asked for.
    pub name: Option<String>,
}

impl Counting<'_> {
    /// The records behind a row; `None` for a row that isn't counted. Names only
    /// `with_names`.
    #[must_use]
    pub fn record_lines(
        &self,
        state: &State,
        records: &Records,
        row: &str,
        with_names: bool,
    ) -> Option<Vec<RecordLine>> {
        let counts = records.get(row)?;
        let lines = counts.iter().flat_map(|(count, ids)| {
            ids.iter().map(|id| {
                let mut line = self.record(state, *id);
                line.count.clone_from(count);
                line.name = line.name.filter(|_| with_names);
                line
            })
        });
        Some(lines.collect())
    }

    fn record(&self, state: &State, id: EntryId) -> RecordLine {
        let empty = |kind| RecordLine {
            count: String::new(),
            kind,
            id,
            village: None,
            day: None,
            name: None,
        };
        let village_name = |village: Option<VillageId>| village.map(|id| self.village_name(id));
        if let Some(person) = self.index.people.get(&ResidentId(id)) {
            let skills = &self.settings.essential_skills;
            let reached = person.practised.iter().filter(|it| skills.contains(&it.skill));
            RecordLine {
                village: village_name(self.home(person)),
                day: reached.map(|it| it.first).max(),
                name: state.resident(ResidentId(id)).and_then(|view| view.part.name),
                ..empty("resident")
            }
        } else if let Some(house) = self.index.houses.get(&HouseholdId(id)) {
            RecordLine {
                village: village_name(house.village.on(self.request.as_of)),
                name: state.household(HouseholdId(id)).and_then(|view| view.part.name),
                ..empty("household")
            }
        } else if let Some(meeting) = self.index.meetings.get(&SessionId(id)) {
            RecordLine {
                village: village_name(Some(meeting.village)),
                day: Some(meeting.day),
                ..empty("session")
            }
        } else if self.control.village(VillageId(id)).is_some() {
            RecordLine { village: village_name(Some(VillageId(id))), ..empty("village") }
        } else {
            RecordLine {
                name: self.control.volunteer_part(VolunteerId(id)).name,
                ..empty("volunteer")
            }
        }
    }
}
