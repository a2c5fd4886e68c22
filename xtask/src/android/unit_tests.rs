//! The app's tests, on the real framework classes (Robolectric), with the real core and a
//! real hall.

use std::path::PathBuf;
use std::time::Instant;

use xshell::cmd;

use super::{APPLICATION, Android, joined};
use crate::project::{Failed, run, run_reading};
use crate::tally::{ClassRun, Counts, Tally};
use crate::tools;

/// How many of the slowest classes are told.
const SLOWEST: usize = 5;

impl Android<'_> {
    /// Runs the test classes whose name contains one of `only`; all when there is none.
    pub(super) fn unit_tests(&self, only: &[String], tally: &mut Tally) {
        let mut counts = Counts::default();
        let ended = self.compile_tests().and_then(|()| {
            let started = Instant::now();
            let classes = self.test_classes(only)?;
            println!("{} test classes of the Android app", classes.len());
            let mut runs = Vec::new();
            for group in self.groups(classes) {
                runs.extend(self.run_classes(&group, &[], &mut counts)?);
            }
            told(&mut runs, counts.all(), started);
            let failed: Vec<_> = runs.iter().filter(|run| !run.has_passed).collect();
            if failed.is_empty() {
                return Ok(());
            }
            let names: Vec<_> = failed.iter().map(|run| run.class.as_str()).collect();
            Err(Failed(format!("tests of the Android app, in {}", names.join(", "))))
        });
        tally.suite(&counts, ended);
    }

    /// Runs classes in one virtual machine. One that tells nothing of itself has failed.
    fn run_classes(
        &self,
        classes: &[String],
        properties: &[String],
        counts: &mut Counts,
    ) -> Result<Vec<ClassRun>, Failed> {
        let command = self.junit(properties)?.args(classes);
        let mut heard = Vec::new();
        let ended = run_reading(command, |line| heard.extend(counts.hear_class(line)));
        let mut runs = complete(classes, heard);
        for _ in runs.iter().filter(|run| run.seconds.is_nan()) {
            counts.fail_class();
        }
        // It ended badly after its last class: that one is to blame.
        if let (Err(_), true, Some(last)) =
            (ended, runs.iter().all(|run| run.has_passed), runs.last_mut())
        {
            last.has_passed = false;
            counts.fail_class();
        }
        Ok(runs)
    }

    /// Runs a class that is no test of its own: pictures, measures.
    pub(super) fn run_class(&self, class: &str, properties: &[String]) -> Result<(), Failed> {
        let runs = self.run_classes(&[class.to_owned()], properties, &mut Counts::default())?;
        if runs.iter().all(|run| run.has_passed) { Ok(()) } else { Err(Failed(class.to_owned())) }
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

    /// Makes the pictures of the documents: every screen's main states, light, dark and in the
    /// largest text. Of features that are named, all states in all variants, beside the build.
    pub(super) fn screens(&self, only: &[String]) -> Result<(), Failed> {
        let shell = &self.project.shell;
        self.compile_tests()?;
        let folder = if only.is_empty() {
            self.project.path("docs/screens/android")
        } else {
            self.built("screens")
        };
        // What no screen has any more must not be left behind.
        shell.remove_path(&folder)?;
        shell.create_dir(&folder)?;
        let mut properties = vec![format!("-Dcamtay.screens={}", folder.display())];
        if !only.is_empty() {
            properties.push(format!("-Dcamtay.features={}", only.join(",")));
        }
        self.run_class(&format!("{APPLICATION}.pictures.Pictures"), &properties)?;
        if only.is_empty() {
            tools::install(self.project, tools::FOR_PICTURES)?;
            let pictures = shell.read_dir(&folder)?;
            let options = ["--force", "--strip", "--ext", ".png"];
            // A third of the bytes: a history keeps every picture for good.
            run(cmd!(shell, "pngquant {options...} 64 {pictures...}"))?;
        }
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
            .arg(format!("{APPLICATION}.run.RunKt"))
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

/// The classes in order, each as it was heard; one that was not heard has failed and took no
/// time that can be told.
fn complete(classes: &[String], heard: Vec<ClassRun>) -> Vec<ClassRun> {
    let mut heard: Vec<_> = heard.into_iter().map(Some).collect();
    let silent = |class: &String| ClassRun {
        class: format!("{class} (it told nothing)"),
        seconds: f64::NAN,
        has_passed: false,
    };
    let mut find = |class: &String| {
        let run = heard.iter_mut().find(|run| run.as_ref().is_some_and(|run| run.class == *class));
        run.and_then(Option::take).unwrap_or_else(|| silent(class))
    };
    classes.iter().map(&mut find).collect()
}

/// How long it took, and what took longest.
fn told(runs: &mut [ClassRun], tests: u64, started: Instant) {
    runs.sort_by(|one, other| other.seconds.total_cmp(&one.seconds));
    let slowest: Vec<_> = runs
        .iter()
        .filter(|run| run.seconds.is_finite())
        .take(SLOWEST)
        .map(|run| {
            format!("{} {:.0} s", run.class.rsplit('.').next().unwrap_or_default(), run.seconds)
        })
        .collect();
    println!(
        "the Android app: {tests} tests of {} classes in {} s; slowest: {}",
        runs.len(),
        started.elapsed().as_secs(),
        slowest.join(", ")
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_that_tells_nothing_has_failed() {
        let names = ["a.ATest".to_owned(), "a.BTest".to_owned()];
        let heard = ClassRun { class: "a.BTest".to_owned(), seconds: 1.0, has_passed: true };
        let runs = complete(&names, vec![heard]);
        let told: Vec<_> = runs.iter().map(|run| (run.class.as_str(), run.has_passed)).collect();
        assert_eq!(told, [("a.ATest (it told nothing)", false), ("a.BTest", true)]);
    }
}
