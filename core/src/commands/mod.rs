//! Everything a volunteer does, one file a verb.
//!
//! A command checks what was typed, then what the rules allow, then writes its entries in
//! one transaction: it is durable when it returns, or nothing has changed.

mod add_household;
mod add_resident;
mod appointments;
mod attendance;
mod change_household;
mod change_resident;
mod change_session;
mod check;
mod close_session;
mod consent;
mod corrections;
mod duplicates;
mod guide;
mod guide_class;
mod guide_whole;
mod join_session;
mod open_session;
mod quick_check;
mod visit_household;

pub use add_household::NewHousehold;
pub use add_resident::NewResident;
pub use change_household::HouseholdChange;
pub use change_resident::ResidentChange;
pub use change_session::SessionChange;
pub use guide::StepTap;
pub use guide_whole::WholeGuide;
pub use open_session::NewSession;
pub use quick_check::CheckAnswer;

pub use crate::shared::StepOutcome;

use camtay_journal::entry::{Body, PersonalPart};
use camtay_journal::ids::EntryId;

use crate::error::CoreError;
use crate::phone::Phone;

impl Phone {
    /// Writes one entry.
    fn append(&mut self, body: impl Into<Body>, part: PersonalPart) -> Result<EntryId, CoreError> {
        let now = self.now();
        let personal = self.seal_part(part);
        self.store_mut()?.write(now, |work| work.append(body, personal))
    }
}
