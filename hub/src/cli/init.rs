//! `camtay-hub init`: a new hall.

use std::path::PathBuf;

use camtay_journal::bytes::to_hex;
use camtay_journal::recovery;

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
    let place = edge.place(&args.folder);
    let created = create(&place, &new, edge.clock, edge.seed)?;
    print(&format!(
        "hall {} is ready in {}\nits key: {}\nits secret keys are in {}: keep that folder out \
         of copies of the data\n\nThe recovery key opens the hall's backups, and nothing else \
         does. Write it on paper now, keep\nthe paper away from this computer, and show it to \
         nobody. It is not shown again.\n\n{}\n\nnext: camtay-hub import, then camtay-hub serve\n",
        created.key.device(),
        args.folder.display(),
        to_hex(&created.key.0),
        place.keys().display(),
        recovery::to_text(&created.recovery),
    ))
}
