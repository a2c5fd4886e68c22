//! A resident of one village attends a session of another.

use camtay_core::api::{StepOutcome, WholeGuide};
use camtay_journal::entry::SessionKind;
use camtay_tests::harness::InProcessPhone;

use crate::commune::{self, NEVER_SHARE, whole};

/// A record keeps the day on which its session began. A phone that carries only the
/// resident's village has to learn of the session's opening, whichever comes first.
#[test]
fn a_phone_that_carries_only_the_residents_village_computes_the_same_day() {
    for opening_first in [true, false] {
        let hall = commune::hall();
        let home = InProcessPhone::enrolled(&hall, "AN");
        let household = home.new_household(&home.village("Đông"), "Nguyễn Văn Ba");
        let resident = home.new_resident(&household, "Nguyễn Văn Ba");
        home.hand_in();

        let opener = InProcessPhone::enrolled_ago(&hall, "CHI", 9);
        let guide = InProcessPhone::new();
        guide.set_days_ago(9);
        guide.enrol_at(&hall, &hall.invite("DUNG"), &["DONG", "TAY"]);
        let session = opener.new_session(&opener.village("Tây"), SessionKind::CampaignDay);
        let first_day = opener.day();
        guide.join_session(opener.session_code(session.clone()).unwrap()).unwrap();
        // Past midnight: the session goes on.
        guide.set_days_ago(8);
        guide
            .guide_whole(WholeGuide {
                session: Some(session.clone()),
                ..whole(&resident, NEVER_SHARE, StepOutcome::Helped)
            })
            .unwrap();
        guide.visit_household(household, vec![resident.clone()], Some(session)).unwrap();

        if opening_first {
            opener.hand_in();
        }
        guide.hand_in();
        home.pull();
        assert_eq!(home.digests()["Đông"], hall.digests_by_key()["DONG"], "{opening_first}");
        opener.hand_in();
        home.pull();
        assert_eq!(home.digests()["Đông"], hall.digests_by_key()["DONG"], "{opening_first}");
        let page = home.resident(resident, "vi".to_owned()).unwrap();
        let skill = page.groups.iter().flat_map(|group| &group.skills);
        let skill = skill.into_iter().find(|line| line.skill == NEVER_SHARE).unwrap();
        assert_eq!(skill.day.as_deref(), Some(first_day.as_str()));
        assert_eq!(hall.check().code, 0);
    }
}
