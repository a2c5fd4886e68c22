//! A range coder with adaptive chances: what is likely costs next to nothing.
//!
//! Every bit is coded with the chance that its *context* (which field, what came before)
//! has learnt so far. Writing and reading go through one trait, [`Coder`], so that a format
//! is described once and its two directions cannot drift apart: a writer is given the value
//! and hands it back, a reader ignores what it is given and hands back what it finds.

use super::CodecError;

/// Chances by context. Contexts that fall on one slot share it, on both sides alike.
pub(super) struct Chances(Vec<Chance>);

const SLOTS: u32 = 16;

#[derive(Clone, Copy)]
struct Chance {
    /// Of a one, in 65,536ths.
    one: u16,
    /// How many bits it has seen, up to [`SETTLED`].
    seen: u16,
}

/// From so many bits on a chance learns at a steady, slow pace.
const SETTLED: usize = 254;
/// No chance is nearer to 0 or 1 than this.
const LEAST: i64 = 16;

/// How much a bit teaches after so many others, in 65,536ths: one over (seen + 1.5).
const LESSONS: [u32; SETTLED + 1] = {
    let mut lessons = [0; SETTLED + 1];
    let mut seen = 0;
    while seen < lessons.len() {
        lessons[seen] = (2 << 16) / (2 * seen as u32 + 3);
        seen += 1;
    }
    lessons
};

impl Default for Chances {
    fn default() -> Self {
        Self(vec![Chance { one: 1 << 15, seen: 0 }; 1 << SLOTS])
    }
}

impl Chance {
    fn learn(&mut self, bit: bool) {
        let one = i64::from(self.one);
        let lesson = i64::from(LESSONS[usize::from(self.seen).min(SETTLED)]);
        // Rounded away from where it is: what never changes ends at nearly no cost.
        let moved = if bit {
            one + (((65_535 - one) * lesson + 65_535) >> 16)
        } else {
            one - ((one * lesson + 65_535) >> 16)
        };
        self.one = moved.clamp(LEAST, 65_535 - LEAST) as u16;
        self.seen = (self.seen + 1).min(SETTLED as u16);
    }
}

/// What a bit depends on: a field and up to two values.
#[derive(Clone, Copy)]
pub(super) struct Context(u64);

impl Context {
    pub fn new(field: u8, one: u64, other: u64) -> Self {
        const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
        let mixed = (u64::from(field) + 1).wrapping_mul(ODD) ^ one;
        let mixed = mixed.rotate_left(29).wrapping_mul(ODD) ^ other;
        Self(mixed.rotate_left(29).wrapping_mul(ODD))
    }

    /// The slot for a place inside the coded value.
    fn slot(self, place: u64) -> usize {
        let mixed = (self.0 ^ place).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        (mixed >> (64 - SLOTS)) as usize
    }
}

/// Writes or reads bits.
pub(super) trait Coder {
    /// One bit whose chance of being one is `one` 65,536ths.
    fn code(&mut self, one: u32, bit: bool) -> Result<bool, CodecError>;

    /// What has been learnt.
    fn chances(&mut self) -> &mut Chances;

    /// One bit in a context.
    fn bit(&mut self, context: Context, place: u64, bit: bool) -> Result<bool, CodecError> {
        let slot = context.slot(place);
        let one = u32::from(self.chances().0[slot].one);
        let bit = self.code(one, bit)?;
        self.chances().0[slot].learn(bit);
        Ok(bit)
    }

    /// A number below `2^width`, all of it learnt.
    fn symbol(&mut self, context: Context, width: u32, symbol: u64) -> Result<u64, CodecError> {
        let mut node = 1;
        for level in (0..width).rev() {
            let bit = self.bit(context, node, symbol >> level & 1 == 1)?;
            node = node << 1 | u64::from(bit);
        }
        Ok(node - (1 << width))
    }

    /// Any number: its length is learnt bit by bit (small numbers are many), and so are
    /// the `learnt` highest bits after its first; the rest is taken to be even chances.
    fn number(&mut self, context: Context, learnt: u32, number: u64) -> Result<u64, CodecError> {
        let longest = u64::from(u64::BITS - number.leading_zeros());
        let mut length = 0;
        while length < u64::from(u64::BITS) && self.bit(context, length, length < longest)? {
            length += 1;
        }
        if length == 0 {
            return Ok(0);
        }
        let mut read = 1;
        let learnt = (length - 1).min(u64::from(learnt)) as u32;
        let even = length as u32 - 1 - learnt;
        for level in (even..length as u32 - 1).rev() {
            let bit = number >> level & 1 == 1;
            let bit = self.bit(context, length << 32 | 1 << 31 | read, bit)?;
            read = read << 1 | u64::from(bit);
        }
        let low = self.even(even, number)?;
        Ok(read << even | low)
    }

    /// A number with a sign.
    fn signed(&mut self, context: Context, learnt: u32, number: i64) -> Result<i64, CodecError> {
        let folded = self.number(context, learnt, ((number << 1) ^ (number >> 63)) as u64)?;
        Ok((folded >> 1) as i64 ^ -((folded & 1) as i64))
    }

    /// A byte in two contexts at once; the one that has seen more has more to say.
    fn byte(&mut self, contexts: [Context; 2], byte: u8) -> Result<u8, CodecError> {
        let mut node = 1u64;
        for level in (0..8).rev() {
            let slots = contexts.map(|context| context.slot(node));
            let [one, other] = slots.map(|slot| self.chances().0[slot]);
            let (weight, other_weight) = (u32::from(one.seen) + 1, u32::from(other.seen) + 1);
            let chance = (u32::from(one.one) * weight + u32::from(other.one) * other_weight)
                / (weight + other_weight);
            let bit = self.code(chance, byte >> level & 1 == 1)?;
            for slot in slots {
                self.chances().0[slot].learn(bit);
            }
            node = node << 1 | u64::from(bit);
        }
        Ok(node as u8)
    }

    /// A number below `2^width` that nothing can be learnt from.
    fn even(&mut self, width: u32, number: u64) -> Result<u64, CodecError> {
        let mut read = 0;
        for level in (0..width).rev() {
            let bit = self.code(1 << 15, number >> level & 1 == 1)?;
            read = read << 1 | u64::from(bit);
        }
        Ok(read)
    }

    /// Bytes that nothing can be learnt from: salts, hashes, keys.
    fn random<const N: usize>(&mut self, bytes: [u8; N]) -> Result<[u8; N], CodecError> {
        let mut read = bytes;
        for byte in &mut read {
            *byte = self.even(8, u64::from(*byte))? as u8;
        }
        Ok(read)
    }
}

/// The interval that is left: both ends belong to it.
struct Interval {
    low: u32,
    high: u32,
}

impl Interval {
    const ALL: Self = Self { low: 0, high: u32::MAX };

    /// The last value that means a one.
    fn split(&self, one: u32) -> u32 {
        let range = u64::from(self.high - self.low);
        self.low + ((range * u64::from(one)) >> 16) as u32
    }

    fn take(&mut self, split: u32, bit: bool) {
        if bit {
            self.high = split;
        } else {
            self.low = split + 1;
        }
    }

    /// The first byte, once both ends agree on it, is settled and goes.
    fn settled(&mut self) -> Option<u8> {
        let settled = self.low >> 24;
        (settled == self.high >> 24).then(|| {
            self.low <<= 8;
            self.high = self.high << 8 | 0xFF;
            settled as u8
        })
    }
}

/// Writes.
pub(super) struct RangeWriter {
    chances: Chances,
    interval: Interval,
    bytes: Vec<u8>,
}

impl RangeWriter {
    pub fn new() -> Self {
        Self { chances: Chances::default(), interval: Interval::ALL, bytes: Vec::new() }
    }

    /// The bytes. One more settles the rest: zeros may follow it.
    pub fn finish(mut self) -> Vec<u8> {
        self.bytes.push((self.interval.low >> 24) as u8 + 1);
        self.bytes
    }
}

impl Coder for RangeWriter {
    fn code(&mut self, one: u32, bit: bool) -> Result<bool, CodecError> {
        let split = self.interval.split(one);
        self.interval.take(split, bit);
        while let Some(byte) = self.interval.settled() {
            self.bytes.push(byte);
        }
        Ok(bit)
    }

    fn chances(&mut self) -> &mut Chances {
        &mut self.chances
    }
}

/// Reads.
pub(super) struct RangeReader<'a> {
    chances: Chances,
    interval: Interval,
    at: u32,
    rest: &'a [u8],
    /// How many zeros were read after the end.
    beyond: usize,
}

/// How many zeros a reader sees after the end of what a writer wrote.
const AHEAD: usize = 3;

impl<'a> RangeReader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        let mut it = Self {
            chances: Chances::default(),
            interval: Interval::ALL,
            at: 0,
            rest: bytes,
            beyond: 0,
        };
        for _ in 0..4 {
            it.shift();
        }
        it
    }

    fn shift(&mut self) {
        let byte = match self.rest.split_first() {
            Some((first, rest)) => {
                self.rest = rest;
                *first
            }
            None => {
                self.beyond += 1;
                0
            }
        };
        self.at = self.at << 8 | u32::from(byte);
    }

    /// Everything must have been read.
    pub fn end(self) -> Result<(), CodecError> {
        match self.beyond {
            AHEAD => Ok(()),
            ..AHEAD => Err(CodecError::TrailingBytes),
            _ => Err(CodecError::Truncated),
        }
    }
}

impl Coder for RangeReader<'_> {
    fn code(&mut self, one: u32, _: bool) -> Result<bool, CodecError> {
        let split = self.interval.split(one);
        let bit = self.at <= split;
        self.interval.take(split, bit);
        while self.interval.settled().is_some() {
            self.shift();
        }
        if self.beyond > AHEAD {
            return Err(CodecError::Truncated);
        }
        Ok(bit)
    }

    fn chances(&mut self) -> &mut Chances {
        &mut self.chances
    }
}
