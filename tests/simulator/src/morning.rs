//! How every plan begins: a hall with two villages, phones that were let in, nothing
//! recorded yet. It is made once and copied for each plan.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use camtay_core::api::{BuiltInGuides, Core};
use camtay_core::keys::SoftwareKeyStore;
use camtay_hub::api::{App, router};
use camtay_hub::create::{NewHall, create};
use camtay_hub::place::Place;
use camtay_hub::{Hall, enrolment};
use camtay_journal::bytes::from_hex;
use camtay_journal::entry::{
    PersonalPart, TeamDefined, TeamJoined, VillageDefined, VolunteerDefined, VolunteerKind,
};
use camtay_journal::ids::{TeamId, VillageId, VolunteerId};
use camtay_journal::keys::SoftwareKey;
use camtay_journal::seal::OpeningKey;
use camtay_journal::vietnamese::Day;
use camtay_tests::harness::{Lines, copy_folder};
use rand::SeedableRng;
use rand::rngs::StdRng;
use tempfile::TempDir;

use crate::disk::Disk;
use crate::net::Net;
use crate::plan::PHONES;
use crate::system_random;

/// When plans begin: the morning of 2 March 2026 in Vietnam, Unix seconds.
pub const MORNING: i64 = 1_772_409_600;

/// The keys of the villages.
pub const VILLAGES: [&str; 2] = ["DONG", "TAY"];

/// The villages that each phone carries; the last one is the forger's.
const CARRIED: [&[&str]; PHONES + 1] = [&["DONG", "TAY"], &["DONG"], &["DONG", "TAY"], &["DONG"]];

/// Where the hall is said to be.
const ADDRESS: &str = "hall:8443";

/// What went wrong while the world was being made: no finding, but a broken simulator.
#[derive(Debug, thiserror::Error)]
pub enum CantBegin {
    /// Something is not as it should be.
    #[error("the simulation can't begin: {0}")]
    Why(String),
    /// Something panicked.
    #[error("the simulation panicked")]
    Panic,
}

/// Any error as a [`CantBegin`].
pub(crate) fn cant<E: std::fmt::Display>(error: E) -> CantBegin {
    CantBegin::Why(error.to_string())
}

/// A folder in memory where there is one: nothing is synced for real.
///
/// # Errors
/// [`CantBegin`].
pub fn folder() -> Result<TempDir, CantBegin> {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
    made.map_err(cant)
}

/// The folder of a phone.
#[must_use]
pub fn phone_folder(world: &Path, phone: usize) -> PathBuf {
    world.join(format!("phone-{phone}"))
}

/// The hall's folder.
#[must_use]
pub fn hall_folder(world: &Path) -> PathBuf {
    world.join("hall")
}

/// Where the hall lies: its data, and its keys beside them.
#[must_use]
pub fn hall_place(world: &Path) -> Place {
    Place::new(&hall_folder(world), None)
}

/// Where backups are made, on a stick that no power cut reaches.
#[must_use]
pub fn stick(world: &Path) -> PathBuf {
    world.join("stick")
}

/// The signing key of the phone with this number, out of its files.
///
/// # Errors
/// [`CantBegin`].
pub fn key_of_phone(world: &Path, phone: usize) -> Result<SoftwareKey, CantBegin> {
    let text = std::fs::read_to_string(phone_folder(world, phone).join("keys")).map_err(cant)?;
    let bytes = from_hex(text.trim()).ok_or("no keys").map_err(cant)?;
    let secret = bytes.first_chunk::<32>().ok_or("no keys").map_err(cant)?;
    SoftwareKey::from_bytes(secret).map_err(cant)
}

/// The core of the phone with this number.
///
/// # Errors
/// What the core or its key store says.
pub fn open_phone(
    world: &Path,
    phone: usize,
    net: &Net,
    clock: &Arc<AtomicI64>,
    log: Arc<Lines>,
) -> Result<Arc<Core>, CantBegin> {
    let folder = phone_folder(world, phone);
    std::fs::create_dir_all(&folder).map_err(cant)?;
    let mut random = StdRng::seed_from_u64(phone as u64);
    let keys = SoftwareKeyStore::in_file(&folder.join("keys"), &mut random).map_err(cant)?;
    let clock = Arc::clone(clock);
    let folder = folder.to_string_lossy().into_owned();
    let clock = Arc::new(move || clock.load(Ordering::Relaxed));
    let end = net.end_of(phone);
    Core::open_on_network(folder, Arc::new(keys), Arc::new(BuiltInGuides), log, clock, end)
        .map_err(cant)
}

/// Opens the hall.
///
/// # Errors
/// What the hall says.
pub fn open_hall(
    world: &Path,
    clock: &Arc<AtomicI64>,
    seed: [u8; 32],
) -> Result<Arc<Hall>, CantBegin> {
    let clock = Arc::clone(clock);
    let clock = Arc::new(move || clock.load(Ordering::Relaxed));
    Hall::open(&hall_place(world), clock, seed).map(Arc::new).map_err(cant)
}

/// The way into a hall, on one thread.
pub fn way_into(hall: &Arc<Hall>) -> axum::Router {
    router(App::on_one_thread(Arc::clone(hall)))
}

/// What every plan begins with.
pub struct Morning {
    folder: TempDir,
    recovery: OpeningKey,
}

impl Morning {
    /// Makes it.
    ///
    /// # Errors
    /// [`CantBegin`].
    pub fn make(runtime: &tokio::runtime::Runtime) -> Result<Self, CantBegin> {
        crate::disk::install().map_err(cant)?;
        crate::disk::reset();
        system_random::begin(0);
        let made = folder()?;
        let world = made.path();
        let clock = Arc::new(AtomicI64::new(MORNING));
        let new = NewHall {
            commune_code: "19405".to_owned(),
            commune_name: "xã Thử Nghiệm".to_owned(),
            village_word: None,
            addresses: vec![ADDRESS.to_owned()],
        };
        let created = create(&hall_place(world), &new, Arc::new(|| MORNING), [1; 32]);
        let recovery = created.map_err(cant)?.recovery;
        let hall = open_hall(world, &clock, [2; 32])?;
        write_lists(&hall)?;
        let net = Net::new(Arc::clone(&clock));
        net.set_hall(Some((way_into(&hall), Disk::of(&hall_folder(world)))));
        for (number, villages) in (1..).zip(CARRIED) {
            let core = open_phone(world, number, &net, &clock, Arc::default())?;
            core.create().map_err(cant)?;
            let key = format!("TNV{number}");
            let invitation = enrolment::invite(&hall, &key, vec![ADDRESS.to_owned()]);
            let text = invitation.map_err(cant)?.to_text().map_err(cant)?;
            let code = runtime.block_on(core.enrol(text)).map_err(cant)?;
            let villages: Vec<_> = villages.iter().map(|key| (*key).to_owned()).collect();
            enrolment::approve(&hall, &code, &villages).map_err(cant)?;
            runtime.block_on(core.pull()).map_err(cant)?;
        }
        net.set_hall(None);
        drop(hall);
        Ok(Self { folder: made, recovery })
    }

    /// Lays a fresh copy into a folder.
    pub fn copy_to(&self, world: &Path) {
        copy_folder(self.folder.path(), world);
    }

    /// The paper with the hall's recovery key.
    #[must_use]
    pub fn recovery(&self) -> &OpeningKey {
        &self.recovery
    }
}

fn write_lists(hall: &Hall) -> Result<(), CantBegin> {
    let day = Day::of_unix(MORNING);
    let written = hall.write_with(|own| {
        let mut villages = Vec::new();
        for key in VILLAGES {
            let village = VillageDefined {
                village: None,
                key: key.to_owned(),
                name: key.to_owned(),
                valid_from: day,
                valid_to: None,
                successor: None,
            };
            villages.push(VillageId(own.add(village, None)));
        }
        let team = TeamDefined {
            team: None,
            key: "TO".to_owned(),
            name: "Tổ chung".to_owned(),
            villages,
            ended: None,
        };
        let team = TeamId(own.add(team, None));
        for number in 1..=CARRIED.len() {
            let volunteer = VolunteerDefined {
                volunteer: None,
                key: format!("TNV{number}"),
                kind: VolunteerKind::TeamMember,
                trained: None,
            };
            let name = Some(format!("Lê Văn {number}"));
            let part = PersonalPart { name, ..PersonalPart::default() };
            let volunteer = VolunteerId(own.add(volunteer, Some(part)));
            own.add(TeamJoined { team, volunteer, on: day }, None);
        }
        Ok(())
    });
    written.map_err(cant)
}
