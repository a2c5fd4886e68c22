//! How old the guides are, what they rest on, what volunteers found to differ.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::process::{Command, Output};

use camtay_content::{
    BUILT_IN_FILES, Pack, Review, SCREENS_FORMAT, ScreenReport, ScreenReports, ScreensError,
    SourceFile, SourceKind, load,
};
use chrono::NaiveDate;

const LISTS: &str = include_str!("bad/lists.toml");
const GOOD: &str = include_str!("bad/good-skill.toml");

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The second step knows its own source, older or newer than the skill's check.
fn review_with(own_source: &str, screens: &[ScreenReport]) -> Review {
    let skill = format!("{GOOD}source = {own_source}\n");
    let files = [("lists.toml", LISTS), ("skills/good-skill.toml", skill.as_str())];
    let files = files.map(|(name, text)| SourceFile { name, bytes: text.as_bytes() });
    load(&files).unwrap().review(day("2026-12-03"), screens).unwrap()
}

fn common(on: &str) -> String {
    format!("{{ kind = 'common-knowledge', text = 'Ai cũng biết', on = '{on}' }}")
}

fn screen(step: Option<(&str, u8)>, last: &str) -> ScreenReport {
    ScreenReport {
        number: 5,
        skill: Some("good-skill".to_owned()),
        step: step.map(|(id, _)| id.to_owned()),
        place: step.map(|(_, place)| place),
        pack: 1,
        visits: 3,
        people: 2,
        last: day(last),
    }
}

#[test]
fn each_step_has_its_age_its_mark_and_its_source_the_oldest_first() {
    let review = review_with(&common("2026-11-30"), &[]);
    let lines: Vec<_> = review
        .ages
        .iter()
        .map(|age| (age.of.as_str(), age.days, age.mark, age.source.as_str(), age.line))
        .collect();
    let known = SourceKind::CommonKnowledge;
    assert_eq!(
        lines,
        [
            ("good-skill/open", 10, SourceKind::Source, "Hướng dẫn của Bộ Công an", Some(10)),
            ("good-skill/read", 3, known, "Ai cũng biết", Some(15)),
        ]
    );
    // The skill was gone through after the step's source was written down.
    let review = review_with(&common("2026-11-01"), &[]);
    assert!(review.ages.iter().all(|age| age.days == 10));
    assert_eq!(review.common_knowledge, 1);
    assert_eq!(review.older_than(10).count(), 0);
    assert_eq!(review.older_than(9).count(), 2);
}

#[test]
fn what_differs_is_raised_until_somebody_has_looked() {
    let screens =
        [screen(Some(("read", 1)), "2026-12-01"), screen(Some(("open", 0)), "2026-11-22")];
    let review = review_with(&common("2026-11-30"), &screens);
    let first = &review.ages[0];
    assert_eq!((first.of.as_str(), first.differed), ("good-skill/read", 3));
    // The step "open" was looked at on the 23rd, after it was found to differ.
    let differ: Vec<_> = review.differ.iter().map(|it| (it.of.as_str(), it.visits)).collect();
    assert_eq!(differ, [("good-skill/read", 3)]);
    assert!(review.to_string().contains("màn hình khác: good-skill/read · 3 visits, 2 people"));

    // The whole skill, looked at in part since; and a step of another hall's own skill.
    let mut own = screen(Some(("x", 4)), "2026-11-25");
    (own.number, own.skill, own.step) = (1000, None, None);
    let review = review_with(&common("2026-11-30"), &[screen(None, "2026-11-25"), own]);
    let differ: Vec<_> = review.differ.iter().map(|it| it.of.as_str()).collect();
    assert_eq!(differ, ["1000/5", "good-skill"]);
    let review = review_with(&common("2026-11-30"), &[screen(None, "2026-11-22")]);
    assert_eq!(review.differ, []);
}

#[test]
fn a_step_worded_by_the_commune_is_as_old_as_its_own_source() {
    let commune = "version = 9\nmade = '2026-12-02'\n";
    let steps = "skill = 'pay-by-qr'\n[[steps]]\nid = 'scan-button'\n\
                 say = { vi = 'Bấm hình vuông', en = 'Tap the square' }\n\
                 source = { kind = 'common-knowledge', text = 'Xem ở xã', on = '2026-12-01' }\n";
    let own = [("commune/commune.toml", commune), ("commune/steps/pay-by-qr.toml", steps)];
    let own = own.map(|(name, text)| SourceFile { name, bytes: text.as_bytes() });
    let files: Vec<_> = BUILT_IN_FILES.iter().copied().chain(own).collect();
    let review = load(&files).unwrap().review(day("2026-12-03"), &[]).unwrap();
    let step = review.ages.iter().find(|age| age.of == "pay-by-qr/scan-button").unwrap();
    assert_eq!((step.days, step.file.as_str()), (2, "commune/steps/pay-by-qr.toml"));
    assert_eq!((step.line, step.source.as_str()), (Some(2), "Xem ở xã"));
}

fn program(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_camtay-content"))
        .arg("review")
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn the_program_prints_the_figures_of_the_pack() {
    let done = program(&["-", "--format", "json", "--today", "2026-12-03"]);
    let json: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    let pack = Pack::built_in().unwrap();
    let steps: usize = pack.skills.iter().map(|skill| skill.steps.len()).sum();
    for (key, value) in [
        ("skills", pack.skills.len()),
        ("steps", steps),
        ("situations", pack.situations.len()),
        ("checks", pack.check_questions.len()),
        ("pack_bytes", pack.unsigned().unwrap().len()),
    ] {
        assert_eq!(json[key], value, "{key}");
    }
    assert!(json["pictures"].is_u64());
    assert_eq!(json["ages"].as_array().unwrap().len(), steps);
    assert!(json["words_a_step"]["longest"].as_u64() >= json["words_a_step"]["median"].as_u64());
    let seconds = json["reading_seconds"]["longest"].as_u64().unwrap();
    assert!((60..300).contains(&seconds), "{seconds}");
}

#[test]
fn old_guides_fail_only_when_that_is_asked_for() {
    let late = ["-", "--today", "2028-11-26"];
    assert_eq!(program(&late).status.code(), Some(0));
    let asked = program(&[&late[..], &["--max-age", "180"]].concat());
    assert_eq!(asked.status.code(), Some(1));
    let said = String::from_utf8(asked.stderr).unwrap();
    assert!(said.contains("pay-by-qr/amount: not looked at for"), "{said}");
    let young = program(&["-", "--today", "2026-11-27", "--max-age", "180"]);
    assert_eq!(young.status.code(), Some(0));
}

#[test]
fn an_export_that_is_none_is_told_from_one_of_a_later_form() {
    let export = ScreenReports {
        format: SCREENS_FORMAT,
        as_of: day("2026-12-03"),
        pack: 1,
        screens: vec![screen(None, "2026-12-01")],
    };
    let json = serde_json::to_string(&export).unwrap();
    assert_eq!(ScreenReports::read(json.as_bytes()), Ok(export));
    let newer = json.replace("\"format\":1", "\"format\":2");
    assert_eq!(ScreenReports::read(newer.as_bytes()), Err(ScreensError::Newer(2)));
    for other in ["", "{}", "[1]", "{\"format\":1}"] {
        let read = ScreenReports::read(other.as_bytes());
        assert!(matches!(read, Err(ScreensError::NotAnExport(_))), "{other}");
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("screens.json");
    std::fs::write(&file, json).unwrap();
    let done = program(&["-", "--reports", file.to_str().unwrap()]);
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(said.contains("màn hình khác: good-skill · 3 visits"), "{said}");
}
