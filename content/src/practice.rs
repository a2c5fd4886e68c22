//! An invented household to practise on.
//!
//! It has names and no numbers of the journal: whoever practises goes through what a visit
//! brings, and nothing about it can be written down.

use camtay_journal::entry::{Outcome, PhoneKind};
use serde::{Deserialize, Serialize};

use crate::Text;

/// The household, and what to practise with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PracticeHousehold {
    /// Its village.
    pub village: Text,
    /// Its head, one of the residents.
    pub head: String,
    /// Where it is found.
    pub place: Text,
    /// Who lives there.
    pub residents: Vec<PracticeResident>,
    /// Who stands in the commune's list already, here or next door.
    #[serde(default)]
    pub listed: Vec<PracticeListed>,
    /// What to practise, in order.
    #[serde(default)]
    pub exercises: Vec<PracticeExercise>,
}

/// An invented resident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PracticeResident {
    /// Slug; a pack of before has none.
    #[serde(default)]
    pub id: String,
    /// Invented name.
    pub name: String,
    /// Birth year.
    pub birth_year: u16,
    /// Who it is in the house: its head, the wife…
    #[serde(default)]
    pub role: Option<Text>,
    /// What phone the person has.
    #[serde(default)]
    pub phone: Option<PhoneKind>,
    /// One line about the person, for the volunteer who practises.
    pub about: Text,
}

/// A line of the commune's list, to be told from a resident or known as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PracticeListed {
    /// The name as it stands there.
    pub name: String,
    /// The birth year, where the list has it.
    #[serde(default)]
    pub birth_year: Option<u16>,
    /// The head of the household under which it stands.
    pub head: String,
    /// Id of the resident who it is; none for somebody else of the same name.
    #[serde(default)]
    pub same_as: Option<String>,
}

/// Something that happens in a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PracticeExercise {
    /// Slug.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// What happens in the house.
    pub scene: Text,
    /// What the volunteer does.
    pub task: Text,
    /// How the volunteer sees that it is done well.
    pub done: Text,
    /// Ids of the residents with whom.
    #[serde(default)]
    pub with: Vec<String>,
    /// Slug of the skill that is gone through.
    #[serde(default)]
    pub skill: Option<String>,
    /// What is recorded of the skill in the end.
    #[serde(default)]
    pub outcome: Option<Outcome>,
}
