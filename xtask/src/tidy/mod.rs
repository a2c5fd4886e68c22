//! `cargo xtask tidy`: house rules that no compiler checks. One rule a function; each
//! counts as one check.

mod content_of_files;
mod crates;
mod files;
mod links;
mod migrations;
mod named_tests;

use std::path::{Path, PathBuf};

use crate::project::{Failed, Project};
use crate::tally::Tally;

/// A file of the project: its path from the root, and its text if it is text.
pub(crate) struct File {
    path: String,
    bytes: u64,
    text: Option<String>,
}

impl File {
    fn has_extension(&self, wanted: &[&str]) -> bool {
        let extension = Path::new(&self.path).extension().and_then(|name| name.to_str());
        extension.is_some_and(|extension| wanted.contains(&extension))
    }

    /// Its lines with their numbers; none when it is no text.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.iter().flat_map(|text| text.lines()))
    }
}

/// A rule: its name as a sentence, and what breaks it.
type Rule = (&'static str, fn(&[File]) -> Vec<String>);

const RULES: &[Rule] = &[
    ("no source file is longer than 500 lines", content_of_files::too_long),
    ("SQL stands in store/ and migrations/ only", content_of_files::sql_elsewhere),
    ("nothing names a folder of somebody's machine", content_of_files::machine_paths),
    ("nothing is left to do later in a comment", content_of_files::left_for_later),
    ("no test is ignored", content_of_files::ignored_tests),
    ("packages come from the public registries", content_of_files::other_registries),
    ("every crate forbids unsafe code or says why not", crates::unsafe_code),
    ("released migrations stay as they were", migrations::changed),
    ("links in the documents lead somewhere", links::broken),
    ("a test that a document names is there", named_tests::missing),
    ("no build output and nothing large is kept", files::unwanted),
];

/// The command by itself.
pub(crate) fn run(project: &Project) -> Result<(), Failed> {
    let mut tally = Tally::default();
    check(project, &mut tally);
    tally.finish()
}

/// Every rule, counted.
pub(crate) fn check(project: &Project, tally: &mut Tally) {
    let files = match read_all(project) {
        Ok(files) => files,
        Err(Failed(why)) => return tally.failure(why),
    };
    for (name, rule) in RULES {
        let broken = rule(&files);
        for place in &broken {
            println!("tidy: {place}");
        }
        tally.check(if broken.is_empty() {
            Ok(())
        } else {
            Err(Failed(format!("tidy: {name}: {}", broken.join(" · "))))
        });
    }
}

fn read_all(project: &Project) -> Result<Vec<File>, Failed> {
    let mut files = Vec::new();
    for path in paths(project)? {
        let full = project.path(&path);
        // Listed by git but deleted just now.
        let Ok(bytes) = std::fs::read(&full) else { continue };
        let length = bytes.len() as u64;
        files.push(File { path, bytes: length, text: String::from_utf8(bytes).ok() });
    }
    Ok(files)
}

/// Every file that belongs to the project, as git sees it; without git, every file that
/// isn't under a folder for build output.
fn paths(project: &Project) -> Result<Vec<String>, Failed> {
    let list = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
    let git = project.shell.cmd("git").args(list).quiet().ignore_stderr().read();
    let mut paths: Vec<String> = match git {
        Ok(list) => list.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect(),
        Err(_) => walk(&project.path(""))?,
    };
    paths.sort();
    paths.dedup();
    Ok(paths)
}

fn walk(root: &Path) -> Result<Vec<String>, Failed> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for item in std::fs::read_dir(root.join(&folder))? {
            let item = item?;
            let path = folder.join(item.file_name());
            if item.file_type()?.is_dir() {
                let name = item.file_name();
                if !["target", ".git", "node_modules"].iter().any(|skip| name == *skip) {
                    folders.push(path);
                }
            } else if let Some(path) = path.to_str() {
                found.push(path.to_owned());
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
pub(crate) fn file(path: &str, text: &str) -> File {
    File { path: path.to_owned(), bytes: text.len() as u64, text: Some(text.to_owned()) }
}
