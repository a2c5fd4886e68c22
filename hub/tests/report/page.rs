//! The HTML page.

use camtay_hub::report::html;
use camtay_journal::entry::{Outcome, Reason, Segment, SessionKind, VolunteerKind};
use scraper::{Html, Selector};

use crate::commune::{Commune, ESSENTIAL, count, request};

#[test]
fn the_page_shows_every_row_its_errors_and_nothing_of_the_outside() {
    let mut commune = Commune::new();
    let village = commune.village("<b>Suối & Môn</b>");
    let (_, phone) = commune.volunteer(VolunteerKind::TeamMember);
    commune.at("2026-10-05", 8);
    for _ in 0..8 {
        commune.session(phone, village, SessionKind::Class, &[Segment::Poor]);
    }
    let household = commune.household(phone, village);
    let hoa = commune.resident(phone, household);
    commune.guide(phone, None, &[hoa], ESSENTIAL[0], &[Outcome::Stuck(Reason::NoSim)]);
    let typed = r#","rows":{"3.1":{"numerator":2,"denominator":1}}"#;
    let report = count(&commune, &request("2026-01-01", "2026-11-20", typed)).report;
    let page = html(&report).unwrap();

    assert!(!page.contains("<script"));
    assert!(!page.contains("http://") && !page.contains("https://"));
    assert!(!page.contains("Nguyễn Thị Hoa"));
    let page = Html::parse_document(&page);
    let select = |selector: &str| {
        let selector = Selector::parse(selector).unwrap();
        page.select(&selector).map(|it| it.text().collect::<String>()).collect::<Vec<_>>()
    };
    assert_eq!(select("body > table thead th").len(), 4);
    assert_eq!(select("tr[id] td.number").len(), report.rows.len());
    assert_eq!(select(".error").len(), 1);
    assert_eq!(select("summary"), ["và 2 dòng nữa"]);
    assert!(select("h1")[0].contains("Bình dân học vụ số"));
    assert!(select("section")[1].contains("chưa có sim chính chủ: 1 người"));
    assert!(select("section")[1].contains("thôn <b>Suối & Môn</b>"));
}
