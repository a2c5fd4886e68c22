//! Rules for recorded voices: a language for each, and a file that phones can play.

use super::MAX_VOICE;
use super::words::is_language;
use crate::load::{Loaded, Read};
use crate::locate::{child, element};
use crate::opus::{self, NotAVoice};
use crate::{Problem, Rule, Step};

pub(super) fn look(loaded: &Loaded, problems: &mut Vec<Problem>) {
    for read in &loaded.skills {
        look_at_steps(read, &read.content.steps, loaded, problems);
    }
    for read in &loaded.replacements {
        look_at_steps(read, &read.content.steps, loaded, problems);
    }
}

fn look_at_steps<T>(read: &Read<T>, steps: &[Step], loaded: &Loaded, problems: &mut Vec<Problem>) {
    for (at, step) in steps.iter().enumerate() {
        for (language, name) in &step.voices {
            let place = child(&child(&element("steps", at), "voices"), language);
            let bad = (!is_language(language)).then(|| Rule::BadLanguage(language.clone()));
            // One that is missing or too large is told of by the rules for every file.
            let file = loaded.files.get(name).filter(|file| file.len() <= MAX_VOICE);
            let rule = bad.or_else(|| kind_rule(name, file?));
            problems.extend(rule.map(|rule| read.problem(place, rule)));
        }
    }
}

fn kind_rule(name: &str, file: &[u8]) -> Option<Rule> {
    match opus::walk(file) {
        Ok(()) => None,
        Err(NotAVoice::OtherKind) => Some(Rule::NotOpus(name.to_owned())),
        Err(NotAVoice::Damaged) => Some(Rule::VoiceDamaged(name.to_owned())),
        Err(NotAVoice::Silent) => Some(Rule::VoiceSilent(name.to_owned())),
    }
}
