//! From SVG to the WebP that the pack carries.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use crate::font::{BOLD, FAMILY, MEDIUM};
use crate::page::colour;

/// Pixels for each unit of a scene, the first that fits: sharp enough on the phones that
/// volunteers have, where a picture is 330 to 400 dp wide.
const SCALES: [f32; 3] = [1.5, 1.375, 1.25];

/// The most bytes of a picture, as the linter of the guides has it.
const MOST: usize = camtay_content::lint::MAX_PICTURE;

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

/// Draws an SVG and packs its pixels: as large as fits.
///
/// # Errors
/// What is no SVG.
pub fn webp(svg: &str) -> Result<Vec<u8>, RasterError> {
    let tree = Tree::from_str(svg, options())?;
    let mut packed = Vec::new();
    for scale in SCALES {
        packed = at_scale(&tree, scale)?;
        if packed.len() <= MOST {
            break;
        }
    }
    Ok(packed)
}

fn at_scale(tree: &Tree, scale: f32) -> Result<Vec<u8>, RasterError> {
    let size = tree.size().scale_by(scale).ok_or(RasterError::NoSize)?.to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height()).ok_or(RasterError::NoSize)?;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let mut nearest = BTreeMap::new();
    let mut flat = Vec::with_capacity(pixels.pixels().len() * 4);
    for pixel in pixels.pixels() {
        let colour = pixel.demultiply();
        let colour = [colour.red(), colour.green(), colour.blue(), colour.alpha()];
        flat.extend(*nearest.entry(colour).or_insert_with(|| of_palette(colour)));
    }
    let mut config = webp::WebPConfig::new().map_err(|()| RasterError::Encode)?;
    config.lossless = 1;
    config.quality = 75.0;
    config.method = 6;
    let encoder = webp::Encoder::from_rgba(&flat, size.width(), size.height());
    let packed = encoder.encode_advanced(&config).map_err(|_| RasterError::Encode)?;
    Ok(packed.to_vec())
}

/// The nearest of few colours: those of the drawings, and halves between them at the
/// edges of letters. Few colours are what makes a picture small.
fn of_palette([red, green, blue, alpha]: [u8; 4]) -> [u8; 4] {
    let alpha = (u16::from(alpha) + 42) / 85 * 85;
    let alpha = u8::try_from(alpha).unwrap_or(u8::MAX);
    let nearest = |palette: &[[u8; 3]]| -> [u8; 3] {
        let far = |colour: &[u8; 3]| -> i32 {
            let apart = [red, green, blue].into_iter().zip(*colour);
            apart.map(|(one, other)| (i32::from(one) - i32::from(other)).pow(2)).sum()
        };
        palette.iter().copied().min_by_key(far).unwrap_or_default()
    };
    let [r, g, b] = match alpha {
        0 => [0; 3],
        // What stands on nothing has an edge of one of these.
        1..u8::MAX => nearest(edges()),
        u8::MAX => nearest(palette()),
    };
    [r, g, b, alpha]
}

fn edges() -> &'static [[u8; 3]] {
    static EDGES: OnceLock<Vec<[u8; 3]>> = OnceLock::new();
    EDGES.get_or_init(|| [colour::INK, colour::LINE, colour::RING, colour::PAPER].map(rgb).to_vec())
}

fn rgb(hex: &str) -> [u8; 3] {
    let part = |at: usize| hex.get(at..at + 2).map(|it| u8::from_str_radix(it, 16));
    [1, 3, 5].map(|at| part(at).and_then(Result::ok).unwrap_or_default())
}

fn palette() -> &'static [[u8; 3]] {
    static PALETTE: OnceLock<Vec<[u8; 3]>> = OnceLock::new();
    PALETTE.get_or_init(|| {
        let half = |one: &str, other: &str| -> [u8; 3] {
            let (one, other) = (rgb(one), rgb(other));
            [0, 1, 2].map(|at| one[at].midpoint(other[at]))
        };
        let mut palette: Vec<[u8; 3]> = colour::ALL.iter().map(|hex| rgb(hex)).collect();
        for edge in [colour::INK, colour::BLUE, colour::QUIET, colour::RING] {
            palette.push(half(edge, colour::PAPER));
        }
        palette.push(half(colour::INK, colour::SKIN));
        palette
    })
}

fn options() -> &'static Options<'static> {
    static OPTIONS: OnceLock<Options<'static>> = OnceLock::new();
    OPTIONS.get_or_init(|| {
        let mut fonts = fontdb::Database::new();
        fonts.load_font_data(MEDIUM.to_vec());
        fonts.load_font_data(BOLD.to_vec());
        Options { font_family: FAMILY.to_owned(), fontdb: Arc::new(fonts), ..Options::default() }
    })
}
