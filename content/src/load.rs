//! Reads content files: one TOML a skill, one a list, pictures and voices.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use toml::de::{DeTable, DeValue};

use crate::locate::{Lines, element, line_at, not_understood};
use crate::{
    Area, CheckQuestion, ConsentWording, Group, HelpLine, Pack, PracticeHousehold, Problem,
    Problems, Rule, ScamKind, Setting, Situation, Skill,
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
    pub(crate) made: NaiveDate,
    pub(crate) skills: Vec<Read<Skill>>,
    pub(crate) lists: Vec<Read<Lists>>,
    /// Pictures and voices by name.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

impl Loaded {
    /// The blanks that a commune's settings can fill.
    pub(crate) fn setting_keys(&self) -> BTreeSet<&str> {
        let settings = self.lists.iter().flat_map(|read| &read.content.settings);
        settings.map(|setting| setting.key.as_str()).collect()
    }

    /// Puts the files together as a pack, skills in the order of their numbers.
    #[must_use]
    pub fn into_pack(self) -> Pack {
        let mut skills: Vec<Skill> = self.skills.into_iter().map(|read| read.content).collect();
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
        }
        pack.files = self.files;
        pack
    }
}

/// Reads content files.
///
/// # Errors
/// Every file that cannot be read, with line and what to write instead.
pub fn load(files: &[SourceFile<'_>]) -> Result<Loaded, Problems> {
    let mut problems = Vec::new();
    let mut skills = Vec::new();
    let mut lists: Vec<Read<Lists>> = Vec::new();
    let mut others = BTreeMap::new();
    let mut sorted = files.to_vec();
    sorted.sort_by_key(|file| file.name);
    for file in sorted {
        if !file.name.ends_with(".toml") {
            others.insert(file.name.to_owned(), file.bytes.to_vec());
        } else if file.name.starts_with("skills/") {
            collect(read_toml(file, missing_in_skill), &mut skills, &mut problems);
        } else {
            collect(read_toml(file, |_| Vec::new()), &mut lists, &mut problems);
        }
    }
    problems.extend(lists_twice(&lists));
    let first = |place| Problem {
        file: "pack.toml".into(),
        line: None,
        place: String::new(),
        rule: Rule::Missing(place),
    };
    let version = lists.iter().find_map(|read| read.content.version);
    let made = lists.iter().find_map(|read| read.content.made);
    if problems.is_empty() {
        match (version, made) {
            (Some(version), Some(made)) => {
                return Ok(Loaded { version, made, skills, lists, files: others });
            }
            (None, _) => problems.push(first("version")),
            (_, None) => problems.push(first("made")),
        }
    }
    Err(Problems(problems))
}

/// Reads the content folder: `*.toml`, `skills/*.toml`, `pictures/*`, `voices/*`.
///
/// # Errors
/// As [`load()`]; and files that the disk does not give.
pub fn load_folder(folder: &Path) -> Result<Loaded, Problems> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for part in ["", "skills", "pictures", "voices"] {
        read_part(folder, part, &mut files).map_err(|error| {
            Problems(vec![Problem {
                file: folder.join(part).display().to_string(),
                line: None,
                place: String::new(),
                rule: Rule::Unreadable(error.kind().to_string()),
            }])
        })?;
    }
    let files: Vec<SourceFile<'_>> =
        files.iter().map(|(name, bytes)| SourceFile { name, bytes }).collect();
    load(&files)
}

/// Reads one folder of the content folder; one that is not there has no files.
fn read_part(
    folder: &Path,
    part: &str,
    files: &mut Vec<(String, Vec<u8>)>,
) -> Result<(), std::io::Error> {
    let of_toml = part.is_empty() || part == "skills";
    let entries = match std::fs::read_dir(folder.join(part)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !part.is_empty() => {
            return Ok(());
        }
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
        if !entry.file_type()?.is_file()
            || (of_toml && !name.ends_with(".toml"))
            || name == "Cargo.toml"
        {
            continue;
        }
        let name = if part.is_empty() { name } else { format!("{part}/{name}") };
        files.push((name, std::fs::read(entry.path())?));
    }
    Ok(())
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
    const SKILL: [&str; 7] = ["number", "id", "title", "why", "checked", "sources", "steps"];
    const STEP: [&str; 2] = ["id", "say"];
    let lacks = |table: &DeTable<'_>, keys: &[&'static str]| -> Vec<&'static str> {
        keys.iter().copied().filter(|&key| !table.contains_key(key)).collect()
    };
    let mut missing: Vec<(String, &'static str)> =
        lacks(table, &SKILL).into_iter().map(|key| (String::new(), key)).collect();
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
