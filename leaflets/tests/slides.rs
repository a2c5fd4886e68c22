//! Slides of a skill for a class.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use camtay_content::{Pack, Step};
use camtay_leaflets::{Error, Words, slides};
use common::{assert_stands_alone, no_space, pack_of_commune};
use scraper::{Html, Selector};

#[test]
fn every_step_has_a_slide_of_its_own_that_says_all_of_it() {
    let pack = pack_of_commune();
    for language in ["vi", "en"] {
        let words = Words::new(&pack, language);
        for skill in &pack.skills {
            let page = slides(&pack, &skill.slug, language).unwrap();
            assert_stands_alone(&page);
            let html = Html::parse_document(&page);
            let selector = Selector::parse(".slide").unwrap();
            let all: Vec<String> =
                html.select(&selector).map(|it| no_space(&it.text().collect::<String>())).collect();
            assert_eq!(all.len(), skill.steps.len() + 2, "{}", skill.slug);
            assert!(all[0].contains(&no_space(&words.say(&skill.why))));
            for (step, slide) in skill.steps.iter().zip(&all[1..]) {
                let texts = [Some(&step.say), step.see.as_ref(), step.if_not.as_ref()];
                for text in texts.into_iter().chain([step.alone.as_ref()]).flatten() {
                    assert!(slide.contains(&no_space(&words.say(text))), "{}", text.vi);
                }
                assert!(!slide.contains('{'));
            }
            assert!(all.last().unwrap().contains(&no_space(common::POLICE)));
        }
    }
}

#[test]
fn a_picture_stands_on_the_slide_of_its_step() {
    let pack = pack_of_commune();
    let page = slides(&pack, "pay-by-qr", "vi").unwrap();
    let html = Html::parse_document(&page);
    let slide = Selector::parse(".slide").unwrap();
    let picture = Selector::parse("img[src^=\"data:image/webp\"]").unwrap();
    let alt: Vec<Option<&str>> = html
        .select(&slide)
        .map(|slide| slide.select(&picture).next().and_then(|image| image.attr("alt")))
        .collect();
    let skill = pack.skill_named("pay-by-qr").unwrap();
    let of_step = |step: &Step| Some(step.picture.as_ref()?.alt.vi.clone());
    for (step, alt) in skill.steps.iter().zip(&alt[1..]) {
        assert_eq!(of_step(step).as_deref(), *alt, "{}", step.say.vi);
    }
    assert_eq!(alt[2], Some("Nút ở giữa hàng dưới"), "the commune's own");
    assert_eq!((alt[0], alt.last().unwrap()), (None, &None));
}

#[test]
fn a_skill_that_is_not_there_is_told() {
    let pack = Pack::built_in().unwrap();
    assert!(matches!(slides(&pack, "fly", "vi"), Err(Error::NoSkill(slug)) if slug == "fly"));
}
