//! A plan: a seed and the steps that are taken with it. It is a text file that people read
//! and write; `#` begins what only they read.

use std::fmt;
use std::str::FromStr;

use camtay_tests::workload::Random;

use crate::step::{Step, Verb, Who};

/// How many phones a plan has at most; one more is in the hands of somebody who forges.
pub const PHONES: usize = 3;

/// A plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// For everything that a step doesn't say: what a crash loses, keys, salts.
    pub seed: u64,
    /// The steps, in order.
    pub steps: Vec<Step>,
}

impl Plan {
    /// The plan of a seed.
    #[must_use]
    pub fn of_seed(seed: u64) -> Self {
        let mut random = Random::new(seed, "plan");
        let (net, disk) =
            *random.pick(&[(false, false), (true, false), (false, true), (true, true)]);
        let verbs: Vec<_> = Verb::ALL
            .iter()
            .filter(|verb| net || !verb.is_of_the_network())
            .filter(|verb| disk || !verb.is_of_a_disk())
            .map(|verb| (verb.weight(), *verb))
            .collect();
        let phones = random.between(1, PHONES);
        let mut steps = Vec::new();
        if random.percent(80) {
            // Mostly somebody is there to be guided, and the others know them.
            let phone = |number: usize, verb| Step { who: Who::Phone(number), verb, pick: 0 };
            steps.extend([Verb::AddsHousehold, Verb::AddsResident].map(|it| phone(1, it)));
            steps.extend([Verb::AddsResident, Verb::HandsIn].map(|it| phone(1, it)));
            steps.extend((2..=phones).map(|number| phone(number, Verb::Pulls)));
        }
        let count = random.between(4, 28);
        steps.extend((0..count).map(|_| {
            let verb = random.weighted(&verbs);
            let hall = verb.is_for_hall() && (!verb.is_for_phone() || random.percent(50));
            let who = if hall { Who::Hall } else { Who::Phone(random.between(1, phones)) };
            // Small numbers come often: the beginning of an operation is as dangerous as its end.
            let most = *random.pick(&[8, 40, 400]);
            Step { who, verb, pick: u32::try_from(random.below(most)).unwrap_or(0) }
        }));
        Self { seed, steps }
    }

    /// How many phones take part: up to the highest number.
    #[must_use]
    pub fn phones(&self) -> usize {
        let numbers = self.steps.iter().filter_map(|step| match step.who {
            Who::Phone(number) => Some(number),
            Who::Hall => None,
        });
        numbers.max().unwrap_or(1)
    }

    /// The plan without the steps from `first` on, `count` of them.
    #[must_use]
    pub fn without(&self, first: usize, count: usize) -> Self {
        let kept = |at: &usize| !(first..first + count).contains(at);
        let steps = self.steps.iter().enumerate().filter(|(at, _)| kept(at)).map(|(_, it)| *it);
        Self { seed: self.seed, steps: steps.collect() }
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "seed {}", self.seed)?;
        self.steps.iter().try_for_each(|step| writeln!(f, "{step}"))
    }
}

impl FromStr for Plan {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
        let mut lines = lines.filter(|line| !line.is_empty());
        let seed = lines.next().and_then(|line| line.strip_prefix("seed "));
        let seed = seed.and_then(|it| it.trim().parse().ok());
        let seed = seed.ok_or("a plan begins with its seed, such as `seed 7`")?;
        Ok(Self { seed, steps: lines.map(Step::from_str).collect::<Result<_, _>>()? })
    }
}
