//! Backups that can't be made, and what is no backup or not this hall's: a sentence, an exit
//! code, and nothing changed.

use std::path::{Path, PathBuf};

use camtay_tests::harness::{InProcessPhone, copy_folder};

use crate::commune;

fn listed(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A copy of a backup in a folder of its own, to be spoilt.
fn copy(backup: &Path, to: &Path, spoil: impl FnOnce(&Path)) -> PathBuf {
    let copy = to.join(backup.file_name().unwrap());
    copy_folder(backup, &copy);
    spoil(&copy);
    copy
}

#[test]
fn a_backup_that_cannot_be_made_says_why_and_leaves_nothing() {
    let hall = commune::hall();
    let data = hall.data();
    let refused = |to: &Path, sentence: &str| {
        let said = hall.say(&["backup", text(&data), "--to", text(to)]);
        assert_eq!(said.code, 1, "{}", said.err);
        assert!(said.err.contains(sentence), "{}", said.err);
        assert_eq!(said.err.lines().count(), 1, "{}", said.err);
    };
    let before = listed(&data);
    refused(&data.join("no stick"), "is no folder");
    refused(&data, "within the hall's own folder");
    refused(&hall.keys(), "within the hall's own folder");
    assert_eq!(listed(&data), before);
    let stick = hall.folder("stick");
    assert_eq!(hall.say(&["backup", text(&data), "--to", text(&stick), "--keep", "0"]).code, 2);

    let said = hall.backup_to_small_disk(&stick, 64);
    assert_eq!(said.code, 4, "{}{}", said.out, said.err);
    assert!(said.err.contains("no room left"), "{}", said.err);
    assert_eq!(said.out, "", "nothing is left on the stick");

    // An edited row: what isn't sound is no backup, and pushes no good one out.
    hall.backup(&stick);
    let kept = listed(&stick);
    let store = hall.store_by_hand(&data);
    store.execute("UPDATE watermark SET receipts = receipts + 1", []).unwrap();
    let said = hall.say(&["backup", text(&data), "--to", text(&stick), "--keep", "1"]);
    assert_eq!(said.code, 3, "{}", said.err);
    assert_eq!(listed(&stick), kept);
}

#[test]
fn old_backups_of_this_hall_are_deleted_and_others_stay() {
    let hall = commune::hall();
    let other = commune::hall();
    let stick = hall.folder("stick");
    let data = hall.data();
    let foreign = other.backup(&stick);
    std::fs::rename(&foreign, stick.join("camtay-other.backup")).unwrap();
    std::fs::create_dir(stick.join("photos.backup")).unwrap();
    hall.run(&["settings", text(&data), "--keep-backups", "2"]);
    let mut made = Vec::new();
    for number in 0..4 {
        let backup = hall.backup(&stick);
        // Two within one second would have one name: each gets an earlier one.
        let name = stick.join(format!("camtay-19405-{number}.backup"));
        std::fs::rename(&backup, &name).unwrap();
        hall.age_backup(&name, 100 - number);
        made.push(name);
    }
    let there: Vec<_> = made.iter().map(|it| it.exists()).collect();
    assert_eq!(there, [false, false, true, true]);
    assert!(stick.join("camtay-other.backup").exists() && stick.join("photos.backup").exists());
    let said = hall.run(&["backup", text(&data), "--to", text(&stick), "--keep", "1"]);
    assert!(said.contains("2 old backups deleted"), "{said}");
    let shown = hall.run(&["settings", text(&data)]);
    assert!(shown.contains("kept backups: 2"), "{shown}");
}

#[test]
fn what_is_no_sound_backup_of_this_hall_is_not_restored() {
    let (mut hall, key) = commune::hall_with_key();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    phone.new_household(&phone.village("Đông"), "Nguyễn Văn Ba");
    phone.hand_in();
    let stick = hall.folder("stick");
    let backup = hall.backup(&stick);
    let spoilt = hall.folder("spoilt");
    let (_, foreign_key) = commune::hall_with_key();

    let used = hall.try_restore(&backup, key.text());
    assert_eq!(used.code, 1);
    assert!(used.err.contains("is not empty"), "{}", used.err);
    assert_eq!(hall.check().code, 0, "the hall that is there stays");
    hall.lose();

    let refused = |backup: &Path, typed: &str, sentence: &str| {
        let said = hall.try_restore(backup, typed);
        assert_eq!(said.code, 1, "{}{}", said.out, said.err);
        assert!(said.err.contains(sentence), "{sentence}: {}", said.err);
        assert_eq!(said.err.lines().count(), 1, "{}", said.err);
        assert!(!hall.data().exists() && !hall.keys().exists(), "nothing is left behind");
        let beside = listed(hall.data().parent().unwrap());
        assert!(!beside.iter().any(|name| name.contains("unfinished")), "{beside:?}");
    };
    refused(&backup, "", "56 letters and digits, and this has 0");
    refused(&backup, "?\n", "no recovery key has");
    let slip = if key.text().starts_with('7') { "8" } else { "7" };
    let mut wrong = key.text().to_owned();
    wrong.replace_range(..1, slip);
    refused(&backup, &wrong, "check doesn't fit");
    refused(&backup, foreign_key.text(), "this recovery key doesn't open it");
    refused(&stick, key.text(), "this is no backup");
    let cut = |name: &'static str, keep: fn(usize) -> usize| {
        move |backup: &Path| {
            let bytes = std::fs::read(backup.join(name)).unwrap();
            std::fs::write(backup.join(name), &bytes[..keep(bytes.len())]).unwrap();
        }
    };
    let flipped = |name: &'static str, at: fn(usize) -> usize| {
        move |backup: &Path| {
            let mut bytes = std::fs::read(backup.join(name)).unwrap();
            let at = at(bytes.len());
            bytes[at] ^= 1;
            std::fs::write(backup.join(name), bytes).unwrap();
        }
    };
    let at = |number: usize| {
        let folder = spoilt.join(number.to_string());
        std::fs::create_dir(&folder).unwrap();
        folder
    };
    let keys = "keys.sealed";
    refused(&copy(&backup, &at(0), cut(keys, |all| all - 1)), key.text(), "doesn't open it");
    refused(&copy(&backup, &at(1), cut(keys, |_| 10)), key.text(), "damaged");
    refused(&copy(&backup, &at(2), flipped(keys, |all| all / 2)), key.text(), "doesn't open it");
    // The clear part in front is bound to what is sealed.
    refused(&copy(&backup, &at(3), flipped(keys, |_| 6)), key.text(), "doesn't open it");
    refused(&copy(&backup, &at(4), cut("hall.db", |all| all / 2)), key.text(), "is damaged");
    refused(&copy(&backup, &at(5), flipped("hall.db", |all| all / 2)), key.text(), "is damaged");
    refused(&copy(&backup, &at(6), flipped("hall.db", |_| 3)), key.text(), "is damaged");
    let gone = |backup: &Path| std::fs::remove_file(backup.join("hall.db")).unwrap();
    refused(&copy(&backup, &at(7), gone), key.text(), "is damaged");
    // Another hall's store under this one's name.
    let other = commune::hall();
    let foreign = other.backup(&at(8));
    let swap = |backup: &Path| {
        std::fs::copy(foreign.join("hall.db"), backup.join("hall.db")).unwrap();
    };
    refused(&copy(&backup, &at(9), swap), key.text(), "is damaged");
    let list = listed(&stick).into_iter().find(|name| name.ends_with(".erased")).unwrap();
    let folder = at(10);
    std::fs::write(folder.join(&list), b"nobody").unwrap();
    refused(&copy(&backup, &folder, |_| {}), key.text(), "who was erased");

    // The good one is as good as before, with the key in a file, too, and typed carelessly.
    let file = spoilt.join("key.txt");
    std::fs::write(&file, key.text().to_lowercase().replace(' ', "-")).unwrap();
    let arguments =
        ["restore", text(&backup), text(&hall.data()), "--recovery-key-file", text(&file)]
            .map(str::to_owned);
    hall.run(&arguments.each_ref().map(String::as_str));
    assert_eq!(hall.check().code, 0);
}
