//! What shows where to touch, and what to read.

use crate::page::{Area, Page, colour, n};

const OUTLINE: &str = "M-8 8a8 8 0 0 1 16 0V34c1-7 14-7 14 1v4c1-6 13-6 13 1v5c1-6 11-5 11 2v17c0 18-8 26-14 31H-2c-6-11-17-23-22-35-4-9 6-14 11-7l5 7z";
const FINGERS: &str = "M8 34v13M22 38v10M35 44v8";

/// How far the hand reaches below the tip of its finger.
pub(crate) const REACH: f32 = 62.0;

/// A ring around the place.
pub(crate) fn ring(page: &mut Page, area: Area) {
    page.rect(area.grown(4.0), "", colour::PAPER, 7.0);
    page.rect(area.grown(5.5), "", colour::RING, 4.5);
}

/// The tip of the finger: at the right in wide places, at the lower edge in high ones, so
/// that the words stay free.
pub(crate) fn tip(area: Area) -> (f32, f32) {
    let from_right = (area.w * 0.5).min(26.0);
    let from_below = if area.w < 160.0 && area.h > 60.0 { 7.0 } else { (area.h * 0.3).min(30.0) };
    (area.right() - from_right, area.bottom() - from_below)
}

/// A hand that points at `tip`, upright where it would leave the picture otherwise.
pub(crate) fn hand(page: &mut Page, (x, y): (f32, f32)) {
    let turn = if x > 284.0 { 0.0 } else { -16.0 };
    page.raw(&format!(
        "<g transform=\"translate({} {}) rotate({})\" stroke=\"{}\" stroke-width=\"3\" \
         stroke-linecap=\"round\" stroke-linejoin=\"round\">\
         <path d=\"{OUTLINE}\" fill=\"{}\"/><path d=\"{FINGERS}\" fill=\"none\"/>\
         <rect x=\"-7\" y=\"92\" width=\"44\" height=\"40\" rx=\"6\" fill=\"{}\"/></g>",
        n(x), n(y), n(turn), colour::INK, colour::SKIN, colour::BLUE
    ));
}

/// The arrow of a mouse.
pub(crate) fn arrow(page: &mut Page, (x, y): (f32, f32)) {
    page.raw(&format!(
        "<path transform=\"translate({} {})\" d=\"M0 0v34l9-8 6 14 7-3-6-14h12z\" fill=\"{}\" \
         stroke=\"{}\" stroke-width=\"3\" stroke-linejoin=\"round\"/>",
        n(x), n(y), colour::PAPER, colour::INK
    ));
}

/// An eye at the end of a ring: this is to be read, not touched.
pub(crate) fn eye(page: &mut Page, area: Area) {
    let (x, y) = (area.right() + 3.0, area.y - 3.0);
    let x = x.min(338.0);
    page.circle((x, y), 15.0, colour::RING, colour::PAPER, 3.0);
    crate::icons::draw(page, camtay_content::scene::Icon::Eye, (x, y), 22.0, colour::INK);
}
