//! What needs more than one of the project's crates: seeded workloads, measures.

#![forbid(unsafe_code)]

pub mod harness;
pub mod kill;
pub mod workload;
