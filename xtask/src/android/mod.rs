//! `cargo xtask android`: the Android app without an SDK: compiled, tested on the real
//! framework classes, drawn, and packed. What people install is built with Gradle, from the
//! same sources (ADR 0018).

mod apk;
mod archive;
mod artefacts;
mod checks;
mod compile;
mod dex;
mod drift;
mod elf;
mod fresh;
mod inspect;
mod ktlint;
mod manifest;
mod resources;
mod shrink;
mod sizes;
mod trial;
mod unit_tests;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use crate::bindings::{self, Language};
use crate::project::{Failed, Project};
use crate::tally::Tally;
use crate::tools;

pub(crate) use sizes::bench;

/// The app's id, and the package of its sources.
const APPLICATION: &str = "vn.camtay";

/// Android 7, the oldest it runs on.
const MIN_SDK: &str = "24";

/// Android 16, what it is made for.
const TARGET_SDK: &str = "36";

/// Its number and its name.
const VERSION: (&str, &str) = ("1", "0.1.0");

/// What it speaks; of what libraries bring in others nothing is carried.
const LANGUAGES: &str = "vi,en";

#[derive(Args)]
pub(crate) struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Formatting, rules, and every test of the app on the real framework classes
    Test {
        /// Only test classes whose name contains one of these
        only: Vec<String>,
    },
    /// Pictures: the main states of every screen into docs/screens/android/, or everything of these
    /// features beside the build
    Screens {
        /// Features to see in every state, size and language
        only: Vec<String>,
    },
    /// A shrunk, aligned and signed APK, with this machine's core as a stand-in
    Apk,
}

pub(crate) fn run(project: &Project, options: &Options) -> Result<(), Failed> {
    match &options.command {
        Command::Test { only } => {
            let mut tally = Tally::default();
            test(project, only, &mut tally);
            tally.finish()
        }
        Command::Screens { only } => Android::prepare(project)?.screens(only),
        Command::Apk => Android::prepare(project)?.apk(),
    }
}

/// The tests of the app, those whose class is called like one of `only`, or all of them.
pub(crate) fn test(project: &Project, only: &[String], tally: &mut Tally) {
    match Android::prepare(project) {
        Ok(android) => {
            if only.is_empty() {
                tally.check(android.ktlint());
                tally.check(android.manifest());
                tally.check(android.newer_than_oldest());
            }
            android.unit_tests(only, tally);
        }
        Err(Failed(why)) => tally.failure(why),
    }
}

/// The headless build.
struct Android<'a> {
    project: &'a Project,
    /// Where it builds.
    folder: PathBuf,
    artefacts: artefacts::Artefacts,
    /// The core's Kotlin, generated.
    bindings: PathBuf,
    /// The guides that come with the app.
    guides: PathBuf,
}

impl<'a> Android<'a> {
    /// Installs, fetches and builds what everything else stands on.
    fn prepare(project: &'a Project) -> Result<Self, Failed> {
        tools::install(project, tools::FOR_RUST)?;
        tools::install(project, tools::FOR_ANDROID)?;
        let folder = project.target().join("android");
        project.shell.create_dir(&folder)?;
        let artefacts = artefacts::Artefacts::fetch(project, &folder)?;
        let bindings = bindings::generate(project, Language::Kotlin)?;
        let guides = crate::content::pack(project)?;
        Ok(Self { project, folder, artefacts, bindings, guides })
    }

    /// A folder or file of the app's sources.
    fn source(&self, relative: &str) -> PathBuf {
        self.project.path("android/app/src").join(relative)
    }

    /// A file or folder of the build.
    fn built(&self, relative: &str) -> PathBuf {
        self.folder.join(relative)
    }

    /// Java with a program of a section of `resolved.txt`.
    fn java(&self, section: &str, main: &str) -> Result<xshell::Cmd<'a>, Failed> {
        let path = joined(&self.artefacts.jars(section)?);
        // In the environment, so that the command that is shown can be read.
        // Short-lived programs with much to remember: one thread that collects is quickest.
        let machine = ["-Xmx2g", "-Xms512m", "-XX:+UseSerialGC", main];
        Ok(self.project.shell.cmd("java").args(machine).env("CLASSPATH", path))
    }
}

/// A class path.
fn joined<P: AsRef<Path>>(paths: &[P]) -> String {
    let texts: Vec<_> = paths.iter().map(|path| path.as_ref().display().to_string()).collect();
    texts.join(":")
}
