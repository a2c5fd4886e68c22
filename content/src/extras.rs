//! What a pack carries beside skills.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Source, Text};

/// The sentence that asks for consent, said aloud (Luật 91/2025/QH15). The journal keeps
/// its number, so a changed sentence gets a new number and the old one stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentWording {
    /// Permanent number of this wording.
    pub number: u16,
    /// Said to one person or to a class.
    #[serde(rename = "for")]
    pub said_to: ConsentFor,
    /// The words.
    pub say: Text,
    /// The first day of its use.
    #[serde(with = "crate::day")]
    pub since: NaiveDate,
}

/// Whom a consent sentence is said to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConsentFor {
    /// One person, who answers.
    Person,
    /// A class, once; the tick beside a name is that person's own yes.
    Class,
}

/// Somebody to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpLine {
    /// Slug.
    pub id: String,
    /// Who answers.
    pub name: Text,
    /// The number as people read it; `None` where each commune or bank has its own or an
    /// app is meant.
    #[serde(default)]
    pub number: Option<String>,
    /// Key of the commune's setting that holds the number.
    #[serde(default)]
    pub setting: Option<String>,
    /// Where to find it, when there is neither.
    #[serde(default)]
    pub find: Option<Text>,
    /// When to call, and what to say.
    pub when: Text,
    /// Where the number comes from.
    pub source: Source,
    /// The day on which it was last checked.
    #[serde(with = "crate::day")]
    pub checked: NaiveDate,
}

/// One of the five areas that the before/after check looks at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// Slug.
    pub id: String,
    /// Its name: what has grown.
    pub name: Text,
    /// The levels of the questions that one check asks about it, one number a question.
    /// Empty in all areas of a pack of format 1, whose check asks everything.
    #[serde(default)]
    pub asks: Vec<u8>,
}

/// An everyday situation of the before/after check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckQuestion {
    /// Permanent number.
    pub number: u16,
    /// Area it belongs to.
    pub area: String,
    /// How hard it is: 1 is something to know, 2 something to notice or to weigh; 0 where
    /// nobody has said.
    #[serde(default)]
    pub level: u8,
    /// The question.
    pub ask: Text,
    /// Two or three answers.
    pub answers: Vec<Text>,
    /// Place of the safe answer, from 0.
    pub right: usize,
    /// Why, said after the answer, kindly.
    pub because: Text,
    /// Where its fact comes from, where it tells one that may change.
    #[serde(default)]
    pub source: Option<Source>,
}

/// A kind of scam. The list is open: a commune or a later pack may add to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScamKind {
    /// Slug.
    pub id: String,
    /// Its name, in the words of those it happens to.
    pub name: Text,
    /// Its place in the list of 24 that the authority published in 2023.
    #[serde(default)]
    pub official: Option<u8>,
    /// The year in which a newer one was first told of.
    #[serde(default)]
    pub since: Option<u16>,
    /// Where it is described.
    pub source: Source,
}

/// A message or call to practise with: believe it or not?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Situation {
    /// Permanent number.
    pub number: u16,
    /// Slug.
    pub id: String,
    /// How it arrives.
    pub channel: Channel,
    /// Id of its kind of scam; of a genuine one, the kind it could be taken for. A pack of
    /// format 1 has none.
    #[serde(default)]
    pub kind: Option<String>,
    /// Who seems to call or write, as the phone shows it.
    #[serde(default)]
    pub from: Option<Text>,
    /// One line: when and how.
    pub setting: Text,
    /// The words as they arrive.
    pub message: Text,
    /// Whether it may be believed.
    pub genuine: bool,
    /// The sign to look for.
    pub sign: Text,
    /// What to do now.
    pub now: Text,
    /// One line of comfort.
    pub comfort: Text,
    /// Where the kind of scam is described.
    pub source: Source,
}

/// How a situation arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// A phone call.
    Call,
    /// A text message.
    Sms,
    /// A message in a chat app.
    Chat,
    /// A post, an advertisement or a page on the screen; since format 2.
    Post,
    /// A QR code on paper.
    Qr,
    /// A picture of a bank transfer.
    Slip,
    /// Somebody at the door.
    Visit,
}

/// A blank that a commune fills, written `{key}` in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// `commune.citizen_app`…
    pub key: String,
    /// What the officer is asked for.
    pub means: Text,
    /// What stands there until the commune has filled it in.
    pub until_then: Text,
    /// What the commune filled in.
    #[serde(default)]
    pub value: Option<Text>,
}

impl Setting {
    /// The words that stand in the blank.
    #[must_use]
    pub fn words(&self) -> &Text {
        self.value.as_ref().unwrap_or(&self.until_then)
    }
}
