//! What an operator types, as a process: sentences and exit codes.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use camtay_journal::recovery;
use camtay_journal::wire::Invitation;

use crate::world::{Phone, World};

fn hub(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_camtay-hub")).args(arguments).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn init(folder: &str, more: &[&str]) -> Output {
    let mut arguments =
        vec!["init", folder, "--commune-code", "19405", "--commune-name", "xã Ái Tử"];
    arguments.extend(more);
    hub(&arguments)
}

struct Serving(Child);

impl Serving {
    fn start(folder: &str) -> (Self, String) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_camtay-hub"))
            .args(["serve", folder, "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("camtay-hub listening on ").unwrap().to_owned();
        (Self(child), address)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn init_makes_a_hall_once_and_nothing_when_refused() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("hall");
    let folder = folder.to_str().unwrap();
    for (wrong, sentence) in [
        (vec!["--commune-code", "1940"], "five digits"),
        (vec!["--address", "no port"], "no address"),
    ] {
        let mut arguments = vec!["init", folder, "--commune-name", "xã Ái Tử"];
        if wrong[0] != "--commune-code" {
            arguments.extend(["--commune-code", "19405"]);
        }
        arguments.extend(wrong);
        let refused = hub(&arguments);
        assert_eq!(code(&refused), 1);
        assert!(said(&refused).contains(sentence), "{}", said(&refused));
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0, "nothing is left behind");
    }
    assert_eq!(code(&init(folder, &[])), 0);
    let again = init(folder, &[]);
    assert_eq!(code(&again), 1);
    assert!(said(&again).contains("is not empty"));
    assert_eq!(code(&hub(&["check", folder])), 0);
    #[cfg(unix)]
    for (name, mode) in [
        ("hall", 0o700),
        ("hall.keys", 0o700),
        ("hall.keys/identity.key", 0o600),
        ("hall.keys/sealing.key", 0o600),
        ("hall.keys/store.key", 0o600),
        ("hall.keys/recovery.pub", 0o600),
    ] {
        use std::os::unix::fs::PermissionsExt;
        let found = std::fs::metadata(dir.path().join(name)).unwrap().permissions().mode();
        assert_eq!(found & 0o777, mode, "{name}");
    }
}

#[test]
fn keys_lie_apart_from_the_data_and_are_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let (hall, safe) = (path("hall"), path("safe"));
    for inside in [path("hall/keys"), hall.clone()] {
        let refused = init(&hall, &["--keys", &inside]);
        assert_eq!(code(&refused), 1);
        assert!(said(&refused).contains("--keys"), "{}", said(&refused));
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0, "nothing is left behind");
    }
    let made = init(&hall, &["--keys", &safe]);
    assert_eq!(code(&made), 0, "{}", said(&made));
    let inside: Vec<_> = std::fs::read_dir(&hall).unwrap().map(|it| it.unwrap().path()).collect();
    assert!(inside.iter().all(|file| !file.to_str().unwrap().contains("key")), "{inside:?}");

    let missing = hub(&["check", &hall]);
    assert_eq!(code(&missing), 1);
    assert!(said(&missing).contains("hall.keys"), "{}", said(&missing));
    assert!(said(&missing).contains("CAMTAY_KEYS"), "{}", said(&missing));
    assert_eq!(code(&hub(&["check", &hall, "--keys", &safe])), 0);
    let by_variable = Command::new(env!("CARGO_BIN_EXE_camtay-hub"))
        .args(["check", &hall])
        .env("CAMTAY_KEYS", &safe)
        .output()
        .unwrap();
    assert_eq!(code(&by_variable), 0);

    let other = path("other");
    assert_eq!(code(&init(&other, &[])), 0);
    let before = std::fs::read(dir.path().join("hall/hall.db")).unwrap();
    let foreign = hub(&["check", &hall, "--keys", &path("other.keys")]);
    assert_eq!(code(&foreign), 1);
    assert!(said(&foreign).contains("another hall's"), "{}", said(&foreign));
    assert_eq!(said(&foreign).lines().count(), 1, "{}", said(&foreign));
    assert_eq!(std::fs::read(dir.path().join("hall/hall.db")).unwrap(), before);
    // The data alone, under whatever name, read by somebody who has no key.
    assert!(!before.windows(6).any(|bytes| bytes == b"SQLite"));
    let used = init(&path("third"), &["--keys", &safe]);
    assert_eq!(code(&used), 1);
    assert!(said(&used).contains("is not empty"), "{}", said(&used));
    assert!(!dir.path().join("third").exists());
}

#[test]
fn init_shows_the_recovery_key_once_and_keeps_its_public_half_alone() {
    let dir = tempfile::tempdir().unwrap();
    let hall = dir.path().join("hall");
    let made = init(hall.to_str().unwrap(), &[]);
    let printed = String::from_utf8(made.stdout).unwrap();
    let words: Vec<_> = printed.split_whitespace().collect();
    let key = words.windows(14).find_map(|words| recovery::from_text(&words.join(" ")).ok());
    let key = key.expect("it stands in the output");
    let kept = std::fs::read(dir.path().join("hall.keys/recovery.pub")).unwrap();
    assert_eq!(kept, key.sealing_key().0);
    for file in ["identity.key", "sealing.key", "store.key"] {
        let kept = std::fs::read(dir.path().join("hall.keys").join(file)).unwrap();
        assert_ne!(kept, key.to_bytes(), "{file}");
    }
    let secret = key.to_bytes();
    let store = std::fs::read(hall.join("hall.db")).unwrap();
    assert!(!store.windows(32).any(|bytes| bytes == secret));
}

#[test]
fn bad_input_gets_one_sentence_and_its_exit_code() {
    let dir = tempfile::tempdir().unwrap();
    let nowhere = dir.path().join("nowhere");
    let nowhere = nowhere.to_str().unwrap();
    for arguments in [
        vec!["check", nowhere],
        vec!["serve", nowhere],
        vec!["enrol", nowhere, "--volunteer", "x"],
        vec!["approve", nowhere, "123456"],
    ] {
        let refused = hub(&arguments);
        assert_eq!(code(&refused), 1, "{arguments:?}");
        assert!(said(&refused).contains("there is no hall in"), "{}", said(&refused));
        assert_eq!(said(&refused).lines().count(), 1);
        assert!(!Path::new(nowhere).exists());
    }
    assert_eq!(code(&hub(&["dance"])), 2);
    assert_eq!(code(&hub(&["approve", nowhere])), 2);

    let world = World::new(1);
    let folder = world.folder.to_str().unwrap();
    let unknown = hub(&["enrol", folder, "--volunteer", "nobody"]);
    assert_eq!(code(&unknown), 1);
    assert!(said(&unknown).contains("no volunteer has the key"));
    let nobody = hub(&["approve", folder, "000000"]);
    assert_eq!(code(&nobody), 1);
    assert!(said(&nobody).contains("no phone waits"));

    world.hall.save_checkpoint().unwrap();
    let connection = world.store_by_hand();
    connection.execute("UPDATE state_digest SET digest = x'00'", []).unwrap();
    let found = hub(&["check", folder]);
    assert_eq!(code(&found), 3);
    let printed = String::from_utf8(found.stdout).unwrap();
    assert!(printed.contains("different: the digest of village"), "{printed}");
    connection.pragma_update(None, "user_version", 99).unwrap();
    let newer = hub(&["check", folder]);
    assert_eq!(code(&newer), 1);
    assert!(said(&newer).contains("newer"), "{}", said(&newer));
}

#[test]
fn enrol_and_approve_work_while_serve_runs() {
    let world = World::new(1);
    let folder = world.folder.to_str().unwrap();
    let (_serving, address) = Serving::start(folder);
    assert!(address.starts_with("127.0.0.1:"));
    let shown = hub(&["enrol", folder, "--volunteer", "n0", "--print-text"]);
    assert_eq!(code(&shown), 0, "{}", said(&shown));
    let text = String::from_utf8(shown.stdout).unwrap();
    let invitation = Invitation::from_text(&text).unwrap();
    assert_eq!(invitation.hall, world.hall.keys().public());
    let picture = hub(&["enrol", folder, "--volunteer", "n0", "--address", "10.0.0.1:8443"]);
    assert!(String::from_utf8(picture.stdout).unwrap().contains("CAMTAY1:"));

    let phone = Phone::new(&invitation, 5);
    camtay_hub::enrolment::show_code(&world.hall, &phone.enrol_request()).unwrap();
    let approved = hub(&["approve", folder, &phone.digits]);
    assert_eq!(code(&approved), 0, "{}", said(&approved));
    assert!(String::from_utf8(approved.stdout).unwrap().contains("Thôn 0"));
    assert_eq!(code(&hub(&["check", folder])), 0);
}

#[test]
fn doctor_names_what_is_wrong_and_what_to_do() {
    let world = World::new(1);
    let folder = world.folder.to_str().unwrap();
    let doctor = |listen: &str| {
        let output = hub(&["doctor", folder, "--listen", listen]);
        (code(&output), String::from_utf8(output.stdout).unwrap())
    };
    let line = |said: &str, subject: &str| {
        let found = said.lines().find(|line| line.contains(&format!("  {subject}: ")));
        found.unwrap_or_else(|| panic!("{subject}: {said}")).to_owned()
    };
    let (exit, said) = doctor("127.0.0.1:0");
    assert_eq!(exit, 3, "{said}");
    assert!(line(&said, "backup").starts_with("wrong"), "{said}");
    for subject in ["keys", "store", "clock", "addresses"] {
        assert!(line(&said, subject).starts_with("ok"), "{said}");
    }
    let stick = tempfile::tempdir().unwrap();
    let stick = stick.path().to_str().unwrap();
    assert_eq!(code(&hub(&["backup", folder, "--to", stick])), 0);
    let (_serving, address) = Serving::start(folder);
    let (exit, said) = doctor(&address);
    assert_eq!(exit, 0, "{said}");
    assert!(line(&said, "port").contains("this hall answers"), "{said}");
    assert!(line(&said, "backup").contains(stick), "{said}");
    let store = world.store_by_hand();
    for (days, state) in [(1, "ok"), (1, "look"), (11, "look"), (1, "wrong")] {
        store.execute("UPDATE backup SET made = made - ?1", [days * 86_400]).unwrap();
        let (_, said) = doctor(&address);
        assert!(line(&said, "backup").starts_with(state), "{days} days more: {said}");
    }

    let other = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let (exit, said) = doctor(&other.local_addr().unwrap().to_string());
    assert_eq!(exit, 3);
    assert!(line(&said, "port").contains("another program"), "{said}");
    let stranger = World::seeded(1, 7);
    let (_other, address) = Serving::start(stranger.folder.to_str().unwrap());
    let (_, said) = doctor(&address);
    assert!(line(&said, "port").contains("another program"), "{said}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let key = world.place.keys().join("store.key");
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
        let (exit, said) = doctor("127.0.0.1:0");
        assert_eq!(exit, 3);
        assert!(line(&said, "keys").contains("store.key"), "{said}");
    }
    let store = world.store_by_hand();
    let later = camtay_journal::clock::Hlc::new(world.now() + 90 * 365 * 86_400, 0).packed();
    store.execute("UPDATE hall SET clock = ?1", [i64::try_from(later).unwrap()]).unwrap();
    let (_, said) = doctor("127.0.0.1:0");
    assert!(line(&said, "clock").starts_with("wrong"), "{said}");
    let nowhere = hub(&["doctor", "/nowhere/at/all"]);
    assert_eq!(code(&nowhere), 3);
}
