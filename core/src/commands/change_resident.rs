//! New particulars of a resident: moved, left, a new phone.

use camtay_journal::entry::{
    Consent, Occupation, PersonalPart, PhoneKind, ResidentChanged, Status,
};

use super::check;
use crate::error::CoreError;
use crate::phone::Phone;

/// What is new about a resident; what is absent stays.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct ResidentChange {
    /// Which resident.
    pub resident: String,
    /// They live in this household now, perhaps in another village.
    pub household: Option<String>,
    /// New status: moved away, died, back again, a guest.
    pub status: Option<Status>,
    /// Full name.
    pub name: Option<String>,
    /// Birth year.
    pub birth_year: Option<u16>,
    /// Mobile number.
    pub phone: Option<String>,
    /// Which phone they use.
    pub phone_kind: Option<PhoneKind>,
    /// The occupation group.
    pub occupation: Option<Occupation>,
}

impl ResidentChange {
    /// A change of nothing yet, to be filled in with struct update syntax.
    #[must_use]
    pub fn of(resident: &str) -> Self {
        Self {
            resident: resident.to_owned(),
            household: None,
            status: None,
            name: None,
            birth_year: None,
            phone: None,
            phone_kind: None,
            occupation: None,
        }
    }

    /// Whether it says more of the person than the commune's list does; that needs a yes.
    fn is_personal(&self) -> bool {
        self.birth_year.is_some()
            || self.phone.is_some()
            || self.phone_kind.is_some()
            || self.occupation.is_some()
    }
}

impl Phone {
    /// Changes a resident. Of somebody who hasn't been asked only name, household and
    /// status can be put right.
    ///
    /// # Errors
    /// [`CoreError::NeedsConsent`]; [`CoreError::BadInput`]; [`CoreError::NotFound`].
    pub fn change_resident(&mut self, change: &ResidentChange) -> Result<(), CoreError> {
        let known = self.known_resident(&change.resident)?;
        if change.is_personal() && known.consent != Some(Consent::Given) {
            self.consenting_resident(&change.resident)?;
        }
        let household = match &change.household {
            Some(household) => Some(self.known_household(household)?.id),
            None => None,
        };
        let today = self.today();
        let year = change.birth_year.map(|year| check::birth_year(year, today)).transpose()?;
        let part = PersonalPart {
            name: change.name.as_deref().map(|name| check::name("name", name)).transpose()?,
            birth_year: year,
            phone: check::phone(change.phone.as_deref())?,
            ..PersonalPart::default()
        };
        let changed = ResidentChanged {
            household,
            status: change.status,
            adult: year.map(|_| true),
            phone_kind: change.phone_kind,
            occupation: change.occupation,
            ..ResidentChanged::of(known.id)
        };
        if changed != ResidentChanged::of(known.id) || !part.is_empty() {
            self.append(changed, part)?;
        }
        Ok(())
    }
}
