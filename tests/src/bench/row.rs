//! Rows of the table: a value beside its target.

use std::time::Duration;

use serde_json::{Value, json};

/// What a value should come to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target {
    /// This or less.
    AtMost(f64),
    /// This or more.
    AtLeast(f64),
    /// Told for comparison.
    None,
}

/// One measured value.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What was measured, as a phrase.
    pub name: String,
    /// The value.
    pub value: f64,
    /// Its unit.
    pub unit: &'static str,
    /// What it should come to.
    pub target: Target,
}

impl Row {
    /// A value with a target.
    pub fn new(name: impl Into<String>, value: f64, unit: &'static str, target: Target) -> Self {
        Self { name: name.into(), value, unit, target }
    }

    /// A value for comparison: a peer, a part of a sum.
    pub fn beside(name: impl Into<String>, value: f64, unit: &'static str) -> Self {
        Self::new(format!("  {}", name.into()), value, unit, Target::None)
    }

    /// Whether the target is reached; `None` without one.
    #[must_use]
    pub fn holds(&self) -> Option<bool> {
        match self.target {
            Target::AtMost(most) => Some(self.value <= most),
            Target::AtLeast(least) => Some(self.value >= least),
            Target::None => None,
        }
    }

    fn target_text(&self) -> String {
        match self.target {
            Target::AtMost(most) => format!("≤ {}", shown(most)),
            Target::AtLeast(least) => format!("≥ {}", shown(least)),
            Target::None => String::new(),
        }
    }

    /// As an object of `results.json`.
    #[must_use]
    pub fn json(&self) -> Value {
        let target = (self.target != Target::None).then(|| self.target_text());
        json!({
            "name": self.name.trim(),
            "value": self.value,
            "unit": self.unit,
            "target": target,
            "holds": self.holds(),
        })
    }

    /// As a line of a table in Markdown.
    #[must_use]
    pub fn line(&self) -> String {
        let holds = match self.holds() {
            Some(true) => "yes",
            Some(false) => "**no**",
            None => "",
        };
        let indent = if self.name.starts_with(' ') { "– " } else { "" };
        let (name, value, unit) = (self.name.trim(), shown(self.value), self.unit);
        format!("| {indent}{name} | {value} {unit} | {} | {holds} |", self.target_text())
    }
}

/// The head of the table in Markdown.
pub const HEAD: &str = "| what | measured | target | holds |\n|---|---|---|---|";

/// Three figures that matter, thousands apart.
fn shown(value: f64) -> String {
    if value >= 1_000.0 {
        let digits = format!("{value:.0}");
        let first = digits.len() % 3;
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && at % 3 == first % 3 {
                text.push(',');
            }
            text.push(digit);
        }
        text
    } else if value >= 100.0 {
        format!("{value:.0}")
    } else if value >= 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.2}")
    }
}

/// The value that so many of a hundred stay below; zero of none.
#[must_use]
pub fn percentile(times: &mut [Duration], share: usize) -> f64 {
    times.sort_unstable();
    let at = (times.len() * share).div_ceil(100).saturating_sub(1);
    times.get(at).map_or(0.0, |time| milliseconds(*time))
}

/// A duration in milliseconds.
#[must_use]
pub fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_people_read_them() {
        assert_eq!(shown(480_000.0), "480,000");
        assert_eq!(shown(1_234.6), "1,235");
        assert_eq!(shown(150.0), "150");
        assert_eq!(shown(4.588), "4.59");
        assert_eq!(shown(12.34), "12.3");
    }

    #[test]
    fn a_percentile_is_one_of_the_values() {
        let mut times: Vec<_> = (1..=200).rev().map(Duration::from_millis).collect();
        assert!((percentile(&mut times, 99) - 198.0).abs() < 1e-9);
        assert!((percentile(&mut times, 50) - 100.0).abs() < 1e-9);
        assert!(percentile(&mut [], 99).abs() < 1e-9);
    }

    #[test]
    fn a_row_says_whether_its_target_holds() {
        assert_eq!(Row::new("x", 5.0, "B", Target::AtMost(5.0)).holds(), Some(true));
        assert_eq!(Row::new("x", 4.9, "B", Target::AtLeast(5.0)).holds(), Some(false));
        assert_eq!(Row::beside("x", 4.9, "B").json()["holds"], Value::Null);
    }
}
