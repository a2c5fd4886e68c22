//! Người dân: what was done, what is possible next, and who did what when.

use camtay_content::{Pack, Skill};
use camtay_journal::entry::{Body, Consent, Entry, Occupation, Outcome, PhoneKind, Reason, Status};
use camtay_journal::fold::{Days, How, Progress, ResidentView, SkillView};
use camtay_journal::ids::{ResidentId, SkillId};

use crate::error::CoreError;
use crate::phone::Phone;
use crate::shared::{self, StepOutcome};
use crate::store::{Reading, Table};

/// From this age on somebody is an older person.
const OLDER_AGE: i32 = 60;

/// How many skills are suggested.
const SUGGESTIONS: usize = 3;

/// The group of skills for which no phone of one's own is needed.
const NEEDS_NO_PHONE: &str = "safety";

/// Where a resident is with a skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum SkillState {
    /// Nothing yet.
    NotBegun,
    /// Some steps are done.
    Begun,
    /// To be gone on with another day.
    ComeBack,
    /// Stuck.
    Stuck {
        /// Why.
        reason: Reason,
    },
    /// The resident doesn't want to.
    Refused,
    /// Practised, every step alone.
    Alone,
    /// Practised, with help somewhere.
    Helped,
    /// Could do it before.
    Already,
}

/// A skill of the resident's list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct SkillLine {
    /// Its number.
    pub skill: u16,
    /// Its title.
    pub title: String,
    /// Where the resident is with it.
    pub state: SkillState,
    /// The day of the latest visit.
    pub day: Option<String>,
    /// How many visits there were.
    pub visits: u32,
    /// The day to come back that the latest visit set.
    pub come_back: Option<String>,
    /// Its guide is open on this phone.
    pub open: bool,
    /// Skills that come first and aren't practised yet, by number.
    pub first: Vec<u16>,
}

/// A platform group and its skills.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct SkillGroup {
    /// Its id; empty for skills without one.
    pub id: String,
    /// Its name; empty for skills without one.
    pub name: String,
    /// Its skills in the pack's order.
    pub skills: Vec<SkillLine>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Written down.
    Added,
    /// Particulars changed.
    Changed,
    /// Consent.
    Consent {
        /// The answer.
        answer: Consent,
    },
    /// Guided through a skill step by step.
    Guided {
        /// Which skill.
        skill: u16,
        /// Steps done alone, with help or before.
        done: u32,
        /// Steps of the skill.
        steps: u32,
        /// Where it got stuck.
        stuck: Option<Reason>,
        /// The short text of an "other" reason.
        note: Option<String>,
    },
    /// The whole skill at once.
    Whole {
        /// Which skill.
        skill: u16,
        /// What came of it.
        outcome: StepOutcome,
    },
    /// A day to come back was set.
    AppointmentSet {
        /// When.
        on: String,
    },
    /// The appointments were done with.
    AppointmentKept,
    /// Met at home.
    Visited,
    /// Present at a session, or (a correction) not.
    Attended {
        /// Was there.
        present: bool,
    },
    /// The before/after check; what it showed stands on its own page, by area.
    Checked {
        /// After guidance.
        after: bool,
    },
    /// Looks like another resident.
    DuplicateMarked,
    /// Asked to be erased.
    ErasureAsked,
}

/// A line of the history.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct HistoryLine {
    /// The entry.
    pub entry: String,
    /// What happened.
    pub event: Event,
    /// On which day.
    pub day: String,
    /// Who wrote it; `None` where this phone doesn't know.
    pub who: Option<String>,
    /// This phone wrote it: it can take it back.
    pub own: bool,
    /// It was taken back.
    pub taken_back: bool,
}

/// A resident's screen.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct ResidentPage {
    /// Their id.
    pub id: String,
    /// Full name; empty when erased.
    pub name: String,
    /// Birth year, where known.
    pub birth_year: Option<u16>,
    /// Sixty or older, as far as the year is known.
    pub older: bool,
    /// Phone number, ten digits.
    pub phone: Option<String>,
    /// Which phone they use.
    pub phone_kind: Option<PhoneKind>,
    /// The occupation group.
    pub occupation: Option<Occupation>,
    /// Life's status.
    pub status: Status,
    /// The household's id.
    pub household: String,
    /// The household's head.
    pub head: String,
    /// The village's name.
    pub village_name: String,
    /// The last answer about consent; `None` when nobody has asked.
    pub consent: Option<Consent>,
    /// The commune's list brought them.
    pub listed_by_hall: bool,
    /// The one that this resident was joined with, if they were.
    pub same_as: Option<String>,
    /// Others who may be the same person.
    pub duplicates: Vec<String>,
    /// They asked to be erased.
    pub erasure_asked: bool,
    /// The personal fields were erased.
    pub erased: bool,
    /// The next day to come back.
    pub come_back: Option<String>,
    /// What to do today, by number, best first.
    pub suggestions: Vec<u16>,
    /// Every skill by group.
    pub groups: Vec<SkillGroup>,
    /// What happened, the latest first.
    pub history: Vec<HistoryLine>,
}

impl Phone {
    /// A resident's screen, with the skills' words in `language`.
    ///
    /// # Errors
    /// [`CoreError::NotFound`]; [`CoreError::Locked`]; the store's.
    pub fn resident(&self, resident: &str, language: &str) -> Result<ResidentPage, CoreError> {
        let id: ResidentId = shared::id("resident", resident)?;
        let store = self.store()?;
        let pack = self.pack()?;
        let reading = store.reading()?;
        let view = reading.resident(id)?.ok_or(CoreError::NotFound("resident"))?;
        let open: Vec<SkillId> = store
            .drafts()?
            .into_iter()
            .filter(|draft| draft.resident == id)
            .map(|draft| draft.skill)
            .collect();
        let household = store.household_line(view.household)?;
        let today = self.today();
        Ok(ResidentPage {
            id: id.to_string(),
            name: view.part.name.clone().unwrap_or_default(),
            birth_year: view.part.birth_year,
            older: view
                .part
                .birth_year
                .is_some_and(|year| today.year() - i32::from(year) >= OLDER_AGE),
            phone: view.part.phone.clone(),
            phone_kind: view.phone_kind,
            occupation: view.occupation,
            status: view.status,
            household: view.household.to_string(),
            head: household.and_then(|row| row.name).unwrap_or_default(),
            village_name: view
                .village
                .map(|village| super::village_name(reading.control, village))
                .unwrap_or_default(),
            consent: view.consent,
            listed_by_hall: view.listed_by_hall,
            same_as: view.merged_into.map(|id| id.to_string()),
            duplicates: view.duplicates.iter().map(ToString::to_string).collect(),
            erasure_asked: view.erasure_asked,
            erased: view.erased,
            come_back: view.appointment.map(|(day, _)| day.to_string()),
            suggestions: suggestions(&pack, &view),
            groups: groups(&pack, &view, &open, language),
            history: history(&reading, id, store.own_device())?,
        })
    }
}

fn state_of(view: &SkillView) -> SkillState {
    match (view.best, view.progress()) {
        (Some(best), _) => match best.how {
            How::Alone => SkillState::Alone,
            How::Helped => SkillState::Helped,
            How::Already => SkillState::Already,
        },
        (None, Progress::ComeBack) => SkillState::ComeBack,
        (None, Progress::Stuck(reason)) => SkillState::Stuck { reason },
        (None, Progress::Refused) => SkillState::Refused,
        (None, Progress::Begun | Progress::Practised) => SkillState::Begun,
    }
}

fn practised(view: &ResidentView, skill: SkillId) -> bool {
    view.skills.iter().any(|known| known.skill == skill && known.best.is_some())
}

fn missing_first(pack: &Pack, view: &ResidentView, skill: &Skill) -> Vec<u16> {
    skill
        .prerequisites
        .iter()
        .filter_map(|slug| pack.skill_named(slug))
        .filter(|first| !practised(view, first.id))
        .map(|first| first.id.0)
        .collect()
}

fn line(pack: &Pack, view: &ResidentView, skill: &Skill, open: bool, language: &str) -> SkillLine {
    let known = view.skills.iter().find(|known| known.skill == skill.id);
    SkillLine {
        skill: skill.id.0,
        title: skill.title.in_language(language).to_owned(),
        state: known.map_or(SkillState::NotBegun, state_of),
        day: known.map(|known| known.day.to_string()),
        visits: known.map_or(0, |known| known.visits),
        come_back: known.and_then(|known| known.come_back).map(|day| day.to_string()),
        open,
        first: missing_first(pack, view, skill),
    }
}

/// The pack's groups that have skills, in its order; then the skills without a group.
fn groups(pack: &Pack, view: &ResidentView, open: &[SkillId], language: &str) -> Vec<SkillGroup> {
    let lines = |group: Option<&camtay_content::GroupId>| -> Vec<SkillLine> {
        pack.skills
            .iter()
            .filter(|skill| skill.group.as_ref() == group)
            .map(|skill| line(pack, view, skill, open.contains(&skill.id), language))
            .collect()
    };
    let mut groups: Vec<_> = pack
        .groups
        .iter()
        .map(|group| SkillGroup {
            id: group.id.to_string(),
            name: group.name.in_language(language).to_owned(),
            skills: lines(Some(&group.id)),
        })
        .collect();
    groups.push(SkillGroup { id: String::new(), name: String::new(), skills: lines(None) });
    groups.retain(|group| !group.skills.is_empty());
    groups
}

/// What to do today: first what was begun, then what comes next, of what is possible with
/// this resident's phone.
fn suggestions(pack: &Pack, view: &ResidentView) -> Vec<u16> {
    let has_phone = !matches!(view.phone_kind, Some(PhoneKind::Keypad | PhoneKind::None));
    let mut ranked: Vec<(u8, u16)> = pack
        .skills
        .iter()
        .filter(|skill| !practised(view, skill.id))
        .filter(|skill| {
            has_phone || skill.group.as_ref().is_some_and(|group| group.0 == NEEDS_NO_PHONE)
        })
        .filter(|skill| missing_first(pack, view, skill).is_empty())
        .filter_map(|skill| {
            let known = view.skills.iter().find(|known| known.skill == skill.id);
            let rank = match known.map(state_of) {
                Some(SkillState::ComeBack) => 0,
                Some(SkillState::Begun) => 1,
                Some(SkillState::Stuck { .. }) => 2,
                None => 3,
                Some(_) => return None,
            };
            Some((rank, skill.id.0))
        })
        .collect();
    ranked.sort_unstable();
    ranked.into_iter().take(SUGGESTIONS).map(|(_, skill)| skill).collect()
}

fn history(
    reading: &Reading<'_>,
    id: ResidentId,
    own: camtay_journal::ids::DeviceId,
) -> Result<Vec<HistoryLine>, CoreError> {
    let mut entries = Vec::new();
    for same in reading.control.same_as(id) {
        entries.extend(reading.entries_about(Table::Resident, same.0)?);
    }
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.stamp()));
    entries.dedup_by_key(|entry| entry.id);
    let mut lines = Vec::with_capacity(entries.len());
    for entry in &entries {
        let Some((event, session)) = event(entry) else { continue };
        let day = reading.day_in(entry.stamp(), session);
        lines.push(HistoryLine {
            entry: entry.id.to_string(),
            event,
            day: reading.answered(day)?.to_string(),
            who: super::holder_name(reading.control, entry.id.device, entry.id.seq),
            own: entry.id.device == own,
            taken_back: reading.control.is_taken_back(entry.id),
        });
    }
    Ok(lines)
}

fn event(entry: &Entry) -> Option<(Event, Option<camtay_journal::ids::SessionId>)> {
    let note = || entry.personal.part().and_then(|part| part.note.clone());
    Some(match &entry.body {
        Body::ResidentAdded(_) => (Event::Added, None),
        Body::ResidentChanged(_) => (Event::Changed, None),
        Body::ConsentRecorded(it) => (Event::Consent { answer: it.answer }, it.session),
        Body::Guided(it) => {
            let event = match it.whole {
                Some(outcome) => Event::Whole { skill: it.skill.0, outcome: outcome.into() },
                None => {
                    let outcomes = || it.steps.marks().iter().filter_map(|mark| mark.outcome());
                    let done = outcomes().filter(|outcome| {
                        matches!(outcome, Outcome::Alone | Outcome::Helped | Outcome::Already)
                    });
                    Event::Guided {
                        skill: it.skill.0,
                        done: done.count() as u32,
                        steps: it.steps.marks().len() as u32,
                        stuck: outcomes().find_map(|outcome| match outcome {
                            Outcome::Stuck(reason) => Some(reason),
                            _ => None,
                        }),
                        note: note(),
                    }
                }
            };
            (event, it.session)
        }
        Body::AppointmentSet(it) => (Event::AppointmentSet { on: it.on.to_string() }, None),
        Body::AppointmentKept(_) => (Event::AppointmentKept, None),
        Body::HouseholdVisited(it) => (Event::Visited, it.session),
        Body::Attended(it) => (Event::Attended { present: it.present }, Some(it.session)),
        Body::QuickCheckDone(it) => (Event::Checked { after: it.after }, None),
        Body::DuplicateMarked(_) => (Event::DuplicateMarked, None),
        Body::ErasureAsked(_) => (Event::ErasureAsked, None),
        _ => return None,
    })
}
