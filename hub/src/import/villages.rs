//! Villages, with the days on which they exist and who took over.

use std::collections::{BTreeMap, BTreeSet};

use camtay_journal::entry::{PersonalPart, VillageDefined};
use camtay_journal::ids::{EntryId, VillageId};
use camtay_journal::vietnamese::Day;

use super::ListFile;
use super::bad::Problem;
use super::cells::Cells;
use super::columns::{List, village};
use super::work::{Became, Good, Work};

struct VillageRow {
    name: String,
    from: Day,
    to: Option<Day>,
    successor: Option<String>,
}

pub(super) fn plan(work: &mut Work<'_>, file: &ListFile) {
    let rows = work.rows(file, |_, cells| read(cells));
    let rows = with_good_successors(work, rows);

    // New villages first: they may be named as successors, so their ids come first.
    let (new, known): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|good| !work.villages.contains_key(&good.key));
    let EntryId { device, seq } = work.next();
    let mut ids: BTreeMap<String, VillageId> =
        work.villages.iter().map(|(key, (id, _))| (key.clone(), *id)).collect();
    for (at, good) in new.iter().enumerate() {
        ids.insert(good.key.clone(), VillageId(EntryId { device, seq: seq + at as u64 }));
    }

    for Good { line, key, row } in new {
        let defined = VillageDefined {
            village: None,
            key: key.clone(),
            name: row.name,
            valid_from: row.from,
            valid_to: row.to,
            successor: row.successor.and_then(|successor| ids.get(&successor).copied()),
        };
        let id = VillageId(work.write(defined.clone(), PersonalPart::default()));
        work.villages.insert(key, (id, defined));
        work.count(List::Villages, line, Became::New);
    }
    for Good { line, key, row } in known {
        let Some((id, was)) = work.villages.get(&key).cloned() else { continue };
        let successor = row.successor.and_then(|successor| ids.get(&successor).copied());
        let now = VillageDefined {
            village: Some(id),
            key: key.clone(),
            name: row.name,
            valid_from: row.from,
            valid_to: row.to.or(was.valid_to),
            successor: successor.or(was.successor),
        };
        let differs = [
            (village::NAME, was.name != now.name),
            (village::FROM, was.valid_from != now.valid_from),
            (village::TO, was.valid_to != now.valid_to),
            (village::SUCCESSOR, was.successor != now.successor),
        ];
        let columns = List::Villages.names_of(&differs);
        if !columns.is_empty() {
            work.write(now.clone(), PersonalPart::default());
            work.villages.insert(key, (id, now));
        }
        work.count(List::Villages, line, Became::of(columns));
    }
}

fn read(cells: &mut Cells<'_>) -> Option<VillageRow> {
    let name = cells.needed_text(village::NAME);
    let from = cells.needed_day(village::FROM);
    let to = cells.day(village::TO);
    let successor = cells.text(village::SUCCESSOR);
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        cells.refuse::<()>(village::TO, Problem::EndsBeforeItBegins);
    }
    Some(VillageRow { name: name?, from: from?, to, successor })
}

/// Leaves out rows whose successor cannot be; that may in turn take a successor away
/// from another row, so this goes on until nothing changes.
fn with_good_successors(
    work: &mut Work<'_>,
    mut rows: Vec<Good<VillageRow>>,
) -> Vec<Good<VillageRow>> {
    loop {
        let ends: BTreeMap<String, (Option<Day>, Option<String>)> = work
            .villages
            .values()
            .map(|(_, known)| {
                let successor = known
                    .successor
                    .and_then(|id| work.villages.values().find(|(other, _)| *other == id));
                let successor = successor.map(|(_, village)| village.key.clone());
                (known.key.clone(), (known.valid_to, successor))
            })
            .chain(
                rows.iter()
                    .map(|good| (good.key.clone(), (good.row.to, good.row.successor.clone()))),
            )
            .collect();
        let before = rows.len();
        rows.retain(|good| {
            let problem = successor_problem(&good.key, &good.row, &ends);
            if let Some(problem) = problem {
                work.refuse(List::Villages, good.line, village::SUCCESSOR, problem);
            }
            problem.is_none()
        });
        if rows.len() == before {
            return rows;
        }
    }
}

fn successor_problem(
    key: &str,
    row: &VillageRow,
    ends: &BTreeMap<String, (Option<Day>, Option<String>)>,
) -> Option<Problem> {
    let successor = row.successor.as_ref()?;
    let Some(ended) = row.to else { return Some(Problem::SuccessorWithoutEnd) };
    let mut seen = BTreeSet::from([key]);
    let mut at = Some(successor.as_str());
    while let Some(next) = at {
        if !seen.insert(next) {
            return Some(Problem::SuccessorRing);
        }
        at = ends.get(next).and_then(|(_, successor)| successor.as_deref());
    }
    match ends.get(successor) {
        None => Some(Problem::UnknownVillage),
        Some((Some(other), _)) if *other <= ended => Some(Problem::SuccessorGone),
        Some(_) => None,
    }
}
