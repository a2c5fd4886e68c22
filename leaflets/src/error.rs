//! What can go wrong while pages are made.

/// Why there are no pages.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// More words than the paper holds in type that can still be read.
    #[error("“{title}” does not fit {pages} page(s) of {name}; say it in fewer words")]
    TooMuch {
        /// Which leaf.
        title: String,
        /// How many pages it may take.
        pages: usize,
        /// The sheet.
        name: String,
    },
    /// A letter that the font does not have.
    #[error("{name}: the font has no letter “{letter}”; write another in “{sentence}”")]
    NoLetter {
        /// The sheet.
        name: String,
        /// The letter.
        letter: char,
        /// Where it stands.
        sentence: String,
    },
    /// A picture that is no WebP.
    #[error("the picture of “{0}” cannot be read; render it again")]
    Picture(String),
    /// The font that is inside the program cannot be read.
    #[error("the font inside this program cannot be read")]
    Font,
    /// The PDF cannot be written.
    #[error("{name}: the PDF cannot be written ({why})")]
    Pdf {
        /// The sheet.
        name: String,
        /// What the writer says.
        why: String,
    },
    /// The template engine failed.
    #[error(transparent)]
    Template(#[from] askama::Error),
    /// A skill that the pack does not have.
    #[error("there is no skill “{0}”; its file's name is its id")]
    NoSkill(String),
}
