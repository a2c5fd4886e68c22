//! Where a hall lies: its data in one folder, its keys in another. Whoever carries off or
//! copies the data folder has nothing that they could read.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::HubError;

/// The two folders of a hall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    data: PathBuf,
    keys: PathBuf,
}

impl Place {
    /// The hall whose data are in `data`; its keys in `keys`, or beside the data in a
    /// folder of the same name with `.keys` behind it.
    #[must_use]
    pub fn new(data: &Path, keys: Option<&Path>) -> Self {
        let keys = keys.map_or_else(|| beside(data, ".keys"), Path::to_owned);
        Self { data: data.to_owned(), keys }
    }

    /// The folder of the data.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The folder of the keys.
    #[must_use]
    pub fn keys(&self) -> &Path {
        &self.keys
    }

    /// Refuses folders that lie in one another, or that hold something already: a new hall
    /// comes into neither.
    ///
    /// # Errors
    /// [`HubError::Refused`], [`HubError::File`].
    pub fn refuse_in_use(&self) -> Result<(), HubError> {
        let (data, keys) = (real(&self.data), real(&self.keys));
        if data.starts_with(&keys) || keys.starts_with(&data) {
            return Err(HubError::Refused(format!(
                "the keys in {} would lie together with the data in {}, and whoever takes the \
                 one has the other; name another folder with --keys",
                self.keys.display(),
                self.data.display()
            )));
        }
        refuse_in_use(&self.data, "the hall")?;
        refuse_in_use(&self.keys, "the hall's keys")
    }

    /// Refuses a folder within the hall's own: what is put away for the day on which this
    /// disk is gone must lie elsewhere.
    ///
    /// # Errors
    /// [`HubError::Refused`].
    pub fn refuse_inside(&self, folder: &Path) -> Result<(), HubError> {
        let real_folder = real(folder);
        if [&self.data, &self.keys].iter().any(|own| real_folder.starts_with(real(own))) {
            return Err(HubError::Refused(format!(
                "{} lies within the hall's own folder; name one on another disk or a stick",
                folder.display()
            )));
        }
        Ok(())
    }

    /// The same two folders while they are being filled: nobody takes them for a hall.
    pub(crate) fn unfinished(&self) -> Self {
        let [data, keys] = [&self.data, &self.keys].map(|folder| beside(folder, ".unfinished"));
        Self { data, keys }
    }
}

fn refuse_in_use(folder: &Path, whose: &str) -> Result<(), HubError> {
    let used = match std::fs::read_dir(folder) {
        Ok(mut inside) => inside.next().is_some(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
        Err(error) => return Err(HubError::file(folder.display().to_string())(error)),
    };
    if used {
        return Err(HubError::Refused(format!(
            "{} is not empty; name a new or empty folder for {whose}",
            folder.display()
        )));
    }
    if folder.file_name().is_none() {
        return Err(HubError::Refused(format!(
            "{} can't be the folder of {whose}; name a new or empty one",
            folder.display()
        )));
    }
    Ok(())
}

/// A folder's path with something behind its name.
pub(crate) fn beside(folder: &Path, end: &str) -> PathBuf {
    // "." has no name of its own.
    let named = match folder.file_name() {
        Some(_) => folder.to_owned(),
        None => real(folder),
    };
    let mut name: OsString = named.file_name().unwrap_or_default().to_owned();
    name.push(end);
    named.with_file_name(name)
}

/// The path without links and dots, as far as it exists.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut known = path.as_path();
    loop {
        if let Ok(found) = known.canonicalize() {
            let rest = path.strip_prefix(known).unwrap_or(Path::new(""));
            return if rest.as_os_str().is_empty() { found } else { found.join(rest) };
        }
        match known.parent() {
            Some(parent) => known = parent,
            None => return path,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lie_beside_the_data_and_never_together_with_them() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let place = Place::new(&at("hall"), None);
        assert_eq!(place.keys(), at("hall.keys"));
        assert!(place.refuse_in_use().is_ok());
        for (data, keys) in [("hall", "hall/keys"), ("hall", "hall"), ("keys/hall", "keys")] {
            let refused = Place::new(&at(data), Some(&at(keys))).refuse_in_use().unwrap_err();
            assert!(refused.to_string().contains("--keys"), "{data} {keys}: {refused}");
        }
        std::fs::create_dir_all(at("real/hall")).unwrap();
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(at("real"), at("link")).unwrap();
            let inside = Place::new(&at("real/hall"), Some(&at("link/hall/keys")));
            assert!(inside.refuse_in_use().unwrap_err().to_string().contains("together"));
        }
        std::fs::write(at("real/hall/file"), "").unwrap();
        let used = Place::new(&at("other"), Some(&at("real/hall"))).refuse_in_use().unwrap_err();
        assert!(used.to_string().contains("is not empty"), "{used}");
    }
}
