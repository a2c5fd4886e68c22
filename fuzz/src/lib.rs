//! What strangers may hand to the phone or the hall, as functions of bytes: one target a
//! decoder. A target panics when something holds no longer: a decoder panics, what was read
//! is not what is written again, an answer says that the hall broke.
//!
//! The same functions run in three ways: under libFuzzer (`cargo xtask fuzz`), over every
//! kept input as an ordinary test (`tests/corpus.rs`), and by hand over one file.
//!
//! What is signed or sealed would stop a fuzzer at the signature. So a target signs its
//! input as a phone or hall with a valid key would, and what lies behind is reached too:
//! a malicious phone has a valid key.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod keys;
pub mod seeds;
mod targets;

use targets::{carried, hall, http, journal, pack, phone, texts, voice};

/// A decoder and how to try it.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Its name: also that of its folder in `corpus/`.
    pub name: &'static str,
    /// The most bytes of an input that are worth trying.
    pub longest: usize,
    /// Tries one input.
    pub run: fn(&[u8]),
}

const KIB: usize = 1 << 10;

/// Every target.
pub const TARGETS: &[Target] = &[
    Target { name: "columns", longest: 4 * KIB, run: journal::columns },
    Target { name: "row", longest: KIB, run: journal::row },
    Target { name: "body", longest: KIB, run: journal::body },
    Target { name: "fold", longest: 4 * KIB, run: journal::fold },
    Target { name: "pull", longest: 4 * KIB, run: phone::pull },
    Target { name: "batch", longest: 4 * KIB, run: journal::batch },
    Target { name: "page", longest: 4 * KIB, run: journal::page },
    Target { name: "receipt", longest: KIB, run: journal::receipt },
    Target { name: "seal", longest: 4 * KIB, run: carried::seal },
    Target { name: "parcel", longest: 4 * KIB, run: carried::parcel },
    Target { name: "reply", longest: 4 * KIB, run: carried::reply },
    Target { name: "frames", longest: 4 * KIB, run: carried::frames },
    Target { name: "invitation", longest: KIB, run: texts::invitation },
    Target { name: "session", longest: KIB, run: texts::session },
    Target { name: "vietnamese", longest: KIB, run: texts::vietnamese },
    Target { name: "messages", longest: 2 * KIB, run: texts::messages },
    Target { name: "pack", longest: 16 * KIB, run: pack::pack },
    Target { name: "voice", longest: 4 * KIB, run: voice::voice },
    Target { name: "csv", longest: 4 * KIB, run: hall::csv },
    Target { name: "xlsx", longest: 16 * KIB, run: hall::xlsx },
    Target { name: "typed", longest: 4 * KIB, run: hall::typed },
    Target { name: "template", longest: 16 * KIB, run: hall::template },
    Target { name: "http", longest: 4 * KIB, run: http::http },
];

/// The target of this name.
#[must_use]
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
