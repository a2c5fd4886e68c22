//! A skill and its steps.
//!
//! Fields that a later version adds carry `#[serde(default)]`, and unknown ones are
//! passed over, so that a phone of the version before or after reads the same pack.

use std::collections::BTreeMap;
use std::fmt;

use camtay_journal::entry::Segment;
use camtay_journal::ids::SkillId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::Text;

/// A group of skills: `vneid`, `public-services`, `cashless`…
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GroupId(pub String);

impl fmt::Display for GroupId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A group of skills, and the name that screens and the report show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Its name.
    pub name: Text,
    /// Whether it is a platform that row 2.3 of the report counts and names; staying
    /// safe is a group of skills and no platform.
    pub platform: bool,
}

/// A checklist: one thing that a resident learns to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skill {
    /// Its number in the journal: permanent, never given to another skill.
    #[serde(rename = "number")]
    pub id: SkillId,
    /// Its name in files and links: lower-case letters, digits and dashes.
    #[serde(rename = "id")]
    pub slug: String,
    /// Its group; none for skills without one.
    #[serde(default)]
    pub group: Option<GroupId>,
    /// What the resident will be able to do.
    pub title: Text,
    /// Why it matters to this person, in one sentence.
    pub why: Text,
    /// Who it is for.
    #[serde(default)]
    pub for_whom: Option<Text>,
    /// What must lie ready before the first step.
    #[serde(default)]
    pub ready: Vec<Text>,
    /// Slugs of the skills that come first.
    #[serde(default)]
    pub prerequisites: Vec<String>,
    /// The day on which somebody last went through the guide on a real phone or against
    /// its sources.
    #[serde(with = "crate::day")]
    pub checked: NaiveDate,
    /// Where its facts come from; at least one.
    pub sources: Vec<Source>,
    /// Code in the national framework (QĐ 757/QĐ-BKHCN); never invented.
    #[serde(default)]
    pub framework_code: Option<String>,
    /// Other words for the reason-why, by whom the session is aimed at.
    #[serde(default)]
    pub why_for: BTreeMap<Segment, Text>,
    /// Kinds of one skill that are recorded apart: which paper was integrated.
    #[serde(default)]
    pub variants: Vec<Variant>,
    /// What to do, in order. The journal marks steps by their place here.
    pub steps: Vec<Step>,
}

impl Skill {
    /// The step with this id.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }
}

impl Step {
    /// The recorded voice in `language`, by the name of its file. Where neither a voice nor
    /// words are in that language, Vietnamese is shown and so heard.
    #[must_use]
    pub fn voice(&self, language: &str) -> Option<&str> {
        let spoken = self.voices.get(language);
        let shown = self.say.language_shown(language);
        spoken.or_else(|| self.voices.get(shown)).map(String::as_str)
    }
}

/// One kind of a skill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// Permanent within the skill.
    pub number: u8,
    /// Slug.
    pub id: String,
    /// Its name.
    pub name: Text,
}

/// One instruction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Stable within the skill: later packs may move a step, not rename it.
    pub id: String,
    /// The instruction: one action, begins with the verb, at most two short lines.
    pub say: Text,
    /// What the screen should show then.
    #[serde(default)]
    pub see: Option<Text>,
    /// What to say when it does not.
    #[serde(default)]
    pub if_not: Option<Text>,
    /// What only the resident does, while the volunteer looks away.
    #[serde(default)]
    pub alone: Option<Text>,
    /// A picture.
    #[serde(default)]
    pub picture: Option<Picture>,
    /// Other words for the instruction, by whom the session is aimed at.
    #[serde(default)]
    pub say_for: BTreeMap<Segment, Text>,
    /// Ids of the variants that have this step; empty for all.
    #[serde(default)]
    pub only_for: Vec<String>,
    /// Recorded voices: language tag → name of the file in the pack.
    #[serde(default)]
    pub voices: BTreeMap<String, String>,
    /// Where this step comes from, when it is not the skill's first source.
    #[serde(default)]
    pub source: Option<Source>,
}

impl Step {
    /// Names of its picture and voices in the pack.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let picture = self.picture.iter().map(|picture| picture.file.as_str());
        picture.chain(self.voices.values().map(String::as_str))
    }
}

/// A picture of the pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Name of the file in the pack.
    pub file: String,
    /// For those who cannot see it.
    pub alt: Text,
}

/// Where a fact comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Read somewhere, or known by everybody and checked by nobody.
    pub kind: SourceKind,
    /// Which document, page or notice; what is commonly known.
    pub text: String,
    /// Where it can be read.
    #[serde(default)]
    pub url: Option<String>,
    /// The day on which it was read or, for common knowledge, written down.
    #[serde(default, with = "crate::day::option")]
    pub on: Option<NaiveDate>,
}

/// How far a fact can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// Read in a document.
    Source,
    /// Nobody could check it; shown with its date.
    CommonKnowledge,
}
