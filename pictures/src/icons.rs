//! Icons: strokes in a square of 24.

use camtay_content::scene::Icon;

use crate::page::{Area, Page};

/// How an icon is drawn.
fn path(icon: Icon) -> &'static str {
    match icon {
        Icon::Bank => "M3 9l9-6 9 6zM5 9v9M10 9v9M14 9v9M19 9v9M3 21h18",
        Icon::Bell => "M6 16v-5a6 6 0 0 1 12 0v5l2 2H4zM10 21h4",
        Icon::BellOff => "M6 16v-5a6 6 0 0 1 12 0v5l2 2H4zM10 21h4M3 3l18 18",
        Icon::Book => "M12 6c-3-2-6-2-9-1v14c3-1 6-1 9 1 3-2 6-2 9-1V5c-3-1-6-1-9 1v14",
        Icon::Calendar => "M4 5h16v15H4zM4 10h16M8 2v5M16 2v5",
        Icon::Camera => "M3 7h4l2-3h6l2 3h4v13H3zM8.5 13a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0",
        Icon::Cart => "M2 4h3l3 11h10l3-8H6M9 19.5v.1M17 19.5v.1",
        Icon::Chat => "M3 5h18v12H11l-5 4v-4H3z",
        Icon::Check => "M4 13l5 5L20 6",
        Icon::Clock => "M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0M12 7v5l4 2",
        Icon::Cross => "M5 5l14 14M19 5L5 19",
        Icon::Download => "M12 3v12M7 10l5 5 5-5M4 20h16",
        Icon::Eye => "M2 12c4-7 16-7 20 0-4 7-16 7-20 0zM9 12a3 3 0 1 0 6 0 3 3 0 1 0-6 0",
        Icon::Face => "M3 8V3h5M16 3h5v5M21 16v5h-5M8 21H3v-5M9 9v1M15 9v1M8.5 15c2 2 5 2 7 0",
        Icon::Finger => {
            "M6 18c1-3 1-5 1-7a5 5 0 0 1 10 0c0 3 0 5-1 9M12 11c0 4 0 7-2 10M4 13c0-6 3-10 8-10s8 4 8 9"
        }
        Icon::Gear => {
            "M8.5 12a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0M12 2v4M12 18v4M2 12h4M18 12h4M5 5l2.8 2.8M16.2 16.2L19 19M19 5l-2.8 2.8M7.8 16.2L5 19"
        }
        Icon::HangUp => "M2 14c5-6 15-6 20 0l-2 3-5-2v-3M2 14l2 3 5-2v-3",
        Icon::Heart => "M12 20C4 14 2 11 2 8a5 5 0 0 1 10-1 5 5 0 0 1 10 1c0 3-2 6-10 12z",
        Icon::Home => "M3 11l9-8 9 8M5 10v10h14V10M10 20v-6h4v6",
        Icon::Image => "M3 4h18v16H3zM3 17l6-6 5 5 3-3 4 4M16 8.5v.1",
        Icon::Lock => "M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4",
        Icon::Menu => "M5 12h.1M12 12h.1M19 12h.1",
        Icon::Mic => "M9 5a3 3 0 0 1 6 0v6a3 3 0 0 1-6 0zM5 11a7 7 0 0 0 14 0M12 18v4",
        Icon::Money => "M2 6h20v12H2zM9 12a3 3 0 1 0 6 0 3 3 0 1 0-6 0M5 12h.1M19 12h.1",
        Icon::News => "M3 4h18v16H3zM7 8h4v4H7zM14 8h3M14 12h3M7 16h10",
        Icon::Paper => "M5 2h9l5 5v15H5zM14 2v5h5M9 12h6M9 16h6",
        Icon::Pencil => "M4 20l1-5L16 4l4 4L9 19zM13 7l4 4",
        Icon::People => {
            "M6 8a3 3 0 1 0 6 0 3 3 0 1 0-6 0M3 20c0-8 12-8 12 0M15 5a3 3 0 0 1 1 6M17 14c3 0 4 3 4 6"
        }
        Icon::Person => "M8 8a4 4 0 1 0 8 0 4 4 0 1 0-8 0M4 21c0-9 16-9 16 0",
        Icon::Phone => "M5 3h4l2 5-3 2c1 3 3 5 6 6l2-3 5 2v4c-9 3-19-7-16-16z",
        Icon::Pin => {
            "M12 22c-6-7-7-9-7-12a7 7 0 0 1 14 0c0 3-1 5-7 12zM10 10a2 2 0 1 0 4 0 2 2 0 1 0-4 0"
        }
        Icon::Play => "M7 4l13 8-13 8z",
        Icon::Plus => "M12 4v16M4 12h16",
        Icon::Qr => "M3 3h7v7H3zM14 3h7v7h-7zM3 14h7v7H3zM14 14h3v3M21 14v7h-4M14 20v1",
        Icon::Rain => {
            "M6 15a4 4 0 0 1 0-8 6 6 0 0 1 11-1 4.5 4.5 0 0 1 1 9zM8 18l-1 3M13 18l-1 3M18 18l-1 3"
        }
        Icon::Rewind => "M4 4v5h5M4.5 9a8.5 8.5 0 1 1-1 5",
        Icon::Search => "M3 10a7 7 0 1 0 14 0 7 7 0 1 0-14 0M15 15l6 6",
        Icon::Send => "M3 11L21 3l-6 18-4-8zM11 13l10-10",
        Icon::Share => "M12 15V3M8 7l4-4 4 4M5 12v9h14v-9",
        Icon::Shield => "M12 2l8 3v6c0 6-4 9-8 11-4-2-8-5-8-11V5z",
        Icon::Star => "M12 3l2.8 6 6.2.8-4.5 4.5 1 6.7-5.5-3-5.5 3 1-6.7L3 9.8 9.2 9z",
        Icon::Trash => "M4 6h16M9 6V3h6v3M6 6l1 15h10l1-15M10 11v6M14 11v6",
        Icon::Vehicle => {
            "M2 17a3 3 0 1 0 6 0 3 3 0 1 0-6 0M16 17a3 3 0 1 0 6 0 3 3 0 1 0-6 0M8 17h5l4-7-2-4h-3M5 14l2-4h9M19 14l-2-4"
        }
        Icon::VideoCall => "M2 6h13v12H2zM15 11l7-4v10l-7-4",
        Icon::Wallet => "M3 7V5h15v3M3 7v13h18V8H4M16 13h5v3h-5z",
        Icon::Warning => "M12 3l10 18H2zM12 10v5M12 18v.1",
    }
}

/// Draws an icon whose middle is at (x, y).
pub(crate) fn draw(page: &mut Page, icon: Icon, (x, y): (f32, f32), size: f32, colour: &str) {
    let wide = if size < 22.0 { 2.4 } else { 2.0 };
    let wide = if icon == Icon::Menu { 4.0 } else { wide };
    page.sign(Area::around(x, y, size / 2.0));
    page.strokes(path(icon), (x - size / 2.0, y - size / 2.0), size / 24.0, colour, wide);
}
