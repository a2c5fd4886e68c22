//! Who was erased, and what must be forgotten because of it.

use crate::entry::{Entry, Subject};
use crate::ids::{EntryId, VolunteerId};

use super::control::Control;
use super::facts::Facts;

impl Control {
    /// Whether the subject was erased.
    #[must_use]
    pub fn is_erased(&self, subject: Subject) -> bool {
        self.erased.contains(&subject)
    }

    /// Everybody and everything that was erased, in order.
    pub fn erased(&self) -> impl ExactSizeIterator<Item = Subject> {
        self.erased.iter().copied()
    }

    /// Whether an entry carries the personal part of somebody who was erased.
    #[must_use]
    pub fn must_forget(&self, entry: &Entry) -> bool {
        entry.personal.part().is_some()
            && entry.subjects().into_iter().any(|it| entry.is_personal_of(it) && self.is_erased(it))
    }

    /// The entries that define a volunteer.
    pub fn volunteer_entries(&self, volunteer: VolunteerId) -> impl Iterator<Item = EntryId> {
        self.volunteers.get(&volunteer).into_iter().flat_map(Facts::entries)
    }
}
