//! `camtay-hub check`: is everything as the signed journals say?

use std::fmt::Write;
use std::path::PathBuf;

use super::{Edge, print};
use crate::HubError;
use crate::check::check;
use crate::doubt;
use crate::hall::open_store;

/// What `check` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The hall's folder.
    pub folder: PathBuf,
}

/// Runs it.
///
/// # Errors
/// [`HubError::CheckFailed`] when it found something; otherwise as
/// [`crate::Hall::open`].
pub fn run(args: &Args, edge: &Edge) -> Result<(), HubError> {
    let (store, keys) = open_store(&edge.place(&args.folder))?;
    let findings = check(&store, &keys)?;
    let mut text = String::new();
    if let Some(doubt) = doubt::of_clock(&store, (edge.clock)())? {
        let _ = writeln!(text, "clock: {doubt}");
    }
    for (_, key, name, digest) in &findings.digests {
        // Writing into a text can't fail.
        let _ = writeln!(text, "{digest}  {key}  {name}");
    }
    for problem in &findings.problems {
        let _ = writeln!(text, "different: {problem}");
    }
    let _ = writeln!(
        text,
        "{} entries of {} devices checked, {} differences",
        findings.entries,
        findings.devices,
        findings.problems.len()
    );
    print(&text)?;
    match findings.problems.len() {
        0 => Ok(()),
        many => Err(HubError::CheckFailed(many)),
    }
}
