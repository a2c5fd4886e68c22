//! From SVG to the WebP that the pack carries.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use crate::font::{BOLD, FAMILY, MEDIUM};

/// Pixels for each unit of a scene: sharp on the phones that volunteers have, where a
/// picture is 330 to 400 dp wide.
const SCALE: f32 = 2.0;

/// Why a picture could not be made from its SVG.
#[derive(Debug, thiserror::Error)]
pub enum RasterError {
    /// Not an SVG.
    #[error("the drawing is no SVG: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// No pixels, or too many.
    #[error("the drawing has no size")]
    NoSize,
    /// The encoder refused it.
    #[error("the picture cannot be encoded")]
    Encode,
}

/// Draws an SVG and packs its pixels, without loss.
///
/// # Errors
/// What is no SVG.
pub fn webp(svg: &str) -> Result<Vec<u8>, RasterError> {
    let tree = Tree::from_str(svg, options())?;
    let size = tree.size().scale_by(SCALE).ok_or(RasterError::NoSize)?.to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or(RasterError::NoSize)?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    let straight: Vec<u8> = pixels
        .pixels()
        .iter()
        .flat_map(|pixel| {
            let colour = pixel.demultiply();
            steps([colour.red(), colour.green(), colour.blue(), colour.alpha()])
        })
        .collect();
    let encoder = webp::Encoder::from_rgba(&straight, size.width(), size.height());
    let packed = encoder.encode_simple(true, 100.0).map_err(|_| RasterError::Encode)?;
    Ok(packed.to_vec())
}

/// Fewer shades at the edges of letters: invisible, and a third smaller.
fn steps([red, green, blue, alpha]: [u8; 4]) -> [u8; 4] {
    let step = |value: u8| {
        let level = (u16::from(value) * 15 + 127) / 255;
        u8::try_from(level * 17).unwrap_or(u8::MAX)
    };
    match step(alpha) {
        0 => [0; 4],
        alpha => [step(red), step(green), step(blue), alpha],
    }
}

fn options() -> &'static Options<'static> {
    static OPTIONS: OnceLock<Options<'static>> = OnceLock::new();
    OPTIONS.get_or_init(|| {
        let mut fonts = fontdb::Database::new();
        fonts.load_font_data(MEDIUM.to_vec());
        fonts.load_font_data(BOLD.to_vec());
        Options {
            font_family: FAMILY.to_owned(),
            fontdb: Arc::new(fonts),
            ..Options::default()
        }
    })
}
