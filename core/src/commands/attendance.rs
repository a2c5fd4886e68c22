//! Who was there, by name.

use std::collections::BTreeSet;

use camtay_content::ConsentFor;
use camtay_journal::entry::{Attended, Consent, ConsentRecorded, Personal, Status};
use camtay_journal::fold::ResidentView;
use camtay_journal::ids::ResidentId;

use crate::error::{CoreError, Denied};
use crate::phone::Phone;

impl Phone {
    /// Ticks residents as present, or (a correction) as not. In a class the sentence is
    /// said to all, and the tick beside a name is that person's own yes: it is recorded
    /// for whoever hadn't given one.
    ///
    /// # Errors
    /// [`CoreError::NotFound`]; [`Denied::NotAnAdult`], [`Denied::NoLongerHere`]; then
    /// nobody is ticked.
    pub fn mark_attendance(
        &mut self,
        session: &str,
        residents: &[String],
        present: bool,
    ) -> Result<(), CoreError> {
        let session = self.known_session(session)?;
        let people = self.adults(residents)?;
        if people.is_empty() {
            return Ok(());
        }
        let (pack, wording) = self.wording(ConsentFor::Class)?;
        let now = self.now();
        self.store_mut()?.write(now, |work| {
            let asking = people.iter().filter(|view| view.consent != Some(Consent::Given));
            for view in asking.filter(|_| present) {
                let consent = ConsentRecorded {
                    resident: Some(view.id),
                    household: view.household,
                    session: Some(session),
                    answer: Consent::Given,
                    wording,
                    pack,
                };
                work.append(consent, Personal::None)?;
            }
            let residents = people.iter().map(|view| view.id).collect();
            work.append(Attended { session, residents, present }, Personal::None)
        })?;
        Ok(())
    }

    /// Adults who live here, each once, in the order of their ids.
    pub(super) fn adults(&self, residents: &[String]) -> Result<Vec<ResidentView>, CoreError> {
        let mut seen: BTreeSet<ResidentId> = BTreeSet::new();
        let mut people = Vec::with_capacity(residents.len());
        for resident in residents {
            let view = self.known_resident(resident)?;
            if !seen.insert(view.id) {
                continue;
            }
            if matches!(view.status, Status::MovedAway | Status::Died) {
                return Err(CoreError::NotAllowed(Denied::NoLongerHere));
            }
            if !view.adult {
                return Err(CoreError::NotAllowed(Denied::NotAnAdult));
            }
            people.push(view);
        }
        people.sort_by_key(|view| view.id);
        Ok(people)
    }
}
