//! `cargo xtask test`: everything the project can prove on this machine. The last line is
//! `N passed, N failed, N skipped`.

use std::path::Path;

use clap::{Args, ValueEnum};

use crate::bindings::{self, Language};
use crate::project::{Failed, Project, run as run_command, run_reading};
use crate::tally::{Counts, Tally};
use crate::{android, content, fuzz, simulate, tidy, tools};

/// How many plans are played each time.
const SEEDS: u64 = 1_000;

#[derive(Args)]
pub(crate) struct Options {
    /// Only this part; everything when absent
    part: Vec<Part>,
}

/// A part, in the order in which everything runs: quick ones first.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// House rules, formatting
    Tidy,
    /// Licences and banned crates
    Deny,
    /// Clippy, without a warning
    Lint,
    /// Every Rust test
    Rust,
    /// Every decoder against hostile bytes, for a moment
    Fuzz,
    /// Plans of a thousand seeds; `cargo xtask simulate` plays more
    Simulate,
    /// The guides
    Content,
    /// Generated Kotlin and Swift; Kotlin calls the core on the JVM
    Bindings,
    /// The Android app on the real framework classes
    Android,
}

const PARTS: &[Part] = &[
    Part::Tidy,
    Part::Deny,
    Part::Lint,
    Part::Rust,
    Part::Fuzz,
    Part::Simulate,
    Part::Content,
    Part::Bindings,
    Part::Android,
];

/// How long each decoder is tried, in seconds; `cargo xtask fuzz` tries longer.
const FUZZ_SECONDS: u32 = 2;

pub(crate) fn run(project: &Project, options: &Options) -> Result<(), Failed> {
    let mut tally = Tally::default();
    for part in PARTS {
        if options.part.is_empty() || options.part.contains(part) {
            part.run(project, &mut tally);
        }
    }
    tally.finish()
}

impl Part {
    fn run(self, project: &Project, tally: &mut Tally) {
        match self {
            Self::Tidy => {
                tidy::check(project, tally);
                tally.check(run_command(project.cargo().args(["fmt", "--all", "--check"])));
            }
            Self::Deny => tally.check(tools::cargo_deny(project).and_then(|deny| {
                let check = ["--all-features", "check", "licenses", "bans"];
                run_command(project.shell.cmd(deny).args(check))
            })),
            Self::Lint => tally.check(tools::install(project, tools::FOR_RUST).and_then(|()| {
                let clippy = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
                run_command(project.cargo().args(clippy))
            })),
            Self::Rust => rust(project, tally),
            Self::Fuzz => tally.check(fuzz::check(project, FUZZ_SECONDS)),
            Self::Simulate => {
                let few = simulate::Options { seeds: SEEDS, from: 0 };
                tally.check(simulate::run(project, &few));
            }
            Self::Content => tally.check(content::check(project)),
            Self::Bindings => {
                tally.check(swift(project));
                kotlin(project, tally);
            }
            Self::Android => android::test(project, &[], tally),
        }
    }
}

fn rust(project: &Project, tally: &mut Tally) {
    if let Err(Failed(why)) = tools::install(project, tools::FOR_RUST) {
        tally.failure(why);
        return;
    }
    let mut counts = Counts::default();
    let tests = project.cargo().args(["test", "--workspace", "--no-fail-fast"]);
    let ended = run_reading(tests, |line| counts.hear_libtest(line));
    tally.suite(&counts, ended);
}

/// No Swift compiler is at hand everywhere: what can be proved is that the generator
/// understands the surface and writes all three files.
fn swift(project: &Project) -> Result<(), Failed> {
    let folder = bindings::generate(project, Language::Swift)?;
    for name in ["camtay_core.swift", "camtay_coreFFI.h", "camtay_coreFFI.modulemap"] {
        if !folder.join(name).is_file() {
            return Err(Failed(format!("the Swift bindings lack {name}")));
        }
    }
    Ok(())
}

fn kotlin(project: &Project, tally: &mut Tally) {
    let mut counts = Counts::default();
    let ended = tools::install(project, tools::FOR_KOTLIN)
        .and_then(|()| bindings::generate(project, Language::Kotlin))
        .and_then(|generated| {
            let maven = maven(project, &generated, &content::pack(project)?);
            run_reading(maven, |line| counts.hear_surefire(line))
        });
    tally.suite(&counts, ended);
}

fn maven<'a>(project: &'a Project, generated: &Path, guides: &Path) -> xshell::Cmd<'a> {
    let library = bindings::library(project);
    let folder = library.parent().unwrap_or(&library);
    project
        .shell
        .cmd("mvn")
        .args(["--batch-mode", "--no-transfer-progress", "--file", "tests/bindings/kotlin/pom.xml"])
        .arg(format!("-Dcamtay.bindings={}", generated.display()))
        .arg(format!("-Dcamtay.library={}", folder.display()))
        .arg(format!("-Dcamtay.guides={}", guides.display()))
        .arg(format!("-Dcamtay.build={}", project.target().join("kotlin").display()))
        .arg("verify")
}
