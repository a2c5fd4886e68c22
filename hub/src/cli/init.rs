//! `camtay-hub init`: a new hall.

use std::path::PathBuf;

use camtay_journal::bytes::to_hex;

use super::{Edge, print};
use crate::HubError;
use crate::create::{NewHall, create};

/// What `init` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A new or empty folder for the hall's data.
    pub folder: PathBuf,
    /// The commune's five-digit code.
    #[arg(long)]
    pub commune_code: String,
    /// Its name with its kind, such as "xã Ái Tử".
    #[arg(long)]
    pub commune_name: String,
    /// What a village is called here: "thôn" unless told otherwise.
    #[arg(long)]
    pub village_word: Option<String>,
    /// Where phones find the hall, HOST:PORT; may be given several times.
    #[arg(long)]
    pub address: Vec<String>,
}

/// Runs it.
///
/// # Errors
/// As [`create`].
pub fn run(args: &Args, edge: Edge) -> Result<(), HubError> {
    let new = NewHall {
        commune_code: args.commune_code.clone(),
        commune_name: args.commune_name.clone(),
        village_word: args.village_word.clone(),
        addresses: args.address.clone(),
    };
    let key = create(&args.folder, &new, edge.clock, edge.seed)?;
    print(&format!(
        "hall {} is ready in {}\nits key: {}\nnext: camtay-hub import, then camtay-hub serve\n",
        key.device(),
        args.folder.display(),
        to_hex(&key.0)
    ))
}
