//! Shapes words with the font and breaks them into lines.

use std::cell::RefCell;
use std::collections::HashMap;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Face, UnicodeBuffer};

use crate::error::Error;
use crate::fonts;
use crate::words::parts;

/// Weight of type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// The font, for measuring and for writing.
pub(crate) struct Letters {
    regular: Cut,
    bold: Cut,
    /// Widths in ems of the words that were measured: a leaf is set again for each size of type.
    measured: RefCell<HashMap<(Weight, String), f32>>,
}

struct Cut {
    face: Face<'static>,
    font: Font,
    units: f32,
}

/// A line of words, ready to be written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SetLine {
    /// Words of one weight each, spaces included.
    pub(crate) pieces: Vec<(Weight, String)>,
}

impl Letters {
    pub(crate) fn load() -> Result<Self, Error> {
        let cut = |bytes: &'static [u8]| -> Result<Cut, Error> {
            let face = Face::from_slice(bytes, 0).ok_or(Error::Font)?;
            let font = Font::new(bytes.into(), 0).ok_or(Error::Font)?;
            let units = font.units_per_em();
            Ok(Cut { face, font, units })
        };
        let measured = RefCell::default();
        Ok(Self { regular: cut(fonts::REGULAR)?, bold: cut(fonts::BOLD)?, measured })
    }

    fn cut(&self, weight: Weight) -> &Cut {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    pub(crate) fn font(&self, weight: Weight) -> Font {
        self.cut(weight).font.clone()
    }

    /// How far below the top of a line its letters stand, for a line of `height` ems.
    /// Browsers do the same: what is over is shared above and below.
    pub(crate) fn baseline(&self, height: f32) -> f32 {
        let Cut { face, units, .. } = &self.regular;
        let (up, down) = (f32::from(face.ascender()) / units, f32::from(face.descender()) / units);
        (height - (up - down)) / 2.0 + up
    }

    /// The shapes of `words`, and their width in ems.
    pub(crate) fn shape(&self, weight: Weight, words: &str) -> (Vec<KrillaGlyph>, f32) {
        let Cut { face, units, .. } = self.cut(weight);
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(words);
        let shaped = rustybuzz::shape(face, &[], buffer);
        let clusters: Vec<usize> =
            shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        let mut width = 0.0;
        let mut glyphs = Vec::with_capacity(clusters.len());
        for (at, (info, place)) in
            shaped.glyph_infos().iter().zip(shaped.glyph_positions()).enumerate()
        {
            let start = info.cluster as usize;
            let later = clusters.get(at + 1..).unwrap_or_default();
            let end = later.iter().find(|next| **next != start).copied();
            let em = |value: i32| value as f32 / units;
            width += em(place.x_advance);
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                em(place.x_advance),
                em(place.x_offset),
                em(place.y_offset),
                em(place.y_advance),
                start..end.unwrap_or(words.len()),
                None,
            ));
        }
        (glyphs, width)
    }

    /// The first letter of `words` that the font does not have.
    pub(crate) fn lacks(&self, words: &str) -> Option<char> {
        words.chars().find(|letter| {
            !letter.is_whitespace() && self.regular.face.glyph_index(*letter).is_none()
        })
    }

    pub(crate) fn width(&self, weight: Weight, words: &str, size: f32) -> f32 {
        let key = (weight, words.to_owned());
        let mut measured = self.measured.borrow_mut();
        *measured.entry(key).or_insert_with(|| self.shape(weight, words).1) * size
    }

    /// Breaks a sentence into lines of `width` points, between words. Names of things on
    /// the screen are bold.
    pub(crate) fn lines(
        &self,
        sentence: &str,
        weight: Weight,
        size: f32,
        width: f32,
    ) -> Vec<SetLine> {
        let space = self.width(weight, " ", size);
        let mut lines = Vec::new();
        for written in sentence.lines() {
            let mut line: Vec<Vec<(Weight, &str)>> = Vec::new();
            let mut used = 0.0;
            for word in words_of(written, weight) {
                let long: f32 =
                    word.iter().map(|(weight, part)| self.width(*weight, part, size)).sum();
                if !line.is_empty() && used + space + long > width {
                    lines.push(joined(&line));
                    line.clear();
                    used = 0.0;
                }
                used += long + if line.is_empty() { 0.0 } else { space };
                line.push(word);
            }
            lines.push(joined(&line));
        }
        lines
    }
}

/// The words of a sentence, each in its parts of one weight.
fn words_of(sentence: &str, weight: Weight) -> Vec<Vec<(Weight, &str)>> {
    let mut words: Vec<Vec<(Weight, &str)>> = Vec::new();
    let mut ended = true;
    for part in parts(sentence) {
        let weight = if part.name { Weight::Bold } else { weight };
        for (at, word) in part.words.split(' ').enumerate() {
            ended |= at > 0;
            if word.is_empty() {
                continue;
            }
            match words.last_mut() {
                Some(last) if !ended => last.push((weight, word)),
                _ => words.push(vec![(weight, word)]),
            }
            ended = false;
        }
    }
    words
}

/// Words put together again, with what is of one weight in one piece.
fn joined(words: &[Vec<(Weight, &str)>]) -> SetLine {
    let mut pieces: Vec<(Weight, String)> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        for (nth, (weight, part)) in word.iter().enumerate() {
            let space = if at > 0 && nth == 0 { " " } else { "" };
            match pieces.last_mut() {
                Some((last, text)) if last == weight => {
                    text.push_str(space);
                    text.push_str(part);
                }
                Some((_, text)) => {
                    text.push_str(space);
                    pieces.push((*weight, (*part).to_owned()));
                }
                None => pieces.push((*weight, (*part).to_owned())),
            }
        }
    }
    SetLine { pieces }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(line: &SetLine) -> String {
        line.pieces.iter().map(|(_, words)| words.as_str()).collect()
    }

    #[test]
    fn lines_break_between_words_and_none_is_wider_than_the_place() {
        let letters = Letters::load().unwrap();
        let sentence = "Đưa máy ảnh lại gần mã “Quét QR”, giữ yên tay rồi chờ máy nhận ra mã";
        let lines = letters.lines(sentence, Weight::Regular, 12.0, 120.0);
        assert!(lines.len() > 3);
        let said: Vec<String> = lines.iter().map(text).collect();
        assert_eq!(said.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" "), sentence);
        for line in &lines {
            let width: f32 = line
                .pieces
                .iter()
                .map(|(weight, words)| letters.width(*weight, words.trim_end(), 12.0))
                .sum();
            assert!(width < 123.0, "{line:?}");
        }
        let bold: Vec<&str> = lines
            .iter()
            .flat_map(|line| &line.pieces)
            .filter(|(weight, _)| *weight == Weight::Bold)
            .map(|(_, words)| words.trim())
            .collect();
        assert_eq!(bold.join(" "), "“Quét QR”");
    }

    #[test]
    fn the_font_has_every_letter_of_vietnamese() {
        let letters = Letters::load().unwrap();
        let all = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrst\
                   uùủũúụưừửữứựvxyỳỷỹýỵ“”‘’…–·0123456789₫";
        for letter in all.chars().chain(all.to_uppercase().chars()) {
            assert_eq!(letters.lacks(&letter.to_string()), None, "{letter}");
        }
        assert_eq!(letters.lacks("tiếng 漢"), Some('漢'));
    }
}
