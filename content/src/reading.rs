//! How long the guides take to read aloud.

use crate::{Skill, Step, Text};

/// Syllables that a volunteer reads aloud in a minute. Vietnamese writes its syllables
/// apart, so they are counted by the spaces. People who read a text aloud at their ease do
/// 5.25 a second, 315 a minute (Coupé, Oh, Dediu, Pellegrino: Different languages, similar
/// encoding efficiency, Science Advances 5/9, 2019); less than half of that is taken here,
/// since the listener looks at a phone meanwhile.
pub const SYLLABLES_A_MINUTE: usize = 150;

/// A skill takes less than this to be read aloud from title to last step.
pub const MAX_READING_SECONDS: usize = 5 * 60;

/// Seconds that so many syllables take.
#[must_use]
pub fn reading_seconds(syllables: usize) -> usize {
    (syllables * 60).div_ceil(SYLLABLES_A_MINUTE)
}

impl Text {
    /// The syllables of the Vietnamese words; a dash by itself is none.
    #[must_use]
    pub fn syllables(&self) -> usize {
        let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
        self.vi.split_whitespace().filter(is_word).count()
    }
}

impl Step {
    /// The syllables of everything that the step has to say.
    #[must_use]
    pub fn syllables(&self) -> usize {
        let further = [&self.see, &self.if_not, &self.alone];
        self.say.syllables() + further.into_iter().flatten().map(Text::syllables).sum::<usize>()
    }
}

impl Skill {
    /// The syllables of the whole skill read aloud: title, reason, what must lie ready, and
    /// every step with what it should show and what to say when it does not.
    #[must_use]
    pub fn syllables(&self) -> usize {
        let ready = self.ready.iter().map(Text::syllables).sum::<usize>();
        let steps = self.steps.iter().map(Step::syllables).sum::<usize>();
        self.title.syllables() + self.why.syllables() + ready + steps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dash_is_no_syllable_and_a_begun_second_counts() {
        let text = Text { vi: "Nhập 6 số – rồi chờ".into(), ..Text::default() };
        assert_eq!(text.syllables(), 5);
        assert_eq!(reading_seconds(0), 0);
        assert_eq!(reading_seconds(1), 1);
        assert_eq!(reading_seconds(150), 60);
        assert_eq!(reading_seconds(749), 300);
    }
}
