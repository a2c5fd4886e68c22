//! What leaflets and cards say, and that they keep to their paper.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;

use camtay_content::Pack;
use camtay_leaflets::{Block, Leaf, Paper, Reach, Sheet, StepLine, Words, cards, html, leaflets};
use common::{assert_stands_alone, no_space, pack_of_commune, text_of};

fn named<'s>(sheets: &'s [Sheet], name: &str) -> &'s Sheet {
    sheets.iter().find(|sheet| sheet.name == name).unwrap()
}

fn blocks(leaf: &Leaf) -> impl Iterator<Item = &Block> {
    leaf.blocks.iter()
}

fn steps_of(leaf: &Leaf) -> impl Iterator<Item = &StepLine> {
    let steps = blocks(leaf).filter_map(|block| match block {
        Block::Steps(steps) => Some(steps),
        _ => None,
    });
    steps.flatten()
}

#[test]
fn there_is_a_leaflet_for_each_group_and_for_each_own_text_on_both_papers() {
    let pack = Pack::built_in().unwrap();
    for (paper, end) in [(Paper::A4, "a4"), (Paper::A5, "a5")] {
        let names: BTreeSet<String> =
            leaflets(&pack, "vi", paper).unwrap().into_iter().map(|sheet| sheet.name).collect();
        let groups = pack.groups.iter().map(|group| group.id.to_string());
        let own = pack.leaflets.iter().map(|leaflet| leaflet.id.clone());
        let wanted = groups.chain(own).map(|id| format!("{id}.{end}")).collect();
        assert_eq!(names, wanted);
    }
    for id in ["never-share", "after-scam", "help-lines"] {
        assert!(pack.leaflets.iter().any(|leaflet| leaflet.id == id), "{id}");
    }
}

/// A leaf of A4 has one side, a skill of more than eleven steps at most two, in large type.
fn keeps_to_its_paper(leaf: &Leaf) {
    let Some(Block::Head { title, .. }) = leaf.blocks.first() else { panic!() };
    let steps: Vec<&StepLine> = steps_of(leaf).collect();
    let most = if steps.len() > 11 { 2 } else { 1 };
    assert!(leaf.pages <= most, "{title}: {} sides", leaf.pages);
    let points = Paper::A4.sizes().say * leaf.scale;
    assert!(points >= 13.5, "{title}: {points} points");
    if steps.iter().any(|step| step.picture.is_some()) {
        assert!(leaf.picture >= 26.0, "{title}: {} mm", leaf.picture);
    }
}

#[test]
fn a_skill_is_a_page_on_a5_and_on_a4_with_its_pictures() {
    for pack in [Pack::built_in().unwrap(), pack_of_commune()] {
        for language in ["vi", "en"] {
            let small = leaflets(&pack, language, Paper::A5).unwrap();
            for group in &pack.groups {
                let skills = pack.skills.iter().filter(|it| it.group.as_ref() == Some(&group.id));
                let skills = skills.count();
                // A list where there is more than one, and the page of what is shared with nobody.
                let wanted = skills + usize::from(skills > 1) + 1;
                assert_eq!(named(&small, &format!("{}.a5", group.id)).pages(), wanted);
            }
            for leaflet in &pack.leaflets {
                assert_eq!(named(&small, &format!("{}.a5", leaflet.id)).pages(), 1);
            }
            let large = leaflets(&pack, language, Paper::A4).unwrap();
            for leaf in large.iter().flat_map(|sheet| &sheet.leaves) {
                keeps_to_its_paper(leaf);
            }
        }
    }
}

#[test]
fn every_step_of_every_skill_is_on_paper_once() {
    let pack = Pack::built_in().unwrap();
    let words = Words::new(&pack, "vi");
    let wanted: usize = pack.skills.iter().map(|skill| skill.steps.len()).sum();
    for paper in [Paper::A4, Paper::A5] {
        let sheets = leaflets(&pack, "vi", paper).unwrap();
        let leaves = sheets.iter().flat_map(|sheet| &sheet.leaves);
        let said: Vec<&str> = leaves.flat_map(steps_of).map(|step| step.say.as_str()).collect();
        assert_eq!(said.len(), wanted);
        for step in pack.skills.iter().flat_map(|skill| &skill.steps) {
            assert!(said.contains(&words.say(&step.say).as_str()), "{}", step.say.vi);
        }
    }
}

#[test]
fn every_sentence_of_a_sheet_stands_on_its_page() {
    let pack = pack_of_commune();
    let words = Words::new(&pack, "vi");
    let mut sheets = leaflets(&pack, "vi", Paper::A5).unwrap();
    sheets.extend(leaflets(&pack, "vi", Paper::A4).unwrap());
    sheets.extend(cards(&pack, "vi").unwrap());
    for sheet in &sheets {
        let page = html(sheet, words).unwrap();
        assert_stands_alone(&page);
        let text = text_of(&page);
        for sentence in sheet.sentences() {
            let foot = sentence == sheet.foot && sheet.paper == Paper::Cards8;
            let title = sentence == sheet.title;
            assert!(foot || title || text.contains(&no_space(sentence)), "{sentence}");
        }
        assert!(!text.contains('{'), "{}", sheet.name);
        assert!(!page.contains("<&>"), "{}", sheet.name);
    }
}

#[test]
fn a_commune_finds_its_name_numbers_and_video_and_another_finds_room_for_them() {
    let own = leaflets(&pack_of_commune(), "vi", Paper::A5).unwrap();
    let open = leaflets(&Pack::built_in().unwrap(), "vi", Paper::A5).unwrap();
    let reaches = |sheets: &[Sheet]| -> Vec<Reach> {
        let leaves = &named(sheets, "help-lines.a5").leaves;
        let calls = leaves.iter().flat_map(blocks).filter_map(|block| match block {
            Block::Calls(calls) => Some(calls.clone()),
            _ => None,
        });
        calls.flatten().map(|call| call.reach).collect()
    };
    assert!(reaches(&own).contains(&Reach::Number(common::POLICE.to_owned())));
    assert!(!reaches(&own).contains(&Reach::Write));
    assert!(reaches(&open).contains(&Reach::Write));
    let over = |sheets: &[Sheet]| match &named(sheets, "zalo.a5").leaves[0].blocks[0] {
        Block::Head { over, .. } => over.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(over(&own), common::COMMUNE);
    assert!(over(&open).contains('…'));
    let video = |sheets: &[Sheet]| {
        let all = sheets.iter().flat_map(|sheet| &sheet.leaves).flat_map(blocks);
        let links: BTreeSet<Option<String>> = all
            .filter_map(|block| match block {
                Block::Video { link, .. } => Some(link.clone()),
                _ => None,
            })
            .collect();
        links
    };
    assert_eq!(video(&own), BTreeSet::from([Some(common::VIDEO.to_owned())]));
    assert_eq!(video(&open), BTreeSet::from([None]));
}

#[test]
fn the_app_that_a_picture_cannot_name_has_its_name_or_a_line_to_write_it_on() {
    let said = |pack: &Pack, paper: Paper| -> String {
        let sheets = leaflets(pack, "vi", paper).unwrap();
        let leaf = &named(
            &sheets,
            &format!("province-app.{}", if paper == Paper::A4 { "a4" } else { "a5" }),
        )
        .leaves[0];
        let line = blocks(leaf).find_map(|block| match block {
            Block::Ready { label, items } if label.contains("Ứng dụng của tỉnh") => {
                Some(items.concat())
            }
            _ => None,
        });
        line.unwrap()
    };
    for paper in [Paper::A4, Paper::A5] {
        assert_eq!(said(&pack_of_commune(), paper), common::APP);
        assert!(said(&Pack::built_in().unwrap(), paper).contains("………"));
    }
}

#[test]
fn pictures_stand_on_a4_beside_their_step() {
    let pack = pack_of_commune();
    let words = Words::new(&pack, "vi");
    let large = leaflets(&pack, "vi", Paper::A4).unwrap();
    let page = html(named(&large, "cashless.a4"), words).unwrap();
    let page = scraper::Html::parse_document(&page);
    let selector = |css: &str| scraper::Selector::parse(css).unwrap();
    let steps = selector(".steps.two > li");
    let image = selector("img[src^=\"data:image/webp;base64,UklGR\"]");
    let shown: Vec<Option<&str>> = page
        .select(&steps)
        .map(|step| step.select(&image).next().and_then(|image| image.attr("alt")))
        .collect();
    let skills =
        pack.skills.iter().filter(|it| it.group.as_ref().is_some_and(|id| id.0 == "cashless"));
    let steps = skills.flat_map(|skill| &skill.steps);
    let wanted: Vec<Option<&str>> =
        steps.map(|step| Some(step.picture.as_ref()?.alt.vi.as_str())).collect();
    assert_eq!(shown, wanted);
    assert!(shown.contains(&Some("Nút ở giữa hàng dưới")));
    let small = leaflets(&pack, "vi", Paper::A5).unwrap();
    assert!(!html(named(&small, "cashless.a5"), words).unwrap().contains("image/webp"));
}

#[test]
fn pages_of_cards_are_full_and_each_skill_has_its_card() {
    let pack = Pack::built_in().unwrap();
    let sheets = cards(&pack, "vi").unwrap();
    assert_eq!(sheets.len(), pack.groups.len() + pack.leaflets.len() + 1);
    for (group, sheet) in pack.groups.iter().zip(&sheets) {
        assert_eq!(sheet.name, format!("{}.cards", group.id));
        let skills = pack.skills.iter().filter(|it| it.group.as_ref() == Some(&group.id)).count();
        // A page of one or two is filled with the same again.
        let wanted = if skills <= 2 { 4 } else { skills };
        assert_eq!(sheet.leaves.len(), wanted, "{}", sheet.name);
    }
    for sheet in sheets.iter().filter(|sheet| sheet.paper == Paper::Cards8) {
        assert_eq!(sheet.leaves.len(), 8);
        assert_eq!(sheet.pages(), 1);
    }
    assert_eq!(named(&sheets, "vneid.cards").pages(), 3);
}

#[test]
fn a_letter_that_the_font_lacks_and_too_many_words_are_told() {
    let mut pack = Pack::built_in().unwrap();
    pack.skills[0].title.vi = "Chữ 漢".to_owned();
    let told = leaflets(&pack, "vi", Paper::A5).unwrap_err().to_string();
    assert!(told.contains("漢"), "{told}");
    let mut pack = Pack::built_in().unwrap();
    let steps = pack.skills[0].steps.clone();
    for _ in 0..12 {
        pack.skills[0].steps.extend(steps.clone());
    }
    let told = leaflets(&pack, "vi", Paper::A5).unwrap_err().to_string();
    assert!(told.contains(&pack.skills[0].title.vi), "{told}");
}
