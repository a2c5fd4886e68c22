//! The file that `camtay-content build` writes: the same everywhere, and not to be mistaken
//! when it was cut off or changed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::process::Command;

use camtay_content::{BUILT_IN_FILES, FORMAT, Pack, PackError, Rule, SourceFile, lint, load};
use sha2::{Digest, Sha256};

const LISTS: &[u8] = include_bytes!("bad/lists.toml");
const GOOD: &[u8] = include_bytes!("bad/good-skill.toml");

/// SHA-256 of the small pack's file. It changes only with the format or its compression.
const FROZEN: &str = "fcc957fed3b53166565841fcf4b0d826fc46156460847048e82c67b95280ff30";

fn small_files() -> Vec<SourceFile<'static>> {
    vec![
        SourceFile { name: "lists.toml", bytes: LISTS },
        SourceFile { name: "skills/good-skill.toml", bytes: GOOD },
    ]
}

fn small() -> Pack {
    let loaded = load(&small_files()).unwrap();
    assert_eq!(lint(&loaded), []);
    loaded.into_pack()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_file_is_the_same_on_every_machine() {
    let file = small().unsigned().unwrap();
    assert_eq!(hex(&Sha256::digest(&file)), FROZEN);
    let mut reversed = small_files();
    reversed.reverse();
    assert_eq!(load(&reversed).unwrap().into_pack().unsigned().unwrap(), file);
    let mut all = BUILT_IN_FILES.to_vec();
    all.reverse();
    all.rotate_left(7);
    let built_in = Pack::built_in().unwrap().unsigned().unwrap();
    assert_eq!(load(&all).unwrap().into_pack().unsigned().unwrap(), built_in);
}

#[test]
fn the_program_builds_the_same_bytes_from_folders_listed_in_other_orders() {
    let build = |order: &[&str]| {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("skills")).unwrap();
        for name in order {
            let bytes = small_files().into_iter().find(|file| file.name == *name).unwrap().bytes;
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        let file = folder.path().join("out/guides.pack");
        std::fs::create_dir(folder.path().join("out")).unwrap();
        let done = Command::new(env!("CARGO_BIN_EXE_camtay-content"))
            .arg("build")
            .args([folder.path(), &file])
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        std::fs::read(file).unwrap()
    };
    let one = build(&["lists.toml", "skills/good-skill.toml"]);
    assert_eq!(one, build(&["skills/good-skill.toml", "lists.toml"]));
    assert_eq!(hex(&Sha256::digest(&one)), FROZEN);
}

#[test]
fn a_pack_comes_out_of_the_file_as_it_went_in() {
    for pack in [small(), Pack::built_in().unwrap()] {
        assert_eq!(Pack::open_unsigned(&pack.unsigned().unwrap()), Ok(pack));
    }
}

#[test]
fn one_changed_bit_or_a_cut_anywhere_is_refused() {
    let file = small().unsigned().unwrap();
    for at in 0..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 1 << (at % 8);
        assert!(Pack::open_unsigned(&changed).is_err(), "byte {at}");
        assert!(Pack::open_unsigned(&file[..at]).is_err(), "cut at {at}");
    }
    let mut longer = file.clone();
    longer.push(0);
    assert!(matches!(Pack::open_unsigned(&longer), Err(PackError::Damaged(_))));
    let mut newer = file;
    newer[4..6].copy_from_slice(&(FORMAT + 1).to_le_bytes());
    let error = PackError::Newer { found: FORMAT + 1, known: FORMAT };
    assert_eq!(Pack::open_unsigned(&newer), Err(error));
    assert_eq!(Pack::open_unsigned(b"[[steps]]"), Err(PackError::NotAPack));
}

#[test]
fn a_pack_that_came_as_a_file_is_held_against_every_rule_again() {
    assert_eq!(small().problems(), []);
    assert_eq!(Pack::built_in().unwrap().problems(), []);
    let mut bad = small();
    bad.skills[0].sources.clear();
    bad.skills[0].steps[1].say.vi = "Bấm “Mở” rồi chờ".into();
    let rules: Vec<Rule> = bad.problems().into_iter().map(|problem| problem.rule).collect();
    assert_eq!(rules, [Rule::NoSource, Rule::TwoActions("rồi".into())]);
}
