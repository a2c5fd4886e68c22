//! `camtay-hub settings`: what the report's figures depend on, and how many backups are
//! kept; shown, or changed.

use std::collections::BTreeSet;
use std::path::PathBuf;

use camtay_content::Pack;
use camtay_journal::entry::{Outcomes, Setting, SettingChanged};
use camtay_journal::ids::SkillId;

use super::{Edge, print};
use crate::{Hall, HubError};

/// What `settings` takes. Without an option it shows the settings in force.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The hall's folder.
    pub folder: PathBuf,
    /// The essential skills of rows 3.3 and 3.5, by their names in the pack, such as
    /// vneid-install,never-share.
    #[arg(long, value_delimiter = ',', value_name = "SKILL")]
    pub essential: Vec<String>,
    /// Which outcomes count as practised.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "OUTCOME")]
    pub counting: Vec<Counted>,
    /// Percent of weeks with a lesson from which a village is regular (row 2.10).
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(1..=100))]
    pub lesson_share: Option<u8>,
    /// Days without contact after which a phone forgets what it pulled from the hall.
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(7..=365))]
    pub expiry: Option<u16>,
    /// How many backups of this hall are kept in a folder.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub keep_backups: Option<u32>,
}

/// An outcome that may count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Counted {
    /// Tự làm được.
    Alone,
    /// Làm được khi có hỗ trợ.
    Helped,
    /// Đã có từ trước.
    Already,
}

/// Runs it.
///
/// # Errors
/// [`HubError::Refused`] for a skill that the pack doesn't have.
pub fn run(args: &Args, edge: Edge) -> Result<(), HubError> {
    let hall = edge.open(&args.folder)?;
    let pack = hall.pack()?;
    let changes = changes(args, &pack)?;
    let entries = changes.into_iter().map(|setting| (SettingChanged { setting }.into(), None));
    hall.write(entries.collect())?;
    if let Some(count) = args.keep_backups {
        hall.keep_backups(count)?;
    }
    print(&shown(&hall, &pack, hall.kept_backups()?))
}

fn changes(args: &Args, pack: &Pack) -> Result<Vec<Setting>, HubError> {
    let mut changes = Vec::new();
    if !args.essential.is_empty() {
        let skills = args.essential.iter().map(|name| skill(name, pack));
        let skills: BTreeSet<_> = skills.collect::<Result<_, _>>()?;
        changes.push(Setting::EssentialSkills(skills.into_iter().collect()));
    }
    if !args.counting.is_empty() {
        let counts = |outcome| args.counting.contains(&outcome);
        changes.push(Setting::CountingOutcomes(Outcomes {
            alone: counts(Counted::Alone),
            helped: counts(Counted::Helped),
            already: counts(Counted::Already),
        }));
    }
    changes.extend(args.lesson_share.map(Setting::WeeklyLessonShare));
    changes.extend(args.expiry.map(Setting::PulledDataExpires));
    Ok(changes)
}

fn skill(name: &str, pack: &Pack) -> Result<SkillId, HubError> {
    let found = pack.skill_named(name.trim()).map(|skill| skill.id);
    found.ok_or_else(|| {
        let known: Vec<_> = pack.skills.iter().map(|skill| skill.slug.as_str()).collect();
        HubError::Refused(format!(
            "the pack has no skill of that name; name some of {}",
            known.join(", ")
        ))
    })
}

fn shown(hall: &Hall, pack: &Pack, kept_backups: u32) -> String {
    let settings = hall.state().control.settings();
    let essential: Vec<_> = settings
        .essential_skills
        .iter()
        .map(|id| pack.skill(*id).map_or_else(|| id.to_string(), |skill| skill.slug.clone()))
        .collect();
    let counting = [
        (settings.counting.alone, "alone"),
        (settings.counting.helped, "helped"),
        (settings.counting.already, "already"),
    ];
    let counting: Vec<_> =
        counting.iter().filter(|(counts, _)| *counts).map(|(_, name)| *name).collect();
    let (code, name) = &settings.commune;
    let essential =
        if essential.is_empty() { "none chosen".to_owned() } else { essential.join(",") };
    format!(
        "commune: {code} {name}\nvillage word: {}\nteam title: {}\nessential: {essential}\n\
         counting: {}\nlesson share: {}\nexpiry: {} days\nkept backups: {kept_backups}\n",
        settings.village_word,
        settings.team_title,
        counting.join(","),
        settings.weekly_lesson_share,
        settings.expiry_days,
    )
}
