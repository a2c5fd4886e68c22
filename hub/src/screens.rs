//! Where volunteers found another screen than the guides say, for those who keep the guides.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use camtay_content::{Pack, SCREENS_FORMAT, ScreenReport, ScreenReports};
use camtay_journal::clock::Stamp;
use camtay_journal::entry::{Outcome, Reason};
use camtay_journal::fold::Days;
use camtay_journal::ids::{ResidentId, SkillId};
use camtay_journal::vietnamese::Day;
use chrono::NaiveDate;

use crate::{Hall, HubError};

/// Which step of which version; no place for a skill as a whole.
type Screen = (SkillId, u32, Option<u8>);

/// How often, with whom, last when.
struct Found {
    visits: BTreeSet<Stamp>,
    people: BTreeSet<ResidentId>,
    last: Day,
}

/// Every step at which somebody got stuck from `from` to `as_of` because the app's screen
/// differs. A class that got stuck is one visit with many people; nobody is named.
///
/// # Errors
/// [`HubError::Unavailable`], [`HubError::Damaged`].
pub fn differing(hall: &Hall, from: Day, as_of: Day) -> Result<ScreenReports, HubError> {
    let current = hall.pack()?;
    let found = found(hall, from, as_of);
    let mut packs: BTreeMap<u32, Option<Arc<Pack>>> = BTreeMap::new();
    let mut screens = Vec::with_capacity(found.len());
    for ((skill, version, place), found) in found {
        let pack = match packs.get(&version) {
            Some(known) => known.clone(),
            None => packs.entry(version).or_insert(of_version(hall, version)?).clone(),
        };
        let guide = pack.as_ref().and_then(|pack| pack.skill(skill));
        let step = place.and_then(|place| guide?.steps.get(usize::from(place)));
        let name = guide.or_else(|| current.skill(skill)).map(|skill| skill.slug.clone());
        screens.push(ScreenReport {
            number: skill.0,
            skill: name,
            step: step.map(|step| step.id.clone()),
            place,
            pack: version,
            visits: found.visits.len() as u64,
            people: found.people.len() as u64,
            last: date(found.last),
        });
    }
    screens.sort_by_key(|screen| std::cmp::Reverse((screen.visits, screen.people)));
    Ok(ScreenReports { format: SCREENS_FORMAT, as_of: date(as_of), pack: current.version, screens })
}

fn found(hall: &Hall, from: Day, as_of: Day) -> BTreeMap<Screen, Found> {
    let state = hall.state();
    let control = &state.control;
    let differs = |outcome| outcome == Outcome::Stuck(Reason::ScreenDiffers);
    let mut all: BTreeMap<Screen, Found> = BTreeMap::new();
    for (resident, facts) in &state.residents {
        for (stamp, visit) in facts.guided(control) {
            let day = state.day_in(stamp, visit.session);
            if day < from || as_of < day {
                continue;
            }
            let whole = visit.whole.filter(|it| differs(*it)).map(|_| None);
            let steps = visit.steps.marks().iter().zip(0_u8..);
            let steps = steps.filter(|(mark, _)| mark.outcome().is_some_and(differs));
            for place in whole.into_iter().chain(steps.map(|(_, place)| Some(place))) {
                let screen = all.entry((visit.skill, visit.pack, place)).or_insert(Found {
                    visits: BTreeSet::new(),
                    people: BTreeSet::new(),
                    last: day,
                });
                screen.visits.insert(stamp);
                screen.people.insert(control.resolve(*resident));
                screen.last = screen.last.max(day);
            }
        }
    }
    all
}

/// The guides of a version, as far as they are here: places of steps mean these.
fn of_version(hall: &Hall, version: u32) -> Result<Option<Arc<Pack>>, HubError> {
    let published = {
        let state = hall.state();
        let mut packs = state.control.packs().map(|(_, published)| *published);
        packs.find(|published| published.version == version)
    };
    let opened = match published {
        Some(published) => hall.earlier_pack(published)?,
        None => None,
    };
    if let Some(opened) = opened {
        return Ok(Some(opened.pack));
    }
    Ok(Pack::built_in().ok().filter(|pack| pack.version == version).map(Arc::new))
}

fn date(day: Day) -> NaiveDate {
    let (year, month, day) = day.to_ymd();
    NaiveDate::from_ymd_opt(year, month.into(), day.into()).unwrap_or_default()
}
