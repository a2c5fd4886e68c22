//! A recorded voice, as a commune puts it beside its guides.

use camtay_content::{SourceFile, lint, load};

use super::choice;

const SKILL: &[u8] =
    include_bytes!("../../../content/tests/other-language/skills/read-the-name.toml");
const GROUPS: &[u8] = include_bytes!("../../../content/tests/other-language/groups.toml");
const PACK: &[u8] = include_bytes!("../../../content/tests/other-language/pack.toml");
const OTHER: &[u8] = include_bytes!("../../../content/tests/other-language/voices/tone-2.opus");

/// Where the checksum stands in a page's header.
const SUM: std::ops::Range<usize> = 22..26;

/// A voice as it comes, or with the checksums of its pages put right: only so is what
/// stands behind them reached.
pub fn voice(data: &[u8]) {
    let (choice, data) = choice(data);
    let voice = if choice % 2 == 0 { data.to_vec() } else { with_checksums(data) };
    let files = [
        SourceFile { name: "groups.toml", bytes: GROUPS },
        SourceFile { name: "pack.toml", bytes: PACK },
        SourceFile { name: "skills/read-the-name.toml", bytes: SKILL },
        SourceFile { name: "voices/tone-1.opus", bytes: &voice },
        SourceFile { name: "voices/tone-2.opus", bytes: OTHER },
    ];
    let problems = lint(&load(&files).unwrap());
    if problems.is_empty() {
        assert!(voice.starts_with(b"OggS") && voice.len() <= 32 << 10);
    }
    assert!(problems.len() <= 1, "one file, one thing to say about it: {problems:?}");
}

fn with_checksums(data: &[u8]) -> Vec<u8> {
    let mut voice = data.to_vec();
    let mut at = 0;
    while let Some(page) = voice.get(at..).filter(|page| page.len() >= 27) {
        let pieces = usize::from(page[26]);
        let lengths = page[27..].iter().take(pieces).map(|&length| usize::from(length));
        let end = (at + 27 + pieces + lengths.sum::<usize>()).min(voice.len());
        voice[at..][SUM].fill(0);
        let sum = checksum(&voice[at..end]);
        voice[at..][SUM].copy_from_slice(&sum.to_le_bytes());
        at = end;
    }
    voice
}

fn checksum(page: &[u8]) -> u32 {
    page.iter().fold(0, |sum: u32, byte| {
        (0..8).fold(sum ^ (u32::from(*byte) << 24), |sum, _| {
            (sum << 1) ^ if sum >> 31 == 1 { 0x04c1_1db7 } else { 0 }
        })
    })
}
