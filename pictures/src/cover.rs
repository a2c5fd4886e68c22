//! What lies below a shape: letters that nobody could read any more, signs half hidden.

use crate::page::{Area, Page};

/// Between the points that are looked at.
const STEP: f32 = 2.5;

/// What is closer to a letter looks as if it lay on it.
const NEAR: f32 = 3.0;

/// Something that is drawn over the screen.
#[derive(Debug, Clone)]
pub(crate) enum Shape {
    /// Its corners, one after the other.
    Corners(Vec<(f32, f32)>),
    /// Its middle and how far it reaches.
    Disc((f32, f32), f32),
    /// What lies between two rectangles.
    Band { inner: Area, outer: Area },
}

/// What a shape lies on.
#[derive(Debug, Default, Clone, PartialEq)]
pub(crate) struct Covered {
    /// The words of the first line that lost letters.
    pub(crate) words: Option<String>,
    /// How many letters.
    pub(crate) letters: usize,
    /// How many letters it only comes near to.
    pub(crate) near: usize,
    /// How many points of signs.
    pub(crate) signs: usize,
}

impl Shape {
    fn holds(&self, (x, y): (f32, f32)) -> bool {
        match self {
            Self::Corners(corners) => {
                let mut inside = false;
                for (at, &(x1, y1)) in corners.iter().enumerate() {
                    let (x2, y2) = corners[(at + 1) % corners.len()];
                    if (y1 > y) != (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 {
                        inside = !inside;
                    }
                }
                inside
            }
            Self::Disc((middle_x, middle_y), reach) => (x - middle_x).hypot(y - middle_y) <= *reach,
            Self::Band { inner, outer } => within(*outer, (x, y)) && !within(*inner, (x, y)),
        }
    }

    fn bounds(&self) -> Area {
        match self {
            Self::Corners(corners) => {
                let (mut left, mut top) = (f32::MAX, f32::MAX);
                let (mut right, mut bottom) = (f32::MIN, f32::MIN);
                for &(x, y) in corners {
                    (left, right) = (left.min(x), right.max(x));
                    (top, bottom) = (top.min(y), bottom.max(y));
                }
                Area::new(left, top, right - left, bottom - top, 0.0)
            }
            Self::Disc((x, y), reach) => Area::around(*x, *y, *reach),
            Self::Band { outer, .. } => *outer,
        }
    }

    /// How many points of `area` it covers.
    fn points(&self, area: Area) -> usize {
        if !touch(self.bounds(), area) {
            return 0;
        }
        spread(area.y, area.h)
            .flat_map(|y| spread(area.x, area.w).map(move |x| (x, y)))
            .filter(|&point| self.holds(point))
            .count()
    }

    /// What it covers of a page.
    pub(crate) fn covers(&self, page: &Page) -> Covered {
        let mut covered = Covered::default();
        for line in &page.texts {
            let close = |ink: &&Area| touch(self.bounds(), ink.grown(NEAR));
            let letters = || line.letters.iter().filter(close);
            let hidden = letters().filter(|&&ink| self.points(ink) > 0).count();
            covered.letters += hidden;
            covered.near += letters().filter(|&&ink| self.points(ink.grown(NEAR)) > 0).count();
            if hidden > 0 && covered.words.is_none() {
                covered.words = Some(line.words.clone());
            }
        }
        covered.signs = page.signs.iter().map(|&sign| self.points(sign)).sum();
        covered
    }
}

/// Points from one end to the other, both among them.
fn spread(from: f32, long: f32) -> impl Iterator<Item = f32> {
    let parts = (long / STEP).ceil().max(1.0);
    (0..=parts as u16).map(move |at| (long / parts).mul_add(f32::from(at), from))
}

pub(crate) fn within(area: Area, (x, y): (f32, f32)) -> bool {
    x >= area.x && x <= area.right() && y >= area.y && y <= area.bottom()
}

fn touch(one: Area, other: Area) -> bool {
    one.x <= other.right()
        && other.x <= one.right()
        && one.y <= other.bottom()
        && other.y <= one.bottom()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::plain;
    use crate::page::{Anchor, colour};

    #[test]
    fn a_shape_covers_the_letters_below_it_and_no_others() {
        let mut page = Page::default();
        page.words("Tắt", (100.0, 50.0), plain(20.0), colour::INK, Anchor::Left);
        page.words("Mở", (100.0, 90.0), plain(20.0), colour::INK, Anchor::Left);
        let disc = |x, y| Shape::Disc((x, y), 8.0).covers(&page);
        assert_eq!(disc(106.0, 90.0).words.as_deref(), Some("Mở"));
        assert_eq!(disc(106.0, 90.0).letters, 1);
        assert_eq!(disc(106.0, 70.0).letters, 0);
        assert_eq!(disc(80.0, 50.0).letters, 0);
        let tall = Shape::Corners(vec![(95.0, 0.0), (140.0, 0.0), (140.0, 200.0), (95.0, 200.0)]);
        assert_eq!(tall.covers(&page).letters, 5);
        let outer = Area::new(90.0, 35.0, 70.0, 30.0, 0.0);
        let band = |inner| Shape::Band { inner, outer }.covers(&page).letters;
        assert_eq!(band(outer.grown(-2.0)), 0);
        assert_eq!(band(outer.grown(-12.0)), 3);
    }
}
