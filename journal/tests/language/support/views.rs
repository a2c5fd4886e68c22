//! What can be seen of a state.

use std::collections::BTreeMap;

use camtay_journal::fold::{
    Best, Control, HouseholdView, ResidentView, SessionView, State, VillageDigest,
};
use camtay_journal::ids::*;
use camtay_journal::vietnamese::Day;

/// Everything that anybody can see of a state.
#[derive(Debug, PartialEq)]
pub struct Views {
    pub households: BTreeMap<HouseholdId, HouseholdView>,
    pub residents: BTreeMap<ResidentId, ResidentView>,
    pub sessions: BTreeMap<SessionId, SessionView>,
    pub digests: BTreeMap<VillageId, VillageDigest>,
}

pub fn views(state: &State) -> Views {
    Views {
        households: state
            .households
            .keys()
            .filter_map(|id| Some((*id, state.household(*id)?)))
            .collect(),
        residents: state
            .residents
            .keys()
            .filter_map(|id| Some((*id, state.resident(*id)?)))
            .collect(),
        sessions: state.sessions.keys().filter_map(|id| Some((*id, state.session(*id)?))).collect(),
        digests: state.digests(),
    }
}

/// The facts and the control as a checkpoint would store them: equal bytes for equal sets.
pub fn checkpoint(state: &State) -> Vec<u8> {
    let households: BTreeMap<_, _> = state.households.iter().collect();
    let residents: BTreeMap<_, _> = state.residents.iter().collect();
    let sessions: BTreeMap<_, _> = state.sessions.iter().collect();
    let control: &Control = &state.control;
    postcard::to_stdvec(&(control, households, residents, sessions)).unwrap()
}

/// The state that a checkpoint gives back.
pub fn restored(checkpoint: &[u8]) -> State {
    type Stored = (
        Control,
        Vec<(HouseholdId, camtay_journal::fold::HouseholdFacts)>,
        Vec<(ResidentId, camtay_journal::fold::ResidentFacts)>,
        Vec<(SessionId, camtay_journal::fold::SessionFacts)>,
    );
    let (control, households, residents, sessions): Stored =
        postcard::from_bytes(checkpoint).unwrap();
    State {
        control,
        households: households.into_iter().collect(),
        residents: residents.into_iter().collect(),
        sessions: sessions.into_iter().collect(),
    }
}

/// The best of every person who counts (merged ones under the one that stays).
pub fn best(state: &State, as_of: Option<Day>) -> BTreeMap<(ResidentId, SkillId), Best> {
    let mut all = BTreeMap::new();
    for (id, facts) in &state.residents {
        let Some(view) = state.resident(*id) else { continue };
        if view.merged_into.is_some() {
            continue;
        }
        for (skill, best) in facts.best(&state.same_residents(*id), state, as_of) {
            all.insert((*id, skill), best);
        }
    }
    all
}
