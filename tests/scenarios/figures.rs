//! The figures of the report equal those that a script counts from the JSON lines alone.

use std::process::Command;

use camtay_journal::vietnamese::Day;
use camtay_tests::harness::{DAY, PhoneProcess, wall_clock};
use serde_json::{Value, json};

use crate::commune::{self, NEVER_SHARE, NEVER_SHARE_STEPS, VNEID};

/// "Trả tiền bằng mã QR": nine steps.
const PAY: u16 = 20;
const FIRST_DAY: i64 = 9;
const LAST_DAY: i64 = 2;

/// Seven o'clock in the morning in Vietnam, some days ago.
fn morning(days_ago: i64) -> i64 {
    let midnight_utc = wall_clock().div_euclid(DAY) * DAY;
    midnight_utc - days_ago * DAY
}

fn set_clock(phone: &mut PhoneProcess, unix: i64) {
    phone.ask(json!({ "command": "set_clock", "unix": unix }));
}

/// Says a command a minute after the one before.
fn ask(phone: &mut PhoneProcess, mut command: Value, name: &str) -> Value {
    phone.ask(json!({ "command": "advance_clock", "seconds": 60 }));
    command["command"] = json!(name);
    phone.ask(command)
}

fn id(phone: &mut PhoneProcess, command: Value, name: &str) -> String {
    ask(phone, command, name).as_str().expect("an id").to_owned()
}

/// Goes through some steps of a guide and leaves it open.
fn taps(phone: &mut PhoneProcess, guide: &Value, marks: &[(u32, Value)]) {
    ask(phone, guide.clone(), "start_guide");
    for (step, outcome) in marks {
        let tap = json!({
            "resident": guide["resident"], "skill": guide["skill"], "step": step, "outcome": outcome,
        });
        ask(phone, tap, "mark_step");
    }
}

fn steps(phone: &mut PhoneProcess, guide: &Value, marks: &[(u32, Value)]) -> String {
    taps(phone, guide, marks);
    let left = json!({ "resident": guide["resident"], "skill": guide["skill"] });
    id(phone, left, "finish_guide")
}

fn all(count: u32, outcome: &str) -> Vec<(u32, Value)> {
    (0..count).map(|step| (step, json!(outcome))).collect()
}

fn stuck(reason: &str) -> Value {
    json!({ "stuck": { "reason": reason } })
}

/// The households and residents of the village, which the script learns of by looking.
fn look_around(phone: &mut PhoneProcess) -> (String, Vec<String>, Vec<String>) {
    let village = phone.village("Đông");
    for skill in [NEVER_SHARE, VNEID, PAY] {
        ask(phone, json!({ "skill": skill }), "steps");
    }
    let ids = |page: &Value| -> Vec<String> {
        let lines = page["lines"].as_array().expect("lines").iter();
        lines.map(|line| line["id"].as_str().expect("an id").to_owned()).collect()
    };
    let mut households = ids(&ask(phone, json!({ "village": village }), "households"));
    let mut residents = ids(&ask(phone, json!({ "village": village }), "people"));
    households.sort();
    residents.sort();
    for household in &households {
        ask(phone, json!({ "household": household }), "household");
    }
    for resident in &residents {
        ask(phone, json!({ "resident": resident }), "resident");
    }
    (village, households, residents)
}

/// The first day of the phone that is killed in the middle of a guide. Returns the class
/// that the other one joins.
fn first_day(phone: &mut PhoneProcess) -> String {
    set_clock(phone, morning(FIRST_DAY));
    let (village, households, residents) = look_around(phone);
    let session = |kind: &str, audience: &[&str]| json!({ "village": village, "kind": kind, "audience": audience, "organiser": "team", "skills": [1] });
    let visit = id(phone, session("home_visit", &["older_people"]), "open_session");
    let consent = |resident: &str, answer: &str| json!({ "resident": resident, "answer": answer, "session": visit });
    for at in [0, 1, 3, 4] {
        ask(phone, consent(&residents[at], "given"), "record_consent");
    }
    ask(phone, consent(&residents[2], "refused"), "record_consent");
    let guide = |resident: &str, skill: u16| json!({ "resident": resident, "skill": skill, "session": visit });

    // Everything; a start that gets stuck; a refusal without a name.
    steps(phone, &guide(&residents[0], NEVER_SHARE), &all(NEVER_SHARE_STEPS, "helped"));
    let mut half = all(3, "alone");
    half.extend([(3, stuck("no_network")), (4, stuck("no_network"))]);
    steps(phone, &guide(&residents[1], VNEID), &half);
    let house = |at: usize, met: &[&String]| json!({ "household": households[at], "residents": met, "session": visit });
    ask(phone, house(0, &[&residents[0], &residents[1]]), "visit_household");
    let refusal = json!({ "household": households[1], "session": visit });
    ask(phone, refusal.clone(), "count_unnamed_refusal");
    let second = id(phone, refusal, "count_unnamed_refusal");
    ask(phone, json!({ "entry": second }), "take_back");

    // SIGKILL in the middle of a guide; the other half follows after it.
    taps(phone, &guide(&residents[3], NEVER_SHARE), &all(4, "helped"));
    phone.kill();
    phone.start();
    set_clock(phone, morning(FIRST_DAY) + 3 * 3_600);
    phone.ask(json!({ "command": "unlock_without_pin" }));
    let rest: Vec<_> = (4..NEVER_SHARE_STEPS).map(|step| (step, json!("alone"))).collect();
    steps(phone, &guide(&residents[3], NEVER_SHARE), &rest);
    ask(phone, house(2, &[&residents[3]]), "visit_household");
    ask(phone, house(2, &[&residents[3]]), "visit_household");
    let mistake = id(phone, house(3, &[]), "visit_household");
    ask(phone, json!({ "entry": mistake }), "take_back");

    // Whole skills: one taken back, one taken back and given back.
    let whole = |resident: &str, skill: u16, outcome: &str| json!({ "resident": resident, "skill": skill, "outcome": outcome, "session": visit });
    let mistake = id(phone, whole(&residents[3], VNEID, "already"), "guide_whole");
    ask(phone, json!({ "entry": mistake }), "take_back");
    let back = id(phone, whole(&residents[1], PAY, "helped"), "guide_whole");
    ask(phone, json!({ "entry": back }), "take_back");
    ask(phone, json!({ "entry": back }), "give_back");
    ask(phone, whole(&residents[4], NEVER_SHARE, "refused"), "guide_whole");
    let mut later = whole(&residents[4], PAY, "come_back");
    later["come_back"] = json!("2099-02-01");
    ask(phone, later, "guide_whole");

    // Newcomers: a worker, a guest, one whose guide leaves a step out.
    let new = |name: &str, more: Value| {
        let mut new = json!({
            "household": households[2], "name": name, "birth_year": 1975, "adult": true, "guest": false,
            "consent_given": true, "session": visit,
        });
        new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        new
    };
    let worker = id(phone, new("Lê Thị Công", json!({ "occupation": "worker" })), "add_resident");
    let guest = id(phone, new("Phan Khách", json!({ "guest": true })), "add_resident");
    let unknown = json!({ "birth_year": null });
    let elder = id(phone, new("Hồ Thị Già", unknown), "add_resident");
    ask(phone, whole(&worker, NEVER_SHARE, "alone"), "guide_whole");
    ask(phone, whole(&guest, NEVER_SHARE, "alone"), "guide_whole");
    let mut marks = all(NEVER_SHARE_STEPS, "already");
    marks[2].1 = json!("not_applicable");
    steps(phone, &guide(&elder, NEVER_SHARE), &marks);
    taps(phone, &guide(&elder, VNEID), &[(0, stuck("old_phone"))]);
    ask(phone, json!({ "resident": elder, "skill": VNEID, "step": 0 }), "undo_step");
    ask(phone, json!({ "resident": elder, "skill": VNEID }), "finish_guide");
    ask(phone, house(2, &[&worker, &guest, &elder]), "visit_household");
    let appointment = json!({ "resident": worker, "skill": VNEID, "on": "2099-01-01" });
    ask(phone, appointment, "set_appointment");
    ask(phone, json!({ "resident": elder, "skill": null, "on": "2099-01-01" }), "set_appointment");
    ask(phone, json!({ "resident": elder, "skill": null }), "keep_appointment");
    ask(phone, json!({ "session": visit }), "close_session");

    let class = id(phone, session("class", &["workers"]), "open_session");
    let audience = json!({ "session": class, "audience": ["workers", "poor"] });
    ask(phone, audience, "change_session");
    let there: Vec<_> = residents[4..9].to_vec();
    let ticked = json!({ "session": class, "residents": there, "present": true });
    ask(phone, ticked, "mark_attendance");
    ask(phone, json!({ "session": class, "unnamed": 9 }), "count_heads");
    let lesson = id(phone, session("weekly_lesson", &[]), "open_session");
    ask(phone, json!({ "session": lesson, "unnamed": 20 }), "count_heads");
    let other = id(phone, session("class", &["people_with_disabilities"]), "open_session");
    ask(phone, json!({ "session": other, "unnamed": 5 }), "count_heads");
    class
}

/// The day of the phone that joins the class and sees some things differently.
fn joined(phone: &mut PhoneProcess, code: &str) {
    set_clock(phone, morning(FIRST_DAY) + 5 * 3_600);
    let (village, households, residents) = look_around(phone);
    let class = id(phone, json!({ "code": code }), "join_session");
    let there: Vec<_> = residents[7..12].to_vec();
    let ticked = json!({ "session": class, "residents": there, "present": true });
    ask(phone, ticked, "mark_attendance");
    let left = json!({ "session": class, "residents": [residents[8]], "present": false });
    ask(phone, left, "mark_attendance");
    ask(phone, json!({ "session": class, "unnamed": 12 }), "count_heads");
    let together = json!({
        "session": class, "skill": NEVER_SHARE, "residents": residents[9..12], "outcome": "helped",
    });
    ask(phone, together, "guide_class");

    let visit = json!({
        "village": village, "kind": "campaign_day", "audience": ["ethnic_minorities"],
        "organiser": "youth_union", "skills": [],
    });
    let visit = id(phone, visit, "open_session");
    let yes = json!({ "resident": residents[0], "answer": "given", "session": visit });
    ask(phone, yes, "record_consent");
    let no = json!({
        "resident": residents[0], "skill": NEVER_SHARE, "outcome": "refused", "session": visit,
    });
    ask(phone, no, "guide_whole");
    let guide = json!({ "resident": residents[9], "skill": VNEID, "session": visit });
    let troubles =
        [(0, stuck("old_phone")), (1, stuck("old_phone")), (2, stuck("forgot_password"))];
    steps(phone, &guide, &troubles);
    let home = json!({ "household": households[3], "residents": [residents[9]], "session": visit });
    ask(phone, home, "visit_household");
    ask(phone, json!({ "resident": residents[10], "occupation": "worker" }), "change_resident");
    let head = json!({ "village": village, "head": "Trương Mới" });
    let household = id(phone, head, "add_household");
    let newcomer = json!({
        "household": household, "name": "Trương Thị Cũ", "birth_year": 1940, "adult": true,
        "guest": false, "consent_given": true, "session": visit,
    });
    let newcomer = id(phone, newcomer, "add_resident");
    let done = json!({
        "resident": newcomer, "skill": NEVER_SHARE, "outcome": "helped", "session": visit,
    });
    ask(phone, done, "guide_whole");
    ask(phone, json!({ "resident": newcomer, "status": "died" }), "change_resident");
    let empty = json!({ "household": household, "residents": [], "session": visit });
    ask(phone, empty, "visit_household");
}

/// A week later: a second lesson, trouble with what went well, what stuck now done.
fn last_day(phone: &mut PhoneProcess) {
    set_clock(phone, morning(LAST_DAY));
    let (village, _, residents) = look_around(phone);
    let lesson = json!({
        "village": village, "kind": "weekly_lesson", "audience": [], "organiser": "team", "skills": [],
    });
    let lesson = id(phone, lesson, "open_session");
    let guide = |resident: &str, skill: u16| json!({ "resident": resident, "skill": skill, "session": lesson });
    let trouble = [(0, stuck("screen_differs"))];
    steps(phone, &guide(&residents[0], NEVER_SHARE), &trouble);
    let mut later = guide(&residents[4], PAY);
    later["outcome"] = json!("helped");
    ask(phone, later, "guide_whole");
}

/// What the script counts.
fn counted_by_script(phones: &[&PhoneProcess], about: &Value) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/count.mjs");
    let file = folder.path().join("about.json");
    std::fs::write(&file, about.to_string()).unwrap();
    let mut node = Command::new("node");
    node.arg(script).arg(file);
    for (number, phone) in phones.iter().enumerate() {
        let file = folder.path().join(format!("phone-{number}.jsonl"));
        std::fs::write(&file, phone.transcript()).unwrap();
        node.arg(file);
    }
    let done = node.output().expect("node 20 is installed");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).unwrap()
}

#[test]
fn the_figures_equal_those_that_a_script_counts_from_the_json_lines_alone() {
    let households: [&[&str]; 4] = [
        &["Nguyễn Văn Ba", "Trần Thị Bốn", "Nguyễn Thị Năm"],
        &["Lê Sáu", "Hồ Thị Bảy", "Lê Văn Tám"],
        &["Phan Chín", "Y Mười", "Phan Thị Lan"],
        &["Võ Hùng", "Mai Thị Cúc", "Võ Thị Đào"],
    ];
    let hall = commune::hall_with(&households);
    commune::make_essential(&hall, &[NEVER_SHARE]);
    let mut killed = PhoneProcess::enrolled(&hall, "AN", &[], FIRST_DAY);
    let mut other = PhoneProcess::enrolled(&hall, "BINH", &[], FIRST_DAY);

    let class = first_day(&mut killed);
    let code = id(&mut killed, json!({ "session": class }), "session_code");
    joined(&mut other, &code);
    last_day(&mut killed);
    other.hand_in();
    killed.hand_in();

    let from = Day::of_unix(morning(FIRST_DAY)).to_string();
    let as_of = Day::of_unix(wall_clock()).to_string();
    let report = hall.report(&from, &as_of, &[]);
    let about = json!({
        "from": from, "as_of": as_of, "essential": [NEVER_SHARE], "weekly_share": 75,
        "platforms": ["vneid", "public-services", "cashless"],
        "volunteers": [{ "key": "AN", "kind": "team_member" }, { "key": "BINH", "kind": "pupil" }],
    });
    let counted = counted_by_script(&[&killed, &other], &about);

    for (row, counts) in counted["rows"].as_object().unwrap() {
        for (name, number) in counts.as_object().unwrap() {
            assert_eq!(commune::count(&report, row, name), *number, "row {row}, {name}");
        }
    }
    let reasons = report["difficulties"]["reasons"].as_array().unwrap();
    let difficulties = counted["difficulties"].as_object().unwrap();
    assert_eq!(reasons.len(), difficulties.len());
    for line in reasons {
        let often = &difficulties[line["reason"].as_str().unwrap()];
        assert_eq!((&line["people"], &line["times"]), (&often["people"], &often["times"]));
    }
    assert_eq!(report["refusals"]["heads"], counted["refusals"]);
    assert_eq!(report["appointments"]["open"], counted["appointments"]);
    assert_eq!(report["disagreements"].as_array().unwrap().len(), counted["disagreements"]);
    // The day was rich: nothing is compared with nothing.
    for (row, name) in [
        ("2.3", "groups"),
        ("2.8", "volunteers"),
        ("2.9", "people"),
        ("2.13", "people"),
        ("2.14", "people"),
        ("2.12", "households"),
        ("3.3", "residents"),
        ("3.5", "residents"),
    ] {
        assert!(commune::count(&report, row, name) > 0, "row {row}");
    }
    assert_eq!(counted["disagreements"], 1);

    for phone in [&mut killed, &mut other] {
        phone.ask(json!({ "command": "pull" }));
        assert_eq!(phone.digest("Đông"), hall.digests_by_key()["DONG"]);
    }
    assert_eq!(hall.check().code, 0);
}
