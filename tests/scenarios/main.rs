//! Scenarios: the real hall, the real core, real TLS, real files. One file a story.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod commune;
mod forged;

mod backups;
mod bad_record;
mod canary;
mod class_on_two_phones;
mod clocks;
mod courier;
mod cut_anywhere;
mod day_without_network;
mod disagreement;
mod disk_full;
mod duplicate;
mod edited_row;
mod erased;
mod expiry;
mod figures;
mod forks;
mod guides;
mod hand_in_order;
mod hub_card;
mod kill;
mod killed;
mod lost_phone;
mod moves_village;
mod restored;
mod session_elsewhere;
mod two_visits;
mod versions;

/// A file that isn't named above is compiled into nothing and tests nothing.
#[test]
fn no_scenario_is_forgotten() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let main = std::fs::read_to_string(folder.join("main.rs")).unwrap();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap().to_owned();
        if path.extension().is_some_and(|extension| extension == "rs") && name != "main" {
            assert!(main.contains(&format!("\nmod {name};\n")), "{name}.rs is forgotten");
        }
    }
}
