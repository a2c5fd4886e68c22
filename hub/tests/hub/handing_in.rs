//! Batches: what is taken, what is refused, what is set aside.

use camtay_hub::ingest;
use camtay_journal::chain::Head;
use camtay_journal::codec::batch::Batch;
use camtay_journal::entry::{
    Body, ErasureAsked, HouseholdAdded, Organiser, PersonalPart, SessionKind, SessionOpened,
    SetAsideReason, TakenBack, VillageDefined,
};
use camtay_journal::ids::{EntryId, HouseholdId, ResidentId};
use camtay_journal::keys::Signer as _;
use camtay_journal::vietnamese::Day;
use camtay_journal::wire::{RefusalKind, path};

use crate::world::{MORNING, Phone, World, get, kind, named, post};

fn households(world: &World, phone: &mut Phone, count: usize) {
    for _ in 0..count {
        phone.add_with(MORNING, HouseholdAdded { village: world.villages[0] }, Some(named("Hai")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn batches_follow_each_other_and_each_is_acknowledged() {
    let world = World::new(1);
    let mut phone = world.phone(0);
    households(&world, &mut phone, 30);
    let token = phone.token(&world).await.unwrap();
    let empty = phone.watermark(&world, &token).await.unwrap();
    assert_eq!((empty.next_seq, empty.head), (1, Head::start(world.hall.device(), phone.device())));

    let first = phone.send(&world, &token, phone.batch(0, 10)).await.unwrap();
    assert_eq!((first.seq, first.number, first.device), (10, 1, phone.device()));
    let second = phone.send(&world, &token, phone.batch(10, 30)).await.unwrap();
    assert_eq!((second.seq, second.number), (30, 2));
    assert_eq!(second.head, phone.watermark(&world, &token).await.unwrap().head);
    assert_eq!(world.hall.state().households.len(), 30);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_again_is_compared_and_counted_once() {
    let world = World::new(1);
    let mut phone = world.phone(0);
    households(&world, &mut phone, 30);
    let token = phone.token(&world).await.unwrap();
    phone.send(&world, &token, phone.batch(0, 20)).await.unwrap();
    // The acknowledgement got lost; the batches are cut otherwise the second time.
    let again = phone.send(&world, &token, phone.batch(0, 20)).await.unwrap();
    assert_eq!((again.seq, again.number), (20, 1));
    let earlier = phone.send(&world, &token, phone.batch(3, 9)).await.unwrap();
    assert_eq!(earlier.seq, 20, "everything of it is stored");
    let across = phone.send(&world, &token, phone.batch(15, 30)).await.unwrap();
    assert_eq!((across.seq, across.number), (30, 2));
    assert_eq!(world.hall.state().households.len(), 30);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_is_refused_with_the_wanted_seq() {
    let world = World::new(1);
    let mut phone = world.phone(0);
    households(&world, &mut phone, 10);
    let token = phone.token(&world).await.unwrap();
    phone.send(&world, &token, phone.batch(0, 4)).await.unwrap();
    let refusal = phone.send(&world, &token, phone.batch(6, 10)).await.unwrap_err();
    assert_eq!((refusal.kind, refusal.wanted_seq), (RefusalKind::Gap, Some(5)));
}

#[tokio::test(flavor = "multi_thread")]
async fn other_entries_under_the_same_seqs_are_a_fork() {
    let world = World::new(1);
    let mut phone = world.phone(0);
    households(&world, &mut phone, 12);
    let token = phone.token(&world).await.unwrap();
    phone.send(&world, &token, phone.batch(0, 8)).await.unwrap();
    let mut other = Phone::new(&world.invitation(0), 100);
    assert_eq!(other.device(), phone.device(), "the same seed gives the same phone");
    households(&world, &mut other, 6);
    other.add(MORNING + 5, HouseholdAdded { village: world.villages[0] });
    households(&world, &mut other, 5);
    for (from, to) in [(0, 12), (6, 8), (6, 7), (8, 12)] {
        let refused = other.send(&world, &token, other.batch(from, to)).await;
        assert_eq!(kind(refused), RefusalKind::Fork, "{from}..{to}");
    }
    let equal = other.send(&world, &token, other.batch(0, 6)).await.unwrap();
    assert_eq!(equal.seq, 8, "before the fork both are equal");
    assert_eq!(phone.watermark(&world, &token).await.unwrap().next_seq, 9);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_that_is_not_this_phones_for_this_hall_is_refused() {
    let world = World::new(2);
    let elsewhere = World::seeded(1, 9);
    let (mut phone, mut other) = (world.phone(0), world.phone(1));
    households(&world, &mut phone, 3);
    households(&world, &mut other, 3);
    let token = phone.token(&world).await.unwrap();
    let send = |batch| phone.send(&world, &token, batch);
    assert_eq!(kind(send(other.batch(0, 3)).await), RefusalKind::BadRequest);
    let mut stranger = elsewhere.phone(0);
    households(&elsewhere, &mut stranger, 3);
    assert_eq!(kind(send(stranger.batch(0, 3)).await), RefusalKind::BadRequest);

    let good = phone.batch(0, 3);
    let key = phone.key.public_key();
    let whole = Batch::open(&good, &key).unwrap();
    for at in 0..good.len() {
        let mut changed = good.clone();
        changed[at] ^= 0x40;
        if Batch::open(&changed, &key).is_ok_and(|batch| batch.entries == whole.entries) {
            // The last bits of packed columns can be written in more ways than one; the
            // chain says that the entries are the same.
            continue;
        }
        assert!(send(changed).await.is_err(), "byte {at}");
    }
    assert_eq!(kind(send(good[..good.len() - 1].to_vec()).await), RefusalKind::BadRequest);
    assert_eq!(kind(send(Vec::new()).await), RefusalKind::BadRequest);
    assert_eq!(kind(send(vec![0; (4 << 20) + 1]).await), RefusalKind::TooLarge);
    assert_eq!(phone.watermark(&world, &token).await.unwrap().next_seq, 1);
    assert_eq!(send(good).await.unwrap().seq, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_records_are_acknowledged_set_aside_and_stop_nothing() {
    let world = World::new(1);
    let mut phone = world.phone(0);
    let village = world.villages[0];
    let good = phone.add_with(MORNING, HouseholdAdded { village }, Some(named("Trần Văn Bình")));
    let not_allowed = phone.add(
        MORNING,
        VillageDefined {
            village: None,
            key: "mine".to_owned(),
            name: "Của tôi".to_owned(),
            valid_from: Day::of_unix(MORNING),
            valid_to: None,
            successor: None,
        },
    );
    let malformed = phone.add(MORNING, Body::Unknown { kind: 10, payload: vec![1, 2, 3] });
    let id_number = phone.add_with(
        MORNING,
        HouseholdAdded { village },
        Some(PersonalPart { note: Some("CCCD 045 123 456 789".to_owned()), ..Default::default() }),
    );
    let id_in_place = phone.add(
        MORNING,
        SessionOpened {
            village,
            kind: SessionKind::Class,
            audience: Vec::new(),
            organiser: Organiser::Team,
            host: None,
            place: Some("nhà 045123456789".to_owned()),
            skills: Vec::new(),
        },
    );
    let target = EntryId { device: phone.device(), seq: 900 };
    let no_target = phone.add(MORNING, TakenBack { entry: target });
    let not_mine = phone.add(MORNING, TakenBack { entry: village.0 });
    let later_kind = phone.add(MORNING, Body::Unknown { kind: 200, payload: vec![1] });
    let with_phone = phone.add_with(
        MORNING,
        HouseholdAdded { village },
        Some(PersonalPart { phone: Some("0912345678".to_owned()), ..Default::default() }),
    );
    let future = phone.add(MORNING + 86_400 + 60, ErasureAsked { resident: ResidentId(good) });

    let token = phone.token(&world).await.unwrap();
    let receipt = phone.send(&world, &token, phone.batch(0, 10)).await.unwrap();
    assert_eq!(receipt.seq, 10, "all are acknowledged");

    let state = world.hall.state();
    let reason = |entry| state.control.set_aside(entry);
    assert_eq!(reason(not_allowed), Some(SetAsideReason::NotAllowed));
    assert_eq!(reason(not_mine), Some(SetAsideReason::NotAllowed));
    assert_eq!(reason(malformed), Some(SetAsideReason::Malformed));
    assert_eq!(reason(id_number), Some(SetAsideReason::IdNumber));
    assert_eq!(reason(id_in_place), Some(SetAsideReason::IdNumber));
    assert_eq!(reason(no_target), Some(SetAsideReason::UnknownTarget));
    assert_eq!(reason(future), Some(SetAsideReason::FromTheFuture));
    for good in [good, later_kind, with_phone] {
        assert_eq!(reason(good), None);
    }
    assert_eq!(state.control.villages().count(), 1);
    assert!(state.household(HouseholdId(good)).is_some());
    assert!(state.household(HouseholdId(id_number)).is_none());
    drop(state);

    // Coming again, they are not set aside a second time.
    let before = world.hall.folded_to();
    phone.send(&world, &token, phone.batch(0, 10)).await.unwrap();
    assert_eq!(world.hall.folded_to(), before);
    households(&world, &mut phone, 1);
    assert_eq!(phone.send(&world, &token, phone.batch(10, 11)).await.unwrap().seq, 11);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fixed_clock_decides_what_is_the_future() {
    let world = World::new(1);
    let mut phone = world.phone(0);
    let ahead = MORNING + 3 * 86_400;
    let entry = phone.add(ahead, HouseholdAdded { village: world.villages[0] });
    let token = phone.token_with_clock(&world, ahead).await.unwrap();
    phone.send(&world, &token, phone.batch(0, 1)).await.unwrap();
    let state = world.hall.state();
    assert_eq!(state.control.set_aside(entry), None);
    let stamp = phone.entries[0].stamp();
    assert_eq!(state.control.day(stamp), Day::of_unix(MORNING), "three days back");
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_phones_at_once_lose_and_double_nothing() {
    let world = World::new(20);
    let mut phones: Vec<_> = (0..20).map(|number| world.phone(number)).collect();
    for phone in &mut phones {
        households(&world, phone, 200);
    }
    let world = std::sync::Arc::new(world);
    let mut working = Vec::new();
    for phone in phones {
        let world = std::sync::Arc::clone(&world);
        working.push(tokio::spawn(async move {
            let token = phone.token(&world).await.unwrap();
            let mut from = 0;
            while from < 200 {
                let to = (from + 7 + from % 13).min(200);
                match phone.send(&world, &token, phone.batch(from, to)).await {
                    Ok(receipt) => from = usize::try_from(receipt.seq).unwrap(),
                    Err(refusal) => assert_eq!(refusal.kind, RefusalKind::Busy),
                }
                // Half of them send twice, as after a lost answer.
                if from % 2 == 0 {
                    phone.send(&world, &token, phone.batch(from - 1, from)).await.unwrap();
                }
            }
        }));
    }
    for phone in working {
        phone.await.unwrap();
    }
    assert_eq!(world.hall.state().households.len(), 20 * 200);
    let (store, keys) = camtay_hub::hall::open_store(&world.place).unwrap();
    let findings = camtay_hub::check::check(&store, &keys).unwrap();
    assert_eq!(findings.problems, Vec::<String>::new());
    let reopened = world.other_process();
    assert_eq!(reopened.state().digests(), world.hall.state().digests());
}

#[tokio::test(flavor = "multi_thread")]
async fn batches_of_one_phone_in_one_group_go_in_order() {
    let world = World::new(1);
    let mut phone = world.phone(0);
    households(&world, &mut phone, 30);
    let arrived = |from, to| {
        ingest::check(&world.hall, phone.device(), phone.batch(from, to).into()).unwrap()
    };
    let group = [arrived(0, 10), arrived(5, 20), arrived(25, 30), arrived(0, 10), arrived(20, 30)];
    let results = ingest::take_in(&world.hall, &group);
    let next: Vec<_> = results.iter().map(|it| it.as_ref().ok().map(|it| it.next_seq)).collect();
    assert_eq!(next, [Some(11), Some(21), None, Some(21), Some(31)]);
    assert_eq!(world.hall.state().households.len(), 30);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_hall_does_not_know_is_refused_with_a_sentence() {
    let world = World::new(1);
    let phone = world.phone(0);
    let token = phone.token(&world).await.unwrap();
    for asked in [
        get("/v1/nothing", None),
        get("/", None),
        post(path::NONCE, None, Vec::new()),
        post(path::TOKEN, None, b"{}".to_vec()),
        post(path::ENROL, None, b"\xff\xfe".to_vec()),
        get(&format!("{}?log=control&from=x", path::PAGES), Some(&token)),
        get(&format!("{}?log=control&from=99999", path::PAGES), Some(&token)),
        get(&format!("{}?log=nonsense", path::PAGES), Some(&token)),
        get(path::PAGES, Some(&token)),
        get(&format!("{}?from=99999999", path::PACK), Some(&token)),
    ] {
        let refusal = world.call(asked).await.unwrap_err();
        assert_eq!(refusal.kind, RefusalKind::BadRequest);
        assert!(!refusal.message.is_empty());
    }
    let large = post(path::TOKEN, None, vec![b' '; 17 << 10]);
    assert_eq!(kind(world.call(large).await), RefusalKind::TooLarge);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_queue_says_when_to_come_back() {
    let busy = camtay_hub::HubError::Busy.refusal(7);
    assert_eq!((busy.0, busy.1.kind, busy.1.request), (429, RefusalKind::Busy, 7));
    assert!(busy.1.retry_after.is_some());
}
