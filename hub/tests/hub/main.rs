//! The hall from outside: real SQLite files, the real router, real TLS.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod checking;
mod command_line;
mod deciding;
mod doubtful;
mod enrolling;
mod erasing;
mod handing_in;
mod limits;
mod losing;
mod processes;
mod publishing;
mod pulling;
mod returning;
mod succeeding;
mod tls;
mod world;

#[test]
fn no_file_of_this_folder_is_forgotten() {
    let main = include_str!("main.rs");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/hub");
    for file in std::fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let name = name.trim_end_matches(".rs");
        assert!(name == "main" || main.contains(&format!("mod {name};")), "{name}");
    }
}
