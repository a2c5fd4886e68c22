//! What the hall lacks, carried by hand: files that anybody may bring, in any order, before,
//! after or instead of the network; and phones that can't open their store any more.

use std::path::{Path, PathBuf};

use camtay_core::api::{Error, StepOutcome};
use camtay_core::error::{BadInput, Denied};
use camtay_core::read_models::Whereabouts;
use camtay_tests::harness::{Hall, InProcessPhone, Said, files_under};
use tempfile::TempDir;

use crate::commune::{self, NEVER_SHARE, VNEID, count, report, whole};

/// What a colleague carries in a bag.
struct Bag(TempDir);

impl Bag {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self) -> String {
        self.0.path().display().to_string()
    }

    fn take(&self, phone: &InProcessPhone) -> PathBuf {
        PathBuf::from(phone.save_parcel(self.path()).unwrap())
    }

    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let file = self.0.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        file
    }

    /// The only reply in it.
    fn reply(&self) -> Vec<u8> {
        let mut replies = files_under(self.0.path());
        replies.retain(|file| file.extension().is_some_and(|it| it == "ctr"));
        assert_eq!(replies.len(), 1, "{replies:?}");
        std::fs::read(replies.remove(0)).unwrap()
    }
}

fn receive(hall: &Hall, files: &[&Path], replies: Option<&Bag>) -> Said {
    let data = hall.data().display().to_string();
    let mut arguments = vec!["receive".to_owned(), data];
    arguments.extend(files.iter().map(|file| file.display().to_string()));
    if let Some(replies) = replies {
        arguments.extend(["--replies".to_owned(), replies.path()]);
    }
    hall.say(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A resident who was guided through one skill.
fn guided(phone: &InProcessPhone, name: &str) -> String {
    let village = phone.village("Đông");
    let household = phone.new_household(&village, &format!("Chủ nhà {name}"));
    let resident = phone.new_resident(&household, name);
    phone.guide_whole(whole(&resident, NEVER_SHARE, StepOutcome::Helped)).unwrap();
    resident
}

fn practised(hall: &Hall) -> u64 {
    count(&report(hall), "3.3", "residents")
}

fn hall() -> Hall {
    let hall = commune::hall();
    commune::make_essential(&hall, &[NEVER_SHARE]);
    hall
}

fn all_received(phone: &InProcessPhone) -> bool {
    let records = phone.own_records(None, 100).unwrap().records;
    assert!(!records.is_empty());
    records.iter().all(|record| record.whereabouts == Whereabouts::Received)
}

#[test]
fn a_colleague_carries_the_file_and_brings_the_reply_back() {
    let mut hall = hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    let other = InProcessPhone::enrolled(&hall, "BINH");
    let theirs = guided(&other, "Trần Văn Hai");
    other.hand_in();
    hall.stop();
    guided(&phone, "Nguyễn Thị Hoa");
    assert!(!all_received(&phone));

    let bag = Bag::new();
    let file = bag.take(&phone);
    assert!(phone.outbox_state().unwrap().given);
    let said = receive(&hall, &[&file], Some(&bag));
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{said:?}");
    assert!(said.out.contains("4 new entries"), "{}", said.out);
    assert_eq!(practised(&hall), 2);

    let taken = phone.take_reply(bag.reply()).unwrap().unwrap();
    assert!(taken.confirmed_at.is_some());
    assert!(all_received(&phone));
    assert_eq!(phone.resident(theirs, "vi".to_owned()).unwrap().name, "Trần Văn Hai");
    assert_eq!(phone.outbox_state().unwrap().records, 0, "the hall has everything");
    assert_eq!(phone.digests()["Đông"], hall.digests_by_key()["DONG"]);
    assert_eq!(hall.check().code, 0);
}

#[test]
fn a_file_before_after_or_instead_of_the_network_counts_once() {
    let hall = hall();
    let orders = [
        ("Lê Thị Một", ["file", "net"]),
        ("Lê Thị Hai", ["net", "file"]),
        ("Lê Thị Ba", ["file", "file"]),
    ];
    for (number, (name, ways)) in (1..).zip(orders) {
        let phone = InProcessPhone::enrolled(&hall, "AN");
        guided(&phone, name);
        let bag = Bag::new();
        let file = bag.take(&phone);
        for way in ways {
            if way == "net" {
                phone.hand_in();
            } else {
                assert_eq!(receive(&hall, &[&file], Some(&bag)).code, 0);
            }
        }
        assert_eq!(practised(&hall), number, "{ways:?}");
        let _newer_or_not = phone.take_reply(bag.reply());
        phone.pull();
        assert!(all_received(&phone), "{ways:?}");
        assert_eq!(phone.digests()["Đông"], hall.digests_by_key()["DONG"], "{ways:?}");
    }
    assert_eq!(hall.check().code, 0);
}

#[test]
fn files_of_many_phones_in_any_order_and_one_that_is_missing() {
    let hall = hall();
    let bag = Bag::new();
    let one = InProcessPhone::enrolled(&hall, "AN");
    let other = InProcessPhone::enrolled(&hall, "CHI");
    guided(&one, "Nguyễn Thị Một");
    let first = bag.take(&one);
    // The hall confirms it, but the reply is lost: the next file has both visits.
    guided(&one, "Nguyễn Thị Hai");
    let second = bag.take(&one);
    let village = other.village("Tây");
    let household = other.new_household(&village, "Trần Văn Ba");
    let resident = other.new_resident(&household, "Trần Văn Ba");
    other.guide_whole(whole(&resident, NEVER_SHARE, StepOutcome::Alone)).unwrap();
    let third = bag.take(&other);

    let said = receive(&hall, &[&second, &third, &first, &second], None);
    assert_eq!(said.code, 0, "{said:?}");
    // A phone's earlier file is taken first, whatever the order on the command line.
    assert_eq!(said.out.matches("4 new entries").count(), 3, "{}", said.out);
    assert_eq!(said.out.matches("nothing new").count(), 1, "{}", said.out);
    assert_eq!(practised(&hall), 3);
    assert_eq!(hall.check().code, 0);
}

#[test]
fn a_locked_phone_sends_over_the_network_and_shows_it_when_opened() {
    let hall = hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    phone.set_pin("135790".to_owned()).unwrap();
    guided(&phone, "Nguyễn Thị Hoa");
    phone.lock().unwrap();
    assert_eq!(phone.outbox_state().unwrap().records, 4);
    let sent = phone.wait(phone.send_outbox()).unwrap();
    assert_eq!((sent.records, sent.reply), (4, None));
    assert_eq!(practised(&hall), 1);
    assert_eq!(phone.outbox_state().unwrap().replies, 1);
    phone.unlock("135790".to_owned()).unwrap();
    assert!(all_received(&phone));
    let state = phone.outbox_state().unwrap();
    assert_eq!((state.records, state.replies), (0, 0));
}

#[test]
fn a_forgotten_pin_loses_nothing_that_was_recorded() {
    let hall = hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    phone.set_pin("135790".to_owned()).unwrap();
    guided(&phone, "Nguyễn Thị Hoa");
    phone.lock().unwrap();

    let too_early = phone.start_over().unwrap_err();
    assert_eq!(too_early, Error::NotAllowed { reason: Denied::NotHandedIn });
    phone.wait(phone.send_outbox()).unwrap();
    phone.start_over().unwrap();
    begin_again(&phone, &hall);
}

#[test]
fn a_key_store_that_lost_its_keys_loses_nothing_that_was_recorded() {
    let hall = hall();
    let mut phone = InProcessPhone::enrolled(&hall, "AN");
    guided(&phone, "Nguyễn Thị Hoa");
    phone.lock().unwrap();
    phone.lose_keys();
    assert!(phone.unlock_without_pin().is_err());

    let bag = Bag::new();
    let file = bag.take(&phone);
    let said = receive(&hall, &[&file], Some(&bag));
    assert_eq!(said.code, 0, "{said:?}");
    phone.start_over().unwrap();
    begin_again(&phone, &hall);
}

/// Enrolled anew, the phone carries what its earlier store had recorded.
fn begin_again(phone: &InProcessPhone, hall: &Hall) {
    phone.create().unwrap();
    phone.enrol_at(hall, &hall.invite("AN"), &[]);
    let resident = phone.resident_called("Nguyễn Thị Hoa");
    phone.guide_whole(whole(&resident, VNEID, StepOutcome::Alone)).unwrap();
    phone.hand_in();
    assert_eq!(practised(hall), 1);
    assert_eq!(phone.digests()["Đông"], hall.digests_by_key()["DONG"]);
    assert_eq!(hall.check().code, 0);
}

#[test]
fn cut_altered_and_foreign_files_get_a_sentence_and_change_nothing() {
    let hall = hall();
    let stranger = commune::hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    let elsewhere = InProcessPhone::enrolled(&stranger, "AN");
    guided(&phone, "Nguyễn Thị Hoa");
    guided(&elsewhere, "Trần Văn Hai");
    let bag = Bag::new();
    let good = std::fs::read(bag.take(&phone)).unwrap();
    let foreign = bag.take(&elsewhere);
    let before = hall.check().out;

    let refused = |bytes: &[u8], why: &str| {
        let file = bag.put("bad.ctp", bytes);
        let said = receive(&hall, &[&file], None);
        assert_eq!(said.code, 1, "{said:?}");
        assert!(said.out.contains("refused: "), "{said:?}");
        assert!(said.out.contains(why), "{said:?}");
    };
    for at in (0..good.len()).step_by(97) {
        let mut altered = good.clone();
        altered[at] ^= 1;
        refused(&altered, "");
        refused(&good[..at], "");
    }
    refused(&good[..good.len() - 1], "cut or was changed");
    refused(b"", "no parcel");
    refused(&std::fs::read(&foreign).unwrap(), "for another hall");
    assert_eq!(hall.check().out, before, "nothing was taken in");

    // A good one among bad ones is taken in all the same.
    let (bad, good) = (bag.put("bad.ctp", b"CTX"), bag.put("good.ctp", &good));
    let said = receive(&hall, &[&bad, &good], Some(&bag));
    assert_eq!(said.code, 1);
    assert!(said.err.contains("1 of 2 files refused"), "{said:?}");
    assert_eq!(practised(&hall), 1);

    let reply = bag.reply();
    let reason = |bytes: &[u8], phone: &InProcessPhone| match phone.take_reply(bytes.to_vec()) {
        Err(error) => error,
        Ok(taken) => panic!("{taken:?}"),
    };
    let bad = |reason| Error::BadInput { field: "reply".to_owned(), reason };
    for at in (0..reply.len()).step_by(97) {
        let mut altered = reply.clone();
        altered[at] ^= 1;
        reason(&altered, &phone);
        reason(&reply[..at], &phone);
    }
    assert_eq!(reason(&reply[..reply.len() - 1], &phone), bad(BadInput::Damaged));
    assert_eq!(reason(&reply, &elsewhere), bad(BadInput::OtherHall));
    let colleague = InProcessPhone::enrolled(&hall, "BINH");
    assert_eq!(reason(&reply, &colleague), bad(BadInput::OtherPhone));
    assert!(!all_received(&phone));
    phone.take_reply(reply.clone()).unwrap();
    assert!(all_received(&phone));
    assert_eq!(reason(&reply, &phone), bad(BadInput::AlreadyTaken));
}

#[test]
fn a_file_travels_as_qr_codes_too() {
    let hall = hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    let colleague = InProcessPhone::enrolled(&hall, "BINH");
    guided(&phone, "Nguyễn Thị Hoa");
    let mut frames = phone.parcel_frames().unwrap();
    frames.reverse();
    let read = colleague.take_frames(frames.clone()).unwrap();
    let bag = Bag::new();
    let file = bag.put("from-a-colleague.ctp", &read.file.unwrap());
    assert_eq!(receive(&hall, &[&file], None).code, 0);
    assert_eq!(practised(&hall), 1);
    // The texts themselves, a line each, do as well.
    let text = bag.put("frames.txt", frames.join("\n").as_bytes());
    let said = receive(&hall, &[&text], None);
    assert!(said.code == 0 && said.out.contains("nothing new"), "{said:?}");
}
