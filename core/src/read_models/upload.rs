//! Nộp: what waits, and where each record is.

use std::collections::BTreeSet;

use camtay_journal::entry::{Body, Entry, SetAsideReason, Subject};
use camtay_journal::fold::{Days, DeviceStanding};
use camtay_journal::ids::Seq;

use crate::error::CoreError;
use crate::phone::Phone;
use crate::store::Reading;

/// What the hall hasn't got.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Waiting {
    /// People it is about.
    pub people: u32,
    /// Steps that were marked (a whole skill counts as one).
    pub steps: u32,
    /// Sessions it was written in or about.
    pub sessions: u32,
    /// Records in all.
    pub records: u32,
}

/// Where a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum Whereabouts {
    /// Trên máy này.
    OnThisPhone,
    /// Đã về đến xã.
    Received,
    /// Trong báo cáo số X.
    InReport {
        /// Which report.
        number: u32,
    },
    /// Tính lần sau: it came after the report of its days, or no report has its day.
    NextReport,
    /// Không tính.
    NotCounting {
        /// Why.
        reason: NotCounting,
    },
}

/// Why a record doesn't count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum NotCounting {
    /// It was taken back.
    TakenBack,
    /// The hall set it aside.
    SetAside {
        /// Why.
        reason: SetAsideReason,
    },
    /// It was written after the hall revoked this phone.
    Revoked,
}

/// What a record is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// A household was added or changed.
    Household,
    /// A resident was added or changed.
    Resident,
    /// Consent.
    Consent,
    /// A guide.
    Guide,
    /// A household was visited.
    Visit,
    /// An appointment.
    Appointment,
    /// The before/after check.
    Check,
    /// A session, its people or its heads.
    Session,
    /// A correction.
    Correction,
    /// A wish to the hall: look at a double, erase.
    Wish,
}

/// One record of this phone.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct OwnRecord {
    /// The entry.
    pub entry: String,
    /// What it is about.
    pub kind: RecordKind,
    /// On which day.
    pub day: String,
    /// The first person or household it is about; `None` for others, or when erased.
    pub name: Option<String>,
    /// How many people it is about.
    pub people: u32,
    /// Where it is.
    pub whereabouts: Whereabouts,
}

/// A page of this phone's records.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct OwnRecordsPage {
    /// The latest first.
    pub records: Vec<OwnRecord>,
    /// What to ask the next page with; `None` at the end.
    pub before: Option<u64>,
}

/// The screen.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct UploadPage {
    /// What the hall hasn't got.
    pub waiting: Waiting,
    /// How many records it has.
    pub received: u64,
    /// When it last confirmed, Unix seconds by its clock.
    pub received_at: Option<i64>,
    /// What it set aside.
    pub set_aside: Vec<OwnRecord>,
    /// The hall said this phone may not for now, or not any more.
    pub suspended: bool,
    /// See above.
    pub revoked: bool,
    /// The number of the latest report.
    pub report: Option<u32>,
}

impl Phone {
    /// What the hall hasn't got yet.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; the store's.
    pub fn waiting(&self) -> Result<Waiting, CoreError> {
        let store = self.store()?;
        let from = store.received_seq()? + 1;
        let mut people = BTreeSet::new();
        let mut sessions = BTreeSet::new();
        let mut waiting = Waiting::default();
        store.each_own_entry(from, |entry| {
            waiting.records += 1;
            for subject in entry.subjects() {
                match subject {
                    Subject::Resident(id) => {
                        people.insert(id);
                    }
                    Subject::Session(id) => {
                        sessions.insert(id);
                    }
                    Subject::Household(_) | Subject::Volunteer(_) => {}
                }
            }
            if let Body::Guided(it) = &entry.body {
                let marked = it.steps.marks().iter().filter(|mark| mark.outcome().is_some());
                let steps = marked.count() + usize::from(it.whole.is_some());
                waiting.steps += (steps * it.residents.len()) as u32;
            }
        })?;
        waiting.people = people.len() as u32;
        waiting.sessions = sessions.len() as u32;
        Ok(waiting)
    }

    /// The screen.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; the store's.
    pub fn upload_page(&self) -> Result<UploadPage, CoreError> {
        let store = self.store()?;
        let reading = store.reading()?;
        let own = store.own_device();
        let received = store.received_seq()?;
        let mut set_aside = Vec::new();
        for (id, _) in reading.control.all_set_aside().filter(|(id, _)| id.device == own) {
            if let Some(entry) = store.entry(id)? {
                set_aside.push(self.own_record(&reading, &entry, received)?);
            }
        }
        let standing = reading.control.standing(own);
        let said = store.standing()?.map(|standing| standing.standing);
        Ok(UploadPage {
            waiting: self.waiting()?,
            received,
            received_at: store.receipt()?.map(|receipt| receipt.at),
            set_aside,
            suspended: standing == Some(DeviceStanding::Suspended)
                || said.as_deref() == Some("suspended"),
            revoked: standing == Some(DeviceStanding::Revoked)
                || said.as_deref() == Some("revoked"),
            report: reading.control.reports().map(|(_, report)| report.number).max(),
        })
    }

    /// This phone's records before `before` (a page's `before`), the latest first, at
    /// most 200.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; the store's.
    pub fn own_records(
        &self,
        before: Option<u64>,
        limit: u32,
    ) -> Result<OwnRecordsPage, CoreError> {
        let store = self.store()?;
        let reading = store.reading()?;
        let received = store.received_seq()?;
        let limit = u64::from(limit.clamp(1, 200));
        let last = store.own_last_seq().min(before.map_or(u64::MAX, |seq| seq.saturating_sub(1)));
        let first = last.saturating_sub(limit - 1).max(1);
        let count = (last + 1).saturating_sub(first) as usize;
        let mut entries = store.own_entries(first, count)?;
        entries.reverse();
        let mut records = Vec::with_capacity(entries.len());
        for entry in &entries {
            records.push(self.own_record(&reading, entry, received)?);
        }
        Ok(OwnRecordsPage { records, before: (first > 1).then_some(first) })
    }

    fn own_record(
        &self,
        reading: &Reading<'_>,
        entry: &Entry,
        received: Seq,
    ) -> Result<OwnRecord, CoreError> {
        let store = self.store()?;
        let subjects = entry.subjects();
        let people = subjects.iter().filter(|it| matches!(it, Subject::Resident(_))).count();
        let mut name = None;
        for subject in &subjects {
            name = match subject {
                Subject::Resident(id) => store.resident_line(*id)?.and_then(|row| row.name),
                Subject::Household(id) => store.household_line(*id)?.and_then(|row| row.name),
                Subject::Session(_) | Subject::Volunteer(_) => None,
            };
            if name.is_some() {
                break;
            }
        }
        let session = match &entry.body {
            Body::Guided(it) => it.session,
            Body::HouseholdVisited(it) => it.session,
            Body::ConsentRecorded(it) => it.session,
            _ => None,
        };
        let day = reading.day_in(entry.stamp(), session);
        let day = reading.answered(day)?;
        let whereabouts = if reading.control.is_taken_back(entry.id) {
            Whereabouts::NotCounting { reason: NotCounting::TakenBack }
        } else if let Some(reason) = reading.control.set_aside(entry.id) {
            Whereabouts::NotCounting { reason: NotCounting::SetAside { reason } }
        } else if !reading.control.counts(entry.stamp()) {
            Whereabouts::NotCounting { reason: NotCounting::Revoked }
        } else if entry.id.seq > received {
            Whereabouts::OnThisPhone
        } else {
            let received_at = store.received_at(entry.id.seq)?;
            let mut reports = reading.control.reports().peekable();
            let any = reports.peek().is_some();
            let report = reports.find(|(frozen, report)| {
                report.from <= day
                    && day <= report.as_of
                    && received_at.is_some_and(|at| at <= frozen.at.seconds())
            });
            match report {
                Some((_, report)) => Whereabouts::InReport { number: report.number },
                None if any => Whereabouts::NextReport,
                None => Whereabouts::Received,
            }
        };
        Ok(OwnRecord {
            entry: entry.id.to_string(),
            kind: kind(&entry.body),
            day: day.to_string(),
            name,
            people: people as u32,
            whereabouts,
        })
    }
}

fn kind(body: &Body) -> RecordKind {
    match body {
        Body::HouseholdAdded(_) | Body::HouseholdChanged(_) => RecordKind::Household,
        Body::ResidentAdded(_) | Body::ResidentChanged(_) => RecordKind::Resident,
        Body::ConsentRecorded(_) => RecordKind::Consent,
        Body::Guided(_) => RecordKind::Guide,
        Body::HouseholdVisited(_) => RecordKind::Visit,
        Body::AppointmentSet(_) | Body::AppointmentKept(_) => RecordKind::Appointment,
        Body::QuickCheckDone(_) => RecordKind::Check,
        Body::SessionOpened(_)
        | Body::SessionChanged(_)
        | Body::SessionJoined(_)
        | Body::Attended(_)
        | Body::HeadsCounted(_)
        | Body::SessionClosed(_) => RecordKind::Session,
        Body::DuplicateMarked(_) | Body::ErasureAsked(_) => RecordKind::Wish,
        _ => RecordKind::Correction,
    }
}
