//! Import of the commune's lists: by itself, and into a real hall.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod hall;
mod hostile;
mod lists;
