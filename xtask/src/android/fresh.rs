//! Whether something has to be made again: a stamp beside it holds the digest of what it was
//! made from.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::project::Failed;

/// Makes something unless its `stamp` holds `digest`.
pub(super) fn make(
    stamp: &Path,
    digest: &str,
    how: impl FnOnce() -> Result<(), Failed>,
) -> Result<(), Failed> {
    if std::fs::read_to_string(stamp).is_ok_and(|text| text == digest) {
        return Ok(());
    }
    how()?;
    Ok(std::fs::write(stamp, digest)?)
}

/// The digest of a text.
pub(super) fn of_text(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// The digest of files, and of all files in folders.
pub(super) fn of_files<P: AsRef<Path>>(roots: &[P]) -> Result<String, Failed> {
    let mut files = Vec::new();
    for root in roots {
        collect(root.as_ref(), &mut files)?;
    }
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        hash.update(file.to_string_lossy().as_bytes());
        hash.update([0]);
        hash.update(Sha256::digest(std::fs::read(&file)?));
    }
    Ok(hex(&hash.finalize()))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failed> {
    if path.is_dir() {
        for entry in std::fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    } else if path.is_file() {
        files.push(path.to_path_buf());
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_changes_the_digest_of_its_folder() {
        let folder = std::env::temp_dir().join(format!("camtay-fresh-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("a"), "1").unwrap();
        let before = of_files(&[&folder]).unwrap();
        assert_eq!(of_files(&[&folder]).unwrap(), before);
        std::fs::write(folder.join("a"), "2").unwrap();
        assert_ne!(of_files(&[&folder]).unwrap(), before);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
