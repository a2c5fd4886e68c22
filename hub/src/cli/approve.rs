//! `camtay-hub approve`: the officer's yes.

use std::path::PathBuf;

use super::{Edge, print};
use crate::{HubError, enrolment};

/// What `approve` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The hall's folder.
    pub folder: PathBuf,
    /// The six digits on the phone's screen.
    pub safety_code: String,
    /// A village for the phone to carry, by its key; may be given several times. Otherwise
    /// those of the volunteer's teams.
    #[arg(long)]
    pub village: Vec<String>,
}

/// Runs it.
///
/// # Errors
/// As [`enrolment::approve`].
pub fn run(args: &Args, edge: Edge) -> Result<(), HubError> {
    let hall = edge.open(&args.folder)?;
    let let_in = enrolment::approve(&hall, &args.safety_code, &args.village)?;
    print(&format!(
        "phone {} of volunteer {} is let in; it carries: {}\n",
        let_in.device,
        let_in.volunteer,
        let_in.villages.join(", ")
    ))
}
