//! What an entry touches, and folding that anew before the transaction ends.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use camtay_journal::entry::{Body, ClockFixed, Entry, Setting, Subject};
use camtay_journal::ids::{DeviceId, EntryId, HouseholdId, ResidentId, SessionId};

use super::Work;
use super::about::About;
use super::numbers::{Key, OWN};
use super::reading::{Table, read_about, read_entry};
use crate::error::{CoreError, StoreError};

/// Subjects to fold anew, each with the entries that are new about it.
#[derive(Debug, Default)]
pub(super) struct Touched {
    pub(super) sessions: BTreeMap<SessionId, Vec<Key>>,
    pub(super) households: BTreeMap<HouseholdId, Vec<Key>>,
    pub(super) residents: BTreeMap<ResidentId, Vec<Key>>,
    /// Sessions that entries of this transaction were written in.
    pub(super) named_sessions: BTreeSet<SessionId>,
    /// Sessions whose day may have changed: what was written in them has another day.
    pub(super) moved_sessions: BTreeSet<SessionId>,
    /// Every subject there is.
    pub(super) everything: bool,
}

impl Touched {
    pub(super) fn subject(&mut self, subject: Subject) {
        match subject {
            Subject::Session(id) => {
                self.sessions.entry(id).or_default();
            }
            Subject::Household(id) => {
                self.households.entry(id).or_default();
            }
            Subject::Resident(id) => {
                self.residents.entry(id).or_default();
            }
            Subject::Volunteer(_) => {}
        }
    }
}

/// Whether an entry is for [`camtay_journal::fold::Control`]: a correction, or the hall's own.
pub(super) fn is_decision(body: &Body) -> bool {
    match body {
        Body::Unknown { .. } => false,
        body => matches!(body.kind(), 1 | 2 | 60..),
    }
}

impl Work<'_> {
    /// Notes what an entry that was just stored changes.
    pub(super) fn touch(&mut self, entry: &Entry, key: Key) -> Result<(), CoreError> {
        if !self.control()?.allows(entry) {
            return Ok(());
        }
        if is_decision(&entry.body) {
            return self.decide(entry);
        }
        let speaks_of_household = matches!(
            entry.body,
            Body::HouseholdAdded(_) | Body::HouseholdChanged(_) | Body::HouseholdVisited(_)
        ) || matches!(&entry.body, Body::ConsentRecorded(it) if it.resident.is_none());
        let speaks_of_session = !matches!(
            entry.body,
            Body::Guided(_) | Body::HouseholdVisited(_) | Body::ConsentRecorded(_)
        );
        for subject in entry.subjects() {
            match subject {
                Subject::Household(id) if speaks_of_household => {
                    self.touched.households.entry(id).or_default().push(key);
                }
                Subject::Session(id) if speaks_of_session => {
                    self.touched.sessions.entry(id).or_default().push(key);
                }
                Subject::Session(id) => {
                    self.touched.named_sessions.insert(id);
                }
                Subject::Resident(id) => {
                    self.touched.residents.entry(id).or_default().push(key);
                }
                Subject::Household(_) | Subject::Volunteer(_) => {}
            }
        }
        Ok(())
    }

    /// Lets a correction or a decision of the hall take effect, and notes on whom.
    fn decide(&mut self, entry: &Entry) -> Result<(), CoreError> {
        match &entry.body {
            Body::TakenBack(it) => self.touch_target(it.entry)?,
            Body::GivenBack(it) => self.touch_target(it.entry)?,
            Body::EntrySetAside(it) => self.touch_target(it.entry)?,
            Body::EntryTakenUp(it) => self.touch_target(it.entry)?,
            Body::ResidentsMerged(it) => {
                return self.merge(entry, Subject::Resident(it.keep), Subject::Resident(it.other));
            }
            Body::ResidentsSeparated(it) => {
                return self.merge(entry, Subject::Resident(it.keep), Subject::Resident(it.other));
            }
            Body::SessionsMerged(it) => {
                return self.merge(entry, Subject::Session(it.keep), Subject::Session(it.other));
            }
            Body::SessionsSeparated(it) => {
                return self.merge(entry, Subject::Session(it.keep), Subject::Session(it.other));
            }
            Body::ClockFixed(it) => return self.fix_clock(entry, it),
            Body::DeviceRevoked(it) => {
                for (_, written) in self.entries_of(it.device)? {
                    self.touch_subjects(&written)?;
                }
            }
            Body::Erased(it) => {
                self.apply(entry);
                self.erase(it.subject)?;
                self.touched.subject(it.subject);
                return Ok(());
            }
            Body::SettingChanged(it) => {
                self.touched.everything |= matches!(
                    it.setting,
                    Setting::CountingOutcomes(_) | Setting::EssentialSkills(_)
                );
            }
            _ => {}
        }
        self.apply(entry);
        Ok(())
    }

    fn apply(&mut self, entry: &Entry) {
        if let Some(control) = &mut self.memory.control {
            Arc::make_mut(control).apply(entry);
            self.control_changed = true;
        }
    }

    fn touch_target(&mut self, target: EntryId) -> Result<(), StoreError> {
        match self.find(target)? {
            Some(entry) => self.touch_subjects(&entry),
            None => Ok(()),
        }
    }

    fn find(&self, id: EntryId) -> Result<Option<Entry>, StoreError> {
        match self.memory.devices.find(id) {
            Some(key) => read_entry(self.conn, &self.memory.devices, key),
            None => Ok(None),
        }
    }

    /// Everything that may look different once `entry` counts or doesn't: of a correction,
    /// also what it corrects.
    fn touch_subjects(&mut self, entry: &Entry) -> Result<(), StoreError> {
        let mut seen = BTreeSet::from([entry.id]);
        let mut corrected = self.touch_own_subjects(entry);
        // A phone may write anything: a correction of a correction, and one of itself.
        while let Some(target) = corrected.filter(|target| seen.insert(*target)) {
            corrected = self.find(target)?.and_then(|entry| self.touch_own_subjects(&entry));
        }
        Ok(())
    }

    /// What `entry` corrects, if it is a correction.
    fn touch_own_subjects(&mut self, entry: &Entry) -> Option<EntryId> {
        for subject in entry.subjects() {
            self.touched.subject(subject);
        }
        match &entry.body {
            Body::SessionOpened(_) => {
                self.touched.moved_sessions.insert(SessionId(entry.id));
                None
            }
            Body::TakenBack(it) => Some(it.entry),
            Body::GivenBack(it) => Some(it.entry),
            _ => None,
        }
    }

    /// Merging or separating concerns all who are one before or after, and whatever names
    /// them.
    fn merge(&mut self, entry: &Entry, keep: Subject, other: Subject) -> Result<(), CoreError> {
        let mut all = BTreeSet::new();
        for moment in 0..2 {
            let control = self.control()?;
            for subject in [keep, other] {
                match subject {
                    Subject::Resident(id) => {
                        let same = control.same_as(control.resolve(id));
                        all.extend(same.into_iter().map(Subject::Resident));
                    }
                    Subject::Session(id) => {
                        let same = control.same_session_as(control.resolve_session(id));
                        all.extend(same.into_iter().map(Subject::Session));
                    }
                    Subject::Household(_) | Subject::Volunteer(_) => {}
                }
                all.insert(subject);
            }
            if moment == 0 {
                self.apply(entry);
            }
        }
        for subject in &all {
            self.touched.subject(*subject);
            let Subject::Resident(id) = subject else { continue };
            let naming = self.reading()?.entries_about(Table::Resident, id.0)?;
            for entry in naming {
                if matches!(entry.body, Body::Attended(_) | Body::DuplicateMarked(_)) {
                    for subject in entry.subjects() {
                        self.touched.subject(subject);
                    }
                }
            }
        }
        Ok(())
    }

    /// A clock fix moves days; most fixes are of seconds and move none.
    fn fix_clock(&mut self, entry: &Entry, fix: &ClockFixed) -> Result<(), CoreError> {
        let written = self.entries_of(fix.device)?;
        let control = self.control()?;
        let days: Vec<_> = written.iter().map(|(_, it)| control.day(it.stamp())).collect();
        self.apply(entry);
        for ((_, written), day) in written.iter().zip(days) {
            if self.control()?.day(written.stamp()) != day {
                self.touch_subjects(written)?;
            }
        }
        Ok(())
    }

    /// Every entry of a device that is here.
    fn entries_of(&self, device: DeviceId) -> Result<Vec<(Key, Entry)>, StoreError> {
        let Some(first) = self.memory.devices.find(EntryId { device, seq: 0 }) else {
            return Ok(Vec::new());
        };
        self.entries_between(first, first | 0xFFFF_FFFF)
    }

    fn entries_between(&self, first: Key, last: Key) -> Result<Vec<(Key, Entry)>, StoreError> {
        let sql = if first >> 32 == i64::from(OWN) {
            "SELECT seq FROM own WHERE seq BETWEEN ?1 AND ?2"
        } else {
            "SELECT key FROM heard WHERE key BETWEEN ?1 AND ?2"
        };
        let keys: Vec<Key> = self
            .conn
            .prepare_cached(sql)?
            .query_map((first, last), |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut entries = Vec::with_capacity(keys.len());
        for key in keys {
            let entry = read_entry(self.conn, &self.memory.devices, key)?;
            entries.push((key, entry.ok_or(StoreError::Malformed("entry"))?));
        }
        Ok(entries)
    }

    /// Folds what was touched, writes the rows, and writes down where the journal stands.
    pub(super) fn settle(&mut self) -> Result<(), CoreError> {
        if self.memory.control.is_some() {
            if std::mem::take(&mut self.touched.everything) {
                self.touch_everything()?;
            }
            self.write_abouts()?;
            self.settle_sessions()?;
            self.touch_dependents()?;
            self.settle_households()?;
            self.settle_residents()?;
            self.touched = Touched::default();
        }
        Ok(self.write_memory()?)
    }

    fn touch_everything(&mut self) -> Result<(), CoreError> {
        for (sql, subject) in [
            (
                "SELECT key FROM session",
                (|id| Subject::Session(SessionId(id))) as fn(EntryId) -> Subject,
            ),
            ("SELECT key FROM household", |id| Subject::Household(HouseholdId(id))),
            ("SELECT key FROM resident", |id| Subject::Resident(ResidentId(id))),
        ] {
            let keys: Vec<Key> = self
                .conn
                .prepare(sql)?
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            for key in keys {
                let id = self.memory.devices.id(key)?;
                self.touched.subject(subject(id));
            }
        }
        Ok(())
    }

    /// Adds the new entries to the lists of the rows that are folded from them.
    fn write_abouts(&mut self) -> Result<(), CoreError> {
        let Touched { sessions, households, residents, .. } = &mut self.touched;
        let mut all: Vec<(Table, EntryId, Vec<Key>)> = Vec::new();
        let sessions = sessions.iter_mut().map(|(id, new)| (Table::Session, id.0, new));
        let households = households.iter_mut().map(|(id, new)| (Table::Household, id.0, new));
        let residents = residents.iter_mut().map(|(id, new)| (Table::Resident, id.0, new));
        for (table, id, new) in sessions.chain(households).chain(residents) {
            if !new.is_empty() {
                all.push((table, id, std::mem::take(new)));
            }
        }
        for (table, id, new) in all {
            let key = self.key(id)?;
            let mut about: About = read_about(self.conn, table, key)?;
            let mut grew = false;
            for entry in new {
                grew |= about.insert(entry);
            }
            if grew {
                let sql = match table {
                    Table::Session => {
                        "INSERT INTO session (key, about) VALUES (?1, ?2)
                         ON CONFLICT (key) DO UPDATE SET about = ?2"
                    }
                    Table::Household => {
                        "INSERT INTO household (key, about) VALUES (?1, ?2)
                         ON CONFLICT (key) DO UPDATE SET about = ?2"
                    }
                    Table::Resident => {
                        "INSERT INTO resident (key, about) VALUES (?1, ?2)
                         ON CONFLICT (key) DO UPDATE SET about = ?2"
                    }
                };
                self.conn.prepare_cached(sql)?.execute((key, about.bytes()))?;
            }
        }
        Ok(())
    }

    /// What was written in a session whose day changed has another day now. This reads
    /// the whole journal, and happens only when an opening comes after what was written
    /// in its session, is taken back, or was written by a clock that was days off.
    fn touch_dependents(&mut self) -> Result<(), CoreError> {
        let moved = std::mem::take(&mut self.touched.moved_sessions);
        if moved.is_empty() {
            return Ok(());
        }
        let mut written = self.entries_between(0, 0xFFFF_FFFF)?;
        written.extend(self.entries_between(1 << 32, i64::MAX)?);
        for (_, entry) in written {
            let session = match &entry.body {
                Body::Guided(it) => it.session,
                Body::HouseholdVisited(it) => it.session,
                Body::ConsentRecorded(it) => it.session,
                _ => None,
            };
            if session.is_some_and(|session| moved.contains(&session)) {
                for subject in entry.subjects() {
                    self.touched.subject(subject);
                }
            }
        }
        Ok(())
    }
}
