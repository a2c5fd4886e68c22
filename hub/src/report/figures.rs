//! The figures: pure counting over the prepared state. A record counts by its day alone
//! (that of its session, after the clock fix, in UTC+7); merged residents and sessions
//! count once; what was taken back or set aside does not count.

use std::collections::{BTreeMap, BTreeSet};

use camtay_journal::entry::{Segment, SessionKind, Status, VillageDefined};
use camtay_journal::fold::{Control, Settings};
use camtay_journal::ids::{EntryId, SessionId, VillageId};
use camtay_journal::vietnamese::{Day, format_day, sort_key};

use super::document::{Evidence, Rate, Supplement, text};
use super::index::{HouseLine, Index, Line, Meeting, Person, Short, Span};
use super::template::Figure;
use super::typed::TypedRows;
use super::words::{self, PackNames};
use camtay_content::Text;

/// What a report is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// First day of the period.
    pub from: Day,
    /// As-of date and last day of the period.
    pub as_of: Day,
    /// What the officer typed.
    pub typed: TypedRows,
}

impl Request {
    /// Whether a day lies in the period.
    #[must_use]
    pub fn covers(&self, day: Day) -> bool {
        self.from <= day && day <= self.as_of
    }
}

/// A counted figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted {
    /// The counts, each with the records behind it.
    pub counts: BTreeMap<&'static str, u64>,
    /// Ids of the residents, households, villages, volunteers or sessions behind a count.
    pub records: BTreeMap<&'static str, Vec<EntryId>>,
    /// The share, where it is one.
    pub rate: Option<Rate>,
    /// What keeps it from being one.
    pub lacks: Option<Text>,
    /// The evidence.
    pub evidence: Vec<Evidence>,
}

/// The ids behind a count. A report that is only looked at does without the list: that
/// is made when somebody opens a figure, or freezes it.
struct Ids {
    count: u64,
    listed: Option<Vec<EntryId>>,
}

impl Ids {
    fn push(&mut self, id: EntryId) {
        self.count += 1;
        if let Some(listed) = &mut self.listed {
            listed.push(id);
        }
    }

    /// In order, for [`Counted::records`].
    fn sorted(self) -> Vec<EntryId> {
        let mut listed = self.listed.unwrap_or_default();
        listed.sort_unstable();
        listed
    }
}

/// Something for each village. Neighbours come one after the other, so it is mostly the
/// same village as before.
struct ByVillage<T> {
    last: Option<(VillageId, T)>,
    others: BTreeMap<VillageId, T>,
}

impl<T: Default> ByVillage<T> {
    fn new() -> Self {
        Self { last: None, others: BTreeMap::new() }
    }

    fn of(&mut self, village: VillageId) -> &mut T {
        if self.last.as_ref().is_none_or(|(last, _)| *last != village) {
            self.others.extend(self.last.take());
            let known = self.others.remove(&village).unwrap_or_default();
            return &mut self.last.insert((village, known)).1;
        }
        &mut self.last.get_or_insert_with(|| (village, T::default())).1
    }

    fn all(mut self) -> BTreeMap<VillageId, T> {
        self.others.extend(self.last.take());
        self.others
    }
}

/// Everything that counting needs.
#[derive(Clone, Copy)]
pub struct Counting<'a> {
    /// The prepared state.
    pub index: &'a Index,
    /// Lists and settings.
    pub control: &'a Control,
    /// The settings in force.
    pub settings: &'a Settings,
    /// Names of skills and groups.
    pub names: &'a PackNames,
    /// What is asked.
    pub request: &'a Request,
    /// Whether the records behind each count are listed too.
    pub listing: bool,
}

/// How many weeks (Monday to Sunday) the days from `from` to `to` touch.
#[must_use]
pub fn weeks(from: Day, to: Day) -> u32 {
    if to < from {
        return 0;
    }
    u32::try_from(to.monday().days_since(from.monday()) / 7 + 1).unwrap_or(0)
}

/// Villages by the alphabet, word by word, and by number: 2 before 10.
fn village_order(name: &str) -> Vec<(u64, Vec<u8>)> {
    let words = name.split_whitespace();
    words.map(|word| (word.parse().unwrap_or(u64::MAX), sort_key(word))).collect()
}

impl<'a> Counting<'a> {
    fn ids(&self) -> Ids {
        Ids { count: 0, listed: self.listing.then(Vec::new) }
    }

    /// One figure.
    #[must_use]
    pub fn figure(&self, figure: Figure) -> Counted {
        let class = |meeting: &Meeting| meeting.kind == SessionKind::Class;
        match figure {
            Figure::Platforms => self.platforms(),
            Figure::PupilVolunteers => self.pupil_volunteers(),
            Figure::WorkerClasses => {
                self.sessions("classes", &[Segment::Workers, Segment::CooperativeOwners], class)
            }
            Figure::RegularVillages => self.regular_villages(),
            Figure::VillagesWithTeam => self.villages_with_team(),
            Figure::Reached => self.reached(),
            Figure::DisabilityClasses => {
                self.sessions("classes", &[Segment::PeopleWithDisabilities], class)
            }
            Figure::PoorAndMinoritySessions => {
                self.sessions("sessions", &[Segment::Poor, Segment::EthnicMinorities], |_| true)
            }
            Figure::AdultsPractised => {
                self.practised(|_| true, self.request.typed.population.as_ref())
            }
            Figure::WorkersPractised => {
                self.practised(|line| line.worker, self.request.typed.workers.as_ref())
            }
        }
    }

    /// The villages that exist on the as-of date, in the order of names.
    #[must_use]
    pub fn villages(&self) -> Vec<(VillageId, &'a VillageDefined)> {
        let as_of = self.request.as_of;
        let mut villages: Vec<_> = self
            .control
            .villages()
            .filter(|(_, it)| it.valid_from <= as_of && it.valid_to.is_none_or(|to| as_of <= to))
            .collect();
        villages.sort_by_cached_key(|(id, it)| (village_order(&it.name), *id));
        villages
    }

    /// A village with the commune's word for it.
    #[must_use]
    pub fn village_name(&self, id: VillageId) -> String {
        let name = self.control.village(id).map_or("?", |village| village.name.as_str());
        format!("{} {name}", self.settings.village_word)
    }

    /// Villages in the order of their names, whether they still exist or not.
    pub(super) fn in_order<T>(&self, by_village: BTreeMap<VillageId, T>) -> Vec<(VillageId, T)> {
        let mut list: Vec<_> = by_village.into_iter().collect();
        list.sort_by_cached_key(|(id, _)| {
            (self.control.village(*id).map(|village| village_order(&village.name)), *id)
        });
        list
    }

    /// The village in which a resident lived on the as-of date.
    pub(super) fn home(&self, person: &Person) -> Option<VillageId> {
        let as_of = self.request.as_of;
        let household = person.household.on(as_of)?;
        self.index.houses.get(&household)?.village.on(as_of)
    }

    /// A resident's status and village on the as-of date.
    fn status_and_home(&self, line: &Line) -> (Option<Status>, Option<VillageId>) {
        if let Some((status, village)) = line.settled {
            return (Some(status), village);
        }
        let Some(person) = self.index.people.get(&line.id) else { return (None, None) };
        (person.status.on(self.request.as_of), self.home(person))
    }

    /// A household's village on the as-of date.
    pub(super) fn village_of(&self, line: &HouseLine) -> Option<VillageId> {
        line.settled.or_else(|| self.index.houses.get(&line.id)?.village.on(self.request.as_of))
    }

    /// The first and last of some days that lie in the period. `span` are the first and
    /// last of all of them; `days` is asked only when these don't tell.
    pub(super) fn within<'d>(&self, span: Span, days: impl FnOnce() -> Option<&'d [Day]>) -> Span {
        let (first, last) = span?;
        let Request { from, as_of, .. } = *self.request;
        if from <= first && last <= as_of {
            return span;
        }
        if last < from || as_of < first {
            return None;
        }
        let covered = days()?.iter().copied().filter(|day| self.request.covers(*day));
        covered.fold(None, |span, day| {
            let (first, last) = span.unwrap_or((day, day));
            Some((first.min(day), last.max(day)))
        })
    }

    fn platforms(&self) -> Counted {
        let groups = self.names.groups();
        let mut people = vec![0_u64; groups.len()];
        let mut records = self.ids();
        // The skills of each group as bits; those that share a bit are looked at one by one.
        let mut bits = vec![0_u64; groups.len()];
        for (skill, at) in self.names.grouped_skills() {
            if let Some(bits) = bits.get_mut(at) {
                *bits |= Short::bit(skill);
            }
        }
        let mut mine = vec![false; groups.len()];
        for line in self.index.lines.iter() {
            let Some((first, last)) = line.short.days else { continue };
            if last < self.request.from || self.request.as_of < first {
                continue;
            }
            if self.request.covers(first) && self.request.covers(last) && !line.short.is_vague() {
                for (mine, bits) in mine.iter_mut().zip(&bits) {
                    *mine = line.short.skills & bits != 0;
                }
            } else if let Some(person) = self.index.people.get(&line.id) {
                self.groups_in_period(person, &mut mine);
            }
            for (people, mine) in people.iter_mut().zip(&mine) {
                *people += u64::from(*mine);
            }
            if mine.contains(&true) {
                records.push(line.id.0);
            }
        }
        let used = || groups.iter().zip(&people).filter(|(_, people)| **people > 0);
        let evidence = used().map(|(group, people)| {
            let n = words::number(*people);
            Evidence {
                text: text(
                    format!("{}: {} người thực hành", group.vi, n.vi),
                    format!("{}: {} people practised", group.en, n.en),
                ),
                ..Evidence::default()
            }
        });
        Counted {
            counts: [("groups", used().count() as u64)].into(),
            evidence: evidence.collect(),
            records: [("groups", records.sorted())].into(),
            ..Counted::default()
        }
    }

    /// The groups of which a resident practised a skill in the period.
    fn groups_in_period(&self, person: &Person, groups: &mut [bool]) {
        groups.fill(false);
        let first = person.practised.iter().map(|it| (it.skill, it.first));
        for (skill, day) in first.chain(person.again.iter().copied()) {
            if self.request.covers(day)
                && let Some(at) = self.names.group_of(skill)
                && let Some(mine) = groups.get_mut(at)
            {
                *mine = true;
            }
        }
    }

    fn pupil_volunteers(&self) -> Counted {
        use camtay_journal::entry::VolunteerKind::Pupil;
        let mut pupils = BTreeSet::new();
        let mut villages: BTreeMap<VillageId, BTreeSet<_>> = BTreeMap::new();
        for (id, _) in self.control.volunteers().filter(|(_, it)| it.kind == Pupil) {
            for (_, meeting) in self.held(self.index.lists.of(id)) {
                pupils.insert(id);
                villages.entry(meeting.village).or_default().insert(id);
            }
        }
        let evidence = self.in_order(villages).into_iter().map(|(id, here)| {
            let village = self.village_name(id);
            let n = here.len();
            Evidence {
                text: text(format!("{village}: {n} bạn"), format!("{village}: {n}")),
                village: Some(id),
                ..Evidence::default()
            }
        });
        Counted {
            counts: [("volunteers", pupils.len() as u64)].into(),
            evidence: evidence.collect(),
            records: [("volunteers", pupils.iter().map(|id| id.0).collect())].into(),
            ..Counted::default()
        }
    }

    /// Those of some sessions that were held in the period.
    fn held(
        &self,
        sessions: impl IntoIterator<Item = SessionId>,
    ) -> impl Iterator<Item = (SessionId, &'a Meeting)> {
        let (meetings, request) = (&self.index.meetings, self.request);
        let known = sessions.into_iter().filter_map(|id| Some((id, meetings.get(&id)?)));
        known.filter(|(_, meeting)| request.covers(meeting.day))
    }

    fn sessions(
        &self,
        name: &'static str,
        audience: &[Segment],
        wanted: impl Fn(&Meeting) -> bool,
    ) -> Counted {
        let aimed = self.held(self.index.lists.aimed_at(audience));
        let mut found: Vec<_> = aimed.filter(|(_, meeting)| wanted(meeting)).collect();
        found.sort_by_key(|(id, meeting)| (meeting.day, *id));
        let people = found.iter().map(|(_, meeting)| meeting.named + meeting.unnamed).sum();
        let records: Vec<_> = found.iter().map(|(id, _)| id.0).collect();
        Counted {
            counts: [(name, found.len() as u64), ("people", people)].into(),
            evidence: found.iter().map(|(id, meeting)| self.cited(*id, meeting)).collect(),
            records: [(name, records.clone()), ("people", records)].into(),
            ..Counted::default()
        }
    }

    /// A session as a line of evidence.
    pub(super) fn cited(&self, id: SessionId, meeting: &Meeting) -> Evidence {
        let kind = words::kind(meeting.kind);
        let village = self.village_name(meeting.village);
        let day = format_day(meeting.day);
        let where_to = [meeting.host.as_deref(), meeting.place.as_deref(), Some(village.as_str())];
        let where_to = where_to.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let all = meeting.named + meeting.unnamed;
        let (vi, en) = match meeting.unnamed {
            0 => (format!("{all} người"), format!("{all} people")),
            unnamed => (
                format!("{all} người, trong đó {unnamed} người không ghi tên"),
                format!("{all} people, {unnamed} of them without a name"),
            ),
        };
        Evidence {
            text: text(
                format!("{} tại {where_to}, ngày {day}: {vi}", kind.vi),
                format!("{} at {where_to}, {}: {en}", kind.en, meeting.day),
            ),
            village: Some(meeting.village),
            place: meeting.place.clone(),
            day: Some(meeting.day),
            session: Some(id),
        }
    }

    fn regular_villages(&self) -> Counted {
        let villages = self.villages();
        let mut lessons: BTreeMap<VillageId, BTreeSet<Day>> = BTreeMap::new();
        for (_, meeting) in self.held(self.index.lists.lessons()) {
            lessons.entry(meeting.village).or_default().insert(meeting.day.monday());
        }
        let mut regular = Vec::new();
        let mut evidence = Vec::new();
        for (id, village) in &villages {
            // A village that began within the period is judged by the weeks since.
            let weeks = weeks(self.request.from.max(village.valid_from), self.request.as_of);
            let held = lessons.get(id).map_or(0, BTreeSet::len) as u32;
            let share = u32::from(self.settings.weekly_lesson_share);
            let is_regular = held > 0 && 100 * held >= share * weeks;
            if is_regular {
                regular.push(id.0);
            }
            if held > 0 {
                let name = self.village_name(*id);
                let (vi, en) =
                    if is_regular { ("đạt", "regular") } else { ("chưa đều", "not yet") };
                evidence.push(Evidence {
                    text: text(
                        format!("{name}: có buổi học trong {held}/{weeks} tuần, {vi}"),
                        format!("{name}: lessons in {held} of {weeks} weeks, {en}"),
                    ),
                    village: Some(*id),
                    ..Evidence::default()
                });
            }
        }
        Counted {
            counts: [("villages", regular.len() as u64)].into(),
            rate: Some(Rate::of(regular.len() as u64, villages.len() as u64)),
            records: [("villages", regular)].into(),
            evidence,
            ..Counted::default()
        }
    }

    fn villages_with_team(&self) -> Counted {
        let as_of = self.request.as_of;
        let villages = self.villages();
        let mut members: BTreeMap<VillageId, Vec<(&str, usize)>> = BTreeMap::new();
        for (id, team) in self.control.teams() {
            let ended = team.ended.is_some_and(|ended| ended <= as_of);
            let people = self.control.members(id, as_of).count();
            if !ended && people > 0 {
                for village in &team.villages {
                    members.entry(*village).or_default().push((&team.name, people));
                }
            }
        }
        let mut with_team = Vec::new();
        let mut evidence = Vec::new();
        for (id, _) in &villages {
            let name = self.village_name(*id);
            let line = match members.get(id) {
                Some(teams) => {
                    with_team.push(id.0);
                    let list = |people: &str| {
                        let teams = teams.iter().map(|(team, n)| format!("{team} ({n} {people})"));
                        teams.collect::<Vec<_>>().join(", ")
                    };
                    text(
                        format!("{name}: {}", list("người")),
                        format!("{name}: {}", list("members")),
                    )
                }
                None => text(format!("{name}: chưa có tổ"), format!("{name}: no team")),
            };
            evidence.push(Evidence { text: line, village: Some(*id), ..Evidence::default() });
        }
        Counted {
            counts: [("villages", with_team.len() as u64)].into(),
            rate: Some(Rate::of(with_team.len() as u64, villages.len() as u64)),
            records: [("villages", with_team)].into(),
            evidence,
            ..Counted::default()
        }
    }

    fn reached(&self) -> Counted {
        #[derive(Default)]
        struct Here {
            residents: u64,
            households: u64,
            days: Option<(Day, Day)>,
        }
        let mut by_village: ByVillage<Here> = ByVillage::new();
        let mut residents = self.ids();
        for line in self.index.lines.iter() {
            let person = || self.index.people.get(&line.id).map(|it| it.visited.as_slice());
            if self.within(line.visited, person).is_none() {
                continue;
            }
            // A guest is no resident of this commune; the household counts all the same.
            let (status, village) = self.status_and_home(line);
            if status != Some(Status::Guest) {
                residents.push(line.id.0);
                if let Some(village) = village {
                    by_village.of(village).residents += 1;
                }
            }
        }
        let mut households = self.ids();
        for line in self.index.house_lines.iter() {
            let house = || self.index.houses.get(&line.id);
            let visited = self.within(line.visited, || house().map(|it| it.visited.as_slice()));
            let Some((first, last)) = visited else { continue };
            households.push(line.id.0);
            if let Some(village) = self.village_of(line) {
                let here = by_village.of(village);
                here.households += 1;
                let (from, to) = here.days.unwrap_or((first, last));
                here.days = Some((from.min(first), to.max(last)));
            }
        }
        let evidence = self.in_order(by_village.all()).into_iter().map(|(id, here)| {
            let name = self.village_name(id);
            let (residents, households) =
                (words::number(here.residents), words::number(here.households));
            let (vi, en) = here.days.map_or_else(Default::default, |(from, to)| {
                (
                    format!(", từ {} đến {}", format_day(from), format_day(to)),
                    format!(", {from} to {to}"),
                )
            });
            Evidence {
                text: text(
                    format!("{name}: {} người, {} hộ{vi}", residents.vi, households.vi),
                    format!("{name}: {} people, {} households{en}", residents.en, households.en),
                ),
                village: Some(id),
                day: here.days.map(|(_, last)| last),
                ..Evidence::default()
            }
        });
        Counted {
            counts: [("residents", residents.count), ("households", households.count)].into(),
            evidence: evidence.collect(),
            records: [("residents", residents.sorted()), ("households", households.sorted())]
                .into(),
            ..Counted::default()
        }
    }

    fn practised(
        &self,
        wanted: impl Fn(&Line) -> bool,
        population: Option<&Supplement>,
    ) -> Counted {
        let as_of = self.request.as_of;
        let skills = &self.settings.essential_skills;
        let mut residents = self.ids();
        let mut by_village: ByVillage<u64> = ByVillage::new();
        for line in self.index.lines.iter() {
            if line.essential.is_none_or(|day| day > as_of)
                || !wanted(line)
                || !line.is_adult(as_of)
            {
                continue;
            }
            let (status, village) = self.status_and_home(line);
            if status == Some(Status::Active) {
                residents.push(line.id.0);
                if let Some(village) = village {
                    *by_village.of(village) += 1;
                }
            }
        }
        let evidence = self.in_order(by_village.all()).into_iter().map(|(id, people)| {
            let name = self.village_name(id);
            let n = words::number(people);
            Evidence {
                text: text(format!("{name}: {} người", n.vi), format!("{name}: {} people", n.en)),
                village: Some(id),
                ..Evidence::default()
            }
        });
        let reached = residents.count;
        let lacks = if skills.is_empty() {
            Some(text("chưa chọn bộ kỹ năng thiết yếu", "no set of essential skills chosen"))
        } else if population.is_none() {
            Some(text("chưa nhập tổng số người", "total not entered"))
        } else {
            None
        };
        Counted {
            counts: [("residents", reached)].into(),
            rate: population
                .filter(|_| !skills.is_empty())
                .map(|population| Rate::of(reached, population.number)),
            lacks,
            evidence: evidence.collect(),
            records: [("residents", residents.sorted())].into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn villages_stand_by_the_alphabet_and_by_number() {
        let mut names = ["Trà Long", "10", "Ấp 12", "2", "Đông", "Ấp 3", "Suối Môn", "Dốc"];
        names.sort_by_key(|name| village_order(name));
        assert_eq!(names, ["2", "10", "Ấp 3", "Ấp 12", "Dốc", "Đông", "Suối Môn", "Trà Long"]);
    }
}
