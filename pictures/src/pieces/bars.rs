//! Bars at the top and at the bottom.

use camtay_content::scene::{Icon, Kind, Piece};

use super::{ACROSS, EDGE, LEFT, PHONE_BEGINS, ROOM, upper_end};
use crate::font::{bold, plain};
use crate::icons;
use crate::page::{Anchor, Area, Page, colour, leading, n};

pub(super) fn title(page: &mut Page, piece: &Piece, y: f32, first: bool) -> f32 {
    let style = bold(21.0);
    let icons: Vec<Icon> = piece.all_icons().collect();
    let back = if piece.quiet { 0.0 } else { 28.0 };
    let room = (icons.len() as f32).mul_add(-38.0, ROOM - back);
    let lines = page.lines(&piece.says, style, room, 2, "says");
    let h = leading(style).mul_add(lines.len() as f32, 16.0);
    if first && y >= PHONE_BEGINS {
        // Within the frame's round corners: nothing shows past them on a dark ground.
        page.shape(&format!("{}V{}z", upper_end(y + h), n(y + h)), colour::BOX);
    } else {
        let above = if first { 16.0 } else { 0.0 };
        page.rect(Area::new(EDGE, y - above, ACROSS, h + above, 0.0), colour::BOX, "", 0.0);
    }
    page.line((EDGE, y + h), (EDGE + ACROSS, y + h), colour::LINE, 2.0);
    let middle = y + h / 2.0;
    if !piece.quiet {
        page.strokes("M10 2L2 11l8 9", (LEFT - 2.0, middle - 11.0), 1.0, colour::INK, 3.0);
    }
    let first_line = leading(style).mul_add(-(lines.len() as f32 - 1.0) / 2.0, middle);
    page.paragraph(&lines, (LEFT + back, first_line), style, colour::INK, Anchor::Left);
    page.place(&piece.says, Area::new(LEFT + back - 6.0, y + 4.0, room, h - 8.0, 12.0));
    icons_from_right(page, &icons, LEFT + ROOM + 4.0, middle);
    h
}

/// Icons beside each other, the last one at `right`.
fn icons_from_right(page: &mut Page, icons: &[Icon], right: f32, middle: f32) {
    for (from_right, icon) in icons.iter().rev().enumerate() {
        let x = (from_right as f32).mul_add(-38.0, right - 16.0);
        icons::draw(page, *icon, (x, middle), 26.0, colour::INK);
        page.place(&icon.name(), Area::around(x, middle, 17.0));
    }
}

/// A box to search in, or a browser's address.
pub(super) fn search(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let area = Area::new(LEFT, y, ROOM, 46.0, 23.0);
    page.rect(area, colour::BOX, colour::QUIET, 1.5);
    let middle = y + 23.0;
    let sign = if piece.is == Kind::Address { Icon::Lock } else { Icon::Search };
    icons::draw(page, sign, (LEFT + 24.0, middle), 22.0, colour::QUIET);
    let icons: Vec<Icon> = piece.all_icons().collect();
    let room = (icons.len() as f32).mul_add(-38.0, ROOM - 56.0);
    // A long address may be smaller, never cut.
    let fits = crate::font::width(&piece.says, plain(19.0)) <= room;
    let style = plain(if fits { 19.0 } else { 17.0 });
    let shown = if piece.says.is_empty() {
        Vec::new()
    } else {
        page.lines(&piece.says, style, room, 1, "says")
    };
    let ink = if piece.quiet { colour::QUIET } else { colour::INK };
    page.paragraph(&shown, (LEFT + 44.0, middle), style, ink, Anchor::Left);
    if !piece.quiet {
        let x = LEFT + 47.0 + shown.first().map_or(0.0, |line| crate::font::width(line, style));
        page.line((x, middle - 11.0), (x, middle + 11.0), colour::BLUE, 2.5);
    }
    page.place(&piece.is.name(), area);
    page.place(&piece.says, area);
    icons_from_right(page, &icons, area.right() - 2.0, middle);
    area.h
}

pub(super) fn tabs(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let h = 66.0;
    page.rect(Area::new(EDGE, y, ACROSS, h, 0.0), colour::PAPER, "", 0.0);
    page.line((EDGE, y), (EDGE + ACROSS, y), colour::LINE, 2.0);
    let style = plain(16.0);
    let w = (ACROSS - 8.0) / piece.names.len() as f32;
    for (at, name) in piece.names.iter().enumerate() {
        let x = w.mul_add(at as f32 + 0.5, EDGE + 4.0);
        let icon = piece.icons.get(at).copied().unwrap_or(Icon::Menu);
        let ink = if *name == piece.says { colour::BLUE } else { colour::INK };
        icons::draw(page, icon, (x, y + 22.0), 26.0, ink);
        let lines = page.lines(name, style, w - 2.0, 1, "names");
        page.paragraph(&lines, (x, y + 49.0), style, ink, Anchor::Middle);
        page.place(name, Area::new(x - w / 2.0 + 5.0, y + 5.0, w - 10.0, h - 10.0, 14.0));
    }
    h
}

pub(super) fn keyboard(page: &mut Page, y: f32) -> f32 {
    let h = 146.0;
    let area = Area::new(EDGE, y, ACROSS, h, 0.0);
    page.rect(area, colour::LINE, "", 0.0);
    for (row, letters) in ["qwertyuiop", "asdfghjkl", "zxcvbnm"].iter().enumerate() {
        let count = letters.len() as f32;
        let left = count.mul_add(-30.6, ACROSS) / 2.0 + EDGE;
        for (at, letter) in letters.chars().enumerate() {
            let key = Area::new(
                30.6f32.mul_add(at as f32, left + 2.0),
                36.0f32.mul_add(row as f32, y + 6.0),
                26.6,
                31.0,
                5.0,
            );
            page.rect(key, colour::PAPER, "", 0.0);
            // The finger rests on a key below which no other stands.
            if letter == 'm' {
                page.spot(&Kind::Keyboard.name(), (key.middle().0, key.bottom() - 3.0));
            }
            page.words(&letter.to_string(), key.middle(), plain(18.0), colour::INK, Anchor::Middle);
        }
    }
    page.rect(Area::new(EDGE + 70.0, y + 114.0, ACROSS - 140.0, 26.0, 5.0), colour::PAPER, "", 0.0);
    page.place(&Kind::Keyboard.name(), area.grown(-8.0));
    h
}

pub(super) fn keypad(page: &mut Page, y: f32) -> f32 {
    let h = 158.0;
    let area = Area::new(EDGE, y, ACROSS, h, 0.0);
    page.rect(area, colour::LINE, "", 0.0);
    page.place(&Kind::Keypad.name(), area.grown(-8.0));
    let w = ACROSS / 3.0;
    for (at, key) in ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", ""].iter().enumerate() {
        if key.is_empty() {
            continue;
        }
        let (row, column) = (at / 3, at % 3);
        let key_area = Area::new(
            w.mul_add(column as f32, EDGE + 4.0),
            38.0f32.mul_add(row as f32, y + 5.0),
            w - 8.0,
            33.0,
            6.0,
        );
        page.rect(key_area, colour::PAPER, "", 0.0);
        if *key == "9" {
            page.spot(&Kind::Keypad.name(), (key_area.middle().0, key_area.bottom() - 4.0));
        }
        page.words(key, key_area.middle(), bold(22.0), colour::INK, Anchor::Middle);
    }
    h
}

/// The box to write a message in, with its arrow to send.
pub(super) fn compose(page: &mut Page, piece: &Piece, y: f32) -> f32 {
    let style = plain(18.0);
    let lines = if piece.says.is_empty() {
        Vec::new()
    } else {
        page.lines(&piece.says, style, ROOM - 84.0, 3, "says")
    };
    let box_h = leading(style).mul_add(lines.len().max(1) as f32, 22.0);
    let h = box_h + 22.0;
    page.line((EDGE, y), (EDGE + ACROSS, y), colour::LINE, 2.0);
    let area = Area::new(LEFT - 6.0, y + 11.0, ROOM - 46.0, box_h, 20.0);
    page.rect(area, colour::BOX, colour::QUIET, 1.5);
    let ink = if piece.quiet { colour::QUIET } else { colour::INK };
    let first = y + 22.0 + leading(style) / 2.0;
    page.paragraph(&lines, (area.x + 14.0, first), style, ink, Anchor::Left);
    page.place(&piece.says, area);
    page.place(&piece.is.name(), area);
    let icon = piece.icon.unwrap_or(Icon::Send);
    let button = (LEFT + ROOM - 16.0, y + h / 2.0);
    page.circle(button, 23.0, colour::BLUE, "", 0.0);
    icons::draw(page, icon, button, 24.0, colour::PAPER);
    page.place(&icon.name(), Area::around(button.0, button.1, 23.0));
    h
}
