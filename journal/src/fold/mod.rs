//! State is a fold of the *set* of entries: any order, any repetition, the same state.
//!
//! Nothing is overwritten while folding. For each subject (a household, a resident, a
//! session) the fold keeps the facts in the total order ([`Facts`]); what is true now is
//! read from them in the light of [`Control`]: corrections, decisions of the hall, clock
//! fixes, settings. So a correction that comes late, or is itself undone, needs no replay.

mod control;
mod digest;
mod erased;
mod facts;
mod household;
mod merges;
mod person;
mod resident;
mod session;
mod skill;
mod state;

pub use control::{Control, DeviceFacts, DeviceStanding, Settings};
pub use digest::{DigestSum, FOLD_VERSION, ViewHash, VillageDigest, view_hash, village_digest};
pub use facts::Facts;
pub use household::{HouseholdFacts, HouseholdView};
pub use person::merged;
pub use resident::{Disagreement, GuidedFact, ResidentFacts, ResidentView};
pub use session::{SessionFacts, SessionView};
pub use skill::{Best, How, Progress, SkillView};
pub use state::{Days, State};
