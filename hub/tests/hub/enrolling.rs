//! How phones are let in, and kept out.

use camtay_hub::enrolment;
use camtay_journal::entry::{DeviceRevoked, DeviceSuspended};
use camtay_journal::fold::DeviceStanding;
use camtay_journal::wire::{EnrolAnswer, NonceAnswer, RefusalKind, Standing, path};

use crate::world::{Phone, World, get, json, kind, post, to_json};

async fn show(world: &World, phone: &Phone) -> Result<EnrolAnswer, RefusalKind> {
    let asked = post(path::ENROL, None, to_json(&phone.enrol_request()));
    world.call(asked).await.map(|answer| json(&answer)).map_err(|refusal| refusal.kind)
}

async fn standing(world: &World, phone: &Phone) -> Standing {
    let token = phone.token(world).await.unwrap();
    json(&world.call(get(path::STANDING, Some(&token))).await.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_good_for_one_phone_and_ten_minutes() {
    let world = World::new(1);
    let invitation = world.invitation(0);
    let (one, other) = (Phone::new(&invitation, 1), Phone::new(&invitation, 2));
    let answer = show(&world, &one).await.unwrap();
    assert_eq!((answer.hall, answer.device), (world.hall.device(), one.device()));
    assert_eq!(show(&world, &other).await, Err(RefusalKind::BadCode));
    // Its answer got lost: the same phone may ask again.
    world.pass(3_600);
    assert!(show(&world, &one).await.is_ok());

    let late = Phone::new(&world.invitation(0), 3);
    world.pass(601);
    assert_eq!(show(&world, &late).await, Err(RefusalKind::BadCode));
    let mut unknown = Phone::new(&invitation, 4);
    unknown.code = [9; 16];
    assert_eq!(show(&world, &unknown).await, Err(RefusalKind::BadCode));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_must_prove_the_key_it_shows() {
    let world = World::new(1);
    let invitation = world.invitation(0);
    let (one, other) = (Phone::new(&invitation, 1), Phone::new(&invitation, 2));
    let mut asked = one.enrol_request();
    asked.proof = other.enrol_request().proof;
    let refused = world.call(post(path::ENROL, None, to_json(&asked))).await;
    assert_eq!(kind(refused), RefusalKind::BadRequest);
    assert!(show(&world, &one).await.is_ok(), "the code was not used up");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_waits_until_the_officer_has_compared_the_codes() {
    let world = World::new(2);
    let phone = world.waiting_phone(1, 7);
    let waiting = standing(&world, &phone).await;
    assert_eq!((waiting.standing.as_str(), waiting.villages.len()), ("pending", 0));
    let token = phone.token(&world).await.unwrap();
    assert_eq!(kind(phone.watermark(&world, &token).await), RefusalKind::NotApproved);
    assert_eq!(kind(phone.page(&world, &token, "control", 0).await), RefusalKind::NotApproved);
    assert_eq!(kind(world.call(get(path::PACK, Some(&token))).await), RefusalKind::NotApproved);

    let wrong = if phone.digits == "123456" { "654321" } else { "123456" };
    assert!(enrolment::approve(&world.hall, wrong, &[]).is_err());
    assert!(enrolment::approve(&world.hall, "12345", &[]).is_err());
    let let_in = enrolment::approve(&world.hall, &phone.digits, &[]).unwrap();
    assert_eq!(let_in.villages, ["Thôn 1"]);
    let approved = standing(&world, &phone).await;
    assert_eq!(approved.standing, "approved");
    assert_eq!(approved.villages, [world.villages[1]]);
    assert!(approved.pack > 0 && approved.pack_bytes > 0 && approved.control_next > 0);
    assert!(enrolment::approve(&world.hall, &phone.digits, &[]).is_err(), "nobody waits any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn villages_may_be_named_at_approval() {
    let world = World::new(3);
    let phone = world.waiting_phone(0, 7);
    assert!(enrolment::approve(&world.hall, &phone.digits, &["nowhere".to_owned()]).is_err());
    assert_eq!(world.hall.state().control.standing(phone.device()), Some(DeviceStanding::Pending));
    let keys = ["v2".to_owned(), "v1".to_owned()];
    enrolment::approve(&world.hall, &phone.digits, &keys).unwrap();
    assert_eq!(
        world.hall.state().control.assigned(phone.device()),
        [world.villages[1], world.villages[2]]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_needs_a_fresh_nonce_and_the_phones_own_proof() {
    let world = World::new(1);
    let phone = world.phone(0);
    let other = world.waiting_phone(0, 55);
    let nonce = || async {
        let answer = world.call(get(path::NONCE, None)).await.unwrap();
        json::<NonceAnswer>(&answer).nonce
    };
    let ask = |asked| world.call(post(path::TOKEN, None, to_json(&asked)));

    let used = nonce().await;
    assert!(ask(phone.token_request(&used, world.now())).await.is_ok());
    let again = ask(phone.token_request(&used, world.now())).await;
    assert_eq!(kind(again), RefusalKind::TokenNeeded, "single use");
    let old = nonce().await;
    world.pass(61);
    assert_eq!(kind(ask(phone.token_request(&old, world.now())).await), RefusalKind::TokenNeeded);
    let mut stolen = phone.token_request(&nonce().await, world.now());
    stolen.device = other.device();
    assert_eq!(kind(ask(stolen).await), RefusalKind::BadRequest);

    let token = phone.token(&world).await.unwrap();
    assert!(phone.watermark(&world, &token).await.is_ok());
    world.pass(601);
    assert_eq!(kind(phone.watermark(&world, &token).await), RefusalKind::TokenNeeded);
    assert_eq!(kind(phone.watermark(&world, "no such").await), RefusalKind::TokenNeeded);
    assert_eq!(kind(world.call(get(path::STANDING, None)).await), RefusalKind::TokenNeeded);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_or_revoked_phone_gets_its_standing_and_nothing_else() {
    let world = World::new(1);
    let phone = world.phone(0);
    let device = phone.device();
    let token = phone.token(&world).await.unwrap();
    let suspend = |suspended| {
        let body = DeviceSuspended { device, suspended };
        world.hall.write(vec![(body.into(), None)]).unwrap();
    };
    suspend(true);
    assert_eq!(kind(phone.watermark(&world, &token).await), RefusalKind::Suspended);
    assert_eq!(standing(&world, &phone).await.standing, "suspended");
    suspend(false);
    assert!(phone.watermark(&world, &token).await.is_ok());
    let revoked = DeviceRevoked { device, last_seq: 0 };
    world.hall.write(vec![(revoked.into(), None)]).unwrap();
    assert_eq!(kind(phone.watermark(&world, &token).await), RefusalKind::Revoked);
    assert_eq!(standing(&world, &phone).await.standing, "revoked");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_off_is_written_down_once() {
    let world = World::new(1);
    let phone = world.phone(0);
    let device = phone.device();
    let arrival = || world.hall.folded_to();
    let offset = || world.hall.state().control.clock_offset(device, 1);

    phone.token_with_clock(&world, world.now() - 100).await.unwrap();
    assert_eq!(offset(), 0, "two minutes are tolerated");
    phone.token_with_clock(&world, world.now() - 7_200).await.unwrap();
    assert_eq!(offset(), 7_200);
    let before = arrival();
    phone.token_with_clock(&world, world.now() - 7_230).await.unwrap();
    assert_eq!(arrival(), before, "known already");
    phone.token_with_clock(&world, world.now()).await.unwrap();
    assert_eq!(offset(), 0, "set right again");
}
