//! Real halls, phones and broken wires for scenarios, workloads and the demo: temporary
//! folders, loopback, free ports, and nothing left running.

mod cut_proxy;

pub use cut_proxy::{Cut, CutProxy, Passed, Way};
