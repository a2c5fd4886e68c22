//! Which subjects the hall says are one, and which are two after all.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::facts::Facts;
use crate::clock::Stamp;

/// Merges and separations of subjects of one kind (residents or sessions).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Merges<Id: Ord> {
    /// What each subject was merged into; `None` for a separation. The latest counts.
    into: BTreeMap<Id, Facts<Option<Id>>>,
    /// The same backwards, also of merges that no longer hold: finds who is merged into a
    /// subject without looking at every merge of the commune.
    ever_from: BTreeMap<Id, BTreeSet<Id>>,
    /// When each pair (the smaller first) was last said to be two.
    separated: BTreeMap<(Id, Id), Stamp>,
}

impl<Id: Ord> Default for Merges<Id> {
    fn default() -> Self {
        Self { into: BTreeMap::new(), ever_from: BTreeMap::new(), separated: BTreeMap::new() }
    }
}

impl<Id: Copy + Ord> Merges<Id> {
    /// `other` is the same as `keep`.
    pub fn merge(&mut self, stamp: Stamp, keep: Id, other: Id) {
        self.into.entry(other).or_default().insert(stamp, Some(keep));
        self.ever_from.entry(keep).or_default().insert(other);
    }

    /// They are two.
    pub fn separate(&mut self, stamp: Stamp, keep: Id, other: Id) {
        self.into.entry(other).or_default().insert(stamp, None);
        let last = self.separated.entry(pair(keep, other)).or_insert(stamp);
        *last = stamp.max(*last);
    }

    /// Whether the two were said to be two after `stamp`.
    pub fn separated_since(&self, stamp: Stamp, one: Id, other: Id) -> bool {
        self.separated.get(&pair(one, other)).is_some_and(|separated| *separated > stamp)
    }

    /// Follows merges to the end; a ring of merges (two officers at once) ends at its
    /// smallest member, on every device the same.
    pub fn resolve(&self, start: Id) -> Id {
        let mut line = vec![];
        let mut at = start;
        while let Some(next) = self.next(at) {
            line.push(at);
            if let Some(ring) = line.iter().position(|known| *known == next) {
                return line[ring..].iter().copied().min().unwrap_or(start);
            }
            at = next;
        }
        at
    }

    fn next(&self, id: Id) -> Option<Id> {
        *self.into.get(&id)?.all().next_back()?.1
    }

    /// Every subject that is the same as `id` and ends at it, `id` itself first, the
    /// others in order.
    pub fn same_as(&self, id: Id) -> Vec<Id> {
        let mut same = vec![id];
        if !self.ever_from.contains_key(&id) {
            return same;
        }
        let mut seen = BTreeSet::from([id]);
        let mut waiting = vec![id];
        while let Some(at) = waiting.pop() {
            for other in self.ever_from.get(&at).into_iter().flatten() {
                if seen.insert(*other) {
                    waiting.push(*other);
                }
            }
        }
        same.extend(seen.into_iter().filter(|other| *other != id && self.resolve(*other) == id));
        same
    }
}

fn pair<Id: Ord>(one: Id, other: Id) -> (Id, Id) {
    if one <= other { (one, other) } else { (other, one) }
}
