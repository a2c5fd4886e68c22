//! Rules about what stands in a file.
//!
//! Words that a rule looks for are written in two halves here, or it would find itself.

use super::File;

/// How long a file of source may be.
const MAX_LINES: usize = 500;

/// Longer ones, each with the reason why splitting it would not help a reader.
const LONG: &[(&str, &str)] = &[
    ("journal/src/codec/columns.rs", "the layout of a batch: writer and reader side by side"),
    ("hub/src/logs.rs", "which log an entry stands in: one question, answered for every kind"),
    ("hub/src/report/figures.rs", "the counted rows of the report, one after the other"),
    ("hub/src/store/sqlite.rs", "one method a verb of the store, its SQL beside it"),
];

const SOURCE: &[&str] = &["rs", "kt", "swift", "html", "css", "sql"];

pub(super) fn too_long(files: &[File]) -> Vec<String> {
    let sources = files.iter().filter(|file| file.has_extension(SOURCE));
    sources
        .filter(|file| !LONG.iter().any(|(path, _)| *path == file.path))
        .filter_map(|file| {
            let lines = file.lines().count();
            (lines > MAX_LINES).then(|| format!("{} ({lines} lines)", file.path))
        })
        .collect()
}

const STATEMENTS: &[&str] = &[
    concat!("SELECT", " "),
    concat!("INSERT ", "INTO "),
    concat!("DELETE ", "FROM "),
    concat!("CREATE ", "TABLE "),
    concat!("UPDATE ", "OR "),
    concat!(" SET ", "\""),
];

pub(super) fn sql_elsewhere(files: &[File]) -> Vec<String> {
    let libraries = ["journal/src/", "content/src/", "core/src/", "hub/src/"];
    let suspects = files.iter().filter(|file| {
        file.has_extension(&["rs"])
            && libraries.iter().any(|library| file.path.starts_with(library))
            && !file.path.contains("/store/")
            && !file.path.ends_with("/store.rs")
    });
    find(suspects, |line| STATEMENTS.iter().any(|statement| line.contains(statement)))
}

pub(super) fn machine_paths(files: &[File]) -> Vec<String> {
    let homes = [
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
        concat!("/Us", "ers/"),
        concat!("C:\\Us", "ers"),
        concat!("/wo", "rk/"),
    ];
    find(files, |line| {
        homes.iter().any(|home| {
            // A word in front makes it a path of something else: `docs/…`, a web address.
            line.match_indices(home).any(|(at, _)| {
                let before = line[..at].chars().next_back();
                !before.is_some_and(|letter| letter.is_alphanumeric() || ".-_~}".contains(letter))
            })
        })
    })
}

pub(super) fn left_for_later(files: &[File]) -> Vec<String> {
    let words =
        [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX"), concat!("HA", "CK")];
    let sources = files.iter().filter(|file| {
        file.has_extension(&["rs", "kt", "swift", "toml", "html", "css", "sql", "md", "yml", "sh"])
    });
    find(sources, |line| {
        words.iter().any(|word| {
            line.match_indices(word).any(|(at, _)| {
                let letter = |letter: char| letter.is_alphanumeric() || letter == '_';
                let before = line[..at].chars().next_back().is_some_and(letter);
                let after = line[at + word.len()..].chars().next().is_some_and(letter);
                !before && !after
            })
        })
    })
}

pub(super) fn ignored_tests(files: &[File]) -> Vec<String> {
    let marks = [concat!("#[ig", "nore"), concat!("@Dis", "abled"), concat!("@Ig", "nore")];
    let sources = files.iter().filter(|file| file.has_extension(&["rs", "kt"]));
    find(sources, |line| marks.iter().any(|mark| line.contains(mark)))
}

pub(super) fn other_registries(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        let allowed: &[&str] = match name {
            "Cargo.lock" => &["registry+https://github.com/rust-lang/crates.io-index"],
            "package-lock.json" => &["https://registry.npmjs.org/"],
            "pom.xml" => &[],
            _ => continue,
        };
        let marks: &[&str] = match name {
            "Cargo.lock" => &["source = "],
            "package-lock.json" => &["\"resolved\": "],
            _ => &["<repository>", "<pluginRepository>"],
        };
        found.extend(find([file], |line| {
            marks.iter().any(|mark| line.contains(mark))
                && !allowed.iter().any(|host| line.contains(host))
        }));
    }
    found
}

fn find<'a>(
    files: impl IntoIterator<Item = &'a File>,
    breaks: impl Fn(&str) -> bool,
) -> Vec<String> {
    let lines = files.into_iter().flat_map(|file| file.lines().map(move |line| (file, line)));
    lines
        .filter(|(_, (_, line))| breaks(line))
        .map(|(file, (number, _))| format!("{}:{number}", file.path))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    #[test]
    fn a_long_file_is_named_with_its_length() {
        let long = file("hub/src/a.rs", &"x\n".repeat(MAX_LINES + 1));
        let short = file("hub/src/b.rs", &"x\n".repeat(MAX_LINES));
        assert_eq!(too_long(&[long, short]), ["hub/src/a.rs (501 lines)"]);
    }

    #[test]
    fn sql_is_found_outside_the_stores_only() {
        let line = concat!("\"SELECT", " 1\"");
        let files = [file("hub/src/report.rs", line), file("hub/src/store/sqlite.rs", line)];
        assert_eq!(sql_elsewhere(&files), ["hub/src/report.rs:1"]);
    }

    #[test]
    fn a_home_folder_is_found_and_a_web_address_is_not() {
        let files = [
            file("a.md", concat!("see /ho", "me/lan/camtay")),
            file("b.md", concat!("see https://example.vn/ho", "me/lan")),
        ];
        assert_eq!(machine_paths(&files), ["a.md:1"]);
    }

    #[test]
    fn a_note_for_later_is_found_as_a_word_only() {
        let files =
            [file("a.rs", concat!("// TO", "DO: later")), file("b.rs", concat!("MASTO", "DON"))];
        assert_eq!(left_for_later(&files), ["a.rs:1"]);
    }

    #[test]
    fn another_registry_is_found() {
        let lock = "source = \"registry+https://github.com/rust-lang/crates.io-index\"\n\
                    source = \"registry+https://mirror.example/index\"\n";
        assert_eq!(other_registries(&[file("Cargo.lock", lock)]), ["Cargo.lock:2"]);
    }
}
