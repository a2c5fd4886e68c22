//! `cargo xtask simulate`: plans of many seeds, with the power going and the network
//! breaking; a plan that fails is written to tests/simulator/plans/, small.

use clap::Args;

use crate::project::{Failed, Project, run as run_command};
use crate::tools;

/// The crates whose code is played: optimised, or thousands of plans take all day.
const PLAYED: [&str; 3] = ["camtay-core", "camtay-hub", "camtay-simulator"];

#[derive(Args)]
pub(crate) struct Options {
    /// How many seeds
    #[arg(long, default_value_t = 10_000)]
    pub(crate) seeds: u64,
    /// The first seed
    #[arg(long, default_value_t = 0)]
    pub(crate) from: u64,
}

pub(crate) fn run(project: &Project, options: &Options) -> Result<(), Failed> {
    tools::install(project, tools::FOR_RUST)?;
    let optimised = PLAYED
        .iter()
        .flat_map(|it| ["--config".to_owned(), format!("profile.dev.package.{it}.opt-level=2")]);
    run_command(
        project.cargo().args(["build", "--workspace", "--bin", "camtay-simulate"]).args(optimised),
    )?;
    run_command(
        project
            .shell
            .cmd(project.target().join("debug/camtay-simulate"))
            .args(["--seeds", &options.seeds.to_string(), "--from", &options.from.to_string()])
            .args(["--plans", "tests/simulator/plans"]),
    )
}
