//! What must hold of the language as a whole: its laws, its bytes, its limits.

// In a test that is how one says that something must be.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod authors;
mod clock;
mod corrections;
mod courier;
mod erasure;
mod golden;
mod indicators;
mod malformed;
mod merges;
mod order;
mod reference;
mod renamed;
mod round_trip;
mod size;
mod speed;
mod support;
