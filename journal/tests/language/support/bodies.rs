//! Random entries of every kind about the people of the small commune.

use camtay_journal::entry::*;
use camtay_journal::ids::*;
use camtay_journal::vietnamese::Day;
use proptest::prelude::*;
use proptest::sample::select;

use super::commune::{
    self, DEVICES, HOUSEHOLD_COUNT, KEYS, MORNING, RESIDENT_COUNT, SESSION_COUNT, VILLAGE_COUNT,
    VOLUNTEER_COUNT,
};

/// Every kind of the format, so that none is forgotten.
pub const KINDS: [u8; 42] = [
    1, 2, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 30, 40, 41, 42, 43, 44, 45, 60, 61, 62, 63,
    64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81,
];

pub fn any_village() -> impl Strategy<Value = VillageId> {
    (0..VILLAGE_COUNT).prop_map(commune::village)
}

pub fn any_volunteer() -> impl Strategy<Value = VolunteerId> {
    (0..VOLUNTEER_COUNT).prop_map(commune::volunteer)
}

pub fn any_household() -> impl Strategy<Value = HouseholdId> {
    (0..HOUSEHOLD_COUNT).prop_map(commune::household)
}

pub fn any_resident() -> impl Strategy<Value = ResidentId> {
    (0..RESIDENT_COUNT).prop_map(commune::resident)
}

pub fn any_session() -> impl Strategy<Value = SessionId> {
    (0..SESSION_COUNT).prop_map(commune::session)
}

pub fn any_entry_id() -> impl Strategy<Value = EntryId> {
    (0..5usize, 1..16u64).prop_map(|(device, seq)| commune::id(device, seq))
}

pub fn any_phone() -> impl Strategy<Value = DeviceId> {
    (1..5usize).prop_map(|at| DEVICES[at])
}

pub fn any_day() -> impl Strategy<Value = Day> {
    (-3..6i32).prop_map(|days| Day::of_unix(MORNING).plus(days))
}

pub fn any_skill() -> impl Strategy<Value = SkillId> {
    (1..4u16).prop_map(SkillId)
}

pub fn any_outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        6 => Just(Outcome::Alone),
        6 => Just(Outcome::Helped),
        3 => Just(Outcome::Already),
        3 => Just(Outcome::NotApplicable),
        2 => select(&Reason::ALL[..]).prop_map(Outcome::Stuck),
        1 => Just(Outcome::Refused),
        1 => Just(Outcome::ComeBack),
    ]
}

pub fn any_mark() -> impl Strategy<Value = StepMark> {
    prop_oneof![
        1 => Just(StepMark::NOTHING),
        4 => any_outcome().prop_map(StepMark::from),
    ]
}

/// Usually the three steps that every skill here has.
pub fn any_steps() -> impl Strategy<Value = Steps> {
    let count = prop_oneof![8 => Just(3usize), 1 => 1..5usize];
    count
        .prop_flat_map(|count| prop::collection::vec(any_mark(), count))
        .prop_map(|marks| Steps::new(&marks).unwrap())
}

pub fn any_guided() -> impl Strategy<Value = Guided> {
    let marked = any_steps().prop_map(|steps| (steps, None));
    let whole = any_outcome().prop_map(|whole| (Steps::EMPTY, Some(whole)));
    (
        prop::option::of(any_session()),
        prop::collection::vec(any_resident(), 0..4),
        any_skill(),
        1..3u32,
        prop_oneof![8 => marked, 1 => whole],
        prop::option::weighted(0.2, any_day()),
    )
        .prop_map(|(session, residents, skill, pack, (steps, whole), come_back)| Guided {
            session,
            residents,
            skill,
            pack,
            steps,
            whole,
            come_back,
        })
}

pub fn any_part() -> impl Strategy<Value = PersonalPart> {
    (
        prop::option::of("Nguyễn Văn [A-Z]{1,4}"),
        prop::option::of(1930..2008u16),
        prop::option::of("0[35789][0-9]{8}"),
        prop::option::of("[a-zà-ỹ ]{0,12}"),
        prop::option::of("[a-zà-ỹ ]{0,12}"),
    )
        .prop_map(|(name, birth_year, phone, place, note)| PersonalPart {
            name,
            birth_year,
            phone,
            place,
            note,
        })
}

fn any_text() -> impl Strategy<Value = String> {
    "[a-zà-ỹ]{0,8}"
}

fn any_status() -> impl Strategy<Value = Status> {
    select(vec![Status::Active, Status::MovedAway, Status::Died, Status::Guest])
}

fn any_phone_kind() -> impl Strategy<Value = PhoneKind> {
    select(vec![PhoneKind::Own, PhoneKind::Shared, PhoneKind::Keypad, PhoneKind::None])
}

fn any_occupation() -> impl Strategy<Value = Occupation> {
    select(vec![Occupation::Worker, Occupation::Other])
}

fn any_consent() -> impl Strategy<Value = Consent> {
    select(vec![Consent::Asked, Consent::Given, Consent::Refused, Consent::Withdrawn])
}

fn any_kind_of_session() -> impl Strategy<Value = SessionKind> {
    select(vec![
        SessionKind::HomeVisit,
        SessionKind::Class,
        SessionKind::WeeklyLesson,
        SessionKind::CampaignDay,
        SessionKind::PublicServiceWeek,
        SessionKind::Conference,
        SessionKind::OneStopDesk,
    ])
}

fn any_audience() -> impl Strategy<Value = Vec<Segment>> {
    let segment = select(vec![Segment::Farmers, Segment::Poor, Segment::Workers]);
    prop::collection::vec(segment, 0..3)
}

fn any_organiser() -> impl Strategy<Value = Organiser> {
    select(vec![Organiser::Team, Organiser::YouthUnion, Organiser::School])
}

fn any_subject() -> impl Strategy<Value = Subject> {
    prop_oneof![
        any_household().prop_map(Subject::Household),
        any_resident().prop_map(Subject::Resident),
        any_volunteer().prop_map(Subject::Volunteer),
        any_session().prop_map(Subject::Session),
    ]
}

fn any_setting() -> impl Strategy<Value = Setting> {
    prop_oneof![
        any::<(bool, bool, bool)>().prop_map(|(alone, helped, already)| {
            Setting::CountingOutcomes(Outcomes { alone, helped, already })
        }),
        prop::collection::vec(any_skill(), 0..3).prop_map(Setting::EssentialSkills),
        (0..=100u8).prop_map(Setting::WeeklyLessonShare),
        any_text().prop_map(|name| Setting::Commune { code: "19405".to_owned(), name }),
        any_text().prop_map(Setting::VillageWord),
        any_text().prop_map(Setting::TeamTitle),
    ]
}

fn any_digest() -> impl Strategy<Value = Sha256Digest> {
    any::<u8>().prop_map(|byte| Sha256Digest([byte; 32]))
}

/// What phones and the hall write about people.
pub fn people_body() -> BoxedStrategy<Body> {
    let residents = || prop::collection::vec(any_resident(), 0..4);
    let other = prop_oneof![
        any_village().prop_map(|village| HouseholdAdded { village }.into()),
        (any_household(), prop::option::of(any_village()))
            .prop_map(|(household, village)| HouseholdChanged { household, village }.into()),
        (any_household(), prop::option::of(any_session()), residents()).prop_map(
            |(household, session, residents)| {
                HouseholdVisited { household, session, residents }.into()
            }
        ),
        (
            any_household(),
            any::<bool>(),
            any_status(),
            prop::option::of(any_phone_kind()),
            prop::option::of(any_occupation())
        )
            .prop_map(|(household, adult, status, phone_kind, occupation)| {
                ResidentAdded { household, adult, status, phone_kind, occupation }.into()
            }),
        (
            any_resident(),
            prop::option::of(any_household()),
            prop::option::of(any_status()),
            prop::option::of(any::<bool>()),
            prop::option::of(any_phone_kind()),
            prop::option::of(any_occupation())
        )
            .prop_map(|(resident, household, status, adult, phone_kind, occupation)| {
                ResidentChanged { resident, household, status, adult, phone_kind, occupation }
                    .into()
            }),
        (
            prop::option::of(any_resident()),
            any_household(),
            prop::option::of(any_session()),
            any_consent()
        )
            .prop_map(|(resident, household, session, answer)| {
                ConsentRecorded { resident, household, session, answer, wording: 1, pack: 1 }.into()
            }),
        (any_resident(), prop::option::of(any_skill()), any_day())
            .prop_map(|(resident, skill, on)| AppointmentSet { resident, skill, on }.into()),
        (any_resident(), prop::option::of(any_skill()))
            .prop_map(|(resident, skill)| AppointmentKept { resident, skill }.into()),
        (any_resident(), any::<bool>(), prop::collection::vec((1..5u16, any::<bool>()), 0..4))
            .prop_map(|(resident, after, answers)| {
                QuickCheckDone { resident, after, pack: 1, answers }.into()
            }),
        (any_resident(), any_resident())
            .prop_map(|(one, other)| DuplicateMarked { one, other }.into()),
        any_resident().prop_map(|resident| ErasureAsked { resident }.into()),
    ];
    prop_oneof![3 => other, 1 => any_guided().prop_map(Body::from)].boxed()
}

pub fn session_body() -> BoxedStrategy<Body> {
    let opened = (
        any_village(),
        any_kind_of_session(),
        any_audience(),
        any_organiser(),
        prop::option::of(any_text()),
        prop::option::of(any_text()),
        prop::collection::vec(any_skill(), 0..3),
    )
        .prop_map(|(village, kind, audience, organiser, host, place, skills)| {
            SessionOpened { village, kind, audience, organiser, host, place, skills }.into()
        });
    let changed = (
        any_session(),
        prop::option::of(any_kind_of_session()),
        prop::option::of(any_audience()),
        prop::option::of(any_organiser()),
        prop::option::of(any_text()),
        prop::option::of(any_text()),
        prop::option::of(prop::collection::vec(any_skill(), 0..3)),
    )
        .prop_map(|(session, kind, audience, organiser, host, place, skills)| {
            SessionChanged { session, kind, audience, organiser, host, place, skills }.into()
        });
    prop_oneof![
        opened,
        changed,
        any_session().prop_map(|session| SessionJoined { session }.into()),
        (any_session(), prop::collection::vec(any_resident(), 0..4), any::<bool>()).prop_map(
            |(session, residents, present)| Attended { session, residents, present }.into()
        ),
        (any_session(), 0..60u32)
            .prop_map(|(session, unnamed)| HeadsCounted { session, unnamed }.into()),
        any_session().prop_map(|session| SessionClosed { session }.into()),
    ]
    .boxed()
}

pub fn correction_body() -> BoxedStrategy<Body> {
    prop_oneof![
        any_entry_id().prop_map(|entry| TakenBack { entry }.into()),
        any_entry_id().prop_map(|entry| GivenBack { entry }.into()),
    ]
    .boxed()
}

pub fn hall_body() -> BoxedStrategy<Body> {
    prop_oneof![list_body(), device_body(), decision_body()].boxed()
}

fn list_body() -> BoxedStrategy<Body> {
    let new_or = |id: EntryId| prop::option::of(Just(id));
    prop_oneof![
        (prop::option::of(any_village()), any_text(), any_day(), prop::option::of(any_day()))
            .prop_map(|(village, name, valid_from, valid_to)| {
                let (key, successor) = ("T".to_owned(), village);
                VillageDefined { village, key, name, valid_from, valid_to, successor }.into()
            }),
        (
            new_or(commune::id(0, 3)),
            any_text(),
            prop::collection::vec(any_village(), 0..3),
            prop::option::of(any_day())
        )
            .prop_map(|(team, name, villages, ended)| {
                let team = team.map(TeamId);
                TeamDefined { team, key: "TỔ".to_owned(), name, villages, ended }.into()
            }),
        (prop::option::of(any_volunteer()), any_text(), prop::option::of(any_day())).prop_map(
            |(volunteer, key, trained)| {
                VolunteerDefined { volunteer, key, kind: VolunteerKind::Pupil, trained }.into()
            }
        ),
        (any_volunteer(), any_day()).prop_map(|(volunteer, on)| {
            TeamJoined { team: TeamId(commune::id(0, 3)), volunteer, on }.into()
        }),
        (any_volunteer(), any_day()).prop_map(|(volunteer, on)| {
            TeamLeft { team: TeamId(commune::id(0, 3)), volunteer, on }.into()
        }),
    ]
    .boxed()
}

fn device_body() -> BoxedStrategy<Body> {
    use camtay_journal::keys::Signer;
    prop_oneof![
        (any_phone(), any_volunteer()).prop_map(|(device, volunteer)| {
            DeviceEnrolled { device, key: KEYS[1].public_key(), volunteer }.into()
        }),
        any_phone().prop_map(|device| DeviceApproved { device }.into()),
        (any_phone(), any_volunteer(), 0..9u64).prop_map(|(device, volunteer, from_seq)| {
            DeviceHeld { device, volunteer, from_seq }.into()
        }),
        (any_phone(), any::<bool>()).prop_map(|(device, suspended)| DeviceSuspended {
            device,
            suspended
        }
        .into()),
        (any_phone(), 0..12u64)
            .prop_map(|(device, last_seq)| DeviceRevoked { device, last_seq }.into()),
        (any_phone(), prop::collection::vec(any_village(), 0..3))
            .prop_map(|(device, villages)| VillagesAssigned { device, villages }.into()),
        (any_phone(), 0..9u64, -200_000..200_000i64).prop_map(|(device, from_seq, offset)| {
            ClockFixed { device, from_seq, offset }.into()
        }),
    ]
    .boxed()
}

fn decision_body() -> BoxedStrategy<Body> {
    let reasons = vec![
        SetAsideReason::NotAllowed,
        SetAsideReason::Malformed,
        SetAsideReason::FromTheFuture,
        SetAsideReason::UnknownTarget,
        SetAsideReason::IdNumber,
        SetAsideReason::Officer,
    ];
    let merges = prop_oneof![
        (any_resident(), any_resident())
            .prop_map(|(keep, other)| ResidentsMerged { keep, other }.into()),
        (any_resident(), any_resident()).prop_map(|(keep, other)| ResidentsSeparated {
            keep,
            other
        }
        .into()),
        (any_session(), any_session())
            .prop_map(|(keep, other)| SessionsMerged { keep, other }.into()),
        (any_session(), any_session())
            .prop_map(|(keep, other)| SessionsSeparated { keep, other }.into()),
    ];
    let other = prop_oneof![
        any_subject().prop_map(|subject| Erased { subject }.into()),
        (any_entry_id(), select(reasons)).prop_map(|(entry, reason)| EntrySetAside {
            entry,
            reason
        }
        .into()),
        any_entry_id().prop_map(|entry| EntryTakenUp { entry }.into()),
        (1..9u32, any_digest())
            .prop_map(|(version, digest)| PackPublished { version, digest }.into()),
        (1..9u32, any_day(), any_day(), any_digest()).prop_map(|(number, from, as_of, digest)| {
            ReportFrozen { number, from, as_of, digest }.into()
        }),
        any_setting().prop_map(|setting| SettingChanged { setting }.into()),
    ];
    prop_oneof![merges, other].boxed()
}

/// A kind of a later version, or bytes that a known kind can't read.
pub fn unknown_body() -> BoxedStrategy<Body> {
    (any::<u8>(), prop::collection::vec(any::<u8>(), 0..20))
        .prop_map(|(kind, payload)| {
            Body::read(kind, &payload).unwrap_or(Body::Unknown { kind, payload })
        })
        .prop_filter("known after all", |body| matches!(body, Body::Unknown { .. }))
        .boxed()
}

pub fn any_body() -> BoxedStrategy<Body> {
    prop_oneof![
        6 => people_body(),
        3 => session_body(),
        2 => correction_body(),
        3 => hall_body(),
        1 => unknown_body(),
    ]
    .boxed()
}

/// One body of each kind, the same in every run.
pub fn one_of_each() -> Vec<Body> {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut found = std::collections::BTreeMap::new();
    while found.len() < KINDS.len() {
        let tree = any_body().new_tree(&mut runner).unwrap();
        let body = proptest::strategy::ValueTree::current(&tree);
        if !matches!(body, Body::Unknown { .. }) {
            found.entry(body.kind()).or_insert(body);
        }
    }
    assert_eq!(found.keys().copied().collect::<Vec<_>>(), KINDS);
    found.into_values().collect()
}
