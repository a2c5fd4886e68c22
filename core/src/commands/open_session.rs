//! A session begins.

use camtay_journal::entry::{Organiser, PersonalPart, Segment, SessionKind, SessionOpened};

use super::check::optional_text;
use crate::error::CoreError;
use crate::phone::Phone;

/// A session that begins now.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct NewSession {
    /// Where.
    pub village: String,
    /// What kind.
    pub kind: SessionKind,
    /// Aimed at whom; belongs to the session, never to a person.
    pub audience: Vec<Segment>,
    /// By whom.
    pub organiser: Organiser,
    /// The host organisation (a cooperative), where there is one.
    pub host: Option<String>,
    /// The place in words.
    pub place: Option<String>,
    /// Numbers of the skills that are taught.
    pub skills: Vec<u16>,
}

impl Phone {
    /// Opens a session; its id. Its day is today, whenever it ends.
    ///
    /// # Errors
    /// [`CoreError::BadInput`]; [`CoreError::NotFound`] for the village.
    pub fn open_session(&mut self, new: &NewSession) -> Result<String, CoreError> {
        let opened = SessionOpened {
            village: self.village(&new.village)?,
            kind: new.kind,
            audience: new.audience.clone(),
            organiser: new.organiser,
            host: optional_text("host", new.host.as_deref())?,
            place: optional_text("place", new.place.as_deref())?,
            skills: self.skills(&new.skills)?,
        };
        Ok(self.append(opened, PersonalPart::default())?.to_string())
    }
}
