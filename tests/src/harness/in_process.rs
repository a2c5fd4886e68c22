//! A phone in the test's own process: the core, over the API that the apps get.

use std::collections::BTreeMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::ops::Deref;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use camtay_core::api::{
    Core, Error, HallProblem, HandInResult, LogLevel, Logger, NewHousehold, NewResident,
    NewSession, PullResult,
};
use camtay_core::keys::SoftwareKeyStore;
use camtay_core::lock::PinCost;
use camtay_core::packs::BuiltInGuides;
use camtay_core::phone::{Edges, Phone};
use camtay_journal::entry::{Organiser, Segment, SessionKind};
use camtay_journal::vietnamese::Day;
use camtay_journal::wire::Receipt;
use rand::SeedableRng;
use rand::rngs::StdRng;
use tempfile::TempDir;

use super::hall::{Hall, copy_folder, wall_clock};

/// Seconds of a day.
pub const DAY: i64 = 24 * 60 * 60;

/// The lines of a log, kept.
#[derive(Debug, Default)]
pub struct Lines(Mutex<Vec<String>>);

impl Lines {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Logger for Lines {
    fn log(&self, _level: LogLevel, line: String) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }
}

/// A phone with a folder, a key, a clock that is set by hand, and a log. Everything that
/// [`Core`] can do it can do.
pub struct InProcessPhone {
    folder: TempDir,
    clock: Arc<AtomicI64>,
    log: Arc<Lines>,
    core: Arc<Core>,
    runtime: tokio::runtime::Runtime,
}

impl Deref for InProcessPhone {
    type Target = Core;

    fn deref(&self) -> &Core {
        &self.core
    }
}

impl Default for InProcessPhone {
    fn default() -> Self {
        Self::new()
    }
}

impl InProcessPhone {
    /// A phone with an empty store and the right time.
    #[must_use]
    pub fn new() -> Self {
        let phone = Self::on(TempDir::new().expect("a temporary folder"), wall_clock());
        phone.core.create().expect("a new store");
        phone
    }

    fn on(folder: TempDir, clock: i64) -> Self {
        let clock = Arc::new(AtomicI64::new(clock));
        let log = Arc::new(Lines::default());
        let core = open_core(folder.path(), &clock, &log);
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        Self { folder, clock, log, core, runtime }
    }

    /// A phone with a copy of this one's store and key, which finds `hall` instead of its
    /// own: a twin of it.
    #[must_use]
    pub fn twin_at(&self, hall: &Hall) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        copy_folder(self.folder(), folder.path());
        let twin = Self::on(folder, self.clock());
        twin.core.unlock_without_pin().expect("the copy opens");
        twin.core.add_addresses(vec![hall.address().to_string()]).expect("the twin's address");
        twin
    }

    /// A copy of its folder as it is now.
    #[must_use]
    pub fn copy(&self) -> TempDir {
        let copy = TempDir::new().expect("a temporary folder");
        copy_folder(self.folder(), copy.path());
        copy
    }

    /// Its folder goes back to an earlier copy, and the app starts again.
    pub fn go_back_to(&mut self, copy: &Path) {
        // The core that has the files open goes first.
        let elsewhere = TempDir::new().expect("a temporary folder");
        self.core = open_core(elsewhere.path(), &self.clock, &self.log);
        self.folder = TempDir::new().expect("a temporary folder");
        copy_folder(copy, self.folder.path());
        self.restart();
    }

    /// A phone that `hall` let in for a volunteer (by the commune's key), with the lists
    /// of the volunteer's villages.
    #[must_use]
    pub fn enrolled(hall: &Hall, volunteer: &str) -> Self {
        Self::enrolled_ago(hall, volunteer, 0)
    }

    /// The same with a clock that shows the time of some days ago.
    #[must_use]
    pub fn enrolled_ago(hall: &Hall, volunteer: &str, days: i64) -> Self {
        let phone = Self::new();
        phone.set_days_ago(days);
        phone.enrol_at(hall, &hall.invite(volunteer), &[]);
        phone
    }

    /// Shows the hall an invitation, is let in for `villages` (keys; none: those of its
    /// volunteer's teams) and pulls. All phones of a test come from one address: where the
    /// hall asks that address to wait, it waits.
    pub fn enrol_at(&self, hall: &Hall, invitation: &str, villages: &[&str]) {
        let safety_code = loop {
            match self.wait(self.core.enrol(invitation.to_owned())) {
                Err(Error::Hall { problem: HallProblem::Busy { retry_after } }) => {
                    std::thread::sleep(Duration::from_secs(u64::from(retry_after)));
                }
                answer => break answer.expect("enrolled"),
            }
        };
        hall.approve(&safety_code, villages);
        self.pull();
    }

    /// Closes the app without a goodbye and starts it again.
    pub fn restart(&mut self) {
        self.core = open_core(self.folder.path(), &self.clock, &self.log);
        self.core.unlock_without_pin().expect("the store opens");
    }

    /// The same, and nobody opens the store.
    pub fn restart_locked(&mut self) {
        self.core = open_core(self.folder.path(), &self.clock, &self.log);
    }

    /// The key store loses its keys, and the app starts again.
    pub fn lose_keys(&mut self) {
        std::fs::remove_file(self.folder.path().join("keys")).expect("there were keys");
        self.restart_locked();
    }

    /// The folder of its store.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What it logged.
    #[must_use]
    pub fn log(&self) -> Vec<String> {
        self.log.all()
    }

    /// Its clock, Unix seconds.
    #[must_use]
    pub fn clock(&self) -> i64 {
        self.clock.load(Ordering::SeqCst)
    }

    /// Sets its clock.
    pub fn set_clock(&self, seconds: i64) {
        self.clock.store(seconds, Ordering::SeqCst);
    }

    /// Sets its clock to the same time some days ago; 0 is now.
    pub fn set_days_ago(&self, days: i64) {
        self.set_clock(wall_clock() - days * DAY);
    }

    /// The day it is on this phone, ISO.
    #[must_use]
    pub fn day(&self) -> String {
        Day::of_unix(self.clock()).to_string()
    }

    /// Waits for something on the network.
    pub fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// Hands in; the network may fail.
    ///
    /// # Errors
    /// As the core says.
    pub fn try_hand_in(&self) -> Result<HandInResult, Error> {
        let hand_in = self.core.hand_in(None)?;
        self.wait(hand_in.run())
    }

    /// Hands in everything, with the right time.
    pub fn hand_in(&self) -> HandInResult {
        self.set_days_ago(0);
        self.try_hand_in().expect("handed in")
    }

    /// The receipt that it holds: its store read beside the running app.
    #[must_use]
    pub fn receipt(&self) -> Receipt {
        let mut random = StdRng::seed_from_u64(0);
        let keys = SoftwareKeyStore::in_file(&self.folder().join("keys"), &mut random);
        let now = self.clock();
        let edges = Edges {
            clock: Arc::new(move || now),
            seed: [0; 32],
            guides: Arc::new(BuiltInGuides),
            pin_cost: PinCost::default(),
        };
        let mut phone = Phone::new(self.folder(), Arc::new(keys.expect("a key")), edges);
        phone.unlock_without_pin().expect("the store opens");
        let receipt = phone.store().and_then(|store| store.receipt()).expect("a store");
        receipt.expect("a receipt")
    }

    /// Pulls; the network may fail, the hall may say no.
    ///
    /// # Errors
    /// As the core says.
    pub fn try_pull(&self) -> Result<PullResult, Error> {
        self.wait(self.core.pull())
    }

    /// Pulls.
    pub fn pull(&self) -> PullResult {
        self.try_pull().expect("pulled")
    }

    /// The id of a village by its name.
    #[must_use]
    pub fn village(&self, name: &str) -> String {
        let villages = self.core.villages().expect("villages");
        let found = villages.into_iter().find(|village| village.name == name);
        found.unwrap_or_else(|| panic!("the phone doesn't carry {name}")).id
    }

    /// The digest of each village that it carries, by the village's name.
    #[must_use]
    pub fn digests(&self) -> BTreeMap<String, String> {
        let villages = self.core.villages().expect("villages").into_iter();
        villages
            .map(|village| (village.name, self.core.village_digest(village.id).expect("a digest")))
            .collect()
    }

    /// The id of the only resident found by this name.
    #[must_use]
    pub fn resident_called(&self, name: &str) -> String {
        let found = self.core.search(name.to_owned(), 10).expect("searched").residents;
        let mut exact = found.into_iter().filter(|resident| resident.name == name);
        let first = exact.next().unwrap_or_else(|| panic!("{name} is not found"));
        assert!(exact.next().is_none(), "there are several of the name {name}");
        first.id
    }

    /// Adds a household.
    pub fn new_household(&self, village: &str, head: &str) -> String {
        let (village, head) = (village.to_owned(), head.to_owned());
        self.core.add_household(NewHousehold { village, head, place: None }).expect("added")
    }

    /// Adds a resident, born in 1960, who said yes.
    pub fn new_resident(&self, household: &str, name: &str) -> String {
        self.core.add_resident(resident(household, name)).expect("added")
    }

    /// Opens a session for everybody.
    pub fn new_session(&self, village: &str, kind: SessionKind) -> String {
        self.core.open_session(session(village, kind, &[])).expect("opened")
    }
}

/// A resident, born in 1960, who said yes.
#[must_use]
pub fn resident(household: &str, name: &str) -> NewResident {
    NewResident {
        household: household.to_owned(),
        name: name.to_owned(),
        birth_year: Some(1960),
        adult: true,
        phone: None,
        phone_kind: None,
        occupation: None,
        guest: false,
        consent_given: true,
        session: None,
    }
}

/// A session by the village's team.
#[must_use]
pub fn session(village: &str, kind: SessionKind, audience: &[Segment]) -> NewSession {
    NewSession {
        village: village.to_owned(),
        kind,
        audience: audience.to_vec(),
        organiser: Organiser::Team,
        host: None,
        place: None,
        skills: Vec::new(),
    }
}

fn open_core(folder: &Path, clock: &Arc<AtomicI64>, log: &Arc<Lines>) -> Arc<Core> {
    let mut random = StdRng::seed_from_u64(RandomState::new().build_hasher().finish());
    let keys = SoftwareKeyStore::in_file(&folder.join("keys"), &mut random).expect("a key");
    let clock = Arc::clone(clock);
    Core::open_with_clock(
        folder.to_str().expect("a path of text").to_owned(),
        Arc::new(keys),
        Arc::new(BuiltInGuides),
        Arc::clone(log) as Arc<dyn Logger>,
        Arc::new(move || clock.load(Ordering::SeqCst)),
        PinCost::default(),
    )
    .expect("a core")
}
