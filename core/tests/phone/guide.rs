//! The guide: durable at each tap, one entry when left.

use camtay_core::commands::{StepOutcome, StepTap, WholeGuide};
use camtay_core::error::{CoreError, Denied};
use camtay_core::read_models::SkillState;
use camtay_journal::entry::{Body, Outcome, Reason, SessionKind};

use crate::support::{Device, Hall};

fn tap(resident: &str, step: u32, outcome: StepOutcome) -> StepTap {
    StepTap { resident: resident.to_owned(), skill: 1, step, outcome, come_back: None, note: None }
}

fn begun() -> (Hall, Device, String) {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    let household = device.household(hall.villages[0], "Trần Văn Ba");
    let resident = device.resident(&household, "Trần Văn Ba");
    (hall, device, resident)
}

fn state(device: &Device, resident: &str, skill: u16) -> SkillState {
    let page = device.phone.resident(resident, "vi").unwrap();
    let lines = page.groups.into_iter().flat_map(|group| group.skills);
    lines.into_iter().find(|line| line.skill == skill).unwrap().state
}

#[test]
fn a_guide_left_halfway_is_one_entry() {
    let (_, mut device, resident) = begun();
    let before = device.phone.store().unwrap().own_last_seq();
    device.phone.start_guide(&resident, 1, None).unwrap();
    device.phone.mark_step(&tap(&resident, 0, StepOutcome::Alone)).unwrap();
    device.phone.mark_step(&tap(&resident, 1, StepOutcome::Refused)).unwrap();
    device.phone.undo_step(&resident, 1, 1).unwrap();
    device.phone.mark_step(&tap(&resident, 1, StepOutcome::Helped)).unwrap();
    assert_eq!(device.phone.store().unwrap().own_last_seq(), before);
    device.phone.finish_guide(&resident, 1).unwrap().unwrap();

    let entries = device.phone.store().unwrap().own_entries(before + 1, 10).unwrap();
    let [entry] = entries.as_slice() else { panic!("{entries:?}") };
    let Body::Guided(guided) = &entry.body else { panic!("{entry:?}") };
    let marks: Vec<_> = guided.steps.marks().iter().map(|mark| mark.outcome()).collect();
    assert_eq!(marks[..3], [Some(Outcome::Alone), Some(Outcome::Helped), None]);
    assert_eq!(state(&device, &resident, 1), SkillState::Begun);
}

#[test]
fn a_guide_survives_a_crash_and_becomes_one_entry_at_the_next_start() {
    let (_, mut device, resident) = begun();
    let before = device.phone.store().unwrap().own_last_seq();
    device.phone.start_guide(&resident, 1, None).unwrap();
    device.phone.mark_step(&tap(&resident, 0, StepOutcome::Alone)).unwrap();
    device.reopen();
    let store = device.phone.store().unwrap();
    assert_eq!(store.own_last_seq(), before + 1);
    assert!(store.drafts().unwrap().is_empty());
    device.reopen();
    assert_eq!(device.phone.store().unwrap().own_last_seq(), before + 1);
}

#[test]
fn locking_ends_open_guides() {
    let (_, mut device, resident) = begun();
    let before = device.phone.store().unwrap().own_last_seq();
    device.phone.start_guide(&resident, 1, None).unwrap();
    device.phone.mark_step(&tap(&resident, 0, StepOutcome::Alone)).unwrap();
    device.phone.lock().unwrap();
    device.phone.unlock(crate::support::PIN).unwrap();
    assert_eq!(device.phone.store().unwrap().own_last_seq(), before + 1);
}

#[test]
fn the_spouse_has_a_turn_in_between_and_each_place_is_kept() {
    let (hall, mut device, resident) = begun();
    let household = device.household(hall.villages[0], "Lê Thị Tư");
    let spouse = device.resident(&household, "Lê Thị Tư");
    device.phone.start_guide(&resident, 1, None).unwrap();
    device.phone.mark_step(&tap(&resident, 0, StepOutcome::Alone)).unwrap();
    device.phone.start_guide(&spouse, 1, None).unwrap();
    device.phone.mark_step(&tap(&spouse, 0, StepOutcome::Helped)).unwrap();
    device.phone.start_guide(&resident, 1, None).unwrap();
    let page = device.phone.steps(1, Some(&resident), &[], "vi").unwrap();
    assert!(page.open);
    assert_eq!(page.at, 1);
    assert_eq!(page.steps[0].mark, Some(StepOutcome::Alone));
    assert_eq!(device.phone.today_page().unwrap().open_guides.len(), 2);
}

#[test]
fn nothing_tapped_leaves_nothing() {
    let (_, mut device, resident) = begun();
    let before = device.phone.store().unwrap().own_last_seq();
    device.phone.start_guide(&resident, 1, None).unwrap();
    assert_eq!(device.phone.finish_guide(&resident, 1).unwrap(), None);
    assert_eq!(device.phone.store().unwrap().own_last_seq(), before);
    assert!(matches!(
        device.phone.finish_guide(&resident, 1),
        Err(CoreError::NotAllowed(Denied::NoGuideOpen))
    ));
}

#[test]
fn two_visits_together_finish_a_skill_and_later_trouble_takes_nothing_away() {
    let (_, mut device, resident) = begun();
    let steps = device.phone.steps(1, None, &[], "vi").unwrap().steps.len() as u32;
    device.phone.start_guide(&resident, 1, None).unwrap();
    for step in 0..steps - 1 {
        device.phone.mark_step(&tap(&resident, step, StepOutcome::Alone)).unwrap();
    }
    device.phone.finish_guide(&resident, 1).unwrap();
    assert_eq!(state(&device, &resident, 1), SkillState::Begun);
    device.phone.start_guide(&resident, 1, None).unwrap();
    let page = device.phone.steps(1, Some(&resident), &[], "vi").unwrap();
    assert_eq!(page.at, steps - 1);
    device.phone.mark_step(&tap(&resident, steps - 1, StepOutcome::Helped)).unwrap();
    device.phone.finish_guide(&resident, 1).unwrap();
    assert_eq!(state(&device, &resident, 1), SkillState::Helped);
    device.phone.start_guide(&resident, 1, None).unwrap();
    let stuck = StepOutcome::Stuck { reason: Reason::ScreenDiffers };
    device.phone.mark_step(&tap(&resident, 0, stuck)).unwrap();
    device.phone.finish_guide(&resident, 1).unwrap();
    assert_eq!(state(&device, &resident, 1), SkillState::Helped);
}

#[test]
fn taking_an_entry_back_undoes_it_and_giving_it_back_restores_it() {
    let (_, mut device, resident) = begun();
    let whole = WholeGuide {
        resident: resident.clone(),
        skill: 2,
        outcome: StepOutcome::Already,
        come_back: None,
        note: None,
        session: None,
    };
    let entry = device.phone.guide_whole(&whole).unwrap();
    assert_eq!(state(&device, &resident, 2), SkillState::Already);
    device.phone.take_back(&entry).unwrap();
    assert_eq!(state(&device, &resident, 2), SkillState::NotBegun);
    device.phone.give_back(&entry).unwrap();
    assert_eq!(state(&device, &resident, 2), SkillState::Already);
}

#[test]
fn closing_a_session_ends_its_guides_and_no_other_begins_in_it() {
    let (hall, mut device, resident) = begun();
    let session = device.session(hall.villages[0], SessionKind::HomeVisit);
    device.phone.start_guide(&resident, 1, Some(&session)).unwrap();
    device.phone.mark_step(&tap(&resident, 0, StepOutcome::Alone)).unwrap();
    device.phone.close_session(&session).unwrap();
    assert_eq!(device.phone.session(&session).unwrap().guided, 1);
    assert!(matches!(
        device.phone.start_guide(&resident, 1, Some(&session)),
        Err(CoreError::NotAllowed(Denied::SessionClosed))
    ));
}
