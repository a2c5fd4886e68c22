//! The commune hall: collects the journals of phones, acknowledges them, folds them into
//! the state of the commune, answers phones and counts the report.
//!
//! One upload, in a straight line: `api` takes the request, `ingest` checks the batch,
//! `store` makes it durable, `hall` folds it, and a signed receipt goes back.

#![forbid(unsafe_code)]

pub mod api;
pub mod aside;
pub mod backup;
pub mod bundle;
pub mod check;
pub mod checkpoint;
pub mod chunks;
pub mod cli;
pub mod create;
pub mod doctor;
pub mod doubt;
pub mod enrolment;
pub mod erasure;
pub mod error;
pub mod folded;
pub mod hall;
pub mod import;
pub mod ingest;
pub mod keys;
pub mod logs;
pub mod lost;
mod own;
pub mod pack;
pub mod pages;
pub mod parcels;
pub mod place;
pub mod publish;
pub mod report;
pub mod returned;
pub mod screens;
pub mod standing;
pub mod store;
pub mod successor;
pub mod web;

// Brings the SQLite that `rusqlite` calls.
use camtay_sqlcipher as _;

pub use error::HubError;
pub use hall::{Hall, OwnEntries};
