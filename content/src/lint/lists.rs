//! Rules for the lists beside the skills.

use std::collections::BTreeSet;

use super::skills::source_rule;
use super::{Once, is_slug, number_rule};
use crate::load::{Lists, Loaded, Read};
use crate::locate::{child, element};
use crate::{Problem, Rule};

pub(super) fn look(loaded: &Loaded, problems: &mut Vec<Problem>) {
    let areas: BTreeSet<&str> = loaded
        .lists
        .iter()
        .flat_map(|read| &read.content.areas)
        .map(|area| area.id.as_str())
        .collect();
    let settings = loaded.setting_keys();
    for read in &loaded.lists {
        look_at_ids(read, problems);
        look_at_numbers(read, problems);
        let lists = &read.content;
        let mut break_rule = |place: String, rule: Option<Rule>| {
            problems.extend(rule.map(|it| read.problem(place, it)));
        };
        for (at, wording) in lists.consent.iter().enumerate() {
            let place = child(&element("consent", at), "since");
            break_rule(place, (wording.since > loaded.made).then_some(Rule::DayAfterPack));
        }
        for (at, line) in lists.help_lines.iter().enumerate() {
            let place = element("help_lines", at);
            break_rule(child(&place, "source"), source_rule(&line.source, loaded));
            let later = line.checked > loaded.made;
            break_rule(child(&place, "checked"), later.then_some(Rule::DayAfterPack));
            let setting = line.setting.as_deref();
            let nowhere = line.number.is_none() && setting.is_none() && line.find.is_none();
            break_rule(place.clone(), nowhere.then_some(Rule::NoNumber));
            let unknown = setting.filter(|key| !settings.contains(key));
            break_rule(child(&place, "setting"), unknown.map(|key| Rule::NotThere(key.into())));
        }
        for (at, leaflet) in lists.leaflets.iter().enumerate() {
            let slug = leaflet.skill.as_deref();
            let named = |slug: &&str| loaded.skills.iter().any(|read| read.content.slug == **slug);
            let rule = slug.filter(|slug| !named(slug)).map(|slug| Rule::NotThere(slug.into()));
            break_rule(child(&element("leaflets", at), "skill"), rule);
        }
        for (at, question) in lists.check_questions.iter().enumerate() {
            let place = element("check_questions", at);
            let count = question.answers.len();
            let wrong = !(2..=3).contains(&count) || question.right >= count;
            break_rule(child(&place, "answers"), wrong.then_some(Rule::Answers));
            let unknown = !areas.contains(question.area.as_str());
            let area = || Rule::NotThere(question.area.clone());
            break_rule(child(&place, "area"), unknown.then(area));
        }
    }
}

fn look_at_ids(read: &Read<Lists>, problems: &mut Vec<Problem>) {
    let lists = &read.content;
    let groups = lists.groups.iter().map(|it| it.id.0.as_str());
    let areas = lists.areas.iter().map(|it| it.id.as_str());
    let lines = lists.help_lines.iter().map(|it| it.id.as_str());
    let situations = lists.situations.iter().map(|it| it.id.as_str());
    let leaflets = lists.leaflets.iter().map(|it| it.id.as_str());
    let all: [(&str, &mut dyn Iterator<Item = &str>); 5] = [
        ("groups", &mut { groups }),
        ("areas", &mut { areas }),
        ("help_lines", &mut { lines }),
        ("situations", &mut { situations }),
        ("leaflets", &mut { leaflets }),
    ];
    for (list, ids) in all {
        let mut once = Once::new();
        for (at, id) in ids.enumerate() {
            let place = element(list, at);
            if !is_slug(id) {
                problems.push(read.problem(child(&place, "id"), Rule::BadId(id.to_owned())));
            }
            if let Some(rule) = once.give(id, &place) {
                problems.push(read.problem(child(&place, "id"), rule));
            }
        }
    }
    let mut keys = Once::new();
    for (at, setting) in lists.settings.iter().enumerate() {
        let place = element("settings", at);
        let rule = keys.give(setting.key.as_str(), &place);
        problems.extend(rule.map(|rule| read.problem(child(&place, "key"), rule)));
    }
}

fn look_at_numbers(read: &Read<Lists>, problems: &mut Vec<Problem>) {
    let lists = &read.content;
    let consent: Vec<u16> = lists.consent.iter().map(|it| it.number).collect();
    let questions: Vec<u16> = lists.check_questions.iter().map(|it| it.number).collect();
    let situations: Vec<u16> = lists.situations.iter().map(|it| it.number).collect();
    for (list, numbers) in
        [("consent", consent), ("check_questions", questions), ("situations", situations)]
    {
        let mut once = Once::new();
        for (at, number) in numbers.into_iter().enumerate() {
            let place = element(list, at);
            let rule = number_rule(number).or_else(|| once.give(number, &place));
            problems.extend(rule.map(|rule| read.problem(child(&place, "number"), rule)));
        }
    }
}
