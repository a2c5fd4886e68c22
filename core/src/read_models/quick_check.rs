//! Kiểm tra nhanh: everyday situations before and after guidance.

use camtay_journal::entry::QuickCheckDone;
use camtay_journal::ids::ResidentId;
use camtay_journal::vietnamese::Day;

use super::steps::Words;
use crate::error::CoreError;
use crate::phone::Phone;
use crate::shared;

/// A question with its answers.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct CheckQuestionWords {
    /// Its number.
    pub number: u16,
    /// The area's name.
    pub area: String,
    /// The question.
    pub ask: String,
    /// Two or three answers.
    pub answers: Vec<String>,
    /// Place of the safe one, from 0.
    pub right: u32,
    /// Why, said after the answer.
    pub because: String,
}

/// What a check showed of one area.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct AreaScore {
    /// The area's name.
    pub area: String,
    /// Safe answers.
    pub safe: u32,
    /// Questions.
    pub of: u32,
}

/// A check that was done.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct CheckResult {
    /// On which day.
    pub day: String,
    /// By area, in the pack's order.
    pub areas: Vec<AreaScore>,
}

/// The screen.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct CheckPage {
    /// The questions.
    pub questions: Vec<CheckQuestionWords>,
    /// The first check before guidance.
    pub before: Option<CheckResult>,
    /// The latest one after guidance.
    pub after: Option<CheckResult>,
}

impl Phone {
    /// The screen, in `language`.
    ///
    /// # Errors
    /// [`CoreError::NotFound`]; [`CoreError::Locked`]; the store's.
    pub fn check_page(&self, resident: &str, language: &str) -> Result<CheckPage, CoreError> {
        let id: ResidentId = shared::id("resident", resident)?;
        let store = self.store()?;
        let pack = self.pack()?;
        let view = store.reading()?.resident(id)?.ok_or(CoreError::NotFound("resident"))?;
        let words = Words::new(&pack, store.control()?.settings(), language);
        let area = |id: &str| {
            let area = pack.areas.iter().find(|area| area.id == id);
            area.map(|area| words.say(&area.name)).unwrap_or_default()
        };
        let result = |(day, check): &(Day, QuickCheckDone)| {
            let mut areas: Vec<AreaScore> = Vec::new();
            for question in &pack.check_questions {
                let answer = check.answers.iter().find(|(number, _)| *number == question.number);
                let Some((_, safe)) = answer else { continue };
                let name = area(&question.area);
                let at = areas.iter().position(|score| score.area == name).unwrap_or_else(|| {
                    areas.push(AreaScore { area: name, safe: 0, of: 0 });
                    areas.len() - 1
                });
                if let Some(score) = areas.get_mut(at) {
                    score.of += 1;
                    score.safe += u32::from(*safe);
                }
            }
            CheckResult { day: day.to_string(), areas }
        };
        Ok(CheckPage {
            questions: pack
                .check_questions
                .iter()
                .map(|question| CheckQuestionWords {
                    number: question.number,
                    area: area(&question.area),
                    ask: words.say(&question.ask),
                    answers: question.answers.iter().map(|answer| words.say(answer)).collect(),
                    right: question.right as u32,
                    because: words.say(&question.because),
                })
                .collect(),
            before: view.checks.iter().find(|(_, check)| !check.after).map(result),
            after: view.checks.iter().rev().find(|(_, check)| check.after).map(result),
        })
    }
}
