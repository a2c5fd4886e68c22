//! What a phone may ask of the hall about people: look whether two are one, and erase.

use camtay_journal::entry::{DuplicateMarked, ErasureAsked, PersonalPart};

use crate::error::{BadInput, CoreError};
use crate::phone::Phone;

impl Phone {
    /// Says that two residents look like one person. Only the hall joins them.
    ///
    /// # Errors
    /// [`BadInput::Same`]; [`CoreError::NotFound`].
    pub fn mark_duplicate(&mut self, one: &str, other: &str) -> Result<(), CoreError> {
        let one = self.known_resident(one)?.id;
        let other = self.known_resident(other)?.id;
        if one == other {
            return Err(CoreError::input("other", BadInput::Same));
        }
        self.append(DuplicateMarked { one, other }, PersonalPart::default())?;
        Ok(())
    }

    /// A resident asks to be erased. Only the hall erases; it reaches every phone.
    ///
    /// # Errors
    /// [`CoreError::NotFound`].
    pub fn ask_erasure(&mut self, resident: &str) -> Result<(), CoreError> {
        let resident = self.known_resident(resident)?.id;
        self.append(ErasureAsked { resident }, PersonalPart::default())?;
        Ok(())
    }
}
