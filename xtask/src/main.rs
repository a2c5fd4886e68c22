//! The project's own commands: `cargo xtask …`. One file a command, a `run` each.

#![forbid(unsafe_code)]

mod android;
mod bench;
mod bindings;
mod content;
mod demo;
mod fuzz;
mod kill;
mod project;
mod simulate;
mod tally;
mod test;
mod tidy;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::project::{Failed, Project};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "What the project does for those who work on it")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// A day in one commune on this machine: a hall, phones, visits, a class, the report
    Demo(demo::Options),
    /// Everything the project can prove here, or one part of it
    Test(test::Options),
    /// The table of numbers, measured now
    Bench(bench::Options),
    /// Rounds of SIGKILL under load: is anything lost or doubled?
    Kill(kill::Options),
    /// Plans of many seeds, in which power, disks and network fail
    Simulate(simulate::Options),
    /// The core's code for one language, into target/bindings/
    Bindings(bindings::Options),
    /// The Android app: its tests, its pictures, an APK
    Android(android::Options),
    /// The guides
    Content(content::Options),
    /// Hostile bytes for every decoder
    Fuzz(fuzz::Options),
    /// The house rules
    Tidy,
}

fn main() -> ExitCode {
    if let Some(compiled) = fuzz::in_place_of_rustc() {
        return compiled;
    }
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failed) => {
            eprintln!("{failed}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<(), Failed> {
    let project = Project::find()?;
    match command {
        Command::Demo(options) => demo::run(&project, &options),
        Command::Test(options) => test::run(&project, &options),
        Command::Bench(options) => bench::run(&project, &options),
        Command::Kill(options) => kill::run(&project, &options),
        Command::Simulate(options) => simulate::run(&project, &options),
        Command::Bindings(options) => bindings::run(&project, &options),
        Command::Android(options) => android::run(&project, &options),
        Command::Content(options) => content::run(&project, &options),
        Command::Fuzz(options) => fuzz::run(&project, &options),
        Command::Tidy => tidy::run(&project),
    }
}
