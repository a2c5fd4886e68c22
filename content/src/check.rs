//! Which questions a before/after check asks: others each time, as hard each time.

use crate::{CheckQuestion, Pack};

/// How many questions one check asks.
pub const QUESTIONS: usize = 8;

impl Pack {
    /// The questions of the next check of one person, in the order of the areas.
    ///
    /// Each check asks the same number of questions of each area and level ([`Area::asks`]),
    /// so it is as hard as the one before; those that this person was asked least often come
    /// first, so it asks others. `person` is any name that stays: it decides between equals,
    /// so that neighbours get different questions and one person the same on every phone.
    /// `asked` holds the numbers of all questions of earlier checks.
    ///
    /// [`Area::asks`]: crate::Area::asks
    #[must_use]
    pub fn next_check(&self, person: &str, asked: &[u16]) -> Vec<&CheckQuestion> {
        if self.areas.iter().all(|area| area.asks.is_empty()) {
            return self.check_questions.iter().collect();
        }
        let mut drawn: Vec<&CheckQuestion> = Vec::with_capacity(QUESTIONS);
        for area in &self.areas {
            for level in &area.asks {
                let next = self
                    .check_questions
                    .iter()
                    .filter(|question| question.area == area.id && question.level == *level)
                    .filter(|question| drawn.iter().all(|it| it.number != question.number))
                    .min_by_key(|question| {
                        let times = asked.iter().filter(|it| **it == question.number).count();
                        (times, lot(person, question.number), question.number)
                    });
                drawn.extend(next);
            }
        }
        drawn
    }
}

/// A number that looks like chance and is the same on every machine (FNV-1a, then mixed,
/// since its highest bits hardly feel the last byte).
fn lot(person: &str, question: u16) -> u64 {
    let bytes = person.bytes().chain(question.to_le_bytes());
    let sum = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mixed = (sum ^ (sum >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}
