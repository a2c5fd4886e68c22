//! A lost phone: suspended, let go on, revoked; and what the hall tells it.
//!
//! A suspended phone gets nothing but the order; what it hands in is parked
//! ([`crate::bundle`]). A revoked one too, for good: what the hall had taken in of it at
//! that moment counts, by position and not by a clock.

use std::collections::HashMap;

use camtay_journal::entry::{DeviceRevoked, DeviceSuspended};
use camtay_journal::fold::{Control, DeviceStanding};
use camtay_journal::ids::{DeviceId, Seq};
use camtay_journal::notice::{Command, HallCard, MAX_ADDRESSES, Order};
use camtay_journal::vietnamese::find_id_number;
use camtay_journal::wire::SignedError;

use crate::bundle::{self, Bundle};
use crate::create::check_address;
use crate::{Hall, HubError};

/// The most letters of an operator's reason.
const MAX_WHY: usize = 200;

fn refused(why: &str) -> HubError {
    HubError::Refused(why.to_owned())
}

/// The standing of a phone that an operator names.
///
/// # Errors
/// [`HubError::Refused`] when the hall doesn't know it.
pub(crate) fn known(control: &Control, device: DeviceId) -> Result<DeviceStanding, HubError> {
    control.standing(device).ok_or_else(|| {
        HubError::Refused(format!(
            "the hall knows no phone {device}; `camtay-hub phones DIR` lists them"
        ))
    })
}

/// The phone gets nothing for the time being. `why` stays at the hall.
///
/// # Errors
/// [`HubError::Refused`] for a phone that is unknown, suspended or revoked, and for a
/// reason that is too long; [`HubError::Unavailable`].
pub fn suspend(hall: &Hall, device: DeviceId, why: Option<&str>) -> Result<(), HubError> {
    if why.is_some_and(|why| why.chars().count() > MAX_WHY) {
        return Err(refused("a reason has at most 200 letters; shorten it"));
    }
    if why.is_some_and(find_id_number) {
        return Err(refused(
            "a reason must not hold the number of an identity paper; leave it out",
        ));
    }
    hall.write_with(|own| {
        match known(&hall.state().control, device)? {
            DeviceStanding::Suspended => return Err(refused("this phone is suspended already")),
            DeviceStanding::Revoked => return Err(refused("this phone is revoked already")),
            DeviceStanding::Pending | DeviceStanding::Approved => {}
        }
        own.add(DeviceSuspended { device, suspended: true }, None);
        Ok(())
    })?;
    hall.store.give_order(device, false, why, hall.now())?;
    Ok(())
}

/// A suspended phone gets everything again, and what it handed in meanwhile is taken in;
/// how many entries that were.
///
/// # Errors
/// [`HubError::Refused`] for a phone that isn't suspended; [`HubError::Unavailable`].
pub fn resume(hall: &Hall, device: DeviceId) -> Result<u64, HubError> {
    hall.write_with(|own| {
        match known(&hall.state().control, device)? {
            DeviceStanding::Suspended => {}
            DeviceStanding::Revoked => {
                return Err(refused(
                    "this phone is revoked, and that is for good; let it in anew with enrol",
                ));
            }
            DeviceStanding::Pending | DeviceStanding::Approved => {
                return Err(refused("this phone is not suspended"));
            }
        }
        own.add(DeviceSuspended { device, suspended: false }, None);
        Ok(())
    })?;
    hall.store.give_order(device, false, None, hall.now())?;
    bundle::bring_in(hall, device)
}

/// The other phones that are let in and in the same hands: one that came back from a copy
/// goes on under another id.
///
/// # Errors
/// [`HubError::Unavailable`].
pub fn others(hall: &Hall, device: DeviceId) -> Result<Vec<DeviceId>, HubError> {
    let mark = |device| hall.mark(device).map(|mark| mark.next_seq);
    let devices: Vec<_> = hall.state().control.devices().filter(|it| *it != device).collect();
    let volunteer = hall.state().control.holder(device, mark(device)?);
    let mut others = Vec::new();
    for other in devices {
        let next = mark(other)?;
        let state = hall.state();
        let is_in = state.control.standing(other) == Some(DeviceStanding::Approved);
        if is_in && volunteer.is_some() && state.control.holder(other, next) == volunteer {
            others.push(other);
        }
    }
    Ok(others)
}

/// What a revocation came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revoked {
    /// The last entry of the phone that counts.
    pub last_seq: Seq,
    /// It is ordered to forget everything.
    pub wipe: bool,
}

/// The phone is out for good: what the hall has of it now counts, what comes later is one
/// bundle for an officer. With `wipe` it is ordered to forget everything, also when it
/// was revoked before.
///
/// # Errors
/// [`HubError::Refused`] for a phone that is unknown, or where all of it is so already;
/// [`HubError::Unavailable`].
pub fn revoke(hall: &Hall, device: DeviceId, wipe: bool) -> Result<Revoked, HubError> {
    hall.refresh()?;
    let before = hall.store.order(device)?;
    let last_seq = hall.write_with(|own| {
        let state = hall.state();
        let control = &state.control;
        known(control, device)?;
        if let Some(last_seq) = control.revoked_after(device) {
            return if wipe && !before.as_ref().is_some_and(|it| it.wipe) {
                Ok(last_seq)
            } else {
                Err(refused("this phone is revoked already"))
            };
        }
        let last_seq = hall.mark(device)?.next_seq.saturating_sub(1);
        own.add(DeviceRevoked { device, last_seq }, None);
        Ok(last_seq)
    })?;
    let why = before.and_then(|it| it.why);
    hall.store.give_order(device, wipe, why.as_deref(), hall.now())?;
    Ok(Revoked { last_seq, wipe })
}

/// The signed order that a phone is told; `None` for one that was never given any.
///
/// # Errors
/// [`HubError::Unavailable`], [`HubError::Key`].
pub fn order(
    hall: &Hall,
    device: DeviceId,
    standing: DeviceStanding,
) -> Result<Option<String>, HubError> {
    let Some(note) = hall.store.order(device)? else { return Ok(None) };
    let command = match standing {
        DeviceStanding::Revoked if note.wipe => Command::Wipe,
        DeviceStanding::Revoked | DeviceStanding::Suspended => Command::Stop,
        DeviceStanding::Pending | DeviceStanding::Approved => Command::CarryOn,
    };
    let order = Order {
        hall: hall.device(),
        device,
        generation: hall.generation.number,
        number: note.number,
        command,
    };
    order.sign(&hall.keys.identity).map(Some).map_err(unsigned)
}

/// The hall's signed card; `None` while no addresses were put on it.
///
/// # Errors
/// [`HubError::Unavailable`], [`HubError::Key`].
pub fn card(hall: &Hall) -> Result<Option<String>, HubError> {
    let Some((version, addresses)) = hall.store.card()? else { return Ok(None) };
    let card = HallCard {
        hall: hall.device(),
        generation: hall.generation.number,
        version,
        sealing: hall.keys.sealing.sealing_key(),
        addresses,
    };
    card.sign(&hall.keys.identity).map(Some).map_err(unsigned)
}

fn unsigned(error: SignedError) -> HubError {
    match error {
        SignedError::Codec(error) => error.into(),
        SignedError::Key(error) => error.into(),
    }
}

/// Puts addresses on a new version of the hall's card, which every phone takes at its
/// next contact; the version.
///
/// # Errors
/// [`HubError::Refused`] for what is no address, none or too many.
pub fn readdress(hall: &Hall, addresses: &[String]) -> Result<u64, HubError> {
    if addresses.is_empty() || addresses.len() > MAX_ADDRESSES {
        return Err(HubError::Refused(format!(
            "a hall's card has one to {MAX_ADDRESSES} addresses; name those at which phones find it"
        )));
    }
    addresses.iter().try_for_each(|address| check_address(address))?;
    Ok(hall.store.save_card(addresses)?)
}

/// A phone, for the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneLine {
    /// Which.
    pub device: DeviceId,
    /// In whose hands: the commune's key for them.
    pub volunteer: Option<String>,
    /// How it stands.
    pub standing: DeviceStanding,
    /// It is ordered to forget everything.
    pub wipe: bool,
    /// The operator's words when it was suspended.
    pub why: Option<String>,
    /// When it was last in contact, by the hall's clock; `None` for never.
    pub contact: Option<i64>,
    /// The last entry that the hall has taken in of it; 0 for none.
    pub last_seq: Seq,
    /// What it handed in that waits for an officer, or was refused.
    pub bundle: Option<Bundle>,
}

/// Every phone that ever showed a code.
///
/// # Errors
/// [`HubError::Unavailable`], [`HubError::Damaged`].
pub fn phones(hall: &Hall) -> Result<Vec<PhoneLine>, HubError> {
    hall.refresh()?;
    let contacts: HashMap<_, _> =
        hall.store.contacts()?.into_iter().map(|it| (it.device, it.at)).collect();
    let mut orders: HashMap<_, _> =
        hall.store.orders()?.into_iter().map(|it| (it.device, it)).collect();
    let mut bundles: HashMap<_, _> =
        bundle::all(hall)?.into_iter().map(|it| (it.device, it)).collect();
    let devices: Vec<_> = hall.state().control.devices().collect();
    devices
        .into_iter()
        .map(|device| {
            let last_seq = hall.mark(device)?.next_seq.saturating_sub(1);
            let state = hall.state();
            let control = &state.control;
            let holder = control.holder(device, last_seq.saturating_add(1));
            let volunteer = holder.and_then(|it| Some(control.volunteer(it)?.key.clone()));
            let order = orders.remove(&device);
            Ok(PhoneLine {
                device,
                volunteer,
                standing: control.standing(device).unwrap_or(DeviceStanding::Pending),
                wipe: order.as_ref().is_some_and(|it| it.wipe),
                why: order.and_then(|it| it.why),
                contact: contacts.get(&device).copied(),
                last_seq,
                bundle: bundles.remove(&device),
            })
        })
        .collect()
}
