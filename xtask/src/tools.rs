//! Programs that a fresh machine lacks: installed where that is possible, else named with
//! the line that installs them.

use std::path::PathBuf;

use xshell::cmd;

use crate::project::{Failed, Project, run};

/// What compiling needs besides Rust: SQLite and Zstandard are C, libFuzzer is C++.
pub(crate) const FOR_RUST: &[Tool] =
    &[Tool { program: "cc", package: "gcc libc6-dev" }, Tool { program: "c++", package: "g++" }];

/// What the bindings' test on the JVM needs.
pub(crate) const FOR_KOTLIN: &[Tool] = &[
    Tool { program: "java", package: "default-jdk-headless" },
    Tool { program: "mvn", package: "maven" },
];

/// What building the Android app without an SDK needs.
pub(crate) const FOR_ANDROID: &[Tool] = &[
    Tool { program: "java", package: "default-jdk-headless" },
    Tool { program: "javac", package: "default-jdk-headless" },
    Tool { program: "mvn", package: "maven" },
    Tool { program: "unzip", package: "unzip" },
    Tool { program: "aapt2", package: "aapt" },
];

/// What packing it needs besides.
pub(crate) const FOR_PACKING: &[Tool] = &[
    Tool { program: "zipalign", package: "zipalign" },
    Tool { program: "apksigner", package: "apksigner" },
    Tool { program: "zip", package: "zip" },
];

/// What makes the documents' pictures small.
pub(crate) const FOR_PICTURES: &[Tool] = &[Tool { program: "pngquant", package: "pngquant" }];

/// The version of cargo-deny that the checks were written for.
const CARGO_DENY: &str = "0.20.2";

/// A program and the Debian packages it comes in.
pub(crate) struct Tool {
    program: &'static str,
    package: &'static str,
}

/// Whether a program is on the path.
pub(crate) fn is_there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// Installs what is missing of `tools`.
pub(crate) fn install(project: &Project, tools: &[Tool]) -> Result<(), Failed> {
    let missing: Vec<_> = tools.iter().filter(|tool| !is_there(tool.program)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let programs = missing.iter().map(|tool| tool.program).collect::<Vec<_>>().join(", ");
    let packages: Vec<_> =
        missing.iter().flat_map(|tool| tool.package.split_whitespace()).collect();
    let line = format!("apt-get install -y {}", packages.join(" "));
    if !is_there("apt-get") {
        return Err(Failed(format!("{programs} missing; on Debian: {line}")));
    }
    println!("{programs} missing on this machine; installing from Debian");
    let shell = &project.shell;
    let quiet = ["-o", "APT::Install-Recommends=false"];
    let installed = run(cmd!(shell, "apt-get update")).and_then(|()| {
        let install = cmd!(shell, "apt-get install -y {quiet...} {packages...}");
        run(install.env("DEBIAN_FRONTEND", "noninteractive"))
    });
    installed.map_err(|Failed(why)| Failed(format!("{programs} missing ({why}); as root: {line}")))
}

/// cargo-deny: the one on the path, else one of our own under `target/tools`, built once.
pub(crate) fn cargo_deny(project: &Project) -> Result<PathBuf, Failed> {
    if is_there("cargo-deny") {
        return Ok(PathBuf::from("cargo-deny"));
    }
    let folder = project.target().join("tools");
    let program = folder.join("bin/cargo-deny");
    if !program.is_file() {
        println!("cargo-deny missing; building it once into target/tools (some minutes)");
        let build = folder.join("build");
        // Unoptimised: it builds in a third of the time and reads one lock file.
        run(project
            .cargo()
            .args(["install", "cargo-deny", "--locked", "--debug", "--version", CARGO_DENY])
            .arg("--root")
            .arg(&folder)
            .arg("--target-dir")
            .arg(&build))
        .map_err(|Failed(line)| Failed(format!("cargo-deny missing; {line}")))?;
        project.shell.remove_path(&build)?;
    }
    Ok(program)
}
