//! Scam practice and the before/after check of the pack in the program.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};

use camtay_content::{Channel, CheckQuestion, Pack, PracticeListed, QUESTIONS, Situation};
use camtay_journal::entry::{Outcome, Reason};

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
    assert_eq!((pack.situations.len(), genuine), (55, 19));
}

#[test]
fn scams_arrive_in_every_way_and_so_do_genuine_messages() {
    let pack = Pack::built_in().unwrap();
    let arrives = |channel: Channel, genuine: bool| {
        let is = |it: &&Situation| it.channel == channel && it.genuine == genuine;
        pack.situations.iter().filter(is).count()
    };
    for channel in [
        Channel::Call,
        Channel::Sms,
        Channel::Chat,
        Channel::Post,
        Channel::Qr,
        Channel::Slip,
        Channel::Visit,
    ] {
        assert!(arrives(channel, false) >= 1, "{channel:?}");
        assert!(arrives(channel, true) >= 1, "{channel:?}");
    }
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

/// A history of checks as phones may send it: whole checks, half ones, answers of a
/// question twice, numbers that this pack has no longer.
fn history(pack: &Pack, seed: u64) -> Vec<u16> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % 4_096).unwrap()
    };
    (0..next() % 60)
        .map(|_| match next() % 12 {
            0 => 9_000 + u16::try_from(next()).unwrap(),
            _ => pack.check_questions[next() % pack.check_questions.len()].number,
        })
        .collect()
}

/// Whatever was asked before: as many questions of each area, level and number of answers,
/// none twice, none while another of its kind was asked less often, and the same on every
/// phone, in whatever order it learnt of the earlier checks.
#[test]
fn a_check_is_as_hard_as_the_last_whatever_was_asked_before() {
    let pack = Pack::built_in().unwrap();
    let kind = |it: &CheckQuestion| (it.area.clone(), it.level, it.answers.len());
    let asked_for: Vec<(String, u8)> = pack
        .areas
        .iter()
        .flat_map(|area| area.asks.iter().map(|level| (area.id.clone(), *level)))
        .collect();
    for seed in 0..2_000 {
        let person = format!("b02dc0bfac531ec2-{}", seed % 40);
        let mut asked = history(&pack, seed);
        let check = pack.next_check(&person, &asked);
        let drawn: Vec<(String, u8)> = check.iter().map(|it| (it.area.clone(), it.level)).collect();
        assert_eq!(drawn, asked_for, "seed {seed}");
        assert!(check.iter().all(|it| it.answers.len() == 3), "seed {seed}");
        let chosen = numbers(&check);
        let different: BTreeSet<u16> = chosen.iter().copied().collect();
        assert_eq!(different.len(), QUESTIONS, "seed {seed}");
        let times = |number: u16| asked.iter().filter(|it| **it == number).count();
        for question in &check {
            let left_out = pack
                .check_questions
                .iter()
                .filter(|it| kind(it) == kind(question) && !different.contains(&it.number));
            for other in left_out {
                assert!(times(question.number) <= times(other.number), "seed {seed}");
            }
        }
        asked.reverse();
        assert_eq!(pack.next_check(&person, &asked), check, "seed {seed}");
    }
}

/// Whoever always takes the longest answer, or always the same place, learns nothing by it.
#[test]
fn the_right_answer_is_not_told_by_its_length() {
    let pack = Pack::built_in().unwrap();
    let stands_out = |it: &CheckQuestion, language: &str| {
        let length = |at: usize| it.answers[at].in_language(language).chars().count();
        let others = (0..it.answers.len()).filter(|at| *at != it.right);
        others.map(length).all(|other| other < length(it.right))
    };
    for language in ["vi", "en"] {
        let longest = pack.check_questions.iter().filter(|it| stands_out(it, language)).count();
        // By chance a third of them.
        let all = pack.check_questions.len();
        assert!((all / 5..=all * 2 / 5).contains(&longest), "{language}: {longest} of {all}");
    }
    for area in &pack.areas {
        for level in &area.asks {
            let like =
                pack.check_questions.iter().filter(|it| it.area == area.id && it.level == *level);
            let (all, longest) =
                (like.clone().count(), like.filter(|it| stands_out(it, "vi")).count());
            assert!((1..=all / 2).contains(&longest), "{} {level}: {longest} of {all}", area.id);
        }
    }
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

#[test]
fn the_practice_household_has_what_a_first_day_brings() {
    let pack = Pack::built_in().unwrap();
    let home = pack.practice.as_ref().unwrap();
    let exercises: Vec<&str> = home.exercises.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(
        exercises,
        ["first-visit", "duplicate", "finished", "stuck", "come-back", "refused", "slip"]
    );
    let of = |id: &str| home.exercises.iter().find(|it| it.id == id).unwrap().outcome;
    assert_eq!(of("finished"), Some(Outcome::Helped));
    assert_eq!(of("stuck"), Some(Outcome::Stuck(Reason::AtPolice)));
    assert_eq!(of("come-back"), Some(Outcome::ComeBack));
    assert_eq!(of("refused"), None, "who says no is not written down");
    // One of the list is somebody of the house, one only has the same name.
    let same = |listed: &PracticeListed| {
        let same_name = home.residents.iter().find(|it| it.name == listed.name).unwrap();
        (listed.same_as.as_deref() == Some(same_name.id.as_str()), same_name.birth_year)
    };
    let (found, namesake) = (&home.listed[0], &home.listed[1]);
    assert_eq!(same(found), (true, found.birth_year.unwrap()));
    assert!(!same(namesake).0 && namesake.birth_year != Some(same(namesake).1));
    for resident in &home.residents {
        assert!(resident.role.is_some() && resident.phone.is_some(), "{}", resident.name);
        assert!(
            home.exercises.iter().any(|exercise| exercise.with.contains(&resident.id)),
            "{} has nothing to do",
            resident.name
        );
        assert!(u32::from(resident.birth_year) + 18 <= 2026, "adults only");
    }
    assert!(home.village.vi.contains("không có thật"));
}
