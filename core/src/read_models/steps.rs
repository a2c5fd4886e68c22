//! Từng bước: a skill, one step a screen.

use std::collections::BTreeMap;

use camtay_content::{Pack, SourceKind, Text};
use camtay_journal::entry::{Segment, StepMark};
use camtay_journal::fold::Settings;
use camtay_journal::ids::ResidentId;

use crate::error::CoreError;
use crate::phone::Phone;
use crate::shared::{self, StepOutcome};

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct StepPage {
    /// Its id within the skill.
    pub id: String,
    /// The instruction, at most two short lines.
    pub say: String,
    /// The language of the instruction: the one asked for, or `vi` where nobody has
    /// translated it. A screen reader speaks it so.
    pub language: String,
    /// What the screen should show then.
    pub see: Option<String>,
    /// What to say when it doesn't.
    pub if_not: Option<String>,
    /// What only the resident does, while the volunteer looks away.
    pub alone: Option<String>,
    /// Name of the picture in the pack.
    pub picture: Option<String>,
    /// The picture in words.
    pub picture_words: Option<String>,
    /// Name of the recorded voice in the pack, in the language asked for; a Vietnamese one
    /// only where the instruction is shown in Vietnamese too.
    pub voice: Option<String>,
    /// What was tapped in this visit.
    pub mark: Option<StepOutcome>,
    /// What the visit before left, with the same guide.
    pub before: Option<StepOutcome>,
}

/// Where a fact comes from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct SourceLine {
    /// Which document, or what is commonly known.
    pub text: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// The day it was read or written down.
    pub on: Option<String>,
    /// Known by everybody, checked by nobody.
    pub common_knowledge: bool,
}

/// A skill with its steps.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct StepsPage {
    /// Its number.
    pub skill: u16,
    /// Its title.
    pub title: String,
    /// Why it matters to this person.
    pub why: String,
    /// Who it is for.
    pub for_whom: Option<String>,
    /// What must lie ready.
    pub ready: Vec<String>,
    /// The steps, in order.
    pub steps: Vec<StepPage>,
    /// The day to come back that was chosen in this visit.
    pub come_back: Option<String>,
    /// The guide is open: a tap is taken.
    pub open: bool,
    /// The step to go on with: the first without a mark of this visit or the one before.
    pub at: u32,
    /// The pack's version.
    pub pack: u32,
    /// The day on which the guide was last checked.
    pub checked: String,
    /// Where its facts come from.
    pub sources: Vec<SourceLine>,
}

/// The words of a pack as this commune and this audience hear them.
pub(super) struct Words<'a> {
    language: &'a str,
    settings: Settings,
    pack: &'a Pack,
}

impl<'a> Words<'a> {
    pub(super) fn new(pack: &'a Pack, settings: Settings, language: &'a str) -> Self {
        Self { language, settings, pack }
    }

    /// A text with the commune's blanks filled.
    pub(super) fn say(&self, text: &Text) -> String {
        text.filled(self.language, |key| match key {
            "commune.village_word" => Some(self.settings.village_word.as_str()),
            "commune.name" if !self.settings.commune.1.is_empty() => {
                Some(self.settings.commune.1.as_str())
            }
            key => self
                .pack
                .settings
                .iter()
                .find(|setting| setting.key == key)
                .map(|setting| setting.words().in_language(self.language)),
        })
    }

    /// What the commune filled in for a blank; `None` where it hasn't.
    pub(super) fn value(&self, key: &str) -> Option<String> {
        let setting = self.pack.settings.iter().find(|setting| setting.key == key)?;
        setting.value.as_ref().map(|value| value.in_language(self.language).to_owned())
    }

    pub(super) fn maybe(&self, text: Option<&Text>) -> Option<String> {
        text.map(|text| self.say(text))
    }

    /// The words for one of these audiences, where there are any.
    fn for_audience(
        &self,
        text: &Text,
        others: &BTreeMap<Segment, Text>,
        audience: &[Segment],
    ) -> String {
        self.say(wording(text, others, audience))
    }
}

/// The words for one of these audiences, or those for everybody.
fn wording<'t>(
    text: &'t Text,
    others: &'t BTreeMap<Segment, Text>,
    audience: &[Segment],
) -> &'t Text {
    audience.iter().find_map(|segment| others.get(segment)).unwrap_or(text)
}

impl Phone {
    /// A skill with its steps, in the words for `language` and for whom the session is
    /// aimed at; with a resident, also with what was tapped so far.
    ///
    /// # Errors
    /// [`CoreError::BadInput`] for a skill that the pack hasn't; [`CoreError::Locked`];
    /// the store's.
    pub fn steps(
        &self,
        skill: u16,
        resident: Option<&str>,
        audience: &[Segment],
        language: &str,
    ) -> Result<StepsPage, CoreError> {
        let pack = self.pack()?;
        let store = self.store()?;
        let skill = self.skill(skill)?;
        let words = Words::new(&pack, store.control()?.settings(), language);
        let mut draft = None;
        let mut before: Vec<StepMark> = Vec::new();
        if let Some(resident) = resident {
            let id: ResidentId = shared::id("resident", resident)?;
            draft = store.draft(id, skill.id)?.filter(|draft| draft.pack == pack.version);
            let view = store.reading()?.resident(id)?.ok_or(CoreError::NotFound("resident"))?;
            let known = view.skills.iter().find(|known| known.skill == skill.id);
            if let Some(known) = known.filter(|known| known.pack == pack.version) {
                before = known.steps.marks().to_vec();
            }
        }
        let marks = draft.as_ref().map(|draft| draft.marks.as_slice()).unwrap_or_default();
        let outcome =
            |marks: &[StepMark], at: usize| marks.get(at).copied().and_then(StepOutcome::of);
        let steps: Vec<_> = skill
            .steps
            .iter()
            .enumerate()
            .map(|(at, step)| StepPage {
                id: step.id.clone(),
                language: wording(&step.say, &step.say_for, audience)
                    .language_shown(language)
                    .to_owned(),
                say: words.for_audience(&step.say, &step.say_for, audience),
                see: words.maybe(step.see.as_ref()),
                if_not: words.maybe(step.if_not.as_ref()),
                alone: words.maybe(step.alone.as_ref()),
                picture: step.picture.as_ref().map(|picture| picture.file.clone()),
                picture_words: words.maybe(step.picture.as_ref().map(|picture| &picture.alt)),
                voice: step.voice(language).map(str::to_owned),
                mark: outcome(marks, at),
                before: outcome(&before, at),
            })
            .collect();
        let at = steps.iter().position(|step| step.mark.or(step.before).is_none()).unwrap_or(0);
        Ok(StepsPage {
            skill: skill.id.0,
            title: words.say(&skill.title),
            why: words.for_audience(&skill.why, &skill.why_for, audience),
            for_whom: words.maybe(skill.for_whom.as_ref()),
            ready: skill.ready.iter().map(|text| words.say(text)).collect(),
            steps,
            come_back: draft.as_ref().and_then(|draft| draft.come_back).map(|day| day.to_string()),
            open: draft.is_some(),
            at: at as u32,
            pack: pack.version,
            checked: skill.checked.to_string(),
            sources: skill
                .sources
                .iter()
                .map(|source| SourceLine {
                    text: source.text.clone(),
                    url: source.url.clone(),
                    on: source.on.map(|day| day.to_string()),
                    common_knowledge: source.kind == SourceKind::CommonKnowledge,
                })
                .collect(),
        })
    }
}
