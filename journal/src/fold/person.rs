//! Personal fields are last-writer-wins, each by itself.

use super::control::Control;
use super::facts::Facts;
use crate::entry::PersonalPart;

/// The latest counting value of each field.
#[must_use]
pub fn merged(facts: &Facts<PersonalPart>, control: &Control) -> PersonalPart {
    PersonalPart {
        name: facts.last_of(control, |part| part.name.clone()),
        birth_year: facts.last_of(control, |part| part.birth_year),
        phone: facts.last_of(control, |part| part.phone.clone()),
        place: facts.last_of(control, |part| part.place.clone()),
        note: facts.last_of(control, |part| part.note.clone()),
    }
}
