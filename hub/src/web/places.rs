//! So many places for each: whoever has them all gets no more until one is left.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Who has how many places.
#[derive(Debug)]
pub struct Places<K> {
    each: usize,
    taken: Arc<Mutex<HashMap<K, usize>>>,
}

/// A place; it is left when this is dropped.
#[derive(Debug)]
pub struct Place<K: Eq + Hash> {
    of: K,
    taken: Arc<Mutex<HashMap<K, usize>>>,
}

fn locked<K>(taken: &Mutex<HashMap<K, usize>>) -> MutexGuard<'_, HashMap<K, usize>> {
    taken.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<K: Eq + Hash + Copy> Places<K> {
    /// Nobody has one yet.
    #[must_use]
    pub fn new(each: usize) -> Self {
        Self { each, taken: Arc::default() }
    }

    /// Takes a place; `None` when `of` has all that it may have.
    #[must_use]
    pub fn take(&self, of: K) -> Option<Place<K>> {
        let mut taken = locked(&self.taken);
        let has = taken.entry(of).or_default();
        if *has >= self.each {
            return None;
        }
        *has += 1;
        Some(Place { of, taken: Arc::clone(&self.taken) })
    }
}

impl<K: Eq + Hash> Drop for Place<K> {
    fn drop(&mut self) {
        let mut taken = locked(&self.taken);
        if let Some(has) = taken.get_mut(&self.of) {
            *has -= 1;
            if *has == 0 {
                taken.remove(&self.of);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_is_left_can_be_taken_again_and_nothing_is_remembered() {
        let places = Places::new(2);
        let (one, two) = (places.take('a').unwrap(), places.take('a').unwrap());
        assert!(places.take('a').is_none());
        let other = places.take('b').unwrap();
        drop(one);
        let again = places.take('a').unwrap();
        assert!(places.take('a').is_none());
        drop((two, other, again));
        assert!(locked(&places.taken).is_empty());
    }
}
