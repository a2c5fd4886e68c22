//! The pieces of a screen. Each draws itself with its upper edge at `y` and says how high
//! it became.

mod bars;
mod lists;
mod messages;
mod things;

use camtay_content::scene::{Kind, Piece};

use crate::page::{Page, n};

/// The picture is this wide; heights follow from what is on it.
pub(crate) const WIDTH: f32 = 360.0;

/// Where pieces begin and how wide they are.
pub(crate) const LEFT: f32 = 40.0;
pub(crate) const ROOM: f32 = 280.0;

/// Between lines that a ring may be drawn around one by one.
pub(crate) const APART: f32 = 7.0;

/// The inner edges of the frame, for pieces that go from side to side.
pub(crate) const EDGE: f32 = 24.0;

/// The screen from side to side.
pub(crate) const ACROSS: f32 = WIDTH - 2.0 * EDGE;

/// Where the first piece begins below a phone's upper end.
pub(crate) const PHONE_BEGINS: f32 = 28.0;

/// A path up the left edge of a phone from `y`, around its upper end, and to the right edge.
pub(crate) fn upper_end(y: f32) -> String {
    let right = n(EDGE + ACROSS - 26.0);
    format!("M{} {}V34a26 26 0 0 1 26-26H{right}a26 26 0 0 1 26 26", n(EDGE), n(y))
}

/// Whether a piece stands at the lower end of the screen.
pub(crate) fn at_the_bottom(kind: Kind) -> bool {
    matches!(kind, Kind::Tabs | Kind::Keyboard | Kind::Keypad | Kind::Compose)
}

/// Draws a piece and gives its height. `first`: nothing is above it.
pub(crate) fn draw(page: &mut Page, piece: &Piece, y: f32, first: bool) -> f32 {
    match piece.is {
        Kind::Title => bars::title(page, piece, y, first),
        Kind::Search | Kind::Address => bars::search(page, piece, y),
        Kind::Tabs => bars::tabs(page, piece, y),
        Kind::Keyboard => bars::keyboard(page, y),
        Kind::Keypad => bars::keypad(page, y),
        Kind::Compose => bars::compose(page, piece, y),
        Kind::Field => lists::field(page, piece, y),
        Kind::Button => lists::button(page, piece, y),
        Kind::Two => lists::two(page, &piece.names, y),
        Kind::Row => lists::row(page, piece, y),
        Kind::App => lists::app(page, piece, y),
        Kind::Tiles => lists::tiles(page, piece, y),
        Kind::Toggle => lists::toggle(page, piece, y),
        Kind::Check => lists::check(page, piece, y),
        Kind::Choice => lists::choice(page, piece, y),
        Kind::Table => lists::table(page, piece, y),
        Kind::Dialog => messages::dialog(page, piece, y),
        Kind::Slip => messages::slip(page, piece, y),
        Kind::Bubble => messages::bubble(page, piece, y),
        Kind::Banner => messages::banner(page, piece, y),
        Kind::Call => messages::call(page, piece, y),
        Kind::Status => messages::status(page, piece, y),
        Kind::Heading => messages::heading(page, piece, y),
        Kind::Text => messages::text(page, piece, y),
        Kind::Lines => messages::lines(page, piece, y),
        Kind::Dots => things::dots(page, piece, y),
        Kind::Photo => things::photo(page, piece, y),
        Kind::Camera => things::camera(page, piece, y),
        Kind::Spinner => things::spinner(page, piece, y),
        Kind::Seconds => things::seconds(page, piece, y),
        Kind::Card => things::card(page, piece, y),
        Kind::Video => things::video(page, piece, y),
        Kind::Qr => things::qr(page, piece, y),
    }
}
