//! Households.

use camtay_journal::entry::{HouseholdAdded, HouseholdChanged, PersonalPart, Subject};
use camtay_journal::ids::{HouseholdId, VillageId};

use super::ListFile;
use super::bad::Problem;
use super::cells::Cells;
use super::columns::{List, household};
use super::work::{Became, Good, Work};

struct HouseholdRow {
    village: VillageId,
    head: String,
    place: Option<String>,
}

pub(super) fn plan(work: &mut Work<'_>, file: &ListFile) {
    let rows = work.rows(file, read);
    for Good { line, key, row } in rows {
        let HouseholdRow { village, head, place } = row;
        let state = work.ground.state;
        let known = work.ground.keys.households.get(&key).copied();
        // One whose making was taken back is made anew.
        let Some(was) = known.and_then(|id| state.household(id)) else {
            let part = PersonalPart { name: Some(head), place, ..PersonalPart::default() };
            let id = work.write(HouseholdAdded { village }, part);
            work.households.insert(key.clone(), HouseholdId(id));
            work.keep_key(List::Households, key, id);
            work.count(List::Households, line, Became::New);
            continue;
        };
        let erased = state.control.is_erased(Subject::Household(was.id));
        let new_head = !erased && was.part.name.as_ref() != Some(&head);
        let new_place = !erased && place.is_some() && was.part.place != place;
        let columns = List::Households.names_of(&[
            (household::VILLAGE, was.village != village),
            (household::HEAD, new_head),
            (household::PLACE, new_place),
        ]);
        if !columns.is_empty() {
            let part = PersonalPart {
                name: Some(head).filter(|_| new_head),
                place: place.filter(|_| new_place),
                ..PersonalPart::default()
            };
            let village = Some(village).filter(|village| was.village != *village);
            work.write(HouseholdChanged { household: was.id, village }, part);
        }
        let became = Became::of(columns);
        let became = if erased && matches!(became, Became::Same) { Became::Erased } else { became };
        work.count(List::Households, line, became);
    }
}

fn read(work: &Work<'_>, cells: &mut Cells<'_>) -> Option<HouseholdRow> {
    let village = cells.needed_text(household::VILLAGE);
    let village = village.and_then(|key| match work.villages.get(&key) {
        None => cells.refuse(household::VILLAGE, Problem::UnknownVillage),
        Some((_, village)) if village.valid_to.is_some_and(|last| last < work.ground.today) => {
            cells.refuse(household::VILLAGE, Problem::VillageGone)
        }
        Some((id, _)) => Some(*id),
    });
    let head = cells.needed_text(household::HEAD);
    let place = cells.text(household::PLACE);
    Some(HouseholdRow { village: village?, head: head?, place })
}
