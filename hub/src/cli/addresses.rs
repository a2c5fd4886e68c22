//! `camtay-hub addresses`: where phones find the hall.

use std::path::PathBuf;

use super::{Edge, print};
use crate::{HubError, create, lost};

/// What `addresses` takes. Without addresses it shows those in force.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The hall's folder.
    pub folder: PathBuf,
    /// HOST:PORT, most likely first: all of them, the old ones are forgotten.
    pub addresses: Vec<String>,
}

/// Runs it.
///
/// # Errors
/// As [`lost::readdress`].
pub fn run(args: &Args, edge: Edge) -> Result<(), HubError> {
    let hall = edge.open(&args.folder)?;
    if args.addresses.is_empty() {
        let known = create::addresses(&*hall.store, &args.folder)?;
        let lines: String = known.iter().map(|address| format!("{address}\n")).collect();
        return print(if lines.is_empty() { "no address is known\n" } else { &lines });
    }
    let version = lost::readdress(&hall, &args.addresses)?;
    print(&format!(
        "card {version}: phones take it at their next contact, and with reply files; let the \
         hall answer at an old address until they have\n"
    ))
}
