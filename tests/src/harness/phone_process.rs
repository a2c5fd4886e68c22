//! A phone in a process of its own, spoken to in JSON lines (`docs/phone.md`).

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::hall::{Hall, copy_folder, wall_clock};
use super::program::phone_program;
use super::small_disk::{SmallDisk, on_small_disk};

/// `camtay-phone` on a store of its own, which outlives its process. Everything that was
/// said is kept.
pub struct PhoneProcess {
    folder: TempDir,
    running: Option<Running>,
    said: Vec<Value>,
}

struct Running {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Default for PhoneProcess {
    fn default() -> Self {
        Self::new()
    }
}

impl PhoneProcess {
    /// A phone with an empty store and the machine's clock.
    #[must_use]
    pub fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let mut phone = Self { folder, running: None, said: Vec::new() };
        phone.start();
        phone.ask(json!({ "command": "create" }));
        phone
    }

    /// A phone that `hall` let in for a volunteer, with the lists of the villages (keys;
    /// none: those of the volunteer's teams), its clock showing the time of some days ago.
    #[must_use]
    pub fn enrolled(hall: &Hall, volunteer: &str, villages: &[&str], days_ago: i64) -> Self {
        let mut phone = Self::new();
        if days_ago != 0 {
            phone.set_days_ago(days_ago);
        }
        let invitation = hall.invite(volunteer);
        let code = phone.ask(json!({ "command": "enrol", "invitation": invitation }));
        hall.approve(code.as_str().expect("a safety code"), villages);
        phone.ask(json!({ "command": "pull" }));
        phone
    }

    /// The folder of its store and key.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        self.folder.path().join("phone")
    }

    /// What its processes wrote to their error output.
    #[must_use]
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.log_file()).unwrap_or_default()
    }

    fn log_file(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    /// Starts a process on the store; unlock it before anything else.
    pub fn start(&mut self) {
        let mut command = Command::new(phone_program());
        command.arg("--store").arg(self.folder());
        self.start_as(command);
    }

    /// Starts it again on a disk of its own that starts with what its folder holds. The
    /// disk is gone when the phone is killed; the folder stays as it was.
    pub fn restart_on_small_disk(&mut self, kibibytes: u32) -> SmallDisk {
        self.kill();
        let folder = self.folder();
        let before = folder.with_extension("before");
        copy_folder(&folder, &before);
        let mut command = on_small_disk(&folder, &before, kibibytes, &phone_program());
        command.arg("--store").arg(&folder);
        self.start_as(command);
        self.ask(json!({ "command": "unlock_without_pin" }));
        SmallDisk::of(self.process(), &folder)
    }

    fn start_as(&mut self, mut command: Command) {
        assert!(self.running.is_none(), "the phone runs already");
        let log = std::fs::File::options().create(true).append(true).open(self.log_file());
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log.expect("a log"))
            .spawn()
            .expect("camtay-phone starts");
        let input = child.stdin.take().expect("its input is piped");
        let output = BufReader::new(child.stdout.take().expect("its output is piped"));
        self.running = Some(Running { child, input, output });
    }

    /// Ends the process by SIGKILL.
    pub fn kill(&mut self) {
        if let Some(mut running) = self.running.take() {
            let _ = running.child.kill();
            let _ = running.child.wait();
        }
    }

    /// Kills the process, starts another one and opens the store.
    pub fn restart(&mut self) {
        self.kill();
        self.start();
        self.ask(json!({ "command": "unlock_without_pin" }));
    }

    /// The number of its process.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.running.as_ref().expect("the phone runs").child.id()
    }

    /// Says a command and doesn't wait for the answer.
    pub fn say(&mut self, command: &Value) {
        self.said.push(command.clone());
        let running = self.running.as_mut().expect("the phone runs");
        // Where the process is gone there will be no answer either.
        let _ = writeln!(running.input, "{command}").and_then(|()| running.input.flush());
    }

    /// The next answer; `None` when the process is gone before it gave one.
    pub fn hear(&mut self) -> Option<Value> {
        let running = self.running.as_mut().expect("the phone runs");
        let mut line = String::new();
        match running.output.read_line(&mut line) {
            Ok(0) | Err(_) => None,
            Ok(_) => {
                let answer: Value = serde_json::from_str(&line).ok()?;
                self.said.push(answer.clone());
                Some(answer)
            }
        }
    }

    /// Says a command; what the phone answered, `ok` or `error`.
    pub fn try_ask(&mut self, command: Value) -> Value {
        self.say(&command);
        self.hear().unwrap_or_else(|| panic!("no answer to {command}\n{}", self.log()))
    }

    /// Says a command that must be done; what it gives.
    pub fn ask(&mut self, command: Value) -> Value {
        let mut answer = self.try_ask(command.clone());
        assert!(answer.get("error").is_none(), "{command} was answered by {answer}");
        answer["ok"].take()
    }

    /// Says a command that gives an id.
    pub fn ask_id(&mut self, command: Value) -> String {
        self.ask(command).as_str().expect("an id").to_owned()
    }

    /// Sets the clock to the same time some days ago.
    pub fn set_days_ago(&mut self, days: i64) {
        let unix = wall_clock() - days * super::DAY;
        self.ask(json!({ "command": "set_clock", "unix": unix }));
    }

    /// Hands in everything, with the right time.
    pub fn hand_in(&mut self) -> Value {
        self.set_days_ago(0);
        self.ask(json!({ "command": "hand_in" }))
    }

    /// The id of a village by its name.
    pub fn village(&mut self, name: &str) -> String {
        let villages = self.ask(json!({ "command": "villages" }));
        let mut villages = villages.as_array().expect("villages").iter();
        let found = villages.find(|village| village["name"] == name);
        found.expect("the phone carries it")["id"].as_str().expect("an id").to_owned()
    }

    /// The digest of a village by its name.
    pub fn digest(&mut self, village: &str) -> String {
        let village = self.village(village);
        self.ask_id(json!({ "command": "village_digest", "village": village }))
    }

    /// All commands and answers so far, in their order. A command without an answer was
    /// cut off by a kill.
    #[must_use]
    pub fn transcript(&self) -> String {
        self.said.iter().map(|line| format!("{line}\n")).collect()
    }

    /// Every file that belongs to this phone: store, key, log.
    #[must_use]
    pub fn files(&self) -> Vec<PathBuf> {
        files_under(self.folder.path())
    }
}

impl Drop for PhoneProcess {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Every file under a folder.
#[must_use]
pub fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder can be read") {
        let entry = entry.expect("a folder can be read");
        if entry.file_type().expect("a file has a kind").is_dir() {
            files.extend(files_under(&entry.path()));
        } else {
            files.push(entry.path());
        }
    }
    files
}
