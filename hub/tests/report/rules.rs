//! Each rule of the report by itself.

use camtay_hub::report::{Rate, RowState, weeks};
use camtay_journal::entry::{
    ClockFixed, EntrySetAside, HeadsCounted, Outcome, Reason, ResidentChanged, ResidentsMerged,
    ResidentsSeparated, Segment, SessionJoined, SessionKind, SessionsMerged, SetAsideReason,
    Setting, Status, TakenBack, VolunteerKind,
};
use camtay_journal::ids::{DeviceId, HouseholdId, VillageId};

use crate::commune::{Commune, ESSENTIAL, count, day, request, row, row_of};

struct Small {
    commune: Commune,
    phone: DeviceId,
    village: VillageId,
    household: HouseholdId,
}

/// One village, one volunteer with a phone, one household, on 5 October 2026.
fn small() -> Small {
    let mut commune = Commune::new();
    let village = commune.village("Suối Môn");
    let (_, phone) = commune.volunteer(VolunteerKind::TeamMember);
    commune.at("2026-10-05", 8);
    let household = commune.household(phone, village);
    Small { commune, phone, village, household }
}

#[test]
fn percent_is_whole_and_half_goes_up() {
    for (numerator, denominator, percent) in [
        (9, 16, Some(56)),
        (1, 200, Some(1)),
        (1, 201, Some(0)),
        (5, 8, Some(63)),
        (199, 200, Some(100)),
        (994, 1000, Some(99)),
        (0, 5, Some(0)),
        (16, 16, Some(100)),
        (u64::MAX, u64::MAX, Some(100)),
        (0, 0, None),
        (3, 2, None),
    ] {
        assert_eq!(Rate::of(numerator, denominator).percent, percent, "{numerator}/{denominator}");
    }
}

#[test]
fn a_period_has_the_weeks_that_it_touches() {
    for (from, to, expected) in [
        ("2026-01-01", "2026-11-20", 47),
        ("2026-10-05", "2026-10-11", 1),
        ("2026-10-04", "2026-10-05", 2),
        ("2026-10-05", "2026-10-05", 1),
        ("2026-10-06", "2026-10-05", 0),
    ] {
        assert_eq!(weeks(day(from), day(to)), expected, "{from} {to}");
    }
}

#[test]
fn one_resident_and_many_visits_are_one_person() {
    let Small { mut commune, phone, household, .. } = small();
    let hoa = commune.resident(phone, household);
    commune.guide_all(phone, hoa);
    commune.at("2026-10-12", 8).guide_all(phone, hoa);
    let row = row(&commune, "3.3");
    assert_eq!((row.counts["residents"], row.rate), (1, Some(Rate::of(1, 100))));
    assert_eq!(row.result.vi, "Tỉ lệ %: 1% (1/100)");
}

#[test]
fn later_trouble_never_uncounts_and_a_part_is_not_the_whole() {
    let Small { mut commune, phone, household, .. } = small();
    let hoa = commune.resident(phone, household);
    commune.guide(phone, None, &[hoa], ESSENTIAL[0], &[Outcome::Alone, Outcome::Alone]);
    let stuck = Outcome::Stuck(Reason::NoNetwork);
    commune.guide(phone, None, &[hoa], ESSENTIAL[1], &[Outcome::Helped, stuck]);
    assert_eq!(row(&commune, "3.3").counts["residents"], 0);
    commune.guide(phone, None, &[hoa], ESSENTIAL[1], &[Outcome::Helped, Outcome::NotApplicable]);
    assert_eq!(row(&commune, "3.3").counts["residents"], 1);
    commune.guide(phone, None, &[hoa], ESSENTIAL[1], &[stuck, stuck]);
    assert_eq!(row(&commune, "3.3").counts["residents"], 1);
}

#[test]
fn guests_and_those_who_moved_away_or_died_are_not_in_row_3_3() {
    for status in [Status::Guest, Status::MovedAway, Status::Died] {
        let Small { mut commune, phone, household, .. } = small();
        let hoa = commune.resident_like(phone, household, Some(1960), status);
        commune.guide_all(phone, hoa);
        assert_eq!(row(&commune, "3.3").counts["residents"], 0, "{status:?}");
        assert_eq!(row(&commune, "3.5").counts["residents"], 0, "{status:?}");
    }
}

#[test]
fn somebody_who_moved_away_later_still_counts_on_an_earlier_date() {
    let Small { mut commune, phone, household, .. } = small();
    let hoa = commune.resident(phone, household);
    commune.guide_all(phone, hoa);
    let moved = ResidentChanged { status: Some(Status::MovedAway), ..ResidentChanged::of(hoa) };
    commune.at("2026-11-01", 9).write(phone, moved);
    assert_eq!(row(&commune, "3.3").counts["residents"], 0);
    let before = request("2026-01-01", "2026-10-31", "");
    assert_eq!(row_of(&commune, &before, "3.3").counts["residents"], 1);
}

#[test]
fn an_adult_is_18_by_the_as_of_year_or_by_a_persons_word() {
    for (birth_year, counts) in [(Some(2008), 1), (Some(2009), 0), (None, 1)] {
        let Small { mut commune, phone, household, .. } = small();
        let hoa = commune.resident_like(phone, household, birth_year, Status::Active);
        commune.guide_all(phone, hoa);
        assert_eq!(row(&commune, "3.3").counts["residents"], counts, "{birth_year:?}");
    }
}

#[test]
fn a_day_after_the_as_of_date_does_not_count_yet() {
    let Small { mut commune, phone, household, .. } = small();
    let hoa = commune.resident(phone, household);
    commune.guide_all(phone, hoa);
    for (as_of, counts) in [("2026-10-04", 0), ("2026-10-05", 1), ("2026-12-31", 1)] {
        let asked = request("2026-01-01", as_of, "");
        assert_eq!(row_of(&commune, &asked, "3.3").counts["residents"], counts, "{as_of}");
    }
}

#[test]
fn the_period_does_not_bound_what_was_practised_before_it() {
    let Small { mut commune, phone, household, .. } = small();
    let hoa = commune.resident(phone, household);
    commune.guide_all(phone, hoa);
    let november = request("2026-11-01", "2026-11-20", "");
    assert_eq!(row_of(&commune, &november, "3.3").counts["residents"], 1);
    assert_eq!(row_of(&commune, &november, "2.3").counts["groups"], 0);
    commune.at("2026-11-02", 8).guide_all(phone, hoa);
    assert_eq!(row_of(&commune, &november, "2.3").counts["groups"], 1, "practised again");
}

#[test]
fn merged_residents_count_once_and_separated_ones_twice() {
    let Small { mut commune, phone, household, .. } = small();
    let hoa = commune.resident(phone, household);
    let other = commune.resident(phone, household);
    commune.guide_all(phone, hoa);
    commune.guide_all(phone, other);
    commune.visit(phone, None, household, &[hoa, other]);
    let hall = commune.hall;
    assert_eq!(row(&commune, "3.3").counts["residents"], 2);
    commune.write(hall, ResidentsMerged { keep: hoa, other });
    assert_eq!(row(&commune, "3.3").counts["residents"], 1);
    assert_eq!(row(&commune, "2.12").counts["residents"], 1);
    commune.write(hall, ResidentsSeparated { keep: hoa, other });
    assert_eq!(row(&commune, "3.3").counts["residents"], 2);
}

#[test]
fn halves_of_a_skill_recorded_under_two_merged_names_make_a_whole() {
    let Small { mut commune, phone, household, .. } = small();
    let hoa = commune.resident(phone, household);
    let other = commune.resident(phone, household);
    commune.guide(phone, None, &[hoa], ESSENTIAL[0], &[Outcome::Alone]);
    commune.guide(phone, None, &[other], ESSENTIAL[1], &[Outcome::Alone]);
    assert_eq!(row(&commune, "3.3").counts["residents"], 0);
    let hall = commune.hall;
    commune.write(hall, ResidentsMerged { keep: hoa, other });
    assert_eq!(row(&commune, "3.3").counts["residents"], 1);
}

#[test]
fn what_is_taken_back_or_set_aside_does_not_count() {
    let Small { mut commune, phone, household, .. } = small();
    let hoa = commune.resident(phone, household);
    commune.guide(phone, None, &[hoa], ESSENTIAL[0], &[Outcome::Alone]);
    let entry = commune.guide(phone, None, &[hoa], ESSENTIAL[1], &[Outcome::Alone]);
    assert_eq!(row(&commune, "3.3").counts["residents"], 1);
    commune.write(phone, TakenBack { entry });
    assert_eq!(row(&commune, "3.3").counts["residents"], 0);
    let entry = commune.guide(phone, None, &[hoa], ESSENTIAL[1], &[Outcome::Alone]);
    assert_eq!(row(&commune, "3.3").counts["residents"], 1);
    let hall = commune.hall;
    commune.write(hall, EntrySetAside { entry, reason: SetAsideReason::Officer });
    assert_eq!(row(&commune, "3.3").counts["residents"], 0);
}

#[test]
fn a_numerator_above_its_denominator_is_an_error_in_its_row() {
    let Small { mut commune, phone, household, .. } = small();
    for _ in 0..2 {
        let resident = commune.resident(phone, household);
        commune.guide_all(phone, resident);
    }
    let typed = r#","population":{"number":1,"source":"x","date":"2026-10-01"},
        "rows":{"3.1":{"numerator":38,"denominator":37},"3.2":{"numerator":0,"denominator":0}}"#;
    let asked = request("2026-01-01", "2026-11-20", typed);
    for (number, result) in
        [("3.3", "Tỉ lệ %: 2/1"), ("3.1", "Tỉ lệ %: 38/37"), ("3.2", "Tỉ lệ %: 0/0")]
    {
        let row = row_of(&commune, &asked, number);
        assert!(row.error.is_some(), "{number}");
        assert_eq!(row.result.vi, result);
        assert_eq!(row.rate.unwrap().percent, None);
    }
}

#[test]
fn without_population_or_skills_row_3_3_says_what_is_missing() {
    let Small { mut commune, phone, household, .. } = small();
    let hoa = commune.resident(phone, household);
    commune.guide_all(phone, hoa);
    let asked = request("2026-01-01", "2026-11-20", "");
    let row_3_3 = row_of(&commune, &asked, "3.3");
    assert_eq!(row_3_3.rate, None);
    assert_eq!(row_3_3.result.vi, "1 người (chưa nhập tổng số người)");
    commune.set(Setting::EssentialSkills(Vec::new()));
    let row_3_3 = row(&commune, "3.3");
    assert_eq!((row_3_3.counts["residents"], row_3_3.rate), (0, None));
}

#[test]
fn a_supplement_stands_beside_the_figure_and_never_in_it() {
    let Small { mut commune, phone, household, .. } = small();
    let hoa = commune.resident(phone, household);
    commune.guide_all(phone, hoa);
    let typed = r#","population":{"number":4,"source":"Công an","date":"2026-10-01"},
        "rows":{"3.3":{"supplement":{"number":2,"source":"Đoàn trường","date":"2026-09-01"}}}"#;
    let row = row_of(&commune, &request("2026-01-01", "2026-11-20", typed), "3.3");
    assert_eq!(row.rate, Some(Rate::of(1, 4)));
    assert_eq!(row.supplement.unwrap().number, 2);
}

#[test]
fn a_session_over_midnight_keeps_the_day_on_which_it_began() {
    let Small { mut commune, phone, village, household, .. } = small();
    let hoa = commune.resident(phone, household);
    // 22:00 on the 20th to 01:00 on the 21st in Vietnam.
    commune.at("2026-11-20", 22);
    let session = commune.session(phone, village, SessionKind::HomeVisit, &[]);
    commune.at("2026-11-21", 1);
    commune.visit(phone, Some(session), household, &[hoa]);
    for skill in ESSENTIAL {
        commune.guide(phone, Some(session), &[hoa], skill, &[Outcome::Alone]);
    }
    assert_eq!(row(&commune, "3.3").counts["residents"], 1);
    assert_eq!(row(&commune, "2.12").counts["households"], 1);
}

#[test]
fn days_are_those_of_vietnam_not_of_utc() {
    let Small { mut commune, phone, household, .. } = small();
    let hoa = commune.resident(phone, household);
    // 06:00 on the 21st in Vietnam is 23:00 on the 20th in UTC.
    commune.at("2026-11-21", 6).guide_all(phone, hoa);
    assert_eq!(row(&commune, "3.3").counts["residents"], 0);
    let next = request("2026-01-01", "2026-11-21", "");
    assert_eq!(row_of(&commune, &next, "3.3").counts["residents"], 1);
}

#[test]
fn a_clock_fix_moves_the_day_of_a_record() {
    let Small { mut commune, phone, household, .. } = small();
    let hoa = commune.resident(phone, household);
    commune.at("2027-11-20", 9).guide_all(phone, hoa);
    assert_eq!(row(&commune, "3.3").counts["residents"], 0);
    let hall = commune.hall;
    commune.write(hall, ClockFixed { device: phone, from_seq: 1, offset: -365 * 86_400 });
    assert_eq!(row(&commune, "3.3").counts["residents"], 1);
}

#[test]
fn residents_and_households_are_each_visited_once_in_any_kind_of_session() {
    let Small { mut commune, phone, village, household, .. } = small();
    let hoa = commune.resident(phone, household);
    let lan = commune.resident(phone, household);
    let guest = commune.resident_like(phone, household, Some(1980), Status::Guest);
    for kind in [SessionKind::HomeVisit, SessionKind::CampaignDay] {
        let session = commune.session(phone, village, kind, &[]);
        commune.visit(phone, Some(session), household, &[hoa, guest]);
    }
    let empty = commune.household(phone, village);
    commune.visit(phone, None, empty, &[]);
    let _not_met = lan;
    let row = row(&commune, "2.12");
    assert_eq!((row.counts["residents"], row.counts["households"]), (1, 2));
    assert_eq!(row.result.vi, "Số người: 1; Số hộ: 2");
    assert!(row.evidence[0].text.vi.starts_with("thôn Suối Môn: 1 người, 2 hộ"));
}

#[test]
fn a_refusal_is_one_head_a_household_and_period_beside_row_2_12() {
    let Small { mut commune, phone, village, household, .. } = small();
    let hoa = commune.resident(phone, household);
    commune.refuse(phone, household, None);
    commune.at("2026-10-06", 8).refuse(phone, household, None);
    commune.refuse(phone, household, Some(hoa));
    let other = commune.household(phone, village);
    commune.at("2025-12-31", 8).refuse(phone, other, None);
    let report = count(&commune, &request("2026-01-01", "2026-11-20", "")).report;
    assert_eq!(report.refusals.heads, 1);
    assert_eq!(row(&commune, "2.12").counts["residents"], 0);
}

#[test]
fn sessions_for_an_audience_count_once_with_their_heads() {
    let Small { mut commune, phone, village, household, .. } = small();
    let hoa = commune.resident(phone, household);
    let guest = commune.resident_like(phone, household, None, Status::Guest);
    let both = [Segment::Poor, Segment::EthnicMinorities];
    let session = commune.session(phone, village, SessionKind::Class, &both);
    commune.attend(phone, session, &[hoa, guest], 12);
    let older = commune.session(phone, village, SessionKind::Class, &[Segment::OlderPeople]);
    commune.attend(phone, older, &[hoa], 0);
    let row_2_14 = row(&commune, "2.14");
    assert_eq!((row_2_14.counts["sessions"], row_2_14.counts["people"]), (1, 14));
    assert_eq!(row_2_14.result.vi, "Số buổi: 1; Số lượt người: 14");
    assert!(row_2_14.evidence[0].text.vi.contains("12 người không ghi tên"));
    assert_eq!(row(&commune, "2.13").result.vi, "Số lớp: 0; Số lượt người: 0");
}

#[test]
fn only_a_class_for_workers_is_in_row_2_9() {
    let Small { mut commune, phone, village, .. } = small();
    commune.session(phone, village, SessionKind::Class, &[Segment::Workers]);
    commune.session(phone, village, SessionKind::Class, &[Segment::CooperativeOwners]);
    commune.session(phone, village, SessionKind::Conference, &[Segment::Workers]);
    commune.session(phone, village, SessionKind::Class, &[Segment::Farmers]);
    assert_eq!(row(&commune, "2.9").counts["classes"], 2);
}

#[test]
fn two_records_of_one_session_count_once_when_merged() {
    let Small { mut commune, phone, village, household, .. } = small();
    let (_, second) = commune.volunteer(VolunteerKind::TeamMember);
    commune.at("2026-10-05", 14);
    let hoa = commune.resident(phone, household);
    let lan = commune.resident(phone, household);
    let one = commune.session(phone, village, SessionKind::Class, &[Segment::Poor]);
    commune.attend(phone, one, &[hoa], 12);
    let two = commune.session(second, village, SessionKind::Class, &[Segment::Poor]);
    commune.attend(second, two, &[hoa, lan], 12);
    assert_eq!(row(&commune, "2.14").counts["sessions"], 2);
    let hall = commune.hall;
    commune.write(hall, SessionsMerged { keep: one, other: two });
    let row = row(&commune, "2.14");
    assert_eq!((row.counts["sessions"], row.counts["people"]), (1, 14));
}

#[test]
fn heads_without_a_name_are_one_value_and_the_latest_counts() {
    let Small { mut commune, phone, village, .. } = small();
    let session = commune.session(phone, village, SessionKind::Class, &[Segment::Poor]);
    commune.attend(phone, session, &[], 12);
    commune.write(phone, HeadsCounted { session, unnamed: 9 });
    assert_eq!(row(&commune, "2.14").counts["people"], 9);
}

#[test]
fn a_village_is_regular_from_its_share_of_weeks_on() {
    // Four weeks, 75 %: three weeks with a lesson are enough, two are not.
    let Small { mut commune, phone, village, .. } = small();
    let asked = request("2026-10-05", "2026-11-01", "");
    commune.at("2026-10-05", 19).session(phone, village, SessionKind::WeeklyLesson, &[]);
    commune.at("2026-10-11", 19).session(phone, village, SessionKind::WeeklyLesson, &[]);
    commune.at("2026-10-12", 19).session(phone, village, SessionKind::WeeklyLesson, &[]);
    assert_eq!(row_of(&commune, &asked, "2.10").rate, Some(Rate::of(0, 1)), "two weeks");
    commune.at("2026-10-20", 19).session(phone, village, SessionKind::Class, &[]);
    assert_eq!(row_of(&commune, &asked, "2.10").rate, Some(Rate::of(0, 1)), "not a lesson");
    commune.at("2026-10-20", 19).session(phone, village, SessionKind::WeeklyLesson, &[]);
    let row = row_of(&commune, &asked, "2.10");
    assert_eq!(row.rate, Some(Rate::of(1, 1)));
    assert_eq!(row.evidence[0].text.vi, "thôn Suối Môn: có buổi học trong 3/4 tuần, đạt");
    commune.set(Setting::WeeklyLessonShare(80));
    assert_eq!(row_of(&commune, &asked, "2.10").rate, Some(Rate::of(0, 1)), "a stricter share");
}

#[test]
fn villages_are_those_of_the_as_of_date() {
    let Small { mut commune, phone, .. } = small();
    let gone = commune.village_since("Cũ", "2025-07-01", Some("2026-10-15"));
    commune.village_since("Tương lai", "2027-01-01", None);
    commune.at("2026-10-13", 19).session(phone, gone, SessionKind::WeeklyLesson, &[]);
    let on = |as_of| row_of(&commune, &request("2026-10-12", as_of, ""), "2.10").rate;
    assert_eq!(on("2026-10-15"), Some(Rate::of(1, 2)));
    assert_eq!(on("2026-10-16"), Some(Rate::of(0, 1)));
}

#[test]
fn a_village_has_a_team_when_the_team_has_a_member_on_the_as_of_date() {
    let mut commune = Commune::new();
    let (one, two) = (commune.village("Một"), commune.village("Hai"));
    let (volunteer, _) = commune.volunteer(VolunteerKind::TeamMember);
    let team = commune.team("Tổ Một", &[one]);
    commune.team("Tổ trống", &[two]);
    commune.join(team, volunteer, "2026-11-01");
    let on = |as_of| row_of(&commune, &request("2026-01-01", as_of, ""), "2.11");
    assert_eq!(on("2026-10-31").rate, Some(Rate::of(0, 2)));
    assert_eq!(on("2026-11-01").rate, Some(Rate::of(1, 2)));
    assert_eq!(on("2026-11-01").result.vi, "Tỉ lệ %: 50% (1/2)");
}

#[test]
fn without_villages_there_is_no_share_of_them() {
    let row = row(&Commune::new(), "2.11");
    assert_eq!(row.rate.unwrap().percent, None);
    assert!(row.error.is_some());
}

#[test]
fn pupils_count_when_they_opened_or_joined_a_session_of_the_period() {
    let Small { mut commune, phone, village, .. } = small();
    let (_, pupil) = commune.volunteer(VolunteerKind::Pupil);
    let (_, idle) = commune.volunteer(VolunteerKind::Pupil);
    commune.at("2026-10-06", 8);
    let session = commune.session(phone, village, SessionKind::CampaignDay, &[]);
    assert_eq!(row(&commune, "2.8").counts["volunteers"], 0);
    commune.write(pupil, SessionJoined { session });
    commune.at("2025-12-20", 8).session(idle, village, SessionKind::Class, &[]);
    assert_eq!(row(&commune, "2.8").counts["volunteers"], 1);
}

#[test]
fn platform_groups_are_named_and_a_skill_without_one_adds_none() {
    let Small { mut commune, phone, household, .. } = small();
    let hoa = commune.resident(phone, household);
    commune.guide_all(phone, hoa);
    commune.guide(phone, None, &[hoa], camtay_journal::ids::SkillId(9_999), &[Outcome::Alone]);
    let row = row(&commune, "2.3");
    assert_eq!(row.counts["groups"], 1);
    assert_eq!(row.evidence[0].text.vi, "VNeID: 1 người thực hành");
}

#[test]
fn any_row_may_be_outside_local_authority_and_keeps_its_unit() {
    let Small { commune, .. } = small();
    assert_eq!(row(&commune, "3.4").state, RowState::OutsideAuthority);
    assert_eq!(row(&commune, "2.5").state, RowState::NotTyped);
    let typed = r#","rows":{"2.5":{"outside_authority":true},"2.8":{"outside_authority":true},
        "3.4":{"number":7}}"#;
    let asked = request("2026-01-01", "2026-11-20", typed);
    for (number, unit) in [("2.5", "Số chương trình"), ("2.8", "Số người")] {
        let row = row_of(&commune, &asked, number);
        assert_eq!((row.state, &*row.result.vi), (RowState::OutsideAuthority, unit));
        assert_eq!(row.evidence[0].text.vi, "Không thuộc thẩm quyền địa phương");
    }
    assert_eq!(row_of(&commune, &asked, "3.4").result.vi, "Số người: 7");
}

#[test]
fn difficulties_stand_by_village_and_by_the_sessions_audience() {
    let Small { mut commune, phone, village, household, .. } = small();
    let hoa = commune.resident(phone, household);
    let lan = commune.resident(phone, household);
    let afraid = Outcome::Stuck(Reason::AfraidOfScams);
    let audience = [Segment::OlderPeople, Segment::Poor];
    let session = commune.session(phone, village, SessionKind::Class, &audience);
    commune.guide(phone, Some(session), &[hoa, lan], ESSENTIAL[0], &[afraid, afraid]);
    commune.guide(phone, None, &[hoa], ESSENTIAL[1], &[afraid]);
    let found = count(&commune, &request("2026-01-01", "2026-11-20", "")).report.difficulties;
    let often = found.reasons[0].often;
    assert_eq!((often.people, often.times), (2, 3));
    assert_eq!((found.by_village.len(), found.by_village[0].village), (1, Some(village)));
    let audiences: Vec<_> = found.by_audience.iter().map(|it| it.audience).collect();
    assert_eq!(audiences, [None, Some(Segment::OlderPeople), Some(Segment::Poor)]);
}

#[test]
fn a_disagreement_is_listed_for_the_officer() {
    let Small { mut commune, phone, household, .. } = small();
    let (_, second) = commune.volunteer(VolunteerKind::TeamMember);
    commune.at("2026-10-05", 15);
    let hoa = commune.resident(phone, household);
    let finished = commune.guide(phone, None, &[hoa], ESSENTIAL[0], &[Outcome::Alone]);
    let not = commune.guide(second, None, &[hoa], ESSENTIAL[0], &[Outcome::Refused]);
    let report = count(&commune, &request("2026-01-01", "2026-11-20", "")).report;
    let line = &report.disagreements[0];
    assert_eq!((line.resident, line.finished, line.not), (hoa, finished, not));
    let next_month = count(&commune, &request("2026-11-01", "2026-11-20", "")).report;
    assert_eq!(next_month.disagreements, []);
}
