//! A phone proves its key over a nonce and gets a token for some minutes. Both live in
//! the memory of this process alone: after a restart a phone proves itself again.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::response::Response;
use camtay_journal::bytes::to_hex;
use camtay_journal::entry::ClockFixed;
use camtay_journal::fold::DeviceStanding;
use camtay_journal::ids::{DeviceId, Seq};
use camtay_journal::keys::Purpose;
use camtay_journal::wire::{ClockMark, NonceAnswer, TokenAnswer, TokenRequest, token_proof};

use super::{App, Refused, json, message};
use crate::web::peer::Peer;
use crate::{Hall, HubError};

/// How long a nonce is good, in seconds.
const NONCE_GOOD_FOR: i64 = 60;

/// How long a token is good, in seconds.
const TOKEN_GOOD_FOR: u32 = 600;

/// How many nonces, and how many tokens, are remembered; the oldest go first.
const REMEMBERED: usize = 20_000;

/// How far a phone's clock may be from what is known of it, in seconds, before that is
/// written down.
const CLOCK_TOLERANCE: i64 = 120;

/// How much of what a phone noticed of its clock is listened to.
const MOST_MARKS: usize = 64;

/// Nonces and tokens that are good now.
#[derive(Default)]
pub struct Tokens {
    nonces: Mutex<Remembered<()>>,
    tokens: Mutex<Remembered<DeviceId>>,
}

/// Values by a random text, each good until a moment; bounded.
struct Remembered<T> {
    values: HashMap<String, (T, i64)>,
    order: VecDeque<String>,
}

impl<T> Default for Remembered<T> {
    fn default() -> Self {
        Self { values: HashMap::new(), order: VecDeque::new() }
    }
}

impl<T> Remembered<T> {
    fn insert(&mut self, text: String, value: T, good_until: i64) {
        while self.order.len() >= REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.values.remove(&oldest);
        }
        self.order.push_back(text.clone());
        self.values.insert(text, (value, good_until));
    }
}

impl Tokens {
    fn give_nonce(&self, nonce: String, now: i64) {
        let mut nonces = self.nonces.lock().unwrap_or_else(PoisonError::into_inner);
        nonces.insert(nonce, (), now + NONCE_GOOD_FOR);
    }

    /// Whether a nonce is good; it isn't any more afterwards.
    fn use_nonce(&self, nonce: &str, now: i64) -> bool {
        let mut nonces = self.nonces.lock().unwrap_or_else(PoisonError::into_inner);
        nonces.values.remove(nonce).is_some_and(|((), good_until)| now <= good_until)
    }

    fn give_token(&self, token: String, device: DeviceId, now: i64) {
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        tokens.insert(token, device, now + i64::from(TOKEN_GOOD_FOR));
    }

    /// The phone that a token was given to, while it is good.
    #[must_use]
    pub fn device(&self, token: &str, now: i64) -> Option<DeviceId> {
        let tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        let (device, good_until) = tokens.values.get(token)?;
        (now <= *good_until).then_some(*device)
    }
}

pub async fn nonce(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refused> {
    let now = app.hall.now();
    app.allowances.nonces.take(Peer::who_sent(&request), now)?;
    let nonce = to_hex(&app.hall.random_bytes::<16>());
    app.tokens.give_nonce(nonce.clone(), now);
    Ok(message(NonceAnswer { nonce, now, generation: Some(app.hall.generation()) }))
}

pub async fn token(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refused> {
    let asked: TokenRequest = json(request).await?;
    if !app.tokens.use_nonce(&asked.nonce, app.hall.now()) {
        return Err(HubError::TokenNeeded.into());
    }
    let (device, door) = (asked.device, Arc::clone(&app));
    app.work(move |hall| {
        hall.refresh()?;
        prove(hall, &asked)?;
        // Not before: only the phone itself uses up what it may ask.
        door.allowances.tokens.take(device, hall.now())?;
        fix_clock(hall, &asked)
    })
    .await?;
    let token = to_hex(&app.hall.random_bytes::<16>());
    app.tokens.give_token(token.clone(), device, app.hall.now());
    Ok(message(TokenAnswer { token, good_for: TOKEN_GOOD_FOR }))
}

fn prove(hall: &Hall, asked: &TokenRequest) -> Result<(), HubError> {
    let key = hall.state().control.enrolment(asked.device).map(|it| it.key);
    let key = key.ok_or(HubError::NotLetIn(DeviceStanding::Pending))?;
    let proof = token_proof(hall.device(), asked.device, &asked.nonce, asked.now);
    key.verify(Purpose::Request, &proof, &asked.proof)
        .map_err(|_| HubError::BadRequest("the phone did not prove its key"))
}

/// Writes down how far off the moments of the entries are that the phone hands in next,
/// where that isn't known yet. A hall whose own clock is doubtful measures nothing.
fn fix_clock(hall: &Hall, asked: &TokenRequest) -> Result<(), HubError> {
    let device = asked.device;
    let now = hall.now();
    let offset = now.saturating_sub(asked.now);
    hall.measured.note(now, device, offset);
    if let Some(doubt) = hall.doubt()? {
        tracing::warn!(%doubt, "a phone's clock was not measured");
        return Ok(());
    }
    let missing = || -> Result<Vec<ClockFixed>, HubError> {
        let from_seq = hall.mark(device)?.next_seq;
        let state = hall.state();
        let control = &state.control;
        if control.standing(device) != Some(DeviceStanding::Approved) {
            return Ok(Vec::new());
        }
        let wanted = offsets(device, from_seq, offset, &asked.marks);
        let known = wanted.iter().all(|fix| {
            let known = control.clock_offset(device, fix.from_seq);
            fix.offset.abs_diff(known) <= CLOCK_TOLERANCE as u64
        });
        // One alone would hold for the entries of the next one too.
        Ok(if known { Vec::new() } else { wanted })
    };
    if missing()?.is_empty() {
        return Ok(());
    }
    hall.write_with(|own| {
        for fix in missing()? {
            own.add(fix, None);
        }
        Ok(())
    })
}

/// True time minus the moments of the entries from `from_seq` on: the wall clock's
/// `offset`, less what the phone noticed that its moments were ahead of it.
fn offsets(device: DeviceId, from_seq: Seq, offset: i64, marks: &[ClockMark]) -> Vec<ClockFixed> {
    let mut fixes = vec![ClockFixed { device, from_seq, offset }];
    for mark in marks.iter().take(MOST_MARKS) {
        let offset = offset.saturating_sub(mark.ahead);
        match fixes.last_mut() {
            Some(last) if mark.from_seq <= last.from_seq => last.offset = offset,
            _ => fixes.push(ClockFixed { device, from_seq: mark.from_seq, offset }),
        }
    }
    fixes
}
