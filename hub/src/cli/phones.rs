//! `camtay-hub phones`: every phone, and how it stands.

use std::fmt::Write;
use std::path::PathBuf;

use camtay_journal::fold::DeviceStanding;
use camtay_journal::ids::DeviceId;
use camtay_journal::vietnamese::Day;

use super::{Edge, print};
use crate::lost::{self, PhoneLine, phones};
use crate::{Hall, HubError};

/// What `phones` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The hall's folder.
    pub folder: PathBuf,
}

/// Runs it.
///
/// # Errors
/// As [`phones`].
pub fn run(args: &Args, edge: Edge) -> Result<(), HubError> {
    let hall = edge.open(&args.folder)?;
    let mut text = String::new();
    for phone in phones(&hall)? {
        line(&mut text, &phone);
    }
    if text.is_empty() {
        text.push_str("no phone has shown a code yet\n");
    }
    print(&text)
}

fn line(text: &mut String, phone: &PhoneLine) {
    let standing = match phone.standing {
        DeviceStanding::Pending => "waits for approve",
        DeviceStanding::Approved => "let in",
        DeviceStanding::Suspended => "suspended",
        DeviceStanding::Revoked if phone.wipe => "revoked, to forget everything",
        DeviceStanding::Revoked => "revoked",
    };
    let holder = phone.volunteer.as_deref().unwrap_or("unknown");
    let contact = phone
        .contact
        .map_or("never here".to_owned(), |at| format!("last here {}", Day::of_unix(at)));
    // Writing into a text can't fail.
    let _ = write!(
        text,
        "{}  volunteer {holder}  {standing}  {contact}  {} entries",
        phone.device, phone.last_seq
    );
    if let Some(bundle) = phone.bundle {
        let _ = write!(text, "  {} wait", bundle.waiting());
    }
    if let Some(why) = &phone.why {
        let _ = write!(text, "  ({why})");
    }
    text.push('\n');
}

/// Whoever shuts a phone out is reminded of those that may be the same one; empty when there
/// are none.
pub(super) fn others(hall: &Hall, device: DeviceId) -> Result<String, HubError> {
    let others = lost::others(hall, device)?;
    if others.is_empty() {
        return Ok(String::new());
    }
    let others: Vec<String> = others.iter().map(ToString::to_string).collect();
    Ok(format!(
        "still let in, and in the same hands: {}. A phone that came back from a copy has two ids\n",
        others.join(", ")
    ))
}
