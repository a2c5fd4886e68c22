//! Clocks that lie: every record counts on the day on which it was written.

use camtay_core::api::{NewResident, StepOutcome};
use camtay_journal::entry::{
    Guided, HouseholdAdded, Outcome, PersonalPart, ResidentAdded, SessionKind, SetAsideReason,
    Status, Steps,
};
use camtay_journal::ids::{EntryId, HouseholdId, ResidentId, SessionId, SkillId, VillageId};
use camtay_journal::vietnamese::Day;
use camtay_tests::harness::{DAY, Hall, InProcessPhone, RoguePhone, resident, wall_clock};

use crate::commune::{self, FROM, NEVER_SHARE, count, whole};

const YEAR: i64 = 365 * DAY;

fn hall() -> Hall {
    let hall = commune::hall();
    commune::make_essential(&hall, &[NEVER_SHARE]);
    hall
}

/// A phone whose clock shows another time from the first moment on.
fn phone_at(hall: &Hall, clock: i64) -> InProcessPhone {
    let phone = InProcessPhone::new();
    phone.set_clock(clock);
    phone.enrol_at(hall, &hall.invite("AN"), &[]);
    phone
}

/// A resident of unknown birth year: in 1970 nobody is an adult who was born in 1960.
fn added(phone: &InProcessPhone, name: &str) -> String {
    let household = phone.new_household(&phone.village("Đông"), name);
    let new = NewResident { birth_year: None, ..resident(&household, name) };
    phone.add_resident(new).unwrap()
}

/// A resident who was guided through the essential skill.
fn guided(phone: &InProcessPhone, name: &str) -> String {
    let resident = added(phone, name);
    phone.guide_whole(whole(&resident, NEVER_SHARE, StepOutcome::Helped)).unwrap()
}

/// How many people had practised by the end of each of these days, counted from today.
fn practised(hall: &Hall, days: &[i64]) -> Vec<u64> {
    let by = |days: &i64| {
        let day = Day::of_unix(wall_clock() + days * DAY).to_string();
        count(&hall.report(FROM, &day, &[]), "3.3", "residents")
    };
    days.iter().map(by).collect()
}

fn nothing_is_set_aside(hall: &Hall) {
    let aside: Vec<_> = hall.library().state().control.all_set_aside().collect();
    assert_eq!(aside, []);
    let check = hall.check();
    assert_eq!(check.code, 0, "{}{}", check.out, check.err);
}

#[test]
fn phones_at_1970_and_two_years_ahead_count_on_the_day_it_was() {
    let hall = hall();
    for (phones, clock) in (0..).zip([3 * 3_600, wall_clock() + 2 * YEAR]) {
        let phone = phone_at(&hall, clock);
        guided(&phone, "Nguyễn Thị Một");
        phone.try_hand_in().unwrap();
        assert_eq!(practised(&hall, &[-1, 0]), [0, 3 * phones + 1]);
        // Somebody sets it right.
        phone.set_days_ago(0);
        guided(&phone, "Nguyễn Thị Hai");
        phone.hand_in();
        assert_eq!(practised(&hall, &[-1, 0]), [0, 3 * phones + 2]);
        guided(&phone, "Nguyễn Thị Ba");
        phone.hand_in();
        assert_eq!(practised(&hall, &[-1, 0]), [0, 3 * phones + 3]);
        phone.pull();
        assert_eq!(phone.digests()["Đông"], hall.digests_by_key()["DONG"]);
    }
    nothing_is_set_aside(&hall);
}

#[test]
fn a_clock_that_was_wrong_while_recording_and_is_right_at_the_hall_counts_right_too() {
    let hall = hall();
    for (phones, clock) in (0..).zip([3 * 3_600, wall_clock() + 2 * YEAR]) {
        let phone = phone_at(&hall, clock);
        guided(&phone, "Nguyễn Thị Một");
        phone.set_days_ago(0);
        // One hands in at once, the other goes on first.
        if phones == 1 {
            guided(&phone, "Nguyễn Thị Hai");
        }
        phone.hand_in();
        assert_eq!(practised(&hall, &[-1, 0]), [0, 2 * phones + 1]);
    }
    nothing_is_set_aside(&hall);
}

#[test]
fn a_clock_that_jumps_back_three_days_in_the_middle_of_a_session() {
    let hall = hall();
    let phone = phone_at(&hall, wall_clock() - 5 * DAY);
    // Its clock is three days ahead, five days ago.
    phone.set_days_ago(2);
    let session = phone.new_session(&phone.village("Đông"), SessionKind::Class);
    let first = added(&phone, "Nguyễn Thị Một");
    let in_session = |resident: &str| {
        let mut guide = whole(resident, NEVER_SHARE, StepOutcome::Helped);
        guide.session = Some(session.clone());
        phone.guide_whole(guide).unwrap();
    };
    in_session(&first);
    phone.set_days_ago(5);
    in_session(&added(&phone, "Nguyễn Thị Hai"));
    phone.close_session(session.clone()).unwrap();
    // The next day, and today.
    phone.set_days_ago(4);
    guided(&phone, "Nguyễn Thị Ba");
    phone.set_days_ago(0);
    guided(&phone, "Nguyễn Thị Tư");
    phone.hand_in();

    assert_eq!(practised(&hall, &[-6, -5, -4, -3, -1, 0]), [0, 2, 3, 3, 3, 4]);
    let library = hall.library();
    let state = library.state();
    let session = state.session(SessionId(session.parse().unwrap())).unwrap();
    assert_eq!(session.day, Day::of_unix(wall_clock() - 5 * DAY));
    drop(state);
    nothing_is_set_aside(&hall);
}

fn named(name: &str) -> Option<PersonalPart> {
    Some(PersonalPart { name: Some(name.to_owned()), ..PersonalPart::default() })
}

/// A household, a resident and a guide as of `at`; the last entry.
fn written(phone: &mut RoguePhone, village: VillageId, at: i64) -> EntryId {
    let household = HouseholdId(phone.write(at, HouseholdAdded { village }, named("Lê Thị Xa")));
    let added = ResidentAdded {
        household,
        adult: true,
        status: Status::Active,
        phone_kind: None,
        occupation: None,
    };
    let resident = ResidentId(phone.write(at, added, named("Lê Thị Xa")));
    let guided = Guided {
        session: None,
        residents: vec![resident],
        skill: SkillId(NEVER_SHARE),
        pack: 1,
        steps: Steps::EMPTY,
        whole: Some(Outcome::Helped),
        come_back: None,
    };
    phone.write(at, guided, None)
}

#[tokio::test]
async fn a_rogue_ten_years_ahead_moves_nobodys_clock() {
    let hall = hall();
    let village = {
        let library = hall.library();
        let state = library.state();
        state.control.villages().find(|(_, it)| it.key == "DONG").unwrap().0
    };
    let ahead = wall_clock() + 10 * YEAR;
    // One says at contact that its clock is ahead; the other says that it is right.
    let (mut honest, code) = RoguePhone::enrol(&hall.invite("AN"), ahead, 1).await.unwrap();
    hall.approve(&code, &[]);
    let (mut liar, code) = RoguePhone::enrol(&hall.invite("BINH"), wall_clock(), 2).await.unwrap();
    hall.approve(&code, &[]);
    written(&mut honest, village, ahead);
    let last = written(&mut liar, village, ahead);
    for phone in [&honest, &liar] {
        let receipt = phone.send(phone.batch(1, 3).unwrap()).await.unwrap();
        assert_eq!(receipt.seq, 3, "all of it is acknowledged");
    }
    assert_eq!(practised(&hall, &[-1, 0]), [0, 1], "by the measured clock it was today");
    let reason = hall.library().state().control.set_aside(last);
    assert_eq!(reason, Some(SetAsideReason::FromTheFuture));

    // Neither the hall's clock nor that of a phone that hears of it has moved.
    let soon = wall_clock() + DAY;
    let decision = hall.decide(camtay_journal::entry::EntryTakenUp { entry: last });
    assert!(hall.library().entry(decision).unwrap().unwrap().at.seconds() < soon);
    let entry = std::thread::scope(|scope| {
        let colleague = || {
            let phone = InProcessPhone::enrolled(&hall, "CHI");
            phone.hand_in();
            let phone = InProcessPhone::enrolled(&hall, "AN");
            let entry = guided(&phone, "Nguyễn Thị Một");
            phone.hand_in();
            entry
        };
        scope.spawn(colleague).join().unwrap()
    });
    let entry = hall.library().entry(entry.parse().unwrap()).unwrap().unwrap();
    assert!(entry.at.seconds() < soon);
    assert_eq!(practised(&hall, &[-1, 0]), [0, 2]);
    assert_eq!(hall.check().code, 0);
}
