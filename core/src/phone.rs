//! One phone: a folder, the platform's keys, and the store while it is open.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use camtay_content::Pack;
use camtay_journal::entry::{Personal, PersonalPart, Sealed};
use camtay_journal::fold::VillageDigest;
use camtay_journal::ids::VillageId;
use camtay_journal::vietnamese::Day;
use rand::SeedableRng;
use rand::rngs::StdRng;

use crate::error::{CoreError, Denied, StoreError};
use crate::keys::{DeviceKey, KeyStore};
use crate::lock::{Lock, PinCost};
use crate::orders;
use crate::outbox::Shelf;
use crate::packs::{self, AppGuides};
use crate::search::SearchIndex;
use crate::store::{self, Store, StoreKey};

/// What comes in from outside: clock, randomness, the app's guides, and how much a try of the
/// PIN costs.
#[derive(Clone)]
pub struct Edges {
    /// Unix seconds.
    pub clock: Arc<dyn Fn() -> i64 + Send + Sync>,
    /// 32 bytes from the system's random source; the same seed gives the same phone.
    pub seed: [u8; 32],
    /// The guides for as long as no hall gave any.
    pub guides: Arc<dyn AppGuides>,
    /// The cost of a try of the PIN.
    pub pin_cost: PinCost,
}

impl std::fmt::Debug for Edges {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Edges").field("pin_cost", &self.pin_cost).finish_non_exhaustive()
    }
}

/// How the phone stands before anything is asked of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum PhoneStatus {
    /// Nothing here yet: enrol.
    New,
    /// Nothing here any more: the hall revoked this phone and ordered it to forget
    /// everything. It may enrol anew.
    Wiped {
        /// When, by the phone's clock, Unix seconds.
        at: i64,
    },
    /// There is a store, locked.
    Locked {
        /// A PIN was chosen; without one, it opens by itself.
        pin: bool,
        /// A finger or face opens it too.
        biometric: bool,
    },
    /// Open.
    Open {
        /// A PIN was chosen.
        pin: bool,
        /// The phone has a hall.
        hall: bool,
    },
}

/// One phone.
pub struct Phone {
    folder: PathBuf,
    keys: Arc<dyn KeyStore>,
    clock: Arc<dyn Fn() -> i64 + Send + Sync>,
    guides: Arc<dyn AppGuides>,
    pin_cost: PinCost,
    pub(crate) random: StdRng,
    open: Option<Open>,
}

struct Open {
    key: StoreKey,
    store: Store,
    /// Read when it is first asked for: the first list needs none.
    pack: OnceLock<Arc<Pack>>,
    search: SearchIndex,
}

impl std::fmt::Debug for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Phone").field("open", &self.open.is_some()).finish_non_exhaustive()
    }
}

impl Phone {
    /// The phone whose store lies (or will lie) in `folder`. Opens nothing.
    #[must_use]
    pub fn new(folder: &Path, keys: Arc<dyn KeyStore>, edges: Edges) -> Self {
        let Edges { clock, seed, guides, pin_cost } = edges;
        Self {
            folder: folder.to_owned(),
            keys,
            clock,
            guides,
            pin_cost,
            random: StdRng::from_seed(seed),
            open: None,
        }
    }

    /// How it stands.
    ///
    /// # Errors
    /// [`StoreError`] when the files beside the store can't be read.
    pub fn status(&self) -> Result<PhoneStatus, CoreError> {
        if self.open.is_none()
            && let Some(at) = self.wiped_at()?
        {
            return Ok(PhoneStatus::Wiped { at });
        }
        let ways = self.lock_file().ways()?;
        Ok(match (&self.open, ways) {
            (Some(open), ways) => PhoneStatus::Open {
                pin: ways.unwrap_or_default().pin,
                hall: open.store.hall()?.is_some(),
            },
            (None, Some(ways)) if store::file_in(&self.folder).exists() => {
                PhoneStatus::Locked { pin: ways.pin, biometric: ways.biometric }
            }
            (None, _) => PhoneStatus::New,
        })
    }

    /// Makes a new store and opens it. It has no PIN yet: [`Phone::set_pin`].
    ///
    /// # Errors
    /// [`Denied::AlreadyCreated`]; [`Denied::NotHandedIn`] while an earlier store's outbox
    /// lies here that was neither sent nor saved; key store; disk.
    pub fn create(&mut self) -> Result<(), CoreError> {
        if store::file_in(&self.folder).exists() {
            return Err(CoreError::NotAllowed(Denied::AlreadyCreated));
        }
        self.set_outbox_aside()?;
        orders::forget_wiped(&self.folder)?;
        // A store is a device: a key that signed for another store signs for no second one.
        self.keys.make_key()?;
        let device = self.device_key()?.device();
        let lock = Lock::new(&self.folder, &*self.keys);
        let key = lock.create(&mut self.random)?;
        let store = Store::create(&self.folder, &key, device)?;
        self.take(key, store)
    }

    /// Opens a store that has no PIN yet: an enrolment that was interrupted.
    ///
    /// # Errors
    /// [`Denied::PinNeeded`]; as [`Phone::unlock`].
    pub fn unlock_without_pin(&mut self) -> Result<(), CoreError> {
        let key = self.lock_file().open_without_pin()?;
        self.open_store(key)
    }

    /// Opens the store with the PIN.
    ///
    /// # Errors
    /// [`CoreError::WrongPin`]; [`StoreError::Newer`], [`StoreError::Damaged`], …
    pub fn unlock(&mut self, pin: &str) -> Result<(), CoreError> {
        let key = self.lock_file().open_with_pin(pin, self.now())?;
        self.open_store(key)
    }

    /// Opens the store by a finger or face.
    ///
    /// # Errors
    /// [`Denied::NoBiometrics`]; [`crate::keys::KeyStoreError`]; as [`Phone::unlock`].
    pub fn unlock_with_biometric(&mut self) -> Result<(), CoreError> {
        let key = self.lock_file().open_with_biometric()?;
        self.open_store(key)
    }

    /// Chooses the PIN, or another one.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; [`crate::error::BadInput::Pin`].
    pub fn set_pin(&mut self, pin: &str) -> Result<(), CoreError> {
        let key = self.open.as_ref().ok_or(CoreError::Locked)?.key.clone();
        Lock::new(&self.folder, &*self.keys).set_pin(&key, pin, self.pin_cost, &mut self.random)
    }

    /// Changes the PIN of somebody who knows the old one.
    ///
    /// # Errors
    /// [`CoreError::WrongPin`]; as [`Phone::set_pin`].
    pub fn change_pin(&mut self, old: &str, new: &str) -> Result<(), CoreError> {
        self.lock_file().open_with_pin(old, self.now())?;
        self.set_pin(new)
    }

    /// Lets a finger or face open the store too.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; [`crate::keys::KeyStoreError`].
    pub fn enable_biometric(&mut self) -> Result<(), CoreError> {
        let key = &self.open.as_ref().ok_or(CoreError::Locked)?.key;
        self.lock_file().enable_biometric(key)
    }

    /// Switches biometrics off.
    ///
    /// # Errors
    /// The disk's.
    pub fn disable_biometric(&mut self) -> Result<(), CoreError> {
        self.lock_file().disable_biometric()
    }

    /// Locks the store: open guides become entries, what the hall lacks goes into the
    /// outbox, and nothing of the store stays in memory.
    ///
    /// # Errors
    /// When an open guide or the outbox can't be written; the store is locked all the same,
    /// and the guide is finished at the next start.
    pub fn lock(&mut self) -> Result<(), CoreError> {
        if self.open.is_none() {
            return Ok(());
        }
        let finished = self.finish_open_guides();
        let renewed = self.renew_outbox();
        self.open = None;
        finished.and(renewed)
    }

    /// Erases the store from this phone: store, log, lock and outbox. The phone is as new;
    /// what the hall lacks stays here once more, sealed to the hall, and nobody else reads it.
    ///
    /// # Errors
    /// [`Denied::NotHandedIn`] while the hall lacks something that was not given away sealed,
    /// as a file or over the network; [`CoreError::Locked`].
    pub fn erase_everything(&mut self) -> Result<(), CoreError> {
        self.finish_open_guides()?;
        if self.waiting()?.records > 0 {
            if !self.is_sealed_away()? {
                return Err(CoreError::NotAllowed(Denied::NotHandedIn));
            }
            // Before the store goes: whatever happens in between, the work is in one of both.
            self.keep_sealed()?;
        }
        self.open = None;
        store::remove(&self.folder)?;
        Ok(Shelf::of(&self.folder).remove()?)
    }

    /// The folder of the store.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether the store is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Closes the store as it is.
    pub(crate) fn close(&mut self) {
        self.open = None;
    }

    /// Forgets what was pulled when the hall was not in contact for too long.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; the store's.
    pub fn expire(&mut self) -> Result<(), CoreError> {
        let now = self.now();
        self.store_mut()?.expire(now)?;
        Ok(())
    }

    /// The platform's key store.
    pub(crate) fn key_store(&self) -> &dyn KeyStore {
        &*self.keys
    }

    fn lock_file(&self) -> Lock<'_> {
        Lock::new(&self.folder, &*self.keys)
    }

    fn open_store(&mut self, key: StoreKey) -> Result<(), CoreError> {
        match Store::open(&self.folder, &key) {
            Ok(store) => {
                let device = self.device_key()?.device();
                // The new key is there, and the store hasn't followed it yet.
                let halfway = store.succession()?.is_some_and(|it| it.before == store.own_device());
                if store.own_device() != device && !halfway {
                    return Err(crate::keys::KeyStoreError::Unavailable.into());
                }
                self.take(key, store)?;
                self.finish_succession()?;
                self.finish_open_guides()?;
                self.expire()
            }
            // The lock vouches for the key: it is the file that isn't itself any more.
            Err(CoreError::Store(StoreError::WrongKey)) => {
                store::move_aside(&self.folder, &store::FILES, "damaged", self.now())?;
                Err(StoreError::Damaged.into())
            }
            Err(CoreError::Store(StoreError::Sqlite(error)))
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt) =>
            {
                store::move_aside(&self.folder, &store::FILES, "damaged", self.now())?;
                Err(StoreError::Damaged.into())
            }
            Err(other) => Err(other),
        }
    }

    fn take(&mut self, key: StoreKey, store: Store) -> Result<(), CoreError> {
        self.open =
            Some(Open { key, store, pack: OnceLock::new(), search: SearchIndex::default() });
        Ok(())
    }

    /// The platform's key as a signer of batches and requests.
    ///
    /// # Errors
    /// [`crate::keys::KeyStoreError`].
    pub fn device_key(&self) -> Result<DeviceKey, CoreError> {
        Ok(DeviceKey::of(Arc::clone(&self.keys))?)
    }

    /// The store, open.
    ///
    /// # Errors
    /// [`CoreError::Locked`].
    pub fn store(&self) -> Result<&Store, CoreError> {
        Ok(&self.open.as_ref().ok_or(CoreError::Locked)?.store)
    }

    /// The store, open, to write.
    ///
    /// # Errors
    /// [`CoreError::Locked`].
    pub fn store_mut(&mut self) -> Result<&mut Store, CoreError> {
        Ok(&mut self.open.as_mut().ok_or(CoreError::Locked)?.store)
    }

    /// The pack of guides in use.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; the store's.
    pub fn pack(&self) -> Result<Arc<Pack>, CoreError> {
        let open = self.open.as_ref().ok_or(CoreError::Locked)?;
        if let Some(pack) = open.pack.get() {
            return Ok(Arc::clone(pack));
        }
        let pack = Arc::new(packs::in_use(&open.store, &*self.guides)?);
        Ok(Arc::clone(open.pack.get_or_init(|| pack)))
    }

    /// Checks a pack file that came from the hall and uses it from now on; when it can't
    /// be used, the old one stays.
    ///
    /// # Errors
    /// [`CoreError::Pack`]
    pub fn save_pack(&mut self, bytes: &[u8]) -> Result<(), CoreError> {
        let now = self.now();
        let open = self.open.as_mut().ok_or(CoreError::Locked)?;
        open.pack = OnceLock::from(Arc::new(open.store.save_pack(now, bytes)?));
        Ok(())
    }

    /// The search over the people in the store.
    pub(crate) fn searching(&mut self) -> Result<(&mut SearchIndex, &mut Store), CoreError> {
        let open = self.open.as_mut().ok_or(CoreError::Locked)?;
        Ok((&mut open.search, &mut open.store))
    }

    /// The digest of a village as this phone has folded it.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; [`Denied::NotEnrolled`]; [`StoreError`].
    pub fn digest(&self, village: VillageId) -> Result<VillageDigest, CoreError> {
        self.store()?.digest(village)
    }

    /// The wall clock, Unix seconds.
    #[must_use]
    pub fn now(&self) -> i64 {
        (self.clock)()
    }

    /// The day it is in Vietnam, by this phone's clock.
    #[must_use]
    pub fn today(&self) -> Day {
        Day::of_unix(self.now())
    }

    /// Salts a personal part for its entry; nothing where it says nothing.
    pub(crate) fn seal_part(&mut self, part: PersonalPart) -> Personal {
        if part.is_empty() {
            Personal::None
        } else {
            Personal::Here(Sealed::new(part, &mut self.random))
        }
    }
}
