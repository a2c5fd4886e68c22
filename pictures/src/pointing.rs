//! Where the hand, the arrow and the eye go, so that all words stay free.
//!
//! Of several ways to point at a place the first is taken that lies on no letter, and on
//! as little else as can be.

use crate::cover::{Covered, Shape, within};
use crate::hand::{self, Pose};
use crate::page::{Area, Page};
use crate::pieces::WIDTH;

/// Ways that a hand comes into the picture, and how unusual each is.
const POSES: [(Pose, f32); 16] = [
    (right(-16.0), 0.0),
    (right(0.0), 1.0),
    (right(-35.0), 3.0),
    (right(-55.0), 5.0),
    (left(-75.0), 7.0),
    (right(-75.0), 8.0),
    (left(16.0), 9.0),
    (left(35.0), 12.0),
    (left(-100.0), 13.0),
    (small(right(-16.0)), 8.0),
    (small(right(0.0)), 9.0),
    (small(right(-35.0)), 11.0),
    (small(right(-55.0)), 13.0),
    (small(left(-75.0)), 15.0),
    (small(right(-75.0)), 15.0),
    (small(left(16.0)), 17.0),
];

const fn right(turn: f32) -> Pose {
    Pose { turn, left: false, size: 1.0 }
}

const fn left(turn: f32) -> Pose {
    Pose { turn, left: true, size: 1.0 }
}

const fn small(pose: Pose) -> Pose {
    Pose { size: 0.78, ..pose }
}

/// A letter hidden is worse than anything else; a sign, than any way to point.
fn cost(covered: &Covered) -> f32 {
    let letters = 1000.0f32.mul_add(covered.letters as f32, 8.0 * covered.near as f32);
    0.6f32.mul_add(covered.signs as f32, letters)
}

/// Spots in `area` to point at, and how unusual each is: at the right in wide places, at
/// the lower edge in high ones.
fn spots(page: &Page, area: Area) -> Vec<((f32, f32), f32)> {
    let usual_x = area.right() - (area.w * 0.5).min(26.0);
    let usual_y = area.bottom()
        - if area.w < 160.0 && area.h > 60.0 { 7.0 } else { (area.h * 0.3).min(30.0) };
    let mut across = vec![(usual_x, 0.0), (area.right() - 10.0, 2.0), (area.middle().0, 3.0)];
    if area.w > 130.0 {
        across.extend([(area.right() - 60.0, 2.0), (area.x + 34.0, 8.0)]);
    }
    // In a box with a sign at its end, the finger must not seem to press that.
    let of_another =
        |at| area.w > 80.0 && page.signs.iter().any(|sign| within(sign.grown(8.0), at));
    let down = [(usual_y, 0.0), (area.bottom() - 5.0, 1.0), (area.bottom() - 1.0, 2.0)];
    let all = across.into_iter().flat_map(|(x, rare)| down.map(|(y, also)| ((x, y), rare + also)));
    all.map(|(at, rare)| (at, if of_another(at) { rare + 15.0 } else { rare })).collect()
}

/// The best of several by what they cost.
fn best<T>(all: impl IntoIterator<Item = (T, f32)>) -> Option<T> {
    all.into_iter().min_by(|one, other| one.1.total_cmp(&other.1)).map(|(it, _)| it)
}

/// Draws the hand; gives what it lies on, and how low the picture must reach.
pub(crate) fn hand(
    page: &mut Page,
    spot: Option<(f32, f32)>,
    area: Area,
    height: f32,
    most: f32,
) -> (Shape, f32) {
    let spots = spot.map_or_else(|| spots(page, area), |spot| vec![(spot, 0.0)]);
    let all =
        spots.iter().flat_map(|&(tip, rare)| POSES.map(|(pose, also)| (tip, pose, rare + also)));
    let priced = all.map(|(tip, pose, rare)| {
        let low = pose.shown(tip).map(|corner| corner.1).fold(height, f32::max);
        // Beyond its sides the picture ends; below, it can grow.
        let (out, count) = pose.shown(tip).fold((0.0, 0.0), |(out, count), (x, y)| {
            let beyond = !(0.0..=WIDTH).contains(&x) || y < 0.0;
            (out + f32::from(u8::from(beyond)), count + 1.0)
        });
        let too_low = if low > most { 500.0 } else { 0.0 };
        let size = 40.0f32.mul_add(out / count, too_low) + 0.1 * (low - height);
        ((tip, pose, low), rare + size + cost(&pose.shape(tip).covers(page)))
    });
    let usual = (area.middle(), right(0.0), height);
    let (tip, pose, low) = best(priced).unwrap_or(usual);
    hand::hand(page, tip, pose);
    (pose.shape(tip), low)
}

/// Draws the arrow of a mouse; gives what it lies on.
pub(crate) fn arrow(page: &mut Page, area: Area) -> Shape {
    let spots = spots(page, area).into_iter();
    let priced = spots.map(|(tip, rare)| (tip, rare + cost(&hand::arrow_shape(tip).covers(page))));
    let tip = best(priced).unwrap_or(area.middle());
    hand::arrow(page, tip);
    hand::arrow_shape(tip)
}

/// Draws the eye at an edge of the place; gives what it lies on.
pub(crate) fn eye(page: &mut Page, area: Area, height: f32) -> Shape {
    let (middle_x, middle_y) = area.middle();
    let (l, r, t, b) = (area.x - 15.0, area.right() + 15.0, area.y - 3.0, area.bottom() + 3.0);
    let all = [
        ((r, t), 0.0),
        ((r, middle_y), 1.0),
        ((r, b), 2.0),
        ((area.right() - 10.0, area.y - 6.0), 2.5),
        ((area.right() - 10.0, area.bottom() + 6.0), 3.0),
        ((l, t), 4.0),
        ((l, middle_y), 5.0),
        ((l, b), 6.0),
        ((middle_x, area.y - 6.0), 7.0),
        ((middle_x, area.bottom() + 6.0), 7.0),
    ];
    let priced = all.map(|((x, y), rare)| {
        let middle = (x.clamp(18.0, WIDTH - 18.0), y.clamp(18.0, height - 18.0));
        let moved = (x - middle.0).hypot(y - middle.1);
        (middle, rare + 0.3 * moved + cost(&hand::eye_shape(middle).covers(page)))
    });
    let middle = best(priced).unwrap_or((r, t));
    hand::eye(page, middle);
    hand::eye_shape(middle)
}
