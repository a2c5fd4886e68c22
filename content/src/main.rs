//! `camtay-content`: for those who write guides. Checks a folder of them, tells how old each
//! step is, or builds the pack that a hall signs and publishes.

#![forbid(unsafe_code)]

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use camtay_content::{ContentFiles, Loaded, Problems, ScreenReports, lint};
use chrono::{DateTime, NaiveDate};

const USAGE: &str = "camtay-content check FOLDER         every rule of the guides
camtay-content review FOLDER        how old each step is, what it rests on, the figures
camtay-content build FOLDER FILE    the pack into FILE, for a hall to publish
  FOLDER               the content folder; - for the guides inside this program
  --commune FOLDER     lay a commune's words, steps and skills over them
  --format json        of review: for programs
  --reports FILE       of review: what volunteers found to differ, from camtay-hub pack HALL screens
  --max-age DAYS       of review: fail when a step was not looked at for longer
  --today DAY          of review: as if it were that day, such as 2026-11-23
exit codes: 0 done · 1 the guides break rules, or are too old · 2 wrong command line";

/// What was typed.
#[derive(Default)]
struct Line {
    words: Vec<String>,
    commune: Option<String>,
    json: bool,
    reports: Option<String>,
    max_age: Option<i64>,
    today: Option<NaiveDate>,
}

fn main() -> ExitCode {
    let Some(line) = Line::read(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let words: Vec<&str> = line.words.iter().map(String::as_str).collect();
    let done = match *words {
        ["check", folder] => check(folder, &line),
        ["review", folder] => review(folder, &line),
        ["build", folder, file] => build(folder, file, &line),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

impl Line {
    fn read(mut arguments: impl Iterator<Item = String>) -> Option<Self> {
        let mut line = Self::default();
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--commune" => line.commune = Some(arguments.next()?),
                "--format" if arguments.next()? == "json" => line.json = true,
                "--reports" => line.reports = Some(arguments.next()?),
                "--max-age" => line.max_age = Some(arguments.next()?.parse().ok()?),
                "--today" => line.today = Some(arguments.next()?.parse().ok()?),
                option if option.starts_with("--") => return None,
                _ => line.words.push(argument),
            }
        }
        Some(line)
    }
}

/// Reads a folder, with a commune's over it, and holds it against the rules.
fn read(folder: &str, line: &Line) -> Result<Loaded, String> {
    let told = |problems: Problems| problems.to_string();
    let mut files = match folder {
        "-" => ContentFiles::built_in(),
        folder => ContentFiles::of_folder(Path::new(folder)).map_err(told)?,
    };
    if let Some(commune) = &line.commune {
        files = files.with_commune(Path::new(commune)).map_err(told)?;
    }
    let loaded = files.load().map_err(told)?;
    match lint(&loaded) {
        problems if problems.is_empty() => Ok(loaded),
        problems => Err(told(Problems(problems))),
    }
}

fn check(folder: &str, line: &Line) -> Result<(), String> {
    let pack = read(folder, line)?.into_pack();
    say(&format!("{} guides, version {}: every rule is kept\n", pack.skills.len(), pack.version))
}

fn build(folder: &str, file: &str, line: &Line) -> Result<(), String> {
    let pack = read(folder, line)?.into_pack();
    let bytes = pack.unsigned().map_err(|error| error.to_string())?;
    std::fs::write(file, &bytes).map_err(|error| format!("{file}: {error}"))?;
    let (skills, version) = (pack.skills.len(), pack.version);
    say(&format!("{skills} guides, version {version}: {} bytes in {file}\n", bytes.len()))
}

fn review(folder: &str, line: &Line) -> Result<(), String> {
    let loaded = read(folder, line)?;
    let screens = match &line.reports {
        None => Vec::new(),
        Some(file) => {
            let json = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
            ScreenReports::read(&json).map_err(|error| format!("{file}: {error}"))?.screens
        }
    };
    let today = line.today.unwrap_or_else(today);
    let review = loaded.review(today, &screens).map_err(|error| error.to_string())?;
    if line.json {
        let json = serde_json::to_string_pretty(&review).map_err(|error| error.to_string())?;
        say(&format!("{json}\n"))?;
    } else {
        say(&review.to_string())?;
    }
    let Some(most) = line.max_age else { return Ok(()) };
    let old: Vec<String> = review
        .older_than(most)
        .map(|age| format!("{}: not looked at for {} days", age.of, age.days))
        .collect();
    if old.is_empty() { Ok(()) } else { Err(old.join("\n")) }
}

/// Prints; a reader who went away (a closed pipe) is no error.
fn say(text: &str) -> Result<(), String> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    }
}

/// The day it is in Vietnam.
#[allow(clippy::disallowed_methods)] // the edge of the program
fn today() -> NaiveDate {
    const AHEAD_OF_UTC: i64 = 7 * 60 * 60;
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let seconds = since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(0));
    DateTime::from_timestamp(seconds + AHEAD_OF_UTC, 0)
        .map_or(NaiveDate::MIN, |moment| moment.date_naive())
}
