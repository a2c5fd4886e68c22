//! A session that a colleague opened is joined by a QR from phone to phone.

use camtay_journal::entry::{Personal, PersonalPart, SessionJoined};
use camtay_journal::ids::SessionId;

use crate::error::{CoreError, Denied};
use crate::phone::Phone;
use crate::shared;
use crate::store::SessionCard;

impl Phone {
    /// The text of the QR by which a colleague joins a session.
    ///
    /// # Errors
    /// [`CoreError::NotFound`].
    pub fn session_code(&self, session: &str) -> Result<String, CoreError> {
        let id: SessionId = shared::id("session", session)?;
        let view = self.store()?.reading()?.session(id)?.ok_or(CoreError::NotFound("session"))?;
        let card = SessionCard {
            session: view.id,
            village: view.village,
            kind: view.kind,
            day: view.day,
            place: view.place,
        };
        card.to_text()
    }

    /// Joins the session of a colleague's QR; the session's id. Joining again changes
    /// nothing.
    ///
    /// # Errors
    /// As [`SessionCard::from_text`]; [`Denied::SessionClosed`]; [`CoreError::NotFound`] for
    /// a village of another commune.
    pub fn join_session(&mut self, code: &str) -> Result<String, CoreError> {
        let card = SessionCard::from_text(code)?;
        if self.store()?.control()?.village(card.village).is_none() {
            return Err(CoreError::NotFound("village"));
        }
        let own = self.store()?.own_device();
        let view = self.store()?.reading()?.session(card.session)?;
        if view.as_ref().is_some_and(|view| view.closed) {
            return Err(CoreError::NotAllowed(Denied::SessionClosed));
        }
        let joined = view.is_some_and(|view| view.devices.contains(&own))
            || self.store()?.joined_cards()?.iter().any(|known| known.session == card.session);
        if !joined {
            let now = self.now();
            self.store_mut()?.write(now, |work| {
                work.keep_card(&card)?;
                let joined = SessionJoined { session: card.session };
                work.append(joined, Personal::None)
            })?;
        }
        Ok(card.session.to_string())
    }

    /// Joins a session that this phone has heard of from the hall.
    ///
    /// # Errors
    /// [`Denied::SessionClosed`]; [`CoreError::NotFound`].
    pub fn join_known_session(&mut self, session: &str) -> Result<(), CoreError> {
        let Some(id) = self.session_under_way(Some(session))? else { return Ok(()) };
        let own = self.store()?.own_device();
        let view = self.store()?.reading()?.session(id)?;
        if !view.is_some_and(|view| view.devices.contains(&own)) {
            self.append(SessionJoined { session: id }, PersonalPart::default())?;
        }
        Ok(())
    }
}
