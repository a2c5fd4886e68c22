//! Opening and locking the store.

use super::{Core, Error};
use crate::phone::PhoneStatus;

#[uniffi::export]
impl Core {
    /// How the phone stands: new, locked or open. The apps' root screen follows it.
    pub fn status(&self) -> Result<PhoneStatus, Error> {
        self.with("status", |phone| phone.status())
    }

    /// Makes a new store and opens it; it has no PIN until [`Core::set_pin`].
    pub fn create(&self) -> Result<(), Error> {
        self.with("create", |phone| phone.create())
    }

    /// Opens a store that has no PIN yet.
    pub fn unlock_without_pin(&self) -> Result<(), Error> {
        self.with("unlock_without_pin", |phone| phone.unlock_without_pin())?;
        self.inner.take_inbox();
        Ok(())
    }

    /// Opens the store with the PIN. Failed tries are counted durably and make the next
    /// one wait.
    pub fn unlock(&self, pin: String) -> Result<(), Error> {
        self.with("unlock", |phone| phone.unlock(&pin))?;
        self.inner.take_inbox();
        Ok(())
    }

    /// Opens the store by a finger or face.
    pub fn unlock_with_biometric(&self) -> Result<(), Error> {
        self.with("unlock_with_biometric", |phone| phone.unlock_with_biometric())?;
        self.inner.take_inbox();
        Ok(())
    }

    /// Chooses the PIN, six digits.
    pub fn set_pin(&self, pin: String) -> Result<(), Error> {
        self.with("set_pin", |phone| phone.set_pin(&pin))
    }

    /// Changes the PIN of somebody who knows the old one.
    pub fn change_pin(&self, old: String, new: String) -> Result<(), Error> {
        self.with("change_pin", |phone| phone.change_pin(&old, &new))
    }

    /// Lets a finger or face open the store too.
    pub fn enable_biometric(&self) -> Result<(), Error> {
        self.with("enable_biometric", |phone| phone.enable_biometric())
    }

    /// Switches that off.
    pub fn disable_biometric(&self) -> Result<(), Error> {
        self.with("disable_biometric", |phone| phone.disable_biometric())
    }

    /// Locks the store; an open guide becomes an entry first, and what the hall lacks goes
    /// into the outbox.
    pub fn lock(&self) -> Result<(), Error> {
        self.with("lock", |phone| phone.lock())
    }

    /// Erases store and lock from this phone, once the hall has everything, or all that it
    /// lacks was given away sealed: sent, or saved as a file, since it was written down.
    pub fn erase_everything(&self) -> Result<(), Error> {
        self.with("erase_everything", |phone| phone.erase_everything())
    }
}
