//! A trial of the shrunk app: its bindings call the real core on the JVM. What R8 took away too
//! much of, or gave another name, is found here and not on a phone.

use std::path::PathBuf;

use super::compile::Module;
use super::shrink::Into;
use super::{APPLICATION, Android, fresh, joined};
use crate::project::{Failed, run};

impl Android<'_> {
    /// Shrinks the app as for a phone, but into classes, and lets it open a core.
    pub(super) fn try_shrunk(&self) -> Result<(), Failed> {
        self.compile_trial()?;
        let shrunk = self.shrink(Into::Classes)?;
        let library = crate::bindings::library(self.project);
        let programs = library.parent().unwrap_or(&library);
        // JNA's own library for this machine lies in its archive for the JVM.
        let jna = self.artefacts.jars("test")?;
        let jna = jna.into_iter().find(|jar| jar.to_string_lossy().contains("net.java.dev.jna"));
        let mut path = vec![shrunk];
        path.extend(jna);
        path.extend(self.artefacts.jars("framework")?);
        let store = self.built("trial");
        self.project.shell.remove_path(&store)?;
        self.project.shell.create_dir(&store)?;
        let call = self.project.shell.cmd("java");
        let call = call
            .arg(format!("-Djna.library.path={}", programs.display()))
            .arg(format!("{APPLICATION}.trial.TrialKt"))
            .arg(store)
            .arg(&self.guides)
            .env("CLASSPATH", joined(&path));
        run(call).map_err(|_| Failed("the shrunk app can't use the core".to_owned()))
    }

    fn compile_trial(&self) -> Result<(), Failed> {
        let app = self.compile_app()?;
        // With the keys that tests have in place of the platform's.
        let keys = self.source("test/kotlin/vn/camtay/phone/SoftKeyStore.kt");
        let sources = vec![self.source("trial/kotlin"), keys];
        let digest = format!("{app} {}", fresh::of_files(&sources)?);
        fresh::make(&self.built("trial.stamp"), &digest, || {
            let mut class_path = vec![self.built("app.jar"), self.built("bindings.jar")];
            class_path.extend(self.artefacts.jars("app")?);
            self.compile(&Module {
                name: "trial",
                sources: sources.clone(),
                class_path,
                composes: false,
                friend: None,
                is_generated: false,
            })
        })
    }

    /// Where the trial begins.
    pub(super) fn trial_rules(&self) -> Result<PathBuf, Failed> {
        let rules = self.built("trial.pro");
        let begins = format!(
            "-keep class {APPLICATION}.trial.TrialKt {{ public static void main(java.lang.String[]); }}\n"
        );
        self.project.shell.write_file(&rules, begins)?;
        Ok(rules)
    }
}
