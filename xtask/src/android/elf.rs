//! What Android asks of a library's file.

use super::archive::{LARGEST_PAGE, u16_at, u32_at};

/// What a 64-bit library's own tables say.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Library {
    /// The smallest page that its parts are made for.
    page: u64,
    /// Whether the names of its inner functions are still there.
    has_symbols: bool,
}

impl Library {
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        const LOADED: u32 = 1;
        const SYMBOLS: u32 = 2;
        if !bytes.starts_with(b"\x7fELF\x02\x01") {
            return None;
        }
        let parts = table(bytes, 32, 54)?;
        let loaded = parts.filter(|at| u32_at(bytes, *at) == Some(LOADED));
        let page = loaded.map(|at| u64_at(bytes, at + 48)).collect::<Option<Vec<_>>>()?;
        let has_symbols = table(bytes, 40, 58)?.any(|at| u32_at(bytes, at + 4) == Some(SYMBOLS));
        Some(Self { page: page.into_iter().min()?, has_symbols })
    }

    /// What is wrong with it.
    pub(super) fn fault(&self) -> Option<String> {
        if self.page < LARGEST_PAGE as u64 {
            return Some(format!("is made for pages of {} bytes", self.page));
        }
        self.has_symbols.then(|| "is not stripped".to_owned())
    }
}

/// Where the entries of a table begin, by where its place and the size of an entry stand.
fn table(bytes: &[u8], place: usize, size: usize) -> Option<impl Iterator<Item = usize>> {
    let first = usize::try_from(u64_at(bytes, place)?).ok()?;
    let (size, count) = (u16_at(bytes, size)?, u16_at(bytes, size + 2)?);
    Some((0..usize::from(count)).map(move |number| first + number * usize::from(size)))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library(page: u64, section: u32) -> Vec<u8> {
        let mut bytes = b"\x7fELF\x02\x01".to_vec();
        bytes.resize(64 + 56 + 64, 0);
        let mut put = |at: usize, value: &[u8]| bytes[at..at + value.len()].copy_from_slice(value);
        put(32, &64_u64.to_le_bytes());
        put(40, &120_u64.to_le_bytes());
        put(54, &56_u16.to_le_bytes());
        put(56, &1_u16.to_le_bytes());
        put(58, &64_u16.to_le_bytes());
        put(60, &1_u16.to_le_bytes());
        put(64, &1_u32.to_le_bytes());
        put(64 + 48, &page.to_le_bytes());
        put(120 + 4, &section.to_le_bytes());
        bytes
    }

    #[test]
    fn a_library_for_small_pages_or_with_its_symbols_is_refused() {
        let fault = |bytes: &[u8]| Library::read(bytes).map(|library| library.fault());
        assert_eq!(fault(&library(16384, 1)), Some(None));
        assert_eq!(
            fault(&library(4096, 1)),
            Some(Some("is made for pages of 4096 bytes".to_owned()))
        );
        assert_eq!(fault(&library(16384, 2)), Some(Some("is not stripped".to_owned())));
        assert_eq!(fault(b"\x7fELF"), None);
    }
}
