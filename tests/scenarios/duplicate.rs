//! A duplicate, marked by a phone, merged by the hall and separated again.

use camtay_core::api::StepOutcome;
use camtay_journal::entry::{ResidentsMerged, ResidentsSeparated};
use camtay_tests::harness::{Hall, InProcessPhone};

use crate::commune::{self, NEVER_SHARE, count, report, whole};

fn figures(hall: &Hall) -> (u64, u64, u64) {
    let report = report(hall);
    (
        count(&report, "3.3", "residents"),
        count(&report, "2.12", "residents"),
        count(&report, "2.12", "households"),
    )
}

#[test]
fn a_duplicate_counts_one_after_the_merge_and_two_after_the_separation() {
    let hall = commune::hall();
    commune::make_essential(&hall, &[NEVER_SHARE]);
    let one = InProcessPhone::enrolled(&hall, "AN");
    let village = one.village("Đông");
    let household = one.new_household(&village, "Nguyễn Văn Ba");
    one.hand_in();
    let other = InProcessPhone::enrolled(&hall, "BINH");

    // Both meet her, neither has heard of the other's record.
    let written = [&one, &other].map(|phone| {
        let resident = phone.new_resident(&household, "Nguyễn Thị Hoa");
        phone.guide_whole(whole(&resident, NEVER_SHARE, StepOutcome::Helped)).unwrap();
        phone.visit_household(household.clone(), vec![resident.clone()], None).unwrap();
        phone.hand_in();
        resident
    });
    let [keep, double] = written;
    one.pull();
    one.mark_duplicate(keep.clone(), double.clone()).unwrap();
    one.hand_in();
    assert_eq!(figures(&hall), (2, 2, 1), "marking joins nobody");
    one.pull();
    assert_eq!(
        one.resident(keep.clone(), "vi".to_owned()).unwrap().duplicates,
        std::slice::from_ref(&double)
    );

    let (keep_id, other_id) = (keep.parse().unwrap(), double.parse().unwrap());
    hall.decide(ResidentsMerged { keep: keep_id, other: other_id });
    assert_eq!(figures(&hall), (1, 1, 1));
    for phone in [&one, &other] {
        phone.pull();
        let joined = phone.resident(double.clone(), "vi".to_owned()).unwrap();
        assert_eq!(joined.same_as.as_ref(), Some(&keep));
        assert_eq!(phone.household(household.clone()).unwrap().people.len(), 1);
        assert_eq!(phone.digests()["Đông"], hall.digests_by_key()["DONG"]);
    }

    hall.decide(ResidentsSeparated { keep: keep_id, other: other_id });
    assert_eq!(figures(&hall), (2, 2, 1));
    for phone in [&one, &other] {
        phone.pull();
        assert_eq!(phone.resident(double.clone(), "vi".to_owned()).unwrap().same_as, None);
        let page = phone.resident(keep.clone(), "vi".to_owned()).unwrap();
        assert!(page.duplicates.is_empty(), "the hall has decided");
        assert_eq!(phone.digests()["Đông"], hall.digests_by_key()["DONG"]);
    }
    assert_eq!(hall.check().code, 0);
}
