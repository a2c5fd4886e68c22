//! The language that phones and halls speak: entries, who may write them, their order,
//! the state they fold into, and the bytes they travel in.
//!
//! Pure: no files, no network, no system clock, no randomness of its own.
//!
//! One completed step, in a straight line: [`entry::Guided`] is what a tap leaves behind;
//! [`chain`] binds it to all that came before on its device; [`codec::batch`] carries it to the
//! hall; [`fold`] turns it into a resident's progress, which the report counts.

#![forbid(unsafe_code)]

pub mod author;
pub mod base32;
pub mod bytes;
pub mod chain;
pub mod clock;
pub mod codec;
pub mod courier;
pub mod entry;
pub mod fold;
pub mod ids;
pub mod keys;
pub mod notice;
pub mod recovery;
pub mod seal;
pub mod successor;
pub mod vietnamese;
pub mod wire;
