//! Kotlin's formatting: ktlint with its own defaults, and the few of `android/.editorconfig`.

use super::Android;
use crate::project::Failed;

impl Android<'_> {
    /// Whether every Kotlin file is formatted.
    pub(super) fn ktlint(&self) -> Result<(), Failed> {
        let lint = self.java("ktlint", "com.pinterest.ktlint.Main")?.arg("--log-level=error");
        eprintln!("$ ktlint android/app/src/**/*.kt");
        lint.args(["--relative", "android/app/src/**/*.kt"])
            .quiet()
            .run()
            .map_err(|_| Failed("ktlint: see above; -F mends most of it".to_owned()))
    }
}
