//! PDFs: the rows of each leaf, drawn and tagged so that a screen reader reads them
//! (PDF/UA-1). The same sheet gives the same bytes on every machine.

mod flow;
mod letters;
mod lines;
mod paint;
mod rows;

use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{ListNumbering, Node, Tag, TagGroup, TagTree};
use krilla::{Document, SerializeSettings};

use crate::error::Error;
use crate::sheet::{Block, Leaf, Sheet};
use flow::{Placed, area, paginate, place};
use letters::Letters;
use paint::Painter;
use rows::{MM, Role, Row, Setter};

pub use flow::fit;

/// The PDF of a sheet that was fitted.
///
/// # Errors
/// A picture that cannot be read, or what the PDF writer says.
pub fn pdf(sheet: &Sheet) -> Result<Vec<u8>, Error> {
    let failed = |why: String| Error::Pdf { name: sheet.name.clone(), why };
    let letters = Letters::load()?;
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| failed(format!("{error:?}")))?;
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let leaves = set(sheet, &letters);
    let mut tree = TagTree::new().with_lang(Some(sheet.language.clone()));
    let mut outline = Outline::new();
    for (number, page) in pages(sheet, &leaves).iter().enumerate() {
        let (width, height) = sheet.paper.page();
        let size = PageSettings::from_wh(width * MM, height * MM)
            .ok_or_else(|| failed("no such paper".to_owned()))?;
        let mut on_page = document.start_page_with(size);
        let mut surface = on_page.surface();
        let mut painter = Painter { letters: &letters, surface: &mut surface };
        for card in &page.cards {
            write(&mut painter, card, &mut tree)?;
        }
        if sheet.paper.is_cut() {
            painter.cuts(sheet.paper);
        }
        foot(&mut painter, sheet, number + 1);
        surface.finish();
        on_page.finish();
        for title in &page.begins {
            let there = XyzDestination::new(number, Point::from_xy(0.0, 0.0));
            outline.push_child(OutlineNode::new(title.clone(), there));
        }
    }
    document.set_tag_tree(tree);
    document.set_outline(outline);
    document.set_metadata(metadata(sheet));
    document.finish().map_err(|error| failed(format!("{error:?}")))
}

fn metadata(sheet: &Sheet) -> Metadata {
    // No day: each build would make another file.
    Metadata::new()
        .title(sheet.title.clone())
        .language(sheet.language.clone())
        .creator("Cầm Tay".to_owned())
}

/// The rows of each leaf.
fn set(sheet: &Sheet, letters: &Letters) -> Vec<Vec<Row>> {
    let pages: Vec<usize> = sheet.leaves.iter().map(|leaf| leaf.page).collect();
    let rows = |leaf: &Leaf| {
        let setter = Setter {
            letters,
            sizes: sheet.paper.sizes(),
            scale: leaf.scale,
            picture: leaf.picture,
            width: area(sheet.paper).0,
            pages: &pages,
        };
        setter.rows(&leaf.blocks)
    };
    sheet.leaves.iter().map(rows).collect()
}

/// What stands on one page.
#[derive(Default)]
struct PageOf<'r> {
    cards: Vec<Card<'r>>,
    /// Titles of the leaves that begin here.
    begins: Vec<String>,
}

/// A leaf's part of a page: where its corner is, in points, and what stands in it.
struct Card<'r> {
    x: f32,
    y: f32,
    rows: Vec<Placed<'r>>,
}

fn pages<'r>(sheet: &Sheet, leaves: &'r [Vec<Row>]) -> Vec<PageOf<'r>> {
    let (columns, down) = sheet.paper.cards();
    let (width, height) = place(sheet.paper);
    let margin = sheet.paper.margin();
    let mut all: Vec<PageOf<'r>> = Vec::new();
    for (at, (leaf, rows)) in sheet.leaves.iter().zip(leaves).enumerate() {
        let title = leaf.blocks.iter().find_map(|block| match block {
            Block::Head { title, .. } => Some(title.clone()),
            _ => None,
        });
        let mut title = title.filter(|_| !sheet.paper.is_cut());
        let slot = at % (columns * down);
        for rows in paginate(rows, area(sheet.paper).1) {
            if slot == 0 {
                all.push(PageOf::default());
            }
            let Some(page) = all.last_mut() else { continue };
            let (column, row) = (slot % columns, slot / columns);
            page.cards.push(Card {
                x: (column as f32 * width + margin) * MM,
                y: (row as f32 * height + margin) * MM,
                rows,
            });
            page.begins.extend(title.take());
        }
    }
    if sheet.paper.is_cut()
        && let Some(first) = all.first_mut()
    {
        first.begins.push(sheet.title.clone());
    }
    all
}

/// Writes a card and adds what it is to the tree.
fn write(
    painter: &mut Painter<'_, '_, '_>,
    card: &Card<'_>,
    tree: &mut TagTree,
) -> Result<(), Error> {
    let mut list: Option<TagGroup> = None;
    for (y, row) in &card.rows {
        let nodes = painter.row((card.x, card.y + y), row)?;
        if row.role == Role::ListItem {
            let item = TagGroup::with_children(Tag::LI, vec![body(nodes)]);
            let list = list.get_or_insert_with(|| TagGroup::new(Tag::L(ListNumbering::None)));
            list.push(item);
            if let Some((right, row)) = &row.beside {
                let nodes = painter.row((card.x + right, card.y + y), row)?;
                list.push(TagGroup::with_children(Tag::LI, vec![body(nodes)]));
            }
            continue;
        }
        if let Some(list) = list.take() {
            tree.push(list);
        }
        let group = match row.role {
            Role::Heading(level) => {
                TagGroup::with_children(Tag::Hn(level, Some(row.words())), nodes)
            }
            _ => TagGroup::with_children(Tag::P, nodes),
        };
        tree.push(group);
    }
    if let Some(list) = list {
        tree.push(list);
    }
    Ok(())
}

fn body(nodes: Vec<Node>) -> Node {
    TagGroup::with_children(Tag::LBody, nodes).into()
}

/// The foot stands at the end of each page, or is left out where cards are too small.
fn foot(painter: &mut Painter<'_, '_, '_>, sheet: &Sheet, page: usize) {
    let paper = sheet.paper;
    if paper.foot() == 0.0 {
        return;
    }
    let (width, height) = place(paper);
    let (columns, down) = paper.cards();
    let small = if paper.is_cut() { 6.5 } else { 8.5 };
    for card in 0..columns * down {
        let left = ((card % columns) as f32 * width + paper.margin()) * MM;
        let bottom = ((card / columns + 1) as f32 * height - paper.margin()) * MM;
        painter.foot((left, bottom), small, &sheet.foot);
        if !paper.is_cut() {
            let right = (width - paper.margin()) * MM;
            painter.page_number((right, bottom), small + 1.5, page, sheet.pages());
        }
    }
}

/// What all painting needs.
type Canvas<'c> = Surface<'c>;
