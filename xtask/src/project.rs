//! The checkout, and how child commands are run in it: each is shown before it starts.

use std::fmt;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use xshell::{Cmd, Shell};

/// A sentence for the end of the output: what failed.
#[derive(Debug)]
pub(crate) struct Failed(pub(crate) String);

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "failed: {}", self.0)
    }
}

impl From<xshell::Error> for Failed {
    fn from(error: xshell::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<std::io::Error> for Failed {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

/// The checkout.
pub(crate) struct Project {
    /// A shell that stands in its root.
    pub(crate) shell: Shell,
    root: PathBuf,
}

impl Project {
    /// Finds the root from where cargo found this program.
    pub(crate) fn find() -> Result<Self, Failed> {
        let here = std::env::var_os("CARGO_MANIFEST_DIR")
            .ok_or_else(|| Failed("start this with `cargo xtask`".to_owned()))?;
        let root = Path::new(&here)
            .parent()
            .ok_or_else(|| Failed("xtask/ stands in no checkout".to_owned()))?
            .to_path_buf();
        let shell = Shell::new()?;
        shell.change_dir(&root);
        Ok(Self { shell, root })
    }

    /// A path from the root.
    pub(crate) fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// Where cargo builds.
    pub(crate) fn target(&self) -> PathBuf {
        match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => self.root.join(folder),
            None => self.root.join("target"),
        }
    }

    /// The cargo that started us.
    pub(crate) fn cargo(&self) -> Cmd<'_> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = self.shell.cmd(cargo);
        // What cargo told us of our own package isn't for the cargo that we call: ring's build
        // script reads the same names, and would build ring and all that stands on it anew.
        for (name, _) in std::env::vars_os() {
            let of_package = |name: &str| {
                ["CARGO_MANIFEST_", "CARGO_PKG_"].iter().any(|of| name.starts_with(of))
            };
            if name.to_str().is_some_and(of_package) {
                command = command.env_remove(name);
            }
        }
        command
    }
}

/// Builds everything of the workspace, and gives the folder of the programs. Always
/// everything: a part of it would be built with other features of the same crates, and
/// those crates once more.
pub(crate) fn build(project: &Project) -> Result<PathBuf, Failed> {
    run(project.cargo().args(["build", "--workspace"]))?;
    Ok(project.target().join("debug"))
}

/// The command as a person would type it.
pub(crate) fn shown(command: &Cmd<'_>) -> String {
    let text = command.to_string();
    match text.split_once(' ') {
        Some((program, rest)) => {
            let name = Path::new(program).file_name().and_then(|name| name.to_str());
            format!("{} {rest}", name.unwrap_or(program))
        }
        None => text,
    }
}

/// Shows and runs a command; its output goes straight through.
pub(crate) fn run(command: Cmd<'_>) -> Result<(), Failed> {
    let text = shown(&command);
    // What the command itself says may be for a program to read.
    eprintln!("$ {text}");
    let status = Command::from(command).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(Failed(text)),
        Err(error) => Err(Failed(format!("{text} ({error})"))),
    }
}

/// Shows and runs a command, passes its standard output on and hands every line of it to
/// `each`.
pub(crate) fn run_reading(command: Cmd<'_>, mut each: impl FnMut(&str)) -> Result<(), Failed> {
    let text = shown(&command);
    println!("$ {text}");
    let failed = |error: std::io::Error| Failed(format!("{text} ({error})"));
    let mut child = Command::from(command).stdout(Stdio::piped()).spawn().map_err(failed)?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line.map_err(failed)?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            each(&line);
        }
    }
    if child.wait().map_err(failed)?.success() { Ok(()) } else { Err(Failed(text)) }
}
