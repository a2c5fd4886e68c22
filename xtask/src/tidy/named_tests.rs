//! Rules about documents that name tests: `path/of/file.rs::name_of_the_test` in backticks
//! is a test of that name in that file, so that no document speaks of a proof that is gone.

use super::File;

pub(super) fn missing(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for document in files.iter().filter(|file| file.has_extension(&["md"])) {
        for (number, line) in document.lines() {
            for (path, name) in line.split('`').skip(1).step_by(2).filter_map(named) {
                if !files.iter().any(|file| file.path == path && has_test(file, name)) {
                    found.push(format!("{}:{number} → {path}::{name}", document.path));
                }
            }
        }
    }
    found
}

/// File and test, where a piece of code names them.
fn named(code: &str) -> Option<(&str, &str)> {
    let (path, name) = code.split_once("::")?;
    let letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let whole = path.ends_with(".rs") && path.contains('/') && name.chars().all(letter);
    whole.then_some((path, name))
}

/// Whether a function of this name stands in the file below a `test` attribute; attributes
/// and a macro of property tests may stand between.
fn has_test(file: &File, name: &str) -> bool {
    let mut marked = false;
    for (_, line) in file.lines() {
        let line = line.trim_start();
        if line.starts_with("#[test]") || line.starts_with("#[tokio::test") {
            marked = true;
        } else if let Some((_, rest)) = line.split_once("fn ") {
            if marked && rest.split('(').next() == Some(name) {
                return true;
            }
            marked = false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    #[test]
    fn a_test_that_a_document_names_must_be_there() {
        let files = [
            file(
                "docs/a.md",
                "`hub/tests/a.rs::one` and `hub/tests/a.rs::two`, `hub/tests/b.rs::one`,\n\
                 `hub/tests/a.rs::no_test`; `camtay_hub::hall`, `hub/tests/a.rs` are no tests",
            ),
            file(
                "hub/tests/a.rs",
                "#[test]\nfn one() {}\nfn no_test() {}\n#[tokio::test(x)]\nasync fn two() {}\n",
            ),
        ];
        assert_eq!(
            missing(&files),
            ["docs/a.md:1 → hub/tests/b.rs::one", "docs/a.md:2 → hub/tests/a.rs::no_test"]
        );
    }
}
