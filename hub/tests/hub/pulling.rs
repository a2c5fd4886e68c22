//! Pages: a phone that pulls its villages has their digests, whatever order everything
//! came in.

use std::collections::{BTreeMap, HashMap};

use camtay_hub::pages;
use camtay_journal::entry::{
    AppointmentSet, Attended, Body, ClockFixed, Consent, ConsentRecorded, DeviceRevoked,
    DuplicateMarked, Entry, EntrySetAside, EntryTakenUp, Erased, GivenBack, Guided, HeadsCounted,
    HouseholdAdded, HouseholdChanged, HouseholdVisited, Organiser, Outcome, Personal,
    ResidentAdded, ResidentChanged, ResidentsMerged, ResidentsSeparated, SessionKind,
    SessionOpened, SessionsMerged, SessionsSeparated, SetAsideReason, Status, Steps, Subject,
    TakenBack,
};
use camtay_journal::fold::State;
use camtay_journal::ids::{EntryId, HouseholdId, ResidentId, SessionId, SkillId, VillageId};
use camtay_journal::vietnamese::Day;
use camtay_journal::wire::{Log, Page, RefusalKind, Standing, path};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::world::{MORNING, Phone, World, get, json, kind, named};

/// What a phone pulled, as `journal` folds it.
struct Pulled {
    villages: Vec<VillageId>,
    positions: HashMap<Log, u64>,
    entries: BTreeMap<EntryId, Entry>,
}

impl Pulled {
    fn new(villages: &[VillageId]) -> Self {
        Self { villages: villages.to_vec(), positions: HashMap::new(), entries: BTreeMap::new() }
    }

    fn pull(&mut self, world: &World) {
        let villages = self.villages.clone();
        for log in std::iter::once(Log::Control).chain(villages.into_iter().map(Log::Village)) {
            loop {
                let from = self.positions.get(&log).copied().unwrap_or(0);
                let bytes = pages::signed(&world.hall, log, from, &self.villages).unwrap();
                let page = Page::open(&bytes, &world.hall.keys().public()).unwrap();
                assert_eq!((page.log, page.from), (log, from));
                assert!(page.entries.len() <= pages::PAGE);
                self.positions.insert(log, page.next);
                self.take(&page);
                if !page.more {
                    break;
                }
            }
        }
    }

    fn take(&mut self, page: &Page) {
        for entry in &page.entries {
            self.entries.insert(entry.id, entry.clone());
        }
        for left in &page.left {
            self.entries.retain(|_, entry| !is_only_about(entry, *left));
        }
    }

    fn state(&self, world: &World) -> State {
        let mut state = State::new(world.hall.device());
        self.entries.values().for_each(|entry| state.apply(entry));
        state
    }
}

fn is_only_about(entry: &Entry, resident: ResidentId) -> bool {
    match &entry.body {
        Body::ResidentAdded(_) => entry.id == resident.0,
        Body::ResidentChanged(it) => it.resident == resident,
        Body::Guided(it) => it.residents == [resident],
        Body::ConsentRecorded(it) => it.resident == Some(resident),
        Body::AppointmentSet(it) => it.resident == resident,
        _ => false,
    }
}

/// Ids to speak of, of this commune and some that nobody ever wrote.
#[derive(Default)]
struct Known {
    households: Vec<HouseholdId>,
    residents: Vec<ResidentId>,
    sessions: Vec<SessionId>,
    entries: Vec<EntryId>,
}

fn one<T: Copy>(from: &[T], random: &mut StdRng) -> Option<T> {
    if from.is_empty() { None } else { Some(from[random.random_range(0..from.len())]) }
}

fn guided(residents: Vec<ResidentId>, session: Option<SessionId>, random: &mut StdRng) -> Guided {
    let outcomes = [Outcome::Alone, Outcome::Helped, Outcome::Refused];
    Guided {
        session,
        residents,
        skill: SkillId(random.random_range(1..4)),
        pack: 1,
        steps: Steps::EMPTY,
        whole: Some(outcomes[random.random_range(0..outcomes.len())]),
        come_back: None,
    }
}

/// Something that a phone may write.
fn write(
    phone: &mut Phone,
    now: i64,
    villages: &[VillageId],
    known: &mut Known,
    random: &mut StdRng,
) {
    let village = one(villages, random).unwrap();
    let household = one(&known.households, random);
    let resident = one(&known.residents, random);
    let other = one(&known.residents, random);
    let session = one(&known.sessions, random);
    let maybe_session = session.filter(|_| random.random_bool(0.7));
    let id = match (random.random_range(0..16), household, resident, session) {
        (0, ..) => phone.add_with(now, HouseholdAdded { village }, Some(named("Nguyễn Văn An"))),
        (1 | 2, Some(household), ..) => {
            let added = ResidentAdded {
                household,
                adult: true,
                status: Status::Active,
                phone_kind: None,
                occupation: None,
            };
            phone.add_with(now, added, Some(named("Trần Thị Bé")))
        }
        (3, ..) => phone.add(
            now,
            SessionOpened {
                village,
                kind: SessionKind::Class,
                audience: Vec::new(),
                organiser: Organiser::Team,
                host: None,
                place: None,
                skills: Vec::new(),
            },
        ),
        (4, Some(household), Some(resident), _) => phone.add(
            now,
            ResidentChanged { household: Some(household), ..ResidentChanged::of(resident) },
        ),
        (5, Some(household), ..) => {
            phone.add(now, HouseholdChanged { household, village: Some(village) })
        }
        (6, Some(household), ..) => phone.add(
            now,
            HouseholdVisited {
                household,
                session: maybe_session,
                residents: resident.into_iter().collect(),
            },
        ),
        (7, Some(household), ..) => {
            let answers = [Consent::Given, Consent::Refused];
            let answer = answers[random.random_range(0..2)];
            let resident = resident.filter(|_| random.random_bool(0.5));
            let session = maybe_session;
            phone.add(
                now,
                ConsentRecorded { resident, household, session, answer, wording: 1, pack: 1 },
            )
        }
        (8, _, Some(resident), Some(session)) => phone.add(
            now,
            Attended {
                session,
                residents: [Some(resident), other].into_iter().flatten().collect(),
                present: random.random_bool(0.8),
            },
        ),
        (9, _, _, Some(session)) => {
            phone.add(now, HeadsCounted { session, unnamed: random.random_range(0..20) })
        }
        (10, _, Some(resident), _) => {
            phone.add(now, AppointmentSet { resident, skill: None, on: Day::of_unix(now + 86_400) })
        }
        (11, _, Some(one), _) => {
            phone.add(now, DuplicateMarked { one, other: other.unwrap_or(one) })
        }
        (12, ..) if !phone.entries.is_empty() => {
            let entry = phone.entries[random.random_range(0..phone.entries.len())].id;
            let back: Body = if random.random_bool(0.6) {
                TakenBack { entry }.into()
            } else {
                GivenBack { entry }.into()
            };
            phone.add(now, back)
        }
        (_, _, Some(resident), _) => {
            let mut residents = vec![resident];
            residents.extend(other.filter(|other| *other != resident && random.random_bool(0.4)));
            phone.add(now, guided(residents, maybe_session, random))
        }
        _ => phone.add(now, HouseholdAdded { village }),
    };
    known.entries.push(id);
    match phone.entries.last().map(|entry| &entry.body) {
        Some(Body::HouseholdAdded(_)) => known.households.push(HouseholdId(id)),
        Some(Body::ResidentAdded(_)) => known.residents.push(ResidentId(id)),
        Some(Body::SessionOpened(_)) => known.sessions.push(SessionId(id)),
        _ => {}
    }
}

/// Something that the hall decides.
fn decide(world: &World, phones: &[Phone], known: &Known, random: &mut StdRng) {
    let (resident, keep) = (one(&known.residents, random), one(&known.residents, random));
    let (session, main) = (one(&known.sessions, random), one(&known.sessions, random));
    let entry = one(&known.entries, random);
    let device = phones[random.random_range(0..phones.len())].device();
    let body: Option<Body> = match random.random_range(0..20) {
        0..=3 => resident.zip(keep).map(|(other, keep)| ResidentsMerged { keep, other }.into()),
        4..=5 => resident.zip(keep).map(|(other, keep)| ResidentsSeparated { keep, other }.into()),
        6..=7 => session.zip(main).map(|(other, keep)| SessionsMerged { keep, other }.into()),
        8 => session.zip(main).map(|(other, keep)| SessionsSeparated { keep, other }.into()),
        9..=12 => {
            entry.map(|entry| EntrySetAside { entry, reason: SetAsideReason::Officer }.into())
        }
        13..=14 => entry.map(|entry| EntryTakenUp { entry }.into()),
        15..=16 => entry.map(|entry| TakenBack { entry }.into()),
        17 => entry.map(|entry| GivenBack { entry }.into()),
        18 => {
            let offset = random.random_range(-200_000..200_000);
            Some(ClockFixed { device, from_seq: random.random_range(1..20), offset }.into())
        }
        _ => {
            let last_seq = random.random_range(20..60);
            let rarely = random.random_bool(0.2);
            rarely.then(|| DeviceRevoked { device, last_seq }.into())
        }
    };
    if let Some(body) = body {
        world.hall.write(vec![(body, None)]).unwrap();
    }
}

fn run(seed: u64) {
    let mut random = StdRng::seed_from_u64(seed);
    let mut world = World::new(3);
    let mut phones: Vec<_> = (0..3).map(|number| world.phone(number)).collect();
    let mut sent = [0; 3];
    let mut known = Known::default();
    let villages = world.villages.clone();
    let mut pulling = vec![
        Pulled::new(&villages[..1]),
        Pulled::new(&villages[1..2]),
        Pulled::new(&villages[1..]),
    ];
    for _ in 0..160 {
        world.pass(random.random_range(0..20_000));
        match random.random_range(0..20) {
            0..=13 => {
                let phone = &mut phones[random.random_range(0..3)];
                write(phone, world.now(), &villages, &mut known, &mut random);
            }
            14..=15 => {
                let at = random.random_range(0..3);
                let to = phones[at].entries.len();
                if sent[at] < to && world.take(&phones[at], sent[at], to).is_ok() {
                    sent[at] = to;
                }
            }
            16..=17 => decide(&world, &phones, &known, &mut random),
            18 => {
                let at = random.random_range(0..pulling.len());
                pulling[at].pull(&world);
            }
            _ => {
                if random.random_bool(0.5) {
                    world.hall.save_checkpoint().unwrap();
                }
                world.restart();
            }
        }
    }
    for (at, phone) in phones.iter().enumerate() {
        if sent[at] < phone.entries.len() {
            // A revoked phone is not let in; the others hand in everything.
            let _ = world.take(phone, sent[at], phone.entries.len());
        }
    }
    pulling.push(Pulled::new(&villages));
    let right = world.hall.state().digests();
    for pulled in &mut pulling {
        pulled.pull(&world);
        let digests = pulled.state(&world).digests();
        for village in &pulled.villages {
            assert_eq!(digests.get(village), right.get(village), "seed {seed}, {village}");
        }
    }
    // A hall that folds everything anew has the same logs.
    for village in &villages {
        let log = Log::Village(*village);
        let pages = |hall: &camtay_hub::Hall| {
            let bytes = pages::signed(hall, log, 0, &[*village]).unwrap();
            Page::open(&bytes, &hall.keys().public()).unwrap()
        };
        assert_eq!(pages(&world.other_process()), pages(&world.hall), "seed {seed}");
    }
}

#[test]
fn a_phone_that_pulls_its_villages_has_their_digests_whatever_came_when() {
    let seeds = match std::env::var("SEED") {
        Ok(seed) => vec![seed.parse().unwrap()],
        Err(_) => (0..30).collect(),
    };
    seeds.into_iter().for_each(run);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_moves_enters_the_new_village_and_is_named_as_left_in_the_old() {
    let world = World::new(2);
    let mut phone = world.phone(0);
    let [old, new] = world.villages[..] else { panic!() };
    let first = HouseholdId(phone.add(MORNING, HouseholdAdded { village: old }));
    let second = HouseholdId(phone.add(MORNING, HouseholdAdded { village: new }));
    let added = ResidentAdded {
        household: first,
        adult: true,
        status: Status::Active,
        phone_kind: None,
        occupation: None,
    };
    let resident = ResidentId(phone.add_with(MORNING, added, Some(named("Hồ Thị Lan"))));
    let mut random = StdRng::seed_from_u64(1);
    let guide = phone.add(MORNING, guided(vec![resident], None, &mut random));
    world.take(&phone, 0, 4).unwrap();
    let moved = phone
        .add(MORNING, ResidentChanged { household: Some(second), ..ResidentChanged::of(resident) });
    world.take(&phone, 4, 5).unwrap();

    let page = |village| {
        let bytes = pages::signed(&world.hall, Log::Village(village), 0, &[village]).unwrap();
        Page::open(&bytes, &world.hall.keys().public()).unwrap()
    };
    let ids = |page: &Page| page.entries.iter().map(|entry| entry.id).collect::<Vec<_>>();
    assert_eq!(page(old).left, [resident]);
    assert_eq!(ids(&page(new)), [second.0, resident.0, guide, moved]);
    // Back again: all comes once more after the position where it left.
    let before = page(old).next;
    phone.add(MORNING, ResidentChanged { household: Some(first), ..ResidentChanged::of(resident) });
    world.take(&phone, 5, 6).unwrap();
    let bytes = pages::signed(&world.hall, Log::Village(old), before, &[old]).unwrap();
    let again = Page::open(&bytes, &world.hall.keys().public()).unwrap();
    assert!(ids(&again).contains(&guide) && again.left.is_empty());
    assert_eq!(page(old).left, [], "who came back did not leave");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_gets_pages_of_its_own_villages_only() {
    let world = World::new(2);
    let phone = world.phone(0);
    let token = phone.token(&world).await.unwrap();
    let mine = world.villages[0].to_string();
    let other = world.villages[1].to_string();
    assert!(phone.page(&world, &token, &mine, 0).await.is_ok());
    assert!(phone.page(&world, &token, "control", 0).await.is_ok());
    assert_eq!(kind(phone.page(&world, &token, &other, 0).await), RefusalKind::BadRequest);
}

#[tokio::test(flavor = "multi_thread")]
async fn long_logs_come_in_pages_that_join() {
    let world = World::new(1);
    let mut phone = world.phone(0);
    for _ in 0..4_500 {
        phone.add(MORNING, HouseholdAdded { village: world.villages[0] });
    }
    world.take(&phone, 0, 4_500).unwrap();
    let token = phone.token(&world).await.unwrap();
    let log = world.villages[0].to_string();
    let mut from = 0;
    let mut seen = Vec::new();
    loop {
        let page = phone.page(&world, &token, &log, from).await.unwrap();
        assert_eq!(page.from, from);
        from = page.next;
        seen.extend(page.entries.iter().map(|entry| entry.id.seq));
        if !page.more {
            break;
        }
    }
    assert_eq!(seen, (1..=4_500).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread")]
async fn of_erased_people_no_personal_part_goes_out() {
    let world = World::new(1);
    let mut phone = world.phone(0);
    let village = world.villages[0];
    let household = phone.add_with(MORNING, HouseholdAdded { village }, Some(named("Kim")));
    world.take(&phone, 0, 1).unwrap();
    let erased = Erased { subject: Subject::Household(HouseholdId(household)) };
    world.hall.write(vec![(erased.into(), None)]).unwrap();
    let bytes = pages::signed(&world.hall, Log::Village(village), 0, &[village]).unwrap();
    let page = Page::open(&bytes, &world.hall.keys().public()).unwrap();
    assert!(matches!(page.entries[0].personal, Personal::Gone(_)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pack_comes_from_any_byte_on() {
    let world = World::new(1);
    let phone = world.phone(0);
    let token = phone.token(&world).await.unwrap();
    let standing: Standing = json(&world.call(get(path::STANDING, Some(&token))).await.unwrap());
    let whole = world.call(get(path::PACK, Some(&token))).await.unwrap();
    assert_eq!(whole.len() as u64, standing.pack_bytes);
    let half = whole.len() / 2;
    let asked = format!("{}?from={half}", path::PACK);
    assert_eq!(world.call(get(&asked, Some(&token))).await.unwrap(), whole[half..]);
    let pack = camtay_content::Pack::open(&whole, &phone.hall).unwrap();
    assert_eq!(pack.version, standing.pack);
}
