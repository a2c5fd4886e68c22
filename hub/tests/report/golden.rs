//! A whole commune from a seed: its report as JSON is what it was.

use camtay_journal::entry::{Outcome, Reason, Segment, SessionKind, Status, VolunteerKind};
use rand::rngs::StdRng;
use rand::{Rng, RngExt, SeedableRng};

use crate::commune::{Commune, ESSENTIAL, count, request};

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/report/golden.json");

fn outcome(random: &mut impl Rng) -> Outcome {
    match random.random_range(0..10) {
        0..=3 => Outcome::Alone,
        4..=6 => Outcome::Helped,
        7 => Outcome::Already,
        8 => Outcome::Stuck(Reason::ALL[random.random_range(0..Reason::ALL.len())]),
        _ => Outcome::NotApplicable,
    }
}

fn seeded() -> Commune {
    let mut random = StdRng::seed_from_u64(2026);
    let mut commune = Commune::new();
    let villages = ["Suối Môn", "Giải Phóng", "Trà Long"].map(|name| commune.village(name));
    let phones: Vec<_> = villages
        .iter()
        .zip([VolunteerKind::TeamMember, VolunteerKind::YouthUnion, VolunteerKind::Pupil])
        .map(|(village, kind)| {
            let (volunteer, phone) = commune.volunteer(kind);
            let team = commune.team("Tổ công nghệ số", &[*village]);
            commune.join(team, volunteer, "2026-01-15");
            (*village, phone)
        })
        .collect();
    for week in 0..40 {
        for (village, phone) in &phones {
            commune.now = crate::commune::moment("2026-01-12", 8) + week * 7 * 86_400;
            let household = commune.household(*phone, *village);
            if random.random_bool(0.1) {
                commune.refuse(*phone, household, None);
            }
            let visit = commune.session(*phone, *village, SessionKind::HomeVisit, &[]);
            let mut met = Vec::new();
            for _ in 0..random.random_range(1..4) {
                let status = if random.random_bool(0.9) { Status::Active } else { Status::Guest };
                let year = random.random_bool(0.9).then(|| random.random_range(1935..2008));
                let resident = commune.resident_like(*phone, household, year, status);
                for skill in ESSENTIAL {
                    let steps = [outcome(&mut random), outcome(&mut random)];
                    commune.guide(*phone, Some(visit), &[resident], skill, &steps);
                }
                met.push(resident);
            }
            commune.visit(*phone, Some(visit), household, &met);
            if random.random_bool(0.8) {
                let lesson = commune.session(*phone, *village, SessionKind::WeeklyLesson, &[]);
                commune.attend(*phone, lesson, &met, random.random_range(0..20));
            }
            if week % 10 == 0 {
                let audience = [Segment::EthnicMinorities, Segment::Poor];
                let class = commune.session(*phone, *village, SessionKind::Class, &audience);
                commune.attend(*phone, class, &met, 15);
            }
        }
    }
    commune
}

/// `GOLDEN=write` writes the file anew, for somebody to look at the difference.
#[test]
fn the_report_of_a_seeded_commune_is_what_it_was() {
    let typed = r#","population":{"number":250,"source":"Công an phường","date":"2026-10-01"},
        "workers":{"number":220,"source":"Thuế","date":"2026-10-01"},
        "rows":{
            "1.1":{"result":"Có","evidence":["Kế hoạch số 05 ngày 25/7/2026"]},
            "2.2":{"number":5},
            "2.5":{"outside_authority":true},
            "3.1":{"numerator":37,"denominator":37,"evidence":["Phòng Văn hoá – Xã hội"]},
            "3.3":{"supplement":{"number":12,"source":"Đoàn thanh niên","date":"2026-09-01"}}}"#;
    let report = count(&seeded(), &request("2026-01-01", "2026-11-20", typed)).report;
    let json = serde_json::to_string_pretty(&report).unwrap() + "\n";
    if std::env::var_os("GOLDEN").is_some_and(|it| it == "write") {
        std::fs::write(GOLDEN, &json).unwrap();
    }
    let golden = std::fs::read_to_string(GOLDEN).unwrap();
    assert!(json == golden, "the report differs from tests/report/golden.json");
    let read: camtay_hub::report::Report = serde_json::from_str(&golden).unwrap();
    assert_eq!(read, report);
}
