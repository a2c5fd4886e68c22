//! `camtay-hub resume`: a suspended phone gets everything again.

use std::path::PathBuf;

use camtay_journal::ids::DeviceId;

use super::{Edge, print};
use crate::{HubError, lost};

/// What `resume` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The hall's folder.
    pub folder: PathBuf,
    /// The phone, by its id from `camtay-hub phones`.
    pub phone: DeviceId,
}

/// Runs it.
///
/// # Errors
/// As [`lost::resume`].
pub fn run(args: &Args, edge: Edge) -> Result<(), HubError> {
    let hall = edge.open(&args.folder)?;
    let entries = lost::resume(&hall, args.phone)?;
    print(&format!(
        "phone {} gets everything again; {entries} entries that it handed in meanwhile are \
         taken in\n",
        args.phone
    ))
}
