//! What shows where to touch, and what to read: how it is drawn, and what it lies on.

use crate::cover::Shape;
use crate::page::{Area, Page, colour, n};

const OUTLINE: &str = "M-8 8a8 8 0 0 1 16 0V34c1-7 14-7 14 1v4c1-6 13-6 13 1v5c1-6 11-5 11 2v17c0 18-8 26-14 31H-2c-6-11-17-23-22-35-4-9 6-14 11-7l5 7z";
const FINGERS: &str = "M8 34v13M22 38v10M35 44v8";

/// The corners of `OUTLINE` and of the sleeve, with the width of their stroke.
const CORNERS: [(f32, f32); 20] = [
    (-6.0, -0.5),
    (6.0, -0.5),
    (9.5, 7.0),
    (9.5, 28.0),
    (20.0, 28.0),
    (24.0, 34.0),
    (34.0, 34.0),
    (37.0, 40.0),
    (45.0, 40.0),
    (48.0, 46.0),
    (48.0, 66.0),
    (44.0, 82.0),
    (38.5, 92.0),
    (38.5, 133.5),
    (-8.5, 133.5),
    (-8.5, 92.0),
    (-26.0, 62.0),
    (-25.0, 51.0),
    (-14.0, 48.0),
    (-9.5, 52.0),
];

/// How far along the hand it must be in the picture, to look like one.
const SHOWN: f32 = 62.0;

/// How a hand comes into the picture.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pose {
    /// Degrees; negative ones come from the right.
    pub(crate) turn: f32,
    /// The left hand.
    pub(crate) left: bool,
    /// Its size.
    pub(crate) size: f32,
}

impl Pose {
    /// Where a point of the hand lies when its finger is at `tip`.
    fn at(self, tip: (f32, f32), (x, y): (f32, f32)) -> (f32, f32) {
        let (sin, cos) = self.turn.to_radians().sin_cos();
        let (x, y) = (if self.left { -x } else { x } * self.size, y * self.size);
        (x * cos - y * sin + tip.0, x * sin + y * cos + tip.1)
    }

    /// What it lies on.
    pub(crate) fn shape(self, tip: (f32, f32)) -> Shape {
        Shape::Corners(CORNERS.map(|corner| self.at(tip, corner)).to_vec())
    }

    /// The corners that should be in the picture.
    pub(crate) fn shown(self, tip: (f32, f32)) -> impl Iterator<Item = (f32, f32)> {
        CORNERS
            .into_iter()
            .filter(|corner| corner.1 <= SHOWN)
            .map(move |corner| self.at(tip, corner))
    }
}

/// A ring around the place.
pub(crate) fn ring(page: &mut Page, area: Area) {
    page.rect(area.grown(4.0), "", colour::PAPER, 7.0);
    page.rect(area.grown(5.5), "", colour::RING, 4.5);
}

/// What a ring lies on: its white inner edge may touch its own letters.
pub(crate) fn ring_shape(area: Area) -> Shape {
    Shape::Band { inner: area.grown(2.5), outer: area.grown(7.5) }
}

/// A hand that points at `tip`.
pub(crate) fn hand(page: &mut Page, (x, y): (f32, f32), pose: Pose) {
    let scale = match (pose.left, pose.size < 1.0) {
        (false, false) => String::new(),
        (left, _) => {
            let across = if left { -pose.size } else { pose.size };
            format!(" scale({} {})", n(across), n(pose.size))
        }
    };
    page.raw(&format!(
        "<g transform=\"translate({} {}) rotate({}){scale}\" stroke=\"{}\" stroke-width=\"3\" \
         stroke-linecap=\"round\" stroke-linejoin=\"round\">\
         <path d=\"{OUTLINE}\" fill=\"{}\"/><path d=\"{FINGERS}\" fill=\"none\"/>\
         <rect x=\"-7\" y=\"92\" width=\"44\" height=\"40\" rx=\"6\" fill=\"{}\"/></g>",
        n(x),
        n(y),
        n(pose.turn),
        colour::INK,
        colour::SKIN,
        colour::BLUE
    ));
}

/// The arrow of a mouse.
pub(crate) fn arrow(page: &mut Page, (x, y): (f32, f32)) {
    page.raw(&format!(
        "<path transform=\"translate({} {})\" d=\"M0 0v34l9-8 6 14 7-3-6-14h12z\" fill=\"{}\" \
         stroke=\"{}\" stroke-width=\"3\" stroke-linejoin=\"round\"/>",
        n(x),
        n(y),
        colour::PAPER,
        colour::INK
    ));
}

/// What the arrow lies on.
pub(crate) fn arrow_shape((x, y): (f32, f32)) -> Shape {
    let corners = [
        (-1.5, -3.0),
        (31.0, 24.5),
        (18.0, 24.5),
        (24.0, 38.0),
        (14.0, 42.0),
        (8.0, 29.0),
        (-1.5, 37.0),
    ];
    Shape::Corners(corners.map(|(right, down)| (x + right, y + down)).to_vec())
}

/// How large the eye is.
const EYE: f32 = 15.0;

/// An eye at the edge of a ring: this is to be read, not touched.
pub(crate) fn eye(page: &mut Page, middle: (f32, f32)) {
    page.circle(middle, EYE, colour::RING, colour::PAPER, 3.0);
    crate::icons::draw(page, camtay_content::scene::Icon::Eye, middle, 22.0, colour::INK);
}

/// What the eye lies on.
pub(crate) fn eye_shape(middle: (f32, f32)) -> Shape {
    Shape::Disc(middle, EYE + 1.5)
}
