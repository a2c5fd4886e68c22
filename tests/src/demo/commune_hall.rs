//! The commune hall of the demo: the program `camtay-hub` on a folder.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use camtay_tests::workload::Commune;

use crate::tell::{detail, tell};
use crate::{Failure, failure};

/// How long a hall may take to stop.
const STOPPING: Duration = Duration::from_secs(20);

/// The hall, served or not.
pub struct CommuneHall {
    program: PathBuf,
    /// Its folder.
    pub folder: PathBuf,
    log: PathBuf,
    address: String,
    serving: Option<Child>,
    kept: bool,
}

impl CommuneHall {
    /// Makes a hall for a commune and imports its lists.
    pub fn new(programs: &Path, into: &Path, commune: &Commune) -> Result<Self, Failure> {
        let mut hall = Self {
            program: programs.join("camtay-hub"),
            folder: into.join("hall"),
            log: into.join("hall.log"),
            address: "127.0.0.1:0".to_owned(),
            serving: None,
            kept: false,
        };
        let word = commune.kind.village_word();
        hall.run(
            "init",
            &[
                "--commune-code",
                &commune.code,
                "--commune-name",
                &commune.name,
                "--village-word",
                word,
            ],
        )?;
        let lists = into.join("lists");
        commune.write_csv(&lists)?;
        let mut arguments = Vec::new();
        for list in ["villages", "teams", "volunteers", "households", "residents"] {
            arguments.push(format!("--{list}"));
            arguments.push(lists.join(format!("{list}.csv")).display().to_string());
        }
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        hall.run("import", &arguments)?.lines().for_each(detail);
        hall.serve()?;
        Ok(hall)
    }

    /// Runs one of the hall's commands; what it printed.
    pub fn run(&self, command: &str, arguments: &[&str]) -> Result<String, Failure> {
        let done = Command::new(&self.program)
            .arg(command)
            .arg(&self.folder)
            .args(arguments)
            .env("RUST_LOG", "warn")
            .output()?;
        if done.status.success() {
            return Ok(String::from_utf8_lossy(&done.stdout).into_owned());
        }
        let said = [done.stdout, done.stderr].concat();
        failure(format!("camtay-hub {command}: {}", String::from_utf8_lossy(&said).trim()))
    }

    /// Starts answering phones, at the address of before where there was one.
    pub fn serve(&mut self) -> Result<(), Failure> {
        let log = std::fs::File::options().create(true).append(true).open(&self.log)?;
        let mut serving = Command::new(&self.program)
            .arg("serve")
            .arg(&self.folder)
            .args(["--listen", &self.address])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()?;
        let mut first = String::new();
        if let Some(output) = serving.stdout.take() {
            BufReader::new(output).read_line(&mut first)?;
        }
        self.serving = Some(serving);
        match first.trim().rsplit_once(' ') {
            Some((_, address)) => {
                address.clone_into(&mut self.address);
                detail(&format!("camtay-hub serve {} → {address}", self.folder.display()));
                Ok(())
            }
            None => failure(format!("camtay-hub serve did not start; see {}", self.log.display())),
        }
    }

    /// Switches the hall off: whoever calls now gets no answer.
    pub fn stop(&mut self) -> Result<(), Failure> {
        let Some(mut serving) = self.serving.take() else { return Ok(()) };
        // SIGTERM, so that it stops as it does when the machine is shut down.
        let asked = Command::new("kill").arg(serving.id().to_string()).status()?.success();
        let began = Instant::now();
        while asked && began.elapsed() < STOPPING {
            if serving.try_wait()?.is_some() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        serving.kill()?;
        serving.wait()?;
        Ok(())
    }

    /// Leaves it running after the demo.
    pub fn keep(&mut self) {
        self.kept = true;
        if let Some(serving) = &self.serving {
            tell("Máy ở xã vẫn chạy.", "The hall stays up.");
            detail(&format!("address: {}   stop it: kill {}", self.address, serving.id()));
        }
    }
}

impl Drop for CommuneHall {
    fn drop(&mut self) {
        if !self.kept
            && let Some(mut serving) = self.serving.take()
        {
            let _ = serving.kill();
            let _ = serving.wait();
        }
    }
}
