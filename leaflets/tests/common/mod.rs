//! A commune that has filled every blank and put a picture on a step.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::path::Path;

use camtay_content::{ContentFiles, Pack, lint};
use tempfile::TempDir;

pub const COMMUNE: &str = "Xã Bông Lúa <&>";
pub const POLICE: &str = "0233 000 0113";
pub const APP: &str = "BONGLUA-S";
pub const VIDEO: &str = "https://xa-bong-lua.example/video";

/// A commune's folder.
pub fn commune_folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let values = [
        ("commune.name", COMMUNE),
        ("commune.village_word", "tổ dân phố"),
        ("commune.citizen_app", APP),
        ("commune.citizen_app_link", "nhà phát hành Bông Lúa"),
        ("commune.police_phone", POLICE),
        ("commune.zalo", "Zalo Bông Lúa"),
        ("commune.video_link", VIDEO),
    ];
    let mut text = "version = 99\nmade = \"2026-11-26\"\n".to_owned();
    for (key, is) in values {
        text += &format!("[[values]]\nkey = \"{key}\"\nis.vi = \"{is}\"\nis.en = \"{is}\"\n");
    }
    std::fs::write(folder.path().join("commune.toml"), text).unwrap();
    let step = r#"skill = "pay-by-qr"
[[steps]]
id = "scan-button"
say.vi = "Bấm nút “Quét mã”"
say.en = "Tap “Quét mã”"
see.vi = "Màn hình sẽ hỏi quyền dùng máy ảnh. Đó là bình thường."
see.en = "The phone asks to use the camera. That is normal."
if_not.vi = "Chưa thấy nút? Hỏi con cháu."
if_not.en = "No such button? Ask the children."
source = { kind = "common-knowledge", text = "Nút quét mã", on = "2026-11-26" }
[steps.picture]
file = "commune/pictures/scan.webp"
alt.vi = "Nút ở giữa hàng dưới"
alt.en = "The button in the middle of the bottom row"
"#;
    write(folder.path(), "steps/pay-by-qr.toml", step.as_bytes());
    write(folder.path(), "pictures/scan.webp", &picture());
    folder
}

/// The guides as that commune has them.
pub fn pack_of_commune() -> Pack {
    let folder = commune_folder();
    let files = ContentFiles::built_in().with_commune(folder.path()).unwrap();
    let loaded = files.load().unwrap();
    let problems = lint(&loaded);
    assert!(problems.is_empty(), "{problems:?}");
    loaded.into_pack()
}

/// A small drawing.
pub fn picture() -> Vec<u8> {
    let (width, height) = (60_u32, 90_u32);
    let mut bytes = Vec::new();
    let encoder = image_webp::WebPEncoder::new(&mut bytes);
    let pixels: Vec<u8> = (0..width * height)
        .flat_map(|at| if at % width < 6 || at / width < 6 { [0; 3] } else { [220; 3] })
        .collect();
    encoder.encode(&pixels, width, height, image_webp::ColorType::Rgb8).unwrap();
    bytes
}

/// Nothing is asked of any other place: no file, no font, no picture.
pub fn assert_stands_alone(page: &str) {
    let html = scraper::Html::parse_document(page);
    let any = scraper::Selector::parse("*").unwrap();
    for element in html.select(&any) {
        let name = element.value().name();
        assert!(!["link", "iframe", "object"].contains(&name), "<{name}>");
        for attribute in ["src", "srcset", "data", "poster"] {
            if let Some(from) = element.value().attr(attribute) {
                assert!(from.starts_with("data:"), "{name} {attribute}={from}");
            }
        }
    }
    let style = scraper::Selector::parse("style").unwrap();
    for element in html.select(&style) {
        let css: String = element.text().collect();
        assert!(!css.contains("@import"));
        for from in css.split("url(").skip(1) {
            assert!(from.starts_with("data:"), "{}", from.chars().take(40).collect::<String>());
        }
    }
}

/// What a person reads on a page, without white space.
pub fn text_of(page: &str) -> String {
    let html = scraper::Html::parse_document(page);
    let body = scraper::Selector::parse("body").unwrap();
    let text: Vec<&str> = html.select(&body).flat_map(|body| body.text()).collect();
    no_space(&text.concat())
}

/// Words without white space: where a line breaks is no matter of what is said.
pub fn no_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().concat()
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let file = folder.join(name);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, bytes).unwrap();
}
