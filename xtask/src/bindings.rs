//! `cargo xtask bindings`: the core's code for one language, generated from the library
//! itself. Build output, never committed.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::project::{Failed, Project, build, run as run_command};
use crate::tools;

#[derive(Args)]
pub(crate) struct Options {
    /// For which language
    language: Language,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Language {
    /// For android/
    Kotlin,
    /// For ios/
    Swift,
}

impl Language {
    fn name(self) -> &'static str {
        match self {
            Self::Kotlin => "kotlin",
            Self::Swift => "swift",
        }
    }
}

pub(crate) fn run(project: &Project, options: &Options) -> Result<(), Failed> {
    tools::install(project, tools::FOR_RUST)?;
    let folder = generate(project, options.language)?;
    println!("{} bindings: {}", options.language.name(), folder.display());
    Ok(())
}

/// Builds the core's library (unstripped: the generator reads its metadata) and generates.
/// Returns the folder.
pub(crate) fn generate(project: &Project, language: Language) -> Result<PathBuf, Failed> {
    let programs = build(project)?;
    let library = library(project);
    let folder = project.target().join("bindings").join(language.name());
    project.shell.remove_path(&folder)?;
    project.shell.create_dir(&folder)?;
    run_command(
        project
            .shell
            .cmd(programs.join("uniffi-bindgen"))
            .args(["generate", "--no-format", "--language", language.name(), "--out-dir"])
            .arg(&folder)
            .arg(&library),
    )?;
    Ok(folder)
}

/// The core's library for this machine.
pub(crate) fn library(project: &Project) -> PathBuf {
    let name = if cfg!(target_os = "macos") { "libcamtay_core.dylib" } else { "libcamtay_core.so" };
    project.target().join("debug").join(name)
}
