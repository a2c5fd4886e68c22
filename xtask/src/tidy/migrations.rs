//! A migration that was released never changes: phones and halls have run it. The list
//! grows by one line a migration with each release.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::File;

/// `<sha-256>  <path>`, one a line; `#` begins a remark.
const LIST: &str = "xtask/released-migrations.txt";

pub(super) fn changed(files: &[File]) -> Vec<String> {
    let texts: BTreeMap<&str, &str> =
        files.iter().filter_map(|file| Some((file.path.as_str(), file.text.as_deref()?))).collect();
    let Some(list) = texts.get(LIST) else { return vec![format!("{LIST} is missing")] };
    list.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| match line.split_once("  ") {
            None => Some(format!("{LIST}: not `hash  path`: {line}")),
            Some((hash, path)) => match texts.get(path) {
                None => Some(format!("{path} is gone")),
                Some(text) if hash_of(text) != hash => Some(format!("{path} has changed")),
                Some(_) => None,
            },
        })
        .collect()
}

fn hash_of(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |mut hex, byte| {
        // Writing into a string can't fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    #[test]
    fn a_changed_or_missing_migration_is_named() {
        let list = format!(
            "# released\n{}  a.sql\n{}  b.sql\n{0}  c.sql\n",
            hash_of("one"),
            hash_of("two")
        );
        let files = [file(LIST, &list), file("a.sql", "one"), file("b.sql", "2")];
        assert_eq!(changed(&files), ["b.sql has changed", "c.sql is gone"]);
    }
}
