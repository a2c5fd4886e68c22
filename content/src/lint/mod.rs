//! Refuses guides that a villager could not follow or that nobody could check.

mod check;
mod commune;
mod lists;
mod practice;
mod scenes;
mod situations;
mod skills;
mod voices;
mod words;

use camtay_journal::ids::SkillId;

use crate::load::Loaded;
use crate::{Problem, Rule};

pub use words::{LINE_LENGTH, MAX_LINES};

/// The most steps that a skill may have: a visit holds no more. (The journal could
/// mark 31.)
pub const MAX_STEPS: usize = 24;

/// The largest picture, in bytes.
pub const MAX_PICTURE: usize = 6 << 10;

/// The largest recorded voice of a step, in bytes.
pub const MAX_VOICE: usize = 32 << 10;

/// Looks at everything that was read. Empty when a pack may be built from it.
#[must_use]
pub fn lint(loaded: &Loaded) -> Vec<Problem> {
    let mut problems = Vec::new();
    words::look(loaded, &mut problems);
    skills::look(loaded, &mut problems);
    lists::look(loaded, &mut problems);
    commune::look(loaded, &mut problems);
    scenes::look(loaded, &mut problems);
    situations::look(loaded, &mut problems);
    check::look(loaded, &mut problems);
    practice::look(loaded, &mut problems);
    voices::look(loaded, &mut problems);
    problems.sort_by(|one, other| {
        (&one.file, one.line, &one.place).cmp(&(&other.file, other.line, &other.place))
    });
    problems
}

/// Ids are written into the journal's neighbourhood, file names and links.
fn is_slug(id: &str) -> bool {
    !id.is_empty()
        && !id.starts_with('-')
        && !id.ends_with('-')
        && id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

/// Names and numbers that may be given once, with where each was first given.
struct Once<K>(std::collections::BTreeMap<K, String>);

impl<K: Ord + std::fmt::Display> Once<K> {
    fn new() -> Self {
        Self(std::collections::BTreeMap::new())
    }

    /// The rule that `key` breaks when it was given before.
    fn give(&mut self, key: K, place: &str) -> Option<Rule> {
        if let Some(other) = self.0.get(&key) {
            return Some(Rule::Twice(key.to_string(), other.clone()));
        }
        self.0.insert(key, place.to_owned());
        None
    }
}

/// 0 would look like "no number" to a person.
fn number_rule(number: u16) -> Option<Rule> {
    (number == 0).then_some(Rule::NumberZero)
}

fn skill_number_rule(id: SkillId) -> Option<Rule> {
    number_rule(id.0)
}
