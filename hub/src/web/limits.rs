//! How much anybody may take of the hall: connections, time, bytes of heads. How many
//! bytes a body may have stands with each route, in [`crate::api`]; how often something
//! may be asked, in [`crate::api::allowance`].

use std::time::Duration;

/// The limits of the network. The defaults are for a commune hall with a small computer;
/// tests shorten the times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How many connections are open at once; more wait to be accepted.
    pub connections: usize,
    /// How many of them one address may have; more are closed at once. Half of all: phones
    /// behind one router share its address, and nobody can take every place.
    pub connections_each: usize,
    /// How long the TLS handshake may take.
    pub handshake: Duration,
    /// How long a connection may be silent.
    pub idle: Duration,
    /// How long a connection may live. A request that is under way then may end.
    pub life: Duration,
    /// How long the head of a request may take, from when it is awaited (HTTP/1.1).
    pub head: Duration,
    /// The most bytes of a head.
    pub head_bytes: u32,
    /// The most fields of a head (HTTP/1.1).
    pub fields: usize,
    /// How many requests may be under way at once on one connection (HTTP/2).
    pub streams: u32,
    /// How many bytes of bodies may wait on one connection to be read (HTTP/2).
    pub window: u32,
    /// How long a request may take from its head to the answer, its body included.
    pub request: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 2_048,
            connections_each: 1_024,
            handshake: Duration::from_secs(10),
            idle: Duration::from_secs(60),
            life: Duration::from_secs(15 * 60),
            head: Duration::from_secs(10),
            head_bytes: 16 << 10,
            fields: 48,
            streams: 16,
            window: 256 << 10,
            request: Duration::from_secs(60),
        }
    }
}
