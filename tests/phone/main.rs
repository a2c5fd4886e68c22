//! `camtay-phone` and its documentation; the phone on the network, with a real hall.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod documented;
mod hand_in;
