//! What the app asks of a phone: its permissions, what it opens to others, and what it asks of
//! old systems.

use xshell::cmd;

use super::Android;
use super::manifest::{EXPORTED, Manifest, PERMISSIONS, listed};
use crate::project::Failed;

impl Android<'_> {
    /// Whether the merged manifest asks for and opens just what the lists have a reason for.
    pub(super) fn manifest(&self) -> Result<(), Failed> {
        self.resources()?;
        let manifest = self.project.shell.read_file(self.built("manifest.xml"))?;
        self.check(&Manifest::of_text(&manifest))
    }

    /// Compares a manifest with the lists.
    pub(super) fn check(&self, manifest: &Manifest) -> Result<(), Failed> {
        let list = |name| self.project.shell.read_file(self.project.path("android").join(name));
        manifest.check(&list(PERMISSIONS)?, &list(EXPORTED)?)
    }

    /// Whether everything of Android that the oldest system lacks stands in
    /// `android/newer-apis.txt`, which says where each is asked for before it is used.
    pub(super) fn newer_than_oldest(&self) -> Result<(), Failed> {
        self.compile_app()?;
        let shell = &self.project.shell;
        let mut trace = self
            .java("r8", "com.android.tools.r8.tracereferences.TraceReferences")?
            .args(["--check", "--source"])
            .arg(self.built("app.jar"));
        let mut libraries = vec![self.built("bindings.jar"), self.built("r.jar")];
        libraries.extend(self.artefacts.jars("app")?);
        libraries.extend(self.artefacts.jars("oldest")?);
        for library in libraries {
            trace = trace.arg("--lib").arg(library);
        }
        eprintln!("$ tracing what the app asks of the oldest Android");
        let said = trace.quiet().ignore_status().read_stderr()?;
        let list = shell.read_file(self.project.path("android/newer-apis.txt"))?;
        let known = listed(&list);
        let missing: Vec<_> = said.lines().filter_map(missing).collect();
        // Java's own are there or are made so by R8.
        let ours = missing.iter().filter(|(class, _)| class.starts_with("android."));
        let unknown: Vec<_> = ours
            .filter(|(class, member)| {
                !known.contains(class.as_str()) && !known.contains(member.as_str())
            })
            .map(|(_, member)| member.clone())
            .collect();
        if unknown.is_empty() {
            return Ok(());
        }
        Err(Failed(format!(
            "newer than Android 7 and not in android/newer-apis.txt: {}",
            unknown.join(", ")
        )))
    }

    /// R's classes as an archive: R8 takes no folders.
    pub(super) fn archive_names(&self) -> Result<(), Failed> {
        let (names, classes) = (self.built("r.jar"), self.built("r"));
        let shell = &self.project.shell;
        Ok(cmd!(shell, "jar --create --file {names} -C {classes} .").quiet().run()?)
    }
}

/// The class of a line about something missing, and what is missing of it: both the class
/// where all of it is.
fn missing(line: &str) -> Option<(String, String)> {
    let (_, what) = line.split_once("Missing ")?;
    let (kind, what) = what.split_once(' ')?;
    let what = what.split(" (referenced").next()?;
    if kind == "class" {
        let class = what.split_whitespace().next()?.to_owned();
        return Some((class.clone(), class));
    }
    // `void android.app.LocaleManager.setX(android.os.LocaleList)`
    let member = what.split('(').next()?.split_whitespace().last()?;
    let (class, _) = member.rsplit_once('.')?;
    Some((class.to_owned(), member.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_read_with_its_class() {
        let both = |class: &str, member: &str| Some((class.to_owned(), member.to_owned()));
        assert_eq!(
            missing(
                "Missing method void android.app.LocaleManager.set(android.os.LocaleList) \
                 (referenced from: void a.B.c())"
            ),
            both("android.app.LocaleManager", "android.app.LocaleManager.set")
        );
        assert_eq!(
            missing("Error: Missing class android.app.LocaleManager (referenced from: a.B)"),
            both("android.app.LocaleManager", "android.app.LocaleManager")
        );
        assert_eq!(missing("Tracereferences found 3 classes"), None);
    }
}
