//! Draws the pictures of the guides from their scenes.
//!
//! A scene (`scenes/SKILL.toml` of the content) becomes an SVG, and from it the WebP that
//! the pack carries. Neither phone nor hall contains this crate.

#![forbid(unsafe_code)]

mod cover;
mod drawings;
mod folder;
mod font;
mod hand;
mod icons;
mod page;
mod picture;
mod pieces;
mod pointing;
mod raster;

pub use folder::{DrawError, Drawn, Pictures, draw_folder};
pub use font::has_glyph;
pub use picture::draw;
pub use raster::{RasterError, webp};
