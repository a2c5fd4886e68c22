//! Teams and the villages that they look after.

use camtay_journal::entry::{PersonalPart, TeamDefined};
use camtay_journal::ids::{TeamId, VillageId};
use camtay_journal::vietnamese::Day;

use super::ListFile;
use super::bad::Problem;
use super::cells::Cells;
use super::columns::{List, team};
use super::work::{Became, Good, Work};

struct TeamRow {
    name: String,
    villages: Vec<VillageId>,
    ended: Option<Day>,
}

pub(super) fn plan(work: &mut Work<'_>, file: &ListFile) {
    let rows = work.rows(file, read);
    for Good { line, key, row } in rows {
        let TeamRow { name, villages, ended } = row;
        let control = &work.ground.state.control;
        let known = work.teams.get(&key).copied();
        let was = known.and_then(|id| control.teams().find(|(other, _)| *other == id));
        let Some((id, was)) = was.map(|(id, was)| (id, was.clone())) else {
            let new = TeamDefined { team: None, key: key.clone(), name, villages, ended };
            let id = TeamId(work.write(new, PersonalPart::default()));
            work.teams.insert(key, id);
            work.count(List::Teams, line, Became::New);
            continue;
        };
        let mut had = was.villages.clone();
        had.sort_unstable();
        let differs = [
            (team::NAME, was.name != name),
            (team::VILLAGES, had != villages),
            (team::ENDED, ended.is_some() && was.ended != ended),
        ];
        let columns = List::Teams.names_of(&differs);
        if !columns.is_empty() {
            let ended = ended.or(was.ended);
            let now = TeamDefined { team: Some(id), key, name, villages, ended };
            work.write(now, PersonalPart::default());
        }
        work.count(List::Teams, line, Became::of(columns));
    }
}

fn read(work: &Work<'_>, cells: &mut Cells<'_>) -> Option<TeamRow> {
    let name = cells.needed_text(team::NAME);
    cells.needed_text(team::VILLAGES);
    let mut villages = Vec::new();
    for key in cells.keys(team::VILLAGES).unwrap_or_default() {
        match work.villages.get(&key) {
            Some((id, _)) => villages.push(*id),
            None => return cells.refuse(team::VILLAGES, Problem::UnknownVillage),
        }
    }
    villages.sort_unstable();
    let ended = cells.day(team::ENDED);
    Some(TeamRow { name: name?, villages, ended })
}
