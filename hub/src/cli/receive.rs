//! `camtay-hub receive`: takes in what phones gave away as files.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use camtay_journal::courier::frames::{Collector, PREFIX};
use camtay_journal::courier::{MAX_PARCEL, Parcel};

use super::{Edge, print};
use crate::HubError;
use crate::parcels::{self, ParcelError, Taken};

/// What `receive` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The hall's folder.
    pub folder: PathBuf,
    /// Files that phones saved (`.ctp`), or texts of their QR codes, a line each; of any
    /// phones, in any order.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Where to write the replies, to be brought back to the phones.
    #[arg(long)]
    pub replies: Option<PathBuf>,
}

/// Runs it.
///
/// # Errors
/// [`HubError::Refused`] when a file was refused: the others are taken in all the same.
/// Otherwise as [`crate::Hall::open`].
pub fn run(args: &Args, edge: Edge) -> Result<(), HubError> {
    let hall = edge.open(&args.folder)?;
    if let Some(replies) = &args.replies {
        fs::create_dir_all(replies).map_err(HubError::file("the folder for replies"))?;
    }
    let mut files: Vec<_> = args.files.iter().map(|path| (path, read(path))).collect();
    // A phone's earlier parcels first: a later one may need them.
    files.sort_by_key(|(_, file)| {
        let label = file.as_ref().ok().and_then(|bytes| Parcel::label(bytes).ok());
        label.map(|label| (label.device, label.number))
    });
    let mut refused = 0;
    for (path, file) in files {
        let name = path.display();
        let answer = |taken: &Taken| match &args.replies {
            Some(replies) => write_reply(replies, taken, &parcels::reply(&hall, taken)?),
            None => Ok(()),
        };
        let taken = file.and_then(|bytes| {
            let taken = parcels::take_in(&hall, &bytes);
            if let Err(ParcelError::Gap { .. }) = taken {
                answer(&parcels::only_answer(&hall, &bytes)?)?;
            }
            taken
        });
        match taken {
            Ok(taken) => {
                answer(&taken)?;
                print(&format!("{name}: {}\n", told(&taken)))?;
            }
            Err(ParcelError::Hub(error)) if error.exit_code() != 1 => return Err(error),
            Err(error) => {
                refused += 1;
                print(&format!("{name}: refused: {error}\n"))?;
            }
        }
    }
    match refused {
        0 => Ok(()),
        many => Err(HubError::Refused(format!(
            "{many} of {} files refused, the others are taken in",
            args.files.len()
        ))),
    }
}

fn told(taken: &Taken) -> String {
    let (device, number, seq) = (taken.device(), taken.number(), taken.seq());
    if taken.parked {
        return format!(
            "parcel {number} of phone {device}: {} new entries set aside, the phone is suspended \
             or revoked; see `camtay-hub bundle DIR list`",
            taken.new
        );
    }
    match taken.new {
        0 => format!("parcel {number} of phone {device}: nothing new, all {seq} entries are here"),
        new => format!("parcel {number} of phone {device}: {new} new entries, {seq} in all"),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, ParcelError> {
    let file = |error| HubError::Refused(format!("it can't be read: {error}"));
    let size = fs::metadata(path).map_err(file)?.len();
    if size > 2 * MAX_PARCEL as u64 {
        return Err(ParcelError::NotAParcel);
    }
    let bytes = fs::read(path).map_err(file)?;
    if !bytes.starts_with(PREFIX.as_bytes()) {
        return Ok(bytes);
    }
    let text = String::from_utf8(bytes).map_err(|_| ParcelError::Damaged)?;
    let mut frames = Collector::default();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        frames.take(line).map_err(|_| ParcelError::Damaged)?;
    }
    frames.file().ok().flatten().ok_or(ParcelError::Damaged)
}

/// Writes a reply under the name by which the right phone finds it; never half of one.
fn write_reply(folder: &Path, taken: &Taken, reply: &[u8]) -> Result<(), HubError> {
    let name = format!("{}-{}.ctr", taken.device(), taken.number());
    let draft = folder.join(format!("{name}.new"));
    let written = fs::File::create(&draft).and_then(|mut file| {
        file.write_all(reply)?;
        file.sync_all()
    });
    written.and_then(|()| fs::rename(&draft, folder.join(&name))).map_err(HubError::file("a reply"))
}
