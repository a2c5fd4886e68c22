//! Frozen reports and what arrives later.

use camtay_hub::report::{Amendment, Frozen, FrozenError, Index, Template, figures_of};
use camtay_journal::entry::{Outcome, TakenBack, VolunteerKind};

use crate::commune::{Commune, ESSENTIAL, count, names, request};

const TYPED: &str = r#","population":{"number":10,"source":"Công an","date":"2026-10-01"}"#;

#[test]
fn what_arrives_after_freezing_is_an_amendment_row_by_row() {
    let mut commune = Commune::new();
    let village = commune.village("Suối Môn");
    let (_, phone) = commune.volunteer(VolunteerKind::TeamMember);
    commune.at("2026-10-05", 8);
    let household = commune.household(phone, village);
    let hoa = commune.resident(phone, household);
    let entry = commune.guide(phone, None, &[hoa], ESSENTIAL[0], &[Outcome::Alone]);
    commune.guide(phone, None, &[hoa], ESSENTIAL[1], &[Outcome::Alone]);

    let asked = request("2026-01-01", "2026-11-20", TYPED);
    let then = count(&commune, &asked);
    let frozen = Frozen { report: then.report, typed: asked.typed.clone(), records: then.records };
    let (json, kept) = frozen.keep(1).unwrap();
    assert_eq!(Frozen::read(&json, &kept).unwrap(), frozen);

    let now = count(&commune, &asked);
    assert_eq!(frozen.amendments(1, &now.report, &now.records).changes, []);

    // Somebody else, recorded in October and handed in only now; and one record taken back.
    let lan = commune.resident(phone, household);
    commune.guide_all(phone, lan);
    commune.write(phone, TakenBack { entry });
    let now = count(&commune, &asked);
    let amendments = frozen.amendments(1, &now.report, &now.records);
    let of_3_3: Vec<_> = amendments.changes.iter().filter(|change| change.row == "3.3").collect();
    assert_eq!(
        of_3_3,
        [&Amendment {
            row: "3.3".into(),
            figure: "residents".into(),
            was: Some(1),
            now: Some(1),
            added: 1,
            removed: 1,
        }]
    );

    // What belongs to a later period amends nothing.
    let before = count(&commune, &asked);
    commune.at("2026-12-01", 8);
    let late = commune.resident(phone, household);
    commune.guide_all(phone, late);
    assert_eq!(count(&commune, &asked), before);
}

#[test]
fn a_kept_report_that_was_edited_is_found() {
    let commune = Commune::new();
    let asked = request("2026-01-01", "2026-11-20", TYPED);
    let then = count(&commune, &asked);
    let frozen = Frozen { report: then.report, typed: asked.typed, records: then.records };
    let (json, kept) = frozen.keep(1).unwrap();
    let edited = String::from_utf8(json).unwrap().replacen("2026", "2027", 1);
    assert!(matches!(Frozen::read(edited.as_bytes(), &kept), Err(FrozenError::Changed(1))));
}

#[test]
fn the_same_records_give_the_same_bytes() {
    let commune = Commune::new();
    let asked = request("2026-01-01", "2026-11-20", TYPED);
    let index = Index::build(&commune.state);
    let template = Template::built_in().unwrap();
    let again = figures_of(&index, &commune.state.control, &asked, &names(), &template);
    let (one, two) = (count(&commune, &asked), again);
    assert_eq!(serde_json::to_vec(&one.report).unwrap(), serde_json::to_vec(&two.report).unwrap());
}
