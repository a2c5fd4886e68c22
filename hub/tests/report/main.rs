//! The report: rules one by one, a whole commune, freezing, and the page.

mod commune;
mod freezing;
mod golden;
mod page;
mod rules;
mod upkeep;
