//! Which entries a phone must have for a village, in the order in which they came to
//! concern it.
//!
//! The control log holds lists, decisions and corrections. A village's log holds what the
//! state of its households, residents and sessions is folded from: a phone that folds both
//! has the village's digest. Who lives where may become known late, change, or be taken
//! back; whenever somebody comes to a village, all entries about them enter its log, and
//! where they leave, they are named as left.
//!
//! Logs follow from the chunks in order of arrival and from nothing else, so that every
//! process of the hall has the same positions.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use camtay_journal::entry::{Body, Entry, Subject};
use camtay_journal::fold::State;
use camtay_journal::ids::{DeviceId, EntryId, HouseholdId, ResidentId, SessionId, VillageId};
use camtay_journal::wire::Log;
use serde::{Deserialize, Serialize};

/// What stands at a position of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// This entry concerns the log.
    Entry(EntryId),
    /// This resident left the village.
    Left(ResidentId),
}

/// The items of one log, eight bytes each.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Items {
    devices: Vec<DeviceId>,
    packed: Vec<u64>,
    #[serde(skip)]
    numbers: HashMap<DeviceId, u64>,
}

const LEFT: u64 = 1 << 63;
const SEQ_BITS: u32 = 40;
const SEQ_MASK: u64 = (1 << SEQ_BITS) - 1;

impl Items {
    fn push(&mut self, item: Item) {
        if self.numbers.len() != self.devices.len() {
            self.numbers = self.devices.iter().copied().zip(0..).collect();
        }
        let (left, id) = match item {
            Item::Entry(id) => (0, id),
            Item::Left(resident) => (LEFT, resident.0),
        };
        let devices = &mut self.devices;
        let number = *self.numbers.entry(id.device).or_insert_with(|| {
            devices.push(id.device);
            devices.len() as u64 - 1
        });
        self.packed.push(left | number << SEQ_BITS | id.seq & SEQ_MASK);
    }

    /// How many positions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.packed.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.packed.is_empty()
    }

    /// The items from a position on.
    pub fn from(&self, position: usize) -> impl Iterator<Item = Item> {
        self.packed.iter().skip(position).filter_map(|packed| {
            let number = (packed & !LEFT) >> SEQ_BITS;
            let device = *self.devices.get(usize::try_from(number).ok()?)?;
            let id = EntryId { device, seq: packed & SEQ_MASK };
            Some(if packed & LEFT == 0 { Item::Entry(id) } else { Item::Left(ResidentId(id)) })
        })
    }
}

/// The villages whose logs a subject's entries go to: its own, and that of the one it was
/// merged into.
type Homes = [Option<VillageId>; 2];

fn homes(own: Option<VillageId>, merged: Option<VillageId>) -> Homes {
    [own, merged.filter(|village| own != Some(*village))]
}

/// All logs, and what is needed to go on with them.
#[derive(Debug, Default)]
pub struct Logs {
    control: Items,
    villages: BTreeMap<VillageId, Items>,
    /// Villages in which a session is spoken of though it is not theirs: its opening
    /// stands in their logs, since it tells the day.
    guests: BTreeMap<SessionId, BTreeSet<VillageId>>,
    changed_guests: BTreeSet<SessionId>,

    // What follows is read again from the state when a checkpoint is loaded.
    households: HashMap<HouseholdId, Homes>,
    residents: HashMap<ResidentId, Homes>,
    sessions: HashMap<SessionId, Homes>,
    lives_in: HashMap<ResidentId, HouseholdId>,
    residents_of: HashMap<HouseholdId, BTreeSet<ResidentId>>,
    /// The entries that say where a subject is: when one is corrected, the subject moves.
    placings: HashMap<EntryId, Subject>,
    /// What each correction corrects, since a correction may itself be set aside.
    corrections: HashMap<EntryId, EntryId>,
}

/// The parts of the logs that a checkpoint keeps.
#[derive(Debug, Default)]
pub struct SavedLogs {
    /// Items by log.
    pub logs: Vec<(Log, Items)>,
    /// Villages beyond its own in which a session is spoken of.
    pub guests: BTreeMap<SessionId, BTreeSet<VillageId>>,
}

impl Logs {
    /// Goes on from a checkpoint whose state is `state`.
    #[must_use]
    pub fn resume(saved: SavedLogs, state: &State) -> Self {
        let mut logs = Self { guests: saved.guests, ..Self::default() };
        for (log, items) in saved.logs {
            match log {
                Log::Control => logs.control = items,
                Log::Village(village) => {
                    logs.villages.insert(village, items);
                }
            }
        }
        logs.corrections = state.control.corrections().collect();
        for (id, facts) in &state.households {
            logs.placings.extend(facts.placings().map(|entry| (entry, Subject::Household(*id))));
            logs.households.insert(*id, homes(facts.village(&state.control), None));
        }
        for (id, facts) in &state.residents {
            logs.placings.extend(facts.placings().map(|entry| (entry, Subject::Resident(*id))));
            logs.settle(*id, state);
        }
        for id in state.residents.keys() {
            let homes = logs.homes_of_resident(*id, state);
            logs.residents.insert(*id, homes);
        }
        for (id, facts) in &state.sessions {
            if facts.entries().binary_search(&id.0).is_ok() {
                logs.placings.insert(id.0, Subject::Session(*id));
            }
            logs.sessions.insert(*id, homes_of_session(*id, state));
        }
        logs
    }

    /// The items of a log; `None` for a village that no entry concerns.
    #[must_use]
    pub fn items(&self, log: Log) -> Option<&Items> {
        match log {
            Log::Control => Some(&self.control),
            Log::Village(village) => self.villages.get(&village),
        }
    }

    /// Every log with its items.
    pub fn all(&self) -> impl Iterator<Item = (Log, &Items)> {
        let villages = self.villages.iter().map(|(id, items)| (Log::Village(*id), items));
        std::iter::once((Log::Control, &self.control)).chain(villages)
    }

    /// The sessions whose guest villages changed since the last checkpoint, with them.
    pub fn changed_guests(&self) -> impl Iterator<Item = (SessionId, &BTreeSet<VillageId>)> {
        self.changed_guests.iter().filter_map(|id| Some((*id, self.guests.get(id)?)))
    }

    /// A checkpoint has them now.
    pub fn forget_changed_guests(&mut self) {
        self.changed_guests.clear();
    }

    /// The guest villages of every session that has any.
    #[must_use]
    pub fn guests(&self) -> &BTreeMap<SessionId, BTreeSet<VillageId>> {
        &self.guests
    }

    /// Whether the entries about a resident go to a village's log now.
    #[must_use]
    pub fn is_in(&self, resident: ResidentId, village: VillageId) -> bool {
        self.residents.get(&resident).is_some_and(|homes| homes.contains(&Some(village)))
    }

    /// Takes in an entry that `state` has just taken in.
    pub fn apply(&mut self, entry: &Entry, state: &State) {
        if !state.control.allows(entry) {
            return;
        }
        match place(&entry.body) {
            Place::Nowhere => {}
            Place::Control => {
                self.control.push(Item::Entry(entry.id));
                self.decided(entry, state);
            }
            Place::Villages => self.told(entry, state),
        }
    }

    /// A list, decision or correction: who stands elsewhere because of it?
    fn decided(&mut self, entry: &Entry, state: &State) {
        match &entry.body {
            Body::TakenBack(it) => self.corrected(entry.id, it.entry, state),
            Body::GivenBack(it) => self.corrected(entry.id, it.entry, state),
            Body::EntrySetAside(it) => self.marked(it.entry, state),
            Body::EntryTakenUp(it) => self.marked(it.entry, state),
            Body::ResidentsMerged(it) => self.merged(it.keep, it.other, state),
            Body::ResidentsSeparated(it) => self.merged(it.keep, it.other, state),
            Body::SessionsMerged(it) => self.merged_sessions(it.keep, it.other, state),
            Body::SessionsSeparated(it) => self.merged_sessions(it.keep, it.other, state),
            Body::DeviceRevoked(_) => {
                let subjects: BTreeSet<_> = self.placings.values().copied().collect();
                for subject in subjects {
                    self.replace(subject, None, state);
                }
            }
            _ => {}
        }
    }

    fn corrected(&mut self, correction: EntryId, target: EntryId, state: &State) {
        self.corrections.insert(correction, target);
        self.marked(target, state);
    }

    /// Whether `target` counts may have changed, and so what it says of where somebody is.
    fn marked(&mut self, target: EntryId, state: &State) {
        let mut seen = HashSet::new();
        let mut at = target;
        while seen.insert(at) {
            if let Some(subject) = self.placings.get(&at).copied() {
                self.replace(subject, None, state);
            }
            match self.corrections.get(&at) {
                Some(next) => at = *next,
                None => return,
            }
        }
    }

    fn merged(&mut self, keep: ResidentId, other: ResidentId, state: &State) {
        let mut affected = BTreeSet::from([keep, other]);
        for end in [state.control.resolve(keep), state.control.resolve(other)] {
            affected.extend(state.control.same_as(end));
        }
        for resident in affected {
            self.replace(Subject::Resident(resident), None, state);
        }
    }

    fn merged_sessions(&mut self, keep: SessionId, other: SessionId, state: &State) {
        let mut affected = BTreeSet::from([keep, other]);
        for end in [state.control.resolve_session(keep), state.control.resolve_session(other)] {
            affected.extend(state.control.same_session_as(end));
        }
        for session in affected {
            self.replace(Subject::Session(session), None, state);
        }
    }

    /// An entry about households, residents, sessions.
    fn told(&mut self, entry: &Entry, state: &State) {
        let told = Told::of(entry);
        let mut villages = Vec::new();
        for holder in &told.holders {
            // Of whom nothing was known may have been merged before.
            if !self.is_placed(*holder) {
                self.replace(*holder, Some(entry.id), state);
            }
        }
        self.add_homes(&told.holders, &mut villages);
        if let Some(subject) = told.placed {
            self.placings.insert(entry.id, subject);
            self.replace(subject, Some(entry.id), state);
            self.add_homes(&told.holders, &mut villages);
            if let Body::SessionOpened(_) = entry.body {
                let guests = self.guests.get(&SessionId(entry.id)).into_iter().flatten();
                add_each(guests.copied(), &mut villages);
            }
        }
        for village in &villages {
            self.push(*village, Item::Entry(entry.id));
            if let Some(session) = told.session {
                self.invite(session, *village);
            }
        }
    }

    fn is_placed(&self, subject: Subject) -> bool {
        match subject {
            Subject::Household(id) => self.households.contains_key(&id),
            Subject::Resident(id) => self.residents.contains_key(&id),
            Subject::Session(id) => self.sessions.contains_key(&id),
            Subject::Volunteer(_) => true,
        }
    }

    fn add_homes(&self, holders: &[Subject], villages: &mut Vec<VillageId>) {
        for holder in holders {
            let homes = match holder {
                Subject::Household(id) => self.households.get(id),
                Subject::Resident(id) => self.residents.get(id),
                Subject::Session(id) => self.sessions.get(id),
                Subject::Volunteer(_) => None,
            };
            add_each(homes.into_iter().flatten().flatten().copied(), villages);
        }
    }

    fn push(&mut self, village: VillageId, item: Item) {
        self.villages.entry(village).or_default().push(item);
    }

    /// A village's log speaks of this session.
    fn invite(&mut self, session: SessionId, village: VillageId) {
        if self.sessions.get(&session).is_some_and(|homes| homes.contains(&Some(village))) {
            return;
        }
        if self.guests.entry(session).or_default().insert(village) {
            self.changed_guests.insert(session);
            if self.placings.contains_key(&session.0) {
                self.push(village, Item::Entry(session.0));
            }
        }
    }

    /// Sees where a subject is now; where it has newly come, all entries about it enter,
    /// but for `except`, which its caller puts there.
    fn replace(&mut self, subject: Subject, except: Option<EntryId>, state: &State) {
        match subject {
            Subject::Household(id) => self.replace_household(id, except, state),
            Subject::Resident(id) => self.replace_resident(id, except, state),
            Subject::Session(id) => self.replace_session(id, except, state),
            Subject::Volunteer(_) => {}
        }
    }

    fn replace_household(&mut self, id: HouseholdId, except: Option<EntryId>, state: &State) {
        let Some(facts) = state.households.get(&id) else { return };
        let now = homes(facts.village(&state.control), None);
        let before = self.households.insert(id, now).unwrap_or_default();
        if now == before {
            return;
        }
        self.enter(before, now, facts.entries(), facts.sessions().collect(), except);
        for resident in self.residents_of.get(&id).cloned().unwrap_or_default() {
            self.replace_resident(resident, except, state);
        }
    }

    /// Notes in which household a resident lives.
    fn settle(&mut self, id: ResidentId, state: &State) {
        let facts = state.residents.get(&id);
        let household = facts.and_then(|facts| facts.household(&state.control));
        let before = match household {
            Some(household) => self.lives_in.insert(id, household),
            None => self.lives_in.remove(&id),
        };
        if before == household {
            return;
        }
        if let Some(residents) = before.and_then(|before| self.residents_of.get_mut(&before)) {
            residents.remove(&id);
        }
        if let Some(household) = household {
            self.residents_of.entry(household).or_default().insert(id);
        }
    }

    fn village_of(&self, resident: ResidentId) -> Option<VillageId> {
        self.households.get(self.lives_in.get(&resident)?)?[0]
    }

    fn homes_of_resident(&self, id: ResidentId, state: &State) -> Homes {
        let into = state.control.resolve(id);
        let merged = if into == id { None } else { self.village_of(into) };
        homes(self.village_of(id), merged)
    }

    fn replace_resident(&mut self, id: ResidentId, except: Option<EntryId>, state: &State) {
        self.settle(id, state);
        for same in state.control.same_as(id) {
            let Some(facts) = state.residents.get(&same) else { continue };
            let now = self.homes_of_resident(same, state);
            let before = self.residents.insert(same, now).unwrap_or_default();
            if now == before {
                continue;
            }
            self.enter(before, now, facts.entries(), facts.sessions().collect(), except);
            for left in before.into_iter().flatten().filter(|it| !now.contains(&Some(*it))) {
                self.push(left, Item::Left(same));
            }
        }
    }

    fn replace_session(&mut self, id: SessionId, except: Option<EntryId>, state: &State) {
        for same in state.control.same_session_as(id) {
            let Some(facts) = state.sessions.get(&same) else { continue };
            let now = homes_of_session(same, state);
            let before = self.sessions.insert(same, now).unwrap_or_default();
            if now != before {
                self.enter(before, now, facts.entries(), BTreeSet::new(), except);
            }
        }
    }

    fn enter(
        &mut self,
        before: Homes,
        now: Homes,
        entries: Vec<EntryId>,
        sessions: BTreeSet<SessionId>,
        except: Option<EntryId>,
    ) {
        for village in now.into_iter().flatten().filter(|it| !before.contains(&Some(*it))) {
            for entry in entries.iter().filter(|entry| Some(**entry) != except) {
                self.push(village, Item::Entry(*entry));
            }
            for session in &sessions {
                self.invite(*session, village);
            }
        }
    }
}

fn homes_of_session(id: SessionId, state: &State) -> Homes {
    let village = |id: SessionId| state.sessions.get(&id)?.village(&state.control);
    let into = state.control.resolve_session(id);
    homes(village(id), if into == id { None } else { village(into) })
}

fn add_each(more: impl IntoIterator<Item = VillageId>, villages: &mut Vec<VillageId>) {
    for village in more {
        if !villages.contains(&village) {
            villages.push(village);
        }
    }
}

enum Place {
    Control,
    Villages,
    Nowhere,
}

fn place(body: &Body) -> Place {
    match body {
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
        | Body::SessionClosed(_) => Place::Villages,
        // Set aside; it says nothing to anybody.
        body if is_malformed(body) => Place::Nowhere,
        // A kind of a later version may concern any village: phones of that version
        // understand it.
        _ => Place::Control,
    }
}

/// Whether a body is of a kind that this version knows, with bytes that aren't.
#[must_use]
pub fn is_malformed(body: &Body) -> bool {
    match body {
        Body::Unknown { kind, payload } => {
            !matches!(Body::read(*kind, payload), Ok(Body::Unknown { .. }))
        }
        _ => false,
    }
}

/// What an entry about people and sessions says of where it belongs.
struct Told {
    /// Whose facts it is.
    holders: Vec<Subject>,
    /// Whose place it tells.
    placed: Option<Subject>,
    /// Whose day it has.
    session: Option<SessionId>,
}

impl Told {
    fn of(entry: &Entry) -> Self {
        use Subject::{Household, Resident, Session};
        let residents =
            |them: &[ResidentId]| them.iter().copied().map(Resident).collect::<Vec<_>>();
        let mut placed = None;
        let mut session = None;
        let holders = match &entry.body {
            Body::HouseholdAdded(_) => {
                placed = Some(Household(HouseholdId(entry.id)));
                vec![Household(HouseholdId(entry.id))]
            }
            Body::HouseholdChanged(it) => {
                placed = it.village.map(|_| Household(it.household));
                vec![Household(it.household)]
            }
            Body::HouseholdVisited(it) => {
                session = it.session;
                let mut holders = residents(&it.residents);
                holders.push(Household(it.household));
                holders
            }
            Body::ResidentAdded(_) => {
                placed = Some(Resident(ResidentId(entry.id)));
                vec![Resident(ResidentId(entry.id))]
            }
            Body::ResidentChanged(it) => {
                placed = it.household.map(|_| Resident(it.resident));
                vec![Resident(it.resident)]
            }
            Body::ConsentRecorded(it) => match it.resident {
                Some(resident) => vec![Resident(resident)],
                None => {
                    session = it.session;
                    vec![Household(it.household)]
                }
            },
            Body::AppointmentSet(it) => vec![Resident(it.resident)],
            Body::AppointmentKept(it) => vec![Resident(it.resident)],
            Body::QuickCheckDone(it) => vec![Resident(it.resident)],
            Body::DuplicateMarked(it) => vec![Resident(it.one), Resident(it.other)],
            Body::ErasureAsked(it) => vec![Resident(it.resident)],
            Body::Guided(it) => {
                session = it.session;
                residents(&it.residents)
            }
            Body::SessionOpened(_) => {
                placed = Some(Session(SessionId(entry.id)));
                vec![Session(SessionId(entry.id))]
            }
            Body::SessionChanged(it) => vec![Session(it.session)],
            Body::SessionJoined(it) => vec![Session(it.session)],
            Body::Attended(it) => {
                let mut holders = residents(&it.residents);
                holders.push(Session(it.session));
                holders
            }
            Body::HeadsCounted(it) => vec![Session(it.session)],
            Body::SessionClosed(it) => vec![Session(it.session)],
            _ => Vec::new(),
        };
        Self { holders, placed, session }
    }
}
