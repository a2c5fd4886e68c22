//! One picture: the frame, its pieces, the hand.

use camtay_content::scene::{Frame, Piece, Scene};
use camtay_content::{Place, Problem, Rule};

use crate::font::FAMILY;
use crate::hand;
use crate::page::{Area, Page, colour, n};
use crate::pieces::{self, EDGE, WIDTH};
use crate::pointing;

/// The lowest and highest picture: below, the phone would not look like one; above, its
/// words would become small on a phone.
const HEIGHTS: (f32, f32) = (210.0, 356.0);

/// Between two pieces.
const GAP: f32 = 11.0;

/// Draws a scene as SVG.
///
/// # Errors
/// Labels that do not fit, with their lines in the scene's file.
pub fn draw(place: &Place<'_>) -> Result<String, Vec<Problem>> {
    let scene = place.scene;
    let mut page = Page::default();
    let height = match scene.frame {
        Frame::Phone => phone(&mut page, scene),
        Frame::Computer => computer(&mut page, scene),
        Frame::None => table(&mut page, scene),
    };
    let (height, hidden) = point(&mut page, scene, height);
    let mut problems: Vec<Problem> = page
        .misfits
        .iter()
        .map(|misfit| {
            place.problem(&format!("screen[{}].{}", misfit.piece, misfit.key), misfit.rule.clone())
        })
        .collect();
    for (key, words) in [("touch", &scene.touch), ("look", &scene.look)] {
        if let Some(words) = words.as_ref().filter(|words| page.find(words).is_none()) {
            problems.push(place.problem(key, Rule::NoSuchPlace(words.clone())));
        }
    }
    if let Some(words) = hidden {
        let key = if scene.touch.is_some() { "touch" } else { "look" };
        problems.push(place.problem(key, Rule::HidesWords(words)));
    }
    if height > HEIGHTS.1 {
        problems.push(place.problem("screen", Rule::TooManyPieces));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" \
         font-family=\"{FAMILY}, sans-serif\" font-weight=\"500\">\n{}</svg>\n",
        n(WIDTH),
        n(height),
        page.svg
    ))
}

/// Draws pieces below each other from `y` on; gives where they end.
fn stack<'a>(page: &mut Page, pieces: impl Iterator<Item = (usize, &'a Piece)>, y: f32) -> f32 {
    let mut y = y;
    let mut first = true;
    for (at, piece) in pieces {
        page.piece = at;
        y += pieces::draw(page, piece, y, first) + GAP;
        first = false;
    }
    y
}

/// A phone: its lower end where a piece stands there, else its upper end.
fn phone(page: &mut Page, scene: &Scene) -> f32 {
    let all = || scene.screen.iter().enumerate();
    let bottom = all().filter(|(_, piece)| pieces::at_the_bottom(piece.is));
    let above = all().filter(|(_, piece)| !pieces::at_the_bottom(piece.is));
    let has_bottom = bottom.clone().next().is_some();
    let body = page.svg.len();
    let y = stack(page, above, if has_bottom { 14.0 } else { pieces::PHONE_BEGINS });
    let mut height;
    let outline;
    let inner = Area::new(EDGE, 0.0, pieces::ACROSS, 0.0, 0.0);
    if has_bottom {
        let end = stack(page, bottom, y.max(HEIGHTS.0 - 180.0)) - GAP + 12.0;
        height = end + 10.0;
        outline = format!(
            "M{l} -4V{b}a26 26 0 0 0 26 26H{r}a26 26 0 0 0 26-26V-4",
            l = n(inner.x),
            b = n(end - 26.0),
            r = n(inner.right() - 26.0)
        );
    } else {
        height = y + 6.0;
        height = height.max(HEIGHTS.0);
        let below = HEIGHTS.1 + 40.0;
        outline = format!("{}V{}", pieces::upper_end(below), n(below));
    }
    // The screen below everything, its frame above: bars go from edge to edge.
    page.svg.insert_str(body, &format!("<path d=\"{outline}\" fill=\"{}\"/>\n", colour::PAPER));
    frame_above(page, &outline, has_bottom);
    height
}

/// The frame hides what bars draw past its round corners.
fn frame_above(page: &mut Page, outline: &str, has_bottom: bool) {
    page.raw(&format!(
        "<path d=\"{outline}\" fill=\"none\" stroke=\"{}\" stroke-width=\"5\"/>",
        colour::INK
    ));
    if !has_bottom {
        page.circle((WIDTH / 2.0, 19.0), 4.0, colour::INK, "", 0.0);
    }
}

/// The screen of a computer, on its foot.
fn computer(page: &mut Page, scene: &Scene) -> f32 {
    let body = page.svg.len();
    let y = stack(page, scene.screen.iter().enumerate(), 22.0).max(HEIGHTS.0 - 52.0);
    let screen = Area::new(12.0, 6.0, WIDTH - 24.0, y, 12.0);
    let mut below = Page::default();
    below.shape(&format!("M150 {t}h60l8 34H142z", t = n(screen.bottom())), colour::QUIET);
    below.rect(screen, colour::PAPER, "", 0.0);
    page.svg.insert_str(body, &below.svg);
    page.rect(screen, "", colour::INK, 6.0);
    page.line((110.0, screen.bottom() + 36.0), (250.0, screen.bottom() + 36.0), colour::INK, 6.0);
    screen.bottom() + 42.0
}

/// Things on the table.
fn table(page: &mut Page, scene: &Scene) -> f32 {
    stack(page, scene.screen.iter().enumerate(), 12.0).max(HEIGHTS.0)
}

/// The ring, and the hand or the eye; gives the picture's height with room for the hand,
/// and words that would be hidden.
fn point(page: &mut Page, scene: &Scene, height: f32) -> (f32, Option<String>) {
    let mut height = height;
    let mut shapes = Vec::new();
    if let Some(area) = scene.look.as_ref().and_then(|words| page.find(words)) {
        hand::ring(page, area);
        shapes.extend([hand::ring_shape(area), pointing::eye(page, area, height)]);
    }
    if let Some(name) = &scene.touch
        && let Some(area) = page.find(name)
    {
        hand::ring(page, area);
        let shape = if scene.frame == Frame::Computer {
            pointing::arrow(page, area)
        } else {
            let spot = page.spots.iter().find(|(place, _)| place == name).map(|&(_, at)| at);
            let (shape, low) = pointing::hand(page, spot, area, height, HEIGHTS.1);
            height = low;
            shape
        };
        shapes.extend([hand::ring_shape(area), shape]);
    }
    (height, shapes.iter().find_map(|shape| shape.covers(page).words))
}
