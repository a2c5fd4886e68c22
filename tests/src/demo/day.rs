//! Morning to afternoon: the hall is set up, phones are let in, then nobody has a network.

use std::path::PathBuf;

use camtay_tests::workload::{Commune, CommuneKind, Size};
use serde_json::{Value, json};

use crate::commune_hall::CommuneHall;
use crate::phone::{House, Phone, skills};
use crate::tell::{detail, tell};
use crate::{Failure, Options, failure};

/// The people and machines of the day.
pub struct Day {
    /// The hall.
    pub hall: CommuneHall,
    /// The commune's lists.
    pub commune: Commune,
    /// Everything of the day lies here.
    pub into: PathBuf,
    /// Two volunteers of the first village: one opens the visit, the other joins it.
    pub lane: [Phone; 2],
    /// Two of the second: they hold a class together.
    pub class: [Phone; 2],
    /// One of the third: the phone dies in the middle.
    pub dying: Phone,
    /// Another one of the third: far away, hands in last.
    pub away: Phone,
    /// Who was written twice: the one of the list, and the one written today.
    pub double: Option<(String, String)>,
    /// Households and residents that were visited, as the demo itself counts them.
    pub reached: (u64, u64),
    skills: Vec<u16>,
}

/// How many sat in the class: by name, and without.
pub const CLASS: (usize, u64) = (28, 12);

fn helped(step: usize) -> Value {
    if step.is_multiple_of(4) { json!("alone") } else { json!("helped") }
}

impl Day {
    /// Hall, lists, phones.
    pub fn morning(options: &Options) -> Result<Self, Failure> {
        let into = options.into.clone();
        if into.exists() {
            std::fs::remove_dir_all(&into)?;
        }
        std::fs::create_dir_all(&into)?;
        let (kind, villages) =
            if options.tdp { (CommuneKind::Ward, 16) } else { (CommuneKind::Rural, 20) };
        let size = Size { villages, households: 60, volunteers: 10 };
        let commune = Commune::generate(options.seed, kind, size);
        let people = commune.residents().count();
        let word = kind.village_word();
        tell(
            &format!(
                "Sáng: {} có {villages} {word}, mỗi {word} một tổ 10 người; danh sách {people} người lớn.",
                commune.name
            ),
            &format!(
                "Morning: {villages} villages, as many teams of ten; the lists name {people} adults."
            ),
        );
        let hall = CommuneHall::new(&options.programs, &into, &commune)?;
        let skills = skills()?;
        let essential: Vec<_> = skills.iter().take(3).map(|skill| skill.1.as_str()).collect();
        hall.run("settings", &["--essential", &essential.join(",")])?;
        tell(
            "Sáu điện thoại quét mã QR, cán bộ so sáu số trên hai màn hình rồi cho vào.",
            "Six phones scan the QR; the officer compares six digits on both screens and lets them in.",
        );
        let enrol = |village: usize, member: usize| {
            let volunteer = &commune.villages[village].volunteers[member];
            Phone::enrol(&options.programs, &into, &hall, &volunteer.key, &volunteer.name)
        };
        let lane = [enrol(0, 0)?, enrol(0, 1)?];
        let class = [enrol(1, 0)?, enrol(1, 1)?];
        let (dying, away) = (enrol(2, 0)?, enrol(2, 1)?);
        let (double, reached) = (None, (0, 0));
        let skills = skills.into_iter().map(|(number, _)| number).collect();
        let mut day =
            Self { hall, commune, into, lane, class, dying, away, double, reached, skills };
        tell(
            "Cả ngày không có mạng: máy ở xã tắt hẳn.",
            "No network all day: the hall is switched off altogether.",
        );
        day.hall.stop()?;
        Ok(day)
    }

    fn skill(&self, at: usize) -> u16 {
        self.skills[at % self.skills.len()]
    }

    /// Two volunteers in one lane, from house to house.
    pub fn visits(&mut self) -> Result<(), Failure> {
        let skills: Vec<u16> = (0..3).map(|at| self.skill(at)).collect();
        let [first, second] = &mut self.lane;
        let (village, name) = first.village()?;
        tell(
            &format!(
                "{} và {} đi từng ngõ, gõ từng nhà ở {name}.",
                first.volunteer, second.volunteer
            ),
            "Two volunteers walk a lane; one opens the visit, the other joins it by a QR from phone to phone.",
        );
        let session = open(first, &village, "home_visit", &["older_people"], &skills)?;
        let code = first.ask(json!({ "command": "session_code", "session": session }))?;
        second.ask(json!({ "command": "join_session", "code": code }))?;
        let houses = first.houses(&village, 12)?;
        for (at, house) in houses.iter().enumerate() {
            let phone = if at % 2 == 0 { &mut *first } else { &mut *second };
            visit(phone, house, &session, &skills, at, &mut self.reached)?;
        }
        let heard = first.refused(json!({ "command": "hand_in" }))?;
        let (houses, people) = self.reached;
        detail(&format!("{houses} nhà, {people} người được hướng dẫn"));
        detail(&format!("thử nộp giữa ngày / trying to hand in: {heard}"));
        Ok(())
    }

    /// A class of forty; twelve of them want no name written.
    pub fn class(&mut self) -> Result<(), Failure> {
        let skills: Vec<u16> = (3..6).map(|at| self.skill(at)).collect();
        let [first, second] = &mut self.class;
        let (village, name) = first.village()?;
        tell(
            &format!(
                "Lớp học ở nhà văn hoá {name}: 40 người, 12 người không ghi tên, hai điện thoại cùng điểm danh."
            ),
            "A class of 40, twelve of them without a name, ticked off on two phones.",
        );
        let session = open(first, &village, "class", &["workers", "farmers"], &skills)?;
        let code = first.ask(json!({ "command": "session_code", "session": session }))?;
        second.ask(json!({ "command": "join_session", "code": code }))?;
        let houses = first.houses(&village, 40)?;
        let people: Vec<String> = houses
            .iter()
            .flat_map(|house| &house.people)
            .map(|(id, _)| id.clone())
            .take(CLASS.0)
            .collect();
        let (left, right) = people.split_at(16);
        for (phone, present) in [(&mut *first, left), (&mut *second, right)] {
            phone.ask(json!({
                "command": "mark_attendance", "session": session, "residents": present,
                "present": true,
            }))?;
            for skill in &skills {
                phone.ask(json!({
                    "command": "guide_class", "session": session, "skill": skill,
                    "residents": present, "outcome": "helped",
                }))?;
            }
        }
        first.ask(json!({ "command": "count_heads", "session": session, "unnamed": CLASS.1 }))?;
        first.ask(json!({ "command": "close_session", "session": session }))?;
        Ok(())
    }

    /// The phone dies between two taps.
    pub fn crash(&mut self) -> Result<(), Failure> {
        let skill = self.skill(0);
        let phone = &mut self.dying;
        let (village, _) = phone.village()?;
        tell(
            &format!(
                "Máy của {} tắt ngang giữa lúc hướng dẫn (SIGKILL), rồi mở lại.",
                phone.volunteer
            ),
            "A phone dies in the middle of a guide (SIGKILL) and is switched on again.",
        );
        let session = open(phone, &village, "home_visit", &[], &[skill])?;
        let houses = phone.houses(&village, 5)?;
        for (at, house) in houses.iter().take(4).enumerate() {
            visit(phone, house, &session, &[skill], at, &mut self.reached)?;
        }
        let Some((resident, name)) = houses.last().and_then(|house| house.people.first()) else {
            return Ok(());
        };
        consent(phone, resident, &session)?;
        phone.ask(json!({
            "command": "start_guide", "resident": resident, "skill": skill, "session": session,
        }))?;
        for step in 0..2 {
            phone.ask(json!({
                "command": "mark_step", "resident": resident, "skill": skill, "step": step,
                "outcome": "helped", "come_back": null, "note": null,
            }))?;
        }
        phone.die()?;
        phone.revive()?;
        let page = phone.ask(json!({ "command": "resident", "resident": resident }))?;
        let mut history = page["history"].as_array().into_iter().flatten();
        if !history.any(|line| line["event"]["guided"]["done"] == 2) {
            return failure("two taps of before the phone died are gone");
        }
        detail(&format!(
            "{name}: hai bước đã bấm vẫn còn, làm tiếp từ đó / both taps are still there, on from here"
        ));
        phone.guide(resident, skill, &session, helped)
    }

    /// Far away, somebody is written who stands in the list already.
    pub fn double(&mut self) -> Result<(), Failure> {
        let skills: Vec<u16> = (0..2).map(|at| self.skill(at)).collect();
        let phone = &mut self.away;
        let (village, _) = phone.village()?;
        let session = open(phone, &village, "home_visit", &["remote_villages"], &skills)?;
        let houses = phone.houses(&village, 9)?;
        for (at, house) in houses.iter().skip(5).enumerate() {
            visit(phone, house, &session, &skills, at, &mut self.reached)?;
        }
        let Some((house, (listed, name))) =
            houses.iter().skip(5).find_map(|house| Some((house, house.people.first()?)))
        else {
            return Ok(());
        };
        let twice = phone.ask(json!({
            "command": "add_resident", "household": house.id, "name": name, "birth_year": 1957,
            "adult": true, "phone": null, "phone_kind": null, "occupation": null, "guest": false,
            "consent_given": true, "session": session,
        }))?;
        let twice = twice.as_str().unwrap_or_default().to_owned();
        phone.guide(&twice, skills[0], &session, helped)?;
        phone.ask(json!({ "command": "mark_duplicate", "one": listed, "other": twice }))?;
        tell(
            &format!(
                "{} ở xa cả ngày, ghi nhầm {name} lần nữa và đánh dấu có thể trùng.",
                phone.volunteer
            ),
            "A volunteer far away writes a resident a second time, and marks the two as one.",
        );
        self.double = Some((listed.clone(), twice));
        Ok(())
    }
}

fn open(
    phone: &mut Phone,
    village: &str,
    kind: &str,
    audience: &[&str],
    skills: &[u16],
) -> Result<String, Failure> {
    let session = phone.ask(json!({
        "command": "open_session", "village": village, "kind": kind, "audience": audience,
        "organiser": "team", "host": null, "place": "nhà văn hoá", "skills": skills,
    }))?;
    Ok(session.as_str().unwrap_or_default().to_owned())
}

fn consent(phone: &mut Phone, resident: &str, session: &str) -> Result<(), Failure> {
    phone.ask(json!({
        "command": "record_consent", "resident": resident, "answer": "given", "session": session,
    }))?;
    Ok(())
}

/// One house: consent, guides; some get stuck, one wants no name written.
fn visit(
    phone: &mut Phone,
    house: &House,
    session: &str,
    skills: &[u16],
    number: usize,
    reached: &mut (u64, u64),
) -> Result<(), Failure> {
    let mut met = Vec::new();
    for (resident, _) in house.people.iter().take(2) {
        consent(phone, resident, session)?;
        met.push(resident.clone());
    }
    phone.ask(json!({
        "command": "visit_household", "household": house.id, "residents": met,
        "session": session,
    }))?;
    for (at, resident) in met.iter().enumerate() {
        for skill in skills {
            if (number + at) % 5 == 4 {
                let reason = ["no_chip_card", "afraid_of_scams", "old_phone"][number % 3];
                phone.guide(resident, *skill, session, |step| match step {
                    0 => json!("helped"),
                    _ => json!({ "stuck": { "reason": reason } }),
                })?;
            } else {
                phone.guide(resident, *skill, session, helped)?;
            }
        }
    }
    if number % 4 == 3 {
        phone.ask(json!({
            "command": "count_unnamed_refusal", "household": house.id, "session": session,
        }))?;
    }
    reached.0 += 1;
    reached.1 += met.len() as u64;
    detail(&format!("{}: {} người", house.head, met.len()));
    Ok(())
}
