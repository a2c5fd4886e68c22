//! `check` finds one edited row of any table.

use camtay_hub::check::{Findings, check};
use camtay_hub::hall::open_store;
use camtay_journal::entry::{
    Guided, HouseholdAdded, Organiser, Outcome, ResidentAdded, SessionKind, SessionOpened, Status,
    Steps,
};
use camtay_journal::ids::{HouseholdId, ResidentId, SessionId, SkillId};

use crate::world::{MORNING, World, named};

/// A hall with something in every table.
fn lived_in() -> World {
    let world = World::new(2);
    let mut phone = world.phone(0);
    let [one, other] = world.villages[..] else { panic!() };
    let household = HouseholdId(phone.add(MORNING, HouseholdAdded { village: one }));
    let added = ResidentAdded {
        household,
        adult: true,
        status: Status::Active,
        phone_kind: None,
        occupation: None,
    };
    let resident = ResidentId(phone.add_with(MORNING, added, Some(named("Võ Thị Sáu"))));
    // In a session of the other village, so that there is a guest.
    let session = SessionId(phone.add(
        MORNING,
        SessionOpened {
            village: other,
            kind: SessionKind::Class,
            audience: Vec::new(),
            organiser: Organiser::Team,
            host: None,
            place: None,
            skills: Vec::new(),
        },
    ));
    phone.add(
        MORNING,
        Guided {
            session: Some(session),
            residents: vec![resident],
            skill: SkillId(1),
            pack: 1,
            steps: Steps::EMPTY,
            whole: Some(Outcome::Helped),
            come_back: None,
        },
    );
    world.take(&phone, 0, 4).unwrap();
    assert!(world.hall.save_checkpoint().unwrap());
    world
}

fn findings(world: &World) -> Findings {
    let (store, keys) = open_store(&world.place).unwrap();
    check(&store, &keys).unwrap()
}

fn edit(world: &World, sql: &str) {
    let connection = world.store_by_hand();
    let changed = connection.execute(sql, []).unwrap();
    assert!(changed > 0, "{sql}");
}

#[test]
fn an_untouched_store_is_found_good_with_the_halls_digests() {
    let world = lived_in();
    let found = findings(&world);
    assert_eq!(found.problems, Vec::<String>::new());
    let digests: Vec<_> = found.digests.iter().map(|(id, .., digest)| (*id, *digest)).collect();
    assert_eq!(digests, world.hall.state().digests().into_iter().collect::<Vec<_>>());
    assert_eq!(found.devices, 2);
}

#[test]
fn one_edited_row_of_any_table_is_found() {
    // The last byte of a value is changed, as somebody with an editor would.
    let changed = |column: &str| {
        format!(
            "CAST(substr({column}, 1, length({column}) - 1) || \
             CASE WHEN substr({column}, -1) = x'07' THEN x'08' ELSE x'07' END AS BLOB)"
        )
    };
    let one = |table: &str, key: &str, column: &str| {
        format!(
            "UPDATE {table} SET {column} = {} WHERE {key} = (SELECT max({key}) FROM {table})",
            changed(column)
        )
    };
    for sql in [
        one("state_control", "only_row", "facts"),
        one("state_household", "id", "facts"),
        one("state_resident", "id", "facts"),
        one("state_session", "id", "facts"),
        one("state_guest", "session", "villages"),
        one("state_log", "log", "items"),
        one("state_digest", "village", "digest"),
        one("watermark", "device", "head"),
        one("chunk", "arrival", "batch"),
        one("chunk", "arrival", "head_after"),
        one("pack", "rowid", "file"),
        "UPDATE chunk SET count = count + 1 WHERE arrival = 2".to_owned(),
        "UPDATE watermark SET next_seq = next_seq - 1".to_owned(),
        "UPDATE watermark SET receipts = receipts + 1".to_owned(),
        "UPDATE checkpoint SET arrival = arrival - 1".to_owned(),
        "UPDATE checkpoint SET arrival = arrival + 1".to_owned(),
        "UPDATE checkpoint SET entries = entries + 1".to_owned(),
        "DELETE FROM state_resident".to_owned(),
        "DELETE FROM watermark WHERE receipts = 1".to_owned(),
        "DELETE FROM chunk WHERE arrival = (SELECT max(arrival) FROM chunk)".to_owned(),
        "INSERT INTO state_household SELECT x'00112233445566778801', facts FROM state_household"
            .to_owned(),
        "UPDATE hall SET device = x'0011223344556677'".to_owned(),
    ] {
        let world = lived_in();
        edit(&world, &sql);
        assert!(!findings(&world).problems.is_empty(), "not found: {sql}");
    }
}

#[test]
fn two_rows_that_were_swapped_are_found() {
    let world = lived_in();
    edit(&world, "UPDATE state_log SET items = (SELECT items FROM state_log ORDER BY log LIMIT 1)");
    assert!(!findings(&world).problems.is_empty());
}

#[test]
fn a_checkpoint_that_lags_behind_is_good() {
    let world = lived_in();
    let mut phone = world.phone(1);
    phone.add(MORNING, HouseholdAdded { village: world.villages[1] });
    world.take(&phone, 0, 1).unwrap();
    assert_eq!(findings(&world).problems, Vec::<String>::new());
    assert!(world.hall.save_checkpoint().unwrap());
    assert!(!world.hall.save_checkpoint().unwrap(), "nothing new");
    assert_eq!(findings(&world).problems, Vec::<String>::new());
}
