//! The small commune in which the scenarios play: three villages with a team each.

use camtay_core::api::{ResidentChange, StepOutcome, WholeGuide};
use camtay_journal::entry::{Setting, SettingChanged};
use camtay_journal::ids::SkillId;
use camtay_tests::harness::{Hall, RecoveryKey};
use serde_json::Value;

/// "Chia sẻ gì, không bao giờ chia sẻ": eight steps.
pub const NEVER_SHARE: u16 = 30;
/// How many steps it has.
pub const NEVER_SHARE_STEPS: u32 = 8;
/// "Cài ứng dụng VNeID".
pub const VNEID: u16 = 1;

pub const VILLAGES: &str = "ma_thon,ten_thon,tu_ngay\n\
    DONG,Đông,01/01/2020\nTAY,Tây,01/01/2020\nNAM,Nam,01/01/2020\n";
pub const TEAMS: &str = "ma_to,ten_to,ma_thon\n\
    TO-DONG,Tổ Đông,DONG\nTO-TAY,Tổ Tây,TAY\n";
pub const VOLUNTEERS: &str = "ma_tnv,ho_ten,loai,dien_thoai,ma_to,ngay_vao_to\n\
    AN,Lê Văn An,tổ viên,0912345671,TO-DONG,01/01/2020\n\
    BINH,Hồ Thị Bình,học sinh,0912345672,TO-DONG,01/01/2020\n\
    CHI,Trần Thị Chi,tổ viên,0912345673,TO-TAY,01/01/2020\n\
    DUNG,Phan Dũng,đoàn viên,0912345674,TO-TAY,01/01/2020\n";

/// A hall with villages, teams and volunteers.
pub fn hall() -> Hall {
    hall_with_key().0
}

/// The same, and the paper with its recovery key.
pub fn hall_with_key() -> (Hall, RecoveryKey) {
    Hall::start_with_key(&[("villages", VILLAGES), ("teams", TEAMS), ("volunteers", VOLUNTEERS)])
}

/// A hall that has these households and residents of the village Đông on its lists too:
/// the head first, all born in 1960, not yet asked.
pub fn hall_with(households: &[&[&str]]) -> Hall {
    let mut list = String::from("ma_ho,ma_thon,chu_ho,cho_o\n");
    let mut people = String::from("ma_nguoi,ma_ho,ho_ten,nam_sinh,nguoi_lon,dien_thoai,nghe\n");
    for (number, residents) in households.iter().enumerate() {
        let head = residents.first().expect("a household has a head");
        list.push_str(&format!("H{number},DONG,{head},\n"));
        for (at, name) in residents.iter().enumerate() {
            people.push_str(&format!("H{number}-{at},H{number},{name},1960,có,,\n"));
        }
    }
    let hall = hall();
    hall.import("households", &list);
    hall.import("residents", &people);
    hall
}

/// These skills are the essential ones of row 3.3.
pub fn make_essential(hall: &Hall, skills: &[u16]) {
    let skills = skills.iter().copied().map(SkillId).collect();
    hall.decide(SettingChanged { setting: Setting::EssentialSkills(skills) });
}

/// A count of a report's row.
pub fn count(report: &Value, row: &str, name: &str) -> u64 {
    let rows = report["rows"].as_array().expect("rows");
    let row = rows.iter().find(|it| it["number"] == row).expect("the row");
    row["counts"][name].as_u64().unwrap_or_else(|| panic!("no count {name} in {row}"))
}

/// How many people stand under a reason in the report's difficulties.
pub fn stuck(report: &Value, reason: &str) -> u64 {
    let reasons = report["difficulties"]["reasons"].as_array().expect("reasons");
    let line = reasons.iter().find(|line| line["reason"] == reason);
    line.map_or(0, |line| line["people"].as_u64().expect("people"))
}

/// The period of every report here.
pub const FROM: &str = "2026-01-01";
/// Its end: the scenarios play on the days before the test runs.
pub const AS_OF: &str = "2099-12-31";

/// The report of everything.
pub fn report(hall: &Hall) -> Value {
    hall.report(FROM, AS_OF, &[])
}

/// A whole skill in one tap, outside a session.
pub fn whole(resident: &str, skill: u16, outcome: StepOutcome) -> WholeGuide {
    let resident = resident.to_owned();
    WholeGuide { resident, skill, outcome, come_back: None, note: None, session: None }
}

/// A change of nothing yet, to be filled in with struct update syntax.
pub fn change(resident: &str) -> ResidentChange {
    ResidentChange {
        resident: resident.to_owned(),
        household: None,
        status: None,
        name: None,
        birth_year: None,
        phone: None,
        phone_kind: None,
        occupation: None,
    }
}
