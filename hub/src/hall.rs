//! The hall: its store, keys, clock and random numbers, and the state it keeps in memory.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, TryLockError};

use camtay_content::Pack;
use camtay_journal::entry::{Body, Entry, PackPublished, PersonalPart};
use camtay_journal::fold::State;
use camtay_journal::ids::{DeviceId, EntryId};
use camtay_journal::wire::{Generation, Log};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use crate::HubError;
use crate::checkpoint;
use crate::chunks::{self, Unpacked};
use crate::doubt::Measured;
use crate::erasure;
use crate::folded::Folded;
use crate::keys::Keys;
use crate::own::OwnBatch;
pub use crate::own::OwnEntries;
use crate::pack::{self, Opened, Shelf};
use crate::place::Place;
use crate::store::{Appended, ImportKey, Mark, SqliteStore, Store, StoreError};

/// Where the hall gets the time: Unix seconds.
pub type ClockSource = Arc<dyn Fn() -> i64 + Send + Sync>;

/// The store's file in the hall's folder.
pub(crate) const STORE_FILE: &str = "hall.db";

/// How many chunks are read at once while folding.
const CHUNKS_AT_ONCE: usize = 64;

/// How often writing is tried again when other processes write in between.
pub(crate) const TRIES: usize = 20;

/// The commune hall on one data folder. Several processes may have the same folder open.
pub struct Hall {
    pub(crate) keys: Keys,
    pub(crate) store: Box<dyn Store>,
    pub(crate) generation: Generation,
    pub(crate) folded: RwLock<Folded>,
    clock: ClockSource,
    random: Mutex<StdRng>,
    /// Held while the hall's own journal grows.
    writing: Mutex<()>,
    unpacked: Unpacked,
    shelf: Shelf,
    /// What phones say of the clock.
    pub(crate) measured: Measured,
}

/// The state, locked against changes as long as this is held: keep it short.
pub struct StateGuard<'a>(RwLockReadGuard<'a, Folded>);

impl std::ops::Deref for StateGuard<'_> {
    type Target = State;

    fn deref(&self) -> &State {
        &self.0.state
    }
}

impl From<StoreError> for HubError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(why) => Self::Unavailable(why),
            StoreError::Damaged(why) => Self::Damaged(why),
            StoreError::NoRoom => Self::Unavailable(error.to_string()),
            StoreError::WrongKey => Self::Refused(
                "the keys don't open the hall's data: they are another hall's, or the file is \
                 damaged; name the hall's own with --keys FOLDER"
                    .to_owned(),
            ),
            StoreError::Newer { .. } => Self::Refused(format!(
                "the hall's data can't be used: {error}; use the newer camtay-hub"
            )),
        }
    }
}

/// Opens a hall's store, with its keys.
///
/// # Errors
/// As [`Hall::open`].
pub fn open_store(place: &Place) -> Result<(SqliteStore, Keys), HubError> {
    let file = place.data().join(STORE_FILE);
    if !file.is_file() {
        return Err(HubError::Refused(format!(
            "there is no hall in {}; make one with camtay-hub init, or name its folder",
            place.data().display()
        )));
    }
    let keys = Keys::load(place)?;
    Ok((SqliteStore::open(&file, &keys.store)?, keys))
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Hall {
    /// Opens the hall at `place`, and folds what its checkpoint doesn't cover.
    /// `seed` feeds the random numbers.
    ///
    /// # Errors
    /// [`HubError::Refused`] when the folder is no hall's or the keys aren't its own; [`HubError::Unavailable`] or
    /// [`HubError::Damaged`] when its store can't be used.
    pub fn open(place: &Place, clock: ClockSource, seed: [u8; 32]) -> Result<Self, HubError> {
        let (store, keys) = open_store(place)?;
        Self::with_store(Box::new(store), keys, clock, seed)
    }

    /// A hall on a store that is open already.
    ///
    /// # Errors
    /// As [`Hall::open`].
    pub fn with_store(
        store: Box<dyn Store>,
        keys: Keys,
        clock: ClockSource,
        seed: [u8; 32],
    ) -> Result<Self, HubError> {
        let identity = store.identity()?;
        if identity.device != keys.device() {
            return Err(HubError::Damaged("its keys are another hall's".to_owned()));
        }
        let folded = checkpoint::load(identity.device, store.as_ref())?;
        let hall = Self {
            keys,
            store,
            generation: identity.generation,
            folded: RwLock::new(folded.unwrap_or_else(|| Folded::new(identity.device))),
            clock,
            random: Mutex::new(StdRng::from_seed(seed)),
            writing: Mutex::new(()),
            unpacked: Unpacked::default(),
            shelf: Shelf::default(),
            measured: Measured::default(),
        };
        hall.refresh()?;
        erasure::finish(&hall)?;
        Ok(hall)
    }

    /// The hall, by the device of its identity key. What it writes it writes as
    /// [`Hall::writer`].
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.keys.device()
    }

    /// Which life of the hall this is.
    #[must_use]
    pub fn generation(&self) -> Generation {
        self.generation
    }

    /// The device under which this generation of the hall writes.
    #[must_use]
    pub fn writer(&self) -> DeviceId {
        self.generation.writer(self.device())
    }

    /// The hall's keys.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// The clock, Unix seconds.
    #[must_use]
    pub fn now(&self) -> i64 {
        (self.clock)()
    }

    /// Random bytes.
    #[must_use]
    pub fn random_bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        locked(&self.random).fill_bytes(&mut bytes);
        bytes
    }

    /// The state as this process last folded it; see [`Hall::refresh`]. Don't hold it
    /// across a write.
    pub fn state(&self) -> StateGuard<'_> {
        StateGuard(self.folded())
    }

    pub(crate) fn folded(&self) -> RwLockReadGuard<'_, Folded> {
        self.folded.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Folds what other processes stored since. While this process is itself writing,
    /// its writer does that, and this returns at once.
    ///
    /// # Errors
    /// [`HubError::Unavailable`], [`HubError::Damaged`].
    pub fn refresh(&self) -> Result<(), HubError> {
        if self.is_behind()? {
            match self.writing.try_lock() {
                Ok(_) => self.fold_stored()?,
                Err(TryLockError::Poisoned(_)) => self.fold_stored()?,
                Err(TryLockError::WouldBlock) => {}
            }
        }
        Ok(())
    }

    pub(crate) fn is_behind(&self) -> Result<bool, HubError> {
        Ok(self.store.last_arrival()? > self.folded().arrival)
    }

    /// Folds stored chunks to the last one. Of people whom another process erased
    /// meanwhile, what this one stored since is forgotten too.
    pub(crate) fn fold_stored(&self) -> Result<(), HubError> {
        let mut erased = Vec::new();
        let mut folded = self.folded.write().unwrap_or_else(PoisonError::into_inner);
        loop {
            let chunks = self.store.chunks_after(folded.arrival, CHUNKS_AT_ONCE)?;
            for chunk in &chunks {
                let entries = chunks::entries(chunk)?;
                folded.apply(chunk.arrival, &entries);
                erased.extend(entries.iter().filter_map(|entry| match &entry.body {
                    Body::Erased(it) => Some(it.subject),
                    _ => None,
                }));
            }
            if chunks.len() < CHUNKS_AT_ONCE {
                break;
            }
        }
        drop(folded);
        if erased.is_empty() { Ok(()) } else { erasure::forget_in_store(self, &erased) }
    }

    /// Folds chunks that were just stored after the arrival `before`, without reading
    /// them again where nothing of another process lies between.
    pub(crate) fn fold_new(&self, before: u64, chunks: &[(u64, &[Entry])]) -> Result<(), HubError> {
        let mut folded = self.folded.write().unwrap_or_else(PoisonError::into_inner);
        if folded.arrival == before {
            for (arrival, entries) in chunks {
                folded.apply(*arrival, entries);
            }
            return Ok(());
        }
        drop(folded);
        self.fold_stored()
    }

    /// How far a device's journal has come.
    ///
    /// # Errors
    /// [`HubError::Unavailable`].
    pub fn mark(&self, device: DeviceId) -> Result<Mark, HubError> {
        let mark = self.store.mark(device)?;
        Ok(mark.unwrap_or_else(|| Mark::start(self.device(), device)))
    }

    pub(crate) fn writing(&self) -> MutexGuard<'_, ()> {
        locked(&self.writing)
    }

    /// The builder of the hall's next entries; hold [`Hall::writing`] meanwhile.
    pub(crate) fn own_entries(&self) -> Result<OwnEntries, HubError> {
        let writer = self.writer();
        let start = self.mark(writer)?;
        let random = StdRng::from_seed(self.random_bytes());
        let clock = self.store.clock()?;
        Ok(OwnEntries::new(self.device(), writer, start, clock, self.now(), random))
    }

    /// Writes entries of the hall: all in one durable transaction, folded when this
    /// returns.
    ///
    /// # Errors
    /// [`HubError::Unavailable`], [`HubError::Damaged`].
    pub fn write(
        &self,
        entries: Vec<(Body, Option<PersonalPart>)>,
    ) -> Result<Vec<EntryId>, HubError> {
        self.write_with(|own| {
            Ok(entries.iter().map(|(body, part)| own.add(body.clone(), part.clone())).collect())
        })
    }

    /// As [`Hall::write`], for entries that name earlier ones. `build` runs on a refreshed
    /// state, and again when another process wrote in between; it may read
    /// [`Hall::state`], but must let go of it before it returns, and must not write by
    /// other ways. When it adds nothing, nothing is written.
    ///
    /// # Errors
    /// What `build` returns; [`HubError::Unavailable`], [`HubError::Damaged`].
    pub fn write_with<T>(
        &self,
        mut build: impl FnMut(&mut OwnEntries) -> Result<T, HubError>,
    ) -> Result<T, HubError> {
        let _writing = self.writing();
        for _ in 0..TRIES {
            if self.is_behind()? {
                self.fold_stored()?;
            }
            let mut own = self.own_entries()?;
            let built = build(&mut own)?;
            if own.is_empty() {
                return Ok(built);
            }
            let batches = own.seal(&self.keys.identity)?;
            let pieces: Vec<_> = batches.iter().map(OwnBatch::piece).collect();
            match self.store.append_with_keys(&pieces, own.clock(), own.keys())? {
                Appended::Stored { before, arrivals } => {
                    let mut rest = own.entries();
                    let mut chunks = Vec::with_capacity(arrivals.len());
                    for (arrival, piece) in arrivals.iter().zip(&pieces) {
                        let count = usize::try_from(piece.count).unwrap_or(usize::MAX);
                        let (entries, later) = rest.split_at(count.min(rest.len()));
                        chunks.push((*arrival, entries));
                        rest = later;
                    }
                    self.fold_new(before, &chunks)?;
                    return Ok(built);
                }
                Appended::Moved(_) => {}
            }
        }
        Err(HubError::Unavailable("other processes write to it all the time".to_owned()))
    }

    /// One entry as it is stored; `None` when there is none with this id.
    ///
    /// # Errors
    /// [`HubError::Unavailable`], [`HubError::Damaged`].
    pub fn entry(&self, id: EntryId) -> Result<Option<Entry>, HubError> {
        self.unpacked.entry(id, self.store.as_ref())
    }

    /// Unpacked chunks may hold what was erased meanwhile.
    pub(crate) fn forget_unpacked(&self) {
        self.unpacked.forget();
    }

    /// Notes how far a phone says it has read the control log. Beyond its end is the log of
    /// an earlier life, which says nothing of this one.
    pub(crate) fn note_contact(&self, device: DeviceId, control: u64) -> Result<(), HubError> {
        let length = self.folded().logs.items(Log::Control).map_or(0, |items| items.len());
        if control > length as u64 {
            return Ok(());
        }
        Ok(self.store.note_contact(device, control, self.now())?)
    }

    /// The published guides.
    ///
    /// # Errors
    /// [`HubError::Unavailable`], [`HubError::Damaged`].
    pub fn pack(&self) -> Result<Arc<Pack>, HubError> {
        match self.published_pack()? {
            Some(opened) => Ok(opened.pack),
            None => Err(HubError::Damaged("no published guides can be read".to_owned())),
        }
    }

    /// The guides in force; `None` when none can be used.
    ///
    /// # Errors
    /// [`HubError::Unavailable`].
    pub fn published_pack(&self) -> Result<Option<Opened>, HubError> {
        let published: Vec<_> = self.state().control.packs().map(|(_, pack)| *pack).collect();
        self.shelf.take(&published, &self.keys.public(), self.store.as_ref())
    }

    /// A pack that was once published; `None` when its file isn't here as it was.
    ///
    /// # Errors
    /// [`HubError::Unavailable`].
    pub fn earlier_pack(&self, published: PackPublished) -> Result<Option<Opened>, HubError> {
        pack::open_stored(published, &self.keys.public(), self.store.as_ref())
    }

    /// Keeps a signed pack file. Only an entry puts it in force.
    pub(crate) fn keep_pack(&self, published: PackPublished, file: &[u8]) -> Result<(), HubError> {
        Ok(self.store.add_pack(published.version, published.digest, file)?)
    }

    /// Keeps the figures of a frozen report. The same number with the same bytes again
    /// changes nothing.
    ///
    /// # Errors
    /// [`HubError::Refused`] when the number has other figures; [`HubError::Unavailable`].
    pub fn save_report(&self, number: u32, json: &[u8]) -> Result<(), HubError> {
        if self.store.add_report(number, json)? {
            return Ok(());
        }
        Err(HubError::Refused(format!(
            "report {number} is frozen with other figures; freeze this one under the next number"
        )))
    }

    /// The keys by which imported lists know households and residents.
    ///
    /// # Errors
    /// [`HubError::Unavailable`], [`HubError::Damaged`].
    pub fn import_keys(&self) -> Result<Vec<ImportKey>, HubError> {
        Ok(self.store.import_keys()?)
    }

    /// Keeps what the officer typed for the report, for the next one too.
    ///
    /// # Errors
    /// [`HubError::Unavailable`].
    pub fn save_typed_rows(&self, json: &[u8]) -> Result<(), HubError> {
        Ok(self.store.save_typed_rows(json)?)
    }

    /// What the officer typed for the report; `None` when nothing was.
    ///
    /// # Errors
    /// [`HubError::Unavailable`].
    pub fn typed_rows(&self) -> Result<Option<Vec<u8>>, HubError> {
        Ok(self.store.typed_rows()?)
    }

    /// How many backups of this hall are kept in a folder.
    ///
    /// # Errors
    /// [`HubError::Unavailable`].
    pub fn kept_backups(&self) -> Result<u32, HubError> {
        Ok(self.store.kept_backups()?)
    }

    /// Sets how many backups of this hall are kept in a folder.
    ///
    /// # Errors
    /// [`HubError::Unavailable`].
    pub fn keep_backups(&self, count: u32) -> Result<(), HubError> {
        Ok(self.store.keep_backups(count)?)
    }

    /// The numbers of the kept reports, in order.
    ///
    /// # Errors
    /// [`HubError::Unavailable`].
    pub fn reports(&self) -> Result<Vec<u32>, HubError> {
        Ok(self.store.reports()?)
    }

    /// The figures of a frozen report, as they were saved.
    ///
    /// # Errors
    /// [`HubError::Unavailable`].
    pub fn report(&self, number: u32) -> Result<Option<Vec<u8>>, HubError> {
        Ok(self.store.report(number)?)
    }

    /// Writes the checkpoint of the state, so that the next start is quick.
    ///
    /// # Errors
    /// [`HubError::Unavailable`], [`HubError::Damaged`].
    pub fn save_checkpoint(&self) -> Result<bool, HubError> {
        let mut folded = self.folded.write().unwrap_or_else(PoisonError::into_inner);
        checkpoint::save(&mut folded, self.store.as_ref())
    }

    /// The arrival of the last chunk that this process folded.
    #[must_use]
    pub fn folded_to(&self) -> u64 {
        self.folded().arrival
    }

    /// How many entries the stored checkpoint lacks.
    #[must_use]
    pub fn unsaved_entries(&self) -> u64 {
        self.folded().unsaved.entries
    }
}
