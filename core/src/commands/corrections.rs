//! An own entry is taken back, or given back. Nothing is ever changed or deleted.

use camtay_journal::entry::{Body, GivenBack, PersonalPart, TakenBack};
use camtay_journal::ids::{EntryId, HouseholdId};

use crate::error::{CoreError, Denied};
use crate::phone::Phone;
use crate::shared;

impl Phone {
    /// Takes an own entry back: it counts no longer.
    ///
    /// # Errors
    /// [`Denied::NotYourOwn`]; [`CoreError::NotFound`]; [`Denied::PeopleLiveThere`] for a
    /// household that isn't empty.
    pub fn take_back(&mut self, entry: &str) -> Result<(), CoreError> {
        let entry = self.own_entry(entry)?;
        // Where the entry made no household, nobody lives in it.
        if !self.store()?.people_of(HouseholdId(entry))?.is_empty() {
            return Err(CoreError::NotAllowed(Denied::PeopleLiveThere));
        }
        if !self.store()?.control()?.is_taken_back(entry) {
            self.append(TakenBack { entry }, PersonalPart::default())?;
        }
        Ok(())
    }

    /// Gives it back: it counts again.
    ///
    /// # Errors
    /// As [`Phone::take_back`].
    pub fn give_back(&mut self, entry: &str) -> Result<(), CoreError> {
        let entry = self.own_entry(entry)?;
        if self.store()?.control()?.is_taken_back(entry) {
            self.append(GivenBack { entry }, PersonalPart::default())?;
        }
        Ok(())
    }

    fn own_entry(&self, given: &str) -> Result<EntryId, CoreError> {
        let id: EntryId = shared::id("entry", given)?;
        if id.device != self.store()?.own_device() {
            return Err(CoreError::NotAllowed(Denied::NotYourOwn));
        }
        match self.store()?.entry(id)? {
            // A correction is undone by its opposite, not by taking it back.
            Some(entry) if !matches!(entry.body, Body::TakenBack(_) | Body::GivenBack(_)) => Ok(id),
            _ => Err(CoreError::NotFound("entry")),
        }
    }
}
