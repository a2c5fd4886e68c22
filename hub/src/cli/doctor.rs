//! `camtay-hub doctor`: is the hall as it should be, and what to do where it isn't?

use std::fmt::Write;
use std::net::SocketAddr;
use std::path::PathBuf;

use super::{Edge, print};
use crate::HubError;
use crate::doctor::{State, examine};

/// What `doctor` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The hall's folder.
    pub folder: PathBuf,
    /// Where `serve` listens; otherwise where it did last.
    #[arg(long)]
    pub listen: Option<SocketAddr>,
}

/// Runs it.
///
/// # Errors
/// [`HubError::Unwell`] when something is wrong.
pub fn run(args: &Args, edge: &Edge) -> Result<(), HubError> {
    let findings = examine(&edge.place(&args.folder), args.listen, (edge.clock)());
    let mut text = String::new();
    for finding in &findings {
        let state = match finding.state {
            State::Ok => "ok",
            State::Look => "look",
            State::Wrong => "wrong",
        };
        // Writing into a text can't fail.
        let _ = writeln!(text, "{state:5}  {}: {}", finding.subject, finding.says);
    }
    print(&text)?;
    match findings.iter().filter(|finding| finding.state == State::Wrong).count() {
        0 => Ok(()),
        many => Err(HubError::Unwell(many)),
    }
}
