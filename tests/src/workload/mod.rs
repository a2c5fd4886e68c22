//! Seeded workloads: a commune with its people, and what volunteers record in it. The same
//! seed gives the same bytes on every machine.
//!
//! [`Commune`] is plain data with the sizes that the documents tell of; [`Commune::write_csv`]
//! makes the lists that `camtay-hub import` reads. [`Ground`] is the same commune by ids, as
//! a hall's journal would have it, and [`completions`] is what one phone writes on it.

mod commune;
mod completions;
mod csv;
mod everyone;
mod ground;
mod names;
mod random;

pub use commune::{Commune, CommuneKind, Household, Resident, Size, Village, Volunteer};
pub use completions::{SKILLS, Shift, completions, steps_of};
pub use everyone::everyone;
pub use ground::{Add, Ground, Place};
pub use random::Random;
