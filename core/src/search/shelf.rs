//! Names in Vietnamese order with their folded words side by side in one piece of memory.

use std::collections::{BTreeMap, HashMap};

use camtay_journal::vietnamese::{SearchTerms, given_name, sort_key};
use memchr::memmem::Finder;

use crate::store::Key;

/// What stands before a word of the given name.
const GIVEN: u8 = 1;

/// What stands before any other word.
const OTHER: u8 = b' ';

/// After so many changes the memory is laid out anew.
const MOST_RECENT: usize = 200;

/// So many lines with a word are looked at one by one without anybody noticing.
const RARE: u32 = 4_000;

/// Something that is found by its name.
pub(super) trait Named {
    /// The name.
    fn name(&self) -> &str;

    /// A number that it is found by too.
    fn digits(&self) -> Option<&str> {
        None
    }
}

/// Everything of one kind.
#[derive(Debug)]
pub(super) struct Shelf<T> {
    /// In order.
    items: Vec<Item<T>>,
    /// A line an item: each word after its mark.
    words: Vec<u8>,
    /// Where each line begins, and where the last ends.
    starts: Vec<u32>,
    /// How many words begin with these letters, for choosing the rarest of a query.
    beginnings: HashMap<[u8; 3], u32>,
    /// What changed since; stands before `items`.
    recent: BTreeMap<Key, Option<Item<T>>>,
}

#[derive(Debug, Clone)]
struct Item<T> {
    key: Key,
    sort: Vec<u8>,
    thing: T,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            words: Vec::new(),
            starts: vec![0],
            beginnings: HashMap::new(),
            recent: BTreeMap::new(),
        }
    }
}

impl<T: Named + Clone> Shelf<T> {
    /// Puts everything in order.
    pub(super) fn of(things: Vec<(Key, T)>) -> Self {
        let items = things.into_iter().map(|(key, thing)| Item::of(key, thing)).collect();
        Self::laid_out(items)
    }

    fn laid_out(mut items: Vec<Item<T>>) -> Self {
        items.sort_unstable_by(|a, b| (&a.sort, a.key).cmp(&(&b.sort, b.key)));
        let mut shelf = Self::default();
        for item in &items {
            push_words(&mut shelf.words, item.thing.name(), |word| {
                for length in 1..=word.len().min(3) {
                    *shelf.beginnings.entry(beginning(word, length)).or_default() += 1;
                }
            });
            shelf.starts.push(shelf.words.len() as u32);
        }
        shelf.items = items;
        shelf
    }

    /// Puts a thing in its place, or takes it away.
    pub(super) fn put(&mut self, key: Key, thing: Option<T>) {
        self.recent.insert(key, thing.map(|thing| Item::of(key, thing)));
        if self.recent.len() > MOST_RECENT {
            let recent = std::mem::take(&mut self.recent);
            let mut items = std::mem::take(&mut self.items);
            items.retain(|item| !recent.contains_key(&item.key));
            items.extend(recent.into_values().flatten());
            *self = Self::laid_out(items);
        }
    }

    /// Everything, in order.
    pub(super) fn in_order(&self) -> impl Iterator<Item = (Key, &T)> {
        let mut recent: Vec<_> = self.recent.values().flatten().collect();
        recent.sort_unstable_by(|a, b| (&a.sort, a.key).cmp(&(&b.sort, b.key)));
        let mut recent = recent.into_iter().peekable();
        let mut items =
            self.items.iter().filter(|item| !self.recent.contains_key(&item.key)).peekable();
        std::iter::from_fn(move || {
            let first = match (recent.peek(), items.peek()) {
                (Some(new), Some(old)) => (&new.sort, new.key) < (&old.sort, old.key),
                (new, _) => new.is_some(),
            };
            let next = if first { recent.next() } else { items.next() }?;
            Some((next.key, &next.thing))
        })
    }

    /// Those whose name has the words, at most `limit`: first those called so, then the
    /// others.
    pub(super) fn called<'a>(&'a self, terms: &'a SearchTerms, limit: usize) -> Vec<&'a T> {
        let words: Vec<&[u8]> = terms.words().map(str::as_bytes).collect();
        let mut found = Found { given: Vec::new(), other: Vec::new(), terms, words, limit };
        for item in self.recent.values().flatten() {
            let mut line = Vec::new();
            push_words(&mut line, item.thing.name(), |_| {});
            found.look_at(item, &line);
        }
        let rarest = terms.words().min_by_key(|word| self.count(word)).unwrap_or_default();
        if terms.words().count() > 1 && self.count(rarest) <= RARE {
            // Whoever has all words has this one, as a given name or as another.
            for mark in [GIVEN, OTHER] {
                self.look_for(mark, rarest, &mut found, |found| found.given.len() >= limit);
            }
            return found.in_order();
        }
        for word in terms.words() {
            self.look_for(GIVEN, word, &mut found, |found| found.given.len() >= limit);
        }
        // Whoever is called so is found by now.
        self.look_for(OTHER, rarest, &mut found, |found| {
            found.given.len() + found.other.len() >= limit
        });
        found.in_order()
    }

    /// Looks closely at every line that has a word beginning so after this mark, until it
    /// is enough.
    fn look_for<'a>(
        &'a self,
        mark: u8,
        word: &str,
        found: &mut Found<'a, T>,
        is_enough: impl Fn(&Found<'a, T>) -> bool,
    ) {
        let mut wanted = vec![mark];
        wanted.extend_from_slice(word.as_bytes());
        let finder = Finder::new(&wanted);
        let (mut at, mut from) = (0, 0);
        while !is_enough(found) {
            let rest = self.words.get(from..).unwrap_or_default();
            let Some(hit) = finder.find(rest) else { return };
            let hit = from + hit;
            // Lines are looked at in order, so this walks over all of them once at most.
            while self.starts.get(at + 1).is_some_and(|end| *end as usize <= hit) {
                at += 1;
            }
            let (Some(item), Some(start), Some(end)) =
                (self.items.get(at), self.starts.get(at), self.starts.get(at + 1))
            else {
                return;
            };
            let line = self.words.get(*start as usize..*end as usize).unwrap_or_default();
            if self.recent.is_empty() || !self.recent.contains_key(&item.key) {
                found.look_at(item, line);
            }
            from = *end as usize;
        }
    }

    /// Those with these digits in their number, in order, at most `limit`.
    pub(super) fn with_digits(&self, digits: &str, limit: usize) -> Vec<&T> {
        let finder = Finder::new(digits);
        self.in_order()
            .map(|(_, thing)| thing)
            .filter(|thing| {
                thing.digits().is_some_and(|number| finder.find(number.as_bytes()).is_some())
            })
            .take(limit)
            .collect()
    }

    /// How many words begin like this one, at most.
    fn count(&self, word: &str) -> u32 {
        let beginning = beginning(word, word.len().min(3));
        self.beginnings.get(&beginning).copied().unwrap_or(0)
    }
}

impl<T: Named> Item<T> {
    fn of(key: Key, thing: T) -> Self {
        Self { key, sort: sort_key(thing.name()), thing }
    }
}

/// What a query has found so far.
struct Found<'a, T> {
    given: Vec<&'a Item<T>>,
    other: Vec<&'a Item<T>>,
    terms: &'a SearchTerms,
    words: Vec<&'a [u8]>,
    limit: usize,
}

impl<'a, T> Found<'a, T> {
    fn look_at(&mut self, item: &'a Item<T>, line: &[u8]) {
        let mut called = false;
        for wanted in &self.words {
            let begins = words_of(line).filter(|(_, word)| word.starts_with(wanted));
            let mut any = false;
            for (mark, _) in begins {
                any = true;
                called |= mark == GIVEN;
            }
            if !any {
                return;
            }
        }
        // Two words of a query may not be the same word of a name.
        let all = self.words.len() < 2
            || std::str::from_utf8(line).is_ok_and(|line| self.terms.matches(line));
        let shelf = if called { &mut self.given } else { &mut self.other };
        if all && shelf.len() < self.limit && !shelf.iter().any(|known| known.key == item.key) {
            shelf.push(item);
        }
    }

    fn in_order(mut self) -> Vec<&'a T> {
        for shelf in [&mut self.given, &mut self.other] {
            shelf.sort_by(|a, b| (&a.sort, a.key).cmp(&(&b.sort, b.key)));
        }
        let all = self.given.into_iter().chain(self.other);
        all.take(self.limit).map(|item| &item.thing).collect()
    }
}

/// The words of a line, each with its mark.
fn words_of(line: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let (mark, word) = rest.split_first()?;
        let length = word.iter().position(|byte| *byte <= OTHER).unwrap_or(word.len());
        rest = word.get(length..)?;
        Some((*mark, word.get(..length)?))
    })
}

/// Writes the line of a name: each folded word after its mark.
fn push_words(line: &mut Vec<u8>, name: &str, mut each: impl FnMut(&str)) {
    let given = SearchTerms::parse(given_name(name));
    let mut given: Vec<&str> = given.words().collect();
    for word in SearchTerms::parse(name).words() {
        let is_given = given.iter().position(|known| *known == word);
        if let Some(at) = is_given {
            given.swap_remove(at);
        }
        line.push(if is_given.is_some() { GIVEN } else { OTHER });
        line.extend_from_slice(word.as_bytes());
        each(word);
    }
    line.push(b'\n');
}

/// The first letters of a word.
fn beginning(word: &str, length: usize) -> [u8; 3] {
    let mut first = [0; 3];
    for (to, from) in first.iter_mut().zip(word.bytes().take(length)) {
        *to = from;
    }
    first
}
