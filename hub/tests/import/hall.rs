//! The command, on a real hall.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn camtay(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_camtay-hub")).args(arguments).output().unwrap()
}

fn new_hall(folder: &Path) -> String {
    let hall = folder.join("hall").display().to_string();
    let made =
        camtay(&["init", &hall, "--commune-code", "19405", "--commune-name", "phường Ba Ngòi"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    hall
}

fn file(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

fn import(hall: &str, rest: &[&str]) -> (i32, Value) {
    let mut arguments = vec!["import", hall, "--format", "json"];
    arguments.extend(rest);
    let output = camtay(&arguments);
    (output.status.code().unwrap(), serde_json::from_slice(&output.stdout).unwrap_or_default())
}

const VILLAGES: &str = "ma_thon,ten_thon,tu_ngay\nT1,Suối Môn,1/7/2025\n";
const HOUSEHOLDS: &str = "ma_ho,ma_thon,chu_ho\nH1,T1,Nguyễn Văn Bình\nH2,T9,Trần Thị Lan\n";
const RESIDENTS: &str =
    "ma_nguoi,ma_ho,ho_ten,nam_sinh\nN1,H1,Nguyễn Văn Bình,1958\nN2,H2,Trần Thị Lan,1960\n";

#[test]
fn an_import_is_tried_refused_done_in_part_corrected_and_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let hall = new_hall(folder);
    let villages = file(folder, "villages.csv", VILLAGES);
    let households = file(folder, "households.csv", HOUSEHOLDS);
    let residents = file(folder, "residents.csv", RESIDENTS);
    let lists = ["--villages", &villages, "--households", &households, "--residents", &residents];

    // A dry run, and an import with errors: every bad row is told, nothing is written.
    for dry_run in [&["--dry-run"][..], &[]] {
        let (code, told) = import(&hall, &[&lists[..], dry_run].concat());
        assert_eq!((code, &told["written"]), (1, &Value::Bool(false)));
        assert_eq!(told["bad"][0]["list"], "households");
        assert_eq!(told["bad"][0]["line"], 3);
        assert_eq!(told["bad"][0]["problem"], "unknown_village");
        assert_eq!(told["bad"][1]["problem"], "unknown_household");
        assert_eq!(told["counts"]["villages"]["new"], 1);
        assert!(!told.to_string().contains("Lan"), "no name in a list of bad rows");
    }

    // The good rows, the others into files.
    let rejected = folder.join("bad.csv").display().to_string();
    let skip = ["--skip-bad", "--rejected", &rejected];
    let (code, told) = import(&hall, &[&lists[..], &skip].concat());
    assert_eq!((code, &told["written"]), (0, &Value::Bool(true)));
    let bad_households = folder.join("bad-households.csv");
    let bad_residents = folder.join("bad-residents.csv");
    let rows = std::fs::read_to_string(&bad_households).unwrap();
    assert!(rows.contains("H2,T9,Trần Thị Lan,"), "{rows}");

    // A file with bad rows is never written over.
    let (code, _) = import(&hall, &[&lists[..], &skip].concat());
    assert_eq!(code, 4);

    // Corrected, the rejected rows go in; then everything is the same.
    std::fs::write(&bad_households, rows.replace("T9", "T1")).unwrap();
    let corrected = [
        "--households",
        bad_households.to_str().unwrap(),
        "--residents",
        bad_residents.to_str().unwrap(),
    ];
    let (code, told) = import(&hall, &corrected);
    assert_eq!((code, &told["counts"]["residents"]["new"]), (0, &Value::from(1)));
    std::fs::write(&households, HOUSEHOLDS.replace("T9", "T1")).unwrap();
    let (code, told) = import(&hall, &lists);
    assert_eq!(code, 0);
    for list in ["villages", "households", "residents"] {
        assert_eq!(told["counts"][list]["new"], 0, "{list}");
        assert_eq!(told["counts"][list]["changed"], 0, "{list}");
    }
    assert_eq!(told["counts"]["residents"]["same"], 2);

    let check = camtay(&["check", &hall]);
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stderr));
}

#[test]
fn bad_input_is_one_sentence_and_exit_code_1() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let hall = new_hall(folder);
    let no_list = file(folder, "x.csv", "a,b\n1,2\n");
    let utf16 = folder.join("utf16.csv");
    std::fs::write(&utf16, b"\xFF\xFEa\0").unwrap();
    for (arguments, code, says) in [
        (vec!["import", &hall], 1, "--villages"),
        (vec!["import", &hall, "--villages", &no_list], 1, "ma_thon"),
        (vec!["import", &hall, "--villages", utf16.to_str().unwrap()], 1, "UTF-8"),
        (vec!["import", &hall, "--villages", "/nowhere.csv"], 4, "villages"),
        (vec!["import", &hall, "--villages", &no_list, "--skip-bad"], 2, "--rejected"),
    ] {
        let output = camtay(&arguments);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{told}");
        assert!(told.contains(says), "{told}");
    }
}
