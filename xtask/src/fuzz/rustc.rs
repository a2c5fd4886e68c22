//! Compiles our own crates so that libFuzzer sees which way an input takes.
//!
//! `cargo xtask fuzz` gives cargo this very program as the wrapper around rustc for the
//! workspace's crates. So libraries are compiled once, as for every other build, and only
//! what is ours is watched. The flags are those of `cargo fuzz --sanitizer none`: LLVM's
//! own pass, no sanitizer, a stable compiler.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

/// Set for cargo, and so for this program when cargo starts it.
pub(super) const MARK: &str = "CAMTAY_FUZZ_RUSTC";

/// The crates in which a stranger's bytes are read.
const WATCHED: &[&str] = &["camtay_journal", "camtay_content", "camtay_core", "camtay_hub"];

const FLAGS: &[&str] = &[
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Copt-level=2",
    "-Cdebug-assertions=on",
    "-Coverflow-checks=on",
];

/// Compiles in place of rustc, where cargo started this program for that.
pub(crate) fn in_place_of_rustc() -> Option<ExitCode> {
    std::env::var_os(MARK)?;
    let mut arguments = std::env::args_os().skip(1);
    let rustc = arguments.next()?;
    let arguments: Vec<OsString> = arguments.collect();
    let mut command = Command::new(rustc);
    command.args(&arguments);
    if is_watched(&arguments) {
        command.args(FLAGS);
    }
    let succeeded = command.status().is_ok_and(|status| status.success());
    Some(if succeeded { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn is_watched(arguments: &[OsString]) -> bool {
    let name = arguments.iter().position(|it| it == "--crate-name").map(|at| at + 1);
    let name = name.and_then(|at| arguments.get(at)).and_then(|name| name.to_str());
    // A program of the same name as its library (`camtay-hub`) can't be linked with it.
    let library = arguments.iter().any(|it| it == "lib" || it == "rlib");
    library && name.is_some_and(|name| WATCHED.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watched(line: &str) -> bool {
        is_watched(&line.split(' ').map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn only_the_libraries_that_read_strangers_bytes_are_watched() {
        assert!(watched("--crate-name camtay_hub hub/src/lib.rs --crate-type lib"));
        assert!(watched(
            "--crate-name camtay_core --crate-type lib --crate-type cdylib --crate-type staticlib"
        ));
        assert!(!watched("--crate-name camtay_hub hub/src/main.rs --crate-type bin"));
        assert!(!watched("--crate-name camtay_sqlcipher sqlcipher/src/lib.rs --crate-type lib"));
        assert!(!watched("--crate-name build_script_build --crate-type bin"));
        assert!(!watched("- --crate-name ___ --print=file-names --crate-type lib"));
    }
}
