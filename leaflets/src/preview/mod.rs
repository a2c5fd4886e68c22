//! One page of the whole pack as it will look, for those who write and check it: every
//! text in both languages, pictures, sources with their marks and days.

mod names;

use askama::Template;
use camtay_content::{
    Area, CheckQuestion, Group, GroupId, HelpLine, Leaflet, LeafletMark, Pack, Picture, Problem,
    Situation, Skill, Source, SourceKind, Step, Text,
};
use camtay_journal::entry::{PhoneKind, Segment};

use crate::Mark;
use crate::error::Error;
use crate::fonts;
use crate::html::names as marked;
use crate::leaflet::{all_groups, group_name};
use crate::words::Words;

#[derive(Template)]
#[template(path = "preview.html")]
struct Preview<'p> {
    pack: &'p Pack,
    vi: Words<'p>,
    en: Words<'p>,
    groups: Vec<(Option<&'p Group>, Vec<&'p Skill>)>,
    problems: &'p [Problem],
    font: String,
}

/// The page. What the linter found stands on top, so that an officer sees it where the
/// text is looked at.
///
/// # Errors
/// None that a pack can cause; the template engine's signature has one.
pub fn preview(pack: &Pack, problems: &[Problem]) -> Result<String, Error> {
    let page = Preview {
        pack,
        vi: Words::new(pack, "vi"),
        en: Words::new(pack, "en"),
        groups: all_groups(pack),
        problems,
        font: fonts::css(),
    };
    Ok(page.render()?)
}

impl Preview<'_> {
    /// A text in Vietnamese, English and the languages beside them, in this order.
    fn both(&self, text: &Text) -> String {
        let line = |language: &str, words: &str| {
            format!("<p class=\"{}\" lang=\"{language}\">{words}</p>", class(language))
        };
        let mut html = line("vi", &marked(&self.vi.say(text)));
        html.push_str(&line("en", &marked(&self.en.say(text))));
        for language in text.others.keys() {
            let words = marked(&Words::new(self.pack, language).say(text));
            html.push_str(&line(language, &format!("<i>{}</i> {words}", marked(language))));
        }
        html
    }

    fn plain(&self, text: &Text) -> String {
        self.vi.say(text)
    }

    fn group_slug(&self, group: &Option<&Group>) -> String {
        group_name(&self.vi, *group).0.to_owned()
    }

    fn group_title(&self, group: &Option<&Group>) -> String {
        group_name(&self.vi, *group).1
    }

    fn id(&self, id: &GroupId) -> String {
        id.to_string()
    }

    fn segment(&self, segment: &Segment) -> &'static str {
        names::segment(*segment)
    }

    fn phone(&self, kind: &PhoneKind) -> &'static str {
        names::phone(*kind)
    }

    fn picture(&self, picture: &Picture) -> Option<String> {
        self.pack.file(&picture.file).map(fonts::data_uri)
    }

    /// A skill's name, for those that come first.
    fn title_of(&self, slug: &str) -> String {
        self.pack.skill_named(slug).map_or(slug.to_owned(), |skill| self.vi.say(&skill.title))
    }

    /// Where a step comes from: its own source, or its skill's first.
    fn source_of<'s>(&self, skill: &'s Skill, step: &'s Step) -> Option<&'s Source> {
        step.source.as_ref().or_else(|| skill.sources.first())
    }

    fn is_read(&self, source: &Source) -> bool {
        source.kind == SourceKind::Source
    }

    fn kind_of(&self, situation: &Situation) -> String {
        let kind = situation.kind.as_deref().and_then(|id| self.pack.scam_kind(id));
        kind.map_or_else(String::new, |kind| self.vi.say(&kind.name))
    }

    fn arrives(&self, situation: &Situation) -> &'static str {
        names::channel(situation.channel)
    }

    fn questions(&self, area: &Area) -> Vec<&CheckQuestion> {
        let all = self.pack.check_questions.iter();
        all.filter(|question| question.area == area.id).collect()
    }

    fn is_right(&self, question: &CheckQuestion, at: &usize) -> bool {
        question.right == *at
    }

    /// The number of a help line, as the commune has it.
    fn reach(&self, line: &HelpLine) -> Option<String> {
        let own = || self.vi.of_commune(line.setting.as_deref()?);
        line.number.clone().or_else(own)
    }

    fn sign(&self, mark: &LeafletMark) -> String {
        let mark = match mark {
            LeafletMark::Never => Mark::Never,
            LeafletMark::Do => Mark::Do,
            LeafletMark::Say => Mark::Say,
        };
        mark.svg()
    }

    fn lock(&self) -> String {
        Mark::Lock.svg()
    }

    fn skill_of(&self, leaflet: &Leaflet) -> Option<String> {
        leaflet.skill.as_deref().map(|slug| self.title_of(slug))
    }

    fn steps(&self) -> usize {
        self.pack.skills.iter().map(|skill| skill.steps.len()).sum()
    }

    fn pictures(&self) -> usize {
        let steps = self.pack.skills.iter().flat_map(|skill| &skill.steps);
        steps.filter(|step| step.picture.is_some()).count()
    }

    fn genuine(&self) -> usize {
        self.pack.situations.iter().filter(|situation| situation.genuine).count()
    }
}

/// How a language looks on the page.
fn class(language: &str) -> &'static str {
    match language {
        "vi" => "vi",
        "en" => "en",
        _ => "other",
    }
}
