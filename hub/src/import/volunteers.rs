//! Volunteers and the teams that they belong to.

use camtay_journal::entry::{
    PersonalPart, Subject, TeamJoined, TeamLeft, VolunteerDefined, VolunteerKind,
};
use camtay_journal::ids::{TeamId, VolunteerId};
use camtay_journal::vietnamese::Day;

use super::ListFile;
use super::bad::Problem;
use super::cells::{Cells, Words};
use super::columns::{List, volunteer};
use super::work::{Became, Good, Work};

const KINDS: &Words<VolunteerKind> = &[
    (&["to vien", "thanh vien to", "team member"], VolunteerKind::TeamMember),
    (&["doan vien", "doan thanh nien", "youth union"], VolunteerKind::YouthUnion),
    (&["hoc sinh", "sinh vien", "hoc sinh, sinh vien", "pupil", "student"], VolunteerKind::Pupil),
    (&["giao vien", "teacher"], VolunteerKind::Teacher),
    (&["vien thong", "nhan vien vien thong", "telecom"], VolunteerKind::Telecom),
    (&["can bo", "can bo xa", "cong chuc", "officer"], VolunteerKind::Officer),
];
const KINDS_SHOWN: &str = "tổ viên, đoàn viên, học sinh, sinh viên, giáo viên, viễn thông, cán bộ";

struct VolunteerRow {
    name: String,
    kind: VolunteerKind,
    phone: Option<String>,
    /// `None` where the cell is blank.
    teams: Option<Vec<TeamId>>,
    joined: Day,
    trained: Option<Day>,
}

pub(super) fn plan(work: &mut Work<'_>, file: &ListFile) {
    let rows = work.rows(file, read);
    for Good { line, key, row } in rows {
        let control = &work.ground.state.control;
        let known = control.volunteers().find(|(_, known)| known.key == key);
        let Some((id, was)) = known.map(|(id, was)| (id, was.clone())) else {
            let new =
                VolunteerDefined { volunteer: None, key, kind: row.kind, trained: row.trained };
            let part = PersonalPart {
                name: Some(row.name.clone()),
                phone: row.phone.clone(),
                ..PersonalPart::default()
            };
            let id = VolunteerId(work.write(new, part));
            join_and_leave(work, id, &row);
            work.count(List::Volunteers, line, Became::New);
            continue;
        };
        if control.is_erased(Subject::Volunteer(id)) {
            work.count(List::Volunteers, line, Became::Erased);
            continue;
        }
        let part = control.volunteer_part(id);
        let new_name = part.name.as_ref() != Some(&row.name);
        let new_phone = row.phone.is_some() && part.phone != row.phone;
        let mut columns = List::Volunteers.names_of(&[
            (volunteer::NAME, new_name),
            (volunteer::KIND, was.kind != row.kind),
            (volunteer::PHONE, new_phone),
            (volunteer::TRAINED, row.trained.is_some() && was.trained != row.trained),
        ]);
        if !columns.is_empty() {
            let trained = row.trained.or(was.trained);
            let now = VolunteerDefined { volunteer: Some(id), key, kind: row.kind, trained };
            let part = PersonalPart {
                name: new_name.then(|| row.name.clone()),
                phone: row.phone.clone().filter(|_| new_phone),
                ..PersonalPart::default()
            };
            work.write(now, part);
        }
        if join_and_leave(work, id, &row) {
            columns.extend(List::Volunteers.names_of(&[(volunteer::TEAMS, true)]));
        }
        work.count(List::Volunteers, line, Became::of(columns));
    }
}

/// Brings the memberships into line with the row, where it speaks of them. Returns
/// whether something had to be written.
fn join_and_leave(work: &mut Work<'_>, id: VolunteerId, row: &VolunteerRow) -> bool {
    let Some(teams) = &row.teams else { return false };
    let control = &work.ground.state.control;
    let today = work.ground.today;
    let is_member = |team: TeamId, on: Day| control.members(team, on).any(|member| member == id);
    let mut joins = Vec::new();
    for team in teams {
        if !is_member(*team, row.joined) {
            joins.push(TeamJoined { team: *team, volunteer: id, on: row.joined });
        }
        // Left since, and now in the list again.
        let left_later = row.joined < today
            && control.members(*team, row.joined).any(|member| member == id)
            && !is_member(*team, today);
        if left_later {
            joins.push(TeamJoined { team: *team, volunteer: id, on: today });
        }
    }
    let leaves: Vec<_> = control
        .teams()
        .filter(|(team, _)| !teams.contains(team) && is_member(*team, today))
        .map(|(team, _)| TeamLeft { team, volunteer: id, on: today })
        .collect();
    let wrote = !joins.is_empty() || !leaves.is_empty();
    for joined in joins {
        work.write(joined, PersonalPart::default());
    }
    for left in leaves {
        work.write(left, PersonalPart::default());
    }
    wrote
}

fn read(work: &Work<'_>, cells: &mut Cells<'_>) -> Option<VolunteerRow> {
    let name = cells.needed_text(volunteer::NAME);
    let kind = cells.needed_word(volunteer::KIND, KINDS, KINDS_SHOWN);
    let phone = cells.phone(volunteer::PHONE);
    let joined = cells.day(volunteer::JOINED).unwrap_or(work.ground.today);
    let trained = cells.day(volunteer::TRAINED);
    let teams = match cells.keys(volunteer::TEAMS) {
        None => None,
        Some(keys) => {
            let teams: Option<Vec<_>> =
                keys.iter().map(|key| work.teams.get(key).copied()).collect();
            match teams {
                Some(teams) => Some(teams),
                None => cells.refuse(volunteer::TEAMS, Problem::UnknownTeam),
            }
        }
    };
    Some(VolunteerRow { name: name?, kind: kind?, phone, teams, joined, trained })
}
