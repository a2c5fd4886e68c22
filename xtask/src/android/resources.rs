//! Manifest, resources and the classes that name them.

use std::path::PathBuf;

use xshell::cmd;

use super::{APPLICATION, Android, MIN_SDK, TARGET_SDK, fresh, joined};
use crate::project::{Failed, run};

impl Android<'_> {
    /// The manifest of the app and of all libraries, the resources, R's classes and the assets;
    /// made when something of it has changed. Returns the digest of what it was made from.
    pub(super) fn resources(&self) -> Result<String, Failed> {
        let sources = [
            self.source("main/res"),
            self.source("main/AndroidManifest.xml"),
            self.guides.clone(),
            self.project.path("android/gradle/resolved.txt"),
        ];
        let digest = fresh::of_files(&sources)?;
        fresh::make(&self.built("resources.stamp"), &digest, || {
            self.assets()?;
            self.merge_manifests()?;
            self.link()?;
            self.name()
        })?;
        Ok(digest)
    }

    /// Archives of the app and of its tests: the latter bring an activity to test in.
    fn all_archives(&self) -> Vec<PathBuf> {
        let mut archives = self.artefacts.archives("app");
        archives.extend(self.artefacts.archives("test"));
        archives
    }

    fn assets(&self) -> Result<(), Failed> {
        let assets = self.built("assets");
        self.project.shell.create_dir(&assets)?;
        self.project.shell.copy_file(&self.guides, assets.join("guides.pack"))?;
        Ok(())
    }

    fn merge_manifests(&self) -> Result<(), Failed> {
        self.merge(&self.all_archives(), "manifest-tests.xml")?;
        self.merge(&self.artefacts.archives("app"), "manifest.xml")
    }

    fn merge(&self, archives: &[PathBuf], into: &str) -> Result<(), Failed> {
        let libraries: Vec<_> =
            archives.iter().map(|archive| archive.join("AndroidManifest.xml")).collect();
        let merge = self
            .java("manifest", "com.android.manifmerger.Merger")?
            .arg("--main")
            .arg(self.source("main/AndroidManifest.xml"))
            .args(["--libs", &joined(&libraries), "--log", "ERROR"])
            .args(["--property", &format!("PACKAGE={APPLICATION}")])
            .args(["--property", &format!("MIN_SDK_VERSION={MIN_SDK}")])
            .args(["--property", &format!("TARGET_SDK_VERSION={TARGET_SDK}")])
            .args(["--property", "VERSION_CODE=1", "--property", "VERSION_NAME=0.1.0"])
            .arg("--out")
            .arg(self.built(into));
        eprintln!("$ merging {} manifests into {into}", libraries.len() + 1);
        merge.quiet().run().map_err(|_| Failed(format!("merging manifests into {into}")))
    }

    /// Resources by themselves, then together. Debian's aapt2 is older than `<queries>`, and
    /// only warns of what it doesn't know; it writes it all the same.
    fn link(&self) -> Result<(), Failed> {
        let shell = &self.project.shell;
        let compiled = self.built("compiled");
        shell.create_dir(&compiled)?;
        let own = compiled.join("app.zip");
        let resources = self.source("main/res");
        cmd!(shell, "aapt2 compile --dir {resources} -o {own}").quiet().ignore_stderr().run()?;
        let mut libraries = Vec::new();
        for archive in self.all_archives() {
            let resources = archive.join("res");
            let Some(name) = archive.file_name().filter(|_| resources.is_dir()) else { continue };
            let zip = compiled.join(format!("{}.zip", name.to_string_lossy()));
            if !zip.is_file() {
                cmd!(shell, "aapt2 compile --dir {resources} -o {zip}")
                    .quiet()
                    .ignore_stderr()
                    .run()?;
            }
            libraries.push(zip);
        }
        let generated = self.built("generated");
        shell.remove_path(&generated)?;
        shell.create_dir(&generated)?;
        let link = |manifest: &str, into: &str| {
            let framework = self.artefacts.jars("framework")?;
            let mut link = shell
                .cmd("aapt2")
                .args(["link", "--warn-manifest-validation", "--auto-add-overlay", "-I"])
                .args(framework)
                .args(["--min-sdk-version", MIN_SDK, "--target-sdk-version", TARGET_SDK])
                .args(["--version-code", "1", "--version-name", "0.1.0"])
                .arg("--manifest")
                .arg(self.built(manifest))
                .arg("--proguard")
                .arg(self.built("resources.pro"))
                .args(["--extra-packages", &self.packages()?.join(":"), "--java"])
                .arg(&generated)
                .arg("-A")
                .arg(self.built("assets"))
                .arg("-o")
                .arg(self.built(into));
            for library in &libraries {
                link = link.arg("-R").arg(library);
            }
            eprintln!("$ aapt2 link, {} libraries, into {into}", libraries.len());
            Ok::<_, Failed>(link.arg("-R").arg(&own).quiet().ignore_stderr().ignore_stdout().run()?)
        };
        link("manifest-tests.xml", "resources-tests.apk")?;
        link("manifest.xml", "resources.apk")
    }

    /// The libraries' own packages: each looks for its resources in a class of its own.
    fn packages(&self) -> Result<Vec<String>, Failed> {
        let mut packages = Vec::new();
        for archive in self.all_archives() {
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
    fn name(&self) -> Result<(), Failed> {
        let shell = &self.project.shell;
        let classes = self.built("r");
        shell.remove_path(&classes)?;
        shell.create_dir(&classes)?;
        let mut sources = Vec::new();
        java_files(&self.built("generated"), &mut sources)?;
        let list = self.built("generated.sources");
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
