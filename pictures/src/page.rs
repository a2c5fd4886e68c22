//! The sheet that pieces are drawn on: SVG, the places that a hand can point at, and
//! what did not fit.

use std::fmt::Write as _;

use camtay_content::Rule;

use crate::font::{self, Style};

/// Colours: a light screen whichever theme the app has; each pair that must be told
/// apart differs in lightness, so that grey paper shows it too.
pub(crate) mod colour {
    pub(crate) const INK: &str = "#13202E";
    pub(crate) const QUIET: &str = "#52616F";
    pub(crate) const LINE: &str = "#C3CEDA";
    pub(crate) const BOX: &str = "#EEF2F6";
    pub(crate) const PAPER: &str = "#FFFFFF";
    pub(crate) const BLUE: &str = "#1459B3";
    pub(crate) const BLUE_BOX: &str = "#E2EDFB";
    pub(crate) const GREEN: &str = "#14703F";
    pub(crate) const GREEN_BOX: &str = "#DFF3E7";
    pub(crate) const AMBER: &str = "#8A4B00";
    pub(crate) const AMBER_BOX: &str = "#FFEFD6";
    pub(crate) const RING: &str = "#E88B00";
    pub(crate) const RED: &str = "#B3261E";
    pub(crate) const SKIN: &str = "#FFD9A8";
    pub(crate) const APP: &str = "#A0B0C4";

    /// All of them.
    pub(crate) const ALL: [&str; 15] = [
        INK, QUIET, LINE, BOX, PAPER, BLUE, BLUE_BOX, GREEN, GREEN_BOX, AMBER, AMBER_BOX, RING,
        RED, SKIN, APP,
    ];
}

/// A rectangle with round corners.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) w: f32,
    pub(crate) h: f32,
    pub(crate) r: f32,
}

impl Area {
    pub(crate) const fn new(x: f32, y: f32, w: f32, h: f32, r: f32) -> Self {
        Self { x, y, w, h, r }
    }

    /// A square around a point.
    pub(crate) fn around(x: f32, y: f32, half: f32) -> Self {
        Self::new(x - half, y - half, 2.0 * half, 2.0 * half, half)
    }

    /// Larger on all sides.
    pub(crate) fn grown(self, by: f32) -> Self {
        Self::new(
            self.x - by,
            self.y - by,
            2.0f32.mul_add(by, self.w),
            2.0f32.mul_add(by, self.h),
            self.r + by,
        )
    }

    pub(crate) fn right(self) -> f32 {
        self.x + self.w
    }

    pub(crate) fn bottom(self) -> f32 {
        self.y + self.h
    }

    pub(crate) fn middle(self) -> (f32, f32) {
        (self.x + self.w / 2.0, self.y + self.h / 2.0)
    }
}

/// Where a text begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Left,
    Middle,
    Right,
}

/// What did not fit: in which piece, under which key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Misfit {
    pub(crate) piece: usize,
    pub(crate) key: &'static str,
    pub(crate) rule: Rule,
}

/// A line of words, and where each of its letters lies.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) words: String,
    pub(crate) letters: Vec<Area>,
}

/// The sheet.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) svg: String,
    pub(crate) places: Vec<(String, Area)>,
    /// Where the finger presses, of places in which not every spot is one to press.
    pub(crate) spots: Vec<(String, (f32, f32))>,
    /// What nothing may lie on.
    pub(crate) texts: Vec<Line>,
    /// Icons, switches, photos: what should stay in sight as well.
    pub(crate) signs: Vec<Area>,
    pub(crate) misfits: Vec<Misfit>,
    /// The piece that is being drawn.
    pub(crate) piece: usize,
}

impl Page {
    /// A rectangle; an empty colour draws nothing.
    pub(crate) fn rect(&mut self, area: Area, fill: &str, stroke: &str, wide: f32) {
        let Area { x, y, w, h, r } = area;
        let r = r.min(w / 2.0).min(h / 2.0);
        let stroke = Self::stroke_of(stroke, wide);
        let fill = if fill.is_empty() { "none" } else { fill };
        let _ = writeln!(
            self.svg,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" fill=\"{fill}\"{stroke}/>",
            n(x),
            n(y),
            n(w),
            n(h),
            n(r)
        );
    }

    pub(crate) fn circle(
        &mut self,
        (x, y): (f32, f32),
        r: f32,
        fill: &str,
        stroke: &str,
        wide: f32,
    ) {
        let stroke = Self::stroke_of(stroke, wide);
        let fill = if fill.is_empty() { "none" } else { fill };
        let _ = writeln!(
            self.svg,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{fill}\"{stroke}/>",
            n(x),
            n(y),
            n(r)
        );
    }

    /// A filled path.
    pub(crate) fn shape(&mut self, path: &str, fill: &str) {
        let _ = writeln!(self.svg, "<path d=\"{path}\" fill=\"{fill}\"/>");
    }

    /// A path drawn with a round pen, moved to (x, y) and scaled.
    pub(crate) fn strokes(
        &mut self,
        path: &str,
        (x, y): (f32, f32),
        scale: f32,
        colour: &str,
        wide: f32,
    ) {
        let _ = writeln!(
            self.svg,
            "<path transform=\"translate({} {}) scale({})\" d=\"{path}\" fill=\"none\" stroke=\"{colour}\" \
             stroke-width=\"{}\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>",
            n(x),
            n(y),
            n(scale),
            n(wide)
        );
    }

    /// A straight line.
    pub(crate) fn line(&mut self, from: (f32, f32), to: (f32, f32), colour: &str, wide: f32) {
        let _ = writeln!(
            self.svg,
            "<path d=\"M{} {}L{} {}\" stroke=\"{colour}\" stroke-width=\"{}\" stroke-linecap=\"round\"/>",
            n(from.0),
            n(from.1),
            n(to.0),
            n(to.1),
            n(wide)
        );
    }

    /// Anything else.
    pub(crate) fn raw(&mut self, svg: &str) {
        self.svg.push_str(svg);
        self.svg.push('\n');
    }

    /// One line of words; `y` is the middle of its small letters.
    pub(crate) fn words(
        &mut self,
        words: &str,
        (x, y): (f32, f32),
        style: Style,
        colour: &str,
        anchor: Anchor,
    ) {
        let wide = font::width(words, style);
        let left = match anchor {
            Anchor::Left => x,
            Anchor::Middle => x - wide / 2.0,
            Anchor::Right => x - wide,
        };
        let letters = font::letters(words, style, (left, 0.35f32.mul_add(style.size, y)));
        self.texts.push(Line { words: words.to_owned(), letters });
        let anchor = match anchor {
            Anchor::Left => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::Right => " text-anchor=\"end\"",
        };
        let weight = if style.bold { " font-weight=\"700\"" } else { "" };
        let _ = writeln!(
            self.svg,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{weight} fill=\"{colour}\"{anchor}>{}</text>",
            n(x),
            n(0.35f32.mul_add(style.size, y)),
            n(style.size),
            escaped(words)
        );
    }

    /// Words in lines that fit `room`; what does not fit is noted under `key`, and what
    /// does is drawn.
    pub(crate) fn lines(
        &mut self,
        words: &str,
        style: Style,
        room: f32,
        most: usize,
        key: &'static str,
    ) -> Vec<String> {
        match font::lines(words, style, room, most) {
            Ok(lines) => lines,
            Err(rule) => {
                self.misfits.push(Misfit { piece: self.piece, key, rule });
                vec![words.to_owned()]
            }
        }
    }

    /// Draws lines below each other, the first around `y`; each takes `leading(style)`.
    pub(crate) fn paragraph(
        &mut self,
        lines: &[String],
        (x, y): (f32, f32),
        style: Style,
        colour: &str,
        anchor: Anchor,
    ) {
        let mut y = y;
        for line in lines {
            self.words(line, (x, y), style, colour, anchor);
            y += leading(style);
        }
    }

    /// Lets the hand point at `area` under this name.
    pub(crate) fn place(&mut self, name: &str, area: Area) {
        if !name.is_empty() {
            self.places.push((name.to_owned(), area));
        }
    }

    /// Where the finger presses within the place of this name.
    pub(crate) fn spot(&mut self, name: &str, at: (f32, f32)) {
        self.spots.push((name.to_owned(), at));
    }

    /// Something that should stay in sight.
    pub(crate) fn sign(&mut self, area: Area) {
        self.signs.push(area);
    }

    /// The last place of this name: a button below a title of the same words is meant.
    pub(crate) fn find(&self, name: &str) -> Option<Area> {
        self.places.iter().rev().find(|(place, _)| place == name).map(|&(_, area)| area)
    }

    fn stroke_of(colour: &str, wide: f32) -> String {
        if colour.is_empty() {
            String::new()
        } else {
            format!(" stroke=\"{colour}\" stroke-width=\"{}\"", n(wide))
        }
    }
}

/// From one line to the next; marks above and below Vietnamese capitals need room.
pub(crate) fn leading(style: Style) -> f32 {
    (style.size * 1.28).round()
}

/// The height of so many lines.
pub(crate) fn height(lines: &[String], style: Style) -> f32 {
    leading(style) * lines.len() as f32
}

/// A number as short as SVG allows, to a tenth.
pub(crate) fn n(value: f32) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    if tenths == 0.0 { "0".to_owned() } else { tenths.to_string() }
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;")
}
