//! Names that could stand in a list of a commune in Central Vietnam; nobody's in
//! particular.

use super::random::Random;

const FAMILIES: &[(usize, &str)] = &[
    (31, "Nguyễn"),
    (12, "Trần"),
    (11, "Lê"),
    (8, "Hoàng"),
    (6, "Phan"),
    (5, "Phạm"),
    (5, "Võ"),
    (4, "Hồ"),
    (4, "Trương"),
    (3, "Đặng"),
    (3, "Bùi"),
    (2, "Đỗ"),
    (2, "Dương"),
    (2, "Đoàn"),
    (2, "Mai"),
    (1, "Cao"),
    (1, "Thái"),
    (1, "Lương"),
    (1, "Đinh"),
    (1, "Tạ"),
];

const WOMEN_MIDDLE: &[&str] = &[
    "Thị",
    "Thị",
    "Thị",
    "Thị",
    "Thị Thu",
    "Thị Ngọc",
    "Thị Kim",
    "Thị Mỹ",
    "Ngọc",
    "Thanh",
    "Thu",
];

const MEN_MIDDLE: &[&str] = &[
    "Văn", "Văn", "Văn", "Văn", "Đức", "Quang", "Hữu", "Công", "Minh", "Xuân", "Đình", "Ngọc",
    "Thanh", "Bá", "Trọng",
];

const WOMEN: &[&str] = &[
    "Lan",
    "Hoa",
    "Hồng",
    "Hương",
    "Thủy",
    "Thuỷ",
    "Hà",
    "Hạnh",
    "Nga",
    "Tuyết",
    "Mai",
    "Liên",
    "Loan",
    "Phượng",
    "Yến",
    "Oanh",
    "Thảo",
    "Nhung",
    "Trang",
    "Hiền",
    "Hòa",
    "Gái",
    "Bé",
    "Lài",
    "Sen",
    "Cúc",
    "Đào",
    "Xoan",
    "Thương",
    "Diệu",
    "Vân",
    "Anh",
    "Linh",
    "Quỳnh",
    "Ánh",
    "Duyên",
];

const MEN: &[&str] = &[
    "Hùng", "Dũng", "Cường", "Tuấn", "Sơn", "Hải", "Long", "Thắng", "Bình", "Hòa", "Hoà", "Tâm",
    "Phúc", "Lộc", "Thọ", "Khánh", "Nam", "Trung", "Đông", "Tây", "Quý", "Phước", "Đạt", "Tài",
    "Lợi", "Tư", "Năm", "Sáu", "Út", "Cu", "Nghĩa", "Lâm", "Toàn", "Vinh", "Quốc", "Thiện",
];

/// Of people whose names are not built as Kinh names are; a given name after a marker, or
/// one word.
const OTHERS: &[&str] = &[
    "Y Moan",
    "Y Thịnh",
    "Y Bhăm",
    "Y Nguyên",
    "H'Hen",
    "H'Lim",
    "H'Bia",
    "H'Ngọc",
    "Hồ Thị Xuân",
    "Hồ Văn Lai",
    "Kray Sức",
    "Pả Hà",
    "Côn Thia",
    "Hồ Khăm",
    "Sáo",
];

const AMONG_OTHERS_LAST: &[&str] = &["Niê", "Êban", "Mlô", "Êñuôl"];

/// Names of villages; with a number where they run out.
pub(super) const VILLAGES: &[&str] = &[
    "Suối Môn",
    "Hà Lợi",
    "Xuân Long",
    "Thủy Bạn",
    "Cẩm Phổ",
    "An Mỹ",
    "Lan Đình",
    "Gio Hà",
    "Nhĩ Thượng",
    "Nhĩ Hạ",
    "Mai Xá",
    "Lâm Xuân",
    "Bạch Câu",
    "Cang Gián",
    "Thủy Khê",
    "Hải Chữ",
    "An Nha",
    "Hảo Sơn",
    "Long Sơn",
    "Xuân Mỵ",
    "Tân Xuân",
    "Phước Thị",
    "Kinh Môn",
    "Vinh Quang",
];

/// Where a house stands, in words.
const PLACES: &[&str] = &[
    "cạnh nhà văn hoá",
    "sau chợ",
    "đầu ngõ",
    "cuối xóm",
    "gần cầu",
    "ngõ thứ hai bên trái",
    "bên kia mương",
    "gần trường mầm non",
    "đường ra biển",
    "sát rẫy cao su",
];

/// A full name, family name first.
pub(super) fn full_name(random: &mut Random) -> String {
    if random.percent(3) {
        let mut name = (*random.pick(OTHERS)).to_owned();
        if name.starts_with("Y ") || name.starts_with("H'") {
            name.push(' ');
            let last = random.pick::<&str>(AMONG_OTHERS_LAST);
            name.push_str(last);
        }
        return name;
    }
    let family = random.weighted(FAMILIES);
    let (middle, given) = if random.percent(52) {
        (*random.pick(WOMEN_MIDDLE), *random.pick(WOMEN))
    } else {
        (*random.pick(MEN_MIDDLE), *random.pick(MEN))
    };
    // Some people go by one word, some by a nickname that the list keeps.
    match random.below(200) {
        0 => given.to_owned(),
        1 => format!("{family} {middle} {given} (Còi)"),
        _ => format!("{family} {middle} {given}"),
    }
}

/// A mobile number of ten digits, as it would be typed: sometimes with spaces or +84.
pub(super) fn phone(random: &mut Random) -> String {
    let first = *random.pick(&["3", "5", "7", "8", "9"]);
    let rest = random.below(100_000_000);
    match random.below(10) {
        0 => format!("+84 {first}{rest:08}"),
        1 => {
            format!("0{first}{:02} {:03} {:03}", rest / 1_000_000, rest / 1000 % 1000, rest % 1000)
        }
        _ => format!("0{first}{rest:08}"),
    }
}

/// Where a house stands.
pub(super) fn place(random: &mut Random) -> String {
    (*random.pick(PLACES)).to_owned()
}
