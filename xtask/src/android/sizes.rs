//! What the app weighs, part by part, and how it moves: `cargo xtask bench android`.

use super::Android;
use crate::project::{Failed, Project, run};

const MEGABYTE: f64 = 1_000_000.0;

/// A part of the APK, as it lies in it.
pub(super) struct Part {
    pub(super) what: &'static str,
    pub(super) megabytes: f64,
    /// What it may weigh at most.
    pub(super) at_most: f64,
}

/// Packs, weighs, and measures on the framework classes beside an empty activity.
pub(crate) fn bench(project: &Project) -> Result<(), Failed> {
    let android = Android::prepare(project)?;
    android.pack()?;
    println!("| part of the APK | measured | target | holds |\n|---|---|---|---|");
    for Part { what, megabytes, at_most } in android.parts()? {
        let holds = if megabytes <= at_most { "yes" } else { "**no**" };
        println!("| {what} | {megabytes:.2} MB | ≤ {at_most:.2} | {holds} |");
    }
    android.compile_tests()?;
    let measure = android.junit(&["-Dcamtay.bench=true".to_owned()])?;
    run(measure.arg(format!("{}.bench.BenchTest", super::APPLICATION)).quiet())
        .map_err(|_| Failed("measures of the Android app".to_owned()))
}

impl Android<'_> {
    /// Code and resources as they are compressed in the APK, the guides, the core.
    pub(super) fn parts(&self) -> Result<Vec<Part>, Failed> {
        let apk = self.built("camtay.apk");
        let list = xshell::cmd!(self.project.shell, "unzip -v {apk}").quiet().read()?;
        let mut sums = [0.0; 3];
        for line in list.lines() {
            let fields: Vec<_> = line.split_whitespace().collect();
            let [_, _, size, _, _, _, _, name] = fields.as_slice() else { continue };
            let Ok(size) = size.parse::<f64>() else { continue };
            let at = if name.starts_with("assets/") {
                1
            } else if name.ends_with("libcamtay_core.so") {
                2
            } else {
                0
            };
            sums[at] += size / MEGABYTE;
        }
        let [code, guides, core] = sums;
        Ok(vec![
            Part { what: "code and resources, JNA's library too", megabytes: code, at_most: 2.0 },
            Part { what: "guides", megabytes: guides, at_most: 2.0 },
            Part { what: "core for one processor, stripped", megabytes: core, at_most: 6.0 },
        ])
    }
}
