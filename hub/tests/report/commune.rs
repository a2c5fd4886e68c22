//! A small commune to write records into, folded as it goes.

use camtay_content::Pack;
use camtay_hub::report::{Figures, PackNames, Request, Row, Template, TypedRows, figures};
use camtay_journal::clock::Hlc;
use camtay_journal::entry::{
    Attended, Body, Consent, ConsentRecorded, DeviceEnrolled, Entry, Guided, HeadsCounted,
    HouseholdAdded, HouseholdVisited, Occupation, Organiser, Outcome, Personal, PersonalPart,
    ResidentAdded, Sealed, Segment, SessionKind, SessionOpened, Setting, SettingChanged, Status,
    StepMark, Steps, TeamDefined, TeamJoined, VillageDefined, VolunteerDefined, VolunteerKind,
};
use camtay_journal::fold::State;
use camtay_journal::ids::{
    DeviceId, EntryId, HouseholdId, ResidentId, SessionId, SkillId, TeamId, VillageId, VolunteerId,
};
use camtay_journal::keys::{Signer, SoftwareKey};
use camtay_journal::vietnamese::Day;
use rand::SeedableRng;
use rand::rngs::StdRng;

/// The skills that the commune calls essential.
pub const ESSENTIAL: [SkillId; 2] = [SkillId(1), SkillId(2)];

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A moment on a day in Vietnam, Unix seconds.
pub fn moment(on: &str, hour: i64) -> i64 {
    i64::from(day(on).number()) * 86_400 + (hour - 7) * 3_600
}

pub struct Commune {
    pub state: State,
    pub entries: Vec<Entry>,
    pub hall: DeviceId,
    next: std::collections::BTreeMap<DeviceId, u64>,
    random: StdRng,
    /// The moment of what is written next; grows by a second each time.
    pub now: i64,
}

impl Commune {
    /// A commune with its name and essential skills set.
    pub fn new() -> Self {
        let hall = DeviceId([0xAA; 8]);
        let mut commune = Self {
            state: State::new(hall),
            entries: Vec::new(),
            hall,
            next: Default::default(),
            random: StdRng::seed_from_u64(7),
            now: moment("2025-12-01", 8),
        };
        let name = Setting::Commune { code: "19405".into(), name: "phường Ba Ngòi".into() };
        commune.set(name);
        commune.set(Setting::EssentialSkills(ESSENTIAL.to_vec()));
        commune
    }

    pub fn write(&mut self, device: DeviceId, body: impl Into<Body>) -> EntryId {
        self.write_about(device, body, PersonalPart::default())
    }

    pub fn write_about(
        &mut self,
        device: DeviceId,
        body: impl Into<Body>,
        part: PersonalPart,
    ) -> EntryId {
        let seq = self.next.entry(device).or_insert(1);
        let id = EntryId { device, seq: *seq };
        *seq += 1;
        self.now += 1;
        let personal = if part.is_empty() {
            Personal::None
        } else {
            Personal::Here(Sealed::new(part, &mut self.random))
        };
        let entry = Entry { id, at: Hlc::new(self.now, 0), body: body.into(), personal };
        self.state.apply(&entry);
        self.entries.push(entry);
        id
    }

    pub fn set(&mut self, setting: Setting) {
        self.write(self.hall, SettingChanged { setting });
    }

    /// It is this day and hour in Vietnam.
    pub fn at(&mut self, on: &str, hour: i64) -> &mut Self {
        self.now = moment(on, hour);
        self
    }

    pub fn village(&mut self, name: &str) -> VillageId {
        self.village_since(name, "2025-07-01", None)
    }

    pub fn village_since(&mut self, name: &str, from: &str, to: Option<&str>) -> VillageId {
        VillageId(self.write(
            self.hall,
            VillageDefined {
                village: None,
                key: name.to_owned(),
                name: name.to_owned(),
                valid_from: day(from),
                valid_to: to.map(day),
                successor: None,
            },
        ))
    }

    pub fn team(&mut self, name: &str, villages: &[VillageId]) -> TeamId {
        TeamId(self.write(
            self.hall,
            TeamDefined {
                team: None,
                key: name.to_owned(),
                name: name.to_owned(),
                villages: villages.to_vec(),
                ended: None,
            },
        ))
    }

    /// A volunteer with a phone.
    pub fn volunteer(&mut self, kind: VolunteerKind) -> (VolunteerId, DeviceId) {
        let defined =
            VolunteerDefined { volunteer: None, key: self.now.to_string(), kind, trained: None };
        let volunteer = VolunteerId(self.write(self.hall, defined));
        let key = SoftwareKey::generate(&mut self.random).public_key();
        let device = key.device();
        self.write(self.hall, DeviceEnrolled { device, key, volunteer });
        (volunteer, device)
    }

    pub fn join(&mut self, team: TeamId, volunteer: VolunteerId, on: &str) {
        self.write(self.hall, TeamJoined { team, volunteer, on: day(on) });
    }

    pub fn household(&mut self, by: DeviceId, village: VillageId) -> HouseholdId {
        HouseholdId(self.write(by, HouseholdAdded { village }))
    }

    /// An active adult born 1960.
    pub fn resident(&mut self, by: DeviceId, household: HouseholdId) -> ResidentId {
        self.resident_like(by, household, Some(1960), Status::Active)
    }

    pub fn resident_like(
        &mut self,
        by: DeviceId,
        household: HouseholdId,
        birth_year: Option<u16>,
        status: Status,
    ) -> ResidentId {
        let added = ResidentAdded {
            household,
            adult: true,
            status,
            phone_kind: None,
            occupation: Some(Occupation::Worker),
        };
        let part =
            PersonalPart {
                name: Some("Nguyễn Thị Hoa".into()), birth_year, ..Default::default()
            };
        ResidentId(self.write_about(by, added, part))
    }

    pub fn session(
        &mut self,
        by: DeviceId,
        village: VillageId,
        kind: SessionKind,
        audience: &[Segment],
    ) -> SessionId {
        SessionId(self.write(
            by,
            SessionOpened {
                village,
                kind,
                audience: audience.to_vec(),
                organiser: Organiser::Team,
                host: None,
                place: Some("nhà văn hoá".into()),
                skills: ESSENTIAL.to_vec(),
            },
        ))
    }

    pub fn attend(&mut self, by: DeviceId, session: SessionId, who: &[ResidentId], unnamed: u32) {
        self.write(by, Attended { session, residents: who.to_vec(), present: true });
        if unnamed > 0 {
            self.write(by, HeadsCounted { session, unnamed });
        }
    }

    pub fn visit(
        &mut self,
        by: DeviceId,
        session: Option<SessionId>,
        household: HouseholdId,
        who: &[ResidentId],
    ) {
        self.write(by, HouseholdVisited { household, session, residents: who.to_vec() });
    }

    pub fn refuse(&mut self, by: DeviceId, household: HouseholdId, resident: Option<ResidentId>) {
        self.write(
            by,
            ConsentRecorded {
                resident,
                household,
                session: None,
                answer: Consent::Refused,
                wording: 1,
                pack: 1,
            },
        );
    }

    pub fn guide(
        &mut self,
        by: DeviceId,
        session: Option<SessionId>,
        who: &[ResidentId],
        skill: SkillId,
        outcomes: &[Outcome],
    ) -> EntryId {
        let marks: Vec<_> = outcomes.iter().copied().map(StepMark::from).collect();
        self.write(
            by,
            Guided {
                session,
                residents: who.to_vec(),
                skill,
                pack: 1,
                steps: Steps::new(&marks).unwrap(),
                whole: None,
                come_back: None,
            },
        )
    }

    /// Guides through every essential skill.
    pub fn guide_all(&mut self, by: DeviceId, who: ResidentId) {
        for skill in ESSENTIAL {
            self.guide(by, None, &[who], skill, &[Outcome::Alone, Outcome::Helped]);
        }
    }
}

pub fn names() -> PackNames {
    PackNames::of(&Pack::built_in().unwrap())
}

pub fn request(from: &str, as_of: &str, typed: &str) -> Request {
    let typed = format!("{{\"schema\":\"camtay/typed-rows/1\"{typed}}}");
    let typed = TypedRows::read(typed.as_bytes()).unwrap();
    Request { from: day(from), as_of: day(as_of), typed: TypedRows::default().replaced_by(typed) }
}

pub fn count(commune: &Commune, request: &Request) -> Figures {
    figures(&commune.state, request, &names(), &Template::built_in().unwrap())
}

/// A row of the report of 2026 as of 20 November, with 100 adults and 10 workers.
pub fn row(commune: &Commune, number: &str) -> Row {
    let typed = r#","population":{"number":100,"source":"Công an phường","date":"2026-10-01"},
        "workers":{"number":10,"source":"Thuế","date":"2026-10-01"}"#;
    row_of(commune, &request("2026-01-01", "2026-11-20", typed), number)
}

pub fn row_of(commune: &Commune, request: &Request, number: &str) -> Row {
    let report = count(commune, request).report;
    report.rows.into_iter().find(|row| row.number == number).unwrap()
}
