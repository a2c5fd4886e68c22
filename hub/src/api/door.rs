//! How often an address may come in without a token.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use crate::HubError;

/// How many addresses are remembered.
const ADDRESSES: usize = 4_096;

/// Counts who comes in.
pub struct Door {
    in_one_go: u32,
    seconds_each: i64,
    /// What each address used up, and when that was counted.
    used: Mutex<HashMap<IpAddr, (u32, i64)>>,
}

impl Door {
    /// Each address may come so many times in one go, and once more after so many seconds.
    pub fn new(in_one_go: u32, seconds_each: i64) -> Self {
        Self { in_one_go, seconds_each, used: Mutex::default() }
    }

    /// Counts an address in.
    ///
    /// # Errors
    /// [`HubError::Busy`] when it has come too often.
    pub fn count(&self, address: IpAddr, now: i64) -> Result<(), HubError> {
        let left = |(used, at): (u32, i64)| {
            let back = now.saturating_sub(at).max(0) / self.seconds_each;
            used.saturating_sub(u32::try_from(back).unwrap_or(u32::MAX))
        };
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if used.len() >= ADDRESSES {
            used.retain(|_, counted| left(*counted) > 0);
        }
        let counted = used.get(&address).copied().map_or(0, left);
        if counted >= self.in_one_go || (used.len() >= ADDRESSES && !used.contains_key(&address)) {
            return Err(HubError::Busy);
        }
        used.insert(address, (counted + 1, now));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_comes_too_often_waits_and_others_do_not() {
        let door = Door::new(30, 2);
        let (one, other) = (IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
        for _ in 0..30 {
            door.count(one, 100).unwrap();
        }
        assert!(matches!(door.count(one, 101), Err(HubError::Busy)));
        door.count(other, 101).unwrap();
        door.count(one, 102).unwrap();
        assert!(matches!(door.count(one, 102), Err(HubError::Busy)));
    }
}
