//! Kiểm tra nhanh: everyday situations before and after guidance.

use camtay_content::Area;
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

/// What has changed between two checks, by the names of the areas. An area stands in one
/// list only; none says that something was forgotten, since one question can't tell that.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct CheckGrowth {
    /// A larger part of the answers is safe than before.
    pub grown: Vec<String>,
    /// Every answer was safe, and had been.
    pub sure: Vec<String>,
    /// What to practise together next.
    pub next: Vec<String>,
}

impl CheckGrowth {
    fn between(before: &CheckResult, after: &CheckResult) -> Self {
        let mut growth = Self::default();
        for now in &after.areas {
            let then = before.areas.iter().find(|area| area.area == now.area);
            // More of how many, without fractions.
            let more = then.is_some_and(|then| now.safe * then.of > then.safe * now.of);
            let list = if more {
                &mut growth.grown
            } else if now.safe == now.of {
                &mut growth.sure
            } else {
                &mut growth.next
            };
            list.push(now.area.clone());
        }
        growth
    }
}

/// The screen.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct CheckPage {
    /// The questions of the next check: eight, others than this person was asked before
    /// while there are, the same on every phone.
    pub questions: Vec<CheckQuestionWords>,
    /// The first check before guidance.
    pub before: Option<CheckResult>,
    /// The latest one after guidance.
    pub after: Option<CheckResult>,
    /// What has changed, where there are both.
    pub growth: Option<CheckGrowth>,
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
        let score = |area: &Area, check: &QuickCheckDone| {
            let asks = |number: u16| {
                let mut questions = pack.check_questions.iter();
                questions.any(|it| it.number == number && it.area == area.id)
            };
            let answers = || check.answers.iter().filter(|(number, _)| asks(*number));
            let of = answers().count() as u32;
            let safe = answers().filter(|(_, safe)| *safe).count() as u32;
            (of > 0).then(|| AreaScore { area: words.say(&area.name), safe, of })
        };
        let result = |(day, check): &(Day, QuickCheckDone)| CheckResult {
            day: day.to_string(),
            areas: pack.areas.iter().filter_map(|area| score(area, check)).collect(),
        };
        let asked: Vec<u16> = view
            .checks
            .iter()
            .flat_map(|(_, check)| check.answers.iter().map(|(number, _)| *number))
            .collect();
        let before = view.checks.iter().find(|(_, check)| !check.after).map(result);
        let after = view.checks.iter().rev().find(|(_, check)| check.after).map(result);
        Ok(CheckPage {
            questions: pack
                .next_check(&view.id.to_string(), &asked)
                .into_iter()
                .map(|question| CheckQuestionWords {
                    number: question.number,
                    area: area(&question.area),
                    ask: words.say(&question.ask),
                    answers: question.answers.iter().map(|answer| words.say(answer)).collect(),
                    right: question.right as u32,
                    because: words.say(&question.because),
                })
                .collect(),
            growth: before
                .as_ref()
                .zip(after.as_ref())
                .map(|(before, after)| CheckGrowth::between(before, after)),
            before,
            after,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(safe: u32, of: u32) -> CheckResult {
        let areas = vec![AreaScore { area: "money".to_owned(), safe, of }];
        CheckResult { day: "2026-11-26".to_owned(), areas }
    }

    #[test]
    fn what_grew_is_the_part_that_is_safe_not_the_number() {
        let grown = |before: (u32, u32), after: (u32, u32)| {
            let growth =
                CheckGrowth::between(&result(before.0, before.1), &result(after.0, after.1));
            (growth.grown.len(), growth.sure.len(), growth.next.len())
        };
        assert_eq!(grown((1, 2), (1, 1)), (1, 0, 0), "half, then all");
        assert_eq!(grown((2, 3), (3, 5)), (0, 0, 1), "more answers, a smaller part");
        assert_eq!(grown((2, 2), (1, 1)), (0, 1, 0), "all, and again all");
        assert_eq!(grown((1, 2), (1, 2)), (0, 0, 1));
    }
}
