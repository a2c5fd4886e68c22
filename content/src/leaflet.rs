//! Words that stand on paper only: what to keep by the phone, beside the skills.

use serde::{Deserialize, Serialize};

use crate::Text;

/// A leaflet and small card with words of its own. Leaflets of skills need none: they are
/// made from the skills.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaflet {
    /// Slug.
    pub id: String,
    /// What it is about.
    pub title: Text,
    /// What the reader has from it, in one or two sentences.
    pub why: Text,
    /// Slug of the skill whose facts it says again; sources and days stand there.
    #[serde(default)]
    pub skill: Option<String>,
    /// What it says, in order.
    #[serde(default)]
    pub points: Vec<LeafletPoint>,
    /// Whether the help lines stand under the points.
    #[serde(default)]
    pub help_lines: bool,
}

/// One thing that a leaflet says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeafletPoint {
    /// What kind of thing it is; drawn as a sign, so that it is told without colour.
    pub mark: LeafletMark,
    /// In large type.
    pub say: Text,
    /// Under it, smaller.
    #[serde(default)]
    pub because: Option<Text>,
}

/// What kind of thing a leaflet says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeafletMark {
    /// Never do or give this.
    Never,
    /// Do this, one after the other.
    Do,
    /// Words to say.
    Say,
}
