//! `camtay-hub check` finds one row that was edited by hand, in any table.

use camtay_core::api::StepOutcome;
use camtay_journal::entry::{SessionKind, Status};
use camtay_tests::harness::{Hall, InProcessPhone, copy_folder};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::commune::{self, NEVER_SHARE, change, whole};

/// A hall with something in every table, stopped.
fn hall() -> Hall {
    let mut hall = commune::hall();
    let phone = InProcessPhone::new();
    phone.enrol_at(&hall, &hall.invite("AN"), &["DONG", "TAY"]);
    let household = phone.new_household(&phone.village("Đông"), "Nguyễn Văn Ba");
    let resident = phone.new_resident(&household, "Nguyễn Văn Ba");
    // In another village's session, so that the table of guests has a row.
    let session = phone.new_session(&phone.village("Tây"), SessionKind::CampaignDay);
    let mut guide = whole(&resident, NEVER_SHARE, StepOutcome::Helped);
    guide.session = Some(session);
    phone.guide_whole(guide).unwrap();
    let left = phone.new_resident(&household, "Trần Thị Bốn");
    let mut gone = change(&left);
    gone.status = Some(Status::MovedAway);
    phone.change_resident(gone).unwrap();
    phone.hand_in();
    hall.stop();
    hall
}

/// The tables of a store with their columns that are no key.
fn columns(store: &Connection) -> Vec<(String, String)> {
    let mut statement = store
        .prepare(
            "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c
             WHERE t.type = 'table' AND t.name LIKE 'state\\_%' ESCAPE '\\' AND c.pk = 0",
        )
        .unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

/// The same value with its last bit turned.
fn edited(value: Value) -> Value {
    match value {
        Value::Integer(number) => Value::Integer(number ^ 1),
        Value::Blob(mut bytes) => {
            *bytes.last_mut().expect("not empty") ^= 1;
            Value::Blob(bytes)
        }
        Value::Text(text) => Value::Text(format!("{text}x")),
        other => panic!("{other:?} can't be edited"),
    }
}

#[test]
fn check_is_clean_and_then_finds_one_edited_row_of_each_state_table() {
    let hall = hall();
    let clean = hall.check();
    assert_eq!(clean.code, 0, "{}", clean.out);
    assert!(clean.out.contains("0 differences"), "{}", clean.out);

    let columns = columns(&hall.store_by_hand(&hall.data()));
    for table in ["control", "household", "resident", "session", "guest", "log", "digest"] {
        let table = format!("state_{table}");
        assert!(columns.iter().any(|(known, _)| *known == table), "{table} is gone: {columns:?}");
    }
    for (table, column) in columns {
        let copy = tempfile::tempdir().unwrap();
        copy_folder(&hall.data(), copy.path());
        let store = hall.store_by_hand(copy.path());
        let all = format!("SELECT {column} FROM {table}");
        let value: Value = store.query_row(&all, [], |row| row.get(0)).unwrap();
        let edit = format!("UPDATE {table} SET {column} = ?2 WHERE {column} = ?1");
        store.execute(&edit, (&value, edited(value.clone()))).unwrap();
        drop(store);
        let check = hall.check_of(copy.path());
        assert_eq!(check.code, 3, "{table}.{column}: {}{}", check.out, check.err);
        assert!(check.out.contains("different"), "{}", check.out);
    }
}

#[test]
fn check_finds_a_deleted_row_and_an_edited_batch() {
    let hall = hall();
    for edit in [
        "DELETE FROM state_resident WHERE id = (SELECT min(id) FROM state_resident)",
        "DELETE FROM state_log WHERE log = (SELECT max(log) FROM state_log)",
        "UPDATE chunk SET batch = CAST(substr(batch, 1, length(batch) - 1) || x'00' AS BLOB)
         WHERE arrival = (SELECT max(arrival) FROM chunk)",
        "UPDATE watermark SET next_seq = next_seq - 1",
    ] {
        let copy = tempfile::tempdir().unwrap();
        copy_folder(&hall.data(), copy.path());
        let store = hall.store_by_hand(copy.path());
        assert!(store.execute(edit, []).unwrap() >= 1, "{edit}");
        drop(store);
        let check = hall.check_of(copy.path());
        assert_eq!(check.code, 3, "{edit}: {}{}", check.out, check.err);
    }
}
