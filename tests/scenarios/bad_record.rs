//! Bad records in the middle of a batch.

use camtay_journal::entry::{
    Body, Guided, HouseholdAdded, HouseholdVisited, Outcome, PersonalPart, ResidentAdded,
    ResidentsMerged, SetAsideReason, Status, Steps, TakenBack,
};
use camtay_journal::ids::{EntryId, HouseholdId, ResidentId, SkillId, VillageId};
use camtay_tests::harness::{DAY, InProcessPhone, RoguePhone, wall_clock};

use crate::commune::{self, NEVER_SHARE, count, report};

fn guided(resident: ResidentId) -> Guided {
    Guided {
        session: None,
        residents: vec![resident],
        skill: SkillId(NEVER_SHARE),
        pack: 1,
        steps: Steps::EMPTY,
        whole: Some(Outcome::Helped),
        come_back: None,
    }
}

fn named(name: &str) -> Option<PersonalPart> {
    Some(PersonalPart { name: Some(name.to_owned()), ..PersonalPart::default() })
}

#[tokio::test]
async fn a_bad_record_is_set_aside_with_its_reason_and_the_rest_counts() {
    let hall = commune::hall();
    commune::make_essential(&hall, &[NEVER_SHARE]);
    let now = wall_clock();
    let (mut phone, code) = RoguePhone::enrol(&hall.invite("AN"), now, 11).await.unwrap();
    hall.approve(&code, &[]);
    let village: VillageId = {
        let library = hall.library();
        let state = library.state();
        state.control.villages().find(|(_, it)| it.key == "DONG").unwrap().0
    };

    let household =
        HouseholdId(phone.write(now, HouseholdAdded { village }, named("Nguyễn Văn Ba")));
    let added = ResidentAdded {
        household,
        adult: true,
        status: Status::Active,
        phone_kind: None,
        occupation: None,
    };
    let one = ResidentId(phone.write(now, added, named("Nguyễn Văn Ba")));
    let other = ResidentId(phone.write(now, added, named("Trần Thị Bốn")));
    phone.write(now, guided(one), None);
    // Only the hall merges.
    let merged = phone.write(now, ResidentsMerged { keep: one, other }, None);
    // Bytes that their kind can't read.
    let malformed = phone.write(now, Body::Unknown { kind: 30, payload: vec![0xFF; 9] }, None);
    // Somebody whose number no entry can have, met in a house that everybody knows.
    let nobody = ResidentId(EntryId { device: phone.device(), seq: 1 << 40 });
    let visited = HouseholdVisited { household, session: None, residents: vec![nobody] };
    let phantom = phone.write(now, visited, None);
    // A moment three days ahead.
    let future = phone.write(now + 3 * DAY, guided(other), None);
    // The number of an identity paper in a name.
    let number = phone.write(now, added, named("Lê Văn Sáu 046058001234"));
    // A correction of what it never wrote.
    let unwritten = EntryId { device: phone.device(), seq: 999 };
    let unknown = phone.write(now, TakenBack { entry: unwritten }, None);
    phone.write(now, guided(other), None);

    let receipt = phone.send(phone.batch(1, 11).unwrap()).await.unwrap();
    assert_eq!((receipt.seq, receipt.head), (11, phone.head(11)), "all of it is acknowledged");
    phone.write(now, HouseholdAdded { village }, named("Hồ Văn Tư"));
    let receipt = phone.send(phone.batch(12, 12).unwrap()).await.unwrap();
    assert_eq!(receipt.seq, 12, "the queue goes on");

    let library = hall.library();
    {
        let state = library.state();
        let mut aside: Vec<_> = state.control.all_set_aside().collect();
        aside.sort_unstable();
        assert_eq!(
            aside,
            [
                (merged, SetAsideReason::NotAllowed),
                (malformed, SetAsideReason::Malformed),
                (phantom, SetAsideReason::Malformed),
                (future, SetAsideReason::FromTheFuture),
                (number, SetAsideReason::IdNumber),
                (unknown, SetAsideReason::UnknownTarget),
            ]
        );
    }
    assert_eq!(count(&report(&hall), "3.3", "residents"), 2);
    assert_eq!(hall.check().code, 0);

    // Another phone hears of all that and comes to the same.
    let colleague = std::thread::scope(|scope| scope.spawn(|| pulled(&hall)).join().unwrap());
    assert_eq!(colleague, hall.digests_by_key()["DONG"]);
}

fn pulled(hall: &camtay_tests::harness::Hall) -> String {
    InProcessPhone::enrolled(hall, "BINH").digests()["Đông"].clone()
}
