//! The phone's brain on real encrypted files.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod bad_input;
mod encryption;
mod erasing;
mod fold;
mod frozen;
mod guide;
mod lock;
mod own_guides;
mod pages;
mod practice;
mod screens;
mod search;
mod support;
