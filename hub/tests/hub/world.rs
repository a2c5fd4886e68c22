//! A hall in a temporary folder with a clock that tests move, and phones that speak to its
//! router in memory.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body as HttpBody, Bytes};
use axum::http::{HeaderMap, Request};
use camtay_hub::api::{self, App};
use camtay_hub::create::{NewHall, create};
use camtay_hub::hall::ClockSource;
use camtay_hub::place::Place;
use camtay_hub::{Hall, enrolment, ingest};
use camtay_journal::bytes::to_hex;
use camtay_journal::chain::Head;
use camtay_journal::clock::Clock;
use camtay_journal::codec::batch::Batch;
use camtay_journal::entry::{
    Body, Entry, Personal, PersonalPart, Sealed, TeamDefined, TeamJoined, VillageDefined,
    VolunteerDefined, VolunteerKind,
};
use camtay_journal::ids::{DeviceId, EntryId, TeamId, VillageId, VolunteerId};
use camtay_journal::keys::{PublicKey, Purpose, Signer, SoftwareKey};
use camtay_journal::seal::OpeningKey;
use camtay_journal::vietnamese::Day;
use camtay_journal::wire::{
    EnrolRequest, Invitation, NonceAnswer, Page, Receipt, Refusal, RefusalKind, TokenAnswer,
    TokenRequest, Watermark, enrol_proof, path, safety_code, token_proof,
};
use rand::SeedableRng;
use rand::rngs::StdRng;
use tower::ServiceExt;

/// 20 November 2026, 9 o'clock in Việt Nam.
pub const MORNING: i64 = 1_795_140_000;

pub struct World {
    pub folder: PathBuf,
    pub place: Place,
    pub clock: Arc<AtomicI64>,
    pub hall: Arc<Hall>,
    pub router: Router,
    pub villages: Vec<VillageId>,
    pub recovery: OpeningKey,
    _dir: tempfile::TempDir,
}

pub fn clock_source(clock: &Arc<AtomicI64>) -> ClockSource {
    let clock = Arc::clone(clock);
    Arc::new(move || clock.load(Ordering::SeqCst))
}

impl World {
    /// A hall with these many villages (keys `v0`, `v1`, …), and one volunteer for each
    /// (`n0`, `n1`, …) in the village's team.
    pub fn new(villages: usize) -> Self {
        Self::seeded(villages, 1)
    }

    /// Another seed is another hall.
    pub fn seeded(villages: usize, seed: u8) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("hall");
        let clock = Arc::new(AtomicI64::new(MORNING));
        let new = NewHall {
            commune_code: "19405".to_owned(),
            commune_name: "xã Ái Tử".to_owned(),
            village_word: None,
            addresses: vec!["127.0.0.1:8443".to_owned()],
        };
        let place = Place::new(&folder, None);
        let recovery = create(&place, &new, clock_source(&clock), [seed; 32]).unwrap().recovery;
        let hall = Arc::new(Hall::open(&place, clock_source(&clock), [2; 32]).unwrap());
        let villages = add_villages(&hall, villages);
        let router = api::router(App::new(Arc::clone(&hall)));
        Self { folder, place, clock, hall, router, villages, recovery, _dir: dir }
    }

    /// Another process on the same folder.
    pub fn other_process(&self) -> Hall {
        Hall::open(&self.place, clock_source(&self.clock), [3; 32]).unwrap()
    }

    /// The hall stops and starts again; what wasn't stored is gone.
    pub fn restart(&mut self) {
        self.hall = Arc::new(self.other_process());
        self.router = api::router(App::new(Arc::clone(&self.hall)));
    }

    pub fn pass(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    pub fn now(&self) -> i64 {
        self.clock.load(Ordering::SeqCst)
    }

    /// The store, to be looked at and edited by hand.
    pub fn store_by_hand(&self) -> rusqlite::Connection {
        let connection = rusqlite::Connection::open(self.folder.join("hall.db")).unwrap();
        camtay_hub::store::unlock(&connection, &self.hall.keys().store).unwrap();
        connection
    }

    /// An enrolled and approved phone of volunteer `n{number}`.
    pub fn phone(&self, number: usize) -> Phone {
        let phone = self.waiting_phone(number, number as u64 + 100);
        enrolment::approve(&self.hall, &phone.digits, &[]).unwrap();
        phone
    }

    /// A phone that showed its code.
    pub fn waiting_phone(&self, number: usize, seed: u64) -> Phone {
        let invitation = self.invitation(number);
        let phone = Phone::new(&invitation, seed);
        enrolment::show_code(&self.hall, &phone.enrol_request()).unwrap();
        phone
    }

    pub fn invitation(&self, number: usize) -> Invitation {
        let addresses = vec!["127.0.0.1:8443".to_owned()];
        enrolment::invite(&self.hall, &format!("n{number}"), addresses).unwrap()
    }

    pub async fn call(&self, request: Request<HttpBody>) -> Result<Bytes, Refusal> {
        self.call_with_headers(request).await.map(|(_, body)| body).map_err(|(_, it)| it)
    }

    pub async fn call_with_headers(
        &self,
        request: Request<HttpBody>,
    ) -> Result<(HeaderMap, Bytes), (HeaderMap, Refusal)> {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        if status.is_success() {
            return Ok((headers, body));
        }
        let refusal: Refusal = serde_json::from_slice(&body).unwrap();
        assert!(refusal.request > 0, "a refusal names its request");
        Err((headers, refusal))
    }

    /// Takes in what the phone has from `from` on, without the network.
    pub fn take(&self, phone: &Phone, from: usize, to: usize) -> Result<u64, camtay_hub::HubError> {
        let batch = Bytes::from(phone.batch(from, to));
        let arrived = ingest::check(&self.hall, phone.device(), batch)?;
        let result = ingest::take_in(&self.hall, &[arrived]).remove(0);
        result.map(|mark| mark.next_seq)
    }
}

fn add_villages(hall: &Hall, count: usize) -> Vec<VillageId> {
    let first_day = Day::from_ymd(2025, 7, 1).unwrap();
    hall.write_with(|own| {
        let mut villages = Vec::new();
        for number in 0..count {
            let village = VillageDefined {
                village: None,
                key: format!("v{number}"),
                name: format!("Thôn {number}"),
                valid_from: first_day,
                valid_to: None,
                successor: None,
            };
            let village = VillageId(own.add(village, None));
            let team = TeamDefined {
                team: None,
                key: format!("t{number}"),
                name: format!("Tổ {number}"),
                villages: vec![village],
                ended: None,
            };
            let team = TeamId(own.add(team, None));
            let volunteer = VolunteerDefined {
                volunteer: None,
                key: format!("n{number}"),
                kind: VolunteerKind::YouthUnion,
                trained: None,
            };
            let volunteer = VolunteerId(own.add(volunteer, Some(named("Lê Thị Hoa"))));
            own.add(TeamJoined { team, volunteer, on: first_day }, None);
            villages.push(village);
        }
        Ok(villages)
    })
    .unwrap()
}

pub fn named(name: &str) -> PersonalPart {
    PersonalPart { name: Some(name.to_owned()), ..PersonalPart::default() }
}

/// A phone with its own chain, but no store.
pub struct Phone {
    pub key: SoftwareKey,
    pub hall: PublicKey,
    pub code: [u8; 16],
    pub digits: String,
    pub entries: Vec<Entry>,
    pub clock: Clock,
    random: StdRng,
}

impl Phone {
    pub fn new(invitation: &Invitation, seed: u64) -> Self {
        let mut random = StdRng::seed_from_u64(seed);
        let key = SoftwareKey::generate(&mut random);
        let digits = safety_code(&invitation.hall, &key.public_key(), &invitation.code);
        Self {
            key,
            hall: invitation.hall,
            code: invitation.code,
            digits,
            entries: Vec::new(),
            clock: Clock::default(),
            random,
        }
    }

    pub fn device(&self) -> DeviceId {
        self.key.public_key().device()
    }

    pub fn enrol_request(&self) -> EnrolRequest {
        let message = enrol_proof(self.hall.device(), &self.code);
        EnrolRequest {
            code: to_hex(&self.code),
            key: self.key.public_key(),
            proof: self.key.sign(Purpose::Request, &message).unwrap(),
        }
    }

    /// Writes an entry at `now`.
    pub fn add(&mut self, now: i64, body: impl Into<Body>) -> EntryId {
        self.add_with(now, body, None)
    }

    pub fn add_with(
        &mut self,
        now: i64,
        body: impl Into<Body>,
        part: Option<PersonalPart>,
    ) -> EntryId {
        let id = EntryId { device: self.device(), seq: self.entries.len() as u64 + 1 };
        let personal =
            part.map_or(Personal::None, |part| Personal::Here(Sealed::new(part, &mut self.random)));
        let at = self.clock.tick(now);
        self.entries.push(Entry { id, at, body: body.into(), personal });
        id
    }

    /// Signs entries number `from` (0 is the first) up to before `to`.
    pub fn batch(&self, from: usize, to: usize) -> Vec<u8> {
        let hall = self.hall.device();
        let before = Head::start(hall, self.device()).after_all(&self.entries[..from]);
        Batch::seal(hall, before, &self.entries[from..to], &self.key).unwrap()
    }

    pub async fn token(&self, world: &World) -> Result<String, Refusal> {
        self.token_with_clock(world, world.now()).await
    }

    pub async fn token_with_clock(&self, world: &World, now: i64) -> Result<String, Refusal> {
        let nonce: NonceAnswer = json(&world.call(get(path::NONCE, None)).await?);
        let asked = self.token_request(&nonce.nonce, now);
        let answer = world.call(post(path::TOKEN, None, to_json(&asked))).await?;
        Ok(json::<TokenAnswer>(&answer).token)
    }

    pub fn token_request(&self, nonce: &str, now: i64) -> TokenRequest {
        let message = token_proof(self.hall.device(), self.device(), nonce, now);
        TokenRequest {
            device: self.device(),
            nonce: nonce.to_owned(),
            now,
            proof: self.key.sign(Purpose::Request, &message).unwrap(),
            marks: Vec::new(),
        }
    }

    pub async fn watermark(&self, world: &World, token: &str) -> Result<Watermark, Refusal> {
        Ok(json(&world.call(get(path::WATERMARK, Some(token))).await?))
    }

    pub async fn send(
        &self,
        world: &World,
        token: &str,
        batch: Vec<u8>,
    ) -> Result<Receipt, Refusal> {
        let answer = world.call(post(path::BATCHES, Some(token), batch)).await?;
        Ok(Receipt::open(&answer, &self.hall).unwrap())
    }

    pub async fn page(
        &self,
        world: &World,
        token: &str,
        log: &str,
        from: u64,
    ) -> Result<Page, Refusal> {
        let asked = format!("{}?log={log}&from={from}", path::PAGES);
        let answer = world.call(get(&asked, Some(token))).await?;
        Ok(Page::open(&answer, &self.hall).unwrap())
    }
}

pub fn get(path: &str, token: Option<&str>) -> Request<HttpBody> {
    request("GET", path, token, Vec::new())
}

pub fn post(path: &str, token: Option<&str>, body: Vec<u8>) -> Request<HttpBody> {
    request("POST", path, token, body)
}

fn request(method: &str, path: &str, token: Option<&str>, body: Vec<u8>) -> Request<HttpBody> {
    let mut request = Request::builder().method(method).uri(path);
    if let Some(token) = token {
        request = request.header("authorization", format!("camtay {token}"));
    }
    request.body(HttpBody::from(body)).unwrap()
}

pub fn json<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> T {
    serde_json::from_slice(bytes).unwrap()
}

pub fn to_json(value: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap()
}

pub fn kind<T: std::fmt::Debug>(result: Result<T, Refusal>) -> RefusalKind {
    result.unwrap_err().kind
}
