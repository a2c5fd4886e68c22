//! What the app weighs, part by part, and how it moves: `cargo xtask bench android`.

use std::fmt;

use super::{APPLICATION, Android, archive};
use crate::project::{Failed, Project};

const MEGABYTE: f64 = 1_000_000.0;

/// A part of the APK, as it lies in it.
pub(super) struct Part {
    what: &'static str,
    megabytes: f64,
    /// What it may weigh at most.
    at_most: Option<f64>,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, megabytes, at_most } = self;
        match at_most {
            Some(most) => {
                let holds = if megabytes <= most { "yes" } else { "**no**" };
                write!(f, "| {what} | {megabytes:.2} MB | ≤ {most} MB | {holds} |")
            }
            None => write!(f, "| {what} | {megabytes:.2} MB | | |"),
        }
    }
}

/// Packs, weighs, and measures on the framework classes beside an empty activity.
pub(crate) fn bench(project: &Project) -> Result<(), Failed> {
    let android = Android::prepare(project)?;
    android.pack()?;
    android.compile_tests()?;
    println!("| part of the APK | measured | target | holds |\n|---|---|---|---|");
    for part in android.parts()? {
        println!("{part}");
    }
    println!();
    android.run_class(&format!("{APPLICATION}.bench.Bench"), &[])
}

/// What a file of the APK is part of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Code,
    Resources,
    Libraries,
    Guides,
    Core,
}

fn kind(name: &str) -> Kind {
    if name.ends_with(".dex") {
        Kind::Code
    } else if name == "assets/guides.pack" {
        Kind::Guides
    } else if name.ends_with("libcamtay_core.so") {
        Kind::Core
    } else if name.starts_with("lib/") {
        Kind::Libraries
    } else {
        Kind::Resources
    }
}

impl Android<'_> {
    /// Code and resources as they are compressed in the APK, the guides, the core.
    pub(super) fn parts(&self) -> Result<Vec<Part>, Failed> {
        let apk = std::fs::read(self.built("camtay.apk"))?;
        let entries = archive::read(&apk)?;
        let of = |kinds: &[Kind]| {
            let these = entries.iter().filter(|one| kinds.contains(&kind(&one.name)));
            these.map(|one| one.packed as f64 / MEGABYTE).sum()
        };
        let part = |what, kinds: &[Kind], at_most| Part { what, megabytes: of(kinds), at_most };
        Ok(vec![
            part("code", &[Kind::Code], None),
            part("resources and manifest", &[Kind::Resources], None),
            part("libraries of JNA and Compose", &[Kind::Libraries], None),
            part("these three", &[Kind::Code, Kind::Resources, Kind::Libraries], Some(2.0)),
            part("guides", &[Kind::Guides], Some(2.0)),
            part("core for one processor, stripped (stand-in)", &[Kind::Core], Some(6.0)),
            Part { what: "the whole APK", megabytes: apk.len() as f64 / MEGABYTE, at_most: None },
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_is_too_heavy_is_seen() {
        let part = |megabytes| Part { what: "code", megabytes, at_most: Some(2.0) }.to_string();
        assert_eq!(part(1.5), "| code | 1.50 MB | ≤ 2 MB | yes |");
        assert_eq!(part(2.01), "| code | 2.01 MB | ≤ 2 MB | **no** |");
    }
}
