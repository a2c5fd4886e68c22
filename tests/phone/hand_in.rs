//! Hand-in and what surrounds it, between the real core and a real hall.

use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use camtay_core::api::{Core, Denied, Error, HandInListener, HandInProgress, NetworkProblem};
use camtay_journal::entry::SessionKind;
use camtay_tests::harness::{Hall, InProcessPhone, session};

const LISTS: [(&str, &str); 3] = [
    ("villages", "key,name,valid_from\nT1,Suối Môn,2024-01-01\n"),
    ("teams", "key,name,villages\nTO1,Tổ Suối Môn,T1\n"),
    ("volunteers", "key,name,kind,teams,joined\nV1,Nguyễn Thị Lan,team_member,TO1,2024-01-01\n"),
];

fn hall_and_phone() -> (Hall, InProcessPhone) {
    let hall = Hall::start(&LISTS);
    let phone = InProcessPhone::enrolled(&hall, "V1");
    (hall, phone)
}

fn record(phone: &InProcessPhone, times: usize) {
    let village = phone.villages().unwrap()[0].id.clone();
    for _ in 0..times {
        phone.open_session(session(&village, SessionKind::HomeVisit, &[])).unwrap();
    }
}

#[derive(Default)]
struct Steps(Mutex<Vec<HandInProgress>>);

impl HandInListener for Steps {
    fn progressed(&self, progress: HandInProgress) {
        self.0.lock().unwrap().push(progress);
    }
}

#[test]
fn progress_counts_up_to_what_the_hall_has_confirmed_batch_by_batch() {
    let (_hall, phone) = hall_and_phone();
    record(&phone, 250);
    let steps = Arc::new(Steps::default());
    let hand_in =
        Core::hand_in(&phone, Some(Arc::clone(&steps) as Arc<dyn HandInListener>)).unwrap();
    let result = phone.wait(hand_in.run()).unwrap();
    assert_eq!(result.entries, 250);
    let told: Vec<_> = steps.0.lock().unwrap().iter().map(|step| (step.done, step.total)).collect();
    assert_eq!(told, [(0, 250), (200, 250), (250, 250)]);
    assert_eq!(phone.waiting().unwrap().records, 0);
}

#[test]
fn while_one_hand_in_waits_another_is_refused_and_the_first_can_be_cancelled() {
    let (mut hall, phone) = hall_and_phone();
    record(&phone, 3);
    hall.kill();
    // Somebody at the hall's address who never says a word.
    let silent = TcpListener::bind(hall.address()).unwrap();
    let (first, second) =
        (Core::hand_in(&phone, None).unwrap(), Core::hand_in(&phone, None).unwrap());
    let (first_said, second_said) = phone.wait(async {
        tokio::join!(first.run(), async {
            let second_said = second.run().await;
            first.cancel();
            second_said
        })
    });
    assert_eq!(second_said, Err(Error::NotAllowed { reason: Denied::HandInRunning }));
    assert_eq!(first_said, Err(Error::Network { problem: NetworkProblem::Cancelled }));
    assert_eq!(phone.waiting().unwrap().records, 3);

    drop(silent);
    hall.serve();
    assert_eq!(phone.hand_in().entries, 3);
}

#[test]
fn another_hall_at_the_same_address_gets_nothing() {
    let (mut hall, phone) = hall_and_phone();
    record(&phone, 1);
    hall.kill();
    let other = Hall::start(&LISTS);
    phone.add_addresses(vec![other.address().to_string()]).unwrap();
    let said = phone.wait(Core::pull(&phone));
    assert_eq!(said, Err(Error::Network { problem: NetworkProblem::NotTheHall }));
}

#[test]
fn a_hall_that_moved_is_found_at_the_address_that_somebody_typed() {
    let (hall, phone) = hall_and_phone();
    phone.add_addresses(vec!["127.0.0.1:1".to_owned(), hall.address().to_string()]).unwrap();
    record(&phone, 1);
    assert_eq!(phone.hand_in().entries, 1);
}
