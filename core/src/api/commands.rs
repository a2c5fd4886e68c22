//! What a volunteer does. A command is durable when it returns, or nothing has changed.

use camtay_journal::entry::Consent;

use super::{Core, Error};
use crate::commands::{
    CheckAnswer, HouseholdChange, NewHousehold, NewResident, NewSession, ResidentChange,
    SessionChange, StepTap, WholeGuide,
};
use crate::shared::StepOutcome;

#[uniffi::export]
impl Core {
    /// Opens a session; its id. Its day is today, whenever it ends.
    pub fn open_session(&self, session: NewSession) -> Result<String, Error> {
        self.with("open_session", |phone| phone.open_session(&session))
    }

    /// Changes a session; what is absent stays.
    pub fn change_session(&self, change: SessionChange) -> Result<(), Error> {
        self.with("change_session", |phone| phone.change_session(&change))
    }

    /// How many were there without a name: one value a session, the last one counts.
    pub fn count_heads(&self, session: String, unnamed: u32) -> Result<(), Error> {
        self.with("count_heads", |phone| phone.count_heads(&session, unnamed))
    }

    /// Closes a session; guides open in it become entries first, and what the hall lacks
    /// goes into the outbox.
    pub fn close_session(&self, session: String) -> Result<(), Error> {
        self.with("close_session", |phone| phone.close_session(&session))?;
        self.inner.renew_outbox();
        Ok(())
    }

    /// The text of the QR by which a colleague joins a session.
    pub fn session_code(&self, session: String) -> Result<String, Error> {
        self.with("session_code", |phone| phone.session_code(&session))
    }

    /// Joins the session of a colleague's QR; its id.
    pub fn join_session(&self, code: String) -> Result<String, Error> {
        self.with("join_session", |phone| phone.join_session(&code))
    }

    /// Joins a session that this phone heard of from the hall.
    pub fn join_known_session(&self, session: String) -> Result<(), Error> {
        self.with("join_known_session", |phone| phone.join_known_session(&session))
    }

    /// Ticks residents as present, or as not; a tick is that person's own yes.
    pub fn mark_attendance(
        &self,
        session: String,
        residents: Vec<String>,
        present: bool,
    ) -> Result<(), Error> {
        self.with("mark_attendance", |phone| phone.mark_attendance(&session, &residents, present))
    }

    /// Adds a household; its id.
    pub fn add_household(&self, household: NewHousehold) -> Result<String, Error> {
        self.with("add_household", |phone| phone.add_household(&household))
    }

    /// Changes a household; what is absent stays.
    pub fn change_household(&self, change: HouseholdChange) -> Result<(), Error> {
        self.with("change_household", |phone| phone.change_household(&change))
    }

    /// Marks a household as visited, with the residents who were met; the entry's id.
    pub fn visit_household(
        &self,
        household: String,
        residents: Vec<String>,
        session: Option<String>,
    ) -> Result<String, Error> {
        self.with("visit_household", |phone| {
            phone.visit_household(&household, &residents, session.as_deref())
        })
    }

    /// Adds a resident, with their yes where it was given; the resident's id.
    pub fn add_resident(&self, resident: NewResident) -> Result<String, Error> {
        self.with("add_resident", |phone| phone.add_resident(&resident))
    }

    /// Changes a resident; what is absent stays.
    pub fn change_resident(&self, change: ResidentChange) -> Result<(), Error> {
        self.with("change_resident", |phone| phone.change_resident(&change))
    }

    /// Records the answer to the spoken question of consent.
    pub fn record_consent(
        &self,
        resident: String,
        answer: Consent,
        session: Option<String>,
    ) -> Result<(), Error> {
        self.with("record_consent", |phone| {
            phone.record_consent(&resident, answer, session.as_deref())
        })
    }

    /// Somebody of a household wants no name written: one anonymous head. The entry's id.
    pub fn count_unnamed_refusal(
        &self,
        household: String,
        session: Option<String>,
    ) -> Result<String, Error> {
        self.with("count_unnamed_refusal", |phone| {
            phone.count_unnamed_refusal(&household, session.as_deref())
        })
    }

    /// Opens the guide of a skill with a resident; an open one goes on where it stands.
    pub fn start_guide(
        &self,
        resident: String,
        skill: u16,
        session: Option<String>,
    ) -> Result<(), Error> {
        self.with("start_guide", |phone| phone.start_guide(&resident, skill, session.as_deref()))
    }

    /// Marks a step of an open guide: durable at once.
    pub fn mark_step(&self, tap: StepTap) -> Result<(), Error> {
        self.with("mark_step", |phone| phone.mark_step(&tap))
    }

    /// Takes the mark of a step back while the guide is open.
    pub fn undo_step(&self, resident: String, skill: u16, step: u32) -> Result<(), Error> {
        self.with("undo_step", |phone| phone.undo_step(&resident, skill, step))
    }

    /// Leaves a guide: what was tapped becomes one entry, whose id this gives; nothing,
    /// where nothing was tapped.
    pub fn finish_guide(&self, resident: String, skill: u16) -> Result<Option<String>, Error> {
        let (entry, visit_goes_on) = self.with("finish_guide", |phone| {
            let in_session = phone.is_guide_in_session(&resident, skill)?;
            Ok((phone.finish_guide(&resident, skill)?, in_session))
        })?;
        // A visit is mostly many guides: the outbox is written once, when it ends.
        if !visit_goes_on {
            self.inner.renew_outbox();
        }
        Ok(entry)
    }

    /// Records a whole skill in one tap; the entry's id.
    pub fn guide_whole(&self, guide: WholeGuide) -> Result<String, Error> {
        self.with("guide_whole", |phone| phone.guide_whole(&guide))
    }

    /// Marks a whole skill for many residents of a class, one entry for all; its id.
    pub fn guide_class(
        &self,
        session: String,
        skill: u16,
        residents: Vec<String>,
        outcome: StepOutcome,
    ) -> Result<String, Error> {
        self.with("guide_class", |phone| phone.guide_class(&session, skill, &residents, outcome))
    }

    /// Makes or moves an appointment, for one skill or for the person as a whole.
    pub fn set_appointment(
        &self,
        resident: String,
        skill: Option<u16>,
        on: String,
    ) -> Result<(), Error> {
        self.with("set_appointment", |phone| phone.set_appointment(&resident, skill, &on))
    }

    /// The appointments of a resident are done with.
    pub fn keep_appointment(&self, resident: String, skill: Option<u16>) -> Result<(), Error> {
        self.with("keep_appointment", |phone| phone.keep_appointment(&resident, skill))
    }

    /// Records the short check of everyday situations, before guidance or after.
    pub fn quick_check(
        &self,
        resident: String,
        after: bool,
        answers: Vec<CheckAnswer>,
    ) -> Result<(), Error> {
        self.with("quick_check", |phone| phone.quick_check(&resident, after, &answers))
    }

    /// Says that two residents look like one person; only the hall joins them.
    pub fn mark_duplicate(&self, one: String, other: String) -> Result<(), Error> {
        self.with("mark_duplicate", |phone| phone.mark_duplicate(&one, &other))
    }

    /// A resident asks to be erased; only the hall erases.
    pub fn ask_erasure(&self, resident: String) -> Result<(), Error> {
        self.with("ask_erasure", |phone| phone.ask_erasure(&resident))
    }

    /// Takes an own entry back: it counts no longer.
    pub fn take_back(&self, entry: String) -> Result<(), Error> {
        self.with("take_back", |phone| phone.take_back(&entry))
    }

    /// Gives it back: it counts again.
    pub fn give_back(&self, entry: String) -> Result<(), Error> {
        self.with("give_back", |phone| phone.give_back(&entry))
    }
}
