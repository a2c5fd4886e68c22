//! `camtay-simulate`: plays the plans of many seeds, or a plan from a file.

#![forbid(unsafe_code)]

use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::Instant;

use camtay_simulator::Simulator;
use camtay_simulator::plan::Plan;
use camtay_simulator::shrink::shrink;
use camtay_simulator::tally::Tally;
use clap::Parser;

/// What the command takes.
#[derive(Debug, Parser)]
#[command(about = "Plays plans of phones, a hall, couriers and broken things")]
struct Arguments {
    /// How many seeds
    #[arg(long, default_value_t = 100)]
    seeds: u64,
    /// The first seed
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// How many processes share them
    #[arg(long, default_value_t = 2)]
    workers: u64,
    /// Where plans that fail are written, small
    #[arg(long)]
    plans: Option<PathBuf>,
    /// Plays these plans instead, and tells each step
    #[arg(long)]
    plan: Vec<PathBuf>,
    /// Tells each step of a single seed
    #[arg(long)]
    tell: bool,
    /// One of several: ends with its sums as a line of numbers
    #[arg(long, hide = true)]
    worker: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let ended = if !arguments.plan.is_empty() {
        play_files(&arguments.plan)
    } else if arguments.worker || arguments.tell || arguments.workers < 2 {
        play_seeds(&arguments)
    } else {
        share(&arguments)
    };
    match ended {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

type Ended = Result<u64, Box<dyn std::error::Error>>;

fn play_files(files: &[PathBuf]) -> Ended {
    let simulator = Simulator::new()?;
    let mut tally = Tally::default();
    for file in files {
        let plan: Plan = std::fs::read_to_string(file)?.parse()?;
        let outcome = simulator.play(&plan)?;
        println!("{}", outcome.told.join("\n"));
        tally.count(&outcome);
    }
    Ok(tally.failed)
}

fn play_seeds(arguments: &Arguments) -> Ended {
    let begun = Instant::now();
    let simulator = Simulator::new()?;
    let mut tally = Tally::default();
    let step = if arguments.worker { arguments.workers } else { 1 };
    let seeds = (arguments.from..).step_by(usize::try_from(step)?);
    for seed in seeds.take(usize::try_from(arguments.seeds)?) {
        let plan = Plan::of_seed(seed);
        let outcome = simulator.play(&plan)?;
        tally.count(&outcome);
        if arguments.tell {
            println!("{}", outcome.told.join("\n"));
        }
        if let Some(broken) = &outcome.broken {
            println!("seed {seed}: {:?}: {}", broken.property, broken.why);
            let small = shrink(&simulator, &plan, broken.property)?;
            println!("{small}");
            if let Some(folder) = &arguments.plans {
                keep(folder, seed, &format!("# {:?}: {}\n{small}", broken.property, broken.why))?;
            }
        }
    }
    if arguments.worker {
        println!("{}", tally.line());
        return Ok(0);
    }
    print!("seeds {} to {}: {tally}", arguments.from, arguments.from + arguments.seeds - 1);
    println!("{} seconds", begun.elapsed().as_secs());
    Ok(tally.failed)
}

fn keep(folder: &Path, seed: u64, text: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join(format!("seed-{seed}.txt")), text)
}

/// Workers take turns at the seeds: which one plays a seed changes nothing.
fn share(arguments: &Arguments) -> Ended {
    let begun = Instant::now();
    let program = std::env::current_exe()?;
    let start = |number: u64| -> std::io::Result<Child> {
        let seeds = (arguments.seeds + arguments.workers - 1 - number) / arguments.workers;
        let mut command = Command::new(&program);
        command.arg("--worker").args(["--workers", &arguments.workers.to_string()]);
        command.args(["--from", &(arguments.from + number).to_string()]);
        command.args(["--seeds", &seeds.to_string()]);
        if let Some(folder) = &arguments.plans {
            command.arg("--plans").arg(folder);
        }
        command.stdout(Stdio::piped()).spawn()
    };
    let workers = (0..arguments.workers).map(start).collect::<Result<Vec<_>, _>>()?;
    let mut tally = Tally::default();
    for worker in workers {
        let said = worker.wait_with_output()?;
        let out = String::from_utf8_lossy(&said.stdout);
        let (told, sums) = out.trim_end().rsplit_once('\n').unwrap_or(("", out.trim_end()));
        if !told.is_empty() {
            println!("{told}");
        }
        if !said.status.success() {
            return Err(format!("a worker ended with {}: {sums}", said.status).into());
        }
        tally.add(&sums.parse()?);
    }
    let last = arguments.from + arguments.seeds.saturating_sub(1);
    print!("seeds {} to {last}: {tally}", arguments.from);
    println!("{} seconds in {} processes", begun.elapsed().as_secs(), arguments.workers);
    Ok(tally.failed)
}
