//! Signs, drawn by us as lines, so that no font needs to have them and a black-and-white
//! printer shows them.

/// A sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Never: a cross.
    Never,
    /// Do: a tick.
    Do,
    /// Say: a speech bubble.
    Say,
    /// Alone: a lock.
    Lock,
}

/// A line through points, in a square of 24 by 24.
pub type Line = &'static [(f32, f32)];

impl Mark {
    /// The lines that draw it.
    #[must_use]
    pub fn lines(self) -> &'static [Line] {
        match self {
            Self::Never => &[&[(5.0, 5.0), (19.0, 19.0)], &[(19.0, 5.0), (5.0, 19.0)]],
            Self::Do => &[&[(4.0, 12.5), (9.5, 18.0), (20.0, 6.0)]],
            Self::Say => &[
                &[
                    (3.0, 4.0),
                    (21.0, 4.0),
                    (21.0, 16.0),
                    (11.0, 16.0),
                    (6.0, 21.0),
                    (6.0, 16.0),
                    (3.0, 16.0),
                    (3.0, 4.0),
                    (21.0, 4.0),
                ],
                &[(7.5, 8.5), (16.5, 8.5)],
                &[(7.5, 12.0), (13.5, 12.0)],
            ],
            Self::Lock => &[
                &[(4.5, 11.0), (19.5, 11.0), (19.5, 21.0), (4.5, 21.0), (4.5, 11.0), (19.5, 11.0)],
                &[
                    (8.0, 11.0),
                    (8.0, 6.5),
                    (9.5, 4.2),
                    (12.0, 3.4),
                    (14.5, 4.2),
                    (16.0, 6.5),
                    (16.0, 11.0),
                ],
                &[(12.0, 14.5), (12.0, 17.5)],
            ],
        }
    }

    /// Width of the lines, in the same square.
    #[must_use]
    pub fn stroke(self) -> f32 {
        match self {
            Self::Never | Self::Do => 3.4,
            Self::Say | Self::Lock => 2.0,
        }
    }

    /// The drawing in a page for a browser.
    #[must_use]
    pub fn svg(self) -> String {
        let mut path = String::new();
        for line in self.lines() {
            for (at, (x, y)) in line.iter().enumerate() {
                path.push(if at == 0 { 'M' } else { 'L' });
                path.push_str(&format!("{x} {y}"));
            }
        }
        format!(
            "<svg class=\"mark\" viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"{path}\" \
             fill=\"none\" stroke=\"currentColor\" stroke-width=\"{}\" stroke-linecap=\"round\" \
             stroke-linejoin=\"round\"/></svg>",
            self.stroke()
        )
    }
}
