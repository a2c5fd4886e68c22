//! What an import would do, row by row.

use camtay_hub::import::{
    Counts, Ground, ImportError, Keys, List, ListFile, Plan, Problem, plan, rejected_rows,
};
use camtay_hub::store::ImportKey;
use camtay_journal::clock::Hlc;
use camtay_journal::entry::{Body, Entry, Erased, Personal, Sealed, Status, Subject};
use camtay_journal::fold::State;
use camtay_journal::ids::{DeviceId, EntryId, ResidentId};
use camtay_journal::vietnamese::Day;
use rand::SeedableRng;
use rand::rngs::StdRng;

const HALL: DeviceId = DeviceId([0xAA; 8]);

const VILLAGES: &str = "ma_thon,ten_thon,tu_ngay,den_ngay,thon_ke_thua\n\
    T1,Suối Môn,01/07/2025,,\n\
    T2,Giải Phóng,2025-07-01,,\n\
    T3,Cũ,1/7/2020,30/6/2025,T1\n";
const TEAMS: &str = "ma_to;ten_to;ma_thon\nTO1;Tổ Suối Môn;T1\nTO2;Tổ liên thôn;T1|T2\n";
const VOLUNTEERS: &str = "Mã TNV,Họ tên,Loại,Điện thoại,Mã tổ,Ngày vào tổ\n\
    V1,Lê Văn Tư,tổ viên,0912 345 678,TO1,1/8/2025\n\
    V2,H'Hen Niê,Sinh viên,,,\n";
const HOUSEHOLDS: &str = "ma_ho,ma_thon,chu_ho,cho_o\n\
    H1,T1,Nguyễn Văn Bình,cạnh nhà văn hoá\nH2,T2,Trần Thị Lan,\n";
const RESIDENTS: &str = "ma_nguoi,ma_ho,ho_ten,nam_sinh,nguoi_lon,dien_thoai,loai_may,nghe,tinh_trang\n\
    N1,H1,Nguyễn Văn Bình,1958,,+84 912 345 678,riêng,,\n\
    N2,H1,Nguyễn Thị Hoa,,có,,phím,công nhân,\n\
    N3,H2,Trần Thị Lan,1990,,,,,khách\n";

const ALL: [(List, &str); 5] = [
    (List::Villages, VILLAGES),
    (List::Teams, TEAMS),
    (List::Volunteers, VOLUNTEERS),
    (List::Households, HOUSEHOLDS),
    (List::Residents, RESIDENTS),
];

/// A hall without a store.
struct Hall {
    state: State,
    keys: Vec<ImportKey>,
    next_seq: u64,
}

impl Hall {
    fn new() -> Self {
        Self { state: State::new(HALL), keys: Vec::new(), next_seq: 1 }
    }

    fn filled() -> Self {
        let mut hall = Self::new();
        hall.import(&ALL);
        hall
    }

    fn planned(&self, lists: &[(List, &str)]) -> Plan {
        let files: Vec<_> = lists
            .iter()
            .map(|(list, text)| ListFile::read(*list, text.as_bytes()).unwrap())
            .collect();
        self.plan_files(&files)
    }

    fn plan_files(&self, files: &[ListFile]) -> Plan {
        let keys: Keys = self.keys.iter().cloned().collect();
        plan(
            &Ground {
                state: &self.state,
                keys: &keys,
                today: "2026-11-20".parse::<Day>().unwrap(),
                next: EntryId { device: HALL, seq: self.next_seq },
            },
            files,
        )
    }

    fn write(&mut self, body: Body, part: camtay_journal::entry::PersonalPart) {
        let id = EntryId { device: HALL, seq: self.next_seq };
        let at = Hlc::new(1_763_000_000 + self.next_seq as i64, 0);
        let personal = match part.is_empty() {
            true => Personal::None,
            false => Personal::Here(Sealed::new(part, &mut StdRng::seed_from_u64(self.next_seq))),
        };
        self.next_seq += 1;
        self.state.apply(&Entry { id, at, body, personal });
    }

    fn import(&mut self, lists: &[(List, &str)]) -> Plan {
        let plan = self.planned(lists);
        for entry in plan.entries.clone() {
            self.write(entry.body, entry.part);
        }
        self.keys.extend(plan.keys.clone());
        plan
    }

    fn resident(&self, key: &str) -> ResidentId {
        let found = self.keys.iter().find(|it| it.list == List::Residents && it.key == key);
        ResidentId(found.unwrap().entry)
    }
}

fn counts(plan: &Plan, list: List) -> Counts {
    plan.counts[&list]
}

/// Line, column and problem of every bad row.
fn bad(plan: &Plan) -> Vec<(u32, &'static str, Problem)> {
    plan.bad.iter().map(|bad| (bad.line, bad.column, bad.problem)).collect()
}

#[test]
fn five_lists_become_a_commune() {
    let mut hall = Hall::new();
    let plan = hall.import(&ALL);
    assert_eq!(plan.bad, []);
    for (list, new) in ALL.map(|(list, _)| list).into_iter().zip([3, 2, 2, 2, 3]) {
        assert_eq!(counts(&plan, list), Counts { new, ..Counts::default() }, "{list}");
    }
    let control = &hall.state.control;
    let village = |key: &str| control.villages().find(|(_, it)| it.key == key).unwrap();
    assert_eq!(village("T3").1.successor, Some(village("T1").0));
    let team = control.teams().find(|(_, it)| it.key == "TO1").unwrap().0;
    assert_eq!(control.members(team, "2025-07-31".parse().unwrap()).count(), 0);
    assert_eq!(control.members(team, "2025-08-01".parse().unwrap()).count(), 1);
    let binh = hall.state.resident(hall.resident("N1")).unwrap();
    assert_eq!(binh.part.phone.as_deref(), Some("0912345678"));
    assert_eq!((binh.adult, binh.village), (true, Some(village("T1").0)));
    assert!(binh.listed_by_hall);
    let hoa = hall.state.resident(hall.resident("N2")).unwrap();
    assert_eq!((hoa.adult, hoa.part.birth_year), (true, None));
    assert_eq!(hall.state.resident(hall.resident("N3")).unwrap().status, Status::Guest);
}

#[test]
fn the_same_lists_again_write_nothing() {
    let mut hall = Hall::filled();
    let again = hall.import(&ALL);
    assert_eq!((again.entries, again.keys, again.bad), (vec![], vec![], vec![]));
    for list in List::ALL {
        let counts = again.counts[&list];
        assert_eq!((counts.new, counts.changed, counts.bad), (0, 0, 0), "{list}");
        assert!(counts.same > 0, "{list}");
    }
}

#[test]
fn a_changed_list_changes_what_it_says_and_leaves_the_rest() {
    let mut hall = Hall::filled();
    let residents = RESIDENTS
        .replace("N2,H1,Nguyễn Thị Hoa,,có,,phím,công nhân,", "N2,H2,Nguyễn Thị Hòa,1960,,,,,")
        .replace("N3,H2,Trần Thị Lan,1990,,,,,khách\n", "N4,H2,Phạm Tý,1970,,,,,\n");
    let volunteers = VOLUNTEERS.replace("TO1,1/8/2025", "TO2,1/9/2026");
    let changed = hall.import(&[(List::Residents, &residents), (List::Volunteers, &volunteers)]);
    assert_eq!(
        counts(&changed, List::Residents),
        Counts { same: 1, changed: 1, new: 1, ..Counts::default() }
    );
    let columns: Vec<_> =
        changed.changes.iter().map(|change| (change.list, change.columns.as_slice())).collect();
    assert_eq!(
        columns,
        [
            (List::Volunteers, ["ma_to"].as_slice()),
            (List::Residents, ["ma_ho", "ho_ten", "nam_sinh"].as_slice()),
        ]
    );
    let hoa = hall.state.resident(hall.resident("N2")).unwrap();
    assert_eq!(hoa.part.name.as_deref(), Some("Nguyễn Thị Hòa"));
    // A blank cell says nothing.
    assert!(hoa.phone_kind.is_some() && hoa.occupation.is_some());
    assert!(hall.state.resident(hall.resident("N3")).is_some(), "not in the list any more");
    let control = &hall.state.control;
    let today = "2026-11-20".parse().unwrap();
    let members = |key: &str| {
        let team = control.teams().find(|(_, it)| it.key == key).unwrap().0;
        control.members(team, today).count()
    };
    assert_eq!((members("TO1"), members("TO2")), (0, 1));
    let again = hall.import(&[(List::Residents, &residents), (List::Volunteers, &volunteers)]);
    assert_eq!(again.entries, []);
}

#[test]
fn every_bad_row_is_listed_with_its_column_and_reason() {
    let hall = Hall::filled();
    let cases: &[(List, &str, &str, Problem)] = &[
        (List::Villages, "ma_thon,ten_thon,tu_ngay\n,Mới,1/1/2026", "ma_thon", Problem::Missing),
        (List::Villages, "ma_thon,ten_thon,tu_ngay\nT9,,1/1/2026", "ten_thon", Problem::Missing),
        (List::Villages, "ma_thon,ten_thon,tu_ngay\nT9,Mới,", "tu_ngay", Problem::Missing),
        (List::Villages, "ma_thon,ten_thon,tu_ngay\nT9,Mới,31/2/2026", "tu_ngay", Problem::BadDay),
        (List::Villages, "ma_thon,ten_thon,tu_ngay\nT9,Mới,1/2", "tu_ngay", Problem::BadDay),
        (List::Villages, "ma_thon,ten_thon,tu_ngay\nT|9,Mới,1/2/2026", "ma_thon", Problem::BadKey),
        (
            List::Villages,
            "ma_thon,ten_thon,tu_ngay,den_ngay\nT9,Mới,2/1/2026,1/1/2026",
            "den_ngay",
            Problem::EndsBeforeItBegins,
        ),
        (
            List::Villages,
            "ma_thon,ten_thon,tu_ngay,thon_ke_thua\nT9,Mới,2/1/2026,T1",
            "thon_ke_thua",
            Problem::SuccessorWithoutEnd,
        ),
        (
            List::Villages,
            "ma_thon,ten_thon,tu_ngay,den_ngay,thon_ke_thua\nT9,Mới,2/1/2026,3/1/2026,T99",
            "thon_ke_thua",
            Problem::UnknownVillage,
        ),
        (
            List::Villages,
            "ma_thon,ten_thon,tu_ngay,den_ngay,thon_ke_thua\nT9,Mới,2/1/2026,3/1/2026,T9",
            "thon_ke_thua",
            Problem::SuccessorRing,
        ),
        (
            List::Villages,
            "ma_thon,ten_thon,tu_ngay,den_ngay,thon_ke_thua\nT9,Mới,2/1/2026,3/1/2026,T3",
            "thon_ke_thua",
            Problem::SuccessorGone,
        ),
        (List::Teams, "ma_to,ten_to,ma_thon\nTO9,Tổ,T1;T99", "ma_thon", Problem::UnknownVillage),
        (List::Teams, "ma_to,ten_to,ma_thon\nTO9,Tổ,", "ma_thon", Problem::Missing),
        (
            List::Volunteers,
            "ma_tnv,ho_ten,loai,ma_to\nV9,Tư,tổ viên,TO99",
            "ma_to",
            Problem::UnknownTeam,
        ),
        (List::Households, "ma_ho,ma_thon,chu_ho\nH9,T99,Tư", "ma_thon", Problem::UnknownVillage),
        (List::Households, "ma_ho,ma_thon,chu_ho\nH9,T3,Tư", "ma_thon", Problem::VillageGone),
        (List::Households, "ma_ho,ma_thon,chu_ho\nH9,T1,", "chu_ho", Problem::Missing),
        (
            List::Households,
            "ma_ho,ma_thon,chu_ho\nH9,T1,Tư 046 058 001 234",
            "chu_ho",
            Problem::IdNumber,
        ),
        (List::Households, "ma_ho,ma_thon,chu_ho\n046058001234,T1,Tư", "ma_ho", Problem::IdNumber),
        (
            List::Residents,
            "ma_nguoi,ma_ho,ho_ten,nam_sinh\nN9,H99,Tư,1970",
            "ma_ho",
            Problem::UnknownHousehold,
        ),
        (
            List::Residents,
            "ma_nguoi,ma_ho,ho_ten,nam_sinh\nN9,H1,Tư,2009",
            "nam_sinh",
            Problem::Minor,
        ),
        (
            List::Residents,
            "ma_nguoi,ma_ho,ho_ten,nam_sinh\nN9,H1,Tư,58",
            "nam_sinh",
            Problem::BadYear,
        ),
        (
            List::Residents,
            "ma_nguoi,ma_ho,ho_ten,nam_sinh\nN9,H1,Tư,1899",
            "nam_sinh",
            Problem::BadYear,
        ),
        (
            List::Residents,
            "ma_nguoi,ma_ho,ho_ten,nam_sinh\nN9,H1,Tư,2027",
            "nam_sinh",
            Problem::BadYear,
        ),
        (
            List::Residents,
            "ma_nguoi,ma_ho,ho_ten,nam_sinh,nguoi_lon\nN9,H1,Tư,,không",
            "nguoi_lon",
            Problem::Minor,
        ),
        (
            List::Residents,
            "ma_nguoi,ma_ho,ho_ten,nam_sinh,dien_thoai\nN9,H1,Tư,1970,0233 123",
            "dien_thoai",
            Problem::BadPhone,
        ),
        (
            List::Residents,
            "ma_nguoi,ma_ho,ho_ten,nam_sinh,dien_thoai\nN9,H1,Tư,1970,912345678",
            "dien_thoai",
            Problem::LostZero,
        ),
        (
            List::Residents,
            "ma_nguoi,ma_ho,ho_ten,nam_sinh,dien_thoai\nN9,H1,Tư,1970,046058001234",
            "dien_thoai",
            Problem::IdNumber,
        ),
    ];
    for (list, text, column, problem) in cases {
        let plan = hall.planned(&[(*list, text)]);
        assert_eq!(bad(&plan), [(2, *column, *problem)], "{text}");
        assert_eq!((plan.entries.len(), counts(&plan, *list).bad), (0, 1), "{text}");
        for language in ["vi", "en"] {
            assert!(plan.bad[0].sentence(language).contains(": "), "{problem:?}");
        }
    }
    for (list, text, column) in [
        (List::Volunteers, "ma_tnv,ho_ten,loai\nV9,Tư,thợ", "loai"),
        (List::Residents, "ma_nguoi,ma_ho,ho_ten,nam_sinh,loai_may\nN9,H1,Tư,1970,to", "loai_may"),
        (
            List::Residents,
            "ma_nguoi,ma_ho,ho_ten,nam_sinh,tinh_trang\nN9,H1,Tư,1970,to",
            "tinh_trang",
        ),
    ] {
        let plan = hall.planned(&[(list, text)]);
        assert!(
            matches!(bad(&plan)[..], [(2, at, Problem::BadWord { .. })] if at == column),
            "{text}"
        );
    }
}

#[test]
fn a_row_with_several_problems_is_one_bad_row_with_all_of_them() {
    let plan = Hall::filled()
        .planned(&[(List::Residents, "ma_nguoi,ma_ho,ho_ten,nam_sinh\n,H99,,2020\n")]);
    assert_eq!(counts(&plan, List::Residents).bad, 1);
    assert_eq!(plan.bad.len(), 4);
}

#[test]
fn a_key_twice_keeps_the_first_row_and_names_its_line() {
    let text = "ma_ho,ma_thon,chu_ho\nH8,T1,Tư\nH8,T1,Năm\n";
    let plan = Hall::filled().planned(&[(List::Households, text)]);
    assert_eq!(bad(&plan), [(3, "ma_ho", Problem::DuplicateKey { first_line: 2 })]);
    assert_eq!(counts(&plan, List::Households).new, 1);
}

#[test]
fn rows_that_build_on_a_bad_row_are_bad_too() {
    let villages = "ma_thon,ten_thon,tu_ngay,den_ngay,thon_ke_thua\n\
        A,Một,1/7/2025,,X\nB,Hai,1/7/2020,30/6/2025,A\nC,Ba,1/7/2025,,\n";
    let households = "ma_ho,ma_thon,chu_ho\nH1,A,Tư\nH2,C,Năm\n";
    let residents = "ma_nguoi,ma_ho,ho_ten,nam_sinh\nN1,H1,Tư,1960\nN2,H2,Năm,1961\n";
    let plan = Hall::new().planned(&[
        (List::Villages, villages),
        (List::Households, households),
        (List::Residents, residents),
    ]);
    assert_eq!(
        bad(&plan),
        [
            (2, "thon_ke_thua", Problem::SuccessorWithoutEnd),
            (3, "thon_ke_thua", Problem::UnknownVillage),
            (2, "ma_thon", Problem::UnknownVillage),
            (2, "ma_ho", Problem::UnknownHousehold),
        ]
    );
    assert_eq!(plan.entries.len(), 3);
}

#[test]
fn two_villages_that_succeed_each_other_are_refused() {
    let villages = "ma_thon,ten_thon,tu_ngay,den_ngay,thon_ke_thua\n\
        A,Một,1/7/2020,30/6/2025,B\nB,Hai,1/7/2020,30/6/2025,A\n";
    let plan = Hall::new().planned(&[(List::Villages, villages)]);
    assert!(bad(&plan).iter().all(|(.., problem)| *problem == Problem::SuccessorRing));
    assert_eq!(plan.entries, []);
}

#[test]
fn no_list_brings_an_erased_person_back() {
    let mut hall = Hall::filled();
    let hoa = hall.resident("N2");
    hall.write(Erased { subject: Subject::Resident(hoa) }.into(), Default::default());
    let again = hall.import(&[(List::Residents, RESIDENTS)]);
    assert_eq!(counts(&again, List::Residents), Counts { same: 2, erased: 1, ..Counts::default() });
    assert_eq!(hall.state.resident(hoa).unwrap().part.name, None);
}

#[test]
fn names_are_kept_in_nfc_and_spaces_are_one() {
    let mut hall = Hall::filled();
    let decomposed = "ma_nguoi,ma_ho,ho_ten,nam_sinh\nN9,H1, Nguye\u{302}\u{303}n   Thi\u{323} Hoa\u{300} ,1960\n";
    hall.import(&[(List::Residents, decomposed)]);
    let view = hall.state.resident(hall.resident("N9")).unwrap();
    assert_eq!(view.part.name.as_deref(), Some("Nguyễn Thị Hoà"));
}

#[test]
fn a_list_without_its_columns_says_which() {
    let error = ListFile::read(List::Residents, b"ma_nguoi,ho_ten\n1,2\n").unwrap_err();
    assert!(
        matches!(&error, ImportError::MissingColumns { missing, .. } if *missing == ["ma_ho", "nam_sinh"])
    );
    assert!(error.to_string().contains("ma_ho, nam_sinh"));
}

#[test]
fn columns_that_are_not_needed_are_not_read() {
    let text = "ma_ho,CCCD,ma_thon,chu_ho,Dân tộc\nH9,046058001234,T1,Tư,x\n";
    let file = ListFile::read(List::Households, text.as_bytes()).unwrap();
    assert_eq!(file.unread_columns(), ["CCCD", "Dân tộc"]);
    assert_eq!(Hall::filled().plan_files(&[file]).bad, []);
}

#[test]
fn xlsx_is_read_with_its_title_numbers_and_dates() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "DANH SÁCH NGƯỜI DÂN").unwrap();
    for (at, name) in ["Mã người", "Mã hộ", "Họ và tên", "Năm sinh", "SĐT"].iter().enumerate()
    {
        sheet.write(2, at as u16, *name).unwrap();
    }
    // A year and a phone number as numbers: the zero is lost, the key stays what it looks like.
    sheet.write(3, 0, 17).unwrap();
    sheet.write(3, 1, "H1").unwrap();
    sheet.write(3, 2, "Đặng Thị Mơ").unwrap();
    sheet.write(3, 3, 1951).unwrap();
    sheet.write(3, 4, 912_345_678).unwrap();
    sheet.write(5, 0, "N18").unwrap();
    let file = ListFile::read(List::Residents, &book.save_to_buffer().unwrap()).unwrap();
    let plan = Hall::filled().plan_files(&[file]);
    let lines: Vec<_> = plan.bad.iter().map(|bad| bad.line).collect();
    assert_eq!(lines, [6, 6], "the second row lacks household and name");
    assert_eq!(plan.keys[0].key, "17");
    assert_eq!(plan.entries[0].part.birth_year, Some(1951));
    assert_eq!(plan.entries[0].part.phone.as_deref(), Some("0912345678"));

    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (at, name) in ["key", "name", "valid_from"].iter().enumerate() {
        sheet.write(0, at as u16, *name).unwrap();
    }
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2025, 7, 1).unwrap();
    let format = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    sheet.write(1, 0, "T7").unwrap();
    sheet.write(1, 1, "Trà Long").unwrap();
    sheet.write_with_format(1, 2, day, &format).unwrap();
    let file = ListFile::read(List::Villages, &book.save_to_buffer().unwrap()).unwrap();
    let plan = Hall::new().plan_files(&[file]);
    let Body::VillageDefined(village) = &plan.entries[0].body else { panic!("{plan:?}") };
    assert_eq!(
        (village.name.as_str(), village.valid_from.to_string().as_str()),
        ("Trà Long", "2025-07-01")
    );
}

#[test]
fn rejected_rows_have_their_columns_and_the_reason_and_can_be_imported_again() {
    let hall = Hall::filled();
    let text = "ma_ho,Ghi chú,ma_thon,chu_ho\nH8,\"a, b\",T99,Tư\nH9,,T1,Năm\n";
    let file = ListFile::read(List::Households, text.as_bytes()).unwrap();
    let bad = hall.plan_files(std::slice::from_ref(&file)).bad;
    let rejected = String::from_utf8(rejected_rows(&file, &bad, "vi").unwrap()).unwrap();
    let lines: Vec<_> = rejected.lines().collect();
    assert_eq!(lines[0], "\u{feff}ma_ho,Ghi chú,ma_thon,chu_ho,vi_sao");
    assert!(lines[1].starts_with("H8,\"a, b\",T99,Tư,\"ma_thon: "), "{}", lines[1]);
    assert_eq!(lines.len(), 2);
    let corrected = rejected.replace("T99", "T1");
    let corrected = ListFile::read(List::Households, corrected.as_bytes()).unwrap();
    let plan = hall.plan_files(&[corrected]);
    assert_eq!((plan.bad.len(), plan.entries.len()), (0, 1));
}
