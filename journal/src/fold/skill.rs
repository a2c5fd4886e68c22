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

/// What the visits so far with one list of steps (a version of the pack, a number of
/// steps) have reached together: for each step, every outcome it ever had, as bits.
struct Reached {
    pack: u32,
    count: usize,
    steps: [u8; MAX_STEPS],
}

const ALONE: u8 = 1;
const HELPED: u8 = 2;
const ALREADY: u8 = 4;
const NOT_APPLICABLE: u8 = 8;

/// The bit of an outcome that settles a step; 0 for one that doesn't.
fn bit(outcome: Outcome, counting: Outcomes) -> u8 {
    match outcome {
        Outcome::Alone if counting.alone => ALONE,
        Outcome::Helped if counting.helped => HELPED,
        Outcome::Already if counting.already => ALREADY,
        Outcome::NotApplicable => NOT_APPLICABLE,
        _ => 0,
    }
}

/// What settled steps come to. Help at one step is help; "already" yields to anything
/// done with the volunteer; steps that don't apply leave the set, and all of them not
/// applying is no practice. Another outcome of a step can only make it better.
fn how(steps: &[u8]) -> Option<How> {
    let some = |bits: u8| steps.iter().any(|step| step & bits != 0);
    let every = |bits: u8| steps.iter().all(|step| step & bits != 0);
    if !every(ALONE | HELPED | ALREADY | NOT_APPLICABLE) {
        None
    } else if some(ALONE) && every(ALONE | ALREADY | NOT_APPLICABLE) {
        Some(How::Alone)
    } else if some(HELPED) {
        Some(How::Helped)
    } else {
        some(ALREADY).then_some(How::Already)
    }
}

/// How one visit by itself went through the whole skill, if it did.
pub(super) fn visit_how(fact: &GuidedFact, counting: Outcomes) -> Option<How> {
    match fact.whole {
        Some(whole) => how(&[bit(whole, counting)]),
        None => together(&mut Vec::new(), fact, counting),
    }
}

/// The best that these visits reached. `visits` are the counting facts about one
/// resident and skill, each with its day, in order of days.
///
/// A skill is practised when the visits so far with one version of the pack left every
/// step of it with an outcome that counts or doesn't apply, or by an entry of the whole
/// skill. More visits can only make the first day earlier and the way better: a later
/// trouble never un-counts.
#[must_use]
pub(super) fn best<'a>(
    visits: impl Iterator<Item = (Day, &'a GuidedFact)>,
    counting: Outcomes,
) -> Option<Best> {
    let mut best: Option<Best> = None;
    let mut reached: Vec<Reached> = Vec::new();
    for (day, fact) in visits {
        let how = match fact.whole {
            Some(_) => visit_how(fact, counting),
            None => together(&mut reached, fact, counting),
        };
        if let Some(how) = how {
            let best = best.get_or_insert(Best { first: day, how });
            best.how = best.how.min(how);
        }
    }
    best
}

fn together(reached: &mut Vec<Reached>, fact: &GuidedFact, counting: Outcomes) -> Option<How> {
    let marks = fact.steps.marks();
    let same = |known: &Reached| known.pack == fact.pack && known.count == marks.len();
    let at = reached.iter().position(same).unwrap_or_else(|| {
        reached.push(Reached { pack: fact.pack, count: marks.len(), steps: [0; MAX_STEPS] });
        reached.len() - 1
    });
    let steps = reached.get_mut(at)?.steps.get_mut(..marks.len())?;
    for (step, mark) in steps.iter_mut().zip(marks) {
        *step |= mark.outcome().map_or(0, |outcome| bit(outcome, counting));
    }
    how(steps)
}
