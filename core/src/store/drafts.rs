//! Guides that are open: each tap is durable at once.

use camtay_journal::entry::{Outcome, StepMark};
use camtay_journal::ids::{EntryId, ResidentId, SessionId, SkillId};
use camtay_journal::vietnamese::Day;
use rusqlite::{OptionalExtension, Row};

use super::numbers::Key;
use super::{Store, Work};
use crate::error::{CoreError, StoreError};

/// A guide under way: one resident, one skill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Who.
    pub resident: ResidentId,
    /// Which skill.
    pub skill: SkillId,
    /// In which session.
    pub session: Option<SessionId>,
    /// The pack's version.
    pub pack: u32,
    /// A mark a step, in the pack's order.
    pub marks: Vec<StepMark>,
    /// The day to come back.
    pub come_back: Option<Day>,
    /// The short text of an "other" reason.
    pub note: Option<String>,
    /// When the last tap was, Unix seconds.
    pub at: i64,
}

impl Draft {
    /// Whether anything was tapped.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.marks.iter().all(|mark| mark.outcome().is_none())
    }

    /// Whether a step says to come back.
    #[must_use]
    pub fn comes_back(&self) -> bool {
        self.marks.iter().any(|mark| mark.outcome() == Some(Outcome::ComeBack))
    }
}

type Bare = (Key, u16, Option<Key>, u32, Vec<u8>, Option<i32>, Option<String>, i64);

const SELECT: &str = "SELECT resident, skill, session, pack, steps, come_back, note, at FROM draft";

fn bare(row: &Row<'_>) -> rusqlite::Result<Bare> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
        row.get(5)?,
        row.get(6)?,
        row.get(7)?,
    ))
}

impl Store {
    /// The open guide of a resident and skill.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn draft(&self, resident: ResidentId, skill: SkillId) -> Result<Option<Draft>, CoreError> {
        let Some(key) = self.memory.devices.find(resident.0) else { return Ok(None) };
        let found = self
            .conn
            .prepare_cached(&format!("{SELECT} WHERE resident = ?1 AND skill = ?2"))?
            .query_row((key, skill.0), bare)
            .optional()?;
        found.map(|found| self.read_draft(found)).transpose()
    }

    /// Every open guide, the one tapped last first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn drafts(&self) -> Result<Vec<Draft>, CoreError> {
        let found: Vec<Bare> = self
            .conn
            .prepare_cached(&format!("{SELECT} ORDER BY at DESC, resident, skill"))?
            .query_map([], bare)?
            .collect::<Result<_, _>>()?;
        found.into_iter().map(|found| self.read_draft(found)).collect()
    }

    fn read_draft(&self, found: Bare) -> Result<Draft, CoreError> {
        let (resident, skill, session, pack, steps, come_back, note, at) = found;
        let devices = &self.memory.devices;
        let id = |key: Key| -> Result<EntryId, StoreError> { devices.id(key) };
        let marks = steps
            .iter()
            .map(|byte| StepMark::from_byte(*byte))
            .collect::<Option<_>>()
            .ok_or(StoreError::Malformed("draft"))?;
        Ok(Draft {
            resident: ResidentId(id(resident)?),
            skill: SkillId(skill),
            session: session.map(|key| id(key).map(SessionId)).transpose()?,
            pack,
            marks,
            come_back: come_back.and_then(Day::from_number),
            note,
            at,
        })
    }
}

impl Work<'_> {
    /// Writes an open guide.
    pub(crate) fn save_draft(&mut self, draft: &Draft) -> Result<(), CoreError> {
        let resident = self.key(draft.resident.0)?;
        let session = draft.session.map(|session| self.key(session.0)).transpose()?;
        let steps: Vec<u8> = draft.marks.iter().map(|mark| mark.byte()).collect();
        self.conn
            .prepare_cached(
                "INSERT OR REPLACE INTO draft
                 (resident, skill, session, pack, steps, come_back, note, at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute((
                resident,
                draft.skill.0,
                session,
                draft.pack,
                steps,
                draft.come_back.map(|day| day.number()),
                draft.note.as_deref(),
                draft.at,
            ))?;
        Ok(())
    }

    /// Drops an open guide.
    pub(crate) fn drop_draft(
        &mut self,
        resident: ResidentId,
        skill: SkillId,
    ) -> Result<(), CoreError> {
        if let Some(key) = self.memory.devices.find(resident.0) {
            self.conn
                .prepare_cached("DELETE FROM draft WHERE resident = ?1 AND skill = ?2")?
                .execute((key, skill.0))?;
        }
        Ok(())
    }
}
