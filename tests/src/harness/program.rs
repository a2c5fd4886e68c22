//! The project's own programs, built once for the tests that run them.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// `camtay-hub`, up to date.
#[must_use]
pub fn hub_program() -> PathBuf {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| build("camtay-hub")).clone()
}

/// `camtay-phone`, up to date.
#[must_use]
pub fn phone_program() -> PathBuf {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| build("camtay-phone")).clone()
}

/// `camtay-content`, up to date.
#[must_use]
pub fn content_program() -> PathBuf {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| build("camtay-content")).clone()
}

/// Builds a program into the folder of the running test and returns its path. Cargo finds
/// at once that there is nothing to do when it is up to date; the whole workspace is named
/// because another choice would mean other features of what its packages share. Where
/// `CAMTAY_PROGRAMS` names a folder, the program in it is taken as it is.
fn build(program: &str) -> PathBuf {
    if let Some(folder) = std::env::var_os("CAMTAY_PROGRAMS") {
        return PathBuf::from(folder).join(program);
    }
    let this = std::env::current_exe().expect("a program knows where it is");
    let deps = |path: &&std::path::Path| path.file_name().is_some_and(|name| name == "deps");
    let folder = this.parent().expect("a program is in a folder");
    let folder = Some(folder).filter(deps).and_then(std::path::Path::parent).unwrap_or(folder);
    let mut command = cargo();
    command.args(["build", "--quiet", "--workspace", "--bins"]);
    if folder.file_name().is_some_and(|profile| profile == "release") {
        command.arg("--release");
    }
    let built = command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("cargo can't be run: {error}"));
    let said = String::from_utf8_lossy(&built.stderr);
    assert!(built.status.success(), "{program} can't be built:\n{said}");
    folder.join(program).with_extension(std::env::consts::EXE_EXTENSION)
}

/// The cargo that started the test, without what it told the test of the test's own package:
/// ring's build script reads the same names, and would build ring and all that stands on it
/// anew each time that they differ.
#[must_use]
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in std::env::vars_os() {
        let of_package =
            |name: &str| ["CARGO_MANIFEST_", "CARGO_PKG_"].iter().any(|of| name.starts_with(of));
        if name.to_str().is_some_and(of_package) {
            command.env_remove(name);
        }
    }
    command
}
