//! The pictures of the guides: up to date, small, the same on every machine.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

use camtay_content::scene::{Drawing, Icon, Kind};
use camtay_content::{Rule, SourceFile, load};
use camtay_pictures::{draw, draw_folder, has_glyph, webp};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../content")
}

#[test]
fn every_picture_shows_what_its_scene_says_and_is_small() {
    let drawn = draw_folder(&content()).unwrap();
    let stale = drawn.stale(&content());
    assert!(stale.is_empty(), "run cargo xtask content pictures: {stale:?}");
    for picture in &drawn.pictures {
        assert!(picture.webp.len() <= 6 << 10, "{}: {}", picture.name, picture.webp.len());
    }
    let bytes: usize = drawn.pictures.iter().map(|it| it.webp.len()).sum();
    assert!(bytes <= 2 << 20, "{bytes}");
}

const LISTS: &str = "version = 1\nmade = '2026-11-23'\n";

const SCENES: &str = "\
[[pictures]]
step = 'install'
touch = 'Cài đặt'
screen = [
  { is = 'app', says = 'VNeID', under = 'Trung tâm dữ liệu quốc gia về dân cư' },
  { is = 'button', says = 'Cài đặt' },
]
";

/// The drawing of the first scene, or what is wrong with it.
fn drawn(scenes: &str) -> Result<String, Vec<camtay_content::Problem>> {
    let files = [
        SourceFile { name: "pack.toml", bytes: LISTS.as_bytes() },
        SourceFile { name: "scenes/install.toml", bytes: scenes.as_bytes() },
    ];
    let loaded = load(&files).unwrap();
    let place = loaded.scenes().next().unwrap();
    draw(&place)
}

/// When this changes without a change of the drawing, another machine would publish
/// other bytes for the same pack.
#[test]
fn the_same_scene_gives_the_same_bytes_everywhere() {
    let svg = drawn(SCENES).unwrap();
    let digest = |bytes: &[u8]| -> String {
        Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    };
    assert_eq!(digest(svg.as_bytes()), "dce3608f98eb3e5f");
    assert_eq!(digest(&webp(&svg).unwrap()), "db035a3e7523f70b");
    assert_eq!(webp(&svg).unwrap(), webp(&svg).unwrap());
}

#[test]
fn all_letters_of_vietnamese_are_in_the_font() {
    let tones = ["", "\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"];
    let mut looked_at = 0;
    for vowel in "aăâeêioôơuưy".chars() {
        for tone in tones {
            for letter in [vowel.to_lowercase().to_string(), vowel.to_uppercase().to_string()] {
                let composed: String = format!("{letter}{tone}").nfc().collect();
                let mut letters = composed.chars();
                let letter = letters.next().unwrap();
                assert_eq!(letters.next(), None, "{composed}");
                assert!(has_glyph(letter), "{letter}");
                looked_at += 1;
            }
        }
    }
    assert_eq!(looked_at, 144);
    for letter in ('!'..='~').chain("đĐ“”–…•·×+".chars()) {
        assert!(has_glyph(letter), "{letter}");
    }
    assert!(!has_glyph('漢'));
}

/// The one problem of a changed scene.
fn broken(from: &str, to: &str) -> (Option<u32>, String, Rule) {
    let changed = SCENES.replacen(from, to, 1);
    assert_ne!(changed, SCENES);
    let mut problems = drawn(&changed).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    let problem = problems.remove(0);
    assert_eq!(problem.file, "scenes/install.toml");
    (problem.line, problem.place, problem.rule)
}

#[test]
fn what_does_not_fit_is_refused_with_its_line() {
    let long =
        "Trung tâm dữ liệu quốc gia về dân cư và nhiều chữ nữa không ai đọc hết được trên hình";
    assert_eq!(
        broken("Trung tâm dữ liệu quốc gia về dân cư", long),
        (Some(5), "pictures[0].screen[0].under".to_owned(), Rule::LabelTooLong(3))
    );
    assert_eq!(
        broken("says = 'VNeID'", "says = 'VNeID 漢'"),
        (Some(5), "pictures[0].screen[0].says".to_owned(), Rule::NoGlyph('漢'))
    );
    let many = "  { is = 'lines', count = 9 },\n  { is = 'button'";
    assert_eq!(
        broken("  { is = 'button'", many),
        (Some(4), "pictures[0].screen".to_owned(), Rule::TooManyPieces)
    );
    assert_eq!(
        broken("touch = 'Cài đặt'", "touch = 'Mở'"),
        (Some(3), "pictures[0].touch".to_owned(), Rule::NoSuchPlace("Mở".to_owned()))
    );
}

/// `every_picture_shows_what_its_scene_says_and_is_small` holds the pack's own to it.
#[test]
fn a_hand_that_would_hide_words_is_refused_and_another_way_is_found_where_there_is_one() {
    let scene = |below: &str| {
        format!(
            "[[pictures]]\nstep = 'x'\ntouch = 'trash'\nscreen = [\n\
             {{ is = 'title', says = 'Thư', icon = 'trash' }},\n{below}\n]\n"
        )
    };
    // The usual hand would lie on the message; one from the right does not.
    let message = "{ is = 'bubble', says = 'Lúa bị vàng lá', mine = true },";
    let alone = drawn(&scene("{ is = 'lines', count = 3 },")).unwrap();
    let beside = drawn(&scene(message)).unwrap();
    let turned =
        |svg: &str| svg.split("rotate(").nth(1).unwrap().split(')').next().unwrap().to_owned();
    assert_ne!(turned(&alone), turned(&beside));

    // Capital letters with two marks reach up to the ring around the name above them.
    let call = |who: &str| {
        drawn(&format!(
            "[[pictures]]\nstep = 'x'\nlook = 'Con trai'\nscreen = [\n\
             {{ is = 'call', says = 'Con trai', under = '{who}' }},\n]\n"
        ))
    };
    assert!(call("đang gọi").is_ok());
    let problems = call("ỄỖỄ").unwrap_err();
    let told: Vec<_> = problems.iter().map(|it| (it.line, it.rule.clone())).collect();
    assert_eq!(told, [(Some(3), Rule::HidesWords("ỄỖỄ".to_owned()))]);
}

/// A piece of each kind, with each icon and each drawing, in pictures of their own.
#[test]
fn every_piece_can_be_drawn() {
    let piece = |kind: &Kind, more: &str| {
        format!(
            "[[pictures]]\nstep = 'x'\nscreen = [{{ is = '{}', says = 'Chữ', names = ['Một'], \
             rows = [['Hai']], shows = 'qr', value = 'Ba', under = 'Bốn', count = 3{more} }}]\n",
            kind.name()
        )
    };
    for kind in Kind::ALL {
        let svg = drawn(&piece(kind, "")).unwrap();
        assert!(webp(&svg).unwrap().len() > 500, "{kind:?}");
    }
    let plain = drawn(&piece(&Kind::Row, "")).unwrap();
    for icon in Icon::ALL {
        let with = drawn(&piece(&Kind::Row, &format!(", icon = '{}'", icon.name()))).unwrap();
        assert!(with.len() > plain.len() && webp(&with).is_ok(), "{icon:?}");
    }
    for drawing in Drawing::ALL {
        let scene = format!(
            "[[pictures]]\nstep = 'x'\nscreen = [{{ is = 'photo', shows = '{}' }}]\n",
            drawing.name()
        );
        assert!(webp(&drawn(&scene).unwrap()).unwrap().len() > 500, "{drawing:?}");
    }
}

#[test]
fn a_changed_label_is_drawn_anew_and_a_dropped_scene_takes_its_picture_along() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let write = |name: &str, text: &str| {
        let file = folder.join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    };
    write("pack.toml", LISTS);
    write("scenes/install.toml", SCENES);
    let first = draw_folder(folder).unwrap();
    assert_eq!(first.write(folder).unwrap(), 1);
    assert_eq!(first.write(folder).unwrap(), 0);
    let picture = folder.join("pictures/install.install.webp");
    let before = std::fs::read(&picture).unwrap();

    write("scenes/install.toml", &SCENES.replace("Cài đặt", "Nhận"));
    let second = draw_folder(folder).unwrap();
    assert_eq!(second.stale(folder), ["install.install"]);
    assert_eq!(second.write(folder).unwrap(), 1);
    assert_ne!(std::fs::read(&picture).unwrap(), before);

    write("scenes/install.toml", "off_screen = ['install']\n");
    let none = draw_folder(folder).unwrap();
    assert_eq!(none.stale(folder), ["install.install"]);
    none.write(folder).unwrap();
    assert!(!picture.exists());
    assert!(none.stale(folder).is_empty());
}
