//! `camtay-hub bundle`: what suspended and revoked phones handed in.

use std::path::PathBuf;

use camtay_journal::ids::DeviceId;
use camtay_journal::vietnamese::Day;

use super::{Edge, print};
use crate::HubError;
use crate::bundle::{self, Bundle};

/// What `bundle` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The hall's folder.
    pub folder: PathBuf,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// What waits of which phone, and what was refused.
    List,
    /// Let everything that waits of a phone count. The phone stays out.
    Take {
        /// The phone.
        phone: DeviceId,
    },
    /// Let nothing of it count, however often it comes. It can still be taken later.
    Refuse {
        /// The phone, revoked.
        phone: DeviceId,
    },
}

/// Runs it.
///
/// # Errors
/// As [`bundle::take`] and [`bundle::refuse`].
pub fn run(args: &Args, edge: Edge) -> Result<(), HubError> {
    let hall = edge.open(&args.folder)?;
    match args.what {
        What::List => {
            let lines: String = bundle::all(&hall)?.iter().map(line).collect();
            print(if lines.is_empty() { "nothing waits of any phone\n" } else { &lines })
        }
        What::Take { phone } => {
            let taken = bundle::take(&hall, phone)?;
            print(&format!("{} entries of phone {phone} count from now on\n", taken.entries()))
        }
        What::Refuse { phone } => {
            let refused = bundle::refuse(&hall, phone)?;
            print(&format!("{} entries of phone {phone} are refused\n", refused.entries()))
        }
    }
}

fn line(bundle: &Bundle) -> String {
    let (from, until) = (Day::of_unix(bundle.from), Day::of_unix(bundle.until));
    let came = bundle
        .came
        .map_or(String::new(), |at| format!(", the last of them came {}", Day::of_unix(at)));
    let state = match (bundle.refused, bundle.waiting()) {
        (None, _) => "wait".to_owned(),
        (Some(_), 0) => "refused".to_owned(),
        (Some(_), new) => format!("refused but for {new} that came since"),
    };
    format!(
        "{}: entries {} to {}, written {from} to {until} by the phone's clock{came}: {state}\n",
        bundle.device, bundle.first, bundle.last
    )
}
