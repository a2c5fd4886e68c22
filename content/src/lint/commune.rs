//! Rules for what a commune lays over the pack.

use std::collections::BTreeMap;

use super::skills::{file_rules, reading_rule, source_rule};
use super::{Once, is_slug};
use crate::commune::{FOLDER, OWN_NUMBERS, Replacement};
use crate::load::{Loaded, Read};
use crate::locate::{child, element};
use crate::{Problem, Rule, Skill};

pub(super) fn look(loaded: &Loaded, problems: &mut Vec<Problem>) {
    look_at_values(loaded, problems);
    look_at_numbers(loaded, problems);
    let skills: BTreeMap<&str, &Skill> =
        loaded.skills.iter().map(|read| (read.content.slug.as_str(), &read.content)).collect();
    let mut replaced = Once::new();
    for read in &loaded.replacements {
        let slug = read.content.skill.as_str();
        let rule = replaced.give(slug, &read.file);
        problems.extend(rule.map(|rule| read.problem("skill", rule)));
        match skills.get(slug) {
            Some(skill) => {
                look_at_steps(read, skill, loaded, problems);
                let mut laid = [(*skill).clone()];
                let alone = reading_rule(skill).is_some();
                read.content.clone().lay_over(&mut laid);
                let rule = laid.first().and_then(reading_rule).filter(|_| !alone);
                problems.extend(rule.map(|rule| read.problem("steps", rule)));
            }
            None => problems.push(read.problem("skill", Rule::NotThere(slug.to_owned()))),
        }
    }
}

fn look_at_values(loaded: &Loaded, problems: &mut Vec<Problem>) {
    let Some(read) = &loaded.commune else { return };
    if read.content.version <= loaded.pack_version {
        problems.push(read.problem("version", Rule::NotNewer(loaded.pack_version)));
    }
    let settings = loaded.setting_keys();
    let mut keys = Once::new();
    for (at, value) in read.content.values.iter().enumerate() {
        let place = element("values", at);
        let unknown = !settings.contains(value.key.as_str());
        let rule = unknown.then(|| Rule::UnknownBlank(value.key.clone()));
        let rule = rule.or_else(|| keys.give(value.key.as_str(), &place));
        problems.extend(rule.map(|rule| read.problem(child(&place, "key"), rule)));
    }
}

/// A later pack must not give a skill the number of a commune's own.
fn look_at_numbers(loaded: &Loaded, problems: &mut Vec<Problem>) {
    for read in &loaded.skills {
        let of_commune = read.file.starts_with(FOLDER);
        if of_commune != (read.content.id.0 >= OWN_NUMBERS) {
            problems.push(read.problem("number", Rule::WhoseNumber(OWN_NUMBERS)));
        }
    }
}

fn look_at_steps(
    read: &Read<Replacement>,
    skill: &Skill,
    loaded: &Loaded,
    problems: &mut Vec<Problem>,
) {
    let mut ids = Once::new();
    for (at, step) in read.content.steps.iter().enumerate() {
        let place = element("steps", at);
        let mut break_rule = |place: String, rule: Option<Rule>| {
            problems.extend(rule.map(|rule| read.problem(place, rule)));
        };
        let id = step.id.as_str();
        let rule = (!is_slug(id)).then(|| Rule::BadId(id.to_owned()));
        let rule = rule.or_else(|| ids.give(id, &place));
        let rule = rule.or_else(|| skill.step(id).is_none().then(|| Rule::NotThere(id.to_owned())));
        break_rule(child(&place, "id"), rule);
        match &step.source {
            // What the skill was read in says nothing about other words.
            None => break_rule(place.clone(), Some(Rule::NoSource)),
            Some(source) => break_rule(child(&place, "source"), source_rule(source, loaded)),
        }
        for rule in file_rules(step, loaded) {
            break_rule(place.clone(), Some(rule));
        }
    }
}
