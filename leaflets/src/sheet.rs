//! What is printed, said once: from a [`Sheet`] both the page for a browser and the PDF
//! are made, with the same words, order, signs, sizes and scale.

use std::sync::Arc;

use crate::Mark;

/// Something to print: a leaflet, or cards to cut from a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Name of its files, without an ending: `vneid.a4`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Language of its words.
    pub language: String,
    /// Paper and how it is divided.
    pub paper: Paper,
    /// What stands at the foot of each page, before the page's number.
    pub foot: String,
    /// Its leaves, in order.
    pub leaves: Vec<Leaf>,
}

/// What begins on a page of its own, or fills a card.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    /// From top to bottom.
    pub blocks: Vec<Block>,
    /// Size of its type; 1 is as the paper says. Set by [`crate::fit`].
    pub scale: f32,
    /// Longest side of its pictures, in millimetres. Set by [`crate::fit`].
    pub picture: f32,
    /// The page on which it begins, from 1. Set by [`crate::fit`].
    pub page: usize,
    /// How many pages it takes. Set by [`crate::fit`].
    pub pages: usize,
}

impl Leaf {
    /// A leaf that nobody has fitted yet.
    #[must_use]
    pub fn new(blocks: Vec<Block>) -> Self {
        Self { blocks, scale: 1.0, picture: 0.0, page: 1, pages: 1 }
    }
}

/// A part of a leaf.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// What the leaf is about.
    Head {
        /// The group or the commune, small, above the title; empty for none.
        over: String,
        /// In the largest type.
        title: String,
        /// The reason-why; empty for none.
        why: String,
    },
    /// A smaller heading.
    Heading(String),
    /// What must lie ready.
    Ready {
        /// “Cần có sẵn”.
        label: String,
        /// One thing each.
        items: Vec<String>,
    },
    /// Numbered steps.
    Steps(Vec<StepLine>),
    /// What to do and what never.
    Points(Vec<PointLine>),
    /// Whom to call.
    Calls(Vec<CallLine>),
    /// Other leaves, with their pages.
    Contents(Vec<ContentsLine>),
    /// Lines to write on.
    Fields(Vec<String>),
    /// Code of a video, or room for one.
    Video {
        /// “Xem video”.
        label: String,
        /// What to do with the code, or with the room.
        how: String,
        /// What the code says.
        link: Option<String>,
    },
}

/// A step.
#[derive(Debug, Clone, PartialEq)]
pub struct StepLine {
    /// From 1.
    pub number: usize,
    /// What to do.
    pub say: String,
    /// What will be seen; where there is room.
    pub see: Option<String>,
    /// What only the resident does.
    pub alone: Option<String>,
    /// A picture; where there is room.
    pub picture: Option<PictureFile>,
}

/// A picture, ready to be put on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFile {
    /// WebP.
    pub bytes: Arc<Vec<u8>>,
    /// For those who cannot see it.
    pub alt: String,
    /// Width and height, in dots.
    pub size: (u32, u32),
}

impl PictureFile {
    /// Its width and height where neither is longer than `longest`.
    #[must_use]
    pub fn within(&self, longest: f32) -> (f32, f32) {
        let (wide, tall) = (self.size.0.max(1) as f32, self.size.1.max(1) as f32);
        let factor = longest / wide.max(tall);
        (wide * factor, tall * factor)
    }
}

/// How many steps stand beside each other: two where they have pictures, which are then
/// twice as wide as in one column.
#[must_use]
pub fn abreast(steps: &[StepLine]) -> usize {
    if steps.iter().any(|step| step.picture.is_some()) { 2 } else { 1 }
}

/// Longest side of a picture, in millimetres: beside the largest type, and beside the smallest.
pub const PICTURES: (f32, f32) = (40.0, 26.0);

/// Room between two steps that stand beside each other, in millimetres.
pub const GUTTER: f32 = 6.0;

/// Something to do, to say, or never.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointLine {
    /// Its sign.
    pub mark: Mark,
    /// In large type.
    pub say: String,
    /// Under it.
    pub because: Option<String>,
}

/// Somebody to call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallLine {
    /// The number.
    pub reach: Reach,
    /// Who answers.
    pub name: String,
    /// When to call; empty where there is no room.
    pub when: String,
}

/// How to reach somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// A number, in the largest type.
    Number(String),
    /// Where to find it.
    Find(String),
    /// A line to write it on.
    Write,
}

/// A line of a list of leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentsLine {
    /// Place of the leaf in the sheet, from 0.
    pub leaf: usize,
    /// Its title.
    pub title: String,
    /// What it is good for; empty where the list is long.
    pub why: String,
}

/// Paper, and into how many cards it is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// A4, the two sides of a sheet; steps say what will be seen and have their pictures.
    A4,
    /// A5, a page a leaf.
    A5,
    /// Four cards (A6) on an A4 page.
    Cards4,
    /// Eight cards (A7) on an A4 page.
    Cards8,
}

/// Sizes of type, in points, at scale 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TypeSizes {
    /// Title of a leaf.
    pub title: f32,
    /// Smaller heading.
    pub heading: f32,
    /// What is done, said, called.
    pub say: f32,
    /// Reasons, what will be seen.
    pub small: f32,
    /// A number to call.
    pub number: f32,
}

impl Paper {
    /// Width and height of the page, in millimetres.
    #[must_use]
    pub fn page(self) -> (f32, f32) {
        match self {
            Self::A5 => (148.0, 210.0),
            Self::A4 | Self::Cards4 | Self::Cards8 => (210.0, 297.0),
        }
    }

    /// Columns and rows of cards; 1 and 1 for a page that is not cut.
    #[must_use]
    pub fn cards(self) -> (usize, usize) {
        match self {
            Self::A4 | Self::A5 => (1, 1),
            Self::Cards4 => (2, 2),
            Self::Cards8 => (2, 4),
        }
    }

    /// Whether a page is cut into cards.
    #[must_use]
    pub fn is_cut(self) -> bool {
        self.cards() != (1, 1)
    }

    /// Room around what is printed, in millimetres: of the page, or of a card.
    #[must_use]
    pub fn margin(self) -> f32 {
        match self {
            Self::A4 => 12.0,
            Self::A5 => 11.0,
            Self::Cards4 => 8.0,
            Self::Cards8 => 6.0,
        }
    }

    /// Height kept for the foot, in millimetres.
    #[must_use]
    pub fn foot(self) -> f32 {
        match self {
            Self::A4 | Self::A5 => 6.5,
            Self::Cards4 => 4.0,
            Self::Cards8 => 0.0,
        }
    }

    /// Sizes of type. On A4, a person of 65 reads it at arm's length.
    #[must_use]
    pub fn sizes(self) -> TypeSizes {
        let sizes =
            |title, heading, say, small, number| TypeSizes { title, heading, say, small, number };
        match self {
            Self::A4 => sizes(28.0, 18.0, 17.0, 13.0, 30.0),
            Self::A5 => sizes(21.0, 14.0, 13.5, 11.0, 22.0),
            Self::Cards4 => sizes(15.0, 11.5, 11.0, 9.5, 16.0),
            Self::Cards8 => sizes(12.5, 10.0, 9.5, 8.5, 12.5),
        }
    }

    /// How far type may shrink so that a leaf keeps its page.
    #[must_use]
    pub fn smallest(self) -> f32 {
        match self {
            Self::A4 | Self::A5 => 0.8,
            Self::Cards4 | Self::Cards8 => 0.7,
        }
    }

    /// How far type may grow where there is room: a poster and a card fill their paper, pages
    /// of one leaflet stay alike.
    #[must_use]
    pub fn largest(self, leaves: usize) -> f32 {
        if self.is_cut() || leaves == 1 { 1.35 } else { 1.1 }
    }

    /// Pages that a leaf may take: twice what the pack's own skills need, so that a commune's
    /// longest skill can be printed too.
    #[must_use]
    pub fn most_pages(self) -> usize {
        match self {
            Self::A4 => 4,
            Self::A5 => 2,
            Self::Cards4 | Self::Cards8 => 1,
        }
    }

    /// Whether there is room for what will be seen and for pictures.
    #[must_use]
    pub fn is_roomy(self) -> bool {
        self == Self::A4
    }
}

impl Sheet {
    /// Every sentence on it.
    pub fn sentences(&self) -> Vec<&str> {
        let mut all = vec![self.title.as_str(), self.foot.as_str()];
        for block in self.leaves.iter().flat_map(|leaf| &leaf.blocks) {
            block.sentences(&mut all);
        }
        all.retain(|sentence| !sentence.is_empty());
        all
    }

    /// How many pages it takes, when it has been fitted.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.leaves.iter().map(|leaf| leaf.page + leaf.pages - 1).max().unwrap_or(0)
    }
}

impl Block {
    fn sentences<'b>(&'b self, all: &mut Vec<&'b str>) {
        match self {
            Self::Head { over, title, why } => all.extend([over.as_str(), title, why]),
            Self::Heading(words) => all.push(words),
            Self::Ready { label, items } => {
                all.push(label);
                all.extend(items.iter().map(String::as_str));
            }
            Self::Steps(steps) => {
                for step in steps {
                    all.push(&step.say);
                    all.extend(step.see.as_deref());
                    all.extend(step.alone.as_deref());
                }
            }
            Self::Points(points) => {
                for point in points {
                    all.push(&point.say);
                    all.extend(point.because.as_deref());
                }
            }
            Self::Calls(calls) => {
                for call in calls {
                    if let Reach::Number(words) | Reach::Find(words) = &call.reach {
                        all.push(words);
                    }
                    all.extend([call.name.as_str(), &call.when]);
                }
            }
            Self::Contents(lines) => {
                all.extend(lines.iter().flat_map(|line| [line.title.as_str(), &line.why]));
            }
            Self::Fields(fields) => all.extend(fields.iter().map(String::as_str)),
            Self::Video { label, how, link } => {
                all.extend([label.as_str(), how]);
                all.extend(link.as_deref());
            }
        }
    }
}
