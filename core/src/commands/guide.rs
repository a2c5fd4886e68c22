//! Going through a skill step by step: durable at each tap, one entry when left.

use camtay_journal::entry::{Guided, Outcome, Personal, PersonalPart, StepMark, Steps};
use camtay_journal::ids::{ResidentId, SkillId};

use super::check::{coming_day, optional_text};
use crate::error::{BadInput, CoreError, Denied};
use crate::phone::Phone;
use crate::shared::{self, StepOutcome};
use crate::store::Draft;

/// One tap in a guide.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct StepTap {
    /// Who is guided.
    pub resident: String,
    /// Number of the skill.
    pub skill: u16,
    /// The step's place in the skill, from 0.
    pub step: u32,
    /// What came of it.
    pub outcome: StepOutcome,
    /// The day to come back, where that is what came of it.
    pub come_back: Option<String>,
    /// The short text of an "other" reason.
    pub note: Option<String>,
}

impl Phone {
    /// Opens the guide of a skill with a resident. One that is open already goes on where
    /// it stands, so that the spouse can have a turn in between.
    ///
    /// # Errors
    /// [`CoreError::NeedsConsent`]; [`BadInput::NotInPack`]; [`Denied::SessionClosed`]; …
    pub fn start_guide(
        &mut self,
        resident: &str,
        skill: u16,
        session: Option<&str>,
    ) -> Result<(), CoreError> {
        let resident = self.consenting_resident(resident)?.id;
        let skill = self.skill(skill)?;
        let session = self.session_under_way(session)?;
        let pack = self.pack()?.version;
        let now = self.now();
        if let Some(open) = self.store()?.draft(resident, skill.id)? {
            if open.pack == pack {
                return Ok(());
            }
            // The guides changed while this one was open; its steps are of the old ones.
            self.finish_guides(|draft| draft.resident == resident && draft.skill == skill.id)?;
        }
        let draft = Draft {
            resident,
            skill: skill.id,
            session,
            pack,
            marks: vec![StepMark::NOTHING; skill.steps.len()],
            come_back: None,
            note: None,
            at: now,
        };
        self.store_mut()?.write(now, |work| work.save_draft(&draft))
    }

    /// Marks a step of an open guide.
    ///
    /// # Errors
    /// [`Denied::NoGuideOpen`]; [`CoreError::BadInput`].
    pub fn mark_step(&mut self, tap: &StepTap) -> Result<(), CoreError> {
        let outcome = Outcome::from(tap.outcome);
        let note = optional_text("note", tap.note.as_deref())?;
        let come_back = match (&tap.come_back, outcome) {
            (Some(day), Outcome::ComeBack) => Some(coming_day("come_back", day, self.today())?),
            (Some(_), _) => return Err(CoreError::input("come_back", BadInput::OutOfRange)),
            (None, _) => None,
        };
        self.tap(&tap.resident, tap.skill, tap.step, |draft, mark| {
            *mark = StepMark::from(outcome);
            if come_back.is_some() {
                draft.come_back = come_back;
            }
            if note.is_some() {
                draft.note = note;
            }
        })
    }

    /// Takes the mark of a step back while the guide is open.
    ///
    /// # Errors
    /// [`Denied::NoGuideOpen`]; [`BadInput::NotInPack`].
    pub fn undo_step(&mut self, resident: &str, skill: u16, step: u32) -> Result<(), CoreError> {
        self.tap(resident, skill, step, |_, mark| *mark = StepMark::NOTHING)
    }

    fn tap(
        &mut self,
        resident: &str,
        skill: u16,
        step: u32,
        change: impl FnOnce(&mut Draft, &mut StepMark),
    ) -> Result<(), CoreError> {
        let resident: ResidentId = shared::id("resident", resident)?;
        let now = self.now();
        let draft = self.store()?.draft(resident, SkillId(skill))?;
        let mut draft = draft.ok_or(CoreError::NotAllowed(Denied::NoGuideOpen))?;
        let mut mark =
            *draft.marks.get(step as usize).ok_or(CoreError::input("step", BadInput::NotInPack))?;
        change(&mut draft, &mut mark);
        if let Some(known) = draft.marks.get_mut(step as usize) {
            *known = mark;
        }
        if !draft.comes_back() {
            draft.come_back = None;
        }
        draft.at = now;
        self.store_mut()?.write(now, |work| work.save_draft(&draft))
    }

    /// Whether an open guide is part of a session.
    ///
    /// # Errors
    /// [`Denied::NoGuideOpen`].
    pub fn is_guide_in_session(&self, resident: &str, skill: u16) -> Result<bool, CoreError> {
        let resident: ResidentId = shared::id("resident", resident)?;
        let draft = self.store()?.draft(resident, SkillId(skill))?;
        let draft = draft.ok_or(CoreError::NotAllowed(Denied::NoGuideOpen))?;
        Ok(draft.session.is_some())
    }

    /// Leaves a guide: what was tapped becomes one entry, whose id this gives; nothing,
    /// where nothing was tapped.
    ///
    /// # Errors
    /// [`Denied::NoGuideOpen`].
    pub fn finish_guide(
        &mut self,
        resident: &str,
        skill: u16,
    ) -> Result<Option<String>, CoreError> {
        let resident: ResidentId = shared::id("resident", resident)?;
        let draft = self.store()?.draft(resident, SkillId(skill))?;
        let draft = draft.ok_or(CoreError::NotAllowed(Denied::NoGuideOpen))?;
        self.finish(&draft)
    }

    /// Every open guide becomes an entry: when the app locks, and at the next start after
    /// a crash.
    pub(crate) fn finish_open_guides(&mut self) -> Result<(), CoreError> {
        self.finish_guides(|_| true)
    }

    pub(super) fn finish_guides(
        &mut self,
        which: impl Fn(&Draft) -> bool,
    ) -> Result<(), CoreError> {
        let mut drafts = self.store()?.drafts()?;
        drafts.reverse();
        for draft in drafts.iter().filter(|draft| which(draft)) {
            self.finish(draft)?;
        }
        Ok(())
    }

    /// Entry and end of the draft in one transaction: never both, never neither.
    fn finish(&mut self, draft: &Draft) -> Result<Option<String>, CoreError> {
        let steps = Steps::new(&draft.marks)
            .map_err(|_| CoreError::Unexpected("more steps than a skill may have"))?;
        let now = self.now();
        let personal = match &draft.note {
            Some(_) => {
                let part = PersonalPart { note: draft.note.clone(), ..PersonalPart::default() };
                self.seal_part(part)
            }
            None => Personal::None,
        };
        self.store_mut()?.write(now, |work| {
            work.drop_draft(draft.resident, draft.skill)?;
            if draft.is_empty() {
                return Ok(None);
            }
            let guided = Guided {
                session: draft.session,
                residents: vec![draft.resident],
                skill: draft.skill,
                pack: draft.pack,
                steps,
                whole: None,
                come_back: draft.come_back,
            };
            Ok(Some(work.append(guided, personal)?.to_string()))
        })
    }
}
