//! QR codes, as squares that both a browser and a PDF draw.

use qrcode::{Color, EcLevel, QrCode};

/// A QR code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Squares on a side, without the quiet zone.
    pub width: usize,
    dark: Vec<bool>,
}

impl Code {
    /// The code of `text`; `None` when it is too long for one.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        // Paper gets folded and stained.
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let width = code.width();
        let dark = code.into_colors().into_iter().map(|color| color == Color::Dark).collect();
        Some(Self { width, dark })
    }

    /// The dark runs of each row: row, first square, length.
    pub fn runs(&self) -> impl Iterator<Item = (usize, usize, usize)> {
        self.dark.chunks(self.width.max(1)).enumerate().flat_map(|(row, squares)| {
            let mut runs = Vec::new();
            let mut from = 0;
            for group in squares.chunk_by(|one, next| one == next) {
                if group.first() == Some(&true) {
                    runs.push((row, from, group.len()));
                }
                from += group.len();
            }
            runs
        })
    }

    /// The drawing in a page for a browser, quiet zone of four squares included.
    #[must_use]
    pub fn svg(&self) -> String {
        let side = self.width + 8;
        let mut path = String::new();
        for (row, from, length) in self.runs() {
            path.push_str(&format!("M{} {}h{length}v1h-{length}z", from + 4, row + 4));
        }
        format!(
            "<svg class=\"code\" viewBox=\"0 0 {side} {side}\" role=\"img\" \
             shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}h-{side}z\"/>\
             <path d=\"{path}\"/></svg>"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runs_are_the_dark_squares() {
        let code = Code::of("https://xa.example/video").unwrap();
        let drawn: usize = code.runs().map(|(_, _, length)| length).sum();
        assert_eq!(drawn, code.dark.iter().filter(|dark| **dark).count());
        assert!(code.runs().any(|run| run == (0, 0, 7)), "the first corner");
        assert_eq!(Code::of(&"a".repeat(5000)), None);
    }
}
