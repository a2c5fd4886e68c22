//! Pages of a log, for phones.

use std::collections::{BTreeSet, HashSet};

use camtay_journal::codec::CodecError;
use camtay_journal::ids::VillageId;
use camtay_journal::wire::{Log, Page, SignedError};

use crate::logs::Item;
use crate::{Hall, HubError};

/// How many items a page has at most.
pub const PAGE: usize = 2_000;

/// The signed page of `log` from a position on, for a phone that carries the villages
/// `carried`: it is told who left to where it doesn't go.
///
/// # Errors
/// [`HubError::BadRequest`] when the log isn't so long; [`HubError::Unavailable`],
/// [`HubError::Damaged`].
pub fn signed(
    hall: &Hall,
    log: Log,
    from: u64,
    carried: &[VillageId],
) -> Result<Vec<u8>, HubError> {
    let mut most = PAGE;
    loop {
        let page = page(hall, log, from, most, carried)?;
        match page.sign(&hall.keys.identity) {
            Ok(bytes) => return Ok(bytes),
            Err(SignedError::Codec(CodecError::TooLarge(_))) if most > 1 => most /= 2,
            Err(SignedError::Codec(error)) => return Err(error.into()),
            Err(SignedError::Key(error)) => return Err(error.into()),
        }
    }
}

fn page(
    hall: &Hall,
    log: Log,
    from: u64,
    most: usize,
    carried: &[VillageId],
) -> Result<Page, HubError> {
    let beyond = || HubError::BadRequest("the log isn't so long");
    let start = usize::try_from(from).map_err(|_| beyond())?;
    let (items, more, left) = {
        let folded = hall.folded();
        let log_items = folded.logs.items(log);
        let length = log_items.map_or(0, |items| items.len());
        if start > length {
            return Err(beyond());
        }
        let items: Vec<Item> =
            log_items.into_iter().flat_map(|items| items.from(start)).take(most).collect();
        // Who is back meanwhile isn't named: their entries come again later.
        let elsewhere = |resident| !carried.iter().any(|it| folded.logs.is_in(resident, *it));
        let left: BTreeSet<_> = items
            .iter()
            .filter_map(|item| match item {
                Item::Left(resident) => Some(*resident).filter(|it| elsewhere(*it)),
                Item::Entry(_) => None,
            })
            .collect();
        (items, start + most < length, left)
    };
    let mut seen = HashSet::new();
    let mut entries = Vec::with_capacity(items.len());
    for item in &items {
        let Item::Entry(id) = item else { continue };
        if seen.insert(*id) {
            let missing = || HubError::Damaged("a log names an entry that isn't there".to_owned());
            entries.push(hall.entry(*id)?.ok_or_else(missing)?);
        }
    }
    let state = hall.state();
    for entry in &mut entries {
        // Of somebody who was erased no personal part leaves the hall.
        if state.control.must_forget(entry) {
            entry.personal = entry.personal.erased();
        }
    }
    let next = from + items.len() as u64;
    Ok(Page { log, from, next, more, entries, left: left.into_iter().collect() })
}
