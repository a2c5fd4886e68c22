//! Scam practice and the before/after check of the pack in the program.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};

use camtay_content::{Channel, CheckQuestion, Pack, QUESTIONS, Situation};

/// Names as the journal gives them to residents.
fn people() -> impl Iterator<Item = String> {
    (1..=500).map(|seq| format!("b02dc0bfac531ec2-{seq}"))
}

fn numbers(questions: &[&CheckQuestion]) -> Vec<u16> {
    questions.iter().map(|question| question.number).collect()
}

#[test]
fn all_24_kinds_and_those_of_2025_are_practised_and_a_third_is_genuine() {
    let pack = Pack::built_in().unwrap();
    let official: BTreeSet<u8> = pack.scam_kinds.iter().filter_map(|it| it.official).collect();
    let of_2023: BTreeSet<u8> = (1..=24).collect();
    assert_eq!(official, of_2023);
    let of_2025 = pack.scam_kinds.iter().filter(|kind| kind.since == Some(2025));
    assert_eq!(of_2025.count(), 2);
    let is_shown =
        |id: &str| pack.situations.iter().any(|it| !it.genuine && it.kind.as_deref() == Some(id));
    for kind in &pack.scam_kinds {
        assert!(is_shown(&kind.id), "{}", kind.id);
    }
    let genuine = pack.situations.iter().filter(|situation| situation.genuine).count();
    assert_eq!((pack.situations.len(), genuine), (54, 18));
}

#[test]
fn scams_arrive_in_every_way_and_so_do_genuine_messages() {
    let pack = Pack::built_in().unwrap();
    let arrives = |channel: Channel, genuine: bool| {
        let is = |it: &&Situation| it.channel == channel && it.genuine == genuine;
        pack.situations.iter().filter(is).count()
    };
    for channel in
        [Channel::Call, Channel::Sms, Channel::Chat, Channel::Qr, Channel::Slip, Channel::Visit]
    {
        assert!(arrives(channel, false) >= 1, "{channel:?}");
        assert!(arrives(channel, true) >= 1, "{channel:?}");
    }
    assert!(arrives(Channel::Post, false) >= 1);
}

#[test]
fn a_check_asks_eight_in_all_five_areas() {
    let pack = Pack::built_in().unwrap();
    assert_eq!((pack.areas.len(), pack.check_questions.len()), (5, 34));
    for person in people() {
        let check = pack.next_check(&person, &[]);
        let different: BTreeSet<u16> = numbers(&check).into_iter().collect();
        assert_eq!(different.len(), QUESTIONS);
        let areas: BTreeSet<&str> = check.iter().map(|it| it.area.as_str()).collect();
        assert_eq!(areas.len(), 5);
    }
}

#[test]
fn before_and_after_ask_other_questions_and_are_as_hard() {
    let pack = Pack::built_in().unwrap();
    // What decides how hard a question is.
    let shape = |check: &[&CheckQuestion]| -> Vec<(String, u8, usize)> {
        check.iter().map(|it| (it.area.clone(), it.level, it.answers.len())).collect()
    };
    for person in people() {
        let before = pack.next_check(&person, &[]);
        assert_eq!(before, pack.next_check(&person, &[]), "the same on every phone");
        let after = pack.next_check(&person, &numbers(&before));
        assert_eq!(shape(&before), shape(&after));
        let (before, after) = (numbers(&before), numbers(&after));
        assert!(before.iter().all(|number| !after.contains(number)), "{person}");
    }
}

#[test]
fn many_checks_ask_every_question_of_a_kind_before_one_twice() {
    let pack = Pack::built_in().unwrap();
    let mut asked = Vec::new();
    for _ in 0..4 {
        asked.extend(numbers(&pack.next_check("b02dc0bfac531ec2-7", &asked)));
    }
    let different: BTreeSet<u16> = asked.iter().copied().collect();
    assert_eq!(different.len(), 32, "four questions stand behind each of the eight");
    asked.extend(numbers(&pack.next_check("b02dc0bfac531ec2-7", &asked)));
    assert_eq!(asked.len(), 40);
}

#[test]
fn every_question_is_drawn_for_about_as_many_people_as_its_like() {
    let pack = Pack::built_in().unwrap();
    let mut drawn: BTreeMap<u16, usize> = BTreeMap::new();
    for person in people() {
        for number in numbers(&pack.next_check(&person, &[])) {
            *drawn.entry(number).or_default() += 1;
        }
    }
    for question in &pack.check_questions {
        let like = pack
            .check_questions
            .iter()
            .filter(|it| (&it.area, it.level) == (&question.area, question.level));
        let share = people().count() / like.count();
        let times = drawn.get(&question.number).copied().unwrap_or_default();
        assert!((share / 2..=share * 2).contains(&times), "{}: {times}", question.number);
    }
}

#[test]
fn a_pack_without_levels_asks_everything() {
    let mut pack = Pack::built_in().unwrap();
    for area in &mut pack.areas {
        area.asks.clear();
    }
    assert_eq!(pack.next_check("b02dc0bfac531ec2-7", &[]).len(), pack.check_questions.len());
}

#[test]
fn the_right_answer_stands_in_no_place_more_often_than_in_half() {
    let pack = Pack::built_in().unwrap();
    for place in 0..3 {
        let there = pack.check_questions.iter().filter(|it| it.right == place).count();
        assert!(there * 2 <= pack.check_questions.len(), "{place}: {there}");
    }
}
