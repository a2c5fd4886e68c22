//! `camtay-phone`: a phone without a screen. One JSON command a line in, one JSON answer
//! a line out, over exactly the API that the apps get. `docs/phone.md` shows every
//! command.

#![forbid(unsafe_code)]

mod clock;
mod command;

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use camtay_core::api::{BuiltInGuides, Core, LogLevel, Logger, PinCost, SoftwareKeyStore};
use clap::Parser;
use rand::SeedableRng;
use rand::rngs::StdRng;
use serde_json::{Value, json};

use clock::Clock;
use command::Command;

/// A phone without a screen: JSON commands in, JSON answers out, a line each.
#[derive(Parser)]
#[command(
    version,
    after_help = "Exit codes: 0 every command was done, 1 at least one was answered by an error, \
                  2 the arguments are wrong, 3 the phone could not start."
)]
struct Arguments {
    /// The folder of the phone's store; made where there is none.
    #[arg(long, value_name = "DIR")]
    store: PathBuf,
    /// The file that stands for the phone's key store; `keys.hex` beside the store by default.
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
    /// Where the phone's clock stands at the start, Unix seconds; it stands still until told.
    #[arg(long, value_name = "UNIX")]
    clock: Option<i64>,
}

/// Without an app around it the core's log goes to the error output.
struct ErrorOutput;

impl Logger for ErrorOutput {
    fn log(&self, level: LogLevel, line: String) {
        let level = match level {
            LogLevel::Note => "note",
            LogLevel::Warning => "warning",
            LogLevel::Error => "error",
        };
        eprintln!("{level}: {line}");
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match start(&arguments).and_then(|(core, clock, runtime)| talk(&core, &clock, &runtime)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::from(3)
        }
    }
}

type Phone = (Arc<Core>, Arc<Clock>, tokio::runtime::Runtime);

fn start(arguments: &Arguments) -> Result<Phone, String> {
    let store = &arguments.store;
    std::fs::create_dir_all(store).map_err(|why| format!("{}: {why}", store.display()))?;
    let folder = store.to_str().ok_or("the store's folder needs a name in UTF-8")?.to_owned();
    let keys = arguments.keys.clone().unwrap_or_else(|| store.join("keys.hex"));
    let keys = key_store(&keys)?;
    let clock = Arc::new(Clock::new(arguments.clock));
    let told = Arc::clone(&clock);
    let core = Core::open_with_clock(
        folder,
        keys,
        Arc::new(BuiltInGuides),
        Arc::new(ErrorOutput),
        Arc::new(move || told.now()),
        PinCost::default(),
    )
    .map_err(|why| why.to_string())?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|why| why.to_string())?;
    Ok((core, clock, runtime))
}

fn key_store(file: &Path) -> Result<Arc<SoftwareKeyStore>, String> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|why| why.to_string())?;
    SoftwareKeyStore::in_file(file, &mut StdRng::from_seed(seed))
        .map(Arc::new)
        .map_err(|why| format!("{}: {why}", file.display()))
}

/// Answers until the input ends. Returns whether every command was done.
fn talk(core: &Core, clock: &Clock, runtime: &tokio::runtime::Runtime) -> Result<bool, String> {
    let mut all_done = true;
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(|why| why.to_string())?;
        if line.trim().is_empty() {
            continue;
        }
        let answer = answer(core, clock, runtime, &line);
        all_done &= answer.get("error").is_none();
        let mut out = std::io::stdout().lock();
        writeln!(out, "{answer}").and_then(|()| out.flush()).map_err(|why| why.to_string())?;
    }
    Ok(all_done)
}

fn answer(core: &Core, clock: &Clock, runtime: &tokio::runtime::Runtime, line: &str) -> Value {
    let command: Command = match serde_json::from_str(line) {
        Ok(command) => command,
        Err(why) => {
            // The parser goes on to name every command there is.
            let why = why.to_string();
            let why = why.split(", expected one of").next().unwrap_or_default();
            let why = format!("this line is no command: {why}; docs/phone.md lists them");
            return json!({ "error": { "kind": "bad_command", "why": why } });
        }
    };
    match runtime.block_on(command.run(core, clock)) {
        Ok(done) => json!({ "ok": done }),
        Err(error) => json!({ "error": error }),
    }
}
