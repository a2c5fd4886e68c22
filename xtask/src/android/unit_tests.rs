//! The app's tests, on the real framework classes (Robolectric), with the real core and a
//! real hall.

use std::path::PathBuf;

use xshell::cmd;

use super::{APPLICATION, Android, joined};
use crate::project::{Failed, run, run_reading};
use crate::tally::{Counts, Tally};

impl Android<'_> {
    /// Runs the test classes whose name contains one of `only`; all when there is none.
    pub(super) fn unit_tests(&self, only: &[String], tally: &mut Tally) {
        let mut counts = Counts::default();
        let ended = self.compile_tests().and_then(|()| {
            let classes = self.test_classes(only)?;
            println!("{} test classes of the Android app", classes.len());
            let mut failed = Vec::new();
            for group in self.groups(classes) {
                let command = self.junit(&[])?.args(&group);
                if run_reading(command, |line| counts.hear_junit(line)).is_err() {
                    failed.extend(group);
                }
            }
            if failed.is_empty() {
                Ok(())
            } else {
                Err(Failed(format!("tests of the Android app, in {}", failed.join(", "))))
            }
        });
        tally.suite(&counts, ended);
    }

    /// Which classes share a virtual machine. Robolectric loads a class anew for each way to
    /// set up a phone, but the core's library is in the process only once and keeps the first
    /// one's callbacks: a class that opens the real core runs alone.
    fn groups(&self, classes: Vec<String>) -> Vec<Vec<String>> {
        let mut together = Vec::new();
        let mut groups = Vec::new();
        for class in classes {
            let file = format!("test/kotlin/{}.kt", class.replace('.', "/"));
            let source = self.project.shell.read_file(self.source(&file));
            // One that shares a file with another is not looked for: it runs alone too.
            let opens_core = source.map_or(true, |source| {
                ["TestCamTay", "RustPhone", "Hall("].iter().any(|name| source.contains(name))
            });
            if opens_core {
                groups.push(vec![class]);
            } else {
                together.push(class);
            }
        }
        if !together.is_empty() {
            groups.insert(0, together);
        }
        groups
    }

    /// Makes the pictures of every screen, or of these features.
    pub(super) fn screens(&self, only: &[String]) -> Result<(), Failed> {
        self.compile_tests()?;
        let folder = self.project.path("docs/screens/android");
        if only.is_empty() {
            // What no screen has any more must not be left behind.
            self.project.shell.remove_path(&folder)?;
        }
        self.project.shell.create_dir(&folder)?;
        let mut properties = vec!["-Dcamtay.pictures=true".to_owned()];
        properties.push(format!("-Dcamtay.screens={}", folder.display()));
        if !only.is_empty() {
            properties.push(format!("-Dcamtay.features={}", only.join(",")));
        }
        let pictures = format!("{APPLICATION}.pictures.PicturesTest");
        run(self.junit(&properties)?.arg(pictures).quiet())
            .map_err(|_| Failed("pictures of the Android app".to_owned()))?;
        println!("pictures: {}", folder.display());
        Ok(())
    }

    /// JUnit in a virtual machine that finds framework, resources, core, hall and guides.
    pub(super) fn junit(&self, properties: &[String]) -> Result<xshell::Cmd<'_>, Failed> {
        let config = self.config()?;
        let mut path = vec![config, self.built("tests.jar")];
        path.extend(self.test_path()?);
        path.extend(self.artefacts.jars("framework")?);
        let library = crate::bindings::library(self.project);
        let programs = library.parent().unwrap_or(&library).to_path_buf();
        Ok(self
            .project
            .shell
            .cmd("env")
            .arg(format!("--chdir={}", self.project.path("android").display()))
            .args(["java", "-Xmx2g"])
            .arg("-Drobolectric.offline=true")
            .arg(format!("-Drobolectric.dependency.dir={}", self.robolectric()?.display()))
            .arg("-Drobolectric.logging.enabled=false")
            .arg("-Droborazzi.test.record=true")
            .args(["-Djava.awt.headless=true", "-Dfile.encoding=UTF-8"])
            .arg("-Duser.timezone=Asia/Ho_Chi_Minh")
            .arg(format!("-Djna.library.path={}", programs.display()))
            .arg(format!("-Dcamtay.hub={}", programs.join("camtay-hub").display()))
            .arg(format!("-Dcamtay.guides={}", self.guides.display()))
            .args(properties)
            .arg("org.junit.runner.JUnitCore")
            .env("CLASSPATH", joined(&path)))
    }

    /// Where Robolectric looks for manifest and resources.
    fn config(&self) -> Result<PathBuf, Failed> {
        let folder = self.built("config");
        let file = folder.join("com/android/tools/test_config.properties");
        let text = format!(
            "android_merged_manifest={}\nandroid_resource_apk={}\nandroid_merged_assets={}\n\
             android_custom_package={APPLICATION}\n",
            self.built("manifest-tests.xml").display(),
            self.built("resources-tests.apk").display(),
            self.built("assets").display(),
        );
        self.project.shell.create_dir(folder.join("com/android/tools"))?;
        self.project.shell.write_file(file, text)?;
        Ok(folder)
    }

    /// The framework to run on, under the name by which Robolectric asks for it.
    fn robolectric(&self) -> Result<PathBuf, Failed> {
        let folder = self.built("robolectric");
        self.project.shell.create_dir(&folder)?;
        for jar in self.artefacts.jars("robolectric")? {
            let name = jar.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let wanted = folder.join(name.trim_start_matches("org.robolectric."));
            if !wanted.is_file() {
                std::fs::copy(&jar, &wanted)?;
            }
        }
        Ok(folder)
    }

    /// The classes whose name ends in `Test`.
    fn test_classes(&self, only: &[String]) -> Result<Vec<String>, Failed> {
        let shell = &self.project.shell;
        let jar = self.built("tests.jar");
        let list = cmd!(shell, "unzip -Z1 {jar}").quiet().read()?;
        let classes: Vec<_> = list
            .lines()
            .filter_map(|entry| entry.strip_suffix("Test.class"))
            .filter(|name| !name.contains('$'))
            .map(|name| format!("{}Test", name.replace('/', ".")))
            .filter(|name| only.is_empty() || only.iter().any(|part| name.contains(part.as_str())))
            .collect();
        if classes.is_empty() { Err(Failed("no such test".to_owned())) } else { Ok(classes) }
    }
}
