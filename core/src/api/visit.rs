//! A conversation with the hall: what it is held with, and what the phone does when it finds
//! that the hall has another journal of it.

use camtay_journal::wire::ClockMark;

use super::{Error, Inner, LogLevel};
use crate::error::{CoreError, HallProblem};
use crate::keys::DeviceKey;
use crate::net::client::HallClient;
use crate::net::link::Link;
use crate::net::{Desk, NetError, hear_generation, successor};

/// What a conversation with the hall is held with.
pub(super) struct Visit {
    pub(super) client: HallClient,
    pub(super) signer: DeviceKey,
    pub(super) marks: Vec<ClockMark>,
}

impl Visit {
    pub(super) fn link<'a>(&'a self, core: &'a Inner) -> Link<'a> {
        Link::new(&self.client, &self.signer, &*core.clock).with_marks(self.marks.clone())
    }
}

impl Inner {
    pub(super) fn signer(&self) -> Result<DeviceKey, CoreError> {
        self.phone(|phone| phone.device_key())
    }

    /// Goes to the hall; a new device tells first whose successor it is.
    pub(super) async fn visit(&self) -> Result<Visit, CoreError> {
        let hall = self.store(|store| store.hall())?.ok_or(NetError::NoHall)?;
        let client = self.client(hall.key, hall.addresses)?;
        let signer = self.signer()?;
        successor::tell(self, &Link::new(&client, &signer, &*self.clock)).await?;
        let now = self.now();
        let marks = self.store(|store| store.clock_marks(now))?;
        Ok(Visit { client, signer, marks })
    }

    /// Whether what went wrong is that this phone's journal and the hall's parted, and the
    /// phone goes on as a new device now: then the same may be tried again.
    pub(super) async fn went_on_anew(&self, why: &CoreError) -> Result<bool, CoreError> {
        if why.kind() != (Error::Hall { problem: HallProblem::Fork }) {
            return Ok(false);
        }
        let visit = self.visit().await?;
        let link = visit.link(self);
        let Some(common) = successor::parting(self, &link).await? else {
            return Ok(false);
        };
        self.phone(|phone| phone.begin_succession(link.device(), common))?;
        let line = "the hall has other records of this phone: it goes on as a new one";
        self.logger.log(LogLevel::Warning, line.to_owned());
        Ok(true)
    }

    /// Hears which life of the hall answers, and hands back what that one lacks of its own.
    pub(super) async fn greet(&self) -> Result<(), CoreError> {
        let visit = self.visit().await?;
        hear_generation(self, &visit.link(self)).await
    }
}
