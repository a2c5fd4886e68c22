//! `camtay-hub import`.

use crate::cli::Edge;
use crate::HubError;

/// What `import` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The hall's folder.
    pub folder: std::path::PathBuf,
}

/// Runs it.
///
/// # Errors
/// [`HubError::Refused`].
pub fn run(args: &Args, edge: Edge) -> Result<(), HubError> {
    let _ = (args, edge);
    Err(HubError::Refused("not built yet".to_owned()))
}
