//! Real halls, phones and broken wires for scenarios: temporary folders, loopback, free
//! ports, and nothing left running. A harness that can't go on stops the test with what it
//! saw: it panics.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cut_proxy;
mod hall;
mod in_process;
mod phone_process;
mod program;
mod recovery;
mod rogue;
mod small_disk;
mod stored;

pub use cut_proxy::{Cut, CutProxy, Passed, Way};
pub use hall::{Hall, Said, copy_folder, wall_clock};
pub use in_process::{DAY, InProcessPhone, Lines, resident, session};
pub use phone_process::{PhoneProcess, files_under};
pub use program::{cargo, content_program, hub_program, phone_program};
pub use recovery::RecoveryKey;
pub use rogue::{RogueError, RoguePhone};
pub use small_disk::SmallDisk;
pub use stored::{has_text, personal_texts, store_by_hand};
