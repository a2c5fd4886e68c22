//! A recorded voice: Opus in an Ogg file, as far as the linter looks into it.
//!
//! Whoever records a voice sends what a phone wrote, often under the wrong name. So every
//! page of the file is walked (RFC 3533, RFC 7845) before it goes into a pack; the sound
//! itself is the phone's business.

/// What a voice of a pack must be and this file is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotAVoice {
    /// Something else than Opus in Ogg: M4A, MP3, Vorbis…
    OtherKind,
    /// Opus, but damaged or cut off.
    Damaged,
    /// Opus without any sound.
    Silent,
}

const FIRST: u8 = 2;
const LAST: u8 = 4;
const HEADER: usize = 27;
/// Where the checksum stands in a page's header.
const SUM: std::ops::Range<usize> = 22..26;

/// One page of an Ogg file.
struct Page<'a> {
    flags: u8,
    /// Samples, at 48,000 a second, until the end of this page.
    until: u64,
    stream: u32,
    number: u32,
    body: &'a [u8],
}

/// Walks a voice from its first page to its last.
///
/// # Errors
/// [`NotAVoice`].
pub(crate) fn walk(file: &[u8]) -> Result<(), NotAVoice> {
    let (first, mut rest) = page(file).ok_or(NotAVoice::OtherKind)?;
    let skipped = head(&first).ok_or(NotAVoice::OtherKind)?;
    let mut last = first;
    let stream = last.stream;
    while last.flags & LAST == 0 {
        let (next, behind) = page(rest).ok_or(NotAVoice::Damaged)?;
        let tags = next.number != 1 || next.body.starts_with(b"OpusTags");
        if next.stream != stream || next.number != last.number + 1 || !tags {
            return Err(NotAVoice::Damaged);
        }
        (last, rest) = (next, behind);
    }
    if !rest.is_empty() {
        return Err(NotAVoice::Damaged);
    }
    if last.until > u64::from(skipped) { Ok(()) } else { Err(NotAVoice::Silent) }
}

/// The samples to skip at the beginning, where the first page is Opus' own.
fn head(first: &Page<'_>) -> Option<u16> {
    let words = first.body.strip_prefix(b"OpusHead")?;
    let [version, channels, skip_low, skip_high, ..] = *words else { return None };
    let known = version < 16 && (1..=2).contains(&channels) && words.len() >= 11;
    let begins = first.flags & FIRST != 0 && first.flags & LAST == 0 && first.number == 0;
    (known && begins).then(|| u16::from_le_bytes([skip_low, skip_high]))
}

/// The page at the beginning of `bytes` whose checksum is right, and what stands behind it.
fn page(bytes: &[u8]) -> Option<(Page<'_>, &[u8])> {
    let header = bytes.get(..HEADER)?;
    let pieces = usize::from(*header.get(26)?);
    let lengths = bytes.get(HEADER..HEADER + pieces)?;
    let length: usize = lengths.iter().map(|&length| usize::from(length)).sum();
    let (whole, behind) = bytes.split_at_checked(HEADER + pieces + length)?;
    if !header.starts_with(b"OggS\0") || checksum(whole) != number(whole, SUM)? {
        return None;
    }
    let until: [u8; 8] = whole.get(6..14)?.try_into().ok()?;
    let page = Page {
        flags: *whole.get(5)?,
        until: u64::from_le_bytes(until),
        stream: number(whole, 14..18)?,
        number: number(whole, 18..22)?,
        body: whole.get(HEADER + pieces..)?,
    };
    Some((page, behind))
}

fn number(bytes: &[u8], at: std::ops::Range<usize>) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at)?.try_into().ok()?))
}

/// Ogg's checksum of a page: CRC-32 from the highest bit, with zeros in its own place.
fn checksum(page: &[u8]) -> u32 {
    page.iter().enumerate().fold(0, |sum, (at, byte)| {
        let byte = if SUM.contains(&at) { 0 } else { *byte };
        (0..8).fold(sum ^ (u32::from(byte) << 24), |sum, _| {
            (sum << 1) ^ if sum >> 31 == 1 { 0x04c1_1db7 } else { 0 }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TONE: &[u8] = include_bytes!("../tests/other-language/voices/tone-1.opus");

    #[test]
    fn a_voice_is_walked_to_its_end() {
        assert_eq!(walk(TONE), Ok(()));
    }

    #[test]
    fn a_voice_that_was_cut_anywhere_is_refused() {
        for length in 0..TONE.len() {
            assert!(walk(&TONE[..length]).is_err(), "{length}");
        }
        assert_eq!(walk(&TONE[..TONE.len() - 1]), Err(NotAVoice::Damaged));
        assert_eq!(walk(&[TONE, b"more"].concat()), Err(NotAVoice::Damaged));
        assert_eq!(walk(&[TONE, TONE].concat()), Err(NotAVoice::Damaged));
    }

    #[test]
    fn a_voice_with_any_changed_bit_is_refused() {
        for at in 0..TONE.len() {
            for bit in 0..8 {
                let mut changed = TONE.to_vec();
                changed[at] ^= 1 << bit;
                assert!(walk(&changed).is_err(), "{at}.{bit}");
            }
        }
    }

    #[test]
    fn another_kind_of_file_is_told_apart() {
        for other in [&b""[..], b"ID3\x04", b"\0\0\0\x20ftypM4A ", b"OggS", b"RIFF\0\0\0\0WEBP"] {
            assert_eq!(walk(other), Err(NotAVoice::OtherKind), "{other:?}");
        }
        let vorbis = with_first_body(b"\x01vorbis\0\0\0\0\x01\x80\xbb\0\0\0\0\0");
        assert_eq!(walk(&vorbis), Err(NotAVoice::OtherKind));
    }

    /// The tone with another first page, whose checksum is right.
    fn with_first_body(body: &[u8; 19]) -> Vec<u8> {
        let mut changed = TONE.to_vec();
        changed[28..47].copy_from_slice(body);
        let sum = checksum(&changed[..47]);
        changed[SUM].copy_from_slice(&sum.to_le_bytes());
        changed
    }

    #[test]
    fn a_voice_without_sound_is_refused() {
        // Everything is to be skipped.
        let silent = with_first_body(b"OpusHead\x01\x01\xff\xff\x80\xbb\0\0\0\0\0");
        assert_eq!(walk(&silent), Err(NotAVoice::Silent));
    }
}
