//! A phone of the demo: the program `camtay-phone` on a folder, spoken to in JSON lines.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use camtay_content::Pack;
use serde_json::{Value, json};

use crate::commune_hall::CommuneHall;
use crate::tell::detail;
use crate::{Failure, failure};

/// A phone in a volunteer's hand.
pub struct Phone {
    program: PathBuf,
    store: PathBuf,
    /// Whose.
    pub volunteer: String,
    talking: Option<Talking>,
}

struct Talking {
    process: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

/// Whom a phone knows of a household.
pub struct House {
    /// Its id.
    pub id: String,
    /// Its head.
    pub head: String,
    /// Ids and names of its people.
    pub people: Vec<(String, String)>,
}

impl Phone {
    /// A new phone for a volunteer (the commune's key, and their name): shows the hall's
    /// QR, is let in, and pulls its villages.
    pub fn enrol(
        programs: &Path,
        into: &Path,
        hall: &CommuneHall,
        key: &str,
        name: &str,
    ) -> Result<Self, Failure> {
        let mut phone = Self {
            program: programs.join("camtay-phone"),
            store: into.join("phones").join(key),
            volunteer: name.to_owned(),
            talking: None,
        };
        phone.start()?;
        phone.ask(json!({ "command": "create" }))?;
        let qr = hall.run("enrol", &["--volunteer", key, "--print-text"])?;
        let code = phone.ask(json!({ "command": "enrol", "invitation": qr.trim() }))?;
        let code = code.as_str().unwrap_or_default().to_owned();
        let let_in = hall.run("approve", &[&code])?;
        phone.ask(json!({ "command": "ask_standing" }))?;
        phone.ask(json!({ "command": "set_pin", "pin": PIN }))?;
        let pulled = phone.ask(json!({ "command": "pull" }))?;
        detail(&format!("{name}: {code} = {code} → {}", let_in.trim()));
        detail(&format!("{name}: {} entries pulled", pulled["entries"]));
        Ok(phone)
    }

    fn start(&mut self) -> Result<(), Failure> {
        std::fs::create_dir_all(&self.store)?;
        let mut process = Command::new(&self.program)
            .arg("--store")
            .arg(&self.store)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(to), Some(from)) = (process.stdin.take(), process.stdout.take()) else {
            return failure("camtay-phone has no input and output");
        };
        self.talking = Some(Talking { process, to, from: BufReader::new(from) });
        Ok(())
    }

    /// The battery is out: the process is killed where it stands.
    pub fn die(&mut self) -> Result<(), Failure> {
        if let Some(mut talking) = self.talking.take() {
            talking.process.kill()?;
            talking.process.wait()?;
        }
        Ok(())
    }

    /// Switched on again, and unlocked with the PIN.
    pub fn revive(&mut self) -> Result<(), Failure> {
        self.start()?;
        self.ask(json!({ "command": "unlock", "pin": PIN }))?;
        Ok(())
    }

    /// One command, one answer.
    pub fn ask(&mut self, command: Value) -> Result<Value, Failure> {
        match self.answer(&command)? {
            mut answer if answer.get("ok").is_some() => Ok(answer["ok"].take()),
            answer => {
                let what = command["command"].as_str().unwrap_or_default();
                failure(format!("camtay-phone, {what}: {}", answer["error"]))
            }
        }
    }

    /// One command that is expected to be refused; the error.
    pub fn refused(&mut self, command: Value) -> Result<Value, Failure> {
        match self.answer(&command)? {
            mut answer if answer.get("error").is_some() => Ok(answer["error"].take()),
            answer => failure(format!("camtay-phone should have refused, but: {answer}")),
        }
    }

    fn answer(&mut self, command: &Value) -> Result<Value, Failure> {
        let Some(talking) = &mut self.talking else { return failure("this phone is off") };
        writeln!(talking.to, "{command}")?;
        let mut line = String::new();
        talking.from.read_line(&mut line)?;
        if line.is_empty() {
            return failure("camtay-phone went away");
        }
        Ok(serde_json::from_str(&line)?)
    }

    /// The id of its first village, and the name.
    pub fn village(&mut self) -> Result<(String, String), Failure> {
        let villages = self.ask(json!({ "command": "villages" }))?;
        Ok((text(&villages[0], "id"), text(&villages[0], "name")))
    }

    /// The first households of a village.
    pub fn houses(&mut self, village: &str, count: u32) -> Result<Vec<House>, Failure> {
        let page =
            self.ask(json!({ "command": "households", "village": village, "limit": count }))?;
        let mut houses = Vec::new();
        for line in page["lines"].as_array().into_iter().flatten() {
            let id = text(line, "id");
            let page = self.ask(json!({ "command": "household", "household": id }))?;
            let people = page["people"].as_array().into_iter().flatten();
            let people = people.map(|one| (text(one, "id"), text(one, "name"))).collect();
            houses.push(House { head: text(&page, "head"), id, people });
        }
        Ok(houses)
    }

    /// Goes through a skill with a resident; the outcome of each step.
    pub fn guide(
        &mut self,
        resident: &str,
        skill: u16,
        session: &str,
        outcome: impl Fn(usize) -> Value,
    ) -> Result<(), Failure> {
        self.ask(json!({
            "command": "start_guide", "resident": resident, "skill": skill, "session": session,
        }))?;
        for step in 0..steps(skill)? {
            self.ask(json!({
                "command": "mark_step", "resident": resident, "skill": skill, "step": step,
                "outcome": outcome(step), "come_back": null, "note": null,
            }))?;
        }
        self.ask(json!({ "command": "finish_guide", "resident": resident, "skill": skill }))?;
        Ok(())
    }
}

/// The PIN of every phone of the demo.
const PIN: &str = "271828";

impl Drop for Phone {
    fn drop(&mut self) {
        let _ = self.die();
    }
}

/// A text of an answer.
pub fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_default().to_owned()
}

/// How many steps a skill of the built-in guides has.
pub fn steps(skill: u16) -> Result<usize, Failure> {
    let pack = Pack::built_in().map_err(|error| Failure(error.to_string()))?;
    match pack.skills.iter().find(|known| known.id.0 == skill) {
        Some(skill) => Ok(skill.steps.len()),
        None => failure(format!("the guides have no skill {skill}")),
    }
}

/// Numbers and names of the built-in guides' skills.
pub fn skills() -> Result<Vec<(u16, String)>, Failure> {
    let pack = Pack::built_in().map_err(|error| Failure(error.to_string()))?;
    Ok(pack.skills.iter().map(|skill| (skill.id.0, skill.slug.clone())).collect())
}
