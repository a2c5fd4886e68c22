//! Rules for skills: sources, days, ids, steps, what comes first.

use std::collections::{BTreeMap, BTreeSet};

use super::{MAX_PICTURE, MAX_STEPS, MAX_VOICE, Once, is_slug, skill_number_rule};
use crate::commune::FOLDER;
use crate::load::{Loaded, Read};
use crate::locate::{child, element};
use crate::reading::{MAX_READING_SECONDS, reading_seconds};
use crate::{Problem, Rule, Skill, Source, SourceKind, Step};

pub(super) fn look(loaded: &Loaded, problems: &mut Vec<Problem>) {
    let groups: BTreeSet<&str> = loaded
        .lists
        .iter()
        .flat_map(|read| &read.content.groups)
        .map(|group| group.id.0.as_str())
        .collect();
    let slugs: BTreeSet<&str> =
        loaded.skills.iter().map(|read| read.content.slug.as_str()).collect();
    let mut numbers = Once::new();
    let mut ids = Once::new();
    for read in &loaded.skills {
        let skill = &read.content;
        let mut break_rule = |place: &str, rule: Option<Rule>| {
            problems.extend(rule.map(|it| read.problem(place, it)))
        };
        break_rule("number", skill_number_rule(skill.id));
        break_rule("number", numbers.give(skill.id, &read.file));
        break_rule("id", ids.give(skill.slug.as_str(), &read.file));
        break_rule("id", (!is_slug(&skill.slug)).then(|| Rule::BadId(skill.slug.clone())));
        let name = format!("skills/{}.toml", skill.slug);
        let file = read.file.strip_prefix(FOLDER).unwrap_or(&read.file);
        break_rule("id", (file != name).then(|| Rule::FileName(skill.slug.clone())));
        if let Some(group) = &skill.group {
            let known = groups.contains(group.0.as_str());
            break_rule("group", (!known).then(|| Rule::NotThere(group.0.clone())));
        }
        break_rule("why", two_sentences(&skill.why.vi).then_some(Rule::NotOneSentence));
        break_rule("checked", (skill.checked > loaded.made).then_some(Rule::DayAfterPack));
        break_rule("sources", skill.sources.is_empty().then_some(Rule::NoSource));
        for (at, source) in skill.sources.iter().enumerate() {
            break_rule(&element("sources", at), source_rule(source, loaded));
        }
        for (at, slug) in skill.prerequisites.iter().enumerate() {
            let unknown = !slugs.contains(slug.as_str());
            let place = element("prerequisites", at);
            break_rule(&place, unknown.then(|| Rule::NotThere(slug.clone())));
        }
        let count = skill.steps.len();
        break_rule("steps", (!(1..=MAX_STEPS).contains(&count)).then_some(Rule::StepCount(count)));
        break_rule("steps", reading_rule(skill));
        look_at_steps(read, loaded, problems);
    }
    problems.extend(cycles(&loaded.skills));
    problems.extend(unused_files(loaded));
}

fn look_at_steps(read: &Read<Skill>, loaded: &Loaded, problems: &mut Vec<Problem>) {
    let skill = &read.content;
    let mut variants = Once::new();
    let mut variant_numbers = Once::new();
    let mut ids = Once::new();
    let mut break_rule =
        |place: String, rule: Option<Rule>| problems.extend(rule.map(|it| read.problem(place, it)));
    for (at, variant) in skill.variants.iter().enumerate() {
        let place = element("variants", at);
        break_rule(
            child(&place, "id"),
            (!is_slug(&variant.id)).then(|| Rule::BadId(variant.id.clone())),
        );
        break_rule(child(&place, "id"), variants.give(variant.id.as_str(), &place));
        break_rule(child(&place, "number"), variant_numbers.give(variant.number, &place));
    }
    for (at, step) in skill.steps.iter().enumerate() {
        let place = element("steps", at);
        break_rule(child(&place, "id"), ids.give(step.id.as_str(), &place));
        break_rule(child(&place, "id"), (!is_slug(&step.id)).then(|| Rule::BadId(step.id.clone())));
        for variant in &step.only_for {
            let unknown = !variants.0.contains_key(variant.as_str());
            break_rule(child(&place, "only_for"), unknown.then(|| Rule::NotThere(variant.clone())));
        }
        if let Some(source) = &step.source {
            break_rule(child(&place, "source"), source_rule(source, loaded));
        }
        for rule in file_rules(step, loaded) {
            break_rule(place.clone(), Some(rule));
        }
    }
}

/// A skill is read aloud in one go, while somebody waits.
pub(super) fn reading_rule(skill: &Skill) -> Option<Rule> {
    let seconds = reading_seconds(skill.syllables());
    let too_long = seconds >= MAX_READING_SECONDS;
    too_long.then_some(Rule::TooLongToRead(seconds, MAX_READING_SECONDS))
}

/// The rules that a step's pictures and voices break.
pub(super) fn file_rules(step: &Step, loaded: &Loaded) -> Vec<Rule> {
    files_of(step)
        .filter_map(|(name, limit)| match loaded.files.get(name) {
            None => Some(Rule::NotThere(name.to_owned())),
            Some(file) if file.len() > limit => Some(Rule::FileTooLarge(limit)),
            Some(_) => None,
        })
        .collect()
}

/// Pictures and voices of a step, with the most bytes each may have.
fn files_of(step: &Step) -> impl Iterator<Item = (&str, usize)> {
    let picture = step.picture.iter().map(|picture| (picture.file.as_str(), MAX_PICTURE));
    picture.chain(step.voices.values().map(|voice| (voice.as_str(), MAX_VOICE)))
}

pub(super) fn source_rule(source: &Source, loaded: &Loaded) -> Option<Rule> {
    if source.text.trim().is_empty() {
        return Some(Rule::EmptySource);
    }
    match (source.kind, source.on) {
        (SourceKind::CommonKnowledge, None) => Some(Rule::NoDay),
        (_, Some(on)) if on > loaded.made => Some(Rule::DayAfterPack),
        _ => None,
    }
}

/// A full stop, question or exclamation mark with more words behind it.
fn two_sentences(words: &str) -> bool {
    ['.', '?', '!'].iter().any(|&mark| {
        words.match_indices(mark).any(|(at, _)| words[at..].starts_with(&format!("{mark} ")))
    })
}

/// Skills that can never be begun because they wait for each other.
fn cycles(skills: &[Read<Skill>]) -> Vec<Problem> {
    let waits_for: BTreeMap<&str, &[String]> = skills
        .iter()
        .map(|read| (read.content.slug.as_str(), read.content.prerequisites.as_slice()))
        .collect();
    skills
        .iter()
        .filter_map(|read| {
            let path = way_back(&read.content.slug, &waits_for)?;
            Some(read.problem("prerequisites", Rule::Cycle(path.join(" → "))))
        })
        .collect()
}

/// The shortest way from a skill through what it waits for back to itself.
fn way_back(start: &str, waits_for: &BTreeMap<&str, &[String]>) -> Option<Vec<String>> {
    let mut seen = BTreeSet::new();
    let mut ways = std::collections::VecDeque::from([vec![start.to_owned()]]);
    while let Some(way) = ways.pop_front() {
        let next = way.last().and_then(|last| waits_for.get(last.as_str())).into_iter();
        for slug in next.copied().flatten() {
            let mut longer = way.clone();
            longer.push(slug.clone());
            if slug == start {
                return Some(longer);
            }
            if seen.insert(slug.clone()) {
                ways.push_back(longer);
            }
        }
    }
    None
}

fn unused_files(loaded: &Loaded) -> Vec<Problem> {
    let of_skills = loaded.skills.iter().flat_map(|read| &read.content.steps);
    let of_commune = loaded.replacements.iter().flat_map(|read| &read.content.steps);
    let mut used: BTreeSet<String> = of_skills
        .chain(of_commune)
        .flat_map(|step| files_of(step).map(|(name, _)| name.to_owned()))
        .collect();
    used.extend(loaded.scenes().map(|place| place.picture()));
    loaded
        .files
        .keys()
        .filter(|name| !used.contains(name.as_str()))
        .map(|name| Problem {
            file: name.clone(),
            line: None,
            place: String::new(),
            rule: Rule::Unused,
        })
        .collect()
}
