//! `cargo xtask bench`: the table of numbers, measured now.

use clap::Args;
use xshell::Cmd;

use crate::project::{Failed, Project, run as run_command};
use crate::tools;

#[derive(Args)]
pub(crate) struct Options {
    /// Only the measures whose name contains this; `android`: those of the Android app
    only: Option<String>,
}

pub(crate) fn run(project: &Project, options: &Options) -> Result<(), Failed> {
    tools::install(project, tools::FOR_RUST)?;
    if options.only.as_deref() == Some("android") {
        return crate::android::bench(project);
    }
    run_command(project.cargo().args([
        "build",
        "--release",
        "-p",
        "camtay-hub",
        "-p",
        "camtay-tests",
        "--bins",
    ]))?;
    run_command(phone_library(project))?;
    run_command(
        project
            .shell
            .cmd(project.target().join("release/camtay-bench"))
            .arg("--target")
            .arg(project.target())
            .args(options.only.as_deref()),
    )
}

/// How the linker makes the core of a phone, here and in `android/cargo.sh`: equal functions
/// once, relocations packed in the way that Android 7 reads, pages as large as new processors
/// have them. Such a file is for a phone's linker only, and here for weighing.
pub(crate) const LINKED: [&str; 3] = [
    "link-arg=-Wl,--icf=all",
    "link-arg=-Wl,--pack-dyn-relocs=android",
    "link-arg=-Wl,-z,max-page-size=16384",
];

/// The core as it ships inside a phone: C code for size and without tables for unwinding.
pub(crate) fn phone_library(project: &Project) -> Cmd<'_> {
    project
        .cargo()
        .args(["rustc", "--profile", "phone", "-p", "camtay-core", "--lib"])
        .args(["--crate-type", "cdylib", "--"])
        .args(LINKED.iter().flat_map(|argument| ["-C", argument]))
        .env("CFLAGS", "-Os -fno-asynchronous-unwind-tables -fno-unwind-tables")
}
