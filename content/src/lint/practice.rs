//! Rules for the practice household: whoever is named lives there, whatever is practised is
//! in the pack, and every text is short enough to be read in a doorway.

use std::collections::BTreeSet;

use super::words::lines_needed;
use super::{Once, is_slug};
use crate::load::{Loaded, Read};
use crate::locate::{child, element};
use crate::{PracticeExercise, PracticeHousehold, Problem, Rule, Text};

/// Lines that a text of an exercise may take.
const MOST: usize = 3;

pub(super) fn look(loaded: &Loaded, problems: &mut Vec<Problem>) {
    let skills: BTreeSet<&str> =
        loaded.skills.iter().map(|read| read.content.slug.as_str()).collect();
    for read in &loaded.lists {
        if let Some(home) = &read.content.practice {
            look_at_home(read, home, &skills, problems);
        }
    }
}

fn look_at_home<T>(
    read: &Read<T>,
    home: &PracticeHousehold,
    skills: &BTreeSet<&str>,
    problems: &mut Vec<Problem>,
) {
    let mut break_rule = |place: String, rule: Option<Rule>| {
        problems.extend(rule.map(|rule| read.problem(place, rule)));
    };
    let not_there = |name: &str| Some(Rule::NotThere(name.to_owned()));
    if home.residents.iter().all(|resident| resident.name != home.head) {
        break_rule("practice.head".to_owned(), not_there(&home.head));
    }
    let mut residents = Once::new();
    for (at, resident) in home.residents.iter().enumerate() {
        let place = child(&element("practice.residents", at), "id");
        let bad = !is_slug(&resident.id);
        break_rule(place.clone(), bad.then(|| Rule::BadId(resident.id.clone())));
        break_rule(place.clone(), residents.give(resident.id.as_str(), &place));
    }
    let lives_here = |id: &str| home.residents.iter().any(|resident| resident.id == id);
    for (at, listed) in home.listed.iter().enumerate() {
        let stranger = listed.same_as.as_deref().filter(|id| !lives_here(id));
        let place = child(&element("practice.listed", at), "same_as");
        break_rule(place, stranger.and_then(not_there));
    }
    let mut exercises = Once::new();
    for (at, exercise) in home.exercises.iter().enumerate() {
        let place = element("practice.exercises", at);
        let id = exercise.id.as_str();
        let bad = !is_slug(id);
        break_rule(child(&place, "id"), bad.then(|| Rule::BadId(id.to_owned())));
        break_rule(child(&place, "id"), exercises.give(id, &place));
        for (at, id) in exercise.with.iter().enumerate() {
            let place = element(&child(&place, "with"), at);
            break_rule(place, (!lives_here(id)).then(|| Rule::NotThere(id.clone())));
        }
        let skill = exercise.skill.as_deref();
        let unknown = skill.filter(|slug| !skills.contains(slug));
        break_rule(child(&place, "skill"), unknown.and_then(not_there));
        // An outcome is that of a skill.
        let of_nothing = exercise.outcome.is_some() && skill.is_none();
        break_rule(place.clone(), of_nothing.then_some(Rule::Missing("skill")));
        for (key, text) in texts(exercise) {
            for (language, words) in text.languages() {
                let lines = lines_needed(words);
                let rule = (lines > MOST).then_some(Rule::LongerThan(lines, MOST));
                break_rule(child(&child(&place, key), language), rule);
            }
        }
    }
}

fn texts(exercise: &PracticeExercise) -> [(&'static str, &Text); 4] {
    [
        ("title", &exercise.title),
        ("scene", &exercise.scene),
        ("task", &exercise.task),
        ("done", &exercise.done),
    ]
}
