//! What a manifest asks of a phone and opens to other apps, as text or as it stands in an APK.

use std::collections::{BTreeMap, BTreeSet};

use crate::project::Failed;

/// What may be opened to other apps.
const COMPONENTS: [&str; 5] = ["activity", "activity-alias", "service", "receiver", "provider"];

/// What the app must say of itself.
const SAYS: [(&str, &str); 3] =
    [("allowBackup", "false"), ("fullBackupContent", "false"), ("usesCleartextTraffic", "false")];

/// An element with its attributes, less their prefixes.
#[derive(Debug, Default, PartialEq, Eq)]
struct Element {
    tag: String,
    attributes: BTreeMap<String, String>,
}

impl Element {
    fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }

    fn is_component(&self) -> bool {
        COMPONENTS.contains(&self.tag.as_str())
    }
}

/// A manifest's elements, in order.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Manifest(Vec<Element>);

impl Manifest {
    /// The text that was merged.
    pub(super) fn of_text(xml: &str) -> Self {
        let mut elements = Vec::new();
        let mut rest = xml;
        while let Some((_, after)) = rest.split_once('<') {
            if let Some(comment) = after.strip_prefix("!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let (tag, after) = after.split_once('>').unwrap_or((after, ""));
            rest = after;
            let name = tag.split([' ', '\n', '/']).next().unwrap_or_default();
            if name.starts_with(char::is_alphabetic) {
                let attributes = tag.split_inclusive('"').collect::<Vec<_>>();
                let pairs = attributes.chunks_exact(2).filter_map(|pair| match pair {
                    [name, value] => Some((local(name), value.trim_end_matches('"').to_owned())),
                    _ => None,
                });
                elements.push(Element { tag: name.to_owned(), attributes: pairs.collect() });
            }
        }
        Self(elements)
    }

    /// What `aapt2 dump xmltree` says of the one in an APK.
    pub(super) fn of_dump(dump: &str) -> Self {
        let mut elements: Vec<Element> = Vec::new();
        for line in dump.lines().map(str::trim_start) {
            if let Some(tag) = line.strip_prefix("E: ") {
                let tag = tag.split(' ').next().unwrap_or_default().to_owned();
                elements.push(Element { tag, ..Element::default() });
            } else if let Some((name, value)) =
                line.strip_prefix("A: ").and_then(|a| a.split_once('='))
            {
                let value = match value.strip_prefix('"') {
                    Some(text) => text.split('"').next().unwrap_or_default(),
                    None => value.split(' ').next().unwrap_or_default(),
                };
                let name = local(name.split('(').next().unwrap_or_default());
                if let Some(element) = elements.last_mut() {
                    element.attributes.insert(name, value.to_owned());
                }
            }
        }
        Self(elements)
    }

    /// The classes that the system makes by their names.
    pub(super) fn classes(&self) -> BTreeSet<&str> {
        let made = |element: &&Element| element.is_component() || element.tag == "application";
        let elements = self.0.iter().filter(made);
        elements
            .flat_map(|one| [one.get("name"), one.get("appComponentFactory")])
            .flatten()
            .collect()
    }

    /// Whether it asks for, opens and says what the app's lists have, no more and no less.
    pub(super) fn check(&self, permissions: &str, exported: &str) -> Result<(), Failed> {
        let asked = self.0.iter().filter(|one| one.tag.starts_with("uses-permission"));
        let open =
            self.0.iter().filter(|one| one.is_component() && one.get("exported") == Some("true"));
        let mut faults = Vec::new();
        faults.extend(compared(PERMISSIONS, permissions, asked.filter_map(|one| one.get("name"))));
        faults.extend(compared(EXPORTED, exported, open.clone().filter_map(|one| one.get("name"))));
        for one in open.filter(|one| one.tag != "activity" && one.get("permission").is_none()) {
            faults.push(format!("every app may call {}", one.get("name").unwrap_or_default()));
        }
        let application = self.0.iter().find(|one| one.tag == "application");
        for (name, value) in SAYS {
            if application.and_then(|one| one.get(name)) != Some(value) {
                faults.push(format!("{name} is not {value}"));
            }
        }
        for name in ["debuggable", "testOnly"] {
            if application.and_then(|one| one.get(name)) == Some("true") {
                faults.push(format!("{name} is true"));
            }
        }
        if faults.is_empty() {
            Ok(())
        } else {
            Err(Failed(format!("the manifest of the Android app: {}", faults.join("; "))))
        }
    }
}

/// Each with its reason, from `android/`.
pub(super) const PERMISSIONS: &str = "permissions.txt";

/// Each with its reason, from `android/`.
pub(super) const EXPORTED: &str = "exported.txt";

/// `android:name=` and the like, less what stands around the name.
fn local(name: &str) -> String {
    let name = name.trim_end_matches(['=', '"']);
    name.rsplit([':', '/', ' ', '\n']).next().unwrap_or_default().to_owned()
}

/// The names of a list; a reason stands behind each.
pub(super) fn listed(list: &str) -> BTreeSet<&str> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' ')).map(|(name, _)| name).collect()
}

fn compared<'a>(file: &str, list: &str, there: impl Iterator<Item = &'a str>) -> Vec<String> {
    let (there, listed) = (there.collect::<BTreeSet<_>>(), listed(list));
    let without = there.difference(&listed).map(|name| format!("{file} has no reason for {name}"));
    let gone = listed.difference(&there).map(|name| format!("{file} has {name}, which is gone"));
    without.chain(gone).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "<?xml version=\"1.0\"?>\n<manifest package=\"vn.x\">\
        <!-- <uses-permission android:name=\"not.This\"/> -->\
        <uses-permission\n android:name=\"a.B\" />\
        <application android:allowBackup=\"false\" android:fullBackupContent=\"false\"\
        android:usesCleartextTraffic=\"false\" android:name=\"vn.x.App\">\
        <activity\n            android:name=\"vn.x.Main\"\n android:exported=\"true\"></activity>\
        <service android:name=\"vn.x.S\" android:exported=\"false\"/></application></manifest>";

    const DUMP: &str = "N: android=http://schemas.android.com/apk/res/android (line=2)\n\
        \x20 E: manifest (line=2)\n    A: package=\"vn.x\" (Raw: \"vn.x\")\n\
        \x20     E: uses-permission (line=13)\n\
        \x20       A: http://schemas.android.com/apk/res/android:name(0x01010003)=\"a.B\" (Raw: \"a.B\")\n\
        \x20     E: application (line=57)\n\
        \x20       A: http://schemas.android.com/apk/res/android:name(0x01010003)=\"vn.x.App\" (Raw: \"vn.x.App\")\n\
        \x20       A: http://schemas.android.com/apk/res/android:allowBackup(0x01010280)=false\n\
        \x20       A: http://schemas.android.com/apk/res/android:fullBackupContent(0x010104eb)=false\n\
        \x20       A: http://schemas.android.com/apk/res/android:usesCleartextTraffic(0x010104ec)=false\n\
        \x20         E: activity (line=72)\n\
        \x20           A: http://schemas.android.com/apk/res/android:name(0x01010003)=\"vn.x.Main\" (Raw: \"vn.x.Main\")\n\
        \x20           A: http://schemas.android.com/apk/res/android:exported(0x01010010)=true\n\
        \x20         E: service (line=80)\n\
        \x20           A: http://schemas.android.com/apk/res/android:name(0x01010003)=\"vn.x.S\" (Raw: \"vn.x.S\")\n\
        \x20           A: http://schemas.android.com/apk/res/android:exported(0x01010010)=false\n";

    fn why(manifest: &str, permissions: &str, exported: &str) -> String {
        let checked = Manifest::of_text(manifest).check(permissions, exported);
        checked.err().map(|Failed(why)| why).unwrap_or_default()
    }

    #[test]
    fn text_and_dump_are_read_alike() {
        assert_eq!(Manifest::of_text(TEXT), Manifest::of_dump(DUMP));
        let manifest = Manifest::of_text(TEXT);
        assert_eq!(
            manifest.classes().into_iter().collect::<Vec<_>>(),
            ["vn.x.App", "vn.x.Main", "vn.x.S"]
        );
    }

    #[test]
    fn what_has_no_reason_is_named_and_what_is_gone_too() {
        assert_eq!(why(TEXT, "# c\na.B for the hall\n", "vn.x.Main opens\n"), "");
        assert!(
            why(TEXT, "", "vn.x.Main opens\n").ends_with("permissions.txt has no reason for a.B")
        );
        assert!(
            why(TEXT, "a.B x\n", "vn.x.Main x\nvn.x.S x\n")
                .ends_with("exported.txt has vn.x.S, which is gone")
        );
    }

    #[test]
    fn a_service_for_everybody_and_a_backup_are_refused() {
        let open = TEXT.replace("S\" android:exported=\"false", "S\" android:exported=\"true");
        assert!(
            why(&open, "a.B x\n", "vn.x.Main x\nvn.x.S x\n").ends_with("every app may call vn.x.S")
        );
        let kept = TEXT.replace("allowBackup=\"false", "allowBackup=\"true");
        assert!(why(&kept, "a.B x\n", "vn.x.Main x\n").ends_with("allowBackup is not false"));
    }
}
