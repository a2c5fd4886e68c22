//! What the phone must remember of the parcels that it gave away.

use camtay_journal::wire::Log;
use serde::{Deserialize, Serialize};

use super::Store;
use super::hall::{keep, kept};
use crate::error::CoreError;

/// The phone's side of what is carried by hand.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Courier {
    /// The secret half of the key that replies are sealed to.
    pub(crate) opening: [u8; 32],
    /// The number of the last parcel.
    pub(crate) number: u64,
    /// The number of the latest parcel whose reply was taken in; 0 for none.
    pub(crate) answered: u64,
}

pub(super) const COURIER: &str = "courier";

impl Store {
    /// What is remembered; `None` before the first parcel.
    pub(crate) fn courier(&self) -> Result<Option<Courier>, CoreError> {
        Ok(kept(&self.conn, COURIER)?)
    }

    pub(crate) fn save_courier(&mut self, now: i64, courier: &Courier) -> Result<(), CoreError> {
        self.write(now, |work| Ok(keep(work.conn, COURIER, courier)?))
    }

    /// How far each log of this phone was read: the control log's and each village's.
    pub(crate) fn log_positions(&self) -> Result<Vec<(Log, u64)>, CoreError> {
        let villages = self.assigned_villages()?.into_iter().map(Log::Village);
        std::iter::once(Log::Control)
            .chain(villages)
            .map(|log| Ok((log, self.log_position(log)?)))
            .collect()
    }
}
