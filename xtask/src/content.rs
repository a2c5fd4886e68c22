//! `cargo xtask content`: checks the guides, draws their pictures, or builds the pack file
//! from them.

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
    /// The pictures, then the pack's payload into target/content/
    Build,
}

pub(crate) fn run(project: &Project, options: &Options) -> Result<(), Failed> {
    tools::install(project, tools::FOR_RUST)?;
    match options.command {
        Content::Check => check(project),
        Content::Pictures => pictures(project, "draw"),
        Content::Build => build(project),
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

fn build(project: &Project) -> Result<(), Failed> {
    pictures(project, "draw")?;
    let file = project.target().join("content/pack.payload");
    if let Some(folder) = file.parent() {
        project.shell.create_dir(folder)?;
    }
    let program = built(project)?.join("camtay-content");
    run_command(project.shell.cmd(program).args(["build", "content"]).arg(file))
}
