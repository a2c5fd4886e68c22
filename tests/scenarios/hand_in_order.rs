//! Several phones at once in one lane, in one house, in one class: who hands in first
//! makes no difference.

use std::collections::BTreeMap;

use camtay_core::api::{HouseholdChange, ResidentChange, StepOutcome, WholeGuide};
use camtay_journal::entry::{Consent, PhoneKind, Reason, SessionKind, Status};
use camtay_tests::harness::{Hall, InProcessPhone};

use crate::commune::{self, NEVER_SHARE, VNEID, change};

const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

fn whole(resident: &str, skill: u16, outcome: StepOutcome, session: &str) -> WholeGuide {
    WholeGuide { session: Some(session.to_owned()), ..commune::whole(resident, skill, outcome) }
}

/// Everything that phones can say differently about the same people.
fn afternoon(number: u32, phone: &InProcessPhone, session: &str) {
    let village = phone.village("Đông");
    let page = phone.households(village.clone(), None, None, 10).unwrap();
    let household = page.lines[0].id.clone();
    let ids = ["Nguyễn Văn Ba", "Trần Thị Bốn"].map(|name| phone.resident_called(name));
    let [one, other] = &ids;

    phone.mark_attendance(session.to_owned(), ids.to_vec(), true).unwrap();
    phone.count_heads(session.to_owned(), 10 + number).unwrap();
    let outcome = match number {
        0 => StepOutcome::Alone,
        1 => StepOutcome::Stuck { reason: Reason::NoNetwork },
        _ => StepOutcome::Refused,
    };
    phone.guide_whole(whole(one, NEVER_SHARE, outcome, session)).unwrap();
    let mistake = phone.guide_whole(whole(other, VNEID, StepOutcome::Helped, session)).unwrap();
    phone.take_back(mistake.clone()).unwrap();
    if number == 1 {
        phone.give_back(mistake).unwrap();
    }
    phone
        .change_household(HouseholdChange {
            household: household.clone(),
            village: None,
            head: None,
            place: Some(format!("cạnh nhà số {number}")),
        })
        .unwrap();
    let kind = [PhoneKind::Own, PhoneKind::Shared, PhoneKind::Keypad][number as usize];
    phone.change_resident(ResidentChange { phone_kind: Some(kind), ..change(one) }).unwrap();
    let added = phone
        .new_resident(&household, &format!("Lê Thị {}", ["Một", "Hai", "Ba"][number as usize]));
    phone
        .visit_household(household.clone(), vec![added.clone()], Some(session.to_owned()))
        .unwrap();
    phone.mark_duplicate(added.clone(), other.clone()).unwrap();
    phone.set_appointment(added.clone(), Some(VNEID), format!("2099-01-0{}", number + 1)).unwrap();
    match number {
        0 => phone.mark_attendance(session.to_owned(), vec![other.clone()], false).unwrap(),
        1 => phone.record_consent(other.clone(), Consent::Withdrawn, None).unwrap(),
        _ => {
            let gone = Some(Status::MovedAway);
            phone.change_resident(ResidentChange { status: gone, ..change(other) }).unwrap();
        }
    }
    phone.count_unnamed_refusal(household, Some(session.to_owned())).unwrap();
}

fn hub_digests(hall: &Hall) -> BTreeMap<String, String> {
    let check = hall.check();
    assert_eq!(check.code, 0, "{}", check.out);
    let digests = hall.digests_by_key();
    for (key, digest) in &digests {
        assert!(check.out.contains(&format!("{digest}  {key}")), "check says the digests");
    }
    digests
}

#[test]
fn any_order_of_hand_in_gives_the_same_digests_on_every_phone_and_at_the_hall() {
    let mut hall = commune::hall_with(&[&["Nguyễn Văn Ba", "Trần Thị Bốn"]]);
    let phones = ["AN", "BINH", "CHI"].map(|volunteer| {
        let phone = InProcessPhone::new();
        phone.enrol_at(&hall, &hall.invite(volunteer), &["DONG", "TAY"]);
        phone
    });
    let session = phones[0].new_session(&phones[0].village("Đông"), SessionKind::WeeklyLesson);
    let code = phones[0].session_code(session.clone()).unwrap();
    for (number, phone) in phones.iter().enumerate() {
        if number > 0 {
            phone.join_session(code.clone()).unwrap();
        }
        afternoon(number as u32, phone, &session);
    }
    phones[0].close_session(session).unwrap();
    hall.stop();

    let mut seen: Option<BTreeMap<String, String>> = None;
    for order in ORDERS {
        let hall = hall.twin();
        let phones = phones.each_ref().map(|phone| phone.twin_at(&hall));
        for at in order {
            phones[at].try_hand_in().unwrap();
            // One of them pulls in between, which must change nothing.
            phones[order[0]].pull();
        }
        let digests = hub_digests(&hall);
        for phone in &phones {
            phone.pull();
            let own = phone.digests();
            assert_eq!(own["Đông"], digests["DONG"], "{order:?}");
            assert_eq!(own["Tây"], digests["TAY"], "{order:?}");
        }
        match &seen {
            None => seen = Some(digests),
            Some(first) => assert_eq!(first, &digests, "{order:?}"),
        }
    }
}
