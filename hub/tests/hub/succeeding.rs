//! A phone that goes on as a new device: who is let in without the officer, and who isn't.

use camtay_hub::lost;
use camtay_journal::chain::Head;
use camtay_journal::entry::{DeviceSuspended, HouseholdAdded};
use camtay_journal::fold::DeviceStanding;
use camtay_journal::keys::{Purpose, Signature, Signer, SoftwareKey};
use camtay_journal::successor::{HEAD_PATH, HeadAnswer, PATH, SuccessorRequest, consent};
use camtay_journal::wire::{Refusal, RefusalKind};
use rand::SeedableRng;
use rand::rngs::StdRng;

use crate::world::{MORNING, Phone, World, get, json, kind, post, to_json};

fn key(seed: u64) -> SoftwareKey {
    SoftwareKey::generate(&mut StdRng::seed_from_u64(seed))
}

fn consented(world: &World, phone: &Phone, code: &[u8; 16]) -> Signature {
    phone.key.sign(Purpose::Request, &consent(world.hall.device(), code)).unwrap()
}

async fn ask(
    world: &World,
    phone: &Phone,
    code: [u8; 16],
    consent: Signature,
    new: &SoftwareKey,
) -> Result<(), Refusal> {
    let (hall, before) = (world.hall.device(), phone.device());
    let request = SuccessorRequest::sign(hall, before, &code, consent, new).unwrap();
    world.call(post(PATH, None, to_json(&request))).await.map(|_| ())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_old_key_lets_in_one_new_key_with_what_it_had() {
    let world = World::new(1);
    let phone = world.phone(0);
    let (code, new) = ([7; 16], key(50));
    let consent = consented(&world, &phone, &code);
    // Twice, after a lost answer.
    ask(&world, &phone, code, consent, &new).await.unwrap();
    ask(&world, &phone, code, consent, &new).await.unwrap();
    let device = new.public_key().device();
    {
        let state = world.hall.state();
        let control = &state.control;
        assert_eq!(control.standing(device), Some(DeviceStanding::Approved));
        assert_eq!(control.assigned(device), control.assigned(phone.device()));
        assert_eq!(control.holder(device, 1), control.holder(phone.device(), 1));
        assert_eq!(control.devices().count(), 2);
    }
    // The secret is good for one key.
    ask(&world, &phone, code, consent, &key(51)).await.unwrap_err();
    // Another phone's consent, or one to another secret, lets nobody in.
    let stranger = world.waiting_phone(0, 9);
    let theirs = consented(&world, &stranger, &[8; 16]);
    let refused = kind(ask(&world, &phone, [8; 16], theirs, &key(52)).await);
    assert_eq!(refused, RefusalKind::BadRequest);
    let refused = kind(ask(&world, &phone, [9; 16], consent, &key(52)).await);
    assert_eq!(refused, RefusalKind::BadRequest);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_phone_and_one_that_waits_let_nobody_in() {
    let world = World::new(1);
    let (waiting, phone) = (world.waiting_phone(0, 9), world.phone(0));
    let code = [7; 16];
    let refused = ask(&world, &waiting, code, consented(&world, &waiting, &code), &key(50)).await;
    assert_eq!(kind(refused), RefusalKind::NotApproved);
    let consent = consented(&world, &phone, &code);
    ask(&world, &phone, code, consent, &key(50)).await.unwrap();
    let suspended = DeviceSuspended { device: phone.device(), suspended: true };
    world.hall.write(vec![(suspended.into(), None)]).unwrap();
    let late = consented(&world, &phone, &[8; 16]);
    let refused = ask(&world, &phone, [8; 16], late, &key(51)).await;
    assert_eq!(kind(refused), RefusalKind::Suspended);
    // The one that was let in before isn't shut out by that; the officer is told of it.
    ask(&world, &phone, code, consent, &key(50)).await.unwrap();
    let others = lost::others(&world.hall, phone.device()).unwrap();
    assert_eq!(others, [key(50).public_key().device()]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_learns_the_head_after_each_of_its_entries() {
    let world = World::new(1);
    let mut phone = world.phone(0);
    for _ in 0..9 {
        phone.add(MORNING, HouseholdAdded { village: world.villages[0] });
    }
    let token = phone.token(&world).await.unwrap();
    phone.send(&world, &token, phone.batch(0, 4)).await.unwrap();
    // Cut otherwise: three of them are known already.
    phone.send(&world, &token, phone.batch(1, 8)).await.unwrap();
    for seq in 0..10 {
        let path = format!("{HEAD_PATH}?seq={seq}");
        let answer: HeadAnswer = json(&world.call(get(&path, Some(&token))).await.unwrap());
        let start = Head::start(world.hall.device(), phone.device());
        let known = (seq <= 8).then(|| start.after_all(&phone.entries[..seq as usize]));
        assert_eq!(answer, HeadAnswer { seq, head: known });
    }
    let refused = kind(world.call(get(HEAD_PATH, Some(&token))).await);
    assert_eq!(refused, RefusalKind::BadRequest);
}
