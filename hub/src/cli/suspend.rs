//! `camtay-hub suspend`: a phone gets nothing for the time being.

use std::path::PathBuf;

use camtay_journal::ids::DeviceId;

use super::phones::others;
use super::{Edge, print};
use crate::{HubError, lost};

/// What `suspend` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The hall's folder.
    pub folder: PathBuf,
    /// The phone, by its id from `camtay-hub phones`.
    pub phone: DeviceId,
    /// Why, for your colleagues; it stays here. Without names of residents.
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
}

/// Runs it.
///
/// # Errors
/// As [`lost::suspend`].
pub fn run(args: &Args, edge: Edge) -> Result<(), HubError> {
    let hall = edge.open(&args.folder)?;
    lost::suspend(&hall, args.phone, args.why.as_deref())?;
    print(&format!(
        "phone {} gets nothing from now on; what it hands in waits. Found again: resume; lost \
         for good: revoke\n{}",
        args.phone,
        others(&hall, args.phone)?
    ))
}
