//! A guide: one resident or many, one skill, an outcome a step.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::{ResidentId, SessionId, SkillId};
use crate::vietnamese::Day;

/// What came of a step (or of a whole skill).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Tự làm được.
    Alone,
    /// Làm được khi có hỗ trợ.
    Helped,
    /// Đã có từ trước.
    Already,
    /// Không áp dụng: leaves the set of steps.
    NotApplicable,
    /// Vướng, for a reason.
    Stuck(Reason),
    /// Từ chối.
    Refused,
    /// Hẹn lại.
    ComeBack,
}

/// Why a step got stuck.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// No smartphone.
    NoSmartphone,
    /// Shared or keypad phone.
    SharedPhone,
    /// Old or full phone.
    OldPhone,
    /// No network.
    NoNetwork,
    /// No SIM in own name.
    NoSim,
    /// No chip ID card.
    NoChipCard,
    /// The account must be made at the police.
    AtPolice,
    /// Forgot a password or passcode.
    ForgotPassword,
    /// The app's screen differs from the guide.
    ScreenDiffers,
    /// Afraid of scams.
    AfraidOfScams,
    /// Something else; the short text stands in the personal part's `note`.
    Other,
}

impl Reason {
    /// Every reason, in the order of the domain's list.
    pub const ALL: [Self; 11] = [
        Self::NoSmartphone,
        Self::SharedPhone,
        Self::OldPhone,
        Self::NoNetwork,
        Self::NoSim,
        Self::NoChipCard,
        Self::AtPolice,
        Self::ForgotPassword,
        Self::ScreenDiffers,
        Self::AfraidOfScams,
        Self::Other,
    ];

    fn number(self) -> u8 {
        match self {
            Self::NoSmartphone => 0,
            Self::SharedPhone => 1,
            Self::OldPhone => 2,
            Self::NoNetwork => 3,
            Self::NoSim => 4,
            Self::NoChipCard => 5,
            Self::AtPolice => 6,
            Self::ForgotPassword => 7,
            Self::ScreenDiffers => 8,
            Self::AfraidOfScams => 9,
            Self::Other => 10,
        }
    }
}

/// Which outcomes count as having practised; a setting of the commune.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcomes {
    /// Tự làm được counts.
    pub alone: bool,
    /// Làm được khi có hỗ trợ counts.
    pub helped: bool,
    /// Đã có từ trước counts.
    pub already: bool,
}

impl Default for Outcomes {
    fn default() -> Self {
        Self { alone: true, helped: true, already: true }
    }
}

impl Outcomes {
    /// Whether `outcome` counts.
    #[must_use]
    pub fn count(self, outcome: Outcome) -> bool {
        match outcome {
            Outcome::Alone => self.alone,
            Outcome::Helped => self.helped,
            Outcome::Already => self.already,
            Outcome::NotApplicable | Outcome::Stuck(_) | Outcome::Refused | Outcome::ComeBack => {
                false
            }
        }
    }
}

/// One step's mark: nothing yet, or an outcome. One byte in the format: 0 nothing,
/// 1 alone, 2 helped, 3 already, 4 not applicable, 5 refused, 6 come back, 16 + reason stuck.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepMark(u8);

const STUCK: u8 = 16;

impl StepMark {
    /// Not reached.
    pub const NOTHING: Self = Self(0);

    /// The outcome, if the step was reached.
    #[must_use]
    pub fn outcome(self) -> Option<Outcome> {
        Some(match self.0 {
            1 => Outcome::Alone,
            2 => Outcome::Helped,
            3 => Outcome::Already,
            4 => Outcome::NotApplicable,
            5 => Outcome::Refused,
            6 => Outcome::ComeBack,
            stuck => {
                let reason = stuck.checked_sub(STUCK)?;
                Outcome::Stuck(*Reason::ALL.get(usize::from(reason))?)
            }
        })
    }

    /// The byte in the format.
    #[must_use]
    pub fn byte(self) -> u8 {
        self.0
    }

    /// Reads a byte of the format; `None` when it means nothing.
    #[must_use]
    pub fn from_byte(byte: u8) -> Option<Self> {
        let mark = Self(byte);
        (byte == 0 || mark.outcome().is_some()).then_some(mark)
    }
}

impl From<Outcome> for StepMark {
    fn from(outcome: Outcome) -> Self {
        Self(match outcome {
            Outcome::Alone => 1,
            Outcome::Helped => 2,
            Outcome::Already => 3,
            Outcome::NotApplicable => 4,
            Outcome::Refused => 5,
            Outcome::ComeBack => 6,
            Outcome::Stuck(reason) => STUCK + reason.number(),
        })
    }
}

impl fmt::Debug for StepMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.outcome() {
            None => f.write_str("-"),
            Some(outcome) => outcome.fmt(f),
        }
    }
}

/// The most steps that a skill may have.
pub const MAX_STEPS: usize = 31;

/// The marks of every step of the pack version used, in the pack's order; empty for an
/// entry about the whole skill. Held inline: a hall keeps millions of them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Steps {
    count: u8,
    marks: [StepMark; MAX_STEPS],
}

/// More marks than [`MAX_STEPS`], or a byte that is no mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StepsError {
    /// Too many.
    #[error("a skill has at most {MAX_STEPS} steps")]
    TooMany,
    /// A byte that means nothing.
    #[error("not the mark of a step")]
    BadMark,
}

impl Steps {
    /// No steps.
    pub const EMPTY: Self = Self { count: 0, marks: [StepMark::NOTHING; MAX_STEPS] };

    /// From marks.
    ///
    /// # Errors
    /// [`StepsError::TooMany`].
    pub fn new(marks: &[StepMark]) -> Result<Self, StepsError> {
        let mut steps = Self::EMPTY;
        steps.marks.get_mut(..marks.len()).ok_or(StepsError::TooMany)?.copy_from_slice(marks);
        steps.count = u8::try_from(marks.len()).map_err(|_| StepsError::TooMany)?;
        Ok(steps)
    }

    /// From bytes of the format.
    ///
    /// # Errors
    /// [`StepsError`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, StepsError> {
        if bytes.len() > MAX_STEPS {
            return Err(StepsError::TooMany);
        }
        let marks: Option<Vec<_>> = bytes.iter().map(|&byte| StepMark::from_byte(byte)).collect();
        Self::new(&marks.ok_or(StepsError::BadMark)?)
    }

    /// The marks.
    #[must_use]
    pub fn marks(&self) -> &[StepMark] {
        self.marks.get(..usize::from(self.count)).unwrap_or(&[])
    }
}

impl fmt::Debug for Steps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.marks()).finish()
    }
}

impl Serialize for Steps {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_seq(self.marks().iter().map(|mark| mark.outcome()))
        } else {
            serializer.collect_seq(self.marks().iter().map(|mark| mark.byte()))
        }
    }
}

impl<'de> Deserialize<'de> for Steps {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Marks {
            readable: bool,
        }
        impl<'de> serde::de::Visitor<'de> for Marks {
            type Value = Steps;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "at most {MAX_STEPS} marks")
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(
                self,
                mut seq: A,
            ) -> Result<Steps, A::Error> {
                let mut marks = Vec::with_capacity(MAX_STEPS);
                loop {
                    let mark = if self.readable {
                        seq.next_element::<Option<Outcome>>()?
                            .map(|outcome| outcome.map_or(StepMark::NOTHING, StepMark::from))
                    } else {
                        match seq.next_element::<u8>()? {
                            Some(byte) => Some(
                                StepMark::from_byte(byte)
                                    .ok_or_else(|| serde::de::Error::custom(StepsError::BadMark))?,
                            ),
                            None => None,
                        }
                    };
                    match mark {
                        Some(_) if marks.len() == MAX_STEPS => {
                            return Err(serde::de::Error::custom(StepsError::TooMany));
                        }
                        Some(mark) => marks.push(mark),
                        None => return Steps::new(&marks).map_err(serde::de::Error::custom),
                    }
                }
            }
        }
        let readable = deserializer.is_human_readable();
        deserializer.deserialize_seq(Marks { readable })
    }
}

/// Residents were guided through one skill: what leaving the guide writes. Personal
/// part: `note`, the short text of an "other" reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guided {
    /// In which session; `None` outside one.
    pub session: Option<SessionId>,
    /// Who: one at home, many in a class.
    pub residents: Vec<ResidentId>,
    /// Which skill.
    pub skill: SkillId,
    /// The pack's version.
    pub pack: u32,
    /// A mark for every step of that pack's version of the skill.
    pub steps: Steps,
    /// An outcome of the whole skill ("xong cả bài", "từ chối"), where no step was marked.
    pub whole: Option<Outcome>,
    /// The day to come back, with an outcome [`Outcome::ComeBack`].
    pub come_back: Option<Day>,
}
