//! A phone that the hall doesn't hear of for weeks forgets what it pulled, never what it
//! recorded; and the next pull brings everything back.

use camtay_core::api::StepOutcome;
use camtay_tests::harness::{DAY, Hall, InProcessPhone, wall_clock};

use crate::commune::{self, NEVER_SHARE, count, report, whole};

const THEIRS: &str = "Trần Văn Hai";
const OWN: &str = "Nguyễn Thị Hoa";
const NOT_SENT: &str = "Lê Thị Ba";

/// A phone that pulled what a colleague wrote, handed something in itself, and has
/// something that it didn't.
fn story() -> (Hall, InProcessPhone, String) {
    let hall = commune::hall();
    commune::make_essential(&hall, &[NEVER_SHARE]);
    let phone = InProcessPhone::enrolled(&hall, "AN");
    let other = InProcessPhone::enrolled(&hall, "BINH");
    let theirs = guided(&other, THEIRS);
    other.hand_in();
    guided(&phone, OWN);
    phone.hand_in();
    phone.pull();
    // The colleague's resident learns something from this phone too.
    phone.guide_whole(whole(&theirs, NEVER_SHARE, StepOutcome::Alone)).unwrap();
    guided(&phone, NOT_SENT);
    (hall, phone, theirs)
}

fn guided(phone: &InProcessPhone, name: &str) -> String {
    let village = phone.village("Đông");
    let household = phone.new_household(&village, &format!("Chủ nhà {name}"));
    let resident = phone.new_resident(&household, name);
    phone.guide_whole(whole(&resident, NEVER_SHARE, StepOutcome::Helped)).unwrap();
    resident
}

fn found(phone: &InProcessPhone, name: &str) -> usize {
    let people = phone.search(name.to_owned(), 10).unwrap();
    people.residents.len() + people.households.len()
}

fn expired(phone: &InProcessPhone) -> bool {
    phone.today().unwrap().expired
}

fn people(phone: &InProcessPhone) -> usize {
    phone.people(phone.village("Đông"), None, 100).unwrap().lines.len()
}

/// The colleague's people are gone, the own ones are not, and everything comes back.
fn gone_and_back(hall: &Hall, phone: &InProcessPhone, theirs: &str) {
    assert_eq!((found(phone, THEIRS), found(phone, OWN), found(phone, NOT_SENT)), (0, 2, 2));
    assert_eq!(people(phone), 2);
    let view = phone.resident(theirs.to_owned(), "vi".to_owned());
    assert!(view.is_err() || view.unwrap().name.is_empty());
    assert_eq!(phone.waiting().unwrap().records, 5);
    // A visit goes on all the same, by the right clock.
    phone.set_days_ago(0);
    assert!(expired(phone), "it stays so until the next pull");
    guided(phone, "Phạm Văn Tư");

    phone.hand_in();
    phone.pull();
    assert!(!expired(phone));
    assert_eq!((found(phone, THEIRS), people(phone)), (2, 4));
    assert_eq!(phone.resident(theirs.to_owned(), "vi".to_owned()).unwrap().name, THEIRS);
    assert_eq!(phone.digests()["Đông"], hall.digests_by_key()["DONG"]);
    assert_eq!(count(&report(hall), "3.3", "residents"), 4);
    assert_eq!(hall.check().code, 0);
}

#[test]
fn after_45_days_without_contact_others_are_forgotten_and_a_pull_brings_them_back() {
    let (hall, mut phone, theirs) = story();
    phone.set_days_ago(-44);
    assert!(!expired(&phone));
    assert_eq!(found(&phone, THEIRS), 2);
    phone.set_days_ago(-46);
    // It is opened again: nothing of it is shown before the clock was looked at.
    phone.restart();
    assert_eq!(found(&phone, THEIRS), 0);
    assert!(expired(&phone));
    gone_and_back(&hall, &phone, &theirs);
}

#[test]
fn a_clock_that_is_set_back_every_evening_wins_nothing() {
    let (hall, phone, theirs) = story();
    let begin = wall_clock();
    phone.set_clock(begin);
    for _ in 0..44 {
        assert!(!expired(&phone));
        phone.set_clock(begin + DAY);
        assert!(!expired(&phone));
        phone.set_clock(begin);
    }
    let evenings = [begin, begin + DAY, begin, begin + DAY].map(|clock| {
        phone.set_clock(clock);
        expired(&phone)
    });
    assert_eq!(evenings.last(), Some(&true), "46 days, one after the other");
    gone_and_back(&hall, &phone, &theirs);
}

#[test]
fn a_clock_that_is_set_forward_by_a_year_costs_nothing_of_the_own() {
    let (hall, phone, theirs) = story();
    phone.set_days_ago(-365);
    assert!(expired(&phone));
    gone_and_back(&hall, &phone, &theirs);
    // From there on it counts anew, by the right clock.
    phone.set_days_ago(-44);
    assert!(!expired(&phone));
}

#[test]
fn the_commune_says_how_many_days() {
    let (hall, phone, theirs) = story();
    let data = hall.data().display().to_string();
    let shown = hall.run(&["settings", &data, "--expiry", "10"]);
    assert!(shown.contains("expiry: 10 days"), "{shown}");
    assert_eq!(hall.say(&["settings", &data, "--expiry", "6"]).code, 2);
    phone.pull();
    phone.set_days_ago(-9);
    assert!(!expired(&phone));
    phone.set_days_ago(-11);
    assert!(expired(&phone));
    gone_and_back(&hall, &phone, &theirs);
}
