//! The page on which those who write guides look at them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use camtay_content::{ContentFiles, Pack, SourceFile, Text, lint, load};
use camtay_leaflets::{Words, preview};
use common::{assert_stands_alone, no_space, pack_of_commune, text_of};
use serde_json::Value;

/// Every text of a pack, found in what is published of it, so that no list is forgotten.
fn texts(pack: &Pack) -> Vec<Text> {
    fn walk(value: &Value, all: &mut Vec<Text>) {
        match value {
            Value::Object(table) if table.contains_key("vi") => {
                all.push(serde_json::from_value(value.clone()).unwrap());
            }
            Value::Object(table) => table.values().for_each(|value| walk(value, all)),
            Value::Array(items) => items.iter().for_each(|value| walk(value, all)),
            _ => {}
        }
    }
    let mut all = Vec::new();
    walk(&serde_json::to_value(pack).unwrap(), &mut all);
    all
}

#[test]
fn every_text_of_the_pack_stands_on_the_page_in_every_language() {
    for pack in [Pack::built_in().unwrap(), pack_of_commune(), everything()] {
        let page = text_of(&preview(&pack, &[]).unwrap());
        let all = texts(&pack);
        assert!(!all.is_empty());
        for text in all {
            let others: Vec<&str> = text.others.keys().map(String::as_str).collect();
            for language in ["vi", "en"].into_iter().chain(others) {
                let words = no_space(&Words::new(&pack, language).say(&text));
                assert!(page.contains(&words), "{language}: {words}");
            }
        }
    }
}

/// A pack of the one skill that uses all that the format can carry.
fn everything() -> Pack {
    let skill = include_bytes!("../../content/tests/full-skill.toml");
    let picture = common::picture();
    let mut files: Vec<SourceFile<'_>> = camtay_content::BUILT_IN_FILES
        .iter()
        .filter(|file| !file.name.starts_with("skills/"))
        .copied()
        .collect();
    files.push(SourceFile { name: "skills/integrate-papers.toml", bytes: skill });
    files.push(SourceFile { name: "pictures/wallet.webp", bytes: &picture });
    load(&files).unwrap().into_pack()
}

#[test]
fn pictures_are_inside_the_page_and_a_missing_one_is_said() {
    let with = preview(&everything(), &[]).unwrap();
    assert_eq!(with.matches("src=\"data:image/webp;base64,UklGR").count(), 1);
    assert_stands_alone(&with);
    let mut pack = Pack::built_in().unwrap();
    pack.skills[0].steps[0].picture = everything().skills[0].steps[0].picture.clone();
    assert!(preview(&pack, &[]).unwrap().contains("Chưa có tệp pictures/wallet.webp"));
}

#[test]
fn no_blank_is_left_open_and_markup_stays_words() {
    let page = preview(&pack_of_commune(), &[]).unwrap();
    let text = text_of(&page);
    assert!(!text.contains("{commune"));
    assert!(text.contains(common::APP));
    assert!(text.contains(&no_space(common::COMMUNE)));
    assert!(!page.contains("<&>"));
}

#[test]
fn what_the_linter_found_stands_on_top() {
    let files = ContentFiles::built_in();
    assert!(files.load().is_ok());
    let bad = SourceFile {
        name: "skills/bad.toml",
        bytes: br#"
number = 900
id = "bad"
title = { vi = "X", en = "X" }
why = { vi = "Y", en = "Y" }
checked = "2026-11-20"
sources = []
[[steps]]
id = "one"
say = { vi = "X", en = "X" }
"#,
    };
    let mut all = camtay_content::BUILT_IN_FILES.to_vec();
    all.push(bad);
    let loaded = load(&all).unwrap();
    let problems = lint(&loaded);
    assert!(!problems.is_empty());
    let text = text_of(&preview(&loaded.into_pack(), &problems).unwrap());
    for problem in &problems {
        assert!(text.contains(&no_space(&problem.to_string())), "{problem}");
    }
}

#[test]
fn every_link_of_the_contents_leads_somewhere() {
    let page = preview(&Pack::built_in().unwrap(), &[]).unwrap();
    let html = scraper::Html::parse_document(&page);
    let links = scraper::Selector::parse("a[href^=\"#\"]").unwrap();
    let mut count = 0;
    for link in html.select(&links) {
        let to = link.value().attr("href").unwrap().trim_start_matches('#');
        let there = scraper::Selector::parse(&format!("[id=\"{to}\"]")).unwrap();
        assert_eq!(html.select(&there).count(), 1, "{to}");
        count += 1;
    }
    assert!(count > Pack::built_in().unwrap().skills.len());
}
