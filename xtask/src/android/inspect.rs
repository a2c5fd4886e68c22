//! Looks into the finished APK: what a phone, a store and a person would find in it.

use std::collections::BTreeSet;
use std::path::Path;

use xshell::cmd;

use super::apk::STAND_IN;
use super::archive::{self, Entry};
use super::elf::Library;
use super::manifest::Manifest;
use super::{APPLICATION, Android, LANGUAGES, MIN_SDK, TARGET_SDK, VERSION, dex};
use crate::project::{Failed, run};

/// Names by which something outside of the code asks for a class: JNA's library, and jobs that
/// WorkManager planned before an update.
const KEPT: &[&str] = &[
    "com.sun.jna.Native",
    "com.sun.jna.Pointer",
    "com.sun.jna.Structure",
    "com.sun.jna.Callback",
    "vn.camtay.upload.HandInWorker",
];

/// The core, and what libraries bring: of Compose, which draws along paths, and JNA's.
const LIBRARIES: [&str; 3] =
    ["libandroidx.graphics.path.so", "libcamtay_core.so", "libjnidispatch.so"];

/// What only tests have.
const FOR_TESTS: &[&str] = &[
    "org.junit.",
    "org.robolectric.",
    "androidx.compose.ui.test.",
    "androidx.work.testing.",
    "vn.camtay.pictures.",
    "vn.camtay.trial.",
];

impl Android<'_> {
    /// Everything of it; the first fault ends it.
    pub(super) fn inspect(&self, apk: &Path) -> Result<(), Failed> {
        self.signature(apk)?;
        let badging = self.aapt2_dump("badging", apk)?;
        badged(&badging)?;
        let shell = &self.project.shell;
        let dump = cmd!(shell, "aapt2 dump xmltree {apk} --file AndroidManifest.xml");
        let manifest = Manifest::of_dump(&dump.quiet().ignore_stderr().read()?);
        self.check(&manifest)?;
        configured(&self.aapt2_dump("configurations", apk)?)?;

        let bytes = std::fs::read(apk)?;
        let entries = archive::read(&bytes)?;
        placed(&entries)?;
        let find = |name: &str| entry(&entries, name);
        let guides = find("assets/guides.pack")?;
        if !guides.is_stored() || guides.bytes(&bytes) != std::fs::read(&self.guides)? {
            return fault("the guides are not those that were packed");
        }
        let core = find(&format!("lib/{STAND_IN}/libcamtay_core.so"))?;
        if core.bytes(&bytes) != std::fs::read(self.core())? {
            return fault("the core is not the one that was built");
        }
        for one in entries.iter().filter(|one| one.name.ends_with(".so")) {
            let library = Library::read(one.bytes(&bytes))
                .ok_or_else(|| Failed(format!("the APK: {} is no library", one.name)))?;
            if let Some(what) = library.fault() {
                return fault(&format!("{} {what}", one.name));
            }
        }
        let code = cmd!(shell, "unzip -p {apk} classes.dex").quiet().output()?.stdout;
        let code = dex::read(&code)?;
        coded(&code.classes.iter().map(String::as_str).collect(), &manifest.classes())?;
        println!(
            "looked into: {} files, {} classes, {} methods",
            entries.len(),
            code.classes.len(),
            code.methods
        );
        Ok(())
    }

    /// Android 7 and later need no older signature than the second scheme.
    fn signature(&self, apk: &Path) -> Result<(), Failed> {
        let shell = &self.project.shell;
        run(cmd!(shell, "zipalign -c -p 4 {apk}"))?;
        let verify = cmd!(shell, "apksigner verify --verbose --min-sdk-version {MIN_SDK} {apk}");
        println!("$ {verify}");
        let said = verify.quiet().read()?;
        for line in said.lines().filter(|line| line.starts_with("Verif")) {
            println!("{line}");
        }
        let second = "Verified using v2 scheme (APK Signature Scheme v2): true";
        if said.lines().any(|line| line == second) {
            Ok(())
        } else {
            fault("it has no signature of the second scheme")
        }
    }

    fn aapt2_dump(&self, what: &str, apk: &Path) -> Result<String, Failed> {
        let shell = &self.project.shell;
        Ok(cmd!(shell, "aapt2 dump {what} {apk}").quiet().ignore_stderr().read()?)
    }
}

fn fault<T>(what: &str) -> Result<T, Failed> {
    Err(Failed(format!("the APK: {what}")))
}

fn entry<'a>(entries: &'a [Entry], name: &str) -> Result<&'a Entry, Failed> {
    entries
        .iter()
        .find(|one| one.name == name)
        .ok_or_else(|| Failed(format!("the APK lacks {name}")))
}

/// What a store and a launcher show of it.
fn badged(badging: &str) -> Result<(), Failed> {
    let (code, name) = VERSION;
    let languages = LANGUAGES.split(',').collect::<BTreeSet<_>>();
    for expected in [
        format!("package: name='{APPLICATION}' versionCode='{code}' versionName='{name}'"),
        format!("sdkVersion:'{MIN_SDK}'"),
        format!("targetSdkVersion:'{TARGET_SDK}'"),
        format!("launchable-activity: name='{APPLICATION}.app.MainActivity'"),
        "application-label:'Cầm Tay'".to_owned(),
    ] {
        if !badging.lines().any(|line| line.starts_with(&expected)) {
            return fault(&format!("it does not say {expected}"));
        }
    }
    let spoken = badging.lines().find_map(|line| line.strip_prefix("locales: "));
    let spoken = spoken.unwrap_or_default().split_whitespace().map(|one| one.trim_matches('\''));
    if spoken.filter(|one| *one != "--_--").collect::<BTreeSet<_>>() == languages {
        Ok(())
    } else {
        fault(&format!("it speaks other languages than {LANGUAGES}"))
    }
}

/// Whether there are resources for the app's languages only: a library brings eighty.
fn configured(configurations: &str) -> Result<(), Failed> {
    let other = configurations.lines().map(str::trim).find(|line| {
        let first = line.split('-').next().unwrap_or_default();
        let is_language =
            first.len() == 2 && first.bytes().all(|letter| letter.is_ascii_lowercase());
        is_language && !LANGUAGES.split(',').any(|language| language == first)
    });
    other.map_or(Ok(()), |other| fault(&format!("it has resources for {other}")))
}

/// Whether everything that is read where it lies lies at a good place, and nothing lies there
/// that the app does not need.
fn placed(entries: &[Entry]) -> Result<(), Failed> {
    for one in entries {
        if !one.at.is_multiple_of(one.multiple()) {
            return fault(&format!(
                "{} does not begin at a multiple of {}",
                one.name,
                one.multiple()
            ));
        }
    }
    let stored = ["resources.arsc", "assets/guides.pack"];
    for name in stored {
        if !entry(entries, name)?.is_stored() {
            return fault(&format!("{name} is compressed"));
        }
    }
    let mut libraries: Vec<_> = entries.iter().filter(|one| one.name.starts_with("lib/")).collect();
    libraries.sort_by_key(|one| &one.name);
    let names: Vec<_> = libraries.iter().map(|one| one.name.as_str()).collect();
    let expected = LIBRARIES.map(|name| format!("lib/{STAND_IN}/{name}"));
    if names != expected {
        return fault(&format!("its libraries are {names:?}"));
    }
    if let Some(packed) = libraries.iter().find(|one| !one.is_stored()) {
        return fault(&format!("{} is compressed", packed.name));
    }
    let known = ["AndroidManifest.xml", "resources.arsc", "classes.dex", "assets/guides.pack"];
    let more = entries.iter().map(|one| one.name.as_str()).find(|name| {
        !known.contains(name) && !name.starts_with("res/") && !name.starts_with("lib/")
    });
    more.map_or(Ok(()), |more| fault(&format!("nobody expected {more}")))
}

/// Whether the code has what is asked for by name, and nothing of the tests.
fn coded(classes: &BTreeSet<&str>, asked: &BTreeSet<&str>) -> Result<(), Failed> {
    let mut wanted = asked.iter().chain(KEPT);
    if let Some(lost) = wanted.find(|class| !classes.contains(*class)) {
        return fault(&format!("its code lacks {lost}"));
    }
    let is_test = |class: &&&str| {
        FOR_TESTS.iter().any(|part| class.starts_with(part))
            || (class.starts_with(APPLICATION)
                && (class.ends_with("Test") || class.ends_with("Samples")))
    };
    match classes.iter().find(is_test) {
        Some(test) => fault(&format!("its code has {test}, which is for tests")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::archive::tests::loose;
    use super::*;

    fn why(checked: Result<(), Failed>) -> String {
        checked.err().map(|Failed(why)| why).unwrap_or_default()
    }

    #[test]
    fn a_language_that_nobody_asked_for_is_found() {
        assert_eq!(why(configured("\nnight\nv31\nvi\nen\nanydpi-v26\n")), "");
        assert_eq!(why(configured("\nvi\nen\npt-rBR\n")), "the APK: it has resources for pt-rBR");
    }

    #[test]
    fn an_app_of_another_name_is_refused() {
        let badging = "package: name='vn.camtay' versionCode='1' versionName='0.1.0' x\n\
            sdkVersion:'24'\ntargetSdkVersion:'36'\napplication-label:'Cầm Tay'\n\
            launchable-activity: name='vn.camtay.app.MainActivity'  label=''\n\
            locales: '--_--' 'en' 'vi'\n";
        assert_eq!(why(badged(badging)), "");
        assert!(why(badged(&badging.replace("Cầm Tay", "app"))).contains("application-label"));
        assert!(why(badged(&badging.replace("'vi'", "'fr'"))).contains("languages"));
    }

    #[test]
    fn a_library_at_a_wrong_place_and_a_file_of_nobodys_are_refused() {
        let libraries = LIBRARIES.map(|name| format!("lib/{STAND_IN}/{name}"));
        let mut files: Vec<(&str, &[u8])> =
            vec![("resources.arsc", b"1"), ("assets/guides.pack", b"2")];
        files.extend(libraries.iter().map(|name| (name.as_str(), b"3".as_slice())));
        let entries = |archive: Vec<u8>| archive::read(&archive).unwrap_or_default();
        let aligned = |files: &[_]| entries(archive::aligned(&loose(files)).unwrap_or_default());
        assert_eq!(why(placed(&aligned(&files))), "");
        assert!(why(placed(&entries(loose(&files)))).contains("does not begin at a multiple"));
        files.push(("META-INF/x", b"5"));
        assert_eq!(why(placed(&aligned(&files))), "the APK: nobody expected META-INF/x");
    }

    #[test]
    fn a_lost_class_and_a_test_are_found() {
        let mut classes: BTreeSet<_> = KEPT.iter().copied().collect();
        let asked = BTreeSet::from(["vn.camtay.app.MainActivity"]);
        assert_eq!(
            why(coded(&classes, &asked)),
            "the APK: its code lacks vn.camtay.app.MainActivity"
        );
        classes.insert("vn.camtay.app.MainActivity");
        assert_eq!(why(coded(&classes, &asked)), "");
        classes.insert("vn.camtay.feature.today.TodaySamples");
        assert!(why(coded(&classes, &asked)).ends_with("TodaySamples, which is for tests"));
    }
}
