//! The phone with its villages: how long until a completion is durable, how much room it
//! takes, beside the same facts written to a plain SQLite file.

use std::path::Path;
use std::time::{Duration, Instant};

use camtay_core::commands::{NewSession, StepOutcome, StepTap};
use camtay_core::phone::Phone;
use camtay_journal::entry::{Consent, Organiser, SessionKind};
use camtay_tests::workload::{Commune, CommuneKind, Size};
use rusqlite::Connection;

use crate::phone_store::phone_with;
use crate::row::{Row, Target, percentile};
use crate::{Bench, Failure, failed};

/// What a phone carries: some 3,000 people.
const SIZE: Size = Size { villages: 3, households: 400, volunteers: 1 };
const RESIDENTS: usize = 200;
const SKILLS_EACH: usize = 15;

pub fn measure(_bench: &Bench) -> Result<Vec<Row>, Failure> {
    let folder = tempfile::tempdir().map_err(failed)?;
    let commune = Commune::generate(1, CommuneKind::Rural, SIZE);
    let (mut phone, ground) = phone_with(folder.path(), &commune)?;
    let pack = phone.pack().map_err(failed)?;
    let skills: Vec<_> = pack.skills.iter().map(|skill| (skill.id.0, skill.steps.len())).collect();
    let village = ground.villages().first().map(ToString::to_string).unwrap_or_default();
    let session = phone
        .open_session(&NewSession {
            village,
            kind: SessionKind::HomeVisit,
            audience: Vec::new(),
            organiser: Organiser::Team,
            host: None,
            place: None,
            skills: Vec::new(),
        })
        .map_err(failed)?;
    let residents: Vec<_> = ground.residents().step_by(7).take(RESIDENTS).collect();
    for resident in &residents {
        phone
            .record_consent(&resident.to_string(), Consent::Given, Some(&session))
            .map_err(failed)?;
    }
    let before = size_at_rest(&mut phone, folder.path())?;
    let mut peer = Peer::new(folder.path())?;
    let (mut taps, mut left, mut whole, mut peer_times) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for resident in &residents {
        let resident = resident.to_string();
        let began = Instant::now();
        for (skill, steps) in skills.iter().cycle().take(SKILLS_EACH) {
            phone.start_guide(&resident, *skill, Some(&session)).map_err(failed)?;
            for step in 0..*steps {
                let tap = StepTap {
                    resident: resident.clone(),
                    skill: *skill,
                    step: step as u32,
                    outcome: outcome(step),
                    come_back: None,
                    note: None,
                };
                let tapped = Instant::now();
                phone.mark_step(&tap).map_err(failed)?;
                taps.push(tapped.elapsed());
            }
            let leaving = Instant::now();
            let entry = phone.finish_guide(&resident, *skill).map_err(failed)?;
            left.push(leaving.elapsed());
            if entry.is_none() {
                return Err(Failure("a guide left no entry".to_owned()));
            }
        }
        whole.push(began.elapsed());
        for (skill, steps) in skills.iter().cycle().take(SKILLS_EACH) {
            peer_times.push(peer.write(&resident, *skill, *steps)?);
        }
    }
    let completions = residents.len() * SKILLS_EACH;
    let grown = size_at_rest(&mut phone, folder.path())? - before;
    let page = phone.resident(&residents[0].to_string(), "vi").map_err(failed)?;
    if page.history.is_empty() {
        return Err(Failure("the resident's page shows no skill".to_owned()));
    }
    Ok(vec![
        Row::new(
            "a completion durable (guide left), 15 skills a resident, encrypted: p99",
            percentile(&mut left, 99),
            "ms",
            Target::AtMost(1.0),
        ),
        Row::beside("median", percentile(&mut left, 50), "ms"),
        Row::beside("a tap durable: p99", percentile(&mut taps, 99), "ms"),
        Row::beside(
            "all 15 guides of a resident, every tap durable: median",
            percentile(&mut whole, 50),
            "ms",
        ),
        Row::beside(
            "peer: one row into plain SQLite, no journal, no fold: p99",
            percentile(&mut peer_times, 99),
            "ms",
        ),
        Row::beside("peer: median", percentile(&mut peer_times, 50), "ms"),
        Row::new(
            "phone store, bytes a completion",
            grown as f64 / completions as f64,
            "B",
            Target::AtMost(60.0),
        ),
    ])
}

fn outcome(step: usize) -> StepOutcome {
    if step % 5 == 4 { StepOutcome::Alone } else { StepOutcome::Helped }
}

/// The size of the store's file when everything is written back into it.
fn size_at_rest(phone: &mut Phone, folder: &Path) -> Result<u64, Failure> {
    phone.lock().map_err(failed)?;
    let size = std::fs::metadata(folder.join("camtay.db")).map_err(failed)?.len();
    phone.unlock_without_pin().map_err(failed)?;
    Ok(size)
}

/// The same durable writes without encryption, journal or fold.
struct Peer {
    conn: Connection,
}

impl Peer {
    fn new(folder: &Path) -> Result<Self, Failure> {
        let conn = Connection::open(folder.join("peer.db")).map_err(failed)?;
        conn.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             CREATE TABLE completion (id INTEGER PRIMARY KEY, resident TEXT, skill INTEGER, steps BLOB);
             CREATE INDEX by_resident ON completion (resident, skill)",
        )
        .map_err(failed)?;
        Ok(Self { conn })
    }

    fn write(&mut self, resident: &str, skill: u16, steps: usize) -> Result<Duration, Failure> {
        let marks: Vec<u8> = (0..steps).map(|step| if step % 5 == 4 { 1 } else { 2 }).collect();
        let began = Instant::now();
        self.conn
            .prepare_cached("INSERT INTO completion (resident, skill, steps) VALUES (?1, ?2, ?3)")
            .and_then(|mut insert| insert.execute((resident, skill, marks)))
            .map_err(failed)?;
        Ok(began.elapsed())
    }
}
