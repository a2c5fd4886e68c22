//! What a commune lays over the pack without touching it: words for its blanks, steps
//! worded anew, skills of its own.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Skill, Step, Text};

/// Where the commune's files stand among the others.
pub(crate) const FOLDER: &str = "commune/";

/// The commune's first file, from the content folder.
pub(crate) const FILE: &str = "commune/commune.toml";

/// The first number of a commune's own skills; those below are the pack's.
pub const OWN_NUMBERS: u16 = 1_000;

/// The file `commune.toml`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Commune {
    /// The version of what comes out, above the pack's.
    pub(crate) version: u32,
    /// The day on which it was put together.
    #[serde(with = "crate::day")]
    pub(crate) made: NaiveDate,
    /// Words for the pack's blanks.
    #[serde(default)]
    pub(crate) values: Vec<Value>,
}

/// The words that fill a blank.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Value {
    /// `commune.citizen_app`…
    pub(crate) key: String,
    /// What stands there in this commune.
    pub(crate) is: Text,
}

/// A file of `steps/`: whole steps that take the place of a skill's own.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Replacement {
    /// The skill's slug.
    pub(crate) skill: String,
    /// Each has the id of the step it replaces.
    pub(crate) steps: Vec<Step>,
}

impl Replacement {
    /// Puts the steps into their places. The journal marks steps by place, so none is
    /// added and none moves.
    pub(crate) fn lay_over(self, skills: &mut [Skill]) {
        let Some(skill) = skills.iter_mut().find(|skill| skill.slug == self.skill) else { return };
        for step in self.steps {
            if let Some(place) = skill.steps.iter_mut().find(|place| place.id == step.id) {
                *place = step;
            }
        }
    }
}
