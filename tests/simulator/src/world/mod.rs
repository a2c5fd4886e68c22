//! A world in which a plan happens: one hall, phones, couriers, one clock.
//!
//! Everything runs on the thread that calls: the hall's routes, the phones, the network
//! between them. What isn't the same in two runs of a plan: nothing that is known. The
//! clock, the keys and salts, the order in hash tables and what a crash loses come from the
//! seed; a test runs plans twice and compares all that was told.

mod acts;
mod looks;
mod officer;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use camtay_hub::Hall;
use camtay_hub::keys::Keys;
use camtay_journal::ids::EntryId;
use camtay_tests::workload::Random;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::book::Broken;
use crate::disk::{self, Disk};
use crate::end;
use crate::forger::Forger;
use crate::morning::{
    CantBegin, MORNING, Morning, cant, folder, hall_folder, hall_place, open_hall,
};
use crate::net::{Carried, Net};
use crate::phone::{People, Phone};
use crate::plan::Plan;
use crate::step::{Step, Verb};
use crate::system_random;

/// What came of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// SHA-256 over everything that was told: two runs of one plan give the same.
    pub trace: [u8; 32],
    /// The same as text, a line a step.
    pub told: Vec<String>,
    /// The first property that did not hold.
    pub broken: Option<Broken>,
    /// How often each kind of step did something.
    pub done: BTreeMap<Verb, u64>,
    /// How often a machine crashed.
    pub crashes: u64,
    /// What happened on all disks.
    pub disks: disk::Seen,
    /// What happened on the network.
    pub carried: Carried,
}

/// The world.
pub struct World<'a> {
    pub(crate) runtime: &'a Runtime,
    morning: &'a Morning,
    folder: TempDir,
    seed: u64,
    clock: Arc<AtomicI64>,
    pub(crate) net: Net,
    pub(crate) hall: Option<Arc<Hall>>,
    hall_disk: Disk,
    pub(crate) phones: Vec<Phone>,
    pub(crate) forger: Forger,
    pub(crate) people: People,
    /// Parcels and replies that couriers carry.
    parcels: Vec<Vec<u8>>,
    replies: Vec<Vec<u8>>,
    /// Whom the officer began to erase.
    pub(crate) erasing: BTreeSet<EntryId>,
    /// Whom the officer was told to be erased, from this hall and any backup of it.
    pub(crate) erased: BTreeSet<EntryId>,
    /// Phones that were ever suspended or revoked.
    pub(crate) shut_out: BTreeSet<usize>,
    /// Phones that haven't handed in since the hall was restored: of what it told them it
    /// may lack something.
    pub(crate) behind: BTreeSet<usize>,
    told: Vec<String>,
    done: BTreeMap<Verb, u64>,
    crashes: u64,
    /// How often the hall was opened, by any process.
    openings: u64,
}

impl Outcome {
    /// Of a plan that panicked: nothing else is known of it.
    #[must_use]
    pub fn of_panic(broken: Broken) -> Self {
        Self {
            trace: [0; 32],
            told: vec![broken.why.clone()],
            broken: Some(broken),
            done: BTreeMap::new(),
            crashes: 0,
            disks: disk::Seen::default(),
            carried: Carried::default(),
        }
    }
}

/// Plays a plan to its end and looks whether the properties hold.
///
/// # Errors
/// [`CantBegin`]: the simulator itself is broken.
pub fn play(plan: &Plan, morning: &Morning, runtime: &Runtime) -> Result<Outcome, CantBegin> {
    let mut world = World::begin(plan, morning, runtime)?;
    let broken = world.play(&plan.steps).err();
    Ok(world.end(broken))
}

impl<'a> World<'a> {
    fn begin(plan: &Plan, morning: &'a Morning, runtime: &'a Runtime) -> Result<Self, CantBegin> {
        disk::reset();
        let folder = folder()?;
        morning.copy_to(folder.path());
        system_random::begin(plan.seed);
        let clock = Arc::new(AtomicI64::new(MORNING));
        let net = Net::new(Arc::clone(&clock));
        let at = folder.path().to_owned();
        let phones =
            (1..=plan.phones()).map(|number| Phone::new(&at, number, &net, &clock)).collect();
        let keys = Keys::load(&hall_place(&at)).map_err(cant)?;
        let mut world = Self {
            runtime,
            morning,
            seed: plan.seed,
            hall_disk: Disk::of(&hall_folder(&at)),
            forger: Forger::new(&at, keys.public())?,
            folder,
            clock,
            net,
            hall: None,
            phones,
            people: People::default(),
            parcels: Vec::new(),
            replies: Vec::new(),
            erasing: BTreeSet::new(),
            erased: BTreeSet::new(),
            shut_out: BTreeSet::new(),
            behind: BTreeSet::new(),
            told: Vec::new(),
            done: BTreeMap::new(),
            crashes: 0,
            openings: 0,
        };
        world.open_hall().map_err(|broken| cant(broken.why))?;
        Ok(world)
    }

    /// The folder of everything.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What is random about one step, whatever other steps there are.
    fn random(&self, purpose: &str, pick: u32) -> Random {
        Random::new(self.seed ^ (u64::from(pick) << 32), purpose)
    }

    /// Opens the hall, as its own program does, or as another one beside it.
    fn another_hall(&mut self) -> Result<Arc<Hall>, CantBegin> {
        self.openings += 1;
        let seed = Random::new(self.seed ^ (self.openings << 32), "hall").bytes32();
        open_hall(self.folder.path(), &self.clock, seed)
    }

    pub(crate) fn tell(&mut self, line: String) {
        self.told.push(line);
    }

    fn play(&mut self, steps: &[Step]) -> Result<(), Broken> {
        for step in steps {
            let told = self.take(*step)?;
            if told.is_some() {
                *self.done.entry(step.verb).or_default() += 1;
            }
            self.tell(format!("{step}: {}", told.as_deref().unwrap_or("nothing to do")));
            self.restart_the_dead(step.pick)?;
            self.look(step.who)?;
        }
        end::of(self)
    }

    fn end(mut self, broken: Option<Broken>) -> Outcome {
        if let Some(broken) = &broken {
            self.told.push(format!("{:?}: {}", broken.property, broken.why));
        }
        let mut disks = disk::Seen::default();
        for seen in self.phones.iter().map(|it| it.disk.seen()).chain([self.hall_disk.seen()]) {
            disks.changes += seen.changes;
            disks.faults += seen.faults;
            disks.lost += seen.lost;
            disks.torn += seen.torn;
        }
        let carried = self.net.carried();
        self.told.push(format!("{disks:?} {carried:?} {}", self.clock.load(Ordering::Relaxed)));
        let mut trace = Sha256::new();
        for line in &self.told {
            trace.update(line.as_bytes());
            trace.update(b"\n");
        }
        // Nothing is open any more when the folder goes.
        self.close_hall();
        self.phones.clear();
        Outcome {
            trace: trace.finalize().into(),
            told: self.told,
            broken,
            done: self.done,
            crashes: self.crashes,
            disks,
            carried,
        }
    }
}
