//! The program of the commune hall.

#![forbid(unsafe_code)]

use std::process::ExitCode;
use std::sync::Arc;

use camtay_hub::cli::{self, Cli, Edge};
use clap::Parser;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let mut seed = [0; 32];
    if let Err(error) = getrandom::fill(&mut seed) {
        eprintln!("camtay-hub: this machine gives no random numbers: {error}");
        return ExitCode::from(4);
    }
    match cli::run(&cli, Edge { clock: Arc::new(now), seed, keys: cli.keys.clone() }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("camtay-hub: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}

/// The system's clock, Unix seconds.
#[allow(clippy::disallowed_methods)] // the edge of the program
fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}
