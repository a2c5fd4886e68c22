//! What happens in a plan, one step a line: `phone 1 guides 17`.

use std::fmt;
use std::str::FromStr;

use crate::plan::PHONES;

/// Who does something, or meets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// The hall, its officer, its computer.
    Hall,
    /// A phone, from 1 on, and its volunteer.
    Phone(usize),
}

/// One step. What `pick` picks from (which household, at which byte) is told with each verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Who.
    pub who: Who,
    /// What.
    pub verb: Verb,
    /// Which one, how many, where.
    pub pick: u32,
}

macro_rules! verbs {
    ($($(#[doc = $doc:literal])* $verb:ident $word:literal $weight:literal,)*) => {
        /// What can happen. Where a step can't be (nobody to guide yet), nothing happens.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Verb {
            $($(#[doc = $doc])* $verb,)*
        }

        impl Verb {
            /// All verbs.
            pub const ALL: &'static [Self] = &[$(Self::$verb),*];

            /// Its word in a plan.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$verb => $word),* }
            }

            /// How often it comes in a plan, among the others.
            #[must_use]
            pub fn weight(self) -> usize {
                match self { $(Self::$verb => $weight),* }
            }
        }
    };
}

verbs! {
    /// A phone adds a household, in the village `pick`.
    AddsHousehold "adds-household" 6,
    /// A phone adds a resident who says yes, to the household `pick` that it knows.
    AddsResident "adds-resident" 10,
    /// A phone guides the resident `pick` through a skill.
    Guides "guides" 14,
    /// A phone opens a guide with the resident `pick` and marks a step; the guide stays open.
    MarksStep "marks-step" 5,
    /// A phone marks the household `pick` as visited.
    Visits "visits" 4,
    /// A phone changes the resident's number.
    ChangesResident "changes-resident" 3,
    /// A phone opens a class, ticks two residents, guides both, and closes it.
    HoldsClass "holds-class" 3,
    /// A phone takes back its record `pick`.
    TakesBack "takes-back" 3,
    /// A resident asks to be erased.
    AsksErasure "asks-erasure" 2,
    /// A phone says that two residents look like one.
    MarksDouble "marks-double" 2,
    /// A phone hands in, at most `pick` mod 7 + 1 entries a batch.
    HandsIn "hands-in" 14,
    /// A phone pulls.
    Pulls "pulls" 9,
    /// A phone sends its outbox.
    SendsOutbox "sends-outbox" 4,
    /// A phone saves its outbox as a file, which a courier takes.
    SavesParcel "saves-parcel" 6,
    /// A phone takes the reply `pick` that a courier carries, whoever it is for.
    TakesReply "takes-reply" 7,
    /// The app is closed in an orderly way and started again.
    Restarts "restarts" 3,
    /// A phone with a valid key writes an entry that only the hall may write.
    Forges "forges" 2,
    /// A phone's volunteer locks it; it is opened at the next step that needs it.
    Locks "locks" 2,
    /// The hall receives the parcel `pick` of those that couriers brought, and answers.
    Receives "receives" 8,
    /// The officer erases the resident `pick`.
    Erases "erases" 4,
    /// The officer joins two residents.
    Merges "merges" 2,
    /// The officer suspends the phone `pick`.
    Suspends "suspends" 2,
    /// The officer lets the phone `pick` go on, if it was suspended.
    Resumes "resumes" 3,
    /// The officer revokes the phone `pick`.
    Revokes "revokes" 1,
    /// The officer takes what waits of the phone `pick`, which was suspended or revoked.
    TakesBundle "takes-bundle" 2,
    /// The officer makes a backup; the last three are kept.
    BacksUp "backs-up" 5,
    /// The hall's computer is lost. Another one is made of the backup `pick`.
    Restores "restores" 3,
    /// The hall writes its checkpoint.
    SavesCheckpoint "saves-checkpoint" 3,
    /// So many hours pass.
    Waits "waits" 3,
    /// The power goes at a machine after `pick` changes of its disk; restarted at once.
    LosesPower "loses-power" 14,
    /// One sync of a machine's disk fails, after `pick` others.
    SyncFails "sync-fails" 3,
    /// A machine's disk is full after `pick` changes, until the machine is restarted.
    DiskFull "disk-full" 2,
    /// A question of the phone is lost. Which: `pick` mod 6 questions later.
    QuestionLost "question-lost" 4,
    /// A question breaks off at byte `pick`.
    QuestionCut "question-cut" 4,
    /// An answer is lost.
    AnswerLost "answer-lost" 5,
    /// An answer breaks off at byte `pick`.
    AnswerCut "answer-cut" 5,
    /// A question arrives twice.
    Repeated "repeated" 3,
    /// A question arrives a second time, later.
    Late "late" 3,
    /// The phone sleeps before a question, longer than a token is good for.
    Delayed "delayed" 2,
}

impl Verb {
    /// Whether the hall does it, or meets it.
    #[must_use]
    pub fn is_for_hall(self) -> bool {
        self.is_of_the_hall() || self.is_of_a_disk()
    }

    /// Whether a phone does it, or meets it.
    #[must_use]
    pub fn is_for_phone(self) -> bool {
        !self.is_of_the_hall()
    }

    fn is_of_the_hall(self) -> bool {
        let hall = [
            Self::Receives,
            Self::Erases,
            Self::Merges,
            Self::Suspends,
            Self::Resumes,
            Self::Revokes,
            Self::TakesBundle,
            Self::BacksUp,
            Self::Restores,
            Self::SavesCheckpoint,
            Self::Waits,
        ];
        hall.contains(&self)
    }

    /// Whether it is a fault of a disk.
    #[must_use]
    pub fn is_of_a_disk(self) -> bool {
        matches!(self, Self::LosesPower | Self::SyncFails | Self::DiskFull | Self::Restarts)
    }

    /// Whether it is a fault of the network.
    #[must_use]
    pub fn is_of_the_network(self) -> bool {
        let faults = [
            Self::QuestionLost,
            Self::QuestionCut,
            Self::AnswerLost,
            Self::AnswerCut,
            Self::Repeated,
            Self::Late,
            Self::Delayed,
        ];
        faults.contains(&self)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.who {
            Who::Hall => write!(f, "hall {} {}", self.verb.word(), self.pick),
            Who::Phone(number) => write!(f, "phone {number} {} {}", self.verb.word(), self.pick),
        }
    }
}

impl FromStr for Step {
    type Err = String;

    fn from_str(line: &str) -> Result<Self, String> {
        let wrong = || format!("{line:?} is no step; write for example `phone 1 guides 17`");
        let mut words = line.split_whitespace();
        let who = match words.next() {
            Some("hall") => Who::Hall,
            Some("phone") => {
                let number = words
                    .next()
                    .and_then(|it| it.parse().ok())
                    .filter(|it| (1..=PHONES).contains(it));
                Who::Phone(number.ok_or_else(wrong)?)
            }
            _ => return Err(wrong()),
        };
        let word = words.next().ok_or_else(wrong)?;
        let verb = Verb::ALL.iter().find(|it| it.word() == word).copied().ok_or_else(wrong)?;
        let pick = words.next().and_then(|it| it.parse().ok()).ok_or_else(wrong)?;
        let fits = if who == Who::Hall { verb.is_for_hall() } else { verb.is_for_phone() };
        if words.next().is_some() || !fits {
            return Err(wrong());
        }
        Ok(Self { who, verb, pick })
    }
}
