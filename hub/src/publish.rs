//! Publishing guides: looked at in full, newer than every one before, signed, kept, and only
//! then written down. What is refused changes nothing.

use camtay_content::{Pack, PackError};
use camtay_journal::entry::PackPublished;

use crate::pack::digest;
use crate::{Hall, HubError};

/// How a signed pack file begins.
const SIGNED: &[u8] = b"CTPK";

/// The most broken rules that are told at once.
const TOLD: usize = 10;

/// What came of publishing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// It is in force from now on.
    Published(PackPublished),
    /// It was in force already; its file was put in its place again.
    Again(PackPublished),
}

/// Reads a file: what `camtay-content build` wrote, or what this hall itself once signed.
///
/// # Errors
/// [`HubError::Refused`] with what is wrong with it and what to do.
pub fn read(hall: &Hall, file: &[u8]) -> Result<Pack, HubError> {
    let pack = if file.starts_with(SIGNED) {
        Pack::open(file, &hall.keys().public())
    } else {
        Pack::open_unsigned(file)
    };
    pack.map_err(|error| {
        let then = match error {
            PackError::NotAPack => "name the file that camtay-content build wrote",
            PackError::Newer { .. } => "bring camtay-hub up to date first",
            PackError::OtherSigner => "ask for the file as camtay-content build wrote it",
            PackError::TooLarge => "leave out pictures or voices and build it again",
            _ => "build it again, or copy it here again",
        };
        HubError::Refused(format!("{error}; {then}. The guides in force stay"))
    })
}

/// Publishes guides: phones take them at their next contact.
///
/// # Errors
/// [`HubError::Refused`] when they break a rule, are no newer than what was published
/// before, or give a number a second time; [`HubError::Unavailable`].
pub fn publish(hall: &Hall, pack: &Pack) -> Result<Done, HubError> {
    let problems = pack.problems();
    if !problems.is_empty() {
        let told: Vec<_> = problems.iter().take(TOLD).map(ToString::to_string).collect();
        return Err(HubError::Refused(format!(
            "these guides break {} rules; put that right and build them again. The guides in \
             force stay\n{}",
            problems.len(),
            told.join("\n")
        )));
    }
    hall.refresh()?;
    if let Some(before) = hall.published_pack()? {
        keeps_numbers(&before.pack, pack)?;
    }
    let broken = |error: PackError| HubError::Refused(error.to_string());
    let file = pack.sign(&hall.keys().identity).map_err(broken)?;
    let published = PackPublished { version: pack.version, digest: digest(&file) };
    let before = Before::of(hall);
    if before.newest == Some(published) {
        hall.keep_pack(published, &file)?;
        return Ok(Done::Again(published));
    }
    before.refuse_older(published)?;
    // The file first: an entry without its file would put nothing in force.
    hall.keep_pack(published, &file)?;
    hall.write_with(|own| {
        Before::of(hall).refuse_older(published)?;
        own.add(published, None);
        Ok(())
    })?;
    Ok(Done::Published(published))
}

/// What was published before.
struct Before {
    newest: Option<PackPublished>,
    /// The highest version of all, those of an earlier life of the hall included.
    version: u32,
}

impl Before {
    fn of(hall: &Hall) -> Self {
        let state = hall.state();
        let packs = || state.control.packs().map(|(_, published)| *published);
        Self {
            newest: packs().next(),
            version: packs().map(|published| published.version).max().unwrap_or(0),
        }
    }

    /// Phones keep what they have when it isn't older: an equal version would reach none.
    fn refuse_older(&self, new: PackPublished) -> Result<(), HubError> {
        if new.version > self.version {
            return Ok(());
        }
        Err(HubError::Refused(format!(
            "these guides have version {}, and version {} is published already; write a higher \
             version into pack.toml or commune.toml and build them again. The guides in force \
             stay",
            new.version, self.version
        )))
    }
}

/// The journal names skills and consent sentences by number: a number that meant another one
/// would change what was recorded.
fn keeps_numbers(before: &Pack, new: &Pack) -> Result<(), HubError> {
    for skill in &before.skills {
        let other = new.skill(skill.id).filter(|other| other.slug != skill.slug);
        if let Some(other) = other {
            return Err(HubError::Refused(format!(
                "number {} is the skill {} for good; give {} a number that was never used. The \
                 guides in force stay",
                skill.id, skill.slug, other.slug
            )));
        }
    }
    for wording in &before.consent {
        let other = new.consent_wording(wording.number);
        if other.is_some_and(|other| other.say.vi != wording.say.vi) {
            return Err(HubError::Refused(format!(
                "people said yes to the words of consent sentence {}; leave them as they are and \
                 give the new words a new number. The guides in force stay",
                wording.number
            )));
        }
    }
    Ok(())
}
