//! Which picture belongs to which step: a scene names the step, the file is named after
//! both.

use crate::commune::FOLDER;
use crate::load::Loaded;
use crate::scene::{Scene, SceneFile};
use crate::{Picture, Problem, Rule, Step};

/// A scene in its file.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The slug of its skill.
    pub skill: &'a str,
    /// What it shows.
    pub scene: &'a Scene,
    file: &'a str,
    at: usize,
    read: &'a crate::load::Read<SceneFile>,
}

impl Place<'_> {
    /// The name of the picture, from the content folder.
    #[must_use]
    pub fn picture(&self) -> String {
        let folder = if self.file.starts_with(FOLDER) { FOLDER } else { "" };
        format!("{folder}pictures/{}.{}.webp", self.skill, self.scene.step)
    }

    /// Something wrong in this scene; `place` from the scene: `screen[1].says`.
    #[must_use]
    pub fn problem(&self, place: &str, rule: Rule) -> Problem {
        let at = crate::locate::element("pictures", self.at);
        let place = if place.is_empty() { at } else { format!("{at}.{place}") };
        self.read.problem(place, rule)
    }
}

impl Loaded {
    /// Every scene.
    pub fn scenes(&self) -> impl Iterator<Item = Place<'_>> {
        self.scenes.iter().flat_map(|read| {
            let skill = skill_of(&read.file);
            let scenes = read.content.pictures.iter().enumerate();
            scenes.map(move |(at, scene)| Place { skill, scene, file: &read.file, at, read })
        })
    }
}

/// `scenes/pay-by-qr.toml` → `pay-by-qr`.
pub(crate) fn skill_of(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.strip_suffix(".toml").unwrap_or(name)
}

/// Gives each step the picture that a scene draws for it. A step that names a picture
/// itself keeps that one.
pub(crate) fn give_to_steps(loaded: &mut Loaded) {
    let drawn: Vec<(String, String, bool, Picture)> = loaded
        .scenes()
        .map(|place| {
            let picture = Picture { file: place.picture(), alt: place.scene.words() };
            let of_commune = place.file.starts_with(FOLDER);
            (place.skill.to_owned(), place.scene.step.clone(), of_commune, picture)
        })
        .collect();
    for (skill, step, of_commune, picture) in drawn {
        let replaced = loaded.replacements.iter_mut().filter(|read| read.content.skill == skill);
        let replaced = replaced.flat_map(|read| &mut read.content.steps);
        let own = loaded.skills.iter_mut().filter(|read| read.content.slug == skill);
        let own = own.flat_map(|read| &mut read.content.steps);
        let mut steps: Vec<&mut Step> =
            if of_commune { replaced.chain(own).collect() } else { own.collect() };
        if let Some(step) = steps.iter_mut().find(|it| it.id == step)
            && (step.picture.is_none() || of_commune)
        {
            step.picture = Some(picture);
        }
    }
}
