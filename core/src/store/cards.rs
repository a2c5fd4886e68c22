//! Sessions that were joined by a colleague's QR, as that said, until their opening comes
//! from the hall.

use camtay_journal::entry::SessionKind;
use camtay_journal::ids::{SessionId, VillageId};
use camtay_journal::vietnamese::Day;
use serde::{Deserialize, Serialize};

use super::hall::{keep, kept};
use super::{Store, Work};
use crate::error::CoreError;

const CARDS: &str = "cards";

/// How many are remembered: nobody joins that many sessions between two hand-ins.
const MOST: usize = 50;

/// What a session's code says: enough to show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SessionCard {
    pub(crate) session: SessionId,
    pub(crate) village: VillageId,
    pub(crate) kind: SessionKind,
    pub(crate) day: Day,
    pub(crate) place: Option<String>,
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
