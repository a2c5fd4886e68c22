//! Rules for the before/after check: eight questions, enough others of the same kind, and
//! all short enough to be read aloud once.

use std::collections::BTreeMap;

use super::skills::source_rule;
use super::words::lines_needed;
use crate::load::Loaded;
use crate::locate::{child, element};
use crate::{Area, CheckQuestion, Problem, QUESTIONS, Rule, Text};

/// Checks that a person can have before a question comes a second time: before and after.
const WITHOUT_REPEATING: usize = 2;

pub(super) fn look(loaded: &Loaded, problems: &mut Vec<Problem>) {
    let lists = || loaded.lists.iter().map(|read| &read.content);
    let areas: BTreeMap<&str, &Area> =
        lists().flat_map(|lists| &lists.areas).map(|area| (area.id.as_str(), area)).collect();
    let questions: Vec<&CheckQuestion> = lists().flat_map(|lists| &lists.check_questions).collect();
    let asked: usize = areas.values().map(|area| area.asks.len()).sum();
    for read in &loaded.lists {
        for (at, question) in read.content.check_questions.iter().enumerate() {
            let place = element("check_questions", at);
            for (key, text, most) in texts(question) {
                for (language, words) in text.languages() {
                    let lines = lines_needed(words);
                    let place = child(&child(&place, &key), language);
                    let rule = (lines > most).then_some(Rule::LongerThan(lines, most));
                    problems.extend(rule.map(|rule| read.problem(place, rule)));
                }
            }
            let mut break_rule = |key: &str, rule: Option<Rule>| {
                problems.extend(rule.map(|rule| read.problem(child(&place, key), rule)));
            };
            let source = question.source.as_ref();
            break_rule("source", source.and_then(|source| source_rule(source, loaded)));
            if asked == 0 {
                continue;
            }
            let area = areas.get(question.area.as_str());
            let never = area.is_some_and(|area| !area.asks.contains(&question.level));
            break_rule("level", never.then_some(Rule::NeverAsked(question.level)));
            let like = questions.iter().find(|it| is_like(it, &question.area, question.level));
            let others = like.map_or(0, |it| it.answers.len());
            let answers = question.answers.len();
            let uneven = answers != others;
            break_rule("answers", uneven.then_some(Rule::UnevenAnswers(answers, others)));
        }
        if asked == 0 || read.content.areas.is_empty() {
            continue;
        }
        if asked != QUESTIONS {
            problems.push(read.problem("areas", Rule::CheckSize(asked, QUESTIONS)));
        }
        for (at, area) in read.content.areas.iter().enumerate() {
            let place = child(&element("areas", at), "asks");
            let mut times: BTreeMap<u8, usize> = BTreeMap::new();
            for level in &area.asks {
                *times.entry(*level).or_default() += 1;
            }
            for (level, times) in times {
                let wanted = times * WITHOUT_REPEATING;
                let there = questions.iter().filter(|it| is_like(it, &area.id, level)).count();
                if there < wanted {
                    let rule = Rule::TooFewQuestions(level, wanted);
                    problems.push(read.problem(place.as_str(), rule));
                }
            }
        }
    }
}

fn is_like(question: &CheckQuestion, area: &str, level: u8) -> bool {
    question.area == area && question.level == level
}

/// The texts of a question, with the lines that each may take.
fn texts(question: &CheckQuestion) -> impl Iterator<Item = (String, &Text, usize)> {
    let answers = question.answers.iter().enumerate();
    let answers = answers.map(|(at, answer)| (element("answers", at), answer, 2));
    [("ask".to_owned(), &question.ask, 3), ("because".to_owned(), &question.because, 3)]
        .into_iter()
        .chain(answers)
}
