//! Sessions by what figures ask for.

use std::collections::{BTreeMap, BTreeSet};

use camtay_journal::entry::{Segment, SessionKind};
use camtay_journal::ids::{SessionId, VolunteerId};

use super::prepared::Meeting;

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeetingLists {
    /// Weekly community lessons.
    lessons: BTreeSet<SessionId>,
    /// By those whom they were aimed at.
    by_segment: BTreeMap<Segment, BTreeSet<SessionId>>,
    /// By the volunteers who took part.
    by_volunteer: BTreeMap<VolunteerId, BTreeSet<SessionId>>,
}

impl MeetingLists {
    /// A session isn't any more what it was `before`, but what it is `now`.
    pub(super) fn change(
        &mut self,
        id: SessionId,
        before: Option<&Meeting>,
        now: Option<&Meeting>,
    ) {
        if let Some(before) = before {
            self.lessons.remove(&id);
            before.audience.iter().for_each(|it| take_out(&mut self.by_segment, it, id));
            before.volunteers.iter().for_each(|it| take_out(&mut self.by_volunteer, it, id));
        }
        if let Some(now) = now {
            if now.kind == SessionKind::WeeklyLesson {
                self.lessons.insert(id);
            }
            for segment in &now.audience {
                self.by_segment.entry(*segment).or_default().insert(id);
            }
            for volunteer in &now.volunteers {
                self.by_volunteer.entry(*volunteer).or_default().insert(id);
            }
        }
    }

    /// The weekly community lessons.
    pub fn lessons(&self) -> impl Iterator<Item = SessionId> {
        self.lessons.iter().copied()
    }

    /// The sessions aimed at any of these, each once.
    #[must_use]
    pub fn aimed_at(&self, segments: &[Segment]) -> BTreeSet<SessionId> {
        segments.iter().filter_map(|it| self.by_segment.get(it)).flatten().copied().collect()
    }

    /// The sessions in which a volunteer took part.
    pub fn of(&self, volunteer: VolunteerId) -> impl Iterator<Item = SessionId> {
        self.by_volunteer.get(&volunteer).into_iter().flatten().copied()
    }
}

fn take_out<K: Ord>(from: &mut BTreeMap<K, BTreeSet<SessionId>>, key: &K, id: SessionId) {
    if let Some(set) = from.get_mut(key) {
        set.remove(&id);
        if set.is_empty() {
            from.remove(key);
        }
    }
}
