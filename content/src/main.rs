//! `camtay-content`: for those who write guides. Checks a folder of them, or builds from
//! it the pack that a hall signs and publishes.

#![forbid(unsafe_code)]

use std::path::Path;
use std::process::ExitCode;

use camtay_content::{Problems, lint, load_folder};

const USAGE: &str = "camtay-content check FOLDER         every rule of the guides
camtay-content build FOLDER FILE    the pack, unsigned, into FILE
exit codes: 0 done · 1 the guides break rules, nothing was written · 2 wrong command line";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["check", folder] => run(folder, None),
        ["build", folder, file] => run(folder, Some(file)),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(folder: &str, file: Option<&str>) -> Result<String, String> {
    let loaded = load_folder(Path::new(folder)).map_err(|problems| problems.to_string())?;
    let problems = lint(&loaded);
    if !problems.is_empty() {
        return Err(Problems(problems).to_string());
    }
    let pack = loaded.into_pack();
    let found =
        format!("{} guides, version {}: every rule is kept", pack.skills.len(), pack.version);
    let Some(file) = file else { return Ok(found) };
    let payload = pack.payload().map_err(|error| error.to_string())?;
    std::fs::write(file, &payload).map_err(|error| format!("{file}: {error}"))?;
    Ok(format!("{found}; {} bytes in {file}", payload.len()))
}
