//! A class of 40 with 12 unnamed heads, recorded on two phones that joined one session.

use camtay_core::api::StepOutcome;
use camtay_journal::entry::{Segment, SessionKind};
use camtay_tests::harness::{InProcessPhone, session};

use crate::commune::{self, NEVER_SHARE, count, report};

const NAMES: [&str; 40] = [
    "An", "Ánh", "Bảo", "Bích", "Cảnh", "Châu", "Cúc", "Cường", "Dân", "Dung", "Đào", "Đức",
    "Giang", "Hà", "Hải", "Hạnh", "Hiền", "Hoa", "Hòa", "Hùng", "Hương", "Khánh", "Lan", "Liên",
    "Long", "Mai", "Minh", "Nga", "Ngọc", "Nhung", "Phúc", "Phương", "Quang", "Sơn", "Tâm", "Thảo",
    "Thu", "Tuấn", "Vân", "Xuân",
];

#[test]
fn a_class_on_two_phones_that_joined_counts_once() {
    let names: Vec<String> = NAMES.iter().map(|name| format!("Nguyễn Thị {name}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let hall = commune::hall_with(&names.chunks(4).collect::<Vec<_>>());
    commune::make_essential(&hall, &[NEVER_SHARE]);
    let opener = InProcessPhone::enrolled(&hall, "AN");
    let joiner = InProcessPhone::enrolled(&hall, "BINH");
    let village = opener.village("Đông");
    let people: Vec<String> = opener
        .people(village.clone(), None, 100)
        .unwrap()
        .lines
        .into_iter()
        .map(|it| it.id)
        .collect();
    assert_eq!(people.len(), 40);

    let audience = [Segment::Workers, Segment::Poor];
    let class = opener.open_session(session(&village, SessionKind::Class, &audience)).unwrap();
    let code = opener.session_code(class.clone()).unwrap();
    assert_eq!(joiner.join_session(code).unwrap(), class);

    // Each ticks those on its side of the room; five stand in the middle.
    let (left, right) = (&people[..25], &people[20..]);
    for (phone, side) in [(&opener, left), (&joiner, right)] {
        phone.mark_attendance(class.clone(), side.to_vec(), true).unwrap();
        phone.count_heads(class.clone(), 12).unwrap();
        phone.guide_class(class.clone(), NEVER_SHARE, side.to_vec(), StepOutcome::Helped).unwrap();
    }
    opener.close_session(class.clone()).unwrap();
    joiner.hand_in();
    opener.hand_in();

    let report = report(&hall);
    assert_eq!(count(&report, "2.9", "classes"), 1);
    assert_eq!(count(&report, "2.9", "people"), 52);
    assert_eq!(count(&report, "2.14", "sessions"), 1);
    assert_eq!(count(&report, "2.14", "people"), 52);
    assert_eq!(count(&report, "3.3", "residents"), 40);
    assert_eq!(count(&report, "2.8", "volunteers"), 1);

    opener.pull();
    joiner.pull();
    for phone in [&opener, &joiner] {
        let page = phone.session(class.clone()).unwrap();
        assert_eq!((page.attended.len(), page.unnamed, page.phones), (40, 12, 2));
        assert_eq!(phone.digests()["Đông"], hall.digests_by_key()["DONG"]);
    }
}
