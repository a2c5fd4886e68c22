//! The short check of everyday situations, before or after guidance. Nobody gets a mark.

use camtay_journal::entry::{PersonalPart, QuickCheckDone};

use crate::error::{BadInput, CoreError};
use crate::phone::Phone;

/// Which answer was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct CheckAnswer {
    /// Number of the question in the pack.
    pub question: u16,
    /// Place of the answer, from 0.
    pub answer: u32,
}

impl Phone {
    /// Records a check.
    ///
    /// # Errors
    /// [`CoreError::NeedsConsent`]; [`BadInput::NotInPack`], [`BadInput::Empty`],
    /// [`BadInput::Same`] for a question answered twice.
    pub fn quick_check(
        &mut self,
        resident: &str,
        after: bool,
        answers: &[CheckAnswer],
    ) -> Result<(), CoreError> {
        let resident = self.consenting_resident(resident)?.id;
        let pack = self.pack()?;
        let mut safe = Vec::with_capacity(answers.len());
        for given in answers {
            let question = pack
                .check_questions
                .iter()
                .find(|question| question.number == given.question)
                .ok_or(CoreError::input("question", BadInput::NotInPack))?;
            let answer = given.answer as usize;
            if answer >= question.answers.len() {
                return Err(CoreError::input("answer", BadInput::NotInPack));
            }
            safe.push((given.question, answer == question.right));
        }
        if safe.is_empty() {
            return Err(CoreError::input("answers", BadInput::Empty));
        }
        safe.sort_unstable();
        if safe.windows(2).any(|pair| matches!(pair, [one, other] if one.0 == other.0)) {
            return Err(CoreError::input("question", BadInput::Same));
        }
        let done = QuickCheckDone { resident, after, pack: pack.version, answers: safe };
        self.append(done, PersonalPart::default())?;
        Ok(())
    }
}
