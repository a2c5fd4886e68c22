//! `camtay-hub restore`: the hall again, from a backup and the recovery key.

use std::io::{BufRead, IsTerminal};
use std::path::PathBuf;

use camtay_journal::recovery::{self, LETTERS};
use camtay_journal::seal::OpeningKey;
use zeroize::Zeroizing;

use super::{Edge, print};
use crate::HubError;
use crate::backup::{Restored, local_time, restore};

/// What `restore` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The backup: a folder whose name ends in .backup.
    pub backup: PathBuf,
    /// A new or empty folder for the hall's data.
    pub folder: PathBuf,
    /// A file with the recovery key; otherwise it is read from the standard input. It is
    /// never given on the command line, where others could see it.
    #[arg(long, value_name = "FILE")]
    pub recovery_key_file: Option<PathBuf>,
    /// The newest list of who was erased, where it isn't the one beside the backup.
    #[arg(long, value_name = "FILE")]
    pub erased: Option<PathBuf>,
}

/// Runs it.
///
/// # Errors
/// As [`restore()`]; [`HubError::Refused`] when what was typed is no recovery key.
pub fn run(args: &Args, edge: Edge) -> Result<(), HubError> {
    let place = edge.place(&args.folder);
    place.refuse_in_use()?;
    let text = recovery_text(args)?;
    let key: OpeningKey = recovery::from_text(&text).map_err(|error| {
        HubError::Refused(format!("{error}; type the recovery key again as the paper has it"))
    })?;
    let erased = args.erased.as_deref();
    let restored = restore(&args.backup, &place, &key, erased, edge.clock, edge.seed)?;
    print(&told(&restored, args))
}

fn recovery_text(args: &Args) -> Result<Zeroizing<String>, HubError> {
    if let Some(file) = &args.recovery_key_file {
        let text = std::fs::read_to_string(file);
        return text
            .map(Zeroizing::new)
            .map_err(HubError::file(format!("the recovery key in {}", file.display())));
    }
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        print("recovery key, its two lines: ")?;
    }
    let mut text = Zeroizing::new(String::new());
    // It stands on two lines; an empty one ends it too.
    let letters = |text: &str| text.chars().filter(|it| it.is_ascii_alphanumeric()).count();
    while letters(&text) < LETTERS {
        let read = stdin.lock().read_line(&mut text);
        if read.map_err(HubError::file("the recovery key"))? <= 1 {
            break;
        }
    }
    Ok(text)
}

fn told(restored: &Restored, args: &Args) -> String {
    let Restored { made, entries, phones, erased, .. } = restored;
    let forgotten = match erased {
        Some((count, at)) => format!(
            "erased again, because they were erased since then: {count}, by the list of {}",
            local_time(*at, "%Y-%m-%d %H:%M")
        ),
        None => "there was no list of who was erased since then: erase them again before phones \
                 come"
            .to_owned(),
    };
    format!(
        "restored in {} as it was on {}: entries: {entries}, phones: {phones}\n{forgotten}\nthis is \
         a new life of the hall; the computer that it replaces must never serve again\n\nnext: \
         camtay-hub serve {}, at the same address as before if it can be. Phones that come bring\n\
         by themselves what this hall lacks, its own decisions included. Suspend or revoke again \
         at\nonce what was suspended or revoked since {}. Reports frozen since then must be \
         frozen again.\nThe recovery key stays the same.\n",
        args.folder.display(),
        local_time(*made, "%Y-%m-%d %H:%M"),
        args.folder.display(),
        local_time(*made, "%Y-%m-%d"),
    )
}
