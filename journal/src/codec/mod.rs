//! Bytes: reading and writing numbers and entries. Reading refuses everything malformed
//! with a typed error and reserves no memory for a length it hasn't seen the bytes of.

pub mod batch;
pub mod columns;
mod range;
pub mod row;

use crate::entry::Entry;

/// Why bytes were refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    /// They end too early.
    #[error("the data ends too early")]
    Truncated,
    /// They go on after the end.
    #[error("there is data after the end")]
    TrailingBytes,
    /// They are not what the format wants.
    #[error("malformed {0}")]
    Malformed(&'static str),
    /// They exceed a limit.
    #[error("too large: {0}")]
    TooLarge(&'static str),
    /// They are of a later version of the format.
    #[error("format version {0} is newer than this program reads")]
    NewerVersion(u8),
}

/// Writes bytes.
#[derive(Debug, Default, Clone)]
pub struct Writer(Vec<u8>);

impl Writer {
    /// One byte.
    pub fn u8(&mut self, byte: u8) {
        self.0.push(byte);
    }

    /// A number, seven bits a byte, low bits first.
    pub fn varint(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    /// A number with a sign, small ones short.
    pub fn signed(&mut self, number: i64) {
        self.varint(((number << 1) ^ (number >> 63)) as u64);
    }

    /// Bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// A length and bytes.
    pub fn sized(&mut self, bytes: &[u8]) {
        self.varint(bytes.len() as u64);
        self.raw(bytes);
    }

    /// What was written.
    #[must_use]
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// What was written.
    #[must_use]
    pub fn into_vec(self) -> Vec<u8> {
        self.0
    }
}

/// Reads bytes.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// From the start of `bytes`.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// How much is left.
    #[must_use]
    pub fn remaining(&self) -> usize {
        self.0.len()
    }

    /// One byte.
    ///
    /// # Errors
    /// [`CodecError::Truncated`].
    pub fn u8(&mut self) -> Result<u8, CodecError> {
        Ok(self.raw(1)?[0])
    }

    /// A number as [`Writer::varint`] writes it; the shortest form only.
    ///
    /// # Errors
    /// [`CodecError::Truncated`], [`CodecError::Malformed`].
    pub fn varint(&mut self) -> Result<u64, CodecError> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.u8()?;
            let bits = u64::from(byte & 0x7F);
            if shift == 63 && bits > 1 {
                break;
            }
            number |= bits << shift;
            if byte & 0x80 == 0 {
                if byte == 0 && shift > 0 {
                    break;
                }
                return Ok(number);
            }
        }
        Err(CodecError::Malformed("number"))
    }

    /// A number as [`Writer::signed`] writes it.
    ///
    /// # Errors
    /// As [`Reader::varint`].
    pub fn signed(&mut self) -> Result<i64, CodecError> {
        let number = self.varint()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    /// `length` bytes as they are.
    ///
    /// # Errors
    /// [`CodecError::Truncated`].
    pub fn raw(&mut self, length: usize) -> Result<&'a [u8], CodecError> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(CodecError::Truncated)?;
        self.0 = rest;
        Ok(taken)
    }

    /// `N` bytes as they are.
    ///
    /// # Errors
    /// [`CodecError::Truncated`].
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], CodecError> {
        self.raw(N)?.try_into().map_err(|_| CodecError::Truncated)
    }

    /// Bytes after their length.
    ///
    /// # Errors
    /// As [`Reader::varint`] and [`Reader::raw`].
    pub fn sized(&mut self) -> Result<&'a [u8], CodecError> {
        let length = usize::try_from(self.varint()?).map_err(|_| CodecError::Truncated)?;
        self.raw(length)
    }

    /// Nothing may be left.
    ///
    /// # Errors
    /// [`CodecError::TrailingBytes`].
    pub fn end(self) -> Result<(), CodecError> {
        if self.0.is_empty() { Ok(()) } else { Err(CodecError::TrailingBytes) }
    }
}

/// The canonical bytes of an entry, which the chain covers: seq, moment, kind, payload,
/// and the hash of a personal part. The device stands at the chain's start.
pub(crate) fn write_entry(writer: &mut Writer, entry: &Entry) {
    writer.varint(entry.id.seq);
    writer.varint(entry.at.packed());
    writer.u8(entry.body.kind());
    // These bodies have no type that postcard refuses.
    writer.sized(&entry.body.payload().unwrap_or_default());
    match entry.personal.hash() {
        None => writer.u8(0),
        Some(hash) => {
            writer.u8(1);
            writer.raw(&hash.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_come_back(number: u64, signed: i64) {
            let mut writer = Writer::default();
            writer.varint(number);
            writer.signed(signed);
            let bytes = writer.into_vec();
            let mut reader = Reader::new(&bytes);
            prop_assert_eq!(reader.varint(), Ok(number));
            prop_assert_eq!(reader.signed(), Ok(signed));
            prop_assert_eq!(reader.end(), Ok(()));
        }

        #[test]
        fn only_the_shortest_form_of_a_number_is_read(bytes in prop::collection::vec(any::<u8>(), 0..12)) {
            let mut reader = Reader::new(&bytes);
            if let Ok(number) = reader.varint() {
                let mut writer = Writer::default();
                writer.varint(number);
                prop_assert_eq!(writer.as_slice(), &bytes[..bytes.len() - reader.remaining()]);
            }
        }
    }
}
