//! A commune by ids, as the hall's own journal names its people.

use camtay_journal::clock::{Clock, Hlc};
use camtay_journal::entry::{
    Body, Entry, HouseholdAdded, Occupation, Personal, PersonalPart, ResidentAdded, Sealed, Status,
    VillageDefined,
};
use camtay_journal::ids::{DeviceId, EntryId, HouseholdId, ResidentId, VillageId};
use camtay_journal::vietnamese::{Day, PhoneNumber};
use rand::SeedableRng as _;
use rand::rngs::StdRng;

use super::commune::{Commune, Household, Resident};

/// A household where somebody may be guided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its village.
    pub village: VillageId,
    /// The household.
    pub household: HouseholdId,
    /// Its adults.
    pub residents: Vec<ResidentId>,
}

/// Where completions happen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ground {
    /// Every household.
    pub places: Vec<Place>,
}

/// Writes an entry of the hall, with a personal part (empty for none), and says its id.
pub type Add<'a> = dyn FnMut(Body, PersonalPart) -> EntryId + 'a;

impl Ground {
    /// Lists a commune's villages, households and residents with a hall; `on` is the day
    /// from which the villages exist.
    pub fn list(commune: &Commune, on: Day, add: &mut Add<'_>) -> Self {
        let mut places = Vec::new();
        for village in &commune.villages {
            let defined = VillageDefined {
                village: None,
                key: village.key.clone(),
                name: village.name.clone(),
                valid_from: on,
                valid_to: None,
                successor: None,
            };
            let id = VillageId(add(defined.into(), PersonalPart::default()));
            places.extend(village.households.iter().map(|it| place(id, it, add)));
        }
        Self { places }
    }

    /// As [`Ground::list`], without a hall: the entries with which `hall` would begin its
    /// journal at `at` (Unix seconds).
    #[must_use]
    pub fn listed(commune: &Commune, hall: DeviceId, at: i64) -> (Self, Vec<Entry>) {
        let mut salts = StdRng::seed_from_u64(1);
        let mut clock = Clock::resume(Hlc::default());
        let mut entries: Vec<Entry> = Vec::new();
        let mut add = |body: Body, part: PersonalPart| {
            let id = EntryId { device: hall, seq: entries.len() as u64 + 1 };
            let personal = if part.is_empty() {
                Personal::None
            } else {
                Personal::Here(Sealed::new(part, &mut salts))
            };
            entries.push(Entry { id, at: clock.tick(at), body, personal });
            id
        };
        let ground = Self::list(commune, Day::of_unix(at).plus(-365), &mut add);
        (ground, entries)
    }

    /// The households of one village.
    #[must_use]
    pub fn of_village(&self, village: VillageId) -> Self {
        let places = self.places.iter().filter(|place| place.village == village);
        Self { places: places.cloned().collect() }
    }

    /// Its villages, each once, in order.
    #[must_use]
    pub fn villages(&self) -> Vec<VillageId> {
        let mut villages: Vec<_> = self.places.iter().map(|place| place.village).collect();
        villages.sort_unstable();
        villages.dedup();
        villages
    }

    /// Everybody, household by household.
    pub fn residents(&self) -> impl Iterator<Item = ResidentId> {
        self.places.iter().flat_map(|place| place.residents.iter().copied())
    }
}

fn place(village: VillageId, household: &Household, add: &mut Add<'_>) -> Place {
    let part = PersonalPart {
        name: Some(household.head.clone()),
        place: Some(household.place.clone()),
        ..PersonalPart::default()
    };
    let id = HouseholdId(add(HouseholdAdded { village }.into(), part));
    let mut resident = |resident: &Resident| {
        let body = ResidentAdded {
            household: id,
            adult: true,
            status: Status::Active,
            phone_kind: None,
            occupation: resident.worker.then_some(Occupation::Worker),
        };
        let phone = resident.phone.as_deref().and_then(|phone| PhoneNumber::parse(phone).ok());
        let part = PersonalPart {
            name: Some(resident.name.clone()),
            birth_year: resident.birth_year,
            phone: phone.map(|phone| phone.to_string()),
            ..PersonalPart::default()
        };
        ResidentId(add(body.into(), part))
    };
    let residents = household.residents.iter().map(&mut resident).collect();
    Place { village, household: id, residents }
}
