//! The bindings that the apps are built on: generated here from the built library, never
//! committed. Kotlin's also run, in `kotlin/`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Builds library and generator, as `cargo xtask bindings` does; the folder of both.
fn built() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let built = camtay_tests::harness::cargo()
            .args(["build", "--quiet", "--workspace"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let this = std::env::current_exe().unwrap();
        // target/debug/deps/this; the library is always the debug one.
        this.ancestors().nth(3).unwrap().join("debug")
    })
}

fn generated(language: &str, file: &str) -> String {
    let out = tempfile::tempdir().unwrap();
    let library =
        if cfg!(target_os = "macos") { "libcamtay_core.dylib" } else { "libcamtay_core.so" };
    let done = Command::new(built().join("uniffi-bindgen"))
        .args(["generate", "--no-format", "--language", language, "--out-dir"])
        .arg(out.path())
        .arg(built().join(library))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    std::fs::read_to_string(out.path().join(file)).unwrap()
}

#[test]
fn swift_gets_the_core_its_records_and_its_errors() {
    let swift = generated("swift", "camtay_core.swift");
    for expected in [
        "open class Core: CoreProtocol",
        "static func `open`(folder: String, keyStore: KeyStore, guides: AppGuides, logger: Logger)throws  -> Core",
        "func enrol(invitation: String)async throws  -> String",
        "func markStep(tap: StepTap)throws",
        "open class HandIn",
        "func run()async throws  -> HandInResult",
        "public protocol AppGuides",
        "public protocol KeyStore",
        "public protocol HandInListener",
        "public struct ResidentPage",
        "public enum StepOutcome",
    ] {
        assert!(swift.contains(expected), "the Swift bindings lack: {expected}");
    }
}

#[test]
fn an_app_has_at_most_ten_kinds_of_error_to_tell_apart() {
    let swift = generated("swift", "camtay_core.swift");
    let (_, error) = swift.split_once("enum CoreError: Swift.Error").unwrap();
    let (error, _) = error.split_once("\n}").unwrap();
    let kinds = error.lines().filter(|line| line.trim_start().starts_with("case ")).count();
    assert!((1..=10).contains(&kinds), "{kinds} kinds");
}

#[test]
fn kotlin_gets_exceptions_with_named_fields() {
    let kotlin = generated("kotlin", "uniffi/camtay_core/camtay_core.kt");
    assert!(kotlin.contains("sealed class CoreException"));
    for unnamed in ["val v1:", "val `v1`"] {
        assert!(!kotlin.contains(unnamed), "a variant has a field without a name");
    }
}
