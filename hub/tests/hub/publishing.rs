//! Guides that the hall doesn't put in force: what they would change of what was recorded, and
//! what breaks a rule. The scenarios tell what becomes of those that it does.

use camtay_content::Pack;
use camtay_hub::HubError;
use camtay_hub::publish::{Done, publish, read};

use crate::world::World;

/// The guides inside the program as a later version.
fn later() -> Pack {
    let mut pack = Pack::built_in().unwrap();
    pack.version = 2;
    pack
}

/// Publishes, and what the hall says against it.
fn refused(world: &World, pack: &Pack) -> String {
    let before = world.hall.published_pack().unwrap().unwrap().published;
    let refusal = publish(&world.hall, pack);
    let Err(HubError::Refused(sentence)) = refusal else { panic!("{refusal:?}") };
    assert!(sentence.contains("force stay"), "{sentence}");
    assert_eq!(world.hall.published_pack().unwrap().unwrap().published, before);
    sentence
}

#[test]
fn a_number_that_meant_another_skill_is_refused() {
    let world = World::new(0);
    let mut pack = later();
    let skill = pack.skills.iter_mut().find(|skill| skill.slug == "computer-first-steps").unwrap();
    let number = skill.id;
    skill.slug = "other-app".to_owned();
    let sentence = refused(&world, &pack);
    let told = format!("number {number} is the skill computer-first-steps for good");
    assert!(sentence.contains(&told), "{sentence}");
}

#[test]
fn other_words_under_the_number_of_a_consent_sentence_are_refused() {
    let world = World::new(0);
    let mut pack = later();
    let number = pack.consent[0].number;
    pack.consent[0].say.vi.push_str(" Được không ạ?");
    let sentence = refused(&world, &pack);
    assert!(sentence.contains(&format!("consent sentence {number};")), "{sentence}");
}

#[test]
fn guides_that_break_a_rule_are_refused_with_the_rules_that_they_break() {
    let world = World::new(0);
    let mut pack = later();
    let step = &mut pack.skills[0].steps[0];
    step.say.vi =
        "Mở máy, rồi tìm cửa hàng, rồi bấm vào đó, rồi đợi cho tới khi nó mở ra hết".to_owned();
    let sentence = refused(&world, &pack);
    assert!(sentence.starts_with("these guides break 1 rules"), "{sentence}");
    assert!(sentence.contains(&pack.skills[0].slug), "{sentence}");
}

#[test]
fn what_the_hall_signed_itself_can_be_published_again_and_a_later_version_too() {
    let world = World::new(0);
    let in_force = world.hall.published_pack().unwrap().unwrap();
    let again = read(&world.hall, &in_force.file).unwrap();
    assert_eq!(publish(&world.hall, &again).unwrap(), Done::Again(in_force.published));
    let later = later().unsigned().unwrap();
    let done = publish(&world.hall, &read(&world.hall, &later).unwrap()).unwrap();
    assert!(matches!(done, Done::Published(it) if it.version == 2), "{done:?}");
}
