//! `cargo xtask fuzz`: hostile bytes for every decoder, led by which way they take.
//!
//! Inputs are looked for from three folders: what this version writes itself (made anew
//! each time), `fuzz/corpus/` (kept with the project), and what earlier runs on this
//! machine found (`target/fuzz/found/`).

mod figures;
mod rustc;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::Args;

use crate::project::{Failed, Project, run as run_command};
use crate::tools;
use figures::Figures;
pub(crate) use rustc::in_place_of_rustc;

/// The longest that one input may take, in seconds.
const LONGEST: u32 = 10;
/// How much memory a target may use, in MiB: what is resident, and what is asked for.
const RESIDENT: u32 = 1_024;
const ASKED_FOR: u32 = 6_144;

/// How many inputs, and how many bytes of them, are kept for each target.
const KEPT_INPUTS: usize = 100;
const KEPT_BYTES: u64 = 24 << 10;

#[derive(Args)]
pub(crate) struct Options {
    /// How long each target runs, in seconds
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// Only this target
    #[arg(long, value_name = "NAME")]
    target: Option<String>,
    /// Try this one file and nothing else
    #[arg(long, value_name = "FILE", requires = "target")]
    input: Option<PathBuf>,
    /// Then put into fuzz/corpus/ the fewest and shortest inputs that reach as much
    #[arg(long)]
    keep: bool,
}

pub(crate) fn run(project: &Project, options: &Options) -> Result<(), Failed> {
    let fuzzer = Fuzzer::build(project)?;
    let targets: Vec<_> = fuzzer
        .targets()?
        .into_iter()
        .filter(|target| options.target.as_ref().is_none_or(|name| *name == target.name))
        .collect();
    if targets.is_empty() {
        return Err(Failed("no target has this name; without --target all run".to_owned()));
    }
    if let (Some(input), Some(target)) = (&options.input, targets.first()) {
        return fuzzer.try_once(target, input);
    }
    println!("{} targets, {} s each", targets.len(), options.seconds);
    println!("{}", Figures::head());
    let mut failed = Vec::new();
    for target in &targets {
        match fuzzer.run(target, options.seconds) {
            Ok(figures) => println!("{}", figures.line(&target.name)),
            Err(Failed(why)) => {
                println!("{why}");
                failed.push(target.name.clone());
            }
        }
    }
    if !failed.is_empty() {
        return Err(Failed(format!("{} can be broken: {}", failed.len(), failed.join(", "))));
    }
    if options.keep { targets.iter().try_for_each(|target| fuzzer.keep(target)) } else { Ok(()) }
}

/// Every target for some seconds, as part of the tests.
pub(crate) fn check(project: &Project, seconds: u32) -> Result<(), Failed> {
    run(project, &Options { seconds, target: None, input: None, keep: false })
}

struct Target {
    name: String,
    longest: String,
}

struct Fuzzer<'a> {
    project: &'a Project,
    program: PathBuf,
    /// `target/fuzz/`
    folder: PathBuf,
}

/// This program's file. A build of the workspace links it anew while it runs, and Linux then
/// says of the old one that it was deleted; the new one is the same program.
fn this_program() -> Result<PathBuf, Failed> {
    let path = std::env::current_exe()?;
    let name = path.to_string_lossy();
    Ok(name.strip_suffix(" (deleted)").map(PathBuf::from).unwrap_or(path.clone()))
}

impl<'a> Fuzzer<'a> {
    fn build(project: &'a Project) -> Result<Self, Failed> {
        tools::install(project, tools::FOR_RUST)?;
        let wrapper = this_program()?;
        // `--workspace`: one package alone has its libraries built with other features.
        let build = project.cargo().args(["build", "--workspace", "--bin", "camtay-fuzz"]);
        run_command(build.env("RUSTC_WORKSPACE_WRAPPER", wrapper).env(rustc::MARK, "1"))?;
        // A later build without the wrapper puts its own program there.
        let folder = project.target().join("fuzz");
        fs::create_dir_all(&folder)?;
        let program = folder.join("camtay-fuzz");
        fs::copy(project.target().join("debug/camtay-fuzz"), &program)?;
        Ok(Self { project, program, folder })
    }

    /// Writes the inputs to start from, and hears which targets there are.
    fn targets(&self) -> Result<Vec<Target>, Failed> {
        let seeds = self.folder.join("seeds");
        if seeds.exists() {
            fs::remove_dir_all(&seeds)?;
        }
        fs::create_dir_all(&seeds)?;
        let wrote = Command::new(&self.program).env("CAMTAY_FUZZ_SEEDS", &seeds).status()?;
        if !wrote.success() {
            return Err(Failed("the inputs to start from could not be written".to_owned()));
        }
        let list = fs::read_to_string(seeds.join("targets.txt"))?;
        let targets = list.lines().filter_map(|line| line.split_once(' '));
        let own = |(name, longest): (&str, &str)| Target {
            name: name.to_owned(),
            longest: longest.to_owned(),
        };
        Ok(targets.map(own).collect())
    }

    fn found(&self, target: &Target) -> PathBuf {
        self.folder.join("found").join(&target.name)
    }

    fn seeds(&self, target: &Target) -> PathBuf {
        self.folder.join("seeds").join(&target.name)
    }

    fn corpus(&self, target: &Target) -> PathBuf {
        self.project.path("fuzz/corpus").join(&target.name)
    }

    /// The program for a target, within limits of time and memory.
    fn command(&self, target: &Target) -> Command {
        let mut command = Command::new("sh");
        let kibibytes = u64::from(ASKED_FOR) << 10;
        command
            .args(["-c", &format!("ulimit -v {kibibytes}; exec \"$@\""), "sh"])
            .arg(&self.program)
            .args([format!("-timeout={LONGEST}"), format!("-rss_limit_mb={RESIDENT}")])
            .arg(format!("-max_len={}", target.longest))
            .env("CAMTAY_FUZZ_TARGET", &target.name)
            // Else each thread asks for much that it never uses.
            .env("MALLOC_ARENA_MAX", "2")
            .env("RUST_BACKTRACE", "1");
        command
    }

    fn run(&self, target: &Target, seconds: u32) -> Result<Figures, Failed> {
        let (found, crashes) = (self.found(target), self.folder.join("crashes"));
        for folder in [&found, &crashes, &self.corpus(target)] {
            fs::create_dir_all(folder)?;
        }
        let prefix = format!("{}/{}-", crashes.display(), target.name);
        let log = self.folder.join(format!("{}.log", target.name));
        let ended = self
            .command(target)
            .args([format!("-max_total_time={seconds}"), format!("-artifact_prefix={prefix}")])
            .arg("-print_final_stats=1")
            .args([&found, &self.corpus(target), &self.seeds(target)])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(fs::File::create(&log)?)
            .status()?;
        let said = String::from_utf8_lossy(&fs::read(&log)?).into_owned();
        if !ended.success() {
            return Err(Failed(broken(target, &said)));
        }
        let mut figures = Figures::default();
        said.lines().for_each(|line| figures.hear(line));
        (figures.inputs, figures.bytes) = size(&self.corpus(target))?;
        Ok(figures)
    }

    fn try_once(&self, target: &Target, input: &Path) -> Result<(), Failed> {
        let ended = self.command(target).arg(self.project.path(input)).status()?;
        if ended.success() { Ok(()) } else { Err(Failed(format!("{} broke", target.name))) }
    }

    /// Puts the fewest inputs that reach as much in the corpus's place, no more than there is
    /// room for. What somebody gave a name stays.
    fn keep(&self, target: &Target) -> Result<(), Failed> {
        let (corpus, kept) = (self.corpus(target), self.folder.join("kept").join(&target.name));
        if kept.exists() {
            fs::remove_dir_all(&kept)?;
        }
        fs::create_dir_all(&kept)?;
        // What each run makes anew needn't be kept.
        for seed in files(&self.seeds(target))? {
            fs::copy(&seed, kept.join(seed.file_name().unwrap_or_default()))?;
        }
        let merged = self
            .command(target)
            .args(["-merge=1", "-use_counters=0"])
            .args([&kept, &corpus, &self.found(target)])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()?;
        if !merged.success() {
            return Err(Failed(format!("the inputs of {} could not be merged", target.name)));
        }
        for file in files(&corpus)?.iter().filter(|file| is_named_by_digest(file)) {
            fs::remove_file(file)?;
        }
        let mut room = KEPT_BYTES;
        let mut new = files(&kept)?;
        new.retain(|file| is_named_by_digest(file));
        // Of too many some of every length: the long ones reach deepest.
        let step = new.len().div_ceil(KEPT_INPUTS).max(1);
        for file in new.into_iter().step_by(step) {
            room = room.saturating_sub(file.metadata()?.len());
            if room > 0 {
                fs::copy(&file, corpus.join(file.file_name().unwrap_or_default()))?;
            }
        }
        let (inputs, bytes) = size(&corpus)?;
        println!("{}: {inputs} inputs kept, {} KiB", target.name, bytes.div_ceil(1 << 10));
        Ok(())
    }
}

/// The files in a folder, the shortest first.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failed> {
    let mut files = Vec::new();
    for file in fs::read_dir(folder)? {
        let file = file?;
        files.push((file.metadata()?.len(), file.path()));
    }
    files.sort();
    Ok(files.into_iter().map(|(_, path)| path).collect())
}

/// Number and bytes of the files in a folder.
fn size(folder: &Path) -> Result<(u64, u64), Failed> {
    let mut sum = (0, 0);
    for file in files(folder)? {
        sum = (sum.0 + 1, sum.1 + file.metadata()?.len());
    }
    Ok(sum)
}

/// libFuzzer names an input by its SHA-1.
fn is_named_by_digest(file: &Path) -> bool {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.len() == 40 && name.bytes().all(|letter| letter.is_ascii_hexdigit())
}

/// What to tell of a target that broke: what it said, and how to see it again.
fn broken(target: &Target, said: &str) -> String {
    let what: Vec<_> = said
        .lines()
        .skip_while(|line| !(line.contains("panicked at") || line.contains("ERROR:")))
        .take(3)
        .collect();
    let file = said.lines().rev().find_map(|line| line.split_once("Test unit written to "));
    let again = file.map_or_else(String::new, |(_, file)| {
        format!("\nagain: cargo xtask fuzz --target {} --input {file}", target.name)
    });
    format!("{} broke: {}{again}", target.name, what.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_that_somebody_named_is_told_from_the_fuzzers_own() {
        let named = |name: &str| is_named_by_digest(&Path::new("corpus/row").join(name));
        assert!(named("da39a3ee5e6b4b0d3255bfef95601890afd80709"));
        assert!(!named("a-position-beyond-every-number"));
        assert!(!named("da39a3ee"));
    }

    #[test]
    fn a_crash_is_told_with_the_command_that_repeats_it() {
        let target = Target { name: "row".to_owned(), longest: "9".to_owned() };
        let said = "#9\tNEW\nthread 'x' panicked at journal/src/a.rs:1:2:\nattempt to add\n\
                    note: run\n==7== ERROR: libFuzzer: deadly signal\n\
                    artifact_prefix='t/row-'; Test unit written to t/row-crash-1\nBase64: AA==\n";
        let told = broken(&target, said);
        assert!(told.contains("attempt to add"));
        assert!(told.ends_with("cargo xtask fuzz --target row --input t/row-crash-1"), "{told}");
    }
}
