//! How a phone is let in: an invitation bound to a volunteer, a code shown once, the same
//! six digits on both screens, the officer's yes.

use std::collections::BTreeSet;

use camtay_journal::bytes::from_hex;
use camtay_journal::entry::{DeviceApproved, DeviceEnrolled, VillagesAssigned};
use camtay_journal::fold::{Control, DeviceStanding};
use camtay_journal::ids::{DeviceId, VillageId, VolunteerId};
use camtay_journal::keys::Purpose;
use camtay_journal::vietnamese::Day;
use camtay_journal::wire::{EnrolAnswer, EnrolRequest, Invitation, enrol_proof, safety_code};
use sha2::{Digest, Sha256};

use crate::store::CodeUse;
use crate::{Hall, HubError};

/// How long an invitation is good, in seconds.
pub const GOOD_FOR: i64 = 10 * 60;

pub(crate) fn code_hash(code: &[u8; 16]) -> [u8; 32] {
    Sha256::new().chain_update(b"camtay/invitation/1\0").chain_update(code).finalize().into()
}

/// Makes an invitation for the volunteer with this key; single use, ten minutes. Only the
/// hash of its code is kept.
///
/// # Errors
/// [`HubError::Refused`] when there is no such volunteer or no address;
/// [`HubError::Unavailable`].
pub fn invite(
    hall: &Hall,
    volunteer_key: &str,
    addresses: Vec<String>,
) -> Result<Invitation, HubError> {
    hall.refresh()?;
    let volunteer = volunteer_with_key(&hall.state().control, volunteer_key)?;
    if addresses.is_empty() {
        return Err(HubError::Refused(
            "the phone must know where the hall is: name its address with --address HOST:PORT"
                .to_owned(),
        ));
    }
    let code = hall.random_bytes();
    hall.store.add_invitation(code_hash(&code), volunteer, hall.now() + GOOD_FOR)?;
    Ok(Invitation {
        hall: hall.keys.public(),
        sealing: hall.keys.sealing.sealing_key(),
        addresses,
        code,
    })
}

fn volunteer_with_key(control: &Control, key: &str) -> Result<VolunteerId, HubError> {
    let found = control.volunteers().find(|(_, volunteer)| volunteer.key == key);
    found.map(|(id, _)| id).ok_or_else(|| {
        HubError::Refused(format!(
            "no volunteer has the key {key:?}; import the volunteers first, or look up the key"
        ))
    })
}

/// A phone shows a code and its key, and waits for the officer from now on. Showing them
/// again after a lost answer changes nothing.
///
/// # Errors
/// [`HubError::BadRequest`], [`HubError::BadCode`], [`HubError::Unavailable`].
pub fn show_code(hall: &Hall, request: &EnrolRequest) -> Result<EnrolAnswer, HubError> {
    let code = from_hex(&request.code).and_then(|bytes| <[u8; 16]>::try_from(bytes).ok());
    let code = code.ok_or(HubError::BadRequest("the code is not 16 bytes in hex"))?;
    request
        .key
        .verify(Purpose::Request, &enrol_proof(hall.device(), &code), &request.proof)
        .map_err(|_| HubError::BadRequest("the phone did not prove its key"))?;
    let device = request.key.device();
    not_the_halls(hall, device)?;
    let digits = safety_code(&hall.keys.public(), &request.key, &code);
    let volunteer =
        match hall.store.use_invitation(code_hash(&code), device, &digits, hall.now())? {
            CodeUse::Good(volunteer) => volunteer,
            CodeUse::Bad => return Err(HubError::BadCode),
        };
    hall.write_with(|own| {
        if hall.state().control.enrolment(device).is_none() {
            own.add(DeviceEnrolled { device, key: request.key, volunteer }, None);
        }
        Ok(())
    })?;
    Ok(EnrolAnswer { hall: hall.device(), sealing: hall.keys.sealing.sealing_key(), device })
}

/// What a phone wrote under such an id would pass for the hall's own. One in 2^48 by chance.
///
/// # Errors
/// [`HubError::BadRequest`].
pub(crate) fn not_the_halls(hall: &Hall, device: DeviceId) -> Result<(), HubError> {
    if device.is_of_hall(hall.device()) {
        return Err(HubError::BadRequest("this phone's key looks like the hall's; make another"));
    }
    Ok(())
}

/// What the officer let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetIn {
    /// The phone.
    pub device: DeviceId,
    /// In whose hands it is: the commune's key for them.
    pub volunteer: String,
    /// The names of the villages that it carries.
    pub villages: Vec<String>,
}

/// The officer compared the six digits on both screens and says yes. Without
/// `village_keys` the phone carries the villages of its volunteer's teams.
///
/// # Errors
/// [`HubError::Refused`] when no phone waits with these digits, or it would have no
/// village; [`HubError::Unavailable`].
pub fn approve(hall: &Hall, digits: &str, village_keys: &[String]) -> Result<LetIn, HubError> {
    let digits: String = digits.chars().filter(|letter| !letter.is_whitespace()).collect();
    if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(HubError::Refused(
            "a safety code has six digits; read it from the phone's screen".to_owned(),
        ));
    }
    let phones = hall.store.phones_with_safety_code(&digits)?;
    hall.write_with(|own| {
        let state = hall.state();
        let control = &state.control;
        let waiting = phones
            .iter()
            .filter(|phone| control.standing(**phone) == Some(DeviceStanding::Pending));
        let device = match waiting.collect::<Vec<_>>()[..] {
            [device] => *device,
            [] => {
                return Err(HubError::Refused(
                    "no phone waits with this safety code; let nobody in, and enrol again if \
                     the two screens differ"
                        .to_owned(),
                ));
            }
            _ => {
                return Err(HubError::Refused(
                    "two phones wait with this same code by chance; enrol one of them again"
                        .to_owned(),
                ));
            }
        };
        let volunteer = control.enrolment(device).map(|it| it.volunteer);
        let volunteer = volunteer.ok_or(HubError::BadCode)?;
        let villages = if village_keys.is_empty() {
            villages_of_teams(control, volunteer, Day::of_unix(hall.now()))
        } else {
            villages_with_keys(control, village_keys)?
        };
        if villages.is_empty() {
            return Err(HubError::Refused(
                "the volunteer is in no team with a village, so the phone would carry nothing; \
                 name its villages with --village KEY"
                    .to_owned(),
            ));
        }
        let let_in = LetIn {
            device,
            volunteer: control.volunteer(volunteer).map(|it| it.key.clone()).unwrap_or_default(),
            villages: villages
                .iter()
                .filter_map(|id| Some(control.village(*id)?.name.clone()))
                .collect(),
        };
        own.add(DeviceApproved { device }, None);
        own.add(VillagesAssigned { device, villages: villages.into_iter().collect() }, None);
        Ok(let_in)
    })
}

fn villages_of_teams(control: &Control, volunteer: VolunteerId, today: Day) -> BTreeSet<VillageId> {
    control
        .teams()
        .filter(|(_, team)| team.ended.is_none_or(|ended| ended > today))
        .filter(|(id, _)| control.members(*id, today).any(|member| member == volunteer))
        .flat_map(|(_, team)| team.villages.iter().copied())
        .collect()
}

fn villages_with_keys(control: &Control, keys: &[String]) -> Result<BTreeSet<VillageId>, HubError> {
    keys.iter()
        .map(|key| {
            let found = control.villages().find(|(_, village)| village.key == *key);
            found.map(|(id, _)| id).ok_or_else(|| {
                HubError::Refused(format!("no village has the key {key:?}; look it up in the list"))
            })
        })
        .collect()
}
