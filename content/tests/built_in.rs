//! The first pack: complete, embedded, and as the linter wants it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::path::Path;

use camtay_content::{BUILT_IN_FILES, ConsentFor, Pack, SourceKind, lint, load, load_folder};
use camtay_journal::ids::SkillId;

fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn no_file_of_the_folder_is_forgotten_in_the_program() {
    let mut in_folder = BTreeSet::new();
    for part in ["", "skills", "scenes", "pictures", "voices"] {
        let Ok(entries) = std::fs::read_dir(folder().join(part)) else { continue };
        for entry in entries {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            let is_content = part.starts_with(['p', 'v']) || name.ends_with(".toml");
            if entry.file_type().unwrap().is_file() && is_content && name != "Cargo.toml" {
                in_folder.insert(format!("{part}/{name}").trim_start_matches('/').to_owned());
            }
        }
    }
    let embedded: BTreeSet<String> =
        BUILT_IN_FILES.iter().map(|file| file.name.to_owned()).collect();
    assert_eq!(embedded, in_folder);
}

#[test]
fn the_folder_and_the_program_give_the_same_pack() {
    let from_folder = load_folder(folder()).unwrap().into_pack();
    assert_eq!(from_folder, Pack::built_in().unwrap());
}

#[test]
fn every_text_of_the_first_pack_passes_the_linter() {
    let problems = lint(&load(BUILT_IN_FILES).unwrap());
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", told.join("\n"));
}

/// Numbers are given once and never used again: a line of this list never changes, new
/// ones are added.
const SKILLS: &[(u16, &str)] = &[
    (1, "vneid-install"),
    (2, "vneid-activate"),
    (3, "vneid-level-2"),
    (4, "vneid-social-security"),
    (5, "vneid-new-phone"),
    (10, "portal-sign-in"),
    (11, "portal-send"),
    (20, "pay-by-qr"),
    (21, "bank-app"),
    (22, "bank-transfer"),
    (23, "receive-by-qr"),
    (24, "e-wallet"),
    (25, "safe-shopping"),
    (30, "never-share"),
    (31, "recognise-scam"),
    (32, "after-scam"),
    (35, "portal-look-up"),
    (40, "paper-health-insurance"),
    (41, "paper-driving-licence"),
    (42, "paper-vehicle"),
    (43, "paper-social-insurance"),
    (44, "paper-land"),
    (45, "paper-tax"),
    (46, "vneid-lost-phone"),
    (50, "province-app"),
    (60, "health-insurance-look-up"),
    (61, "health-book"),
    (70, "zalo-account"),
    (71, "zalo-security"),
    (72, "zalo-village"),
    (80, "learn-digital"),
    (81, "learn-course"),
    (90, "ai-basics"),
    (100, "sell-online"),
    (101, "orders-and-accounts"),
    (102, "product-pictures"),
    (110, "party-handbook"),
    (120, "look-up-and-judge"),
    (121, "computer-first-steps"),
    (122, "lock-and-update"),
];

#[test]
fn the_first_pack_has_every_skill_under_its_number() {
    let pack = Pack::built_in().unwrap();
    let skills: Vec<(u16, &str)> =
        pack.skills.iter().map(|skill| (skill.id.0, skill.slug.as_str())).collect();
    assert_eq!(skills, SKILLS);
    for skill in &pack.skills {
        assert!((5..=13).contains(&skill.steps.len()), "{}", skill.slug);
        assert_eq!(pack.skill(skill.id), Some(skill));
        assert_eq!(pack.skill_named(&skill.slug), Some(skill));
        let group = skill.group.as_ref().unwrap();
        assert!(pack.group(group).is_some());
        assert_eq!(skill.framework_code, None, "no code of the framework is known");
    }
    assert_eq!(pack.skill(SkillId(9_999)), None);
}

#[test]
fn every_group_has_a_skill_and_each_paper_is_recorded_by_itself() {
    let pack = Pack::built_in().unwrap();
    for group in &pack.groups {
        assert!(
            pack.skills.iter().any(|skill| skill.group.as_ref() == Some(&group.id)),
            "{}",
            group.id
        );
    }
    let papers: Vec<_> =
        pack.skills.iter().filter(|skill| skill.slug.starts_with("paper-")).collect();
    assert_eq!(papers.len(), 6);
    for paper in papers {
        assert_eq!(paper.group.as_ref().unwrap().0, "vneid");
        assert_eq!(paper.prerequisites, ["vneid-activate"]);
    }
}

#[test]
fn every_step_says_what_will_be_seen_and_what_to_say_when_it_is_not() {
    let pack = Pack::built_in().unwrap();
    for skill in &pack.skills {
        for step in &skill.steps {
            assert!(step.see.is_some() && step.if_not.is_some(), "{} {}", skill.slug, step.id);
        }
    }
}

#[test]
fn every_step_on_a_screen_has_a_small_picture_with_words_for_it() {
    let pack = Pack::built_in().unwrap();
    let steps = || pack.skills.iter().flat_map(|skill| &skill.steps);
    let pictures: Vec<_> = steps().filter_map(|step| step.picture.as_ref()).collect();
    // The linter names each step that has neither a picture nor a place in `off_screen`.
    assert!(pictures.len() > 300, "{}", pictures.len());
    let mut bytes = 0;
    for picture in pictures {
        let file = pack.file(&picture.file).unwrap();
        assert!(file.starts_with(b"RIFF") && &file[8..12] == b"WEBP", "{}", picture.file);
        assert!(file.len() <= 6 << 10, "{}: {}", picture.file, file.len());
        bytes += file.len();
        assert!(picture.alt.vi.ends_with('.') && picture.alt.en.ends_with('.'), "{}", picture.file);
        assert_ne!(picture.alt.vi, picture.alt.en);
    }
    assert!(bytes <= 2 << 20, "{bytes}");
}

#[test]
fn every_source_of_a_skill_has_its_day() {
    let pack = Pack::built_in().unwrap();
    for skill in &pack.skills {
        let of_steps = skill.steps.iter().filter_map(|step| step.source.as_ref());
        for source in skill.sources.iter().chain(of_steps) {
            assert!(source.on.is_some(), "{}: {}", skill.slug, source.text);
        }
    }
}

#[test]
fn whatever_is_typed_in_secret_is_typed_alone() {
    let pack = Pack::built_in().unwrap();
    let verbs = ["nhập", "đặt", "đổi", "gõ", "chọn mật"];
    let secrets = [
        "mật khẩu",
        "(gọi là otp)",
        "passcode",
        "6 số",
        "số định danh",
        "số tài khoản",
        "mã số bảo hiểm",
        "số in trên",
    ];
    let mut checked = 0;
    for skill in &pack.skills {
        for step in &skill.steps {
            let say = step.say.vi.to_lowercase();
            let typed = verbs.iter().any(|verb| say.starts_with(verb));
            if typed && secrets.iter().any(|secret| say.contains(secret)) {
                checked += 1;
                assert!(step.alone.is_some(), "{} {}", skill.slug, step.id);
            }
        }
    }
    assert!(checked > 20, "the words to look for are those of the guides: {checked} found");
}

#[test]
fn the_consent_sentence_is_there_for_one_person_and_for_a_class() {
    let pack = Pack::built_in().unwrap();
    let person = pack.consent_to_say(ConsentFor::Person).unwrap();
    let class = pack.consent_to_say(ConsentFor::Class).unwrap();
    assert_ne!(person.number, class.number);
    assert_eq!(pack.consent_wording(person.number), Some(person));
    assert!(person.say.vi.ends_with("không ạ?"), "it asks");
    assert!(!class.say.vi.contains(". "), "one sentence is said to all");
}

#[test]
fn every_number_to_call_has_the_day_of_its_check() {
    let pack = Pack::built_in().unwrap();
    let numbers: Vec<&str> =
        pack.help_lines.iter().filter_map(|line| line.number.as_deref()).collect();
    assert_eq!(numbers, ["113", "1900.0368", "156 hoặc 5656"]);
    for line in &pack.help_lines {
        assert!(line.checked <= pack.made);
        assert!(line.source.kind == SourceKind::Source || line.source.on.is_some());
    }
}
