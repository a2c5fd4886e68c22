//! What the pack says outside of any one skill: the consent sentence, situations to
//! practise with, whom to call.

use camtay_content::{Channel, ConsentFor};
use camtay_journal::entry::PhoneKind;

use super::steps::Words;
use crate::error::{BadInput, CoreError};
use crate::phone::Phone;
use crate::shared::StepOutcome;

/// The guides in use.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct GuidesInfo {
    /// Their version.
    pub version: u32,
    /// The day on which they were put together.
    pub made: String,
    /// How many skills they have.
    pub skills: u32,
    /// The hall sent them; otherwise they came with the app.
    pub from_hall: bool,
    /// The languages that steps have words or voices in: `vi`, `en`, then further ones by
    /// their tags (`bru`…).
    pub languages: Vec<String>,
}

/// The sentence to say aloud.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct ConsentSentence {
    /// Its number.
    pub number: u16,
    /// The words.
    pub say: String,
}

/// Whom to call.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct HelpLineWords {
    /// Who answers.
    pub name: String,
    /// The number as people read it.
    pub number: Option<String>,
    /// Where to find it, when there is none.
    pub find: Option<String>,
    /// When to call, and what to say.
    pub when: String,
    /// The day on which it was last checked.
    pub checked: String,
}

/// A message or call to practise with.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct SituationWords {
    /// Its number.
    pub number: u16,
    /// How it arrives: `call`, `sms`, `chat`, `post`, `qr`, `slip`, `visit`.
    pub channel: String,
    /// Who seems to call or write, as the phone shows it.
    pub sender: Option<String>,
    /// The kind of scam by its name; of a genuine one, what it could be taken for.
    pub kind: Option<String>,
    /// When and how, in one line.
    pub setting: String,
    /// The words as they arrive.
    pub message: String,
    /// Whether it may be believed.
    pub genuine: bool,
    /// The sign to look for.
    pub sign: String,
    /// What to do now.
    pub now: String,
    /// One line of comfort.
    pub comfort: String,
}

/// Somebody invented, to practise with.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct PracticePerson {
    /// A word of the pack, and no id of the journal: no command takes it.
    pub key: String,
    /// Invented name.
    pub name: String,
    /// Birth year.
    pub birth_year: u16,
    /// Who it is in the house.
    pub role: Option<String>,
    /// What phone the person has.
    pub phone: Option<PhoneKind>,
    /// One line about the person.
    pub about: String,
}

/// A line of the commune's list, to be told from a person of the house or known as one.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct PracticeListed {
    /// The name as it stands there.
    pub name: String,
    /// The birth year, where the list has it.
    pub birth_year: Option<u16>,
    /// The head of the household under which it stands.
    pub head: String,
    /// Key of the person who it is; none for somebody else of the same name.
    pub same_as: Option<String>,
}

/// Something that happens in a practice visit.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct PracticeExercise {
    /// A word of the pack.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// What happens in the house.
    pub scene: String,
    /// What the volunteer does.
    pub task: String,
    /// How the volunteer sees that it is done well.
    pub done: String,
    /// Keys of the persons with whom.
    pub who: Vec<String>,
    /// Number of the skill that is gone through.
    pub skill: Option<u16>,
    /// What is tapped for it in the end.
    pub outcome: Option<StepOutcome>,
}

/// An invented household to practise on. It has no ids: nothing can be written about it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct PracticeHome {
    /// Its village.
    pub village: String,
    /// Its head.
    pub head: String,
    /// Where the house is.
    pub place: String,
    /// Who lives there.
    pub people: Vec<PracticePerson>,
    /// Who stands in the commune's list already, here or next door.
    pub listed: Vec<PracticeListed>,
    /// What to practise, in order.
    pub exercises: Vec<PracticeExercise>,
}

impl Phone {
    /// Version and date of the guides in use.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; the store's.
    pub fn guides(&self) -> Result<GuidesInfo, CoreError> {
        let pack = self.pack()?;
        Ok(GuidesInfo {
            version: pack.version,
            made: pack.made.to_string(),
            skills: pack.skills.len() as u32,
            from_hall: self.store()?.pack_bytes()?.is_some(),
            languages: pack.languages().into_iter().map(str::to_owned).collect(),
        })
    }

    /// The sentence that asks for consent, said to one person or to a class.
    ///
    /// # Errors
    /// [`BadInput::NotInPack`]; [`CoreError::Locked`].
    pub fn consent_sentence(
        &self,
        to_class: bool,
        language: &str,
    ) -> Result<ConsentSentence, CoreError> {
        let pack = self.pack()?;
        let to = if to_class { ConsentFor::Class } else { ConsentFor::Person };
        let wording =
            pack.consent_to_say(to).ok_or(CoreError::input("consent", BadInput::NotInPack))?;
        let words = Words::new(&pack, self.store()?.control()?.settings(), language);
        Ok(ConsentSentence { number: wording.number, say: words.say(&wording.say) })
    }

    /// Whom to call.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; the store's.
    pub fn help_lines(&self, language: &str) -> Result<Vec<HelpLineWords>, CoreError> {
        let pack = self.pack()?;
        let words = Words::new(&pack, self.store()?.control()?.settings(), language);
        Ok(pack
            .help_lines
            .iter()
            .map(|line| HelpLineWords {
                name: words.say(&line.name),
                number: line.number.clone().or_else(|| words.value(line.setting.as_deref()?)),
                find: words.maybe(line.find.as_ref()),
                when: words.say(&line.when),
                checked: line.checked.to_string(),
            })
            .collect())
    }

    /// Messages and calls to practise with.
    ///
    /// # Errors
    /// [`CoreError::Locked`]; the store's.
    pub fn situations(&self, language: &str) -> Result<Vec<SituationWords>, CoreError> {
        let pack = self.pack()?;
        let words = Words::new(&pack, self.store()?.control()?.settings(), language);
        Ok(pack
            .situations
            .iter()
            .map(|situation| SituationWords {
                number: situation.number,
                channel: channel(situation.channel).to_owned(),
                sender: words.maybe(situation.from.as_ref()),
                kind: situation
                    .kind
                    .as_deref()
                    .and_then(|id| pack.scam_kind(id))
                    .map(|kind| words.say(&kind.name)),
                setting: words.say(&situation.setting),
                message: words.say(&situation.message),
                genuine: situation.genuine,
                sign: words.say(&situation.sign),
                now: words.say(&situation.now),
                comfort: words.say(&situation.comfort),
            })
            .collect())
    }

    /// The invented household of the pack.
    ///
    /// # Errors
    /// [`CoreError::NotFound`] where the pack has none; [`CoreError::Locked`].
    pub fn practice(&self, language: &str) -> Result<PracticeHome, CoreError> {
        let pack = self.pack()?;
        let home = pack.practice.as_ref().ok_or(CoreError::NotFound("practice"))?;
        let words = Words::new(&pack, self.store()?.control()?.settings(), language);
        let people = home.residents.iter().map(|person| PracticePerson {
            key: person.id.clone(),
            name: person.name.clone(),
            birth_year: person.birth_year,
            role: words.maybe(person.role.as_ref()),
            phone: person.phone,
            about: words.say(&person.about),
        });
        let listed = home.listed.iter().map(|line| PracticeListed {
            name: line.name.clone(),
            birth_year: line.birth_year,
            head: line.head.clone(),
            same_as: line.same_as.clone(),
        });
        let number = |slug: &str| pack.skill_named(slug).map(|skill| skill.id.0);
        let exercises = home.exercises.iter().map(|exercise| PracticeExercise {
            key: exercise.id.clone(),
            title: words.say(&exercise.title),
            scene: words.say(&exercise.scene),
            task: words.say(&exercise.task),
            done: words.say(&exercise.done),
            who: exercise.with.clone(),
            skill: exercise.skill.as_deref().and_then(number),
            outcome: exercise.outcome.map(StepOutcome::from),
        });
        Ok(PracticeHome {
            village: words.say(&home.village),
            head: home.head.clone(),
            place: words.say(&home.place),
            people: people.collect(),
            listed: listed.collect(),
            exercises: exercises.collect(),
        })
    }

    /// A picture or voice of the pack.
    ///
    /// # Errors
    /// [`CoreError::NotFound`]; [`CoreError::Locked`].
    pub fn pack_file(&self, name: &str) -> Result<Vec<u8>, CoreError> {
        let pack = self.pack()?;
        pack.file(name).map(<[u8]>::to_vec).ok_or(CoreError::NotFound("file"))
    }
}

fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Call => "call",
        Channel::Sms => "sms",
        Channel::Chat => "chat",
        Channel::Post => "post",
        Channel::Qr => "qr",
        Channel::Slip => "slip",
        Channel::Visit => "visit",
    }
}
