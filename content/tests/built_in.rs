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
    for part in ["", "skills", "pictures", "voices"] {
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

#[test]
fn the_first_pack_has_the_eight_skills_under_their_numbers() {
    let pack = Pack::built_in().unwrap();
    let skills: Vec<(u16, &str)> =
        pack.skills.iter().map(|skill| (skill.id.0, skill.slug.as_str())).collect();
    assert_eq!(
        skills,
        [
            (1, "vneid-install"),
            (2, "vneid-activate"),
            (10, "portal-sign-in"),
            (11, "portal-send"),
            (20, "pay-by-qr"),
            (30, "never-share"),
            (31, "recognise-scam"),
            (32, "after-scam"),
        ]
    );
    for skill in &pack.skills {
        assert!((5..=12).contains(&skill.steps.len()), "{}", skill.slug);
        assert_eq!(pack.skill(skill.id), Some(skill));
        assert_eq!(pack.skill_named(&skill.slug), Some(skill));
        let group = skill.group.as_ref().unwrap();
        assert!(pack.group(group).is_some());
        assert_eq!(skill.framework_code, None, "no code of the framework is known");
    }
    assert_eq!(pack.skill(SkillId(3)), None);
}

#[test]
fn whatever_is_typed_in_secret_is_typed_alone() {
    let pack = Pack::built_in().unwrap();
    let secrets = ["mật khẩu vneid", "(gọi là otp)", "6 số riêng", "12 số định danh", "đặt mật"];
    for skill in &pack.skills {
        for step in &skill.steps {
            let say = step.say.vi.to_lowercase();
            if say.starts_with("nhập") || say.starts_with("đặt") {
                let secret = secrets.iter().any(|secret| say.contains(secret));
                assert!(!secret || step.alone.is_some(), "{} {}", skill.slug, step.id);
            }
        }
    }
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
