//! Turns a loaded pack into pages: leaflets and small cards (for a browser and as PDF),
//! slides for a class, and one page that shows the whole pack as it will look.
//!
//! A [`Sheet`] says once what is printed; [`html()`] and [`pdf()`] both draw it.

#![forbid(unsafe_code)]

mod card;
mod code;
mod error;
mod fonts;
mod html;
mod leaflet;
mod marks;
mod pdf;
mod preview;
mod sheet;
mod slides;
mod webp;
mod words;

pub use card::cards;
pub use error::Error;
pub use html::{Listed, html, index};
pub use leaflet::leaflets;
pub use marks::Mark;
pub use pdf::{fit, pdf};
pub use preview::preview;
pub use sheet::{
    Block, CallLine, ContentsLine, Leaf, Paper, PictureFile, PointLine, Reach, Sheet, StepLine,
    TypeSizes, abreast,
};
pub use slides::slides;
pub use words::{Label, Words};
