//! A phone that records and hands in until the round is over or its process is gone.

use std::sync::atomic::{AtomicBool, Ordering};

use camtay_hub::Hall as Library;
use camtay_journal::ids::{DeviceId, EntryId};
use serde_json::{Value, json};

use crate::harness::{Hall, PhoneProcess};
use crate::workload::Random;

/// The skill that everybody is guided through: "Chia sẻ gì, không bao giờ chia sẻ".
const SKILL: u16 = 30;

/// What phones wrote in all.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Totals {
    pub(super) entries: u64,
    pub(super) residents: u64,
}

impl Totals {
    pub(super) fn add(self, other: Self) -> Self {
        Self { entries: self.entries + other.entries, residents: self.residents + other.residents }
    }
}

/// A phone, and what it has promised.
pub(super) struct KilledPhone {
    phone: PhoneProcess,
    device: DeviceId,
    village: String,
    household: String,
    resident: String,
    /// What was answered, and so is durable.
    promised: Totals,
    /// The entries of this round whose ids were answered.
    ids: Vec<String>,
    /// The highest number of entries that it said the hall has.
    acknowledged: u64,
    /// The command that was under way when the process was killed.
    cut_off: Option<Value>,
    named: u32,
}

/// How many entries and residents a command adds.
fn adds(command: &Value) -> Totals {
    match command["command"].as_str().expect("a command") {
        "add_resident" => Totals { entries: 2, residents: 1 },
        "add_household" | "guide_whole" | "visit_household" => Totals { entries: 1, residents: 0 },
        _ => Totals::default(),
    }
}

impl KilledPhone {
    pub(super) fn enrolled(hall: &Hall, volunteer: &str) -> Self {
        let mut phone = PhoneProcess::enrolled(hall, volunteer, &[], 0);
        let villages = phone.ask(json!({ "command": "villages" }));
        let village = villages[0]["id"].as_str().expect("a village").to_owned();
        let household = phone
            .ask_id(json!({ "command": "add_household", "village": village, "head": volunteer }));
        let mut killed = Self {
            device: household.parse::<EntryId>().expect("an id").device,
            phone,
            village,
            household,
            resident: String::new(),
            promised: Totals { entries: 1, residents: 0 },
            ids: Vec::new(),
            acknowledged: 0,
            cut_off: None,
            named: 0,
        };
        let first = killed.new_resident();
        let answer = killed.phone.try_ask(first.clone());
        killed.heard(&first, &answer);
        killed
    }

    pub(super) fn process(&self) -> u32 {
        self.phone.process()
    }

    /// Whether the last kill came in the middle of a command.
    pub(super) fn was_cut_off(&self) -> bool {
        self.cut_off.is_some()
    }

    pub(super) fn acknowledged(&self) -> u64 {
        self.acknowledged
    }

    fn new_resident(&mut self) -> Value {
        self.named += 1;
        let name = format!(
            "Nguyễn {} {}",
            ["An", "Bình", "Chi"][self.named as usize % 3],
            letters(self.named)
        );
        json!({
            "command": "add_resident", "household": self.household, "name": name, "adult": true,
            "guest": false, "consent_given": true,
        })
    }

    fn next(&mut self, random: &mut Random) -> Value {
        match random.weighted(&[(8, 0), (3, 1), (3, 2), (1, 3), (4, 4), (1, 5)]) {
            0 => json!({
                "command": "guide_whole", "resident": self.resident, "skill": SKILL, "outcome": "alone",
            }),
            1 => self.new_resident(),
            2 => json!({
                "command": "visit_household", "household": self.household, "residents": [self.resident],
            }),
            3 => {
                json!({ "command": "add_household", "village": self.village, "head": "Trần Văn Ba" })
            }
            4 => json!({ "command": "hand_in" }),
            _ => json!({ "command": "pull" }),
        }
    }

    /// Records, hands in and pulls until the round is over or the process is gone.
    pub(super) fn work(&mut self, mut random: Random, over: &AtomicBool) {
        self.cut_off = None;
        while !over.load(Ordering::SeqCst) {
            let command = self.next(&mut random);
            self.phone.say(&command);
            match self.phone.hear() {
                Some(answer) => self.heard(&command, &answer),
                None => {
                    self.cut_off = Some(command);
                    return;
                }
            }
        }
    }

    fn heard(&mut self, command: &Value, answer: &Value) {
        let failed = answer.get("error");
        match command["command"].as_str() {
            // The hall may be gone just now.
            Some("hand_in" | "pull") => assert!(
                failed.is_none_or(|error| error["kind"] == "network"
                    || error["problem"].get("unavailable").is_some()
                    || error["problem"].get("busy").is_some()),
                "{command} was answered by {answer}"
            ),
            name => {
                assert!(failed.is_none(), "{command} was answered by {answer}");
                let id = answer["ok"].as_str().expect("an id").to_owned();
                self.promised = self.promised.add(adds(command));
                if name == Some("add_resident") {
                    self.resident.clone_from(&id);
                }
                self.ids.push(id);
            }
        }
    }

    /// After a round: everything that was answered is on the phone, everything that the
    /// phone was told the hall has is there, and neither has more than was written.
    pub(super) fn check(&mut self, hall: &Library) {
        // A process that was killed between two commands is noticed here at the latest.
        let gone = self.cut_off.is_some() || {
            self.phone.say(&json!({ "command": "status" }));
            self.phone.hear().is_none()
        };
        if gone {
            self.phone.restart();
        }
        let page = self.phone.ask(json!({ "command": "upload_page" }));
        let received = page["received"].as_u64().expect("a number");
        let entries = received + page["waiting"]["records"].as_u64().expect("a number");
        // What was cut off has happened, or has not; never by half.
        if let Some(command) = self.cut_off.clone().filter(|_| entries != self.promised.entries) {
            self.promised = self.promised.add(adds(&command));
        }
        assert_eq!(entries, self.promised.entries, "{}: {:?}", self.device, self.cut_off);
        let limit = self.ids.len() * 2 + 10;
        let records = self.phone.ask(json!({ "command": "own_records", "limit": limit }));
        let records = records["records"].as_array().expect("records");
        for id in self.ids.drain(..) {
            assert!(records.iter().any(|record| record["entry"] == id.as_str()), "{id} is lost");
        }
        assert!(received >= self.acknowledged, "the phone forgot a receipt");
        self.acknowledged = received;
        let stored = stored(hall, self.device);
        assert!(stored >= received, "{stored} of {received} acknowledged entries");
        assert!(stored <= entries, "{stored} entries of {entries}");
    }

    /// Hands everything in; what it wrote in all.
    pub(super) fn settle(&mut self) -> Totals {
        self.phone.ask(json!({ "command": "hand_in" }));
        self.promised
    }

    /// Phone and hall have the same, and come to the same.
    pub(super) fn compare_with(&mut self, hall: &Library) {
        assert_eq!(stored(hall, self.device), self.promised.entries);
        self.phone.ask(json!({ "command": "pull" }));
        let asked = json!({ "command": "village_digest", "village": self.village });
        let digest = self.phone.ask_id(asked);
        let digests = hall.state().digests();
        let there = digests.iter().find(|(id, _)| id.to_string() == self.village);
        assert_eq!(there.map(|(_, digest)| digest.to_string()), Some(digest));
    }
}

/// How many entries of a phone the hall has.
fn stored(hall: &Library, device: DeviceId) -> u64 {
    hall.mark(device).expect("the hall answers").next_seq - 1
}

/// A number in letters: names have no digits.
fn letters(mut number: u32) -> String {
    let mut name = String::from("N");
    while number > 0 {
        name.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    name
}
