//! The report: rules one by one, a whole commune, freezing, and the page.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod command;
mod commune;
mod freezing;
mod golden;
mod page;
mod rules;
mod upkeep;
