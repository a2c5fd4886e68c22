//! What every device knows: lists and decisions of the hall, corrections, clocks.
//! Small, and needed to read anything else.
//!
//! A list or decision of the hall stands until the hall writes another or the opposite
//! one; taking it back or setting it aside has no effect on it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::facts::Facts;
use super::merges::Merges;
use crate::author::{Author, may_write};
use crate::clock::Stamp;
use crate::entry::{
    Body, ClockFixed, DeviceEnrolled, Entry, Outcomes, PackPublished, PersonalPart, ReportFrozen,
    SetAsideReason, Setting, Subject, TeamDefined, VillageDefined, VolunteerDefined,
};
use crate::ids::{
    DeviceId, EntryId, ResidentId, Seq, SessionId, SkillId, TeamId, VillageId, VolunteerId,
};
use crate::vietnamese::Day;

/// A device as the hall's decisions leave it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceFacts {
    enrolled: Facts<DeviceEnrolled>,
    approved: bool,
    held: Facts<(VolunteerId, Seq)>,
    suspended: Facts<bool>,
    revoked: Facts<Seq>,
    villages: Facts<Vec<VillageId>>,
    clock: Facts<ClockFixed>,
}

/// Whether a phone may talk to the hall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DeviceStanding {
    /// It showed a code and waits for the officer.
    Pending,
    /// It may.
    Approved,
    /// Not for the time being.
    Suspended,
    /// Not any more.
    Revoked,
}

/// What became of an entry by corrections and decisions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Marks {
    taken_back: Facts<bool>,
    set_aside: Facts<Option<SetAsideReason>>,
}

impl Marks {
    fn aside(&self) -> Option<SetAsideReason> {
        *self.set_aside.all().next_back()?.1
    }
}

/// Settings in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Which outcomes count.
    pub counting: Outcomes,
    /// The skills of rows 3.3 and 3.5.
    pub essential_skills: Vec<SkillId>,
    /// Percent of weeks for a regular village (row 2.10).
    pub weekly_lesson_share: u8,
    /// Code and name of the commune.
    pub commune: (String, String),
    /// The word for village.
    pub village_word: String,
    /// The title of a team.
    pub team_title: String,
    /// Days without contact after which a phone forgets what it pulled.
    pub expiry_days: u16,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            counting: Outcomes::default(),
            essential_skills: Vec::new(),
            weekly_lesson_share: 75,
            commune: (String::new(), String::new()),
            village_word: "thôn".to_owned(),
            team_title: "Tổ công nghệ số cộng đồng".to_owned(),
            expiry_days: 45,
        }
    }
}

/// The hall's lists and decisions, corrections and clock fixes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Control {
    hall: DeviceId,
    villages: BTreeMap<VillageId, Facts<VillageDefined>>,
    teams: BTreeMap<TeamId, Facts<TeamDefined>>,
    members: BTreeMap<(TeamId, VolunteerId), Facts<(Day, bool)>>,
    pub(super) volunteers: BTreeMap<VolunteerId, Facts<VolunteerDefined>>,
    volunteer_names: BTreeMap<VolunteerId, Facts<PersonalPart>>,
    devices: BTreeMap<DeviceId, DeviceFacts>,
    marks: BTreeMap<EntryId, Marks>,
    resident_merges: Merges<ResidentId>,
    session_merges: Merges<SessionId>,
    pub(super) erased: BTreeSet<Subject>,
    packs: Facts<PackPublished>,
    reports: Facts<ReportFrozen>,
    settings: Facts<Setting>,
}

impl Control {
    /// Nothing known yet but who the hall is.
    #[must_use]
    pub fn new(hall: DeviceId) -> Self {
        Self {
            hall,
            villages: BTreeMap::new(),
            teams: BTreeMap::new(),
            members: BTreeMap::new(),
            volunteers: BTreeMap::new(),
            volunteer_names: BTreeMap::new(),
            devices: BTreeMap::new(),
            marks: BTreeMap::new(),
            resident_merges: Merges::default(),
            session_merges: Merges::default(),
            erased: BTreeSet::new(),
            packs: Facts::default(),
            reports: Facts::default(),
            settings: Facts::default(),
        }
    }

    /// The hall, by the device of its identity key.
    #[must_use]
    pub fn hall(&self) -> DeviceId {
        self.hall
    }

    /// Whose hand a device is.
    #[must_use]
    pub fn author(&self, device: DeviceId) -> Author {
        if device.is_of_hall(self.hall) { Author::Hall } else { Author::Phone }
    }

    /// Whether the writing device may write this at all.
    #[must_use]
    pub fn allows(&self, entry: &Entry) -> bool {
        may_write(self.author(entry.id.device), entry.id.device, &entry.body)
    }

    /// Takes in an entry; one of another kind, or one that its author may not write,
    /// changes nothing. Returns whether it was of these kinds.
    pub fn apply(&mut self, entry: &Entry) -> bool {
        if !self.allows(entry) {
            return false;
        }
        let stamp = entry.stamp();
        match &entry.body {
            Body::TakenBack(it) => {
                self.marks.entry(it.entry).or_default().taken_back.insert(stamp, true);
            }
            Body::GivenBack(it) => {
                self.marks.entry(it.entry).or_default().taken_back.insert(stamp, false);
            }
            Body::EntrySetAside(it) => {
                let marks = self.marks.entry(it.entry).or_default();
                marks.set_aside.insert(stamp, Some(it.reason));
            }
            Body::EntryTakenUp(it) => {
                self.marks.entry(it.entry).or_default().set_aside.insert(stamp, None);
            }
            Body::VillageDefined(it) => {
                let village = it.village.unwrap_or(VillageId(entry.id));
                self.villages.entry(village).or_default().insert(stamp, it.clone());
            }
            Body::TeamDefined(it) => {
                let team = it.team.unwrap_or(TeamId(entry.id));
                self.teams.entry(team).or_default().insert(stamp, it.clone());
            }
            Body::VolunteerDefined(it) => {
                let volunteer = it.volunteer.unwrap_or(VolunteerId(entry.id));
                self.volunteers.entry(volunteer).or_default().insert(stamp, it.clone());
                if let Some(part) = entry.personal.part()
                    && !self.is_erased(Subject::Volunteer(volunteer))
                {
                    let names = self.volunteer_names.entry(volunteer).or_default();
                    names.insert(stamp, part.clone());
                }
            }
            Body::TeamJoined(it) => {
                let facts = self.members.entry((it.team, it.volunteer)).or_default();
                facts.insert(stamp, (it.on, true));
            }
            Body::TeamLeft(it) => {
                let facts = self.members.entry((it.team, it.volunteer)).or_default();
                facts.insert(stamp, (it.on, false));
            }
            Body::DeviceEnrolled(it) => {
                let device = self.devices.entry(it.device).or_default();
                device.enrolled.insert(stamp, *it);
                device.held.insert(stamp, (it.volunteer, 0));
            }
            Body::DeviceApproved(it) => self.devices.entry(it.device).or_default().approved = true,
            Body::DeviceHeld(it) => {
                let device = self.devices.entry(it.device).or_default();
                device.held.insert(stamp, (it.volunteer, it.from_seq));
            }
            Body::DeviceSuspended(it) => {
                let device = self.devices.entry(it.device).or_default();
                device.suspended.insert(stamp, it.suspended);
            }
            Body::DeviceRevoked(it) => {
                let device = self.devices.entry(it.device).or_default();
                device.revoked.insert(stamp, it.last_seq);
            }
            Body::VillagesAssigned(it) => {
                let device = self.devices.entry(it.device).or_default();
                device.villages.insert(stamp, it.villages.clone());
            }
            Body::ResidentsMerged(it) => self.resident_merges.merge(stamp, it.keep, it.other),
            Body::ResidentsSeparated(it) => {
                self.resident_merges.separate(stamp, it.keep, it.other);
            }
            Body::SessionsMerged(it) => self.session_merges.merge(stamp, it.keep, it.other),
            Body::SessionsSeparated(it) => {
                self.session_merges.separate(stamp, it.keep, it.other);
            }
            Body::Erased(it) => {
                self.erased.insert(it.subject);
                if let Subject::Volunteer(volunteer) = it.subject {
                    self.volunteer_names.remove(&volunteer);
                }
            }
            Body::ClockFixed(it) => {
                self.devices.entry(it.device).or_default().clock.insert(stamp, *it);
            }
            Body::PackPublished(it) => self.packs.insert(stamp, *it),
            Body::ReportFrozen(it) => self.reports.insert(stamp, *it),
            Body::SettingChanged(it) => self.settings.insert(stamp, it.setting.clone()),
            _ => return false,
        }
        true
    }

    /// Whether the entry with this stamp counts: not taken back, not set aside, not
    /// written after its device was revoked.
    #[must_use]
    pub fn counts(&self, stamp: Stamp) -> bool {
        if self.is_after_revocation(stamp) {
            return false;
        }
        let marks = self.marks.get(&stamp.entry());
        marks.is_none_or(|marks| !self.takes_back(marks) && marks.aside().is_none())
    }

    fn is_after_revocation(&self, stamp: Stamp) -> bool {
        let device = self.devices.get(&stamp.device);
        let revoked = device.and_then(|device| device.revoked.all().next_back());
        revoked.is_some_and(|(_, last_seq)| stamp.seq > *last_seq)
    }

    /// A correction is itself undone only by its opposite, by being set aside, or by the
    /// revocation of the phone that wrote it: a stolen phone takes nothing back.
    fn takes_back(&self, marks: &Marks) -> bool {
        let mut words = marks.taken_back.all().rev();
        let stands = |stamp: Stamp| {
            !self.is_after_revocation(stamp) && self.set_aside(stamp.entry()).is_none()
        };
        words.find(|(stamp, _)| stands(*stamp)).is_some_and(|(_, taken)| *taken)
    }

    /// Every taking or giving back: which entry it is, and which entry it is about.
    pub fn corrections(&self) -> impl Iterator<Item = (EntryId, EntryId)> {
        self.marks.iter().flat_map(|(target, marks)| {
            marks.taken_back.entries().map(|correction| (correction, *target))
        })
    }

    /// Whether the entry was taken back.
    #[must_use]
    pub fn is_taken_back(&self, entry: EntryId) -> bool {
        self.marks.get(&entry).is_some_and(|marks| self.takes_back(marks))
    }

    /// Why the entry was set aside, if it was.
    #[must_use]
    pub fn set_aside(&self, entry: EntryId) -> Option<SetAsideReason> {
        self.marks.get(&entry)?.aside()
    }

    /// Every entry that is set aside now, and why.
    pub fn all_set_aside(&self) -> impl Iterator<Item = (EntryId, SetAsideReason)> {
        self.marks.iter().filter_map(|(entry, marks)| Some((*entry, marks.aside()?)))
    }

    /// How far `device`'s clock was off at `seq`: true time minus the device's, seconds.
    #[must_use]
    pub fn clock_offset(&self, device: DeviceId, seq: Seq) -> i64 {
        let Some(device) = self.devices.get(&device) else { return 0 };
        device
            .clock
            .all()
            .filter(|(_, fix)| fix.from_seq <= seq)
            .max_by_key(|(stamp, fix)| (fix.from_seq, *stamp))
            .map_or(0, |(_, fix)| fix.offset)
    }

    /// The day of a record: UTC+7, after the device's clock fix.
    #[must_use]
    pub fn day(&self, stamp: Stamp) -> Day {
        Day::of_unix(stamp.at.seconds().saturating_add(self.clock_offset(stamp.device, stamp.seq)))
    }

    /// The resident that this one was merged into, at the end of the line.
    #[must_use]
    pub fn resolve(&self, resident: ResidentId) -> ResidentId {
        self.resident_merges.resolve(resident)
    }

    /// The residents that were merged into this one, itself first.
    #[must_use]
    pub fn same_as(&self, resident: ResidentId) -> Vec<ResidentId> {
        self.resident_merges.same_as(resident)
    }

    /// Whether the hall said after `stamp` that these are two residents.
    #[must_use]
    pub fn separated_since(&self, stamp: Stamp, one: ResidentId, other: ResidentId) -> bool {
        let merges = &self.resident_merges;
        merges.separated_since(stamp, one, other)
            || merges.separated_since(stamp, merges.resolve(one), merges.resolve(other))
    }

    /// The session that this one was merged into, at the end of the line.
    #[must_use]
    pub fn resolve_session(&self, session: SessionId) -> SessionId {
        self.session_merges.resolve(session)
    }

    /// The sessions that were merged into this one, itself first.
    #[must_use]
    pub fn same_session_as(&self, session: SessionId) -> Vec<SessionId> {
        self.session_merges.same_as(session)
    }

    /// Every village with its particulars.
    pub fn villages(&self) -> impl Iterator<Item = (VillageId, &VillageDefined)> {
        self.villages.iter().filter_map(|(id, facts)| Some((*id, facts.all().next_back()?.1)))
    }

    /// One village.
    #[must_use]
    pub fn village(&self, village: VillageId) -> Option<&VillageDefined> {
        Some(self.villages.get(&village)?.all().next_back()?.1)
    }

    /// Every team with its particulars.
    pub fn teams(&self) -> impl Iterator<Item = (TeamId, &TeamDefined)> {
        self.teams.iter().filter_map(|(id, facts)| Some((*id, facts.all().next_back()?.1)))
    }

    /// Every volunteer with their particulars.
    pub fn volunteers(&self) -> impl Iterator<Item = (VolunteerId, &VolunteerDefined)> {
        self.volunteers.iter().filter_map(|(id, facts)| Some((*id, facts.all().next_back()?.1)))
    }

    /// One volunteer.
    #[must_use]
    pub fn volunteer(&self, volunteer: VolunteerId) -> Option<&VolunteerDefined> {
        Some(self.volunteers.get(&volunteer)?.all().next_back()?.1)
    }

    /// A volunteer's name and phone, as far as they are known.
    #[must_use]
    pub fn volunteer_part(&self, volunteer: VolunteerId) -> PersonalPart {
        let facts = self.volunteer_names.get(&volunteer);
        facts.map(|facts| super::person::merged(facts, self)).unwrap_or_default()
    }

    /// The volunteers who belong to a team on a day.
    pub fn members(&self, team: TeamId, on: Day) -> impl Iterator<Item = VolunteerId> {
        self.members.iter().filter_map(move |((of, volunteer), facts)| {
            let last = facts
                .all()
                .filter(|(_, (day, _))| *day <= on)
                .max_by_key(|(stamp, (day, _))| (*day, *stamp))?;
            (*of == team && last.1.1).then_some(*volunteer)
        })
    }

    /// Every device that ever enrolled.
    pub fn devices(&self) -> impl Iterator<Item = DeviceId> {
        self.devices.iter().filter(|(_, device)| !device.enrolled.is_empty()).map(|(id, _)| *id)
    }

    /// A device's enrolment: its key and whose code it showed.
    #[must_use]
    pub fn enrolment(&self, device: DeviceId) -> Option<&DeviceEnrolled> {
        Some(self.devices.get(&device)?.enrolled.all().next_back()?.1)
    }

    /// Where a device stands; `None` when it never enrolled.
    #[must_use]
    pub fn standing(&self, device: DeviceId) -> Option<DeviceStanding> {
        let device = self.devices.get(&device)?;
        device.enrolled.all().next_back()?;
        Some(if !device.revoked.is_empty() {
            DeviceStanding::Revoked
        } else if device.suspended.all().next_back().is_some_and(|(_, suspended)| *suspended) {
            DeviceStanding::Suspended
        } else if device.approved {
            DeviceStanding::Approved
        } else {
            DeviceStanding::Pending
        })
    }

    /// The last entry that counts of a device that is revoked.
    #[must_use]
    pub fn revoked_after(&self, device: DeviceId) -> Option<Seq> {
        Some(*self.devices.get(&device)?.revoked.all().next_back()?.1)
    }

    /// Who held a device when it wrote its entry `seq`.
    #[must_use]
    pub fn holder(&self, device: DeviceId, seq: Seq) -> Option<VolunteerId> {
        let device = self.devices.get(&device)?;
        device
            .held
            .all()
            .filter(|(_, (_, from))| *from <= seq)
            .max_by_key(|(stamp, (_, from))| (*from, *stamp))
            .map(|(_, (volunteer, _))| *volunteer)
    }

    /// The villages that a device carries.
    #[must_use]
    pub fn assigned(&self, device: DeviceId) -> &[VillageId] {
        self.devices
            .get(&device)
            .and_then(|device| device.villages.all().next_back())
            .map_or(&[], |(_, villages)| villages.as_slice())
    }

    /// The pack to use.
    #[must_use]
    pub fn pack(&self) -> Option<&PackPublished> {
        self.packs.all().next_back().map(|(_, pack)| pack)
    }

    /// Every pack that was ever published, the one to use first.
    pub fn packs(&self) -> impl Iterator<Item = (Stamp, &PackPublished)> {
        self.packs.all().rev()
    }

    /// Every frozen report, in order.
    pub fn reports(&self) -> impl Iterator<Item = (Stamp, &ReportFrozen)> {
        self.reports.all()
    }

    /// Which outcomes count.
    #[must_use]
    pub fn counting(&self) -> Outcomes {
        let mut settings = self.settings.all().rev().map(|(_, setting)| setting);
        settings
            .find_map(|setting| match setting {
                Setting::CountingOutcomes(outcomes) => Some(*outcomes),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// The settings in force.
    #[must_use]
    pub fn settings(&self) -> Settings {
        let mut settings = Settings::default();
        for (_, setting) in self.settings.all() {
            match setting.clone() {
                Setting::CountingOutcomes(outcomes) => settings.counting = outcomes,
                Setting::EssentialSkills(skills) => settings.essential_skills = skills,
                Setting::WeeklyLessonShare(share) => settings.weekly_lesson_share = share,
                Setting::Commune { code, name } => settings.commune = (code, name),
                Setting::VillageWord(word) => settings.village_word = word,
                Setting::TeamTitle(title) => settings.team_title = title,
                Setting::PulledDataExpires(days) => settings.expiry_days = days,
            }
        }
        settings
    }
}
