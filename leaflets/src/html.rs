//! Pages for a browser: one file that opens from disk, prints, and needs nothing else.

use askama::Template;

use crate::Mark;
use crate::code::Code;
use crate::error::Error;
use crate::fonts;
use crate::sheet::{
    Block, CallLine, ContentsLine, GUTTER, Leaf, Paper, PictureFile, Reach, Sheet, StepLine,
    TypeSizes, abreast,
};
use crate::words::{Label, Words, parts};

#[derive(Template)]
#[template(path = "sheet.html")]
struct Page<'s> {
    sheet: &'s Sheet,
    words: Words<'s>,
    sizes: TypeSizes,
    font: String,
}

/// The page of a sheet that was fitted.
///
/// # Errors
/// None that a sheet can cause; the template engine's signature has one.
pub fn html(sheet: &Sheet, words: Words<'_>) -> Result<String, Error> {
    let page = Page { sheet, words, sizes: sheet.paper.sizes(), font: fonts::css() };
    Ok(page.render()?)
}

impl Page<'_> {
    /// The leaves of each page: one, or those that are cut from it.
    fn pages(&self) -> impl Iterator<Item = &[Leaf]> {
        let (columns, rows) = self.sheet.paper.cards();
        self.sheet.leaves.chunks(columns * rows)
    }

    fn paper(&self) -> Paper {
        self.sheet.paper
    }

    /// Width and height of a card, in millimetres.
    fn card(&self) -> (f32, f32) {
        let (width, height) = self.sheet.paper.page();
        let (columns, rows) = self.sheet.paper.cards();
        (width / columns as f32, height / rows as f32)
    }

    /// Height of what is printed on a page, a hair less than the page has.
    fn height(&self) -> f32 {
        self.sheet.paper.page().1 - 2.0 * self.sheet.paper.margin() - 1.0
    }

    /// Width of what is printed on a page.
    fn width(&self) -> f32 {
        self.sheet.paper.page().0 - 2.0 * self.sheet.paper.margin()
    }

    fn page_of(&self, leaf: &usize) -> usize {
        self.sheet.leaves.get(*leaf).map_or(0, |leaf| leaf.page)
    }

    fn names(&self, words: &str) -> String {
        names(words)
    }

    /// Whether a number needs smaller type to stay in its column.
    fn is_long(&self, number: &str) -> bool {
        const HOLDS: usize = 10;
        number.chars().count() > HOLDS
    }

    fn tells_when(&self, call: &CallLine) -> bool {
        !call.when.is_empty()
    }

    fn has_why(&self, line: &ContentsLine) -> bool {
        !line.why.is_empty()
    }

    fn picture(&self, picture: &PictureFile) -> String {
        fonts::data_uri(&picture.bytes)
    }

    fn abreast(&self, steps: &[StepLine]) -> bool {
        abreast(steps) > 1
    }

    fn gutter(&self) -> f32 {
        GUTTER
    }

    fn size(&self, picture: &PictureFile, leaf: &Leaf) -> String {
        let (width, height) = picture.within(leaf.picture);
        format!("width:{width:.1}mm;height:{height:.1}mm")
    }

    /// What will be seen, and what the resident does alone.
    fn under(&self, step: &StepLine) -> String {
        let see = step.see.as_ref().map(|see| format!("<p class=\"see\">{}</p>", names(see)));
        let alone = step.alone.as_ref().map(|alone| {
            let (lock, alone) = (Mark::Lock.svg(), names(alone));
            format!("<p class=\"alone\">{lock}<span>{alone}</span></p>")
        });
        see.unwrap_or_default() + &alone.unwrap_or_default()
    }

    fn code(&self, link: &str) -> String {
        Code::of(link).map(|code| code.svg()).unwrap_or_default()
    }

    fn label(&self, label: Label) -> &'static str {
        self.words.label(label)
    }
}

/// A list of what was made, to begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Over its column: leaflets, cards, slides.
    pub kind: Label,
    /// What it is about.
    pub title: String,
    /// Files, each with the words of its link.
    pub files: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "index.html")]
struct Index<'s> {
    language: &'s str,
    title: &'s str,
    parts: Vec<(&'static str, Vec<&'s Listed>)>,
}

/// The page that lists what was made.
///
/// # Errors
/// As [`html()`].
pub fn index(words: Words<'_>, title: &str, all: &[Listed]) -> Result<String, Error> {
    let part = |kind: Label| {
        let of: Vec<&Listed> = all.iter().filter(|listed| listed.kind == kind).collect();
        (words.label(kind), of)
    };
    let mut parts: Vec<_> = [Label::Leaflets, Label::Cards, Label::Slides].map(part).into();
    parts.retain(|(_, listed)| !listed.is_empty());
    Ok(Index { language: words.language(), title, parts }.render()?)
}

/// Words, escaped, with the names of things on the screen in bold and lines kept.
pub(crate) fn names(words: &str) -> String {
    let mut html = String::with_capacity(words.len() + 16);
    for part in parts(words) {
        let escaped = escape(part.words).replace('\n', "<br>");
        if part.name {
            html.push_str("<b>");
            html.push_str(&escaped);
            html.push_str("</b>");
        } else {
            html.push_str(&escaped);
        }
    }
    html
}

/// Words that mean nothing to a browser but themselves.
fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&#34;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_become_markup() {
        assert_eq!(
            names("Bấm “<b onclick='x'>”\n& chờ"),
            "Bấm <b>“&lt;b onclick=&#39;x&#39;&gt;”</b><br>&amp; chờ"
        );
        assert_eq!(names("\"5 < 6\""), "&#34;5 &lt; 6&#34;");
    }
}
