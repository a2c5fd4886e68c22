//! A commune hall: `camtay-hub` in a folder of its own.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use camtay_hub::place::Place;
use camtay_journal::bytes::to_hex;
use camtay_journal::entry::{Body, PersonalPart};
use camtay_journal::fold::VillageDigest;
use camtay_journal::ids::{EntryId, VillageId};
use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

use super::program::hub_program;
use super::recovery::RecoveryKey;
use super::small_disk::{SmallDisk, on_small_disk};

/// What a command of the hall came to.
#[derive(Debug, Clone)]
pub struct Said {
    /// Its exit code; -1 when it was killed.
    pub code: i32,
    /// Its standard output.
    pub out: String,
    /// Its standard error.
    pub err: String,
}

/// A hall that answers on loopback. It is stopped and its folder deleted when this is
/// dropped.
pub struct Hall {
    folder: TempDir,
    serving: Option<Child>,
    address: SocketAddr,
}

/// The wall clock, Unix seconds: the hall's.
#[must_use]
#[allow(clippy::disallowed_methods)] // the edge: what the hall's process reads too
pub fn wall_clock() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    i64::try_from(since.as_secs()).expect("before the year 292 billion")
}

impl Hall {
    /// A new hall with the commune's `lists`: names (`villages`, `teams`, …) with the text
    /// of a CSV file. It answers when this returns.
    #[must_use]
    pub fn start(lists: &[(&str, &str)]) -> Self {
        Self::start_with_key(lists).0
    }

    /// The same, and what stands on the paper that its operator put away.
    #[must_use]
    pub fn start_with_key(lists: &[(&str, &str)]) -> (Self, RecoveryKey) {
        let mut hall = Self::nowhere();
        let data = hall.data();
        let printed = hall.run(&[
            "init",
            path(&data),
            "--commune-code",
            "19405",
            "--commune-name",
            "xã Thử Nghiệm",
        ]);
        for (list, csv) in lists {
            hall.import(list, csv);
        }
        hall.serve();
        let key = RecoveryKey::in_print(&printed).expect("init prints the recovery key");
        (hall, key)
    }

    /// A folder for a hall, and no hall in it yet.
    pub(super) fn nowhere() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        Self { folder, serving: None, address: SocketAddr::from(([127, 0, 0, 1], 0)) }
    }

    /// A new folder beside the hall's own: a stick, a drawer.
    #[must_use]
    pub fn folder(&self, name: &str) -> PathBuf {
        let folder = self.folder.path().join(name);
        std::fs::create_dir(&folder).expect("a new folder");
        folder
    }

    /// The next `serve` listens here.
    pub(super) fn listen_at(&mut self, address: SocketAddr) {
        self.address = address;
    }

    /// A hall with a copy of this one's folder, at another port: what becomes of the one
    /// says nothing to the other. This one must not be serving.
    #[must_use]
    pub fn twin(&self) -> Self {
        assert!(self.serving.is_none(), "stop the hall before it is copied");
        let mut twin = Self::nowhere();
        copy_folder(&self.data(), &twin.data());
        copy_folder(&self.keys(), &twin.keys());
        twin.serve();
        twin
    }

    /// The hall's data folder.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("hall")
    }

    /// The folder of the hall's keys.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.folder.path().join("hall.keys")
    }

    /// The store in a data folder (this hall's or a copy of it), to be looked at and edited
    /// by hand.
    #[must_use]
    pub fn store_by_hand(&self, data: &Path) -> Connection {
        super::stored::store_by_hand(data, &self.keys())
    }

    /// What `serve` wrote to its log so far.
    #[must_use]
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.log_file()).unwrap_or_default()
    }

    fn log_file(&self) -> PathBuf {
        self.folder.path().join("serve.log")
    }

    /// Where it answers.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves, at the same port as before if there was one.
    pub fn serve(&mut self) {
        self.serve_as(Command::new(hub_program()));
    }

    /// Serves on a disk of its own that starts with what the folder holds. The disk is
    /// gone when the hall is stopped; the folder stays as it was.
    pub fn serve_on_small_disk(&mut self, kibibytes: u32) -> SmallDisk {
        let data = self.data();
        let before = data.with_extension("before");
        copy_folder(&data, &before);
        self.serve_as(on_small_disk(&data, &before, kibibytes, &hub_program()));
        let process = self.serving.as_ref().expect("it serves").id();
        SmallDisk::of(process, &data)
    }

    fn serve_as(&mut self, mut command: Command) {
        assert!(self.serving.is_none(), "the hall serves already");
        let log = File::options().create(true).append(true).open(self.log_file()).expect("a log");
        let mut child = command
            .args(["serve", path(&self.data()), "--listen", &self.address.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("camtay-hub starts");
        let mut first = String::new();
        let out = child.stdout.take().expect("its output is piped");
        BufReader::new(out).read_line(&mut first).expect("its output is text");
        let address = first.trim().strip_prefix("camtay-hub listening on ");
        let Some(address) = address.and_then(|address| address.parse().ok()) else {
            panic!("serve said {first:?}\n{}", self.log());
        };
        self.address = address;
        self.serving = Some(child);
    }

    /// Ends `serve` by SIGKILL: no goodbye, nothing written.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.serving.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// Ends `serve` by SIGTERM, as an operator does.
    pub fn stop(&mut self) {
        if let Some(mut child) = self.serving.take() {
            let told = Command::new("kill").arg(child.id().to_string()).status();
            assert!(told.is_ok_and(|told| told.success()), "kill can't be run");
            let _ = child.wait();
        }
    }

    /// Stops and serves at another address from now on.
    pub fn move_to(&mut self, address: SocketAddr) {
        self.stop();
        self.address = address;
        self.serve();
    }

    /// Runs a command line whatever comes of it.
    #[must_use]
    pub fn say(&self, arguments: &[&str]) -> Said {
        self.say_with_input(arguments, "")
    }

    /// Runs a command line that reads `input`, whatever comes of it.
    #[must_use]
    pub fn say_with_input(&self, arguments: &[&str], input: &str) -> Said {
        let mut running = Command::new(hub_program())
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("camtay-hub starts");
        let mut typed = running.stdin.take().expect("its input is piped");
        // A command that was refused before it read has hung up.
        let _ = typed.write_all(input.as_bytes());
        drop(typed);
        let done = running.wait_with_output().expect("camtay-hub ends");
        Said {
            code: done.status.code().unwrap_or(-1),
            out: String::from_utf8(done.stdout).expect("its output is text"),
            err: String::from_utf8_lossy(&done.stderr).into_owned(),
        }
    }

    /// Runs a command line that must succeed; its output.
    pub fn run(&self, arguments: &[&str]) -> String {
        let said = self.say(arguments);
        assert_eq!(said.code, 0, "{arguments:?} said: {}{}", said.out, said.err);
        said.out
    }

    /// Brings in one of the commune's lists.
    pub fn import(&self, list: &str, csv: &str) {
        let file = self.folder.path().join(format!("{list}.csv"));
        std::fs::write(&file, csv).expect("a list can be written");
        self.run(&["import", path(&self.data()), &format!("--{list}"), path(&file)]);
    }

    /// The text of a fresh invitation for a volunteer, by the commune's key, to be used at
    /// this hall's own address.
    #[must_use]
    pub fn invite(&self, volunteer: &str) -> String {
        self.invite_to(volunteer, &self.address.to_string())
    }

    /// The same, to be used at `address`: that of a proxy.
    #[must_use]
    pub fn invite_to(&self, volunteer: &str, address: &str) -> String {
        let data = self.data();
        let arguments =
            ["enrol", path(&data), "--volunteer", volunteer, "--address", address, "--print-text"];
        self.run(&arguments).trim().to_owned()
    }

    /// The officer's yes; the phone carries `villages` (keys), or those of its volunteer's
    /// teams where there are none.
    pub fn approve(&self, safety_code: &str, villages: &[&str]) {
        let data = self.data();
        let mut arguments = vec!["approve", path(&data), safety_code];
        for village in villages {
            arguments.extend(["--village", village]);
        }
        self.run(&arguments);
    }

    /// The report of a period as JSON; days as `2026-11-23`.
    #[must_use]
    pub fn report(&self, from: &str, as_of: &str, further: &[&str]) -> Value {
        let data = self.data();
        let arguments =
            ["report", path(&data), "--from", from, "--as-of", as_of, "--format", "json"];
        let json = self.run(&[&arguments[..], further].concat());
        serde_json::from_str(&json).expect("the report is JSON")
    }

    /// What `camtay-hub check` says of another data folder: a copy of this one's.
    #[must_use]
    pub fn check_of(&self, data: &Path) -> Said {
        self.say(&["check", path(data), "--keys", path(&self.keys())])
    }

    /// `camtay-hub check`.
    #[must_use]
    pub fn check(&self) -> Said {
        self.say(&["check", path(&self.data())])
    }

    /// Writes as the hall itself: decisions that have no command yet.
    pub fn decide(&self, body: impl Into<Body>) -> EntryId {
        let entries: Vec<(Body, Option<PersonalPart>)> = vec![(body.into(), None)];
        let ids = self.library().write(entries).expect("the hall writes");
        ids.first().copied().expect("it wrote one entry")
    }

    /// The hall's library on the same folder, beside the running process.
    #[must_use]
    pub fn library(&self) -> camtay_hub::Hall {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&wall_clock().to_le_bytes());
        let place = Place::new(&self.data(), None);
        camtay_hub::Hall::open(&place, Arc::new(wall_clock), seed).expect("the hall opens")
    }

    /// The digest of every village, as the hall folds it from its journals now.
    #[must_use]
    pub fn digests(&self) -> BTreeMap<VillageId, VillageDigest> {
        self.library().state().digests()
    }

    /// The same by the commune's key for the village, in hex.
    #[must_use]
    pub fn digests_by_key(&self) -> BTreeMap<String, String> {
        let hall = self.library();
        let state = hall.state();
        let key = |id| state.control.village(id).map(|village| village.key.clone());
        let digests = state.digests().into_iter();
        digests.filter_map(|(id, digest)| Some((key(id)?, to_hex(&digest.0)))).collect()
    }
}

impl Drop for Hall {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Copies a folder with everything in it.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder can be made");
    for entry in std::fs::read_dir(from).expect("a folder can be read") {
        let entry = entry.expect("a folder can be read");
        let to = to.join(entry.file_name());
        if entry.file_type().expect("a file has a kind").is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).expect("a file can be copied");
        }
    }
}

/// A path as an argument; temporary folders have names of ASCII letters.
pub(super) fn path(path: &Path) -> &str {
    path.to_str().expect("a path of text")
}
