//! Content files from the disk: a content folder, and a commune's laid over it.

use std::path::Path;

use crate::commune;
use crate::{BUILT_IN_FILES, Loaded, Problem, Problems, Rule, SourceFile, load};

/// Content files with their names from the content folder.
#[derive(Debug, Clone)]
pub struct ContentFiles(Vec<(String, Vec<u8>)>);

impl ContentFiles {
    /// Those inside the program.
    #[must_use]
    pub fn built_in() -> Self {
        let files = BUILT_IN_FILES.iter();
        Self(files.map(|file| (file.name.to_owned(), file.bytes.to_vec())).collect())
    }

    /// Files that stand in no folder.
    pub(crate) fn of_files(files: Vec<(String, Vec<u8>)>) -> Self {
        Self(files)
    }

    /// Those of a content folder: `*.toml`, `skills/*.toml`, `scenes/*.toml`, `pictures/*`,
    /// `voices/*`.
    ///
    /// # Errors
    /// Files that the disk does not give.
    pub fn of_folder(folder: &Path) -> Result<Self, Problems> {
        let mut files = Self(Vec::new());
        files.add(folder, &["", "skills", "scenes", "pictures", "voices"], "")?;
        Ok(files)
    }

    /// These, with a commune's folder laid over: `commune.toml`, `steps/*.toml`,
    /// `skills/*.toml`, `scenes/*.toml`, `pictures/*`, `voices/*`. A step names a picture
    /// that no scene draws `commune/pictures/….webp`.
    ///
    /// # Errors
    /// Files that the disk does not give.
    pub fn with_commune(mut self, folder: &Path) -> Result<Self, Problems> {
        let parts = ["", "steps", "skills", "scenes", "pictures", "voices"];
        self.add(folder, &parts, commune::FOLDER)?;
        Ok(self)
    }

    /// Reads what they say.
    ///
    /// # Errors
    /// As [`load()`].
    pub fn load(&self) -> Result<Loaded, Problems> {
        let files: Vec<SourceFile<'_>> =
            self.0.iter().map(|(name, bytes)| SourceFile { name, bytes }).collect();
        load(&files)
    }

    fn add(&mut self, folder: &Path, parts: &[&str], before: &str) -> Result<(), Problems> {
        for part in parts {
            self.add_part(folder, part, before).map_err(|error| {
                Problems(vec![Problem {
                    file: folder.join(part).display().to_string(),
                    line: None,
                    place: String::new(),
                    rule: Rule::Unreadable(error.kind().to_string()),
                }])
            })?;
        }
        Ok(())
    }

    /// Reads one part of a folder; one that is not there has no files.
    fn add_part(&mut self, folder: &Path, part: &str, before: &str) -> Result<(), std::io::Error> {
        let of_toml = matches!(part, "" | "skills" | "steps" | "scenes");
        let entries = match std::fs::read_dir(folder.join(part)) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !part.is_empty() => {
                return Ok(());
            }
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
            if !entry.file_type()?.is_file()
                || (of_toml && !name.ends_with(".toml"))
                || name == "Cargo.toml"
            {
                continue;
            }
            let name = match part {
                "" => format!("{before}{name}"),
                part => format!("{before}{part}/{name}"),
            };
            self.0.push((name, std::fs::read(entry.path())?));
        }
        Ok(())
    }
}

/// Reads a content folder.
///
/// # Errors
/// As [`load()`]; and files that the disk does not give.
pub fn load_folder(folder: &Path) -> Result<Loaded, Problems> {
    ContentFiles::of_folder(folder)?.load()
}
