//! The two builds of the app say the same: catalogue, resolved set, numbers.

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
mod tests {
    use std::collections::BTreeMap;

    use super::super::artefacts::{Artefact, read};
    use super::super::{APPLICATION, LANGUAGES, MIN_SDK, TARGET_SDK, VERSION};

    fn file(name: &str) -> String {
        std::fs::read_to_string(format!("{}/../android/{name}", env!("CARGO_MANIFEST_DIR")))
            .unwrap()
    }

    /// What stands in quotes after `key = ` in an inline table.
    fn value<'a>(line: &'a str, key: &str) -> Option<&'a str> {
        let (_, after) = line.split_once(&format!("{key} = \""))?;
        after.split_once('"').map(|(value, _)| value)
    }

    /// Each library of the catalogue with its version.
    fn catalogue() -> Vec<(String, String, String)> {
        let text = file("gradle/libs.versions.toml");
        let versions: BTreeMap<_, _> = text
            .lines()
            .take_while(|line| *line != "[libraries]")
            .filter_map(|line| line.split_once(" = "))
            .map(|(name, version)| (name, version.trim_matches('"').to_owned()))
            .collect();
        text.lines()
            .filter_map(|line| Some((line.split_once(" = ")?.0, value(line, "module")?, line)))
            .map(|(alias, module, line)| {
                let version = versions[value(line, "version.ref").unwrap()].clone();
                (alias.to_owned(), module.to_owned(), version)
            })
            .collect()
    }

    #[test]
    fn what_gradle_asks_for_is_what_is_resolved() {
        let resolved = read(&file("gradle/resolved.txt")).unwrap();
        let catalogue = catalogue();
        assert!(catalogue.len() > 15);
        for (alias, module, version) in catalogue {
            let section = if alias.starts_with("test-") { "test" } else { "app" };
            let is_it = |one: &&Artefact| {
                format!("{}:{}", one.group, one.name) == module && one.in_section(section)
            };
            let found = resolved.iter().find(is_it);
            let found = found.unwrap_or_else(|| panic!("[{section}] lacks {module}"));
            assert_eq!(found.version, version, "{module}");
        }
    }

    #[test]
    fn every_library_of_the_catalogue_is_used_and_none_besides() {
        let gradle = file("app/build.gradle.kts");
        for (alias, _, _) in catalogue() {
            let accessor = format!("(libs.{})", alias.replace('-', "."));
            assert!(gradle.contains(&accessor), "{alias} is used by nothing");
        }
        let dependencies = gradle.split_once("\ndependencies {").unwrap().1;
        for line in dependencies.lines().filter(|line| line.contains("mplementation(")) {
            assert!(line.contains("mplementation(libs."), "not of the catalogue: {line}");
        }
    }

    #[test]
    fn compilers_are_of_one_version() {
        let resolved = read(&file("gradle/resolved.txt")).unwrap();
        let text = file("gradle/libs.versions.toml");
        let kotlin = text.lines().find_map(|line| line.strip_prefix("kotlin = ")).unwrap();
        for name in ["kotlin-compiler-embeddable", "kotlin-compose-compiler-plugin-embeddable"] {
            let compiler = resolved.iter().find(|one| one.name == name).unwrap();
            assert_eq!(format!("\"{}\"", compiler.version), kotlin);
        }
        let standard = resolved.iter().find(|one| one.name == "kotlin-stdlib").unwrap();
        assert_eq!(format!("\"{}\"", standard.version), kotlin);
    }

    #[test]
    fn both_builds_are_for_the_same_phones() {
        let gradle = file("app/build.gradle.kts");
        assert!(gradle.contains(&format!("minSdk = {MIN_SDK}\n")));
        assert!(gradle.contains(&format!("targetSdk = {TARGET_SDK}\n")));
        assert!(gradle.contains(&format!("applicationId = \"{APPLICATION}\"\n")));
        assert!(gradle.contains(&format!("namespace = \"{APPLICATION}\"\n")));
        assert!(file("cargo.sh").contains(&format!("--platform {MIN_SDK} ")));
        // One manifest, which names neither: each build puts its own numbers in.
        let manifest = file("app/src/main/AndroidManifest.xml");
        assert!(!manifest.contains("uses-sdk"));
    }

    #[test]
    fn both_builds_link_the_core_alike() {
        let script = file("cargo.sh");
        for argument in crate::bench::LINKED {
            assert!(script.contains(&format!("-C {argument}")), "{argument}");
        }
        assert!(!script.contains("pack-relative-relocs"), "Android 7 does not read those");
    }

    #[test]
    fn both_builds_carry_the_same_languages_and_take_no_warning() {
        let gradle = file("app/build.gradle.kts");
        let languages = LANGUAGES.split(',').map(|one| format!("\"{one}\"")).collect::<Vec<_>>();
        assert!(gradle.contains(&format!("localeFilters += listOf({})", languages.join(", "))));
        assert!(gradle.contains("noCompress += \"pack\""));
        assert!(gradle.contains("allWarningsAsErrors = true"));
        let (code, name) = VERSION;
        assert!(gradle.contains(&format!("versionCode = {code}\n")));
        assert!(gradle.contains(&format!("versionName = \"{name}\"\n")));
    }
}
