//! A session's state.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::control::Control;
use super::facts::Facts;
use super::state::Days;
use crate::clock::Stamp;
use crate::entry::{
    Attended, Body, Entry, Organiser, Segment, SessionChanged, SessionKind, SessionOpened,
};
use crate::ids::{DeviceId, EntryId, ResidentId, SessionId, SkillId, VillageId};
use crate::vietnamese::Day;

/// The facts about one session.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionFacts {
    opened: Facts<SessionOpened>,
    changed: Facts<SessionChanged>,
    joined: Facts<()>,
    attended: Facts<Attended>,
    heads: Facts<u32>,
    closed: Facts<()>,
}

/// A session as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// Which.
    pub id: SessionId,
    /// The session that it was merged into, if it was.
    pub merged_into: Option<SessionId>,
    /// The day on which it began.
    pub day: Day,
    /// Where.
    pub village: VillageId,
    /// What kind.
    pub kind: SessionKind,
    /// Aimed at whom, each once.
    pub audience: Vec<Segment>,
    /// By whom.
    pub organiser: Organiser,
    /// The host organisation.
    pub host: Option<String>,
    /// The place.
    pub place: Option<String>,
    /// What is taught, each once.
    pub skills: Vec<SkillId>,
    /// The devices that took part: the one that opened it and those that joined.
    pub devices: Vec<DeviceId>,
    /// Those marked present by name (merged residents under the one that stays).
    pub attended: Vec<ResidentId>,
    /// Heads without a name.
    pub unnamed: u32,
    /// Whether it has ended.
    pub closed: bool,
}

impl SessionFacts {
    /// Takes in an entry about `id`. Returns whether it said anything here.
    pub fn apply(&mut self, id: SessionId, entry: &Entry) -> bool {
        let stamp = entry.stamp();
        match &entry.body {
            Body::SessionOpened(it) if SessionId(entry.id) == id => {
                self.opened.insert(stamp, it.clone());
            }
            Body::SessionChanged(it) if it.session == id => self.changed.insert(stamp, it.clone()),
            Body::SessionJoined(it) if it.session == id => self.joined.insert(stamp, ()),
            Body::Attended(it) if it.session == id => self.attended.insert(stamp, it.clone()),
            Body::HeadsCounted(it) if it.session == id => self.heads.insert(stamp, it.unnamed),
            Body::SessionClosed(it) if it.session == id => self.closed.insert(stamp, ()),
            _ => return false,
        }
        true
    }

    /// Every entry that these facts come from, in order, each once.
    #[must_use]
    pub fn entries(&self) -> Vec<EntryId> {
        let mut all: Vec<_> = self.opened.entries().collect();
        all.extend(self.changed.entries());
        all.extend(self.joined.entries());
        all.extend(self.attended.entries());
        all.extend(self.heads.entries());
        all.extend(self.closed.entries());
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The village where it was opened; `None` as in [`SessionFacts::began`].
    #[must_use]
    pub fn village(&self, control: &Control) -> Option<VillageId> {
        self.opened.latest(control).map(|(_, opened)| opened.village)
    }

    /// The moment it began; `None` when its opening was taken back or hasn't come.
    #[must_use]
    pub fn began(&self, control: &Control) -> Option<Stamp> {
        self.opened.latest(control).map(|(stamp, _)| stamp)
    }

    /// Where each device that took part said so: the opening, then the joins.
    pub fn took_part<'a>(&'a self, control: &'a Control) -> impl Iterator<Item = Stamp> {
        let opened = self.opened.counting(control).map(|(stamp, _)| stamp);
        opened.chain(self.joined.counting(control).map(|(stamp, ())| stamp))
    }

    /// The latest word on the heads without a name.
    #[must_use]
    pub fn heads(&self, control: &Control) -> Option<(Stamp, u32)> {
        self.heads.latest(control).map(|(stamp, heads)| (stamp, *heads))
    }

    /// The session as it stands; `None` as in [`SessionFacts::began`]. `same` are the
    /// facts of sessions that were merged into it: their people are its people, and the
    /// latest word of any of them on the heads counts.
    #[must_use]
    pub fn view(
        &self,
        id: SessionId,
        same: &[&SessionFacts],
        days: &impl Days,
    ) -> Option<SessionView> {
        let control = days.control();
        let (began, opened) = self.opened.latest(control)?;
        let all = || std::iter::once(self).chain(same.iter().copied());

        let mut words = BTreeMap::new();
        let attended = all().flat_map(|facts| facts.attended.counting(control));
        let mut attended: Vec<_> = attended.collect();
        attended.sort_unstable_by_key(|(stamp, _)| *stamp);
        for (_, word) in attended {
            for resident in &word.residents {
                words.insert(control.resolve(*resident), word.present);
            }
        }
        let devices: BTreeSet<_> = all()
            .flat_map(|facts| {
                let opened = facts.opened.counting(control).map(|(stamp, _)| stamp.device);
                opened.chain(facts.joined.counting(control).map(|(stamp, ())| stamp.device))
            })
            .collect();
        let mut audience = self
            .changed
            .last_of(control, |it| it.audience.clone())
            .unwrap_or_else(|| opened.audience.clone());
        audience.sort_unstable();
        audience.dedup();
        let mut skills = self
            .changed
            .last_of(control, |it| it.skills.clone())
            .unwrap_or_else(|| opened.skills.clone());
        skills.sort_unstable();
        skills.dedup();
        let merged_into = Some(control.resolve_session(id)).filter(|into| *into != id);
        Some(SessionView {
            id,
            merged_into,
            day: control.day(began),
            village: opened.village,
            kind: self.changed.last_of(control, |it| it.kind).unwrap_or(opened.kind),
            audience,
            organiser: self.changed.last_of(control, |it| it.organiser).unwrap_or(opened.organiser),
            host: self.changed.last_of(control, |it| it.host.clone()).or(opened.host.clone()),
            place: self.changed.last_of(control, |it| it.place.clone()).or(opened.place.clone()),
            skills,
            devices: devices.into_iter().collect(),
            attended: words
                .into_iter()
                .filter_map(|(resident, present)| present.then_some(resident))
                .collect(),
            unnamed: all()
                .filter_map(|facts| facts.heads(control))
                .max_by_key(|(stamp, _)| *stamp)
                .map_or(0, |(_, heads)| heads),
            closed: all().any(|facts| facts.closed.latest(control).is_some()),
        })
    }
}
