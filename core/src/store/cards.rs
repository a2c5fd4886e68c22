//! Sessions that were joined by a colleague's QR, as that said, until their opening comes
//! from the hall.

use camtay_journal::bytes::{from_hex, to_hex};
use camtay_journal::entry::SessionKind;
use camtay_journal::ids::{SessionId, VillageId};
use camtay_journal::vietnamese::Day;
use serde::{Deserialize, Serialize};

use super::hall::{keep, kept};
use super::{Store, Work};
use crate::error::{BadInput, CoreError};

const CARDS: &str = "cards";

/// How many are remembered: nobody joins that many sessions between two hand-ins.
const MOST: usize = 50;

/// The text in front of a session's code; the rest is upper-case hex, which a QR code
/// holds densely.
pub const SESSION_PREFIX: &str = "CAMTAYB1:";

/// What a session's code says: enough to show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionCard {
    /// The session.
    pub session: SessionId,
    /// Its village.
    pub village: VillageId,
    /// What kind it is.
    pub kind: SessionKind,
    /// Its day.
    pub day: Day,
    /// Where it is, in words.
    pub place: Option<String>,
}

impl SessionCard {
    /// The text of the QR by which a colleague joins the session.
    ///
    /// # Errors
    /// None that these fields can cause; postcard's signature has one.
    pub fn to_text(&self) -> Result<String, CoreError> {
        let bytes =
            postcard::to_stdvec(self).map_err(|_| CoreError::Unexpected("a session card"))?;
        Ok(format!("{SESSION_PREFIX}{}", to_hex(&bytes).to_ascii_uppercase()))
    }

    /// Reads the text of a QR; spaces don't matter.
    ///
    /// # Errors
    /// [`BadInput::NotRecognised`] for anything else.
    pub fn from_text(text: &str) -> Result<Self, CoreError> {
        let unknown = || CoreError::input("code", BadInput::NotRecognised);
        let text: String = text.split_whitespace().collect();
        let bytes = text.strip_prefix(SESSION_PREFIX).and_then(from_hex).ok_or_else(unknown)?;
        match postcard::take_from_bytes(&bytes) {
            Ok((card, [])) => Ok(card),
            _ => Err(unknown()),
        }
    }
}

impl Store {
    /// The cards of sessions that were joined, the latest last.
    pub(crate) fn joined_cards(&self) -> Result<Vec<SessionCard>, CoreError> {
        Ok(kept(&self.conn, CARDS)?.unwrap_or_default())
    }
}

impl Work<'_> {
    /// Remembers a card.
    pub(crate) fn keep_card(&mut self, card: &SessionCard) -> Result<(), CoreError> {
        let mut cards: Vec<SessionCard> = kept(self.conn, CARDS)?.unwrap_or_default();
        cards.push(card.clone());
        let from = cards.len().saturating_sub(MOST);
        keep(self.conn, CARDS, &cards.split_off(from))?;
        Ok(())
    }
}
