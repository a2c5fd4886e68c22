//! The report over 60,000 residents who all met 30 skills, and a naive query over the
//! same facts in SQLite.

use std::time::Instant;

use camtay_content::Pack;
use camtay_hub::report::{Index, PackNames, Request, Template, TypedRows, report_of};
use camtay_journal::entry::{
    Body, DeviceApproved, DeviceEnrolled, Entry, Personal, Setting, SettingChanged,
};
use camtay_journal::fold::State;
use camtay_journal::ids::{EntryId, SkillId, VolunteerId};
use camtay_journal::keys::Signer as _;
use camtay_journal::vietnamese::Day;
use camtay_tests::workload::{Commune, CommuneKind, Ground, SKILLS, Size, everyone};
use rusqlite::Connection;

use crate::load::key;
use crate::row::{Row, Target, milliseconds};
use crate::stage::now;
use crate::{Bench, Failure, failed};

/// With two and a half adults a household: 60,000.
const SIZE: Size = Size { villages: 20, households: 1_200, volunteers: 1 };
const TIMES: usize = 7;

pub fn measure(_bench: &Bench) -> Result<Vec<Row>, Failure> {
    let start = now() - 320 * 86_400;
    let hall = key(0).public_key();
    let phone = key(1).public_key();
    let commune = Commune::generate(1, CommuneKind::Rural, SIZE);
    let (ground, listed) = Ground::listed(&commune, hall.device(), start);
    let residents = ground.residents().count();

    let mut state = State::new(hall.device());
    let mut seq = listed.len() as u64;
    for entry in &listed {
        state.apply(entry);
    }
    let essential = (1..=SKILLS / 3).map(SkillId).collect();
    let volunteer = VolunteerId(EntryId { device: hall.device(), seq });
    let at = listed.last().map(|last| last.at).unwrap_or_default();
    let device = phone.device();
    let decided: [Body; 3] = [
        SettingChanged { setting: Setting::EssentialSkills(essential) }.into(),
        DeviceEnrolled { device, key: phone, volunteer }.into(),
        DeviceApproved { device }.into(),
    ];
    for body in decided {
        seq += 1;
        let id = EntryId { device: hall.device(), seq };
        state.apply(&Entry { id, at, body, personal: Personal::None });
    }
    let mut peer = Peer::new()?;
    let mut failure = None;
    everyone(1, device, start, &ground, &mut |entry| {
        state.apply(entry);
        failure = failure.take().or(peer.take(entry).err());
    });
    if let Some(failure) = failure {
        return Err(failure);
    }
    peer.done()?;

    let index = Index::build(&state);
    let names = PackNames::of(&Pack::built_in().map_err(failed)?);
    let template = Template::built_in().map_err(failed)?;
    let today = Day::of_unix(now());
    let past = today.plus(-150);
    let mut times = Vec::new();
    for as_of in [today, past] {
        let request = Request { from: Day::of_unix(start), as_of, typed: TypedRows::default() };
        let mut best = f64::MAX;
        for _ in 0..TIMES {
            let began = Instant::now();
            let report = report_of(&index, &state.control, &request, &names, &template);
            best = best.min(milliseconds(began.elapsed()));
            if report.rows.is_empty() {
                return Err(Failure("the report has no rows".to_owned()));
            }
        }
        times.push(best);
    }
    let naive = peer.ask(today)?;
    Ok(vec![
        Row::new(
            format!("report as of today over {residents} residents × {SKILLS} skills"),
            times[0],
            "ms",
            Target::AtMost(20.0),
        ),
        Row::new("the same as of a day five months ago", times[1], "ms", Target::AtMost(300.0)),
        Row::beside("peer: naive SQL over the same completions, one figure", naive, "ms"),
    ])
}

/// One row a completion, as a first idea would have it.
struct Peer {
    conn: Connection,
}

impl Peer {
    fn new() -> Result<Self, Failure> {
        let conn = Connection::open_in_memory().map_err(failed)?;
        conn.execute_batch(
            "CREATE TABLE completion (resident INTEGER, skill INTEGER, day INTEGER, done INTEGER);
             BEGIN",
        )
        .map_err(failed)?;
        Ok(Self { conn })
    }

    fn take(&mut self, entry: &Entry) -> Result<(), Failure> {
        let Body::Guided(it) = &entry.body else { return Ok(()) };
        let done = it.steps.marks().iter().all(|mark| mark.outcome().is_some());
        let day = Day::of_unix(entry.at.seconds()).number();
        let resident = it.residents.first().map_or(0, |resident| resident.0.seq);
        self.conn
            .prepare_cached("INSERT INTO completion VALUES (?1, ?2, ?3, ?4)")
            .and_then(|mut insert| insert.execute((resident as i64, it.skill.0, day, done)))
            .map_err(failed)?;
        Ok(())
    }

    fn done(&self) -> Result<(), Failure> {
        self.conn
            .execute_batch("COMMIT; CREATE INDEX by_resident ON completion (resident, skill)")
            .map_err(failed)
    }

    /// Row 3.3 alone: how many practised all essential skills by a day.
    fn ask(&self, by: Day) -> Result<f64, Failure> {
        let mut best = f64::MAX;
        for _ in 0..3 {
            let began = Instant::now();
            self.conn
                .query_row(
                    "SELECT count(*) FROM (SELECT resident FROM completion
                     WHERE done AND day <= ?1 AND skill <= ?2
                     GROUP BY resident HAVING count(DISTINCT skill) = ?2)",
                    (by.number(), SKILLS / 3),
                    |row| row.get::<_, i64>(0),
                )
                .map_err(failed)?;
            best = best.min(milliseconds(began.elapsed()));
        }
        Ok(best)
    }
}
