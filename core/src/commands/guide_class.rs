//! A class goes through a skill together: one entry for all.

use camtay_journal::entry::{Guided, PersonalPart, Steps};

use crate::error::{BadInput, CoreError};
use crate::phone::Phone;
use crate::shared::StepOutcome;

/// More people than one entry is meant for; a larger crowd is several.
const MOST: usize = 500;

impl Phone {
    /// Marks a whole skill for many residents, one entry for all; its id. Exceptions are
    /// left out here and recorded for themselves.
    ///
    /// # Errors
    /// [`CoreError::NeedsConsent`] as soon as one of them hasn't said yes (a tick on the
    /// list is one); [`BadInput::Empty`], [`BadInput::TooLong`]; …
    pub fn guide_class(
        &mut self,
        session: &str,
        skill: u16,
        residents: &[String],
        outcome: StepOutcome,
    ) -> Result<String, CoreError> {
        let session = self.known_session(session)?;
        let skill = self.skill(skill)?.id;
        if residents.is_empty() {
            return Err(CoreError::input("residents", BadInput::Empty));
        }
        if residents.len() > MOST {
            return Err(CoreError::input("residents", BadInput::TooLong));
        }
        let mut people = Vec::with_capacity(residents.len());
        for resident in residents {
            people.push(self.consenting_resident(resident)?.id);
        }
        people.sort_unstable();
        people.dedup();
        let guided = Guided {
            session: Some(session),
            residents: people,
            skill,
            pack: self.pack()?.version,
            steps: Steps::EMPTY,
            whole: Some(outcome.into()),
            come_back: None,
        };
        Ok(self.append(guided, PersonalPart::default())?.to_string())
    }
}
