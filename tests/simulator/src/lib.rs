//! The simulator: phones, a hall, couriers, a network and disks in one thread, from one seed.
//!
//! A [`plan`] is a list of steps; the [`world`] plays it with the real core on real SQLite
//! over disks that lose power ([`disk`]) and the real routes of the hall behind a network
//! that loses, cuts and repeats ([`net`]). The [`book`] has the properties that must hold,
//! [`end`] how all must agree at the end. A plan that fails is made small ([`shrink`]) and
//! kept in `plans/`, where a test plays it for ever.

// unsafe: the disks are functions that SQLite calls with pointers, and the system's randomness is one that C code calls; those two modules alone have them.
#![deny(unsafe_code)]

pub mod book;
#[allow(unsafe_code)]
pub mod disk;
pub mod end;
pub mod forger;
pub mod morning;
pub mod net;
pub mod phone;
pub mod plan;
pub mod shrink;
pub mod step;
#[allow(unsafe_code)]
pub mod system_random;
pub mod tally;
pub mod world;

use tokio::runtime::{Builder, Runtime};

use crate::book::{Broken, Property};
use crate::morning::{CantBegin, Morning, cant};
use crate::plan::Plan;
use crate::world::Outcome;

/// All that a simulation needs, made once for a process.
pub struct Simulator(Morning);

impl Simulator {
    /// Makes it.
    ///
    /// # Errors
    /// [`CantBegin`].
    pub fn new() -> Result<Self, CantBegin> {
        on_a_thread_of_its_own(|runtime| Morning::make(runtime).map(Self))
    }

    /// Plays a plan, on a thread of its own: what the standard library keeps for a thread
    /// (the order in its hash tables) begins anew with each. A panic breaks a property.
    ///
    /// # Errors
    /// [`CantBegin`].
    pub fn play(&self, plan: &Plan) -> Result<Outcome, CantBegin> {
        let played = on_a_thread_of_its_own(|runtime| world::play(plan, &self.0, runtime));
        match played {
            Err(CantBegin::Panic) => Ok(Outcome::of_panic(Broken {
                property: Property::NothingFailsByItself,
                why: "something panicked".to_owned(),
            })),
            other => other,
        }
    }
}

fn on_a_thread_of_its_own<T: Send>(
    work: impl FnOnce(&Runtime) -> Result<T, CantBegin> + Send,
) -> Result<T, CantBegin> {
    std::thread::scope(|scope| {
        let thread = scope.spawn(|| {
            let runtime = Builder::new_current_thread().enable_time().build().map_err(cant)?;
            work(&runtime)
        });
        thread.join().unwrap_or(Err(CantBegin::Panic))
    })
}
