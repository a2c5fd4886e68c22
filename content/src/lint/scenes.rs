//! Rules for scenes: every step that happens on a screen has a picture, and the hand
//! points at something that is there.

use std::collections::{BTreeMap, BTreeSet};

use super::{MAX_PICTURE, Once};
use crate::commune::OWN_NUMBERS;
use crate::load::{Loaded, Read};
use crate::locate::{child, element};
use crate::pictures::skill_of;
use crate::scene::{Kind, Piece, SceneFile};
use crate::{Place, Problem, Rule, Skill, Step};

/// What an instruction begins with when it is done on a screen.
const ON_SCREEN: [&str; 12] = [
    "bấm", "nhập", "gõ", "quét", "vuốt", "đăng nhập", "đăng xuất", "đánh dấu", "chụp màn hình",
    "bật", "cài", "đặt mật khẩu",
];

/// What a step shows when it happens on a screen.
const SHOWN: [&str; 2] = ["màn hình", "nút “"];

pub(super) fn look(loaded: &Loaded, problems: &mut Vec<Problem>) {
    let skills: BTreeMap<&str, &Skill> =
        loaded.skills.iter().map(|read| (read.content.slug.as_str(), &read.content)).collect();
    for read in &loaded.scenes {
        match skills.get(skill_of(&read.file)) {
            Some(skill) => look_at_file(read, skill, problems),
            None => {
                let skill = skill_of(&read.file).to_owned();
                problems.push(read.problem("", Rule::NotThere(skill)));
            }
        }
    }
    for place in loaded.scenes() {
        look_at_scene(&place, loaded, problems);
    }
    // Content without any scene is a piece of it, or older than pictures.
    if !loaded.scenes.is_empty() {
        for read in loaded.skills.iter().filter(|read| read.content.id.0 < OWN_NUMBERS) {
            look_for_pictures(read, loaded, problems);
        }
    }
}

/// Each step is named once, and named steps are there.
fn look_at_file(read: &Read<SceneFile>, skill: &Skill, problems: &mut Vec<Problem>) {
    let mut steps = Once::new();
    let mut named = |step: &str, place: String, rule: Option<Rule>| {
        let unknown = skill.step(step).is_none().then(|| Rule::NotThere(step.to_owned()));
        let twice = steps.give(step.to_owned(), &place);
        let broken = unknown.or(twice).or(rule);
        problems.extend(broken.map(|rule| read.problem(place, rule)));
    };
    for (at, scene) in read.content.pictures.iter().enumerate() {
        named(&scene.step, child(&element("pictures", at), "step"), None);
    }
    for (at, id) in read.content.off_screen.iter().enumerate() {
        let rule = skill.step(id).and_then(on_screen).map(Rule::OnScreen);
        named(id, element("off_screen", at), rule);
    }
}

/// The word by which a step is known to happen on a screen.
fn on_screen(step: &Step) -> Option<String> {
    let say = step.say.vi.to_lowercase();
    let begins = ON_SCREEN.iter().find(|verb| say.starts_with(*verb));
    let see = step.see.as_ref().map(|see| see.vi.to_lowercase()).unwrap_or_default();
    let shows = SHOWN.iter().find(|word| see.starts_with(*word));
    begins.or(shows).map(|word| (*word).to_owned())
}

fn look_for_pictures(read: &Read<Skill>, loaded: &Loaded, problems: &mut Vec<Problem>) {
    let skill = &read.content;
    let of_skill = loaded.scenes.iter().filter(|scenes| skill_of(&scenes.file) == skill.slug);
    let off: BTreeSet<&str> =
        of_skill.flat_map(|scenes| &scenes.content.off_screen).map(String::as_str).collect();
    for (at, step) in skill.steps.iter().enumerate() {
        if step.picture.is_none() && !off.contains(step.id.as_str()) {
            let rule = Rule::NoPicture(skill.slug.clone());
            problems.push(read.problem(element("steps", at), rule));
        }
    }
}

fn look_at_scene(place: &Place<'_>, loaded: &Loaded, problems: &mut Vec<Problem>) {
    let scene = place.scene;
    for (key, words) in [("touch", &scene.touch), ("look", &scene.look)] {
        if let Some(words) = words
            && !scene.screen.iter().any(|piece| piece.is_called(words))
        {
            problems.push(place.problem(key, Rule::NoSuchPlace(words.clone())));
        }
    }
    for (at, piece) in scene.screen.iter().enumerate() {
        if let Some(key) = piece.lacks() {
            problems.push(place.problem(&element("screen", at), Rule::PieceLacks(key)));
        }
    }
    match loaded.files.get(&place.picture()) {
        None => problems.push(place.problem("", Rule::NotDrawn)),
        Some(picture) if picture.len() > MAX_PICTURE => {
            problems.push(place.problem("", Rule::FileTooLarge(MAX_PICTURE)));
        }
        Some(_) => {}
    }
}

impl Piece {
    /// Whether the hand may point at this piece, or at a part of it, under these words.
    fn is_called(&self, words: &str) -> bool {
        let labels = [Some(&self.says), self.under.as_ref(), self.value.as_ref(), self.action.as_ref()];
        labels.into_iter().flatten().chain(&self.names).chain(self.rows.iter().flatten())
            .any(|label| label == words)
            || self.all_icons().any(|icon| icon.name() == words)
            || self.is.name() == words
    }

    /// The key that its kind cannot be drawn without.
    fn lacks(&self) -> Option<&'static str> {
        match self.is {
            Kind::Tiles | Kind::Tabs | Kind::Two if self.names.is_empty() => Some("names"),
            Kind::Photo | Kind::Camera if self.shows.is_none() => Some("shows"),
            Kind::Table if self.rows.is_empty() => Some("rows"),
            Kind::Title | Kind::Button | Kind::Row | Kind::App | Kind::Dialog | Kind::Bubble
            | Kind::Banner | Kind::Toggle | Kind::Check | Kind::Choice | Kind::Heading
            | Kind::Text | Kind::Card | Kind::Status | Kind::Slip
                if self.says.is_empty() =>
            {
                Some("says")
            }
            _ => None,
        }
    }
}
