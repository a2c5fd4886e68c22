//! Evening at the hall: hand-in, the officer's decision, the comparison, the report.

use serde_json::{Value, json};

use crate::day::{CLASS, Day};
use crate::phone::{Phone, text};
use crate::tell::{detail, tell};
use crate::{Failure, failure};

/// Everybody but the one who is still away.
pub fn hand_in(day: &mut Day) -> Result<(), Failure> {
    tell(
        "Chiều: máy ở xã bật lại, các điện thoại vào Wi-Fi của xã và nộp.",
        "Evening: the hall is switched on, phones come into its Wi-Fi and hand in.",
    );
    day.hall.serve()?;
    let [first, second] = &mut day.lane;
    let [teacher, other] = &mut day.class;
    for phone in [first, second, teacher, other, &mut day.dying] {
        one(phone)?;
    }
    tell(
        &format!("{} về muộn, nộp sau cùng.", day.away.volunteer),
        "The one who was away comes last.",
    );
    one(&mut day.away)
}

fn one(phone: &mut Phone) -> Result<(), Failure> {
    phone.ask(json!({ "command": "lock" }))?;
    phone.die()?;
    phone.revive()?;
    let done = phone.ask(json!({ "command": "hand_in" }))?;
    phone.ask(json!({ "command": "pull" }))?;
    let waiting = phone.ask(json!({ "command": "waiting" }))?;
    if waiting["records"] != 0 {
        return failure(format!("{} still waits to be handed in", waiting["records"]));
    }
    detail(&format!("{}: {} bản ghi đã về đến xã, có biên nhận", phone.volunteer, done["entries"]));
    Ok(())
}

/// The officer looks at the two and says: one.
pub fn merge(day: &mut Day) -> Result<(), Failure> {
    let Some((keep, other)) = &day.double else { return Ok(()) };
    day.hall.run("decide", &["list"])?.lines().for_each(detail);
    day.hall.run("decide", &["merge", keep, other])?;
    tell(
        "Cán bộ xem hai người bị ghi trùng và gộp lại; không mất buổi nào.",
        "The officer joins the two into one; no visit is lost.",
    );
    Ok(())
}

/// Phone and hall have come to the same.
pub fn compare(day: &mut Day) -> Result<(), Failure> {
    let checked = day.hall.run("check", &[])?;
    let mut same = 0;
    for phone in day.lane.iter_mut().chain(&mut day.class).chain([&mut day.dying, &mut day.away]) {
        phone.ask(json!({ "command": "pull" }))?;
        let (village, name) = phone.village()?;
        let digest = phone.ask(json!({ "command": "village_digest", "village": village }))?;
        let digest = digest.as_str().unwrap_or_default();
        if digest.is_empty() || !checked.contains(digest) {
            return failure(format!("{} of {name} has come to another state", phone.volunteer));
        }
        same += 1;
    }
    tell(
        &format!("{same} điện thoại và máy ở xã có cùng một trạng thái (cùng mã tóm tắt)."),
        &format!("{same} phones and the hall have come to the same state (same digests)."),
    );
    checked.lines().last().into_iter().for_each(detail);
    Ok(())
}

/// The report, frozen, as JSON and HTML.
pub fn report(day: &mut Day) -> Result<(), Failure> {
    let adults = day.commune.residents().count();
    let workers = day.commune.residents().filter(|(_, _, resident)| resident.worker).count();
    let from_list = |number: usize| json!({ "number": number, "source": "Danh sách của xã", "date": "2026-01-01" });
    let typed = json!({
        "schema": "camtay/typed-rows/1",
        "population": from_list(adults),
        "workers": from_list(workers),
        "rows": {
            "1.1": { "result": "Có", "evidence": ["Kế hoạch số 12/KH-UBND"] },
        },
    });
    let file = |name: &str| day.into.join(name).display().to_string();
    std::fs::write(file("typed.json"), serde_json::to_vec_pretty(&typed)?)?;
    day.hall.run("report", &["--typed", &file("typed.json"), "--out", &file("report.json")])?;
    day.hall.run("report", &["--format", "html", "--out", &file("report.html")])?;
    day.hall.run("report", &["--freeze", "--out", &file("report-1.json")])?;
    let report: Value = serde_json::from_slice(&std::fs::read(file("report.json"))?)?;
    tell("Báo cáo:", "The report:");
    for row in report["rows"].as_array().into_iter().flatten() {
        let counts = &row["counts"];
        if counts.as_object().is_none_or(serde_json::Map::is_empty) {
            continue;
        }
        let rate = match &row["rate"] {
            Value::Null => String::new(),
            rate => {
                format!("  {}/{} = {} %", rate["numerator"], rate["denominator"], rate["percent"])
            }
        };
        let label = text(&row["label"], "vi");
        detail(&format!("{:<5} {label}: {counts}{rate}", text(row, "number")));
    }
    compare_with_the_day(day, &report)?;
    tell("Xem ở đây:", "Where to look:");
    detail(&file("report.html"));
    detail(&file("report.json"));
    detail(&format!(
        "{} (lists), {} (hall), {} (phones)",
        file("lists"),
        file("hall"),
        file("phones")
    ));
    Ok(())
}

/// The figures are what was recorded, counted without the hall.
fn compare_with_the_day(day: &Day, report: &Value) -> Result<(), Failure> {
    let (households, residents) = day.reached;
    let in_class = CLASS.0 as u64 + CLASS.1;
    let expected = [
        ("2.9", "people", in_class),
        ("2.11", "villages", day.commune.villages.len() as u64),
        ("2.12", "households", households),
        ("2.12", "residents", residents),
    ];
    for (number, count, expected) in expected {
        let mut rows = report["rows"].as_array().into_iter().flatten();
        let row = rows.find(|row| row["number"] == number).unwrap_or(&Value::Null);
        if row["counts"][count] != expected {
            return failure(format!(
                "row {number} says {} {count}, but the day had {expected}",
                row["counts"][count]
            ));
        }
    }
    tell("Đúng như đã ghi trong ngày.", "The figures are what the day had.");
    Ok(())
}
