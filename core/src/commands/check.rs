//! What every command asks before it writes: of the words that were typed, and of the
//! person they are about.

use camtay_content::Skill;
use camtay_journal::entry::{Consent, MAX_TEXT, Status};
use camtay_journal::fold::{HouseholdView, ResidentView};
use camtay_journal::ids::{HouseholdId, ResidentId, SessionId, SkillId, VillageId};
use camtay_journal::vietnamese::{Day, PhoneNumber, nfc, refuse_id_numbers};

use crate::error::{BadInput, ConsentMissing, CoreError, Denied};
use crate::phone::Phone;
use crate::shared;

/// The longest name, in bytes of UTF-8.
const MAX_NAME: usize = 120;

/// Nobody alive was born before.
const FIRST_YEAR: u16 = 1900;

/// From this age on people are written down by name.
const ADULT_AGE: i32 = 18;

/// A free text: NFC, not too long, without what may be the number of a paper or account.
/// `None` for one that says nothing.
pub(super) fn text(field: &'static str, text: &str) -> Result<Option<String>, CoreError> {
    let text = nfc(text);
    if text.is_empty() {
        return Ok(None);
    }
    if text.len() > MAX_TEXT {
        return Err(CoreError::input(field, BadInput::TooLong));
    }
    refuse_id_numbers(&text).map_err(|_| CoreError::input(field, BadInput::IdNumber))?;
    Ok(Some(text))
}

/// A free text that may be left out.
pub(super) fn optional_text(
    field: &'static str,
    given: Option<&str>,
) -> Result<Option<String>, CoreError> {
    given.map_or(Ok(None), |given| text(field, given))
}

/// A person's name: as a text, with a letter and without digits.
pub(super) fn name(field: &'static str, given: &str) -> Result<String, CoreError> {
    let name = text(field, given)?.ok_or(CoreError::input(field, BadInput::Empty))?;
    if name.len() > MAX_NAME {
        return Err(CoreError::input(field, BadInput::TooLong));
    }
    let digits = name.chars().any(char::is_numeric);
    if digits || !name.chars().any(char::is_alphabetic) {
        return Err(CoreError::input(field, BadInput::NotAName));
    }
    Ok(name)
}

/// A mobile number in any of its written forms, as ten digits.
pub(super) fn phone(given: Option<&str>) -> Result<Option<String>, CoreError> {
    let Some(given) = given.map(nfc).filter(|given| !given.is_empty()) else { return Ok(None) };
    let number =
        PhoneNumber::parse(&given).map_err(|_| CoreError::input("phone", BadInput::Phone))?;
    Ok(Some(number.to_string()))
}

/// The birth year of an adult: as-of year minus birth year is 18 or more.
pub(super) fn birth_year(year: u16, today: Day) -> Result<u16, CoreError> {
    let age = today.year() - i32::from(year);
    if year < FIRST_YEAR || age < 0 {
        return Err(CoreError::input("birth_year", BadInput::BirthYear));
    }
    if age < ADULT_AGE {
        return Err(CoreError::NotAllowed(Denied::NotAnAdult));
    }
    Ok(year)
}

/// A day that lies ahead, or is today.
pub(super) fn coming_day(field: &'static str, given: &str, today: Day) -> Result<Day, CoreError> {
    let day = shared::day(field, given)?;
    if day < today {
        return Err(CoreError::input(field, BadInput::PastDay));
    }
    Ok(day)
}

impl Phone {
    /// A village that the hall's list has.
    pub(super) fn village(&self, given: &str) -> Result<VillageId, CoreError> {
        let id: VillageId = shared::id("village", given)?;
        match self.store()?.control()?.village(id) {
            Some(_) => Ok(id),
            None => Err(CoreError::NotFound("village")),
        }
    }

    /// A household that is known here.
    pub(super) fn known_household(&self, given: &str) -> Result<HouseholdView, CoreError> {
        let id: HouseholdId = shared::id("household", given)?;
        let view = self.store()?.reading()?.household(id)?;
        view.ok_or(CoreError::NotFound("household"))
    }

    /// A resident who is known here and still lives here.
    pub(super) fn known_resident(&self, given: &str) -> Result<ResidentView, CoreError> {
        let id: ResidentId = shared::id("resident", given)?;
        let view = self.store()?.reading()?.resident(id)?;
        let view = view.ok_or(CoreError::NotFound("resident"))?;
        if view.erased {
            return Err(CoreError::NotAllowed(Denied::Erased));
        }
        if view.merged_into.is_some() {
            return Err(CoreError::NotAllowed(Denied::NoLongerHere));
        }
        Ok(view)
    }

    /// A resident of whom something may be recorded: an adult who lives here and said
    /// yes.
    pub(super) fn consenting_resident(&self, given: &str) -> Result<ResidentView, CoreError> {
        let view = self.known_resident(given)?;
        if matches!(view.status, Status::MovedAway | Status::Died) {
            return Err(CoreError::NotAllowed(Denied::NoLongerHere));
        }
        if !view.adult {
            return Err(CoreError::NotAllowed(Denied::NotAnAdult));
        }
        match view.consent {
            Some(Consent::Given) => Ok(view),
            None => Err(CoreError::NeedsConsent(ConsentMissing::NotAsked)),
            Some(Consent::Asked) => Err(CoreError::NeedsConsent(ConsentMissing::NotAnswered)),
            Some(Consent::Refused) => Err(CoreError::NeedsConsent(ConsentMissing::Refused)),
            Some(Consent::Withdrawn) => Err(CoreError::NeedsConsent(ConsentMissing::Withdrawn)),
        }
    }

    /// A session that this phone opened, joined or heard of.
    pub(super) fn known_session(&self, given: &str) -> Result<SessionId, CoreError> {
        let id: SessionId = shared::id("session", given)?;
        if self.store()?.knows_session(id)? { Ok(id) } else { Err(CoreError::NotFound("session")) }
    }

    /// As [`Phone::known_session`], where there may be none.
    pub(super) fn optional_session(
        &self,
        given: Option<&str>,
    ) -> Result<Option<SessionId>, CoreError> {
        given.map(|given| self.known_session(given)).transpose()
    }

    /// A session in which something still goes on.
    pub(super) fn session_under_way(
        &self,
        given: Option<&str>,
    ) -> Result<Option<SessionId>, CoreError> {
        let Some(id) = self.optional_session(given)? else { return Ok(None) };
        let view = self.store()?.reading()?.session(id)?;
        if view.is_some_and(|view| view.closed) {
            return Err(CoreError::NotAllowed(Denied::SessionClosed));
        }
        Ok(Some(id))
    }

    /// A skill of the pack in use.
    pub(crate) fn skill(&self, number: u16) -> Result<Skill, CoreError> {
        let pack = self.pack()?;
        let skill = pack.skill(SkillId(number)).cloned();
        skill.ok_or(CoreError::input("skill", BadInput::NotInPack))
    }

    /// Skills of the pack in use, by number.
    pub(super) fn skills(&self, numbers: &[u16]) -> Result<Vec<SkillId>, CoreError> {
        numbers.iter().map(|number| Ok(self.skill(*number)?.id)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bad(result: Result<impl std::fmt::Debug, CoreError>) -> BadInput {
        match result {
            Err(CoreError::BadInput { reason, .. }) => reason,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn names_are_kept_in_nfc_and_need_letters_without_digits() {
        assert_eq!(name("name", " Nguye\u{302}\u{303}n  Thị Hoà ").unwrap(), "Nguyễn Thị Hoà");
        assert_eq!(name("name", "H'Hen Niê").unwrap(), "H'Hen Niê");
        assert_eq!(bad(name("name", "  ")), BadInput::Empty);
        assert_eq!(bad(name("name", "Ba 2")), BadInput::NotAName);
        assert_eq!(bad(name("name", "…")), BadInput::NotAName);
        assert_eq!(bad(name("name", &"A".repeat(MAX_NAME + 1))), BadInput::TooLong);
    }

    #[test]
    fn a_text_with_what_may_be_an_id_number_is_refused() {
        for typed in ["CCCD 045 123 456 789", "số 0-4-5-1-2-3-4-5-6-7-8-9", "123456789"] {
            assert_eq!(bad(text("note", typed)), BadInput::IdNumber, "{typed}");
        }
        assert_eq!(text("note", " nhà  cuối ngõ ").unwrap().as_deref(), Some("nhà cuối ngõ"));
        assert_eq!(text("note", " ").unwrap(), None);
    }

    #[test]
    fn only_adults_have_a_birth_year() {
        let today = Day::from_ymd(2026, 11, 23).unwrap();
        assert_eq!(birth_year(2008, today).unwrap(), 2008);
        assert!(matches!(birth_year(2009, today), Err(CoreError::NotAllowed(Denied::NotAnAdult))));
        assert_eq!(bad(birth_year(2027, today)), BadInput::BirthYear);
        assert_eq!(bad(birth_year(1899, today)), BadInput::BirthYear);
    }
}
