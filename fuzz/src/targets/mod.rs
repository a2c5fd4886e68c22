//! The targets, by what they try.

pub mod carried;
pub mod hall;
pub mod http;
pub mod journal;
pub mod pack;
pub mod phone;
pub mod texts;
pub mod voice;

/// An input's first byte, which chooses between ways to try the rest; 0 for no input.
fn choice(data: &[u8]) -> (u8, &[u8]) {
    data.split_first().map_or((0, data), |(first, rest)| (*first, rest))
}
