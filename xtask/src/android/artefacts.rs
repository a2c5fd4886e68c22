//! What others made: every artefact of `android/gradle/resolved.txt`, fetched by Maven as it
//! stands there, archives for Android unpacked.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use xshell::cmd;

use super::fresh;
use crate::project::{Failed, Project, run};

/// `group:name:version:type` of a section.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Artefact {
    pub(super) group: String,
    pub(super) name: String,
    pub(super) version: String,
    kind: String,
    section: String,
}

impl Artefact {
    fn is_archive(&self) -> bool {
        self.kind == "aar"
    }

    /// Whether it stands in this section.
    #[cfg(test)]
    pub(super) fn in_section(&self, section: &str) -> bool {
        self.section == section
    }

    /// As Maven names it when it copies with the group before.
    fn file_name(&self) -> String {
        format!("{}.{}-{}.{}", self.group, self.name, self.version, self.kind)
    }
}

/// All of them, on this machine.
pub(super) struct Artefacts {
    all: Vec<Artefact>,
    folder: PathBuf,
}

impl Artefacts {
    /// Fetches what isn't here yet.
    pub(super) fn fetch(project: &Project, build: &Path) -> Result<Self, Failed> {
        let list = project.shell.read_file(project.path("android/gradle/resolved.txt"))?;
        let all = read(&list)?;
        let folder = build.join("artefacts");
        let artefacts = Self { all, folder };
        fresh::make(&artefacts.folder.join("fetched"), &fresh::of_text(&list), || {
            println!(
                "fetching {} artefacts for the Android app into target/android/artefacts",
                artefacts.all.len()
            );
            artefacts.fetch_sections(project)
        })?;
        Ok(artefacts)
    }

    fn fetch_sections(&self, project: &Project) -> Result<(), Failed> {
        let shell = &project.shell;
        shell.remove_path(&self.folder)?;
        for section in self.sections() {
            let into = self.folder.join(&section);
            shell.create_dir(&into)?;
            let pom = into.join("pom.xml");
            shell.write_file(&pom, self.pom(&section))?;
            run(cmd!(
                shell,
                "mvn --batch-mode --no-transfer-progress --quiet --file {pom}
                 dependency:copy-dependencies -DoutputDirectory={into} -Dmdep.prependGroupId=true"
            ))?;
            for archive in self.of(&section).filter(|artefact| artefact.is_archive()) {
                let file = into.join(archive.file_name());
                let unpacked = self.unpacked(archive);
                cmd!(shell, "unzip -q -o {file} -d {unpacked}").quiet().run()?;
            }
        }
        Ok(())
    }

    fn sections(&self) -> Vec<String> {
        let mut sections: Vec<_> = self.all.iter().map(|one| one.section.clone()).collect();
        sections.dedup();
        sections
    }

    /// The artefacts of a section.
    pub(super) fn of<'a>(&'a self, section: &'a str) -> impl Iterator<Item = &'a Artefact> {
        self.all.iter().filter(move |one| one.section == section)
    }

    /// Each artefact with everything of its own excluded: the list is whole already.
    fn pom(&self, section: &str) -> String {
        let mut pom = String::from(
            "<project xmlns=\"http://maven.apache.org/POM/4.0.0\"><modelVersion>4.0.0</modelVersion>\
             <groupId>camtay</groupId><artifactId>artefacts</artifactId><version>1</version>\
             <packaging>pom</packaging><dependencies>\n",
        );
        for Artefact { group, name, version, kind, .. } in self.of(section) {
            let _infallible = writeln!(
                pom,
                "<dependency><groupId>{group}</groupId><artifactId>{name}</artifactId>\
                 <version>{version}</version><type>{kind}</type><exclusions><exclusion>\
                 <groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>"
            );
        }
        pom.push_str("</dependencies></project>\n");
        pom
    }

    fn unpacked(&self, archive: &Artefact) -> PathBuf {
        let name = archive.file_name();
        self.folder.join(&archive.section).join(name.trim_end_matches(".aar"))
    }

    /// The jars of a section, those inside its archives too.
    pub(super) fn jars(&self, section: &str) -> Result<Vec<PathBuf>, Failed> {
        let mut jars = Vec::new();
        for one in self.of(section) {
            if one.is_archive() {
                let unpacked = self.unpacked(one);
                let own = unpacked.join("classes.jar");
                if own.is_file() {
                    jars.push(own);
                }
                let libraries = unpacked.join("libs");
                if libraries.is_dir() {
                    for entry in std::fs::read_dir(libraries)? {
                        jars.push(entry?.path());
                    }
                }
            } else {
                jars.push(self.folder.join(section).join(one.file_name()));
            }
        }
        if jars.is_empty() {
            return Err(Failed(format!("android/gradle/resolved.txt has nothing in [{section}]")));
        }
        Ok(jars)
    }

    /// The unpacked archives of a section.
    pub(super) fn archives(&self, section: &str) -> Vec<PathBuf> {
        let archives = self.of(section).filter(|one| one.is_archive());
        archives.map(|one| self.unpacked(one)).collect()
    }
}

/// Reads the list: sections in brackets, an artefact a line, comments.
pub(super) fn read(list: &str) -> Result<Vec<Artefact>, Failed> {
    let mut section = String::new();
    let mut all = Vec::new();
    for line in list.lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            name.clone_into(&mut section);
            continue;
        }
        let parts: Vec<_> = line.split(':').map(str::to_owned).collect();
        let [group, name, version, kind] = <[String; 4]>::try_from(parts)
            .map_err(|_| Failed(format!("android/gradle/resolved.txt: not an artefact: {line}")))?;
        all.push(Artefact { group, name, version, kind, section: section.clone() });
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_artefact_stands_in_its_section() {
        let all = read("# c\n[app]\na.b:c:1.0:aar\n\n[test]\nd:e:2:jar\n").ok();
        let names: Vec<_> =
            all.iter().flatten().map(|one| (one.section.as_str(), one.file_name())).collect();
        assert_eq!(names, [("app", "a.b.c-1.0.aar".to_owned()), ("test", "d.e-2.jar".to_owned())]);
        assert!(read("[app]\nno artefact").is_err());
    }
}
