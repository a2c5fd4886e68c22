//! A household counts as visited when a volunteer marks it so.

use camtay_journal::entry::{HouseholdVisited, PersonalPart};

use crate::error::CoreError;
use crate::phone::Phone;

impl Phone {
    /// Marks a household as visited, with the residents who were met; the entry's id.
    ///
    /// # Errors
    /// [`CoreError::NotFound`]; [`CoreError::NeedsConsent`] for a resident who hasn't
    /// said yes: then leave them out, the household counts all the same.
    pub fn visit_household(
        &mut self,
        household: &str,
        residents: &[String],
        session: Option<&str>,
    ) -> Result<String, CoreError> {
        let household = self.known_household(household)?.id;
        let session = self.optional_session(session)?;
        let mut met = Vec::with_capacity(residents.len());
        for resident in residents {
            met.push(self.consenting_resident(resident)?.id);
        }
        met.sort_unstable();
        met.dedup();
        let visited = HouseholdVisited { household, session, residents: met };
        Ok(self.append(visited, PersonalPart::default())?.to_string())
    }
}
