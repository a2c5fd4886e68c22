//! New particulars of a session, and its unnamed heads.

use camtay_journal::entry::{
    HeadsCounted, Organiser, PersonalPart, Segment, SessionChanged, SessionKind,
};

use super::check::optional_text;
use crate::error::{BadInput, CoreError};
use crate::phone::Phone;

/// More than ever stood in one square.
const MOST_HEADS: u32 = 10_000;

/// What is new about a session; what is absent stays.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct SessionChange {
    /// Which session.
    pub session: String,
    /// What kind.
    pub kind: Option<SessionKind>,
    /// Aimed at whom.
    pub audience: Option<Vec<Segment>>,
    /// By whom.
    pub organiser: Option<Organiser>,
    /// The host organisation.
    pub host: Option<String>,
    /// The place in words.
    pub place: Option<String>,
    /// Numbers of the skills that are taught.
    pub skills: Option<Vec<u16>>,
}

impl Phone {
    /// Changes a session.
    ///
    /// # Errors
    /// [`CoreError::BadInput`]; [`CoreError::NotFound`].
    pub fn change_session(&mut self, change: &SessionChange) -> Result<(), CoreError> {
        let changed = SessionChanged {
            session: self.known_session(&change.session)?,
            kind: change.kind,
            audience: change.audience.clone(),
            organiser: change.organiser,
            host: optional_text("host", change.host.as_deref())?,
            place: optional_text("place", change.place.as_deref())?,
            skills: change.skills.as_deref().map(|skills| self.skills(skills)).transpose()?,
        };
        self.append(changed, PersonalPart::default())?;
        Ok(())
    }

    /// How many were there without a name: one value a session, the last one counts.
    ///
    /// # Errors
    /// [`BadInput::OutOfRange`]; [`CoreError::NotFound`].
    pub fn count_heads(&mut self, session: &str, unnamed: u32) -> Result<(), CoreError> {
        let session = self.known_session(session)?;
        if unnamed > MOST_HEADS {
            return Err(CoreError::input("unnamed", BadInput::OutOfRange));
        }
        self.append(HeadsCounted { session, unnamed }, PersonalPart::default())?;
        Ok(())
    }
}
