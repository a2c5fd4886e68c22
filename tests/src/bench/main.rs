//! `camtay-bench`: the table of numbers, measured now. Nothing here is a test: a target
//! that is missed is said, not failed.

#![forbid(unsafe_code)]

mod hall;
mod library;
mod load;
mod phone;
mod phone_store;
mod report;
mod row;
mod stage;
mod wire;

use std::fmt;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::row::{HEAD, Row};

/// Measures, and prints the table.
#[derive(Debug, Parser)]
#[command(name = "camtay-bench")]
pub struct Bench {
    /// Where cargo built: programs of the release profile, the library of the profile
    /// `phone`; results go to its folder `bench`.
    #[arg(long)]
    target: PathBuf,
    /// Only the measures whose name contains this.
    only: Option<String>,
}

/// A sentence that says why a measure gave no number, or a wrong answer.
#[derive(Debug)]
pub struct Failure(pub String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Any error as a failure, with its causes.
pub fn failed(error: impl std::error::Error) -> Failure {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    Failure(text)
}

/// A measure: its name, and what gives its rows.
type Measure = (&'static str, fn(&Bench) -> Result<Vec<Row>, Failure>);

const MEASURES: &[Measure] = &[
    ("library", library::measure),
    ("wire", wire::measure),
    ("phone", phone::measure),
    ("phone-stress", phone_store::measure),
    ("report", report::measure),
    ("hall", hall::throughput),
    ("crowd", hall::crowd),
];

fn main() -> ExitCode {
    let bench = Bench::parse();
    let mut rows = Vec::new();
    let mut failures = Vec::new();
    for (name, measure) in MEASURES {
        if bench.only.as_deref().is_some_and(|only| !name.contains(only)) {
            continue;
        }
        eprintln!("measuring: {name} …");
        match measure(&bench) {
            Ok(more) => rows.extend(more),
            Err(failure) => failures.push(format!("{name}: {failure}")),
        }
    }
    println!("\n{HEAD}");
    for row in &rows {
        println!("{}", row.line());
    }
    for failure in &failures {
        println!("not measured: {failure}");
    }
    // A part of the table is no result.
    if bench.only.is_none()
        && let Err(error) = write_results(&bench, &rows)
    {
        eprintln!("the results could not be written: {error}");
        return ExitCode::FAILURE;
    }
    if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn write_results(bench: &Bench, rows: &[Row]) -> std::io::Result<()> {
    let folder = bench.target.join("bench");
    std::fs::create_dir_all(&folder)?;
    let rows: Vec<_> = rows.iter().map(Row::json).collect();
    std::fs::write(folder.join("results.json"), serde_json::to_vec_pretty(&rows)?)?;
    println!("\n{}", folder.join("results.json").display());
    Ok(())
}
