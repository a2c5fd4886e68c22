//! `camtay-hub erase`: forget somebody for good, and see which phones have done so too.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;

use camtay_journal::entry::Subject;
use camtay_journal::fold::Control;
use camtay_journal::ids::{DeviceId, EntryId, HouseholdId};
use camtay_journal::vietnamese::Day;

use super::{Edge, print};
use crate::backup::tell_of_erasures;
use crate::erasure::{Reached, erase, named_the_same, reached, subjects};
use crate::{Hall, HubError};

/// What `erase` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The hall's folder.
    pub folder: PathBuf,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Who asked to be erased on a phone, who was, and which phones have not heard of it.
    List,
    /// Forget a resident, a household's name and place, or a volunteer. There is no way back.
    Person {
        /// Their id.
        id: EntryId,
        /// Do it; without this word it only says what would be forgotten.
        #[arg(long)]
        for_good: bool,
    },
}

/// Runs it.
///
/// # Errors
/// [`HubError::Refused`] for an id that the hall doesn't know; [`HubError::Unavailable`],
/// [`HubError::Damaged`].
pub fn run(args: &Args, edge: Edge) -> Result<(), HubError> {
    let hall = edge.open(&args.folder)?;
    match args.what {
        What::List => {
            let reached = reached(&hall)?;
            let state = hall.state();
            let mut text = String::new();
            let mut asked: Vec<_> = state.residents.keys().copied().collect();
            asked.sort_unstable();
            for id in asked {
                if state.resident(id).is_some_and(|view| view.erasure_asked && !view.erased) {
                    let _ = writeln!(text, "asks to be erased: {}", id.0);
                }
            }
            for erasure in &reached {
                line(&mut text, erasure, &state.control);
            }
            if text.is_empty() {
                text.push_str("nobody asks to be erased, and nobody was\n");
            }
            print(&text)
        }
        What::Person { id, for_good: false } => {
            let known = subjects(&hall.state(), id)?;
            let names: Vec<_> = known.iter().map(|it| named(*it)).collect();
            print(&format!(
                "would forget {}: names, birth years, phone numbers and notes, here and on \
                 every phone; counts stay. There is no way back: say --for-good to do it\n{}",
                names.join(", "),
                households(&named_the_same(&hall.state(), &known))
            ))
        }
        What::Person { id, for_good: true } => {
            let same = named_the_same(&hall.state(), &subjects(&hall.state(), id)?);
            let erased = erase(&hall, id)?;
            let names: Vec<_> = erased.iter().map(|it| named(*it)).collect();
            print(&format!(
                "{} forgotten here; phones follow at their next contact, see `erase DIR list`\n{}{}",
                names.join(", "),
                households(&same),
                backups(&hall)?
            ))
        }
    }
}

/// The name of a household is forgotten by itself: others live in it.
fn households(same: &BTreeSet<HouseholdId>) -> String {
    let line = |id: &HouseholdId| {
        format!(
            "household {0} is called by the same name, which stays: `erase DIR person {0}` \
             forgets that too\n",
            id.0
        )
    };
    same.iter().map(line).collect()
}

/// What becomes of the backups, which still have them.
fn backups(hall: &Hall) -> Result<String, HubError> {
    Ok(match tell_of_erasures(hall)? {
        None => String::new(),
        Some((folder, true)) => format!(
            "a restore from {} forgets them again; `backup --keep 1` deletes the backups that \
             still have them\n",
            folder.display()
        ),
        Some((folder, false)) => format!(
            "the backups in {} could not be told, and a restore from them would bring back what \
             was forgotten: make a new backup there as soon as it can be reached\n",
            folder.display()
        ),
    })
}

/// Ids only: a name that is to be forgotten doesn't belong into a terminal's memory.
fn named(subject: Subject) -> String {
    match subject {
        Subject::Household(id) => format!("household {}", id.0),
        Subject::Resident(id) => format!("resident {}", id.0),
        Subject::Session(id) => format!("session {}", id.0),
        Subject::Volunteer(id) => format!("volunteer {}", id.0),
    }
}

fn line(text: &mut String, erasure: &Reached, control: &Control) {
    let all = erasure.confirmed.len() + erasure.waiting.len();
    let _ = write!(
        text,
        "erased: {}; forgotten by {} of {all} phones",
        named(erasure.subject),
        erasure.confirmed.len()
    );
    for (device, last) in &erasure.waiting {
        let last =
            last.map_or("never here".to_owned(), |at| format!("last here {}", Day::of_unix(at)));
        let _ = write!(text, "\n  not yet: {device}, {} ({last})", holder(control, *device));
    }
    text.push('\n');
}

/// In whose hands a phone is: the commune's key for them.
fn holder(control: &Control, device: DeviceId) -> String {
    let volunteer = control.enrolment(device).and_then(|it| control.volunteer(it.volunteer));
    volunteer.map_or_else(|| "nobody's".to_owned(), |it| format!("volunteer {}", it.key))
}
