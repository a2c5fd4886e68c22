//! `camtay-hub pack`: the guides that phones get, and where volunteers found them to differ
//! from the screen.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use camtay_content::{MAX_FILE, Pack};
use camtay_journal::vietnamese::Day;

use super::{Edge, print, read_at_most};
use crate::publish::{self, Done};
use crate::{Hall, HubError, screens};

/// What `pack` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The hall's folder.
    pub folder: PathBuf,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Which guides are in force, and which were before.
    Show,
    /// Put guides in force. Phones take them at their next contact.
    Publish {
        /// What camtay-content build wrote; - for the guides inside this program.
        file: PathBuf,
    },
    /// Where volunteers found another screen than the guides say, as JSON for
    /// camtay-content review --reports. Nobody is named in it.
    Screens {
        /// The first day that counts; the first day of all unless told otherwise.
        #[arg(long, value_name = "DAY")]
        from: Option<Day>,
        /// The last day that counts; today unless told otherwise.
        #[arg(long, value_name = "DAY")]
        as_of: Option<Day>,
        /// Where to write; the screen unless told otherwise.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

/// Runs it.
///
/// # Errors
/// As [`publish::read`], [`publish::publish`] and [`screens::differing`].
pub fn run(args: &Args, edge: Edge) -> Result<(), HubError> {
    let hall = edge.open(&args.folder)?;
    match &args.what {
        What::Show => print(&shown(&hall)?),
        What::Publish { file } => {
            let pack = given(&hall, file)?;
            let text = match publish::publish(&hall, &pack)? {
                Done::Published(it) => format!(
                    "version {} is published, {} guides; phones take it at their next contact\n",
                    it.version,
                    pack.skills.len()
                ),
                Done::Again(it) => {
                    format!(
                        "version {} is in force already; its file is in its place\n",
                        it.version
                    )
                }
            };
            print(&text)
        }
        What::Screens { from, as_of, out } => {
            let as_of = as_of.unwrap_or_else(|| Day::of_unix(hall.now()));
            let found = screens::differing(&hall, from.unwrap_or(Day::MIN), as_of)?;
            let json = serde_json::to_string_pretty(&found)
                .map_err(|error| HubError::Damaged(error.to_string()))?;
            match out {
                Some(path) => std::fs::write(path, json + "\n")
                    .map_err(HubError::file(path.display().to_string())),
                None => print(&(json + "\n")),
            }
        }
    }
}

fn given(hall: &Hall, file: &Path) -> Result<Pack, HubError> {
    if file == Path::new("-") {
        return Pack::built_in().map_err(|error| HubError::Damaged(error.to_string()));
    }
    let most = u64::try_from(MAX_FILE).unwrap_or(u64::MAX);
    let bytes = read_at_most(file, most).map_err(HubError::file(file.display().to_string()))?;
    publish::read(hall, &bytes)
}

fn shown(hall: &Hall) -> Result<String, HubError> {
    let published: Vec<_> = {
        let state = hall.state();
        let packs = state.control.packs();
        packs.map(|(stamp, it)| (*it, state.control.day(stamp))).collect()
    };
    let in_force = hall.published_pack()?;
    let mut text = String::new();
    for (published, day) in published {
        let state = match &in_force {
            Some(opened) if opened.published == published => {
                let (skills, bytes) = (opened.pack.skills.len(), opened.file.len());
                format!("in force, {skills} guides, {bytes} bytes")
            }
            _ if hall.earlier_pack(published)?.is_none() => {
                "its file is not here; publish it again, or a newer one".to_owned()
            }
            _ => "no more in force".to_owned(),
        };
        // Writing into a text can't fail.
        let _ = writeln!(text, "version {}, published {day}: {state}", published.version);
    }
    Ok(text)
}
