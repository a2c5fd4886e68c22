//! `cargo xtask kill`: hall and phones killed at random instants under load.

use clap::Args;

use crate::project::{Failed, Project, build, run as run_command};
use crate::tools;

#[derive(Args)]
pub(crate) struct Options {
    /// How many rounds
    #[arg(long, default_value_t = 200)]
    rounds: u32,
    /// The first round's number, to go on or to see one again
    #[arg(long, default_value_t = 0)]
    from: u32,
    /// Another seed, other instants
    #[arg(long, default_value_t = 2026)]
    seed: u64,
}

pub(crate) fn run(project: &Project, options: &Options) -> Result<(), Failed> {
    tools::install(project, tools::FOR_RUST)?;
    let built = build(project)?;
    run_command(
        project
            .shell
            .cmd(built.join("camtay-kill"))
            .env("CAMTAY_PROGRAMS", &built)
            .args(["--rounds", &options.rounds.to_string()])
            .args(["--from", &options.from.to_string()])
            .args(["--seed", &options.seed.to_string()]),
    )
}
