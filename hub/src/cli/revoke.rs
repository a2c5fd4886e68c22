//! `camtay-hub revoke`: a phone is out for good.

use std::path::PathBuf;

use camtay_journal::ids::DeviceId;

use super::phones::others;
use super::{Edge, print};
use crate::{HubError, lost};

/// What `revoke` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The hall's folder.
    pub folder: PathBuf,
    /// The phone, by its id from `camtay-hub phones`.
    pub phone: DeviceId,
    /// Order it to give its outbox away and forget everything, as soon as it is in contact;
    /// also for a phone that was revoked before.
    #[arg(long)]
    pub wipe: bool,
}

/// Runs it.
///
/// # Errors
/// As [`lost::revoke`].
pub fn run(args: &Args, edge: Edge) -> Result<(), HubError> {
    let hall = edge.open(&args.folder)?;
    let revoked = lost::revoke(&hall, args.phone, args.wipe)?;
    let order = if revoked.wipe { "; it forgets everything at its next contact" } else { "" };
    print(&format!(
        "phone {} is out for good{order}. Its entries up to {} count; what comes later waits in \
         `camtay-hub bundle DIR list`\n{}",
        args.phone,
        revoked.last_seq,
        others(&hall, args.phone)?
    ))
}
