//! A resident guided in two visits.

use camtay_core::api::{StepOutcome, StepTap};
use camtay_core::read_models::SkillState;
use camtay_journal::entry::{Consent, Reason};
use camtay_tests::harness::InProcessPhone;

use crate::commune::{self, NEVER_SHARE, NEVER_SHARE_STEPS, count, report, stuck};

fn visit(phone: &InProcessPhone, resident: &str, marks: &[(u32, StepOutcome)]) {
    phone.start_guide(resident.to_owned(), NEVER_SHARE, None).unwrap();
    for (step, outcome) in marks {
        phone
            .mark_step(StepTap {
                resident: resident.to_owned(),
                skill: NEVER_SHARE,
                step: *step,
                outcome: *outcome,
                come_back: None,
                note: None,
            })
            .unwrap();
    }
    phone.finish_guide(resident.to_owned(), NEVER_SHARE).unwrap().unwrap();
}

fn steps(from: u32, to: u32) -> Vec<(u32, StepOutcome)> {
    (from..to).map(|step| (step, StepOutcome::Helped)).collect()
}

fn state(phone: &InProcessPhone, resident: &str) -> SkillState {
    let page = phone.resident(resident.to_owned(), "vi".to_owned()).unwrap();
    let mut skills = page.groups.into_iter().flat_map(|group| group.skills);
    skills.find(|line| line.skill == NEVER_SHARE).unwrap().state
}

#[test]
fn two_visits_count_once_together_and_later_trouble_takes_nothing_away() {
    let hall = commune::hall_with(&[&["Nguyễn Văn Ba", "Trần Thị Bốn", "Nguyễn Thị Năm"]]);
    commune::make_essential(&hall, &[NEVER_SHARE]);
    let phone = InProcessPhone::enrolled_ago(&hall, "AN", 9);
    let names = ["Nguyễn Văn Ba", "Trần Thị Bốn", "Nguyễn Thị Năm"];
    let ids = names.map(|name| phone.resident_called(name));
    for id in &ids {
        phone.record_consent(id.clone(), Consent::Given, None).unwrap();
    }
    let [forgot, in_halves, unfinished] = &ids;
    let half = NEVER_SHARE_STEPS / 2;
    let trouble = [(half, StepOutcome::Stuck { reason: Reason::AfraidOfScams })];

    // First all of it, then stuck; two halves; a half, then stuck.
    visit(&phone, forgot, &steps(0, NEVER_SHARE_STEPS));
    visit(&phone, in_halves, &steps(0, half));
    visit(&phone, unfinished, &steps(0, half));
    assert_eq!(state(&phone, in_halves), SkillState::Begun);
    phone.set_days_ago(5);
    visit(&phone, forgot, &trouble);
    visit(&phone, in_halves, &steps(half, NEVER_SHARE_STEPS));
    visit(&phone, unfinished, &trouble);
    assert_eq!(state(&phone, forgot), SkillState::Helped);
    assert_eq!(state(&phone, in_halves), SkillState::Helped);
    assert_eq!(state(&phone, unfinished), SkillState::Stuck { reason: Reason::AfraidOfScams });

    phone.hand_in();
    let report = report(&hall);
    assert_eq!(count(&report, "3.3", "residents"), 2);
    assert_eq!(stuck(&report, "afraid_of_scams"), 2);
    let records = hall.run(&[
        "report",
        hall.data().to_str().unwrap(),
        "--records",
        "3.3",
        "--as-of",
        commune::AS_OF,
    ]);
    assert!(records.contains(forgot.as_str()) && records.contains(in_halves.as_str()));
    assert!(!records.contains(unfinished.as_str()));

    // The two halves were practised on the day of the second one, not of the first.
    let first_visit = camtay_journal::vietnamese::Day::of_unix(phone.clock() - 7 * 86_400);
    let early = hall.report(commune::FROM, &first_visit.to_string(), &[]);
    assert_eq!(count(&early, "3.3", "residents"), 1);
    phone.pull();
    assert_eq!(phone.digests()["Đông"], hall.digests_by_key()["DONG"]);
}
