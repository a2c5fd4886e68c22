//! Rules about documents: a relative link leads to a file or folder of the project.

use std::collections::BTreeSet;

use super::File;

pub(super) fn broken(files: &[File]) -> Vec<String> {
    let mut known = BTreeSet::new();
    for file in files {
        let mut path = file.path.as_str();
        while !path.is_empty() {
            known.insert(path.to_owned());
            path = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        }
    }
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.has_extension(&["md"])) {
        let mut in_code = false;
        for (number, line) in file.lines() {
            if line.trim_start().starts_with("```") {
                in_code = !in_code;
            }
            for target in targets(line).filter(|_| !in_code) {
                if !resolve(&file.path, target).is_none_or(|path| known.contains(&path)) {
                    found.push(format!("{}:{number} → {target}", file.path));
                }
            }
        }
    }
    found
}

/// What stands in `](…)` on a line.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next())
}

/// The path from the root that a link means; `None` for an address of the web or a place
/// in the same document.
fn resolve(document: &str, target: &str) -> Option<String> {
    let target = target.split('#').next().unwrap_or_default().trim_end_matches('/');
    if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
        return None;
    }
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    #[test]
    fn a_link_to_nothing_is_named_and_others_are_not() {
        let files = [
            file(
                "docs/a.md",
                "[x](../hub) [y](b.md#part) [z](https://example.vn) [w](#here) [v](c.md)\n\
                 ```\n[u](nowhere.md)\n```\n",
            ),
            file("docs/b.md", ""),
            file("hub/src/lib.rs", ""),
        ];
        assert_eq!(broken(&files), ["docs/a.md:1 → c.md"]);
    }
}
