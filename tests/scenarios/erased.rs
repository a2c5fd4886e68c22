//! Somebody is erased: at the hall at once, on each phone at its next contact, and what a
//! phone hands in late brings nobody back.

use camtay_core::api::StepOutcome;
use camtay_tests::harness::InProcessPhone;

use crate::commune::{self, NEVER_SHARE, count, report, whole};

const NAME: &str = "Đoàn Quỳnh Ngọc Trâm";

fn found(phone: &InProcessPhone) -> usize {
    phone.search("quynh ngoc tram".to_owned(), 10).unwrap().residents.len()
}

#[test]
fn an_erased_resident_is_gone_from_every_phone_and_still_counts() {
    let hall = commune::hall();
    commune::make_essential(&hall, &[NEVER_SHARE]);
    let one = InProcessPhone::enrolled(&hall, "AN");
    let other = InProcessPhone::enrolled(&hall, "BINH");
    let village = one.village("Đông");
    let household = one.new_household(&village, "Nguyễn Văn Ba");
    let resident = one.new_resident(&household, NAME);
    one.guide_whole(whole(&resident, NEVER_SHARE, StepOutcome::Helped)).unwrap();
    one.hand_in();
    other.pull();
    assert_eq!((found(&one), found(&other)), (1, 1));
    // She asks; the volunteer writes it down. Meanwhile the other one guides her again.
    one.ask_erasure(resident.clone()).unwrap();
    one.hand_in();
    other.guide_whole(whole(&resident, NEVER_SHARE, StepOutcome::Alone)).unwrap();
    let before = count(&report(&hall), "3.3", "residents");

    let data = hall.data().display().to_string();
    let asked = hall.run(&["erase", &data, "list"]);
    assert_eq!(asked, format!("asks to be erased: {resident}\n"));
    hall.run(&["erase", &data, "person", &resident, "--for-good"]);
    other.hand_in();
    for phone in [&one, &other] {
        phone.pull();
        assert_eq!(found(phone), 0);
        let view = phone.resident(resident.clone(), "vi".to_owned()).unwrap();
        assert!(view.erased && view.name.is_empty());
        assert_eq!(phone.digests()["Đông"], hall.digests_by_key()["DONG"]);
    }
    assert_eq!(count(&report(&hall), "3.3", "residents"), before, "counts stay");
    let reached = hall.run(&["erase", &data, "list"]);
    assert!(reached.contains("forgotten by 2 of 2 phones"), "{reached}");
    assert_eq!(hall.check().code, 0);
    // A phone that is let in afterwards never hears the name.
    let late = InProcessPhone::enrolled(&hall, "AN");
    late.pull();
    assert_eq!(found(&late), 0);
}

#[test]
fn a_household_called_by_the_name_of_who_is_erased_is_told() {
    let hall = commune::hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    let household = phone.new_household(&phone.village("Đông"), "ĐOÀN Quỳnh Ngọc Trâm");
    let (head, other) =
        (phone.new_resident(&household, NAME), phone.new_resident(&household, "Nguyễn Văn Ba"));
    phone.hand_in();
    let data = hall.data().display().to_string();
    let told = format!("household {household} is called by the same name");
    assert!(!hall.run(&["erase", &data, "person", &other]).contains(&told));
    for words in
        [&["erase", &data, "person", &head][..], &["erase", &data, "person", &head, "--for-good"]]
    {
        let said = hall.run(words);
        assert!(said.contains(&told), "{said}");
    }
    assert!(hall.has_name("Quỳnh Ngọc Trâm"), "of the household, which others live in");
    hall.run(&["erase", &data, "person", &household, "--for-good"]);
    assert!(!hall.has_name("Quỳnh Ngọc Trâm"));
}
