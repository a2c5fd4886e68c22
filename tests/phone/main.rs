//! `camtay-phone` and its documentation; the phone on the network, with a real hall.

#![forbid(unsafe_code)]

mod documented;
mod hand_in;
