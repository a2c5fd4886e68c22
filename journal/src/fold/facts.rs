//! A set of facts of one kind about one subject, in the total order.

use serde::{Deserialize, Serialize};

use super::control::Control;
use crate::clock::Stamp;
use crate::ids::EntryId;

/// Facts in order, each once. Inserting in any order, any number of times, gives the
/// same set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts<T>(Vec<(Stamp, T)>);

impl<T> Default for Facts<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Facts<T> {
    /// Adds a fact. One with a stamp that is already there is the same fact.
    pub fn insert(&mut self, stamp: Stamp, fact: T) {
        match self.0.last() {
            Some((last, _)) if *last >= stamp => {
                if let Err(at) = self.0.binary_search_by_key(&stamp, |(known, _)| *known) {
                    self.0.insert(at, (stamp, fact));
                }
            }
            _ => self.0.push((stamp, fact)),
        }
    }

    /// Every fact, also those that don't count.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = (Stamp, &T)> {
        self.0.iter().map(|(stamp, fact)| (*stamp, fact))
    }

    /// The entries that the facts come from.
    pub fn entries(&self) -> impl Iterator<Item = EntryId> {
        self.0.iter().map(|(stamp, _)| stamp.entry())
    }

    /// The facts that count.
    pub fn counting<'a>(
        &'a self,
        control: &'a Control,
    ) -> impl DoubleEndedIterator<Item = (Stamp, &'a T)> {
        self.all().filter(|(stamp, _)| control.counts(*stamp))
    }

    /// The last fact that counts.
    pub fn latest<'a>(&'a self, control: &'a Control) -> Option<(Stamp, &'a T)> {
        self.counting(control).next_back()
    }

    /// The last value that `field` finds in a fact that counts: a last-writer-wins field.
    pub fn last_of<'a, V>(
        &'a self,
        control: &'a Control,
        field: impl Fn(&'a T) -> Option<V>,
    ) -> Option<V> {
        self.counting(control).rev().find_map(|(_, fact)| field(fact))
    }

    /// Whether there is no fact at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Drops every fact: for erasing.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}
