//! The spoken question and its answer (Luật 91/2025/QH15): who, when, which wording, by
//! whom.

use camtay_content::ConsentFor;
use camtay_journal::entry::{Consent, ConsentRecorded, PersonalPart};

use crate::error::{BadInput, CoreError};
use crate::phone::Phone;

impl Phone {
    /// Records an answer: asked and not answered yet, yes, no, or a yes taken back. The
    /// wording is the one that the pack has people say today.
    ///
    /// # Errors
    /// [`CoreError::NotFound`]; [`BadInput::NotInPack`] when the pack has no wording.
    pub fn record_consent(
        &mut self,
        resident: &str,
        answer: Consent,
        session: Option<&str>,
    ) -> Result<(), CoreError> {
        let view = self.known_resident(resident)?;
        let session = self.optional_session(session)?;
        let (pack, wording) = self.wording(ConsentFor::Person)?;
        let recorded = ConsentRecorded {
            resident: Some(view.id),
            household: view.household,
            session,
            answer,
            wording,
            pack,
        };
        self.append(recorded, PersonalPart::default())?;
        Ok(())
    }

    /// Somebody of a household wants no name written: one anonymous head. Undone like any
    /// entry, by [`Phone::take_back`] with the id that this gives.
    ///
    /// # Errors
    /// As [`Phone::record_consent`].
    pub fn count_unnamed_refusal(
        &mut self,
        household: &str,
        session: Option<&str>,
    ) -> Result<String, CoreError> {
        let household = self.known_household(household)?.id;
        let session = self.optional_session(session)?;
        let (pack, wording) = self.wording(ConsentFor::Person)?;
        let recorded = ConsentRecorded {
            resident: None,
            household,
            session,
            answer: Consent::Refused,
            wording,
            pack,
        };
        Ok(self.append(recorded, PersonalPart::default())?.to_string())
    }

    /// The pack's version and the number of the sentence to say today.
    pub(super) fn wording(&self, to: ConsentFor) -> Result<(u32, u16), CoreError> {
        let pack = self.pack()?;
        let wording =
            pack.consent_to_say(to).ok_or(CoreError::input("consent", BadInput::NotInPack))?;
        Ok((pack.version, wording.number))
    }
}
