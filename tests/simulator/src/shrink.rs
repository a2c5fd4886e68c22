//! A plan that fails is made small: steps are dropped as long as the same property breaks.

use crate::Simulator;
use crate::book::Property;
use crate::morning::CantBegin;
use crate::plan::Plan;

/// How many plans are played at most for one that fails.
const MOST: usize = 400;

/// The smallest plan found that breaks the same property.
///
/// # Errors
/// [`CantBegin`].
pub fn shrink(simulator: &Simulator, plan: &Plan, property: Property) -> Result<Plan, CantBegin> {
    let mut smallest = plan.clone();
    let mut played = 0;
    let mut piece = smallest.steps.len().div_ceil(2);
    while piece > 0 {
        let mut at = 0;
        let mut dropped = false;
        while at < smallest.steps.len() && played < MOST {
            let count = piece.min(smallest.steps.len() - at);
            let smaller = smallest.without(at, count);
            played += 1;
            let broken = simulator.play(&smaller)?.broken;
            if broken.is_some_and(|it| it.property == property) {
                smallest = smaller;
                dropped = true;
            } else {
                at += count;
            }
        }
        if played >= MOST {
            break;
        }
        // Single steps are tried until none can go any more.
        piece = match piece {
            1 if !dropped => 0,
            1 => 1,
            more => more.div_ceil(2),
        };
    }
    Ok(smallest)
}
