//! The phone's brain: an encrypted journal, the guides, and everything that a screen
//! shows of them; and the way to the commune hall.
//!
//! A tap in a guide goes [`commands`] → [`store`] (entry, chain and rows in one
//! transaction) → [`read_models`]; from there the network carries it to the hall.

// unsafe: none of our own; uniffi's scaffolding exports C functions, which `forbid` refuses.

pub mod api;
pub mod commands;
mod durable;
pub mod error;
pub mod keys;
pub mod lock;
pub mod net;
mod orders;
pub mod outbox;
pub mod packs;
pub mod phone;
pub mod read_models;
mod search;
mod shared;
pub mod store;
mod succession;

// Brings the SQLite that `rusqlite` calls.
use camtay_sqlcipher as _;

uniffi::setup_scaffolding!();
