//! Requests as bytes against the hall's real router, in this process: a real store, a phone
//! that is let in, the same reading of HTTP as on the network.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use camtay_hub::api::{self, App};
use camtay_hub::create::{NewHall, create};
use camtay_hub::place::Place;
use camtay_hub::web::Conversation;
use camtay_hub::web::limits::Limits;
use camtay_hub::web::peer::Peer;
use camtay_hub::{Hall, enrolment};
use camtay_journal::bytes::to_hex;
use camtay_journal::entry::{
    PersonalPart, TeamDefined, TeamJoined, VillageDefined, VolunteerDefined, VolunteerKind,
};
use camtay_journal::ids::{TeamId, VillageId, VolunteerId};
use camtay_journal::keys::{Purpose, Signer};
use camtay_journal::vietnamese::Day;
use camtay_journal::wire::{
    EnrolRequest, NonceAnswer, TokenAnswer, TokenRequest, enrol_proof, path, safety_code,
    token_proof,
};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::runtime::Runtime;
use tower::ServiceExt;

use super::choice;
use crate::keys::PHONE;

/// Stands in an input for the token that is good just now.
pub(crate) const TOKEN: &[u8] = b"TTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTT";

/// After so many seconds of the hall's clock the phone proves itself again.
const TOKEN_LASTS: i64 = 500;

/// When the hall's clock begins, Unix seconds.
const MORNING: i64 = 1_795_140_000;

struct World {
    hall: Arc<Hall>,
    clock: Arc<AtomicI64>,
    router: Router,
    conversation: Conversation,
    token: String,
    token_from: i64,
    runtime: Runtime,
    _folder: TempDir,
}

static WORLD: LazyLock<Mutex<World>> = LazyLock::new(|| Mutex::new(World::new()));

impl World {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(AtomicI64::new(MORNING));
        let source = || {
            let clock = Arc::clone(&clock);
            Arc::new(move || clock.load(Ordering::SeqCst)) as camtay_hub::hall::ClockSource
        };
        let new = NewHall {
            commune_code: "19405".to_owned(),
            commune_name: "xã Ái Tử".to_owned(),
            village_word: None,
            addresses: vec!["127.0.0.1:8443".to_owned()],
        };
        let place = Place::new(&folder.path().join("hall"), None);
        create(&place, &new, source(), [1; 32]).unwrap();
        let hall = Arc::new(Hall::open(&place, source(), [2; 32]).unwrap());
        add_volunteer(&hall);
        let invitation = enrolment::invite(&hall, "n0", vec!["127.0.0.1:8443".to_owned()]).unwrap();
        let code = invitation.code;
        let proof = PHONE.sign(Purpose::Request, &enrol_proof(hall.device(), &code)).unwrap();
        let key = PHONE.public_key();
        enrolment::show_code(&hall, &EnrolRequest { code: to_hex(&code), key, proof }).unwrap();
        let digits = safety_code(&invitation.hall, &key, &code);
        enrolment::approve(&hall, &digits, &[]).unwrap();

        // A head that never ends must not cost a second each time.
        let limits = Limits { head: Duration::from_millis(20), ..Limits::default() };
        let router = {
            let _inside = runtime.enter();
            api::router(App::within(limits, Arc::clone(&hall)))
        };
        let conversation = Conversation::new(router.clone(), limits).to_the_end();
        let mut world = Self {
            hall,
            clock,
            router,
            conversation,
            token: String::new(),
            token_from: 0,
            runtime,
            _folder: folder,
        };
        world.prove();
        world
    }

    fn now(&self) -> i64 {
        self.clock.load(Ordering::SeqCst)
    }

    /// Asks for a token as the phone does.
    fn prove(&mut self) {
        self.token_from = self.now();
        let nonce: NonceAnswer = self.ask(Request::get(path::NONCE).body(Body::empty()).unwrap());
        let (hall, device) = (self.hall.device(), PHONE.public_key().device());
        let proof = token_proof(hall, device, &nonce.nonce, self.token_from);
        let asked = TokenRequest {
            device,
            nonce: nonce.nonce,
            now: self.token_from,
            proof: PHONE.sign(Purpose::Request, &proof).unwrap(),
            marks: Vec::new(),
        };
        let body = Body::from(serde_json::to_vec(&asked).unwrap());
        let answer: TokenAnswer = self.ask(Request::post(path::TOKEN).body(body).unwrap());
        self.token = answer.token;
    }

    fn ask<T: serde::de::DeserializeOwned>(&self, request: Request<Body>) -> T {
        self.runtime.block_on(async {
            let answer = self.router.clone().oneshot(request).await.unwrap();
            let body = axum::body::to_bytes(answer.into_body(), 1 << 20).await.unwrap();
            serde_json::from_slice(&body).unwrap()
        })
    }

    fn talk(&self, said: Vec<u8>, http2: bool) -> Vec<u8> {
        let peer = Peer::of(IpAddr::from(Ipv4Addr::LOCALHOST));
        let conversation = self.conversation.clone();
        self.runtime.block_on(async move {
            let (mut ours, theirs) = tokio::io::duplex(1 << 20);
            // Gone when this ends: the hall doesn't stop before.
            let (_going, stopped) = tokio::sync::watch::channel(());
            let talking =
                tokio::spawn(async move { conversation.hold(theirs, http2, peer, stopped).await });
            let mut heard = Vec::new();
            if ours.write_all(&said).await.is_ok() {
                let _ = ours.shutdown().await;
            }
            let _ = ours.read_to_end(&mut heard).await;
            talking.await.unwrap();
            heard
        })
    }
}

fn add_volunteer(hall: &Hall) {
    let day = Day::from_ymd(2025, 7, 1).unwrap();
    let named = |name: &str| PersonalPart { name: Some(name.to_owned()), ..Default::default() };
    hall.write_with(|own| {
        let village = VillageId(own.add(
            VillageDefined {
                village: None,
                key: "v0".to_owned(),
                name: "Suối Môn".to_owned(),
                valid_from: day,
                valid_to: None,
                successor: None,
            },
            None,
        ));
        let team = TeamDefined {
            team: None,
            key: "t0".to_owned(),
            name: "Tổ Suối Môn".to_owned(),
            villages: vec![village],
            ended: None,
        };
        let team = TeamId(own.add(team, None));
        let kind = VolunteerKind::YouthUnion;
        let volunteer =
            VolunteerDefined { volunteer: None, key: "n0".to_owned(), kind, trained: None };
        let volunteer = VolunteerId(own.add(volunteer, Some(named("Lê Thị Hoa"))));
        own.add(TeamJoined { team, volunteer, on: day }, None);
        Ok(())
    })
    .unwrap();
}

/// What a client says, to the end: the first byte chooses HTTP/2, the rest are the bytes.
/// The hall may refuse anything; it may not break, which it tells as 500 or 503.
pub fn http(data: &[u8]) {
    let (choice, data) = choice(data);
    let mut world = WORLD.lock().unwrap_or_else(PoisonError::into_inner);
    // Time passes, so that nothing is refused only because it was asked so often.
    world.clock.fetch_add(2, Ordering::SeqCst);
    if world.now() - world.token_from > TOKEN_LASTS {
        world.prove();
    }
    let said = with_token(data, world.token.as_bytes());
    let heard = world.talk(said, choice == 2);
    for broken in [&b"HTTP/1.1 500"[..], b"HTTP/1.1 503"] {
        assert!(
            !heard.windows(broken.len()).any(|piece| piece == broken),
            "{}",
            String::from_utf8_lossy(&heard)
        );
    }
}

fn with_token(data: &[u8], token: &[u8]) -> Vec<u8> {
    let mut said = data.to_vec();
    let places: Vec<usize> = data
        .windows(TOKEN.len())
        .enumerate()
        .filter(|(_, piece)| *piece == TOKEN)
        .map(|(at, _)| at)
        .collect();
    for at in places {
        if let Some(place) = said.get_mut(at..at + TOKEN.len()) {
            place.copy_from_slice(token);
        }
    }
    said
}
