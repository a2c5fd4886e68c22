//! A file as a series of texts, one for each QR code, that may be read in any order and
//! more than once.
//!
//! A frame is `CTQ1:` and, in base 32, `file (8) ‖ index (2) ‖ count (2) ‖ piece ‖ check (4)`:
//! the beginning of the file's SHA-256, the frame's place from 0, how many there are, and
//! the beginning of the SHA-256 of everything before it. Numbers have their high byte first.

use sha2::{Digest, Sha256};

use crate::base32;

/// The text in front of a frame.
pub const PREFIX: &str = "CTQ1:";
/// How many bytes of the file a frame carries; only the last one has fewer.
pub const PIECE: usize = 600;
/// The most frames of one file: more than anybody would hold a phone up for.
pub const MAX_FRAMES: usize = 2_000;

const FILE: usize = 8;
const CHECK: usize = 4;

/// Why a text was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// It is no frame, or was misread.
    #[error("not a frame, or misread")]
    NotAFrame,
    /// It is a frame of another file than those before.
    #[error("a frame of another file")]
    OtherFile,
    /// The file is too large for frames.
    #[error("too large for frames")]
    TooLarge,
}

fn digest<const N: usize>(bytes: &[u8]) -> [u8; N] {
    let mut part = [0; N];
    part.copy_from_slice(&Sha256::digest(bytes)[..N]);
    part
}

/// The texts of a file, in order.
///
/// # Errors
/// [`FrameError::TooLarge`], [`FrameError::NotAFrame`] for a file without bytes.
pub fn frames_of(file: &[u8]) -> Result<Vec<String>, FrameError> {
    if file.is_empty() {
        return Err(FrameError::NotAFrame);
    }
    let count = file.len().div_ceil(PIECE);
    if count > MAX_FRAMES {
        return Err(FrameError::TooLarge);
    }
    let name: [u8; FILE] = digest(file);
    let frame = |(index, piece): (usize, &[u8])| {
        let mut bytes = name.to_vec();
        bytes.extend_from_slice(&(index as u16).to_be_bytes());
        bytes.extend_from_slice(&(count as u16).to_be_bytes());
        bytes.extend_from_slice(piece);
        let check: [u8; CHECK] = digest(&bytes);
        bytes.extend_from_slice(&check);
        format!("{PREFIX}{}", base32::encode(&bytes))
    };
    Ok(file.chunks(PIECE).enumerate().map(frame).collect())
}

/// Takes the frames of one file until it is whole.
#[derive(Debug, Clone, Default)]
pub struct Collector {
    file: [u8; FILE],
    /// By index; empty before the first frame.
    pieces: Vec<Option<Vec<u8>>>,
}

impl Collector {
    /// Takes a frame; one that is here already changes nothing. Spaces and letter case
    /// don't matter.
    ///
    /// # Errors
    /// [`FrameError`]; nothing has changed then.
    pub fn take(&mut self, text: &str) -> Result<(), FrameError> {
        let Frame { file, index, count, piece } = Frame::read(text)?;
        if self.pieces.is_empty() {
            self.file = file;
            self.pieces = vec![None; count];
        } else if self.file != file || self.pieces.len() != count {
            return Err(FrameError::OtherFile);
        }
        if let Some(place) = self.pieces.get_mut(index) {
            *place = Some(piece);
        }
        Ok(())
    }

    /// How many frames there are; 0 before the first one.
    #[must_use]
    pub fn count(&self) -> usize {
        self.pieces.len()
    }

    /// How many of them were taken.
    #[must_use]
    pub fn taken(&self) -> usize {
        self.pieces.iter().flatten().count()
    }

    /// The file, once all frames are here; `None` before.
    ///
    /// # Errors
    /// [`FrameError::NotAFrame`] when the frames, each good by itself, make up another
    /// file than they say: somebody made them.
    pub fn file(&self) -> Result<Option<Vec<u8>>, FrameError> {
        if self.pieces.is_empty() || self.taken() < self.count() {
            return Ok(None);
        }
        let file = self.pieces.iter().flatten().flatten().copied().collect::<Vec<u8>>();
        if digest(&file) == self.file { Ok(Some(file)) } else { Err(FrameError::NotAFrame) }
    }
}

struct Frame {
    file: [u8; FILE],
    index: usize,
    count: usize,
    piece: Vec<u8>,
}

impl Frame {
    fn read(text: &str) -> Result<Self, FrameError> {
        Self::parse(text).ok_or(FrameError::NotAFrame)
    }

    fn parse(text: &str) -> Option<Self> {
        // Longer than any frame, spaces aside: not worth looking at.
        if text.len() > 4 * PIECE {
            return None;
        }
        let text: String = text.split_whitespace().collect::<String>().to_ascii_uppercase();
        let bytes = base32::decode(text.strip_prefix(PREFIX)?)?;
        let (bytes, check) = bytes.split_last_chunk::<CHECK>()?;
        if digest(bytes) != *check {
            return None;
        }
        let (file, rest) = bytes.split_first_chunk::<FILE>()?;
        let (index, rest) = rest.split_first_chunk::<2>()?;
        let (count, piece) = rest.split_first_chunk::<2>()?;
        let (index, count) =
            (usize::from(u16::from_be_bytes(*index)), usize::from(u16::from_be_bytes(*count)));
        let last = index + 1 == count;
        let whole = piece.len() == PIECE || (last && (1..PIECE).contains(&piece.len()));
        (index < count && count <= MAX_FRAMES && whole).then(|| Self {
            file: *file,
            index,
            count,
            piece: piece.to_vec(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(length: usize) -> Vec<u8> {
        (0..length).map(|at| (at * 31 % 251) as u8).collect()
    }

    #[test]
    fn frames_come_in_any_order_and_twice() {
        for length in [1, PIECE - 1, PIECE, PIECE + 1, 5 * PIECE + 17] {
            let file = file(length);
            let frames = frames_of(&file).unwrap();
            assert_eq!(frames.len(), length.div_ceil(PIECE));
            let mut collector = Collector::default();
            assert_eq!((collector.count(), collector.file()), (0, Ok(None)));
            for (taken, frame) in frames.iter().rev().enumerate() {
                assert_eq!(collector.taken(), taken);
                assert_eq!(collector.file(), Ok(None));
                collector.take(frame).unwrap();
                collector.take(&format!(" {}\n", frame.to_lowercase())).unwrap();
            }
            assert_eq!(collector.file(), Ok(Some(file)));
        }
        assert_eq!(frames_of(&[]), Err(FrameError::NotAFrame));
        assert_eq!(frames_of(&vec![0; PIECE * MAX_FRAMES + 1]), Err(FrameError::TooLarge));
        assert_eq!(frames_of(&vec![0; PIECE * MAX_FRAMES]).unwrap().len(), MAX_FRAMES);
    }

    #[test]
    fn a_frame_of_another_file_or_misread_changes_nothing() {
        let (one, other) = (frames_of(&file(1_500)).unwrap(), frames_of(&file(1_501)).unwrap());
        let mut collector = Collector::default();
        collector.take(&one[0]).unwrap();
        assert_eq!(collector.take(&other[1]), Err(FrameError::OtherFile));
        for at in 0..one[1].len() {
            let mut misread = one[1].clone().into_bytes();
            misread[at] = if misread[at] == b'7' { b'8' } else { b'7' };
            let misread = String::from_utf8(misread).unwrap();
            assert_eq!(collector.take(&misread), Err(FrameError::NotAFrame), "letter {at}");
            assert_eq!(collector.take(&one[1][..at]), Err(FrameError::NotAFrame));
        }
        assert_eq!(collector.taken(), 1);
        collector.take(&one[2]).unwrap();
        collector.take(&one[1]).unwrap();
        assert_eq!(collector.file(), Ok(Some(file(1_500))));
    }
}
