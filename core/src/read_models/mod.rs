//! What the screens draw, one file a screen.
//!
//! Everything here is finished for drawing but for the words of the interface, which live
//! in each app: ids are text, days ISO text, states enums. The words of skills come from
//! the pack, in the language that the caller asks for.

mod contribution;
mod guides;
mod household;
mod households;
mod people;
mod quick_check;
mod resident;
mod search;
mod session;
mod steps;
mod today;
mod upload;
mod villages;

pub use contribution::{Contribution, Month};
pub use guides::{
    ConsentSentence, GuidesInfo, HelpLineWords, PracticeExercise, PracticeHome, PracticeListed,
    PracticePerson, SituationWords,
};
pub use household::HouseholdPage;
pub use households::{HouseholdLine, HouseholdsPage};
pub use people::{PeoplePage, PersonLine};
pub use quick_check::{AreaScore, CheckGrowth, CheckPage, CheckQuestionWords, CheckResult};
pub use resident::{Event, HistoryLine, ResidentPage, SkillGroup, SkillLine, SkillState};
pub use search::{FoundHousehold, FoundResident, SearchPage};
pub use session::{SessionLine, SessionPage};
pub use steps::{SourceLine, StepPage, StepsPage};
pub use today::{ComeBackLine, OpenGuide, TodayPage};
pub use upload::{
    NotCounting, OwnRecord, OwnRecordsPage, RecordKind, UploadPage, Waiting, Whereabouts,
};
pub use villages::VillageLine;

pub use crate::store::HouseholdState;

use camtay_journal::fold::Control;
use camtay_journal::ids::{DeviceId, Seq, VillageId};

/// A village's name; empty where the list doesn't have it (any more).
fn village_name(control: &Control, village: VillageId) -> String {
    control.village(village).map(|village| village.name.clone()).unwrap_or_default()
}

/// The name of whoever held a device when it wrote an entry; `None` where it is unknown
/// here.
fn holder_name(control: &Control, device: DeviceId, seq: Seq) -> Option<String> {
    control.holder(device, seq).and_then(|volunteer| control.volunteer_part(volunteer).name)
}
