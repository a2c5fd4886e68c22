//! `docs/phone.md` promises; here it is held to it.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use camtay_tests::harness::phone_program;
use serde_json::Value;

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every example of the documentation.
fn examples() -> Vec<String> {
    let text = std::fs::read_to_string(project().join("docs/phone.md")).unwrap();
    text.lines().filter(|line| line.starts_with(r#"{"command":"#)).map(str::to_owned).collect()
}

fn name(example: &str) -> String {
    let example: Value = serde_json::from_str(example).unwrap();
    example["command"].as_str().unwrap().to_owned()
}

/// Runs a phone over these lines; its answers and its exit code.
fn talk(lines: &str) -> (Vec<Value>, Option<i32>) {
    let folder = tempfile::tempdir().unwrap();
    let mut phone = Command::new(phone_program())
        .arg("--store")
        .arg(folder.path().join("phone"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = phone.stdin.take().unwrap();
    let lines = lines.to_owned();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let done = phone.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let answers = String::from_utf8(done.stdout).unwrap();
    let answers = answers.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (answers, done.status.code())
}

#[test]
fn every_example_is_a_command_as_it_stands() {
    let examples = examples();
    let (answers, _) = talk(&examples.join("\n"));
    assert_eq!(answers.len(), examples.len());
    for (example, answer) in examples.iter().zip(&answers) {
        assert_ne!(answer["error"]["kind"], "bad_command", "{example}: {answer}");
    }
}

#[test]
fn every_call_of_the_api_has_its_example() {
    let documented: BTreeSet<String> = examples().iter().map(|line| name(line)).collect();
    let mut calls = BTreeSet::new();
    for file in ["lock", "hall", "outbox", "commands", "read_models"] {
        let file = project().join(format!("core/src/api/{file}.rs"));
        let source = std::fs::read_to_string(file).unwrap();
        let exported = source.split("\n#[uniffi::export").skip(1);
        let exported = exported.filter_map(|block| block.split_once("\n}")).map(|(block, _)| block);
        // The calls of a hand-in under way are not the phone's.
        for block in exported.filter(|block| block.contains("\nimpl Core {")) {
            calls.extend(block.lines().filter_map(|line| {
                let line = line.trim_start();
                let call = line.strip_prefix("pub async fn ").or(line.strip_prefix("pub fn "))?;
                call.split_once('(').map(|(name, _)| name.to_owned())
            }));
        }
    }
    assert!(calls.len() > 50, "{calls:?}");
    let missing: Vec<_> = calls.difference(&documented).collect();
    assert!(missing.is_empty(), "docs/phone.md has no example of {missing:?}");
}

#[test]
fn exit_codes_are_as_documented() {
    assert_eq!(talk(r#"{"command":"status"}"#), (vec![serde_json::json!({"ok": "new"})], Some(0)));
    assert_eq!(talk(r#"{"command":"today"}"#).1, Some(1));
    let no_arguments = Command::new(phone_program()).stderr(Stdio::null()).status().unwrap();
    assert_eq!(no_arguments.code(), Some(2));
    let file = tempfile::NamedTempFile::new().unwrap();
    let not_a_folder = Command::new(phone_program())
        .arg("--store")
        .arg(file.path())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert_eq!(not_a_folder.code(), Some(3));
}

#[test]
fn a_line_that_is_no_command_is_answered_by_one_sentence_and_changes_nothing() {
    let lines = "\nnonsense\n{\"command\":\"fly\"}\n{\"command\":\"create\",\"pin\":\"1\"}\n\
                 {\"command\":\"status\"}\n";
    let (answers, code) = talk(lines);
    let (status, refused) = answers.split_last().unwrap();
    assert_eq!(refused.len(), 3);
    for answer in refused {
        assert_eq!(answer["error"]["kind"], "bad_command");
        assert!(answer["error"]["why"].as_str().unwrap().len() < 200, "{answer}");
    }
    assert_eq!(status["ok"], "new");
    assert_eq!(code, Some(1));
}
