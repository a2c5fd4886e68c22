//! Versions that meet: what one doesn't know it keeps and passes on.

use camtay_journal::entry::{Body, HouseholdAdded, PersonalPart};
use camtay_journal::ids::VillageId;
use camtay_tests::harness::{InProcessPhone, RoguePhone, wall_clock};

use crate::commune;

/// A kind that no version has yet.
const LATER: u8 = 200;

#[tokio::test]
async fn a_kind_of_a_later_version_is_kept_acknowledged_and_passed_on() {
    let hall = commune::hall();
    let village: VillageId = {
        let library = hall.library();
        let state = library.state();
        state.control.villages().find(|(_, it)| it.key == "DONG").unwrap().0
    };
    let now = wall_clock();
    let (mut later, code) = RoguePhone::enrol(&hall.invite("AN"), now, 5).await.unwrap();
    hall.approve(&code, &[]);
    let named = PersonalPart { name: Some("Hồ Văn Tư".to_owned()), ..PersonalPart::default() };
    later.write(now, HouseholdAdded { village }, Some(named.clone()));
    let unknown = later.write(now, Body::Unknown { kind: LATER, payload: vec![7; 12] }, None);
    later.write(now, HouseholdAdded { village }, Some(named));
    let receipt = later.send(later.batch(1, 3).unwrap()).await.unwrap();
    assert_eq!((receipt.seq, receipt.head), (3, later.head(3)));

    let library = hall.library();
    let kept = library.entry(unknown).unwrap().unwrap();
    assert_eq!(kept.body, Body::Unknown { kind: LATER, payload: vec![7; 12] });
    assert_eq!(library.state().control.set_aside(unknown), None, "nothing is wrong with it");

    // An old phone takes it in with all others, and comes to what the hall comes to.
    let (digest, households) = std::thread::scope(|scope| {
        let old = || {
            let phone = InProcessPhone::enrolled(&hall, "BINH");
            let village = phone.village("Đông");
            let households = phone.households(village, None, None, 10).unwrap().lines.len();
            (phone.digests()["Đông"].clone(), households)
        };
        scope.spawn(old).join().unwrap()
    });
    assert_eq!(digest, hall.digests_by_key()["DONG"]);
    assert_eq!(households, 2);
    let check = hall.check();
    assert_eq!(check.code, 0, "{}{}", check.out, check.err);
}
