//! The fold against one that nobody could get wrong: sort all entries, loop.

use std::collections::{BTreeMap, BTreeSet};

use camtay_journal::entry::*;
use camtay_journal::fold::{Best, How};
use camtay_journal::ids::*;
use camtay_journal::vietnamese::Day;
use proptest::prelude::*;

use super::support::commune::{
    RESIDENT_COUNT, SESSION_COUNT, any_history, fold, hall, resident, session,
};
use super::support::views;

/// Entries in the total order.
struct Reference<'a>(Vec<&'a Entry>);

impl<'a> Reference<'a> {
    fn of(entries: &'a [Entry]) -> Self {
        let mut sorted: Vec<_> = entries.iter().collect();
        sorted.sort_by_key(|entry| (entry.at, entry.id.device, entry.id.seq));
        Self(sorted)
    }

    /// The last answer that any entry gives.
    fn last<T>(&self, word: impl Fn(&Entry) -> Option<T>) -> Option<T> {
        self.0.iter().filter_map(|entry| word(entry)).last()
    }

    fn by_hall<T>(&self, word: impl Fn(&Body) -> Option<T>) -> Option<T> {
        self.last(|entry| if entry.id.device == hall() { word(&entry.body) } else { None })
    }

    fn stands(&self, id: EntryId) -> bool {
        let revoked = self.by_hall(|body| match body {
            Body::DeviceRevoked(it) if it.device == id.device => Some(it.last_seq),
            _ => None,
        });
        let aside = self.by_hall(|body| match body {
            Body::EntrySetAside(it) if it.entry == id => Some(true),
            Body::EntryTakenUp(it) if it.entry == id => Some(false),
            _ => None,
        });
        revoked.is_none_or(|last| id.seq <= last) && aside != Some(true)
    }

    fn counts(&self, id: EntryId) -> bool {
        let taken = self.last(|entry| {
            let own = entry.id.device == id.device || entry.id.device == hall();
            match &entry.body {
                Body::TakenBack(it) if it.entry == id && own && self.stands(entry.id) => Some(true),
                Body::GivenBack(it) if it.entry == id && own && self.stands(entry.id) => {
                    Some(false)
                }
                _ => None,
            }
        });
        self.stands(id) && taken != Some(true)
    }

    fn counting(&self) -> impl Iterator<Item = &&'a Entry> {
        self.0.iter().filter(|entry| self.counts(entry.id))
    }

    fn day(&self, entry: &Entry, session: Option<SessionId>) -> Day {
        let opened = session.and_then(|session| {
            self.counting()
                .find(|entry| entry.id == session.0 && matches!(entry.body, Body::SessionOpened(_)))
        });
        let entry = opened.copied().unwrap_or(entry);
        let mut best: Option<(Seq, i64)> = None;
        for fix in &self.0 {
            if let Body::ClockFixed(it) = &fix.body
                && fix.id.device == hall()
                && it.device == entry.id.device
                && it.from_seq <= entry.id.seq
                && best.is_none_or(|(from, _)| it.from_seq >= from)
            {
                best = Some((it.from_seq, it.offset));
            }
        }
        Day::of_unix(entry.at.seconds() + best.map_or(0, |(_, offset)| offset))
    }

    /// Where a resident's line of merges ends.
    fn resolve(&self, start: ResidentId) -> ResidentId {
        let into = |id: ResidentId| {
            self.by_hall(|body| match body {
                Body::ResidentsMerged(it) if it.other == id => Some(Some(it.keep)),
                Body::ResidentsSeparated(it) if it.other == id => Some(None),
                _ => None,
            })
            .flatten()
        };
        let mut at = start;
        for _ in 0..20 {
            match into(at) {
                Some(next) => at = next,
                None => return at,
            }
        }
        // A ring: twenty more steps go round all of it.
        let mut ring = vec![at];
        for _ in 0..20 {
            at = into(at).unwrap();
            ring.push(at);
        }
        ring.into_iter().min().unwrap()
    }

    fn outcomes_that_count(&self) -> Outcomes {
        let set = self.by_hall(|body| match body {
            Body::SettingChanged(SettingChanged { setting: Setting::CountingOutcomes(set) }) => {
                Some(*set)
            }
            _ => None,
        });
        set.unwrap_or_default()
    }

    /// Whether there is such a resident.
    fn is_there(&self, id: ResidentId) -> bool {
        self.counting()
            .any(|entry| entry.id == id.0 && matches!(entry.body, Body::ResidentAdded(_)))
    }

    fn best(&self) -> BTreeMap<(ResidentId, SkillId), Best> {
        let counting = self.outcomes_that_count();
        let mut visits: BTreeMap<(ResidentId, SkillId), Vec<(Day, &Guided)>> = BTreeMap::new();
        for entry in self.counting() {
            let Body::Guided(it) = &entry.body else { continue };
            let people: BTreeSet<_> = it.residents.iter().map(|id| self.resolve(*id)).collect();
            for id in people.into_iter().filter(|id| self.is_there(*id)) {
                let day = self.day(entry, it.session);
                visits.entry((id, it.skill)).or_default().push((day, it));
            }
        }
        let mut all = BTreeMap::new();
        for (whose, visits) in visits {
            let days: BTreeSet<_> = visits.iter().map(|(day, _)| *day).collect();
            let first = days.into_iter().find(|day| {
                how(visits.iter().filter(|(on, _)| on <= day).map(|(_, it)| *it), counting)
                    .is_some()
            });
            let how = how(visits.iter().map(|(_, it)| *it), counting);
            if let (Some(first), Some(how)) = (first, how) {
                all.insert(whose, Best { first, how });
            }
        }
        all
    }

    fn unnamed(&self, session: SessionId) -> u32 {
        let counted = self.counting().filter_map(|entry| match &entry.body {
            Body::HeadsCounted(it) if it.session == session => Some(it.unnamed),
            _ => None,
        });
        counted.last().unwrap_or(0)
    }
}

/// The best way among all ways to choose one outcome for each step out of those that the
/// step ever had.
fn how<'a>(visits: impl Iterator<Item = &'a Guided>, counting: Outcomes) -> Option<How> {
    let mut lists: BTreeMap<(u32, usize), Vec<BTreeSet<Outcome>>> = BTreeMap::new();
    let mut found: BTreeSet<How> = BTreeSet::new();
    for it in visits {
        if let Some(whole) = it.whole {
            found.extend(judged(&[whole], counting));
            continue;
        }
        let marks = it.steps.marks();
        let steps = lists
            .entry((it.pack, marks.len()))
            .or_insert_with(|| vec![BTreeSet::new(); marks.len()]);
        for (step, mark) in steps.iter_mut().zip(marks) {
            step.extend(mark.outcome());
        }
    }
    for steps in lists.values() {
        let mut choices = vec![Vec::new()];
        for step in steps {
            let longer = |choice: &Vec<Outcome>| {
                let choice = choice.clone();
                step.iter().map(move |outcome| [&choice[..], &[*outcome]].concat())
            };
            choices = choices.iter().flat_map(longer).collect();
        }
        found.extend(choices.iter().filter_map(|choice| judged(choice, counting)));
    }
    found.first().copied()
}

fn judged(outcomes: &[Outcome], counting: Outcomes) -> Option<How> {
    let apply: Vec<_> = outcomes.iter().filter(|it| **it != Outcome::NotApplicable).collect();
    if apply.is_empty() || !apply.iter().all(|it| counting.count(**it)) {
        None
    } else if apply.contains(&&Outcome::Helped) {
        Some(How::Helped)
    } else if apply.contains(&&Outcome::Alone) {
        Some(How::Alone)
    } else {
        Some(How::Already)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn the_fold_finds_what_sorting_and_looping_finds(writers in any_history(60)) {
        let reference = Reference::of(&writers.entries);
        let state = fold(&writers.entries);
        for at in 0..RESIDENT_COUNT {
            prop_assert_eq!(reference.resolve(resident(at)), state.control.resolve(resident(at)));
            prop_assert_eq!(
                reference.is_there(resident(at)),
                state.resident(resident(at)).is_some()
            );
        }
        prop_assert_eq!(reference.best(), views::best(&state, None));
        for at in 0..SESSION_COUNT {
            if let Some(view) = state.session(session(at))
                && state.control.same_session_as(session(at)).len() == 1
            {
                prop_assert_eq!(reference.unnamed(session(at)), view.unnamed);
            }
        }
    }
}
