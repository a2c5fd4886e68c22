//! Scenes that break a rule are told with file, line and what to write instead.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use camtay_content::scene::{Drawing, Icon, Kind};
use camtay_content::{Pack, Rule, SourceFile, lint, load};

const SKILL: &str = "\
number = 5
id = 'good-skill'
group = 'vneid'
title = { vi = 'Mở ví', en = 'Open the wallet' }
why = { vi = 'Để khi đi khám không cần mang thẻ giấy.', en = 'So that no card is needed.' }
checked = '2026-11-23'
sources = [{ kind = 'source', text = 'Hướng dẫn' }]
[[steps]]
id = 'open'
say = { vi = 'Bấm “Mở”', en = 'Tap “Open”' }
[[steps]]
id = 'tell'
say = { vi = 'Kể cho người nhà', en = 'Tell the family' }
";

const LISTS: &str = "\
version = 1
made = '2026-11-23'
groups = [{ id = 'vneid', name = { vi = 'VNeID', en = 'VNeID' }, platform = true }]
";

const SCENES: &str = "\
off_screen = ['tell']
[[pictures]]
step = 'open'
touch = 'Mở'
screen = [
  { is = 'title', says = 'Kho ứng dụng', icon = 'bell' },
  { is = 'button', says = 'Mở' },
]
";

const PICTURE: &str = "pictures/good-skill.open.webp";

/// Loads the skill with these scenes and this picture.
fn files<'a>(scenes: &'a str, picture: &'a [u8]) -> Vec<SourceFile<'a>> {
    vec![
        SourceFile { name: "pack.toml", bytes: LISTS.as_bytes() },
        SourceFile { name: "skills/good-skill.toml", bytes: SKILL.as_bytes() },
        SourceFile { name: "scenes/good-skill.toml", bytes: scenes.as_bytes() },
        SourceFile { name: PICTURE, bytes: picture },
    ]
}

/// What the linter says, as (file, line, rule); of the pieces of content that scenes
/// need, other lists are missing and of no interest here.
fn told(scenes: &str) -> Vec<(String, Option<u32>, Rule)> {
    let loaded = load(&files(scenes, b"RIFF")).unwrap();
    lint(&loaded)
        .into_iter()
        .filter(|problem| problem.file.contains("good-skill"))
        .map(|problem| (problem.file, problem.line, problem.rule))
        .collect()
}

/// The one problem of the scenes after a change.
fn broken(from: &str, to: &str) -> (Option<u32>, Rule) {
    let changed = SCENES.replacen(from, to, 1);
    assert_ne!(changed, SCENES);
    let mut told = told(&changed);
    assert_eq!(told.len(), 1, "{told:?}");
    let (_, line, rule) = told.remove(0);
    (line, rule)
}

#[test]
fn a_scene_gives_its_step_a_picture_and_words_for_it() {
    assert_eq!(told(SCENES), []);
    let pack: Pack = load(&files(SCENES, b"RIFF")).unwrap().into_pack();
    let steps = &pack.skills[0].steps;
    let picture = steps[0].picture.as_ref().unwrap();
    assert_eq!(picture.file, PICTURE);
    assert_eq!(
        picture.alt.vi,
        "Màn hình điện thoại: thanh tên “Kho ứng dụng”; nút “Mở”. Bấm vào “Mở”."
    );
    assert_eq!(
        picture.alt.en,
        "Screen of the phone: title bar “Kho ứng dụng”; button “Mở”. Touch “Mở”."
    );
    assert_eq!(steps[1].picture, None);
    assert_eq!(pack.file(PICTURE), Some(&b"RIFF"[..]));
}

#[test]
fn an_icon_is_called_by_its_name_in_words() {
    let scenes = SCENES.replace("touch = 'Mở'", "touch = 'bell'");
    assert_eq!(told(&scenes), []);
    let pack = load(&files(&scenes, b"RIFF")).unwrap().into_pack();
    let alt = &pack.skills[0].steps[0].picture.as_ref().unwrap().alt;
    assert!(alt.vi.ends_with("Bấm vào hình chuông."), "{}", alt.vi);
    assert!(alt.en.ends_with("Touch bell."), "{}", alt.en);
}

#[test]
fn a_step_without_a_picture_says_why_or_is_refused() {
    let told = told("off_screen = ['tell']\n");
    let unused = (PICTURE.to_owned(), None, Rule::Unused);
    let missing =
        ("skills/good-skill.toml".to_owned(), Some(8), Rule::NoPicture("good-skill".to_owned()));
    assert_eq!(told, [unused, missing]);
    assert_eq!(
        broken("off_screen = ['tell']\n", ""),
        (Some(11), Rule::NoPicture("good-skill".to_owned()))
    );
}

#[test]
fn a_step_on_the_screen_cannot_be_called_off_screen() {
    let told = told("off_screen = ['open', 'tell']\n");
    assert!(
        told.contains(&(
            "scenes/good-skill.toml".to_owned(),
            Some(1),
            Rule::OnScreen("bấm".to_owned())
        )),
        "{told:?}"
    );
}

#[test]
fn what_is_wrong_in_a_scene_is_told_with_its_line() {
    assert_eq!(broken("'tell'", "'tell', 'no'"), (Some(1), Rule::NotThere("no".to_owned())));
    let twice = Rule::Twice("open".to_owned(), "pictures[0].step".to_owned());
    assert_eq!(broken("'tell'", "'tell', 'open'"), (Some(1), twice));
    assert_eq!(broken("touch = 'Mở'", "touch = 'Mỡ'"), (Some(4), Rule::NoSuchPlace("Mỡ".into())));
    assert_eq!(broken("says = 'Mở'", "quiet = true").0, Some(4), "nothing is called so any more");
    assert_eq!(broken("'Kho ứng dụng'", "'Kho  ứng dụng'"), (Some(6), Rule::Spaces));
    let piece = broken("  { is = 'button'", "  { is = 'photo' },\n  { is = 'button'");
    assert_eq!(piece, (Some(7), Rule::PieceLacks("shows")));
}

#[test]
fn an_unknown_kind_or_key_is_told_with_the_ones_there_are() {
    let problems = |from: &str, to: &str| {
        let scenes = SCENES.replacen(from, to, 1);
        load(&files(&scenes, b"RIFF")).unwrap_err().0.remove(0)
    };
    let kind = problems("'button'", "'knob'");
    assert_eq!((kind.file.as_str(), kind.line), ("scenes/good-skill.toml", Some(7)));
    assert!(kind.to_string().contains("`button`"), "{kind}");
    let key = problems("says = 'Mở'", "say = 'Mở'");
    assert_eq!((key.line, key.rule), (Some(7), Rule::Unknown("say".to_owned())));
}

#[test]
fn a_picture_that_is_missing_or_too_large_is_told() {
    let loaded = load(&files(SCENES, &vec![0; (6 << 10) + 1])).unwrap();
    let rules: Vec<Rule> = lint(&loaded).into_iter().map(|it| it.rule).collect();
    assert!(rules.contains(&Rule::FileTooLarge(6 << 10)), "{rules:?}");
    let loaded = load(&files(SCENES, b"RIFF")[..3]).unwrap();
    let rules: Vec<Rule> = lint(&loaded).into_iter().map(|it| it.rule).collect();
    assert!(rules.contains(&Rule::NotDrawn), "{rules:?}");
}

#[test]
fn names_in_scenes_are_spelt_as_they_are_read() {
    let spelt = |name: String| toml::Value::String(name);
    for kind in Kind::ALL {
        assert_eq!(spelt(kind.name()).try_into::<Kind>().unwrap(), *kind);
    }
    for icon in Icon::ALL {
        assert_eq!(spelt(icon.name()).try_into::<Icon>().unwrap(), *icon);
    }
    for drawing in Drawing::ALL {
        assert_eq!(spelt(drawing.name()).try_into::<Drawing>().unwrap(), *drawing);
    }
}
