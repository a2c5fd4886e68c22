//! From figures, template and typed rows to the rows of the table.

use std::collections::BTreeMap;

use camtay_content::Text;
use camtay_journal::ids::EntryId;

use super::document::{Evidence, Rate, Row, RowState, text};
use super::figures::{Counted, Counting};
use super::template::{Template, TemplateRow};
use super::typed::TypedRow;
use super::words;

/// The records behind each row's counts: row number → count → ids.
pub type Records = BTreeMap<String, BTreeMap<String, Vec<EntryId>>>;

impl Counting<'_> {
    /// Every row of the template, and the records behind those that are counted.
    #[must_use]
    pub fn rows(&self, template: &Template) -> (Vec<Row>, Records) {
        let mut records = Records::new();
        let rows = template
            .rows
            .iter()
            .map(|of| {
                let typed = self.request.typed.row(&of.number);
                let outside = typed.map_or(of.outside_authority, |typed| typed.outside_authority);
                let empty = Row {
                    number: of.number.clone(),
                    label: self.in_our_words(&of.label),
                    state: RowState::Heading,
                    result: Text::default(),
                    counts: BTreeMap::new(),
                    rate: None,
                    supplement: typed.and_then(|typed| typed.supplement.clone()),
                    error: None,
                    evidence: Vec::new(),
                };
                match (of.heading, outside, of.figure) {
                    (true, ..) => empty,
                    (_, true, _) => outside_authority(empty, of, template),
                    (_, _, Some(figure)) => {
                        let mut counted = self.figure(figure);
                        let named = std::mem::take(&mut counted.records).into_iter();
                        let named = named.map(|(name, ids)| (name.to_owned(), ids));
                        records.insert(of.number.clone(), named.collect());
                        self.counted(empty, of, counted, typed)
                    }
                    (_, _, None) => self.typed(empty, of, template, typed),
                }
            })
            .collect();
        (rows, records)
    }

    fn in_our_words(&self, label: &Text) -> Text {
        let word = |key: &str| (key == "village_word").then_some(&*self.settings.village_word);
        text(label.filled("vi", word), label.filled("en", word))
    }

    fn counted(
        &self,
        row: Row,
        of: &TemplateRow,
        counted: Counted,
        typed: Option<&TypedRow>,
    ) -> Row {
        let mut evidence = counted.evidence;
        if let Some(typed) = typed {
            evidence.extend(self.typed_evidence(typed));
        }
        let result = match (counted.rate, &counted.lacks) {
            (Some(rate), _) if rate.percent.is_none() => no_percent(of, rate),
            (None, Some(lacks)) => {
                let known = counted.counts.values().next().copied().unwrap_or_default();
                let known = words::number(known);
                text(
                    format!("{} người ({})", known.vi, lacks.vi),
                    format!("{} people ({})", known.en, lacks.en),
                )
            }
            (rate, _) => filled(of, &counted.counts, rate),
        };
        Row {
            state: RowState::Counted,
            result,
            counts: counted.counts.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect(),
            rate: counted.rate,
            error: counted.rate.and_then(Rate::error),
            evidence,
            ..row
        }
    }

    fn typed(
        &self,
        row: Row,
        of: &TemplateRow,
        template: &Template,
        typed: Option<&TypedRow>,
    ) -> Row {
        let Some(typed) = typed else {
            return Row { state: RowState::NotTyped, result: template.not_typed.clone(), ..row };
        };
        let rate = typed.numerator.zip(typed.denominator);
        let rate = rate.map(|(numerator, denominator)| Rate::of(numerator, denominator));
        let result = match (&typed.result, rate, typed.number) {
            (Some(words), ..) => text(words.clone(), words.clone()),
            (_, Some(rate), _) if rate.percent.is_none() => no_percent(of, rate),
            (_, Some(rate), _) => {
                let share = "{unit}: {percent}% ({numerator}/{denominator})";
                let share = TemplateRow { result: text(share, share), ..of.clone() };
                filled(&share, &BTreeMap::new(), Some(rate))
            }
            (_, _, Some(number)) => {
                let number = words::number(number);
                text(before(&of.unit.vi, &number.vi), before(&of.unit.en, &number.en))
            }
            _ => template.not_typed.clone(),
        };
        let counts = typed.number.map(|number| ("number".to_owned(), number));
        Row {
            state: RowState::Typed,
            result,
            counts: counts.into_iter().collect(),
            rate,
            error: rate.and_then(Rate::error),
            evidence: self.typed_evidence(typed),
            ..row
        }
    }

    fn typed_evidence(&self, typed: &TypedRow) -> Vec<Evidence> {
        let lines = typed
            .evidence
            .iter()
            .map(|line| Evidence { text: text(line.clone(), line.clone()), ..Evidence::default() });
        let cited = typed.sessions.iter().map(|id| {
            let id = self.control.resolve_session(*id);
            self.index.meetings.get(&id).map_or_else(
                || Evidence {
                    text: text(
                        format!("Buổi {id}: không còn trong sổ"),
                        format!("Session {id}: not in the records"),
                    ),
                    session: Some(id),
                    ..Evidence::default()
                },
                |meeting| self.cited(id, meeting),
            )
        });
        lines.chain(cited).collect()
    }
}

fn before(unit: &str, value: &str) -> String {
    if unit.is_empty() { value.to_owned() } else { format!("{unit}: {value}") }
}

fn outside_authority(row: Row, of: &TemplateRow, template: &Template) -> Row {
    let evidence =
        vec![Evidence { text: template.outside_authority.clone(), ..Evidence::default() }];
    Row { state: RowState::OutsideAuthority, result: of.unit.clone(), evidence, ..row }
}

/// A share that is none: both numbers, so that the officer sees what is wrong.
fn no_percent(of: &TemplateRow, rate: Rate) -> Text {
    let (up, down) = (words::number(rate.numerator), words::number(rate.denominator));
    text(
        before(&of.unit.vi, &format!("{}/{}", up.vi, down.vi)),
        before(&of.unit.en, &format!("{}/{}", up.en, down.en)),
    )
}

fn filled(of: &TemplateRow, counts: &BTreeMap<&'static str, u64>, rate: Option<Rate>) -> Text {
    let in_language = |language: &str| {
        let mut values: BTreeMap<&str, String> = BTreeMap::new();
        let number = |n| words::number(n).in_language(language).to_owned();
        values.extend(counts.iter().map(|(name, n)| (*name, number(*n))));
        values.insert("unit", of.unit.in_language(language).to_owned());
        if let Some(rate) = rate {
            values.insert("numerator", number(rate.numerator));
            values.insert("denominator", number(rate.denominator));
            values.extend(rate.percent.map(|percent| ("percent", percent.to_string())));
        }
        of.result.filled(language, |key| values.get(key).map(String::as_str))
    };
    text(in_language("vi"), in_language("en"))
}
