//! Leaflets: one for each group of skills, and those with words of their own.

use std::sync::Arc;

use camtay_content::{Group, GroupId, HelpLine, Leaflet, LeafletMark, Pack, Skill, Step};

use crate::sheet::{
    Block, CallLine, ContentsLine, Leaf, Paper, PictureFile, PointLine, Reach, Sheet, StepLine,
};
use crate::webp::size_of;
use crate::words::{Label, Words};
use crate::{Mark, error::Error, fit};

/// The slug of the leaflet of what is given to nobody; it closes every other one.
pub(crate) const NEVER: &str = "never-share";

/// A list of so many skills has room for what each is good for.
const SHORT_LIST: usize = 6;

/// All leaflets of a pack on one paper, in one language.
///
/// # Errors
/// [`Error::TooMuch`] where a leaf does not fit its pages.
pub fn leaflets(pack: &Pack, language: &str, paper: Paper) -> Result<Vec<Sheet>, Error> {
    let maker = Maker { pack, words: Words::new(pack, language), paper };
    let of_groups = groups(pack).into_iter();
    let mut sheets = of_groups
        .map(|(group, skills)| maker.of_group(group, &skills))
        .collect::<Result<Vec<Sheet>, Error>>()?;
    sheets.extend(pack.leaflets.iter().map(|leaflet| maker.of_leaflet(leaflet)));
    sheets.iter_mut().try_for_each(fit)?;
    Ok(sheets)
}

/// The groups that have skills, in order; skills without one last.
pub(crate) fn groups(pack: &Pack) -> Vec<(Option<&Group>, Vec<&Skill>)> {
    let mut all = all_groups(pack);
    all.retain(|(_, skills)| !skills.is_empty());
    all
}

/// Every group, also without skills, in order; skills without one last.
pub(crate) fn all_groups(pack: &Pack) -> Vec<(Option<&Group>, Vec<&Skill>)> {
    let of = |id: Option<&GroupId>| -> Vec<&Skill> {
        let known = |skill: &&Skill| {
            let of_skill = skill.group.as_ref().filter(|id| pack.group(id).is_some());
            of_skill == id
        };
        pack.skills.iter().filter(known).collect()
    };
    let mut all: Vec<_> =
        pack.groups.iter().map(|group| (Some(group), of(Some(&group.id)))).collect();
    let without = of(None);
    if !without.is_empty() {
        all.push((None, without));
    }
    all
}

/// Makes what is printed from a pack.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Maker<'p> {
    pub(crate) pack: &'p Pack,
    pub(crate) words: Words<'p>,
    pub(crate) paper: Paper,
}

impl Maker<'_> {
    fn of_group(&self, group: Option<&Group>, skills: &[&Skill]) -> Result<Sheet, Error> {
        let (slug, title) = group_name(&self.words, group);
        let mut leaves = Vec::new();
        if skills.len() > 1 {
            let contents = skills.iter().enumerate().map(|(at, skill)| ContentsLine {
                leaf: at + 1,
                title: self.words.say(&skill.title),
                why: if skills.len() <= SHORT_LIST {
                    self.words.say(&skill.why)
                } else {
                    String::new()
                },
            });
            leaves.push(Leaf::new(vec![
                self.head(&title, String::new()),
                Block::Heading(self.words.label(Label::Contents).to_owned()),
                Block::Contents(contents.collect()),
                self.video(),
            ]));
        }
        for skill in skills {
            leaves.push(Leaf::new(self.skill(skill, &title)?));
        }
        leaves.push(Leaf::new(self.closing(skills.len() == 1)));
        Ok(self.sheet(slug, title, leaves))
    }

    fn of_leaflet(&self, leaflet: &Leaflet) -> Sheet {
        let title = self.words.say(&leaflet.title);
        let mut blocks = vec![self.head(&title, self.words.say(&leaflet.why))];
        blocks.push(Block::Points(self.points(leaflet)));
        if leaflet.help_lines {
            if !leaflet.points.is_empty() {
                blocks.push(Block::Heading(self.words.label(Label::Call).to_owned()));
            }
            blocks.push(Block::Calls(self.calls(leaflet.points.is_empty())));
        }
        blocks.retain(|block| !matches!(block, Block::Points(points) if points.is_empty()));
        self.sheet(&leaflet.id, title, vec![Leaf::new(blocks)])
    }

    fn sheet(&self, slug: &str, title: String, leaves: Vec<Leaf>) -> Sheet {
        let paper = if self.paper == Paper::A4 { "a4" } else { "a5" };
        Sheet {
            name: format!("{slug}.{paper}"),
            title,
            language: self.words.language().to_owned(),
            paper: self.paper,
            foot: self.foot(),
            leaves,
        }
    }

    /// Who hands it out, and which pack it is from.
    pub(crate) fn foot(&self) -> String {
        let version = self.words.label(Label::Version);
        let made = self.pack.made.format("%d/%m/%Y");
        let pack = format!("{version} {}, {made}", self.pack.version);
        match self.words.of_commune("commune.name") {
            Some(commune) => format!("{commune} · {pack}"),
            None => pack,
        }
    }

    /// The head of a leaflet, under the commune's name or room for it.
    fn head(&self, title: &str, why: String) -> Block {
        let over = self.words.of_commune("commune.name");
        let blank = || format!("{} ………………………………", self.words.label(Label::Commune));
        Block::Head { over: over.unwrap_or_else(blank), title: title.to_owned(), why }
    }

    fn skill(&self, skill: &Skill, group: &str) -> Result<Vec<Block>, Error> {
        let words = &self.words;
        let ready: Vec<String> = skill.ready.iter().map(|text| words.say(text)).collect();
        let mut blocks = vec![Block::Head {
            over: group.to_owned(),
            title: words.say(&skill.title),
            why: words.say(&skill.why),
        }];
        if !ready.is_empty() {
            let label = words.label(Label::Ready).to_owned();
            blocks.push(Block::Ready { label, items: ready });
        }
        if let Some((label, name)) = self.app_of(skill) {
            blocks.push(Block::Ready { label, items: vec![name] });
        }
        blocks.push(Block::Steps(self.steps(skill)?));
        Ok(blocks)
    }

    /// Which app it is that pictures can only call the province's; without a commune, a line
    /// to write its name on.
    pub(crate) fn app_of(&self, skill: &Skill) -> Option<(String, String)> {
        const BLANK: &str = "{commune.citizen_app}";
        skill.steps.iter().find(|step| step.say.vi.contains(BLANK))?;
        let name = self.words.of_commune("commune.citizen_app");
        let name = name.unwrap_or_else(|| "……………………………………………………".to_owned());
        Some((self.words.label(Label::App).to_owned(), name))
    }

    pub(crate) fn steps(&self, skill: &Skill) -> Result<Vec<StepLine>, Error> {
        let roomy = self.paper.is_roomy();
        let line = |(at, step): (usize, &Step)| {
            Ok(StepLine {
                number: at + 1,
                say: self.words.say(&step.say),
                see: step.see.as_ref().filter(|_| roomy).map(|see| self.words.say(see)),
                alone: step.alone.as_ref().map(|alone| self.words.say(alone)),
                picture: if roomy { self.picture(step)? } else { None },
            })
        };
        skill.steps.iter().enumerate().map(line).collect()
    }

    fn picture(&self, step: &Step) -> Result<Option<PictureFile>, Error> {
        let of_step = step.picture.as_ref();
        let Some((picture, bytes)) =
            of_step.and_then(|picture| Some((picture, self.pack.file(&picture.file)?)))
        else {
            return Ok(None);
        };
        let alt = self.words.say(&picture.alt);
        let Some(size) = size_of(bytes) else { return Err(Error::Picture(alt)) };
        Ok(Some(PictureFile { bytes: Arc::new(bytes.to_vec()), alt, size }))
    }

    pub(crate) fn points(&self, leaflet: &Leaflet) -> Vec<PointLine> {
        let points = leaflet.points.iter();
        points
            .map(|point| PointLine {
                mark: match point.mark {
                    LeafletMark::Never => Mark::Never,
                    LeafletMark::Do => Mark::Do,
                    LeafletMark::Say => Mark::Say,
                },
                say: self.words.say(&point.say),
                because: point.because.as_ref().map(|because| self.words.say(because)),
            })
            .collect()
    }

    /// Whom to call; with the words on when to where `whole`.
    pub(crate) fn calls(&self, whole: bool) -> Vec<CallLine> {
        let line = |line: &HelpLine| CallLine {
            reach: self.reach(line),
            name: self.words.say(&line.name),
            when: if whole { self.words.say(&line.when) } else { String::new() },
        };
        self.pack.help_lines.iter().map(line).collect()
    }

    fn reach(&self, line: &HelpLine) -> Reach {
        if let Some(number) = &line.number {
            return Reach::Number(self.say_number(number));
        }
        if let Some(number) = line.setting.as_deref().and_then(|key| self.words.of_commune(key)) {
            return Reach::Number(number);
        }
        line.find.as_ref().map_or(Reach::Write, |find| Reach::Find(self.words.say(find)))
    }

    /// A number is one for all languages; only the word between two numbers is Vietnamese.
    fn say_number(&self, number: &str) -> String {
        if self.words.language() == "en" {
            number.replace(" hoặc ", " or ")
        } else {
            number.to_owned()
        }
    }

    /// The last leaf of a group's leaflet: what is given to nobody, and whom to call.
    fn closing(&self, with_video: bool) -> Vec<Block> {
        let mut blocks = Vec::new();
        if let Some(never) = self.pack.leaflets.iter().find(|leaflet| leaflet.id == NEVER) {
            // Room for the video where no list of skills has it.
            let why = if with_video { String::new() } else { self.words.say(&never.why) };
            blocks.push(self.head(&self.words.say(&never.title), why));
            let mut points = self.points(never);
            for point in &mut points {
                point.because = None;
            }
            blocks.push(Block::Points(points));
        }
        blocks.push(Block::Heading(self.words.label(Label::Call).to_owned()));
        blocks.push(Block::Calls(self.calls(false)));
        if with_video {
            blocks.push(self.video());
        }
        blocks
    }

    fn video(&self) -> Block {
        let link = self.words.of_commune("commune.video_link");
        let how = if link.is_some() { Label::VideoHow } else { Label::VideoHere };
        Block::Video {
            label: self.words.label(Label::Video).to_owned(),
            how: self.words.label(how).to_owned(),
            link,
        }
    }
}

/// Slug and name of a group.
pub(crate) fn group_name<'g>(words: &Words<'_>, group: Option<&'g Group>) -> (&'g str, String) {
    match group {
        Some(group) => (&group.id.0, words.say(&group.name)),
        None => ("others", words.label(Label::Others).to_owned()),
    }
}
