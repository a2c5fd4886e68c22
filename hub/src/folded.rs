//! The state in memory: the fold of the stored chunks, up to one of them.

use std::collections::{HashMap, HashSet};

use camtay_journal::entry::{Entry, Subject};
use camtay_journal::fold::State;
use camtay_journal::ids::DeviceId;
use camtay_journal::wire::Log;

use crate::logs::Logs;

/// State and logs, and how far they go.
pub struct Folded {
    /// Everybody and everything, as the entries tell.
    pub state: State,
    /// What phones pull.
    pub logs: Logs,
    /// The last chunk that was folded in.
    pub arrival: u64,
    /// How many entries were folded in.
    pub entries: u64,
    /// What the stored checkpoint doesn't have yet.
    pub unsaved: Unsaved,
}

/// What changed since a checkpoint.
#[derive(Debug, Default)]
pub struct Unsaved {
    /// The arrival that the checkpoint goes up to.
    pub base: u64,
    /// How many entries came since.
    pub entries: u64,
    /// Whose facts changed.
    pub subjects: HashSet<Subject>,
    /// How long each log was.
    pub log_lengths: HashMap<Log, usize>,
}

impl Folded {
    /// Nothing folded yet.
    #[must_use]
    pub fn new(hall: DeviceId) -> Self {
        Self {
            state: State::new(hall),
            logs: Logs::default(),
            arrival: 0,
            entries: 0,
            unsaved: Unsaved::default(),
        }
    }

    /// Takes in the entries of the chunk after the last one.
    pub fn apply(&mut self, arrival: u64, entries: &[Entry]) {
        for entry in entries {
            self.state.apply(entry);
            self.logs.apply(entry, &self.state);
            entry.each_subject(|subject| {
                self.unsaved.subjects.insert(subject);
            });
        }
        self.arrival = arrival;
        self.entries += entries.len() as u64;
        self.unsaved.entries += entries.len() as u64;
    }
}
