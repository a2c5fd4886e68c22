//! People are forgotten for good: in the store, in pages, in what comes late.

use std::process::{Command, Output};

use camtay_hub::check::check;
use camtay_hub::erasure::{erase, reached};
use camtay_hub::hall::open_store;
use camtay_hub::store::Store;
use camtay_journal::codec::batch::Batch;
use camtay_journal::entry::{
    ErasureAsked, HouseholdAdded, ResidentAdded, ResidentChanged, Status, Subject,
};
use camtay_journal::ids::{EntryId, HouseholdId, ResidentId};

use crate::world::{MORNING, Phone, World, get, named};

const NAME: &str = "Đoàn Quỳnh Ngọc Trâm";

fn resident(world: &World, phone: &mut Phone) -> EntryId {
    let household = HouseholdId(phone.add_with(
        MORNING,
        HouseholdAdded { village: world.villages[0] },
        Some(named("Trần Văn Ba")),
    ));
    let added = ResidentAdded {
        household,
        adult: true,
        status: Status::Active,
        phone_kind: None,
        occupation: None,
    };
    phone.add_with(MORNING, added, Some(named(NAME)))
}

/// Whether a stored batch still has the name.
fn stored(world: &World) -> bool {
    let (store, _) = open_store(&world.place).unwrap();
    store.chunks_after(0, 1_000).unwrap().iter().any(|chunk| {
        let entries = Batch::stored_entries(&chunk.batch).unwrap();
        entries
            .iter()
            .filter_map(|it| it.personal.part())
            .any(|it| it.name.as_deref() == Some(NAME))
    })
}

fn problems(world: &World) -> Vec<String> {
    let (store, keys) = open_store(&world.place).unwrap();
    check(&store, &keys).unwrap().problems
}

fn typed(world: &World, words: &[&str]) -> Output {
    let mut arguments = vec!["erase", world.folder.to_str().unwrap()];
    arguments.extend(words);
    Command::new(env!("CARGO_BIN_EXE_camtay-hub")).args(arguments).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[tokio::test]
async fn an_erased_name_leaves_store_pages_and_files_and_every_signature_holds() {
    let world = World::new(1);
    let mut phone = world.phone(0);
    let id = resident(&world, &mut phone);
    world.take(&phone, 0, 2).unwrap();
    world.hall.save_checkpoint().unwrap();
    assert!(stored(&world));

    assert_eq!(erase(&world.hall, id).unwrap(), [Subject::Resident(ResidentId(id))]);
    assert!(!stored(&world));
    assert_eq!(problems(&world), [""; 0]);
    let token = phone.token(&world).await.unwrap();
    let village = world.villages[0].to_string();
    let page = phone.page(&world, &token, &village, 0).await.unwrap();
    let names: Vec<_> = page.entries.iter().filter_map(|it| it.personal.part()).collect();
    assert_eq!(names, [&named("Trần Văn Ba")]);
    let view = world.hall.state().resident(ResidentId(id)).unwrap();
    assert!(view.erased && view.adult, "the count stays");
    for file in std::fs::read_dir(&world.folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            assert!(!bytes.windows(8).any(|it| it == "Ngọc T".as_bytes()), "{}", path.display());
        }
    }
    // After a restart everything is folded from what is left.
    let other = world.other_process();
    assert_eq!(other.state().digests(), world.hall.state().digests());
}

#[tokio::test]
async fn what_comes_late_brings_nobody_back() {
    let world = World::new(1);
    let mut phone = world.phone(0);
    let id = resident(&world, &mut phone);
    world.take(&phone, 0, 2).unwrap();
    phone.add_with(MORNING + 60, ResidentChanged::of(ResidentId(id)), Some(named(NAME)));
    // Another process erases; this one hears of it with the next batch.
    erase(&world.other_process(), id).unwrap();
    let late = world.take(&phone, 2, 3);
    match late {
        Ok(next) => assert_eq!(next, 4),
        // It was checked before the erasure was folded: the phone sends it again.
        Err(_) => assert_eq!(world.take(&phone, 2, 3).unwrap(), 4),
    }
    assert!(!stored(&world));
    assert_eq!(world.hall.state().resident(ResidentId(id)).unwrap().part.name, None);
    assert_eq!(problems(&world), [""; 0]);
    // The phone may send the whole again: it is the same to the hall.
    assert_eq!(world.take(&phone, 0, 3).unwrap(), 4);
}

#[tokio::test]
async fn an_officer_sees_which_phones_have_forgotten_too() {
    let world = World::new(2);
    let mut phone = world.phone(0);
    let far = world.phone(1);
    let id = resident(&world, &mut phone);
    phone.add(MORNING, ErasureAsked { resident: ResidentId(id) });
    world.take(&phone, 0, 3).unwrap();
    assert_eq!(out(&typed(&world, &["list"])), format!("asks to be erased: {id}\n"));

    let asked = typed(&world, &["person", &id.to_string()]);
    assert!(asked.status.success() && out(&asked).contains("would forget"));
    world.hall.refresh().unwrap();
    assert!(stored(&world), "without --for-good nothing happens");
    assert!(typed(&world, &["person", &id.to_string(), "--for-good"]).status.success());
    assert!(!stored(&world));
    world.hall.refresh().unwrap();

    let token = phone.token(&world).await.unwrap();
    let read = phone.page(&world, &token, "control", 0).await.unwrap().next;
    let asked = format!("/v1/standing?control={read}");
    world.call(get(&asked, Some(&token))).await.unwrap();
    let reached = reached(&world.hall).unwrap();
    assert_eq!(reached[0].confirmed, [phone.device()]);
    assert_eq!(reached[0].waiting, [(far.device(), None)]);
    let listed = out(&typed(&world, &["list"]));
    assert!(listed.contains("forgotten by 1 of 2 phones"), "{listed}");
    assert!(listed.contains("volunteer n1 (never here)"), "{listed}");
    assert!(!listed.contains("asks to be erased"), "{listed}");
}

#[test]
fn an_unknown_id_is_refused_and_nothing_is_written() {
    let world = World::new(1);
    let mark = world.hall.mark(world.hall.device()).unwrap();
    let refused = typed(&world, &["person", "0123456789abcdef-7", "--for-good"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("the hall knows no resident"));
    assert_eq!(world.hall.mark(world.hall.device()).unwrap(), mark);
}
