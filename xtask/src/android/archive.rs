//! Archives as Android reads them: what lies in one and where, and an archive in which what is
//! stored can be mapped into memory as it lies.

use crate::project::Failed;

/// What a processor with the largest pages of Android asks of a library.
pub(super) const LARGEST_PAGE: usize = 16 * 1024;

/// What everything else that is stored is read by.
const WORD: usize = 4;

const END: u32 = 0x0605_4b50;
const LISTED: u32 = 0x0201_4b50;
const HERE: u32 = 0x0403_4b50;

/// The field of zeros with which Android's tools move what follows; the signer keeps the
/// multiple that stands in it.
const ALIGNMENT_FIELD: u16 = 0xd935;

/// A file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) name: String,
    method: u16,
    sum: u32,
    /// As it lies in the archive.
    pub(super) packed: usize,
    size: u32,
    /// Where its bytes begin.
    pub(super) at: usize,
}

impl Entry {
    /// Whether it lies there as it is.
    pub(super) fn is_stored(&self) -> bool {
        self.method == 0
    }

    /// Its bytes as they lie there.
    pub(super) fn bytes<'a>(&self, archive: &'a [u8]) -> &'a [u8] {
        archive.get(self.at..self.at + self.packed).unwrap_or_default()
    }

    /// What its place has to be a multiple of.
    pub(super) fn multiple(&self) -> usize {
        match (self.is_stored(), self.name.ends_with(".so")) {
            (false, _) => 1,
            (true, false) => WORD,
            (true, true) => LARGEST_PAGE,
        }
    }
}

/// What lies in an archive, in its own order.
pub(super) fn read(archive: &[u8]) -> Result<Vec<Entry>, Failed> {
    entries(archive).ok_or_else(|| Failed("this is no whole archive".to_owned()))
}

fn entries(archive: &[u8]) -> Option<Vec<Entry>> {
    let end =
        (0..=archive.len().checked_sub(22)?).rev().find(|at| u32_at(archive, *at) == Some(END))?;
    let count = u16_at(archive, end + 10)?;
    let mut at = usize::try_from(u32_at(archive, end + 16)?).ok()?;
    let mut entries = Vec::new();
    for _ in 0..count {
        if u32_at(archive, at)? != LISTED {
            return None;
        }
        let length = |offset| u16_at(archive, at + offset).map(usize::from);
        let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
        let header = usize::try_from(u32_at(archive, at + 42)?).ok()?;
        if u32_at(archive, header)? != HERE {
            return None;
        }
        let before =
            usize::from(u16_at(archive, header + 26)?) + usize::from(u16_at(archive, header + 28)?);
        let entry = Entry {
            name: String::from_utf8(archive.get(at + 46..at + 46 + name)?.to_vec()).ok()?,
            method: u16_at(archive, at + 10)?,
            sum: u32_at(archive, at + 16)?,
            packed: usize::try_from(u32_at(archive, at + 20)?).ok()?,
            size: u32_at(archive, at + 24)?,
            at: header + 30 + before,
        };
        archive.get(entry.at..entry.at + entry.packed)?;
        entries.push(entry);
        at += 46 + name + extra + comment;
    }
    Some(entries)
}

/// The same files, each at a place that suits it, and nothing of when they were made.
pub(super) fn aligned(archive: &[u8]) -> Result<Vec<u8>, Failed> {
    let mut out = Vec::with_capacity(archive.len() + 8 * LARGEST_PAGE);
    let mut list = Vec::new();
    let entries = read(archive)?;
    for entry in &entries {
        let header = number(out.len())?;
        let multiple = entry.multiple();
        let mut extra = Vec::new();
        if multiple > 1 {
            let least = out.len() + 30 + entry.name.len() + 6;
            let zeros = (multiple - least % multiple) % multiple;
            extra.extend(ALIGNMENT_FIELD.to_le_bytes());
            extra.extend(short(2 + zeros)?.to_le_bytes());
            extra.extend(short(multiple)?.to_le_bytes());
            extra.resize(6 + zeros, 0);
        }
        out.extend(HERE.to_le_bytes());
        described(&mut out, entry, extra.len())?;
        out.extend(entry.name.as_bytes());
        out.extend(extra);
        out.extend(entry.bytes(archive));

        list.extend(LISTED.to_le_bytes());
        list.extend(VERSION.to_le_bytes());
        described(&mut list, entry, 0)?;
        // No comment, first disk, no attributes.
        list.extend([0; 10]);
        list.extend(header.to_le_bytes());
        list.extend(entry.name.as_bytes());
    }
    let (count, begins, length) = (short(entries.len())?, number(out.len())?, number(list.len())?);
    out.extend(list);
    out.extend(END.to_le_bytes());
    out.extend([0; 4]);
    out.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    out.extend([length.to_le_bytes(), begins.to_le_bytes()].concat());
    out.extend([0; 2]);
    Ok(out)
}

const VERSION: u16 = 20;

/// What a header has in common with the list's line.
fn described(out: &mut Vec<u8>, entry: &Entry, extra: usize) -> Result<(), Failed> {
    // Names in UTF-8; midnight of the first day that there is, so that equal files make equal
    // archives.
    const UTF8: u16 = 1 << 11;
    const FIRST_DAY: u32 = 0x0021_0000;
    for half in [VERSION, UTF8, entry.method] {
        out.extend(half.to_le_bytes());
    }
    for word in [FIRST_DAY, entry.sum, number(entry.packed)?, entry.size] {
        out.extend(word.to_le_bytes());
    }
    out.extend(short(entry.name.len())?.to_le_bytes());
    out.extend(short(extra)?.to_le_bytes());
    Ok(())
}

fn number(size: usize) -> Result<u32, Failed> {
    u32::try_from(size).map_err(|_| Failed("an archive of more than 4 GB".to_owned()))
}

fn short(size: usize) -> Result<u16, Failed> {
    u16::try_from(size).map_err(|_| Failed("an archive with a number that is too large".to_owned()))
}

/// A number of two bytes.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

/// A number of four bytes.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
pub(super) mod tests {
    use super::*;

    /// An archive of stored files, as any program might write it: nothing is at a good place.
    pub(crate) fn loose(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut list = Vec::new();
        for (name, bytes) in files {
            let header = u32::try_from(out.len()).unwrap();
            let entry = Entry {
                name: (*name).to_owned(),
                method: 0,
                sum: 7,
                packed: bytes.len(),
                size: u32::try_from(bytes.len()).unwrap(),
                at: 0,
            };
            out.extend(HERE.to_le_bytes());
            described(&mut out, &entry, 0).unwrap();
            out.extend(name.as_bytes());
            out.extend(*bytes);
            list.extend(LISTED.to_le_bytes());
            list.extend(VERSION.to_le_bytes());
            described(&mut list, &entry, 0).unwrap();
            list.extend([0; 10]);
            list.extend(header.to_le_bytes());
            list.extend(name.as_bytes());
        }
        let begins = u32::try_from(out.len()).unwrap();
        let count = u16::try_from(files.len()).unwrap();
        out.extend(&list);
        out.extend(END.to_le_bytes());
        out.extend([0; 4]);
        out.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
        out.extend(u32::try_from(list.len()).unwrap().to_le_bytes());
        out.extend(begins.to_le_bytes());
        out.extend([0; 2]);
        out
    }

    #[test]
    fn a_library_begins_at_a_page_and_keeps_its_bytes() {
        let files: [(&str, &[u8]); 3] =
            [("odd", b"1"), ("lib/x86_64/libone.so", b"library"), ("resources.arsc", b"words")];
        let archive = aligned(&loose(&files)).unwrap();
        let entries = read(&archive).unwrap();
        for (entry, (name, bytes)) in entries.iter().zip(files) {
            assert_eq!((entry.name.as_str(), entry.bytes(&archive)), (name, bytes));
        }
        assert_eq!(entries[1].at % LARGEST_PAGE, 0);
        assert_eq!(entries[2].at % WORD, 0);
    }

    #[test]
    fn half_an_archive_is_refused() {
        let archive = loose(&[("a", b"1"), ("b", b"2")]);
        assert!(read(&archive).is_ok());
        assert!(read(&archive[..archive.len() - 30]).is_err());
        assert!(read(b"PK").is_err());
    }
}
