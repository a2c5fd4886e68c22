//! `cargo xtask bench`: the table of numbers, measured now.

use clap::Args;

use crate::project::{Failed, Project, run as run_command};
use crate::tools;

#[derive(Args)]
pub(crate) struct Options {
    /// Only the measures whose name contains this
    only: Option<String>,
}

pub(crate) fn run(project: &Project, options: &Options) -> Result<(), Failed> {
    tools::install(project, tools::FOR_RUST)?;
    run_command(project.cargo().args([
        "build",
        "--release",
        "-p",
        "camtay-hub",
        "-p",
        "camtay-tests",
        "--bins",
    ]))?;
    // What ships inside a phone, for its size.
    run_command(project.cargo().args(["build", "--profile", "phone", "-p", "camtay-core"]))?;
    run_command(
        project
            .shell
            .cmd(project.target().join("release/camtay-bench"))
            .arg("--target")
            .arg(project.target())
            .args(options.only.as_deref()),
    )
}
