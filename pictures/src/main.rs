//! `camtay-pictures`: draws what the scenes of a content folder describe.

#![forbid(unsafe_code)]

use std::path::Path;
use std::process::ExitCode;

use camtay_pictures::Drawn;

const USAGE: &str = "camtay-pictures draw FOLDER     every picture whose scene changed
camtay-pictures check FOLDER    whether every picture shows what its scene says
  FOLDER                        the content folder, or a commune's
exit codes: 0 done · 1 a scene or picture is not right · 2 wrong command line";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match *arguments {
        ["draw", folder] => draw(Path::new(folder)),
        ["check", folder] => check(Path::new(folder)),
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

fn draw(folder: &Path) -> Result<String, String> {
    let drawn = camtay_pictures::draw_folder(folder).map_err(|error| error.to_string())?;
    let changed = drawn.write(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(format!("{changed} changed; {}", figures(&drawn.pictures)))
}

fn check(folder: &Path) -> Result<String, String> {
    let drawn = camtay_pictures::draw_folder(folder).map_err(|error| error.to_string())?;
    let stale = drawn.stale(folder);
    if stale.is_empty() {
        return Ok(figures(&drawn.pictures));
    }
    Err(format!("drawn before their scene changed: {}\nrun: camtay-pictures draw", stale.join(", ")))
}

fn figures(pictures: &[Drawn]) -> String {
    let bytes: usize = pictures.iter().map(|it| it.webp.len()).sum();
    let largest = pictures.iter().max_by_key(|it| it.webp.len());
    let largest = largest.map_or_else(String::new, |it| format!(", {} {}", it.name, it.webp.len()));
    format!("{} pictures, {bytes} bytes; largest{largest}", pictures.len())
}
