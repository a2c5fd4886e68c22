//! Bad input gets one error that says what is wrong, and changes nothing.

use camtay_core::commands::{
    CheckAnswer, NewHousehold, NewResident, ResidentChange, SessionChange, StepOutcome, StepTap,
    WholeGuide,
};
use camtay_core::error::{BadInput, ConsentMissing, CoreError, Denied, ErrorKind};
use camtay_core::phone::Phone;
use camtay_journal::entry::{Consent, PhoneKind, SessionKind, Status};

use crate::support::{Device, Hall, new_resident};

type Attempt = Box<dyn Fn(&mut Phone) -> Result<(), CoreError>>;

struct Case {
    what: &'static str,
    attempt: Attempt,
    kind: ErrorKind,
}

fn case(
    what: &'static str,
    kind: ErrorKind,
    attempt: impl Fn(&mut Phone) -> Result<(), CoreError> + 'static,
) -> Case {
    Case { what, attempt: Box::new(attempt), kind }
}

fn bad(field: &str, reason: BadInput) -> ErrorKind {
    ErrorKind::BadInput { field: field.to_owned(), reason }
}

fn missing(what: &str) -> ErrorKind {
    ErrorKind::NotFound { what: what.to_owned() }
}

fn denied(reason: Denied) -> ErrorKind {
    ErrorKind::NotAllowed { reason }
}

fn no_consent(reason: ConsentMissing) -> ErrorKind {
    ErrorKind::NeedsConsent { reason }
}

#[test]
fn every_command_refuses_bad_input_and_changes_nothing() {
    let mut hall = Hall::new();
    let listed_home = hall.listed_household(hall.villages[0], "Trần Văn Đức");
    let listed = hall.listed_resident(listed_home, "Trần Văn Đức", 1950).to_string();
    let mut device = Device::enrolled(&mut hall, 1);
    let village = hall.villages[0].to_string();
    let home = device.household(hall.villages[0], "Nguyễn Văn Tám");
    let yes = device.resident(&home, "Nguyễn Thị Hoà");
    let no = device.resident(&home, "Nguyễn Văn Không");
    device.phone.record_consent(&no, Consent::Refused, None).unwrap();
    let gone = device.resident(&home, "Nguyễn Văn Đi");
    let away = ResidentChange { status: Some(Status::MovedAway), ..ResidentChange::of(&gone) };
    device.phone.change_resident(&away).unwrap();
    let session = device.session(hall.villages[0], SessionKind::Class);
    let hall_entry = hall.entries[0].id.to_string();
    let nobody = format!("{}-999", device.id());

    let household = {
        let village = village.clone();
        move |head: &str, place: Option<&str>| NewHousehold {
            village: village.clone(),
            head: head.to_owned(),
            place: place.map(str::to_owned),
        }
    };
    let person = |change: &dyn Fn(&mut NewResident)| {
        let mut new = new_resident(&home, "Lê Thị Tư");
        change(&mut new);
        new
    };
    let add = |what, kind, new: NewResident| {
        case(what, kind, move |phone| phone.add_resident(&new).map(drop))
    };
    let whole =
        |resident: &str, skill: u16, outcome, come_back: Option<&str>, note: Option<&str>| {
            let guide = WholeGuide {
                resident: resident.to_owned(),
                skill,
                outcome,
                come_back: come_back.map(str::to_owned),
                note: note.map(str::to_owned),
                session: None,
            };
            move |phone: &mut Phone| phone.guide_whole(&guide).map(drop)
        };
    let alone = StepOutcome::Alone;

    let households = [
        household("  ", None),
        household("Ba", Some("CCCD 045123456789")),
        household(&"a".repeat(500), None),
    ];
    let [empty, id_number, too_long] = households;
    let cases = vec![
        case("no head", bad("head", BadInput::Empty), move |phone| {
            phone.add_household(&empty).map(drop)
        }),
        case("an ID number in the place", bad("place", BadInput::IdNumber), move |phone| {
            phone.add_household(&id_number).map(drop)
        }),
        case("a head without end", bad("head", BadInput::TooLong), move |phone| {
            phone.add_household(&too_long).map(drop)
        }),
        case("no village at all", bad("village", BadInput::Id), |phone| {
            let new = NewHousehold { village: "x".to_owned(), head: "Ba".to_owned(), place: None };
            phone.add_household(&new).map(drop)
        }),
        case("an unknown village", missing("village"), {
            let village = nobody.clone();
            move |phone| {
                let new =
                    NewHousehold { village: village.clone(), head: "Ba".to_owned(), place: None };
                phone.add_household(&new).map(drop)
            }
        }),
        add(
            "an unknown household",
            missing("household"),
            person(&|it| it.household = nobody.clone()),
        ),
        add(
            "a name of digits",
            bad("name", BadInput::NotAName),
            person(&|it| it.name = "123".to_owned()),
        ),
        add(
            "a name with an ID number",
            bad("name", BadInput::IdNumber),
            person(&|it| {
                it.name = "Hoà 045 123 456 789".to_owned();
            }),
        ),
        add("a child", denied(Denied::NotAnAdult), person(&|it| it.birth_year = Some(2012))),
        add(
            "nobody's word that it is an adult",
            denied(Denied::NotAnAdult),
            person(&|it| {
                (it.birth_year, it.adult) = (None, false);
            }),
        ),
        add(
            "born tomorrow",
            bad("birth_year", BadInput::BirthYear),
            person(&|it| it.birth_year = Some(2100)),
        ),
        add(
            "a landline",
            bad("phone", BadInput::Phone),
            person(&|it| it.phone = Some("0233 3852 123".to_owned())),
        ),
        add(
            "an unknown session",
            missing("session"),
            person(&|it| it.session = Some(nobody.clone())),
        ),
        case("a phone for somebody not asked", no_consent(ConsentMissing::NotAsked), {
            let change =
                ResidentChange { phone_kind: Some(PhoneKind::Own), ..ResidentChange::of(&listed) };
            move |phone| phone.change_resident(&change)
        }),
        case(
            "a guide for somebody not asked",
            no_consent(ConsentMissing::NotAsked),
            whole(&listed, 1, alone, None, None),
        ),
        case(
            "a guide for somebody who said no",
            no_consent(ConsentMissing::Refused),
            whole(&no, 1, alone, None, None),
        ),
        case(
            "a guide for somebody who is gone",
            denied(Denied::NoLongerHere),
            whole(&gone, 1, alone, None, None),
        ),
        case("a guide for nobody", missing("resident"), whole(&nobody, 1, alone, None, None)),
        case(
            "an unknown skill",
            bad("skill", BadInput::NotInPack),
            whole(&yes, 999, alone, None, None),
        ),
        case(
            "yesterday",
            bad("come_back", BadInput::PastDay),
            whole(&yes, 1, StepOutcome::ComeBack, Some("2026-11-22"), None),
        ),
        case(
            "no day",
            bad("come_back", BadInput::Day),
            whole(&yes, 1, StepOutcome::ComeBack, Some("mai"), None),
        ),
        case(
            "a day without coming back",
            bad("come_back", BadInput::OutOfRange),
            whole(&yes, 1, alone, Some("2026-12-01"), None),
        ),
        case(
            "an account number in a note",
            bad("note", BadInput::IdNumber),
            whole(&yes, 1, alone, None, Some("stk 0123 4567 8901 23")),
        ),
        case(
            "a guide step by step for somebody not asked",
            no_consent(ConsentMissing::NotAsked),
            {
                let listed = listed.clone();
                move |phone| phone.start_guide(&listed, 1, None)
            },
        ),
        case("a tap without a guide", denied(Denied::NoGuideOpen), {
            let resident = yes.clone();
            move |phone| {
                phone.mark_step(&StepTap {
                    resident: resident.clone(),
                    skill: 1,
                    step: 0,
                    outcome: StepOutcome::Alone,
                    come_back: None,
                    note: None,
                })
            }
        }),
        case("a class with somebody not asked", no_consent(ConsentMissing::NotAsked), {
            let (session, people) = (session.clone(), vec![yes.clone(), listed.clone()]);
            move |phone| phone.guide_class(&session, 1, &people, StepOutcome::Alone).map(drop)
        }),
        case("a class of nobody", bad("residents", BadInput::Empty), {
            let session = session.clone();
            move |phone| phone.guide_class(&session, 1, &[], StepOutcome::Alone).map(drop)
        }),
        case("a tick for somebody who is gone", denied(Denied::NoLongerHere), {
            let (session, people) = (session.clone(), vec![yes.clone(), gone.clone()]);
            move |phone| phone.mark_attendance(&session, &people, true)
        }),
        case("a million heads", bad("unnamed", BadInput::OutOfRange), {
            let session = session.clone();
            move |phone| phone.count_heads(&session, 1_000_000)
        }),
        case("an ID number as a host", bad("host", BadInput::IdNumber), {
            let change = SessionChange {
                session: session.clone(),
                kind: None,
                audience: None,
                organiser: None,
                host: Some("HTX 045123456789".to_owned()),
                place: None,
                skills: None,
            };
            move |phone| phone.change_session(&change)
        }),
        case("the QR of something else", bad("code", BadInput::NotRecognised), |phone| {
            phone.join_session("https://example.com").map(drop)
        }),
        case("half a QR", bad("code", BadInput::NotRecognised), |phone| {
            phone.join_session("CAMTAYB1:00FF").map(drop)
        }),
        case("met somebody not asked", no_consent(ConsentMissing::NotAsked), {
            let (home, people) = (listed_home.to_string(), vec![listed.clone()]);
            move |phone| phone.visit_household(&home, &people, None).map(drop)
        }),
        case("an appointment in the past", bad("on", BadInput::PastDay), {
            let resident = yes.clone();
            move |phone| phone.set_appointment(&resident, None, "2020-01-01")
        }),
        case("an unknown question", bad("question", BadInput::NotInPack), {
            let resident = yes.clone();
            move |phone| {
                phone.quick_check(&resident, false, &[CheckAnswer { question: 9_999, answer: 0 }])
            }
        }),
        case("a question twice", bad("question", BadInput::Same), {
            let resident = yes.clone();
            move |phone| {
                let number = phone.pack()?.check_questions[0].number;
                let answers = [0, 1].map(|answer| CheckAnswer { question: number, answer });
                phone.quick_check(&resident, false, &answers)
            }
        }),
        case("no answer", bad("answers", BadInput::Empty), {
            let resident = yes.clone();
            move |phone| phone.quick_check(&resident, true, &[])
        }),
        case("the hall's entry taken back", denied(Denied::NotYourOwn), {
            let entry = hall_entry.clone();
            move |phone| phone.take_back(&entry)
        }),
        case("a household with people in it", denied(Denied::PeopleLiveThere), {
            let home = home.clone();
            move |phone| phone.take_back(&home)
        }),
        case("an entry that isn't there", missing("entry"), {
            let entry = nobody.clone();
            move |phone| phone.take_back(&entry)
        }),
        case("somebody twice", bad("other", BadInput::Same), {
            let one = yes.clone();
            move |phone| phone.mark_duplicate(&one, &one)
        }),
        case("no id at all", bad("resident", BadInput::Id), |phone| phone.ask_erasure("…")),
        case("a place in no list", bad("after", BadInput::NotRecognised), {
            let village = village.clone();
            move |phone| phone.households(&village, None, Some("?"), 10).map(drop)
        }),
    ];

    let before = device.phone.store().unwrap().own_last_seq();
    for Case { what, attempt, kind } in cases {
        match attempt(&mut device.phone) {
            Err(error) => assert_eq!(error.kind(), kind, "{what}"),
            Ok(()) => panic!("{what} was taken"),
        }
        assert_eq!(device.phone.store().unwrap().own_last_seq(), before, "{what}");
    }
}

#[test]
fn no_error_repeats_what_was_typed() {
    let mut hall = Hall::new();
    let mut device = Device::enrolled(&mut hall, 1);
    let new = NewHousehold {
        village: hall.villages[0].to_string(),
        head: "Bí Mật 045123456789".to_owned(),
        place: None,
    };
    let error = device.phone.add_household(&new).unwrap_err();
    for text in [error.to_string(), format!("{error:?}"), format!("{:?}", error.kind())] {
        assert!(!text.contains("Bí Mật") && !text.contains("045123"), "{text}");
    }
}

#[test]
fn nothing_is_recorded_before_a_hall_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let clock = crate::support::TestClock::at(0);
    let mut phone =
        Phone::new(folder.path(), crate::support::keys(1), crate::support::edges(&clock, 1));
    phone.create().unwrap();
    let new = NewHousehold {
        village: "0000000000000000-1".to_owned(),
        head: "Ba".to_owned(),
        place: None,
    };
    let error = phone.add_household(&new).unwrap_err();
    assert_eq!(error.kind(), denied(Denied::NotEnrolled));
}
