//! What was kept outside a phone's store, sent by a phone that can't open it just now. No
//! token: the parcel proves itself. So anybody may make the hall look into one, and each
//! address may do so only so often.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{ConnectInfo, Request, State};
use axum::response::Response;
use camtay_journal::courier::MAX_PARCEL;
use tokio::sync::Semaphore;

use super::{App, Refused, body, bytes};
use crate::web::listener::Peer;
use crate::{HubError, parcels};

/// How many parcels are in memory at once.
const AT_ONCE: usize = 8;

/// How many parcels an address may send in one go, and how many seconds give back one.
const IN_ONE_GO: u32 = 30;
const SECONDS_EACH: i64 = 2;

/// How many addresses are remembered.
const ADDRESSES: usize = 4_096;

/// The way in for parcels.
pub struct Door {
    at_once: Semaphore,
    /// What each address used up, and when that was counted.
    used: Mutex<HashMap<IpAddr, (u32, i64)>>,
}

impl Default for Door {
    fn default() -> Self {
        Self { at_once: Semaphore::new(AT_ONCE), used: Mutex::default() }
    }
}

impl Door {
    /// Counts a parcel of an address.
    fn count(&self, address: IpAddr, now: i64) -> Result<(), HubError> {
        let left = |(used, at): (u32, i64)| {
            let back = now.saturating_sub(at).max(0) / SECONDS_EACH;
            used.saturating_sub(u32::try_from(back).unwrap_or(u32::MAX))
        };
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if used.len() >= ADDRESSES {
            used.retain(|_, counted| left(*counted) > 0);
        }
        let counted = used.get(&address).copied().map_or(0, left);
        if counted >= IN_ONE_GO || (used.len() >= ADDRESSES && !used.contains_key(&address)) {
            return Err(HubError::Busy);
        }
        used.insert(address, (counted + 1, now));
        Ok(())
    }
}

pub async fn parcels(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refused> {
    let peer = request.extensions().get::<ConnectInfo<Peer>>();
    let address = peer.map_or(Ipv4Addr::UNSPECIFIED.into(), |peer| peer.0.0);
    app.parcels.count(address, app.hall.now())?;
    let _turn = app.parcels.at_once.try_acquire().map_err(|_| HubError::Busy)?;
    let parcel = body(request, MAX_PARCEL).await?;
    let reply = app
        .work(move |hall| {
            let taken = parcels::take_in(hall, &parcel)?;
            parcels::reply(hall, &taken)
        })
        .await?;
    Ok(bytes(reply))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_sends_too_many_waits_and_others_do_not() {
        let door = Door::default();
        let (one, other) = (IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
        for _ in 0..IN_ONE_GO {
            door.count(one, 100).unwrap();
        }
        assert!(matches!(door.count(one, 101), Err(HubError::Busy)));
        door.count(other, 101).unwrap();
        door.count(one, 102).unwrap();
        assert!(matches!(door.count(one, 102), Err(HubError::Busy)));
    }
}
