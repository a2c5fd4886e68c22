//! The list of deliberately bad skills in `bad/skills.toml`: on each of them
//! `camtay-content check` fails, with file, line and what to write instead.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::process::Command;

use serde::Deserialize;

const GOOD: &str = include_str!("bad/good-skill.toml");
const LISTS: &str = include_str!("bad/lists.toml");

#[derive(Deserialize)]
struct List {
    bad: Vec<Bad>,
}

#[derive(Deserialize)]
struct Bad {
    what: String,
    instead_of: String,
    write: String,
    /// 0 where the file as a whole lacks something.
    line: u32,
    says: String,
}

/// `REPEAT 730 chờ` is that word so many times.
fn written(write: &str) -> String {
    let words: Vec<&str> = write.split(' ').collect();
    match words[..] {
        ["REPEAT", times, word] => vec![word; times.parse().unwrap()].join(" "),
        _ => write.to_owned(),
    }
}

/// Whether the program let the folder with this skill pass, and what it said.
fn check(skill: &str) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("skills")).unwrap();
    std::fs::write(folder.path().join("lists.toml"), LISTS).unwrap();
    std::fs::write(folder.path().join("skills/good-skill.toml"), skill).unwrap();
    run(&["check", folder.path().to_str().unwrap()])
}

fn run(arguments: &[&str]) -> (bool, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_camtay-content")).args(arguments).output().unwrap();
    (done.status.success(), String::from_utf8(done.stderr).unwrap())
}

#[test]
fn check_fails_on_each_bad_skill_with_file_line_and_what_to_write() {
    let (passed, said) = check(GOOD);
    assert!(passed, "{said}");
    let list: List = toml::from_str(include_str!("bad/skills.toml")).unwrap();
    assert!(list.bad.len() >= 25);
    for bad in list.bad {
        assert!(GOOD.contains(&bad.instead_of), "{}", bad.what);
        let (passed, said) = check(&GOOD.replacen(&bad.instead_of, &written(&bad.write), 1));
        let what = &bad.what;
        assert!(!passed, "{what} passed");
        let place = match bad.line {
            0 => "skills/good-skill.toml".to_owned(),
            line => format!("skills/good-skill.toml:{line}"),
        };
        // The place, the Vietnamese sentence, the English one.
        let lines: Vec<&str> = said.lines().collect();
        let at = lines.iter().rposition(|line| line.contains(&bad.says));
        let at = at.unwrap_or_else(|| panic!("{what}: {said}"));
        let found = lines[at - 2].split(" (").next().unwrap();
        assert_eq!(found, place, "{what}: {said}");
        assert!(lines[at - 1].starts_with("  ") && !lines[at - 1].is_ascii(), "{what}: {said}");
        assert_eq!(lines.len(), 3, "{what} breaks one rule: {said}");
    }
}

#[test]
fn what_the_program_does_not_know_is_a_wrong_command_line() {
    for arguments in [&[][..], &["check"], &["check", "-", "--shine"], &["paint", "-"]] {
        let done =
            Command::new(env!("CARGO_BIN_EXE_camtay-content")).args(arguments).output().unwrap();
        assert_eq!(done.status.code(), Some(2), "{arguments:?}");
    }
    let nowhere = Path::new("no/such/folder").to_str().unwrap();
    assert!(!run(&["check", nowhere]).0);
}
