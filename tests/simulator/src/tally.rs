//! What many plans came to.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use crate::step::Verb;
use crate::world::Outcome;

/// Sums over plans. One worker's is a line of text, which [`Tally::from_str`] reads again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Plans played.
    pub plans: u64,
    /// Plans that broke a property.
    pub failed: u64,
    /// How often each kind of step did something.
    pub done: BTreeMap<Verb, u64>,
    /// Crashes, at the end of each plan included.
    pub crashes: u64,
    /// Writes that crashes lost, as a whole.
    pub lost: u64,
    /// Writes that crashes tore.
    pub torn: u64,
    /// Faults of disks.
    pub disk_faults: u64,
    /// Questions that phones asked.
    pub questions: u64,
    /// Messages lost or cut.
    pub cuts: u64,
    /// Messages repeated, late or delayed.
    pub others: u64,
}

impl Tally {
    /// Counts a plan.
    pub fn count(&mut self, outcome: &Outcome) {
        self.plans += 1;
        self.failed += u64::from(outcome.broken.is_some());
        for (verb, count) in &outcome.done {
            *self.done.entry(*verb).or_default() += count;
        }
        self.crashes += outcome.crashes;
        self.lost += outcome.disks.lost;
        self.torn += outcome.disks.torn;
        self.disk_faults += outcome.disks.faults;
        self.questions += outcome.carried.questions;
        self.cuts += outcome.carried.cuts;
        self.others += outcome.carried.others;
    }

    /// Adds another worker's.
    pub fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.numbers().into_iter().zip(other.clone().numbers()) {
            *mine += *theirs;
        }
        for (verb, count) in &other.done {
            *self.done.entry(*verb).or_default() += count;
        }
    }

    fn numbers(&mut self) -> [&mut u64; 9] {
        [
            &mut self.plans,
            &mut self.failed,
            &mut self.crashes,
            &mut self.lost,
            &mut self.torn,
            &mut self.disk_faults,
            &mut self.questions,
            &mut self.cuts,
            &mut self.others,
        ]
    }

    /// Steps that did something.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.done.values().sum()
    }

    /// The sums as a line for another process.
    #[must_use]
    pub fn line(&self) -> String {
        let mut numbers: Vec<_> =
            self.clone().numbers().into_iter().map(|it| it.to_string()).collect();
        numbers.extend(Verb::ALL.iter().map(|it| self.done.get(it).unwrap_or(&0).to_string()));
        numbers.join(" ")
    }
}

impl FromStr for Tally {
    type Err = std::num::ParseIntError;

    fn from_str(line: &str) -> Result<Self, Self::Err> {
        let numbers: Vec<u64> = line.split(' ').map(str::parse).collect::<Result<_, _>>()?;
        let mut tally = Self::default();
        let mut rest = numbers.into_iter();
        for number in tally.numbers() {
            *number = rest.next().unwrap_or(0);
        }
        tally.done = Verb::ALL.iter().copied().zip(rest).collect();
        Ok(tally)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { crashes, lost, torn, disk_faults, questions, cuts, others, .. } = self;
        writeln!(f, "{} plans, {} steps, {} failed", self.plans, self.steps(), self.failed)?;
        writeln!(
            f,
            "{crashes} crashes after which {lost} writes were gone and {torn} torn; \
             {disk_faults} faults of disks"
        )?;
        writeln!(
            f,
            "{questions} questions, {cuts} lost or cut, {others} repeated, late or delayed"
        )?;
        for verb in Verb::ALL {
            writeln!(f, "{:>18}  {}", verb.word(), self.done.get(verb).unwrap_or(&0))?;
        }
        Ok(())
    }
}
