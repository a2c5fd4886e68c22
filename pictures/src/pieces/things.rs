//! Photos, cards, codes, dots, rings.

use camtay_content::scene::{Icon, Piece};

use super::{APART, LEFT, ROOM};
use crate::font::{bold, plain, width};
use crate::page::{Anchor, Area, Page, colour, height, leading};
use crate::{drawings, icons};

pub(super) fn dots(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    for at in 0..6u8 {
        let x = 42.0f32.mul_add(f32::from(at) - 2.5, LEFT + ROOM / 2.0);
        let fill = if at < piece.count { colour::INK } else { "" };
        page.circle((x, y + 18.0), 11.0, fill, colour::INK, 2.5);
    }
    page.place(&piece.is.name(), Area::new(LEFT + 14.0, y, ROOM - 28.0, 36.0, 18.0));
    36.0
}

pub(super) fn photo(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let h = if piece.count > 0 { f32::from(piece.count) } else { 124.0 };
    let area = Area::new(LEFT, y, ROOM, h, 14.0);
    page.rect(area, colour::BOX, colour::LINE, 1.5);
    if let Some(drawing) = piece.shows {
        drawings::draw(page, drawing, area.grown(-10.0));
    }
    page.place(&piece.is.name(), area);
    page.place(&piece.says, area);
    h
}

/// The frame of a camera: its corners, and what lies within.
pub(super) fn camera(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let mut top = y;
    if !piece.says.is_empty() {
        let style = plain(18.0);
        let lines = page.lines(&piece.says, style, ROOM, 2, "says");
        let x = LEFT + ROOM / 2.0;
        page.paragraph(&lines, (x, y + leading(style) / 2.0), style, colour::INK, Anchor::Middle);
        top += height(&lines, style) + 4.0;
    }
    let area = Area::new(LEFT, top, ROOM, 168.0, 16.0);
    page.rect(area, colour::QUIET, "", 0.0);
    let frame = Area::new(LEFT + 42.0, top + 12.0, ROOM - 84.0, 144.0, 0.0);
    if let Some(drawing) = piece.shows {
        drawings::draw(page, drawing, frame.grown(-16.0));
    }
    let (l, r, t, b) = (frame.x, frame.right(), frame.y, frame.bottom());
    for (x, y, right, down) in
        [(l, t, 1.0, 1.0), (r, t, -1.0, 1.0), (l, b, 1.0, -1.0), (r, b, -1.0, -1.0)]
    {
        page.line((x, y), (26.0f32.mul_add(right, x), y), colour::PAPER, 5.0);
        page.line((x, y), (x, 26.0f32.mul_add(down, y)), colour::PAPER, 5.0);
    }
    page.place(&piece.is.name(), frame);
    top + area.h - y
}

pub(super) fn spinner(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let middle = (LEFT + ROOM / 2.0, y + 32.0);
    page.circle(middle, 24.0, "", colour::LINE, 7.0);
    page.strokes("M0-24a24 24 0 0 1 24 24", middle, 1.0, colour::BLUE, 7.0);
    page.place(&piece.is.name(), Area::around(middle.0, middle.1, 28.0));
    if piece.says.is_empty() {
        return 64.0;
    }
    let style = plain(19.0);
    let lines = page.lines(&piece.says, style, ROOM, 2, "says");
    page.paragraph(
        &lines,
        (middle.0, y + 68.0 + leading(style) / 2.0),
        style,
        colour::INK,
        Anchor::Middle,
    );
    68.0 + height(&lines, style)
}

pub(super) fn seconds(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let style = plain(18.0);
    icons::draw(page, Icon::Clock, (LEFT + 14.0, y + 15.0), 24.0, colour::QUIET);
    let lines = page.lines(&piece.says, style, ROOM - 36.0, 1, "says");
    page.paragraph(&lines, (LEFT + 36.0, y + 15.0), style, colour::QUIET, Anchor::Left);
    page.place(&piece.says, Area::new(LEFT - 4.0, y, ROOM, 30.0, 12.0));
    30.0
}

/// A card or paper: its name, and lines of it.
pub(super) fn card(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let (style, small) = (bold(20.0), plain(18.0));
    let text_x = LEFT + if piece.icon.is_some() { 58.0 } else { 16.0 };
    let room = LEFT + ROOM - 14.0 - text_x;
    let lines = page.lines(&piece.says, style, room, 2, "says");
    let mut rest: Vec<(String, Vec<String>)> = Vec::new();
    for (words, key) in piece
        .under
        .iter()
        .map(|under| (under, "under"))
        .chain(piece.names.iter().map(|name| (name, "names")))
    {
        let broken = page.lines(words, small, room, 2, key);
        rest.push((words.clone(), broken));
    }
    let below: f32 = rest.iter().map(|(_, lines)| height(lines, small) + APART).sum();
    let h = (height(&lines, style) + below + 24.0).max(60.0);
    let area = Area::new(LEFT, y, ROOM, h, 14.0);
    page.rect(area, colour::BLUE_BOX, colour::BLUE, 2.0);
    if let Some(icon) = piece.icon {
        icons::draw(page, icon, (LEFT + 27.0, y + 30.0), 32.0, colour::BLUE);
    }
    page.place(&piece.is.name(), area);
    let mut top = y + (h - height(&lines, style) - below) / 2.0;
    page.paragraph(&lines, (text_x, top + leading(style) / 2.0), style, colour::INK, Anchor::Left);
    let widest = lines.iter().map(|line| width(line, style)).fold(0.0, f32::max);
    // Capital letters with two marks reach above their line.
    let named = Area::new(text_x - 4.0, top - 3.0, widest + 8.0, height(&lines, style) + 3.0, 9.0);
    page.place(&piece.says, named);
    top += height(&lines, style) + APART;
    for (words, lines) in &rest {
        page.paragraph(
            lines,
            (text_x, top + leading(small) / 2.0),
            small,
            colour::INK,
            Anchor::Left,
        );
        let widest = lines.iter().map(|line| width(line, small)).fold(0.0, f32::max);
        page.place(words, Area::new(text_x - 4.0, top, widest + 8.0, height(lines, small), 9.0));
        top += height(lines, small) + APART;
    }
    h
}

pub(super) fn video(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let area = Area::new(LEFT, y, ROOM, 140.0, 12.0);
    page.rect(area, colour::QUIET, "", 0.0);
    let (x, middle) = area.middle();
    page.circle((x, middle - 8.0), 30.0, colour::PAPER, "", 0.0);
    icons::draw(page, Icon::Play, (x + 2.0, middle - 8.0), 30.0, colour::INK);
    page.place(&Icon::Play.name(), Area::around(x, middle - 8.0, 30.0));
    page.line((LEFT + 16.0, y + 122.0), (LEFT + ROOM - 16.0, y + 122.0), colour::PAPER, 4.0);
    page.circle((LEFT + 90.0, y + 122.0), 8.0, colour::PAPER, "", 0.0);
    for (at, icon) in piece.all_icons().enumerate() {
        let at = (80.0f32.mul_add(-(at as f32), x - 82.0), middle - 8.0);
        icons::draw(page, icon, at, 34.0, colour::PAPER);
        page.words("10", at, bold(13.0), colour::PAPER, Anchor::Middle);
        page.place(&icon.name(), Area::around(at.0, at.1, 22.0));
    }
    let mut h = area.h;
    if !piece.says.is_empty() {
        let style = bold(19.0);
        let lines = page.lines(&piece.says, style, ROOM, 2, "says");
        let first = y + h + 6.0 + leading(style) / 2.0;
        page.paragraph(&lines, (LEFT, first), style, colour::INK, Anchor::Left);
        h += 6.0 + height(&lines, style);
    }
    page.place(&piece.is.name(), area);
    h
}

pub(super) fn qr(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let side = if piece.count > 0 { f32::from(piece.count) } else { 120.0 };
    let x = LEFT + ROOM / 2.0;
    let area = Area::new(x - side / 2.0, y + 6.0, side, side, 0.0);
    drawings::qr(page, area);
    page.place(&Icon::Qr.name(), area.grown(6.0));
    let mut h = side + if piece.says.is_empty() { 14.0 } else { 20.0 };
    if !piece.says.is_empty() {
        let style = bold(20.0);
        let lines = page.lines(&piece.says, style, ROOM, 2, "says");
        page.paragraph(
            &lines,
            (x, y + h + leading(style) / 2.0),
            style,
            colour::INK,
            Anchor::Middle,
        );
        let widest = lines.iter().map(|line| width(line, style)).fold(0.0, f32::max);
        page.place(
            &piece.says,
            Area::new(x - widest / 2.0 - 8.0, y + h, widest + 16.0, height(&lines, style), 10.0),
        );
        h += height(&lines, style);
    }
    h
}
