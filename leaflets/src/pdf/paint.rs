//! Draws rows.

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Node, SpanTag, Tag, TagGroup};

use super::Canvas;
use super::letters::{Letters, SetLine, Weight};
use super::rows::{Ink, Item, MM, Row};
use crate::Mark;
use crate::code::Code;
use crate::error::Error;
use crate::sheet::Paper;

/// Draws onto one page.
pub(super) struct Painter<'p, 'c, 's> {
    pub(super) letters: &'p Letters,
    pub(super) surface: &'s mut Canvas<'c>,
}

impl Ink {
    fn color(self) -> rgb::Color {
        let (red, green, blue) = self.rgb();
        rgb::Color::new(red, green, blue)
    }

    /// The same colours as in the pages for a browser.
    fn rgb(self) -> (u8, u8, u8) {
        match self {
            Self::Full => (0x13, 0x20, 0x2e),
            Self::Quiet => (0x3a, 0x47, 0x55),
            Self::Blue => (0x14, 0x59, 0xb3),
            Self::Hair => (0x8a, 0x97, 0xa5),
        }
    }
}

impl Row {
    /// Its words, for the list of headings.
    pub(super) fn words(&self) -> String {
        let lines = self.items.iter().filter_map(|item| match item {
            Item::Words { line, .. } => Some(line.words()),
            _ => None,
        });
        lines.collect::<Vec<_>>().join(" ")
    }
}

impl SetLine {
    fn words(&self) -> String {
        self.pieces.iter().map(|(_, words)| words.as_str()).collect()
    }
}

impl Painter<'_, '_, '_> {
    /// Draws a row with its corner at `at`; gives what a screen reader reads. Fails at a
    /// picture that cannot be read.
    pub(super) fn row(&mut self, at: (f32, f32), row: &Row) -> Result<Vec<Node>, Error> {
        let mut nodes = Vec::new();
        for item in &row.items {
            match item {
                Item::Words { x, baseline, size, ink, line } => {
                    let tag = ContentTag::Span(SpanTag::empty());
                    let id = self.surface.start_tagged(tag);
                    self.line((at.0 + x, at.1 + baseline), *size, *ink, line);
                    self.surface.end_tagged();
                    nodes.push(id.into());
                }
                Item::Squares { x, y, side, code, alt } => {
                    nodes.push(self.figure(alt, |painter| {
                        painter.squares((at.0 + x, at.1 + y), *side, code);
                    }));
                }
                Item::Picture { x, y, width, height, file } => {
                    let Some(size) = Size::from_wh(*width, *height) else { continue };
                    let image = Image::from_webp(file.bytes.clone().into(), true)
                        .map_err(|_| Error::Picture(file.alt.clone()))?;
                    nodes.push(self.figure(&file.alt, |painter| {
                        let place = Transform::from_translate(at.0 + x, at.1 + y);
                        painter.surface.push_transform(&place);
                        painter.surface.draw_image(image, size);
                        painter.surface.pop();
                    }));
                }
                decoration => self.decoration(at, decoration),
            }
        }
        Ok(nodes)
    }

    fn figure(&mut self, alt: &str, draw: impl FnOnce(&mut Self)) -> Node {
        let id = self.surface.start_tagged(ContentTag::Other);
        draw(self);
        self.surface.end_tagged();
        TagGroup::with_children(Tag::Figure(Some(alt.to_owned())), vec![id.into()]).into()
    }

    fn decoration(&mut self, at: (f32, f32), item: &Item) {
        self.artifact(ArtifactType::Other, |painter| match item {
            Item::Frame { x, y, width, height, ink } => {
                let path = round((at.0 + x, at.1 + y), *width, *height, 5.0);
                painter.stroke(path, line(*ink, 0.9));
            }
            Item::Room { x, y, width, height } => {
                let path = round((at.0 + x, at.1 + y), *width, *height, 6.0);
                painter.stroke(path, dashed(Ink::Hair, 1.0, vec![4.0, 3.0]));
            }
            Item::Bar { x, y, width, height, ink } => {
                let path = rectangle(at.0 + x, at.1 + y, *width, *height);
                painter.fill(path, *ink);
            }
            Item::Dots { x, y, width } => {
                let path = straight(&[(at.0 + x, at.1 + y), (at.0 + x + width, at.1 + y)]);
                painter.stroke(path, dashed(Ink::Quiet, 0.9, vec![0.9, 2.2]));
            }
            Item::Circle { x, y, radius } => {
                let corner = (at.0 + x - radius, at.1 + y - radius);
                let path = round(corner, 2.0 * radius, 2.0 * radius, *radius);
                painter.stroke(path, line(Ink::Blue, 1.3));
            }
            Item::Sign { x, y, side, mark, ink } => {
                painter.sign((at.0 + x, at.1 + y), *side, *mark, *ink);
            }
            Item::Words { .. } | Item::Squares { .. } | Item::Picture { .. } => {}
        });
    }

    fn artifact(&mut self, kind: ArtifactType, draw: impl FnOnce(&mut Self)) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        draw(self);
        self.surface.end_tagged();
    }

    fn line(&mut self, at: (f32, f32), size: f32, ink: Ink, line: &SetLine) {
        let mut x = at.0;
        for (weight, words) in &line.pieces {
            let (glyphs, width) = self.letters.shape(*weight, words);
            self.ink(ink);
            let start = Point::from_xy(x, at.1);
            let font = self.letters.font(*weight);
            self.surface.draw_glyphs(start, &glyphs, font, words, size, false);
            x += width * size;
        }
    }

    fn squares(&mut self, at: (f32, f32), side: f32, code: &Code) {
        let square = side / (code.width + 8) as f32;
        let mut path = PathBuilder::new();
        for (row, from, length) in code.runs() {
            let x = at.0 + (from + 4) as f32 * square;
            let y = at.1 + (row + 4) as f32 * square;
            if let Some(run) = Rect::from_xywh(x, y, length as f32 * square, square) {
                path.push_rect(run);
            }
        }
        self.fill(path.finish(), Ink::Full);
        let frame = round(at, side, side, 4.0);
        self.stroke(frame, line(Ink::Hair, 0.6));
    }

    fn sign(&mut self, at: (f32, f32), side: f32, mark: Mark, ink: Ink) {
        let factor = side / 24.0;
        let width = mark.stroke() * factor;
        for points in mark.lines() {
            let points: Vec<(f32, f32)> =
                points.iter().map(|(x, y)| (at.0 + x * factor, at.1 + y * factor)).collect();
            self.stroke(straight(&points), line(ink, width));
        }
    }

    /// Where to cut a page into cards.
    pub(super) fn cuts(&mut self, paper: Paper) {
        let (columns, rows) = paper.cards();
        let (width, height) = paper.page();
        self.artifact(ArtifactType::Other, |painter| {
            for column in 1..columns {
                let x = width * MM * column as f32 / columns as f32;
                let path = straight(&[(x, 0.0), (x, height * MM)]);
                painter.stroke(path, dashed(Ink::Hair, 0.6, vec![5.0, 4.0]));
            }
            for row in 1..rows {
                let y = height * MM * row as f32 / rows as f32;
                let path = straight(&[(0.0, y), (width * MM, y)]);
                painter.stroke(path, dashed(Ink::Hair, 0.6, vec![5.0, 4.0]));
            }
        });
    }

    /// The foot of a page or card, its lower left corner at `at`.
    pub(super) fn foot(&mut self, at: (f32, f32), size: f32, words: &str) {
        self.artifact(ArtifactType::Footer, |painter| {
            let line = SetLine { pieces: vec![(Weight::Regular, words.to_owned())] };
            painter.line(at, size, Ink::Quiet, &line);
        });
    }

    /// “2/14”, its lower right corner at `at`.
    pub(super) fn page_number(&mut self, at: (f32, f32), size: f32, page: usize, pages: usize) {
        if pages < 2 {
            return;
        }
        let words = format!("{page}/{pages}");
        let width = self.letters.width(Weight::Bold, &words, size);
        let line = SetLine { pieces: vec![(Weight::Bold, words)] };
        self.artifact(ArtifactType::Footer, |painter| {
            painter.line((at.0 - width, at.1), size, Ink::Full, &line);
        });
    }

    fn ink(&mut self, ink: Ink) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill { paint: ink.color().into(), ..Fill::default() }));
    }

    fn fill(&mut self, path: Option<Path>, ink: Ink) {
        self.ink(ink);
        if let Some(path) = path {
            self.surface.draw_path(&path);
        }
    }

    fn stroke(&mut self, path: Option<Path>, stroke: Stroke) {
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(stroke));
        if let Some(path) = path {
            self.surface.draw_path(&path);
        }
        self.surface.set_stroke(None);
    }
}

fn line(ink: Ink, width: f32) -> Stroke {
    Stroke {
        paint: ink.color().into(),
        width,
        line_cap: LineCap::Round,
        line_join: LineJoin::Round,
        opacity: NormalizedF32::ONE,
        ..Stroke::default()
    }
}

fn dashed(ink: Ink, width: f32, array: Vec<f32>) -> Stroke {
    Stroke {
        line_cap: LineCap::Butt,
        dash: Some(StrokeDash { array, offset: 0.0 }),
        ..line(ink, width)
    }
}

fn straight(points: &[(f32, f32)]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (at, (x, y)) in points.iter().enumerate() {
        if at == 0 {
            path.move_to(*x, *y);
        } else {
            path.line_to(*x, *y);
        }
    }
    path.finish()
}

fn rectangle(x: f32, y: f32, width: f32, height: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(x, y, width, height)?);
    path.finish()
}

/// A rectangle with round corners; a circle where `radius` is half of each side.
fn round((x, y): (f32, f32), width: f32, height: f32, radius: f32) -> Option<Path> {
    // How far the handle of a quarter circle reaches.
    const HANDLE: f32 = 0.552_285;
    let (right, bottom) = (x + width, y + height);
    let near = radius * (1.0 - HANDLE);
    let mut path = PathBuilder::new();
    path.move_to(x + radius, y);
    path.line_to(right - radius, y);
    path.cubic_to(right - near, y, right, y + near, right, y + radius);
    path.line_to(right, bottom - radius);
    path.cubic_to(right, bottom - near, right - near, bottom, right - radius, bottom);
    path.line_to(x + radius, bottom);
    path.cubic_to(x + near, bottom, x, bottom - near, x, bottom - radius);
    path.line_to(x, y + radius);
    path.cubic_to(x, y + near, x + near, y, x + radius, y);
    path.close();
    path.finish()
}
