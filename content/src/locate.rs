//! Where something stands in a TOML file, and what nobody understood there.

use std::collections::BTreeMap;

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Where every place (`steps[2].say.vi`) of a file begins.
#[derive(Debug, Default, Clone)]
pub(crate) struct Lines {
    starts: BTreeMap<String, usize>,
    breaks: Vec<usize>,
}

impl Lines {
    /// Reads the places of a parsed file.
    pub(crate) fn of(table: &DeTable<'_>, text: &str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at).collect();
        let mut lines = Self { starts: BTreeMap::new(), breaks };
        lines.add_table(table, "");
        lines
    }

    fn add_table(&mut self, table: &DeTable<'_>, place: &str) {
        for (key, value) in table {
            let place = child(place, key.get_ref());
            self.add_value(value, &place);
            self.starts.insert(place, key.span().start);
        }
    }

    fn add_value(&mut self, value: &Spanned<DeValue<'_>>, place: &str) {
        match value.get_ref() {
            DeValue::Table(table) => self.add_table(table, place),
            DeValue::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    let place = element(place, at);
                    self.add_value(item, &place);
                    self.starts.insert(place, item.span().start);
                }
            }
            _ => {}
        }
    }

    /// The line, from 1, of `place`, or of the nearest thing around it that stands in
    /// the file.
    pub(crate) fn line(&self, place: &str) -> Option<u32> {
        let mut place = place;
        loop {
            if let Some(start) = self.starts.get(place) {
                let line = self.breaks.partition_point(|at| at < start) + 1;
                return u32::try_from(line).ok();
            }
            place = &place[..place.rfind(['.', '['])?];
        }
    }
}

/// `steps[2]` and `say` → `steps[2].say`.
pub(crate) fn child(place: &str, key: &str) -> String {
    if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") }
}

/// `steps` and 2 → `steps[2]`.
pub(crate) fn element(place: &str, at: usize) -> String {
    format!("{place}[{at}]")
}

/// The line, from 1, of a byte.
pub(crate) fn line_at(text: &str, byte: usize) -> u32 {
    let before = text.as_bytes().get(..byte).unwrap_or(text.as_bytes());
    let breaks = before.iter().filter(|&&byte| byte == b'\n').count();
    u32::try_from(breaks + 1).unwrap_or(u32::MAX)
}

/// The places of `table` that `understood` (what was read, written out again) lacks:
/// keys that nothing reads, most often typing mistakes.
pub(crate) fn not_understood(table: &DeTable<'_>, understood: &Value) -> Vec<String> {
    let mut places = Vec::new();
    compare_table(table, understood, "", &mut places);
    places
}

fn compare_table(table: &DeTable<'_>, understood: &Value, place: &str, places: &mut Vec<String>) {
    for (key, value) in table {
        let place = child(place, key.get_ref());
        match understood.get(key.get_ref().as_ref()) {
            Some(understood) => compare_value(value, understood, &place, places),
            None => places.push(place),
        }
    }
}

fn compare_value(
    value: &Spanned<DeValue<'_>>,
    understood: &Value,
    place: &str,
    places: &mut Vec<String>,
) {
    match value.get_ref() {
        DeValue::Table(table) => compare_table(table, understood, place, places),
        DeValue::Array(items) => {
            for (at, (item, understood)) in
                items.iter().zip(understood.as_array().into_iter().flatten()).enumerate()
            {
                compare_value(item, understood, &element(place, at), places);
            }
        }
        _ => {}
    }
}
