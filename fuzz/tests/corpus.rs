//! Every kept input once more, as an ordinary test: what was found stays found.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use camtay_fuzz::TARGETS;

fn corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

#[test]
fn every_kept_input_does_no_harm() {
    for target in TARGETS {
        let mut tried = 0;
        for file in fs::read_dir(corpus().join(target.name)).unwrap() {
            let file = file.unwrap().path();
            let input = fs::read(&file).unwrap();
            let run = std::panic::catch_unwind(|| (target.run)(&input));
            assert!(run.is_ok(), "{} {}", target.name, file.display());
            tried += 1;
        }
        assert!(tried > 0, "no input is kept for {}", target.name);
    }
}

#[test]
fn every_folder_belongs_to_a_target() {
    let folders: BTreeSet<_> = fs::read_dir(corpus())
        .unwrap()
        .map(|folder| folder.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(folders, TARGETS.iter().map(|target| target.name.to_owned()).collect());
}
