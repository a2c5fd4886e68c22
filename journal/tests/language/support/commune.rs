//! A small commune: a hall, three phones, two villages. Small, so that random entries
//! meet the same people again and again.

use std::sync::LazyLock;

use camtay_journal::chain::Head;
use camtay_journal::clock::{Clock, Hlc};
use camtay_journal::codec::batch::Batch;
use camtay_journal::entry::*;
use camtay_journal::fold::State;
use camtay_journal::ids::*;
use camtay_journal::keys::{PublicKey, Signer, SoftwareKey};
use camtay_journal::vietnamese::Day;
use proptest::prelude::*;
use rand::SeedableRng;
use rand::rngs::StdRng;

use super::bodies::{any_body, any_part};

/// 2026-11-16, 8 o'clock in Vietnam.
pub const MORNING: i64 = 1_794_790_800;

/// The keys of the hall (0) and the phones (1 to 3).
pub static KEYS: LazyLock<[SoftwareKey; 4]> =
    LazyLock::new(|| [1u8, 2, 3, 4].map(|seed| SoftwareKey::from_bytes(&[seed; 32]).unwrap()));

/// The devices of [`KEYS`], and one (4) that nobody ever heard of.
pub static DEVICES: LazyLock<[DeviceId; 5]> = LazyLock::new(|| {
    let known = |at: usize| KEYS[at].public_key().device();
    [known(0), known(1), known(2), known(3), DeviceId([0xEE; 8])]
});

pub fn hall() -> DeviceId {
    DEVICES[0]
}

pub fn public_key(device: DeviceId) -> PublicKey {
    KEYS[index(device)].public_key()
}

pub fn index(device: DeviceId) -> usize {
    DEVICES.iter().position(|known| *known == device).unwrap()
}

pub fn id(device: usize, seq: Seq) -> EntryId {
    EntryId { device: DEVICES[device], seq }
}

// What the prelude makes, in the order of the prelude; the last of each is unknown.
const VILLAGES: [(usize, Seq); 3] = [(0, 1), (0, 2), (4, 1)];
const VOLUNTEERS: [(usize, Seq); 3] = [(0, 4), (0, 5), (4, 2)];
const HOUSEHOLDS: [(usize, Seq); 4] = [(0, 9), (1, 1), (2, 1), (4, 3)];
const RESIDENTS: [(usize, Seq); 7] = [(0, 10), (0, 11), (1, 2), (1, 3), (2, 2), (2, 5), (4, 4)];
const SESSIONS: [(usize, Seq); 4] = [(1, 4), (2, 3), (3, 1), (4, 5)];

fn named((device, seq): (usize, Seq)) -> EntryId {
    id(device, seq)
}

pub fn village(at: usize) -> VillageId {
    VillageId(named(VILLAGES[at]))
}

pub fn volunteer(at: usize) -> VolunteerId {
    VolunteerId(named(VOLUNTEERS[at]))
}

pub fn household(at: usize) -> HouseholdId {
    HouseholdId(named(HOUSEHOLDS[at]))
}

pub fn resident(at: usize) -> ResidentId {
    ResidentId(named(RESIDENTS[at]))
}

pub fn session(at: usize) -> SessionId {
    SessionId(named(SESSIONS[at]))
}

pub const VILLAGE_COUNT: usize = VILLAGES.len();
pub const VOLUNTEER_COUNT: usize = VOLUNTEERS.len();
pub const HOUSEHOLD_COUNT: usize = HOUSEHOLDS.len();
pub const RESIDENT_COUNT: usize = RESIDENTS.len();
pub const SESSION_COUNT: usize = SESSIONS.len();

/// A name that occurs nowhere else.
pub fn name_of(what: &str, at: usize) -> PersonalPart {
    PersonalPart { name: Some(format!("Tên {what} {at}")), ..PersonalPart::default() }
}

fn sealed(part: PersonalPart, seed: u64) -> Personal {
    Personal::Here(Sealed::new(part, &mut StdRng::seed_from_u64(seed)))
}

/// Writes entries on four devices, each with its own clock and gap-free seqs.
#[derive(Debug, Clone, Default)]
pub struct Writers {
    clocks: [Clock; 4],
    seqs: [Seq; 4],
    pub entries: Vec<Entry>,
}

impl Writers {
    /// The villages, households, residents and sessions by which entries meet.
    pub fn after_prelude() -> Self {
        let mut it = Self::default();
        let day = Day::of_unix(MORNING);
        for (at, name) in ["Suối Môn", "Đông Hà"].into_iter().enumerate() {
            it.write(
                0,
                MORNING,
                VillageDefined {
                    village: None,
                    key: format!("T{at}"),
                    name: name.to_owned(),
                    valid_from: day,
                    valid_to: None,
                    successor: None,
                },
            );
        }
        it.write(
            0,
            MORNING,
            TeamDefined {
                team: None,
                key: "TỔ".to_owned(),
                name: "Tổ 1".to_owned(),
                villages: vec![village(0), village(1)],
                ended: None,
            },
        );
        for at in 0..2 {
            let body = VolunteerDefined {
                volunteer: None,
                key: format!("TNV{at}"),
                kind: VolunteerKind::TeamMember,
                trained: None,
            };
            it.write_personal(0, MORNING, body, name_of("volunteer", at));
        }
        for phone in 1..4 {
            it.write(
                0,
                MORNING,
                DeviceEnrolled {
                    device: DEVICES[phone],
                    key: KEYS[phone].public_key(),
                    volunteer: volunteer(phone % 2),
                },
            );
        }
        it.household(0, 0, 0);
        it.resident(0, 0, 0);
        it.resident(0, 1, 0);
        it.household(1, 1, 0);
        it.resident(1, 2, 1);
        it.resident(1, 3, 1);
        it.session(1, 0);
        it.household(2, 2, 1);
        it.resident(2, 4, 2);
        it.session(2, 0);
        it.write(2, MORNING, SessionJoined { session: session(0) });
        it.resident(2, 5, 2);
        it.session(3, 1);
        it
    }

    fn household(&mut self, author: usize, at: usize, in_village: usize) {
        let body = HouseholdAdded { village: village(in_village) };
        let id = self.write_personal(author, MORNING, body, name_of("household", at));
        assert_eq!(id, household(at).0);
    }

    fn resident(&mut self, author: usize, at: usize, in_household: usize) {
        let body = ResidentAdded {
            household: household(in_household),
            adult: true,
            status: Status::Active,
            phone_kind: Some(PhoneKind::Own),
            occupation: None,
        };
        let id = self.write_personal(author, MORNING, body, name_of("resident", at));
        assert_eq!(id, resident(at).0);
    }

    fn session(&mut self, author: usize, in_village: usize) {
        self.write(
            author,
            MORNING,
            SessionOpened {
                village: village(in_village),
                kind: SessionKind::Class,
                audience: vec![Segment::Farmers],
                organiser: Organiser::Team,
                host: None,
                place: Some("nhà văn hoá thôn".to_owned()),
                skills: vec![SkillId(1)],
            },
        );
    }

    pub fn write(&mut self, author: usize, now: i64, body: impl Into<Body>) -> EntryId {
        self.push(author, now, body.into(), Personal::None)
    }

    pub fn write_personal(
        &mut self,
        author: usize,
        now: i64,
        body: impl Into<Body>,
        part: PersonalPart,
    ) -> EntryId {
        let seed = self.entries.len() as u64;
        self.push(author, now, body.into(), sealed(part, seed))
    }

    fn push(&mut self, author: usize, now: i64, body: Body, personal: Personal) -> EntryId {
        let at: Hlc = self.clocks[author].tick(now);
        self.seqs[author] += 1;
        let id = id(author, self.seqs[author]);
        self.entries.push(Entry { id, at, body, personal });
        id
    }

    /// A moment later than everything written so far.
    pub fn later(&self) -> i64 {
        self.entries.iter().map(|entry| entry.at.seconds()).max().unwrap_or(MORNING) + 1
    }

    pub fn write_all(&mut self, acts: &[Act]) {
        for act in acts {
            let personal = match &act.part {
                Some(part) => sealed(part.clone(), self.entries.len() as u64),
                None => Personal::None,
            };
            self.push(act.author, MORNING + act.after, act.body.clone(), personal);
        }
    }
}

/// Somebody writes something. May be what its author may not write, or speak of things
/// that don't exist.
#[derive(Debug, Clone)]
pub struct Act {
    pub author: usize,
    /// Seconds after [`MORNING`] by the author's wall clock, which may jump.
    pub after: i64,
    pub body: Body,
    pub part: Option<PersonalPart>,
}

pub fn any_act() -> impl Strategy<Value = Act> {
    (0..4usize, -90_000..400_000i64, any_body(), prop::option::weighted(0.3, any_part()))
        .prop_map(|(author, after, body, part)| Act { author, after, body, part })
}

pub fn any_acts(most: usize) -> impl Strategy<Value = Vec<Act>> {
    prop::collection::vec(any_act(), 0..=most)
}

/// The prelude and up to `most` random entries.
pub fn any_history(most: usize) -> impl Strategy<Value = Writers> {
    any_acts(most).prop_map(|acts| {
        let mut writers = Writers::after_prelude();
        writers.write_all(&acts);
        writers
    })
}

pub fn fold<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> State {
    let mut state = State::new(hall());
    for entry in entries {
        state.apply(entry);
    }
    state
}

/// Every device's journal by itself, in order.
pub fn journals(entries: &[Entry]) -> Vec<Vec<Entry>> {
    let mut journals = vec![Vec::new(); 4];
    for entry in entries {
        journals[index(entry.id.device)].push(entry.clone());
    }
    journals
}

/// Each device's journal as signed batches, cut after `cut` entries, again and again.
pub fn batches(entries: &[Entry], cut: &[usize]) -> Vec<(usize, Vec<u8>)> {
    let mut batches = Vec::new();
    let mut cuts = cut.iter().cycle();
    for (device, mut journal) in journals(entries).into_iter().enumerate() {
        let mut head = Head::start(hall(), DEVICES[device]);
        while !journal.is_empty() {
            let length = cuts.next().map_or(1, |cut| (*cut).clamp(1, journal.len()));
            let rest = journal.split_off(length);
            batches.push((device, Batch::seal(hall(), head, &journal, &KEYS[device]).unwrap()));
            head = head.after_all(&journal);
            journal = rest;
        }
    }
    batches
}
