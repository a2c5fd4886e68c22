//! Turns the blocks of a leaf into rows: what stays together on a page.

use std::num::NonZeroU16;

use super::letters::{Letters, SetLine, Weight};
use crate::Mark;
use crate::code::Code;
use crate::sheet::{Block, GUTTER, PictureFile, StepLine, TypeSizes, abreast};

/// Points in a millimetre.
pub(crate) const MM: f32 = 72.0 / 25.4;

/// Height of a line, in ems.
pub(crate) const LINE: f32 = 1.3;

/// What stays together on a page.
pub(crate) struct Row {
    /// Room above, unless it is the first on its page.
    pub(crate) gap: f32,
    pub(crate) height: f32,
    /// What it is, for those who have it read aloud.
    pub(crate) role: Role,
    /// Whether the next row must follow on the same page.
    pub(crate) keeps_next: bool,
    pub(crate) items: Vec<Item>,
    /// What stands to the right of it, and how far.
    pub(crate) beside: Option<(f32, Box<Row>)>,
}

/// What a row is, for those who have it read aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Heading(NonZeroU16),
    Paragraph,
    ListItem,
}

/// Something at a place, in points from the row's upper left corner.
pub(crate) enum Item {
    Words {
        x: f32,
        baseline: f32,
        size: f32,
        ink: Ink,
        line: SetLine,
    },
    /// A round-cornered frame.
    Frame {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        ink: Ink,
    },
    /// A dashed frame.
    Room {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
    },
    /// A filled bar.
    Bar {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        ink: Ink,
    },
    /// A dotted line to write on.
    Dots {
        x: f32,
        y: f32,
        width: f32,
    },
    Circle {
        x: f32,
        y: f32,
        radius: f32,
    },
    Sign {
        x: f32,
        y: f32,
        side: f32,
        mark: Mark,
        ink: Ink,
    },
    Squares {
        x: f32,
        y: f32,
        side: f32,
        code: Code,
        alt: String,
    },
    Picture {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        file: PictureFile,
    },
}

/// A colour; all of them are dark, or nearly white, when printed grey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    /// Nearly black.
    Full,
    /// For what is smaller.
    Quiet,
    /// The volunteers' shirt.
    Blue,
    /// Lines between things.
    Hair,
}

/// Sets the blocks of a leaf.
pub(crate) struct Setter<'s> {
    pub(crate) letters: &'s Letters,
    pub(crate) sizes: TypeSizes,
    pub(crate) scale: f32,
    /// Longest side of a picture, in millimetres.
    pub(crate) picture: f32,
    /// Width to fill, in points.
    pub(crate) width: f32,
    /// First page of each leaf of the sheet.
    pub(crate) pages: &'s [usize],
}

impl Setter<'_> {
    pub(crate) fn rows(&self, blocks: &[Block]) -> Vec<Row> {
        let mut rows = Vec::new();
        for block in blocks {
            match block {
                Block::Head { over, title, why } => self.head(over, title, why, &mut rows),
                Block::Heading(words) => rows.push(self.heading(words)),
                Block::Ready { label, items } => rows.push(self.ready(label, items)),
                Block::Steps(steps) if abreast(steps) > 1 => {
                    rows.extend(steps.chunks(2).filter_map(|pair| self.pair(pair)));
                }
                Block::Steps(steps) => rows.extend(steps.iter().map(|step| self.step(step))),
                Block::Points(points) => {
                    rows.extend(points.iter().enumerate().map(|(at, point)| {
                        // Steps are counted up to the first thing never to do.
                        self.point(at + 1, point)
                    }));
                }
                Block::Calls(calls) => rows.extend(calls.iter().map(|call| self.call(call))),
                Block::Contents(lines) => rows.extend(lines.iter().map(|it| self.contents(it))),
                Block::Fields(fields) => rows.extend(fields.iter().map(|it| self.field(it))),
                Block::Video { label, how, link } => {
                    rows.push(self.video(label, how, link.as_deref()));
                }
            }
        }
        rows
    }

    /// Steps that stand beside each other.
    fn pair(&self, steps: &[StepLine]) -> Option<Row> {
        let width = (self.width - GUTTER * MM) / 2.0;
        let half = Setter { width, ..*self };
        let mut rows = steps.iter().map(|step| half.step(step));
        let mut row = rows.next()?;
        if let Some(right) = rows.next() {
            row.height = row.height.max(right.height);
            row.beside = Some((width + GUTTER * MM, Box::new(right)));
        }
        Some(row)
    }

    /// Room between things: a part of the type's size, so that all shrinks together.
    pub(super) fn gap(&self) -> f32 {
        self.sizes.say * self.scale * 0.55
    }

    /// Places lines below one another; returns what is under them.
    pub(super) fn place(&self, items: &mut Vec<Item>, at: (f32, f32), text: Text<'_>) -> f32 {
        let size = text.size * self.scale;
        let (x, mut y) = at;
        for line in self.letters.lines(text.words, text.weight, size, text.width) {
            let baseline = y + self.letters.baseline(LINE) * size;
            items.push(Item::Words { x, baseline, size, ink: text.ink, line });
            y += LINE * size;
        }
        y
    }

    fn head(&self, over: &str, title: &str, why: &str, rows: &mut Vec<Row>) {
        let sizes = self.sizes;
        if !over.is_empty() {
            let mut items = Vec::new();
            let height =
                self.place(&mut items, (0.0, 0.0), self.bold(over, sizes.small, Ink::Blue));
            rows.push(Row::paragraph(0.0, height, items).kept());
        }
        let mut items = Vec::new();
        let text = self.bold(title, sizes.title, Ink::Full);
        let height = self.place(&mut items, (0.0, 0.0), text);
        let bar = sizes.title * self.scale * 0.16;
        items.push(Item::Bar {
            x: 0.0,
            y: height + bar,
            width: self.width,
            height: bar,
            ink: Ink::Blue,
        });
        rows.push(Row {
            role: Role::Heading(NonZeroU16::MIN),
            ..Row::paragraph(0.0, height + 2.0 * bar, items).kept()
        });
        if !why.is_empty() {
            let mut items = Vec::new();
            let height =
                self.place(&mut items, (0.0, 0.0), self.plain(why, sizes.small, Ink::Full));
            rows.push(Row::paragraph(self.gap() * 0.8, height, items).kept());
        }
    }

    fn heading(&self, words: &str) -> Row {
        let mut items = Vec::new();
        let text = self.bold(words, self.sizes.heading, Ink::Blue);
        let height = self.place(&mut items, (0.0, 0.0), text);
        let level = NonZeroU16::MIN.saturating_add(1);
        Row { role: Role::Heading(level), ..Row::paragraph(self.gap() * 1.6, height, items).kept() }
    }

    fn ready(&self, label: &str, items: &[String]) -> Row {
        let words = format!("{label}: {}", items.join(" "));
        let mut placed = Vec::new();
        let inside = self.gap() * 0.8;
        let mut text = self.plain(&words, self.sizes.small, Ink::Full);
        text.width -= 2.0 * inside;
        let bottom = self.place(&mut placed, (inside, inside * 0.6), text);
        let height = bottom + inside * 0.6;
        placed.push(Item::Frame { x: 0.0, y: 0.0, width: self.width, height, ink: Ink::Hair });
        Row::paragraph(self.gap(), height, placed).kept()
    }

    pub(super) fn plain<'w>(&self, words: &'w str, size: f32, ink: Ink) -> Text<'w> {
        Text { words, weight: Weight::Regular, size, ink, width: self.width }
    }

    pub(super) fn bold<'w>(&self, words: &'w str, size: f32, ink: Ink) -> Text<'w> {
        Text { weight: Weight::Bold, ..self.plain(words, size, ink) }
    }
}

impl Row {
    pub(super) fn paragraph(gap: f32, height: f32, items: Vec<Item>) -> Self {
        Self { gap, height, role: Role::Paragraph, keeps_next: false, items, beside: None }
    }

    pub(super) fn kept(self) -> Self {
        Self { keeps_next: true, ..self }
    }
}

/// Words to be set.
#[derive(Clone, Copy)]
pub(super) struct Text<'w> {
    pub(super) words: &'w str,
    pub(super) weight: Weight,
    pub(super) size: f32,
    pub(super) ink: Ink,
    pub(super) width: f32,
}
