//! The classes of a dex file, as its own tables name them.

use super::archive::u32_at;
use crate::project::Failed;

/// What a dex file holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dex {
    /// Every class that is defined in it: `vn.camtay.app.MainActivity`.
    pub(super) classes: Vec<String>,
    /// How many methods it defines or calls.
    pub(super) methods: u32,
}

/// Reads the tables.
pub(super) fn read(bytes: &[u8]) -> Result<Dex, Failed> {
    tables(bytes).ok_or_else(|| Failed("this is no dex file".to_owned()))
}

fn tables(bytes: &[u8]) -> Option<Dex> {
    if !bytes.starts_with(b"dex\n") {
        return None;
    }
    let at = |offset: u32| usize::try_from(offset).ok();
    let word = |place: usize| u32_at(bytes, place);
    let (strings, types) = (at(word(60)?)?, at(word(68)?)?);
    let (count, defined) = (word(96)?, at(word(100)?)?);
    let mut classes = Vec::new();
    for number in 0..at(count)? {
        let class = at(word(defined + 32 * number)?)?;
        let name = at(word(types + 4 * class)?)?;
        classes.push(text(bytes, at(word(strings + 4 * name)?)?)?);
    }
    Some(Dex { classes, methods: word(88)? })
}

/// A type's name after its length: `Lvn/camtay/app/MainActivity;`.
fn text(bytes: &[u8], at: usize) -> Option<String> {
    let rest = bytes.get(at..)?;
    let length = rest.iter().position(|byte| byte & 0x80 == 0)? + 1;
    let rest = rest.get(length..)?;
    let end = rest.iter().position(|byte| *byte == 0)?;
    let name = String::from_utf8_lossy(rest.get(..end)?);
    Some(name.trim_start_matches('L').trim_end_matches(';').replace('/', "."))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn classes_are_read_by_their_names() {
        let mut bytes = b"dex\n035\0".to_vec();
        bytes.resize(112, 0);
        let mut put =
            |at: usize, value: u32| bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
        put(60, 104); // strings
        put(68, 108); // types
        put(88, 3); // methods
        put(96, 1); // classes
        put(100, 112);
        put(104, 144); // the only string
        bytes.resize(144, 0);
        bytes.extend(b"\x07Lvn/A;\0");
        assert_eq!(read(&bytes).unwrap(), Dex { classes: vec!["vn.A".to_owned()], methods: 3 });
        assert!(read(&bytes[..120]).is_err());
        assert!(read(b"PK\x03\x04").is_err());
    }
}
