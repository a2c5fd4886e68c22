//! What the screens show after a day of visits and a class.

use camtay_core::commands::{CheckAnswer, StepOutcome, WholeGuide};
use camtay_core::read_models::{
    CheckPage, CheckQuestionWords, CheckResult, Event, HouseholdState, NotCounting, SkillState,
    Whereabouts,
};
use camtay_journal::entry::{
    Consent, EntrySetAside, Reason, ReportFrozen, SessionKind, SetAsideReason, Setting,
    SettingChanged, Sha256Digest,
};
use camtay_journal::ids::{EntryId, SkillId};
use camtay_journal::vietnamese::Day;
use camtay_journal::wire::{Generation, Receipt};

use crate::support::{Device, Hall, MORNING};

fn whole(resident: &str, skill: u16, outcome: StepOutcome) -> WholeGuide {
    WholeGuide {
        resident: resident.to_owned(),
        skill,
        outcome,
        come_back: None,
        note: None,
        session: None,
    }
}

#[test]
fn a_household_goes_from_not_visited_to_done() {
    let mut hall = Hall::new();
    hall.write(SettingChanged { setting: Setting::EssentialSkills(vec![SkillId(1), SkillId(2)]) });
    let home = hall.listed_household(hall.villages[0], "Trần Văn Đức").to_string();
    let listed = hall.listed_resident(home.parse().unwrap(), "Trần Văn Đức", 1950).to_string();
    let mut device = Device::enrolled(&mut hall, 1);
    let state = |device: &Device| device.phone.household(&home).unwrap().state;
    assert_eq!(state(&device), HouseholdState::NotVisited);
    assert_eq!(device.phone.household(&home).unwrap().not_asked, std::slice::from_ref(&listed));
    device.phone.visit_household(&home, &[], None).unwrap();
    assert_eq!(state(&device), HouseholdState::InProgress);
    device.phone.record_consent(&listed, Consent::Given, None).unwrap();
    device.phone.guide_whole(&whole(&listed, 1, StepOutcome::Helped)).unwrap();
    assert_eq!(state(&device), HouseholdState::InProgress);
    let later = WholeGuide {
        come_back: Some("2026-11-30".to_owned()),
        ..whole(&listed, 2, StepOutcome::ComeBack)
    };
    device.phone.guide_whole(&later).unwrap();
    assert_eq!(state(&device), HouseholdState::ComeBack);
    assert!(device.phone.today_page().unwrap().come_back.is_empty());
    device.clock.pass(8 * 86_400);
    let today = device.phone.today_page().unwrap();
    let line = &today.come_back[0];
    assert_eq!((line.name.as_str(), line.overdue, line.skill), ("Trần Văn Đức", true, Some(2)));
    device.phone.guide_whole(&whole(&listed, 2, StepOutcome::Alone)).unwrap();
    assert_eq!(state(&device), HouseholdState::Done);
    assert!(device.phone.today_page().unwrap().come_back.is_empty());

    let line = &device.phone.villages().unwrap()[1];
    assert_eq!(
        (line.name.as_str(), line.households, line.done, line.people),
        ("Suối Môn", 1, 1, 1)
    );
    let done = Some(HouseholdState::Done);
    let page = device.phone.households(&line.id, done, None, 10).unwrap();
    assert_eq!(page.lines[0].head, "Trần Văn Đức");
    let dropped = Some(HouseholdState::InProgress);
    assert!(device.phone.households(&line.id, dropped, None, 10).unwrap().lines.is_empty());
}

#[test]
fn households_come_in_pages_by_the_heads_given_names() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    let heads = ["Lê Văn Đa", "Trần Ánh", "Hồ An", "Bùi Thị Yến", "Lê Anh", "Phạm Văn Đa"];
    for head in heads {
        device.household(hall.villages[0], head);
    }
    let village = hall.villages[0].to_string();
    let mut found = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let page = device.phone.households(&village, None, after.as_deref(), 2).unwrap();
        found.extend(page.lines.into_iter().map(|line| line.head));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(found, ["Hồ An", "Lê Anh", "Trần Ánh", "Lê Văn Đa", "Phạm Văn Đa", "Bùi Thị Yến"]);
}

#[test]
fn a_resident_shows_skills_by_group_suggestions_and_who_did_what() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    let home = device.household(hall.villages[0], "Trần Văn Đức");
    let resident = device.resident(&home, "Nguyễn Thị Hoà");
    let stuck = StepOutcome::Stuck { reason: Reason::NoChipCard };
    device.phone.guide_whole(&whole(&resident, 1, stuck)).unwrap();
    let page = device.phone.resident(&resident, "en").unwrap();
    assert_eq!((page.older, page.head.as_str()), (true, "Trần Văn Đức"));
    assert_eq!(page.groups[0].name, "VNeID");
    assert_eq!(page.groups[0].skills[0].title, "Install the VNeID app");
    assert_eq!(page.groups[0].skills[0].state, SkillState::Stuck { reason: Reason::NoChipCard });
    assert_eq!(page.suggestions.first(), Some(&1));
    // What comes after it is not suggested before it was practised.
    assert!(!page.groups[0].skills[1].first.is_empty());
    assert!(!page.suggestions.contains(&page.groups[0].skills[1].skill));
    let events: Vec<_> = page.history.iter().map(|line| line.event.clone()).collect();
    assert_eq!(
        events,
        [
            Event::Whole { skill: 1, outcome: stuck },
            Event::Consent { answer: Consent::Given },
            Event::Added,
        ]
    );
    assert!(page.history.iter().all(|line| line.own && line.who.as_deref() == Some("Lê Thị Mai")));
}

#[test]
fn a_class_counts_names_and_heads_and_a_tick_is_a_yes() {
    let mut hall = Hall::new();
    let home = hall.listed_household(hall.villages[0], "Trần Văn Đức");
    let people: Vec<_> = ["Hồ Thị Bé", "Lê Văn An"]
        .map(|name| hall.listed_resident(home, name, 1960).to_string())
        .to_vec();
    let mut device = Device::enrolled(&mut hall, 1);
    let session = device.session(hall.villages[0], SessionKind::Class);
    device.phone.mark_attendance(&session, &people, true).unwrap();
    device.phone.count_heads(&session, 12).unwrap();
    device.phone.guide_class(&session, 1, &people, StepOutcome::Helped).unwrap();
    device.phone.mark_attendance(&session, &people[..1], false).unwrap();
    let page = device.phone.session(&session).unwrap();
    let names: Vec<_> = page.attended.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(names, ["Lê Văn An"]);
    assert_eq!((page.unnamed, page.guided, page.guides), (12, 2, 2));
    assert_eq!(page.volunteers, ["Lê Thị Mai"]);
    let today = device.phone.today_page().unwrap();
    assert_eq!(today.session.unwrap().id, session);
    assert_eq!((today.waiting.people, today.waiting.sessions), (2, 1));
    device.phone.close_session(&session).unwrap();
    assert_eq!(device.phone.today_page().unwrap().session, None);
    let shown = device.phone.resident(&people[0], "vi").unwrap();
    assert_eq!(shown.consent, Some(Consent::Given));
}

#[test]
fn a_session_joined_by_qr_is_shown_before_its_opening_has_come() {
    let mut hall = Hall::new();
    let mut one = Device::enrolled(&mut hall, 1);
    let mut other = Device::enrolled(&mut hall, 2);
    let session = one.session(hall.villages[0], SessionKind::Class);
    let code = one.phone.session_code(&session).unwrap();
    other.phone.join_session(&code).unwrap();
    other.phone.join_session(&code).unwrap();
    assert_eq!(other.phone.store().unwrap().own_last_seq(), 1);
    let shown = other.phone.session(&session).unwrap();
    assert_eq!((shown.line.kind, shown.organiser), (SessionKind::Class, None));
    assert_eq!(other.phone.today_page().unwrap().session.unwrap().id, session);
    one.hand_in(&mut hall);
    other.hand_in(&mut hall);
    other.hear(&hall);
    let shown = other.phone.session(&session).unwrap();
    assert_eq!(shown.phones, 2);
    assert_eq!(shown.line.place.as_deref(), Some("nhà văn hoá"));
}

#[test]
fn every_record_says_where_it_is() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    let home = device.household(hall.villages[0], "Trần Văn Đức");
    let mut visits = Vec::new();
    for _ in 0..4 {
        visits.push(device.phone.visit_household(&home, &[], None).unwrap());
    }
    let places = |device: &Device| -> Vec<Whereabouts> {
        let page = device.phone.own_records(None, 10).unwrap();
        page.records.iter().rev().map(|record| record.whereabouts).collect()
    };
    assert_eq!(places(&device), [Whereabouts::OnThisPhone; 5]);

    let receipt = |hall: &Hall, device: &mut Device, number, seq, at| {
        let receipt = Receipt {
            hall: hall.device(),
            generation: Generation { number: 1, mark: [1; 8] },
            number,
            device: device.id(),
            seq,
            head: device.phone.store().unwrap().own_head(seq).unwrap().unwrap(),
            backed_up: 0,
            at,
        };
        let bytes = receipt.sign(&hall.key).unwrap();
        device.phone.store_mut().unwrap().save_receipt(MORNING, &receipt, &bytes).unwrap();
    };
    receipt(&hall, &mut device, 1, 3, MORNING + 60);
    assert_eq!(
        places(&device)[..4],
        [
            Whereabouts::Received,
            Whereabouts::Received,
            Whereabouts::Received,
            Whereabouts::OnThisPhone,
        ]
    );

    hall.now = MORNING + 120;
    let today = Day::from_ymd(2026, 11, 23).unwrap();
    hall.write(ReportFrozen {
        number: 7,
        from: today,
        as_of: today,
        digest: Sha256Digest([0; 32]),
    });
    let second = EntryId { device: device.id(), seq: 2 };
    hall.write(EntrySetAside { entry: second, reason: SetAsideReason::Officer });
    device.hear(&hall);
    receipt(&hall, &mut device, 2, 4, MORNING + 600);
    device.phone.take_back(&visits[1]).unwrap();
    let expected = [
        Whereabouts::InReport { number: 7 },
        Whereabouts::NotCounting {
            reason: NotCounting::SetAside { reason: SetAsideReason::Officer },
        },
        Whereabouts::NotCounting { reason: NotCounting::TakenBack },
        Whereabouts::NextReport,
        Whereabouts::OnThisPhone,
        Whereabouts::OnThisPhone,
    ];
    assert_eq!(places(&device), expected);
    let page = device.phone.upload_page().unwrap();
    assert_eq!((page.waiting.records, page.received, page.report), (2, 4, Some(7)));
    assert_eq!(page.set_aside.len(), 1);

    let mut all = Vec::new();
    let mut before = None;
    loop {
        let page = device.phone.own_records(before, 4).unwrap();
        all.extend(page.records.into_iter().map(|record| record.whereabouts));
        before = page.before;
        if before.is_none() {
            break;
        }
    }
    all.reverse();
    assert_eq!(all, expected);
}

#[test]
fn a_contribution_counts_people_visits_and_skills_by_month() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    let home = device.household(hall.villages[0], "Trần Văn Đức");
    let resident = device.resident(&home, "Nguyễn Thị Hoà");
    for skill in [1, 1, 2] {
        device.phone.guide_whole(&whole(&resident, skill, StepOutcome::Helped)).unwrap();
    }
    device.phone.visit_household(&home, std::slice::from_ref(&resident), None).unwrap();
    device.phone.visit_household(&home, &[resident], None).unwrap();
    device.clock.pass(10 * 86_400);
    device.session(hall.villages[0], SessionKind::WeeklyLesson);
    let shown = device.phone.contribution().unwrap();
    assert_eq!(shown.name.as_deref(), Some("Lê Thị Mai"));
    let [december, november] = shown.months.as_slice() else { panic!("{shown:?}") };
    assert_eq!((december.month.as_str(), december.sessions), ("2026-12", 1));
    assert_eq!(
        (november.people, november.visits, november.skills, november.people_confirmed),
        (1, 1, 2, 0)
    );
}

/// Answers to every question of a page: the safe ones, or others.
fn answers(page: &CheckPage, safe: impl Fn(&CheckQuestionWords) -> bool) -> Vec<CheckAnswer> {
    let other = |it: &CheckQuestionWords| u32::from(it.right == 0);
    let answer = |it: &CheckQuestionWords| if safe(it) { it.right } else { other(it) };
    let questions = page.questions.iter();
    questions.map(|it| CheckAnswer { question: it.number, answer: answer(it) }).collect()
}

#[test]
fn a_check_shows_what_has_grown() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    let home = device.household(hall.villages[0], "Trần Văn Đức");
    let resident = device.resident(&home, "Nguyễn Thị Hoà");
    let page = |device: &Device| device.phone.check_page(&resident, "vi").unwrap();

    let first = page(&device);
    assert_eq!(first.growth, None);
    // Only the first area is sure before; all but the last are afterwards.
    let area = first.questions[0].area.clone();
    let given = answers(&first, |it| it.area == area);
    device.phone.quick_check(&resident, false, &given).unwrap();
    let second = page(&device);
    assert_eq!(second.growth, None);
    let last = second.questions.last().unwrap().area.clone();
    let given = answers(&second, |it| it.area != last);
    device.phone.quick_check(&resident, true, &given).unwrap();

    let done = page(&device);
    let growth = done.growth.unwrap();
    assert_eq!((growth.sure, growth.next), (vec![area], vec![last]));
    assert_eq!(growth.grown.len(), 3);
    let of = |result: Option<CheckResult>| -> Vec<(String, u32)> {
        result.unwrap().areas.into_iter().map(|it| (it.area, it.of)).collect()
    };
    assert_eq!(of(done.before), of(done.after), "as many questions of each area");
}

#[test]
fn a_second_check_asks_other_questions_and_the_neighbour_has_others_too() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    let home = device.household(hall.villages[0], "Trần Văn Đức");
    let resident = device.resident(&home, "Nguyễn Thị Hoà");
    let numbers = |device: &Device, resident: &str| -> Vec<u16> {
        let page = device.phone.check_page(resident, "vi").unwrap();
        page.questions.iter().map(|it| it.number).collect()
    };

    let first = numbers(&device, &resident);
    assert_eq!(first.len(), 8);
    assert_eq!(numbers(&device, &resident), first, "until they were answered");
    let page = device.phone.check_page(&resident, "vi").unwrap();
    device.phone.quick_check(&resident, false, &answers(&page, |_| true)).unwrap();
    let second = numbers(&device, &resident);
    assert_eq!(second.len(), 8);
    assert!(first.iter().all(|number| !second.contains(number)), "{first:?} {second:?}");

    for neighbour in ["Lê Văn Thử", "Lê Thị Mai", "Trần Thị Lan"] {
        let neighbour = device.resident(&home, neighbour);
        assert_ne!(numbers(&device, &neighbour), first);
    }
}
