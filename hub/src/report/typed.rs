//! What the officer types: rows that no record tells, the population, supplements. One
//! JSON file, kept for the next report; a later file replaces what it names.

use std::collections::BTreeMap;

use camtay_journal::ids::SessionId;
use camtay_journal::vietnamese::find_id_number;
use serde::{Deserialize, Serialize};

use super::document::Supplement;

/// The name of the file's form.
const SCHEMA: &str = "camtay/typed-rows/1";

/// A row as the officer types it. All optional.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedRow {
    /// The result in words ("Có").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    /// A number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
    /// A share: its numerator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numerator: Option<u64>,
    /// A share: its denominator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denominator: Option<u64>,
    /// Lines of evidence: documents, links, names of offices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// Sessions to cite as evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<SessionId>,
    /// "Không thuộc thẩm quyền địa phương".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub outside_authority: bool,
    /// What comes from elsewhere, shown beside a counted figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplement: Option<Supplement>,
}

/// Everything that the officer typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedRows {
    /// `camtay/typed-rows/1`.
    pub schema: String,
    /// How many adults live in the commune (row 3.3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<Supplement>,
    /// How many workers of companies and cooperatives (row 3.5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workers: Option<Supplement>,
    /// Rows by their number. `null` takes a kept row away.
    #[serde(default)]
    pub rows: BTreeMap<String, Option<TypedRow>>,
}

impl Default for TypedRows {
    fn default() -> Self {
        Self { schema: SCHEMA.to_owned(), population: None, workers: None, rows: BTreeMap::new() }
    }
}

/// A file of typed rows can't be used.
#[derive(Debug, thiserror::Error)]
pub enum TypedError {
    /// Not such a file.
    #[error("the typed rows are not understood: {0}")]
    NotUnderstood(#[from] serde_json::Error),
    /// Another form.
    #[error("the typed rows have another form than \"{SCHEMA}\": write this as \"schema\"")]
    OtherSchema,
    /// A numerator without a denominator, or the other way round.
    #[error("row {0} has only one of numerator and denominator: write both")]
    HalfAShare(String),
    /// What looks like an ID number.
    #[error("row {0} holds what looks like the number of an identity paper or account: delete it")]
    IdNumber(String),
}

impl TypedRows {
    /// Reads and checks a file.
    ///
    /// # Errors
    /// [`TypedError`].
    pub fn read(json: &[u8]) -> Result<Self, TypedError> {
        let json = json.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(json);
        let typed: Self = serde_json::from_slice(json)?;
        if typed.schema != SCHEMA {
            return Err(TypedError::OtherSchema);
        }
        for (source, row) in [(&typed.population, "population"), (&typed.workers, "workers")] {
            if source.as_ref().is_some_and(|it| holds_id_number(&it.source)) {
                return Err(TypedError::IdNumber(row.to_owned()));
            }
        }
        for (number, row) in &typed.rows {
            let Some(row) = row else { continue };
            if row.numerator.is_some() != row.denominator.is_some() {
                return Err(TypedError::HalfAShare(number.clone()));
            }
            let source = row.supplement.as_ref().map(|it| &it.source);
            if row.evidence.iter().chain(&row.result).chain(source).any(|it| holds_id_number(it)) {
                return Err(TypedError::IdNumber(number.clone()));
            }
        }
        Ok(typed)
    }

    /// What was kept, with what a later file says instead.
    #[must_use]
    pub fn replaced_by(mut self, later: Self) -> Self {
        self.population = later.population.or(self.population);
        self.workers = later.workers.or(self.workers);
        self.rows.extend(later.rows);
        self.rows.retain(|_, row| row.is_some());
        self
    }

    /// A row, where the officer typed it.
    #[must_use]
    pub fn row(&self, number: &str) -> Option<&TypedRow> {
        self.rows.get(number)?.as_ref()
    }
}

/// Links may hold long numbers, so they aren't looked at.
fn holds_id_number(text: &str) -> bool {
    let is_link = |word: &&str| word.contains("://");
    find_id_number(
        &text.split_whitespace().filter(|word| !is_link(word)).collect::<Vec<_>>().join(" "),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rest: &str) -> Result<TypedRows, TypedError> {
        TypedRows::read(format!("{{\"schema\":\"{SCHEMA}\",{rest}}}").as_bytes())
    }

    #[test]
    fn a_later_file_replaces_the_rows_it_names_and_null_takes_one_away() {
        let kept = read(r#""rows":{"1.1":{"result":"Có"},"2.2":{"number":5},"2.7":{"number":1}}"#);
        let later = read(r#""rows":{"2.2":{"number":6},"2.7":null}"#).unwrap();
        let now = kept.unwrap().replaced_by(later);
        assert_eq!(now.row("1.1").unwrap().result.as_deref(), Some("Có"));
        assert_eq!(now.row("2.2").unwrap().number, Some(6));
        assert_eq!(now.row("2.7"), None);
    }

    #[test]
    fn what_is_half_or_unknown_or_looks_like_an_id_number_is_refused() {
        assert!(matches!(TypedRows::read(b"{}"), Err(TypedError::NotUnderstood(_))));
        assert!(matches!(TypedRows::read(br#"{"schema":"x"}"#), Err(TypedError::OtherSchema)));
        assert!(matches!(read(r#""rows":{"1.1":{"wrong":1}}"#), Err(TypedError::NotUnderstood(_))));
        let half = read(r#""rows":{"3.1":{"numerator":1}}"#);
        assert!(matches!(half, Err(TypedError::HalfAShare(_))));
        let id = read(r#""rows":{"2.2":{"evidence":["Bà Hoa 046 058 001 234"]}}"#);
        assert!(matches!(id, Err(TypedError::IdNumber(_))));
        let link = read(r#""rows":{"2.1":{"evidence":["https://xa.gov.vn/tin/202611201234567"]}}"#);
        assert!(link.is_ok());
    }
}
