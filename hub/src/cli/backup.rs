//! `camtay-hub backup`: a copy of the hall on another disk, sealed and verified.

use std::path::PathBuf;

use super::{Edge, print};
use crate::{HubError, backup};

/// What `backup` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The hall's folder.
    pub folder: PathBuf,
    /// The folder for backups, on another disk or a stick; it must be there.
    #[arg(long, value_name = "FOLDER")]
    pub to: PathBuf,
    /// How many backups of this hall to keep there, this one included; otherwise as the
    /// settings say. 1 deletes all older ones, which still have who was erased since.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub keep: Option<u32>,
}

/// Runs it.
///
/// # Errors
/// As [`backup::make`].
pub fn run(args: &Args, edge: Edge) -> Result<(), HubError> {
    let place = edge.place(&args.folder);
    let hall = edge.open(&args.folder)?;
    let made = backup::make(&hall, &place, &args.to, args.keep)?;
    let old = match made.deleted {
        0 => String::new(),
        1 => ", one old backup deleted".to_owned(),
        many => format!(", {many} old backups deleted"),
    };
    print(&format!(
        "backup {}\n{} entries of {} devices, opened again and found sound{old}\nonly the \
         recovery key opens it: is the paper where it should be?\n",
        made.folder.display(),
        made.entries,
        made.devices,
    ))
}
