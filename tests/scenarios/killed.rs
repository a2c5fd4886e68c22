//! The process killed between any two writes: a phone's, and the hall's.

use std::collections::BTreeSet;
use std::time::Duration;

use camtay_core::api::StepOutcome;
use camtay_journal::ids::EntryId;
use camtay_tests::harness::{Hall, InProcessPhone, PhoneProcess};
use camtay_tests::workload::Random;
use serde_json::{Value, json};

use crate::commune::{self, NEVER_SHARE, VNEID, whole};

/// How often the phone is killed.
const PHONE_KILLS: u32 = 120;
/// How often the hall is.
const HALL_KILLS: u32 = 25;

/// What the phone must hold: every entry that was answered with an id, and how many there
/// are in all.
#[derive(Default)]
struct Promised {
    ids: BTreeSet<String>,
    entries: u64,
    /// A guide is open with a tap in it: it becomes one entry.
    open: bool,
}

impl Promised {
    /// How many entries a command adds.
    fn adds(&self, command: &Value) -> u64 {
        match command["command"].as_str().expect("a command") {
            "add_resident" => 2,
            "start_guide" | "mark_step" => 0,
            "finish_guide" => u64::from(self.open),
            _ => 1,
        }
    }

    fn answered(&mut self, command: &Value, answer: &Value) {
        assert!(answer.get("error").is_none(), "{command} was answered by {answer}");
        self.entries += self.adds(command);
        self.ids.extend(answer["ok"].as_str().map(str::to_owned));
        match command["command"].as_str() {
            Some("mark_step") => self.open = true,
            Some("finish_guide") => self.open = false,
            _ => {}
        }
    }

    /// After a restart the open guide is an entry. A command that was cut off has
    /// happened, or has not; never by half.
    fn restarted(&mut self, phone: &mut PhoneProcess, cut_off: Option<&Value>) {
        let records = own_records(phone);
        let there: BTreeSet<String> =
            records.iter().map(|it| it["entry"].as_str().expect("an id").to_owned()).collect();
        assert!(self.ids.is_subset(&there), "lost: {:?}", self.ids.difference(&there));
        assert_eq!(there.len(), records.len());
        let kind = cut_off.map(|command| command["command"].as_str().expect("a command"));
        let mut possible = BTreeSet::from([self.entries + u64::from(self.open)]);
        match kind {
            // With or without the tap, a guide that had one before is one entry.
            Some("mark_step") if !self.open => possible.extend([self.entries + 1]),
            Some("mark_step" | "start_guide" | "finish_guide") | None => {}
            Some(_) => {
                let added = self.adds(cut_off.expect("a command"));
                possible.extend([self.entries + u64::from(self.open) + added]);
            }
        }
        let found = records.len() as u64;
        assert!(possible.contains(&found), "{found} entries instead of {possible:?}, {cut_off:?}");
        self.entries = found;
        self.ids = there;
        self.open = false;
    }
}

fn own_records(phone: &mut PhoneProcess) -> Vec<Value> {
    let mut all = Vec::new();
    let mut before = Value::Null;
    loop {
        let asked = json!({ "command": "own_records", "before": before, "limit": 200 });
        let mut page = phone.ask(asked);
        all.extend(page["records"].as_array().expect("records").iter().cloned());
        before = page["before"].take();
        if before.is_null() {
            return all;
        }
    }
}

/// The next thing that a volunteer does.
fn next_command(random: &mut Random, household: &str, resident: &str, at: u64) -> Value {
    let guide = |command: &str| json!({ "command": command, "resident": resident, "skill": VNEID });
    match at % 9 {
        0 => guide("start_guide"),
        1..=3 => {
            let mut tap = guide("mark_step");
            tap["step"] = json!(at % 9 - 1);
            tap["outcome"] = json!("helped");
            tap
        }
        4 => guide("finish_guide"),
        5 => {
            json!({ "command": "visit_household", "household": household, "residents": [resident] })
        }
        6 => json!({
            "command": "guide_whole", "resident": resident, "skill": NEVER_SHARE, "outcome": "alone",
        }),
        7 => json!({
            "command": "add_resident", "household": household, "adult": true, "guest": false,
            "name": format!("Nguyễn Thị {}", random.pick(&["An", "Bình", "Chi", "Dung"])),
            "consent_given": true,
        }),
        _ => json!({ "command": "count_unnamed_refusal", "household": household }),
    }
}

#[test]
fn a_phone_killed_at_any_moment_loses_nothing_that_it_answered_and_doubles_nothing() {
    let hall = commune::hall();
    let mut phone = PhoneProcess::enrolled(&hall, "AN", &[], 0);
    let village = phone.village("Đông");
    let mut promised = Promised::default();
    let household =
        json!({ "command": "add_household", "village": village, "head": "Nguyễn Văn Ba" });
    let answer = phone.try_ask(household.clone());
    promised.answered(&household, &answer);
    let household = answer["ok"].as_str().unwrap().to_owned();
    let resident = json!({
        "command": "add_resident", "household": household, "name": "Nguyễn Văn Ba", "birth_year": 1950,
        "adult": true, "guest": false, "consent_given": true,
    });
    let answer = phone.try_ask(resident.clone());
    promised.answered(&resident, &answer);
    let resident = answer["ok"].as_str().unwrap().to_owned();

    let mut random = Random::new(8, "kills");
    let mut at = 0;
    for kill in 0..PHONE_KILLS {
        for _ in 0..random.below(8) {
            let command = next_command(&mut random, &household, &resident, at);
            at += 1;
            let answer = phone.try_ask(command.clone());
            // After a kill the day goes on in the middle of a guide that is an entry now.
            if promised.open || answer["error"]["reason"] != "no_guide_open" {
                promised.answered(&command, &answer);
            }
        }
        // Every second time between two commands, else in the middle of one.
        let cut_off = (kill % 2 == 1).then(|| {
            let command = next_command(&mut random, &household, &resident, at);
            at += 1;
            phone.say(&command);
            std::thread::sleep(Duration::from_micros(random.below(2_500) as u64));
            command
        });
        phone.restart();
        promised.restarted(&mut phone, cut_off.as_ref());
    }

    let result = phone.hand_in();
    assert_eq!(result["entries"], promised.entries);
    phone.ask(json!({ "command": "pull" }));
    assert_eq!(phone.digest("Đông"), hall.digests_by_key()["DONG"]);
    let check = hall.check();
    assert_eq!(check.code, 0, "{}", check.out);
}

#[test]
fn a_hall_killed_while_it_takes_in_loses_nothing_that_it_acknowledged() {
    let mut hall = commune::hall();
    let phone = InProcessPhone::enrolled(&hall, "AN");
    let household = phone.new_household(&phone.village("Đông"), "Nguyễn Văn Ba");
    let resident = phone.new_resident(&household, "Nguyễn Văn Ba");
    let mut random = Random::new(9, "kills");
    let mut written = 3;
    for _ in 0..HALL_KILLS {
        for _ in 0..random.below(40) + 10 {
            phone.guide_whole(whole(&resident, NEVER_SHARE, StepOutcome::Helped)).unwrap();
            written += 1;
        }
        let hand_in = phone.hand_in_batches_of(5);
        let running = std::thread::spawn({
            let hand_in = std::sync::Arc::clone(&hand_in);
            move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
                let _ = runtime.unwrap().block_on(hand_in.run());
            }
        });
        std::thread::sleep(Duration::from_micros(random.below(150_000) as u64));
        hall.kill();
        hand_in.cancel();
        running.join().unwrap();

        let acknowledged = phone.upload_page().unwrap().received;
        hall.serve();
        let stored = stored(&hall, &phone);
        assert!(stored >= acknowledged, "{stored} of {acknowledged} acknowledged");
        let check = hall.check();
        assert_eq!(check.code, 0, "{}", check.out);
    }
    phone.hand_in();
    assert_eq!(stored(&hall, &phone), written);
    phone.pull();
    assert_eq!(phone.digests()["Đông"], hall.digests_by_key()["DONG"]);
}

/// How many entries of a phone the hall has.
fn stored(hall: &Hall, phone: &InProcessPhone) -> u64 {
    let newest = &phone.own_records(None, 1).unwrap().records[0].entry;
    let entry: EntryId = newest.parse().unwrap();
    hall.library().mark(entry.device).unwrap().next_seq - 1
}
