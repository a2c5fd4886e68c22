//! What leaflets and cards say, and that they keep to their paper.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;

use camtay_content::Pack;
use camtay_leaflets::{Block, Leaf, Paper, Reach, Sheet, Words, cards, html, leaflets};
use common::{assert_stands_alone, no_space, pack_of_commune, text_of};

fn named<'s>(sheets: &'s [Sheet], name: &str) -> &'s Sheet {
    sheets.iter().find(|sheet| sheet.name == name).unwrap()
}

fn blocks(leaf: &Leaf) -> impl Iterator<Item = &Block> {
    leaf.blocks.iter()
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

#[test]
fn on_a5_a_skill_is_a_page_and_on_a4_at_most_a_sheet() {
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
            for sheet in leaflets(&pack, language, Paper::A4).unwrap() {
                assert!(sheet.leaves.iter().all(|leaf| leaf.pages <= 2), "{}", sheet.name);
                assert!(sheet.leaves.iter().all(|leaf| leaf.scale >= 0.84), "{}", sheet.name);
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
        let said: Vec<&str> = sheets
            .iter()
            .flat_map(|sheet| &sheet.leaves)
            .flat_map(blocks)
            .filter_map(|block| match block {
                Block::Steps(steps) => Some(steps),
                _ => None,
            })
            .flatten()
            .map(|step| step.say.as_str())
            .collect();
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
fn pictures_stand_on_a4_beside_their_step() {
    let pack = pack_of_commune();
    let words = Words::new(&pack, "vi");
    let large = leaflets(&pack, "vi", Paper::A4).unwrap();
    let page = html(named(&large, "cashless.a4"), words).unwrap();
    assert_eq!(page.matches("src=\"data:image/webp;base64,UklGR").count(), 1);
    let small = leaflets(&pack, "vi", Paper::A5).unwrap();
    assert!(!html(named(&small, "cashless.a5"), words).unwrap().contains("image/webp"));
}

#[test]
fn pages_of_cards_are_full_and_a_skill_has_one_card() {
    let pack = Pack::built_in().unwrap();
    let sheets = cards(&pack, "vi").unwrap();
    assert_eq!(sheets.len(), pack.groups.len() + pack.leaflets.len() + 1);
    let skills: usize =
        sheets.iter().filter(|it| it.paper == Paper::Cards4).map(|it| it.leaves.len()).sum();
    assert_eq!(skills, pack.skills.len());
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
