//! Who takes too much of the hall, over real TLS: too large, too nested, too slow, too
//! many, too often. Times are shortened, so that the tests needn't wait; each test has one
//! limit that it runs into, all others are as in a commune.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use camtay_hub::web::{self, limits::Limits};
use camtay_journal::bytes::to_hex;
use camtay_journal::codec::batch::MAX_BATCH;
use camtay_journal::courier::{self, MAX_PARCEL};
use camtay_journal::successor;
use camtay_journal::wire::{Refusal, RefusalKind, path};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;

use crate::tls;
use crate::world::{Phone, World, get, json, kind, post, to_json};

/// A short time, for the one limit that a test is about.
const SOON: Duration = Duration::from_millis(100);

/// How long a hall that hangs up may take for it on a slow machine: less than any limit
/// that wasn't shortened and would end the connection too.
const PATIENCE: Duration = Duration::from_secs(45);

const HERE: [u8; 4] = [127, 0, 0, 1];
const ELSEWHERE: [u8; 4] = [127, 0, 0, 2];

/// A hall that is being served.
struct Served {
    world: World,
    address: SocketAddr,
}

/// Runs `test` against a hall that is served within `limits`.
async fn served<F: Future<Output = ()>>(limits: Limits, test: impl FnOnce(Served) -> F) {
    let world = World::new(1);
    let hall = Arc::clone(&world.hall);
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let (ready, listening) = tokio::sync::oneshot::channel();
    let serving = tokio::spawn(web::serve_within(
        limits,
        hall,
        "127.0.0.1:0".parse().unwrap(),
        |address| ready.send(address).unwrap(),
        async {
            let _ = stopped.await;
        },
    ));
    let address = listening.await.unwrap();
    let tested = tokio::time::timeout(PATIENCE, test(Served { world, address })).await;
    tested.expect("the hall hangs up");
    stop.send(()).unwrap();
    serving.await.unwrap().unwrap();
}

impl Served {
    async fn connect(
        &self,
        from: [u8; 4],
        protocol: &str,
    ) -> std::io::Result<TlsStream<TcpStream>> {
        tls::connect(self.address, self.world.hall.keys().public(), from, protocol).await
    }

    /// Says something in HTTP/1.1 and hears everything until the hall hangs up.
    async fn say(&self, said: &[u8]) -> String {
        let mut stream = self.connect(HERE, "http/1.1").await.unwrap();
        // The hall may hang up in the middle of what is too much.
        let _ = stream.write_all(said).await;
        let _ = stream.flush().await;
        let mut heard = Vec::new();
        let _ = stream.read_to_end(&mut heard).await;
        String::from_utf8_lossy(&heard).into_owned()
    }
}

fn refusal(heard: &str) -> Refusal {
    json(heard.split("\r\n\r\n").nth(1).unwrap_or_else(|| panic!("{heard}")).as_bytes())
}

fn head(path: &str, length: usize, more: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{more}content-length: {length}\r\n\r\n"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_that_is_too_large_is_refused() {
    served(Limits::default(), |hall| async move {
        let long =
            format!("GET {} HTTP/1.1\r\nhost: {}\r\n\r\n", path::NONCE, "x".repeat(17 << 10));
        assert!(hall.say(long.as_bytes()).await.starts_with("HTTP/1.1 431"));
        let many: String = (0..60).map(|at| format!("x-{at}: y\r\n")).collect();
        let many = format!("GET {} HTTP/1.1\r\nhost: x\r\n{many}\r\n", path::NONCE);
        assert!(hall.say(many.as_bytes()).await.starts_with("HTTP/1.1 431"));
        let few: String = (0..40).map(|at| format!("x-{at}: y\r\n")).collect();
        let few =
            format!("GET {} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{few}\r\n", path::NONCE);
        assert!(hall.say(few.as_bytes()).await.starts_with("HTTP/1.1 200"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_is_too_large_is_refused_on_every_route() {
    served(Limits::default(), |hall| async move {
        let phone = hall.world.phone(0);
        let token = token(&hall, &phone).await;
        let proved = format!("authorization: camtay {token}\r\n");
        for (path, most) in [
            (path::ENROL, 16 << 10),
            (path::TOKEN, 16 << 10),
            (successor::PATH, 16 << 10),
            (path::BATCHES, MAX_BATCH),
            (courier::PATH, MAX_PARCEL),
        ] {
            // Announced: nothing of it is waited for.
            let heard = hall.say(head(path, most + 1, &proved).as_bytes()).await;
            assert_eq!(refusal(&heard).kind, RefusalKind::TooLarge, "{path}");
            // Not announced: it ends where it becomes too much.
            let mut said = format!(
                "POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{proved}\
                 transfer-encoding: chunked\r\n\r\n{:x}\r\n",
                most + 1
            )
            .into_bytes();
            said.resize(said.len() + most + 1, b'x');
            let heard = hall.say(&said).await;
            assert_eq!(refusal(&heard).kind, RefusalKind::TooLarge, "{path}");
        }
    })
    .await;
}

/// A token by the network's own way: tokens live in the served hall, not in the world's.
async fn token(hall: &Served, phone: &Phone) -> String {
    let ask = format!("GET {} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", path::NONCE);
    let heard = hall.say(ask.as_bytes()).await;
    let nonce: serde_json::Value = json(heard.split("\r\n\r\n").nth(1).unwrap().as_bytes());
    let asked = to_json(&phone.token_request(nonce["nonce"].as_str().unwrap(), hall.world.now()));
    let said = [head(path::TOKEN, asked.len(), "").as_bytes(), &asked].concat();
    let heard = hall.say(&said).await;
    let answer: serde_json::Value = json(heard.split("\r\n\r\n").nth(1).unwrap().as_bytes());
    answer["token"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn json_nested_without_end_is_refused() {
    served(Limits::default(), |hall| async move {
        for nested in ["[".repeat(16_000), "{\"code\":".repeat(2_000)] {
            let said = head(path::ENROL, nested.len(), "") + &nested;
            let heard = hall.say(said.as_bytes()).await;
            assert_eq!(refusal(&heard).kind, RefusalKind::BadRequest);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_never_ends_a_head_is_hung_up_on() {
    served(Limits { head: SOON, ..Limits::default() }, |hall| async move {
        // What comes of it ends by itself, long before the connection would be too silent.
        let heard = hall.say(b"GET /v1/nonce HTTP/1.1\r\nhost: x\r\nx-slow: ").await;
        assert!(heard.is_empty() || heard.starts_with("HTTP/1.1 408"), "{heard}");
        let heard = hall.say(b"").await;
        assert!(heard.is_empty(), "a connection without a word: {heard}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_does_not_come_is_not_waited_for() {
    served(Limits { request: SOON, ..Limits::default() }, |hall| async move {
        let said = head(courier::PATH, 1_000, "") + "a few bytes";
        let heard = hall.say(said.as_bytes()).await;
        assert_eq!(refusal(&heard).kind, RefusalKind::BadRequest);
        assert!(refusal(&heard).message.contains("too long"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_and_old_age_end_a_connection() {
    let short = [
        Limits { idle: SOON, ..Limits::default() },
        Limits { life: SOON, request: SOON, ..Limits::default() },
    ];
    for limits in short {
        for protocol in ["http/1.1", "h2"] {
            served(limits, |hall| async move {
                let mut stream = hall.connect(HERE, protocol).await.unwrap();
                let mut heard = Vec::new();
                let _ = stream.read_to_end(&mut heard).await;
            })
            .await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handshake_that_does_not_come_is_not_waited_for() {
    served(Limits { handshake: SOON, ..Limits::default() }, |hall| async move {
        let mut silent = TcpStream::connect(hall.address).await.unwrap();
        let mut heard = Vec::new();
        let _ = silent.read_to_end(&mut heard).await;
        assert!(heard.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_cannot_take_every_place() {
    served(Limits { connections_each: 2, ..Limits::default() }, |hall| async move {
        let first = hall.connect(HERE, "h2").await.unwrap();
        let _second = hall.connect(HERE, "h2").await.unwrap();
        assert!(hall.connect(HERE, "h2").await.is_err(), "a third of the same address");
        let _other = hall.connect(ELSEWHERE, "h2").await.unwrap();
        drop(first);
        // The hall notices a little later that a place is free.
        while hall.connect(HERE, "h2").await.is_err() {}
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_every_place_is_taken_the_next_one_waits() {
    served(Limits { connections: 1, ..Limits::default() }, |hall| async move {
        let first = hall.connect(HERE, "h2").await.unwrap();
        let second = hall.connect(ELSEWHERE, "h2");
        let mut second = std::pin::pin!(second);
        let waited = tokio::time::timeout(SOON, second.as_mut()).await;
        assert!(waited.is_err(), "there was no place");
        drop(first);
        second.await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn http2_says_how_much_it_takes_at_once() {
    let limits = Limits::default();
    served(limits, |hall| async move {
        let mut stream = hall.connect(HERE, "h2").await.unwrap();
        stream.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0").await.unwrap();
        let mut front = [0; 9];
        stream.read_exact(&mut front).await.unwrap();
        let [high, middle, low, kind, ..] = front;
        assert_eq!(kind, 4, "settings come first");
        let length = u32::from_be_bytes([0, high, middle, low]);
        let mut settings = vec![0; length as usize];
        stream.read_exact(&mut settings).await.unwrap();
        let value = |wanted: u16| {
            let (settings, _) = settings.as_chunks::<6>();
            let found = settings.iter().find(|it| u16::from_be_bytes([it[0], it[1]]) == wanted);
            found.map(|it| u32::from_be_bytes([it[2], it[3], it[4], it[5]]))
        };
        assert_eq!(value(3), Some(limits.streams));
        assert_eq!(value(4), Some(limits.window));
        assert_eq!(value(6), Some(limits.head_bytes));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_tries_codes_waits_and_others_do_not() {
    let world = World::new(1);
    let show = |phone: &Phone| post(path::ENROL, None, to_json(&phone.enrol_request()));
    let invitation = world.invitation(0);
    let mut guess = invitation.clone();
    for number in 0..10u8 {
        guess.code = [number; 16];
        let guessed = world.call(show(&Phone::new(&guess, 9))).await;
        assert_eq!(kind(guessed), RefusalKind::BadCode);
    }
    let right = Phone::new(&invitation, 1);
    assert_eq!(kind(world.call(show(&right)).await), RefusalKind::Busy, "after ten wrong ones");
    world.pass(30);
    assert!(world.call(show(&right)).await.is_ok(), "one comes back in half a minute");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_code_is_shown_only_so_often() {
    let world = World::new(1);
    let phone = Phone::new(&world.invitation(0), 1);
    let show = || world.call(post(path::ENROL, None, to_json(&phone.enrol_request())));
    for _ in 0..20 {
        assert!(show().await.is_ok(), "its answer may get lost");
    }
    assert_eq!(kind(show().await), RefusalKind::Busy);
    let other = Phone::new(&world.invitation(0), 2);
    assert!(world.call(post(path::ENROL, None, to_json(&other.enrol_request()))).await.is_ok());
    // An address shows only so many, whatever they are.
    for number in 0..60u8 {
        let asked = format!("{{\"code\":\"{}\"}}", to_hex(&[number; 16]));
        if kind(world.call(post(path::ENROL, None, asked.into_bytes())).await) == RefusalKind::Busy
        {
            return;
        }
    }
    panic!("sixty tries in one go");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_of_nonces_pushes_nobody_elses_out() {
    let world = World::new(1);
    let mut taken = 0;
    while world.call(get(path::NONCE, None)).await.is_ok() {
        taken += 1;
        assert!(taken < 20_000, "as many as the hall remembers");
    }
    world.pass(1);
    assert!(world.call(get(path::NONCE, None)).await.is_ok(), "some come back each second");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_gets_only_so_many_tokens_and_only_by_its_own_proof() {
    let world = World::new(1);
    let (rogue, honest) = (world.phone(0), world.waiting_phone(0, 55));
    // Somebody else's proofs use up nothing of the honest phone's.
    for _ in 0..70 {
        let nonce = world.call(get(path::NONCE, None)).await.unwrap();
        let nonce: serde_json::Value = json(&nonce);
        let mut asked = rogue.token_request(nonce["nonce"].as_str().unwrap(), world.now());
        asked.device = honest.device();
        let refused = world.call(post(path::TOKEN, None, to_json(&asked))).await;
        assert_eq!(kind(refused), RefusalKind::BadRequest);
    }
    for _ in 0..60 {
        rogue.token(&world).await.unwrap();
    }
    assert_eq!(kind(rogue.token(&world).await), RefusalKind::Busy);
    assert!(honest.token(&world).await.is_ok());
    world.pass(10);
    assert!(rogue.token(&world).await.is_ok());
}
