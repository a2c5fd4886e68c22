//! What counts: from the visits of one resident for one skill to `best` and `latest`.

use serde::{Deserialize, Serialize};

use super::resident::GuidedFact;
use crate::clock::Stamp;
use crate::entry::{MAX_STEPS, Outcome, Outcomes, Reason, Steps};
use crate::ids::SkillId;
use crate::vietnamese::Day;

/// How a skill was practised; less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Every step alone.
    Alone,
    /// With help somewhere.
    Helped,
    /// Could do it before.
    Already,
}

/// The best that was reached, for indicators. Nothing later takes it away but a
/// correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Best {
    /// The first day on which the skill was practised.
    pub first: Day,
    /// The best way in which it ever was.
    pub how: How,
}

/// A skill of a resident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkillView {
    /// Which skill.
    pub skill: SkillId,
    /// For indicators; `None` while not practised.
    pub best: Option<Best>,
    /// The latest visit's entry, for the guide.
    pub latest: Stamp,
    /// The latest visit's day.
    pub day: Day,
    /// The pack's version of the latest visit.
    pub pack: u32,
    /// The latest visit's marks.
    pub steps: Steps,
    /// The latest visit's outcome of the whole skill.
    pub whole: Option<Outcome>,
    /// The day to come back that the latest visit set.
    pub come_back: Option<Day>,
    /// How many visits there were.
    pub visits: u32,
}

/// One word for where a resident is with a skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Practised.
    Practised,
    /// Some steps are done.
    Begun,
    /// To be gone on with another day.
    ComeBack,
    /// Stuck for a reason.
    Stuck(Reason),
    /// The resident doesn't want to.
    Refused,
}

impl SkillView {
    /// Where the resident is: practised once is practised for good; else the latest
    /// visit speaks.
    #[must_use]
    pub fn progress(&self) -> Progress {
        if self.best.is_some() {
            return Progress::Practised;
        }
        let outcomes =
            || self.whole.into_iter().chain(self.steps.marks().iter().filter_map(|m| m.outcome()));
        if outcomes().any(|outcome| outcome == Outcome::Refused) {
            Progress::Refused
        } else if outcomes().any(|outcome| outcome == Outcome::ComeBack) {
            Progress::ComeBack
        } else if let Some(reason) = outcomes().find_map(|outcome| match outcome {
            Outcome::Stuck(reason) => Some(reason),
            _ => None,
        }) {
            Progress::Stuck(reason)
        } else {
            Progress::Begun
        }
    }
}

/// Whether one visit by itself was practised through, and how. A visit that finished
/// what an earlier one with the same pack had begun is judged with it by [`best`].
fn visit_how(fact: &GuidedFact, counting: Outcomes) -> Option<How> {
    let outcomes: Vec<Outcome> = match fact.whole {
        Some(whole) => vec![whole],
        None => fact.steps.marks().iter().map(|mark| mark.outcome()).collect::<Option<_>>()?,
    };
    let mut how = None;
    for outcome in outcomes {
        if outcome == Outcome::NotApplicable && fact.whole.is_none() {
            continue;
        }
        if !counting.count(outcome) {
            return None;
        }
        let this = how_of(outcome)?;
        how = Some(how.map_or(this, |so_far| worse(so_far, this)));
    }
    how
}

fn how_of(outcome: Outcome) -> Option<How> {
    match outcome {
        Outcome::Alone => Some(How::Alone),
        Outcome::Helped => Some(How::Helped),
        Outcome::Already => Some(How::Already),
        _ => None,
    }
}

/// Help at one step is help; "already" yields to anything done today.
fn worse(one: How, other: How) -> How {
    match (one, other) {
        (How::Helped, _) | (_, How::Helped) => How::Helped,
        (How::Alone, _) | (_, How::Alone) => How::Alone,
        (How::Already, How::Already) => How::Already,
    }
}

/// What visits with one version of the pack have reached together, step by step.
#[derive(Clone, Copy)]
struct Reached {
    pack: u32,
    steps: [Option<Outcome>; MAX_STEPS],
}

/// The best that these visits reached. `visits` are the counting facts about one
/// resident and skill, each with its day, in order of (day, stamp).
///
/// A skill is practised when, on some day, the visits so far with one version of the
/// pack left every step of it with an outcome that counts ("không áp dụng" leaves the
/// set, but all of them not applying is no practice), or by an entry of the whole skill.
/// Only the set of visits matters, so a later trouble never un-counts.
#[must_use]
pub(super) fn best<'a>(
    visits: impl Iterator<Item = (Day, &'a GuidedFact)>,
    counting: Outcomes,
) -> Option<Best> {
    let mut best: Option<Best> = None;
    let mut reached: Vec<Reached> = Vec::new();
    for (day, fact) in visits {
        let how = visit_how(fact, counting)
            .or_else(|| together(&mut reached, fact, counting).filter(|_| best.is_none()));
        if let Some(how) = how {
            let best = best.get_or_insert(Best { first: day, how });
            best.how = best.how.min(how);
        }
    }
    best
}

fn together(reached: &mut Vec<Reached>, fact: &GuidedFact, counting: Outcomes) -> Option<How> {
    let marks = fact.steps.marks();
    if fact.whole.is_some() || marks.is_empty() {
        return None;
    }
    let at = reached.iter().position(|known| known.pack == fact.pack).unwrap_or_else(|| {
        reached.push(Reached { pack: fact.pack, steps: [None; MAX_STEPS] });
        reached.len() - 1
    });
    let known = &mut reached.get_mut(at)?.steps;
    let mut how = None;
    let mut complete = true;
    for (mark, known) in marks.iter().zip(known.iter_mut()) {
        if let Some(outcome) = mark.outcome() {
            let better = match *known {
                None => counting.count(outcome) || outcome == Outcome::NotApplicable,
                Some(Outcome::NotApplicable) => counting.count(outcome),
                Some(old) => counting.count(outcome) && how_of(outcome) < how_of(old),
            };
            if better {
                *known = Some(outcome);
            }
        }
        match *known {
            None => complete = false,
            Some(Outcome::NotApplicable) => {}
            Some(outcome) => {
                let this = how_of(outcome)?;
                how = Some(how.map_or(this, |so_far| worse(so_far, this)));
            }
        }
    }
    how.filter(|_| complete)
}
