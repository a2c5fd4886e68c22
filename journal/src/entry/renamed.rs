//! The same entry under another id: what a phone wrote after its journal and the hall's
//! parted is issued again by the new device, and whatever names such an entry follows it.

use super::{Body, Entry, GivenBack, TakenBack};
use crate::ids::{EntryId, HouseholdId, ResidentId, SessionId};

impl Entry {
    /// The same facts at the same moment with every id, its own included, put through
    /// `rename`. Content of a kind that this version doesn't know stays as it is.
    #[must_use]
    pub fn renamed(&self, rename: impl Fn(EntryId) -> EntryId) -> Self {
        Self {
            id: rename(self.id),
            at: self.at,
            body: renamed(&self.body, &rename),
            personal: self.personal.clone(),
        }
    }
}

/// Every id that a phone's entries may name is put through `rename`. A new kind of entry
/// must say here which ids it has.
fn renamed(body: &Body, rename: &dyn Fn(EntryId) -> EntryId) -> Body {
    let household = |it: &mut HouseholdId| it.0 = rename(it.0);
    let resident = |it: &mut ResidentId| it.0 = rename(it.0);
    let session = |it: &mut SessionId| it.0 = rename(it.0);
    let mut body = body.clone();
    match &mut body {
        Body::TakenBack(TakenBack { entry }) | Body::GivenBack(GivenBack { entry }) => {
            *entry = rename(*entry);
        }
        Body::HouseholdChanged(it) => household(&mut it.household),
        Body::HouseholdVisited(it) => {
            household(&mut it.household);
            it.session.iter_mut().for_each(session);
            it.residents.iter_mut().for_each(resident);
        }
        Body::ResidentAdded(it) => household(&mut it.household),
        Body::ResidentChanged(it) => {
            resident(&mut it.resident);
            it.household.iter_mut().for_each(household);
        }
        Body::ConsentRecorded(it) => {
            it.resident.iter_mut().for_each(resident);
            household(&mut it.household);
            it.session.iter_mut().for_each(session);
        }
        Body::AppointmentSet(it) => resident(&mut it.resident),
        Body::AppointmentKept(it) => resident(&mut it.resident),
        Body::QuickCheckDone(it) => resident(&mut it.resident),
        Body::DuplicateMarked(it) => {
            resident(&mut it.one);
            resident(&mut it.other);
        }
        Body::ErasureAsked(it) => resident(&mut it.resident),
        Body::Guided(it) => {
            it.session.iter_mut().for_each(session);
            it.residents.iter_mut().for_each(resident);
        }
        Body::SessionChanged(it) => session(&mut it.session),
        Body::SessionJoined(it) => session(&mut it.session),
        Body::Attended(it) => {
            session(&mut it.session);
            it.residents.iter_mut().for_each(resident);
        }
        Body::HeadsCounted(it) => session(&mut it.session),
        Body::SessionClosed(it) => session(&mut it.session),
        // They name nothing that a phone made, or only the hall writes them.
        Body::HouseholdAdded(_)
        | Body::SessionOpened(_)
        | Body::VillageDefined(_)
        | Body::TeamDefined(_)
        | Body::VolunteerDefined(_)
        | Body::TeamJoined(_)
        | Body::TeamLeft(_)
        | Body::DeviceEnrolled(_)
        | Body::DeviceApproved(_)
        | Body::DeviceHeld(_)
        | Body::DeviceSuspended(_)
        | Body::DeviceRevoked(_)
        | Body::VillagesAssigned(_)
        | Body::ResidentsMerged(_)
        | Body::ResidentsSeparated(_)
        | Body::SessionsMerged(_)
        | Body::SessionsSeparated(_)
        | Body::Erased(_)
        | Body::EntrySetAside(_)
        | Body::EntryTakenUp(_)
        | Body::ClockFixed(_)
        | Body::PackPublished(_)
        | Body::ReportFrozen(_)
        | Body::SettingChanged(_)
        | Body::Unknown { .. } => {}
    }
    body
}
