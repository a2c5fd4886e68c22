//! Reads content files: one TOML a skill, one a list, pictures and voices.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use toml::de::{DeTable, DeValue};

use crate::commune::{self, Commune, Replacement};
use crate::locate::{Lines, element, line_at, not_understood};
use crate::pictures;
use crate::scene::SceneFile;
use crate::{
    Area, CheckQuestion, ConsentWording, Group, HelpLine, Leaflet, Pack, PracticeHousehold,
    Problem, Problems, Rule, ScamKind, Setting, Situation, Skill, Step,
};

/// A content file as it stands in the folder or in the binary.
#[derive(Debug, Clone, Copy)]
pub struct SourceFile<'a> {
    /// Its name from the content folder, with `/`: `skills/pay-by-qr.toml`.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

/// A file that is no skill: any of these lists. Each list stands in one file.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Lists {
    pub(crate) version: Option<u32>,
    #[serde(with = "crate::day::option")]
    pub(crate) made: Option<NaiveDate>,
    pub(crate) groups: Vec<Group>,
    pub(crate) settings: Vec<Setting>,
    pub(crate) consent: Vec<ConsentWording>,
    pub(crate) help_lines: Vec<HelpLine>,
    pub(crate) areas: Vec<Area>,
    pub(crate) check_questions: Vec<CheckQuestion>,
    pub(crate) scam_kinds: Vec<ScamKind>,
    pub(crate) situations: Vec<Situation>,
    pub(crate) practice: Option<PracticeHousehold>,
    pub(crate) leaflets: Vec<Leaflet>,
}

/// A TOML file that was read: what it says, and where.
#[derive(Debug, Clone)]
pub(crate) struct Read<T> {
    pub(crate) file: String,
    pub(crate) lines: Lines,
    /// The content written out again, for rules that look at every text.
    pub(crate) tree: Value,
    pub(crate) content: T,
}

impl<T> Read<T> {
    pub(crate) fn problem(&self, place: impl Into<String>, rule: Rule) -> Problem {
        let place = place.into();
        Problem { file: self.file.clone(), line: self.lines.line(&place), place, rule }
    }
}

/// Content that was read and not yet looked at by [`crate::lint()`].
#[derive(Debug, Clone)]
pub struct Loaded {
    pub(crate) version: u32,
    /// The pack's own version, where a commune lays something over it.
    pub(crate) pack_version: u32,
    pub(crate) made: NaiveDate,
    pub(crate) skills: Vec<Read<Skill>>,
    pub(crate) lists: Vec<Read<Lists>>,
    pub(crate) commune: Option<Read<Commune>>,
    pub(crate) replacements: Vec<Read<Replacement>>,
    pub(crate) scenes: Vec<Read<SceneFile>>,
    /// Pictures and voices by name.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

impl Loaded {
    /// The blanks that a commune's settings can fill.
    pub(crate) fn setting_keys(&self) -> BTreeSet<&str> {
        let settings = self.lists.iter().flat_map(|read| &read.content.settings);
        settings.map(|setting| setting.key.as_str()).collect()
    }

    /// Puts the files together as a pack, skills in the order of their numbers, with what
    /// the commune lays over it.
    #[must_use]
    pub fn into_pack(self) -> Pack {
        let mut skills: Vec<Skill> = self.skills.into_iter().map(|read| read.content).collect();
        let laid_over = !self.replacements.is_empty();
        for Read { content: replacement, .. } in self.replacements {
            replacement.lay_over(&mut skills);
        }
        skills.sort_by_key(|skill| skill.id);
        let mut pack = Pack::empty(self.version, self.made);
        pack.skills = skills;
        for Read { content: lists, .. } in self.lists {
            pack.groups.extend(lists.groups);
            pack.settings.extend(lists.settings);
            pack.consent.extend(lists.consent);
            pack.help_lines.extend(lists.help_lines);
            pack.areas.extend(lists.areas);
            pack.check_questions.extend(lists.check_questions);
            pack.scam_kinds.extend(lists.scam_kinds);
            pack.situations.extend(lists.situations);
            pack.practice = pack.practice.or(lists.practice);
            pack.leaflets.extend(lists.leaflets);
        }
        for value in self.commune.into_iter().flat_map(|read| read.content.values) {
            if let Some(blank) = pack.settings.iter_mut().find(|blank| blank.key == value.key) {
                blank.value = Some(value.is);
            }
        }
        pack.files = self.files;
        if laid_over {
            // Pictures and voices of the steps that were replaced show what is no more.
            let steps = pack.skills.iter().flat_map(|skill| &skill.steps);
            let used: BTreeSet<&str> = steps.flat_map(Step::files).collect();
            pack.files.retain(|name, _| used.contains(name.as_str()));
        }
        pack
    }
}

/// Reads content files, a commune's among them (`commune/…`).
///
/// # Errors
/// Every file that cannot be read, with line and what to write instead.
pub fn load(files: &[SourceFile<'_>]) -> Result<Loaded, Problems> {
    let mut problems = Vec::new();
    let (mut skills, mut lists) = (Vec::new(), Vec::new());
    let (mut communes, mut replacements) = (Vec::new(), Vec::new());
    let mut scenes = Vec::new();
    let mut others = BTreeMap::new();
    let mut sorted = files.to_vec();
    sorted.sort_by_key(|file| file.name);
    for file in &sorted {
        let of_commune = file.name.strip_prefix(commune::FOLDER);
        let name = of_commune.unwrap_or(file.name);
        if !name.ends_with(".toml") {
            others.insert(file.name.to_owned(), file.bytes.to_vec());
        } else if name.starts_with("skills/") {
            collect(read_toml(*file, missing_in_skill), &mut skills, &mut problems);
        } else if name.starts_with("scenes/") {
            collect(read_toml(*file, |_| Vec::new()), &mut scenes, &mut problems);
        } else if of_commune.is_none() {
            collect(read_toml(*file, |_| Vec::new()), &mut lists, &mut problems);
        } else if file.name == commune::FILE {
            collect(read_toml(*file, missing_in_commune), &mut communes, &mut problems);
        } else if name.starts_with("steps/") {
            collect(read_toml(*file, missing_in_replacement), &mut replacements, &mut problems);
        } else {
            problems.push(in_file(file.name, Rule::NotOfCommune));
        }
    }
    problems.extend(lists_twice(&lists));
    if communes.is_empty()
        && problems.is_empty()
        && sorted.iter().any(|file| file.name.starts_with(commune::FOLDER))
    {
        problems.push(in_file(commune::FILE, Rule::Missing("version")));
    }
    let version = lists.iter().find_map(|read: &Read<Lists>| read.content.version);
    let made = lists.iter().find_map(|read| read.content.made);
    if problems.is_empty() {
        match (version, made) {
            (Some(pack_version), Some(made)) => {
                let commune: Option<Read<Commune>> = communes.pop();
                let of_commune = commune.as_ref().map(|read| &read.content);
                let mut loaded = Loaded {
                    version: of_commune.map_or(pack_version, |it| it.version),
                    pack_version,
                    made: of_commune.map_or(made, |it| it.made),
                    skills,
                    lists,
                    commune,
                    replacements,
                    scenes,
                    files: others,
                };
                pictures::give_to_steps(&mut loaded);
                return Ok(loaded);
            }
            (None, _) => problems.push(in_file("pack.toml", Rule::Missing("version"))),
            (_, None) => problems.push(in_file("pack.toml", Rule::Missing("made"))),
        }
    }
    Err(Problems(problems))
}

/// Something about a whole file.
fn in_file(file: &str, rule: Rule) -> Problem {
    Problem { file: file.to_owned(), line: None, place: String::new(), rule }
}

fn collect<T>(
    read: Result<Read<T>, Vec<Problem>>,
    all: &mut Vec<Read<T>>,
    problems: &mut Vec<Problem>,
) {
    match read {
        Ok(read) => all.push(read),
        Err(mut found) => problems.append(&mut found),
    }
}

/// Reads one TOML file. `missing` names what a file of this kind must have.
fn read_toml<T: DeserializeOwned + Serialize>(
    file: SourceFile<'_>,
    missing: impl Fn(&DeTable<'_>) -> Vec<(String, &'static str)>,
) -> Result<Read<T>, Vec<Problem>> {
    let problem = |line, place: &str, rule| Problem {
        file: file.name.to_owned(),
        line,
        place: place.to_owned(),
        rule,
    };
    let text = std::str::from_utf8(file.bytes)
        .map_err(|_| vec![problem(None, "", Rule::Unreadable("not UTF-8".into()))])?;
    let at = |error: &toml::de::Error| error.span().map(|span| line_at(text, span.start));
    let table = DeTable::parse(text)
        .map_err(|error| vec![problem(at(&error), "", Rule::NotToml(one_line(&error)))])?;
    let table = table.get_ref();
    let lines = Lines::of(table, text);
    let missing: Vec<Problem> = missing(table)
        .into_iter()
        .map(|(place, key)| problem(lines.line(&place), &place, Rule::Missing(key)))
        .collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    let content: T = toml::from_str(text)
        .map_err(|error| vec![problem(at(&error), "", Rule::WrongValue(one_line(&error)))])?;
    let tree = serde_json::to_value(&content)
        .map_err(|error| vec![problem(None, "", Rule::WrongValue(error.to_string()))])?;
    let unknown: Vec<Problem> = not_understood(table, &tree)
        .into_iter()
        .map(|place| {
            let key = place.rsplit('.').next().unwrap_or(&place).to_owned();
            problem(lines.line(&place), &place, Rule::Unknown(key))
        })
        .collect();
    if !unknown.is_empty() {
        return Err(unknown);
    }
    Ok(Read { file: file.name.to_owned(), lines, tree, content })
}

fn one_line(error: &toml::de::Error) -> String {
    error.message().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines that a skill must have and this one lacks: (place, key).
fn missing_in_skill(table: &DeTable<'_>) -> Vec<(String, &'static str)> {
    missing(table, &["number", "id", "title", "why", "checked", "sources", "steps"])
}

fn missing_in_replacement(table: &DeTable<'_>) -> Vec<(String, &'static str)> {
    missing(table, &["skill", "steps"])
}

fn missing_in_commune(table: &DeTable<'_>) -> Vec<(String, &'static str)> {
    missing(table, &["version", "made"])
}

/// Which of `keys` the table lacks, and what its steps lack.
fn missing(table: &DeTable<'_>, keys: &[&'static str]) -> Vec<(String, &'static str)> {
    const STEP: [&str; 2] = ["id", "say"];
    let lacks = |table: &DeTable<'_>, keys: &[&'static str]| -> Vec<&'static str> {
        keys.iter().copied().filter(|&key| !table.contains_key(key)).collect()
    };
    let mut missing: Vec<(String, &'static str)> =
        lacks(table, keys).into_iter().map(|key| (String::new(), key)).collect();
    let steps = table.get("steps").and_then(|steps| steps.get_ref().as_array());
    for (at, step) in steps.into_iter().flatten().enumerate() {
        if let DeValue::Table(step) = step.get_ref() {
            let place = element("steps", at);
            missing.extend(lacks(step, &STEP).into_iter().map(|key| (place.clone(), key)));
        }
    }
    missing
}

/// Lists that stand in more than one file.
fn lists_twice(lists: &[Read<Lists>]) -> Vec<Problem> {
    let mut seen = BTreeSet::new();
    let mut problems = Vec::new();
    for read in lists {
        for (key, value) in read.tree.as_object().into_iter().flatten() {
            let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
            if !empty && !seen.insert(key) {
                problems.push(read.problem(key.as_str(), Rule::ListTwice(key.clone())));
            }
        }
    }
    problems
}
