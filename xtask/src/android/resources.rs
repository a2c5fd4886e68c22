//! Manifest, resources and the classes that name them.

use std::path::{Path, PathBuf};

use xshell::cmd;

use super::{APPLICATION, Android, LANGUAGES, MIN_SDK, TARGET_SDK, VERSION, fresh, joined};
use crate::project::{Failed, run};

/// For whom resources are linked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// Whoever installs the app.
    People,
    /// That, and what tests bring: an activity for Compose's test rule.
    Tests,
}

impl For {
    fn named(self, name: &str, ending: &str) -> String {
        match self {
            Self::People => format!("{name}{ending}"),
            Self::Tests => format!("{name}-tests{ending}"),
        }
    }
}

impl Android<'_> {
    /// The manifest of the app and of all libraries, the resources, R's classes and the assets;
    /// made when something of it has changed. Returns the digest of R's sources: another word in
    /// a sentence changes nothing that is compiled.
    pub(super) fn resources(&self) -> Result<String, Failed> {
        let sources = [
            self.source("main/res"),
            self.source("main/AndroidManifest.xml"),
            self.guides.clone(),
            self.project.path("android/gradle/resolved.txt"),
        ];
        let digest = fresh::of_text(include_str!("resources.rs")) + &fresh::of_files(&sources)?;
        fresh::make(&self.built("resources.stamp"), &digest, || {
            self.assets()?;
            self.compile_resources()?;
            for whose in [For::People, For::Tests] {
                self.merge(whose)?;
                self.link(whose)?;
            }
            Ok(())
        })?;
        for whose in [For::People, For::Tests] {
            let sources = fresh::of_files(&[self.built(&whose.named("generated", ""))])?;
            let stamp = self.built(&whose.named("r", ".stamp"));
            fresh::make(&stamp, &sources, || self.name(whose))?;
        }
        fresh::of_files(&[self.built("generated")])
    }

    /// The archives whose resources these are.
    fn archives(&self, whose: For) -> Vec<PathBuf> {
        let mut archives = self.artefacts.archives("app");
        if whose == For::Tests {
            archives.extend(self.artefacts.archives("test"));
        }
        archives
    }

    fn assets(&self) -> Result<(), Failed> {
        let assets = self.built("assets");
        self.project.shell.create_dir(&assets)?;
        self.project.shell.copy_file(&self.guides, assets.join("guides.pack"))?;
        Ok(())
    }

    fn merge(&self, whose: For) -> Result<(), Failed> {
        let into = whose.named("manifest", ".xml");
        let libraries: Vec<_> = self
            .archives(whose)
            .iter()
            .map(|archive| archive.join("AndroidManifest.xml"))
            .collect();
        let (code, name) = VERSION;
        let merge = self
            .java("manifest", "com.android.manifmerger.Merger")?
            .arg("--main")
            .arg(self.source("main/AndroidManifest.xml"))
            .args(["--libs", &joined(&libraries), "--log", "ERROR"])
            .args(["--property", &format!("PACKAGE={APPLICATION}")])
            .args(["--property", &format!("MIN_SDK_VERSION={MIN_SDK}")])
            .args(["--property", &format!("TARGET_SDK_VERSION={TARGET_SDK}")])
            .args(["--property", &format!("VERSION_CODE={code}")])
            .args(["--property", &format!("VERSION_NAME={name}")])
            .arg("--out")
            .arg(self.built(&into));
        eprintln!("$ merging {} manifests into {into}", libraries.len() + 1);
        merge.quiet().run().map_err(|_| Failed(format!("merging manifests into {into}")))
    }

    /// Each library's resources by themselves, once, and the app's own.
    fn compile_resources(&self) -> Result<(), Failed> {
        self.project.shell.create_dir(self.built("compiled"))?;
        for archive in self.archives(For::Tests) {
            let (resources, zip) = (archive.join("res"), self.compiled(&archive));
            if resources.is_dir() && !zip.is_file() {
                self.aapt2_compile(&resources, &zip)?;
            }
        }
        self.aapt2_compile(&self.source("main/res"), &self.built("compiled/app.zip"))
    }

    fn aapt2_compile(&self, resources: &Path, zip: &Path) -> Result<(), Failed> {
        let shell = &self.project.shell;
        let half = zip.with_extension("half.zip");
        cmd!(shell, "aapt2 compile --dir {resources} -o {half}").quiet().ignore_stderr().run()?;
        Ok(std::fs::rename(half, zip)?)
    }

    fn compiled(&self, archive: &Path) -> PathBuf {
        let name = archive.file_name().unwrap_or_default().to_string_lossy();
        self.built("compiled").join(format!("{name}.zip"))
    }

    /// All together. Debian's aapt2 is older than `<queries>`, and only warns of what it doesn't
    /// know; it writes it all the same.
    fn link(&self, whose: For) -> Result<(), Failed> {
        let shell = &self.project.shell;
        let generated = self.built(&whose.named("generated", ""));
        shell.remove_path(&generated)?;
        shell.create_dir(&generated)?;
        let into = whose.named("resources", ".apk");
        let (code, name) = VERSION;
        let mut link = shell
            .cmd("aapt2")
            .args(["link", "--warn-manifest-validation", "--auto-add-overlay", "-I"])
            .args(self.artefacts.jars("framework")?)
            .args(["--min-sdk-version", MIN_SDK, "--target-sdk-version", TARGET_SDK])
            .args(["--version-code", code, "--version-name", name])
            // The guides are packed already; other languages than the app's help nobody.
            .args(["-0", "pack", "-c", LANGUAGES])
            // Or Kotlin would write the numbers themselves into the app's classes, and tests have
            // others.
            .arg("--non-final-ids")
            .arg("--manifest")
            .arg(self.built(&whose.named("manifest", ".xml")))
            .arg("--proguard")
            .arg(self.built(&whose.named("resources", ".pro")))
            .args(["--extra-packages", &self.packages(whose)?.join(":"), "--java"])
            .arg(&generated)
            .arg("-A")
            .arg(self.built("assets"))
            .arg("-o")
            .arg(self.built(&into));
        let archives = self.archives(whose);
        let libraries: Vec<_> = archives.iter().map(|archive| self.compiled(archive)).collect();
        for library in libraries.iter().filter(|library| library.is_file()) {
            link = link.arg("-R").arg(library);
        }
        eprintln!("$ aapt2 link, {} libraries, into {into}", libraries.len());
        let link = link.arg("-R").arg(self.built("compiled/app.zip"));
        Ok(link.quiet().ignore_stderr().ignore_stdout().run()?)
    }

    /// The libraries' own packages: each looks for its resources in a class of its own.
    fn packages(&self, whose: For) -> Result<Vec<String>, Failed> {
        let mut packages = Vec::new();
        for archive in self.archives(whose) {
            let manifest = self.project.shell.read_file(archive.join("AndroidManifest.xml"))?;
            let after = manifest.split_once("package=\"").map(|(_, after)| after);
            if let Some((package, _)) = after.and_then(|after| after.split_once('"')) {
                packages.push(package.to_owned());
            }
        }
        packages.sort();
        packages.dedup();
        Ok(packages)
    }

    /// R's classes, from the Java that aapt2 wrote.
    fn name(&self, whose: For) -> Result<(), Failed> {
        let shell = &self.project.shell;
        let classes = self.built(&whose.named("r", ""));
        shell.remove_path(&classes)?;
        shell.create_dir(&classes)?;
        let mut sources = Vec::new();
        java_files(&self.built(&whose.named("generated", "")), &mut sources)?;
        let list = self.built(&whose.named("generated", ".sources"));
        let lines: Vec<_> = sources.iter().map(|source| source.display().to_string()).collect();
        shell.write_file(&list, lines.join("\n"))?;
        let list = format!("@{}", list.display());
        run(cmd!(shell, "javac -nowarn --release 17 -d {classes} {list}"))
    }
}

fn java_files(folder: &std::path::Path, files: &mut Vec<PathBuf>) -> Result<(), Failed> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            java_files(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "java") {
            files.push(path);
        }
    }
    Ok(())
}
