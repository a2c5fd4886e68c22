//! Somebody is written down by name.

use camtay_content::ConsentFor;
use camtay_journal::entry::{
    Consent, ConsentRecorded, Occupation, Personal, PersonalPart, PhoneKind, ResidentAdded, Status,
};
use camtay_journal::ids::ResidentId;

use super::check;
use crate::error::{CoreError, Denied};
use crate::phone::Phone;

/// A resident who isn't in the list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct NewResident {
    /// Their household.
    pub household: String,
    /// Full name, family name first.
    pub name: String,
    /// Birth year, where it is known.
    pub birth_year: Option<u16>,
    /// The volunteer's word that this is an adult; needed where the year is unknown.
    pub adult: bool,
    /// Mobile number in any of its written forms.
    pub phone: Option<String>,
    /// Which phone they use.
    pub phone_kind: Option<PhoneKind>,
    /// The occupation group, if told.
    pub occupation: Option<Occupation>,
    /// From another commune.
    pub guest: bool,
    /// They were asked and said yes: recorded in the same moment.
    pub consent_given: bool,
    /// During which session.
    pub session: Option<String>,
}

impl Phone {
    /// Adds a resident, with their yes where it was given; the resident's id.
    ///
    /// # Errors
    /// [`Denied::NotAnAdult`]; [`CoreError::BadInput`]; [`CoreError::NotFound`].
    pub fn add_resident(&mut self, new: &NewResident) -> Result<String, CoreError> {
        let household = self.known_household(&new.household)?.id;
        let session = self.optional_session(new.session.as_deref())?;
        let name = check::name("name", &new.name)?;
        let today = self.today();
        let birth_year = new.birth_year.map(|year| check::birth_year(year, today)).transpose()?;
        if birth_year.is_none() && !new.adult {
            return Err(CoreError::NotAllowed(Denied::NotAnAdult));
        }
        let phone = check::phone(new.phone.as_deref())?;
        let (pack, wording) = self.wording(ConsentFor::Person)?;
        let part = PersonalPart { name: Some(name), birth_year, phone, ..PersonalPart::default() };
        let personal = self.seal_part(part);
        let added = ResidentAdded {
            household,
            adult: true,
            status: if new.guest { Status::Guest } else { Status::Active },
            phone_kind: new.phone_kind,
            occupation: new.occupation,
        };
        let now = self.now();
        let id = self.store_mut()?.write(now, |work| {
            let id = ResidentId(work.append(added, personal)?);
            if new.consent_given {
                let consent = ConsentRecorded {
                    resident: Some(id),
                    household,
                    session,
                    answer: Consent::Given,
                    wording,
                    pack,
                };
                work.append(consent, Personal::None)?;
            }
            Ok(id)
        })?;
        Ok(id.to_string())
    }
}
