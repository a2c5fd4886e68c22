//! What everybody was told so far, and the properties that must hold whatever happens.
//!
//! A property has a name: a broken one is told by it, and a plan is shrunk as long as the
//! same one breaks.

use std::collections::{BTreeMap, BTreeSet};

use camtay_core::read_models::{NotCounting, OwnRecord, RecordKind, Whereabouts};

/// What must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Property {
    /// What a phone shows as received is at the hall, after any crash of either.
    NothingAcknowledgedIsLost,
    /// What a command of the phone returned is on the phone, after any crash.
    NothingRecordedIsLost,
    /// Every entry is at the hall once, and every guide and visit counts once.
    NothingCountsTwice,
    /// Each record of a phone is in one state, without a gap, and never goes back to "on
    /// this phone", unless the hall itself was lost.
    ARecordIsInOneState,
    /// Phone and hall never differ about what the phone wrote.
    HeadsAgree,
    /// The same entries come to the same digest of a village, on every phone and at the hall.
    EqualSetsGiveEqualDigests,
    /// Whoever was erased is in no file of the hall, and in nothing that a phone shows.
    NobodyErasedComesBack,
    /// What only the hall may write has no effect from a phone.
    NothingForgedTakesEffect,
    /// The hall's check finds no difference.
    CheckPasses,
    /// Stores open after any crash, and nothing fails where no fault explains it.
    NothingFailsByItself,
}

/// A property that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Which.
    pub property: Property,
    /// What was seen instead.
    pub why: String,
}

/// Breaks off unless something holds.
pub(crate) fn must(
    property: Property,
    holds: bool,
    why: impl FnOnce() -> String,
) -> Result<(), Broken> {
    if holds { Ok(()) } else { Err(Broken { property, why: why() }) }
}

/// What a phone was told, and what it showed.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Entries whose ids commands returned.
    pub recorded: BTreeSet<String>,
    /// Entries that were shown as received.
    pub received: BTreeSet<String>,
    /// The same, by a hall that was restored since: until it has them again they are on
    /// the phone alone.
    pub received_before: BTreeSet<String>,
    /// How many records it showed last.
    last: usize,
}

impl Told {
    /// The hall is what a backup says.
    pub fn hall_restored(&mut self) {
        self.received_before.append(&mut self.received);
    }
}

/// Takes in what a phone shows of its own records, the latest first; gives the ids that it
/// shows as received for the first time.
///
/// # Errors
/// [`Broken`].
pub fn look_at(told: &mut Told, records: &[OwnRecord]) -> Result<Vec<String>, Broken> {
    let in_order = records.iter().rev().enumerate();
    for (at, record) in in_order {
        let seq = record.entry.rsplit(['-', ':', '.', '/']).next().and_then(|it| it.parse().ok());
        must(Property::ARecordIsInOneState, seq == Some(at + 1), || {
            format!("record {} stands where {} should", record.entry, at + 1)
        })?;
    }
    must(Property::NothingRecordedIsLost, records.len() >= told.last, || {
        format!("there were {} records, now there are {}", told.last, records.len())
    })?;
    told.last = records.len();
    let there: BTreeMap<_, _> =
        records.iter().map(|it| (it.entry.as_str(), it.whereabouts)).collect();
    for entry in &told.recorded {
        must(Property::NothingRecordedIsLost, there.contains_key(entry.as_str()), || {
            format!("the phone has no entry {entry}, which it returned")
        })?;
    }
    let mut new = Vec::new();
    for (entry, whereabouts) in there {
        if told.received.contains(entry) {
            must(Property::ARecordIsInOneState, whereabouts != Whereabouts::OnThisPhone, || {
                format!("{entry} was received, and is on this phone again")
            })?;
        } else if whereabouts == Whereabouts::Received && !told.received_before.contains(entry) {
            told.received.insert(entry.to_owned());
            new.push(entry.to_owned());
        }
    }
    Ok(new)
}

/// How many people's guides, and how many visits, of these records count.
#[must_use]
pub fn counting(records: &[OwnRecord]) -> (u64, u64) {
    let counts = |it: &&OwnRecord| {
        !matches!(
            it.whereabouts,
            Whereabouts::NotCounting { reason: NotCounting::TakenBack }
                | Whereabouts::NotCounting { reason: NotCounting::SetAside { .. } }
        )
    };
    let mut guided = 0;
    let mut visits = 0;
    for record in records.iter().filter(counts) {
        match record.kind {
            RecordKind::Guide => guided += u64::from(record.people),
            RecordKind::Visit => visits += 1,
            _ => {}
        }
    }
    (guided, visits)
}
