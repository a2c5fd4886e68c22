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

/// The core as it ships inside a phone: C code for size and without tables for unwinding,
/// equal functions once, relocations packed.
pub(crate) fn phone_library(project: &Project) -> Cmd<'_> {
    project
        .cargo()
        .args(["rustc", "--profile", "phone", "-p", "camtay-core", "--lib"])
        .args(["--crate-type", "cdylib", "--", "-C", "link-arg=-Wl,--icf=all"])
        .args(["-C", "link-arg=-Wl,-z,pack-relative-relocs"])
        .env("CFLAGS", "-Os -fno-asynchronous-unwind-tables -fno-unwind-tables")
}
