//! Words: messages, questions, slips.

use camtay_content::scene::{Icon, Piece};

use super::lists::two_within;
use super::{ACROSS, APART, EDGE, LEFT, ROOM};
use crate::font::{bold, plain, width};
use crate::icons;
use crate::page::{Anchor, Area, Page, colour, height, leading};

pub(super) fn dialog(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let (style, small) = (bold(20.0), plain(18.0));
    let room = ROOM - 32.0;
    let lines = page.lines(&piece.says, style, room, 4, "says");
    let under = match &piece.under {
        Some(under) => page.lines(under, small, room, 3, "under"),
        None => Vec::new(),
    };
    let text = height(&lines, style) + height(&under, small);
    let most = piece.names.iter().map(|name| width(name, bold(19.0))).fold(0.0, f32::max);
    let w = (room - 10.0) / piece.names.len().max(1) as f32;
    let buttons = if piece.names.is_empty() {
        0.0
    } else if most > w - 16.0 {
        80.0
    } else {
        56.0
    };
    let h = text + buttons + 36.0;
    page.rect(Area::new(EDGE, y - 8.0, ACROSS, h + 24.0, 0.0), colour::LINE, "", 0.0);
    let card = Area::new(LEFT, y + 4.0, ROOM, h, 18.0);
    page.rect(card, colour::PAPER, colour::QUIET, 2.0);
    let x = LEFT + 16.0;
    let first = card.y + 16.0 + leading(style) / 2.0;
    page.paragraph(&lines, (x, first), style, colour::INK, Anchor::Left);
    let second = card.y + 16.0 + height(&lines, style) + leading(small) / 2.0;
    page.paragraph(&under, (x, second), small, colour::QUIET, Anchor::Left);
    page.place(&piece.is.name(), card);
    page.place(&piece.says, card);
    if !piece.names.is_empty() {
        let area = Area::new(x, card.y + 26.0 + text, room, 0.0, 0.0);
        two_within(page, &piece.names, area);
    }
    h + 10.0
}

pub(super) fn slip(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let (style, large, small) = (bold(20.0), bold(28.0), plain(18.0));
    let room = ROOM - 28.0;
    let lines = page.lines(&piece.says, style, room, 2, "says");
    let value = piece.value.as_deref().unwrap_or_default();
    let mut h = 56.0 + height(&lines, style);
    let names: Vec<Vec<String>> =
        piece.names.iter().map(|name| page.lines(name, small, room, 1, "names")).collect();
    h += if value.is_empty() { 0.0 } else { leading(large) };
    h += (leading(small) + APART) * names.len() as f32 + 12.0;
    let card = Area::new(LEFT, y, ROOM, h, 16.0);
    page.rect(card, colour::PAPER, colour::QUIET, 2.0);
    let (x, _) = card.middle();
    page.circle((x, y + 28.0), 19.0, colour::GREEN, "", 0.0);
    icons::draw(page, Icon::Check, (x, y + 28.0), 24.0, colour::PAPER);
    let mut line = y + 54.0 + leading(style) / 2.0;
    page.paragraph(&lines, (x, line), style, colour::INK, Anchor::Middle);
    line += height(&lines, style) - leading(style) / 2.0;
    if !value.is_empty() {
        page.words(value, (x, line + leading(large) / 2.0), large, colour::INK, Anchor::Middle);
        let w = width(value, large);
        page.place(value, Area::new(x - w / 2.0 - 8.0, line, w + 16.0, leading(large), 10.0));
        line += leading(large);
    }
    line += APART;
    for (name, words) in piece.names.iter().zip(&names) {
        page.paragraph(words, (x, line + leading(small) / 2.0), small, colour::INK, Anchor::Middle);
        let w = width(name, small);
        page.place(name, Area::new(x - w / 2.0 - 8.0, line, w + 16.0, leading(small), 9.0));
        line += leading(small) + APART;
    }
    page.place(&piece.is.name(), card);
    page.place(&piece.says, card);
    h
}

pub(super) fn bubble(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let style = plain(19.0);
    let small = bold(17.0);
    let lines = page.lines(&piece.says, style, ROOM - 64.0, 5, "says");
    let mut top = y;
    if let Some(from) = &piece.under {
        let lines = page.lines(from, small, ROOM, 1, "under");
        page.paragraph(
            &lines,
            (LEFT + 4.0, y + leading(small) / 2.0),
            small,
            colour::QUIET,
            Anchor::Left,
        );
        page.place(from, Area::new(LEFT - 4.0, y, width(from, small) + 14.0, leading(small), 9.0));
        top += leading(small) + 3.0;
    }
    let widest = lines.iter().map(|line| width(line, style)).fold(0.0, f32::max);
    let w = widest + 30.0;
    // A link may be ringed by itself: room for the ring above and below it.
    let apart = |at: usize| {
        let is_link = |line: &String| line.contains('.') && !line.contains(' ');
        let one = lines.get(at).is_some_and(is_link);
        let before = at.checked_sub(1).and_then(|at| lines.get(at)).is_some_and(is_link);
        if at > 0 && at < lines.len() && (one || before) { APART } else { 0.0 }
    };
    let tops: Vec<f32> = (0..=lines.len())
        .scan(0.0, |down, at| {
            let top = *down + apart(at);
            *down = top + leading(style);
            Some(top)
        })
        .collect();
    let h = tops.last().copied().unwrap_or_default() + 18.0;
    let x = if piece.mine { LEFT + ROOM - w } else { LEFT };
    let area = Area::new(x, top, w, h, 18.0);
    let fill = if piece.mine { colour::BLUE_BOX } else { colour::BOX };
    page.rect(area, fill, colour::QUIET, 1.5);
    page.place(&piece.is.name(), area);
    page.place(&piece.says, area);
    // A part of the words, such as a link, that stands on a line of its own.
    for (line, down) in lines.iter().zip(&tops) {
        let top = top + 9.0 + down;
        let middle = top + leading(style) / 2.0;
        page.words(line, (x + 15.0, middle), style, colour::INK, Anchor::Left);
        let area =
            Area::new(x + 9.0, top + 2.0, width(line, style) + 12.0, leading(style) - 3.0, 9.0);
        page.place(line, area);
    }
    page.place(&piece.says, area);
    top + h - y
}

pub(super) fn banner(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let (style, small) = (bold(19.0), plain(18.0));
    let room = ROOM - 74.0;
    let lines = page.lines(&piece.says, style, room, 2, "says");
    let under = match &piece.under {
        Some(under) => page.lines(under, small, room, 4, "under"),
        None => Vec::new(),
    };
    let text = height(&lines, style) + height(&under, small);
    let h = (text + 22.0).max(62.0);
    let card = Area::new(LEFT - 4.0, y, ROOM + 8.0, h, 16.0);
    page.rect(card, colour::PAPER, colour::QUIET, 2.0);
    let icon = piece.icon.unwrap_or(Icon::Chat);
    page.rect(Area::new(LEFT + 6.0, y + 11.0, 40.0, 40.0, 11.0), colour::BLUE_BOX, "", 0.0);
    icons::draw(page, icon, (LEFT + 26.0, y + 31.0), 26.0, colour::BLUE);
    let x = LEFT + 58.0;
    let first = y + (h - text) / 2.0;
    page.paragraph(&lines, (x, first + leading(style) / 2.0), style, colour::INK, Anchor::Left);
    let second = first + height(&lines, style);
    page.paragraph(&under, (x, second + leading(small) / 2.0), small, colour::INK, Anchor::Left);
    if let Some(under) = &piece.under {
        page.place(under, card);
    }
    page.place(&piece.says, card);
    h
}

pub(super) fn call(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let (style, small) = (bold(25.0), plain(18.0));
    let lines = page.lines(&piece.says, style, ROOM, 2, "says");
    let under = match &piece.under {
        Some(under) => page.lines(under, small, ROOM, 2, "under"),
        None => Vec::new(),
    };
    let x = LEFT + ROOM / 2.0;
    page.circle((x, y + 34.0), 28.0, colour::BLUE_BOX, "", 0.0);
    icons::draw(page, piece.icon.unwrap_or(Icon::Person), (x, y + 34.0), 34.0, colour::BLUE);
    let mut top = y + 68.0;
    page.paragraph(&lines, (x, top + leading(style) / 2.0), style, colour::INK, Anchor::Middle);
    let widest = lines.iter().map(|line| width(line, style)).fold(0.0, f32::max);
    page.place(
        &piece.says,
        Area::new(x - widest / 2.0 - 10.0, top, widest + 20.0, height(&lines, style), 12.0),
    );
    top += height(&lines, style) + APART;
    page.paragraph(&under, (x, top + leading(small) / 2.0), small, colour::QUIET, Anchor::Middle);
    top += height(&under, small) + 12.0;
    let w = ROOM / piece.icons.len().max(1) as f32;
    for (at, icon) in piece.icons.iter().enumerate() {
        let middle = (w.mul_add(at as f32 + 0.5, LEFT), top + 28.0);
        let fill = match icon {
            Icon::HangUp => colour::RED,
            Icon::Phone => colour::GREEN,
            _ => colour::QUIET,
        };
        page.circle(middle, 28.0, fill, "", 0.0);
        page.sign(Area::around(middle.0, middle.1, 24.0));
        icons::draw(page, *icon, middle, 30.0, colour::PAPER);
        page.place(&icon.name(), Area::around(middle.0, middle.1, 28.0));
    }
    top + if piece.icons.is_empty() { 0.0 } else { 58.0 } - y
}

pub(super) fn status(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let icon = piece.icon.unwrap_or(Icon::Clock);
    let (fill, ink) = match icon {
        Icon::Check => (colour::GREEN_BOX, colour::GREEN),
        Icon::Clock | Icon::Warning => (colour::AMBER_BOX, colour::AMBER),
        _ => (colour::BLUE_BOX, colour::BLUE),
    };
    let style = bold(19.0);
    let lines = page.lines(&piece.says, style, ROOM - 58.0, 2, "says");
    let widest = lines.iter().map(|line| width(line, style)).fold(0.0, f32::max);
    let area = Area::new(LEFT, y, widest + 58.0, height(&lines, style) + 16.0, 20.0);
    page.rect(area, fill, ink, 1.5);
    icons::draw(page, icon, (LEFT + 23.0, y + area.h / 2.0), 24.0, ink);
    page.paragraph(&lines, (LEFT + 42.0, y + 8.0 + leading(style) / 2.0), style, ink, Anchor::Left);
    page.place(&piece.says, area);
    area.h
}

pub(super) fn heading(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    block(page, piece, y, true)
}

pub(super) fn text(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    block(page, piece, y, false)
}

/// Words across the screen, with a small line above where they have one.
fn block(page: &mut Page, piece: &Piece, y: f32, large: bool) -> f32 {
    let style = if large { bold(25.0) } else { plain(19.0) };
    let small = plain(17.0);
    let mut top = y;
    if let Some(under) = piece.under.as_ref() {
        let lines = page.lines(under, small, ROOM, 2, "under");
        page.paragraph(
            &lines,
            (LEFT, top + leading(small) / 2.0),
            small,
            colour::QUIET,
            Anchor::Left,
        );
        top += height(&lines, small);
    }
    let lines = page.lines(&piece.says, style, ROOM, if large { 3 } else { 5 }, "says");
    let ink = if piece.quiet { colour::QUIET } else { colour::INK };
    page.paragraph(&lines, (LEFT, top + leading(style) / 2.0), style, ink, Anchor::Left);
    let widest = lines.iter().map(|line| width(line, style)).fold(0.0, f32::max);
    page.place(
        &piece.says,
        Area::new(LEFT - 8.0, top - 2.0, widest + 16.0, height(&lines, style) + 4.0, 12.0),
    );
    top + height(&lines, style) - y
}

pub(super) fn lines(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let count = piece.count.max(1);
    for at in 0..count {
        let w = ROOM * [1.0, 0.72, 0.86][usize::from(at) % 3];
        page.rect(
            Area::new(LEFT, 22.0f32.mul_add(f32::from(at), y + 3.0), w, 12.0, 6.0),
            colour::LINE,
            "",
            0.0,
        );
    }
    22.0 * f32::from(count)
}
