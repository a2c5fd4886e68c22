//! Rows, boxes, buttons.

use camtay_content::scene::{Icon, Piece};

use super::{APART, LEFT, ROOM};
use crate::font::{Style, bold, plain, width};
use crate::icons;
use crate::page::{Anchor, Area, Page, colour, height, leading};

pub(super) fn field(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let mut top = y;
    if !piece.says.is_empty() {
        let style = plain(17.0);
        let lines = page.lines(&piece.says, style, ROOM, 2, "says");
        page.paragraph(
            &lines,
            (LEFT, y + leading(style) / 2.0),
            style,
            colour::QUIET,
            Anchor::Left,
        );
        top += height(&lines, style) + APART;
    }
    let style = plain(20.0);
    let icons: Vec<Icon> = piece.all_icons().collect();
    let room = (icons.len() as f32).mul_add(-36.0, ROOM - 26.0);
    let value = piece.value.as_deref().unwrap_or_default();
    let lines =
        if value.is_empty() { Vec::new() } else { page.lines(value, style, room, 3, "value") };
    let h = leading(style).mul_add(lines.len().max(1) as f32, 20.0);
    let area = Area::new(LEFT, top, ROOM, h, 10.0);
    page.rect(area, colour::PAPER, colour::QUIET, 2.0);
    let ink = if piece.quiet { colour::QUIET } else { colour::INK };
    let first = top + 10.0 + leading(style) / 2.0;
    page.paragraph(&lines, (LEFT + 13.0, first), style, ink, Anchor::Left);
    if value.is_empty() {
        page.line((LEFT + 15.0, top + 11.0), (LEFT + 15.0, top + h - 11.0), colour::BLUE, 2.5);
    }
    for (at, icon) in icons.iter().enumerate() {
        let x = (at as f32).mul_add(-36.0, LEFT + ROOM - 24.0);
        icons::draw(page, *icon, (x, top + h / 2.0), 26.0, colour::INK);
        page.place(&icon.name(), Area::around(x, top + h / 2.0, 17.0));
    }
    page.place(&piece.is.name(), area);
    page.place(value, area);
    page.place(&piece.says, area);
    top + h - y
}

pub(super) fn button(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let icon = piece.icon.map_or(0.0, |_| 34.0);
    let style = bold(21.0);
    let lines = page.lines(&piece.says, style, ROOM - 36.0 - icon, 2, "says");
    let h = height(&lines, style) + 22.0;
    let area = Area::new(LEFT, y, ROOM, h, 25.0);
    let (fill, ink) =
        if piece.quiet { (colour::PAPER, colour::BLUE) } else { (colour::BLUE, colour::PAPER) };
    page.rect(area, fill, colour::BLUE, 2.0);
    let (x, _) = area.middle();
    let first = y + 11.0 + leading(style) / 2.0;
    page.paragraph(&lines, (x + icon / 2.0, first), style, ink, Anchor::Middle);
    if let Some(icon) = piece.icon {
        let widest = lines.iter().map(|line| width(line, style)).fold(0.0, f32::max);
        icons::draw(page, icon, (x - widest / 2.0 - 6.0, y + h / 2.0), 26.0, ink);
        page.place(&icon.name(), area);
    }
    page.place(&piece.says, area);
    h
}

/// Two buttons; the right one is the main one.
pub(super) fn two(page: &mut Page, names: &[String], y: f32) -> f32 {
    two_within(page, names, Area::new(LEFT, y, ROOM, 0.0, 0.0))
}

pub(super) fn two_within(page: &mut Page, names: &[String], area: Area) -> f32 {
    let style = bold(19.0);
    let count = names.len().max(1) as f32;
    let w = 10.0f32.mul_add(-(count - 1.0), area.w) / count;
    let all: Vec<Vec<String>> =
        names.iter().map(|name| page.lines(name, style, w - 16.0, 2, "names")).collect();
    let most = all.iter().map(Vec::len).max().unwrap_or(1) as f32;
    let h = leading(style).mul_add(most, 20.0);
    for (at, (name, lines)) in names.iter().zip(&all).enumerate() {
        let button = Area::new((w + 10.0).mul_add(at as f32, area.x), area.y, w, h, 22.0);
        let main = at + 1 == names.len();
        let (fill, ink) =
            if main { (colour::BLUE, colour::PAPER) } else { (colour::PAPER, colour::BLUE) };
        page.rect(button, fill, colour::BLUE, 2.0);
        let (x, middle) = button.middle();
        let first = leading(style).mul_add(-(lines.len() as f32 - 1.0) / 2.0, middle);
        page.paragraph(lines, (x, first), style, ink, Anchor::Middle);
        page.place(name, button);
    }
    h
}

/// Words at the left of a row, a second line below them: draws them in the middle of the
/// height that comes out, at least `least`, and gives it.
fn words(
    page: &mut Page,
    piece: &Piece,
    (x, y): (f32, f32),
    room: f32,
    style: Style,
    least: f32,
) -> f32 {
    let small = plain(17.0);
    let lines = page.lines(&piece.says, style, room, 3, "says");
    let under = match &piece.under {
        Some(under) => page.lines(under, small, room, 3, "under"),
        None => Vec::new(),
    };
    let gap = if under.is_empty() { 0.0 } else { 4.0 };
    let text = height(&lines, style) + gap + height(&under, small);
    let h = (text + 14.0).max(least);
    let first = y + (h - text) / 2.0 + leading(style) / 2.0;
    page.paragraph(&lines, (x, first), style, colour::INK, Anchor::Left);
    let second = first - leading(style) / 2.0 + height(&lines, style) + gap + leading(small) / 2.0;
    page.paragraph(&under, (x, second), small, colour::QUIET, Anchor::Left);
    if let Some(name) = &piece.under {
        let top = second - leading(small) / 2.0;
        let widest = under.iter().map(|line| width(line, small)).fold(0.0, f32::max);
        page.place(
            name,
            Area::new(x - 4.0, top + 4.0, widest + 8.0, height(&under, small) - 4.0, 9.0),
        );
    }
    h
}

pub(super) fn row(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let mut x = LEFT;
    if piece.icon.is_some() {
        x += 52.0;
    }
    let action_style = bold(18.0);
    let action = piece.action.as_deref().unwrap_or_default();
    let right = if action.is_empty() { 22.0 } else { width(action, action_style) + 12.0 };
    let h = words(page, piece, (x, y), LEFT + ROOM - x - right, plain(20.0), 52.0);
    let middle = y + h / 2.0;
    if let Some(icon) = piece.icon {
        page.rect(Area::around(LEFT + 20.0, middle, 20.0), colour::BLUE_BOX, "", 0.0);
        icons::draw(page, icon, (LEFT + 20.0, middle), 26.0, colour::BLUE);
        page.place(&icon.name(), Area::around(LEFT + 20.0, middle, 20.0));
    }
    if !action.is_empty() {
        let end = LEFT + ROOM;
        page.words(action, (end, middle), action_style, colour::BLUE, Anchor::Right);
        let w = width(action, action_style);
        page.place(action, Area::new(end - w - 8.0, middle - 18.0, w + 14.0, 36.0, 14.0));
    } else if piece.on {
        icons::draw(page, Icon::Check, (LEFT + ROOM - 10.0, middle), 24.0, colour::GREEN);
    } else if !piece.quiet {
        page.strokes("M2 2l7 8-7 8", (LEFT + ROOM - 12.0, middle - 10.0), 1.0, colour::QUIET, 2.5);
    }
    page.line((x, y + h + 3.0), (LEFT + ROOM, y + h + 3.0), colour::LINE, 1.5);
    page.place(&piece.says, Area::new(LEFT - 6.0, y + 1.0, ROOM + 12.0, h - 1.0, 12.0));
    h
}

pub(super) fn app(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let style = bold(20.0);
    let action = piece.action.as_deref().unwrap_or_default();
    let right = if action.is_empty() { 0.0 } else { width(action, bold(18.0)) + 40.0 };
    let x = LEFT + 66.0;
    let h = words(page, piece, (x, y), LEFT + ROOM - x - right, style, 62.0);
    let square = Area::new(LEFT, y + 4.0, 54.0, 54.0, 13.0);
    page.rect(square, colour::APP, "", 0.0);
    if let Some(icon) = piece.icon {
        icons::draw(page, icon, square.middle(), 32.0, colour::PAPER);
    }
    let whole = Area::new(LEFT - 6.0, y - 2.0, ROOM + 12.0, h + 4.0, 14.0);
    page.place(&piece.says, whole);
    if !action.is_empty() {
        let pill = Area::new(LEFT + ROOM - right + 10.0, y + 12.0, right - 10.0, 40.0, 20.0);
        page.rect(pill, colour::BLUE, "", 0.0);
        page.words(action, pill.middle(), bold(18.0), colour::PAPER, Anchor::Middle);
        page.place(action, pill);
    }
    h
}

pub(super) fn tiles(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let columns = match (piece.count, piece.names.len()) {
        (0, 1 | 2 | 4) => 2,
        (0, _) => 3,
        (count, _) => usize::from(count),
    };
    let style = plain(17.0);
    let w = 10.0f32.mul_add(-(columns as f32 - 1.0), ROOM) / columns as f32;
    let mut top = y;
    for (row, names) in piece.names.chunks(columns).enumerate() {
        let all: Vec<Vec<String>> =
            names.iter().map(|name| page.lines(name, style, w - 6.0, 2, "names")).collect();
        let most = all.iter().map(Vec::len).max().unwrap_or(1) as f32;
        let h = leading(style).mul_add(most, 56.0);
        for (column, (name, lines)) in names.iter().zip(&all).enumerate() {
            let area = Area::new((w + 10.0).mul_add(column as f32, LEFT), top, w, h, 14.0);
            page.rect(area, colour::BOX, colour::LINE, 1.5);
            let (x, _) = area.middle();
            match piece.icons.get(row * columns + column) {
                Some(icon) => icons::draw(page, *icon, (x, top + 26.0), 32.0, colour::BLUE),
                None => {
                    page.rect(Area::new(x - 17.0, top + 9.0, 34.0, 34.0, 9.0), colour::APP, "", 0.0)
                }
            }
            page.paragraph(
                lines,
                (x, top + 48.0 + leading(style) / 2.0),
                style,
                colour::INK,
                Anchor::Middle,
            );
            page.place(name, area);
        }
        top += h + 10.0;
    }
    top - 10.0 - y
}

pub(super) fn toggle(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let h = words(page, piece, (LEFT, y), ROOM - 72.0, plain(20.0), 52.0);
    let middle = y + h / 2.0;
    let track = Area::new(LEFT + ROOM - 58.0, middle - 16.0, 58.0, 32.0, 16.0);
    page.sign(track);
    if piece.on {
        page.rect(track, colour::BLUE, colour::BLUE, 2.0);
        page.circle((track.right() - 16.0, middle), 12.0, colour::PAPER, "", 0.0);
        icons::draw(page, Icon::Check, (track.right() - 16.0, middle), 14.0, colour::BLUE);
    } else {
        page.rect(track, colour::PAPER, colour::QUIET, 2.5);
        page.circle((track.x + 16.0, middle), 10.0, colour::QUIET, "", 0.0);
    }
    page.line((LEFT, y + h + 3.0), (LEFT + ROOM, y + h + 3.0), colour::LINE, 1.5);
    page.place(&piece.says, track);
    h
}

pub(super) fn check(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let h = words(page, piece, (LEFT + 46.0, y), ROOM - 46.0, plain(19.0), 48.0);
    let area = Area::new(LEFT + 2.0, y + h / 2.0 - 15.0, 30.0, 30.0, 6.0);
    page.rect(area, if piece.on { colour::BLUE } else { colour::PAPER }, colour::BLUE, 2.5);
    page.sign(area);
    if piece.on {
        icons::draw(page, Icon::Check, area.middle(), 24.0, colour::PAPER);
    }
    page.place(&piece.says, area);
    h
}

pub(super) fn choice(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let h = words(page, piece, (LEFT + 46.0, y), ROOM - 46.0, plain(20.0), 50.0);
    let middle = (LEFT + 16.0, y + h / 2.0);
    page.circle(middle, 13.0, colour::PAPER, colour::BLUE, 2.5);
    page.sign(Area::around(middle.0, middle.1, 13.0));
    if piece.on {
        page.circle(middle, 7.0, colour::BLUE, "", 0.0);
    }
    page.line((LEFT + 46.0, y + h + 3.0), (LEFT + ROOM, y + h + 3.0), colour::LINE, 1.5);
    page.place(&piece.says, Area::new(LEFT - 6.0, y + 1.0, ROOM + 12.0, h - 1.0, 12.0));
    h
}

pub(super) fn table(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let (head, cell) = (bold(17.0), plain(17.0));
    let columns = piece.names.len().max(piece.rows.iter().map(Vec::len).max().unwrap_or(1)).max(1);
    let mut widths = vec![0.0f32; columns];
    for (row, style) in
        std::iter::once((&piece.names, head)).chain(piece.rows.iter().map(|row| (row, cell)))
    {
        for (column, words) in row.iter().enumerate() {
            widths[column] = widths[column].max(width(words, style) + 14.0);
        }
    }
    let total: f32 = widths.iter().sum();
    if total > ROOM + 12.0 {
        let rule = camtay_content::Rule::LabelTooLong(1);
        page.misfits.push(crate::page::Misfit { piece: page.piece, key: "rows", rule });
    }
    let spare = (ROOM - total).max(0.0) / columns as f32;
    let h = 36.0;
    let left = LEFT + (ROOM - total - spare * columns as f32) / 2.0;
    let heads = usize::from(!piece.names.is_empty());
    let count = piece.rows.len() + heads;
    let whole = Area::new(left, y, spare.mul_add(columns as f32, total), h * count as f32, 8.0);
    page.rect(whole, colour::PAPER, colour::QUIET, 1.5);
    if heads == 1 {
        page.rect(Area { h, ..whole }.grown(-0.8), colour::BLUE_BOX, "", 0.0);
    }
    for (at, row) in
        std::iter::once(&piece.names).filter(|_| heads == 1).chain(&piece.rows).enumerate()
    {
        let top = h.mul_add(at as f32, y);
        let style = if at < heads { head } else { cell };
        let mut x = left;
        for (column, words) in row.iter().enumerate() {
            page.words(words, (x + 7.0, top + h / 2.0), style, colour::INK, Anchor::Left);
            page.place(
                words,
                Area::new(x + 1.0, top + 2.0, widths[column] + spare - 2.0, h - 4.0, 6.0),
            );
            x += widths[column] + spare;
        }
        if at > 0 {
            page.line((left, top), (whole.right(), top), colour::LINE, 1.5);
        }
    }
    page.place(&piece.is.name(), whole);
    whole.h
}
