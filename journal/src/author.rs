//! Who may write what: one table, applied by every fold and by the hall's ingest.

use crate::entry::Body;
use crate::ids::{DeviceId, EntryId};

/// Whose hand wrote an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Author {
    /// The hall.
    Hall,
    /// A phone.
    Phone,
}

/// What an author may do with a kind of entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Right {
    /// Phones and the hall.
    Anyone,
    /// Phones for entries of their own device, the hall for all.
    OwnOnly(EntryId),
    /// The hall alone: merge, separate, erase, revoke, set aside, assign, publish, import.
    HallOnly,
}

fn right(body: &Body) -> Right {
    match body {
        Body::TakenBack(it) => Right::OwnOnly(it.entry),
        Body::GivenBack(it) => Right::OwnOnly(it.entry),
        Body::HouseholdAdded(_)
        | Body::HouseholdChanged(_)
        | Body::HouseholdVisited(_)
        | Body::ResidentAdded(_)
        | Body::ResidentChanged(_)
        | Body::ConsentRecorded(_)
        | Body::AppointmentSet(_)
        | Body::AppointmentKept(_)
        | Body::QuickCheckDone(_)
        | Body::DuplicateMarked(_)
        | Body::ErasureAsked(_)
        | Body::Guided(_)
        | Body::SessionOpened(_)
        | Body::SessionChanged(_)
        | Body::SessionJoined(_)
        | Body::Attended(_)
        | Body::HeadsCounted(_)
        | Body::SessionClosed(_)
        // Without effect until an upgrade knows what it is.
        | Body::Unknown { .. } => Right::Anyone,
        Body::VillageDefined(_)
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
        | Body::SettingChanged(_) => Right::HallOnly,
    }
}

/// Whether `device`, being `author`, may write `body`.
#[must_use]
pub fn may_write(author: Author, device: DeviceId, body: &Body) -> bool {
    match (author, right(body)) {
        (Author::Hall, _) | (Author::Phone, Right::Anyone) => true,
        (Author::Phone, Right::OwnOnly(entry)) => entry.device == device,
        (Author::Phone, Right::HallOnly) => false,
    }
}
