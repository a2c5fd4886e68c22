//! `cargo xtask content`: checks the guides, tells how old they are, draws their pictures,
//! builds the pack file.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::project::{Failed, Project, build as built, run as run_command};
use crate::tools;

#[derive(Args)]
pub(crate) struct Options {
    #[command(subcommand)]
    command: Content,
}

#[derive(Subcommand)]
enum Content {
    /// Every guide has its source, date and reason, and steps of two short lines
    Check,
    /// The pictures of the scenes into content/pictures/
    Pictures,
    /// The figures, and every step with its age, source and mark, oldest first
    Review {
        /// What `camtay-content review` takes: --format json, --max-age DAYS, --reports FILE
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
    /// The pack into target/content/guides.pack, for a hall to publish and for the apps
    Build,
    /// One page of everything as it will look, into target/content/
    Preview(Pages),
    /// Leaflets and cards, for a browser and as PDF, into target/content/
    Leaflets(Pages),
    /// Every skill for a class's projector, into target/content/
    Slides(Pages),
}

#[derive(Args)]
struct Pages {
    /// A commune's folder, laid over the guides
    #[arg(long)]
    commune: Option<PathBuf>,
}

pub(crate) fn run(project: &Project, options: &Options) -> Result<(), Failed> {
    tools::install(project, tools::FOR_RUST)?;
    match &options.command {
        Content::Check => check(project),
        Content::Review { options } => review(project, options),
        Content::Pictures => pictures(project, "draw"),
        Content::Build => build(project),
        Content::Preview(of) => pages(project, "preview", of),
        Content::Leaflets(of) => pages(project, "leaflets", of),
        Content::Slides(of) => pages(project, "slides", of),
    }
}

/// Whether the guides keep their rules.
pub(crate) fn check(project: &Project) -> Result<(), Failed> {
    let program = built(project)?.join("camtay-content");
    run_command(project.shell.cmd(program).args(["check", "content"]))?;
    pictures(project, "check")
}

/// Draws the pictures, or looks whether they show what their scenes say.
fn pictures(project: &Project, what: &str) -> Result<(), Failed> {
    let program = built(project)?.join("camtay-pictures");
    run_command(project.shell.cmd(program).args([what, "content"]))
}

fn review(project: &Project, options: &[String]) -> Result<(), Failed> {
    let program = built(project)?.join("camtay-content");
    run_command(project.shell.cmd(program).args(["review", "content"]).args(options))
}

fn build(project: &Project) -> Result<(), Failed> {
    pictures(project, "draw")?;
    pack(project).map(|_| ())
}

/// Builds the pack with the pictures as they lie there: what a hall publishes, and what comes
/// with an app. Returns the file.
pub(crate) fn pack(project: &Project) -> Result<PathBuf, Failed> {
    let file = project.target().join("content/guides.pack");
    if let Some(folder) = file.parent() {
        project.shell.create_dir(folder)?;
    }
    let program = built(project)?.join("camtay-content");
    run_command(project.shell.cmd(program).args(["build", "content"]).arg(&file))?;
    Ok(file)
}

fn pages(project: &Project, kind: &str, of: &Pages) -> Result<(), Failed> {
    let program = built(project)?.join("camtay-leaflets");
    let into = project.target().join("content");
    let mut command = project.shell.cmd(program).args([kind, "content"]).arg(into);
    if let Some(commune) = &of.commune {
        command = command.arg("--commune").arg(commune);
    }
    run_command(command)
}
