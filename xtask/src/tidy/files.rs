//! Rules about which files are kept at all.

use super::File;

/// How large a kept file may be, in bytes.
const MAX_BYTES: u64 = 400_000;

/// What builds leave behind.
const OUTPUT: &[&str] = &[
    "so", "dylib", "dll", "a", "o", "rlib", "class", "jar", "aar", "apk", "aab", "exe", "log",
    "db-wal", "db-shm", "pyc",
];

/// Folders that builds make.
const FOLDERS: &[&str] = &["/target/", "/node_modules/", "/build/", "/.gradle/", "/DerivedData/"];

pub(super) fn unwanted(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        let path = format!("/{}", file.path);
        let in_folder = FOLDERS.iter().any(|folder| path.contains(folder));
        if in_folder || file.has_extension(OUTPUT) {
            found.push(format!("{} (build output)", file.path));
        } else if file.bytes > MAX_BYTES {
            found.push(format!("{} ({} bytes)", file.path, file.bytes));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    #[test]
    fn build_output_and_large_files_are_named() {
        let files = [
            file("android/build/x.txt", ""),
            file("core/libcore.so", ""),
            file("docs/a.md", "short"),
            file("docs/b.md", &"x".repeat(400_001)),
        ];
        assert_eq!(
            unwanted(&files),
            [
                "android/build/x.txt (build output)",
                "core/libcore.so (build output)",
                "docs/b.md (400001 bytes)",
            ]
        );
    }
}
