//! Small cards to cut out: four of a group's skills on a page, eight of one kind.

use camtay_content::{Leaflet, Pack, Skill};

use crate::leaflet::{Maker, group_name, groups};
use crate::sheet::{Block, Leaf, Paper, Sheet};
use crate::words::{Label, Words};
use crate::{error::Error, fit};

/// All cards of a pack, in one language.
///
/// # Errors
/// [`Error::TooMuch`] where a card does not hold its words.
pub fn cards(pack: &Pack, language: &str) -> Result<Vec<Sheet>, Error> {
    let words = Words::new(pack, language);
    let large = Maker { pack, words, paper: Paper::Cards4 };
    let small = Maker { paper: Paper::Cards8, ..large };
    let mut sheets: Vec<Sheet> = groups(pack)
        .into_iter()
        .map(|(group, skills)| {
            let (slug, title) = group_name(&words, group);
            let leaves = skills.into_iter().map(|skill| large.skill_card(skill, &title));
            let leaves = leaves.collect::<Result<Vec<Leaf>, Error>>()?;
            let (columns, rows) = large.paper.cards();
            // A page of one or two kinds is filled with the same again.
            let copies = (columns * rows / leaves.len().max(1)).max(1);
            let leaves = std::iter::repeat_n(leaves, copies).flatten().collect();
            Ok(large.cards(slug, title.clone(), leaves))
        })
        .collect::<Result<_, Error>>()?;
    sheets.extend(pack.leaflets.iter().map(|leaflet| small.leaflet_cards(leaflet)));
    sheets.push(small.appointment_cards());
    sheets.iter_mut().try_for_each(fit)?;
    Ok(sheets)
}

impl Maker<'_> {
    fn cards(&self, slug: &str, title: String, leaves: Vec<Leaf>) -> Sheet {
        Sheet {
            name: format!("{slug}.cards"),
            title,
            language: self.words.language().to_owned(),
            paper: self.paper,
            foot: self.foot(),
            leaves,
        }
    }

    fn skill_card(&self, skill: &Skill, group: &str) -> Result<Leaf, Error> {
        let mut steps = self.steps(skill)?;
        for step in &mut steps {
            step.alone = None;
        }
        Ok(Leaf::new(vec![
            Block::Head {
                over: group.to_owned(),
                title: self.words.say(&skill.title),
                why: String::new(),
            },
            Block::Steps(steps),
        ]))
    }

    fn leaflet_cards(&self, leaflet: &Leaflet) -> Sheet {
        let title = self.words.say(&leaflet.title);
        let mut points = self.points(leaflet);
        for point in &mut points {
            point.because = None;
        }
        let mut blocks =
            vec![Block::Head { over: String::new(), title: title.clone(), why: String::new() }];
        if points.is_empty() && leaflet.help_lines {
            blocks.push(Block::Calls(self.calls(false)));
        } else {
            blocks.push(Block::Points(points));
        }
        self.cards(&leaflet.id, title, self.a_page_of(blocks))
    }

    fn appointment_cards(&self) -> Sheet {
        let label = |label| self.words.label(label).to_owned();
        let title = label(Label::Again);
        let blocks = vec![
            Block::Head { over: String::new(), title: title.clone(), why: label(Label::AgainWhy) },
            Block::Fields(
                [Label::Practised, Label::Bring, Label::NextTime, Label::Guide, Label::GuidePhone]
                    .map(label)
                    .into(),
            ),
        ];
        self.cards("appointment", title, self.a_page_of(blocks))
    }

    /// As many of the same as a page holds.
    fn a_page_of(&self, blocks: Vec<Block>) -> Vec<Leaf> {
        let (columns, rows) = self.paper.cards();
        vec![Leaf::new(blocks); columns * rows]
    }
}
