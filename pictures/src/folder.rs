//! Pictures of a whole content folder: `pictures/NAME.webp` for the pack,
//! `pictures/svg/NAME.svg` to print and to look at.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use camtay_content::{Problem, Problems, load_folder};

use crate::{RasterError, draw, webp};

/// A picture.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// Its name without ending: `vneid-install.search-box`.
    pub name: String,
    /// The drawing.
    pub svg: String,
    /// What the pack carries.
    pub webp: Vec<u8>,
}

/// All pictures of a folder.
#[derive(Debug, Clone)]
pub struct Pictures {
    /// In the order of their skills and steps.
    pub pictures: Vec<Drawn>,
}

/// Why pictures could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    /// The scenes break rules.
    #[error("{0}")]
    Scenes(#[from] Problems),
    /// A drawing could not be made into a picture.
    #[error("{name}: {why}")]
    Raster {
        /// Which one.
        name: String,
        /// Why.
        why: RasterError,
    },
}

/// Draws every scene of a content folder.
///
/// # Errors
/// What stands wrong in its files, with line; labels that do not fit.
pub fn draw_folder(folder: &Path) -> Result<Pictures, DrawError> {
    let loaded = load_folder(folder)?;
    let mut problems: Vec<Problem> = Vec::new();
    let mut pictures = Vec::new();
    for place in loaded.scenes() {
        match draw(&place) {
            Err(mut found) => problems.append(&mut found),
            Ok(svg) => {
                let name = format!("{}.{}", place.skill, place.scene.step);
                match webp(&svg) {
                    Ok(webp) => pictures.push(Drawn { name, svg, webp }),
                    Err(why) => return Err(DrawError::Raster { name, why }),
                }
            }
        }
    }
    if problems.is_empty() { Ok(Pictures { pictures }) } else { Err(Problems(problems).into()) }
}

impl Pictures {
    /// Names of pictures that the folder has otherwise, not at all, or without a scene.
    #[must_use]
    pub fn stale(&self, folder: &Path) -> Vec<String> {
        let same = |file: &str, bytes: &[u8]| {
            std::fs::read(folder.join("pictures").join(file)).is_ok_and(|found| found == bytes)
        };
        let mut stale: Vec<String> = self
            .pictures
            .iter()
            .filter(|it| {
                !same(&format!("{}.webp", it.name), &it.webp)
                    || !same(&format!("svg/{}.svg", it.name), it.svg.as_bytes())
            })
            .map(|it| it.name.clone())
            .collect();
        stale.extend(self.without_scene(folder));
        stale
    }

    /// Writes what changed and removes what no scene draws any more; says how many.
    ///
    /// # Errors
    /// What the disk refuses.
    pub fn write(&self, folder: &Path) -> io::Result<usize> {
        let pictures = folder.join("pictures");
        std::fs::create_dir_all(pictures.join("svg"))?;
        let stale = self.stale(folder);
        for name in self.without_scene(folder) {
            std::fs::remove_file(pictures.join(format!("svg/{name}.svg")))?;
            match std::fs::remove_file(pictures.join(format!("{name}.webp"))) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        for drawn in self.pictures.iter().filter(|it| stale.contains(&it.name)) {
            std::fs::write(pictures.join(format!("{}.webp", drawn.name)), &drawn.webp)?;
            std::fs::write(pictures.join(format!("svg/{}.svg", drawn.name)), &drawn.svg)?;
        }
        Ok(stale.len())
    }

    /// Drawings in the folder that no scene makes. A WebP without a drawing is somebody's
    /// own, named by a step.
    fn without_scene(&self, folder: &Path) -> Vec<String> {
        let drawn: BTreeSet<&str> = self.pictures.iter().map(|it| it.name.as_str()).collect();
        let Ok(entries) = std::fs::read_dir(folder.join("pictures/svg")) else { return Vec::new() };
        let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
        names
            .filter_map(|name| Some(name.strip_suffix(".svg")?.to_owned()))
            .filter(|name| !drawn.contains(name.as_str()))
            .collect()
    }
}
