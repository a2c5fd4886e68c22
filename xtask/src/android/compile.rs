//! Kotlin to classes: the core's bindings, the app, its tests.

use std::path::{Path, PathBuf};

use super::{Android, fresh, joined};
use crate::project::{Failed, run};

/// What is compiled together.
pub(super) struct Module<'a> {
    pub(super) name: &'a str,
    pub(super) sources: Vec<PathBuf>,
    pub(super) class_path: Vec<PathBuf>,
    /// Whether its functions may be composable.
    pub(super) composes: bool,
    /// Whose internals it may see.
    pub(super) friend: Option<PathBuf>,
    /// Generated code is not ours to tidy.
    pub(super) is_generated: bool,
}

impl Android<'_> {
    /// The app's classes; made when a source of them has changed. Returns the digest of those.
    pub(super) fn compile_app(&self) -> Result<String, Failed> {
        let resources = self.resources()?;
        let generated = fresh::of_files(&[&self.bindings])?;
        let mut class_path = self.artefacts.jars("app")?;
        class_path.extend(self.artefacts.jars("framework")?);
        fresh::make(&self.built("bindings.stamp"), &generated, || {
            self.compile(&Module {
                name: "bindings",
                sources: vec![self.bindings.clone()],
                class_path: class_path.clone(),
                composes: false,
                friend: None,
                is_generated: true,
            })
        })?;
        let sources = self.source("main/kotlin");
        let digest = format!("{resources} {generated} {}", fresh::of_files(&[&sources])?);
        fresh::make(&self.built("app.stamp"), &digest, || {
            let mut class_path = class_path.clone();
            class_path.extend([self.built("bindings.jar"), self.built("r")]);
            self.compile(&Module {
                name: "app",
                sources: vec![sources.clone()],
                class_path,
                composes: true,
                friend: None,
                is_generated: false,
            })
        })?;
        Ok(digest)
    }

    /// The classes of the tests.
    pub(super) fn compile_tests(&self) -> Result<(), Failed> {
        let app = self.compile_app()?;
        let sources = self.source("test/kotlin");
        let digest = format!("{app} {}", fresh::of_files(&[&sources])?);
        fresh::make(&self.built("tests.stamp"), &digest, || {
            let mut class_path = self.test_path()?;
            class_path.extend(self.artefacts.jars("framework")?);
            self.compile(&Module {
                name: "tests",
                sources: vec![sources.clone()],
                class_path,
                composes: true,
                friend: Some(self.built("app.jar")),
                is_generated: false,
            })
        })
    }

    /// What the tests run with, less the framework: the app, and JNA for this machine in place
    /// of the one for phones.
    pub(super) fn test_path(&self) -> Result<Vec<PathBuf>, Failed> {
        let own = ["app.jar", "bindings.jar", "r-tests"];
        let mut path: Vec<_> = own.iter().map(|name| self.built(name)).collect();
        let for_phones =
            |jar: &Path| jar.to_string_lossy().contains("net.java.dev.jna.jna-") && is_inside(jar);
        path.extend(self.artefacts.jars("app")?.into_iter().filter(|jar| !for_phones(jar)));
        path.extend(self.artefacts.jars("test")?);
        Ok(path)
    }

    pub(super) fn compile(&self, module: &Module<'_>) -> Result<(), Failed> {
        let kotlin = self.artefacts.jars("kotlin")?;
        let compose = kotlin
            .iter()
            .find(|jar| jar.to_string_lossy().contains("compose-compiler-plugin"))
            .ok_or_else(|| Failed("resolved.txt lacks Compose's compiler plugin".to_owned()))?;
        let arguments = self.built(&format!("{}.arguments", module.name));
        let path = joined(&module.class_path);
        self.project.shell.write_file(&arguments, format!("-cp\n{path}\n"))?;
        let mut compiler = self
            .java("kotlin", "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler")?
            .args(["-no-stdlib", "-no-reflect", "-jvm-target", "17"])
            .args(["-module-name", module.name, "-d"])
            .arg(self.built(&format!("{}.jar", module.name)))
            .arg(format!("@{}", arguments.display()));
        if module.composes {
            compiler = compiler.arg(format!("-Xplugin={}", compose.display()));
        }
        if let Some(friend) = &module.friend {
            compiler = compiler.arg(format!("-Xfriend-paths={}", friend.display()));
        }
        // What is generated is not ours to mend; of the rest a warning is an error, as with Gradle.
        let warnings = if module.is_generated { "-nowarn" } else { "-Werror" };
        run(compiler.arg(warnings).args(&module.sources))
    }
}

/// Whether it lies in an unpacked archive.
fn is_inside(jar: &Path) -> bool {
    jar.file_name().is_some_and(|name| name == "classes.jar")
}
