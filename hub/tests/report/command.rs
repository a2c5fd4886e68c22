//! The command, on a real hall.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn camtay(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_camtay-hub")).args(arguments).output().unwrap()
}

fn json(arguments: &[&str]) -> Value {
    let output = camtay(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn hall_with_a_village(folder: &Path) -> String {
    let hall = folder.join("hall").display().to_string();
    camtay(&["init", &hall, "--commune-code", "19405", "--commune-name", "phường Ba Ngòi"]);
    add_village(folder, &hall, "T1");
    hall
}

fn add_village(folder: &Path, hall: &str, key: &str) {
    let list = folder.join("villages.csv");
    let text = format!("ma_thon,ten_thon,tu_ngay\n{key},Suối Môn {key},1/7/2025\n");
    std::fs::write(&list, text).unwrap();
    let imported = camtay(&["import", hall, "--villages", list.to_str().unwrap()]);
    assert!(imported.status.success(), "{}", String::from_utf8_lossy(&imported.stderr));
}

fn row<'a>(report: &'a Value, number: &str) -> &'a Value {
    let rows = report["rows"].as_array().unwrap();
    rows.iter().find(|row| row["number"] == number).unwrap()
}

const PERIOD: [&str; 4] = ["--from", "2026-01-01", "--as-of", "2026-11-20"];

#[test]
fn typed_rows_are_kept_a_report_is_frozen_and_what_comes_later_is_an_amendment() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let hall = hall_with_a_village(folder);
    let typed = folder.join("typed.json");
    std::fs::write(
        &typed,
        r#"{"schema":"camtay/typed-rows/1","rows":{"1.1":{"result":"Có"},"2.2":{"number":5}}}"#,
    )
    .unwrap();
    let report = |rest: &[&str]| json(&[&["report", &hall], &PERIOD[..], rest].concat());

    let with_typed = report(&["--typed", typed.to_str().unwrap()]);
    assert_eq!(row(&with_typed, "1.1")["result"]["vi"], "Có");
    let later = report(&[]);
    assert_eq!(row(&later, "2.2")["counts"]["number"], 5, "kept for the next report");
    assert_eq!(row(&later, "2.11")["rate"]["denominator"], 1);
    assert_eq!((&later["number"], &later["amendments"]), (&Value::Null, &Value::Null));

    let frozen = report(&["--freeze"]);
    assert_eq!(frozen["number"], 1);
    assert_eq!(report(&[])["amendments"]["changes"], Value::Array(Vec::new()));

    add_village(folder, &hall, "T2");
    let again = json(&["report", &hall, "--number", "1"]);
    assert_eq!(again["rows"], frozen["rows"], "a frozen report never changes");
    let amendments = json(&["report", &hall, "--amendments", "1"]);
    let change = |figure: &str| {
        let changes = amendments["changes"].as_array().unwrap();
        changes.iter().find(|it| it["row"] == "2.11" && it["figure"] == figure).cloned()
    };
    let denominator = change("denominator").unwrap();
    assert_eq!((&denominator["was"], &denominator["now"]), (&Value::from(1), &Value::from(2)));
    assert_eq!(report(&["--freeze"])["number"], 2);
}

#[test]
fn every_counted_row_opens_its_records() {
    let folder = tempfile::tempdir().unwrap();
    let hall = hall_with_a_village(folder.path());
    let rows = ["2.3", "2.8", "2.9", "2.10", "2.11", "2.12", "2.13", "2.14", "3.3", "3.5"];
    for number in rows {
        assert_eq!(json(&["report", &hall, "--records", number]), Value::Array(Vec::new()));
    }
}

#[test]
fn the_page_is_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let hall = hall_with_a_village(folder.path());
    let page = folder.path().join("report.html");
    let output = camtay(&["report", &hall, "--format", "html", "--out", page.to_str().unwrap()]);
    assert!(output.status.success() && output.stdout.is_empty());
    assert!(std::fs::read_to_string(page).unwrap().starts_with("<!DOCTYPE html>"));
}

#[test]
fn bad_input_is_one_sentence_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let hall = hall_with_a_village(folder.path());
    let bad = folder.path().join("bad.json");
    std::fs::write(&bad, r#"{"schema":"camtay/typed-rows/1","rows":{"3.1":{"numerator":1}}}"#)
        .unwrap();
    let bad = bad.to_str().unwrap();
    for (rest, code, says) in [
        (vec!["--from", "2026-02-01", "--as-of", "2026-01-31"], 1, "ends before it begins"),
        (vec!["--typed", bad], 1, "denominator"),
        (vec!["--template", bad], 1, "template"),
        (vec!["--number", "7"], 1, "no report 7"),
        (vec!["--records", "1.1"], 1, "no records"),
        (vec!["--as-of", "31/02/2026"], 2, "as-of"),
        (vec!["--typed", "/nowhere.json"], 4, "typed rows"),
    ] {
        let output = camtay(&[vec!["report", &hall], rest].concat());
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{told}");
        assert!(told.contains(says), "{told}");
        assert!(output.stdout.is_empty());
    }
    assert_eq!(row(&json(&["report", &hall]), "3.1")["state"], "not_typed");
}

#[test]
fn the_settings_behind_the_figures_are_shown_and_changed() {
    let folder = tempfile::tempdir().unwrap();
    let hall = hall_with_a_village(folder.path());
    let settings = |rest: &[&str]| camtay(&[&["settings", &hall], rest].concat());
    let shown = |output: Output| String::from_utf8(output.stdout).unwrap();
    assert!(shown(settings(&[])).contains("essential: none chosen\n"));
    let essential = ["--essential", "vneid-install,never-share"];
    let changed = shown(settings(&[&essential[..], &["--counting", "alone,helped"]].concat()));
    assert!(changed.contains("counting: alone,helped\n"), "{changed}");
    let report = json(&["report", &hall]);
    assert_eq!(report["basis"]["essential_skills"].as_array().unwrap().len(), 2);
    let unknown = settings(&["--essential", "vneid"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("vneid-install"));
}
