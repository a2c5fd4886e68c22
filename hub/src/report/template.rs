//! The table's rows, wording and columns as data, so that a commune or province can
//! replace them without a new program.

use std::collections::BTreeSet;

use camtay_content::Text;
use serde::Deserialize;

use super::document::ColumnHead;

/// The figures that are counted from the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Platform groups practised in the period. Counts: `groups`.
    Platforms,
    /// Pupils and students who took part in a session. Counts: `volunteers`.
    PupilVolunteers,
    /// Classes for workers of companies and cooperatives. Counts: `classes`, `people`.
    WorkerClasses,
    /// Villages with regular community lessons. A rate; counts: `villages`.
    RegularVillages,
    /// Villages with a team. A rate; counts: `villages`.
    VillagesWithTeam,
    /// Residents and households visited. Counts: `residents`, `households`.
    Reached,
    /// Classes for people with disabilities. Counts: `classes`, `people`.
    DisabilityClasses,
    /// Sessions for poor and ethnic-minority residents. Counts: `sessions`, `people`.
    PoorAndMinoritySessions,
    /// Adults who practised the essential skills. A rate; counts: `residents`.
    AdultsPractised,
    /// Workers who practised the essential skills. A rate; counts: `residents`.
    WorkersPractised,
}

/// A row of the template.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateRow {
    /// TT.
    pub number: String,
    /// The head of a group of rows.
    #[serde(default)]
    pub heading: bool,
    /// What is counted; absent for a row that the officer types.
    pub figure: Option<Figure>,
    /// Outside local authority unless the officer types something.
    #[serde(default)]
    pub outside_authority: bool,
    /// The indicator's words; `{village_word}` stands for the commune's word.
    pub label: Text,
    /// What stands before the result.
    #[serde(default)]
    pub unit: Text,
    /// How the result is written, with names of counts in braces. Leaving one out hides it.
    #[serde(default)]
    pub result: Text,
}

/// The whole template.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// The report's title.
    pub title: Text,
    /// What stands in the evidence of a row outside local authority.
    pub outside_authority: Text,
    /// What stands in the result of a row that waits for the officer.
    pub not_typed: Text,
    /// The columns, in order.
    pub columns: Vec<ColumnHead>,
    /// The rows, in order.
    pub rows: Vec<TemplateRow>,
}

/// A template can't be used.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// Not such a file.
    #[error("the report's template is not understood: {0}")]
    NotUnderstood(#[from] toml::de::Error),
    /// Two rows with one number.
    #[error("the report's template has the row {0} twice: give each row its own number")]
    TwiceTheSameRow(String),
    /// Nothing to show.
    #[error("the report's template has no rows or no columns: copy the built-in one and change it")]
    Empty,
}

impl Template {
    /// The one inside the program: columns and row numbers of the communes' annex of 2025.
    ///
    /// # Errors
    /// None, unless this program's own file is wrong; a test sees to it that it isn't.
    pub fn built_in() -> Result<Self, TemplateError> {
        Self::read(include_str!("template.toml"))
    }

    /// Reads a template.
    ///
    /// # Errors
    /// [`TemplateError`].
    pub fn read(toml: &str) -> Result<Self, TemplateError> {
        let template: Self = toml::from_str(toml)?;
        if template.rows.is_empty() || template.columns.is_empty() {
            return Err(TemplateError::Empty);
        }
        let mut numbers = BTreeSet::new();
        for row in &template.rows {
            if !numbers.insert(&row.number) {
                return Err(TemplateError::TwiceTheSameRow(row.number.clone()));
            }
        }
        Ok(template)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_template_has_every_row_of_the_annex() {
        let template = Template::built_in().unwrap();
        let numbers: Vec<_> = template.rows.iter().map(|row| row.number.as_str()).collect();
        assert_eq!(numbers.len(), 3 + 3 + 15 + 5);
        for figure_row in
            ["2.3", "2.8", "2.9", "2.10", "2.11", "2.12", "2.13", "2.14", "3.3", "3.5"]
        {
            let row = template.rows.iter().find(|row| row.number == figure_row).unwrap();
            assert!(row.figure.is_some() && !row.result.vi.is_empty(), "{figure_row}");
        }
    }

    #[test]
    fn a_template_with_a_row_twice_is_refused() {
        let twice = include_str!("template.toml").replace("number = \"2.2\"", "number = \"2.1\"");
        assert!(matches!(Template::read(&twice), Err(TemplateError::TwiceTheSameRow(_))));
        assert!(matches!(Template::read("title = 1"), Err(TemplateError::NotUnderstood(_))));
    }
}
