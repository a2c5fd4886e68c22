//! The font: Be Vietnam Pro (SIL Open Font License 1.1), which has all of Vietnamese.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

pub(crate) const REGULAR: &[u8] = include_bytes!("../../content/fonts/BeVietnamPro-Regular.ttf");
pub(crate) const BOLD: &[u8] = include_bytes!("../../content/fonts/BeVietnamPro-Bold.ttf");
const REGULAR_WEB: &[u8] = include_bytes!("../../content/fonts/BeVietnamPro-Regular.woff2");
const BOLD_WEB: &[u8] = include_bytes!("../../content/fonts/BeVietnamPro-Bold.woff2");

/// The rules that carry the font inside a page.
pub(crate) fn css() -> String {
    let face = |weight: &str, font: &[u8]| {
        format!(
            "@font-face{{font-family:\"Be Vietnam Pro\";font-weight:{weight};\
             src:url(data:font/woff2;base64,{}) format(\"woff2\")}}\n",
            STANDARD.encode(font)
        )
    };
    face("400", REGULAR_WEB) + &face("700", BOLD_WEB)
}

/// A picture inside a page.
pub(crate) fn data_uri(webp: &[u8]) -> String {
    format!("data:image/webp;base64,{}", STANDARD.encode(webp))
}
