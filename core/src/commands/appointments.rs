//! A day to come back.

use camtay_journal::entry::{AppointmentKept, AppointmentSet, PersonalPart};

use super::check::coming_day;
use crate::error::CoreError;
use crate::phone::Phone;

impl Phone {
    /// Makes or moves an appointment, for one skill or for the person as a whole.
    ///
    /// # Errors
    /// [`CoreError::NeedsConsent`]; [`crate::error::BadInput::PastDay`]; …
    pub fn set_appointment(
        &mut self,
        resident: &str,
        skill: Option<u16>,
        on: &str,
    ) -> Result<(), CoreError> {
        let resident = self.consenting_resident(resident)?.id;
        let skill = skill.map(|skill| self.skill(skill)).transpose()?.map(|skill| skill.id);
        let on = coming_day("on", on, self.today())?;
        self.append(AppointmentSet { resident, skill, on }, PersonalPart::default())?;
        Ok(())
    }

    /// The appointments of a resident are done with: kept, or dropped.
    ///
    /// # Errors
    /// [`CoreError::NotFound`].
    pub fn keep_appointment(
        &mut self,
        resident: &str,
        skill: Option<u16>,
    ) -> Result<(), CoreError> {
        let resident = self.known_resident(resident)?.id;
        let skill = skill.map(|skill| self.skill(skill)).transpose()?.map(|skill| skill.id);
        self.append(AppointmentKept { resident, skill }, PersonalPart::default())?;
        Ok(())
    }
}
