//! Guides on their way: written in a folder, built, published at the hall, taken by phones;
//! what is damaged on the way changes nothing, and nothing undoes what somebody has learnt.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use camtay_core::api::{StepOutcome, StepTap};
use camtay_core::read_models::SkillState;
use camtay_journal::entry::{PackPublished, Reason, Sha256Digest};
use camtay_tests::harness::{Hall, InProcessPhone, Said, content_program};
use serde_json::Value;

use crate::commune::{self, NEVER_SHARE, NEVER_SHARE_STEPS, count, report, whole};

/// "Trả tiền bằng mã QR"; its second step is `scan-button`.
const PAY: u16 = 20;
/// The province's citizen app.
const PROVINCE: u16 = 50;
/// The commune's own skill.
const OWN: u16 = 1000;

const STEP: &str = "\
skill = 'pay-by-qr'
[[steps]]
id = 'scan-button'
say = { vi = 'Bấm hình vuông ở góc trên', en = 'Tap the square in the top corner' }
see = { vi = 'Máy ảnh mở ra.', en = 'The camera opens.' }
if_not = { vi = 'Chưa thấy? Hỏi quầy.', en = 'Not there? Ask at the desk.' }
source = { kind = 'common-knowledge', text = 'Xem trên máy ở xã', on = '2026-11-26' }
";

const SKILL: &str = "\
number = 1000
id = 'pump-times'
group = 'devices'
title = { vi = 'Xem lịch bơm nước', en = 'Look up the pump times' }
why = { vi = 'Để ra đồng đúng giờ có nước.', en = 'So that the field has water.' }
checked = '2026-11-26'
sources = [{ kind = 'source', text = 'Lịch của hợp tác xã', on = '2026-11-26' }]
[[steps]]
id = 'open'
say = { vi = 'Mở nhóm Zalo của hợp tác xã', en = 'Open the cooperative’s Zalo group' }
";

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn content(arguments: &[&str]) -> Output {
    Command::new(content_program()).args(arguments).output().unwrap()
}

fn build(arguments: &[&str]) {
    let done = content(arguments);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// The guides of the program with the commune's step, word and skill over them.
fn commune_pack(hall: &Hall, version: u32) -> PathBuf {
    let folder = hall.folder(&format!("commune-{version}"));
    let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    for part in ["steps", "skills"] {
        std::fs::create_dir(folder.join(part)).unwrap();
    }
    write(
        "commune.toml",
        &format!(
            "version = {version}\nmade = '2026-11-26'\n[[values]]\nkey = 'commune.citizen_app'\n\
             is = {{ vi = 'TINHTHU-S', en = 'TINHTHU-S' }}\n"
        ),
    );
    write("steps/pay-by-qr.toml", STEP);
    write("skills/pump-times.toml", SKILL);
    let file = folder.join("guides.pack");
    build(&["build", "-", text(&file), "--commune", text(&folder)]);
    file
}

/// The guides of this checkout under a later version, one skill with a step more in front.
fn later_pack(hall: &Hall, version: u32) -> PathBuf {
    let folder = hall.folder(&format!("content-{version}"));
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    for part in ["", "skills", "scenes", "pictures", "voices"] {
        let Ok(files) = std::fs::read_dir(from.join(part)) else { continue };
        std::fs::create_dir_all(folder.join(part)).unwrap();
        for file in files {
            let file = file.unwrap();
            if file.file_type().unwrap().is_file() {
                std::fs::copy(file.path(), folder.join(part).join(file.file_name())).unwrap();
            }
        }
    }
    let edit = |name: &str, from: &str, to: &str| {
        let file = folder.join(name);
        let before = std::fs::read_to_string(&file).unwrap();
        assert!(before.contains(from), "{from}");
        std::fs::write(&file, before.replacen(from, to, 1)).unwrap();
    };
    edit("pack.toml", "version = 1", &format!("version = {version}"));
    let step = "[[steps]]\nid = 'sit-down'\nsay = { vi = 'Ngồi cạnh nhau', en = 'Sit side by side' }\n\n[[steps]]";
    edit("skills/never-share.toml", "[[steps]]", step);
    edit("scenes/never-share.toml", "off_screen = [", "off_screen = [\"sit-down\", ");
    let file = folder.join("guides.pack");
    build(&["build", text(&folder), text(&file)]);
    file
}

fn publish(hall: &Hall, file: &Path) -> Said {
    hall.say(&["pack", text(&hall.data()), "publish", text(file)])
}

fn published(hall: &Hall, file: &Path) {
    let said = publish(hall, file);
    assert_eq!(said.code, 0, "{}", said.err);
}

/// `pack show`, a line a pack, the newest first.
fn shown(hall: &Hall) -> Vec<String> {
    let said = hall.run(&["pack", text(&hall.data()), "show"]);
    said.lines().map(str::to_owned).collect()
}

/// What the phone does in the evening; whether new guides came, whether bad ones did.
fn evening(phone: &InProcessPhone) -> (bool, bool) {
    phone.hand_in();
    let pulled = phone.pull();
    (pulled.new_guides, pulled.bad_guides)
}

fn version(phone: &InProcessPhone) -> u32 {
    phone.guides().unwrap().version
}

/// Every instruction of these skills, as the phone says it.
fn said(phone: &InProcessPhone, skills: &[u16]) -> Vec<String> {
    let steps = |skill: &u16| {
        let page = phone.steps(*skill, None, Vec::new(), "vi".to_owned()).unwrap();
        page.steps.into_iter().map(|step| step.say).collect::<Vec<_>>()
    };
    skills.iter().flat_map(steps).collect()
}

#[test]
fn a_published_pack_reaches_phones_at_their_next_hand_in_and_a_bad_one_leaves_it_in_force() {
    let (hall, other) = (commune::hall(), commune::hall());
    let phone = InProcessPhone::enrolled(&hall, "AN");
    assert_eq!(version(&phone), 1);
    let file = commune_pack(&hall, 3);
    published(&hall, &file);
    assert_eq!(version(&phone), 1, "nothing comes by itself");
    assert_eq!(evening(&phone), (true, false));
    assert_eq!((version(&phone), phone.guides().unwrap().from_hall), (3, true));

    let good = std::fs::read(&file).unwrap();
    let mut changed = good.clone();
    changed[good.len() / 2] ^= 1;
    published(&other, &commune_pack(&other, 9));
    let foreign = other.library().published_pack().unwrap().unwrap().file.to_vec();
    let older = std::fs::read(commune_pack(&hall, 2)).unwrap();
    let table = [
        (good[..good.len() / 2].to_vec(), "cut off or changed after it was built"),
        (changed, "cut off or changed after it was built"),
        (foreign, "signed by another hall"),
        (older, "version 2, and version 3 is published already"),
        (b"[[steps]]".to_vec(), "this is no pack of guides"),
        (Vec::new(), "this is no pack of guides"),
    ];
    let before = (shown(&hall), said(&phone, &[PAY, PROVINCE, OWN]));
    for (at, (bytes, sentence)) in table.into_iter().enumerate() {
        let bad = hall.data().join(format!("../bad-{at}"));
        std::fs::write(&bad, bytes).unwrap();
        let told = publish(&hall, &bad);
        assert_eq!(told.code, 1, "{}", told.err);
        assert!(told.err.contains(sentence), "{}", told.err);
        assert!(told.err.contains("guides in force stay"), "{}", told.err);
        assert_eq!(shown(&hall), before.0);
        assert_eq!(evening(&phone), (false, false));
        assert_eq!(said(&phone, &[PAY, PROVINCE, OWN]), before.1);
    }
    assert_eq!(publish(&hall, Path::new("no-such-file")).code, 4);
    // Published once more, it is what it was.
    assert!(publish(&hall, &file).out.contains("in force already"));
    assert_eq!(shown(&hall), before.0);
    assert_eq!(hall.check().code, 0);
}

#[test]
fn a_pack_that_is_damaged_in_the_store_gives_way_to_the_one_before_and_stops_nobody() {
    let mut hall = commune::hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    published(&hall, &commune_pack(&hall, 2));
    assert_eq!(evening(&phone), (true, false));
    let newer = commune_pack(&hall, 3);
    published(&hall, &newer);
    hall.stop();
    let store = hall.store_by_hand(&hall.data());
    let damage = "UPDATE pack SET file = CAST(substr(file, 1, 900) AS BLOB) WHERE version = 3";
    assert_eq!(store.execute(damage, []).unwrap(), 1);
    drop(store);
    // And an entry whose file never was.
    hall.decide(PackPublished { version: 4, digest: Sha256Digest([4; 32]) });
    hall.serve();
    phone.new_household(&phone.village("Đông"), "Nguyễn Văn Ba");
    assert_eq!(phone.hand_in().entries, 1, "records come whatever the guides are");
    assert!(!phone.pull().new_guides);
    assert_eq!(version(&phone), 2);
    assert_eq!(hall.check().code, 3);
    let lines = shown(&hall);
    for (line, words) in lines.iter().zip(["file is not here", "file is not here", "in force,"]) {
        assert!(line.contains(words), "{lines:?}");
    }
    let told = publish(&hall, &newer);
    assert!(told.err.contains("version 4 is published already"), "{}", told.err);
    published(&hall, &commune_pack(&hall, 5));
    assert_eq!(evening(&phone), (true, false));
    assert_eq!(version(&phone), 5);
    assert_eq!(hall.check().code, 0);
}

#[test]
fn what_a_commune_lays_over_changes_its_own_phones_and_no_others() {
    let (hall, neighbour) = (commune::hall(), commune::hall());
    let phone = InProcessPhone::enrolled(&hall, "AN");
    let colleague = InProcessPhone::enrolled(&hall, "CHI");
    let elsewhere = InProcessPhone::enrolled(&neighbour, "AN");
    let all: Vec<u16> =
        camtay_content::Pack::built_in().unwrap().skills.iter().map(|it| it.id.0).collect();
    let before = said(&elsewhere, &all);
    assert_eq!(said(&phone, &all), before);
    published(&hall, &commune_pack(&hall, 2));
    for phone in [&phone, &colleague] {
        assert_eq!(evening(phone), (true, false));
        let now = said(phone, &all);
        let changed: Vec<_> = before.iter().zip(&now).filter(|(old, new)| old != new).collect();
        let is_blank = |line: &(&String, &String)| line.1.contains("TINHTHU-S");
        let (blanks, steps): (Vec<_>, Vec<_>) = changed.into_iter().partition(is_blank);
        let steps: Vec<_> = steps.iter().map(|(_, new)| new.as_str()).collect();
        assert_eq!(steps, ["Bấm hình vuông ở góc trên"]);
        assert!(!blanks.is_empty());
        let page = phone.steps(PAY, None, Vec::new(), "vi".to_owned()).unwrap();
        assert_eq!(page.steps[1].picture, None, "the old picture shows another screen");
        let picture = page.steps[0].picture.clone().unwrap();
        assert!(!phone.pack_file(picture).unwrap().is_empty());
        assert_eq!(said(phone, &[OWN]), ["Mở nhóm Zalo của hợp tác xã"]);
    }
    assert_eq!(evening(&elsewhere), (false, false));
    assert_eq!(said(&elsewhere, &all), before);
    assert!(elsewhere.steps(OWN, None, Vec::new(), "vi".to_owned()).is_err());
}

/// Goes through every step but one with somebody.
fn guided(phone: &InProcessPhone, resident: &str, steps: u32) {
    phone.start_guide(resident.to_owned(), NEVER_SHARE, None).unwrap();
    for step in 0..steps {
        tap(phone, resident, NEVER_SHARE, step, StepOutcome::Helped);
    }
    phone.finish_guide(resident.to_owned(), NEVER_SHARE).unwrap().unwrap();
}

fn tap(phone: &InProcessPhone, resident: &str, skill: u16, step: u32, outcome: StepOutcome) {
    let resident = resident.to_owned();
    phone
        .mark_step(StepTap { resident, skill, step, outcome, come_back: None, note: None })
        .unwrap();
}

fn state(phone: &InProcessPhone, resident: &str) -> SkillState {
    let page = phone.resident(resident.to_owned(), "vi".to_owned()).unwrap();
    let mut lines = page.groups.into_iter().flat_map(|group| group.skills);
    lines.find(|line| line.skill == NEVER_SHARE).unwrap().state
}

#[test]
fn a_new_pack_never_undoes_a_finished_skill() {
    let hall = commune::hall();
    commune::make_essential(&hall, &[NEVER_SHARE]);
    let phone = InProcessPhone::enrolled(&hall, "AN");
    let village = phone.village("Đông");
    let home = phone.new_household(&village, "Nguyễn Văn Ba");
    let [finished, whole_skill, begun] =
        ["Nguyễn Văn Ba", "Hồ Thị Lài", "Phan Thị Tư"].map(|name| phone.new_resident(&home, name));
    guided(&phone, &finished, NEVER_SHARE_STEPS);
    phone.guide_whole(whole(&whole_skill, NEVER_SHARE, StepOutcome::Alone)).unwrap();
    guided(&phone, &begun, NEVER_SHARE_STEPS - 1);
    phone.hand_in();
    let figures = |hall: &Hall| {
        let mut report = report(hall);
        assert_eq!(count(&report, "3.3", "residents"), 2);
        report["rows"].take()
    };
    let before = figures(&hall);

    published(&hall, &later_pack(&hall, 5));
    let colleague = InProcessPhone::enrolled(&hall, "BINH");
    assert_eq!(evening(&phone), (true, false));
    assert_eq!(said(&phone, &[NEVER_SHARE]).len() as u32, NEVER_SHARE_STEPS + 1);
    assert_eq!(figures(&hall), before);
    for phone in [&phone, &colleague] {
        assert_eq!(version(phone), 5);
        assert_eq!(state(phone, &finished), SkillState::Helped);
        assert_eq!(state(phone, &whole_skill), SkillState::Alone);
        assert_eq!(state(phone, &begun), SkillState::Begun);
    }
    // A visit under the new one that goes only half the way takes nothing back either.
    guided(&colleague, &finished, 3);
    evening(&colleague);
    evening(&phone);
    assert_eq!(state(&phone, &finished), SkillState::Helped);
    assert_eq!(count(&report(&hall), "3.3", "residents"), 2);
    // Who only began finishes under the new one, with its step more.
    guided(&phone, &begun, NEVER_SHARE_STEPS + 1);
    evening(&phone);
    assert_eq!(count(&report(&hall), "3.3", "residents"), 3);
    assert_eq!(hall.check().code, 0);
}

#[test]
fn a_restored_hall_has_the_guides_of_its_backup_and_takes_the_later_ones_again() {
    let (mut hall, key) = commune::hall_with_key();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    let away = InProcessPhone::enrolled(&hall, "CHI");
    published(&hall, &commune_pack(&hall, 2));
    let stick = hall.folder("stick");
    let backup = hall.backup(&stick);
    let later = commune_pack(&hall, 3);
    published(&hall, &later);
    assert_eq!(evening(&phone), (true, false));
    hall.lose();
    hall.restore(&backup, &key);
    hall.serve();
    assert!(shown(&hall)[0].starts_with("version 2, "), "{:?}", shown(&hall));
    assert!(shown(&hall)[0].contains("in force,"), "{:?}", shown(&hall));
    assert_eq!(evening(&away), (true, false));
    assert_eq!(version(&away), 2);

    // The phone brings the entry; the file is nowhere but on phones.
    assert_eq!(evening(&phone), (false, false));
    assert_eq!(version(&phone), 3, "a phone never goes back");
    let lines = shown(&hall);
    assert!(lines[0].contains("version 3") && lines[0].contains("file is not here"), "{lines:?}");
    assert!(lines[1].contains("in force,"), "{lines:?}");
    let check = hall.check();
    assert_eq!(check.code, 0, "{}", check.out);
    assert_eq!(evening(&away), (false, false));
    published(&hall, &later);
    assert_eq!(evening(&away), (true, false));
    assert_eq!((version(&phone), version(&away)), (3, 3));
    assert_eq!(hall.check().code, 0);
}

#[test]
fn where_the_screen_differed_is_told_to_whoever_keeps_the_guides_and_nobody_is_named() {
    let hall = commune::hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    let home = phone.new_household(&phone.village("Đông"), "Nguyễn Văn Ba");
    let differs = StepOutcome::Stuck { reason: Reason::ScreenDiffers };
    for name in ["Nguyễn Văn Ba", "Hồ Thị Lài"] {
        let resident = phone.new_resident(&home, name);
        phone.start_guide(resident.clone(), PAY, None).unwrap();
        tap(&phone, &resident, PAY, 0, StepOutcome::Helped);
        tap(&phone, &resident, PAY, 1, differs);
        phone.finish_guide(resident.clone(), PAY).unwrap().unwrap();
        phone.guide_whole(whole(&resident, NEVER_SHARE, StepOutcome::Helped)).unwrap();
    }
    // Stuck as well, and the guide is as the screen.
    let resident = phone.new_resident(&home, "Phan Thị Tư");
    phone.start_guide(resident.clone(), PAY, None).unwrap();
    tap(&phone, &resident, PAY, 1, StepOutcome::Stuck { reason: Reason::NoNetwork });
    phone.finish_guide(resident, PAY).unwrap().unwrap();
    phone.hand_in();
    let file = hall.data().join("../screens.json");
    hall.run(&["pack", text(&hall.data()), "screens", "--out", text(&file)]);
    let json = std::fs::read_to_string(&file).unwrap();
    assert!(!json.contains("Ba") && !json.contains("Lài"), "{json}");
    let found: Value = serde_json::from_str(&json).unwrap();
    let screens = found["screens"].as_array().unwrap();
    assert_eq!(screens.len(), 1, "{json}");
    assert_eq!(screens[0]["skill"], "pay-by-qr");
    assert_eq!(screens[0]["step"], "scan-button");
    assert_eq!((&screens[0]["visits"], &screens[0]["people"]), (&2.into(), &2.into()));
    let review = content(&["review", "-", "--reports", text(&file)]);
    let review = String::from_utf8(review.stdout).unwrap();
    assert!(
        review.contains("màn hình khác: pay-by-qr/scan-button · 2 visits, 2 people"),
        "{review}"
    );
    let none = hall.run(&["pack", text(&hall.data()), "screens", "--as-of", "2026-01-01"]);
    assert!(none.contains("\"screens\": []"), "{none}");
}
