//! R8: what of the app and its libraries is reached, under short names, as dex or as classes.

use std::path::{Path, PathBuf};

use xshell::cmd;

use super::{Android, MIN_SDK, fresh};
use crate::project::Failed;

/// What comes out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Into {
    /// What phones run.
    Dex,
    /// What the JVM runs, with one more class that begins there: for a trial.
    Classes,
}

impl Android<'_> {
    /// Shrinks the compiled app; returns where it is.
    pub(super) fn shrink(&self, into: Into) -> Result<PathBuf, Failed> {
        let app = self.compile_app()?;
        self.archive_names()?;
        let rules = self.rules();
        let mut read = vec![self.project.path("android/gradle/resolved.txt"), self.built("r.jar")];
        read.extend(rules.iter().cloned());
        let digest = format!(
            "{app} {} {}",
            fresh::of_text(include_str!("shrink.rs")),
            fresh::of_files(&read)?
        );
        let (folder, digest) = match into {
            Into::Dex => (self.built("dex"), digest),
            Into::Classes => {
                (self.built("shrunk"), digest + &fresh::of_files(&[self.built("trial.jar")])?)
            }
        };
        let stamp = folder.with_extension("stamp");
        fresh::make(&stamp, &digest, || self.r8(into, &folder, &rules))?;
        Ok(folder)
    }

    /// The app's own rules, those of its resources and those of its libraries. Archives for the
    /// JVM bring theirs inside, where R8 finds them.
    fn rules(&self) -> Vec<PathBuf> {
        let mut rules =
            vec![self.project.path("android/app/proguard-rules.pro"), self.built("resources.pro")];
        let archives = self.artefacts.archives("app");
        rules.extend(archives.iter().map(|archive| archive.join("proguard.txt")));
        rules.retain(|file| file.is_file());
        rules
    }

    fn r8(&self, into: Into, folder: &Path, rules: &[PathBuf]) -> Result<(), Failed> {
        let shell = &self.project.shell;
        shell.remove_path(folder)?;
        shell.create_dir(folder)?;
        let mut shrink = self.java("r8", "com.android.tools.r8.R8")?.arg("--release");
        shrink = match into {
            Into::Dex => shrink.args(["--min-api", MIN_SDK]),
            Into::Classes => shrink.arg("--classfile").arg("--pg-conf").arg(self.trial_rules()?),
        };
        shrink = shrink
            .arg("--output")
            .arg(folder)
            .arg("--pg-map-output")
            .arg(folder.join("mapping.txt"));
        // The framework here is Robolectric's: without what it takes from the JVM.
        shrink = shrink.args(["--lib", &self.java_home()?, "--lib"]);
        shrink = shrink.args(self.artefacts.jars("framework")?);
        for file in rules {
            shrink = shrink.arg("--pg-conf").arg(file);
        }
        shrink = shrink.args(["app.jar", "bindings.jar", "r.jar"].map(|name| self.built(name)));
        if into == Into::Classes {
            shrink = shrink.arg(self.built("trial.jar"));
        }
        eprintln!("$ R8, {} files of rules, into {}", rules.len(), folder.display());
        // What it only remarks upon goes to its output: rules of libraries that match nothing.
        let shrink = shrink.args(self.artefacts.jars("app")?).ignore_stdout();
        shrink.quiet().run().map_err(|_| Failed("R8, which shrinks the Android app".to_owned()))
    }

    /// Where the JDK is, as it says itself.
    fn java_home(&self) -> Result<String, Failed> {
        let shell = &self.project.shell;
        let said = cmd!(shell, "java -XshowSettings:properties -version").quiet().read_stderr()?;
        said.lines()
            .find_map(|line| line.trim().strip_prefix("java.home = "))
            .map(str::to_owned)
            .ok_or_else(|| Failed("java does not say where it lives".to_owned()))
    }
}
