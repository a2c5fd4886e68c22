//! The APK: shrunk by R8, aligned, signed with a key of the moment, looked into. And two
//! checks on what it is made of: its permissions, and what it asks of old systems.

use std::path::PathBuf;

use xshell::cmd;

use super::{Android, MIN_SDK};
use crate::project::{Failed, run};
use crate::tools;

/// The processor whose folder this machine's own library lies in.
const STAND_IN: &str = if cfg!(target_arch = "aarch64") { "arm64-v8a" } else { "x86_64" };

impl Android<'_> {
    /// Packs, checks and tells what it weighs.
    pub(super) fn apk(&self) -> Result<(), Failed> {
        let apk = self.pack()?;
        let shell = &self.project.shell;
        run(cmd!(shell, "apksigner verify --verbose --min-sdk-version {MIN_SDK} {apk}"))?;
        let badging = cmd!(shell, "aapt2 dump badging {apk}").quiet().ignore_stderr().read()?;
        for line in badging.lines().take(4) {
            println!("{line}");
        }
        for part in self.parts()? {
            println!("{:>9.2} MB  {}", part.megabytes, part.what);
        }
        println!("the core in it is this machine's, a stand-in for a phone's: {}", apk.display());
        Ok(())
    }

    /// Makes the APK.
    pub(super) fn pack(&self) -> Result<PathBuf, Failed> {
        tools::install(self.project, tools::FOR_PACKING)?;
        self.compile_app()?;
        self.shrink()?;
        run(crate::bench::phone_library(self.project))?;
        self.libraries()?;
        let shell = &self.project.shell;
        let (unaligned, aligned) = (self.built("unaligned.apk"), self.built("aligned.apk"));
        shell.copy_file(self.built("resources.apk"), &unaligned)?;
        {
            let _in_dex = shell.push_dir(self.built("dex"));
            cmd!(shell, "zip -q -j {unaligned} classes.dex").run()?;
            let _in_package = shell.push_dir(self.built("package"));
            // Libraries lie uncompressed: the system maps them where they are.
            cmd!(shell, "zip -q -0 -r {unaligned} lib").run()?;
        }
        cmd!(shell, "zipalign -f -p 4 {unaligned} {aligned}").run()?;
        self.sign(&aligned)
    }

    fn shrink(&self) -> Result<(), Failed> {
        let shell = &self.project.shell;
        let dex = self.built("dex");
        shell.remove_path(&dex)?;
        shell.create_dir(&dex)?;
        let java_home = cmd!(shell, "java -XshowSettings:properties -version")
            .quiet()
            .read_stderr()?
            .lines()
            .find_map(|line| line.trim().strip_prefix("java.home = ").map(str::to_owned))
            .ok_or_else(|| Failed("java does not say where it lives".to_owned()))?;
        // R8 takes archives, not folders of classes.
        let names = self.built("r.jar");
        let classes = self.built("r");
        cmd!(shell, "jar --create --file {names} -C {classes} .").quiet().run()?;
        println!("shrinking the app with R8");
        let mut shrink = self
            .java("r8", "com.android.tools.r8.R8")?
            .args(["--release", "--min-api", MIN_SDK, "--lib", &java_home, "--lib"])
            .args(self.artefacts.jars("framework")?)
            .arg("--output")
            .arg(&dex)
            .arg("--pg-conf")
            .arg(self.project.path("android/app/proguard-rules.pro"))
            .arg("--pg-conf")
            .arg(self.built("resources.pro"));
        for archive in self.artefacts.archives("app") {
            let rules = archive.join("proguard.txt");
            if rules.is_file() {
                shrink = shrink.arg("--pg-conf").arg(rules);
            }
        }
        let inputs = [self.built("app.jar"), self.built("bindings.jar"), names];
        let shrink = shrink.args(inputs).args(self.artefacts.jars("app")?);
        shrink.quiet().run().map_err(|_| Failed("R8".to_owned()))
    }

    /// The core and JNA's own library, as they lie in a package.
    fn libraries(&self) -> Result<(), Failed> {
        let shell = &self.project.shell;
        let folder = self.built("package/lib").join(STAND_IN);
        shell.remove_path(self.built("package"))?;
        shell.create_dir(&folder)?;
        let core = self.project.target().join("phone/libcamtay_core.so");
        shell.copy_file(core, folder.join("libcamtay_core.so"))?;
        for archive in self.artefacts.archives("app") {
            let library = archive.join("jni").join(STAND_IN).join("libjnidispatch.so");
            if library.is_file() {
                shell.copy_file(library, folder.join("libjnidispatch.so"))?;
            }
        }
        Ok(())
    }

    /// Signed so that it is a whole package; with a key that nobody keeps.
    fn sign(&self, aligned: &PathBuf) -> Result<PathBuf, Failed> {
        let shell = &self.project.shell;
        let (keys, apk) = (self.built("throw-away.keys"), self.built("camtay.apk"));
        shell.remove_path(&keys)?;
        cmd!(
            shell,
            "keytool -genkeypair -keystore {keys} -storepass throw-away -alias camtay
             -keyalg EC -groupname secp256r1 -validity 30 -dname CN=throw-away"
        )
        .quiet()
        .ignore_stderr()
        .run()?;
        cmd!(
            shell,
            "apksigner sign --ks {keys} --ks-pass pass:throw-away --min-sdk-version {MIN_SDK}
             --out {apk} {aligned}"
        )
        .quiet()
        .run()?;
        Ok(apk)
    }

    /// Whether the merged manifest asks for just what `android/permissions.txt` gives a reason
    /// for.
    pub(super) fn permissions(&self) -> Result<(), Failed> {
        self.resources()?;
        let manifest = self.project.shell.read_file(self.built("manifest.xml"))?;
        let list = self.project.shell.read_file(self.project.path("android/permissions.txt"))?;
        let mut asked = attributes(&manifest, "<uses-permission", "android:name=\"");
        let mut given: Vec<_> = list
            .lines()
            .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
            .filter_map(|line| line.split_once(' ').map(|(name, _)| name.to_owned()))
            .collect();
        asked.sort();
        asked.dedup();
        given.sort();
        if asked == given {
            return Ok(());
        }
        let only = |these: &[String], others: &[String]| {
            let only: Vec<_> = these.iter().filter(|one| !others.contains(one)).cloned().collect();
            only.join(", ")
        };
        Err(Failed(format!(
            "android/permissions.txt: without reason: [{}]; no longer asked for: [{}]",
            only(&asked, &given),
            only(&given, &asked)
        )))
    }

    /// Whether everything of Android that the oldest system lacks stands in
    /// `android/newer-apis.txt`, which says where each is asked for before it is used.
    pub(super) fn newer_than_oldest(&self) -> Result<(), Failed> {
        self.compile_app()?;
        let shell = &self.project.shell;
        let (names, classes) = (self.built("r.jar"), self.built("r"));
        cmd!(shell, "jar --create --file {names} -C {classes} .").quiet().run()?;
        let mut trace = self
            .java("r8", "com.android.tools.r8.tracereferences.TraceReferences")?
            .args(["--check", "--source"])
            .arg(self.built("app.jar"));
        let mut libraries = vec![self.built("bindings.jar"), names];
        libraries.extend(self.artefacts.jars("app")?);
        libraries.extend(self.artefacts.jars("oldest")?);
        for library in libraries {
            trace = trace.arg("--lib").arg(library);
        }
        eprintln!("$ tracing what the app asks of the oldest Android");
        let said = trace.quiet().ignore_status().read_stderr()?;
        let list = shell.read_file(self.project.path("android/newer-apis.txt"))?;
        let known: Vec<_> = list
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_whitespace().next())
            .collect();
        let unknown: Vec<_> = said
            .lines()
            .filter_map(|line| line.split_once("Missing class ").map(|(_, rest)| rest))
            .filter_map(|rest| rest.split_whitespace().next())
            .filter(|class| class.starts_with("android."))
            .filter(|class| !known.contains(class))
            .collect();
        let members: Vec<_> = said
            .lines()
            .filter(|line| line.contains("Missing method") || line.contains("Missing field"))
            .filter(|line| owner(line).is_some_and(|class| class.starts_with("android.")))
            .filter(|line| owner(line).is_some_and(|class| !known.contains(&class)))
            .filter(|line| !known.iter().any(|name| line.contains(&format!("{name}("))))
            .collect();
        if unknown.is_empty() && members.is_empty() {
            return Ok(());
        }
        Err(Failed(format!(
            "newer than Android 7 and not in android/newer-apis.txt:\n{}\n{}",
            unknown.join("\n"),
            members.join("\n")
        )))
    }
}

/// The class of a missing method or field: `… android.app.LocaleManager.setX(…) (referenced …`.
fn owner(line: &str) -> Option<&str> {
    let signature = line.split(" (referenced").next()?;
    let name = signature.split('(').next()?.split_whitespace().last()?;
    name.rsplit_once('.').map(|(class, _)| class)
}

/// The values of an attribute of all elements that begin so.
fn attributes(xml: &str, element: &str, attribute: &str) -> Vec<String> {
    xml.split(element)
        .skip(1)
        .filter_map(|rest| rest.split_once(attribute))
        .filter_map(|(_, after)| after.split_once('"'))
        .map(|(value, _)| value.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_owner_of_a_missing_method_is_its_class() {
        let line = "Missing method void android.app.LocaleManager.set(android.os.LocaleList) \
                    (referenced from: void a.B.c())";
        assert_eq!(owner(line), Some("android.app.LocaleManager"));
    }

    #[test]
    fn every_permission_of_a_manifest_is_read() {
        let xml =
            "<uses-permission android:name=\"a.B\" />\n<uses-permission\n android:name=\"c.D\"/>";
        assert_eq!(attributes(xml, "<uses-permission", "android:name=\""), ["a.B", "c.D"]);
    }
}
