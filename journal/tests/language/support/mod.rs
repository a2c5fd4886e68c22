//! Histories of a small commune, and what a test may ask of a state.

pub mod bodies;
pub mod commune;
pub mod views;
pub mod workload;
