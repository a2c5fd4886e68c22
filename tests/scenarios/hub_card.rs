//! The hall moves to other addresses: its signed card tells the phones, over the network
//! and with reply files; no other card does anything.

use std::net::{SocketAddr, TcpListener};

use camtay_core::api::StepOutcome;
use camtay_journal::keys::SoftwareKey;
use camtay_journal::notice::HallCard;
use camtay_tests::harness::{Hall, InProcessPhone};
use rand::SeedableRng;
use rand::rngs::StdRng;

use crate::commune::{self, NEVER_SHARE, whole};
use crate::forged::{self, addresses};

/// An address at which nobody answers yet.
fn free() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

fn guided(phone: &InProcessPhone) {
    let village = phone.village("Đông");
    let household = phone.new_household(&village, "Trần Văn Ba");
    let resident = phone.new_resident(&household, "Trần Văn Ba");
    phone.guide_whole(whole(&resident, NEVER_SHARE, StepOutcome::Helped)).unwrap();
}

fn readdress(hall: &Hall, address: &SocketAddr) {
    let data = hall.data().display().to_string();
    hall.run(&["addresses", &data, &address.to_string()]);
    assert_eq!(hall.run(&["addresses", &data]), format!("{address}\n"));
}

#[test]
fn the_hall_moves_and_the_phone_that_was_told_finds_it() {
    let mut hall = commune::hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    let late = InProcessPhone::enrolled(&hall, "BINH");
    let (old, new) = (hall.address().to_string(), free());
    readdress(&hall, &new);
    phone.pull();
    assert_eq!(addresses(&phone), [old.clone(), new.to_string()]);
    hall.move_to(new);
    guided(&phone);
    phone.hand_in();
    assert_eq!(addresses(&phone), [new.to_string(), old], "the one that answered comes first");

    // A phone that wasn't there in time hears of it with a reply file.
    guided(&late);
    late.set_days_ago(0);
    assert!(late.try_hand_in().is_err());
    let bag = tempfile::tempdir().unwrap();
    let folder = bag.path().display().to_string();
    let file = late.save_parcel(folder.clone()).unwrap();
    hall.run(&["receive", &hall.data().display().to_string(), &file, "--replies", &folder]);
    late.take_reply(std::fs::read(file.replace(".ctp", ".ctr")).unwrap()).unwrap();
    guided(&late);
    late.hand_in();
    assert_eq!(hall.check().code, 0);
    // A third one is invited to the new address without being told.
    let data = hall.data().display().to_string();
    let text = hall.run(&["enrol", &data, "--volunteer", "CHI", "--print-text"]);
    let invitation = camtay_journal::wire::Invitation::from_text(&text).unwrap();
    assert_eq!(invitation.addresses, [new.to_string()]);
}

#[test]
fn a_card_of_another_hall_an_older_one_or_a_forged_one_changes_nothing() {
    let hall = commune::hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    for _ in 0..2 {
        readdress(&hall, &hall.address());
    }
    phone.pull();
    let before = addresses(&phone);
    let library = hall.library();
    let identity = &library.keys().identity;
    let stranger = SoftwareKey::generate(&mut StdRng::seed_from_u64(5));
    let card = HallCard {
        hall: library.device(),
        generation: 1,
        version: 3,
        sealing: library.keys().sealing.sealing_key(),
        addresses: vec!["thief.example:8443".to_owned()],
    };
    let old = |version| HallCard { version, ..card.clone() }.sign(identity);
    let elsewhere = HallCard { hall: forged::device(&phone), ..card.clone() };
    let bad = [
        ("of a stranger", card.sign(&stranger)),
        ("of another hall", elsewhere.sign(identity)),
        ("older", old(1)),
        ("the version it has", old(2)),
        ("no card", Ok("00".to_owned())),
    ];
    for (why, bad) in bad {
        guided(&phone);
        let bad = bad.unwrap();
        let reply = forged::reply(&hall, &phone, |standing| standing.card = Some(bad));
        phone.take_reply(reply).unwrap();
        assert_eq!(addresses(&phone), before, "{why}");
    }
    for good in [old(3).unwrap(), {
        let restored = HallCard { generation: 2, version: 1, ..card.clone() };
        HallCard { addresses: vec!["restored.example:8443".to_owned()], ..restored }
            .sign(identity)
            .unwrap()
    }] {
        guided(&phone);
        let reply = forged::reply(&hall, &phone, |standing| standing.card = Some(good));
        phone.take_reply(reply).unwrap();
    }
    let found = addresses(&phone);
    assert_eq!(found[..2], ["restored.example:8443", "thief.example:8443"], "{found:?}");
}
