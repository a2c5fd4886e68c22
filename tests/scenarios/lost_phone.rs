//! A lost phone: suspended, found again, revoked, told to forget everything; and what it
//! hands in meanwhile waits for an officer, who takes it or refuses it as a whole.

use camtay_core::api::{Error, HallProblem, PhoneStatus, StepOutcome};
use camtay_journal::keys::SoftwareKey;
use camtay_journal::notice::{Command, Order};
use camtay_tests::harness::{Hall, InProcessPhone, Said, files_under};
use rand::SeedableRng;
use rand::rngs::StdRng;

use crate::commune::{self, NEVER_SHARE, count, report, whole};
use crate::forged;

fn hall() -> Hall {
    let hall = commune::hall();
    commune::make_essential(&hall, &[NEVER_SHARE]);
    hall
}

/// A resident who was guided through one skill: four entries.
fn guided(phone: &InProcessPhone, name: &str) -> String {
    let village = phone.village("Đông");
    let household = phone.new_household(&village, &format!("Chủ nhà {name}"));
    let resident = phone.new_resident(&household, name);
    phone.guide_whole(whole(&resident, NEVER_SHARE, StepOutcome::Helped)).unwrap();
    resident
}

fn practised(hall: &Hall) -> u64 {
    count(&report(hall), "3.3", "residents")
}

fn said(hall: &Hall, words: &[&str]) -> Said {
    let data = hall.data().display().to_string();
    hall.say(&[&[words[0], &data], &words[1..]].concat())
}

fn told(hall: &Hall, words: &[&str]) -> String {
    let said = said(hall, words);
    assert_eq!(said.code, 0, "{words:?}: {said:?}");
    said.out
}

fn id(phone: &InProcessPhone) -> String {
    forged::device(phone).to_string()
}

fn refused(problem: HallProblem) -> Error {
    Error::Hall { problem }
}

fn wiped(phone: &InProcessPhone) -> bool {
    matches!(phone.status().unwrap(), PhoneStatus::Wiped { .. })
}

#[test]
fn a_suspended_phone_gets_nothing_and_loses_nothing() {
    let hall = hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    let other = InProcessPhone::enrolled(&hall, "BINH");
    guided(&phone, "Nguyễn Thị Hoa");
    let listed = told(&hall, &["suspend", &id(&phone), "--why", "để quên trên xe"]);
    assert!(listed.contains("gets nothing from now on"), "{listed}");
    let theirs = guided(&other, "Trần Văn Hai");
    other.hand_in();

    assert_eq!(phone.try_hand_in().unwrap_err(), refused(HallProblem::Suspended));
    assert_eq!(phone.try_pull().unwrap_err(), refused(HallProblem::Suspended));
    assert!(phone.resident(theirs.clone(), "vi".to_owned()).is_err());
    assert!(phone.upload_page().unwrap().suspended);
    assert_eq!(phone.waiting().unwrap().records, 4, "it has no receipt");
    assert_eq!(practised(&hall), 1, "the other phone's");
    let waits = told(&hall, &["bundle", "list"]);
    assert!(waits.contains(&format!("{}: entries 1 to 4", id(&phone))), "{waits}");
    let phones = told(&hall, &["phones"]);
    let line = phones.lines().find(|line| line.starts_with(&id(&phone))).unwrap();
    for word in ["volunteer AN", "suspended", "4 wait", "(để quên trên xe)"] {
        assert!(line.contains(word), "{word}: {line}");
    }
    assert_eq!(hall.check().code, 0);

    // Found again: what it handed in counts, and it goes on as if nothing had been.
    let resumed = told(&hall, &["resume", &id(&phone)]);
    assert!(resumed.contains("4 entries"), "{resumed}");
    assert_eq!(practised(&hall), 2);
    phone.hand_in();
    phone.pull();
    assert_eq!(phone.waiting().unwrap().records, 0);
    assert_eq!(phone.resident(theirs, "vi".to_owned()).unwrap().name, "Trần Văn Hai");
    assert_eq!(phone.digests()["Đông"], hall.digests_by_key()["DONG"]);
    assert_eq!(practised(&hall), 2);
    assert_eq!(told(&hall, &["bundle", "list"]), "nothing waits of any phone\n");
    assert_eq!(hall.check().code, 0);
}

#[test]
fn what_comes_after_a_revocation_is_one_bundle_to_take_or_refuse() {
    let hall = hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    guided(&phone, "Nguyễn Thị Hoa");
    phone.hand_in();
    // Two visits later it is revoked. Their clocks say nothing: the hall hasn't got them.
    guided(&phone, "Trần Văn Hai");
    let revoked = told(&hall, &["revoke", &id(&phone)]);
    assert!(revoked.contains("up to 4 count"), "{revoked}");
    assert_eq!(phone.try_hand_in().unwrap_err(), refused(HallProblem::Revoked));
    assert!(phone.upload_page().unwrap().revoked);
    assert!(!wiped(&phone), "nobody ordered that");
    assert_eq!(practised(&hall), 1);

    // The same by file changes nothing; a further visit by file joins the bundle.
    let bag = tempfile::tempdir().unwrap();
    let save = || phone.save_parcel(bag.path().display().to_string()).unwrap();
    let file = save();
    let received = told(&hall, &["receive", &file]);
    assert!(received.contains("0 new entries set aside"), "{received}");
    guided(&phone, "Lê Thị Ba");
    let file = save();
    let received = told(&hall, &["receive", &file]);
    assert!(received.contains("4 new entries set aside"), "{received}");
    assert!(told(&hall, &["bundle", "list"]).contains("entries 5 to 12"));
    assert_eq!(practised(&hall), 1);

    // Refused, it stays refused however often it comes.
    told(&hall, &["bundle", "refuse", &id(&phone)]);
    for _ in 0..2 {
        told(&hall, &["receive", &file]);
        assert!(told(&hall, &["bundle", "list"]).ends_with(": refused\n"));
        assert!(told(&hall, &["phones"]).contains("0 wait"));
    }
    assert_eq!((practised(&hall), hall.check().code), (1, 0));

    // The officer thinks again. Taken, it counts once.
    told(&hall, &["bundle", "take", &id(&phone)]);
    assert_eq!(practised(&hall), 3);
    for _ in 0..2 {
        told(&hall, &["receive", &file]);
        assert_eq!(said(&hall, &["bundle", "take", &id(&phone)]).code, 1);
    }
    assert_eq!((practised(&hall), hall.check().code), (3, 0));
    // It stays out, and others see what it wrote.
    assert_eq!(phone.try_hand_in().unwrap_err(), refused(HallProblem::Revoked));
    let other = InProcessPhone::enrolled(&hall, "BINH");
    assert_eq!(other.digests()["Đông"], hall.digests_by_key()["DONG"]);
    assert_eq!(said(&hall, &["resume", &id(&phone)]).code, 1, "revoked is for good");
}

#[test]
fn a_revoked_phone_sends_what_it_gave_away_as_a_file_that_never_came() {
    let hall = hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    guided(&phone, "Nguyễn Thị Hoa");
    let bag = tempfile::tempdir().unwrap();
    phone.save_parcel(bag.path().display().to_string()).unwrap();
    told(&hall, &["revoke", &id(&phone)]);
    assert_eq!(phone.try_hand_in().unwrap_err(), refused(HallProblem::Revoked));
    assert!(told(&hall, &["bundle", "list"]).contains("entries 1 to 4"));
}

#[test]
fn a_phone_ordered_to_forget_everything_gives_its_outbox_away_first() {
    let hall = hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    let other = InProcessPhone::enrolled(&hall, "BINH");
    guided(&other, "Trần Văn Hai");
    other.hand_in();
    phone.pull();
    guided(&phone, "Nguyễn Thị Hoa");
    let keys = std::fs::read(phone.folder().join("keys")).unwrap();
    let device = id(&phone);
    told(&hall, &["revoke", &device, "--wipe"]);
    assert!(told(&hall, &["phones"]).contains("revoked, to forget everything"));

    assert_eq!(phone.try_pull().unwrap_err(), refused(HallProblem::Revoked));
    assert!(wiped(&phone));
    let left: Vec<_> = files_under(phone.folder())
        .into_iter()
        .map(|file| file.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(left.len(), 2, "{left:?}");
    assert!(left.contains(&"wiped.json".to_owned()) && left.contains(&"keys".to_owned()));
    assert_ne!(std::fs::read(phone.folder().join("keys")).unwrap(), keys, "the keys are gone");
    assert_eq!(phone.today().unwrap_err(), Error::Locked);
    // What it had recorded is at the hall, and nobody lost anything.
    assert!(told(&hall, &["bundle", "list"]).contains("entries 1 to 4"));
    told(&hall, &["bundle", "take", &device]);
    assert_eq!(practised(&hall), 2);

    // The volunteer has it back: it is as new, and another phone to the hall.
    phone.create().unwrap();
    phone.enrol_at(&hall, &hall.invite("AN"), &[]);
    assert_ne!(id(&phone), device);
    let _there = phone.resident_called("Nguyễn Thị Hoa");
    assert_eq!(phone.digests()["Đông"], hall.digests_by_key()["DONG"]);
    assert_eq!(hall.check().code, 0);
}

#[test]
fn a_stolen_phone_that_is_locked_hears_the_order_too() {
    let hall = hall();
    let mut phone = InProcessPhone::enrolled(&hall, "AN");
    phone.set_pin("135790".to_owned()).unwrap();
    guided(&phone, "Nguyễn Thị Hoa");
    phone.lock().unwrap();
    phone.restart_locked();
    assert_eq!(
        phone.wait(phone.check_in()).unwrap(),
        PhoneStatus::Locked { pin: true, biometric: false },
        "the hall ordered nothing"
    );
    told(&hall, &["revoke", &id(&phone), "--wipe"]);
    let status = phone.wait(phone.check_in()).unwrap();
    assert!(matches!(status, PhoneStatus::Wiped { .. }), "{status:?}");
    assert!(phone.unlock("135790".to_owned()).is_err());
    assert!(told(&hall, &["bundle", "list"]).contains("entries 1 to 4"), "the outbox came first");
    // A restart knows it still.
    phone.restart_locked();
    assert!(wiped(&phone));
}

#[test]
fn the_order_travels_with_a_reply_and_waits_for_what_was_not_given_away() {
    let hall = hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    guided(&phone, "Nguyễn Thị Hoa");
    let bag = tempfile::tempdir().unwrap();
    let folder = bag.path().display().to_string();
    let file = phone.save_parcel(folder.clone()).unwrap();
    told(&hall, &["revoke", &id(&phone), "--wipe"]);
    told(&hall, &["receive", &file, "--replies", &folder]);
    let reply = std::fs::read(file.replace(".ctp", ".ctr")).unwrap();
    // One more visit, before the colleague is back with the reply.
    guided(&phone, "Trần Văn Hai");
    phone.take_reply(reply).unwrap();
    assert!(!wiped(&phone), "the last visit is nowhere else yet");
    let file = phone.save_parcel(folder).unwrap();
    assert!(wiped(&phone));
    told(&hall, &["receive", &file]);
    assert!(told(&hall, &["bundle", "list"]).contains("entries 1 to 8"));
    assert_eq!(hall.check().code, 0);
}

#[test]
fn an_order_that_is_forged_for_another_phone_or_old_does_nothing() {
    let hall = hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    let other = InProcessPhone::enrolled(&hall, "BINH");
    // Two orders that the phone hears: stop, and carry on.
    told(&hall, &["suspend", &id(&phone)]);
    assert_eq!(phone.try_pull().unwrap_err(), refused(HallProblem::Suspended));
    told(&hall, &["resume", &id(&phone)]);
    phone.pull();

    let library = hall.library();
    let identity = &library.keys().identity;
    let stranger = SoftwareKey::generate(&mut StdRng::seed_from_u64(5));
    let wipe = Order {
        hall: library.device(),
        device: forged::device(&phone),
        generation: 1,
        number: 3,
        command: Command::Wipe,
    };
    let bad = [
        ("of a stranger", wipe.sign(&stranger)),
        ("for another phone", Order { device: forged::device(&other), ..wipe }.sign(identity)),
        ("of another hall", Order { hall: wipe.device, ..wipe }.sign(identity)),
        ("from before it was resumed", Order { number: 1, ..wipe }.sign(identity)),
        ("the one it has", Order { number: 2, ..wipe }.sign(identity)),
        ("no order", Ok("00".to_owned())),
    ];
    for (why, order) in bad {
        guided(&phone, "Nguyễn Thị Hoa");
        let order = order.unwrap();
        let reply = forged::reply(&hall, &phone, |standing| standing.order = Some(order));
        phone.take_reply(reply).unwrap();
        assert!(!wiped(&phone), "{why}");
    }
    guided(&phone, "Nguyễn Thị Hoa");
    let order = wipe.sign(identity).unwrap();
    let reply = forged::reply(&hall, &phone, |standing| standing.order = Some(order));
    phone.take_reply(reply).unwrap();
    assert!(wiped(&phone), "the right one does");
}

#[test]
fn what_makes_no_sense_is_refused_in_a_sentence() {
    let hall = hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    let nobody = "0123456789abcdef";
    for words in [
        &["suspend", nobody][..],
        &["resume", nobody],
        &["revoke", nobody],
        &["bundle", "take", nobody],
        &["bundle", "refuse", nobody],
        &["resume", &id(&phone)],
        &["bundle", "take", &id(&phone)],
    ] {
        let said = said(&hall, words);
        assert_eq!(said.code, 1, "{words:?}: {said:?}");
        assert!(said.err.len() > 20, "{said:?}");
    }
    told(&hall, &["suspend", &id(&phone)]);
    assert_eq!(said(&hall, &["suspend", &id(&phone)]).code, 1);
    guided(&phone, "Nguyễn Thị Hoa");
    let _suspended = phone.try_hand_in();
    let said = said(&hall, &["bundle", "refuse", &id(&phone)]);
    assert!(said.code == 1 && said.err.contains("resume it"), "{said:?}");
    assert_eq!(hall.check().code, 0);
}
