//! The phone and its hall: TLS pinned to one key, proved requests, enrolment, hand-in,
//! pull and guides. `docs/protocol.md` tells the story; every part can be broken off at
//! any byte and begun again.

pub mod client;
pub(crate) mod enrol;
mod error;
mod greeting;
pub mod link;
pub mod network;
mod pack;
pub mod patience;
pub(crate) mod pull;
pub(crate) mod successor;
#[cfg(test)]
mod test_hall;
pub mod tls;
pub mod upload;

use std::future::Future;
use std::path::Path;
use std::time::Duration;

use camtay_journal::keys::PublicKey;

pub use error::NetError;
pub(crate) use pack::remove_parts as remove_pack_parts;
pub use pull::Pulled;

use camtay_journal::wire::Standing;

use self::client::HallClient;
use crate::error::CoreError;
use crate::orders;
use crate::store::Store;

/// Hears which life of the hall answers; a newer one is remembered, and gets back what it
/// lacks of its own.
///
/// # Errors
/// [`CoreError::Hall`] when two halls live; the network's and the store's.
pub(crate) async fn hear_generation(
    desk: &impl Desk,
    link: &link::Link<'_>,
) -> Result<(), CoreError> {
    Ok(greeting::greet(desk, link).await?)
}

/// What a conversation with the hall needs of the phone around it. The store is held for
/// a moment at a time and never while the network is waited for, so that people go on
/// recording meanwhile.
pub(crate) trait Desk: Sync {
    /// Does something with the store.
    fn store<T>(
        &self,
        work: impl FnOnce(&mut Store) -> Result<T, CoreError>,
    ) -> Result<T, CoreError>;

    /// The version of the guides in use.
    fn pack_version(&self) -> Result<u32, CoreError>;

    /// Checks a pack file and puts it in use.
    fn take_pack(&self, file: &[u8]) -> Result<(), CoreError>;

    /// The store's folder.
    fn folder(&self) -> &Path;

    /// The wall clock, Unix seconds.
    fn now(&self) -> i64;

    /// Anything from 0 to `u32::MAX`, equally likely.
    fn dice(&self) -> u32;

    /// The way to the hall with this key, at these addresses.
    fn client(&self, hall: PublicKey, addresses: Vec<String>) -> Result<HallClient, NetError> {
        HallClient::new(hall, addresses)
    }

    /// Waits before the next try.
    fn wait(&self, how_long: Duration) -> impl Future<Output = ()> + Send {
        tokio::time::sleep(how_long)
    }
}

/// Remembers what the hall said of how the phone stands, with the order and the card that
/// came along.
///
/// # Errors
/// [`CoreError`].
pub(crate) fn take_standing(desk: &impl Desk, standing: &Standing) -> Result<(), CoreError> {
    let now = desk.now();
    let (hall, own) = desk.store(|store| {
        store.save_standing(now, standing)?;
        Ok((store.hall()?.ok_or(NetError::NoHall)?, store.own_device()))
    })?;
    orders::hear(desk.folder(), standing, &hall.key, own)?;
    Ok(())
}
