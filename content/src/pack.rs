//! A pack: everything that the phones show, of one version.

use std::collections::{BTreeMap, BTreeSet};

use camtay_journal::entry::MAX_STEPS;
use camtay_journal::ids::SkillId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    Area, CheckQuestion, ConsentFor, ConsentWording, Group, GroupId, HelpLine, Leaflet, PackError,
    PracticeHousehold, ScamKind, Setting, Situation, Skill,
};

/// All skills and what goes with them. Read from a signed file by [`Pack::open`], or
/// [`Pack::built_in`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    /// Grows with every pack that a hall publishes; the journal names it beside each guide.
    pub version: u32,
    /// The day on which it was put together.
    #[serde(with = "crate::day")]
    pub made: NaiveDate,
    /// Groups of skills, in the order that screens and the report show.
    #[serde(default)]
    pub groups: Vec<Group>,
    /// Blanks that a commune fills.
    #[serde(default)]
    pub settings: Vec<Setting>,
    /// Skills in the order of their numbers.
    #[serde(default)]
    pub skills: Vec<Skill>,
    /// Every wording of the consent sentence that was ever used.
    #[serde(default)]
    pub consent: Vec<ConsentWording>,
    /// Whom to call.
    #[serde(default)]
    pub help_lines: Vec<HelpLine>,
    /// Areas of the before/after check.
    #[serde(default)]
    pub areas: Vec<Area>,
    /// Questions of the before/after check.
    #[serde(default)]
    pub check_questions: Vec<CheckQuestion>,
    /// Kinds of scam.
    #[serde(default)]
    pub scam_kinds: Vec<ScamKind>,
    /// Messages and calls to practise with.
    #[serde(default)]
    pub situations: Vec<Situation>,
    /// An invented household for new volunteers.
    #[serde(default)]
    pub practice: Option<PracticeHousehold>,
    /// Leaflets with words of their own.
    #[serde(default)]
    pub leaflets: Vec<Leaflet>,
    /// Pictures and voices by name; they stand outside the compressed part of the file.
    #[serde(skip)]
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

impl Pack {
    pub(crate) fn empty(version: u32, made: NaiveDate) -> Self {
        Self {
            version,
            made,
            groups: Vec::new(),
            settings: Vec::new(),
            skills: Vec::new(),
            consent: Vec::new(),
            help_lines: Vec::new(),
            areas: Vec::new(),
            check_questions: Vec::new(),
            scam_kinds: Vec::new(),
            situations: Vec::new(),
            practice: None,
            leaflets: Vec::new(),
            files: BTreeMap::new(),
        }
    }

    /// The skill with this number.
    #[must_use]
    pub fn skill(&self, id: SkillId) -> Option<&Skill> {
        let at = self.skills.binary_search_by_key(&id, |skill| skill.id).ok()?;
        self.skills.get(at)
    }

    /// The skill with this slug.
    #[must_use]
    pub fn skill_named(&self, slug: &str) -> Option<&Skill> {
        self.skills.iter().find(|skill| skill.slug == slug)
    }

    /// The group with this id.
    #[must_use]
    pub fn group(&self, id: &GroupId) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == *id)
    }

    /// The kind of scam with this id.
    #[must_use]
    pub fn scam_kind(&self, id: &str) -> Option<&ScamKind> {
        self.scam_kinds.iter().find(|kind| kind.id == id)
    }

    /// The consent sentence to say today: the newest of its kind.
    #[must_use]
    pub fn consent_to_say(&self, to: ConsentFor) -> Option<&ConsentWording> {
        self.consent
            .iter()
            .filter(|wording| wording.said_to == to)
            .max_by_key(|wording| (wording.since, wording.number))
    }

    /// The consent sentence that the journal names.
    #[must_use]
    pub fn consent_wording(&self, number: u16) -> Option<&ConsentWording> {
        self.consent.iter().find(|wording| wording.number == number)
    }

    /// The languages that steps have words or voices in: Vietnamese and English first, then
    /// the further ones by their tags.
    #[must_use]
    pub fn languages(&self) -> Vec<&str> {
        let steps = || self.skills.iter().flat_map(|skill| &skill.steps);
        let written = steps().flat_map(|step| step.say.others.keys());
        let spoken = steps().flat_map(|step| step.voices.keys());
        let further: BTreeSet<&str> = written
            .chain(spoken)
            .map(String::as_str)
            .filter(|tag| !matches!(*tag, "vi" | "en"))
            .collect();
        ["vi", "en"].into_iter().chain(further).collect()
    }

    /// A picture (WebP) or voice (Opus) by the name that a step gives.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(Vec::as_slice)
    }

    /// What everything that uses a pack relies on, whoever made it.
    pub(crate) fn check(&self) -> Result<(), PackError> {
        let ordered = self.skills.windows(2).all(|pair| match pair {
            [one, next] => one.id < next.id,
            _ => true,
        });
        if !ordered {
            return Err(PackError::Damaged("skills are not in the order of their numbers"));
        }
        if self.skills.iter().any(|skill| !(1..=MAX_STEPS).contains(&skill.steps.len())) {
            return Err(PackError::Damaged("a skill has no steps or too many"));
        }
        if self.check_questions.iter().any(|question| question.right >= question.answers.len()) {
            return Err(PackError::Damaged("a question has no right answer"));
        }
        Ok(())
    }
}
