//! Two volunteers disagree about one resident.

use camtay_core::api::StepOutcome;
use camtay_journal::entry::Reason;
use camtay_tests::harness::InProcessPhone;

use crate::commune::{self, NEVER_SHARE, VNEID, report, whole};

fn guide(phone: &InProcessPhone, resident: &str, skill: u16, outcome: StepOutcome) -> String {
    phone.guide_whole(whole(resident, skill, outcome)).unwrap()
}

#[test]
fn the_same_day_finished_and_stuck_is_a_disagreement_and_all_else_is_history() {
    let hall = commune::hall_with(&[&["Nguyễn Văn Ba", "Trần Thị Bốn", "Nguyễn Thị Năm"]]);
    let [one, other] =
        ["AN", "BINH"].map(|volunteer| InProcessPhone::enrolled_ago(&hall, volunteer, 9));
    let ids = ["Nguyễn Văn Ba", "Trần Thị Bốn", "Nguyễn Thị Năm"].map(|name| {
        let id = one.resident_called(name);
        for phone in [&one, &other] {
            let given = camtay_journal::entry::Consent::Given;
            phone.record_consent(id.clone(), given, None).unwrap();
        }
        id
    });
    let [disputed, retried, alone] = ids;
    let stuck = StepOutcome::Stuck { reason: Reason::OldPhone };

    // The same day, the same skill, two volunteers.
    let finished = guide(&one, &disputed, NEVER_SHARE, StepOutcome::Alone);
    let not = guide(&other, &disputed, NEVER_SHARE, stuck);
    // Another skill: no disagreement.
    guide(&other, &disputed, VNEID, stuck);
    // One volunteer who changed their mind: history.
    guide(&one, &alone, NEVER_SHARE, stuck);
    guide(&one, &alone, NEVER_SHARE, StepOutcome::Helped);
    // Two volunteers on two days: history.
    guide(&one, &retried, NEVER_SHARE, StepOutcome::Helped);
    other.set_days_ago(8);
    guide(&other, &retried, NEVER_SHARE, StepOutcome::Refused);

    one.hand_in();
    other.hand_in();
    let report = report(&hall);
    let lines = report["disagreements"].as_array().unwrap();
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert_eq!(lines[0]["resident"], disputed.as_str());
    assert_eq!(lines[0]["finished"], finished.as_str());
    assert_eq!(lines[0]["not"], not.as_str());
    assert_eq!(lines[0]["skill"], NEVER_SHARE);

    one.pull();
    let page = one.resident(retried, "vi".to_owned()).unwrap();
    let skill = page.groups.iter().flat_map(|group| &group.skills);
    let skill = skill.into_iter().find(|line| line.skill == NEVER_SHARE).unwrap();
    assert_eq!(skill.visits, 2);
    assert_eq!(skill.state, camtay_core::read_models::SkillState::Helped);
}
