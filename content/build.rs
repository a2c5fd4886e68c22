//! Lists the content files that the program carries, so that nobody keeps that list.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// Where content lies, with the ending of its files; other files there are none.
const PARTS: [(&str, &str); 5] = [
    ("", "toml"),
    ("skills", "toml"),
    ("scenes", "toml"),
    ("pictures", "webp"),
    ("voices", "opus"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::var("CARGO_MANIFEST_DIR")?;
    let mut names = Vec::new();
    for (part, ending) in PARTS {
        let part_folder = Path::new(&folder).join(part);
        let Ok(entries) = fs::read_dir(&part_folder) else {
            // What is missing counts as changed each time, and all that stands on this crate would
            // be built anew; the folder itself changes when the part comes.
            println!("cargo::rerun-if-changed=.");
            continue;
        };
        if !part.is_empty() {
            println!("cargo::rerun-if-changed={part}");
        }
        for entry in entries {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if path.extension().is_some_and(|it| it == ending) && name != "Cargo.toml" {
                names.push(format!("{part}/{name}").trim_start_matches('/').to_owned());
            }
        }
    }
    names.sort();
    let mut list = String::from("&[\n");
    for name in names {
        println!("cargo::rerun-if-changed={name}");
        writeln!(
            list,
            "SourceFile {{ name: {name:?}, bytes: include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {:?})) }},",
            format!("/{name}")
        )?;
    }
    list.push(']');
    fs::write(Path::new(&env::var("OUT_DIR")?).join("files.rs"), list)?;
    Ok(())
}
