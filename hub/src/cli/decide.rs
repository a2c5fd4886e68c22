//! `camtay-hub decide`: what only an officer decides. Who is the same person, which two
//! sessions were one, which record doesn't count. Every decision can be undone.

use std::path::PathBuf;

use camtay_journal::entry::{
    Body, EntrySetAside, EntryTakenUp, ResidentsMerged, ResidentsSeparated, SessionsMerged,
    SessionsSeparated, SetAsideReason,
};
use camtay_journal::fold::State;
use camtay_journal::ids::{EntryId, ResidentId, SessionId};

use super::{Edge, print};
use crate::{Hall, HubError};

/// What `decide` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The hall's folder.
    pub folder: PathBuf,
    #[command(subcommand)]
    decision: Decision,
}

#[derive(Debug, clap::Subcommand)]
enum Decision {
    /// List what waits for a decision: marked duplicates, records set aside.
    List,
    /// Two residents, or two sessions, are one: OTHER counts for KEEP from now on.
    Merge {
        /// The id that stays.
        keep: EntryId,
        /// The id that is the same.
        other: EntryId,
    },
    /// They are two after all.
    Separate {
        /// The id that had stayed.
        keep: EntryId,
        /// The id that is another.
        other: EntryId,
    },
    /// A record doesn't count.
    SetAside {
        /// The record.
        entry: EntryId,
    },
    /// A record that was set aside counts again.
    TakeUp {
        /// The record.
        entry: EntryId,
    },
}

/// Runs it.
///
/// # Errors
/// [`HubError::Refused`] when the hall knows no such resident, session or record, or when
/// it is so already; nothing is written then.
pub fn run(args: &Args, edge: Edge) -> Result<(), HubError> {
    let hall = edge.open(&args.folder)?;
    if let Decision::List = args.decision {
        return print(&waiting(&hall.state()));
    }
    hall.write_with(|own| {
        let decided = decided(&hall, &args.decision)?;
        own.add(decided, None);
        Ok(())
    })?;
    print("decided; it holds for the phones from their next hand-in on\n")
}

fn decided(hall: &Hall, decision: &Decision) -> Result<Body, HubError> {
    let state = hall.state();
    Ok(match *decision {
        Decision::List => return Err(refused("nothing to decide")),
        Decision::Merge { keep, other } => {
            if keep == other {
                return Err(refused("these are one already: the two ids are the same"));
            }
            match pair(&state, keep, other)? {
                Pair::Residents(keep, other) => {
                    if state.control.resolve(keep) == state.control.resolve(other) {
                        return Err(refused("these residents are one already"));
                    }
                    ResidentsMerged { keep, other }.into()
                }
                Pair::Sessions(keep, other) => {
                    if state.control.resolve_session(keep) == state.control.resolve_session(other) {
                        return Err(refused("these sessions are one already"));
                    }
                    SessionsMerged { keep, other }.into()
                }
            }
        }
        Decision::Separate { keep, other } => match pair(&state, keep, other)? {
            Pair::Residents(keep, other) => {
                if state.control.resolve(keep) != state.control.resolve(other) {
                    return Err(refused("these residents are two already"));
                }
                ResidentsSeparated { keep, other }.into()
            }
            Pair::Sessions(keep, other) => {
                if state.control.resolve_session(keep) != state.control.resolve_session(other) {
                    return Err(refused("these sessions are two already"));
                }
                SessionsSeparated { keep, other }.into()
            }
        },
        Decision::SetAside { entry } => {
            drop(state);
            if hall.entry(entry)?.is_none() {
                return Err(refused("there is no such record; copy its id from the report"));
            }
            if hall.state().control.set_aside(entry).is_some() {
                return Err(refused("this record is set aside already"));
            }
            EntrySetAside { entry, reason: SetAsideReason::Officer }.into()
        }
        Decision::TakeUp { entry } => {
            if state.control.set_aside(entry).is_none() {
                return Err(refused(
                    "this record is not set aside; `decide DIR list` shows which are",
                ));
            }
            EntryTakenUp { entry }.into()
        }
    })
}

enum Pair {
    Residents(ResidentId, ResidentId),
    Sessions(SessionId, SessionId),
}

fn pair(state: &State, one: EntryId, other: EntryId) -> Result<Pair, HubError> {
    let resident = |id| state.residents.contains_key(&ResidentId(id));
    let session = |id| state.sessions.contains_key(&SessionId(id));
    if resident(one) && resident(other) {
        Ok(Pair::Residents(ResidentId(one), ResidentId(other)))
    } else if session(one) && session(other) {
        Ok(Pair::Sessions(SessionId(one), SessionId(other)))
    } else {
        Err(refused("these are not two residents or two sessions that the hall knows"))
    }
}

fn refused(why: &str) -> HubError {
    HubError::Refused(why.to_owned())
}

/// Ids only: names stand in the report and on the phones, not in a terminal's memory.
fn waiting(state: &State) -> String {
    let mut lines = String::new();
    let mut residents: Vec<_> = state.residents.keys().copied().collect();
    residents.sort_unstable();
    for id in residents {
        let Some(view) = state.resident(id).filter(|view| view.merged_into.is_none()) else {
            continue;
        };
        for other in view.duplicates.iter().filter(|other| id < **other) {
            lines.push_str(&format!("perhaps one resident: {id} {other}\n"));
        }
    }
    let mut aside: Vec<_> = state.control.all_set_aside().collect();
    aside.sort_unstable();
    for (entry, reason) in aside {
        lines.push_str(&format!("set aside: {entry} ({reason:?})\n"));
    }
    if lines.is_empty() {
        lines.push_str("nothing waits for a decision\n");
    }
    lines
}
