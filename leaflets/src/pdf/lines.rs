//! The rows of lists: steps, points, calls, contents, lines to write on, a video.

use super::letters::{SetLine, Weight};
use super::rows::{Ink, Item, LINE, MM, Role, Row, Setter, Text};
use crate::Mark;
use crate::code::Code;
use crate::sheet::{CallLine, ContentsLine, PointLine, Reach, StepLine};

impl Setter<'_> {
    /// A step: its number and what to do, below it the picture and what will be seen.
    pub(super) fn step(&self, step: &StepLine) -> Row {
        let say = self.sizes.say * self.scale;
        let left = say * 2.15;
        let mut items = Vec::new();
        let number = step.number.to_string();
        let radius = say * 0.78;
        let middle = LINE * say / 2.0;
        items.push(Item::Circle { x: radius, y: middle.max(radius), radius });
        let size = self.sizes.say * 0.86;
        let wide = self.letters.width(Weight::Bold, &number, size * self.scale);
        let line = SetLine { pieces: vec![(Weight::Bold, number)] };
        let baseline = middle.max(radius) + size * self.scale * 0.35;
        items.push(Item::Words {
            x: radius - wide / 2.0,
            baseline,
            size: size * self.scale,
            ink: Ink::Full,
            line,
        });
        let width = self.width - left;
        let text = Text { width, ..self.plain(&step.say, self.sizes.say, Ink::Full) };
        let y = self.place(&mut items, (left, (radius - middle).max(0.0)), text);
        let height = match &step.picture {
            Some(file) => {
                let top = y.max(2.0 * radius) + self.gap() * 0.4;
                let (width, height) = file.within(self.picture * MM);
                items.push(Item::Picture { x: 0.0, y: top, width, height, file: file.clone() });
                let beside = width + self.gap();
                self.under(step, (beside, top), &mut items).max(top + height)
            }
            None => self.under(step, (left, y), &mut items).max(2.0 * radius),
        };
        Row { role: Role::ListItem, ..Row::paragraph(self.gap(), height, items) }
    }

    /// What will be seen and what the resident does alone; returns what is under them.
    fn under(&self, step: &StepLine, (left, mut y): (f32, f32), items: &mut Vec<Item>) -> f32 {
        let say = self.sizes.say * self.scale;
        let width = self.width - left;
        if let Some(see) = &step.see {
            let text = Text { width, ..self.plain(see, self.sizes.small, Ink::Quiet) };
            y = self.place(items, (left, y + say * 0.08), text);
        }
        if let Some(alone) = &step.alone {
            let small = self.sizes.small * self.scale;
            let indent = small * 1.5;
            let text =
                Text { width: width - indent, ..self.bold(alone, self.sizes.small, Ink::Full) };
            let top = y + say * 0.08;
            items.push(Item::Sign {
                x: left,
                y: top + small * 0.1,
                side: small * 1.1,
                mark: Mark::Lock,
                ink: Ink::Full,
            });
            y = self.place(items, (left + indent, top), text);
        }
        y
    }

    pub(super) fn point(&self, number: usize, point: &PointLine) -> Row {
        let say = self.sizes.say * self.scale;
        let left = say * 1.75;
        let mut items = Vec::new();
        let ink = if point.mark == Mark::Never { Ink::Full } else { Ink::Blue };
        if point.mark == Mark::Do {
            let words = format!("{number}.");
            let line = SetLine { pieces: vec![(Weight::Bold, words)] };
            let baseline = self.letters.baseline(LINE) * say;
            items.push(Item::Words { x: 0.0, baseline, size: say, ink, line });
        } else {
            let side = say * 1.15;
            items.push(Item::Sign {
                x: 0.0,
                y: (LINE * say - side) / 2.0,
                side,
                mark: point.mark,
                ink,
            });
        }
        let width = self.width - left;
        let text = Text { width, ..self.bold(&point.say, self.sizes.say, Ink::Full) };
        let mut y = self.place(&mut items, (left, 0.0), text);
        if let Some(because) = &point.because {
            let text = Text { width, ..self.plain(because, self.sizes.small, Ink::Full) };
            y = self.place(&mut items, (left, y), text);
        }
        Row { role: Role::ListItem, ..Row::paragraph(self.gap(), y, items) }
    }

    pub(super) fn call(&self, call: &CallLine) -> Row {
        let mut items = Vec::new();
        let column = self.width * 0.47;
        let right = self.width - column;
        let number = self.sizes.number * self.scale;
        let mut left_bottom = match &call.reach {
            Reach::Number(words) => {
                // Numbers never break: the type gives way.
                let wide = self.letters.width(Weight::Bold, words, number);
                let fits = ((column - self.gap() * 1.8) / wide).min(1.0);
                let size = self.sizes.number * fits;
                self.place(&mut items, (0.0, 0.0), self.bold(words, size, Ink::Full))
            }
            Reach::Find(words) => {
                let text = self.bold(words, self.sizes.small, Ink::Full);
                self.place(&mut items, (0.0, 0.0), Text { width: column - self.gap(), ..text })
            }
            Reach::Write => {
                items.push(Item::Dots { x: 0.0, y: number, width: column - self.gap() });
                number * 1.1
            }
        };
        let size = self.sizes.say * 0.94;
        let text = Text { width: right, ..self.bold(&call.name, size, Ink::Full) };
        // The name stands beside the middle of the number.
        let lines = self.letters.lines(&call.name, Weight::Bold, size * self.scale, right).len();
        let tall = lines as f32 * LINE * size * self.scale;
        let top = if call.when.is_empty() { ((left_bottom - tall) / 2.0).max(0.0) } else { 0.0 };
        let mut y = self.place(&mut items, (column, top), text);
        if !call.when.is_empty() {
            let text = Text { width: right, ..self.plain(&call.when, self.sizes.small, Ink::Full) };
            y = self.place(&mut items, (column, y), text);
        }
        left_bottom = left_bottom.max(y) + self.gap() * 0.35;
        items.push(Item::Bar {
            x: 0.0,
            y: left_bottom,
            width: self.width,
            height: 0.6,
            ink: Ink::Hair,
        });
        Row { role: Role::ListItem, ..Row::paragraph(self.gap() * 0.5, left_bottom + 0.6, items) }
    }

    pub(super) fn contents(&self, line: &ContentsLine) -> Row {
        let mut items = Vec::new();
        let page = self.pages.get(line.leaf).copied().unwrap_or(0).to_string();
        let size = self.sizes.say;
        let column = size * self.scale * 2.0;
        let text = self.plain(&line.title, size, Ink::Full);
        let width = text.width - column;
        let mut y = self.place(&mut items, (0.0, 0.0), Text { width, ..text });
        if !line.why.is_empty() {
            let why = self.plain(&line.why, self.sizes.small, Ink::Quiet);
            y = self.place(&mut items, (0.0, y), Text { width, ..why });
        }
        let wide = self.letters.width(Weight::Bold, &page, size * self.scale);
        let text = self.bold(&page, size, Ink::Full);
        self.place(&mut items, (self.width - wide, 0.0), text);
        let y = y + self.gap() * 0.3;
        items.push(Item::Bar { x: 0.0, y, width: self.width, height: 0.6, ink: Ink::Hair });
        Row { role: Role::ListItem, ..Row::paragraph(self.gap() * 0.7, y + 0.6, items) }
    }

    pub(super) fn field(&self, words: &str) -> Row {
        let mut items = Vec::new();
        let size = self.sizes.small;
        let y = self.place(&mut items, (0.0, self.gap() * 0.5), self.plain(words, size, Ink::Full));
        let from = self.letters.width(Weight::Regular, words, size * self.scale) + self.gap();
        items.push(Item::Dots { x: from, y: y - 2.0, width: self.width - from });
        Row::paragraph(self.gap() * 1.8, y, items)
    }

    pub(super) fn video(&self, label: &str, how: &str, link: Option<&str>) -> Row {
        let side = 34.0 * MM * self.scale.min(self.width / (100.0 * MM));
        let mut items = Vec::new();
        let left = side + self.gap() * 1.6;
        let width = self.width - left;
        match link.and_then(|link| Some((Code::of(link)?, link))) {
            Some((code, link)) => {
                let alt = format!("{label}: {link}");
                items.push(Item::Squares { x: 0.0, y: 0.0, side, code, alt });
            }
            None => items.push(Item::Room { x: 0.0, y: 0.0, width: side, height: side }),
        }
        let text = Text { width, ..self.bold(label, self.sizes.heading, Ink::Full) };
        let y = self.place(&mut items, (left, 0.0), text);
        let text = Text { width, ..self.plain(how, self.sizes.small, Ink::Full) };
        let y = self.place(&mut items, (left, y), text);
        let y = match link {
            Some(link) => {
                let text = Text { width, ..self.plain(link, self.sizes.small * 0.9, Ink::Quiet) };
                self.place(&mut items, (left, y), text)
            }
            None => y,
        };
        Row::paragraph(self.gap() * 2.0, y.max(side), items)
    }
}
