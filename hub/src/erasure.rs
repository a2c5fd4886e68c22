//! People are forgotten: an officer erases somebody for good, and nothing that was said of
//! them stays in the hall. Counts stay, and so do signatures and chains, which cover of a
//! personal part only its salted hash.
//!
//! In a straight line: [`erase`] writes the decision, [`forget_in_store`] takes the parts
//! out of the stored batches, phones read the decision with the control log and do the same,
//! [`reached`] tells who has. What a phone hands in later loses the part on its way in
//! ([`crate::ingest`]).

use std::collections::{BTreeMap, BTreeSet};

use camtay_journal::codec::batch::Batch;
use camtay_journal::entry::{Body, Erased, PersonalPart, Subject};
use camtay_journal::fold::{DeviceStanding, State};
use camtay_journal::ids::{DeviceId, EntryId, HouseholdId, ResidentId, VolunteerId};
use camtay_journal::vietnamese::sort_key;
use camtay_journal::wire::Log;

use crate::logs::Item;
use crate::store::{Chunk, Contact};
use crate::{Hall, HubError, bundle};

/// Who or what has this id, with everybody who was merged with them.
///
/// # Errors
/// [`HubError::Refused`] when the hall knows no resident, household or volunteer by it.
pub fn subjects(state: &State, id: EntryId) -> Result<Vec<Subject>, HubError> {
    let resident = ResidentId(id);
    if state.residents.contains_key(&resident) {
        let all = state.control.same_as(state.control.resolve(resident));
        return Ok(all.into_iter().map(Subject::Resident).collect());
    }
    if state.households.contains_key(&HouseholdId(id)) {
        return Ok(vec![Subject::Household(HouseholdId(id))]);
    }
    if state.control.volunteer(VolunteerId(id)).is_some() {
        return Ok(vec![Subject::Volunteer(VolunteerId(id))]);
    }
    Err(HubError::Refused(format!(
        "the hall knows no resident, household or volunteer {id}; copy the id from `report \
         --records`, `erase DIR list` or the phone"
    )))
}

/// The households that these residents belong to and that are called by a resident's name:
/// who erases a person means that name too, and it is another subject.
#[must_use]
pub fn named_the_same(state: &State, subjects: &[Subject]) -> BTreeSet<HouseholdId> {
    let called = |subject: &Subject| {
        let Subject::Resident(id) = subject else { return None };
        let resident = state.resident(*id)?;
        let household = state.household(resident.household)?;
        let name = |part: &PersonalPart| part.name.as_deref().map(sort_key);
        let same = name(&resident.part)? == name(&household.part)?;
        same.then_some(household.id)
    };
    subjects.iter().filter_map(called).collect()
}

/// Erases them for good, here at once and on each phone at its next contact. Whoever is
/// erased already stays so.
///
/// # Errors
/// As [`subjects`]; [`HubError::Unavailable`], [`HubError::Damaged`].
pub fn erase(hall: &Hall, id: EntryId) -> Result<Vec<Subject>, HubError> {
    let subjects = hall.write_with(|own| {
        let state = hall.state();
        let subjects = subjects(&state, id)?;
        for subject in subjects.iter().filter(|it| !state.control.is_erased(**it)) {
            own.add(Erased { subject: *subject }, None);
        }
        Ok(subjects)
    })?;
    // The rows of the checkpoint first: emptying the log with the chunks then covers both.
    hall.save_checkpoint()?;
    forget_in_store(hall, &subjects)?;
    Ok(subjects)
}

/// Carries out what was decided and perhaps not done: the power may have gone between an
/// erasure's entry and its end. Nothing is served before.
pub(crate) fn finish(hall: &Hall) -> Result<(), HubError> {
    let erased: Vec<_> = hall.state().control.erased().collect();
    if erased.is_empty() {
        return Ok(());
    }
    hall.save_checkpoint()?;
    forget_in_store(hall, &erased)
}

/// Takes the personal parts of those who were erased out of the stored batches that
/// speak of `subjects`.
///
/// # Errors
/// [`HubError::Unavailable`], [`HubError::Damaged`].
pub fn forget_in_store(hall: &Hall, subjects: &[Subject]) -> Result<(), HubError> {
    let entries: Vec<_> = {
        let state = hall.state();
        subjects.iter().flat_map(|subject| entries_about(&state, *subject)).collect()
    };
    let mut chunks: BTreeMap<u64, Chunk> = BTreeMap::new();
    for entry in entries {
        if let Some(chunk) = hall.store.chunk_with(entry)? {
            chunks.insert(chunk.arrival, chunk);
        }
    }
    let mut rewritten = Vec::new();
    for (arrival, chunk) in chunks {
        let state = hall.state();
        let without = Batch::without_parts(&chunk.batch, |it| state.control.must_forget(it));
        rewritten.extend(without?.map(|batch| (arrival, batch)));
    }
    hall.store.replace_batches(&rewritten)?;
    bundle::forget_erased(hall)?;
    hall.forget_unpacked();
    Ok(())
}

fn entries_about(state: &State, subject: Subject) -> Vec<EntryId> {
    match subject {
        Subject::Resident(id) => state.residents.get(&id).map(|it| it.entries()),
        Subject::Household(id) => state.households.get(&id).map(|it| it.entries()),
        Subject::Volunteer(id) => Some(state.control.volunteer_entries(id).collect()),
        // The words of a session name nobody.
        Subject::Session(_) => None,
    }
    .unwrap_or_default()
}

/// Who was erased, and which phones have not heard of it yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// Who or what.
    pub subject: Subject,
    /// The phones that have forgotten them too.
    pub confirmed: Vec<DeviceId>,
    /// The others, with the time of their last contact, where there was one.
    pub waiting: Vec<(DeviceId, Option<i64>)>,
}

/// How far each erasure has come, in the order in which they were decided. Phones that
/// were never let in, or were revoked before, carry nobody and are not asked.
///
/// # Errors
/// [`HubError::Unavailable`], [`HubError::Damaged`].
pub fn reached(hall: &Hall) -> Result<Vec<Reached>, HubError> {
    let (items, phones): (Vec<Item>, Vec<_>) = {
        let folded = hall.folded();
        let control = &folded.state.control;
        let items = folded.logs.items(Log::Control).into_iter().flat_map(|it| it.from(0));
        let carries = |device: &DeviceId| {
            !matches!(control.standing(*device), None | Some(DeviceStanding::Pending))
        };
        (items.collect(), control.devices().filter(carries).collect())
    };
    let contacts: BTreeMap<_, _> =
        hall.store.contacts()?.into_iter().map(|it| (it.device, it)).collect();
    let mut all = Vec::new();
    for (position, item) in (0..).zip(items) {
        let Item::Entry(id) = item else { continue };
        let Some(entry) = hall.entry(id)? else { continue };
        let Body::Erased(erased) = entry.body else { continue };
        let has_read = |contact: &&Contact| contact.control > position;
        let (confirmed, waiting) = phones
            .iter()
            .partition::<Vec<DeviceId>, _>(|it| contacts.get(*it).filter(has_read).is_some());
        let last = |device: DeviceId| (device, contacts.get(&device).map(|it| it.at));
        let waiting = waiting.into_iter().map(last).collect();
        all.push(Reached { subject: erased.subject, confirmed, waiting });
    }
    Ok(all)
}
