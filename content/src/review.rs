//! How old the guides are and what is known about them: for whoever keeps them true.

use std::fmt::{self, Write};

use chrono::NaiveDate;
use serde::Serialize;

use crate::load::{Loaded, Read};
use crate::locate::element;
use crate::reading::{SYLLABLES_A_MINUTE, reading_seconds};
use crate::{PackError, ScreenReport, Skill, Source, SourceKind, Step};

/// What [`Loaded::review`] found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Review {
    /// The pack's version.
    pub version: u32,
    /// The day of the review.
    #[serde(with = "crate::day")]
    pub today: NaiveDate,
    /// How many skills.
    pub skills: usize,
    /// How many steps they have.
    pub steps: usize,
    /// How many steps have a picture.
    pub pictures: usize,
    /// How many situations to practise with.
    pub situations: usize,
    /// How many questions of the before/after check.
    pub checks: usize,
    /// The bytes of the pack file.
    pub pack_bytes: usize,
    /// Syllables of the instructions of the steps.
    pub words_a_step: Spread,
    /// Seconds to read a skill aloud.
    pub reading_seconds: Spread,
    /// The reader that is taken for it.
    pub syllables_a_minute: usize,
    /// How many steps are common knowledge that nobody could check.
    pub common_knowledge: usize,
    /// What volunteers found to differ and nobody has looked at since, most often first.
    pub differ: Vec<Differs>,
    /// Every step: what differs first, then the oldest.
    pub ages: Vec<Age>,
}

/// The middle one and the largest of many, and whose that is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Spread {
    /// Half of them have at most so many.
    pub median: usize,
    /// The most.
    pub longest: usize,
    /// Whose that is: `skill` or `skill/step`.
    pub of: String,
}

/// A step, or a whole skill, of which volunteers saw another screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Differs {
    /// `skill/step`, or `skill` for the whole; its number where the pack lacks it.
    pub of: String,
    /// In how many visits.
    pub visits: u64,
    /// With how many people.
    pub people: u64,
    /// The last day of it.
    #[serde(with = "crate::day")]
    pub last: NaiveDate,
}

/// How old a step is and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Age {
    /// `skill/step`.
    pub of: String,
    /// The file.
    pub file: String,
    /// Its line.
    pub line: Option<u32>,
    /// The day of its last check: the skill's, or that of the step's own source if later.
    #[serde(with = "crate::day")]
    pub on: NaiveDate,
    /// Days since.
    pub days: i64,
    /// Read somewhere, or common knowledge.
    pub mark: SourceKind,
    /// The source.
    pub source: String,
    /// In how many visits the screen differed since.
    pub differed: u64,
}

impl Loaded {
    /// Reviews what was read, with what a hall knows of screens that differ.
    ///
    /// # Errors
    /// As [`crate::Pack::unsigned`].
    pub fn review(&self, today: NaiveDate, screens: &[ScreenReport]) -> Result<Review, PackError> {
        let pack = self.clone().into_pack();
        let mut ages: Vec<Age> =
            self.skills.iter().flat_map(|read| self.ages_of(read, today)).collect();
        let differ = differing(&mut ages, screens);
        ages.sort_by(|one, other| {
            let key = |age: &Age| (std::cmp::Reverse(age.differed), std::cmp::Reverse(age.days));
            key(one).cmp(&key(other)).then_with(|| one.of.cmp(&other.of))
        });
        let steps = || {
            let of = |skill: &Skill, step: &Step| format!("{}/{}", skill.slug, step.id);
            pack.skills.iter().flat_map(move |skill| {
                skill.steps.iter().map(move |step| (step.say.syllables(), of(skill, step)))
            })
        };
        let seconds = pack.skills.iter();
        let seconds = seconds.map(|skill| (reading_seconds(skill.syllables()), skill.slug.clone()));
        let pictures = pack.skills.iter().flat_map(|skill| &skill.steps);
        Ok(Review {
            version: pack.version,
            today,
            skills: pack.skills.len(),
            steps: steps().count(),
            pictures: pictures.filter(|step| step.picture.is_some()).count(),
            situations: pack.situations.len(),
            checks: pack.check_questions.len(),
            pack_bytes: pack.unsigned()?.len(),
            words_a_step: spread(steps()),
            reading_seconds: spread(seconds),
            syllables_a_minute: SYLLABLES_A_MINUTE,
            common_knowledge: ages
                .iter()
                .filter(|age| age.mark == SourceKind::CommonKnowledge)
                .count(),
            differ,
            ages,
        })
    }

    /// The steps of one skill, with those that the commune worded anew.
    fn ages_of<'a>(
        &'a self,
        read: &'a Read<Skill>,
        today: NaiveDate,
    ) -> impl Iterator<Item = Age> + 'a {
        let skill = &read.content;
        let own = self.replacements.iter().filter(|own| own.content.skill == skill.slug);
        let own: Vec<_> = own.collect();
        skill.steps.iter().enumerate().map(move |(at, step)| {
            let of = format!("{}/{}", skill.slug, step.id);
            let replaced = own.iter().find_map(|own| {
                let at = own.content.steps.iter().position(|it| it.id == step.id)?;
                Some((own, at, own.content.steps.get(at)?))
            });
            let first = skill.sources.first();
            let (file, line, source, checked) = match replaced {
                Some((own, at, step)) => {
                    let line = own.lines.line(&element("steps", at));
                    // What the pack's author looked at says nothing about other words.
                    (&own.file, line, step.source.as_ref(), None)
                }
                None => {
                    let line = read.lines.line(&element("steps", at));
                    (&read.file, line, step.source.as_ref().or(first), Some(skill.checked))
                }
            };
            let own_day = source.filter(|_| replaced.is_some() || step.source.is_some());
            let own_day = own_day.and_then(|source| source.on);
            let on = checked.max(own_day).unwrap_or(self.made);
            Age {
                of,
                file: file.clone(),
                line,
                on,
                days: (today - on).num_days(),
                mark: source.map_or(SourceKind::CommonKnowledge, |source: &Source| source.kind),
                source: source.map(|source| source.text.clone()).unwrap_or_default(),
                differed: 0,
            }
        })
    }
}

/// Marks the steps that were found to differ since they were last looked at, and lists them.
fn differing(ages: &mut [Age], screens: &[ScreenReport]) -> Vec<Differs> {
    let mut differ: Vec<Differs> = Vec::new();
    for screen in screens {
        let skill = screen.skill.clone().unwrap_or_else(|| screen.number.to_string());
        let of = match (&screen.step, screen.place) {
            (Some(step), _) => format!("{skill}/{step}"),
            (None, Some(place)) => format!("{skill}/{}", place + 1),
            (None, None) => skill.clone(),
        };
        if let Some(age) = ages.iter_mut().find(|age| age.of == of) {
            if age.on > screen.last {
                continue;
            }
            age.differed += screen.visits;
        } else {
            let whole = format!("{skill}/");
            let mut of_skill = ages.iter().filter(|age| age.of.starts_with(&whole)).peekable();
            let looked_at_since = |age: &Age| age.on > screen.last;
            if of_skill.peek().is_some() && of_skill.all(looked_at_since) {
                continue;
            }
        }
        match differ.iter_mut().find(|known| known.of == of) {
            Some(known) => {
                known.visits += screen.visits;
                known.people += screen.people;
                known.last = known.last.max(screen.last);
            }
            None => differ.push(Differs {
                of,
                visits: screen.visits,
                people: screen.people,
                last: screen.last,
            }),
        }
    }
    differ.sort_by(|one, other| other.visits.cmp(&one.visits).then_with(|| one.of.cmp(&other.of)));
    differ
}

fn spread(values: impl Iterator<Item = (usize, String)>) -> Spread {
    let mut values: Vec<_> = values.collect();
    values.sort();
    let median = values.get(values.len() / 2).map_or(0, |(value, _)| *value);
    values.pop().map_or_else(Spread::default, |(longest, of)| Spread { median, longest, of })
}

impl Review {
    /// The steps that nobody has looked at for more than `days`.
    pub fn older_than(&self, days: i64) -> impl Iterator<Item = &Age> {
        self.ages.iter().filter(move |age| age.days > days)
    }
}

impl fmt::Display for Review {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "version {}, looked at on {}", self.version, self.today)?;
        writeln!(
            f,
            "skills {} · steps {} · pictures {} · situations {} · checks {} · pack_bytes {}",
            self.skills, self.steps, self.pictures, self.situations, self.checks, self.pack_bytes
        )?;
        let Spread { median, longest, of } = &self.words_a_step;
        writeln!(f, "words a step: median {median}, longest {longest} ({of})")?;
        let Spread { median, longest, of } = &self.reading_seconds;
        writeln!(
            f,
            "reading a skill aloud, {} syllables a minute: median {}, longest {} ({of})",
            self.syllables_a_minute,
            minutes(*median),
            minutes(*longest)
        )?;
        writeln!(f, "common knowledge that nobody could check: {} steps", self.common_knowledge)?;
        for it in &self.differ {
            writeln!(
                f,
                "màn hình khác: {} · {} visits, {} people, last {}",
                it.of, it.visits, it.people, it.last
            )?;
        }
        for age in &self.ages {
            let mark = match age.mark {
                SourceKind::Source => "[S]",
                SourceKind::CommonKnowledge => "[K]",
            };
            let mut place = age.file.clone();
            if let Some(line) = age.line {
                write!(place, ":{line}")?;
            }
            let differed = if age.differed > 0 { " · màn hình khác" } else { "" };
            writeln!(
                f,
                "{:>4} days {mark} {} ({place}){differed} · {}",
                age.days, age.of, age.source
            )?;
        }
        Ok(())
    }
}

fn minutes(seconds: usize) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
