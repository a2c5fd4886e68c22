//! A volunteer's day with no network, handed in in the evening.

use camtay_core::api::{Error, StepOutcome, StepTap};
use camtay_core::error::NetworkProblem;
use camtay_core::read_models::{OwnRecord, Whereabouts};
use camtay_journal::entry::SessionKind;
use camtay_tests::harness::{InProcessPhone, wall_clock};

use crate::commune::{self, AS_OF, FROM, NEVER_SHARE, NEVER_SHARE_STEPS, count};

fn records(phone: &InProcessPhone) -> Vec<OwnRecord> {
    phone.own_records(None, 100).unwrap().records
}

fn guide(phone: &InProcessPhone, resident: &str, session: &str) {
    let (resident, session) = (resident.to_owned(), Some(session.to_owned()));
    phone.start_guide(resident.clone(), NEVER_SHARE, session).unwrap();
    for step in 0..NEVER_SHARE_STEPS {
        phone
            .mark_step(StepTap {
                resident: resident.clone(),
                skill: NEVER_SHARE,
                step,
                outcome: StepOutcome::Helped,
                come_back: None,
                note: None,
            })
            .unwrap();
    }
    phone.finish_guide(resident, NEVER_SHARE).unwrap().unwrap();
}

#[test]
fn a_day_without_network_is_on_the_phone_then_at_the_hall_then_in_the_report() {
    let mut hall = commune::hall();
    commune::make_essential(&hall, &[NEVER_SHARE]);
    let phone = InProcessPhone::enrolled(&hall, "AN");
    hall.stop();

    let village = phone.village("Đông");
    let session = phone.new_session(&village, SessionKind::HomeVisit);
    for (head, name) in [("Nguyễn Văn Ba", "Nguyễn Văn Ba"), ("Hồ Văn Tư", "Hồ Thị Lài")]
    {
        let household = phone.new_household(&village, head);
        let resident = phone.new_resident(&household, name);
        guide(&phone, &resident, &session);
        phone.visit_household(household, vec![resident], Some(session.clone())).unwrap();
    }
    phone.close_session(session).unwrap();

    let written = records(&phone);
    assert!(written.iter().all(|record| record.whereabouts == Whereabouts::OnThisPhone));
    assert_eq!(phone.waiting().unwrap().records as usize, written.len());
    assert_eq!(phone.waiting().unwrap().people, 2);
    let unreachable = Error::Network { problem: NetworkProblem::Unreachable };
    assert_eq!(phone.try_hand_in().unwrap_err(), unreachable);
    assert_eq!(records(&phone), written);

    hall.serve();
    let result = phone.hand_in();
    assert_eq!(result.entries as usize, written.len());
    assert!(result.confirmed_at.is_some());
    assert_eq!(phone.waiting().unwrap().records, 0);
    let received = records(&phone);
    assert_eq!(received.len(), written.len());
    for record in &received {
        assert_eq!(record.whereabouts, Whereabouts::Received, "{record:?}");
    }
    assert_eq!(phone.upload_page().unwrap().received as usize, written.len());

    let report = hall.report(FROM, AS_OF, &["--freeze"]);
    assert_eq!(count(&report, "3.3", "residents"), 2);
    assert_eq!(count(&report, "2.12", "households"), 2);
    assert_eq!(count(&report, "2.12", "residents"), 2);
    phone.pull();
    for record in records(&phone) {
        assert_eq!(record.whereabouts, Whereabouts::InReport { number: 1 }, "{record:?}");
    }

    // Receipts and reports know seconds: let the one of the report pass.
    let frozen = wall_clock();
    while wall_clock() == frozen {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let late = phone.new_household(&village, "Phan Văn Năm");
    assert_eq!(records(&phone)[0].whereabouts, Whereabouts::OnThisPhone);
    phone.hand_in();
    phone.pull();
    let newest = &records(&phone)[0];
    assert_eq!(newest.entry, late);
    assert_eq!(newest.whereabouts, Whereabouts::NextReport);
    assert_eq!(hall.check().code, 0);
}
