//! The pictures' letters: how wide they are, and where a line breaks.

use std::sync::OnceLock;

use camtay_content::Rule;
use ttf_parser::Face;

use crate::page::Area;

/// Be Vietnam Pro, Latin and Vietnamese, medium; `content/fonts/OFL.txt` is its licence.
pub(crate) const MEDIUM: &[u8] = include_bytes!("../../content/fonts/BeVietnamPro-Medium.ttf");

/// The same, bold.
pub(crate) const BOLD: &[u8] = include_bytes!("../../content/fonts/BeVietnamPro-Bold.ttf");

/// Its name in an SVG.
pub(crate) const FAMILY: &str = "Be Vietnam Pro";

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub(crate) size: f32,
    pub(crate) bold: bool,
}

/// Medium letters of this size.
pub(crate) const fn plain(size: f32) -> Style {
    Style { size, bold: false }
}

/// Bold letters of this size.
pub(crate) const fn bold(size: f32) -> Style {
    Style { size, bold: true }
}

fn face(is_bold: bool) -> Option<&'static Face<'static>> {
    static FACES: OnceLock<[Option<Face<'static>>; 2]> = OnceLock::new();
    let faces = FACES.get_or_init(|| [MEDIUM, BOLD].map(|bytes| Face::parse(bytes, 0).ok()));
    faces[usize::from(is_bold)].as_ref()
}

/// Whether both weights have a glyph for this letter.
#[must_use]
pub fn has_glyph(letter: char) -> bool {
    [false, true].into_iter().all(|is_bold| {
        face(is_bold).is_some_and(|face| face.glyph_index(letter).is_some_and(|glyph| glyph.0 != 0))
    })
}

/// How wide `words` are, without the kerning that makes them a little narrower.
pub(crate) fn width(words: &str, style: Style) -> f32 {
    let Some(face) = face(style.bold) else { return 0.0 };
    let units: u32 = words
        .chars()
        .filter_map(|letter| face.glyph_hor_advance(face.glyph_index(letter)?))
        .map(u32::from)
        .sum();
    units as f32 * style.size / f32::from(face.units_per_em())
}

/// Where the letters of a line lie that begins at `x` and stands on `baseline`.
pub(crate) fn letters(words: &str, style: Style, (x, baseline): (f32, f32)) -> Vec<Area> {
    let Some(face) = face(style.bold) else { return Vec::new() };
    let scale = style.size / f32::from(face.units_per_em());
    let mut x = x;
    let mut letters = Vec::new();
    for glyph in words.chars().filter_map(|letter| face.glyph_index(letter)) {
        if let Some(ink) = face.glyph_bounding_box(glyph) {
            letters.push(Area::new(
                scale.mul_add(f32::from(ink.x_min), x),
                scale.mul_add(-f32::from(ink.y_max), baseline),
                scale * f32::from(ink.width()),
                scale * f32::from(ink.height()),
                0.0,
            ));
        }
        x += scale * face.glyph_hor_advance(glyph).map_or(0.0, f32::from);
    }
    letters
}

/// `words` in lines that are not wider than `room`, broken between words, and about
/// as long as each other: no last word stands alone.
///
/// # Errors
/// The rule that they break when they need more than `most` lines, or a letter that the
/// font lacks.
pub(crate) fn lines(
    words: &str,
    style: Style,
    room: f32,
    most: usize,
) -> Result<Vec<String>, Rule> {
    if let Some(letter) = words.chars().find(|&letter| !has_glyph(letter)) {
        return Err(Rule::NoGlyph(letter));
    }
    let mut lines = filled(words, style, room);
    if widest(&lines, style) > room || lines.len() > most {
        return Err(Rule::LabelTooLong(most));
    }
    loop {
        let narrower = widest(&lines, style) - 0.5;
        let even = filled(words, style, narrower);
        if even.len() > lines.len() || widest(&even, style) > narrower {
            return Ok(lines);
        }
        lines = even;
    }
}

/// Each line takes what fits it.
fn filled(words: &str, style: Style, room: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ') {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match (longer, lines.last_mut()) {
            (Some(longer), Some(last)) if width(&longer, style) <= room => *last = longer,
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// How wide the widest line is.
pub(crate) fn widest(lines: &[String], style: Style) -> f32 {
    lines.iter().map(|line| width(line, style)).fold(0.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_breaks_between_words_and_a_long_one_is_refused() {
        let words = "Trung tâm dữ liệu quốc gia về dân cư";
        let broken = lines(words, plain(16.0), 200.0, 2);
        assert_eq!(broken.map(|lines| lines.join(" ")), Ok(words.to_owned()));
        assert_eq!(lines(words, plain(16.0), 200.0, 1), Err(Rule::LabelTooLong(1)));
        assert_eq!(
            lines("binhdanhocvuso.gov.vn", plain(30.0), 100.0, 3),
            Err(Rule::LabelTooLong(3))
        );
        assert_eq!(lines("漢", plain(16.0), 200.0, 1), Err(Rule::NoGlyph('漢')));
    }

    #[test]
    fn no_last_word_stands_alone() {
        let broken = lines("Lúa vàng lá phải làm gì", plain(20.0), 205.0, 2);
        assert_eq!(broken, Ok(vec!["Lúa vàng lá".to_owned(), "phải làm gì".to_owned()]));
    }

    #[test]
    fn letters_lie_where_their_words_do() {
        let style = plain(20.0);
        let found = letters("Ấp g", style, (100.0, 50.0));
        let [capital, _, low] = &found[..] else { panic!("{found:?}") };
        // The circumflex and the acute stand above the line, the tail of the g hangs below.
        assert!(capital.x >= 100.0 && capital.y < 50.0 - 16.0, "{capital:?}");
        assert!(low.bottom() > 52.0 && low.right() <= 100.0 + width("Ấp g", style), "{low:?}");
    }

    #[test]
    fn bold_is_wider_and_twice_the_size_twice_as_wide() {
        assert!(width("Cài đặt", bold(20.0)) > width("Cài đặt", plain(20.0)));
        let twice = 2.0 * width("Cài đặt", plain(10.0));
        assert!((width("Cài đặt", plain(20.0)) - twice).abs() < 0.001);
    }
}
