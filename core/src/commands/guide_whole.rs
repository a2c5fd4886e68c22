//! A whole skill in one tap: "xong cả bài", "đã có từ trước", "từ chối".

use camtay_journal::entry::{Guided, Outcome, PersonalPart, Steps};

use super::check::{coming_day, optional_text};
use crate::error::{BadInput, CoreError};
use crate::phone::Phone;
use crate::shared::StepOutcome;

/// What came of a whole skill.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct WholeGuide {
    /// Who was guided.
    pub resident: String,
    /// Number of the skill.
    pub skill: u16,
    /// What came of it.
    pub outcome: StepOutcome,
    /// The day to come back, where that is what came of it.
    pub come_back: Option<String>,
    /// The short text of an "other" reason.
    pub note: Option<String>,
    /// During which session.
    pub session: Option<String>,
}

impl Phone {
    /// Records a whole skill; the entry's id.
    ///
    /// # Errors
    /// [`CoreError::NeedsConsent`]; [`CoreError::BadInput`]; [`CoreError::NotFound`].
    pub fn guide_whole(&mut self, guide: &WholeGuide) -> Result<String, CoreError> {
        let outcome = Outcome::from(guide.outcome);
        let resident = self.consenting_resident(&guide.resident)?.id;
        let skill = self.skill(guide.skill)?.id;
        let session = self.optional_session(guide.session.as_deref())?;
        let note = optional_text("note", guide.note.as_deref())?;
        let come_back = match (&guide.come_back, outcome) {
            (Some(day), Outcome::ComeBack) => Some(coming_day("come_back", day, self.today())?),
            (Some(_), _) => return Err(CoreError::input("come_back", BadInput::OutOfRange)),
            (None, _) => None,
        };
        let guided = Guided {
            session,
            residents: vec![resident],
            skill,
            pack: self.pack()?.version,
            steps: Steps::EMPTY,
            whole: Some(outcome),
            come_back,
        };
        let part = PersonalPart { note, ..PersonalPart::default() };
        Ok(self.append(guided, part)?.to_string())
    }
}
