//! A skill for a class: one step a slide, in type that the last row reads.

use askama::Template;
use camtay_content::{Pack, Skill};

use crate::Mark;
use crate::error::Error;
use crate::fonts;
use crate::html::names;
use crate::leaflet::{Maker, group_name};
use crate::sheet::{Paper, PictureFile, StepLine};
use crate::words::{Label, Words};

#[derive(Template)]
#[template(path = "slides.html")]
struct Slides<'p> {
    words: Words<'p>,
    skill: &'p Skill,
    group: String,
    steps: Vec<SlideStep>,
    calls: Vec<(String, String)>,
    /// What a picture can only call the province's app, and its name.
    app: Option<(String, String)>,
    foot: String,
    font: String,
}

/// A step on its slide.
struct SlideStep {
    line: StepLine,
    if_not: Option<String>,
}

/// The slides of the skill with this slug, in one language.
///
/// # Errors
/// [`Error::NoSkill`].
pub fn slides(pack: &Pack, slug: &str, language: &str) -> Result<String, Error> {
    let skill = pack.skill_named(slug).ok_or_else(|| Error::NoSkill(slug.to_owned()))?;
    let words = Words::new(pack, language);
    let maker = Maker { pack, words, paper: Paper::A4 };
    let steps = maker.steps(skill)?.into_iter().zip(&skill.steps);
    let slides = Slides {
        words,
        skill,
        group: group_name(&words, skill.group.as_ref().and_then(|id| pack.group(id))).1,
        steps: steps
            .map(|(line, step)| SlideStep {
                line,
                if_not: step.if_not.as_ref().map(|text| words.say(text)),
            })
            .collect(),
        calls: numbers(&maker),
        app: maker.app_of(skill),
        foot: maker.foot(),
        font: fonts::css(),
    };
    Ok(slides.render()?)
}

/// The numbers to call, for the last slide.
fn numbers(maker: &Maker<'_>) -> Vec<(String, String)> {
    let calls = maker.calls(false).into_iter();
    calls
        .filter_map(|call| match call.reach {
            crate::Reach::Number(number) => Some((number, call.name)),
            _ => None,
        })
        .collect()
}

impl Slides<'_> {
    /// Title, steps, end.
    fn count(&self) -> usize {
        self.steps.len() + 2
    }

    fn say(&self, text: &camtay_content::Text) -> String {
        names(&self.words.say(text))
    }

    fn names(&self, words: &str) -> String {
        names(words)
    }

    fn label(&self, label: Label) -> &'static str {
        self.words.label(label)
    }

    fn picture(&self, picture: &PictureFile) -> String {
        fonts::data_uri(&picture.bytes)
    }

    fn lock(&self) -> String {
        Mark::Lock.svg()
    }
}
