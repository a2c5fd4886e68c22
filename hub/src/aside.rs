//! Bad records: stored and acknowledged like all others, but set aside with a reason, so
//! that they never stop what comes after.

use camtay_journal::clock::MAX_AHEAD;
use camtay_journal::entry::{Body, Entry, SetAsideReason};
use camtay_journal::fold::Control;
use camtay_journal::ids::EntryId;
use camtay_journal::vietnamese::find_id_number;

use crate::logs::is_malformed;

/// Why this entry of a phone may not count; `None` for a good one. `now` is the hall's
/// clock in Unix seconds, where it is to be believed.
#[must_use]
pub fn reason(entry: &Entry, control: &Control, now: Option<i64>) -> Option<SetAsideReason> {
    if is_malformed(&entry.body) {
        return Some(SetAsideReason::Malformed);
    }
    if !control.allows(entry) {
        return Some(SetAsideReason::NotAllowed);
    }
    if names_what_is_not_written(entry) {
        return Some(SetAsideReason::UnknownTarget);
    }
    let offset = control.clock_offset(entry.id.device, entry.id.seq);
    let written = entry.at.seconds().saturating_add(offset);
    if now.is_some_and(|now| written > now.saturating_add(MAX_AHEAD)) {
        return Some(SetAsideReason::FromTheFuture);
    }
    texts(entry).any(find_id_number).then_some(SetAsideReason::IdNumber)
}

/// A correction speaks of an entry that its own device hadn't written yet.
fn names_what_is_not_written(entry: &Entry) -> bool {
    let later = |target: EntryId| {
        target.device == entry.id.device && (target.seq == 0 || target.seq >= entry.id.seq)
    };
    match &entry.body {
        Body::TakenBack(it) => later(it.entry),
        Body::GivenBack(it) => later(it.entry),
        _ => false,
    }
}

/// Every text that somebody typed.
fn texts(entry: &Entry) -> impl Iterator<Item = &str> {
    let (host, place) = match &entry.body {
        Body::SessionOpened(it) => (it.host.as_deref(), it.place.as_deref()),
        Body::SessionChanged(it) => (it.host.as_deref(), it.place.as_deref()),
        _ => (None, None),
    };
    let personal = entry.personal.part().into_iter().flat_map(|part| part.texts());
    personal.chain(host).chain(place)
}
