//! `camtay-hub enrol`: an invitation for one phone.

use std::path::PathBuf;

use qrcode::render::unicode::Dense1x2;
use qrcode::{EcLevel, QrCode};

use super::{Edge, print};
use crate::create::{addresses, check_address};
use crate::{HubError, enrolment};

/// What `enrol` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The hall's folder.
    pub folder: PathBuf,
    /// The commune's key for the volunteer.
    #[arg(long)]
    pub volunteer: String,
    /// Where the phone finds the hall, HOST:PORT; otherwise as `init` was told.
    #[arg(long)]
    pub address: Vec<String>,
    /// Print the text of the QR alone.
    #[arg(long)]
    pub print_text: bool,
}

/// Runs it.
///
/// # Errors
/// As [`enrolment::invite`].
pub fn run(args: &Args, edge: Edge) -> Result<(), HubError> {
    for address in &args.address {
        check_address(address)?;
    }
    let hall = edge.open(&args.folder)?;
    let addresses = if args.address.is_empty() {
        addresses(&*hall.store, &args.folder)?
    } else {
        args.address.clone()
    };
    let invitation = enrolment::invite(&hall, &args.volunteer, addresses)?;
    let too_long =
        || HubError::Refused("the addresses are too long for a QR; name fewer of them".to_owned());
    let text = invitation.to_text().map_err(|_| too_long())?;
    if args.print_text {
        return print(&format!("{text}\n"));
    }
    let code = QrCode::with_error_correction_level(&text, EcLevel::L).map_err(|_| too_long())?;
    // Light on dark terminals: the modules are drawn in the terminal's own colours.
    let picture =
        code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build();
    print(&format!(
        "{picture}\n\n{text}\n\nFor volunteer {}, one phone, ten minutes.\n\
         Then compare the six digits on the phone and run: camtay-hub approve {} DIGITS\n",
        args.volunteer,
        args.folder.display()
    ))
}
