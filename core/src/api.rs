//! The surface that the apps get, through uniffi: [`Core`], what a screen shows, what a
//! volunteer does, and one error. No logic lives here: calls go on to [`Phone`], errors
//! become [`Error`] and are logged once, clock and randomness come in.
//!
//! Calls that only touch the phone are synchronous; the apps make them off the main
//! thread. Calls that need the network are `async`, and may be dropped or cancelled at
//! any moment.

mod commands;
mod foreign;
mod hall;
mod lock;
mod outbox;
mod read_models;
mod visit;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

pub use crate::commands::{
    CheckAnswer, HouseholdChange, NewHousehold, NewResident, NewSession, ResidentChange,
    SessionChange, StepTap, WholeGuide,
};
pub use crate::error::{
    BadInput, ConsentMissing, Denied, ErrorKind as Error, HallProblem, NetworkProblem, StoreProblem,
};
pub use crate::keys::{KeyStore, KeyStoreError, SoftwareKeyStore, WrapKey};
pub use crate::lock::PinCost;
pub use crate::outbox::ReplyTaken;
pub use crate::packs::{AppGuides, AppGuidesError, BuiltInGuides};
pub use crate::phone::PhoneStatus;
pub use crate::read_models::HouseholdState;
pub use crate::shared::StepOutcome;
pub use camtay_journal::entry::{Consent, Segment};
pub use foreign::{HandInListener, HandInProgress, LogLevel, Logger};
pub use hall::{Enrolment, HandIn, HandInResult, PullResult, Standing};
pub use outbox::{FramesTaken, LentParcel, OutboxSent, OutboxState};

use camtay_journal::keys::PublicKey;

use crate::error::CoreError;
use crate::net::client::HallClient;
use crate::net::network::Network;
use crate::net::{Desk, NetError};
use crate::phone::{Edges, Phone};
use crate::store::Store;

/// The phone's core: one for each store folder.
#[derive(uniffi::Object)]
pub struct Core {
    inner: Arc<Inner>,
}

impl std::fmt::Debug for Core {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Core").finish_non_exhaustive()
    }
}

#[uniffi::export]
impl Core {
    /// The core of the store in `folder`, which is made where there is none. Opens
    /// nothing yet: ask [`Core::status`]. `guides` are those that came with the app.
    #[uniffi::constructor]
    pub fn open(
        folder: String,
        key_store: Arc<dyn KeyStore>,
        guides: Arc<dyn AppGuides>,
        logger: Arc<dyn Logger>,
    ) -> Result<Arc<Self>, Error> {
        let clock = Arc::new(system_clock);
        Self::with_edges(folder, key_store, guides, logger, clock, PinCost::default(), None)
    }
}

impl Core {
    /// A core with another clock (Unix seconds), for scripted days and tests.
    ///
    /// # Errors
    /// [`Error::Store`] when the system gives no randomness.
    pub fn open_with_clock(
        folder: String,
        key_store: Arc<dyn KeyStore>,
        guides: Arc<dyn AppGuides>,
        logger: Arc<dyn Logger>,
        clock: Arc<dyn Fn() -> i64 + Send + Sync>,
        pin_cost: PinCost,
    ) -> Result<Arc<Self>, Error> {
        Self::with_edges(folder, key_store, guides, logger, clock, pin_cost, None)
    }

    /// A core with another clock and another network than the system's, for simulations.
    ///
    /// # Errors
    /// [`Error::Store`] when the system gives no randomness.
    pub fn open_on_network(
        folder: String,
        key_store: Arc<dyn KeyStore>,
        guides: Arc<dyn AppGuides>,
        logger: Arc<dyn Logger>,
        clock: Arc<dyn Fn() -> i64 + Send + Sync>,
        network: Arc<dyn Network>,
    ) -> Result<Arc<Self>, Error> {
        Self::with_edges(
            folder,
            key_store,
            guides,
            logger,
            clock,
            PinCost::default(),
            Some(network),
        )
    }

    fn with_edges(
        folder: String,
        keys: Arc<dyn KeyStore>,
        guides: Arc<dyn AppGuides>,
        logger: Arc<dyn Logger>,
        clock: Arc<dyn Fn() -> i64 + Send + Sync>,
        pin_cost: PinCost,
        network: Option<Arc<dyn Network>>,
    ) -> Result<Arc<Self>, Error> {
        let folder = PathBuf::from(folder);
        let seed = randomness().map_err(|error| told(&*logger, "open", &error))?;
        let edges = Edges { clock: Arc::clone(&clock), seed, guides, pin_cost };
        let phone = Mutex::new(Phone::new(&folder, keys, edges));
        let handing_in = AtomicBool::new(false);
        let inner = Inner { folder, clock, logger, phone, handing_in, network };
        Ok(Arc::new(Self { inner: Arc::new(inner) }))
    }

    /// Does something with the phone; `what` names it in the log.
    fn with<T>(
        &self,
        what: &'static str,
        work: impl FnOnce(&mut Phone) -> Result<T, CoreError>,
    ) -> Result<T, Error> {
        self.inner.told(what, self.inner.phone(work))
    }
}

/// What [`Core`] and what runs on the network share.
struct Inner {
    folder: PathBuf,
    clock: Arc<dyn Fn() -> i64 + Send + Sync>,
    logger: Arc<dyn Logger>,
    phone: Mutex<Phone>,
    handing_in: AtomicBool,
    /// Another network than the system's.
    network: Option<Arc<dyn Network>>,
}

impl Inner {
    fn phone<T>(
        &self,
        work: impl FnOnce(&mut Phone) -> Result<T, CoreError>,
    ) -> Result<T, CoreError> {
        // A panic inside left a transaction that was never committed, nothing worse.
        work(&mut self.phone.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The one place where an error of the core becomes one of the apps.
    fn told<T>(&self, what: &'static str, result: Result<T, CoreError>) -> Result<T, Error> {
        result.map_err(|error| told(&*self.logger, what, &error))
    }
}

impl Desk for Inner {
    fn store<T>(
        &self,
        work: impl FnOnce(&mut Store) -> Result<T, CoreError>,
    ) -> Result<T, CoreError> {
        self.phone(|phone| work(phone.store_mut()?))
    }

    fn pack_version(&self) -> Result<u32, CoreError> {
        self.phone(|phone| Ok(phone.pack()?.version))
    }

    fn take_pack(&self, file: &[u8]) -> Result<(), CoreError> {
        self.phone(|phone| phone.save_pack(file))
    }

    fn folder(&self) -> &Path {
        &self.folder
    }

    fn now(&self) -> i64 {
        (self.clock)()
    }

    fn dice(&self) -> u32 {
        let mut bytes = [0; 4];
        // Without randomness nobody waits longer than the hall asked for.
        match getrandom::fill(&mut bytes) {
            Ok(()) => u32::from_le_bytes(bytes),
            Err(_) => 0,
        }
    }

    fn client(&self, hall: PublicKey, addresses: Vec<String>) -> Result<HallClient, NetError> {
        match &self.network {
            Some(network) => Ok(HallClient::over(Arc::clone(network), hall, addresses)),
            None => HallClient::new(hall, addresses),
        }
    }

    async fn wait(&self, how_long: Duration) {
        match &self.network {
            Some(network) => network.wait(how_long).await,
            None => tokio::time::sleep(how_long).await,
        }
    }
}

/// Logs an error with its causes, none of which is personal, and says what a screen has
/// to know of it. What a screen expects in the course of things is only a note.
fn told(logger: &dyn Logger, what: &'static str, error: &CoreError) -> Error {
    let kind = error.kind();
    let level = match kind {
        Error::Store { .. } | Error::Internal => LogLevel::Error,
        Error::Network { .. } | Error::Hall { .. } => LogLevel::Warning,
        _ => LogLevel::Note,
    };
    let mut line = format!("{what}: {error}");
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        line.push_str(": ");
        line.push_str(&error.to_string());
        cause = error.source();
    }
    logger.log(level, line);
    kind
}

fn randomness() -> Result<[u8; 32], CoreError> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|_| CoreError::Unexpected("no randomness"))?;
    Ok(seed)
}

#[allow(clippy::disallowed_methods, reason = "the edge: here the wall clock comes in")]
fn system_clock() -> i64 {
    match std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_secs()).map_or(i64::MIN, |secs| -secs),
    }
}
