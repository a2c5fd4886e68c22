//! Finding people and households by what somebody remembers of them: words of the name in
//! any order and without marks, digits of the phone number, the household's head.
//!
//! Names are read from the encrypted store once, into one sorted list of folded words in
//! memory, and dropped with the store. A keystroke then scans a megabyte or two and asks the
//! database nothing; an index inside it would cost more bytes a resident than everything
//! else, and keep the names of the erased until it is rewritten.

mod shelf;

use std::collections::HashMap;

use camtay_journal::fold::Control;
use camtay_journal::ids::{HouseholdId, ResidentId, VillageId};
use camtay_journal::vietnamese::SearchTerms;

use crate::error::CoreError;
use crate::read_models::{FoundHousehold, FoundResident, SearchPage};
use crate::store::{Changed, HouseholdRow, Key, ResidentRow, ResidentState, Store};
use shelf::{Named, Shelf};

/// So many digits at least are a phone number and not a slip of the finger.
const DIGITS: usize = 3;

/// The names in memory.
#[derive(Debug, Default)]
pub(crate) struct SearchIndex {
    learned: bool,
    people: Shelf<Person>,
    heads: Shelf<Home>,
    homes: HashMap<Key, VillageId>,
    head_names: HashMap<Key, String>,
}

#[derive(Debug, Clone)]
struct Person {
    id: ResidentId,
    name: String,
    birth_year: Option<u16>,
    phone: Option<String>,
    household: Option<(Key, HouseholdId)>,
}

#[derive(Debug, Clone)]
struct Home {
    id: HouseholdId,
    head: String,
    place: Option<String>,
    village: Option<VillageId>,
}

impl Named for Person {
    fn name(&self) -> &str {
        &self.name
    }

    fn digits(&self) -> Option<&str> {
        self.phone.as_deref()
    }
}

impl Named for Home {
    fn name(&self) -> &str {
        &self.head
    }
}

impl SearchIndex {
    /// Learns what the store has: everything the first time, then what changed.
    pub(crate) fn learn(&mut self, store: &mut Store) -> Result<(), CoreError> {
        let changed = store.take_changed();
        if !self.learned || changed.contains(&Changed::Everything) {
            let (households, residents) = store.everybody()?;
            *self = Self { learned: true, ..Self::default() };
            let homes: Vec<_> =
                households.into_iter().map(|row| (row.key, self.home(row))).collect();
            self.heads = Shelf::of(homes);
            let people = residents
                .into_iter()
                .filter(|row| row.state != ResidentState::Out)
                .map(|row| Ok((row.key, person(row, store)?)))
                .collect::<Result<_, CoreError>>()?;
            self.people = Shelf::of(people);
            return Ok(());
        }
        for changed in changed {
            match changed {
                Changed::Household(key) => {
                    let home = store.household_by_key(key)?.map(|row| self.home(row));
                    self.heads.put(key, home);
                }
                Changed::Resident(key) => {
                    let row = store.resident_by_key(key)?;
                    let row = row.filter(|row| row.state != ResidentState::Out);
                    let person = row.map(|row| person(row, store)).transpose()?;
                    self.people.put(key, person);
                }
                Changed::Everything => {}
            }
        }
        Ok(())
    }

    fn home(&mut self, row: HouseholdRow) -> Home {
        match row.village {
            Some(village) => self.homes.insert(row.key, village),
            None => self.homes.remove(&row.key),
        };
        let head = row.name.unwrap_or_default();
        self.head_names.insert(row.key, head.clone());
        Home { id: row.id, head, place: row.place, village: row.village }
    }

    /// The people of a village after one of them, by given name: key and head's name.
    pub(crate) fn people(
        &self,
        village: VillageId,
        after: Option<ResidentId>,
        limit: usize,
    ) -> Vec<(Key, String)> {
        let here = |person: &Person| {
            person.household.is_some_and(|(key, _)| self.homes.get(&key) == Some(&village))
        };
        let mut past = after.is_none();
        self.people
            .in_order()
            .filter(|(_, person)| {
                let was_past = past;
                past |= Some(person.id) == after;
                was_past
            })
            .filter(|(_, person)| here(person))
            .take(limit)
            .map(|(key, person)| (key, self.head_of(person)))
            .collect()
    }

    fn head_of(&self, person: &Person) -> String {
        let head = person.household.and_then(|(key, _)| self.head_names.get(&key));
        head.cloned().unwrap_or_default()
    }

    /// What a query finds.
    pub(crate) fn find(
        &self,
        query: &str,
        limit: usize,
        control: &Control,
    ) -> Result<SearchPage, CoreError> {
        let village_name = |village: Option<VillageId>| {
            let village = village.and_then(|village| control.village(village));
            village.map(|village| village.name.clone()).unwrap_or_default()
        };
        let (mut people, mut homes) = (Vec::new(), Vec::new());
        let terms = SearchTerms::parse(query);
        if let Some(digits) = phone_digits(query) {
            people = self.people.with_digits(&digits, limit + 1);
        } else if !terms.is_empty() {
            people = self.people.called(&terms, limit + 1);
            homes = self.heads.called(&terms, limit + 1);
        }
        let more = people.len() > limit || homes.len() > limit;
        let residents = people.into_iter().take(limit).map(|person| {
            let village = person.household.and_then(|(key, _)| self.homes.get(&key).copied());
            FoundResident {
                id: person.id.to_string(),
                name: person.name.clone(),
                birth_year: person.birth_year,
                household: person.household.map(|(_, id)| id.to_string()),
                head: self.head_of(person),
                village_name: village_name(village),
            }
        });
        let households = homes.into_iter().take(limit).map(|home| FoundHousehold {
            id: home.id.to_string(),
            head: home.head.clone(),
            place: home.place.clone(),
            village_name: village_name(home.village),
        });
        Ok(SearchPage { residents: residents.collect(), households: households.collect(), more })
    }
}

fn person(row: ResidentRow, store: &Store) -> Result<Person, CoreError> {
    let household = match row.household {
        Some(id) => store.key_of(id.0).map(|key| (key, id)),
        None => None,
    };
    Ok(Person {
        id: row.id,
        name: row.name.unwrap_or_default(),
        birth_year: row.birth_year,
        phone: row.phone,
        household,
    })
}

/// The digits of a query that is a piece of a phone number, in the form in which numbers
/// are kept.
fn phone_digits(query: &str) -> Option<String> {
    let other = |letter: char| !letter.is_ascii_digit() && !" .+-".contains(letter);
    if query.chars().any(other) {
        return None;
    }
    let digits: String = query.chars().filter(char::is_ascii_digit).collect();
    if digits.len() < DIGITS {
        return None;
    }
    let from_abroad = query.trim_start().strip_prefix('+').map(|_| "84").or(Some("0084"));
    match from_abroad.and_then(|prefix| digits.strip_prefix(prefix)) {
        Some(rest) => Some(format!("0{rest}")),
        None => Some(digits),
    }
}
