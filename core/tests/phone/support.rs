//! A phone on a real encrypted file, and a hall that writes its own entries beside it.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use camtay_core::commands::{NewHousehold, NewResident, NewSession};
use camtay_core::keys::{KeyStore, SoftwareKeyStore};
use camtay_core::lock::PinCost;
use camtay_core::packs::BuiltInGuides;
use camtay_core::phone::{Edges, Phone};
use camtay_core::store::HallRecord;
use camtay_journal::clock::Clock;
use camtay_journal::entry::{
    Body, DeviceApproved, DeviceEnrolled, Entry, HouseholdAdded, Organiser, Personal, PersonalPart,
    ResidentAdded, Sealed, SessionKind, Status, VillageDefined, VillagesAssigned, VolunteerDefined,
    VolunteerKind,
};
use camtay_journal::fold::State;
use camtay_journal::ids::{DeviceId, EntryId, HouseholdId, VillageId, VolunteerId};
use camtay_journal::keys::{Signer, SoftwareKey};
use camtay_journal::seal::OpeningKey;
use camtay_journal::vietnamese::Day;
use camtay_journal::wire::{Generation, Log, Page, Receipt};
use rand::SeedableRng;
use rand::rngs::StdRng;

/// 2026-11-23, 9 o'clock in Vietnam.
pub const MORNING: i64 = 1_795_399_200;

/// Cheap tries: the tests make hundreds.
pub const CHEAP: PinCost = PinCost { memory: 8, passes: 1 };

pub const PIN: &str = "140312";

/// A clock that a test sets.
#[derive(Clone)]
pub struct TestClock(Arc<AtomicI64>);

impl TestClock {
    pub fn at(now: i64) -> Self {
        Self(Arc::new(AtomicI64::new(now)))
    }

    pub fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }

    pub fn pass(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

pub fn edges(clock: &TestClock, seed: u8) -> Edges {
    let clock = clock.clone();
    let guides = Arc::new(BuiltInGuides);
    Edges { clock: Arc::new(move || clock.now()), seed: [seed; 32], guides, pin_cost: CHEAP }
}

pub fn keys(seed: u64) -> Arc<dyn KeyStore> {
    Arc::new(SoftwareKeyStore::generate(&mut StdRng::seed_from_u64(seed)))
}

/// A phone in a folder of its own.
pub struct Device {
    pub folder: tempfile::TempDir,
    pub keys: Arc<dyn KeyStore>,
    pub clock: TestClock,
    pub phone: Phone,
    seed: u8,
}

impl Device {
    /// A new phone with a PIN, belonging to `hall`, with the village assigned.
    pub fn enrolled(hall: &mut Hall, seed: u8) -> Self {
        Self::enrolled_with(hall, seed, keys(u64::from(seed)))
    }

    /// The same with these keys.
    pub fn enrolled_with(hall: &mut Hall, seed: u8, keys: Arc<dyn KeyStore>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = TestClock::at(MORNING);
        let mut phone = Phone::new(folder.path(), Arc::clone(&keys), edges(&clock, seed));
        phone.create().unwrap();
        phone.set_pin(PIN).unwrap();
        phone.store_mut().unwrap().save_hall(MORNING, &hall.record()).unwrap();
        let key = phone.device_key().unwrap().public_key();
        let device = key.device();
        let volunteer = hall.volunteer;
        hall.write(DeviceEnrolled { device, key, volunteer });
        hall.write(DeviceApproved { device });
        let villages = hall.villages.clone();
        hall.write(VillagesAssigned { device, villages: villages.clone() });
        let mut device = Self { folder, keys, clock, phone, seed };
        device.hear(hall);
        device.phone.store_mut().unwrap().save_assigned(MORNING, &villages).unwrap();
        device
    }

    /// Takes in everything that the hall has and this phone hasn't.
    pub fn hear(&mut self, hall: &Hall) {
        let store = self.phone.store_mut().unwrap();
        let from = store.log_position(Log::Control).unwrap();
        store.take_page(self.clock.now(), &hall.page(from)).unwrap();
    }

    /// Hands everything in, and the hall folds it.
    pub fn hand_in(&mut self, hall: &mut Hall) {
        let store = self.phone.store().unwrap();
        for entry in store.own_entries(1, usize::MAX >> 1).unwrap() {
            hall.take(entry);
        }
    }

    /// The app is killed and started again.
    pub fn restart(&mut self) {
        self.phone =
            Phone::new(self.folder.path(), Arc::clone(&self.keys), edges(&self.clock, self.seed));
    }

    /// Killed, started, unlocked.
    pub fn reopen(&mut self) {
        self.restart();
        self.phone.unlock(PIN).unwrap();
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn id(&self) -> DeviceId {
        self.phone.store().unwrap().own_device()
    }

    pub fn household(&mut self, village: VillageId, head: &str) -> String {
        let new = NewHousehold {
            village: village.to_string(),
            head: head.to_owned(),
            place: Some("sau nhà văn hoá".to_owned()),
        };
        self.phone.add_household(&new).unwrap()
    }

    /// A resident who said yes.
    pub fn resident(&mut self, household: &str, name: &str) -> String {
        self.phone.add_resident(&new_resident(household, name)).unwrap()
    }

    pub fn session(&mut self, village: VillageId, kind: SessionKind) -> String {
        let new = NewSession {
            village: village.to_string(),
            kind,
            audience: Vec::new(),
            organiser: Organiser::Team,
            host: None,
            place: Some("nhà văn hoá".to_owned()),
            skills: vec![1],
        };
        self.phone.open_session(&new).unwrap()
    }
}

pub fn new_resident(household: &str, name: &str) -> NewResident {
    NewResident {
        household: household.to_owned(),
        name: name.to_owned(),
        birth_year: Some(1961),
        adult: true,
        phone: None,
        phone_kind: None,
        occupation: None,
        guest: false,
        consent_given: true,
        session: None,
    }
}

/// A hall: its key, every entry that it has, and what they come to in one big fold.
pub struct Hall {
    pub key: SoftwareKey,
    pub random: StdRng,
    pub entries: Vec<Entry>,
    pub state: State,
    pub volunteer: VolunteerId,
    pub villages: Vec<VillageId>,
    clock: Clock,
    seq: u64,
    pub now: i64,
}

impl Hall {
    /// A hall with two villages and one volunteer.
    pub fn new() -> Self {
        let mut random = StdRng::seed_from_u64(99);
        let key = SoftwareKey::generate(&mut random);
        let device = key.public_key().device();
        let mut hall = Self {
            state: State::new(device),
            key,
            random,
            entries: Vec::new(),
            volunteer: VolunteerId(EntryId { device, seq: 0 }),
            villages: Vec::new(),
            clock: Clock::default(),
            seq: 0,
            now: MORNING - 86_400,
        };
        for name in ["Suối Môn", "Đá Bạc"] {
            let defined = VillageDefined {
                village: None,
                key: name.to_owned(),
                name: name.to_owned(),
                valid_from: Day::from_ymd(2020, 1, 1).unwrap(),
                valid_to: None,
                successor: None,
            };
            let id = VillageId(hall.write(defined));
            hall.villages.push(id);
        }
        let part =
            PersonalPart { name: Some("Lê Thị Mai".to_owned()), ..PersonalPart::default() };
        let defined = VolunteerDefined {
            volunteer: None,
            key: "TNV-1".to_owned(),
            kind: VolunteerKind::YouthUnion,
            trained: None,
        };
        hall.volunteer = VolunteerId(hall.write_with(defined, part));
        hall
    }

    pub fn device(&self) -> DeviceId {
        self.key.public_key().device()
    }

    pub fn record(&self) -> HallRecord {
        let sealing = OpeningKey::generate(&mut StdRng::seed_from_u64(5)).sealing_key();
        HallRecord {
            key: self.key.public_key(),
            device: self.device(),
            sealing,
            addresses: vec!["192.168.1.10:8443".to_owned()],
            code: None,
        }
    }

    pub fn write(&mut self, body: impl Into<Body>) -> EntryId {
        self.write_with(body, PersonalPart::default())
    }

    pub fn write_with(&mut self, body: impl Into<Body>, part: PersonalPart) -> EntryId {
        self.seq += 1;
        let personal = if part.is_empty() {
            Personal::None
        } else {
            Personal::Here(Sealed::new(part, &mut self.random))
        };
        let entry = Entry {
            id: EntryId { device: self.device(), seq: self.seq },
            at: self.clock.tick(self.now),
            body: body.into(),
            personal,
        };
        let id = entry.id;
        self.take(entry);
        id
    }

    /// Folds an entry, once.
    pub fn take(&mut self, entry: Entry) {
        if !self.entries.iter().any(|known| known.id == entry.id) {
            self.state.apply(&entry);
            self.entries.push(entry);
        }
    }

    pub fn page(&self, from: u64) -> Page {
        Page {
            log: Log::Control,
            from,
            next: self.entries.len() as u64,
            more: false,
            entries: self.entries[from as usize..].to_vec(),
            left: Vec::new(),
        }
    }

    /// Confirms everything that a phone has written.
    pub fn confirm(&self, device: &mut Device) {
        let store = device.phone.store_mut().unwrap();
        let seq = store.own_last_seq();
        let receipt = Receipt {
            hall: self.device(),
            generation: Generation { number: 1, mark: [1; 8] },
            number: 1_000,
            device: store.own_device(),
            seq,
            head: store.own_head(seq).unwrap().unwrap(),
            backed_up: 0,
            at: self.now,
        };
        let bytes = receipt.sign(&self.key).unwrap();
        store.save_receipt(MORNING, &receipt, &bytes).unwrap();
    }

    /// A household of the commune's list.
    pub fn listed_household(&mut self, village: VillageId, head: &str) -> HouseholdId {
        let part = PersonalPart { name: Some(head.to_owned()), ..PersonalPart::default() };
        HouseholdId(self.write_with(HouseholdAdded { village }, part))
    }

    /// A resident of the commune's list, whom nobody has asked.
    pub fn listed_resident(&mut self, household: HouseholdId, name: &str, year: u16) -> EntryId {
        let part = PersonalPart {
            name: Some(name.to_owned()),
            birth_year: Some(year),
            ..PersonalPart::default()
        };
        let added = ResidentAdded {
            household,
            adult: true,
            status: Status::Active,
            phone_kind: None,
            occupation: None,
        };
        self.write_with(added, part)
    }
}
