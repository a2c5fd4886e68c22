//! Residents: adults only, and no more about each than the domain needs.

use camtay_journal::entry::{
    Occupation, PersonalPart, PhoneKind, ResidentAdded, ResidentChanged, Status,
};
use camtay_journal::ids::HouseholdId;

use super::ListFile;
use super::bad::Problem;
use super::cells::{Cells, Words};
use super::columns::{List, resident};
use super::work::{Became, Good, Work};

const YES_NO: &Words<bool> =
    &[(&["co", "x", "dung", "yes", "true", "1"], true), (&["khong", "no", "false", "0"], false)];
const PHONE_KINDS: &Words<PhoneKind> = &[
    (&["rieng", "may rieng", "own"], PhoneKind::Own),
    (&["chung", "dung chung", "shared"], PhoneKind::Shared),
    (&["phim", "may phim", "ban phim", "keypad"], PhoneKind::Keypad),
    (&["khong", "khong co", "none"], PhoneKind::None),
];
const OCCUPATIONS: &Words<Occupation> = &[
    (&["cong nhan", "nguoi lao dong", "worker"], Occupation::Worker),
    (&["khac", "other"], Occupation::Other),
];
const STATUSES: &Words<Status> = &[
    (&["dang o", "thuong tru", "tam tru", "active"], Status::Active),
    (&["chuyen di", "da chuyen di", "moved away"], Status::MovedAway),
    (&["da mat", "died"], Status::Died),
    (&["khach", "guest"], Status::Guest),
];

struct ResidentRow {
    household: HouseholdId,
    name: String,
    birth_year: Option<u16>,
    adult: Option<bool>,
    phone: Option<String>,
    phone_kind: Option<PhoneKind>,
    occupation: Option<Occupation>,
    status: Option<Status>,
}

pub(super) fn plan(work: &mut Work<'_>, file: &ListFile) {
    let rows = work.rows(file, read);
    for Good { line, key, row } in rows {
        let became = one(work, key, row);
        work.count(List::Residents, line, became);
    }
}

fn one(work: &mut Work<'_>, key: String, row: ResidentRow) -> Became {
    let state = work.ground.state;
    let known = work.ground.keys.residents.get(&key).copied();
    let Some(was) = known.and_then(|id| state.resident(id)) else {
        let added = ResidentAdded {
            household: row.household,
            // Somebody of unknown age counts as an adult only by a person's word.
            adult: row.adult.unwrap_or(false),
            status: row.status.unwrap_or(Status::Active),
            phone_kind: row.phone_kind,
            occupation: row.occupation,
        };
        let part = PersonalPart {
            name: Some(row.name),
            birth_year: row.birth_year,
            phone: row.phone,
            ..PersonalPart::default()
        };
        let id = work.write(added, part);
        work.keep_key(List::Residents, key, id);
        return Became::New;
    };
    if was.erased {
        return Became::Erased;
    }
    let new_name = was.part.name.as_ref() != Some(&row.name);
    let new_year = row.birth_year.is_some() && was.part.birth_year != row.birth_year;
    let new_phone = row.phone.is_some() && was.part.phone != row.phone;
    let changed = ResidentChanged {
        household: Some(row.household).filter(|household| *household != was.household),
        status: row.status.filter(|status| *status != was.status),
        adult: row.adult.filter(|adult| *adult != was.adult),
        phone_kind: row.phone_kind.filter(|kind| Some(*kind) != was.phone_kind),
        occupation: row.occupation.filter(|group| Some(*group) != was.occupation),
        ..ResidentChanged::of(was.id)
    };
    let columns = List::Residents.names_of(&[
        (resident::HOUSEHOLD, changed.household.is_some()),
        (resident::NAME, new_name),
        (resident::BIRTH_YEAR, new_year),
        (resident::ADULT, changed.adult.is_some()),
        (resident::PHONE, new_phone),
        (resident::PHONE_KIND, changed.phone_kind.is_some()),
        (resident::OCCUPATION, changed.occupation.is_some()),
        (resident::STATUS, changed.status.is_some()),
    ]);
    if !columns.is_empty() {
        let part = PersonalPart {
            name: Some(row.name).filter(|_| new_name),
            birth_year: row.birth_year.filter(|_| new_year),
            phone: row.phone.filter(|_| new_phone),
            ..PersonalPart::default()
        };
        work.write(changed, part);
    }
    Became::of(columns)
}

fn read(work: &Work<'_>, cells: &mut Cells<'_>) -> Option<ResidentRow> {
    let household = cells.needed_text(resident::HOUSEHOLD);
    let household = household.and_then(|key| match work.households.get(&key) {
        Some(id) => Some(*id),
        None => cells.refuse(resident::HOUSEHOLD, Problem::UnknownHousehold),
    });
    let name = cells.needed_text(resident::NAME);
    let birth_year = cells.birth_year(resident::BIRTH_YEAR);
    let by_word = cells.word(resident::ADULT, YES_NO, "có, không");
    if by_word == Some(false) {
        cells.refuse::<()>(resident::ADULT, Problem::Minor);
    }
    let phone = cells.phone(resident::PHONE);
    let phone_kind = cells.word(resident::PHONE_KIND, PHONE_KINDS, "riêng, chung, phím, không");
    let occupation =
        cells.word(resident::OCCUPATION, OCCUPATIONS, "công nhân, người lao động, khác");
    let status = cells.word(resident::STATUS, STATUSES, "đang ở, chuyển đi, đã mất, khách");
    Some(ResidentRow {
        household: household?,
        name: name?,
        birth_year,
        // A birth year that was accepted is that of an adult.
        adult: birth_year.map(|_| true).or(by_word),
        phone,
        phone_kind,
        occupation,
        status,
    })
}
