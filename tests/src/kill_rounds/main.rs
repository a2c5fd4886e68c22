//! `camtay-kill`: rounds of SIGKILL under load, as many as asked for.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use camtay_tests::harness::Hall;
use camtay_tests::kill;
use clap::Parser;

/// Kills hall and phones at random instants, and looks whether anything is lost or doubled.
#[derive(Debug, Parser)]
#[command(name = "camtay-kill")]
struct Arguments {
    /// How many rounds.
    #[arg(long, default_value_t = 200)]
    rounds: u32,
    /// The first round's number: the same number kills at the same instant.
    #[arg(long, default_value_t = 0)]
    from: u32,
    /// Another seed, other instants.
    #[arg(long, default_value_t = 2026)]
    seed: u64,
}

/// How often it tells how far it is.
const TELL_EVERY: u32 = 20;

fn main() -> ExitCode {
    let Arguments { rounds, from, seed } = Arguments::parse();
    println!("seed {seed}, rounds {from} to {}", from.saturating_add(rounds).saturating_sub(1));
    let hall = Hall::start(&kill::LISTS);
    let figures = kill::run(hall, seed, from, rounds, |round, figures| {
        if (round - from + 1).is_multiple_of(TELL_EVERY) {
            println!(
                "round {round}: hall killed {} times, phones {} times",
                figures.hall_kills, figures.phone_kills
            );
        }
    });
    println!("{figures}");
    ExitCode::SUCCESS
}
