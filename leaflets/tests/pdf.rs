//! The PDFs: words with right accents, as many pages as meant, the same bytes each time.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use camtay_content::Pack;
use camtay_leaflets::{Block, Error, Paper, PictureFile, Sheet, cards, leaflets, pdf};
use common::{commune_folder, no_space, pack_of_commune};
use lopdf::Document;

fn sheets(pack: &Pack) -> Vec<Sheet> {
    let mut all = leaflets(pack, "vi", Paper::A5).unwrap();
    all.extend(leaflets(pack, "vi", Paper::A4).unwrap());
    all.extend(cards(pack, "vi").unwrap());
    all
}

fn pictures_of(sheet: &Sheet) -> Vec<&PictureFile> {
    let blocks = sheet.leaves.iter().flat_map(|leaf| &leaf.blocks);
    let steps = blocks.filter_map(|block| match block {
        Block::Steps(steps) => Some(steps),
        _ => None,
    });
    steps.flatten().filter_map(|step| step.picture.as_ref()).collect()
}

/// What somebody who copies from the file gets, without white space.
fn text_of(file: &Document) -> String {
    let pages: Vec<u32> = file.get_pages().keys().copied().collect();
    no_space(&file.extract_text(&pages).unwrap())
}

#[test]
fn a_file_has_its_pages_and_every_sentence_can_be_read_out_of_it_with_its_accents() {
    for sheet in sheets(&pack_of_commune()) {
        let file = Document::load_mem(&pdf(&sheet).unwrap()).unwrap();
        keeps_to_its_paper(&sheet, &file);
        let text = text_of(&file);
        for sentence in sheet.sentences() {
            let foot = sentence == sheet.foot && sheet.paper == Paper::Cards8;
            let title = sentence == sheet.title;
            assert!(
                foot || title || text.contains(&no_space(sentence)),
                "{}: {sentence}\n{text}",
                sheet.name
            );
        }
    }
}

/// As many pages as its sheet says, each of the size of its paper.
fn keeps_to_its_paper(sheet: &Sheet, file: &Document) {
    let pages = file.get_pages();
    assert_eq!(pages.len(), sheet.pages(), "{}", sheet.name);
    for page in pages.values() {
        let media = file.get_dictionary(*page).unwrap().get(b"MediaBox").unwrap();
        let sides: Vec<f32> =
            media.as_array().unwrap().iter().map(|side| side.as_float().unwrap()).collect();
        let (width, height) = sheet.paper.page();
        assert!((sides[2] * 25.4 / 72.0 - width).abs() < 0.1, "{sides:?}");
        assert!((sides[3] * 25.4 / 72.0 - height).abs() < 0.1, "{sides:?}");
    }
}

#[test]
fn a_leaf_of_two_sides_fills_both() {
    for sheet in leaflets(&Pack::built_in().unwrap(), "vi", Paper::A4).unwrap() {
        let mut two = sheet.leaves.iter().filter(|leaf| leaf.pages > 1).peekable();
        if two.peek().is_none() {
            continue;
        }
        let file = Document::load_mem(&pdf(&sheet).unwrap()).unwrap();
        let letters = |page: usize| {
            let page = u32::try_from(page).unwrap();
            no_space(&file.extract_text(&[page]).unwrap()).chars().count()
        };
        for leaf in two {
            let (first, last) = (letters(leaf.page), letters(leaf.page + leaf.pages - 1));
            assert!(last * 2 > first, "{}: {first} letters, then {last}", sheet.name);
        }
    }
}

#[test]
fn the_font_is_inside_and_the_file_can_be_read_aloud() {
    let sheets = leaflets(&Pack::built_in().unwrap(), "vi", Paper::A5).unwrap();
    let sheet = sheets.iter().find(|sheet| sheet.name == "never-share.a5").unwrap();
    let bytes = pdf(sheet).unwrap();
    let file = Document::load_mem(&bytes).unwrap();
    let fonts: Vec<String> = file
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|object| object.has(b"FontFile2"))
        .map(|object| {
            String::from_utf8_lossy(object.get(b"FontName").unwrap().as_name().unwrap())
                .into_owned()
        })
        .collect();
    assert!(fonts.iter().any(|font| font.ends_with("BeVietnamPro-Regular")), "{fonts:?}");
    assert!(fonts.iter().any(|font| font.ends_with("BeVietnamPro-Bold")), "{fonts:?}");
    let catalog = file.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"vi");
    assert!(catalog.has(b"StructTreeRoot"));
    assert!(String::from_utf8_lossy(&bytes).contains("<pdfuaid:part>1"));
    assert!(bytes.len() < 100_000, "{} bytes", bytes.len());
}

#[test]
fn a_picture_is_in_the_file_with_its_words() {
    let sheets = leaflets(&pack_of_commune(), "vi", Paper::A4).unwrap();
    let sheet = sheets.iter().find(|sheet| sheet.name == "cashless.a4").unwrap();
    let file = Document::load_mem(&pdf(sheet).unwrap()).unwrap();
    let streams = || file.objects.values().filter_map(|object| object.as_stream().ok());
    // What makes parts of a picture transparent is no picture.
    let masks: BTreeSet<_> = streams()
        .filter_map(|stream| stream.dict.get(b"SMask").ok()?.as_reference().ok())
        .collect();
    let images = file.objects.iter().filter(|(id, object)| {
        let subtype = object.as_stream().ok().and_then(|it| it.dict.get(b"Subtype").ok());
        subtype.is_some_and(|name| name.as_name().unwrap() == b"Image") && !masks.contains(id)
    });
    let wanted = pictures_of(sheet);
    assert!(wanted.len() > 1, "{wanted:?}");
    let bytes: BTreeSet<&[u8]> = wanted.iter().map(|picture| picture.bytes.as_slice()).collect();
    assert_eq!(images.count(), bytes.len(), "one that stands twice is in the file once");
    let alt: Vec<String> = file
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok()?.get(b"Alt").ok())
        .filter_map(|alt| lopdf::decode_text_string(alt).ok())
        .collect();
    for picture in &wanted {
        assert!(alt.contains(&picture.alt), "{}: {alt:?}", picture.alt);
    }
    assert!(wanted.iter().any(|picture| picture.alt == "Nút ở giữa hàng dưới"));
}

#[test]
fn a_picture_that_ends_too_early_is_told() {
    let mut sheets = leaflets(&Pack::built_in().unwrap(), "vi", Paper::A4).unwrap();
    let sheet = sheets.iter_mut().find(|sheet| sheet.name == "cashless.a4").unwrap();
    let blocks = sheet.leaves.iter_mut().flat_map(|leaf| &mut leaf.blocks);
    let mut steps = blocks.filter_map(|block| match block {
        Block::Steps(steps) => Some(steps),
        _ => None,
    });
    let picture = steps.next().unwrap()[0].picture.as_mut().unwrap();
    picture.bytes = Arc::new(picture.bytes[..20].to_vec());
    assert!(matches!(pdf(sheet), Err(Error::Picture(_))));
}

#[test]
fn nothing_but_what_fits_is_drawn_even_where_names_are_long() {
    let mut pack = pack_of_commune();
    for line in &mut pack.help_lines {
        line.number = Some("1900.0368 hoặc 1900.0368 hoặc 156".to_owned());
    }
    for sheet in sheets(&pack) {
        if sheet.paper == Paper::A4 && sheet.leaves.len() > 1 {
            continue;
        }
        let calls = sheet.leaves.iter().flat_map(|leaf| &leaf.blocks);
        if calls.into_iter().any(|block| matches!(block, Block::Calls(_))) {
            assert!(!pdf(&sheet).unwrap().is_empty());
        }
    }
}

fn made(folder: &Path, commune: &Path) -> Vec<(String, Vec<u8>)> {
    let done = Command::new(env!("CARGO_BIN_EXE_camtay-leaflets"))
        .args(["all", "-"])
        .arg(folder)
        .arg("--commune")
        .arg(commune)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                files.push((name, std::fs::read(path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn two_runs_of_the_program_make_the_same_files_byte_for_byte() {
    let commune = commune_folder();
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let first = made(one.path(), commune.path());
    let second = made(other.path(), commune.path());
    let names: Vec<&str> = first.iter().map(|(name, _)| name.as_str()).collect();
    for name in ["index.html", "preview.html", "leaflets/vneid.a5.pdf", "slides/pay-by-qr.html"] {
        assert!(names.contains(&name), "{names:?}");
    }
    assert_eq!(first.len(), second.len());
    for (one, other) in first.iter().zip(&second) {
        assert!(one == other, "{} differs", one.0);
    }
    // Every file that the list names is there, and nothing else was made.
    let index = String::from_utf8(first.iter().find(|it| it.0 == "index.html").unwrap().1.clone());
    let index = index.unwrap();
    for name in names.iter().filter(|name| name.contains('/')) {
        assert!(index.contains(&format!("href=\"{name}\"")), "{name}");
    }
}
