//! The list of entries that a row is folded from, kept in the row itself: three or four
//! bytes an entry, where an index of its own would cost twenty, and no second page to
//! write.

use camtay_journal::codec::{Reader, Writer};

use super::numbers::Key;
use crate::error::StoreError;

/// Keys in ascending order, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct About(Vec<Key>);

impl About {
    /// Reads the bytes of a row.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, StoreError> {
        let mut reader = Reader::new(bytes);
        let mut keys = Vec::new();
        let mut last = 0;
        while reader.remaining() > 0 {
            let step =
                i64::try_from(reader.varint()?).map_err(|_| StoreError::Malformed("about"))?;
            last = i64::checked_add(last, step).ok_or(StoreError::Malformed("about"))?;
            keys.push(last);
        }
        Ok(Self(keys))
    }

    /// The bytes for a row.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        let mut last = 0;
        for key in &self.0 {
            writer.varint((key - last) as u64);
            last = *key;
        }
        writer.into_vec()
    }

    /// Adds a key; whether it was new.
    pub(crate) fn insert(&mut self, key: Key) -> bool {
        match self.0.binary_search(&key) {
            Ok(_) => false,
            Err(at) => {
                self.0.insert(at, key);
                true
            }
        }
    }

    /// The keys.
    pub(crate) fn keys(&self) -> &[Key] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn comes_back_in_order_whatever_order_it_was_written_in(
            keys in prop::collection::vec(0..i64::MAX, 0..40),
        ) {
            let mut about = About::default();
            for key in &keys {
                about.insert(*key);
            }
            prop_assert_eq!(About::read(&about.bytes()).unwrap(), about.clone());
            let mut sorted = keys;
            sorted.sort_unstable();
            sorted.dedup();
            prop_assert_eq!(about.keys(), sorted);
        }
    }
}
