//! `camtay-demo`: a believable day in one commune, played with the real programs: a hall
//! (`camtay-hub`) and phones (`camtay-phone`), each in a process of its own.

#![forbid(unsafe_code)]

mod commune_hall;
mod day;
mod evening;
mod phone;
mod tell;

use std::fmt;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::day::Day;
use crate::tell::tell;

/// Plays the day and leaves the report.
#[derive(Debug, Parser)]
#[command(name = "camtay-demo")]
struct Options {
    /// The folder with camtay-hub and camtay-phone.
    #[arg(long)]
    programs: PathBuf,
    /// Where everything of the day is left; emptied first.
    #[arg(long)]
    into: PathBuf,
    /// Another seed, other people.
    #[arg(long, default_value_t = 2026)]
    seed: u64,
    /// A ward of 16 tổ dân phố instead of a commune of 20 thôn.
    #[arg(long)]
    tdp: bool,
    /// Leave the hall running.
    #[arg(long)]
    keep: bool,
}

/// What went wrong, in a sentence.
#[derive(Debug)]
struct Failure(String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self(error.to_string())
    }
}

/// A failure of this sentence.
fn failure<T>(text: impl Into<String>) -> Result<T, Failure> {
    Err(Failure(text.into()))
}

fn main() -> ExitCode {
    match play(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("the day went wrong: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn play(options: &Options) -> Result<(), Failure> {
    tell(
        "Một ngày của tổ công nghệ số cộng đồng, trên máy này.",
        "A day of the community digital teams, on this machine.",
    );
    let mut day = Day::morning(options)?;
    day.visits()?;
    day.class()?;
    day.crash()?;
    day.double()?;
    evening::hand_in(&mut day)?;
    evening::merge(&mut day)?;
    evening::compare(&mut day)?;
    evening::report(&mut day)?;
    if options.keep {
        day.hall.keep();
    }
    Ok(())
}
