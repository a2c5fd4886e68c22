//! `camtay-content`: for those who write guides. Checks a folder of them, or builds from
//! it the pack that a hall signs and publishes.

#![forbid(unsafe_code)]

use std::path::Path;
use std::process::ExitCode;

use camtay_content::{ContentFiles, Problems, lint};

const USAGE: &str = "camtay-content check FOLDER         every rule of the guides
camtay-content build FOLDER FILE    the pack, unsigned, into FILE
  FOLDER               the content folder; - for the guides inside this program
  --commune FOLDER     lay a commune's words, steps and skills over them
exit codes: 0 done · 1 the guides break rules, nothing was written · 2 wrong command line";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (arguments, commune) = match arguments[..] {
        [ref before @ .., "--commune", folder] => (before, Some(folder)),
        ref all => (all, None),
    };
    let done = match *arguments {
        ["check", folder] => run(folder, commune, None),
        ["build", folder, file] => run(folder, commune, Some(file)),
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

fn run(folder: &str, commune: Option<&str>, file: Option<&str>) -> Result<String, String> {
    let told = |problems: Problems| problems.to_string();
    let mut files = match folder {
        "-" => ContentFiles::built_in(),
        folder => ContentFiles::of_folder(Path::new(folder)).map_err(told)?,
    };
    if let Some(commune) = commune {
        files = files.with_commune(Path::new(commune)).map_err(told)?;
    }
    let loaded = files.load().map_err(told)?;
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
