//! Puts rows onto pages, and finds the size of type with which a leaf keeps its pages.

use super::letters::Letters;
use super::rows::{MM, Row, Setter};
use crate::error::Error;
use crate::sheet::{Block, PICTURES, Paper, Sheet, abreast};

/// How much smaller each try is.
const TRY: f32 = 0.025;

/// A browser sets the same words in the same type and may still need a hair more.
const SPARE: f32 = 0.97;

/// Width and height to fill on a page or card, in points.
pub(crate) fn area(paper: Paper) -> (f32, f32) {
    let (width, height) = place(paper);
    let margin = paper.margin();
    ((width - 2.0 * margin) * MM, (height - 2.0 * margin - paper.foot()) * MM * SPARE)
}

/// Width and height of a page or card, in millimetres.
pub(crate) fn place(paper: Paper) -> (f32, f32) {
    let (width, height) = paper.page();
    let (columns, rows) = paper.cards();
    (width / columns as f32, height / rows as f32)
}

/// Sets the leaves of a sheet: size of type, pages, and on which page each begins.
///
/// # Errors
/// [`Error::TooMuch`], [`Error::NoLetter`], [`Error::Picture`].
pub fn fit(sheet: &mut Sheet) -> Result<(), Error> {
    let letters = Letters::load()?;
    look_at_letters(sheet, &letters)?;
    let paper = sheet.paper;
    let (columns, rows) = paper.cards();
    let cards = columns * rows;
    let mut page = 1;
    let most = paper.largest(sheet.leaves.len());
    for (at, leaf) in sheet.leaves.iter_mut().enumerate() {
        let pages = |(scale, picture): (f32, f32)| -> usize {
            let setter = Setter {
                letters: &letters,
                sizes: paper.sizes(),
                scale,
                picture,
                width: area(paper).0,
                pages: &[],
            };
            let rows = setter.rows(&leaf.blocks);
            let height = area(paper).1;
            let pages = paginate(&rows, height);
            // What stands together and is taller than a page fits no number of them.
            if rows_fit(&pages, height) { pages.len() } else { usize::MAX }
        };
        let tries = tries(paper, most, has_pictures(&leaf.blocks));
        let mut wanted = 1;
        ((leaf.scale, leaf.picture), leaf.pages) = loop {
            if let Some(found) = tries.iter().find(|sizes| pages(**sizes) <= wanted) {
                break (*found, wanted);
            }
            wanted += 1;
            if wanted > paper.most_pages() {
                return Err(Error::TooMuch {
                    title: title_of(&leaf.blocks).to_owned(),
                    pages: paper.most_pages(),
                    name: sheet.name.clone(),
                });
            }
        };
        leaf.page = if paper.is_cut() { at / cards + 1 } else { page };
        page += leaf.pages;
    }
    Ok(())
}

/// Sizes of type and of pictures to try, the largest first: type from `most` down to the
/// smallest that the paper allows. Where there are pictures they and the type give way by
/// turns.
fn tries(paper: Paper, most: f32, pictures: bool) -> Vec<(f32, f32)> {
    let smallest = paper.smallest();
    let steps = ((most - smallest) / TRY).round() as usize;
    let scales = (0..=steps).map(|at| most - at as f32 * TRY);
    if !pictures {
        return scales.map(|scale| (scale, 0.0)).collect();
    }
    let (large, small) = PICTURES;
    scales
        .flat_map(|scale| {
            let part = (scale - smallest) / (most - smallest);
            let picture = small + (large - small) * part;
            [(scale, picture + 2.0), (scale, picture)]
        })
        .collect()
}

fn has_pictures(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| matches!(block, Block::Steps(steps) if abreast(steps) > 1))
}

fn title_of(blocks: &[Block]) -> &str {
    let title = blocks.iter().find_map(|block| match block {
        Block::Head { title, .. } => Some(title.as_str()),
        _ => None,
    });
    title.unwrap_or_default()
}

/// A place on a page: how far from the top a row stands.
pub(crate) type Placed<'r> = (f32, &'r Row);

/// Puts rows onto pages of `height` points. A row never breaks; one that asks for the
/// next goes with it.
pub(crate) fn paginate(rows: &[Row], height: f32) -> Vec<Vec<Placed<'_>>> {
    let mut pages: Vec<Vec<Placed<'_>>> = vec![Vec::new()];
    let mut y = 0.0;
    let mut at = 0;
    while at < rows.len() {
        let together = rows.iter().skip(at).position(|row| !row.keeps_next);
        let end = together.map_or(rows.len(), |more| at + more + 1);
        let group = rows.get(at..end).unwrap_or_default();
        let needed: f32 = group.iter().map(|row| row.gap + row.height).sum();
        let first = pages.last().is_none_or(Vec::is_empty);
        if !first && y + needed > height {
            pages.push(Vec::new());
            y = 0.0;
        }
        for row in group {
            if let Some(page) = pages.last_mut() {
                y += if page.is_empty() { 0.0 } else { row.gap };
                page.push((y, row));
                y += row.height;
            }
        }
        at = end;
    }
    pages
}

/// Whether nothing stands below the end of its page.
fn rows_fit(pages: &[Vec<Placed<'_>>], height: f32) -> bool {
    pages.iter().flatten().all(|(y, row)| y + row.height <= height)
}

fn look_at_letters(sheet: &Sheet, letters: &Letters) -> Result<(), Error> {
    for sentence in sheet.sentences() {
        if let Some(letter) = letters.lacks(sentence) {
            let (name, sentence) = (sheet.name.clone(), sentence.to_owned());
            return Err(Error::NoLetter { name, letter, sentence });
        }
    }
    Ok(())
}
