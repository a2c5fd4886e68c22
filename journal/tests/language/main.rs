//! What must hold of the language as a whole: its laws, its bytes, its limits.

mod authors;
mod clock;
mod corrections;
mod erasure;
mod golden;
mod indicators;
mod malformed;
mod merges;
mod order;
mod reference;
mod round_trip;
mod size;
mod speed;
mod support;
