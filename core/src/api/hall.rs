//! The phone and its hall: enrolment, hand-in, pull.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use camtay_journal::keys::Signer;
use camtay_journal::wire::Log;

use super::visit::Visit;
use super::{Core, Error, HandInListener, HandInProgress, Inner, LogLevel};
use crate::error::{CoreError, HallProblem};
use crate::net::client::HallClient;
use crate::net::enrol;
use crate::net::patience::Cancel;
use crate::net::upload::plan::Pace;
use crate::net::upload::{self, Sent};
use crate::net::{Desk, NetError, Pulled, pull, take_standing};
use crate::orders::{self, Obeyed};
use crate::outbox::Shelf;
use crate::phone::PhoneStatus;
use crate::store::{HallRecord, MOST_ADDRESSES};

/// How this phone stands with its hall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It waits for the officer's yes.
    Pending,
    /// It belongs to the hall.
    Approved,
    /// Suspended for the time being.
    Suspended,
    /// Revoked for good.
    Revoked,
}

/// An enrolment, as far as the phone knows.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Enrolment {
    /// How the hall last said the phone stands; `None` before it was asked.
    pub standing: Option<Standing>,
    /// The six digits to compare with the officer's screen, while they matter.
    pub safety_code: Option<String>,
}

/// What a hand-in came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct HandInResult {
    /// How many entries it brought to the hall.
    pub entries: u64,
    /// When the hall confirmed them, by its clock, Unix seconds; `None` when nothing was
    /// ever recorded.
    pub confirmed_at: Option<i64>,
    /// By how many seconds the hall's clock is ahead of the phone's.
    pub clock_off: i64,
}

/// What a pull brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct PullResult {
    /// How many entries came.
    pub entries: u64,
    /// Whether new guides came.
    pub new_guides: bool,
    /// Whether the hall offered guides that can't be used; the old ones stay.
    pub bad_guides: bool,
    /// By how many seconds the hall's clock is ahead of the phone's.
    pub clock_off: i64,
}

#[uniffi::export(async_runtime = "tokio")]
impl Core {
    /// Shows a hall the code of its QR. The store must be open; the hall is pinned, and
    /// the phone waits for the officer. Returns the safety code that stands on both
    /// screens.
    pub async fn enrol(&self, invitation: String) -> Result<String, Error> {
        let core = &*self.inner;
        let enrolled = async {
            core.store(|_| Ok(()))?;
            enrol::enrol(core, &core.signer()?, &invitation).await
        };
        core.told("enrol", enrolled.await)
    }

    /// Asks the hall how this phone stands.
    pub async fn ask_standing(&self) -> Result<Standing, Error> {
        let core = &*self.inner;
        let asked = async {
            let visit = core.visit().await?;
            let standing = enrol::ask_standing(core, &visit.link(core)).await?;
            core.remember_address(&visit.client)?;
            read_standing(&standing)
        };
        let asked = core.told("ask_standing", asked.await);
        core.obey().await;
        asked
    }

    /// Asks the hall for its order to this phone, with the store open or not, and carries
    /// it out: a phone that the hall ordered to forget everything is wiped when this
    /// returns, unless its outbox could not be sent. How the phone stands then.
    pub async fn check_in(&self) -> Result<PhoneStatus, Error> {
        let core = &*self.inner;
        core.told("check_in", core.check_in().await)?;
        core.obey().await;
        self.status()
    }

    /// Brings lists, records of the assigned villages and guides up to date. Needs no
    /// cancelling: drop it, and what has come stays.
    pub async fn pull(&self) -> Result<PullResult, Error> {
        let core = &*self.inner;
        let pulled = async {
            match core.pull_once().await {
                Err(fork) if core.went_on_anew(&fork).await? => core.pull_once().await,
                pulled => pulled,
            }
        };
        let pulled = pulled.await;
        let pulled = core.told("pull", pulled);
        core.obey().await;
        // What was erased at the hall must not stay in the outbox either.
        core.renew_outbox();
        pulled
    }
}

#[uniffi::export]
impl Core {
    /// The enrolment, as far as this phone knows.
    pub fn enrolment(&self) -> Result<Enrolment, Error> {
        self.with("enrolment", |phone| {
            let store = phone.store()?;
            let standing = match store.standing()? {
                Some(standing) => Some(read_standing(&standing.standing)?),
                None => None,
            };
            let key = phone.device_key()?.public_key();
            let safety_code = store.hall()?.and_then(|hall| enrol::waiting_code(&hall, &key));
            Ok(Enrolment { standing, safety_code })
        })
    }

    /// Further addresses (`host:port`) to look for the hall at, tried first: found on the
    /// network, typed. Only the pinned key decides whether it is the hall.
    pub fn add_addresses(&self, addresses: Vec<String>) -> Result<(), Error> {
        self.inner.told("add_addresses", self.inner.put_first(&addresses))
    }

    /// A hand-in, ready to be run: what was recorded before it is run and the hall lacks.
    #[uniffi::method(default(listener = None))]
    pub fn hand_in(&self, listener: Option<Arc<dyn HandInListener>>) -> Result<Arc<HandIn>, Error> {
        Ok(self.hand_in_at(Pace::default(), listener))
    }
}

impl Core {
    /// A hand-in with batches of at most so many entries, to see what broken connections
    /// do between them.
    #[must_use]
    pub fn hand_in_batches_of(&self, most: u64) -> Arc<HandIn> {
        self.hand_in_at(Pace::of_at_most(most), None)
    }

    fn hand_in_at(&self, pace: Pace, listener: Option<Arc<dyn HandInListener>>) -> Arc<HandIn> {
        Arc::new(HandIn {
            inner: Arc::clone(&self.inner),
            cancel: Cancel::default(),
            sent: Mutex::new(Sent::default()),
            pace,
            listener,
        })
    }
}

/// One hand-in. It may break off at any byte; another one goes on from what the hall
/// has. What is recorded while it runs is for the next one.
#[derive(uniffi::Object)]
pub struct HandIn {
    inner: Arc<Inner>,
    cancel: Cancel,
    sent: Mutex<Sent>,
    pace: Pace,
    listener: Option<Arc<dyn HandInListener>>,
}

impl std::fmt::Debug for HandIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HandIn").field("sent", &self.sent).finish_non_exhaustive()
    }
}

#[uniffi::export(async_runtime = "tokio")]
impl HandIn {
    /// Hands in. Only one at a time on a phone.
    pub async fn run(&self) -> Result<HandInResult, Error> {
        let core = &*self.inner;
        let handed_in = self.run_alone().await;
        let handed_in = core.told("hand_in", handed_in);
        core.renew_outbox();
        if let Err(Error::Hall { problem: HallProblem::Suspended | HallProblem::Revoked }) =
            handed_in
        {
            // It gets nothing but the order, and what it recorded waits at the hall.
            let _told = core.told("hand_over", core.hand_over().await);
            core.obey().await;
        }
        handed_in
    }
}

impl HandIn {
    async fn run_alone(&self) -> Result<HandInResult, CoreError> {
        let _only = OnlyOne::take(&self.inner)?;
        match self.run_once().await {
            Err(fork) if self.inner.went_on_anew(&fork).await? => self.run_once().await,
            handed_in => handed_in,
        }
    }

    async fn run_once(&self) -> Result<HandInResult, CoreError> {
        let core = &*self.inner;
        let visit = core.visit().await?;
        let link = visit.link(core);
        let tell = |sent| self.tell(sent);
        let receipt = upload::hand_in(core, &link, &self.cancel, &tell, self.pace).await?;
        core.remember_address(&visit.client)?;
        core.store(|store| store.note_contact(core.now()))?;
        Ok(HandInResult {
            entries: self.progress().done,
            confirmed_at: receipt.map(|receipt| receipt.at),
            clock_off: link.clock_off().unwrap_or(0),
        })
    }
}

#[uniffi::export]
impl HandIn {
    /// Stops it, now or before it begins; what the hall has confirmed stays confirmed.
    pub fn cancel(&self) {
        self.cancel.cancel();
    }

    /// How far it is.
    pub fn progress(&self) -> HandInProgress {
        let Sent { total, done } = *self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        HandInProgress { total, done }
    }
}

impl HandIn {
    fn tell(&self, sent: Sent) {
        *self.sent.lock().unwrap_or_else(PoisonError::into_inner) = sent;
        if let Some(listener) = &self.listener {
            listener.progressed(self.progress());
        }
    }
}

/// The right to be the only hand-in; given back when it is dropped.
pub(super) struct OnlyOne<'a>(&'a Inner);

impl<'a> OnlyOne<'a> {
    pub(super) fn take(inner: &'a Inner) -> Result<Self, NetError> {
        if inner.handing_in.swap(true, Ordering::AcqRel) {
            Err(NetError::AlreadyRunning)
        } else {
            Ok(Self(inner))
        }
    }
}

impl Drop for OnlyOne<'_> {
    fn drop(&mut self) {
        self.0.handing_in.store(false, Ordering::Release);
    }
}

impl Inner {
    async fn pull_once(&self) -> Result<PullResult, CoreError> {
        let visit = self.visit().await?;
        let link = visit.link(self);
        let Pulled { entries, pack, bad_pack } =
            pull::pull(self, &link, &Cancel::default()).await?;
        self.remember_address(&visit.client)?;
        if let Some(why) = &bad_pack {
            let line = format!("pull: {why}; the guides in use stay");
            self.logger.log(LogLevel::Warning, line);
        }
        let clock_off = link.clock_off().unwrap_or(0);
        Ok(PullResult { entries, new_guides: pack, bad_guides: bad_pack.is_some(), clock_off })
    }

    /// Hears the hall's order.
    async fn check_in(&self) -> Result<(), CoreError> {
        if self.phone(|phone| Ok(phone.is_open()))? {
            let visit = self.visit().await?;
            let known = self.store(|store| store.log_position(Log::Control))?;
            let standing = visit.link(self).standing(known).await?;
            return take_standing(self, &standing);
        }
        let card = self.phone(|phone| Ok(Shelf::of(phone.folder()).card()?))?;
        let card = card.ok_or(NetError::NoHall)?;
        let client = self.client(card.hall, card.addresses)?;
        let visit = Visit { client, signer: self.signer()?, marks: Vec::new() };
        let standing = visit.link(self).standing(0).await?;
        orders::hear(&self.folder, &standing, &card.hall, card.device)?;
        Ok(())
    }

    /// Hears the hall's order and sends the outbox, also where it was given away before: a
    /// file may be lost on its way, and a hall with everything it was sent. The hall takes
    /// nothing twice.
    async fn hand_over(&self) -> Result<(), CoreError> {
        self.check_in().await?;
        self.send_outbox().await?;
        Ok(())
    }

    /// Carries out the hall's order, if there is one to carry out: the outbox is sent first.
    /// When that fails it is tried again at the next contact.
    pub(super) async fn obey(&self) {
        let obeyed = async {
            if self.phone(|phone| phone.obey())? == Obeyed::OutboxFirst {
                self.send_outbox().await?;
                self.phone(|phone| phone.obey())?;
            }
            Ok(())
        };
        let _told = self.told("obey", obeyed.await);
    }

    /// The same without the network: the outbox was just given away, or a file came.
    pub(super) fn obey_here(&self) {
        let _told = self.told("obey", self.phone(|phone| phone.obey()));
    }

    /// The address that answered is tried first the next time.
    fn remember_address(&self, client: &HallClient) -> Result<(), CoreError> {
        match client.answered_at() {
            Some(address) => self.put_first(&[address.to_owned()]),
            None => Ok(()),
        }
    }

    fn put_first(&self, first: &[String]) -> Result<(), CoreError> {
        let now = self.now();
        self.store(|store| {
            let hall = store.hall()?.ok_or(NetError::NoHall)?;
            if hall.addresses.starts_with(first) {
                return Ok(());
            }
            let rest = hall.addresses.iter().filter(|known| !first.contains(known));
            let addresses = first.iter().chain(rest).take(MOST_ADDRESSES).cloned().collect();
            store.save_hall(now, &HallRecord { addresses, ..hall })
        })
    }
}

fn read_standing(text: &str) -> Result<Standing, CoreError> {
    match text {
        "pending" => Ok(Standing::Pending),
        "approved" => Ok(Standing::Approved),
        "suspended" => Ok(Standing::Suspended),
        "revoked" => Ok(Standing::Revoked),
        _ => Err(NetError::BadAnswer("an unknown standing").into()),
    }
}
