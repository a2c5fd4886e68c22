//! A resident moves to another village.

use camtay_core::api::{ResidentChange, StepOutcome};
use camtay_tests::harness::InProcessPhone;

use crate::commune::{self, NEVER_SHARE, change, whole};

fn names(phone: &InProcessPhone, village: &str) -> Vec<String> {
    let lines = phone.people(phone.village(village), None, 100).unwrap().lines;
    lines.into_iter().map(|line| line.name).collect()
}

#[test]
fn a_resident_who_moves_leaves_one_list_and_enters_the_other() {
    let hall = commune::hall();
    let east = InProcessPhone::enrolled(&hall, "AN");
    let west = InProcessPhone::enrolled(&hall, "CHI");
    let both = InProcessPhone::new();
    both.enrol_at(&hall, &hall.invite("DUNG"), &["DONG", "TAY"]);

    let old_home = east.new_household(&east.village("Đông"), "Nguyễn Văn Ba");
    let stays = east.new_resident(&old_home, "Nguyễn Văn Ba");
    let moves = east.new_resident(&old_home, "Nguyễn Thị Lan");
    for resident in [&stays, &moves] {
        east.guide_whole(whole(resident, NEVER_SHARE, StepOutcome::Helped)).unwrap();
    }
    let new_home = west.new_household(&west.village("Tây"), "Hồ Văn Tư");
    east.hand_in();
    west.hand_in();
    both.pull();
    assert_eq!(names(&east, "Đông"), ["Nguyễn Văn Ba", "Nguyễn Thị Lan"]);

    both.change_resident(ResidentChange { household: Some(new_home.clone()), ..change(&moves) })
        .unwrap();
    // Before the news comes, the old village's volunteer still writes about her.
    east.set_appointment(moves.clone(), None, "2099-01-02".to_owned()).unwrap();
    both.hand_in();
    east.hand_in();

    let hub = hall.digests_by_key();
    for phone in [&east, &west, &both] {
        phone.pull();
    }
    assert_eq!(names(&east, "Đông"), ["Nguyễn Văn Ba"]);
    assert_eq!(names(&west, "Tây"), ["Nguyễn Thị Lan"]);
    assert_eq!(both.household(old_home).unwrap().people.len(), 1);
    let arrived = west.resident(moves.clone(), "vi".to_owned()).unwrap();
    assert_eq!(arrived.household, new_home);
    assert_eq!(arrived.come_back.as_deref(), Some("2099-01-02"));
    assert!(!arrived.history.is_empty());
    assert_eq!(east.digests()["Đông"], hub["DONG"]);
    assert_eq!(west.digests()["Tây"], hub["TAY"]);
    assert_eq!(both.digests()["Đông"], hub["DONG"]);
    assert_eq!(both.digests()["Tây"], hub["TAY"]);
    assert_eq!(hall.check().code, 0);
}
