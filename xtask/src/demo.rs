//! `cargo xtask demo`: a day in one commune, on this machine.

use clap::Args;

use crate::project::{Failed, Project, build, run as run_command};
use crate::tools;

#[derive(Args)]
pub(crate) struct Options {
    /// Leave the hall running when the day is over
    #[arg(long)]
    keep: bool,
    /// Another seed, other people
    #[arg(long, default_value_t = 2026)]
    seed: u64,
    /// A ward of 16 tổ dân phố instead of a commune of 20 thôn
    #[arg(long)]
    tdp: bool,
}

pub(crate) fn run(project: &Project, options: &Options) -> Result<(), Failed> {
    tools::install(project, tools::FOR_RUST)?;
    println!("Building the hall and the phones (the first time takes some minutes).");
    let built = build(project)?;
    let mut day = project
        .shell
        .cmd(built.join("camtay-demo"))
        .arg("--programs")
        .arg(&built)
        .arg("--into")
        .arg(project.target().join("demo"))
        .args(["--seed", &options.seed.to_string()]);
    if options.keep {
        day = day.arg("--keep");
    }
    if options.tdp {
        day = day.arg("--tdp");
    }
    run_command(day)
}
