//! Rules about Rust crates.

use super::File;

/// Roots of crates: libraries and programs.
fn is_root(path: &str) -> bool {
    ["lib.rs", "main.rs"].iter().any(|name| {
        path.strip_suffix(name).is_some_and(|folder| {
            folder.ends_with("src/") || (name == &"main.rs" && folder.contains("src/"))
        })
    })
}

/// A crate that can't forbid unsafe code says `// unsafe: <reason>` in its root.
pub(super) fn unsafe_code(files: &[File]) -> Vec<String> {
    let roots = files.iter().filter(|file| is_root(&file.path));
    roots
        .filter(|file| {
            !file.lines().any(|(_, line)| {
                line.trim() == "#![forbid(unsafe_code)]"
                    || line.strip_prefix("// unsafe: ").is_some_and(|why| why.len() > 20)
            })
        })
        .map(|file| file.path.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    #[test]
    fn a_crate_without_a_word_on_unsafe_code_is_named() {
        let files = [
            file("hub/src/lib.rs", "//! x\n"),
            file("core/src/lib.rs", "#![forbid(unsafe_code)]\n"),
            file("tests/src/phone/main.rs", "fn main() {}\n"),
            file("hub/src/ingest.rs", ""),
        ];
        assert_eq!(unsafe_code(&files), ["hub/src/lib.rs", "tests/src/phone/main.rs"]);
    }
}
