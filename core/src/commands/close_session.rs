//! A session ends.

use camtay_journal::entry::{PersonalPart, SessionClosed};

use crate::error::CoreError;
use crate::phone::Phone;

impl Phone {
    /// Closes a session; guides that are open in it become entries first.
    ///
    /// # Errors
    /// [`CoreError::NotFound`].
    pub fn close_session(&mut self, session: &str) -> Result<(), CoreError> {
        let session = self.known_session(session)?;
        self.finish_guides(|draft| draft.session == Some(session))?;
        self.append(SessionClosed { session }, PersonalPart::default())?;
        Ok(())
    }
}
