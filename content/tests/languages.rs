//! A pack in one more language, with recorded voices: what is there is found, what is
//! missing breaks nothing, and a file that no phone could play is refused.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

use camtay_content::{Pack, Problem, Rule, lint, load_folder};
use camtay_journal::keys::{Signer, SoftwareKey};

const SKILL: &str = "skills/read-the-name.toml";
const VOICE: &str = "voices/tone-1.opus";

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/other-language")
}

fn pack() -> Pack {
    load_folder(&example()).unwrap().into_pack()
}

/// A copy of the example, one of its files put through `change`.
fn changed(file: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<Problem> {
    let folder = tempfile::tempdir().unwrap();
    for part in ["", "skills", "voices"] {
        std::fs::create_dir_all(folder.path().join(part)).unwrap();
        for entry in std::fs::read_dir(example().join(part)).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_file() {
                let name = entry.file_name();
                std::fs::copy(entry.path(), folder.path().join(part).join(name)).unwrap();
            }
        }
    }
    let path = folder.path().join(file);
    let before = std::fs::read(&path).unwrap();
    let after = change(before.clone());
    assert_ne!(before, after, "nothing was changed in {file}");
    std::fs::write(&path, after).unwrap();
    match load_folder(folder.path()) {
        Ok(loaded) => lint(&loaded),
        Err(problems) => problems.0,
    }
}

fn rule_and_line(problems: &[Problem]) -> Vec<(&str, Option<u32>, &Rule)> {
    problems.iter().map(|it| (it.file.as_str(), it.line, &it.rule)).collect()
}

#[test]
fn the_example_is_as_the_linter_wants_it() {
    assert_eq!(lint(&load_folder(&example()).unwrap()), []);
    assert_eq!(pack().languages(), ["vi", "en", "qaa"]);
    assert_eq!(Pack::built_in().unwrap().languages(), ["vi", "en"]);
}

#[test]
fn a_step_speaks_the_language_that_it_has_and_vietnamese_otherwise() {
    let pack = pack();
    let skill = pack.skill_named("read-the-name").unwrap();
    let said: Vec<&str> = skill.steps.iter().map(|step| step.say.in_language("qaa")).collect();
    let vietnamese = |id: &str| skill.step(id).unwrap().say.vi.as_str();
    assert_eq!(
        said,
        ["Tala bori (qaa)", vietnamese("read-name"), "Nalu sote (qaa)", vietnamese("confirm")]
    );
    let shown: Vec<&str> = skill.steps.iter().map(|step| step.say.language_shown("qaa")).collect();
    assert_eq!(shown, ["qaa", "vi", "qaa", "vi"]);
    assert_eq!(skill.why.in_language("qaa"), skill.why.vi);
    for step in &skill.steps {
        assert_eq!(step.say.in_language("hre"), step.say.vi, "nobody has translated it");
        assert_eq!(step.say.in_language("en"), step.say.en);
    }
}

#[test]
fn the_voice_of_a_step_is_found_and_a_missing_one_breaks_nothing() {
    let pack = pack();
    let skill = pack.skill_named("read-the-name").unwrap();
    let voices = |language: &str| -> Vec<Option<&str>> {
        skill.steps.iter().map(|step| step.voice(language)).collect()
    };
    let (one, two) = (Some(VOICE), Some("voices/tone-2.opus"));
    // The third has words in this language, so a Vietnamese voice would say something else;
    // the last is shown in Vietnamese and heard so.
    assert_eq!(voices("qaa"), [one, two, None, two]);
    assert_eq!(voices("vi"), [None, None, None, two]);
    assert_eq!(voices("en"), [None; 4]);
    assert_eq!(voices("hre"), [None, None, None, two]);
    for name in voices("qaa").into_iter().flatten() {
        assert!(pack.file(name).unwrap().starts_with(b"OggS"), "{name}");
    }
    assert_eq!(pack.file("voices/nobody.opus"), None);
}

#[test]
fn language_and_voices_arrive_with_the_signed_pack() {
    let (pack, hall) = (pack(), SoftwareKey::from_bytes(&[7; 32]).unwrap());
    let opened = Pack::open(&pack.sign(&hall).unwrap(), &hall.public_key()).unwrap();
    assert_eq!(opened, pack);
    assert_eq!(opened.languages(), ["vi", "en", "qaa"]);
    assert_eq!(opened.file(VOICE), pack.file(VOICE));
}

#[test]
fn a_voice_that_no_phone_could_play_is_refused_with_file_and_line() {
    let name = || VOICE.to_owned();
    let m4a = changed(VOICE, |_| b"\0\0\0\x20ftypM4A \0\0\0\0M4A mp42isom".to_vec());
    assert_eq!(rule_and_line(&m4a), [(SKILL, Some(14), &Rule::NotOpus(name()))]);
    let cut = changed(VOICE, |mut bytes| {
        bytes.truncate(bytes.len() / 2);
        bytes
    });
    assert_eq!(rule_and_line(&cut), [(SKILL, Some(14), &Rule::VoiceDamaged(name()))]);
    let large = changed(VOICE, |bytes| bytes.repeat(32));
    assert_eq!(rule_and_line(&large), [(SKILL, Some(9), &Rule::FileTooLarge(32 << 10))]);
    assert!(m4a[0].to_string().contains("Opus"), "it says what to do: {}", m4a[0]);
}

#[test]
fn a_voice_or_words_in_no_language_are_refused_with_file_and_line() {
    let replace = |from: &'static str, to: &'static str| {
        changed(SKILL, move |bytes| String::from_utf8(bytes).unwrap().replacen(from, to, 1).into())
    };
    let tag = replace("{ qaa = \"voices/tone-1", "{ Qaa_1 = \"voices/tone-1");
    assert_eq!(rule_and_line(&tag), [(SKILL, Some(14), &Rule::BadLanguage("Qaa_1".into()))]);
    let words = replace("qaa = \"Tala", "bruu = \"Tala");
    assert_eq!(rule_and_line(&words), [(SKILL, Some(11), &Rule::BadLanguage("bruu".into()))]);
    let missing = replace("voices/tone-1.opus", "voices/tone-3.opus");
    let told = rule_and_line(&missing);
    assert!(
        told.contains(&(SKILL, Some(9), &Rule::NotThere("voices/tone-3.opus".into()))),
        "{told:?}"
    );
    assert!(told.contains(&(VOICE, None, &Rule::Unused)), "{told:?}");
}
